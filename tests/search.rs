//! The field that finds everything, by the beginnings of words.

use api::{NewDocument, Pdf};
use domain::{ConventionId, DocumentId, document::Role};
use expect_test::expect;
use serde_json::json;
use uuid::Uuid;

use crate::office::{Office, TROIS_RIVIERES, answer, date};

const CONVENTION: Uuid = Uuid::from_u128(11);

impl Office {
    /// A club that holds one of each thing that has a name.
    async fn with_names() -> Self {
        let office = Self::open().await;
        office.enrol().await;
        let item = Uuid::from_u128(40);
        let meeting = |title: Option<&str>, held_on: &str| {
            json!({ "body": "plenary", "title": title, "held_on": held_on, "starts_at": null,
                "place": null })
        };
        let block = |n: u128, text: &str, content: serde_json::Value| {
            json!({ "kind": "write_block", "id": Uuid::from_u128(100 + n), "item": item,
                "after": null, "text": text, "content": content })
        };
        for command in [
            json!({ "kind": "create_person", "id": Uuid::from_u128(50),
                "person": { "given_name": "Inès", "family_name": "Caradec",
                    "email": "ines@example.org", "phone": null },
                "post": { "id": Uuid::from_u128(60), "post": { "organisation": TROIS_RIVIERES,
                    "function": "archiviste", "from": "2026-01-05", "to": null,
                    "on_behalf_of": null } } }),
            json!({ "kind": "draft_convention", "id": CONVENTION,
                "organisation": TROIS_RIVIERES, "drafted_on": "2026-09-03",
                "convention": { "kind": "service", "reference": "2026-031",
                    "object": "Accompagnement du SAE", "price": null, "starts_on": null,
                    "ends_on": null } }),
            json!({ "kind": "plan_meeting", "id": Uuid::from_u128(30),
                "meeting": meeting(None, "2026-06-18") }),
            json!({ "kind": "plan_meeting", "id": Uuid::from_u128(31),
                "meeting": meeting(Some("Plénière d’automne"), "2026-11-18") }),
            json!({ "kind": "add_agenda_item", "id": item, "meeting": Uuid::from_u128(31),
                "after": null, "item": { "title": "Calendrier", "duration": 30 } }),
            block(1, "Le calendrier est adopté.", json!({ "kind": "decision" })),
            block(
                2,
                "Publier le guide",
                json!({ "kind": "action", "owner": null,
                "due_on": null, "done_on": null }),
            ),
            block(3, "Une phrase que personne ne cherche", json!({ "kind": "text" })),
        ] {
            let told = office.run(command.clone()).await;
            assert!(told.starts_with("done"), "{command}: {told}");
        }
        let new = NewDocument {
            id: DocumentId(Uuid::from_u128(21)),
            convention: ConventionId(CONVENTION),
            role: Role::Annex,
            received_on: date("2026-10-19"),
        };
        let scan = Pdf::new("Convention signée.pdf".into(), b"%PDF-1.7\n".to_vec()).unwrap();
        assert!(answer(office.api.attach(new, &scan).await).starts_with("done"));
        office
    }

    /// What answers `text`, a line each.
    async fn find(&self, text: &str) -> String {
        let found = self.api.search(text).await.unwrap();
        let line = |it: &api::SearchResult| {
            let place = it.place.as_ref().map_or_else(String::new, |it| format!(" ({it})"));
            format!("  {} {}{place}\n", it.kind, it.name)
        };
        format!("« {text} »\n{}", found.iter().map(line).collect::<String>())
    }
}

#[tokio::test]
async fn everything_that_has_a_name_is_found_by_the_beginnings_of_its_words() {
    let office = Office::with_names().await;
    let mut told = String::new();
    for text in [
        "riv",
        "trois riv",
        "ivières",
        "INES",
        "cara ines",
        "ines@example.org",
        "031",
        "sae",
        "signee",
        "automne",
        "plenary",
        "2026-06",
        "calendrier",
        "guide",
        "phrase",
        "",
        "  ",
        "\"",
        "* OR NOT (",
        "riv%",
    ] {
        told += &office.find(text).await;
    }
    expect![[r#"
        « riv »
          member CA des Trois-Rivières
        « trois riv »
          member CA des Trois-Rivières
        « ivières »
        « INES »
          person Inès Caradec (CA des Trois-Rivières)
        « cara ines »
          person Inès Caradec (CA des Trois-Rivières)
        « ines@example.org »
          person Inès Caradec (CA des Trois-Rivières)
        « 031 »
          convention 2026-031 (CA des Trois-Rivières)
        « sae »
          convention 2026-031 (CA des Trois-Rivières)
        « signee »
          document Convention signée.pdf (2026-031)
        « automne »
          meeting Plénière d’automne (2026-11-18)
        « plenary »
          meeting plenary (2026-06-18)
          meeting Plénière d’automne (2026-11-18)
        « 2026-06 »
          meeting plenary (2026-06-18)
        « calendrier »
          decision Le calendrier est adopté. (2026-11-18)
        « guide »
          action Publier le guide (2026-11-18)
        « phrase »
        «  »
        «    »
        « " »
        « * OR NOT ( »
        « riv% »
          member CA des Trois-Rivières
    "#]]
    .assert_eq(&told);
}

#[tokio::test]
async fn what_is_found_follows_what_is_done_and_taken_back() {
    let office = Office::with_names().await;
    let edit = json!({ "kind": "edit_organisation", "id": TROIS_RIVIERES,
        "organisation": { "name": "CA des Quatre-Vents", "legal_name": null,
            "kind": "local_authority", "register_number": null, "parent": null } });
    let (before, done) = (office.find("trois").await, office.run(edit).await);
    assert_eq!(done, "done, operation 12");
    assert_eq!(office.find("trois").await, "« trois »\n");
    // What belongs to it says its new name.
    expect![[r#"
        « 2026-031 »
          convention 2026-031 (CA des Quatre-Vents)
    "#]]
    .assert_eq(&office.find("2026-031").await);
    office.undo(12).await;
    assert_eq!(office.find("trois").await, before);
}

#[tokio::test]
async fn of_what_answers_as_well_the_last_comes_first() {
    let office = Office::open().await;
    for n in 1..=9 {
        let meeting = json!({ "body": "technical", "title": null,
            "held_on": format!("2026-{n:02}-15"), "starts_at": null, "place": null });
        let plan = json!({ "kind": "plan_meeting", "id": Uuid::from_u128(n), "meeting": meeting });
        assert!(office.run(plan).await.starts_with("done"));
    }
    expect![[r#"
        « technical »
          meeting technical (2026-09-15)
          meeting technical (2026-08-15)
          meeting technical (2026-07-15)
          meeting technical (2026-06-15)
          meeting technical (2026-05-15)
          meeting technical (2026-04-15)
    "#]]
    .assert_eq(&office.find("technical").await);
}
