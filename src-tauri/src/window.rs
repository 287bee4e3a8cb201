//! The one window of a club: what it may do, where it stands, when it comes forward.

use std::{
    fs, io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use api::Failure;
use tauri::{
    App, AppHandle, Manager, RunEvent, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    WindowEvent, ipc::CapabilityBuilder,
};
use tauri_specta::Event as _;

use crate::{
    arguments::Arguments,
    copies,
    desk::Desk,
    ipc, log, painting,
    preferences::{Place, PreferencesFile},
};

/// The name by which Tauri knows the window.
const LABEL: &str = "main";

/// How long the page has to hear that the window is to close. One that hangs would keep it for ever.
const HEARS_WITHIN: Duration = Duration::from_secs(3);

/// Which of the requests to close the window the page has heard of.
#[derive(Debug, Default)]
pub(crate) struct Leaving {
    /// How many there were.
    requests: AtomicUsize,
    /// The last one that was heard of.
    heard: AtomicUsize,
}

impl Leaving {
    /// Counts a request, and gives its number.
    fn ask(&self) -> usize {
        self.requests.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// The page has heard of every request so far.
    pub(crate) fn hear(&self) {
        self.heard.store(self.requests.load(Ordering::SeqCst), Ordering::SeqCst);
    }

    fn is_heard(&self, request: usize) -> bool {
        self.heard.load(Ordering::SeqCst) >= request
    }
}

/// Opens the window, and returns when it is closed.
#[expect(
    clippy::disallowed_methods,
    reason = "what Tauri generates may end a process that is none of ours"
)]
pub(crate) fn run(arguments: Arguments) -> tauri::Result<()> {
    let calls = ipc::builder();
    let answer = calls.invoke_handler();
    let app = tauri::Builder::default()
        .invoke_handler(move |call| {
            // A call that is not asynchronous runs here, and a panic would unwind into C and end the
            // program.
            let resolver = call.resolver.clone();
            catch_unwind(AssertUnwindSafe(|| answer(call))).unwrap_or_else(|_| {
                resolver.reject(Failure::bug(ipc::Panicked));
                true
            })
        })
        .setup(move |app| {
            calls.mount_events(app);
            set_up(app, &arguments)
        })
        .build(tauri::generate_context!())?;
    app.run(|app, event| {
        // A start that found the club open in another window has no desk of its own.
        if let RunEvent::Exit = event
            && let Some(desk) = app.try_state::<Desk>()
        {
            tauri::async_runtime::block_on(desk.close());
        }
    });
    Ok(())
}

fn set_up(app: &mut App, arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let paths = app.path();
    // Without its log the application still works.
    if let Err(error) = log::start(&paths.app_log_dir()?) {
        eprintln!("cercle: there is no log: {error}");
    }
    let preferences = PreferencesFile::read(&paths.app_config_dir()?);
    let desk = Desk::new(preferences, paths.data_dir()?);
    let folder = arguments.club.clone().or_else(|| desk.preferences.club());
    if let Some(demo) = arguments.demo {
        tauri::async_runtime::block_on(desk.open_demo(demo))?;
    } else if let Some(folder) = folder
        && tauri::async_runtime::block_on(desk.open(&folder)).is_err()
    {
        // The window that has the club came forward, and this start has nothing left to do.
        app.handle().exit(0);
        return Ok(());
    }
    let place = desk.preferences.place(&desk.club().unwrap_or_default());
    app.manage(desk);
    app.manage(Leaving::default());
    let mut capability = CapabilityBuilder::new("page")
        .window(LABEL)
        .permission("core:event:allow-listen")
        .permission("core:event:allow-unlisten");
    for call in ipc::CALLS {
        capability = capability.permission(format!("allow-{}", call.replace('_', "-")));
    }
    app.add_capability(capability)?;
    open(app, place)?;
    tauri::async_runtime::block_on(listen(app.handle()));
    copies::each_day(app.handle());
    Ok(())
}

fn open(app: &App, place: Option<Place>) -> tauri::Result<WebviewWindow> {
    let mut builder = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Cercle")
        .min_inner_size(640.0, 480.0)
        // The page keeps nothing of its own: what it caches would lie on the disk in clear. A driver
        // cannot take hold of such a page; the tests show that the other kind leaves nothing either.
        .incognito(std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_none())
        // Tauri would hand the paths of dropped files to the page.
        .disable_drag_drop_handler()
        .on_navigation(|to| to.scheme() == "tauri");
    builder = match place {
        Some(it) => builder.maximized(it.maximised),
        None => builder.inner_size(1440.0, 900.0).center(),
    };
    let window = builder.build()?;
    painting::settle(&window)?;
    if let Some(it) = place {
        window.set_size(tauri::PhysicalSize::new(it.width, it.height))?;
        if let Some((x, y)) = it.x.zip(it.y) {
            window.set_position(tauri::PhysicalPosition::new(x, y))?;
        }
    }
    let seen = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { .. } | WindowEvent::Focused(false) = event {
            remember(&seen);
        }
        if let WindowEvent::CloseRequested { api, .. } = event
            && ask_to_leave(&seen)
        {
            api.prevent_close();
        }
    });
    Ok(window)
}

/// Tells the page that the window is to close, and leaves it to the page, which first keeps what is
/// being typed. A page that cannot be told, or that does not hear of it, has nothing left to keep.
fn ask_to_leave(window: &WebviewWindow) -> bool {
    let request = window.state::<Leaving>().ask();
    if let Err(error) = ipc::Closing.emit(window) {
        tracing::warn!(%error, "the page is not told that the window closes");
        return false;
    }
    let window = window.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(HEARS_WITHIN).await;
        if !window.state::<Leaving>().is_heard(request) {
            tracing::warn!("the page hangs, and the window closes without it");
            leave(&window);
        }
    });
    true
}

/// Closes the window, whatever the page says.
pub(crate) fn leave(window: &WebviewWindow) {
    if let Err(error) = window.destroy() {
        tracing::warn!(%error, "the window does not close");
    }
}

/// Keeps where the window stands, for the next time.
fn remember(window: &WebviewWindow) {
    let Ok(size) = window.inner_size() else { return };
    let maximised = window.is_maximized().unwrap_or(false);
    let at = window.outer_position().ok();
    let desk = window.state::<Desk>();
    let Some(club) = desk.club() else { return };
    // The size of a window that fills the screen is not the one to come back to.
    let (width, height) = match desk.preferences.place(&club) {
        Some(before) if maximised => (before.width, before.height),
        _ => (size.width, size.height),
    };
    let place = Place { x: at.map(|it| it.x), y: at.map(|it| it.y), width, height, maximised };
    if let Err(error) = desk.preferences.remember_place(&club, place) {
        tracing::warn!(%error, "the place of the window is not remembered");
    }
}

/// Comes forward when a second start asks for the club that is open.
pub(crate) async fn listen(app: &AppHandle) {
    let handle = app.clone();
    let come_forward = move || {
        if let Some(window) = handle.get_webview_window(LABEL) {
            // Each is a wish to the window manager, which may say no.
            let _ = window.unminimize();
            let _ = window.show();
            let _ = window.set_focus();
        }
    };
    app.state::<Desk>().listen(come_forward).await;
}

/// Writes `bytes` to `path`, entirely or not at all.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().permissions(permissions()).tempfile_in(folder)?;
    io::Write::write_all(&mut file, bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    // It is there; a disk that does not confirm its name may lose it in a power cut, and no more.
    if let Err(error) = fs::File::open(folder).and_then(|it| it.sync_all()) {
        tracing::warn!(%error, "the disk has not confirmed the name of a file");
    }
    Ok(())
}

/// What the user's other files have: a file that only its owner can read surprises on a share.
#[cfg(unix)]
fn permissions() -> fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(0o644)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().flatten();
        entries.map(|it| it.file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_page_that_heard_of_one_request_is_asked_again_at_the_next() {
        let leaving = Leaving::default();
        let first = leaving.ask();
        assert!(!leaving.is_heard(first), "a page that hangs would keep the window for ever");
        leaving.hear();
        assert!(leaving.is_heard(first), "a person who is asked something would lose the window");
        let second = leaving.ask();
        assert!(!leaving.is_heard(second));
    }

    #[test]
    fn a_file_takes_the_place_of_another_entirely() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("compte rendu.pdf");
        write_file(&path, &[b'a'; 100_000]).unwrap();
        write_file(&path, b"court").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"court");
        assert_eq!(names(folder.path()), ["compte rendu.pdf"]);
    }

    #[test]
    fn a_file_that_cannot_be_written_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("parti").join("compte rendu.pdf");
        assert_eq!(write_file(&missing, b"court").unwrap_err().kind(), io::ErrorKind::NotFound);
        let taken = folder.path().join("dossier");
        fs::create_dir(&taken).unwrap();
        write_file(&taken, b"court").unwrap_err();
        assert_eq!(names(folder.path()), ["dossier"]);
    }

    #[test]
    fn what_was_given_out_may_be_read_by_those_who_may_read_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        let (ours, other) = (folder.path().join("compte rendu.pdf"), folder.path().join("autre"));
        write_file(&ours, b"court").unwrap();
        fs::write(&other, b"court").unwrap();
        let permissions = |path: &Path| fs::metadata(path).unwrap().permissions();
        assert_eq!(permissions(&ours), permissions(&other));
    }
}
