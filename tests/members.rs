//! Members: who they are, when they came, left and came back, and the people who work there.

use domain::OrganisationId;
use expect_test::expect;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::office::{LANDEVANT, Office, TROIS_RIVIERES, date};

const VALMONT: Uuid = Uuid::from_u128(3);
const FIRST: Uuid = Uuid::from_u128(11);
const SECOND: Uuid = Uuid::from_u128(12);
const NOTE: Uuid = Uuid::from_u128(21);
const MAUD: Uuid = Uuid::from_u128(31);
const MAUD_AT_VALMONT: Uuid = Uuid::from_u128(41);
const MAUD_AT_LANDEVANT: Uuid = Uuid::from_u128(42);

fn on(day: &str) -> Value {
    json!({ "earliest": day, "latest": day })
}

fn between(earliest: &str, latest: &str) -> Value {
    json!({ "earliest": earliest, "latest": latest })
}

fn fields(name: &str, register_number: &str) -> Value {
    json!({
        "name": name, "legal_name": "Université de Valmont-sur-Mer", "kind": "research",
        "register_number": register_number, "parent": null,
    })
}

fn period(id: Uuid, arrived: Value, left: Value) -> Value {
    json!({ "id": id, "arrived": arrived, "left": left })
}

fn post(organisation: Uuid, function: &str, from: &str) -> Value {
    json!({
        "organisation": organisation, "function": function, "from": from, "to": null,
        "on_behalf_of": null,
    })
}

impl Office {
    async fn create(&self, name: &str, register_number: &str, arrived: Value) -> String {
        self.run(json!({
            "kind": "create_organisation", "id": VALMONT,
            "organisation": fields(name, register_number),
            "membership": period(FIRST, arrived, Value::Null),
        }))
        .await
    }

    async fn end(&self, id: Uuid, left: Value) -> String {
        self.run(json!({ "kind": "end_membership", "id": id, "left": left })).await
    }

    async fn correct(&self, id: Uuid, arrived: Value, left: Value) -> String {
        let membership = period(id, arrived, left);
        self.run(json!({ "kind": "correct_membership", "membership": membership })).await
    }

    async fn come_back(&self, arrived: Value) -> String {
        let membership = period(SECOND, arrived, Value::Null);
        self.run(json!({
            "kind": "add_membership", "organisation": VALMONT, "membership": membership,
        }))
        .await
    }

    /// What the list says of the organisation on `day`.
    async fn line(&self, day: &str) -> String {
        let lines = self.api.members(date(day)).await.unwrap();
        match lines.iter().find(|it| it.id == OrganisationId(VALMONT)) {
            Some(it) => {
                let standing = serde_json::to_string(&it.standing).unwrap();
                format!("{day} {} {standing}\n", it.name)
            }
            None => format!("{day} nobody\n"),
        }
    }

    /// The timeline of an organisation on `day`, a line each.
    async fn timeline(&self, id: Uuid, day: &str) -> String {
        let page = self.api.member(OrganisationId(id), date(day)).await.unwrap();
        let line = |it: &api::MemberEvent| format!("{} {}\n", it.on, json!(it.what));
        page.timeline.iter().map(line).collect()
    }

    /// The people of the organisation on `day`, a line each.
    async fn people(&self, id: Uuid, day: &str) -> String {
        let page = self.api.member(OrganisationId(id), date(day)).await.unwrap();
        let post = |it: &api::PostLine| {
            let held = if it.held { "is" } else { "is not" };
            format!("{held} {} ({:?} to {:?})", it.function, it.from, it.to)
        };
        let line = |it: &api::PersonLine| {
            let posts: Vec<String> = it.posts.iter().map(post).collect();
            format!("{} {}: {}\n", it.given_name, it.family_name, posts.join(", "))
        };
        page.people.iter().map(line).collect()
    }
}

/// A member since the summer of 2021.
async fn valmont() -> Office {
    let office = Office::open().await;
    let summer = between("2021-06-21", "2021-09-22");
    expect!["done, operation 1"]
        .assert_eq(&office.create(" Université de Valmont ", "732 829 320", summer).await);
    office
}

#[tokio::test]
async fn a_member_comes_leaves_and_comes_back() {
    let office = valmont().await;
    office.end(FIRST, on("2023-06-30")).await;
    office.come_back(on("2025-01-06")).await;
    let mut lines = String::new();
    for day in ["2021-09-21", "2021-09-22", "2023-06-30", "2023-07-01", "2025-01-06"] {
        lines += &office.line(day).await;
    }
    expect![[r#"
        2021-09-21 Université de Valmont {"kind":"upcoming","arrives":{"earliest":"2021-06-21","latest":"2021-09-22"}}
        2021-09-22 Université de Valmont {"kind":"member","since":{"earliest":"2021-06-21","latest":"2021-09-22"},"until":{"earliest":"2023-06-30","latest":"2023-06-30"}}
        2023-06-30 Université de Valmont {"kind":"member","since":{"earliest":"2021-06-21","latest":"2021-09-22"},"until":{"earliest":"2023-06-30","latest":"2023-06-30"}}
        2023-07-01 Université de Valmont {"kind":"left","since":{"earliest":"2021-06-21","latest":"2021-09-22"},"on":{"earliest":"2023-06-30","latest":"2023-06-30"}}
        2025-01-06 Université de Valmont {"kind":"member","since":{"earliest":"2025-01-06","latest":"2025-01-06"},"until":null}
    "#]]
    .assert_eq(&lines);
    expect![[r#"
        2025-01-06 {"day":{"earliest":"2025-01-06","latest":"2025-01-06"},"kind":"arrived","words":null}
        2023-06-30 {"day":{"earliest":"2023-06-30","latest":"2023-06-30"},"kind":"left","words":null}
        2021-09-22 {"day":{"earliest":"2021-06-21","latest":"2021-09-22"},"kind":"arrived","words":null}
    "#]]
    .assert_eq(&office.timeline(VALMONT, "2026-11-23").await);
}

#[tokio::test]
async fn an_end_is_not_a_correction() {
    let office = valmont().await;
    office.end(FIRST, on("2023-06-30")).await;
    // It had left already; the day was wrong, which is another thing to say.
    expect![[r#"{"code":"refused","with":{"code":"already_left","on":"2023-06-30"}}"#]]
        .assert_eq(&office.end(FIRST, on("2023-07-31")).await);
    let summer = || between("2021-06-21", "2021-09-22");
    expect!["done, operation 3"]
        .assert_eq(&office.correct(FIRST, summer(), on("2023-07-31")).await);
    // It never left.
    expect!["done, operation 4"].assert_eq(&office.correct(FIRST, summer(), Value::Null).await);
    // It never was there.
    let remove = json!({ "kind": "remove_membership", "id": FIRST });
    expect!["done, operation 5"].assert_eq(&office.run(remove.clone()).await);
    expect![[r#"{"code":"not_found"}"#]].assert_eq(&office.run(remove).await);
    expect![[r#"
        2022-01-01 Université de Valmont {"kind":"never_member"}
    "#]]
    .assert_eq(&office.line("2022-01-01").await);
}

#[tokio::test]
async fn every_step_is_taken_back_in_turn() {
    let office = valmont().await;
    let before = office.line("2026-11-23").await;
    office.end(FIRST, on("2023-06-30")).await;
    office.come_back(on("2025-01-06")).await;
    office.correct(SECOND, on("2025-02-03"), Value::Null).await;
    let remove = json!({ "kind": "remove_membership", "id": SECOND });
    office.run(remove).await;
    let edit = json!({
        "kind": "edit_organisation", "id": VALMONT,
        "organisation": fields("Université du Val", "73282932000074"),
    });
    office.run(edit).await;
    let left = office.line("2026-11-23").await;
    for operation in [6, 5, 4, 3, 2] {
        assert!(office.undo(operation).await.starts_with("done"));
    }
    assert_eq!(office.line("2026-11-23").await, before);
    // And the undoing is undone: the file is again as it was left.
    for operation in [11, 10, 9, 8, 7] {
        assert!(office.undo(operation).await.starts_with("done"));
    }
    assert_eq!(office.line("2026-11-23").await, left);
    for operation in [16, 15, 14, 13, 12, 1] {
        assert!(office.undo(operation).await.starts_with("done"));
    }
    expect!["2026-11-23 nobody\n"].assert_eq(&office.line("2026-11-23").await);
}

#[tokio::test]
async fn refusals_say_why() {
    let office = valmont().await;
    let mut answers = String::new();
    for (name, number) in [
        ("  ", "732829320"),
        ("universite de VALMONT", "732829320"),
        ("Autre", "73282932"),
        ("Autre", "732829321"),
        ("Autre", "73282932O"),
    ] {
        let create = json!({
            "kind": "create_organisation", "id": Uuid::from_u128(4),
            "organisation": fields(name, number), "membership": null,
        });
        answers += &format!("{}\n", office.run(create).await);
    }
    let mut itself = fields("Université de Valmont", "");
    itself["parent"] = json!(VALMONT);
    let edit = json!({ "kind": "edit_organisation", "id": VALMONT, "organisation": itself });
    answers += &format!("{}\n", office.run(edit).await);
    answers += &format!("{}\n", office.come_back(on("2025-01-06")).await);
    answers += &format!("{}\n", office.end(FIRST, on("2021-01-01")).await);
    answers += &format!("{}\n", office.end(FIRST, between("2024-02-01", "2024-01-01")).await);
    let blank = json!({
        "kind": "add_note", "id": NOTE, "organisation": VALMONT,
        "topic": { "kind": "project" }, "text": " \n ",
    });
    answers += &format!("{}\n", office.run(blank).await);
    expect![[r#"
        {"code":"refused","with":{"code":"name_missing"}}
        {"code":"refused","with":{"code":"name_taken","name":"Université de Valmont"}}
        {"code":"refused","with":{"code":"register_number_length","digits":8}}
        {"code":"refused","with":{"code":"register_number_checksum"}}
        {"code":"refused","with":{"code":"register_number_has_other_than_digits","found":"O"}}
        {"code":"refused","with":{"code":"parent_is_own_child"}}
        {"code":"refused","with":{"code":"memberships_overlap","from":"2021-09-22","to":null}}
        {"code":"refused","with":{"code":"ends_before_it_starts","from":"2021-09-22","to":"2021-01-01"}}
        {"code":"refused","with":{"code":"ends_before_it_starts","from":"2024-02-01","to":"2024-01-01"}}
        {"code":"refused","with":{"code":"text_missing"}}
    "#]]
    .assert_eq(&answers);
    assert_eq!(office.operations().await, 1, "what is refused leaves no trace");
}

#[tokio::test]
async fn what_is_about_nobody_is_not_found() {
    let office = Office::open().await;
    let nobody = Uuid::from_u128(99);
    for command in [
        json!({ "kind": "edit_organisation", "id": nobody, "organisation": fields("Autre", "") }),
        json!({
            "kind": "add_membership", "organisation": nobody,
            "membership": period(FIRST, on("2024-01-01"), Value::Null),
        }),
        json!({
            "kind": "correct_membership",
            "membership": period(nobody, on("2024-01-01"), Value::Null),
        }),
        json!({ "kind": "end_membership", "id": nobody, "left": on("2024-01-01") }),
        json!({ "kind": "remove_membership", "id": nobody }),
        json!({
            "kind": "add_note", "id": NOTE, "organisation": nobody,
            "topic": { "kind": "project" }, "text": "POC",
        }),
        json!({ "kind": "edit_note", "id": nobody, "text": "POC" }),
        json!({ "kind": "remove_note", "id": nobody }),
        json!({
            "kind": "add_post", "id": MAUD_AT_VALMONT, "person": nobody,
            "post": post(nobody, "Archiviste", "2024-01-01"),
        }),
        json!({ "kind": "end_post", "id": nobody, "last": "2024-01-01" }),
        json!({ "kind": "remove_post", "id": nobody }),
    ] {
        assert_eq!(office.run(command.clone()).await, r#"{"code":"not_found"}"#, "{command}");
    }
    assert_eq!(office.operations().await, 0);
}

#[tokio::test]
async fn projects_are_noted_with_their_member() {
    let office = valmont().await;
    let add = json!({
        "kind": "add_note", "id": NOTE, "organisation": VALMONT,
        "topic": { "kind": "project" }, "text": "  SAE mutualisé\n",
    });
    office.run(add).await;
    let notes = async || -> Vec<String> {
        let page = office.api.member(OrganisationId(VALMONT), date("2026-11-23")).await.unwrap();
        page.notes.into_iter().map(|it| it.text).collect()
    };
    assert_eq!(notes().await, ["SAE mutualisé"]);
    office.run(json!({ "kind": "edit_note", "id": NOTE, "text": "SAE, en production" })).await;
    assert_eq!(notes().await, ["SAE, en production"]);
    office.run(json!({ "kind": "remove_note", "id": NOTE })).await;
    assert_eq!(notes().await, [""; 0]);
    assert_eq!(office.undo(4).await, "done, operation 5");
    assert_eq!(office.undo(3).await, "done, operation 6");
    assert_eq!(notes().await, ["SAE mutualisé"]);
}

#[tokio::test]
async fn a_person_goes_from_one_member_to_another() {
    let office = valmont().await;
    office.enrol().await;
    let person = |email: &str| {
        json!({
            "given_name": "Maud", "family_name": "Le Guellec", "email": email, "phone": null,
        })
    };
    let create = |email: &str| {
        json!({
            "kind": "create_person", "id": MAUD, "person": person(email),
            "post": { "id": MAUD_AT_VALMONT, "post": post(VALMONT, "Archiviste", "2022-09-01") },
        })
    };
    let malformed = office.run(create("maud.leguellec")).await;
    expect![[
        r#"{"code":"refused","with":{"code":"address_malformed","address":"maud.leguellec"}}"#
    ]]
    .assert_eq(&malformed);
    expect!["done, operation 4"].assert_eq(&office.run(create("maud@example.org")).await);
    let end = |last: &str| json!({ "kind": "end_post", "id": MAUD_AT_VALMONT, "last": last });
    expect![[r#"{"code":"refused","with":{"code":"ends_before_it_starts","from":"2022-09-01","to":"2022-08-31"}}"#]]
        .assert_eq(&office.run(end("2022-08-31")).await);
    expect!["done, operation 5"].assert_eq(&office.run(end("2024-08-31")).await);
    expect![[r#"{"code":"refused","with":{"code":"already_left","on":"2024-08-31"}}"#]]
        .assert_eq(&office.run(end("2025-08-31")).await);
    let next = json!({
        "kind": "add_post", "id": MAUD_AT_LANDEVANT, "person": MAUD,
        "post": post(LANDEVANT, "Cheffe de projet", "2024-09-01"),
    });
    expect!["done, operation 6"].assert_eq(&office.run(next).await);
    expect![[r#"
        Maud Le Guellec: is not Archiviste (Some(2022-09-01) to Some(2024-08-31))
    "#]]
    .assert_eq(&office.people(VALMONT, "2026-11-23").await);
    expect![[r#"
        Maud Le Guellec: is Cheffe de projet (Some(2024-09-01) to None)
    "#]]
    .assert_eq(&office.people(LANDEVANT, "2026-11-23").await);
    // The first post was another member's all along.
    let corrected = post(TROIS_RIVIERES, "Archiviste", "2022-09-01");
    let edit = json!({ "kind": "edit_post", "id": MAUD_AT_VALMONT, "post": corrected });
    expect!["done, operation 7"].assert_eq(&office.run(edit).await);
    expect![""].assert_eq(&office.people(VALMONT, "2026-11-23").await);
    let remove = json!({ "kind": "remove_post", "id": MAUD_AT_LANDEVANT });
    expect!["done, operation 8"].assert_eq(&office.run(remove).await);
    expect![""].assert_eq(&office.people(LANDEVANT, "2026-11-23").await);
    office.undo(8).await;
    office.undo(7).await;
    expect![[r#"
        Maud Le Guellec: is not Archiviste (Some(2022-09-01) to Some(2024-08-31))
    "#]]
    .assert_eq(&office.people(VALMONT, "2026-11-23").await);
}

#[tokio::test]
async fn the_page_of_a_member_gathers_what_happened() {
    let office = valmont().await;
    let convention = Uuid::from_u128(51);
    let meeting = Uuid::from_u128(52);
    for command in [
        json!({
            "kind": "draft_convention", "id": convention, "organisation": VALMONT,
            "convention": {
                "kind": "service", "reference": "2022-004", "object": null, "price": null,
                "starts_on": null, "ends_on": "2025-12-31",
            },
            "drafted_on": "2022-01-10",
        }),
        json!({
            "kind": "advance_convention", "id": convention, "step": "countersigned",
            "on": "2022-03-01", "term": null,
        }),
        json!({
            "kind": "plan_meeting", "id": meeting,
            "meeting": {
                "body": "plenary", "title": null, "held_on": "2024-06-18", "starts_at": null,
                "place": null,
            },
        }),
        json!({
            "kind": "record_attendance", "meeting": meeting, "organisation": VALMONT,
            "presence": { "kind": "present" }, "people": "Maud Le Guellec",
        }),
    ] {
        let answer = office.run(command).await;
        assert!(answer.starts_with("done"), "{answer}");
    }
    expect![[r#"
        2025-12-31 {"convention":"00000000-0000-0000-0000-000000000033","kind":"convention_lapsed","reference":"2022-004"}
        2024-06-18 {"body":"plenary","kind":"attended","meeting":"00000000-0000-0000-0000-000000000034","people":"Maud Le Guellec","represented":false,"represented_by":null,"title":null}
        2022-03-01 {"convention":"00000000-0000-0000-0000-000000000033","kind":"convention_step","reference":"2022-004","step":"countersigned"}
        2022-01-10 {"convention":"00000000-0000-0000-0000-000000000033","kind":"convention_step","reference":"2022-004","step":"drafted"}
        2021-09-22 {"day":{"earliest":"2021-06-21","latest":"2021-09-22"},"kind":"arrived","words":null}
    "#]]
    .assert_eq(&office.timeline(VALMONT, "2026-11-23").await);
    expect![[r#"
        2022-01-10 {"convention":"00000000-0000-0000-0000-000000000033","kind":"convention_step","reference":"2022-004","step":"drafted"}
        2021-09-22 {"day":{"earliest":"2021-06-21","latest":"2021-09-22"},"kind":"arrived","words":null}
    "#]]
    .assert_eq(&office.timeline(VALMONT, "2022-02-28").await);

    let mut lines = String::new();
    for day in ["2022-01-09", "2022-03-01", "2024-06-17", "2025-11-30", "2026-11-23"] {
        let line = &office.api.members(date(day)).await.unwrap()[0];
        let page = office.api.member(OrganisationId(VALMONT), date(day)).await.unwrap();
        assert_eq!(page.convention, line.convention, "the list and the page agree");
        assert_eq!(page.last_seen, line.last_seen);
        let convention = json!(line.convention);
        lines += &format!("{day} {convention} {:?}\n", line.last_seen);
    }
    expect![[r#"
        2022-01-09 null None
        2022-03-01 {"ends_on":"2025-12-31","kind":"in_force"} None
        2024-06-17 {"ends_on":"2025-12-31","kind":"in_force"} None
        2025-11-30 {"days":31,"ends_on":"2025-12-31","kind":"ends_soon"} Some(2024-06-18)
        2026-11-23 {"ended_on":"2025-12-31","kind":"lapsed"} Some(2024-06-18)
    "#]]
    .assert_eq(&lines);
}
