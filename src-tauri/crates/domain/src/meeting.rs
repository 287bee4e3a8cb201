//! A meeting and its minutes, from the agenda to the lock.

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
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

/// How far the minutes have come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
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

impl Meeting {
    /// Refuses a change to minutes that were validated.
    pub fn check_open(&self) -> Result<(), Refusal> {
        match self.minutes {
            Minutes::Draft => Ok(()),
            Minutes::Validated { on } => Err(Refusal::MinutesValidated { on }),
            Minutes::Locked { on, .. } => Err(Refusal::MinutesLocked { on }),
        }
    }

    /// Records that the minutes were read and found right.
    pub fn validate(&mut self, items: usize, on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
        self.check_open()?;
        if items == 0 {
            return Err(Refusal::AgendaEmpty);
        }
        if let Some(on) = [self.held_on, on].into_iter().find(|it| today < *it) {
            return Err(Refusal::StillToCome { on });
        }
        if on < self.held_on {
            return Err(Refusal::StepBeforeItsPredecessor { on, before: self.held_on });
        }
        self.minutes = Minutes::Validated { on };
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
    pub fn lock(&mut self, on: NaiveDate) -> Result<(), Refusal> {
        match self.minutes {
            Minutes::Draft => Err(Refusal::MinutesNotValidated),
            Minutes::Locked { on, .. } => Err(Refusal::MinutesLocked { on }),
            Minutes::Validated { on: validated_on } => {
                self.minutes = Minutes::Locked { validated_on, on };
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

#[cfg(test)]
mod tests {
    use expect_test::expect;
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
    fn minutes_are_validated_after_the_meeting() {
        let refused = |items, on: &str, today: &str| {
            meeting().validate(items, date(on), date(today)).unwrap_err().to_string()
        };
        expect!["the agenda is empty"].assert_eq(&refused(0, "2026-11-26", "2026-11-26"));
        expect!["2026-11-26 is still to come"].assert_eq(&refused(1, "2026-11-25", "2026-11-25"));
        expect!["2026-12-02 is still to come"].assert_eq(&refused(1, "2026-12-02", "2026-12-01"));
        expect!["the step before it is of 2026-11-26"]
            .assert_eq(&refused(1, "2026-11-25", "2026-12-01"));
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
