//! Commands at random: one way to make each kind there is, from small pools, so that they meet what
//! earlier ones made.

use std::collections::BTreeSet;

use api::{Command, MemberList, NewDocument, Pdf};
use domain::{
    ConventionId, DocumentId,
    document::Role,
    member_list::{Choices, Counts},
};
use proptest::{option, prelude::*, sample::select, strategy::Union};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::office::{Office, date};

/// Something that is drawn, as the window would write it.
pub(crate) type Drawn = BoxedStrategy<Value>;

/// The things of the club, each with ids of its own.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Thing {
    Organisation = 1,
    Membership,
    Note,
    Convention,
    Meeting,
    Item,
    Block,
    Person,
    Post,
    Document,
}

use Thing::{
    Block, Convention, Document, Item, Meeting, Membership, Note, Organisation, Person, Post,
};

/// The id of the `n`th thing of its sort.
pub(crate) fn nth(thing: Thing, n: u128) -> Uuid {
    Uuid::from_u128(thing as u128 * 100 + n)
}

/// The id of one of the things of a furnished office, or of one that is not there.
pub(crate) fn id(thing: Thing) -> Drawn {
    (1..7u128).prop_map(move |n| json!(nth(thing, n))).boxed()
}

/// An id for something new, which is seldom there.
pub(crate) fn new(thing: Thing) -> Drawn {
    (1..30u128).prop_map(move |n| json!(nth(thing, n))).boxed()
}

/// The id of one of the few things of its sort that stand in a furnished office.
pub(crate) fn few(thing: Thing) -> Drawn {
    (1..4u128).prop_map(move |n| json!(nth(thing, n))).boxed()
}

pub(crate) fn maybe(it: Drawn) -> Drawn {
    option::of(it).prop_map(|it| json!(it)).boxed()
}

pub(crate) fn one_of<const N: usize>(values: [&'static str; N]) -> Drawn {
    select(values.to_vec()).prop_map(|it| json!(it)).boxed()
}

pub(crate) fn object<const N: usize>(fields: [(&'static str, Drawn); N]) -> Drawn {
    let (names, values): (Vec<&str>, Vec<Drawn>) = fields.into_iter().unzip();
    let named = move |values: Vec<Value>| {
        names.iter().map(ToString::to_string).zip(values).collect::<Value>()
    };
    values.prop_map(named).boxed()
}

/// `it`, which is of this kind.
pub(crate) fn of_kind(kind: &'static str, it: Drawn) -> Drawn {
    it.prop_map(move |mut it| {
        it["kind"] = json!(kind);
        it
    })
    .boxed()
}

pub(crate) fn tagged<const N: usize>(
    kind: &'static str,
    fields: [(&'static str, Drawn); N],
) -> Drawn {
    of_kind(kind, object(fields))
}

fn word() -> Drawn {
    let hostile = one_of([
        "#read(\"/etc/passwd\")",
        "<script>alert(1)</script>",
        "مرحبا 👩‍🚀 \u{202e}",
        "'); drop table organisation; --",
        "{\"$.name\": null}",
    ]);
    let usual = "[A-Za-zÀ-ÿ '\"%_$.]{0,12}".prop_map(|it| json!(it)).boxed();
    Union::new_weighted(vec![(4, usual), (1, hostile)]).boxed()
}

/// A day before the one on which the office opens.
pub(crate) fn day() -> Drawn {
    (1..23u32).prop_map(|it| json!(format!("2026-11-{it:02}"))).boxed()
}

pub(crate) fn certain(day: Drawn) -> Drawn {
    day.prop_map(|it| json!({ "earliest": it, "latest": it })).boxed()
}

fn organisation() -> Drawn {
    object([
        ("name", word()),
        ("legal_name", maybe(word())),
        ("kind", one_of(["research", "ministry", "other"])),
        ("register_number", maybe(one_of(["732829320", "732829321"]))),
        ("parent", maybe(id(Organisation))),
    ])
}

fn membership(id: Drawn) -> Drawn {
    object([("id", id), ("arrived", certain(day())), ("left", maybe(certain(day())))])
}

fn topic() -> Drawn {
    Union::new([tagged("project", []), tagged("column", [("name", word())])]).boxed()
}

fn person() -> Drawn {
    object([
        ("given_name", word()),
        ("family_name", word()),
        ("email", maybe(one_of(["ines@example.org", "nowhere"]))),
        ("phone", maybe(word())),
    ])
}

fn post() -> Drawn {
    object([
        ("organisation", id(Organisation)),
        ("function", word()),
        ("from", maybe(day())),
        ("to", maybe(day())),
        ("on_behalf_of", maybe(id(Organisation))),
    ])
}

fn term() -> Drawn {
    object([("starts_on", maybe(day())), ("ends_on", maybe(day()))])
}

fn convention() -> Drawn {
    object([
        ("kind", one_of(["service", "mac"])),
        ("reference", word()),
        ("object", maybe(word())),
        ("price", maybe((0..1_000_000i64).prop_map(|it| json!(it)).boxed())),
        ("starts_on", maybe(day())),
        ("ends_on", maybe(day())),
    ])
}

fn meeting() -> Drawn {
    object([
        ("body", one_of(["plenary", "bilateral", "codir"])),
        ("title", maybe(word())),
        ("held_on", day()),
        ("starts_at", maybe(one_of(["14:00:00"]))),
        ("place", maybe(word())),
    ])
}

fn item() -> Drawn {
    let duration = (0..90u16).prop_map(|it| json!(it)).boxed();
    object([("title", word()), ("duration", maybe(duration))])
}

pub(crate) fn content() -> Drawn {
    let owner = Union::new([
        tagged("words", [("text", word())]),
        tagged("person", [("id", id(Person))]),
        tagged("organisation", [("id", id(Organisation))]),
    ])
    .boxed();
    let action = [("owner", maybe(owner)), ("due_on", maybe(day())), ("done_on", maybe(day()))];
    Union::new([tagged("text", []), tagged("decision", []), tagged("action", action)]).boxed()
}

pub(crate) fn presence() -> Drawn {
    Union::new([
        object([("kind", one_of(["present", "excused", "absent"]))]),
        tagged("represented", [("by", maybe(id(Organisation)))]),
    ])
    .boxed()
}

/// A list of members. What it would do is left to say: that depends on the club.
fn list() -> Drawn {
    let known = one_of(["Organisation 1", "Organisation 2", "Valmont", "Landevant"]);
    let name = Union::new([word(), known]).boxed();
    let cells = vec![name, one_of(["", "2024", "14/03/2022", "été 2021"]), word()];
    let draws = (any::<u128>(), proptest::collection::vec(cells, 1..4));
    let list = |(id, rows): (u128, Vec<Vec<Value>>)| {
        let text = |it: Value| it.as_str().unwrap_or_default().to_owned();
        let rows = rows.into_iter().map(|it| it.into_iter().map(text).collect()).collect();
        let csv = api::as_csv(&["Nom", "Arrivée", "Projet"].map(str::to_owned), rows);
        let list = MemberList::new("liste.csv".into(), &csv).unwrap();
        let choices = Choices { columns: list.columns(), ..Choices::default() };
        json!({ "id": Uuid::from_u128(id), "name": list.name(), "sheet": list.sheet(),
                "choices": choices, "counts": Counts::default() })
    };
    draws.prop_map(list).boxed()
}

/// The PDFs whose bytes a furnished office holds.
fn paper(n: u128) -> Pdf {
    Pdf::new(format!("{n}.pdf"), format!("%PDF-1.7 {n}").into_bytes()).unwrap()
}

/// The SHA-256 of one of them, which stands for a certificate as well: no command reads the bytes.
fn paper_sum() -> Drawn {
    (1..4u128).prop_map(|n| json!(paper(n).sha256())).boxed()
}

/// A document that is said to be called `id`, and is attached to `convention`.
pub(crate) fn document(id: Drawn, convention: Drawn) -> Drawn {
    let said = object([
        ("id", id),
        ("convention", convention),
        ("role", one_of(["draft", "signed_by_member", "countersigned", "annex"])),
        ("name", word()),
        ("received_on", day()),
    ]);
    let with_bytes = |(mut it, n): (Value, u128)| {
        let pdf = paper(n);
        it["sha256"] = json!(pdf.sha256());
        it["size"] = json!(pdf.size());
        it
    };
    (said, 1..4u128).prop_map(with_bytes).boxed()
}

/// What a State says of an authority, or nothing.
fn services() -> Drawn {
    let service = json!({ "kind": "certificates", "country": "ZZ", "provider": null,
        "granted": [{ "from": "2020-01-01T00:00:00Z", "until": null }] });
    any::<bool>().prop_map(move |it| if it { json!([service]) } else { json!([]) }).boxed()
}

/// Any command.
pub(crate) fn any_command() -> impl Strategy<Value = Value> {
    let step = one_of(["sent", "signed_by_member", "countersigned", "ended"]);
    let new_post = object([("id", new(Post)), ("post", post())]);
    let settings = object([("programme", word()), ("heading", word())]);
    let new_authorities =
        object([("sha256", paper_sum()), ("name", word()), ("services", services())]);
    let new_authorities = new_authorities.prop_map(|it| json!([it])).boxed();
    let operation = (1..80i32).prop_map(|it| json!(it)).boxed();
    Union::new([
        tagged(
            "create_organisation",
            [
                ("id", new(Organisation)),
                ("organisation", organisation()),
                ("membership", maybe(membership(new(Membership)))),
            ],
        ),
        tagged("edit_organisation", [("id", id(Organisation)), ("organisation", organisation())]),
        tagged(
            "add_membership",
            [("organisation", id(Organisation)), ("membership", membership(new(Membership)))],
        ),
        tagged("correct_membership", [("membership", membership(id(Membership)))]),
        tagged("end_membership", [("id", id(Membership)), ("left", certain(day()))]),
        tagged("remove_membership", [("id", id(Membership))]),
        tagged(
            "add_note",
            [
                ("id", new(Note)),
                ("organisation", id(Organisation)),
                ("topic", topic()),
                ("text", word()),
            ],
        ),
        tagged("edit_note", [("id", id(Note)), ("text", word())]),
        tagged("remove_note", [("id", id(Note))]),
        of_kind("import_members", list()),
        tagged(
            "create_person",
            [("id", new(Person)), ("person", person()), ("post", maybe(new_post))],
        ),
        tagged("edit_person", [("id", id(Person)), ("person", person())]),
        tagged("add_post", [("id", new(Post)), ("person", id(Person)), ("post", post())]),
        tagged("edit_post", [("id", id(Post)), ("post", post())]),
        tagged("end_post", [("id", id(Post)), ("last", day())]),
        tagged("remove_post", [("id", id(Post))]),
        tagged(
            "draft_convention",
            [
                ("id", new(Convention)),
                ("organisation", id(Organisation)),
                ("convention", convention()),
                ("drafted_on", day()),
            ],
        ),
        tagged("edit_convention", [("id", id(Convention)), ("convention", convention())]),
        tagged(
            "advance_convention",
            [("id", id(Convention)), ("step", step), ("on", day()), ("term", maybe(term()))],
        ),
        tagged("step_back_convention", [("id", id(Convention))]),
        of_kind("attach_document", document(new(Document), id(Convention))),
        tagged("detach_document", [("id", id(Document))]),
        tagged(
            "add_authorities",
            [("source", word()), ("listed_on", maybe(day())), ("authorities", new_authorities)],
        ),
        tagged("remove_authorities", [("sha256s", paper_sum().prop_map(|it| json!([it])).boxed())]),
        tagged("plan_meeting", [("id", new(Meeting)), ("meeting", meeting())]),
        tagged("edit_meeting", [("id", id(Meeting)), ("meeting", meeting())]),
        tagged("cancel_meeting", [("id", id(Meeting))]),
        tagged(
            "add_agenda_item",
            [
                ("id", new(Item)),
                ("meeting", id(Meeting)),
                ("item", item()),
                ("after", maybe(id(Item))),
            ],
        ),
        tagged("edit_agenda_item", [("id", id(Item)), ("item", item())]),
        tagged("move_agenda_item", [("id", id(Item)), ("after", maybe(id(Item)))]),
        tagged("remove_agenda_item", [("id", id(Item))]),
        tagged(
            "record_attendance",
            [
                ("meeting", id(Meeting)),
                ("organisation", id(Organisation)),
                ("presence", maybe(presence())),
                ("people", maybe(word())),
            ],
        ),
        tagged("record_absences", [("meeting", id(Meeting))]),
        tagged(
            "write_block",
            [
                ("id", id(Block)),
                ("item", id(Item)),
                ("after", maybe(id(Block))),
                ("text", word()),
                ("content", content()),
            ],
        ),
        tagged("move_block", [("id", id(Block)), ("item", id(Item)), ("after", maybe(id(Block)))]),
        tagged("remove_block", [("id", id(Block))]),
        tagged("complete_action", [("id", id(Block)), ("on", day())]),
        tagged("reopen_action", [("id", id(Block))]),
        tagged("validate_minutes", [("meeting", id(Meeting)), ("on", day())]),
        tagged("reopen_minutes", [("meeting", id(Meeting))]),
        tagged("lock_minutes", [("meeting", id(Meeting))]),
        tagged("change_settings", [("settings", settings)]),
        tagged("undo", [("operation", operation)]),
    ])
}

/// The kind of every command there is: serde lists those that it knows when it meets another.
pub(crate) fn every_kind() -> BTreeSet<String> {
    let unknown = serde_json::from_value::<Command>(json!({ "kind": "?" })).unwrap_err();
    let kinds: BTreeSet<String> =
        unknown.to_string().split('`').skip(3).step_by(2).map(ToOwned::to_owned).collect();
    assert!(kinds.contains("undo"), "{unknown}");
    kinds
}

/// An office with a few things of each sort, in different states, so that most commands that come
/// next have something to work on.
pub(crate) async fn furnished() -> Office {
    let office = Office::open().await;
    let run = async |command: Value| {
        let done = office.run(command.clone()).await;
        assert!(done.starts_with("done"), "{done}: {command}");
    };
    for n in 1..4 {
        let arrived = json!({ "earliest": "2026-01-05", "latest": "2026-01-05" });
        // The third has left, and may come back.
        let left = (n == 3).then_some(json!({ "earliest": "2026-10-30", "latest": "2026-10-30" }));
        run(json!({ "kind": "create_organisation", "id": nth(Organisation, n),
            "organisation": { "name": format!("Organisation {n}"), "legal_name": null,
                "kind": "research", "register_number": null, "parent": null },
            "membership": { "id": nth(Membership, n), "arrived": arrived, "left": left } }))
        .await;
        run(json!({ "kind": "add_note", "id": nth(Note, n), "organisation": nth(Organisation, n),
            "topic": { "kind": "project" }, "text": "Un projet" }))
        .await;
        run(json!({ "kind": "create_person", "id": nth(Person, n),
            "person": { "given_name": "Inès", "family_name": format!("Caradec {n}"),
                "email": null, "phone": null },
            "post": { "id": nth(Post, n), "post": { "organisation": nth(Organisation, n),
                "function": "", "from": null, "to": null, "on_behalf_of": null } } }))
        .await;
        run(json!({ "kind": "draft_convention", "id": nth(Convention, n),
            "organisation": nth(Organisation, n), "drafted_on": "2026-11-01",
            "convention": { "kind": "service", "reference": format!("2026-00{n}"),
                "object": null, "price": null, "starts_on": null, "ends_on": null } }))
        .await;
        let attached = NewDocument {
            id: DocumentId(nth(Document, n)),
            convention: ConventionId(nth(Convention, n)),
            role: Role::Draft,
            received_on: date("2026-11-02"),
        };
        office.api.attach(attached, &paper(n)).await.unwrap();
    }
    for (n, step) in [(2, "sent"), (3, "countersigned")] {
        run(json!({ "kind": "advance_convention", "id": nth(Convention, n), "step": step,
            "on": "2026-11-02", "term": null }))
        .await;
    }
    // The first meeting is being written, the second was validated, the third is locked.
    for (meeting, items) in [(1, 1..4), (2, 4..5), (3, 5..6)] {
        run(json!({ "kind": "plan_meeting", "id": nth(Meeting, meeting), "meeting": {
            "body": "plenary", "title": null, "held_on": "2026-11-05", "starts_at": null,
            "place": null } }))
        .await;
        for n in items {
            run(json!({ "kind": "add_agenda_item", "id": nth(Item, n),
                "meeting": nth(Meeting, meeting), "after": null,
                "item": { "title": format!("Point {n}"), "duration": null } }))
            .await;
            let content = match n {
                1 => json!({ "kind": "decision" }),
                _ => json!({ "kind": "action", "owner": null, "due_on": null, "done_on": null }),
            };
            run(json!({ "kind": "write_block", "id": nth(Block, n), "item": nth(Item, n),
                "after": null, "text": format!("Bloc {n}"), "content": content }))
            .await;
        }
        if meeting > 1 {
            run(json!({ "kind": "validate_minutes", "meeting": nth(Meeting, meeting),
                "on": "2026-11-10" }))
            .await;
        }
    }
    run(json!({ "kind": "lock_minutes", "meeting": nth(Meeting, 3) })).await;
    run(json!({ "kind": "add_authorities", "source": "autorites.pem", "listed_on": null,
        "authorities": [{ "sha256": paper(1).sha256(), "name": "Autorité" }] }))
    .await;
    office
}
