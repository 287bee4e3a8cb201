//! A person at the window, who works it with a mouse or with the keyboard alone.

use crate::window::{FIELDS, PRESSED, Window, key, plain};

/// What a person has in their hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hands {
    /// A mouse, and a keyboard to type words.
    Mouse,
    /// No mouse: what the tab key and the arrows do not reach is out of reach.
    KeyboardAlone,
}

/// A person at a window.
pub(crate) struct Person<'a> {
    /// The window.
    pub(crate) window: &'a Window,
    /// How they work it.
    pub(crate) hands: Hands,
}

/// More presses of the tab key than a page has stops.
const MOST_STOPS: usize = 250;

impl Person<'_> {
    /// Presses the button, the link or the line of a menu called `name`.
    pub(crate) async fn press(&self, name: &str) {
        match self.hands {
            Hands::Mouse => self.window.press(name).await,
            Hands::KeyboardAlone => {
                self.reach(PRESSED, name).await;
                self.keys(&key::ENTER.to_string()).await;
            }
        }
    }

    /// Presses what has a name that begins with `words` and goes on with a number, a day or keys.
    pub(crate) async fn press_beginning(&self, words: &str) {
        let name = self.window.name_beginning(PRESSED, words).await;
        self.press(&name).await;
    }

    /// Types `text` into the field called `label`, in place of what it held.
    pub(crate) async fn fill(&self, label: &str, text: &str) {
        match self.hands {
            Hands::Mouse => self.window.fill(label, text).await,
            Hands::KeyboardAlone => {
                self.enter(label).await;
                self.keys(&format!("{}a{}", key::CONTROL, key::CONTROL)).await;
                self.keys(text).await;
            }
        }
    }

    /// Brings the caret into the field called `label`.
    pub(crate) async fn enter(&self, label: &str) {
        match self.hands {
            Hands::Mouse => self.window.click(&self.window.named(FIELDS, label).await).await,
            Hands::KeyboardAlone => self.reach(FIELDS, label).await,
        }
    }

    /// Opens line `n` of the list called `list`, and says what stands in its first cell.
    pub(crate) async fn open_line(&self, list: &str, n: usize) -> String {
        let cell = self.window.sees(&format!("[role=grid] tbody tr:nth-child({n}) td")).await;
        let name = cell.prop("textContent").await.unwrap().unwrap();
        match self.hands {
            Hands::Mouse => self.window.click(&cell).await,
            Hands::KeyboardAlone => {
                self.reach("[role=grid]", list).await;
                for _ in 0..n {
                    self.keys(&key::DOWN.to_string()).await;
                }
                self.keys(&key::ENTER.to_string()).await;
            }
        }
        name
    }

    /// Sends `keys` to whatever has the focus.
    pub(crate) async fn keys(&self, keys: &str) {
        self.window.keys(keys).await;
    }

    /// Brings the focus to what is called `name`, as a keyboard does: from stop to stop with the tab
    /// key, inside a menu and along tabs with the arrows.
    async fn reach(&self, css: &str, name: &str) {
        let aim = self.window.named(css, name).await;
        let next = match aim.attr("role").await.unwrap().as_deref() {
            Some("menuitem") => key::DOWN,
            Some("tab") => key::RIGHT,
            _ => key::TAB,
        };
        let mut stops = Vec::new();
        while stops.len() < MOST_STOPS {
            let focused = self.window.client.active_element().await.unwrap();
            let called = self.window.label(&focused).await.unwrap_or_default();
            if plain(&called) == plain(name) && self.window.focus_is(css).await {
                return;
            }
            let along = next != key::RIGHT || self.window.focus_is("[role=tab]").await;
            let key = if along { next } else { key::TAB };
            stops.push(called);
            self.keys(&key.to_string()).await;
        }
        panic!("« {name} » is out of reach of the keyboard, which stops at {stops:?}");
    }
}
