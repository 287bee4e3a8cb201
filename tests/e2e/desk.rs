//! A virtual desk: a screen, a window manager, a session bus with a keyring, and a driver of web
//! views, all started for one test and ended with it.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// A virtual desk. Its processes end with it.
pub(crate) struct Desk {
    /// The home of the person who sits at it.
    pub(crate) home: TempDir,
    display: String,
    bus: Option<String>,
    driver_port: u16,
    children: Vec<Child>,
}

/// Whether the session has a keyring that keeps keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keyring {
    /// It has one, unlocked.
    Unlocked,
    /// It has none.
    None,
}

impl Desk {
    /// A desk with a screen of `width` by `height` pixels.
    pub(crate) fn new(width: u32, height: u32, keyring: Keyring) -> Self {
        let home = tempfile::tempdir().unwrap();
        for folder in ["config", "data", "cache", "runtime", "tmp", "documents"] {
            fs::create_dir(home.path().join(folder)).unwrap();
        }
        let (screen, display) = screen(width, height);
        let mut desk =
            Self { home, display, bus: None, driver_port: free_port(), children: vec![screen] };
        if keyring == Keyring::Unlocked {
            desk.start_keyring();
        }
        let manager = desk.command("openbox").stderr(Stdio::null()).spawn().unwrap();
        desk.children.push(manager);
        desk.start_driver();
        desk
    }

    /// The address of the driver of web views.
    pub(crate) fn driver(&self) -> String {
        format!("http://127.0.0.1:{}", self.driver_port)
    }

    /// A folder of the home, such as `data` or `documents`.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// A program started at this desk.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        let home = self.home.path();
        command
            .env("DISPLAY", &self.display)
            .env("HOME", home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_RUNTIME_DIR", home.join("runtime"))
            .env("TMPDIR", home.join("tmp"))
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .env("USER", "camille")
            .env("GTK_USE_PORTAL", "0")
            .env("NO_AT_BRIDGE", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS");
        if let Some(bus) = &self.bus {
            command.env("DBUS_SESSION_BUS_ADDRESS", bus);
        } else {
            command.env("DBUS_SESSION_BUS_ADDRESS", "disabled:");
        }
        command
    }

    /// Types `keys` with xdotool, as a person would, wherever the focus is.
    pub(crate) fn xdotool(&self, words: &[&str]) {
        let status = self.command("xdotool").args(words).status().unwrap();
        assert!(status.success(), "xdotool {words:?}");
    }

    /// Waits for a window whose title holds `title`, and brings the keyboard to it.
    pub(crate) fn focus_window(&self, title: &str) {
        self.xdotool(&["windowactivate", "--sync", &self.window(title)]);
    }

    /// Waits for a window whose title holds `title`, and says which one it is.
    fn window(&self, title: &str) -> String {
        let mut id = None;
        // Asked again and again: a search that waits by itself gives up when a window goes meanwhile.
        wait_for(&format!("a window called {title}"), || {
            let mut search = self.command("xdotool");
            let found = search.args(["search", "--onlyvisible", "--name", title]).output().unwrap();
            id = String::from_utf8(found.stdout).unwrap().lines().next().map(str::to_owned);
            id.is_some()
        });
        id.unwrap()
    }

    /// Puts the window whose title matches `title` out of sight.
    pub(crate) fn minimise(&self, title: &str) {
        self.xdotool(&["windowminimize", &self.window(title)]);
    }

    /// Whether a window whose title matches `title` can be seen.
    pub(crate) fn shows(&self, title: &str) -> bool {
        let mut search = self.command("xdotool");
        search.args(["search", "--onlyvisible", "--name", title]).output().unwrap().status.success()
    }

    /// A picture of the window called `title`, as a person sees it.
    pub(crate) fn picture(&self, title: &str, path: &Path) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let id = self.window(title);
        let status = self.command("import").args(["-window", &id]).arg(path).status().unwrap();
        assert!(status.success(), "no picture of {title}");
    }

    /// Answers a file dialog called `title` with the path `path`.
    pub(crate) fn answer_file_dialog(&self, title: &str, path: &Path) {
        self.focus_window(title);
        std::thread::sleep(Duration::from_millis(500));
        self.xdotool(&["key", "ctrl+l"]);
        std::thread::sleep(Duration::from_millis(400));
        self.xdotool(&["key", "ctrl+a"]);
        // The dialog completes what is typed: too fast, and it eats a letter. Names that begin alike
        // are the worst.
        self.xdotool(&["type", "--delay", "25", path.to_str().unwrap()]);
        std::thread::sleep(Duration::from_millis(400));
        self.xdotool(&["key", "Return"]);
    }

    /// Ends the application at this desk as a power cut would.
    pub(crate) fn kill(&self) {
        let processes = running(self.home.path());
        assert!(!processes.is_empty(), "the application runs no more");
        for id in &processes {
            assert!(Command::new("kill").arg("-9").arg(id).status().unwrap().success());
        }
        // A club that is still locked would not open again.
        wait_for("the end of the application", || processes.iter().all(|it| has_ended(it)));
    }

    /// The program under test.
    pub(crate) fn cercle() -> PathBuf {
        let mut path = std::env::current_exe().unwrap();
        path.pop();
        if path.ends_with("deps") {
            path.pop();
        }
        let path = path.join("cercle");
        assert!(path.exists(), "{} is not built: cargo build -p desktop", path.display());
        path
    }

    fn start_keyring(&mut self) {
        let mut bus = self
            .command("dbus-daemon")
            .args(["--session", "--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(bus.stdout.take().unwrap()).read_line(&mut address).unwrap();
        self.children.push(bus);
        self.bus = Some(address.trim().to_owned());
        let mut keyring = self
            .command("gnome-keyring-daemon")
            .args(["--foreground", "--components=secrets", "--unlock"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        keyring.stdin.take().unwrap().write_all(b"trousseau").unwrap();
        self.children.push(keyring);
        let owned = || {
            let answer = self
                .command("dbus-send")
                .args([
                    "--session",
                    "--print-reply",
                    "--dest=org.freedesktop.DBus",
                    "/org/freedesktop/DBus",
                    "org.freedesktop.DBus.NameHasOwner",
                    "string:org.freedesktop.secrets",
                ])
                .output()
                .unwrap();
            String::from_utf8_lossy(&answer.stdout).contains("boolean true")
        };
        wait_for("the keyring", owned);
    }

    fn start_driver(&mut self) {
        let port = format!("--port={}", self.driver_port);
        let driver = self.command("WebKitWebDriver").arg(port).spawn().unwrap();
        self.children.push(driver);
        let port = self.driver_port;
        wait_for("the driver", || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        for child in self.children.iter_mut().rev() {
            // A child that ended before is no failure of the test.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// The processes of the application that run for the person whose home is `home`.
pub(crate) fn running(home: &Path) -> Vec<String> {
    let home = format!("HOME={}", home.display());
    let is_ours = |process: &Path| {
        // A process that ends meanwhile has nothing to read any more.
        let name = fs::read_to_string(process.join("comm")).unwrap_or_default();
        let environment = fs::read(process.join("environ")).unwrap_or_default();
        name.trim() == "cercle" && environment.split(|it| *it == 0).any(|it| it == home.as_bytes())
    };
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let ours = processes.filter(|it| is_ours(&it.path()));
    ours.map(|it| it.file_name().to_string_lossy().into_owned()).collect()
}

/// How much memory the page of the person whose home is `home` takes, in bytes.
pub(crate) fn memory_of_the_page(home: &Path) -> u64 {
    let home = format!("HOME={}", home.display());
    let of = |process: &Path| {
        let read = |name: &str| fs::read(process.join(name)).unwrap_or_default();
        let is_ours = read("comm").starts_with(b"WebKitWeb")
            && read("environ").split(|it| *it == 0).any(|it| it == home.as_bytes());
        let status = String::from_utf8_lossy(&read("status")).into_owned();
        let resident = status.lines().find_map(|it| it.strip_prefix("VmRSS:"));
        let kilobytes = resident.and_then(|it| it.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        if is_ours { kilobytes.unwrap_or_default() * 1024 } else { 0 }
    };
    fs::read_dir("/proc").unwrap().flatten().map(|it| of(&it.path())).sum()
}

/// Whether the process has let go of everything, its locks among them. Of one whose first thread has
/// ended the system says that it is over, although others may still hold what it opened.
pub(crate) fn has_ended(process: &str) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let threads = fs::read_dir(format!("/proc/{process}/task")).map_or(0, Iterator::count);
    threads <= 1 && stat.rsplit(") ").next().is_none_or(|it| it.is_empty() || it.starts_with('Z'))
}

/// Starts a screen, and says which one it is.
fn screen(width: u32, height: u32) -> (Child, String) {
    let mut screen = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0"])
        .arg(format!("{width}x{height}x24"))
        .args(["-nolisten", "tcp", "-noreset"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut number = String::new();
    BufReader::new(screen.stdout.take().unwrap()).read_line(&mut number).unwrap();
    (screen, format!(":{}", number.trim()))
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// Waits until `done`, for as long as a slow machine may need.
pub(crate) fn wait_for(what: &str, mut done: impl FnMut() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < Duration::from_secs(20), "{what} did not come");
        std::thread::sleep(Duration::from_millis(20));
    }
}
