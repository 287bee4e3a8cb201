use expect_test::{Expect, expect};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::organisation::{Known, Topic};

/// A sheet whose cells are separated by `|`; its first line is the header, on line 1.
fn sheet(text: &str) -> Sheet {
    let mut rows = text.trim().lines().map(|it| it.split('|').map(|it| it.trim().to_owned()));
    let header = rows.next().unwrap().collect();
    let rows = (2..)
        .zip(rows)
        .map(|(line, cells)| Row { line, cells: cells.collect(), fault: None })
        .collect();
    Sheet { header, rows }
}

/// The columns as they are recognised, and nothing answered.
fn choices(sheet: &Sheet) -> Choices {
    Choices { columns: recognise(&sheet.header), ..Choices::default() }
}

fn planned(sheet: &Sheet, choices: &Choices, club: &[Existing]) -> Plan {
    let ids = u128::try_from(club.len()).unwrap() << 32 | 7 << 76;
    plan(sheet, choices, club, &mut ids_from(Uuid::from_u128(ids))).unwrap()
}

/// Does what is planned, as the handler of the command does.
fn done(plan: Plan, mut club: Vec<Existing>) -> Vec<Existing> {
    for line in plan.lines {
        match line.outcome {
            Outcome::Create { organisation, membership, notes } => {
                let memberships = membership.into_iter().collect();
                club.push(Existing { organisation, memberships, notes });
            }
            Outcome::Change { id, organisation, membership, notes, .. } => {
                let it = club.iter_mut().find(|it| it.organisation.id == id).unwrap();
                if let Some(organisation) = organisation {
                    it.organisation = organisation;
                }
                if let Some(membership) = membership {
                    it.memberships.retain(|it| it.id != membership.id);
                    it.memberships.push(membership);
                    it.memberships.sort_by_key(|it| it.arrived.latest);
                }
                it.notes.extend(notes);
            }
            Outcome::Same { .. } | Outcome::Repeated { .. } | Outcome::Refuse { .. } => {}
        }
    }
    club
}

/// The club once a list was imported.
fn club(text: &str) -> Vec<Existing> {
    let sheet = sheet(text);
    let choices = choices(&sheet);
    done(planned(&sheet, &choices, &[]), Vec::new())
}

fn day(day: Day) -> String {
    if day.earliest == day.latest {
        day.latest.to_string()
    } else {
        format!("{}..{}", day.earliest, day.latest)
    }
}

/// `2024-01-01` or `2024-01-01..2024-02-01`.
fn read_day(text: &str) -> Day {
    let (earliest, latest) = text.split_once("..").unwrap_or((text, text));
    Day { earliest: earliest.parse().unwrap(), latest: latest.parse().unwrap() }
}

fn period(it: &Membership) -> String {
    let left = it.left.map(|it| format!(" to {}", day(it))).unwrap_or_default();
    format!("member from {}{left}", day(it.arrived))
}

fn known(it: &Organisation, memberships: &[Membership], notes: &[Note]) -> String {
    let mut words = vec![format!("{:?}", it.kind)];
    words.extend(it.legal_name.iter().map(|it| format!("legally {it}")));
    words.extend(it.register_number.iter().map(ToString::to_string));
    words.extend(memberships.iter().map(period));
    words.extend(notes.iter().map(|it| match &it.topic {
        Topic::Project => format!("project « {} »", it.text),
        Topic::Column { name } => format!("{name} « {} »", it.text),
    }));
    words.join(", ")
}

fn change(it: &Change) -> String {
    let or_nothing = |it: &Option<Day>| it.map(day).unwrap_or("nothing".to_owned());
    match it {
        Change::Name { before, after } => format!("name {before} -> {after}"),
        Change::LegalName { before, after } => format!("legal name {before:?} -> {after}"),
        Change::Kind { before, after } => format!("kind {before:?} -> {after:?}"),
        Change::RegisterNumber { before, after } => {
            let before = before.as_ref().map(ToString::to_string);
            format!("number {} -> {after}", before.unwrap_or("nothing".to_owned()))
        }
        Change::Arrived { before, after } => {
            format!("arrived {} -> {}", or_nothing(before), day(*after))
        }
        Change::Left { before, after } => format!("left {} -> {}", or_nothing(before), day(*after)),
        Change::Note { before, after, .. } => format!("note {before:?} -> {after}"),
    }
}

fn remark(it: &Remark) -> String {
    match it {
        Remark::Kept { change: it, column: Some(column) } => {
            format!("kept ({column}): {}", change(it))
        }
        Remark::Kept { change: it, column: None } => format!("kept: {}", change(it)),
        Remark::ListedBeforeArrival { arrived, on } => {
            format!("listed on {on}, arrived {}", day(*arrived))
        }
        Remark::ListedAfterDeparture { left, on } => format!("listed on {on}, left {}", day(*left)),
        Remark::KindUnknown { .. }
        | Remark::NoArrival
        | Remark::ListUnreadable { .. }
        | Remark::SharesSiren { .. } => format!("{it:?}"),
    }
}

/// One line a row: what becomes of it, then what a person should know.
fn show(plan: &Plan) -> String {
    let mut text = String::new();
    for line in &plan.lines {
        let outcome = match &line.outcome {
            Outcome::Create { organisation, membership, notes } => {
                format!("created: {}", known(organisation, membership.as_slice(), notes))
            }
            Outcome::Change { changes, .. } => {
                let changes: Vec<String> = changes.iter().map(change).collect();
                format!("changed: {}", changes.join(", "))
            }
            Outcome::Same { .. } => "same".to_owned(),
            Outcome::Repeated { line } => format!("repeats line {line}"),
            Outcome::Refuse { faults, .. } => {
                let faults: Vec<String> =
                    faults.iter().map(|it| format!("{:?}: {}", it.field, it.refusal)).collect();
                format!("refused: {}", faults.join(", "))
            }
        };
        text += &format!("{} {} {outcome}\n", line.line, line.name);
        for it in &line.remarks {
            text += &format!("    {}\n", remark(it));
        }
    }
    text
}

fn check(club: &[Existing], text: &str, decide: impl FnOnce(&mut Choices), expected: Expect) {
    let sheet = sheet(text);
    let mut choices = choices(&sheet);
    decide(&mut choices);
    expected.assert_eq(&show(&planned(&sheet, &choices, club)));
}

/// What the club knows, one line an organisation.
fn show_club(club: &[Existing]) -> String {
    let line = |it: &Existing| {
        let known = known(&it.organisation, &it.memberships, &it.notes);
        format!("{}: {known}\n", it.organisation.name)
    };
    club.iter().map(line).collect()
}

const NOTHING: fn(&mut Choices) = |_| {};

#[test]
fn a_new_list_creates_what_it_names() {
    check(
        &[],
        "
        Nom | Raison sociale | Nature | SIRET | Arrivée | Départ | Projet | Ville
        CD Gironde | | collectivité | | 2021-04 | | SAE mutualisé | Bordeaux
        Atelier du Port | Atelier du Port SAS | ESN | 732 829 320 | 01/02/2022 | 30/06/2023 | |
        Régie Bleue | RÉGIE BLEUE | régie | | | | |
        ",
        |it| it.columns[7] = Column::Note,
        expect![[r#"
            2 CD Gironde created: LocalAuthority, member from 2021-04-01..2021-04-30, project « SAE mutualisé », Ville « Bordeaux »
            3 Atelier du Port created: Company, legally Atelier du Port SAS, 732829320, member from 2022-02-01 to 2023-06-30
            4 Régie Bleue created: Other
                KindUnknown { words: "régie" }
                NoArrival
        "#]],
    );
}

#[test]
fn the_second_line_of_an_organisation_is_found() {
    check(
        &[],
        "
        Nom | SIREN | Arrivée
        MSH Mondes | | 2024 1er semestre
        MSH-Mondes | | 2024 1er semestre
        msh mondes | | 2025
        MSH Mondes | | 2024 1er semestre
        Ailleurs | 732829321 | 2025
        Ailleurs | | 2025
        ",
        NOTHING,
        expect![[r#"
            2 MSH Mondes created: Other, member from 2024-01-01..2024-06-30
            3 MSH-Mondes refused: Name: line 2 is about the same organisation
            4 msh mondes refused: Name: line 2 is about the same organisation
            5 MSH Mondes repeats line 2
            6 Ailleurs refused: RegisterNumber: the check digit is wrong
            7 Ailleurs refused: Name: line 6 is about the same organisation
        "#]],
    );
}

#[test]
fn a_line_is_refused_with_its_reasons() {
    check(
        &[],
        "
        Nom | SIRET | Arrivée | Départ
        | | 2021 |
        ? | | 2021 |
        Un | 1234 | été 2021 | on ne sait
        Deux | | 2021 | 2020
        Trois | | | 2020
        Quatre | | 31/02/2021 |
        ",
        NOTHING,
        expect![[r#"
            2  refused: Name: the name is empty
            3 ? refused: Name: the name is empty
            4 Un refused: RegisterNumber: 4 digits are neither a SIREN nor a SIRET, Arrived: nobody said when "été 2021" was, Left: nobody said when "on ne sait" was
            5 Deux refused: Left: 2020-12-31 comes before 2021-12-31
            6 Trois refused: Left: the departure has no arrival
            7 Quatre refused: Arrived: nobody said when "31/02/2021" was
        "#]],
    );
}

#[test]
fn a_refused_line_is_corrected_in_place() {
    let written = |line, column, text: &str| Correction {
        place: Place { line, column },
        text: text.to_owned(),
    };
    check(
        &[],
        "
        Nom | SIRET | Arrivée | Projet
        | | 2021 |
        Un | 1234 | été 2021 |
        Deux | | 2021 | faux
        ",
        |it| {
            it.corrections = vec![
                written(2, 0, "Zéro"),
                written(3, 1, "73282932000074"),
                written(3, 2, "juin 2021"),
                written(4, 3, " "),
            ];
        },
        expect![[r#"
            2 Zéro created: Other, member from 2021-01-01..2021-12-31
            3 Un created: Other, 73282932000074, member from 2021-06-01..2021-06-30
            4 Deux created: Other, member from 2021-01-01..2021-12-31
        "#]],
    );
}

#[test]
fn the_same_words_are_asked_once() {
    let sheet = sheet(
        "
        Nom | Nature | Arrivée | Départ | Dernière liste
        Un | régie | été 2021 | |
        Deux | Régie | Été  2021 | |
        Trois | ESN | 2021-04 | |
        Quatre | | | |
        Cinq | | ? | absent depuis la liste du 2023-06-20 | 2022-09-16
        Six | | ? | absent depuis la liste du 2023-06-20 | 2022-07-11
        Six | | jamais | |
        ",
    );
    let plan = planned(&sheet, &choices(&sheet), &[]);
    let days = |asked: &[AskedDay]| -> String {
        asked
            .iter()
            .map(|it| match it.reading {
                Reading::Said { day: it_day } => {
                    format!("{} × « {} » = {}\n", it.lines, it.words, day(it_day))
                }
                Reading::Proposed { day: it_day } => {
                    format!("{} × « {} » ~ {}\n", it.lines, it.words, day(it_day))
                }
                Reading::Unknown => format!("{} × « {} » ?\n", it.lines, it.words),
            })
            .collect()
    };
    let Questions { arrivals, departures, kinds } = &plan.questions;
    let kinds: String = kinds
        .iter()
        .map(|it| format!("{} × « {} » {:?}\n", it.lines, it.words, it.reading))
        .collect();
    expect![[r#"
        2 × « été 2021 » ~ 2021-06-21..2021-09-22
        1 × « 2021-04 » = 2021-04-01..2021-04-30
        1 × «  » ?
        2 × « ? » ?
        2 × « absent depuis la liste du 2023-06-20 » = 2022-07-11..2023-06-19
        2 × « régie » None
        1 × « ESN » Some(Company)
    "#]]
    .assert_eq(&(days(arrivals) + &days(departures) + &kinds));
}

#[test]
fn answers_hold_for_every_line_with_the_words() {
    check(
        &[],
        "
        Nom | Nature | Arrivée | Départ
        Un | régie | été 2021 |
        Deux | Régie | Été  2021 |
        Trois | | ? | jadis
        Quatre | | |
        Cinq | | l’an passé |
        ",
        |it| {
            it.arrivals = [
                ("été 2021", Some("2021-07-01..2021-08-31")),
                ("?", Some("2019-01-01..2019-12-31")),
                ("", Some("2020-01-01..2020-12-31")),
                ("l’an passé", None),
            ]
            .map(|(words, it)| (words.to_owned(), it.map(read_day)))
            .into();
            it.departures = [("jadis".to_owned(), None)].into();
            it.kinds = [("régie".to_owned(), Kind::LocalAuthority)].into();
        },
        expect![[r#"
            2 Un created: LocalAuthority, member from 2021-07-01..2021-08-31
            3 Deux created: LocalAuthority, member from 2021-07-01..2021-08-31
            4 Trois created: Other, member from 2019-01-01..2019-12-31
            5 Quatre created: Other, member from 2020-01-01..2020-12-31
            6 Cinq created: Other
                NoArrival
        "#]],
    );
}

#[test]
fn lists_make_uncertain_days_surer() {
    check(
        &[],
        "
        Nom | Arrivée | Première liste | Départ | Dernière liste
        Un | 2024 1er semestre | 2024-04-29 | |
        Deux | 2024 1er semestre | 2025-01-15 | |
        Trois | 2024 1er semestre | 2023-11-30 | |
        Quatre | 2021 | | 2023 | 2023-06-20
        Cinq | 2021 | | 2023-06-19 | 2023-11-30
        Six | 2021 | bientôt | |
        ",
        NOTHING,
        expect![[r#"
            2 Un created: Other, member from 2024-01-01..2024-04-29
            3 Deux created: Other, member from 2024-01-01..2024-06-30
            4 Trois created: Other, member from 2024-01-01..2024-06-30
                listed on 2023-11-30, arrived 2024-01-01..2024-06-30
            5 Quatre created: Other, member from 2021-01-01..2021-12-31 to 2023-06-20..2023-12-31
            6 Cinq created: Other, member from 2021-01-01..2021-12-31 to 2023-06-19
                listed on 2023-11-30, left 2023-06-19
            7 Six created: Other, member from 2021-01-01..2021-12-31
                ListUnreadable { field: FirstList, words: "bientôt" }
        "#]],
    );
}

#[test]
fn an_empty_cell_erases_nothing_and_a_full_one_fills_in() {
    let first = "
        Nom | Raison sociale | Nature | SIREN | Arrivée | Projet
        Un | Un SA | ESN | 732829320 | 2021 | SAE
        Deux | | | | |
        ";
    check(
        &club(first),
        "
        Nom | Raison sociale | Nature | SIREN | Arrivée | Projet
        Un | | | | |
        Deux | Deux SA | association | 732829320 | 2022 | POC
        ",
        NOTHING,
        expect![[r#"
            2 Un same
            3 Deux changed: legal name None -> Deux SA, kind Other -> Association, number nothing -> 732829320, arrived nothing -> 2022-01-01..2022-12-31, note [] -> POC
        "#]],
    );
}

#[test]
fn the_club_keeps_its_word_until_that_of_the_list_is_taken() {
    let first = "
        Nom | Raison sociale | Nature | SIREN | Arrivée | Départ | Projet
        Un | Un SA | ESN | 732829320 | 2021-04 | 2022 | SAE
        ";
    let other = "
        Nom | Raison sociale | Nature | SIREN | Arrivée | Départ | Projet
        Un | Un SARL | association | 356000000 | 2020-11 | 2023 | POC
        ";
    check(
        &club(first),
        other,
        NOTHING,
        expect![[r#"
            2 Un same
                kept: legal name Some("Un SA") -> Un SARL
                kept (2): kind Company -> Association
                kept: number 732829320 -> 356000000
                kept (4): arrived 2021-04-01..2021-04-30 -> 2020-11-01..2020-11-30
                kept (5): left 2022-01-01..2022-12-31 -> 2023-01-01..2023-12-31
                kept (6): note ["SAE"] -> POC
        "#]],
    );
    check(
        &club(first),
        other,
        |it| it.taken = (0..7).map(|column| Place { line: 2, column }).collect(),
        expect![[r#"
            2 Un changed: kind Company -> Association, arrived 2021-04-01..2021-04-30 -> 2020-11-01..2020-11-30, left 2022-01-01..2022-12-31 -> 2023-01-01..2023-12-31, note ["SAE"] -> POC
                kept: legal name Some("Un SA") -> Un SARL
                kept: number 732829320 -> 356000000
        "#]],
    );
}

#[test]
fn what_the_club_learnt_since_stays() {
    let list = "
        Nom | Nature | Arrivée | Départ | Projet
        Un | ESN | 2021-04 | 2022 | SAE
        Deux | ESN | 2021-04 | |
        Trois | ESN | 2021-04 | 2022 |
        ";
    let mut club = club(list);
    club[0].organisation.kind = Kind::Research;
    club[0].memberships[0].arrived = read_day("2020-11-02");
    club[0].memberships[0].left = Some(read_day("2023-01-31"));
    club[0].notes[0].text = "SAE, en production".to_owned();
    club[1].memberships[0].left = Some(read_day("2024-06-30"));
    // It had not left after all.
    club[2].memberships[0].left = None;
    check(
        &club,
        list,
        NOTHING,
        expect![[r#"
            2 Un same
                kept (1): kind Research -> Company
                kept (4): note ["SAE, en production"] -> SAE
            3 Deux same
            4 Trois same
        "#]],
    );
}

#[test]
fn a_day_that_the_club_knows_more_closely_is_no_contradiction() {
    check(
        &club(
            "
            Nom | Arrivée | Départ
            Un | 2021-03-29 | 2023-05-02
            Deux | 2021-03 | 2023
            ",
        ),
        "
        Nom | Arrivée | Départ
        Un | 2021-03 | entre 2022-09-16 et 2023-06-19
        Deux | 2021-03-29 | 2023-05-02
        ",
        NOTHING,
        expect![[r#"
            2 Un same
            3 Deux same
                kept (1): arrived 2021-03-01..2021-03-31 -> 2021-03-29
                kept (2): left 2023-01-01..2023-12-31 -> 2023-05-02
        "#]],
    );
}

#[test]
fn members_leave_and_come_back() {
    let mut club = club(
        "
        Nom | Arrivée | Départ
        Un | 2016-2019 |
        Deux | 2016 | 2019
        Trois | 2016 | 2019
        Quatre | 2016 | 2019
        Cinq | |
        ",
    );
    let list = sheet(
        "
        Nom | Arrivée | Départ | Dernière liste
        Un | 2016-2019 | absent depuis la liste du 2023-06-20 | 2022-09-16
        Deux | 2022-04 | |
        Trois | | | 2022-09-16
        Quatre | 2012-05 | 2014 |
        Cinq | | 2021 |
        ",
    );
    let plan = planned(&list, &choices(&list), &club);
    expect![[r#"
        2 Un changed: left nothing -> 2022-09-16..2023-06-19
        3 Deux changed: arrived nothing -> 2022-04-01..2022-04-30
        4 Trois same
            listed on 2022-09-16, left 2019-01-01..2019-12-31
        5 Quatre changed: arrived nothing -> 2012-05-01..2012-05-31, left nothing -> 2014-01-01..2014-12-31
        6 Cinq refused: Left: the departure has no arrival
    "#]]
    .assert_eq(&show(&plan));
    club = done(plan, club);
    expect![[r#"
        Un: Other, member from 2016-01-01..2019-12-31 to 2022-09-16..2023-06-19
        Deux: Other, member from 2016-01-01..2016-12-31 to 2019-01-01..2019-12-31, member from 2022-04-01..2022-04-30
        Trois: Other, member from 2016-01-01..2016-12-31 to 2019-01-01..2019-12-31
        Quatre: Other, member from 2012-05-01..2012-05-31 to 2014-01-01..2014-12-31, member from 2016-01-01..2016-12-31 to 2019-01-01..2019-12-31
        Cinq: Other
    "#]]
    .assert_eq(&show_club(&club));
    let again = planned(&list, &choices(&list), &club);
    assert_eq!((again.counts.created, again.counts.changed), (0, 0));
}

#[test]
fn what_only_looks_like_another_is_left_to_a_person() {
    let first = "
        Nom | Raison sociale | Nature | SIREN
        ACOSS | | sécurité sociale |
        Caisse Bleue | Caisse Nationale Bleue | sécurité sociale | 732829320
        Ministère du Port | | ministère | 356000000
        ";
    let list = "
        Nom | Raison sociale | Nature | SIREN
        Urssaf Caisse nationale (ex-ACOSS) | | |
        Caisse nationale bleue | | |
        La Bleue | | | 732 829 320
        Service du Port | Ministère du Port | service déconcentré | 356000000
        Opéra du Port | Ministère du Port | établissement public |
        Opéra du Port | | |
        Quai Nord | | | 35600000000048
        Quai Sud | | | 356000000
        ";
    check(
        &club(first),
        list,
        NOTHING,
        expect![[r#"
            2 Urssaf Caisse nationale (ex-ACOSS) refused: Name: this may be ACOSS
            3 Caisse nationale bleue same
                NoArrival
            4 La Bleue refused: Name: line 3 is about the same organisation
            5 Service du Port created: StateService, legally Ministère du Port, 356000000
                SharesSiren { name: "Ministère du Port" }
                NoArrival
            6 Opéra du Port refused: Name: this may be Ministère du Port
            7 Opéra du Port refused: Name: line 6 is about the same organisation
            8 Quai Nord created: Other, 35600000000048
                SharesSiren { name: "Ministère du Port" }
                NoArrival
            9 Quai Sud same
                kept: name Ministère du Port -> Quai Sud
                NoArrival
        "#]],
    );
    let club = club(first);
    let acoss = club[0].organisation.id;
    check(
        &club,
        list,
        |it| {
            it.identities = vec![
                Identity { line: 2, organisation: Some(acoss) },
                Identity { line: 4, organisation: None },
                Identity { line: 6, organisation: None },
            ];
        },
        expect![[r#"
            2 Urssaf Caisse nationale (ex-ACOSS) same
                kept: name ACOSS -> Urssaf Caisse nationale (ex-ACOSS)
                NoArrival
            3 Caisse nationale bleue same
                NoArrival
            4 La Bleue created: Other, 732829320
                SharesSiren { name: "Caisse Bleue" }
                NoArrival
            5 Service du Port created: StateService, legally Ministère du Port, 356000000
                SharesSiren { name: "Ministère du Port" }
                NoArrival
            6 Opéra du Port created: PublicBody, legally Ministère du Port
                NoArrival
            7 Opéra du Port refused: Name: line 6 is about the same organisation
            8 Quai Nord created: Other, 35600000000048
                SharesSiren { name: "Ministère du Port" }
                NoArrival
            9 Quai Sud same
                kept: name Ministère du Port -> Quai Sud
                NoArrival
        "#]],
    );
}

#[test]
fn candidates_are_named_with_their_reason() {
    let sheet = sheet(
        "
        Nom | Raison sociale | SIREN
        Un | | 732829320
        Deux | Un |
        Trois (ex-Deux) | |
        Quatre (ex-Trois) | | 732829320
        ",
    );
    let plan = planned(&sheet, &choices(&sheet), &[]);
    let mut lines = String::new();
    for line in &plan.lines {
        if let Outcome::Refuse { candidates, .. } = &line.outcome {
            for it in candidates {
                lines +=
                    &format!("{} {:?} line {:?} by {:?}\n", line.line, it.name, it.line, it.by);
            }
        }
    }
    expect![[r#"
        3 "Un" line Some(2) by Name
        4 "Deux" line Some(3) by Name
        5 "Un" line Some(2) by RegisterNumber
        5 "Trois (ex-Deux)" line Some(4) by Name
    "#]]
    .assert_eq(&lines);
}

/// Imports the list twice, and expects the second time to change nothing.
fn check_twice(
    club: &str,
    text: &str,
    decide: impl Fn(&[Existing], &mut Choices),
    expected: Expect,
) {
    let club = self::club(club);
    let sheet = sheet(text);
    let mut choices = choices(&sheet);
    decide(&club, &mut choices);
    let once = planned(&sheet, &choices, &club);
    expected.assert_eq(&show(&once));
    let twice = planned(&sheet, &choices, &done(once, club));
    assert_eq!((twice.counts.created, twice.counts.changed), (0, 0), "{}", show(&twice));
}

#[test]
fn a_name_wins_over_the_number_of_an_earlier_line() {
    check_twice(
        "
        Nom | SIREN | Nature | Projet
        Un | 732829320 | |
        ",
        "
        Nom | SIREN | Nature | Projet
        Deux | 732829320 | | SAE
        Un | | service déconcentré | POC
        ",
        |_, _| {},
        expect![[r#"
            2 Deux refused: Name: line 3 is about the same organisation
            3 Un changed: kind Other -> StateService, note [] -> POC
                NoArrival
        "#]],
    );
}

#[test]
fn a_line_that_waits_keeps_its_name_and_its_number() {
    check_twice(
        "
        Nom | Raison sociale | SIREN | Projet
        Un (ex-Deux) | Premier | |
        Trois | | 356000000 |
        ",
        "
        Nom | Raison sociale | SIREN | Projet
        Deux | | 732829320 | SAE
        Premier | | 732829320 | POC
        Deux | | |
        Cinq | | 356000000 |
        Six | Trois | 356000000 |
        ",
        |_, _| {},
        expect![[r#"
            2 Deux refused: Name: this may be Un (ex-Deux)
            3 Premier refused: Name: this may be Deux, Name: this may be Un (ex-Deux)
            4 Deux refused: Name: line 2 is about the same organisation
            5 Cinq same
                kept: name Trois -> Cinq
                NoArrival
            6 Six refused: Name: line 5 is about the same organisation
        "#]],
    );
}

#[test]
fn what_a_person_said_of_a_line_holds_for_its_name() {
    check_twice(
        "
        Nom | Raison sociale | SIREN | Projet
        Un (ex-Deux) | Premier | |
        ",
        "
        Nom | Raison sociale | SIREN | Projet
        Deux | | 732829320 | SAE
        Trois | | 732829320 |
        Trois | Trois SA | |
        Premier | | |
        ",
        |club, it| {
            let organisation = Some(club[0].organisation.id);
            it.identities = vec![Identity { line: 3, organisation }];
        },
        expect![[r#"
            2 Deux refused: Name: this may be Un (ex-Deux)
            3 Trois changed: number nothing -> 732829320
                kept: name Un (ex-Deux) -> Trois
                NoArrival
            4 Trois refused: Name: line 3 is about the same organisation
            5 Premier refused: Name: line 3 is about the same organisation
        "#]],
    );
}

#[test]
fn a_cell_that_holds_a_whole_text_is_no_name() {
    let text = format!("Nom | Projet\n{} | Un\nDeux | {0}", "x".repeat(1_001));
    let sheet = sheet(&text);
    let plan = planned(&sheet, &choices(&sheet), &[]);
    let refusal = crate::Refusal::TextTooLong { maximum: 1_000, found: 1_001 };
    let faults = vec![Fault { field: Field::Name, refusal }];
    assert_eq!(plan.lines[0].outcome, Outcome::Refuse { faults, candidates: Vec::new() });
    assert_eq!((plan.counts.created, plan.counts.refused), (1, 1));
}

#[test]
fn a_list_without_names_is_refused() {
    let sheet = sheet("Courriel | Ville\n a@example.org | Ici");
    let refused = plan(&sheet, &choices(&sheet), &[], &mut Uuid::nil);
    assert_eq!(refused, Err(crate::Refusal::NoColumnOfNames));
}

/// Cells that collide, contradict each other, or mean nothing at all.
fn cell(pool: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![
        8 => proptest::sample::select(pool).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

const NAMES: &[&str] = &["A", "a", "B", "C", "A (ex-B)", "C (ex-A)", "D", "É", ""];
const NUMBERS: &[&str] = &["", "732829320", "73282932000074", "356000000", "732829321"];
const KINDS: &[&str] = &["", "ESN", "association", "service déconcentré", "régie", "autre"];
const DAYS: &[&str] = &[
    "",
    "2021",
    "2021-04",
    "2021-04-12",
    "été 2021",
    "2019",
    "2023-06",
    "absent depuis la liste du 2023-06-20",
    "?",
];
const TEXTS: &[&str] = &["", "SAE", "POC"];

fn any_sheet() -> impl Strategy<Value = Sheet> {
    let row = (
        (cell(NAMES), cell(NAMES), cell(KINDS), cell(NUMBERS)),
        (cell(DAYS), cell(DAYS), cell(DAYS), cell(DAYS)),
        (cell(TEXTS), cell(TEXTS)),
    );
    proptest::collection::vec(row, 0..8).prop_map(|rows| {
        let row = |(line, (who, when, more))| {
            let ((a, b, c, d), (e, f, g, h), (i, j)) = (who, when, more);
            Row { line, cells: vec![a, b, c, d, e, f, g, h, i, j], fault: None }
        };
        Sheet { header: any_header(), rows: (2..).zip(rows).map(row).collect() }
    })
}

/// Answers and decisions about any such sheet; organisations of the club are told by their place.
fn any_choices() -> impl Strategy<Value = (Choices, Vec<(u32, Option<usize>)>)> {
    let answer = || {
        let days = ["2019-01-01..2019-12-31", "2021-07-01..2021-08-31", "2023-05-05"];
        proptest::option::of(proptest::sample::select(days.to_vec()).prop_map(read_day))
    };
    let answers = || {
        let words = proptest::sample::select(DAYS).prop_map(str::to_owned);
        proptest::collection::btree_map(words, answer(), 0..4)
    };
    let place = (2..10_u32, 0..10_u32).prop_map(|(line, column)| Place { line, column });
    let taken = proptest::collection::vec(place, 0..20);
    let identity = (2..10_u32, proptest::option::of(0..6_usize));
    let identities = proptest::collection::vec(identity, 0..3);
    (answers(), answers(), taken, identities).prop_map(
        |(arrivals, departures, taken, identities)| {
            let mut columns = recognise(&any_header());
            columns[9] = Column::Note;
            (Choices { columns, arrivals, departures, taken, ..Choices::default() }, identities)
        },
    )
}

fn any_header() -> Vec<String> {
    "name|legal name|kind|siren|arrived|left|first list|last list|project|town"
        .split('|')
        .map(str::to_owned)
        .collect()
}

proptest! {
    #[test]
    fn importing_twice_changes_nothing(
        before in any_sheet(),
        list in any_sheet(),
        (first, _) in any_choices(),
        (mut choices, identities) in any_choices(),
    ) {
        let club = done(planned(&before, &first, &[]), Vec::new());
        choices.identities = identities
            .into_iter()
            .map(|(line, place)| Identity {
                line,
                organisation: place.and_then(|it| club.get(it)).map(|it| it.organisation.id),
            })
            .collect();

        let once = planned(&list, &choices, &club);
        let club = done(once, club);
        let all: Vec<_> = club.iter().map(|it| it.organisation.clone()).collect();
        let known = Known::new(&all);
        for it in &club {
            prop_assert_eq!(it.organisation.check(&known), Ok(()));
            for membership in &it.memberships {
                prop_assert_eq!(membership.check(&it.memberships), Ok(()));
            }
        }

        let twice = planned(&list, &choices, &club);
        prop_assert_eq!(
            (twice.counts.created, twice.counts.changed),
            (0, 0)
        );
        prop_assert_eq!(done(twice, club.clone()), club);
    }

    #[test]
    fn no_sheet_is_too_strange_to_be_planned(
        header in proptest::collection::vec(any::<String>(), 0..6),
        rows in proptest::collection::vec(
            (any::<u32>(), proptest::collection::vec(any::<String>(), 0..8)), 0..8),
        names in 0..8_usize,
    ) {
        let rows = rows.into_iter().map(|(line, cells)| Row { line, cells, fault: None }).collect();
        let sheet = Sheet { header, rows };
        let mut choices = choices(&sheet);
        if let Some(it) = choices.columns.get_mut(names) {
            *it = Column::Field { field: Field::Name };
        }
        let _ = plan(&sheet, &choices, &[], &mut Uuid::nil);
    }
}
