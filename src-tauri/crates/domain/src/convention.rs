//! A convention binds one organisation to the programme.
//!
//! Each step of its path has its day, and nothing else is stored: whether it is in force, ends soon
//! or has lapsed follows from the steps, the term and the day on which it is asked. A step may be
//! unknown and a later one known, since conventions signed on paper often come back so.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Cents, ConventionId, Names, OrganisationId, Refusal, Term, signatory::Signatories};

/// Coordinators are warned this many days before a convention ends: the time that a renewal takes
/// to be signed by both sides.
pub const NOTICE_DAYS: i64 = 90;

/// An agreement between the programme and one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Convention {
    /// Which one it is.
    pub id: ConventionId,
    /// Whom it binds.
    pub organisation: OrganisationId,
    /// What it is.
    pub kind: Kind,
    /// The number printed on the paper, such as `2026-014`.
    pub reference: String,
    /// What it is about.
    pub object: Option<String>,
    /// What the member owes each year.
    pub price: Option<Cents>,
    /// Who is expected to sign it.
    pub signatories: Signatories,
    /// The first day of the term, where the paper tells it; otherwise the countersignature.
    pub starts_on: Option<NaiveDate>,
    /// The last day of the term; without one it goes on until it is ended.
    pub ends_on: Option<NaiveDate>,
    /// How far it has come.
    pub path: Path,
}

/// What a convention is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "ConventionKind")]
pub enum Kind {
    /// *Convention de service*: opens the support of the programme to a member.
    Service,
    /// *Convention MAC*: by which the sponsors pay for maintenance and improvement.
    Mac,
}

/// The steps of a convention, in their order.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// It is being written.
    Drafted,
    /// It was sent for signature.
    Sent,
    /// The member has signed.
    SignedByMember,
    /// The programme has signed too.
    Countersigned,
    /// It was ended before its term, or denounced.
    Ended,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 5] =
        [Self::Drafted, Self::Sent, Self::SignedByMember, Self::Countersigned, Self::Ended];
}

/// The day of each step that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path {
    // Invariant: the days that are known are in the order of the steps.
    days: [Option<NaiveDate>; 5],
}

impl Path {
    /// A path of which `days` are known, in the order of [`Step::ALL`].
    pub fn new(days: [Option<NaiveDate>; 5]) -> Result<Self, Refusal> {
        let mut path = Self::default();
        for (step, day) in Step::ALL.into_iter().zip(days) {
            if let Some(on) = day {
                path.follow(step, on)?;
            }
        }
        Ok(path)
    }

    /// The day of `step`, if it is known.
    pub fn day(&self, step: Step) -> Option<NaiveDate> {
        self.days[step as usize]
    }

    /// The last step reached by the end of `day`, with its day.
    pub fn reached(&self, day: NaiveDate) -> Option<(Step, NaiveDate)> {
        self.steps().rfind(|(_, on)| *on <= day)
    }

    /// The steps whose days are known.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = (Step, NaiveDate)> + '_ {
        Step::ALL.into_iter().filter_map(|it| Some((it, self.day(it)?)))
    }

    fn last(&self) -> Option<(Step, NaiveDate)> {
        self.steps().next_back()
    }

    fn follow(&mut self, step: Step, on: NaiveDate) -> Result<(), Refusal> {
        if let Some((last, before)) = self.last() {
            if step <= last {
                return Err(Refusal::StepReached { on: before });
            }
            if on < before {
                return Err(Refusal::StepBeforeItsPredecessor { on, before });
            }
        }
        self.days[step as usize] = Some(on);
        Ok(())
    }
}

/// What the path of a convention waits for: the nearest thing only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Missing {
    /// It is to be sent for signature.
    Sending,
    /// The member is to sign.
    MemberSignature {
        /// The day it was sent.
        since: NaiveDate,
    },
    /// The programme is to sign.
    Countersignature {
        /// The day the member signed.
        since: NaiveDate,
    },
    /// Both have signed, and nobody has kept the PDF that shows it.
    CountersignedPdf {
        /// The day of the countersignature.
        since: NaiveDate,
    },
}

/// What a convention is worth on a given day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[serde(rename = "ConventionStanding")]
pub enum Standing {
    /// It is being written; it binds nobody.
    Draft {
        /// Since this day.
        since: Option<NaiveDate>,
    },
    /// It waits for the member.
    Sent {
        /// Since this day.
        since: NaiveDate,
    },
    /// It waits for the programme.
    SignedByMember {
        /// Since this day.
        since: NaiveDate,
    },
    /// Both have signed, and its first day is still to come.
    Upcoming {
        /// Its first day.
        starts_on: NaiveDate,
    },
    /// It is in force.
    InForce {
        /// Until this day, if it has a last one.
        ends_on: Option<NaiveDate>,
    },
    /// It is in force, and ends within [`NOTICE_DAYS`].
    EndsSoon {
        /// Its last day.
        ends_on: NaiveDate,
        /// Days left after the one on which it is asked.
        days: i32,
    },
    /// Its term is over.
    Lapsed {
        /// Its last day.
        ended_on: NaiveDate,
    },
    /// It was ended before its term.
    Ended {
        /// Its last day.
        ended_on: NaiveDate,
    },
}

impl Standing {
    /// Whether it gives its member what it promises.
    pub fn is_in_force(&self) -> bool {
        matches!(self, Self::InForce { .. } | Self::EndsSoon { .. })
    }
}

impl Convention {
    /// Refuses a convention without a reference, one whose reference another has among
    /// `references`, and a term that ends before it starts.
    pub fn check(&self, references: &Names<ConventionId>) -> Result<(), Refusal> {
        if self.reference.trim().is_empty() {
            return Err(Refusal::ReferenceMissing);
        }
        if let Some(reference) = references.taken(&self.reference, self.id) {
            return Err(Refusal::ReferenceTaken { reference: reference.to_owned() });
        }
        self.term().map(|_| ())
    }

    /// The days it covers once it is countersigned.
    pub fn term(&self) -> Result<Option<Term>, Refusal> {
        let starts_on = self.starts_on.or(self.path.day(Step::Countersigned));
        starts_on.map(|from| Term::new(from, self.ends_on)).transpose()
    }

    /// Records that `step` was reached on the day `on`.
    pub fn advance(&mut self, step: Step, on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
        if today < on {
            return Err(Refusal::StillToCome { on });
        }
        if step == Step::Ended && self.path.day(Step::Countersigned).is_none() {
            return Err(Refusal::NeverInForce);
        }
        self.path.follow(step, on)?;
        self.term().map(|_| ())
    }

    /// Goes back one step, because it was recorded by mistake.
    ///
    /// A countersigned convention has bound both sides: it is ended, not unsigned.
    pub fn step_back(&mut self) -> Result<(), Refusal> {
        if let Some(on) = self.path.day(Step::Countersigned) {
            return Err(Refusal::Countersigned { on });
        }
        match self.path.last() {
            Some((step, _)) if step > Step::Drafted => {
                self.path.days[step as usize] = None;
                Ok(())
            }
            _ => Err(Refusal::StillADraft),
        }
    }

    /// Whether it can go back one step; see [`Convention::step_back`].
    pub fn can_step_back(&self) -> bool {
        self.clone().step_back().is_ok()
    }

    /// The steps that can be recorded next, the nearest first.
    pub fn next_steps(&self) -> Vec<Step> {
        let last = self.path.last().map(|(step, _)| step);
        let countersigned = self.path.day(Step::Countersigned).is_some();
        let can_follow = |it: &Step| Some(*it) > last && (*it != Step::Ended || countersigned);
        Step::ALL.into_iter().filter(can_follow).collect()
    }

    /// Whether anybody had begun it by the end of `day`.
    pub fn is_known(&self, day: NaiveDate) -> bool {
        self.path.last().is_none() || self.path.reached(day).is_some()
    }

    /// What it waits for on `day`, on which the PDF signed by both sides is `shown` or is not.
    pub fn missing(&self, shown: bool, day: NaiveDate) -> Option<Missing> {
        match self.path.reached(day) {
            None | Some((Step::Drafted, _)) => Some(Missing::Sending),
            Some((Step::Sent, since)) => Some(Missing::MemberSignature { since }),
            Some((Step::SignedByMember, since)) => Some(Missing::Countersignature { since }),
            Some((Step::Countersigned | Step::Ended, _)) => {
                let since = self.path.day(Step::Countersigned)?;
                (!shown).then_some(Missing::CountersignedPdf { since })
            }
        }
    }

    /// What it is worth on `day`; steps that came later are not known yet.
    pub fn standing(&self, day: NaiveDate) -> Standing {
        match self.path.reached(day) {
            None => Standing::Draft { since: None },
            Some((Step::Drafted, since)) => Standing::Draft { since: Some(since) },
            Some((Step::Sent, since)) => Standing::Sent { since },
            Some((Step::SignedByMember, since)) => Standing::SignedByMember { since },
            Some((Step::Countersigned, on)) => self.in_term(day, self.starts_on.unwrap_or(on)),
            Some((Step::Ended, ended_on)) => match self.ends_on {
                Some(ends_on) if ends_on < ended_on => Standing::Lapsed { ended_on: ends_on },
                _ => Standing::Ended { ended_on },
            },
        }
    }

    fn in_term(&self, day: NaiveDate, starts_on: NaiveDate) -> Standing {
        if day < starts_on {
            return Standing::Upcoming { starts_on };
        }
        let Some(ends_on) = self.ends_on else {
            return Standing::InForce { ends_on: None };
        };
        match ends_on.signed_duration_since(day).num_days() {
            days if days < 0 => Standing::Lapsed { ended_on: ends_on },
            days if days <= NOTICE_DAYS => {
                Standing::EndsSoon { ends_on, days: days.try_into().unwrap_or(i32::MAX) }
            }
            _ => Standing::InForce { ends_on: Some(ends_on) },
        }
    }
}

/// What the conventions of one organisation are worth together: the standing of the one that counts
/// among `standings`.
///
/// One in force counts before all others, and the longest of several; then what comes nearest to
/// it. What is over stays in view until its renewal was sent: a draft that nobody pursues would
/// hide it.
pub fn counting(standings: impl IntoIterator<Item = Standing>) -> Option<Standing> {
    standings.into_iter().max_by_key(|it| match *it {
        Standing::InForce { ends_on } => (5, ends_on.unwrap_or(NaiveDate::MAX)),
        Standing::EndsSoon { ends_on, .. } => (5, ends_on),
        Standing::Upcoming { starts_on } => (4, starts_on),
        Standing::SignedByMember { since } => (3, since),
        Standing::Sent { since } => (2, since),
        Standing::Lapsed { ended_on } | Standing::Ended { ended_on } => (1, ended_on),
        Standing::Draft { since } => (0, since.unwrap_or(NaiveDate::MIN)),
    })
}

/// The first reference of `year` that follows all of those in `taken`, such as `2026-032`.
///
/// Holes are left: a number that was given up on paper must not come back with another meaning.
pub fn next_reference<'a>(taken: impl IntoIterator<Item = &'a str>, year: i32) -> String {
    let prefix = format!("{year}-");
    let numbers = taken.into_iter().filter_map(|it| {
        let digits = it.trim().strip_prefix(&prefix)?;
        let number: u32 = digits.parse().ok().filter(|_| !digits.starts_with('+'))?;
        Some((number, digits.len()))
    });
    let (last, width) = numbers.max().unwrap_or((0, 0));
    format!("{prefix}{:0width$}", last.saturating_add(1), width = width.max(3))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use uuid::Uuid;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn draft() -> Convention {
        Convention {
            id: ConventionId(Uuid::nil()),
            organisation: OrganisationId(Uuid::nil()),
            kind: Kind::Service,
            reference: "2026-014".into(),
            object: None,
            price: None,
            signatories: Signatories::default(),
            starts_on: None,
            ends_on: Some(date("2026-12-31")),
            path: Path::new([Some(date("2025-10-01")), None, None, None, None]).unwrap(),
        }
    }

    fn countersigned() -> Convention {
        let mut it = draft();
        let today = date("2026-01-10");
        it.advance(Step::Sent, date("2025-11-03"), today).unwrap();
        it.advance(Step::SignedByMember, date("2025-12-01"), today).unwrap();
        it.advance(Step::Countersigned, date("2026-01-10"), today).unwrap();
        it
    }

    #[test]
    fn the_convention_that_counts_comes_nearest_to_being_in_force() {
        let (early, late) = (date("2024-06-30"), date("2026-06-30"));
        // Each counts before those below it.
        let ranked = [
            Standing::InForce { ends_on: None },
            Standing::InForce { ends_on: Some(late) },
            Standing::EndsSoon { ends_on: early, days: 12 },
            Standing::Upcoming { starts_on: early },
            Standing::SignedByMember { since: early },
            Standing::Sent { since: early },
            Standing::Ended { ended_on: late },
            Standing::Lapsed { ended_on: early },
            Standing::Draft { since: Some(late) },
            Standing::Draft { since: None },
        ];
        for place in 0..ranked.len() {
            let rest = &ranked[place..];
            assert_eq!(counting(rest.iter().copied()), rest.first().copied());
            assert_eq!(counting(rest.iter().rev().copied()), rest.first().copied());
        }
        assert_eq!(counting([]), None);
    }

    /// One line a day: what the convention is worth.
    fn check(it: &Convention, days: &[&str], expected: Expect) {
        let actual: String =
            days.iter().map(|day| format!("{day} {:?}\n", it.standing(date(day)))).collect();
        expected.assert_eq(&actual);
    }

    #[test]
    fn standing_follows_the_calendar() {
        check(
            &countersigned(),
            &[
                "2025-09-30",
                "2025-10-01",
                "2025-11-03",
                "2026-01-09",
                "2026-01-10",
                "2026-10-01",
                "2026-10-02",
                "2026-12-31",
                "2027-01-01",
            ],
            expect![[r#"
                2025-09-30 Draft { since: None }
                2025-10-01 Draft { since: Some(2025-10-01) }
                2025-11-03 Sent { since: 2025-11-03 }
                2026-01-09 SignedByMember { since: 2025-12-01 }
                2026-01-10 InForce { ends_on: Some(2026-12-31) }
                2026-10-01 InForce { ends_on: Some(2026-12-31) }
                2026-10-02 EndsSoon { ends_on: 2026-12-31, days: 90 }
                2026-12-31 EndsSoon { ends_on: 2026-12-31, days: 0 }
                2027-01-01 Lapsed { ended_on: 2026-12-31 }
            "#]],
        );
    }

    #[test]
    fn the_paper_may_start_later_than_it_is_signed() {
        let it = Convention { starts_on: Some(date("2026-03-01")), ..countersigned() };
        check(
            &it,
            &["2026-02-28", "2026-03-01"],
            expect![[r#"
                2026-02-28 Upcoming { starts_on: 2026-03-01 }
                2026-03-01 InForce { ends_on: Some(2026-12-31) }
            "#]],
        );
    }

    #[test]
    fn an_end_does_not_outlive_the_term() {
        let mut it = countersigned();
        it.advance(Step::Ended, date("2026-06-30"), date("2026-07-01")).unwrap();
        check(
            &it,
            &["2026-06-29", "2026-06-30"],
            expect![[r#"
                2026-06-29 InForce { ends_on: Some(2026-12-31) }
                2026-06-30 Ended { ended_on: 2026-06-30 }
            "#]],
        );
    }

    #[test]
    fn steps_come_in_their_order_and_once() {
        let today = date("2026-06-01");
        let refused = |step, on| {
            let mut it = countersigned();
            it.advance(step, date(on), today).unwrap_err().to_string()
        };
        expect!["the step was reached on 2026-01-10"].assert_eq(&refused(Step::Sent, "2026-02-01"));
        expect!["the step before it is of 2026-01-10"]
            .assert_eq(&refused(Step::Ended, "2026-01-09"));
        expect!["2026-06-02 is still to come"].assert_eq(&refused(Step::Ended, "2026-06-02"));
        assert_eq!(draft().advance(Step::Ended, today, today), Err(Refusal::NeverInForce));
    }

    #[test]
    fn a_paper_that_comes_back_signed_skips_the_steps_nobody_wrote_down() {
        let mut it = draft();
        it.advance(Step::Countersigned, date("2026-01-10"), date("2026-01-10")).unwrap();
        assert!(it.standing(date("2026-01-10")).is_in_force());
        assert_eq!(it.path.day(Step::SignedByMember), None);
    }

    #[test]
    fn going_back_is_for_what_binds_nobody() {
        let mut it = draft();
        assert_eq!(it.step_back(), Err(Refusal::StillADraft));
        it.advance(Step::Sent, date("2025-11-03"), date("2026-01-01")).unwrap();
        it.step_back().unwrap();
        assert_eq!(it, draft());
        let on = date("2026-01-10");
        assert_eq!(countersigned().step_back(), Err(Refusal::Countersigned { on }));
    }

    #[test]
    fn a_convention_waits_for_one_thing_at_a_time() {
        let days = ["2025-10-01", "2025-11-03", "2025-12-01", "2026-01-10", "2026-01-19"];
        let shown = |day: &str| "2026-01-19" <= day;
        let actual: String = days
            .iter()
            .map(|day| format!("{day} {:?}\n", countersigned().missing(shown(day), date(day))))
            .collect();
        expect![[r#"
            2025-10-01 Some(Sending)
            2025-11-03 Some(MemberSignature { since: 2025-11-03 })
            2025-12-01 Some(Countersignature { since: 2025-12-01 })
            2026-01-10 Some(CountersignedPdf { since: 2026-01-10 })
            2026-01-19 None
        "#]]
        .assert_eq(&actual);
    }

    #[test]
    fn what_can_be_recorded_next_is_what_the_rules_accept() {
        let today = date("2026-06-01");
        for it in [draft(), countersigned(), Convention { path: Path::default(), ..draft() }] {
            for step in Step::ALL {
                let accepted = it.clone().advance(step, today, today).is_ok();
                assert_eq!(
                    it.next_steps().contains(&step),
                    accepted,
                    "{step:?} after {:?}",
                    it.path
                );
            }
        }
        assert!(!draft().can_step_back());
        assert!(!countersigned().can_step_back());
    }

    #[test]
    fn nobody_knows_a_convention_before_its_first_day() {
        assert!(!draft().is_known(date("2025-09-30")));
        assert!(draft().is_known(date("2025-10-01")));
    }

    #[test]
    fn the_next_reference_follows_the_last_one_of_the_year() {
        for (taken, expected) in [
            (&[][..], "2026-001"),
            (&["2026-009", "2026-031", "2025-114"], "2026-032"),
            (&["2026-1007", "2026-7"], "2026-1008"),
            (&["2026-0031"], "2026-0032"),
            (&["MAC 2026-050", "2026-+5", "2026-", "2026-12b"], "2026-001"),
        ] {
            assert_eq!(next_reference(taken.iter().copied(), 2026), expected);
        }
    }
}
