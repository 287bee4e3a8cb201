//! The real window, driven as WebKit's own tests drive it.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use fantoccini::{
    Client, ClientBuilder, Locator,
    elements::Element,
    error::{CmdError, ErrorStatus},
    wd::{Capabilities, WebDriverCompatibleCommand},
};
use serde_json::{Value, json};

use crate::desk::{Desk, has_ended, running, wait_for};

/// The arguments of the demonstration, on a day that stands still: what is expected of its pages
/// must hold tomorrow.
pub(crate) const DEMO: [&str; 3] = ["--demo", "--demo-day", "2026-11-24"];

/// A window of the application.
pub(crate) struct Window {
    /// The session of the driver.
    pub(crate) client: Client,
    /// The home of the person at the desk.
    home: PathBuf,
}

impl Window {
    /// Starts the application at `desk`, with `arguments`, and waits for its first page.
    pub(crate) async fn open(desk: &Desk, arguments: &[&str]) -> Self {
        let window = Self::start(desk, &Desk::cercle(), arguments).await;
        window.sees("main, [role=main]").await;
        window
    }

    /// Starts the application at `desk` by way of `program`.
    pub(crate) async fn start(desk: &Desk, program: &Path, arguments: &[&str]) -> Self {
        let mut capabilities = Capabilities::new();
        capabilities.insert(
            "webkitgtk:browserOptions".into(),
            json!({ "binary": program, "args": arguments }),
        );
        let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities)
            .connect(&desk.driver())
            .await
            .unwrap();
        Self { client, home: desk.home.path().to_owned() }
    }

    /// Closes the window as its frame does, and waits until the application has ended.
    pub(crate) async fn close(self) {
        let processes = running(&self.home);
        self.client.close().await.unwrap();
        // A club that is still locked would not open again.
        wait_for("the end of the application", || processes.iter().all(|it| has_ended(it)));
    }

    /// Closes the window by its frame: it hears of it, where the end of a session tells it nothing.
    pub(crate) async fn close_by_frame(self, desk: &Desk) {
        let processes = running(&self.home);
        desk.focus_window("^Cercle$");
        desk.xdotool(&["key", "alt+F4"]);
        wait_for("the end of the application", || processes.iter().all(|it| has_ended(it)));
        // The session has no window any more, and its driver is free for the next one.
        let _ = self.client.close().await;
    }

    /// Waits for the first element that matches `css`.
    pub(crate) async fn sees(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(WAIT).for_element(Locator::Css(css)).await;
        match found {
            Ok(it) => it,
            Err(error) => panic!("nothing matches {css} ({error}); {}", self.text().await),
        }
    }

    /// Waits until nothing matches `css` any more.
    pub(crate) async fn no_longer_sees(&self, css: &str) {
        let start = std::time::Instant::now();
        let script = "return document.querySelector(arguments[0]) === null";
        while self.run(script, vec![json!(css)]).await != json!(true) {
            assert!(start.elapsed() < WAIT, "{css} is still there");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Waits until the text of the page holds `words`, spaces of every kind taken for one.
    pub(crate) async fn reads(&self, words: &str) {
        let start = std::time::Instant::now();
        loop {
            let text = self.text().await;
            if plain(&text).contains(&plain(words)) {
                return;
            }
            assert!(start.elapsed() < WAIT, "« {words} » is not on the page:\n{text}");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Waits until the text of the page does not hold `words` any more.
    pub(crate) async fn no_longer_reads(&self, words: &str) {
        let start = std::time::Instant::now();
        while plain(&self.text().await).contains(&plain(words)) {
            assert!(start.elapsed() < WAIT, "« {words} » is still on the page");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Waits until `script` answers true about `argument`; `what` says what that means.
    pub(crate) async fn holds_true(&self, what: &str, script: &str, argument: Value) {
        let start = std::time::Instant::now();
        while self.run(script, vec![argument.clone()]).await != true {
            let text = self.text().await;
            assert!(start.elapsed() < WAIT, "not so: {what}\n{text:.4000}");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// The text of the page, with what has scrolled away.
    pub(crate) async fn text(&self) -> String {
        let script = "return document.body ? document.body.textContent : ''";
        let text = self.run(script, vec![]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Presses the button or the link called `name`.
    pub(crate) async fn press(&self, name: &str) {
        self.click(&self.named(PRESSED, name).await).await;
    }

    /// Presses what has a name that begins with `words` and goes on with a number or with keys.
    pub(crate) async fn press_beginning(&self, words: &str) {
        let name = self.name_beginning(PRESSED, words).await;
        self.press(&name).await;
    }

    /// Clicks on `element`, as soon as no dialog that is going and no message lies over it.
    pub(crate) async fn click(&self, element: &Element) {
        let start = std::time::Instant::now();
        loop {
            match element.click().await {
                Err(CmdError::Standard(refused))
                    if refused.error == ErrorStatus::ElementClickIntercepted
                        && start.elapsed() < WAIT =>
                {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                clicked => return clicked.unwrap(),
            }
        }
    }

    /// Types `text` into the field called `label`, in place of what it held.
    pub(crate) async fn fill(&self, label: &str, text: &str) {
        let field = self.named(FIELDS, label).await;
        self.click(&field).await;
        field.send_keys(&format!("{}a{}", key::CONTROL, key::CONTROL)).await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Sends `keys` to whatever has the focus.
    pub(crate) async fn keys(&self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// What `css` matches now; nothing while the page is drawn anew, which the driver takes for a fault.
    async fn all(&self, css: &str) -> Vec<Element> {
        self.client.find_all(Locator::Css(css)).await.unwrap_or_default()
    }

    /// The visible element matched by `css` whose accessible name is `name`.
    pub(crate) async fn named(&self, css: &str, name: &str) -> Element {
        let start = std::time::Instant::now();
        loop {
            for it in self.all(css).await {
                let shown = it.is_displayed().await.unwrap_or(false);
                if shown && self.label(&it).await.is_some_and(|it| plain(&it) == plain(name)) {
                    return it;
                }
            }
            let text = self.text().await;
            assert!(start.elapsed() < WAIT, "nothing is called « {name} »:\n{text}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The whole name of the first visible element matched by `css` whose name begins with `words`.
    pub(crate) async fn name_beginning(&self, css: &str, words: &str) -> String {
        let start = std::time::Instant::now();
        loop {
            for it in self.all(css).await {
                let name = self.label(&it).await.unwrap_or_default();
                if plain(&name).starts_with(&plain(words))
                    && it.is_displayed().await.unwrap_or(false)
                {
                    return name;
                }
            }
            let text = self.text().await;
            assert!(start.elapsed() < WAIT, "nothing is called « {words}… »:\n{text}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Whether what has the focus matches `css`.
    pub(crate) async fn focus_is(&self, css: &str) -> bool {
        let script = "return document.activeElement?.matches(arguments[0]) ?? false";
        self.run(script, vec![json!(css)]).await.as_bool().unwrap()
    }

    /// The accessible name of `element`, as WebKit computes it.
    pub(crate) async fn label(&self, element: &Element) -> Option<String> {
        self.computed(element.element_id().as_ref(), "label").await
    }

    /// What WebKit computes of the element: its accessible `label`, or its `role`. Nothing where the
    /// element has gone meanwhile.
    pub(crate) async fn computed(&self, id: &str, what: &'static str) -> Option<String> {
        let answer = self.client.issue_cmd(Computed { id: id.to_owned(), what }).await;
        Some(answer.ok()?.as_str()?.to_owned())
    }

    /// Runs `script` in the page.
    pub(crate) async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap()
    }

    /// Goes to the address `path` as a link in the page would.
    pub(crate) async fn goes_to(&self, path: &str) {
        let script = "const a = document.createElement('a'); a.href = arguments[0];
                      document.body.append(a); a.click(); a.remove();";
        self.run(script, vec![json!(path)]).await;
    }

    /// Waits until the page at the address `path` is there.
    pub(crate) async fn at(&self, path: &str) {
        let script = "return document.querySelector('main h1') === null ? null
            : location.pathname + location.search";
        let start = std::time::Instant::now();
        loop {
            // Between two pages there is none to ask.
            let at = self.client.execute(script, vec![]).await.unwrap_or_default();
            if at == json!(path) {
                break;
            }
            assert!(start.elapsed() < WAIT, "{path} does not come, but {at}");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        self.settled().await;
    }

    /// Waits until the page is drawn and nothing moves on it.
    pub(crate) async fn settled(&self) {
        let script = "const done = arguments[arguments.length - 1];
            const frame = () => new Promise(requestAnimationFrame);
            (async () => {
              await document.fonts.ready;
              await frame();
              await Promise.all(document.getAnimations()
                .filter((it) => it.effect.getComputedTiming().iterations !== Infinity)
                .map((it) => it.finished.catch(() => null)));
              await frame(); await frame();
            })().then(done, done)";
        self.client.execute_async(script, vec![]).await.unwrap();
    }

    /// What axe finds wrong on the page, one line each; nothing on a good one.
    pub(crate) async fn axe(&self) -> String {
        self.judged(json!({})).await
    }

    /// The same in the light, and what the dark adds to it: its contrasts.
    pub(crate) async fn axe_in_both_themes(&self) -> String {
        let contrast = json!({ "runOnly": ["color-contrast"] });
        let theme = "document.documentElement.dataset.theme = arguments[0]";
        let mut found = String::new();
        for (name, rules) in [("dark", contrast), ("light", json!({}))] {
            self.run(theme, vec![json!(name)]).await;
            self.settled().await;
            for fault in self.judged(rules).await.lines() {
                found += &format!("({name}) {fault}\n");
            }
        }
        found
    }

    /// What axe finds. The canvas on which pdf.js measures letters, which nobody sees, is not of the
    /// page; and a menu stands outside its landmarks, since the focus takes people into it.
    async fn judged(&self, rules: Value) -> String {
        if self.run("return typeof axe", vec![]).await == json!("undefined") {
            let axe = Path::new(env!("CARGO_MANIFEST_DIR"));
            let axe = axe.join("../ui/node_modules/axe-core/axe.min.js");
            let axe = std::fs::read_to_string(axe).expect("axe-core is installed by npm in ui");
            self.run(&axe, vec![]).await;
        }
        let script = "const [rules, done] = arguments;
            axe.run({ exclude: ['.hiddenCanvasElement'] }, { resultTypes: ['violations'], ...rules }).then(
              r => done(r.violations.flatMap(v => v.nodes.filter(n => v.id !== 'region'
                || !document.querySelector(n.target[0])?.closest('[role=menu]')).map(n =>
                v.id + ': ' + n.target.join(' ') + ' — ' + n.failureSummary.replaceAll('\\n', ' '))).join('\\n')),
              e => done(String(e)))";
        let found = self.client.execute_async(script, vec![rules]).await.unwrap();
        found.as_str().unwrap_or_default().to_owned()
    }

    /// Every word that the page shows or tells, a text a line.
    pub(crate) async fn words(&self) -> String {
        let script = r"const told = [];
            const walk = (it) => {
              if (it.nodeType === Node.TEXT_NODE) told.push(it.data);
              if (it.nodeType !== Node.ELEMENT_NODE || it.matches('script, style')) return;
              for (const name of ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt'])
                told.push(it.getAttribute(name) ?? '');
              it.childNodes.forEach(walk);
            };
            walk(document.body);
            return told.map((it) => it.replace(/\s+/g, ' ').trim()).filter(Boolean).join('\n') + '\n'";
        self.run(script, vec![]).await.as_str().unwrap().to_owned()
    }
}

/// What can be pressed.
pub(crate) const PRESSED: &str = "button, a, [role=tab], [role=menuitem], [role=option]";

/// What can be typed into.
pub(crate) const FIELDS: &str = "input, textarea, [role=combobox]";

/// A slow machine with two cores may need this long for what takes a tenth of a second.
pub(crate) const WAIT: Duration = Duration::from_secs(20);

/// Keys as WebDriver writes them.
pub(crate) mod key {
    pub(crate) const CONTROL: char = '\u{E009}';
    pub(crate) const ENTER: char = '\u{E007}';
    pub(crate) const ESCAPE: char = '\u{E00C}';
    pub(crate) const TAB: char = '\u{E004}';
    pub(crate) const DOWN: char = '\u{E015}';
    pub(crate) const LEFT: char = '\u{E012}';
    pub(crate) const END: char = '\u{E010}';
    pub(crate) const HOME: char = '\u{E011}';
    pub(crate) const RIGHT: char = '\u{E014}';
    pub(crate) const UP: char = '\u{E013}';
    pub(crate) const ALT: char = '\u{E00A}';
    pub(crate) const F6: char = '\u{E036}';
}

/// Every kind of space is one, and apostrophes are straight: tests are about words.
pub(crate) fn plain(text: &str) -> String {
    let text = text.replace(['’', 'ʼ'], "'");
    text.split(char::is_whitespace).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `GET element/{id}/computedlabel` or `computedrole`, which fantoccini does not have.
#[derive(Debug)]
struct Computed {
    id: String,
    what: &'static str,
}

impl WebDriverCompatibleCommand for Computed {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/element/{}/computed{}", self.id, self.what))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::GET, None)
    }
}
