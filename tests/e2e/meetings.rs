//! A meeting in the real window: minutes taken by keyboard, kept through a kill, validated, exported
//! through the system's dialog.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    desk::{Desk, Keyring, running},
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

/// Ends the application at `desk` as a power cut would.
fn kill(desk: &Desk) {
    for id in running(desk.home.path()) {
        assert!(Command::new("kill").arg("-9").arg(id).status().unwrap().success());
    }
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
    window.keys(&format!("{}{}", ALT, key::DOWN)).await;
    window.reads("2. Stockage objet").await;
    window.keys(&format!(">Écrire la procédure{}", key::TAB)).await;
    window.keys("bena").await;
    window.sees("[role=option]").await;
    window.keys(&key::ENTER.to_string()).await;
    window.keys(&format!("{}15/01/2027", key::TAB)).await;

    // The roll, without the mouse.
    window.keys(F6).await;
    window.keys(&format!("{}pe", key::DOWN)).await;
    window.notes("- action: Écrire la procédure (Samir Benali, \"2027-01-15\")").await;
    window.reads("1 présent sur 3").await;

    // What is typed and not left is on the disk half a second later.
    window.keys(F6).await;
    window.keys("Une phrase interrompue au mi").await;
    window.reads("Enregistré à").await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    kill(&desk);
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

fn text_of(pdf: &Path) -> String {
    let output = Command::new("pdftotext").args(["-layout"]).arg(pdf).arg("-").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Keys as WebDriver writes them.
const ALT: char = '\u{E00A}';
const F6: &str = "\u{E036}";
