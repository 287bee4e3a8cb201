//! What is measured in the window, by its own clock: a question of the driver that waits for the page
//! would measure the driver.

use std::{fs, path::Path};

use chrono::Utc;
use serde_json::{Value, json};

use crate::{
    club::PASSPHRASE,
    desk::{Desk, Keyring, running},
    figures::Figures,
    window::Window,
};

/// A page, and the click that leads to it.
struct Page {
    name: &'static str,
    /// The page on which the click is made.
    from: &'static str,
    /// What is clicked; where there are several, they take turns.
    press: &'static str,
    /// What is there once the page is, and is not on the page before.
    shown: &'static str,
    size: &'static str,
}

const PAGES: &[Page] = &[
    Page {
        name: "page/today/list",
        from: "/settings",
        press: "nav a[href='/']",
        shown: "main .work li",
        size: "the whole club",
    },
    Page {
        name: "page/members/list",
        from: "/settings",
        press: "nav a[href='/members']",
        shown: "main tbody tr",
        size: "1 000 organisations",
    },
    Page {
        name: "page/members/detail",
        from: "/members",
        press: "main tbody tr",
        shown: "main section h2",
        size: "1 of 1 000 organisations",
    },
    Page {
        name: "page/conventions/list",
        from: "/settings",
        press: "nav a[href='/conventions']",
        shown: "main tbody tr",
        size: "1 750 conventions",
    },
    Page {
        name: "page/conventions/detail",
        from: "/conventions",
        press: "main tbody tr",
        shown: "main .known",
        size: "1 of 1 750 conventions",
    },
    Page {
        name: "page/meetings/list",
        from: "/settings",
        press: "nav a[href='/meetings']",
        shown: "main tbody tr",
        size: "2 000 meetings",
    },
    Page {
        name: "page/meetings/detail",
        from: "/meetings",
        press: "main tbody tr",
        shown: "main .attendance",
        size: "1 of 2 000 meetings",
    },
    Page {
        name: "page/meetings/notes",
        from: "/meetings",
        // The last one that was held: it is still written, and every member stands on its list.
        press: "main tbody tr:nth-child(2)",
        shown: "main .attendance",
        size: "1 meeting, 940 members",
    },
    Page {
        name: "page/actions/list",
        from: "/meetings",
        press: "main a[href='?view=actions']",
        shown: "main .body li",
        size: "every open action",
    },
    Page {
        name: "page/journal/list",
        from: "/settings",
        press: "nav a[href='/journal']",
        shown: "main tbody tr",
        size: "200 of all operations",
    },
    Page {
        name: "page/journal/detail",
        from: "/journal",
        press: "main tbody tr",
        shown: "main section h2",
        size: "1 operation",
    },
    Page {
        name: "page/settings/detail",
        from: "/members",
        press: "nav a[href='/settings']",
        shown: "main .settings",
        size: "",
    },
];

/// The beginnings of names, as people type them.
pub(crate) const NAMES: [&str; 10] =
    ["cara", "ben", "kerv", "université de v", "mor", "solene", "rous", "lac", "minis", "thev"];

const START: &str = "start/first-page";
const START_BARE: &str = "start/no-club";
const SEARCH: &str = "search/by-name";

/// How often each page is opened, and each name looked for.
const RUNS: usize = 20;

/// How often the application is started.
const STARTS: usize = 10;

/// Measures the pages of the club in `folder`.
pub(crate) async fn measure(figures: &mut Figures, folder: &Path) {
    let pages: Vec<&Page> = PAGES.iter().filter(|it| figures.want(it.name)).collect();
    if pages.is_empty() && ![START, START_BARE, SEARCH].iter().any(|it| figures.want(it)) {
        return;
    }
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let arguments = ["--club", folder.to_str().unwrap()];
    // Opened with its passphrase once, the club finds its key in the keyring from then on.
    let window = Window::open(&desk, &arguments).await;
    let unlock = "const [passphrase, done] = arguments;
        window.__TAURI_INTERNALS__.invoke('unlock_club', { passphrase }).then(done, done)";
    let state = window.client.execute_async(unlock, vec![json!(PASSPHRASE)]).await.unwrap();
    assert_eq!(state["kind"], "open", "{state}");
    window.close().await;

    if figures.want(START) {
        start(figures, START, "the whole club", &desk, &arguments).await;
    }
    if figures.want(START_BARE) {
        // What the system, the engine and an all but empty page take by themselves.
        let bare = Desk::new(1440, 900, Keyring::Unlocked);
        start(figures, START_BARE, "no club", &bare, &[]).await;
    }
    let window = Window::open(&desk, &arguments).await;
    for page in pages {
        let (mut shown, mut painted, mut again) = (Vec::new(), Vec::new(), Vec::new());
        for run in 0..=RUNS {
            write(&window, page, run).await;
            let [there, seen] = open(&window, page, run).await;
            shown.push(there);
            painted.push(seen);
            let [there, _] = open(&window, page, run).await;
            again.push(there);
        }
        // Painted and laid out where nothing was read since the last write; laid out where it was.
        figures.add(page.name, page.size, painted);
        figures.add(format!("{}/there", page.name), page.size, shown);
        figures.add(format!("{}/again", page.name), page.size, again);
    }
    if figures.want(SEARCH) {
        search(figures, &window).await;
    }
    window.close().await;
}

/// Measures from the start of the process to the first page on screen.
async fn start(
    figures: &mut Figures,
    name: &'static str,
    size: &'static str,
    desk: &Desk,
    arguments: &[&str],
) {
    let mut times = Vec::new();
    for _ in 0..=STARTS {
        let window = Window::start(desk, &Desk::cercle(), arguments).await;
        let script = "answer(async () => {
            await until(() => find('main h1'));
            await painted();
            return performance.timeOrigin + performance.now();
          })";
        let painted = ask(&window, name, script, vec![]).await;
        let [process] = &running(desk.home.path())[..] else { panic!("one application runs") };
        times.push(painted - began(process));
        window.close().await;
    }
    figures.add(name, size, times);
}

/// When the process began, in milliseconds since 1970; the kernel counts in hundredths of a second.
#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
fn began(process: &str) -> f64 {
    let number = |text: &str, at: usize| -> f64 {
        text.split_whitespace().nth(at).unwrap().parse().unwrap()
    };
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // Counted after the name, which may hold spaces: the 22nd of all.
    let started = number(stat.rsplit(") ").next().unwrap(), 19) / 100.0;
    let up = number(&fs::read_to_string("/proc/uptime").unwrap(), 0);
    Utc::now().timestamp_micros() as f64 / 1000.0 - (up - started) * 1000.0
}

/// What both scripts are made of. `painted` comes when what is there was drawn: the second frame
/// begins once the first is on screen.
const WAITING: &str = "
    const frame = () => new Promise(requestAnimationFrame);
    const painted = () => frame().then(frame);
    const until = (there) => new Promise((resolve) => {
      if (there()) return resolve();
      const watch = new MutationObserver(() => {
        if (!there()) return;
        watch.disconnect();
        resolve();
      });
      const all = { subtree: true, childList: true, attributes: true, characterData: true };
      watch.observe(document, all);
    });
    const find = (css) => document.querySelector(css);
    const done = arguments[arguments.length - 1];
    const answer = (work) => work().then(done, (error) => done(String(error)));";

/// Writes something, so that no page can show what was read before.
async fn write(window: &Window, page: &Page, run: usize) {
    window.goes_to(page.from).await;
    let script = "const [from, programme] = arguments;
        answer(async () => {
          await until(() => location.pathname === from && find('main h1'));
          const settings = { programme, heading: '' };
          const command = { kind: 'change_settings', settings };
          await window.__TAURI_INTERNALS__.invoke('execute', { command });
          // The page on screen looks again meanwhile.
          await new Promise((resolve) => setTimeout(resolve, 700));
        })";
    let programme = format!("Vitam {run} {}", page.name);
    let arguments = vec![json!(page.from), json!(programme)];
    let answer = answered(window, page.name, script, arguments).await;
    assert!(answer.is_null(), "{}: {answer}", page.name);
}

/// From the click until the page is there and laid out, and until it is painted, in milliseconds.
///
/// What lies between is the work of the engine, which without a graphics card draws every point with
/// the processor.
async fn open(window: &Window, page: &Page, run: usize) -> [f64; 2] {
    window.goes_to(page.from).await;
    let script = "const [from, press, shown, run] = arguments;
        answer(async () => {
          await until(() => location.pathname === from && find(press) && !find(shown));
          await painted();
          const all = document.querySelectorAll(press);
          const start = performance.now();
          all[run % all.length].click();
          await until(() => find(shown));
          // To ask for a height is to have it laid out.
          void document.body.offsetHeight;
          const there = performance.now() - start;
          await painted();
          return [there, performance.now() - start];
        })";
    let arguments = vec![json!(page.from), json!(page.press), json!(page.shown), json!(run)];
    let answer = answered(window, page.name, script, arguments).await;
    [0, 1].map(|at| answer[at].as_f64().unwrap_or_else(|| panic!("{}: {answer}", page.name)))
}

/// From the key to the paint, in the field that finds everything.
async fn search(figures: &mut Figures, window: &Window) {
    window.run("document.querySelector('button.finder').click()", vec![]).await;
    let script = "const [name] = arguments;
        answer(async () => {
          await until(() => find('[role=dialog] input'));
          const field = find('[role=dialog] input');
          const type = (text) => {
            field.value = text;
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
          };
          type('');
          await until(() => !find('[role=option] mark'));
          await painted();
          const start = performance.now();
          type(name);
          await until(() => find('[role=option] mark'));
          await painted();
          return performance.now() - start;
        })";
    let mut times = Vec::new();
    for name in NAMES.iter().cycle().take(2 * RUNS + 1) {
        times.push(ask(window, SEARCH, script, vec![json!(name)]).await);
    }
    figures.add(SEARCH, "everything that has a name", times);
}

/// Runs `script` after [`WAITING`], and takes its answer for milliseconds.
async fn ask(window: &Window, name: &str, script: &str, arguments: Vec<Value>) -> f64 {
    let answer = answered(window, name, script, arguments).await;
    answer.as_f64().unwrap_or_else(|| panic!("{name}: {answer}"))
}

/// Runs `script` after [`WAITING`].
async fn answered(window: &Window, name: &str, script: &str, arguments: Vec<Value>) -> Value {
    let script = format!("{WAITING}\n{script}");
    let answer = window.client.execute_async(&script, arguments).await;
    match answer {
        Ok(answer) => answer,
        Err(error) => panic!("{name}: {error}\n{}", window.text().await),
    }
}
