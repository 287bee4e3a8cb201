//! The life of a meeting: its agenda, who came, what was noted, and the paper that leaves the club.

use std::ops::Deref;

use api::{MeetingPage, MinutesFormat};
use documents::minutes::Language;
use domain::{MeetingId, meeting::Content};
use expect_test::expect;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::office::{LANDEVANT, Office, TROIS_RIVIERES, date};

const PLENARY: Uuid = Uuid::from_u128(30);
const NEXT_PLENARY: Uuid = Uuid::from_u128(31);
const CALENDAR: Uuid = Uuid::from_u128(40);
const STORAGE: Uuid = Uuid::from_u128(41);
const DIVERS: Uuid = Uuid::from_u128(42);
const INES: Uuid = Uuid::from_u128(50);
const BATELIERS: Uuid = Uuid::from_u128(3);

fn block(n: u128) -> Uuid {
    Uuid::from_u128(100 + n)
}

fn plenary(held_on: &str) -> Value {
    json!({
        "body": "plenary", "title": null, "held_on": held_on, "starts_at": "14:00",
        "place": "Salle des Cartes",
    })
}

fn action(owner: Value, due_on: Value) -> Value {
    json!({ "kind": "action", "owner": owner, "due_on": due_on, "done_on": null })
}

/// Who prepares the plenary and takes its minutes.
struct Secretary(Office);

impl Deref for Secretary {
    type Target = Office;

    fn deref(&self) -> &Office {
        &self.0
    }
}

impl Secretary {
    /// It must go through; says under which number.
    async fn must(&self, command: Value) -> i32 {
        let answer = self.run(command.clone()).await;
        let number = answer
            .strip_prefix("done, operation ")
            .unwrap_or_else(|| panic!("{command}: {answer}"));
        number.parse().unwrap()
    }

    /// Three members, a person, and a plenary of three items on the day of the office.
    async fn with_plenary() -> Self {
        let office = Self(Office::open().await);
        office.enrol().await;
        let fields = json!({
            "name": "Caisse des bateliers", "legal_name": null, "kind": "social_security",
            "register_number": null, "parent": null,
        });
        office
            .must(json!({
                "kind": "create_organisation", "id": BATELIERS, "organisation": fields,
                "membership": null,
            }))
            .await;
        for (n, id) in [TROIS_RIVIERES, LANDEVANT, BATELIERS].into_iter().enumerate() {
            let arrived = json!({ "earliest": "2021-03-01", "latest": "2021-03-01" });
            let id_of_period = Uuid::from_u128(60 + n as u128);
            office
                .must(json!({
                    "kind": "add_membership", "organisation": id,
                    "membership": { "id": id_of_period, "arrived": arrived, "left": null },
                }))
                .await;
        }
        let person =
            json!({ "given_name": "Inès", "family_name": "Caradec", "email": null, "phone": null });
        office
            .must(json!({ "kind": "create_person", "id": INES, "person": person, "post": null }))
            .await;
        let plan =
            json!({ "kind": "plan_meeting", "id": PLENARY, "meeting": plenary("2026-11-23") });
        office.must(plan).await;
        let agenda = [
            (CALENDAR, "Version 9\u{202f}: calendrier", None),
            (STORAGE, "Stockage objet", Some(CALENDAR)),
            (DIVERS, "Questions diverses", Some(STORAGE)),
        ];
        for (id, title, after) in agenda {
            office
                .must(json!({
                    "kind": "add_agenda_item", "id": id, "meeting": PLENARY, "after": after,
                    "item": { "title": title, "duration": 30 },
                }))
                .await;
        }
        office
    }

    async fn note(
        &self,
        n: u128,
        item: Uuid,
        after: Option<u128>,
        text: &str,
        content: Value,
    ) -> String {
        self.run(json!({
            "kind": "write_block", "id": block(n), "item": item, "after": after.map(block),
            "text": text, "content": content,
        }))
        .await
    }

    async fn presence(&self, organisation: Uuid, presence: Value, people: Option<&str>) -> String {
        self.run(json!({
            "kind": "record_attendance", "meeting": PLENARY, "organisation": organisation,
            "presence": presence, "people": people,
        }))
        .await
    }

    /// The plenary with something of everything noted.
    async fn with_minutes() -> Self {
        let office = Self::with_plenary().await;
        let ines = json!({ "kind": "person", "id": INES });
        let team = json!({ "kind": "words", "text": "l’équipe" });
        for (n, item, after, text, content) in [
            (1, CALENDAR, None, "Le calendrier est **confirmé**.", json!({ "kind": "text" })),
            (
                2,
                STORAGE,
                None,
                "La version actuelle reste soutenue.",
                json!({ "kind": "decision" }),
            ),
            (3, STORAGE, Some(2), "Écrire la procédure", action(ines, json!("2027-01-15"))),
            (4, CALENDAR, Some(1), "Le calendrier est adopté.", json!({ "kind": "decision" })),
            (5, DIVERS, None, "Publier le guide", action(team, Value::Null)),
        ] {
            assert!(office.note(n, item, after, text, content).await.starts_with("done"), "{n}");
        }
        office.presence(TROIS_RIVIERES, json!({ "kind": "present" }), Some("Samir Benali")).await;
        let by = json!({ "kind": "represented", "by": TROIS_RIVIERES });
        office.presence(LANDEVANT, by, None).await;
        office
    }

    async fn page(&self, day: &str) -> MeetingPage {
        self.api.meeting(MeetingId(PLENARY), date(day)).await.unwrap()
    }

    /// The minutes of the plenary, a line each.
    async fn minutes(&self) -> String {
        let page = self.page("2026-11-23").await;
        let mut lines = String::new();
        for (number, it) in (1..).zip(page.items) {
            lines += &format!("{number}. {}\n", it.item.title);
            for it in it.blocks {
                let what = match &it.content {
                    Content::Text => "text".to_owned(),
                    Content::Decision => format!("decision {}", it.number.unwrap()),
                    Content::Action { due_on, done_on, .. } => {
                        let owner = it.owner_name.unwrap_or_default();
                        format!("action of {owner}, due {due_on:?}, done {done_on:?}")
                    }
                };
                lines += &format!("   {what}: {}\n", it.text);
            }
        }
        lines
    }

    /// The list of attendance of the plenary, a line each.
    async fn attendance(&self) -> String {
        let page = self.page("2026-11-23").await;
        let lines: String = page
            .attendance
            .iter()
            .map(|it| {
                let presence = it.presence.as_ref().map(|it| serde_json::to_value(it).unwrap());
                let presence = presence.map_or("-".to_owned(), |it| it["kind"].to_string());
                let by = it.represented_by.as_deref().unwrap_or_default();
                let people = it.people.as_deref().unwrap_or_default();
                format!("{}\n", format!("{} {presence} {by}{people}", it.name).trim_end())
            })
            .collect();
        let it = page.turnout;
        let (present, expected) = (it.present, it.expected);
        let others = (it.represented, it.excused, it.absent);
        format!("{lines}{present} of {expected}, {others:?}\n")
    }

    /// The list of meetings on `day`, a line each.
    async fn meetings_on(&self, day: &str) -> String {
        let lines = self.api.meetings(date(day)).await.unwrap();
        lines
            .iter()
            .map(|it| {
                let stage = serde_json::to_string(&it.stage).unwrap();
                let counts = (it.present, it.decisions, it.actions, it.open_actions);
                format!("{} {stage} {counts:?}\n", it.meeting.held_on)
            })
            .collect()
    }

    /// The actions open on `day`, a line each.
    async fn open_actions(&self, day: &str) -> String {
        let lines = self.api.actions(date(day)).await.unwrap();
        lines
            .iter()
            .map(|it| {
                let late = if it.overdue { "late: " } else { "" };
                format!("{late}{} {:?} of {}\n", it.text, it.due_on, it.held_on)
            })
            .collect()
    }

    async fn markdown(&self) -> String {
        let id = MeetingId(PLENARY);
        let export = self.api.export_minutes(id, MinutesFormat::Markdown, Language::Fr).await;
        String::from_utf8(export.unwrap().bytes).unwrap()
    }
}

#[tokio::test]
async fn a_meeting_goes_from_the_agenda_to_the_lock() {
    let office = Secretary::with_minutes().await;
    let stages = async || {
        let mut lines = String::new();
        for day in ["2026-11-22", "2026-11-23", "2026-11-24", "2026-12-04"] {
            lines += &office.meetings_on(day).await;
        }
        lines
    };
    expect![[r#"
        2026-11-23 {"kind":"upcoming"} (1, 2, 2, 2)
        2026-11-23 {"kind":"today"} (1, 2, 2, 2)
        2026-11-23 {"kind":"to_validate"} (1, 2, 2, 2)
        2026-11-23 {"kind":"to_validate"} (1, 2, 2, 2)
    "#]]
    .assert_eq(&stages().await);

    office.it_is("2026-12-04");
    office
        .must(json!({ "kind": "validate_minutes", "meeting": PLENARY, "on": "2026-12-03" }))
        .await;
    office.must(json!({ "kind": "lock_minutes", "meeting": PLENARY })).await;
    expect![[r#"
        2026-11-23 {"kind":"upcoming"} (1, 2, 2, 2)
        2026-11-23 {"kind":"today"} (1, 2, 2, 2)
        2026-11-23 {"kind":"to_validate"} (1, 2, 2, 2)
        2026-11-23 {"kind":"locked","validated_on":"2026-12-03","on":"2026-12-04"} (1, 2, 2, 2)
    "#]]
    .assert_eq(&stages().await);
    let reopen = json!({ "kind": "reopen_minutes", "meeting": PLENARY });
    expect![[r#"{"code":"refused","with":{"code":"minutes_locked","on":"2026-12-04"}}"#]]
        .assert_eq(&office.run(reopen).await);
}

#[tokio::test]
async fn decisions_are_numbered_in_the_order_of_the_agenda() {
    let office = Secretary::with_minutes().await;
    expect![[r#"
        1. Version 9 : calendrier
           text: Le calendrier est **confirmé**.
           decision 1: Le calendrier est adopté.
        2. Stockage objet
           decision 2: La version actuelle reste soutenue.
           action of Inès Caradec, due Some(2027-01-15), done None: Écrire la procédure
        3. Questions diverses
           action of l’équipe, due None, done None: Publier le guide
    "#]]
    .assert_eq(&office.minutes().await);

    office.must(json!({ "kind": "move_agenda_item", "id": STORAGE, "after": null })).await;
    office
        .must(json!({ "kind": "move_block", "id": block(5), "item": CALENDAR, "after": block(1) }))
        .await;
    expect![[r#"
        1. Stockage objet
           decision 1: La version actuelle reste soutenue.
           action of Inès Caradec, due Some(2027-01-15), done None: Écrire la procédure
        2. Version 9 : calendrier
           text: Le calendrier est **confirmé**.
           action of l’équipe, due None, done None: Publier le guide
           decision 2: Le calendrier est adopté.
        3. Questions diverses
    "#]]
    .assert_eq(&office.minutes().await);
}

#[tokio::test]
async fn every_member_is_on_the_list_of_attendance() {
    let office = Secretary::with_minutes().await;
    expect![[r#"
        CA des Trois-Rivières "present" Samir Benali
        Caisse des bateliers -
        Ville de Landevant "represented" CA des Trois-Rivières
        1 of 3, (1, 0, 0)
    "#]]
    .assert_eq(&office.attendance().await);

    office.must(json!({ "kind": "record_absences", "meeting": PLENARY })).await;
    office.presence(TROIS_RIVIERES, json!({ "kind": "excused" }), None).await;
    office.presence(LANDEVANT, Value::Null, None).await;
    expect![[r#"
        CA des Trois-Rivières "excused"
        Caisse des bateliers "absent"
        Ville de Landevant -
        0 of 3, (0, 1, 1)
    "#]]
    .assert_eq(&office.attendance().await);

    let itself = json!({ "kind": "represented", "by": LANDEVANT });
    expect![[r#"{"code":"refused","with":{"code":"represents_itself"}}"#]]
        .assert_eq(&office.presence(LANDEVANT, itself, None).await);
}

#[tokio::test]
async fn a_member_that_left_is_on_no_later_list() {
    let office = Secretary::with_plenary().await;
    let left = json!({ "earliest": "2026-11-22", "latest": "2026-11-22" });
    office.must(json!({ "kind": "end_membership", "id": Uuid::from_u128(61), "left": left })).await;
    expect![[r#"
        CA des Trois-Rivières -
        Caisse des bateliers -
        0 of 2, (0, 0, 0)
    "#]]
    .assert_eq(&office.attendance().await);
    office.presence(LANDEVANT, json!({ "kind": "present" }), None).await;
    expect![[r#"
        CA des Trois-Rivières -
        Caisse des bateliers -
        Ville de Landevant "present"
        1 of 3, (0, 0, 0)
    "#]]
    .assert_eq(&office.attendance().await);
}

#[tokio::test]
async fn validated_minutes_refuse_every_change_and_say_why() {
    let office = Secretary::with_minutes().await;
    let (minutes, attendance) = (office.minutes().await, office.attendance().await);
    office
        .must(json!({ "kind": "validate_minutes", "meeting": PLENARY, "on": "2026-11-23" }))
        .await;
    let operations = office.operations().await;
    let item = json!({ "title": "Autre", "duration": null });
    let text = json!({ "kind": "text" });
    for command in [
        json!({ "kind": "edit_meeting", "id": PLENARY, "meeting": plenary("2026-11-22") }),
        json!({ "kind": "cancel_meeting", "id": PLENARY }),
        json!({ "kind": "add_agenda_item", "id": Uuid::from_u128(43), "meeting": PLENARY, "item": item, "after": null }),
        json!({ "kind": "edit_agenda_item", "id": STORAGE, "item": item }),
        json!({ "kind": "move_agenda_item", "id": STORAGE, "after": null }),
        json!({ "kind": "remove_agenda_item", "id": STORAGE }),
        json!({ "kind": "record_attendance", "meeting": PLENARY, "organisation": BATELIERS, "presence": { "kind": "present" }, "people": null }),
        json!({ "kind": "record_absences", "meeting": PLENARY }),
        json!({ "kind": "write_block", "id": block(1), "item": CALENDAR, "after": null, "text": "Autre", "content": text }),
        json!({ "kind": "write_block", "id": block(9), "item": CALENDAR, "after": null, "text": "Autre", "content": text }),
        json!({ "kind": "move_block", "id": block(1), "item": STORAGE, "after": null }),
        json!({ "kind": "remove_block", "id": block(1) }),
        json!({ "kind": "validate_minutes", "meeting": PLENARY, "on": "2026-11-23" }),
    ] {
        assert_eq!(
            office.run(command.clone()).await,
            r#"{"code":"refused","with":{"code":"minutes_validated","on":"2026-11-23"}}"#,
            "{command}"
        );
    }
    assert_eq!(office.operations().await, operations);
    assert_eq!(office.minutes().await, minutes);
    // The list closes with the minutes: of the third member nothing was noted.
    let noted = attendance.replace("Caisse des bateliers -\n", "").replace("of 3", "of 2");
    assert_eq!(office.attendance().await, noted);

    office.must(json!({ "kind": "reopen_minutes", "meeting": PLENARY })).await;
    assert_eq!(office.attendance().await, attendance);
    office.must(json!({ "kind": "remove_block", "id": block(1) })).await;
}

#[tokio::test]
async fn minutes_cannot_be_validated_before_the_meeting_or_without_an_agenda() {
    let office = Secretary::with_plenary().await;
    let validate = |on: &str| json!({ "kind": "validate_minutes", "meeting": PLENARY, "on": on });
    expect![[r#"{"code":"refused","with":{"code":"still_to_come","on":"2026-11-24"}}"#]]
        .assert_eq(&office.run(validate("2026-11-24")).await);
    for id in [CALENDAR, STORAGE, DIVERS] {
        office.must(json!({ "kind": "remove_agenda_item", "id": id })).await;
    }
    expect![[r#"{"code":"refused","with":{"code":"agenda_empty"}}"#]]
        .assert_eq(&office.run(validate("2026-11-23")).await);
}

#[tokio::test]
async fn an_action_outlives_the_minutes() {
    let office = Secretary::with_minutes().await;
    office
        .must(json!({ "kind": "validate_minutes", "meeting": PLENARY, "on": "2026-11-23" }))
        .await;
    office.must(json!({ "kind": "lock_minutes", "meeting": PLENARY })).await;
    office.it_is("2027-01-20");
    expect![[r#"
        late: Écrire la procédure Some(2027-01-15) of 2026-11-23
        Publier le guide None of 2026-11-23
    "#]]
    .assert_eq(&office.open_actions("2027-01-20").await);
    let complete = |on: &str| json!({ "kind": "complete_action", "id": block(3), "on": on });
    expect![[r#"{"code":"refused","with":{"code":"still_to_come","on":"2027-01-21"}}"#]]
        .assert_eq(&office.run(complete("2027-01-21")).await);
    office.must(complete("2027-01-18")).await;
    expect![[r#"
        Publier le guide None of 2026-11-23
    "#]]
    .assert_eq(&office.open_actions("2027-01-20").await);
    office.must(json!({ "kind": "reopen_action", "id": block(3) })).await;
    assert!(office.open_actions("2027-01-20").await.starts_with("late: Écrire"));
    let decision = json!({ "kind": "complete_action", "id": block(2), "on": "2027-01-18" });
    expect![[r#"{"code":"refused","with":{"code":"not_an_action"}}"#]]
        .assert_eq(&office.run(decision).await);
}

#[tokio::test]
async fn an_action_written_anew_stays_done() {
    let office = Secretary::with_minutes().await;
    office.must(json!({ "kind": "complete_action", "id": block(5), "on": "2026-11-23" })).await;
    let team = json!({ "kind": "words", "text": "l’équipe" });
    office.note(5, DIVERS, None, "Publier le guide relu", action(team, Value::Null)).await;
    let minutes = office.minutes().await;
    let expected = "action of l’équipe, due None, done Some(2026-11-23): Publier le guide relu\n";
    assert!(minutes.ends_with(expected), "{minutes}");
}

#[tokio::test]
async fn what_one_meeting_left_to_do_comes_back_at_the_next() {
    let office = Secretary::with_minutes().await;
    let plan =
        json!({ "kind": "plan_meeting", "id": NEXT_PLENARY, "meeting": plenary("2027-03-10") });
    office.must(plan).await;
    office.must(json!({ "kind": "complete_action", "id": block(5), "on": "2026-11-23" })).await;
    let next = office.api.meeting(MeetingId(NEXT_PLENARY), date("2026-11-23")).await.unwrap();
    let texts: Vec<_> = next.carried_over.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["Écrire la procédure"]);
    assert!(office.page("2026-11-23").await.carried_over.is_empty());
}

#[tokio::test]
async fn nothing_without_words_gets_into_the_minutes() {
    let office = Secretary::with_plenary().await;
    expect![[r#"{"code":"refused","with":{"code":"text_missing"}}"#]]
        .assert_eq(&office.note(1, CALENDAR, None, " \n", json!({ "kind": "decision" })).await);
    let add = json!({
        "kind": "add_agenda_item", "id": Uuid::from_u128(43), "meeting": PLENARY, "after": null,
        "item": { "title": " ", "duration": null },
    });
    expect![[r#"{"code":"refused","with":{"code":"name_missing"}}"#]]
        .assert_eq(&office.run(add).await);
    let nobody = json!({ "kind": "person", "id": Uuid::from_u128(999) });
    expect![[r#"{"code":"not_found"}"#]]
        .assert_eq(&office.note(1, CALENDAR, None, "Relire", action(nobody, Value::Null)).await);
    let spaces = json!({ "kind": "words", "text": "  " });
    office.note(1, CALENDAR, None, " Relire ", action(spaces, Value::Null)).await;
    expect![[r#"
        1. Version 9 : calendrier
           action of , due None, done None: Relire
        2. Stockage objet
        3. Questions diverses
    "#]]
    .assert_eq(&office.minutes().await);
}

#[tokio::test]
async fn every_step_of_a_meeting_can_be_taken_back_and_brought_back() {
    let office = Secretary::with_minutes().await;
    let state = async || {
        let (minutes, attendance) = (office.minutes().await, office.attendance().await);
        format!("{minutes}{attendance}{}", office.meetings_on("2026-11-24").await)
    };
    let before = state().await;
    let item = json!({ "title": "Autre", "duration": null });
    let text = json!({ "kind": "text" });
    for command in [
        json!({ "kind": "edit_meeting", "id": PLENARY, "meeting": plenary("2026-11-22") }),
        json!({ "kind": "add_agenda_item", "id": Uuid::from_u128(43), "meeting": PLENARY, "item": item, "after": null }),
        json!({ "kind": "edit_agenda_item", "id": STORAGE, "item": item }),
        json!({ "kind": "move_agenda_item", "id": DIVERS, "after": null }),
        json!({ "kind": "remove_agenda_item", "id": STORAGE }),
        json!({ "kind": "record_attendance", "meeting": PLENARY, "organisation": BATELIERS, "presence": { "kind": "present" }, "people": null }),
        json!({ "kind": "record_attendance", "meeting": PLENARY, "organisation": LANDEVANT, "presence": null, "people": null }),
        json!({ "kind": "record_absences", "meeting": PLENARY }),
        json!({ "kind": "write_block", "id": block(2), "item": STORAGE, "after": null, "text": "Autre", "content": text }),
        json!({ "kind": "move_block", "id": block(5), "item": CALENDAR, "after": block(1) }),
        json!({ "kind": "remove_block", "id": block(3) }),
        json!({ "kind": "complete_action", "id": block(3), "on": "2026-11-23" }),
        json!({ "kind": "validate_minutes", "meeting": PLENARY, "on": "2026-11-23" }),
        json!({ "kind": "cancel_meeting", "id": PLENARY }),
    ] {
        let cancelled = command["kind"] == "cancel_meeting";
        let operation = office.must(command.clone()).await;
        let after = if cancelled { office.meetings_on("2026-11-24").await } else { state().await };
        assert_ne!(after, before, "{command}");
        let undo = office.must(json!({ "kind": "undo", "operation": operation })).await;
        assert_eq!(state().await, before, "{command} taken back");
        let redo = office.must(json!({ "kind": "undo", "operation": undo })).await;
        let again = if cancelled { office.meetings_on("2026-11-24").await } else { state().await };
        assert_eq!(again, after, "{command} brought back");
        office.undo(redo).await;
    }
}

#[tokio::test]
async fn a_move_can_be_taken_back_though_a_neighbour_was_renamed_since() {
    let office = Secretary::with_minutes().await;
    let before = office.minutes().await;
    let moved =
        office.must(json!({ "kind": "move_agenda_item", "id": DIVERS, "after": CALENDAR })).await;
    let item = json!({ "title": "Stockage", "duration": null });
    office.must(json!({ "kind": "edit_agenda_item", "id": STORAGE, "item": item })).await;
    office.must(json!({ "kind": "undo", "operation": moved })).await;
    assert_eq!(office.minutes().await, before.replace("Stockage objet", "Stockage"));
}

#[tokio::test]
async fn the_paper_holds_what_was_noted() {
    let office = Secretary::with_minutes().await;
    let settings =
        json!({ "programme": "Programme Exemple", "heading": "Ministère du Littoral\nClub" });
    office.must(json!({ "kind": "change_settings", "settings": settings })).await;
    expect![[r#"
        Programme Exemple\
        Ministère du Littoral\
        Club

        # Plénière

        Projet de compte rendu, 23 novembre 2026, à 14 h 00\
        Salle des Cartes\
        **Projet, à valider**

        ## Émargement

        1 présent, 1 représenté, sur 2 organisations

        | Organisation | Présence | Représentants |
        | --- | --- | --- |
        | CA des Trois-Rivières | Présent | Samir Benali |
        | Ville de Landevant | Représenté | CA des Trois-Rivières |

        ## 1. Version 9 : calendrier

        Le calendrier est **confirmé**.

        > **Décision 1**\
        > Le calendrier est adopté.

        ## 2. Stockage objet

        > **Décision 2**\
        > La version actuelle reste soutenue.

        > **Action**\
        > Écrire la procédure\
        > Inès Caradec, pour le 15/01/2027

        ## 3. Questions diverses

        > **Action**\
        > Publier le guide\
        > l’équipe

        ## Relevé de décisions

        | N° | Décision | Point |
        | --- | --- | --- |
        | 1 | Le calendrier est adopté. | 1 |
        | 2 | La version actuelle reste soutenue. | 2 |

        ## Actions

        | Action | Responsable | Échéance | Faite le | Point |
        | --- | --- | --- | --- | --- |
        | Écrire la procédure | Inès Caradec | 15/01/2027 |  | 2 |
        | Publier le guide | l’équipe |  |  | 3 |

        Document établi le 23 novembre 2026 à 9 h 00.
    "#]]
    .assert_eq(&office.markdown().await);

    let id = MeetingId(PLENARY);
    let export =
        async |format, language| office.api.export_minutes(id, format, language).await.unwrap();
    let pdf = export(MinutesFormat::Pdf, Language::Fr).await;
    assert_eq!(pdf.file_name, "2026-11-23 Plénière - compte rendu.pdf");
    assert!(pdf.bytes.starts_with(b"%PDF-1.7"));
    let english = export(MinutesFormat::Markdown, Language::En).await;
    assert_eq!(english.file_name, "2026-11-23 Plenary - minutes.md");
}

#[tokio::test]
async fn hostile_text_exports_as_itself() {
    let office = Secretary::with_plenary().await;
    let long = "é".repeat(50_000);
    let hostile = [
        r#"#read("/etc/passwd")"#,
        "<script>alert(1)</script>",
        "שלום עולם",
        "👩‍👩‍👧 et 🇫🇷",
        long.as_str(),
    ];
    for (n, text) in (1..).zip(hostile) {
        for (kind, of) in [("decision", 10), ("text", 20)] {
            let noted = office.note(of + n, CALENDAR, None, text, json!({ "kind": kind })).await;
            assert!(noted.starts_with("done"), "{kind} {n}: {noted}");
        }
        // A title stands on one line.
        let title: String = text.chars().take(1_000).collect();
        let item = json!({ "title": title, "duration": null });
        let id = Uuid::from_u128(70 + n);
        let add = json!({ "kind": "add_agenda_item", "id": id, "meeting": PLENARY, "item": item, "after": null });
        office.must(add).await;
    }
    let page = office.page("2026-11-23").await;
    for text in hostile {
        let noted = page.items.iter().flat_map(|it| &it.blocks);
        assert_eq!(noted.filter(|it| it.text == text).count(), 2, "{text:.40}");
        let mut titles = page.items.iter().map(|it| it.item.title.as_str());
        assert!(titles.any(|it| it.len() > 10 && text.starts_with(it)), "{text:.40}");
    }
    let markdown = office.markdown().await;
    for text in hostile {
        assert!(markdown.replace('\\', "").contains(text), "{text:.40}");
    }
    assert!(!markdown.contains("root:"), "a file of the computer was read");

    let id = MeetingId(PLENARY);
    let pdf = office.api.export_minutes(id, MinutesFormat::Pdf, Language::Fr).await.unwrap();
    assert!(pdf.bytes.starts_with(b"%PDF-1.7"));
}
