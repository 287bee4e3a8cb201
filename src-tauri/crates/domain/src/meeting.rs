//! A meeting and its minutes, from the agenda to the lock.

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{AgendaItemId, BlockId, MeetingId, OrganisationId, PersonId, Refusal};

/// A meeting of one of the bodies of the club.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Which one it is.
    pub id: MeetingId,
    /// What meets.
    pub body: Body,
    /// What it is called, where the body does not say enough.
    pub title: Option<String>,
    /// Its day.
    pub held_on: NaiveDate,
    /// When it starts.
    pub starts_at: Option<NaiveTime>,
    /// Where it is held, or the address of the call.
    pub place: Option<String>,
    /// How far its minutes have come.
    pub minutes: Minutes,
}

/// What meets.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Every member, four times a year.
    Plenary,
    /// *Multilatérale fonctionnelle et métier*.
    Functional,
    /// *Multilatérale technique et applicative*.
    Technical,
    /// The programme and one member.
    Bilateral,
    /// Where the requests drawn up in common are ranked, once a year.
    Prioritisation,
    /// *Groupe de discussion* or *groupe de travail*.
    WorkingGroup,
    /// The steering committee of directors.
    Codir,
    /// The steering committee of the project.
    Copil,
    /// Anything else.
    Other,
}

impl Body {
    /// Whether every member is expected, so that one of which nothing is noted is missing from the
    /// list of attendance. The other bodies gather those who are named there.
    pub fn gathers_every_member(self) -> bool {
        match self {
            Self::Plenary | Self::Functional | Self::Technical | Self::Prioritisation => true,
            Self::Bilateral | Self::WorkingGroup | Self::Codir | Self::Copil | Self::Other => false,
        }
    }
}

/// How far the minutes have come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Minutes {
    /// They are being written.
    #[default]
    Draft,
    /// They were read and found right.
    Validated {
        /// On this day.
        on: NaiveDate,
    },
    /// They are the record of the club and do not change any more.
    Locked {
        /// The day of their validation.
        validated_on: NaiveDate,
        /// The day of the lock.
        on: NaiveDate,
    },
}

/// Where a meeting stands, on some day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Stage {
    /// It is still to come.
    Upcoming,
    /// It is held on that very day.
    Today,
    /// It was held, and its minutes wait to be validated.
    ToValidate,
    /// Its minutes were read and found right.
    Validated {
        /// On this day.
        on: NaiveDate,
    },
    /// Its minutes are the record of the club.
    Locked {
        /// The day of their validation.
        validated_on: NaiveDate,
        /// The day of the lock.
        on: NaiveDate,
    },
}

impl Meeting {
    /// Where it stands on `day`: minutes that are validated later are not yet so.
    pub fn stage(&self, day: NaiveDate) -> Stage {
        match self.minutes {
            Minutes::Locked { validated_on, on } if on <= day => Stage::Locked { validated_on, on },
            Minutes::Validated { on } | Minutes::Locked { validated_on: on, .. } if on <= day => {
                Stage::Validated { on }
            }
            Minutes::Draft | Minutes::Validated { .. } | Minutes::Locked { .. } => {
                match self.held_on.cmp(&day) {
                    Ordering::Greater => Stage::Upcoming,
                    Ordering::Equal => Stage::Today,
                    Ordering::Less => Stage::ToValidate,
                }
            }
        }
    }

    /// Whether an organisation stands on the list of attendance: when something is noted of it,
    /// and, as long as the list is open, when it is a member.
    ///
    /// A membership that is corrected later changes no list that was validated.
    pub fn lists(&self, is_member: bool, presence: Option<&Presence>) -> bool {
        presence.is_some() || (is_member && self.minutes == Minutes::Draft)
    }

    /// Whether an organisation that stands on the list was expected to come.
    pub fn expects(&self, presence: Option<&Presence>) -> bool {
        presence.is_some() || self.body.gathers_every_member()
    }

    /// Refuses a change to minutes that were validated.
    pub fn check_open(&self) -> Result<(), Refusal> {
        match self.minutes {
            Minutes::Draft => Ok(()),
            Minutes::Validated { on } => Err(Refusal::MinutesValidated { on }),
            Minutes::Locked { on, .. } => Err(Refusal::MinutesLocked { on }),
        }
    }

    /// Refuses minutes that were validated with nothing on the agenda, which has so many `items`, or
    /// before the meeting was held.
    pub fn check(&self, items: usize) -> Result<(), Refusal> {
        let on = match self.minutes {
            Minutes::Draft => return Ok(()),
            Minutes::Validated { on } | Minutes::Locked { validated_on: on, .. } => on,
        };
        if items == 0 {
            return Err(Refusal::AgendaEmpty);
        }
        if on < self.held_on {
            return Err(Refusal::StepBeforeItsPredecessor { on, before: self.held_on });
        }
        Ok(())
    }

    /// Refuses to become `next`, or to go where there is none, by any other way than the commands
    /// take: what was validated is reopened or locked first, and what was locked stays.
    ///
    /// The days were recorded when they had come, and are not judged again.
    pub fn check_becomes(&self, next: Option<&Self>) -> Result<(), Refusal> {
        let mut it = self.clone();
        match (self.minutes, next.map(|it| it.minutes)) {
            (Minutes::Validated { .. }, Some(Minutes::Draft)) => it.reopen()?,
            (_, Some(Minutes::Locked { on, .. })) if next != Some(self) => it.lock(on)?,
            _ => {}
        }
        if next == Some(&it) { Ok(()) } else { self.check_open() }
    }

    /// Records that the minutes were read and found right.
    pub fn validate(
        &mut self,
        items: usize,
        on: NaiveDate,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        self.check_open()?;
        if let Some(on) = [self.held_on, on].into_iter().find(|it| today < *it) {
            return Err(Refusal::StillToCome { on });
        }
        let validated = Self { minutes: Minutes::Validated { on }, ..self.clone() };
        validated.check(items)?;
        *self = validated;
        Ok(())
    }

    /// Opens validated minutes again, to mend them.
    pub fn reopen(&mut self) -> Result<(), Refusal> {
        match self.minutes {
            Minutes::Draft => Err(Refusal::MinutesNotValidated),
            Minutes::Locked { on, .. } => Err(Refusal::MinutesLocked { on }),
            Minutes::Validated { .. } => {
                self.minutes = Minutes::Draft;
                Ok(())
            }
        }
    }

    /// Makes the minutes the record of the club.
    ///
    /// They are locked while somebody looks, so there is no other day to give than `today`.
    pub fn lock(&mut self, today: NaiveDate) -> Result<(), Refusal> {
        match self.minutes {
            Minutes::Draft => Err(Refusal::MinutesNotValidated),
            Minutes::Locked { on, .. } => Err(Refusal::MinutesLocked { on }),
            Minutes::Validated { on: validated_on } => {
                self.minutes = Minutes::Locked { validated_on, on: today };
                Ok(())
            }
        }
    }
}

/// An item on the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// Which one it is.
    pub id: AgendaItemId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// Its place on the agenda; only the order counts.
    pub position: i32,
    /// What it is about.
    pub title: String,
    /// How long it should take, in minutes.
    pub duration: Option<u16>,
}

impl AgendaItem {
    /// Refuses an item that says nothing.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.title.trim().is_empty() { Err(Refusal::NameMissing) } else { Ok(()) }
    }
}

/// A paragraph, a decision or an action of the minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Which one it is.
    pub id: BlockId,
    /// Under which item it stands.
    pub item: AgendaItemId,
    /// Its place under the item; only the order counts.
    pub position: i32,
    /// What it says, in CommonMark.
    pub text: String,
    /// What it is.
    pub content: Content,
}

impl Block {
    /// Refuses a block that says nothing.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.text.trim().is_empty() { Err(Refusal::TextMissing) } else { Ok(()) }
    }

    /// Whether `other` is the same in the minutes. Whether an action is done is no part of them: it
    /// outlives them.
    pub fn is_written_as(&self, other: &Self) -> bool {
        let content = self.content.rewritten(other.content.clone());
        *self == Self { content, ..other.clone() }
    }

    /// Refuses an action done on a day that is still to come.
    pub fn check_day(&self, today: NaiveDate) -> Result<(), Refusal> {
        match self.content {
            Content::Action { done_on: Some(on), .. } if today < on => {
                Err(Refusal::StillToCome { on })
            }
            Content::Text | Content::Decision | Content::Action { .. } => Ok(()),
        }
    }
}

/// What a block of the minutes is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    /// What was said.
    Text,
    /// What was decided.
    Decision,
    /// What somebody will do.
    Action {
        /// Who will.
        owner: Option<Owner>,
        /// Until when.
        due_on: Option<NaiveDate>,
        /// When it was done.
        done_on: Option<NaiveDate>,
    },
}

/// Who will do an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Owner {
    /// A person.
    Person {
        /// Who it is.
        id: PersonId,
    },
    /// An organisation, whoever acts for it.
    Organisation {
        /// Which one.
        id: OrganisationId,
    },
    /// Somebody who is not in the club, such as « l’équipe Vitam ».
    Words {
        /// How they are called.
        text: String,
    },
}

impl Content {
    /// Whether it is an action that should be done by now and is not.
    pub fn is_overdue(&self, day: NaiveDate) -> bool {
        match self {
            Self::Action { due_on: Some(due), done_on, .. } => {
                *due < day && done_on.is_none_or(|it| day < it)
            }
            Self::Action { .. } | Self::Text | Self::Decision => false,
        }
    }

    /// What it becomes when it is written anew as `written`. Whether an action is done is not said by
    /// writing it: that may have been recorded while somebody was typing.
    pub fn rewritten(&self, mut written: Self) -> Self {
        if let (Self::Action { done_on: known, .. }, Self::Action { done_on, .. }) =
            (self, &mut written)
        {
            *done_on = *known;
        }
        written
    }

    /// Records that the action was done, or with `None` that it was not after all.
    pub fn complete(&mut self, on: Option<NaiveDate>, today: NaiveDate) -> Result<(), Refusal> {
        let Self::Action { done_on, .. } = self else {
            return Err(Refusal::NotAnAction);
        };
        if let Some(on) = on.filter(|it| today < *it) {
            return Err(Refusal::StillToCome { on });
        }
        *done_on = on;
        Ok(())
    }

    /// Whether it is an action that is not done on `day`.
    pub fn is_open_action(&self, day: NaiveDate) -> bool {
        matches!(self, Self::Action { done_on, .. } if done_on.is_none_or(|it| day < it))
    }
}

/// Who was there, for one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// At which meeting.
    pub meeting: MeetingId,
    /// Which organisation.
    pub organisation: OrganisationId,
    /// Whether it was there.
    pub presence: Presence,
    /// Who came for it.
    pub people: Option<String>,
}

impl Attendance {
    /// Refuses an organisation that would speak for itself without being there.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.presence.spokesperson() == Some(self.organisation) {
            return Err(Refusal::RepresentsItself);
        }
        Ok(())
    }
}

/// Whether an organisation was at a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Presence {
    /// Somebody came.
    Present,
    /// It said that nobody would come.
    Excused,
    /// Nobody came.
    Absent,
    /// Another organisation spoke for it.
    Represented {
        /// Which one, where it is known.
        by: Option<OrganisationId>,
    },
}

impl Presence {
    /// The organisation that spoke for the one that was not there.
    pub fn spokesperson(&self) -> Option<OrganisationId> {
        match self {
            Self::Represented { by } => *by,
            Self::Present | Self::Excused | Self::Absent => None,
        }
    }
}

/// The positions of things in a row leave this much room between them.
const ROOM: i32 = 1 << 10;

/// Where something goes in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<Id> {
    /// Its position.
    pub position: i32,
    /// The others that make room, with their new positions. Most often there are none, since taking
    /// back an older change to a row that had to move would be refused.
    pub moved: Vec<(Id, i32)>,
}

impl<Id: Copy + PartialEq> Place<Id> {
    /// The place after `after` in `row`, which is in order; the first one without `after`, and the
    /// last one where `after` went in the meantime.
    pub fn after(after: Option<Id>, row: &[(Id, i32)]) -> Self {
        let rank = match after {
            None => 0,
            Some(after) => row.iter().position(|it| it.0 == after).map_or(row.len(), |it| it + 1),
        };
        let before = rank.checked_sub(1).map(|it| row[it].1);
        let position = match (before, row.get(rank)) {
            (None, None) => Some(ROOM),
            (Some(before), None) => before.checked_add(ROOM),
            (None, Some((_, next))) => next.checked_sub(ROOM),
            (Some(before), Some((_, next))) => {
                let middle = before.midpoint(*next);
                (before < middle && middle < *next).then_some(middle)
            }
        };
        if let Some(position) = position {
            return Self { position, moved: Vec::new() };
        }
        let mut positions = (1..).map(|it: i32| it.saturating_mul(ROOM));
        let (before, next) = row.split_at(rank);
        let mut moved: Vec<_> = before.iter().map(|it| it.0).zip(&mut positions).collect();
        let position = positions.next().unwrap_or(i32::MAX);
        moved.extend(next.iter().map(|it| it.0).zip(positions));
        Self { position, moved }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn meeting() -> Meeting {
        Meeting {
            id: MeetingId(Uuid::nil()),
            body: Body::Plenary,
            title: None,
            held_on: date("2026-11-26"),
            starts_at: None,
            place: None,
            minutes: Minutes::Draft,
        }
    }

    #[test]
    fn minutes_go_from_draft_to_locked() {
        let mut it = meeting();
        let day = date("2026-12-01");
        assert_eq!(it.lock(day), Err(Refusal::MinutesNotValidated));
        it.validate(1, day, day).unwrap();
        assert_eq!(it.check_open(), Err(Refusal::MinutesValidated { on: day }));
        it.reopen().unwrap();
        it.validate(1, day, day).unwrap();
        it.lock(day).unwrap();
        assert_eq!(it.reopen(), Err(Refusal::MinutesLocked { on: day }));
    }

    #[test]
    fn minutes_change_in_no_other_way_than_the_commands_take() {
        let day = date("2026-12-01");
        let draft = meeting();
        let validated = Meeting { minutes: Minutes::Validated { on: day }, ..meeting() };
        let locked = Minutes::Locked { validated_on: day, on: day };
        let locked = Meeting { minutes: locked, ..meeting() };
        let renamed = |it: &Meeting| Meeting { title: Some("Autre".into()), ..it.clone() };
        let mut lines = String::new();
        for (name, from) in [("draft", &draft), ("validated", &validated), ("locked", &locked)] {
            let told = |next: Option<&Meeting>| match from.check_becomes(next) {
                Ok(()) => "done".to_owned(),
                Err(refusal) => refusal.to_string(),
            };
            lines += &format!("{name} and draft: {}\n", told(Some(&draft)));
            lines += &format!("{name} and validated: {}\n", told(Some(&validated)));
            lines += &format!("{name} and locked: {}\n", told(Some(&locked)));
            lines += &format!("{name} and renamed: {}\n", told(Some(&renamed(from))));
            lines += &format!("{name}, renamed and draft: {}\n", told(Some(&renamed(&draft))));
            lines += &format!("{name} and gone: {}\n", told(None));
        }
        expect![[r#"
            draft and draft: done
            draft and validated: done
            draft and locked: the minutes are not validated
            draft and renamed: done
            draft, renamed and draft: done
            draft and gone: done
            validated and draft: done
            validated and validated: done
            validated and locked: done
            validated and renamed: the minutes were validated on 2026-12-01
            validated, renamed and draft: the minutes were validated on 2026-12-01
            validated and gone: the minutes were validated on 2026-12-01
            locked and draft: the minutes were locked on 2026-12-01
            locked and validated: the minutes were locked on 2026-12-01
            locked and locked: done
            locked and renamed: the minutes were locked on 2026-12-01
            locked, renamed and draft: the minutes were locked on 2026-12-01
            locked and gone: the minutes were locked on 2026-12-01
        "#]]
        .assert_eq(&lines);
    }

    #[test]
    fn validated_minutes_have_an_agenda_and_a_meeting_that_was_held() {
        let validated =
            |on: &str| Meeting { minutes: Minutes::Validated { on: date(on) }, ..meeting() };
        assert_eq!(meeting().check(0), Ok(()));
        assert_eq!(validated("2026-11-26").check(1), Ok(()));
        assert_eq!(validated("2026-11-26").check(0), Err(Refusal::AgendaEmpty));
        let (on, before) = (date("2026-11-25"), date("2026-11-26"));
        let early = Err(Refusal::StepBeforeItsPredecessor { on, before });
        assert_eq!(validated("2026-11-25").check(1), early);
    }

    #[test]
    fn an_action_that_is_done_says_the_same_in_the_minutes() {
        let action = |owner: Option<&str>, done: Option<&str>| Block {
            id: BlockId(Uuid::nil()),
            item: AgendaItemId(Uuid::nil()),
            position: 0,
            text: "Relire".into(),
            content: Content::Action {
                owner: owner.map(|it| Owner::Words { text: it.into() }),
                due_on: None,
                done_on: done.map(date),
            },
        };
        let open = action(None, None);
        assert!(open.is_written_as(&action(None, Some("2026-11-26"))));
        assert!(!open.is_written_as(&action(Some("l’équipe"), None)));
        assert!(!open.is_written_as(&Block { text: "Écrire".into(), ..open.clone() }));
        assert!(!open.is_written_as(&Block { content: Content::Decision, ..open.clone() }));
    }

    #[test]
    fn minutes_are_validated_after_the_meeting() {
        let refused = |items, on: &str, today: &str| {
            meeting().validate(items, date(on), date(today)).unwrap_err().to_string()
        };
        expect!["the agenda is empty"].assert_eq(&refused(0, "2026-11-26", "2026-11-26"));
        expect!["2026-11-26 is still to come"].assert_eq(&refused(1, "2026-11-25", "2026-11-25"));
        expect!["2026-12-02 is still to come"].assert_eq(&refused(1, "2026-12-02", "2026-12-01"));
        expect!["the step before it is of 2026-11-26"].assert_eq(&refused(
            1,
            "2026-11-25",
            "2026-12-01",
        ));
    }

    #[test]
    fn a_meeting_stands_somewhere_on_any_day() {
        let mut it = meeting();
        it.minutes = Minutes::Locked { validated_on: date("2026-12-10"), on: date("2027-01-05") };
        let days =
            ["2026-11-25", "2026-11-26", "2026-11-27", "2026-12-10", "2027-01-04", "2027-01-05"];
        let lines: String =
            days.iter().map(|day| format!("{day} {:?}\n", it.stage(date(day)))).collect();
        expect![[r#"
            2026-11-25 Upcoming
            2026-11-26 Today
            2026-11-27 ToValidate
            2026-12-10 Validated { on: 2026-12-10 }
            2027-01-04 Validated { on: 2026-12-10 }
            2027-01-05 Locked { validated_on: 2026-12-10, on: 2027-01-05 }
        "#]]
        .assert_eq(&lines);
    }

    #[test]
    fn every_member_is_expected_where_the_body_gathers_them() {
        let mut it = meeting();
        assert!(it.lists(true, None) && it.expects(None));
        assert!(!it.lists(false, None) && it.lists(false, Some(&Presence::Present)));
        it.body = Body::Codir;
        assert!(it.lists(true, None) && !it.expects(None));
        assert!(it.expects(Some(&Presence::Excused)));
        it.minutes = Minutes::Validated { on: it.held_on };
        assert!(!it.lists(true, None) && it.lists(true, Some(&Presence::Absent)));
    }

    #[test]
    fn an_organisation_is_represented_by_another() {
        let organisation = OrganisationId(Uuid::from_u128(1));
        let attendance = |by: Option<u128>| Attendance {
            meeting: MeetingId(Uuid::nil()),
            organisation,
            presence: Presence::Represented {
                by: by.map(|it| OrganisationId(Uuid::from_u128(it))),
            },
            people: None,
        };
        assert_eq!(attendance(Some(1)).check(), Err(Refusal::RepresentsItself));
        assert_eq!(attendance(Some(2)).check(), Ok(()));
        assert_eq!(attendance(None).check(), Ok(()));
    }

    #[test]
    fn a_block_says_something_and_is_done_by_now() {
        let check = |text: &str, done: Option<&str>| {
            let content = Content::Action { owner: None, due_on: None, done_on: done.map(date) };
            let block = Block {
                id: BlockId(Uuid::nil()),
                item: AgendaItemId(Uuid::nil()),
                position: 0,
                text: text.into(),
                content,
            };
            block.check().and_then(|()| block.check_day(date("2026-11-26")))
        };
        assert_eq!(check(" \n", None), Err(Refusal::TextMissing));
        assert_eq!(check("Relire", Some("2026-11-26")), Ok(()));
        let on = date("2026-11-27");
        assert_eq!(check("Relire", Some("2026-11-27")), Err(Refusal::StillToCome { on }));
    }

    proptest! {
        /// However things are put in a row, they stand where they were put.
        #[test]
        fn things_stand_where_they_are_put(ranks in proptest::collection::vec(0..40usize, 1..60)) {
            let mut row: Vec<(usize, i32)> = Vec::new();
            for (id, rank) in ranks.into_iter().enumerate() {
                let rank = rank.min(row.len());
                let after = rank.checked_sub(1).map(|it| row[it].0);
                let place = Place::after(after, &row);
                for (id, position) in place.moved {
                    row.iter_mut().find(|it| it.0 == id).unwrap().1 = position;
                }
                row.insert(rank, (id, place.position));
                prop_assert!(row.is_sorted_by(|one, other| one.1 < other.1), "{row:?}");
            }
        }

        /// Where something went in the meantime, what should follow it comes last.
        #[test]
        fn what_follows_nothing_comes_last(count in 0..5usize) {
            let row: Vec<(usize, i32)> = (0..count).zip(1..).collect();
            let place = Place::after(Some(99), &row);
            prop_assert!(row.iter().all(|it| it.1 < place.position) && place.moved.is_empty());
        }
    }

    #[test]
    fn an_action_is_done_and_not_a_decision() {
        let today = date("2026-11-26");
        let mut action = Content::Action { owner: None, due_on: None, done_on: None };
        action.complete(Some(today), today).unwrap();
        assert!(!action.is_open_action(today));
        action.complete(None, today).unwrap();
        assert!(action.is_open_action(today));
        let on = date("2026-11-27");
        assert_eq!(action.complete(Some(on), today), Err(Refusal::StillToCome { on }));
        assert_eq!(Content::Decision.complete(None, today), Err(Refusal::NotAnAction));
    }

    #[test]
    fn an_action_is_overdue_the_day_after_it_was_due() {
        let action = |done: Option<&str>| Content::Action {
            owner: None,
            due_on: Some(date("2027-01-15")),
            done_on: done.map(date),
        };
        for (done, day, overdue) in [
            (None, "2027-01-15", false),
            (None, "2027-01-16", true),
            (Some("2027-01-20"), "2027-01-19", true),
            (Some("2027-01-20"), "2027-01-20", false),
        ] {
            assert_eq!(action(done).is_overdue(date(day)), overdue, "{done:?} {day}");
        }
    }
}
