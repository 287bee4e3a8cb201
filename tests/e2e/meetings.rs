//! A meeting in the real window: minutes taken by keyboard, kept through a kill, validated, exported
//! through the system's dialog.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{
    desk::{Desk, Keyring, has_ended, running, wait_for},
    paper::text_of,
    turn,
    window::{Window, key},
};

const PLENARY: &str = "00000000-0000-7000-8000-000000000030";

impl Window {
    /// Calls Rust as the page does, and gives back what it answers.
    pub(crate) async fn call(&self, call: &str, arguments: Value) -> Value {
        let script = "const [call, given, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(call, given).then(
              (it) => done({ ok: it ?? null }), (error) => done({ error }))";
        let answer = self.client.execute_async(script, vec![json!(call), arguments]).await.unwrap();
        assert!(answer.get("error").is_none(), "{call}: {answer}");
        answer["ok"].clone()
    }

    pub(crate) async fn does(&self, command: Value) {
        self.call("execute", json!({ "command": command })).await;
    }

    /// The minutes of the plenary as they are stored, a line each.
    async fn minutes(&self) -> String {
        let page = self.call("meeting", json!({ "id": PLENARY, "day": "2026-12-31" })).await;
        let items = page["items"].as_array().unwrap();
        let mut lines = String::new();
        for item in items {
            lines += &format!("{}\n", item["item"]["title"].as_str().unwrap());
            for block in item["blocks"].as_array().unwrap() {
                let content = &block["content"];
                let terms = match (&block["owner_name"], &content["due_on"]) {
                    (Value::Null, _) => String::new(),
                    (owner, due) => format!(" ({}, {due})", owner.as_str().unwrap()),
                };
                let (kind, text) = (content["kind"].as_str(), block["text"].as_str());
                lines += &format!("- {}: {}{terms}\n", kind.unwrap(), text.unwrap());
            }
        }
        lines
    }

    /// Waits until the minutes hold `line`.
    async fn notes(&self, line: &str) {
        let start = Instant::now();
        loop {
            let minutes = self.minutes().await;
            if minutes.contains(line) {
                return;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "« {line} » is not in\n{minutes}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// A club with three members and a plenary of two items that is held today, on its page.
async fn in_session(desk: &Desk) -> Window {
    let window = Window::open(desk, &[]).await;
    window.call("create_club", json!({ "passphrase": "quatre mots bien choisis" })).await;
    let state = window.call("club", json!({})).await;
    let today = state["today"].as_str().unwrap().to_owned();
    for (n, name) in
        [(1, "Agence des mobilités"), (2, "Caisse des bateliers"), (3, "Centre de calcul")]
    {
        let id = |kind: u32| format!("00000000-0000-7000-8000-0000000{kind:02}{n:03}");
        window
            .does(json!({
                "kind": "create_organisation", "id": id(1),
                "organisation": { "name": name, "legal_name": null, "kind": "public_body",
                    "register_number": null, "parent": null },
                "membership": { "id": id(2),
                    "arrived": { "earliest": "2021-03-01", "latest": "2021-03-01" }, "left": null },
            }))
            .await;
    }
    let person =
        json!({ "given_name": "Samir", "family_name": "Benali", "email": null, "phone": null });
    let id = "00000000-0000-7000-8000-000000000050";
    window.does(json!({ "kind": "create_person", "id": id, "person": person, "post": null })).await;
    window
        .does(json!({
            "kind": "plan_meeting", "id": PLENARY,
            "meeting": { "body": "plenary", "title": null, "held_on": today,
                "starts_at": "14:00", "place": "Salle des Cartes" },
        }))
        .await;
    let items = [
        ("40", "Version 9\u{202f}: calendrier", Value::Null),
        ("41", "Stockage objet", json!(item("40"))),
    ];
    for (n, title, after) in items {
        window
            .does(json!({
                "kind": "add_agenda_item", "id": item(n), "meeting": PLENARY, "after": after,
                "item": { "title": title, "duration": 30 },
            }))
            .await;
    }
    window.client.refresh().await.unwrap();
    window.sees("main").await;
    window.goes_to(&format!("/meetings/{PLENARY}")).await;
    window.reads("Ordre du jour").await;
    window
}

fn item(n: &str) -> String {
    format!("00000000-0000-7000-8000-0000000000{n}")
}

#[tokio::test]
async fn minutes_are_taken_by_keyboard_and_come_back_after_a_kill() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = in_session(&desk).await;

    // The first item: a paragraph, and a decision.
    window.named("textarea", "Texte").await.click().await.unwrap();
    window.keys(&format!("Le calendrier est présenté.{}", key::ENTER)).await;
    window.keys(&format!("!Le calendrier est adopté.{}", key::ENTER)).await;
    window.notes("- decision: Le calendrier est adopté.").await;

    // The next one: an action, with an owner who is found and a day as it is typed.
    window.keys(&format!("{}{}", key::ALT, key::DOWN)).await;
    window.reads("2. Stockage objet").await;
    window.keys(&format!(">Écrire la procédure{}", key::TAB)).await;
    window.keys("bena").await;
    window.sees("[role=option]").await;
    window.keys(&key::ENTER.to_string()).await;
    window.keys(&format!("{}15/01/2027", key::TAB)).await;

    // The roll, without the mouse.
    window.keys(&key::F6.to_string()).await;
    window.keys(&format!("{}pe", key::DOWN)).await;
    window.notes("- action: Écrire la procédure (Samir Benali, \"2027-01-15\")").await;
    window.reads("1 présent sur 3").await;

    // What is typed and not left is on the disk half a second later.
    window.keys(&key::F6.to_string()).await;
    window.keys("Une phrase interrompue au mi").await;
    window.reads("Enregistré à").await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    desk.kill();
    let _ = window.client.close().await;

    let window = Window::open(&desk, &[]).await;
    window.reads("Notes reprises").await;
    window.goes_to(&format!("/meetings/{PLENARY}?item={}", item("41"))).await;
    window.reads("2. Stockage objet").await;
    let script =
        "return [...document.querySelectorAll('textarea')].map((it) => it.value).join('\\n')";
    let typed = window.run(script, vec![]).await;
    assert!(typed.as_str().unwrap().contains("Une phrase interrompue au mi"), "{typed}");

    // Validated: what was typed goes in first, and then nothing can be typed any more.
    window.press("Valider le compte rendu").await;
    window.sees("[role=dialog] input:focus").await;
    window.keys(&key::ENTER.to_string()).await;
    window.reads("le compte rendu ne se modifie plus").await;
    window.notes("- text: Une phrase interrompue au mi").await;
    assert_eq!(window.run("return document.querySelectorAll('textarea').length", vec![]).await, 0);
    assert_eq!(window.axe().await, "");

    // Out of the club, through the system's dialog.
    let pdf = desk.folder("documents").join("compte rendu.pdf");
    window.press("Exporter").await;
    window.press("PDF").await;
    desk.answer_file_dialog("Exporter le compte rendu", &pdf);
    window.reads("Compte rendu exporté").await;
    let text = text_of(&pdf);
    for words in ["Plénière", "Le calendrier est adopté.", "Samir Benali", "15/01/2027"] {
        assert!(text.contains(words), "« {words} » is not on the paper:\n{text}");
    }
    window.close().await;
}

#[tokio::test]
async fn a_write_that_lands_while_minutes_are_typed_loses_nothing_of_them() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = in_session(&desk).await;
    window.named("textarea", "Texte").await.click().await.unwrap();
    window.keys("Une phrase à moi").await;
    window.keys(&key::LEFT.to_string().repeat("à moi".chars().count())).await;

    // Somebody else writes under the same item, changes its title, and calls the roll.
    let (block, member) = (item("60"), "00000000-0000-7000-8000-000000001001");
    for written in [
        json!({ "kind": "write_block", "id": block, "item": item("40"), "after": null,
            "text": "Une phrase d’ailleurs", "content": { "kind": "text" } }),
        json!({ "kind": "edit_agenda_item", "id": item("40"),
            "item": { "title": "Version 9, revue", "duration": 30 } }),
        json!({ "kind": "record_attendance", "meeting": PLENARY, "organisation": member,
            "presence": { "kind": "present" }, "people": null }),
    ] {
        window.does(written).await;
    }
    window.reads("1. Version 9, revue").await;
    window.reads("1 présent sur 3").await;

    window.keys("bien ").await;
    let script = "return document.activeElement.value";
    assert_eq!(window.run(script, vec![]).await, "Une phrase bien à moi");
    window.keys(&key::END.to_string()).await;
    window.keys(&key::ENTER.to_string()).await;
    window.notes("- text: Une phrase bien à moi").await;
    window.notes("- text: Une phrase d’ailleurs").await;
    window.close().await;
}

#[tokio::test]
async fn minutes_left_in_the_middle_of_a_phrase_are_written_and_the_other_page_opens() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = in_session(&desk).await;
    window.named("textarea", "Texte").await.click().await.unwrap();
    for n in 1..=5 {
        window.keys(&format!("Phrase {n}")).await;
        window.keys(&format!("{}2{}", key::CONTROL, key::CONTROL)).await;
        window.named("h1", "Membres").await;
        window.notes(&format!("- text: Phrase {n}\n")).await;
        window.keys(&format!("{}{}{}", key::ALT, key::LEFT, key::ALT)).await;
        window.reads("Ordre du jour").await;
        let fresh = "return [...document.querySelectorAll('textarea')].at(-1).focus()";
        window.run(fresh, vec![]).await;
    }
    window.close().await;
}

#[tokio::test]
async fn the_last_words_noted_before_the_window_closes_come_back() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = in_session(&desk).await;
    window.named("textarea", "Texte").await.click().await.unwrap();
    window.keys("La salle est ou").await;
    desk.focus_window("^Cercle$");
    let processes = running(desk.home.path());
    // Sooner than the pause after which what is typed is kept by itself.
    desk.xdotool(&["key", "--delay", "10", "v", "e", "r", "t", "e", "alt+F4"]);
    wait_for("the end of the application", || processes.iter().all(|it| has_ended(it)));
    let _ = window.client.close().await;

    let window = Window::open(&desk, &[]).await;
    window.reads("Notes reprises").await;
    let script = "return [...document.querySelectorAll('textarea')].map((it) => it.value)";
    let typed = window.run(script, vec![]).await;
    assert_eq!(typed[0], "La salle est ouverte");
    window.close().await;
}
