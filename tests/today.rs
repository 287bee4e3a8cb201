//! The first page: what waits for the coordinator comes by itself, and goes when it is seen to.

use api::{Matter, NewDocument, Pdf};
use domain::{ConventionId, DocumentId, document::Role};
use expect_test::expect;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::office::{Office, TROIS_RIVIERES, answer, date};

const CONVENTION: Uuid = Uuid::from_u128(11);
const PLENARY: Uuid = Uuid::from_u128(30);
const ITEM: Uuid = Uuid::from_u128(40);
const ACTION: Uuid = Uuid::from_u128(100);

impl Office {
    async fn done(&self, command: Value) {
        let answer = self.run(command.clone()).await;
        assert!(answer.starts_with("done"), "{command}: {answer}");
    }

    /// A convention that ends on 10 February 2027 and has no paper, a plenary whose minutes are open,
    /// an action that is due, a meeting to come.
    async fn with_work() -> Self {
        let office = Self::open().await;
        office.enrol().await;
        office
            .done(json!({
                "kind": "draft_convention", "id": CONVENTION, "organisation": TROIS_RIVIERES,
                "drafted_on": "2026-09-03",
                "convention": { "kind": "service", "reference": "2026-031", "object": null,
                    "price": null, "starts_on": null, "ends_on": "2027-02-10" },
            }))
            .await;
        for (step, on) in [
            ("sent", "2026-09-11"),
            ("signed_by_member", "2026-10-02"),
            ("countersigned", "2026-10-19"),
        ] {
            let advance = json!({ "kind": "advance_convention", "id": CONVENTION, "step": step,
                "on": on, "term": null });
            office.done(advance).await;
        }
        for (id, body, held_on) in
            [(PLENARY, "plenary", "2026-11-18"), (Uuid::from_u128(31), "technical", "2026-12-03")]
        {
            let meeting = json!({ "body": body, "title": null, "held_on": held_on,
                "starts_at": "14:00", "place": null });
            office.done(json!({ "kind": "plan_meeting", "id": id, "meeting": meeting })).await;
        }
        office
            .done(json!({ "kind": "add_agenda_item", "id": ITEM, "meeting": PLENARY,
                "after": null, "item": { "title": "Calendrier", "duration": 30 } }))
            .await;
        office
            .done(json!({
                "kind": "write_block", "id": ACTION, "item": ITEM, "after": null,
                "text": "Publier le guide",
                "content": { "kind": "action", "due_on": "2026-11-20", "done_on": null,
                    "owner": { "kind": "words", "text": "l’équipe" } },
            }))
            .await;
        office
    }

    /// The first page on `day`: what waits, what comes, how the club goes.
    async fn first_page(&self, day: &str) -> String {
        let page = self.api.today_page(date(day)).await.unwrap();
        let mut told = format!("{day}\n");
        for line in &page.lines {
            let matter = match &line.matter {
                Matter::ConventionEnds { reference, organisation, days, .. } => {
                    format!("{reference} with {organisation} ends in {days} days")
                }
                Matter::PdfMissing { reference, organisation, .. } => {
                    format!("{reference} with {organisation} has no PDF")
                }
                Matter::MinutesToValidate { body, .. } => format!("minutes of {body:?}"),
                Matter::ActionOverdue { text, owner, .. } => {
                    format!("« {text} », {}", owner.as_deref().unwrap_or("nobody"))
                }
            };
            told += &format!("  {:?} {}: {matter}\n", line.urgency, line.on);
        }
        for it in &page.meetings {
            told += &format!("  next: {:?} on {}\n", it.meeting.body, it.meeting.held_on);
        }
        let (members, conventions, actions) = (&page.members, &page.conventions, &page.actions);
        told + &format!(
            "  {} members, {} conventions {:?}, {} actions\n",
            members.now, conventions.now, conventions.year, actions.now
        )
    }
}

#[tokio::test]
async fn what_waits_comes_with_its_day() {
    let office = Office::with_work().await;
    let mut told = String::new();
    for day in ["2026-11-11", "2026-11-12", "2026-11-20", "2026-11-23", "2027-02-10", "2027-02-11"]
    {
        told += &office.first_page(day).await;
    }
    expect![[r#"
        2026-11-11
          Waiting 2026-10-19: 2026-031 with CA des Trois-Rivières has no PDF
          next: Plenary on 2026-11-18
          next: Technical on 2026-12-03
          0 members, 1 conventions [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 0 actions
        2026-11-12
          Waiting 2026-10-19: 2026-031 with CA des Trois-Rivières has no PDF
          Later 2027-02-10: 2026-031 with CA des Trois-Rivières ends in 90 days
          next: Plenary on 2026-11-18
          next: Technical on 2026-12-03
          0 members, 1 conventions [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 0 actions
        2026-11-20
          Waiting 2026-10-19: 2026-031 with CA des Trois-Rivières has no PDF
          Waiting 2026-11-18: minutes of Plenary
          Later 2027-02-10: 2026-031 with CA des Trois-Rivières ends in 82 days
          next: Technical on 2026-12-03
          0 members, 1 conventions [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1], 1 actions
        2026-11-23
          Overdue 2026-11-20: « Publier le guide », l’équipe
          Waiting 2026-10-19: 2026-031 with CA des Trois-Rivières has no PDF
          Waiting 2026-11-18: minutes of Plenary
          Later 2027-02-10: 2026-031 with CA des Trois-Rivières ends in 79 days
          next: Technical on 2026-12-03
          0 members, 1 conventions [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1], 1 actions
        2027-02-10
          Overdue 2026-11-20: « Publier le guide », l’équipe
          Waiting 2026-10-19: 2026-031 with CA des Trois-Rivières has no PDF
          Waiting 2026-11-18: minutes of Plenary
          Waiting 2026-12-03: minutes of Technical
          ThisWeek 2027-02-10: 2026-031 with CA des Trois-Rivières ends in 0 days
          0 members, 1 conventions [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1], 1 actions
        2027-02-11
          Overdue 2026-11-20: « Publier le guide », l’équipe
          Waiting 2026-10-19: 2026-031 with CA des Trois-Rivières has no PDF
          Waiting 2026-11-18: minutes of Plenary
          Waiting 2026-12-03: minutes of Technical
          0 members, 0 conventions [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0], 1 actions
    "#]]
    .assert_eq(&told);
}

#[tokio::test]
async fn what_is_seen_to_waits_no_more() {
    let office = Office::with_work().await;
    let before = office.first_page("2026-11-23").await;
    let new = NewDocument {
        id: DocumentId(Uuid::from_u128(21)),
        convention: ConventionId(CONVENTION),
        role: Role::Countersigned,
        received_on: date("2026-11-23"),
    };
    let scan = Pdf::new("Convention signée.pdf".into(), b"%PDF-1.7\n".to_vec()).unwrap();
    assert!(answer(office.api.attach(new, &scan).await).starts_with("done"));
    office.done(json!({ "kind": "complete_action", "id": ACTION, "on": "2026-11-23" })).await;
    office
        .done(json!({ "kind": "validate_minutes", "meeting": PLENARY, "on": "2026-11-23" }))
        .await;
    expect![[r#"
        2026-11-23
          Later 2027-02-10: 2026-031 with CA des Trois-Rivières ends in 79 days
          next: Technical on 2026-12-03
          0 members, 1 conventions [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1], 0 actions
    "#]]
    .assert_eq(&office.first_page("2026-11-23").await);

    let page = office.api.today_page(date("2026-11-23")).await.unwrap();
    let done: Vec<(i32, &str)> =
        page.done.iter().map(|it| (it.operation, it.kind.as_str())).collect();
    assert_eq!(
        done[..3],
        [(13, "validate_minutes"), (12, "complete_action"), (11, "attach_document")]
    );
    // Taken back from the page itself, each waits again.
    for (operation, _) in &done[..3] {
        assert!(office.undo(*operation).await.starts_with("done"));
    }
    assert_eq!(office.first_page("2026-11-23").await, before);
}
