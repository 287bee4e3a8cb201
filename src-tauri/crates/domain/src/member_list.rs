//! A list of members, read from a sheet and laid beside the club.
//!
//! A list is the memory of somebody else: it says when members came in words, repeats one of them,
//! and knows nothing of what the club learnt since. So an import fills in what the club does not
//! know, and nothing more: a cell that is empty erases nothing, and where both know, the club keeps
//! its word until a person takes that of the list, cell by cell. Importing the same list again
//! therefore changes nothing.

mod columns;
mod identity;
mod ids;
mod kinds;
mod line;
mod membership;
mod outcome;
mod plan;
mod questions;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{
    Day, OrganisationId,
    organisation::{Kind, Membership, Note, Organisation},
};

pub use columns::{Column, Field, recognise};
pub use ids::ids_from;
pub use kinds::kind;
pub use outcome::{Candidate, Change, Counts, Fault, Likeness, Outcome, Plan, PlannedLine, Remark};
pub use plan::plan;
pub use questions::{AskedDay, AskedKind, Questions};
pub use words::{Reading, arrival, departure};

/// A list as it was read from a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Sheet {
    /// The head of each column.
    pub header: Vec<String>,
    /// What stands below.
    pub rows: Vec<Row>,
}

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Row {
    /// The line of the file on which it begins.
    pub line: u32,
    /// Its cells; those that miss at the end are empty.
    pub cells: Vec<String>,
    /// Why its cells cannot be told; then nothing is taken from it.
    #[serde(default)]
    pub fault: Option<RowFault>,
}

/// Why the cells of a row cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum RowFault {
    /// It has something beyond the last head: its cells have shifted.
    TooWide {
        /// How many columns there are.
        expected: u32,
        /// How many cells it has.
        found: u32,
    },
    /// It has something in a column without a head.
    WithoutHead {
        /// The column, counted from 1.
        column: u32,
    },
    /// A quotation mark is opened and never closed.
    QuoteNeverClosed,
    /// Something stands between a closing quotation mark and the next separator.
    TextAfterQuote {
        /// The line on which it stands; the row may have begun before.
        line: u32,
    },
    /// A cell holds more than a text may.
    CellTooLong {
        /// The column, counted from 1.
        column: u32,
        /// How many letters it may hold.
        maximum: u32,
        /// How many it holds.
        found: u32,
    },
}

/// What a person decided about a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Choices {
    /// What is done with each column; those that miss at the end are left out.
    pub columns: Vec<Column>,
    /// The cells that were written anew.
    pub corrections: Vec<Correction>,
    /// When an arrival told in these words was; `None` where nobody knows.
    pub arrivals: BTreeMap<String, Option<Day>>,
    /// When a departure told in these words was; `None` where nobody knows.
    pub departures: BTreeMap<String, Option<Day>>,
    /// What kind of organisation these words mean.
    pub kinds: BTreeMap<String, Kind>,
    /// Which organisation a line is about, where its name does not tell.
    pub identities: Vec<Identity>,
    /// The cells whose word is taken although the club says otherwise.
    pub taken: Vec<Place>,
}

/// A cell of a sheet.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
pub struct Place {
    /// The line of its row.
    pub line: u32,
    /// Its column, counted from 0.
    pub column: u32,
}

/// A cell that was written anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Correction {
    /// Which cell.
    pub place: Place,
    /// What it says instead.
    pub text: String,
}

/// Which organisation a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Identity {
    /// The line.
    pub line: u32,
    /// The organisation as the club knows it; `None` where it is one of its own, whatever it looks
    /// like.
    pub organisation: Option<OrganisationId>,
}

/// An organisation that the club knows, with all that a list could tell of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Existing {
    /// Who it is.
    pub organisation: Organisation,
    /// Its periods of membership, the first one on top.
    pub memberships: Vec<Membership>,
    /// What is noted about it.
    pub notes: Vec<Note>,
}

#[cfg(test)]
mod tests;
