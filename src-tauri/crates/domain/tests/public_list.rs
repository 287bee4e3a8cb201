//! The list of members that the programme publishes, from end to end. It is not ours, so that it is
//! read from beside the project where it is there.

use std::{collections::BTreeSet, path::Path};

use chrono::NaiveDate;
use domain::{
    Day,
    member_list::{
        Choices, Column, Counts, Existing, Outcome, Plan, Reading, Row, Sheet, ids_from, plan,
        recognise,
    },
    organisation::{Standing, standing},
};
use expect_test::expect;
use uuid::Uuid;

const LIST: &str = "../../../../shared/domain/members.csv";

/// The list, unless it is not there.
fn list() -> Option<Sheet> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(LIST);
    if !path.exists() {
        eprintln!("skipped: the public list of members is not beside the project");
        return None;
    }
    let mut reader = csv::Reader::from_path(path).expect("the list can be opened");
    let cells = |it: &csv::StringRecord| it.iter().map(str::to_owned).collect();
    let header = cells(reader.headers().expect("the list has heads"));
    let rows = (2..).zip(reader.records());
    let row = |(line, it): (u32, csv::Result<csv::StringRecord>)| Row {
        line,
        cells: cells(&it.expect("the list is CSV")),
        fault: None,
    };
    Some(Sheet { header, rows: rows.map(row).collect() })
}

fn planned(sheet: &Sheet, choices: &Choices, club: &[Existing]) -> Plan {
    let import = Uuid::from_u128(club.len() as u128);
    plan(sheet, choices, club, &mut ids_from(import)).expect("the list has a column of names")
}

/// The columns as they are recognised, and every bound that is proposed confirmed.
fn confirmed(sheet: &Sheet) -> Choices {
    let mut choices = Choices { columns: recognise(&sheet.header), ..Choices::default() };
    for it in planned(sheet, &choices, &[]).questions.arrivals {
        if let Reading::Proposed { day } = it.reading {
            choices.arrivals.insert(it.words, Some(day));
        }
    }
    choices
}

/// The club to which the list was the first thing told.
fn club(plan: Plan) -> Vec<Existing> {
    let created = plan.lines.into_iter().filter_map(|it| match it.outcome {
        Outcome::Create { organisation, membership, notes } => {
            Some(Existing { organisation, memberships: membership.into_iter().collect(), notes })
        }
        Outcome::Change { .. }
        | Outcome::Same { .. }
        | Outcome::Repeated { .. }
        | Outcome::Refuse { .. } => None,
    });
    created.collect()
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn present(club: &[Existing], on: NaiveDate) -> usize {
    let is_member =
        |it: &&Existing| matches!(standing(&it.memberships, on), Standing::Member { .. });
    club.iter().filter(is_member).count()
}

#[test]
fn the_whole_list_is_imported() {
    let Some(sheet) = list() else { return };
    let plan = planned(&sheet, &confirmed(&sheet), &[]);
    assert_eq!(plan.counts, Counts { created: 111, ..Counts::default() });
    assert!(plan.lines.iter().all(|it| it.remarks.is_empty()));

    let club = club(plan);
    assert_eq!(present(&club, date("2026-05-29")), 110);
    let gone: Vec<_> =
        club.iter().flat_map(|it| it.memberships.iter().map(move |m| (it, m.left))).collect();
    let gone: Vec<String> = gone
        .iter()
        .filter_map(|(it, left)| {
            let Day { earliest, latest } = (*left)?;
            Some(format!("{}: {earliest}..{latest}", it.organisation.name))
        })
        .collect();
    expect!["CD Vaucluse: 2022-09-16..2023-06-19"].assert_eq(&gone.join(", "));
}

#[test]
fn on_the_day_of_each_list_its_members_are_those_that_stand_on_it() {
    let Some(sheet) = list() else { return };
    let club = club(planned(&sheet, &confirmed(&sheet), &[]));
    let column = |head: &str| sheet.header.iter().position(|it| it == head).expect("a column");
    let (first, last) = (column("first_list"), column("last_list"));
    let lists: BTreeSet<&str> = sheet.rows.iter().map(|it| it.cells[first].as_str()).collect();
    assert!(lists.len() > 5);
    for day in lists {
        let on_it = |it: &&Row| it.cells[first].as_str() <= day && day <= it.cells[last].as_str();
        assert_eq!(present(&club, date(day)), sheet.rows.iter().filter(on_it).count(), "{day}");
    }
}

#[test]
fn its_words_are_asked_once_and_few_name_a_day() {
    let Some(sheet) = list() else { return };
    let choices = Choices { columns: recognise(&sheet.header), ..Choices::default() };
    let left_out = choices.columns.iter().zip(&sheet.header);
    let left_out: Vec<_> =
        left_out.filter(|(it, _)| **it == Column::LeftOut).map(|(_, head)| head).collect();
    assert_eq!(left_out, ["source"]);

    let plan = planned(&sheet, &choices, &[]);
    let arrivals = &plan.questions.arrivals;
    assert_eq!(arrivals.len(), 16);
    assert_eq!(arrivals.iter().map(|it| it.lines).sum::<u32>(), 111);
    let (mut to_confirm, mut certain) = (0, 0);
    for it in arrivals {
        let day = match it.reading {
            Reading::Said { day } => day,
            Reading::Proposed { day } => {
                to_confirm += it.lines;
                day
            }
            Reading::Unknown => panic!("nothing is proposed for {}", it.words),
        };
        certain += if day.earliest == day.latest { it.lines } else { 0 };
    }
    assert!(certain <= 6, "{certain} lines name a day");
    // Nobody confirmed anything yet.
    assert_eq!((plan.counts.created, plan.counts.refused), (111 - to_confirm, to_confirm));
    assert!(plan.questions.kinds.iter().all(|it| it.reading.is_some()));
}

#[test]
fn a_second_msh_mondes_is_found() {
    let Some(mut sheet) = list() else { return };
    let first =
        sheet.rows.iter().find(|it| it.cells[0] == "MSH Mondes").expect("the first").clone();
    let mut second = Row { line: 113, ..first.clone() };
    sheet.rows.push(second.clone());
    second.line = 114;
    second.cells[0] = "MSH-Mondes".to_owned();
    sheet.rows.push(second);

    let plan = planned(&sheet, &confirmed(&sheet), &[]);
    assert_eq!(plan.counts, Counts { created: 111, repeated: 1, refused: 1, ..Counts::default() });
    assert_eq!(plan.lines[111].outcome, Outcome::Repeated { line: first.line });
    let Outcome::Refuse { faults, .. } = &plan.lines[112].outcome else { panic!("it is taken") };
    let line = first.line;
    assert_eq!(faults[0].refusal, domain::Refusal::SameAsLine { line });
}

#[test]
fn importing_it_again_changes_nothing() {
    let Some(sheet) = list() else { return };
    let mut choices = confirmed(&sheet);
    // A coordinator knows better than the usual bounds.
    let summer = Day { earliest: date("2021-07-01"), latest: date("2021-08-31") };
    choices.arrivals.insert("été 2021".to_owned(), Some(summer));
    let mut club = club(planned(&sheet, &choices, &[]));
    // And learnt a day since.
    club[0].memberships[0].arrived = Day::on(date("2017-06-01"));

    let same = Counts { same: 111, ..Counts::default() };
    assert_eq!(planned(&sheet, &choices, &club).counts, same);

    // Nothing that the club heard before is asked again.
    let fresh = Choices { columns: recognise(&sheet.header), ..Choices::default() };
    let again = planned(&sheet, &fresh, &club);
    assert_eq!(again.counts, same);
    assert_eq!(again.questions, domain::member_list::Questions::default());
    assert!(again.lines.iter().all(|it| it.remarks.is_empty()));
}
