//! Text that was written to do harm, in the real window: it shows as itself, and does nothing.

use serde_json::{Value, json};

use crate::{
    desk::{Desk, Keyring},
    turn,
    window::{Window, key},
};

/// Each would leave a trace if it were taken for more than text.
const HOSTILE: [&str; 5] = [
    r#"#read("/etc/passwd")"#,
    "<script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'>",
    "[lien](javascript:window.harmed=1) **</td></table>{{ harmed = 1 }}${harmed = 1}",
    "שלום עולם \u{202e}desrever\u{202c} السَّلامُ عليكم",
    "👩‍👩‍👧 🇫🇷 🏴‍☠️ ✅",
];

fn id(kind: u32, n: usize) -> String {
    format!("00000000-0000-7000-8000-0000000{kind:02}{n:03}")
}

#[tokio::test]
async fn hostile_text_shows_as_itself_on_every_page() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = Window::open(&desk, &[]).await;
    window.call("create_club", json!({ "passphrase": "quatre mots bien choisis" })).await;
    let today = window.call("club", json!({})).await["today"].as_str().unwrap().to_owned();
    // As long as what stands on one line may be.
    let endless = "é".repeat(1_000);
    let texts: Vec<&str> = HOSTILE.iter().copied().chain([endless.as_str()]).collect();
    for (n, text) in texts.iter().enumerate() {
        window.writes(n, text, &today).await;
    }
    window.run("document.body.id = 'before'; location.reload()", vec![]).await;
    window.sees("body:not(#before) nav").await;

    for path in ["/members", "/conventions?view=all", "/meetings"] {
        window.goes_to(path).await;
        window.shows_as_itself(path, &texts).await;
    }
    for path in ["/", "/journal"] {
        window.goes_to(path).await;
        window.shows_as_itself(path, &[&endless]).await;
    }
    for (n, text) in texts.iter().enumerate() {
        for path in [
            format!("/members/{}?tab=notes", id(1, n)),
            format!("/conventions/{}", id(3, n)),
            format!("/meetings/{}", id(4, n)),
        ] {
            window.goes_to(&path).await;
            window.shows_as_itself(&path, &[text]).await;
        }
        // What was noted is read as Markdown once it is validated.
        window.does(json!({ "kind": "validate_minutes", "meeting": id(4, n), "on": today })).await;
        window.reads("le compte rendu ne se modifie plus").await;
        window.does_no_harm().await;
    }

    // Found by its name, in the list that opens over every page.
    window.keys(&format!("{}k{}", key::CONTROL, key::CONTROL)).await;
    window.sees("[role=dialog] input:focus").await;
    window.keys("harmed").await;
    window.sees("[role=dialog] [role=option] mark").await;
    window.shows_as_itself("the palette", &HOSTILE[1..3]).await;
    window.close().await;
}

impl Window {
    /// Has the club hold `text` wherever a person can write.
    async fn writes(&self, n: usize, text: &str, today: &str) {
        self.does(json!({
            "kind": "create_organisation", "id": id(1, n),
            "organisation": { "name": text, "legal_name": text, "kind": "other",
                "register_number": null, "parent": null },
            "membership": { "id": id(2, n),
                "arrived": { "earliest": today, "latest": today }, "left": null },
        }))
        .await;
        self.does(json!({
            "kind": "add_note", "id": id(7, n), "organisation": id(1, n), "topic": { "kind": "project" },
            "text": text,
        }))
        .await;
        self.does(json!({
            "kind": "draft_convention", "id": id(3, n), "organisation": id(1, n),
            "convention": { "kind": "service", "reference": text, "object": text, "price": null,
                "starts_on": null, "ends_on": null },
            "drafted_on": today,
        }))
        .await;
        self.does(json!({
            "kind": "plan_meeting", "id": id(4, n),
            "meeting": { "body": "plenary", "title": text, "held_on": today, "starts_at": null,
                "place": text },
        }))
        .await;
        self.does(json!({
            "kind": "add_agenda_item", "id": id(5, n), "meeting": id(4, n), "after": null,
            "item": { "title": text, "duration": null },
        }))
        .await;
        self.does(json!({
            "kind": "write_block", "id": id(6, n), "item": id(5, n), "after": null, "text": text,
            "content": { "kind": "text" },
        }))
        .await;
    }

    /// Waits until the page shows the texts letter for letter, and finds that none of them did more.
    async fn shows_as_itself(&self, page: &str, texts: &[&str]) {
        for text in texts {
            // What turns the writing round stays in a text, and is no part of a name.
            let script = "const seen = (it) => it.replace(/[\\u202a-\\u202e]/g, '');
                const text = seen(arguments[0]);
                return seen(document.body.textContent).includes(text)
                  || [...document.querySelectorAll('input, textarea')]
                    .some((it) => seen(it.value).includes(text));";
            self.holds_true(&format!("« {text:.60} » shows on {page}"), script, json!(text)).await;
        }
        self.does_no_harm().await;
    }

    async fn does_no_harm(&self) {
        let script = "return [window.harmed ?? null,
            document.querySelectorAll('main img, main script, [onerror], a[href^=\"javascript:\"]').length]";
        assert_eq!(self.run(script, vec![]).await, json!([Value::Null, 0]));
    }
}
