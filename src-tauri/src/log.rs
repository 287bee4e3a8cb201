//! The log: one file for each computer, started anew when it has grown large.
//!
//! It tells what went wrong, never what somebody typed: commands, names and keys stay out of it.

use std::{
    fs::{self, OpenOptions},
    io, panic,
    path::Path,
    sync::Mutex,
};

/// A log larger than this many bytes is set aside at the next start.
const LARGE: u64 = 1024 * 1024;

/// Sends what the application says of itself to `folder/cercle.log`.
pub(crate) fn start(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let path = folder.join("cercle.log");
    if path.metadata().is_ok_and(|it| it.len() > LARGE) {
        fs::rename(&path, folder.join("cercle.old.log"))?;
    }
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    let lines = tracing_subscriber::fmt()
        .with_writer(Mutex::new(file))
        .with_ansi(false)
        .with_max_level(tracing::Level::WARN)
        .finish();
    // A second start in one process, as in tests, keeps the first log.
    let _ = tracing::subscriber::set_global_default(lines);
    hear_of_panics();
    Ok(())
}

/// Has the log say where the application failed. What a panic says may quote what somebody typed,
/// and goes where it always went: to the terminal of who started the program from one.
fn hear_of_panics() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |about| {
        let place = about.location().map(ToString::to_string).unwrap_or_default();
        let thread = std::thread::current().name().unwrap_or_default().to_owned();
        tracing::error!(place, thread, "the application failed");
        before(about);
    }));
}
