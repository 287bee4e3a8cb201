//! Every page of the demonstration club: what axe finds wrong with it, what a screen reader is told,
//! and a picture of it, light and dark, at three sizes.
//!
//! `cargo xtask tour` keeps the pictures where `CERCLE_TOUR_DIR` says.

use std::{fmt::Write as _, path::PathBuf, time::Duration};

use serde_json::json;

use crate::{
    desk::{Desk, Keyring},
    turn,
    window::{DEMO, Window},
};

/// The sizes at which the window is looked at.
const SIZES: [(u32, u32); 3] = [(1440, 900), (1024, 700), (1600, 1000)];

#[tokio::test]
async fn every_page_is_without_fault_and_has_its_picture() {
    let _turn = turn().await;
    let desk = Desk::new(1640, 1060, Keyring::None);
    let window = Window::open(&desk, &DEMO).await;

    let pictures = match std::env::var_os("CERCLE_TOUR_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => desk.folder("documents"),
    };
    let mut faults = String::new();
    for (name, address) in pages(&window).await {
        window.goes_to(&address).await;
        window.at(&address).await;
        window.reads("Club de démonstration").await;
        for fault in window.axe_in_both_themes().await.lines() {
            writeln!(faults, "{name}: {fault}").unwrap();
        }
        for theme in ["light", "dark"] {
            let script = "document.documentElement.dataset.theme = arguments[0]";
            window.run(script, vec![json!(theme)]).await;
            for (width, height) in SIZES {
                window.client.set_window_size(width, height).await.unwrap();
                window.settled().await;
                // What is drawn still has to reach the screen.
                tokio::time::sleep(Duration::from_millis(250)).await;
                desk.picture("^Cercle$", &pictures.join(format!("{name}-{width}-{theme}.png")));
            }
        }
    }
    window.close().await;
    assert!(faults.is_empty(), "axe finds:\n{faults}");
}

#[tokio::test]
async fn every_page_is_told_to_those_who_do_not_see_it() {
    let _turn = turn().await;
    let desk = Desk::new(1640, 1060, Keyring::None);
    let window = Window::open(&desk, &DEMO).await;
    window.client.set_window_size(1440, 900).await.unwrap();
    let mut trees = Vec::new();
    let mut faults = String::new();
    for (name, address) in pages(&window).await {
        window.goes_to(&address).await;
        window.at(&address).await;
        if name == "convention" {
            // Its PDF is drawn once the page around it is there, and its words can be told then.
            window.sees(".stage .words span").await;
        }
        let tree = window.tree("body").await;
        for fault in tree.faults().lines() {
            writeln!(faults, "{name}: {fault}").unwrap();
        }
        trees.push((name, tree));
    }
    window.close().await;
    for (name, tree) in trees {
        tree.check(name);
    }
    assert!(faults.is_empty(), "found:\n{faults}");
}

/// Where things are in the demonstration club.
pub(crate) struct Addresses {
    /// The member that has the convention below.
    pub(crate) member: String,
    /// The convention whose PDF is signed for good.
    pub(crate) convention: String,
    /// A convention that waits for the signature of the programme.
    pub(crate) awaited: String,
    /// A meeting whose minutes are not validated.
    pub(crate) minutes: String,
    /// A meeting to come.
    pub(crate) agenda: String,
    /// A meeting whose minutes are locked.
    pub(crate) locked: String,
    /// The last thing that was done.
    pub(crate) operation: String,
}

impl Addresses {
    pub(crate) async fn of(window: &Window) -> Self {
        let script = "const done = arguments[arguments.length - 1];
            const call = (name, given) => window.__TAURI_INTERNALS__.invoke(name, given);
            (async () => {
              const { today: day } = await call('club');
              const conventions = await call('conventions', { day });
              const meetings = await call('meetings', { day });
              const kept = conventions.find((it) => it.reference === '2026-001');
              const awaited = conventions.find((it) => it.standing.kind === 'signed_by_member');
              const at = (stage) => meetings.find((it) => it.stage.kind === stage).id;
              const { undo } = await call('reach');
              return [kept.organisation, kept.id, awaited.id, at('to_validate'), at('upcoming'),
                at('locked'), String(undo)];
            })().then(done, (error) => done(String(error)))";
        let found = window.client.execute_async(script, vec![]).await.unwrap();
        let address = |page: &str, at: usize| {
            format!("/{page}/{}", found[at].as_str().unwrap_or_else(|| panic!("{found}")))
        };
        Self {
            member: address("members", 0),
            convention: address("conventions", 1),
            awaited: address("conventions", 2),
            minutes: address("meetings", 3),
            agenda: address("meetings", 4),
            locked: address("meetings", 5),
            operation: format!("/journal?operation={}", found[6].as_str().unwrap()),
        }
    }
}

/// The pages, each with its name and its address.
pub(crate) async fn pages(window: &Window) -> Vec<(&'static str, String)> {
    let it = Addresses::of(window).await;
    vec![
        ("today", "/".into()),
        ("members", "/members".into()),
        ("member", it.member),
        ("import", "/members/import".into()),
        ("conventions", "/conventions".into()),
        ("convention", it.convention),
        ("meetings", "/meetings".into()),
        ("minutes", it.minutes),
        ("agenda", it.agenda),
        ("journal", it.operation),
        ("settings", "/settings".into()),
        ("copies", "/copies".into()),
    ]
}
