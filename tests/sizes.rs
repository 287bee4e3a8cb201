//! Whatever a command carries has an end.

use std::collections::BTreeMap;

use api::Command;
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    commands::{any_command, every_kind, furnished},
    office::{LANDEVANT, Office},
};

/// Where the texts of a command stand, as JSON points to them.
fn texts(it: &Value, at: &str, found: &mut Vec<String>) {
    match it {
        Value::String(_) => found.push(at.to_owned()),
        Value::Array(items) => {
            items.iter().zip(0..).for_each(|(it, n)| texts(it, &format!("{at}/{n}"), found));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, it)| texts(it, &format!("{at}/{name}"), found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[tokio::test]
async fn no_command_carries_a_text_without_an_end() {
    let mut runner = TestRunner::deterministic();
    let mut drawn: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    // Some fields are most often empty: several of each kind are tried.
    while drawn.len() < every_kind().len() || drawn.values().any(|it| it.len() < 12) {
        let command = any_command().new_tree(&mut runner).unwrap().current();
        drawn.entry(command["kind"].as_str().unwrap().to_owned()).or_default().push(command);
    }

    let office = furnished().await;
    let before = office.operations().await;
    let endless = "x".repeat(50_001);
    let mut tried = 0;
    for command in drawn.into_values().flat_map(|it| it.into_iter().take(12)) {
        let mut places = Vec::new();
        texts(&command, "", &mut places);
        for place in places {
            let mut longer = command.clone();
            *longer.pointer_mut(&place).unwrap() = json!(endless);
            // An id, a day or a kind is no text.
            if serde_json::from_value::<Command>(longer.clone()).is_ok() {
                let answer = office.run(longer).await;
                assert!(answer.contains("text_too_long"), "{place}: {answer}");
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "{tried} texts were tried");
    assert_eq!(office.operations().await, before);
}

#[tokio::test]
async fn a_note_has_fifteen_pages_and_a_name_one_line() {
    let office = Office::open().await;
    office.enrol().await;
    let note = async |text: String| {
        office
            .run(json!({ "kind": "add_note", "id": Uuid::new_v4(), "organisation": LANDEVANT,
                "topic": { "kind": "project" }, "text": text }))
            .await
    };
    assert_eq!(note("é".repeat(50_000)).await, "done, operation 3");
    let refused =
        r#"{"code":"refused","with":{"code":"text_too_long","found":50001,"maximum":50000}}"#;
    assert_eq!(
        serde_json::from_str::<Value>(&note("é".repeat(50_001)).await).unwrap(),
        serde_json::from_str::<Value>(refused).unwrap()
    );
    let column = json!({ "kind": "add_note", "id": Uuid::new_v4(), "organisation": LANDEVANT,
        "topic": { "kind": "column", "name": "x".repeat(1_001) }, "text": "" });
    assert!(office.run(column).await.contains(r#""maximum":1000"#));
}
