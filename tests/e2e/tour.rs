//! Every page of the demonstration club: what axe finds wrong with it, what a screen reader is told,
//! and a picture of it, light and dark, at three sizes.
//!
//! `cargo xtask tour` keeps the pictures where `CERCLE_TOUR_DIR` says.

use std::{fmt::Write as _, path::PathBuf, time::Duration};

use serde_json::json;

use crate::{
    desk::{Desk, Keyring},
    turn,
    window::Window,
};

/// The sizes at which the window is looked at.
const SIZES: [(u32, u32); 3] = [(1440, 900), (1024, 700), (1600, 1000)];

#[tokio::test]
async fn every_page_is_without_fault_and_has_its_picture() {
    let _turn = turn().await;
    let desk = Desk::new(1640, 1060, Keyring::None);
    let window = Window::open(&desk, &["--demo"]).await;
    window.reads("Club de démonstration").await;

    let pictures = match std::env::var_os("CERCLE_TOUR_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => desk.folder("documents"),
    };
    let mut faults = String::new();
    for (name, address) in pages(&window).await {
        window.goes_to(&address).await;
        window.sees("main h1").await;
        for theme in ["light", "dark"] {
            let script = "document.documentElement.dataset.theme = arguments[0]";
            window.run(script, vec![json!(theme)]).await;
            settle(&window).await;
            for fault in window.axe().await.lines() {
                writeln!(faults, "{name} ({theme}): {fault}").unwrap();
            }
            for (width, height) in SIZES {
                window.client.set_window_size(width, height).await.unwrap();
                settle(&window).await;
                desk.picture("^Cercle$", &pictures.join(format!("{name}-{width}-{theme}.png")));
            }
        }
    }
    window.close().await;
    assert!(faults.is_empty(), "axe finds:\n{faults}");
}

/// The pages, each with its name and its address.
pub(crate) async fn pages(window: &Window) -> Vec<(&'static str, String)> {
    let script = "const done = arguments[arguments.length - 1];
        const call = (name, with_) => window.__TAURI_INTERNALS__.invoke(name, with_);
        (async () => {
          const { today: day } = await call('club');
          const members = await call('members', { day });
          const conventions = await call('conventions', { day });
          const meetings = await call('meetings', { day });
          const kept = conventions.find((it) => it.documents > 0);
          const held = meetings.find((it) => it.stage.kind === 'to_validate');
          const to_come = meetings.find((it) => it.stage.kind === 'upcoming');
          return [kept.organisation, kept.id, held.id, to_come.id];
        })().then(done, (e) => done(String(e)))";
    let found = window.client.execute_async(script, vec![]).await.unwrap();
    let id = |at: usize| found[at].as_str().unwrap_or_else(|| panic!("{found}")).to_owned();
    vec![
        ("today", "/".into()),
        ("members", "/members".into()),
        ("member", format!("/members/{}", id(0))),
        ("import", "/members/import".into()),
        ("conventions", "/conventions".into()),
        ("convention", format!("/conventions/{}", id(1))),
        ("meetings", "/meetings".into()),
        ("minutes", format!("/meetings/{}", id(2))),
        ("agenda", format!("/meetings/{}", id(3))),
        ("journal", "/journal?operation=12".into()),
        ("settings", "/settings".into()),
    ]
}

/// Waits until the page is drawn and nothing moves on it.
pub(crate) async fn settle(window: &Window) {
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
    window.client.execute_async(script, vec![]).await.unwrap();
    // What is drawn still has to reach the screen.
    tokio::time::sleep(Duration::from_millis(250)).await;
}
