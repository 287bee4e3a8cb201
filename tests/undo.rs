//! What is taken back meets the rules of the club, as a command would.

use expect_test::expect;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::office::{LANDEVANT, Office, TROIS_RIVIERES, date};

const VALMONT: Uuid = Uuid::from_u128(3);
const PLENARY: Uuid = Uuid::from_u128(30);
const CALENDAR: Uuid = Uuid::from_u128(40);
const STORAGE: Uuid = Uuid::from_u128(41);
const BUDGET: Uuid = Uuid::from_u128(50);
const DECISION: Uuid = Uuid::from_u128(51);
const ACTION: Uuid = Uuid::from_u128(52);

fn on(day: &str) -> Value {
    json!({ "earliest": day, "latest": day })
}

fn organisation(name: &str, parent: Option<Uuid>) -> Value {
    json!({
        "name": name, "legal_name": null, "kind": "research", "register_number": null,
        "parent": parent,
    })
}

fn edit(id: Uuid, name: &str, parent: Option<Uuid>) -> Value {
    json!({ "kind": "edit_organisation", "id": id, "organisation": organisation(name, parent) })
}

fn block(id: Uuid, text: &str, kind: &str) -> Value {
    let content = match kind {
        "action" => json!({ "kind": kind, "owner": null, "due_on": null, "done_on": null }),
        _ => json!({ "kind": kind }),
    };
    json!({
        "kind": "write_block", "id": id, "item": CALENDAR, "after": null, "text": text,
        "content": content,
    })
}

fn item(id: Uuid, title: &str) -> Value {
    json!({
        "kind": "add_agenda_item", "id": id, "meeting": PLENARY, "after": null,
        "item": { "title": title, "duration": null },
    })
}

fn minutes(kind: &str) -> Value {
    match kind {
        "validate_minutes" => json!({ "kind": kind, "meeting": PLENARY, "on": "2026-11-23" }),
        _ => json!({ "kind": kind, "meeting": PLENARY }),
    }
}

impl Office {
    /// Each must go through; says under which numbers.
    async fn all<const N: usize>(&self, commands: [Value; N]) -> [i32; N] {
        let mut numbers = [0; N];
        for (number, command) in numbers.iter_mut().zip(commands) {
            let answer = self.run(command.clone()).await;
            let done = answer.strip_prefix("done, operation ");
            *number = done.unwrap_or_else(|| panic!("{command}: {answer}")).parse().unwrap();
        }
        numbers
    }

    /// A plenary of today with two items, whose minutes say something of each sort; answers with
    /// the operation that did each.
    async fn with_minutes(&self) -> [i32; 9] {
        self.enrol().await;
        let plan = json!({
            "body": "plenary", "title": null, "held_on": "2026-11-23", "starts_at": null,
            "place": null,
        });
        let presence = |of: Uuid| {
            json!({
                "kind": "record_attendance", "meeting": PLENARY, "organisation": of,
                "presence": { "kind": "present" }, "people": null,
            })
        };
        self.all([
            json!({ "kind": "plan_meeting", "id": PLENARY, "meeting": plan }),
            item(CALENDAR, "Calendrier"),
            item(STORAGE, "Stockage"),
            block(BUDGET, "100 euros", "text"),
            block(BUDGET, "900 euros", "text"),
            block(DECISION, "Le calendrier est adopté.", "decision"),
            block(ACTION, "Publier le guide", "action"),
            presence(TROIS_RIVIERES),
            presence(LANDEVANT),
        ])
        .await
    }

    /// All that the plenary shows, but whether its actions are done.
    async fn plenary(&self) -> String {
        let page = self.api.meeting(domain::MeetingId(PLENARY), date("2026-11-23")).await.unwrap();
        let text = serde_json::to_string(&page).unwrap();
        let done = r#""done_on":"2026-11-23""#;
        text.replace(done, r#""done_on":null"#)
    }
}

#[tokio::test]
async fn closed_minutes_are_not_changed_by_taking_back() {
    let office = Office::open().await;
    let done = office.with_minutes().await;
    // What goes again is refused as well, and what comes back.
    let undo = |operation: i32| json!({ "kind": "undo", "operation": operation });
    let [removed] = office.all([json!({ "kind": "remove_agenda_item", "id": STORAGE })]).await;
    let [back] = office.all([undo(removed)]).await;
    let [gone] = office.all([json!({ "kind": "remove_block", "id": ACTION })]).await;
    office.all([minutes("validate_minutes")]).await;
    let mut told = String::new();
    for closed in ["validated", "locked"] {
        if closed == "locked" {
            office.all([minutes("lock_minutes")]).await;
        }
        let before = office.plenary().await;
        for operation in done.into_iter().chain([back, gone]) {
            told += &format!("{operation} once {closed}: {}\n", office.undo(operation).await);
        }
        assert_eq!(office.plenary().await, before, "{closed}");
    }
    expect![[r#"
        3 once validated: {"code":"changed_since","with":{"by":15}}
        4 once validated: {"code":"still_used","with":{"table":"agenda_item","by_table":"block"}}
        5 once validated: {"code":"refused","with":{"code":"minutes_validated","on":"2026-11-23"}}
        6 once validated: {"code":"changed_since","with":{"by":7}}
        7 once validated: {"code":"refused","with":{"code":"minutes_validated","on":"2026-11-23"}}
        8 once validated: {"code":"refused","with":{"code":"minutes_validated","on":"2026-11-23"}}
        9 once validated: {"code":"changed_since","with":{"by":14}}
        10 once validated: {"code":"refused","with":{"code":"minutes_validated","on":"2026-11-23"}}
        11 once validated: {"code":"refused","with":{"code":"minutes_validated","on":"2026-11-23"}}
        13 once validated: {"code":"refused","with":{"code":"minutes_validated","on":"2026-11-23"}}
        14 once validated: {"code":"refused","with":{"code":"minutes_validated","on":"2026-11-23"}}
        3 once locked: {"code":"changed_since","with":{"by":16}}
        4 once locked: {"code":"still_used","with":{"table":"agenda_item","by_table":"block"}}
        5 once locked: {"code":"refused","with":{"code":"minutes_locked","on":"2026-11-23"}}
        6 once locked: {"code":"changed_since","with":{"by":7}}
        7 once locked: {"code":"refused","with":{"code":"minutes_locked","on":"2026-11-23"}}
        8 once locked: {"code":"refused","with":{"code":"minutes_locked","on":"2026-11-23"}}
        9 once locked: {"code":"changed_since","with":{"by":14}}
        10 once locked: {"code":"refused","with":{"code":"minutes_locked","on":"2026-11-23"}}
        11 once locked: {"code":"refused","with":{"code":"minutes_locked","on":"2026-11-23"}}
        13 once locked: {"code":"refused","with":{"code":"minutes_locked","on":"2026-11-23"}}
        14 once locked: {"code":"refused","with":{"code":"minutes_locked","on":"2026-11-23"}}
    "#]]
    .assert_eq(&told);
}

#[tokio::test]
async fn a_lock_stays() {
    let office = Office::open().await;
    office.with_minutes().await;
    let [validated, locked] =
        office.all([minutes("validate_minutes"), minutes("lock_minutes")]).await;
    let before = office.plenary().await;
    let reopened = office.run(minutes("reopen_minutes")).await;
    expect![[r#"{"code":"refused","with":{"code":"minutes_locked","on":"2026-11-23"}}"#]]
        .assert_eq(&reopened);
    assert_eq!(office.undo(locked).await, reopened);
    expect![[r#"{"code":"changed_since","with":{"by":13}}"#]]
        .assert_eq(&office.undo(validated).await);
    assert_eq!(office.plenary().await, before);
}

#[tokio::test]
async fn an_action_outlives_its_minutes_also_when_it_is_taken_back() {
    let office = Office::open().await;
    office.with_minutes().await;
    office.all([minutes("validate_minutes"), minutes("lock_minutes")]).await;
    let before = office.plenary().await;
    let [done] =
        office.all([json!({ "kind": "complete_action", "id": ACTION, "on": "2026-11-23" })]).await;
    let [undone] = office.all([json!({ "kind": "undo", "operation": done })]).await;
    office.all([json!({ "kind": "undo", "operation": undone })]).await;
    assert_eq!(office.plenary().await, before);
    assert_eq!(office.api.actions(date("2026-11-23")).await.unwrap().len(), 0);
}

#[tokio::test]
async fn minutes_without_an_agenda_are_not_validated_again() {
    let office = Office::open().await;
    office.with_minutes().await;
    let [_, reopened, _, removed] = office
        .all([
            minutes("validate_minutes"),
            minutes("reopen_minutes"),
            json!({ "kind": "remove_agenda_item", "id": CALENDAR }),
            json!({ "kind": "remove_agenda_item", "id": STORAGE }),
        ])
        .await;
    let mut told = office.undo(reopened).await + "\n";
    told += &(office.undo(removed).await + "\n");
    told += &(office.undo(reopened).await + "\n");
    expect![[r#"
        {"code":"refused","with":{"code":"agenda_empty"}}
        done, operation 16
        done, operation 17
    "#]]
    .assert_eq(&told);
}

#[tokio::test]
async fn two_memberships_do_not_come_to_overlap() {
    let office = Office::open().await;
    office.enrol().await;
    let membership = |n: u128, arrived: &str| {
        json!({
            "kind": "add_membership", "organisation": LANDEVANT,
            "membership": { "id": Uuid::from_u128(n), "arrived": on(arrived), "left": null },
        })
    };
    let [_, ended, again] = office
        .all([
            membership(11, "2020-01-01"),
            json!({ "kind": "end_membership", "id": Uuid::from_u128(11), "left": on("2022-06-30") }),
            membership(12, "2023-01-01"),
        ])
        .await;
    let mut told = office.undo(ended).await + "\n";
    // The way that the refusal shows.
    told += &(office.undo(again).await + "\n");
    told += &(office.undo(ended).await + "\n");
    told += &(office.undo(6).await + "\n");
    expect![[r#"
        {"code":"refused","with":{"code":"memberships_overlap","from":"2023-01-01","to":null}}
        done, operation 6
        done, operation 7
        {"code":"refused","with":{"code":"memberships_overlap","from":"2020-01-01","to":null}}
    "#]]
    .assert_eq(&told);
}

#[tokio::test]
async fn a_name_and_a_group_come_back_only_where_there_is_room_for_them() {
    let office = Office::open().await;
    office.enrol().await;
    let create = json!({
        "kind": "create_organisation", "id": VALMONT, "membership": null,
        "organisation": organisation("ville de LANDEVANT", None),
    });
    let [renamed, _] = office.all([edit(LANDEVANT, "Commune de Landevant", None), create]).await;
    let mut told = office.undo(renamed).await + "\n";

    let [_, left, _] = office
        .all([
            edit(VALMONT, "Université de Valmont", Some(TROIS_RIVIERES)),
            edit(VALMONT, "Université de Valmont", None),
            edit(TROIS_RIVIERES, "CA des Trois-Rivières", Some(VALMONT)),
        ])
        .await;
    told += &(office.undo(left).await + "\n");
    expect![[r#"
        {"code":"refused","with":{"code":"name_taken","name":"ville de LANDEVANT"}}
        {"code":"refused","with":{"code":"parent_is_own_child"}}
    "#]]
    .assert_eq(&told);
}

#[tokio::test]
async fn a_reference_and_a_pdf_come_back_only_where_there_is_room_for_them() {
    let office = Office::open().await;
    office.enrol().await;
    let [one, other] = [11, 12].map(Uuid::from_u128);
    office.draft(one, LANDEVANT, "2026-031", "2026-09-03").await;
    let renumbered = json!({ "kind": "service", "reference": "2026-032" });
    let [renumbered] = office
        .all([json!({ "kind": "edit_convention", "id": one, "convention": renumbered })])
        .await;
    office.draft(other, LANDEVANT, "2026 031", "2026-09-03").await;
    let mut told = office.undo(renumbered).await + "\n";

    let signed = async |n: u128| {
        let bytes = b"%PDF-1.7 signed".to_vec();
        office.attach(Uuid::from_u128(n), one, "Convention signée.pdf", bytes).await
    };
    told += &(signed(21).await + "\n");
    let [detached] =
        office.all([json!({ "kind": "detach_document", "id": Uuid::from_u128(21) })]).await;
    told += &(signed(22).await + "\n");
    told += &(office.undo(detached).await + "\n");
    expect![[r#"
        {"code":"refused","with":{"code":"reference_taken","reference":"2026 031"}}
        done, operation 6
        done, operation 8
        {"code":"refused","with":{"code":"already_attached","name":"Convention signée.pdf"}}
    "#]]
    .assert_eq(&told);
}

#[tokio::test]
async fn a_clock_that_is_set_back_forbids_nothing_that_was_right_on_its_day() {
    let office = Office::open().await;
    office.with_minutes().await;
    let (convention, document) = (Uuid::from_u128(11), Uuid::from_u128(21));
    office.draft(convention, LANDEVANT, "2026-031", "2026-09-03").await;
    office.attach(document, convention, "Convention signée.pdf", b"%PDF-1.7".to_vec()).await;
    let [completed, _, reopened, detached] = office
        .all([
            json!({ "kind": "complete_action", "id": ACTION, "on": "2026-11-23" }),
            minutes("validate_minutes"),
            minutes("reopen_minutes"),
            json!({ "kind": "detach_document", "id": document }),
        ])
        .await;
    office.it_is("2026-11-02");
    let undo = |operation: i32| json!({ "kind": "undo", "operation": operation });
    let [opened, validated, _] =
        office.all([undo(completed), undo(reopened), undo(detached)]).await;
    office.all([undo(validated), undo(opened)]).await;
    let files = office.api.document_file(domain::DocumentId(document)).await;
    assert_eq!(files.unwrap().0, "Convention signée.pdf");
}

#[tokio::test]
async fn what_is_new_writes_over_nothing() {
    let office = Office::open().await;
    office.with_minutes().await;
    office.all([minutes("validate_minutes"), minutes("lock_minutes")]).await;
    let before = office.plenary().await;
    let plan = json!({ "body": "codir", "held_on": "2026-11-30" });
    let other = Uuid::from_u128(31);
    office.all([json!({ "kind": "plan_meeting", "id": other, "meeting": plan })]).await;
    let mut item = item(CALENDAR, "Autre");
    item["meeting"] = json!(other);
    let mut told = String::new();
    for command in [
        json!({ "kind": "plan_meeting", "id": PLENARY, "meeting": plan }),
        item,
        json!({
            "kind": "create_organisation", "id": LANDEVANT,
            "organisation": organisation("Ville de Landevant", None),
        }),
    ] {
        told += &(office.run(command).await + "\n");
    }
    expect![[r#"
        {"code":"refused","with":{"code":"already_there"}}
        {"code":"refused","with":{"code":"already_there"}}
        {"code":"refused","with":{"code":"already_there"}}
    "#]]
    .assert_eq(&told);
    assert_eq!(office.plenary().await, before);
}
