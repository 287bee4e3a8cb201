//! The journal under whatever a coordinator may do: nothing is lost on the way back or forth.

use api::{Api, Code, Command};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};
use sqlx::Row;
use uuid::Uuid;

use crate::office::Office;

/// Ids come from a small pool, so that commands meet what earlier ones made.
fn id(kind: u128) -> impl Strategy<Value = Uuid> {
    (1..4u128).prop_map(move |n| Uuid::from_u128(kind * 100 + n))
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-zÀ-ÿ '\"%_$.]{0,12}",
        Just("#read(\"/etc/passwd\")".to_owned()),
        Just("<script>alert(1)</script>".to_owned()),
        Just("مرحبا 👩‍🚀 \u{202e}".to_owned()),
        Just("'); drop table organisation; --".to_owned()),
        Just("{\"$.name\": null}".to_owned()),
    ]
}

fn day() -> impl Strategy<Value = String> {
    (1..23u32).prop_map(|it| format!("2026-11-{it:02}"))
}

fn organisation() -> impl Strategy<Value = Value> {
    (word(), proptest::option::of(word()), proptest::option::of(id(1))).prop_map(
        |(name, legal_name, parent)| {
            json!({ "name": name, "legal_name": legal_name, "kind": "research",
                    "register_number": null, "parent": parent })
        },
    )
}

fn command() -> impl Strategy<Value = Value> {
    let period = (id(2), day(), proptest::option::of(day())).prop_map(|(id, arrived, left)| {
        json!({ "id": id, "arrived": { "earliest": arrived, "latest": arrived },
                "left": left.map(|it| json!({ "earliest": it, "latest": it })) })
    });
    let period = period.boxed();
    prop_oneof![
        (id(1), organisation(), proptest::option::of(period.clone())).prop_map(
            |(id, organisation, membership)| json!({ "kind": "create_organisation", "id": id,
                "organisation": organisation, "membership": membership })
        ),
        (id(1), organisation()).prop_map(|(id, organisation)| json!({
            "kind": "edit_organisation", "id": id, "organisation": organisation })),
        (id(1), period.clone()).prop_map(|(organisation, membership)| json!({
            "kind": "add_membership", "organisation": organisation, "membership": membership })),
        period.prop_map(|it| json!({ "kind": "correct_membership", "membership": it })),
        (id(2), day()).prop_map(|(id, left)| json!({ "kind": "end_membership", "id": id,
            "left": { "earliest": left, "latest": left } })),
        id(2).prop_map(|id| json!({ "kind": "remove_membership", "id": id })),
        (id(3), id(1), word()).prop_map(|(id, organisation, text)| json!({ "kind": "add_note",
            "id": id, "organisation": organisation, "topic": { "kind": "project" }, "text": text })),
        id(3).prop_map(|id| json!({ "kind": "remove_note", "id": id })),
        (id(4), id(1), word()).prop_map(|(id, organisation, reference)| json!({
            "kind": "draft_convention", "id": id, "organisation": organisation,
            "drafted_on": "2026-11-01",
            "convention": { "kind": "service", "reference": reference, "object": null,
                "price": null, "starts_on": null, "ends_on": null } })),
        (id(4), prop_oneof![Just("sent"), Just("signed_by_member"), Just("countersigned")], day())
            .prop_map(|(id, step, on)| json!({ "kind": "advance_convention", "id": id,
                "step": step, "on": on, "term": null })),
        id(4).prop_map(|id| json!({ "kind": "step_back_convention", "id": id })),
        (id(5), day(), word()).prop_map(|(id, held_on, title)| json!({ "kind": "plan_meeting",
            "id": id, "meeting": { "body": "plenary", "title": title, "held_on": held_on,
                "starts_at": null, "place": null } })),
        (id(6), id(5), word()).prop_map(|(id, meeting, title)| json!({
            "kind": "add_agenda_item", "id": id, "meeting": meeting, "after": null,
            "item": { "title": title, "duration": 10 } })),
        (id(7), id(6), word()).prop_map(|(id, item, text)| json!({ "kind": "write_block",
            "id": id, "item": item, "after": null, "text": text,
            "content": { "kind": "decision" } })),
        id(6).prop_map(|id| json!({ "kind": "remove_agenda_item", "id": id })),
        (id(5), id(1)).prop_map(|(meeting, organisation)| json!({ "kind": "record_attendance",
            "meeting": meeting, "organisation": organisation, "presence": { "kind": "present" },
            "people": null })),
        id(5).prop_map(|id| json!({ "kind": "cancel_meeting", "id": id })),
        word().prop_map(|programme| json!({ "kind": "change_settings",
            "settings": { "programme": programme, "heading": "" } })),
        (1..30i32).prop_map(|operation| json!({ "kind": "undo", "operation": operation })),
    ]
}

/// Every row of every fact, in words: two clubs that read the same are the same.
async fn rows(api: &Api) -> String {
    let mut db = api.store.read().await.unwrap();
    let mut told = String::new();
    for table in [
        "organisation", "membership", "note", "person", "post", "convention", "document",
        "meeting", "agenda_item", "block", "attendance", "setting", "seen_name",
    ] {
        let text = format!("select * from {table} order by id");
        for row in sqlx::query(sqlx::AssertSqlSafe(text)).fetch_all(&mut *db).await.unwrap() {
            told += table;
            // The first column of `seen_name` is a number that only the index knows.
            let from = usize::from(table == "seen_name");
            for column in from..row.len() {
                let value: Option<String> = row
                    .try_get::<Option<String>, _>(column)
                    .or_else(|_| row.try_get::<Option<i64>, _>(column).map(|it| it.map(|it| it.to_string())))
                    .unwrap();
                told += &format!("|{value:?}");
            }
            told.push('\n');
        }
    }
    told
}

async fn execute(api: &Api, command: &Value) -> Result<i32, Code> {
    let command: Command = serde_json::from_value(command.clone()).unwrap();
    api.execute(command).await.map(|it| it.operation).map_err(|it| it.code)
}

/// Does each command, takes it back, brings it back; what is refused must leave everything as it was.
async fn back_and_forth(commands: &[Value]) {
    let office = Office::open().await;
    for command in commands {
        let before = rows(&office.api).await;
        match execute(&office.api, command).await {
            Err(code) => {
                assert_ne!(code, Code::Damaged, "{command}");
                assert_eq!(rows(&office.api).await, before, "refused, and not as it was: {command}");
            }
            Ok(done) => {
                let after = rows(&office.api).await;
                let undo = |operation: i32| json!({ "kind": "undo", "operation": operation });
                let undone = execute(&office.api, &undo(done)).await.unwrap();
                assert_eq!(rows(&office.api).await, before, "undone, and not as before: {command}");
                execute(&office.api, &undo(undone)).await.unwrap();
                assert_eq!(rows(&office.api).await, after, "redone, and not as after: {command}");
            }
        }
    }
}

#[test]
fn whatever_is_done_can_be_taken_back_and_brought_back_row_for_row() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let config = Config { cases: 48, failure_persistence: None, ..Config::default() };
    let sequence = proptest::collection::vec(command(), 1..24);
    TestRunner::new(config)
        .run(&sequence, |commands| {
            runtime.block_on(back_and_forth(&commands));
            Ok(())
        })
        .unwrap();
}

#[tokio::test]
async fn an_import_that_is_built_upon_stays() {
    let office = Office::open().await;
    let valmont = Uuid::from_u128(101);
    let created = execute(
        &office.api,
        &json!({ "kind": "create_organisation", "id": valmont, "membership": null,
            "organisation": { "name": "Valmont", "legal_name": null, "kind": "research",
                "register_number": null, "parent": null } }),
    )
    .await
    .unwrap();
    let draft = json!({ "kind": "draft_convention", "id": Uuid::from_u128(401),
        "organisation": valmont, "drafted_on": "2026-11-01",
        "convention": { "kind": "service", "reference": "2026-001", "object": null, "price": null,
            "starts_on": null, "ends_on": null } });
    execute(&office.api, &draft).await.unwrap();
    let refused = execute(&office.api, &json!({ "kind": "undo", "operation": created })).await;
    let (table, by_table) = ("organisation".to_owned(), "convention".to_owned());
    assert_eq!(refused, Err(Code::StillUsed { table, by_table }));
}
