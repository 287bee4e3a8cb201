//! The power goes while a list is taken in, in the real window. The moments of an import are told
//! one by one in `tests/kills.rs`.

use std::{
    fmt::Write as _,
    fs,
    time::{Duration, Instant},
};

use serde_json::json;

use crate::{
    desk::{Desk, Keyring},
    turn,
    window::Window,
};

/// So many lines take the window several seconds.
const LINES: usize = 4_000;

#[tokio::test]
async fn an_import_killed_in_the_window_leaves_all_of_it_or_none() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let list = desk.folder("documents").join("communes.csv");
    let mut sheet = "Nom;Nature;Arrivée\n".to_owned();
    for n in 1..=LINES {
        writeln!(sheet, "Commune no {n};collectivité;2021-04").unwrap();
    }
    fs::write(&list, sheet).unwrap();

    let window = Window::open(&desk, &[]).await;
    window.begins_to_import(&desk, &list).await;
    let done = window.lines_done().await;
    desk.kill();
    let _ = window.client.close().await;
    assert!((1..LINES).contains(&done), "it was killed after {done} lines");

    let window = Window::open(&desk, &[]).await;
    let (members, operations) = window.holds().await;
    println!("killed after {done} lines, it holds {members} members");
    assert!(
        matches!((members, operations), (0, 0) | (LINES, 1)),
        "{members} members by {operations} operations"
    );
    window.close().await;
}

impl Window {
    /// Creates a club, and takes in a list up to the button that does it.
    async fn begins_to_import(&self, desk: &Desk, list: &std::path::Path) {
        self.call("create_club", json!({ "passphrase": "quatre mots bien choisis" })).await;
        self.run("document.body.id = 'before'; location.reload()", vec![]).await;
        self.sees("body:not(#before) nav").await;
        self.press("Membres").await;
        self.press("Importer une liste…").await;
        self.press("Choisir un fichier…").await;
        desk.answer_file_dialog("Importer une liste de membres", list);
        self.reads("4 000 créées").await;
        self.press_beginning("Importer 4 000 lignes").await;
    }

    /// Waits until the page tells how the import comes on, and answers how many lines are done.
    async fn lines_done(&self) -> usize {
        let start = Instant::now();
        loop {
            let script = "return document.querySelector('main')?.textContent
                .match(/([\\d\\s]+) lignes sur/)?.[1].replace(/\\s/g, '') ?? ''";
            let told = self.run(script, vec![]).await;
            if let Ok(done @ 1..) = told.as_str().unwrap().parse::<usize>() {
                return done;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "no import comes on");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// How many members and how many operations the club holds.
    async fn holds(&self) -> (usize, usize) {
        let club = self.call("club", json!({})).await;
        assert_eq!(club["kind"], "open", "{club}");
        let members = self.call("members", json!({ "day": club["today"] })).await;
        let filter = json!({ "filter": { "kinds": [], "row": null, "before": null } });
        let journal = self.call("journal", filter).await;
        (members.as_array().unwrap().len(), journal["lines"].as_array().unwrap().len())
    }
}
