//! The life of a convention, and the PDFs that show it.

use std::{fs, path::Path};

use api::{NewDocument, Pdf};
use domain::{ConventionId, DocumentId, document::Role};
use expect_test::expect;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::office::{LANDEVANT, Office, TROIS_RIVIERES, answer, date};

pub(crate) const CONVENTION: Uuid = Uuid::from_u128(11);
const OTHER: Uuid = Uuid::from_u128(12);
const SIGNED: Uuid = Uuid::from_u128(21);

/// What it takes to be a PDF, and enough of it to fill more than one piece.
fn scan(mark: u8) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend((0..1_500_000_u32).map(|it| (it % 251) as u8 ^ mark));
    bytes
}

fn fields(reference: &str) -> Value {
    json!({
        "kind": "service", "reference": reference, "object": "Accompagnement du SAE intercommunal",
        "price": 1_425_000, "starts_on": null, "ends_on": "2029-09-30",
    })
}

impl Office {
    pub(crate) async fn draft(
        &self,
        id: Uuid,
        organisation: Uuid,
        reference: &str,
        on: &str,
    ) -> String {
        self.run(json!({
            "kind": "draft_convention", "id": id, "organisation": organisation,
            "convention": fields(reference), "drafted_on": on,
        }))
        .await
    }

    async fn advance(&self, step: &str, on: &str) -> String {
        self.run(json!({
            "kind": "advance_convention", "id": CONVENTION, "step": step, "on": on, "term": null,
        }))
        .await
    }

    async fn step_back(&self) -> String {
        self.run(json!({ "kind": "step_back_convention", "id": CONVENTION })).await
    }

    pub(crate) async fn attach(&self, id: Uuid, to: Uuid, name: &str, bytes: Vec<u8>) -> String {
        let pdf = match Pdf::new(name.into(), bytes) {
            Ok(pdf) => pdf,
            Err(failure) => return answer(Err(failure)),
        };
        let new = NewDocument {
            id: DocumentId(id),
            convention: ConventionId(to),
            role: Role::Countersigned,
            received_on: date("2026-11-19"),
        };
        answer(self.api.attach(new, &pdf).await)
    }

    /// The list of conventions on `day`, a line each.
    async fn list(&self, day: &str) -> String {
        let lines = self.api.conventions(date(day)).await.unwrap();
        lines
            .iter()
            .map(|it| {
                let pdf =
                    it.missing_pdf.map_or_else(String::new, |it| format!(", no PDF since {it}"));
                let documents = it.documents;
                let standing = serde_json::to_string(&it.standing).unwrap();
                let (reference, name) = (&it.reference, &it.organisation_name);
                format!("{reference} {name} {standing} {documents} documents{pdf}\n")
            })
            .collect()
    }

    /// The page of the convention on `day`: its path, what it is worth and what it waits for.
    async fn page(&self, day: &str) -> String {
        let it = self.api.convention(ConventionId(CONVENTION), date(day)).await.unwrap();
        let path: Vec<_> = it.path.iter().map(|it| json!([it.step, it.on])).collect();
        let documents: Vec<_> = it.documents.iter().map(|it| &it.name).collect();
        [
            ("path", json!(path)),
            ("standing", json!(it.standing)),
            ("missing", json!(it.missing)),
            ("next steps", json!(it.next_steps)),
            ("can step back", json!(it.can_step_back)),
            ("documents", json!(documents)),
        ]
        .map(|(name, value)| format!("{name}: {value}\n"))
        .concat()
    }

    async fn bytes(&self, id: Uuid) -> Result<(String, Vec<u8>), String> {
        let file = self.api.document_file(DocumentId(id)).await;
        file.map_err(|it| serde_json::to_string(&it.code).unwrap())
    }
}

async fn drafted() -> Office {
    let office = Office::open().await;
    office.enrol().await;
    expect!["done, operation 3"]
        .assert_eq(&office.draft(CONVENTION, TROIS_RIVIERES, "2026-031", "2026-09-03").await);
    office
}

/// Countersigned on 19 November 2026; the next operation is the seventh.
async fn countersigned() -> Office {
    let office = drafted().await;
    for (step, on) in [
        ("sent", "2026-09-11"),
        ("signed_by_member", "2026-10-02"),
        ("countersigned", "2026-11-19"),
    ] {
        assert!(office.advance(step, on).await.starts_with("done"));
    }
    office
}

#[tokio::test]
async fn a_convention_goes_from_its_draft_to_its_end() {
    let office = drafted().await;
    expect![[r#"
        path: [["drafted","2026-09-03"]]
        standing: {"kind":"draft","since":"2026-09-03"}
        missing: {"kind":"sending"}
        next steps: ["sent","signed_by_member","countersigned"]
        can step back: false
        documents: []
    "#]]
    .assert_eq(&office.page("2026-11-23").await);

    expect!["done, operation 4"].assert_eq(&office.advance("sent", "2026-09-11").await);
    expect!["done, operation 5"].assert_eq(&office.advance("signed_by_member", "2026-10-02").await);
    expect![[r#"
        path: [["drafted","2026-09-03"],["sent","2026-09-11"],["signed_by_member","2026-10-02"]]
        standing: {"kind":"signed_by_member","since":"2026-10-02"}
        missing: {"kind":"countersignature","since":"2026-10-02"}
        next steps: ["countersigned"]
        can step back: true
        documents: []
    "#]]
    .assert_eq(&office.page("2026-11-23").await);

    let countersign = json!({
        "kind": "advance_convention", "id": CONVENTION, "step": "countersigned",
        "on": "2026-11-19", "term": { "starts_on": "2026-12-01", "ends_on": "2026-12-31" },
    });
    expect!["done, operation 6"].assert_eq(&office.run(countersign).await);
    expect![[r#"
        path: [["drafted","2026-09-03"],["sent","2026-09-11"],["signed_by_member","2026-10-02"],["countersigned","2026-11-19"]]
        standing: {"kind":"upcoming","starts_on":"2026-12-01"}
        missing: {"kind":"countersigned_pdf","since":"2026-11-19"}
        next steps: ["ended"]
        can step back: false
        documents: []
    "#]].assert_eq(&office.page("2026-11-23").await);

    expect!["done, operation 7"]
        .assert_eq(&office.attach(SIGNED, CONVENTION, "Convention signée.pdf", scan(0)).await);
    office.it_is("2026-12-15");
    expect![[r#"
        path: [["drafted","2026-09-03"],["sent","2026-09-11"],["signed_by_member","2026-10-02"],["countersigned","2026-11-19"]]
        standing: {"days":16,"ends_on":"2026-12-31","kind":"ends_soon"}
        missing: null
        next steps: ["ended"]
        can step back: false
        documents: ["Convention signée.pdf"]
    "#]].assert_eq(&office.page("2026-12-15").await);
    expect!["done, operation 8"].assert_eq(&office.advance("ended", "2026-12-14").await);
    expect![[r#"
        path: [["drafted","2026-09-03"],["sent","2026-09-11"],["signed_by_member","2026-10-02"],["countersigned","2026-11-19"],["ended","2026-12-14"]]
        standing: {"ended_on":"2026-12-14","kind":"ended"}
        missing: null
        next steps: []
        can step back: false
        documents: ["Convention signée.pdf"]
    "#]].assert_eq(&office.page("2026-12-15").await);
}

#[tokio::test]
async fn the_list_tells_what_was_known_on_its_day() {
    let office = countersigned().await;
    let mut lists = office.list("2026-11-23").await;
    office.draft(OTHER, LANDEVANT, "2026-032", "2026-11-20").await;
    office.attach(SIGNED, CONVENTION, "Convention signée.pdf", scan(0)).await;
    for day in ["2026-09-02", "2026-09-03", "2026-11-18", "2026-11-23", "2029-07-02", "2029-10-01"]
    {
        lists += &format!("{day}\n{}", office.list(day).await);
    }
    expect![[r#"
        2026-031 CA des Trois-Rivières {"kind":"in_force","ends_on":"2029-09-30"} 0 documents, no PDF since 2026-11-19
        2026-09-02
        2026-09-03
        2026-031 CA des Trois-Rivières {"kind":"draft","since":"2026-09-03"} 0 documents
        2026-11-18
        2026-031 CA des Trois-Rivières {"kind":"signed_by_member","since":"2026-10-02"} 0 documents
        2026-11-23
        2026-031 CA des Trois-Rivières {"kind":"in_force","ends_on":"2029-09-30"} 1 documents
        2026-032 Ville de Landevant {"kind":"draft","since":"2026-11-20"} 0 documents
        2029-07-02
        2026-031 CA des Trois-Rivières {"kind":"ends_soon","ends_on":"2029-09-30","days":90} 1 documents
        2026-032 Ville de Landevant {"kind":"draft","since":"2026-11-20"} 0 documents
        2029-10-01
        2026-031 CA des Trois-Rivières {"kind":"lapsed","ended_on":"2029-09-30"} 1 documents
        2026-032 Ville de Landevant {"kind":"draft","since":"2026-11-20"} 0 documents
    "#]].assert_eq(&lists);
}

#[tokio::test]
async fn each_step_can_be_taken_back_and_done_again() {
    let office = countersigned().await;
    let mut pages = vec![office.page("2026-11-23").await];
    for operation in [6, 5, 4] {
        assert!(office.undo(operation).await.starts_with("done"));
        pages.push(office.page("2026-11-23").await);
    }
    let drafted = drafted().await.page("2026-11-23").await;
    assert_eq!(pages.pop().unwrap(), drafted);
    // Undoing the undos, the last one first.
    for operation in [9, 8, 7] {
        assert!(office.undo(operation).await.starts_with("done"));
        assert_eq!(office.page("2026-11-23").await, pages.pop().unwrap());
    }
}

#[tokio::test]
async fn a_draft_that_is_taken_back_leaves_the_list() {
    let office = drafted().await;
    office.undo(3).await;
    expect![""].assert_eq(&office.list("2026-11-23").await);
    expect![[r#"{"code":"not_found"}"#]].assert_eq(&office.advance("sent", "2026-09-11").await);
}

#[tokio::test]
async fn a_step_recorded_by_mistake_goes_until_both_have_signed() {
    let office = drafted().await;
    expect![[r#"{"code":"refused","with":{"code":"still_a_draft"}}"#]]
        .assert_eq(&office.step_back().await);
    office.advance("sent", "2026-09-11").await;
    office.advance("signed_by_member", "2026-10-02").await;
    expect!["done, operation 6"].assert_eq(&office.step_back().await);
    expect!["done, operation 7"].assert_eq(&office.step_back().await);
    assert_eq!(office.page("2026-11-23").await, drafted().await.page("2026-11-23").await);

    let office = countersigned().await;
    expect![[r#"{"code":"refused","with":{"code":"countersigned","on":"2026-11-19"}}"#]]
        .assert_eq(&office.step_back().await);
}

#[tokio::test]
async fn a_refusal_says_why_and_leaves_no_trace() {
    let office = countersigned().await;
    let (before, operations) = (office.page("2026-11-23").await, office.operations().await);
    let refusals = [
        office.draft(OTHER, LANDEVANT, "2026 031", "2026-11-23").await,
        office.draft(OTHER, LANDEVANT, " ", "2026-11-23").await,
        office.draft(OTHER, LANDEVANT, "2026-032", "2026-11-24").await,
        office.draft(OTHER, Uuid::max(), "2026-032", "2026-11-23").await,
        office.advance("sent", "2026-11-20").await,
        office.advance("ended", "2026-11-18").await,
        office.advance("ended", "2026-11-24").await,
        office
            .run(json!({
                "kind": "edit_convention", "id": CONVENTION,
                "convention": { "kind": "service", "reference": "2026-031", "object": null,
                    "price": null, "starts_on": "2027-01-01", "ends_on": "2026-12-31" },
            }))
            .await,
        office
            .run(json!({
                "kind": "edit_convention", "id": OTHER, "convention": fields("2026-032"),
            }))
            .await,
    ];
    expect![[r#"
        {"code":"refused","with":{"code":"reference_taken","reference":"2026-031"}}
        {"code":"refused","with":{"code":"reference_missing"}}
        {"code":"refused","with":{"code":"still_to_come","on":"2026-11-24"}}
        {"code":"not_found"}
        {"code":"refused","with":{"code":"step_reached","on":"2026-11-19"}}
        {"code":"refused","with":{"code":"step_before_its_predecessor","on":"2026-11-18","before":"2026-11-19"}}
        {"code":"refused","with":{"code":"still_to_come","on":"2026-11-24"}}
        {"code":"refused","with":{"code":"ends_before_it_starts","from":"2027-01-01","to":"2026-12-31"}}
        {"code":"not_found"}
    "#]].assert_eq(&(refusals.join("\n") + "\n"));
    assert_eq!(office.page("2026-11-23").await, before);
    assert_eq!(office.operations().await, operations);
}

#[tokio::test]
async fn what_is_known_of_a_convention_can_be_corrected() {
    let office = countersigned().await;
    let edit = json!({
        "kind": "edit_convention", "id": CONVENTION,
        "convention": { "kind": "mac", "reference": " MAC-2026 ", "object": " ", "price": null,
            "starts_on": null, "ends_on": null },
    });
    expect!["done, operation 7"].assert_eq(&office.run(edit).await);
    let page = office.api.convention(ConventionId(CONVENTION), date("2026-11-23")).await.unwrap();
    expect![[r#"{"ends_on":null,"kind":"mac","member_signatory":null,"object":null,"price":null,"programme_signatory":null,"reference":"MAC-2026","starts_on":null}"#]].assert_eq(&json!(page.convention).to_string());
}

#[tokio::test]
async fn the_next_reference_is_offered() {
    let office = drafted().await;
    let next = async |day| office.api.next_reference(date(day)).await.unwrap();
    assert_eq!(next("2026-11-23").await, "2026-032");
    assert_eq!(next("2027-01-04").await, "2027-001");
}

#[tokio::test]
async fn a_member_shows_its_conventions() {
    let office = countersigned().await;
    office.draft(OTHER, TROIS_RIVIERES, "2026-032", "2026-11-20").await;
    let page = async |id| {
        let id = domain::OrganisationId(id);
        let page = office.api.member(id, date("2026-11-23")).await.unwrap();
        page.conventions.iter().map(|it| it.reference.clone()).collect::<Vec<_>>()
    };
    assert_eq!(page(TROIS_RIVIERES).await, ["2026-032", "2026-031"]);
    assert!(page(LANDEVANT).await.is_empty());
}

#[tokio::test]
async fn a_pdf_comes_back_byte_for_byte() {
    let office = countersigned().await;
    expect!["done, operation 7"]
        .assert_eq(&office.attach(SIGNED, CONVENTION, "Convention signée.pdf", scan(0)).await);
    let (name, bytes) = office.bytes(SIGNED).await.unwrap();
    expect!["Convention signée.pdf"].assert_eq(&name);
    assert!(bytes == scan(0), "the bytes differ");

    let gone = r#"{"code":"not_found"}"#;
    let detach = json!({ "kind": "detach_document", "id": SIGNED });
    expect!["done, operation 8"].assert_eq(&office.run(detach).await);
    assert_eq!(office.bytes(SIGNED).await.unwrap_err(), gone);
    office.undo(8).await;
    assert!(office.bytes(SIGNED).await.unwrap().1 == scan(0), "the bytes differ");
    office.undo(9).await;
    assert_eq!(office.bytes(SIGNED).await.unwrap_err(), gone);
    office.undo(10).await;
    office.undo(7).await;
    assert_eq!(office.bytes(SIGNED).await.unwrap_err(), gone);
    office.undo(12).await;
    assert!(office.bytes(SIGNED).await.unwrap().1 == scan(0), "the bytes differ");
}

#[tokio::test]
async fn the_journal_keeps_the_command_and_not_the_bytes() {
    let office = countersigned().await;
    office.attach(SIGNED, CONVENTION, "Convention signée.pdf", scan(0)).await;
    let mut db = office.api.store.read().await.unwrap();
    let input: String = sqlx::query_scalar("select input from operation where id = 7")
        .fetch_one(&mut *db)
        .await
        .unwrap();
    expect![[r#"{"convention":"00000000-0000-0000-0000-00000000000b","id":"00000000-0000-0000-0000-000000000015","kind":"attach_document","name":"Convention signée.pdf","received_on":"2026-11-19","role":"countersigned","sha256":"e822d4dde2a1de72a20dac300eb49af2e53c852c053af46f84e3df783a052eba","size":1500009}"#]].assert_eq(&input);
}

#[tokio::test]
async fn the_same_pdf_is_recognised() {
    let office = countersigned().await;
    office.draft(OTHER, LANDEVANT, "2026-032", "2026-11-20").await;
    office.attach(SIGNED, CONVENTION, "Convention signée.pdf", scan(0)).await;
    let operations = office.operations().await;
    let again = Uuid::from_u128(22);
    expect![[
        r#"{"code":"refused","with":{"code":"already_attached","name":"Convention signée.pdf"}}"#
    ]]
    .assert_eq(&office.attach(again, CONVENTION, "copie.pdf", scan(0)).await);
    assert_eq!(office.operations().await, operations);

    let pdf = Pdf::new("copie.pdf".into(), scan(0)).unwrap();
    let places = office.api.document_places(pdf.sha256()).await.unwrap();
    expect![[r#"[{"convention":"00000000-0000-0000-0000-00000000000b","name":"Convention signée.pdf","organisation_name":"CA des Trois-Rivières","reference":"2026-031"}]"#]].assert_eq(&json!(places).to_string());
    expect!["done, operation 9"]
        .assert_eq(&office.attach(again, OTHER, "copie.pdf", scan(0)).await);
    assert_eq!(office.api.document_places(pdf.sha256()).await.unwrap().len(), 2);

    let other = Uuid::from_u128(23);
    expect!["done, operation 10"]
        .assert_eq(&office.attach(other, CONVENTION, "annexe.pdf", scan(1)).await);
}

#[tokio::test]
async fn what_is_no_pdf_is_refused_and_nothing_is_kept() {
    let office = countersigned().await;
    let operations = office.operations().await;
    let mut too_large = b"%PDF-1.7\n".to_vec();
    too_large.resize(100 * 1024 * 1024 + 1, b' ');
    let unknown = Uuid::max();
    let refusals = [
        office.attach(SIGNED, CONVENTION, "lettre.odt", b"PK\x03\x04".to_vec()).await,
        office.attach(SIGNED, CONVENTION, "vide.pdf", Vec::new()).await,
        office.attach(SIGNED, CONVENTION, "scan.pdf", too_large).await,
        office.attach(SIGNED, unknown, "scan.pdf", scan(0)).await,
        office
            .run(json!({
                "kind": "attach_document", "id": SIGNED, "convention": CONVENTION, "role": "annex",
                "name": "jamais reçue.pdf", "sha256": "0".repeat(64), "size": 9,
                "received_on": "2026-11-19",
            }))
            .await,
    ];
    expect![[r#"
        {"code":"refused","with":{"code":"not_a_pdf"}}
        {"code":"refused","with":{"code":"file_empty"}}
        {"code":"refused","with":{"code":"file_too_large","bytes":104857601}}
        {"code":"not_found"}
        {"code":"not_found"}
    "#]]
    .assert_eq(&(refusals.join("\n") + "\n"));
    assert_eq!(office.operations().await, operations);
    let mut db = office.api.store.read().await.unwrap();
    let kept: i64 =
        sqlx::query_scalar("select count(*) from blob").fetch_one(&mut *db).await.unwrap();
    assert_eq!(kept, 0);
}

#[test]
fn a_file_is_read_whole_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Convention signée.pdf");
    fs::write(&path, scan(0)).unwrap();
    let pdf = Pdf::read(&path).unwrap();
    assert_eq!((pdf.name(), pdf.size()), ("Convention signée.pdf", 1_500_009));
    let refused = |path: &Path| json!(Pdf::read(path).unwrap_err().code)["with"].to_string();
    let missing = folder.path().join("missing.pdf");
    expect![[r#"{"obstacle":"missing"}"#]].assert_eq(&refused(&missing));
    expect![[r#"{"obstacle":"not_a_file"}"#]].assert_eq(&refused(folder.path()));
    let large = fs::File::create(&path).unwrap();
    large.set_len(200 * 1024 * 1024).unwrap();
    expect![[r#"{"bytes":209715200,"code":"file_too_large"}"#]].assert_eq(&refused(&path));
}

#[tokio::test]
async fn what_waits_is_counted_by_the_page_that_shows_it() {
    let office = drafted().await;
    let waiting = async |day: &str| {
        let it = office.api.waiting(date(day)).await.unwrap();
        format!("today {}, conventions {}, meetings {}", it.today, it.conventions, it.meetings)
    };
    expect!["today 0, conventions 0, meetings 0"].assert_eq(&waiting("2026-11-23").await);

    // It ends soon and its PDF is missing: two things to see to, about one convention.
    office.advance("countersigned", "2026-10-01").await;
    expect!["today 1, conventions 1, meetings 0"].assert_eq(&waiting("2026-11-23").await);
    expect!["today 2, conventions 1, meetings 0"].assert_eq(&waiting("2029-09-01").await);
    office.attach(SIGNED, CONVENTION, "signée.pdf", scan(0)).await;
    expect!["today 1, conventions 1, meetings 0"].assert_eq(&waiting("2029-09-01").await);

    // A meeting waits from the day after, until its minutes are validated.
    let meeting = Uuid::from_u128(31);
    let item = Uuid::from_u128(32);
    office
        .run(json!({ "kind": "plan_meeting", "id": meeting, "meeting": {
            "body": "plenary", "title": null, "held_on": "2026-11-20", "starts_at": null,
            "place": null } }))
        .await;
    office
        .run(json!({ "kind": "add_agenda_item", "id": item, "meeting": meeting, "after": null,
            "item": { "title": "Feuille de route", "duration": null } }))
        .await;
    expect!["today 0, conventions 0, meetings 0"].assert_eq(&waiting("2026-11-20").await);
    expect!["today 1, conventions 0, meetings 1"].assert_eq(&waiting("2026-11-23").await);

    // An action that is late waits today, whatever became of the minutes that noted it.
    let content =
        json!({ "kind": "action", "owner": null, "due_on": "2026-11-21", "done_on": null });
    office
        .run(json!({ "kind": "write_block", "id": Uuid::from_u128(33), "item": item,
            "after": null, "text": "Envoyer la note", "content": content }))
        .await;
    expect!["today 2, conventions 0, meetings 1"].assert_eq(&waiting("2026-11-23").await);
    office.run(json!({ "kind": "validate_minutes", "meeting": meeting, "on": "2026-11-23" })).await;
    expect!["today 1, conventions 0, meetings 0"].assert_eq(&waiting("2026-11-23").await);
}
