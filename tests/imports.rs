//! A list of members: shown, taken in whole, taken back whole.

use std::{
    ops::ControlFlow,
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

use api::{Code, ImportPreview, MemberList, NewImport};
use domain::{
    Day,
    member_list::{Choices, Column, Correction, Counts, Outcome, Place, Reading},
    organisation::{Kind, Standing},
};
use expect_test::expect;
use serde_json::json;
use uuid::Uuid;

use crate::office::{Office, answer, date};

const IMPORT: Uuid = Uuid::from_u128(0x0193_2c07_0000_7000_8000_0000_0000_0001);

/// The list of our own, all invented.
fn fixture() -> MemberList {
    MemberList::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/members.csv")).unwrap()
}

/// How many lines the lists of the whole club have.
const WHOLE: u32 = 111;

/// Lists of the whole club: one that is invented, and the public one where it is there.
fn whole_lists() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/domain/members.csv");
    let public = std::fs::read_to_string(path).ok();
    if public.is_none() {
        println!("skipped: the public list of members is not there");
    }
    [invented_list()].into_iter().chain(public).collect()
}

/// Everybody is invented, and told as the public list tells: nearly all arrivals are intervals in
/// words, six name a day, and a department has left.
fn invented_list() -> String {
    // How many arrived so, in which words, and the first list on which they stood.
    const ARRIVALS: [(usize, &str, &str); 13] = [
        (19, "entre 2025-02-03 et 2026-05-18", "2026-05-18"),
        (18, "entre 2022-10-10 et 2023-05-22", "2023-05-22"),
        (15, "partenaire phase projet (2016-2019)", "2022-06-13"),
        (11, "2024 1er semestre", "2024-07-01"),
        (9, "fin 2020-début 2021", "2022-06-13"),
        (8, "2021-09 à 2021-12", "2022-06-13"),
        (7, "entre 2023-05-22 et 2023-12-04", "2023-12-04"),
        (6, "entre 2022-02-07 (40 membres) et 2022-06-13", "2022-06-13"),
        (4, "2021-03 (réunion du 22/03/2021)", "2022-06-13"),
        (4, "été 2021", "2022-06-13"),
        (4, "2022-01/03", "2022-06-13"),
        (3, "porteur 2015-03-05", "2022-06-13"),
        (3, "14/03/2022", "2022-06-13"),
    ];
    const KINDS: [(&str, &str); 8] = [
        ("CD", "collectivité"),
        ("MSH", "université / école / recherche"),
        ("Archivage", "éditeur / ESN / tiers-archiveur"),
        ("Agence", "établissement public / opérateur"),
        ("Direction", "ministère / administration centrale"),
        ("DRAC", "service déconcentré / service à compétence nationale"),
        ("Caisse", "organisme de sécurité sociale"),
        ("Autorité", "autorité administrative indépendante"),
    ];
    const PLACES: [&str; 14] = [
        "Aubrelle",
        "Brumont",
        "Corvière",
        "Dourvenn",
        "Estrelle",
        "Florimer",
        "Gravelane",
        "Haubrac",
        "Iscalde",
        "Jolivane",
        "Kerlande",
        "Lussonne",
        "Marvenne",
        "Norvigne",
    ];
    let names = PLACES.iter().flat_map(|place| KINDS.map(|(what, kind)| (what, place, kind)));
    let arrivals = ARRIVALS.iter().flat_map(|(count, words, list)| vec![(*words, *list); *count]);
    let mut text = String::from("nom,nature,arrivée,première liste,dernière liste,départ,projet\n");
    for (n, ((what, place, kind), (arrived, first))) in names.zip(arrivals).enumerate() {
        let project = if n % 4 == 3 { "\"POC, interconnexion de flux\"" } else { "" };
        // The department stood on some lists between the first and the last.
        let (first, last, left) = match n {
            48 => ("2022-06-13", "2022-10-10", "absent depuis la liste du 2023-05-22"),
            _ => (first, "2026-05-18", ""),
        };
        text += &format!("{what} {place},{kind},{arrived},{first},{last},{left},{project}\n");
    }
    text
}

fn list(text: &str) -> MemberList {
    MemberList::new("members.csv".into(), text.as_bytes()).unwrap()
}

pub(crate) fn choices(list: &MemberList) -> Choices {
    Choices { columns: list.columns(), ..Choices::default() }
}

/// The choices of a person who takes every proposal at its word.
fn confirmed(list: &MemberList, preview: &ImportPreview) -> Choices {
    let mut choices = choices(list);
    for it in &preview.questions.arrivals {
        match it.reading {
            Reading::Proposed { day } => {
                choices.arrivals.insert(it.words.clone(), Some(day));
            }
            Reading::Said { .. } => {}
            Reading::Unknown => panic!("nobody can tell when « {} » was", it.words),
        }
    }
    choices
}

impl Office {
    async fn preview(&self, list: &MemberList, choices: &Choices) -> ImportPreview {
        self.api.preview_import(list, choices, date("2026-05-29")).await.unwrap()
    }

    async fn import(&self, list: &MemberList, choices: &Choices, counts: Counts) -> String {
        let import = NewImport { id: IMPORT, choices: choices.clone(), counts };
        let done = self.api.import(import, list, &|_, _| ControlFlow::Continue(())).await;
        answer(done.map(|it| it.expect("nobody stopped it")))
    }

    async fn members_on(&self, day: &str) -> usize {
        let lines = self.api.members(date(day)).await.unwrap();
        lines.iter().filter(|it| matches!(it.standing, Standing::Member { .. })).count()
    }

    async fn known(&self) -> usize {
        self.api.members(date("2026-05-29")).await.unwrap().len()
    }
}

/// What becomes of each line.
fn show(preview: &ImportPreview) -> String {
    let mut text = String::new();
    for line in &preview.lines {
        let outcome = match &line.outcome {
            Outcome::Create { membership, .. } => {
                let arrived = membership.as_ref().map(|it| it.arrived);
                let word = |it: Day| format!("{}..{}", it.earliest, it.latest);
                format!("created, member from {}", arrived.map_or("nowhere".into(), word))
            }
            Outcome::Change { changes, .. } => format!("changed: {}", json!(changes)),
            Outcome::Same { .. } => "the same".to_owned(),
            Outcome::Repeated { line } => format!("repeats line {line}"),
            Outcome::Refuse { faults, .. } => {
                let faults: Vec<String> =
                    faults.iter().map(|it| format!("{:?}: {}", it.field, it.refusal)).collect();
                format!("refused: {}", faults.join(", "))
            }
        };
        text += &format!("{} {} {outcome}\n", line.line, line.name);
    }
    let members = (preview.members_before, preview.members_after);
    text + &format!("{:?}\nmembers {members:?}\n", preview.counts)
}

#[tokio::test]
async fn a_list_is_shown_before_it_is_taken_in() {
    let office = Office::open().await;
    let list = fixture();
    let preview = office.preview(&list, &choices(&list)).await;
    expect![[r#"
        2 CA des Trois-Rivières created, member from 2022-03-14..2022-03-14
        3 Université de Valmont refused: Arrived: nobody said when "été 2021" was
        4 Cassiopée Archivage refused: Arrived: nobody said when "été 2021" was
        5 Institut du paysage sonore refused: Arrived: nobody said when "Été 2021" was
        6 Ministère du Littoral refused: Arrived: nobody said when "partenaire phase projet (2016-2019)" was
        7 Caisse des bateliers created, member from 2024-01-01..2024-04-29
        8 Régie des phares created, member from 2022-03-07..2022-07-11
        9 CD de la Vaudaine created, member from 2021-04-01..2021-04-30
        10 MSH des Marais created, member from 2024-01-01..2024-04-29
        11 MSH-des-marais refused: Name: line 10 is about the same organisation
        12 MSH des Marais repeats line 10
        13 Conservatoire des cartes refused: Arrived: nobody said when "31/02/2026" was
        14 Nivalis Conseil refused: RegisterNumber: the check digit is wrong
        15 Association des greniers created, member from nowhere
        Counts { created: 6, changed: 0, same: 0, repeated: 1, refused: 7 }
        members (0, 4)
    "#]].assert_eq(&show(&preview));
    assert_eq!(office.operations().await, 0, "looking changes nothing");
}

#[tokio::test]
async fn words_are_asked_once_and_refused_lines_are_corrected_in_place() {
    let office = Office::open().await;
    let list = fixture();
    let preview = office.preview(&list, &choices(&list)).await;
    let asked: String = preview
        .questions
        .arrivals
        .iter()
        .map(|it| format!("{} × « {} » {}\n", it.lines, it.words, json!(it.reading)))
        .collect();
    expect![[r#"
        1 × « 14/03/2022 » {"day":{"earliest":"2022-03-14","latest":"2022-03-14"},"kind":"said"}
        3 × « été 2021 » {"day":{"earliest":"2021-06-21","latest":"2021-09-22"},"kind":"proposed"}
        1 × « partenaire phase projet (2016-2019) » {"day":{"earliest":"2016-01-01","latest":"2019-12-31"},"kind":"proposed"}
        2 × « 2024 1er semestre » {"day":{"earliest":"2024-01-01","latest":"2024-06-30"},"kind":"said"}
        1 × « entre 2022-03-07 et 2022-07-11 » {"day":{"earliest":"2022-03-07","latest":"2022-07-11"},"kind":"said"}
        1 × « 2021-04 » {"day":{"earliest":"2021-04-01","latest":"2021-04-30"},"kind":"said"}
        1 × « 31/02/2026 » {"kind":"unknown"}
        1 × « 2023-10 » {"day":{"earliest":"2023-10-01","latest":"2023-10-31"},"kind":"said"}
        1 × «  » {"kind":"unknown"}
    "#]].assert_eq(&asked);
    let mut choices = choices(&list);
    let day = |earliest, latest| Some(Day { earliest: date(earliest), latest: date(latest) });
    choices.arrivals = [
        ("été 2021".to_owned(), day("2021-06-21", "2021-09-22")),
        ("partenaire phase projet (2016-2019)".to_owned(), day("2016-01-01", "2019-12-31")),
    ]
    .into();
    choices.kinds = [("régie".to_owned(), Kind::LocalAuthority)].into();
    choices.columns[8] = Column::Note;
    let written =
        |line, column, text: &str| Correction { place: Place { line, column }, text: text.into() };
    choices.corrections = vec![written(13, 3, "28/02/2026"), written(14, 2, "")];
    let preview = office.preview(&list, &choices).await;
    expect![[r#"
        2 CA des Trois-Rivières created, member from 2022-03-14..2022-03-14
        3 Université de Valmont created, member from 2021-06-21..2021-09-22
        4 Cassiopée Archivage created, member from 2021-06-21..2021-09-22
        5 Institut du paysage sonore created, member from 2021-06-21..2021-09-22
        6 Ministère du Littoral created, member from 2016-01-01..2019-12-31
        7 Caisse des bateliers created, member from 2024-01-01..2024-04-29
        8 Régie des phares created, member from 2022-03-07..2022-07-11
        9 CD de la Vaudaine created, member from 2021-04-01..2021-04-30
        10 MSH des Marais created, member from 2024-01-01..2024-04-29
        11 MSH-des-marais refused: Name: line 10 is about the same organisation
        12 MSH des Marais repeats line 10
        13 Conservatoire des cartes created, member from 2026-02-28..2026-02-28
        14 Nivalis Conseil created, member from 2023-10-01..2023-10-31
        15 Association des greniers created, member from nowhere
        Counts { created: 12, changed: 0, same: 0, repeated: 1, refused: 1 }
        members (0, 10)
    "#]]
    .assert_eq(&show(&preview));

    expect!["done, operation 1"].assert_eq(&office.import(&list, &choices, preview.counts).await);
    assert_eq!(office.known().await, preview.counts.created as usize);
    assert_eq!(office.members_on("2026-05-29").await, preview.members_after as usize);

    let again = office.preview(&list, &choices).await;
    assert_eq!((again.counts.created, again.counts.changed), (0, 0));

    expect!["done, operation 2"].assert_eq(&office.undo(1).await);
    assert_eq!(office.known().await, 0);
    expect!["done, operation 3"].assert_eq(&office.undo(2).await);
    assert_eq!(office.known().await, preview.counts.created as usize);
}

#[tokio::test]
async fn an_import_that_is_no_longer_what_was_shown_is_refused() {
    let office = Office::open().await;
    let list = fixture();
    let choices = choices(&list);
    let shown = office.preview(&list, &choices).await.counts;
    office.enrol().await;
    expect![[r#"{"code":"refused","with":{"code":"preview_outdated"}}"#]]
        .assert_eq(&office.import(&list, &choices, shown).await);
    assert_eq!(office.operations().await, 2);
}

#[tokio::test]
async fn an_import_is_stopped_and_nothing_of_it_is_there() {
    let office = Office::open().await;
    let list = fixture();
    let choices = choices(&list);
    let counts = office.preview(&list, &choices).await.counts;
    let heard = AtomicU32::new(0);
    let stop_at_five = |done: u32, total: u32| {
        assert_eq!(total, 14);
        heard.store(done, Ordering::Relaxed);
        if done == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let import = NewImport { id: IMPORT, choices: choices.clone(), counts };
    let done = office.api.import(import, &list, &stop_at_five).await.unwrap();
    assert!(done.is_none());
    assert_eq!(heard.into_inner(), 5);
    assert_eq!((office.known().await, office.operations().await), (0, 0));
    // What was stopped can be begun again.
    expect!["done, operation 1"].assert_eq(&office.import(&list, &choices, counts).await);
}

#[tokio::test]
async fn an_import_that_is_used_cannot_be_taken_back() {
    let office = Office::open().await;
    let list = fixture();
    let choices = choices(&list);
    let counts = office.preview(&list, &choices).await.counts;
    office.import(&list, &choices, counts).await;
    let member = office.api.members(date("2026-11-23")).await.unwrap()[0].id;
    let draft = json!({
        "kind": "draft_convention", "id": Uuid::from_u128(1), "organisation": member,
        "convention": {
            "kind": "service", "reference": "2026-001", "object": null, "price": null,
            "starts_on": null, "ends_on": null,
        },
        "drafted_on": "2026-11-23",
    });
    assert_eq!(office.run(draft).await, "done, operation 2");
    expect![[r#"{"code":"still_used","with":{"table":"organisation","by_table":"convention"}}"#]]
        .assert_eq(&office.undo(1).await);
    office.undo(2).await;
    expect!["done, operation 4"].assert_eq(&office.undo(1).await);
}

#[tokio::test]
async fn a_file_that_holds_no_list_says_what_it_is() {
    let mut told = String::new();
    for bytes in [
        &b""[..],
        b"PK\x03\x04 and more",
        b"%PDF-1.7\n",
        b"\x00\x01\x02",
        b"\n;;\n",
        format!("Nom{}", "\nRivage".repeat(10_001)).as_bytes(),
        vec!["Nom"; 201].join(";").as_bytes(),
        format!("Nom;{}\nRivage;x", "x".repeat(1_001)).as_bytes(),
        b"\"Nom",
    ] {
        let failure = MemberList::new("liste.csv".into(), bytes).unwrap_err();
        told += &format!("{}\n", json!(failure.code));
    }
    expect![[r#"
        {"code":"refused","with":{"code":"file_empty"}}
        {"code":"not_a_list","with":{"problem":"workbook"}}
        {"code":"not_a_list","with":{"problem":"pdf"}}
        {"code":"not_a_list","with":{"problem":"binary"}}
        {"code":"refused","with":{"code":"file_empty"}}
        {"code":"not_a_list","with":{"found":10001,"maximum":10000,"problem":"too_many_lines"}}
        {"code":"not_a_list","with":{"found":201,"maximum":200,"problem":"too_many_columns"}}
        {"code":"not_a_list","with":{"column":2,"found":1001,"line":1,"maximum":1000,"problem":"cell_too_long"}}
        {"code":"not_a_list","with":{"line":1,"problem":"no_header"}}
    "#]]
    .assert_eq(&told);
    let failure = MemberList::read(Path::new("/nowhere/liste.csv")).unwrap_err();
    assert!(matches!(failure.code, Code::FileFailed { .. }));
}

#[tokio::test]
async fn the_list_of_the_whole_club_is_taken_in() {
    for text in whole_lists() {
        let office = Office::open().await;
        let list = list(&text);
        let first = office.preview(&list, &choices(&list)).await;
        let certain = |it: &Day| it.earliest == it.latest;
        let day_named = |it: &Reading| match it {
            Reading::Said { day } | Reading::Proposed { day } => certain(day),
            Reading::Unknown => false,
        };
        let arrivals = &first.questions.arrivals;
        let named = arrivals.iter().filter(|it| day_named(&it.reading));
        assert!(named.map(|it| it.lines).sum::<u32>() <= 6, "at most six arrivals name a day");
        assert_eq!(arrivals.iter().map(|it| it.lines).sum::<u32>(), WHOLE);
        assert!(arrivals.len() < 20, "identical words are asked once");

        let confirmed = confirmed(&list, &first);
        let preview = office.preview(&list, &confirmed).await;
        let counts = preview.counts;
        assert_eq!((counts.created, counts.refused, counts.repeated), (WHOLE, 0, 0));
        assert_eq!((preview.members_before, preview.members_after), (0, WHOLE - 1));
        expect!["done, operation 1"].assert_eq(&office.import(&list, &confirmed, counts).await);
        assert_eq!((office.known().await, office.members_on("2026-05-29").await), (111, 110));

        // Imported again, nothing changes, whether the words are confirmed once more or not.
        for choices in [&choices(&list), &confirmed] {
            let again = office.preview(&list, choices).await;
            assert_eq!(again.counts, Counts { same: WHOLE, ..Counts::default() });
            assert_eq!((again.members_before, again.members_after), (WHOLE - 1, WHOLE - 1));
        }

        expect!["done, operation 2"].assert_eq(&office.undo(1).await);
        assert_eq!(office.known().await, 0);
    }
}

#[tokio::test]
async fn a_member_that_stands_twice_is_found() {
    for text in whole_lists() {
        let office = Office::open().await;
        let (at, written) =
            (1..).zip(text.lines()).find(|(_, it)| it.starts_with("MSH M")).unwrap();
        let name = written.split(',').next().unwrap();
        let twin = name.replace("MSH M", "MSH-m");
        let other = written.replacen(name, &twin, 1);
        let list = list(&format!("{}\n{written}\n{other}\n", text.trim_end()));
        let first = office.preview(&list, &choices(&list)).await;
        let preview = office.preview(&list, &confirmed(&list, &first)).await;
        let counts = preview.counts;
        assert_eq!((counts.created, counts.repeated, counts.refused), (WHOLE, 1, 1));
        let shown = show(&preview);
        let told: Vec<&str> = shown.lines().skip(WHOLE as usize).take(2).collect();
        let repeated = format!("113 {name} repeats line {at}");
        let refused = format!("114 {twin} refused: Name: line {at} is about the same organisation");
        assert_eq!(told, [repeated, refused]);
    }
}

/// A list of `count` members that nobody knows.
pub(crate) fn long_list(count: usize) -> MemberList {
    let mut text = String::from("Nom;Nature;Arrivée;Départ;Projet;Ville\n");
    for n in 0..count {
        text += &format!("Ville no {n};collectivité;2021-04;;Projet {n};Landevant\n");
    }
    list(&text)
}

#[tokio::test]
async fn a_thousand_lines_are_taken_in_at_once() {
    let office = Office::open().await;
    let list = long_list(1_000);
    let mut choices = choices(&list);
    choices.columns[5] = Column::Note;
    let counts = office.preview(&list, &choices).await.counts;
    assert_eq!(counts.created, 1_000);
    assert_eq!(office.import(&list, &choices, counts).await, "done, operation 1");
    assert_eq!(office.members_on("2026-11-23").await, 1_000);
}

#[tokio::test]
async fn another_page_is_shown_while_a_long_list_is_laid_out() {
    let office = Office::open().await;
    let list = long_list(10_000);
    let choices = choices(&list);
    let first = Mutex::new(Vec::new());
    let laying_out = async {
        let preview = office.preview(&list, &choices).await;
        first.lock().unwrap().push("the list");
        preview
    };
    let another = async {
        office.known().await;
        first.lock().unwrap().push("another page");
    };
    let (preview, ()) = tokio::join!(laying_out, another);
    assert_eq!(preview.counts.created, 10_000);
    assert_eq!(first.into_inner().unwrap(), ["another page", "the list"]);
}

/// The short words of the kinds in a language of the window, each with its kind.
fn short_words(language: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("../ui/src/lib/i18n/{language}/members.ts"));
    let text = std::fs::read_to_string(path).unwrap();
    let (_, words) = text.split_once("kindsShort: {").unwrap();
    let (words, _) = words.split_once('}').unwrap();
    let word = |line: &str| {
        let (kind, word) = line.trim().split_once(": '")?;
        Some((kind.to_owned(), word.trim_end_matches("',").to_owned()))
    };
    words.lines().filter_map(word).collect()
}

#[tokio::test]
async fn the_list_of_members_of_the_demonstration_comes_back_as_it_left() {
    let office = Office::open().await;
    let today = date("2026-11-23");
    demo::fill(&office.api.store, demo::Size::SMALL, today).await.unwrap();
    let written = |it: chrono::NaiveDate| it.format("%d/%m/%Y").to_string();
    for (language, heads, [from, and]) in [
        ("fr", ["Organisation", "Nature", "Membre depuis", "Parti le"], ["entre le ", " et le "]),
        ("en", ["Organisation", "Kind", "Member since", "Left on"], ["between ", " and "]),
    ] {
        let words = short_words(language);
        assert_eq!(words.len(), Kind::ALL.len());
        let cell = |it: Day| match (written(it.earliest), written(it.latest)) {
            (one, other) if one == other => one,
            (one, other) => format!("{from}{one}{and}{other}"),
        };
        let mut uncertain = 0;
        let rows: Vec<Vec<String>> = (office.api.members(today).await.unwrap().into_iter())
            .map(|it| {
                let kind = json!(it.kind);
                let word = words.iter().find(|(kind_of, _)| kind == kind_of.as_str());
                let (since, left) = match it.standing {
                    Standing::NeverMember | Standing::Upcoming { .. } => (None, None),
                    Standing::Member { since, .. } => (Some(since), None),
                    Standing::Left { since, on } => (Some(since), Some(on)),
                };
                uncertain += usize::from(since.is_some_and(|it| it.earliest != it.latest));
                let [since, left] = [since, left].map(|it| it.map(cell).unwrap_or_default());
                vec![it.name, word.unwrap().1.clone(), since, left]
            })
            .collect();
        assert!(uncertain > 0, "no arrival of the demonstration is uncertain");
        let count = rows.len();
        let bytes = api::as_csv(&heads.map(str::to_owned), rows);
        let list = MemberList::new("liste.csv".into(), &bytes).unwrap();
        let preview = office.preview(&list, &choices(&list)).await;
        let same = Counts { same: u32::try_from(count).unwrap(), ..Counts::default() };
        assert_eq!(preview.counts, same, "{}", show(&preview));
        assert!(preview.questions.kinds.iter().all(|it| it.reading.is_some()));
        let kept = preview.lines.iter().flat_map(|it| &it.remarks).count();
        assert_eq!(kept, 0, "{language}");
    }
}

#[tokio::test]
async fn lines_that_cannot_be_read_say_why_and_the_others_go_in() {
    let office = Office::open().await;
    let list = list(
        "Liste au 3 mai;;\nNom;Type;Arrivée\nLandevant;commune\nRivage;régie;2021;x\n\
         Phares;\"régie\" ?;2021\nMétro\u{ad}pole;commune;12/31/2023\nValmont;commune;03/04/2024\n\
         Métropole;commune;12/31/2023\nLéré;commune;05/05/2024\nOuvert;\"commune;2021\n",
    );
    let preview = office.preview(&list, &choices(&list)).await;
    expect![[r#"
        3 Landevant created, member from nowhere
        4 Rivage refused: Name: the cells of the line cannot be told: TooWide { expected: 3, found: 4 }
        5 Phares refused: Name: the cells of the line cannot be told: TextAfterQuote { line: 5 }
        6 Métropole refused: Arrived: nobody said when "12/31/2023" was
        7 Valmont refused: Arrived: nobody said when "03/04/2024" was
        8 Métropole repeats line 6
        9 Léré created, member from 2024-05-05..2024-05-05
        10 Ouvert refused: Name: the cells of the line cannot be told: QuoteNeverClosed
        Counts { created: 2, changed: 0, same: 0, repeated: 1, refused: 5 }
        members (0, 1)
    "#]].assert_eq(&show(&preview));
}

#[tokio::test]
async fn the_lists_of_others_are_read_as_they_are_saved() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/oracles/reports");
    if !folder.exists() {
        println!("skipped: the lists that failed are not beside the project");
        return;
    }
    let mut told = String::new();
    for name in [
        "06-short-rows",
        "07-title-above",
        "08-mac",
        "09-invisible",
        "10-utc",
        "11-control",
        "12-guarded",
        "13-sep-upper",
        "14-apostrophe",
        "15-space-quote",
        "21-us-days",
    ] {
        let office = Office::open().await;
        let list = MemberList::read(&folder.join(format!("{name}.csv"))).unwrap();
        let preview = office.preview(&list, &choices(&list)).await;
        told += &format!("{name}\n{}", show(&preview));
    }
    expect![[r#"
        06-short-rows
        2 Ville de Landevant created, member from 2022-03-14..2022-03-14
        3 Caisse des bateliers created, member from nowhere
        4 Régie des phares created, member from 2021-02-01..2021-02-01
        Counts { created: 3, changed: 0, same: 0, repeated: 0, refused: 0 }
        members (0, 2)
        07-title-above
        4 Ville de Landevant created, member from 2022-03-14..2022-03-14
        5 Régie des phares created, member from 2021-02-01..2021-02-01
        Counts { created: 2, changed: 0, same: 0, repeated: 0, refused: 0 }
        members (0, 2)
        08-mac
        2 Ville de Guérande created, member from 2022-03-14..2022-03-14
        3 Régie des phares created, member from 2021-02-01..2021-02-01
        Counts { created: 2, changed: 0, same: 0, repeated: 0, refused: 0 }
        members (0, 2)
        09-invisible
        2 Métropole de Rocheclaire created, member from 2022-03-14..2022-03-14
        3 Métropole de Rocheclaire repeats line 2
        Counts { created: 1, changed: 0, same: 0, repeated: 1, refused: 0 }
        members (0, 1)
        10-utc
        2 Ville de Landevant refused: Arrived: nobody said when "2024-06-30T22:00:00Z" was
        3 Régie des phares refused: Arrived: nobody said when "2024-01-14T23:00:00Z" was
        Counts { created: 0, changed: 0, same: 0, repeated: 0, refused: 2 }
        members (0, 0)
        11-control
        2 Ville de Landevant Direction des archives created, member from 2022-03-14..2022-03-14
        3 Régie des phares created, member from 2021-02-01..2021-02-01
        Counts { created: 2, changed: 0, same: 0, repeated: 0, refused: 0 }
        members (0, 2)
        12-guarded
        2 Ville de Landevant created, member from 2022-03-14..2022-03-14
        3 Régie des phares created, member from 2021-02-01..2021-02-01
        Counts { created: 2, changed: 0, same: 0, repeated: 0, refused: 0 }
        members (0, 2)
        13-sep-upper
        3 Ville de Landevant created, member from 2022-03-14..2022-03-14
        Counts { created: 1, changed: 0, same: 0, repeated: 0, refused: 0 }
        members (0, 1)
        14-apostrophe
        2 Agence de l'eau created, member from 2022-03-14..2022-03-14
        3 Agence de lʼeau refused: Name: line 2 is about the same organisation
        Counts { created: 1, changed: 0, same: 0, repeated: 0, refused: 1 }
        members (0, 1)
        15-space-quote
        2 Ville de Landevant created, member from 2022-03-14..2022-03-14
        Counts { created: 1, changed: 0, same: 0, repeated: 0, refused: 0 }
        members (0, 1)
        21-us-days
        2 Ville de Landevant refused: Arrived: nobody said when "12/31/2023" was
        3 Régie des phares refused: Arrived: nobody said when "03/04/2024" was
        Counts { created: 0, changed: 0, same: 0, repeated: 0, refused: 2 }
        members (0, 0)
    "#]]
    .assert_eq(&told);
}
