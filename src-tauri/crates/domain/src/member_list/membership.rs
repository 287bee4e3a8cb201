//! What a line says of when its organisation is a member, laid beside what the club knows.

use super::{
    Change, Field, Reading, Remark,
    line::Line,
    plan::{Findings, Planner},
    words,
};
use crate::{Day, MembershipId, OrganisationId, Refusal, organisation::Membership};

/// When something was, and how the line tells it.
struct Told {
    day: Day,
    words: Option<String>,
}

impl Planner<'_> {
    /// The period of membership to save, if the line tells something that the club does not know.
    ///
    /// The period that a line is about is the one that was told in the same words (its days may
    /// have been corrected since, and they win), or whose days may be the same; a line about days
    /// that no period covers tells of a member that came back.
    pub(super) fn membership(
        &mut self,
        line: &Line,
        organisation: OrganisationId,
        known: &[Membership],
        findings: &mut Findings,
    ) -> Option<Membership> {
        let first_list = list(line, Field::FirstList, findings);
        let last_list = list(line, Field::LastList, findings);
        let arrival_words = line.text(Field::Arrived);
        let departure_words = line.text(Field::Left);

        let by_words =
            known.iter().rev().find(|it| same(it.arrival_words.as_deref(), arrival_words));
        let faults = findings.faults.len();
        let arrival = if by_words.is_none() && (arrival_words.is_some() || known.is_empty()) {
            self.arrival(arrival_words, first_list, findings)
        } else {
            None
        };
        let period = by_words.or_else(|| match &arrival {
            Some(it) => known.iter().find(|period| meet(period.arrived, it.day)),
            None => departure_words.and_then(|_| ended(known, departure_words)),
        });
        let heard = period.is_some_and(|it| same(it.departure_words.as_deref(), departure_words));
        let departure =
            if heard { None } else { self.departure(departure_words, last_list, findings) };
        if findings.faults.len() > faults {
            return None;
        }

        let saved = match (period, arrival) {
            (Some(there), arrival) => {
                self.compared(line, there, arrival, departure, known, findings)
            }
            (None, Some(arrival)) => {
                self.came(line, organisation, arrival, departure, known, findings)
            }
            (None, None) if departure.is_some() => {
                findings.refuse(Field::Left, Refusal::DepartureWithoutArrival);
                None
            }
            (None, None) => {
                if known.is_empty() {
                    findings.remarks.push(Remark::NoArrival);
                }
                None
            }
        };

        let left = saved.as_ref().or(period).or(known.last()).and_then(|it| it.left);
        if let (Some(left), Some(list)) = (left, last_list)
            && left.latest < list.earliest
        {
            let on = list.earliest;
            findings.remarks.push(Remark::ListedAfterDeparture { left, on });
        }
        saved
    }

    /// When the member arrived. It stood on its first list, so it had arrived by then: that makes
    /// an uncertain day surer, and is only remarked upon where the two cannot both be right.
    fn arrival(
        &mut self,
        words: Option<&str>,
        first_list: Option<Day>,
        findings: &mut Findings,
    ) -> Option<Told> {
        let mut day = match self.desk.arrival(words.unwrap_or_default()) {
            Ok(day) => day?,
            Err(refusal) => {
                findings.refuse(Field::Arrived, refusal);
                return None;
            }
        };
        if let Some(list) = first_list {
            if list.latest < day.earliest {
                let on = list.latest;
                findings.remarks.push(Remark::ListedBeforeArrival { arrived: day, on });
            } else {
                day.latest = day.latest.min(list.latest);
            }
        }
        Some(Told { day, words: words.map(str::to_owned) })
    }

    /// Which was its last day. It still stood on its last list.
    fn departure(
        &mut self,
        words: Option<&str>,
        last_list: Option<Day>,
        findings: &mut Findings,
    ) -> Option<Told> {
        let words = words?;
        let mut day = match self.desk.departure(words, last_list.map(|it| it.earliest)) {
            Ok(day) => day?,
            Err(refusal) => {
                findings.refuse(Field::Left, refusal);
                return None;
            }
        };
        if let Some(list) = last_list.filter(|it| it.earliest <= day.latest) {
            day.earliest = day.earliest.max(list.earliest);
        }
        Some(Told { day, words: Some(words.to_owned()) })
    }

    /// A period that the club does not know, unless it has a day in common with one that it knows:
    /// then the list only tells that one otherwise.
    fn came(
        &mut self,
        line: &Line,
        organisation: OrganisationId,
        arrival: Told,
        departure: Option<Told>,
        known: &[Membership],
        findings: &mut Findings,
    ) -> Option<Membership> {
        let new = Membership {
            id: MembershipId((self.new_id)()),
            organisation,
            arrived: arrival.day,
            arrival_words: arrival.words.clone(),
            left: departure.as_ref().map(|it| it.day),
            departure_words: departure.as_ref().and_then(|it| it.words.clone()),
        };
        let Err(refusal) = new.check(known) else {
            findings.changes.push(Change::Arrived { before: None, after: new.arrived });
            if let Some(after) = new.left {
                findings.changes.push(Change::Left { before: None, after });
            }
            return Some(new);
        };
        if let Some(there) = known.iter().find(|it| overlap(it, &new)) {
            return self.compared(line, there, Some(arrival), departure, known, findings);
        }
        findings.refuse(Field::Left, refusal);
        None
    }

    /// What becomes of a period that the club knows.
    fn compared(
        &self,
        line: &Line,
        there: &Membership,
        arrival: Option<Told>,
        departure: Option<Told>,
        known: &[Membership],
        findings: &mut Findings,
    ) -> Option<Membership> {
        let mut it = there.clone();
        // Where the club knows the day more closely, there is no contradiction.
        if let Some(told) = arrival.filter(|told| !within(there.arrived, told.day)) {
            let change = Change::Arrived { before: Some(there.arrived), after: told.day };
            if self.takes(line, line.column(Field::Arrived), change, findings) {
                it.arrived = told.day;
                it.arrival_words = told.words;
            }
        }
        match (there.left, departure) {
            (None, Some(told)) => {
                findings.changes.push(Change::Left { before: None, after: told.day });
                it.left = Some(told.day);
                it.departure_words = told.words;
            }
            (Some(left), Some(told)) if !within(left, told.day) => {
                let change = Change::Left { before: Some(left), after: told.day };
                if self.takes(line, line.column(Field::Left), change, findings) {
                    it.left = Some(told.day);
                    it.departure_words = told.words;
                }
            }
            _ => {}
        }
        if it == *there {
            return None;
        }
        if let Err(refusal) = it.check(known) {
            let field = if it.left == there.left { Field::Arrived } else { Field::Left };
            findings.refuse(field, refusal);
            return None;
        }
        Some(it)
    }
}

/// The period that a line ends when it does not say which: the one that was ended in the same
/// words, the one that goes on, or the last.
fn ended<'a>(known: &'a [Membership], words: Option<&str>) -> Option<&'a Membership> {
    known
        .iter()
        .find(|it| same(it.departure_words.as_deref(), words))
        .or_else(|| known.iter().find(|it| it.left.is_none()))
        .or(known.last())
}

/// The day of a list on which the member stood, where it can be told.
fn list(line: &Line, field: Field, findings: &mut Findings) -> Option<Day> {
    let words = line.text(field)?;
    match words::arrival(words) {
        Reading::Said { day } => Some(day),
        Reading::Proposed { .. } | Reading::Unknown => {
            findings.remarks.push(Remark::ListUnreadable { field, words: words.to_owned() });
            None
        }
    }
}

/// Whether both say the same, neither being silent.
fn same(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other).is_some_and(|(one, other)| words::key(one) == words::key(other))
}

/// Whether both may be the same day.
fn meet(one: Day, other: Day) -> bool {
    one.earliest <= other.latest && other.earliest <= one.latest
}

/// Whether the first is the second, known as closely or more.
fn within(one: Day, other: Day) -> bool {
    other.earliest <= one.earliest && one.latest <= other.latest
}

fn overlap(one: &Membership, other: &Membership) -> bool {
    one.counted().is_ok_and(|one| other.counted().is_ok_and(|other| one.overlaps(&other)))
}
