//! The minutes of a meeting as they are put on paper: who came, what was said, decided and to do.
//!
//! The value stands on its own: whoever fills it has already chosen names, numbers and order, and
//! each format writes exactly what it finds here. The lists of decisions and of actions at the end
//! are not fields: they are gathered from the agenda, since two copies could tell different things.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

/// The minutes of one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// The language of everything that the template says by itself.
    pub language: Language,
    /// The programme whose club met, at the head of the first page.
    pub programme: String,
    /// Lines under the programme, as the settings give them: an address, a service, a motto.
    pub heading: Vec<String>,
    /// What the meeting is called: « Multilatérale technique », « Plénière de printemps ».
    pub title: String,
    /// The day it was held.
    pub date: NaiveDate,
    /// When it began.
    pub starts_at: Option<NaiveTime>,
    /// When it ended.
    pub ends_at: Option<NaiveTime>,
    /// Where it was held: a room, an address, a call.
    pub place: Option<String>,
    /// How far the minutes have come.
    pub status: Status,
    /// The organisations that were expected, in the order in which they are printed.
    pub attendance: Vec<Attendance>,
    /// The agenda, in the order in which it was followed.
    pub items: Vec<Item>,
    /// The moment when the paper was made, with the offset of the person who made it.
    pub made_at: DateTime<FixedOffset>,
}

/// The languages in which papers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// French, with its typography.
    Fr,
    /// English.
    En,
}

/// How far minutes have come. Only what is not yet validated is marked on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Still being written: anybody may yet ask for a change.
    Draft,
    /// Approved by the meeting or by its secretary.
    Validated {
        /// The day of the approval.
        on: NaiveDate,
    },
    /// Approved and closed to any change.
    Locked {
        /// The day it was closed.
        on: NaiveDate,
    },
}

/// What an organisation did about the meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The name of the organisation.
    pub organisation: String,
    /// The people who came for it, where they were noted.
    pub people: Vec<String>,
    /// Whether it was there.
    pub presence: Presence,
}

/// Whether an organisation was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    /// It was there.
    Present,
    /// It had said that it would not come.
    Excused,
    /// It did not come and had not said so.
    Absent,
    /// It gave its voice to another.
    Represented {
        /// The organisation or the person who spoke for it.
        by: String,
    },
}

/// An item of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its number on the agenda; numbers may skip, since an item can be withdrawn.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// What was noted under it, in order.
    pub blocks: Vec<Block>,
}

/// One thing noted under an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// What was said, in CommonMark.
    Text(String),
    /// What was decided.
    Decision(Decision),
    /// What somebody will do.
    Action(Action),
}

/// A decision of the meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The number under which it is quoted: « 2026-T4-03 ».
    pub number: String,
    /// What was decided, in plain text.
    pub text: String,
}

/// An action that somebody took upon themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What is to be done, in plain text.
    pub text: String,
    /// Who does it.
    pub owner: Option<String>,
    /// The day by which it is to be done.
    pub due: Option<NaiveDate>,
    /// The day it was done.
    pub done: Option<NaiveDate>,
}

impl Minutes {
    /// The decisions of the whole meeting, each with the item under which it was taken.
    pub fn decisions(&self) -> impl Iterator<Item = (&Item, &Decision)> {
        self.blocks().filter_map(|(item, block)| match block {
            Block::Decision(decision) => Some((item, decision)),
            Block::Text(_) | Block::Action(_) => None,
        })
    }

    /// The actions of the whole meeting, each with the item under which it was noted.
    pub fn actions(&self) -> impl Iterator<Item = (&Item, &Action)> {
        self.blocks().filter_map(|(item, block)| match block {
            Block::Action(action) => Some((item, action)),
            Block::Text(_) | Block::Decision(_) => None,
        })
    }

    fn blocks(&self) -> impl Iterator<Item = (&Item, &Block)> {
        self.items.iter().flat_map(|item| item.blocks.iter().map(move |block| (item, block)))
    }
}
