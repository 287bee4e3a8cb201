//! What an import will do, line by line, before it is done.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Field, Questions};
use crate::{
    Day, OrganisationId, Refusal, RegisterNumber,
    organisation::{Kind, Membership, Note, Organisation, Topic},
};

/// What an import will do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Plan {
    /// What becomes of each line, in the order of the sheet.
    pub lines: Vec<PlannedLine>,
    /// How many there are of each sort.
    pub counts: Counts,
    /// What the words of the list leave open.
    pub questions: Questions,
}

/// How many lines there are of each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Counts {
    /// Organisations that the club will come to know.
    pub created: u32,
    /// Those of which it will know more.
    pub changed: u32,
    /// Those of which it knows all that the list says.
    pub same: u32,
    /// Lines that repeat another one word for word.
    pub repeated: u32,
    /// Lines that wait for a person.
    pub refused: u32,
}

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PlannedLine {
    /// The line of the file.
    pub line: u32,
    /// The name that stands there.
    pub name: String,
    /// What becomes of it.
    pub outcome: Outcome,
    /// What a person should know about it all the same.
    pub remarks: Vec<Remark>,
}

/// What becomes of a line. The values are those to save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    /// The club comes to know an organisation.
    Create {
        /// Who it is.
        organisation: Organisation,
        /// When it is a member, unless nobody knows.
        membership: Option<Membership>,
        /// What is noted about it.
        notes: Vec<Note>,
    },
    /// The club learns something about an organisation.
    Change {
        /// Which one.
        id: OrganisationId,
        /// What changes, in the order of the fields.
        changes: Vec<Change>,
        /// What it becomes, where that changes.
        organisation: Option<Organisation>,
        /// Its period of membership that is new or changes.
        membership: Option<Membership>,
        /// The notes that are new.
        notes: Vec<Note>,
    },
    /// The club knows all that the line says.
    Same {
        /// About which organisation.
        id: OrganisationId,
    },
    /// The line says word for word what another said.
    Repeated {
        /// The first line that said it.
        line: u32,
    },
    /// Nothing is done with the line.
    Refuse {
        /// Why not.
        faults: Vec<Fault>,
        /// The organisations that it may be about where its name does not tell: the choices that
        /// [`super::Choices::identities`] has for this line, beside that of being one of its own.
        candidates: Vec<Candidate>,
    },
}

/// Why a line is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Fault {
    /// Where the fault lies.
    pub field: Field,
    /// What it is.
    pub refusal: Refusal,
}

/// An organisation that a line may be about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Candidate {
    /// The organisation, where the club knows it.
    pub organisation: Option<OrganisationId>,
    /// The line that is about it, if there is one.
    pub line: Option<u32>,
    /// Its name.
    pub name: String,
    /// Why it may be that one.
    pub by: Likeness,
}

/// Why an organisation may be another one although it goes by another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// A legal or a former name is that of the other.
    Name,
    /// They have the same register number.
    RegisterNumber,
}

/// What the club says and what the list says. Where the club says nothing, `before` is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "field", rename_all = "snake_case")]
pub enum Change {
    /// The name by which the club calls it.
    Name {
        /// In the club.
        before: String,
        /// On the list.
        after: String,
    },
    /// The name by which it signs.
    LegalName {
        /// In the club.
        before: Option<String>,
        /// On the list.
        after: String,
    },
    /// What it is.
    Kind {
        /// In the club.
        before: Kind,
        /// On the list.
        after: Kind,
    },
    /// Its SIREN or SIRET.
    RegisterNumber {
        /// In the club.
        before: Option<RegisterNumber>,
        /// On the list.
        after: RegisterNumber,
    },
    /// When it arrived.
    Arrived {
        /// In the club.
        before: Option<Day>,
        /// On the list.
        after: Day,
    },
    /// Which was its last day.
    Left {
        /// In the club.
        before: Option<Day>,
        /// On the list.
        after: Day,
    },
    /// Something noted about it.
    Note {
        /// What it is about.
        topic: Topic,
        /// In the club.
        before: Vec<String>,
        /// On the list.
        after: String,
    },
}

/// What a person should know about a line that is not refused for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Remark {
    /// The club says otherwise, and keeps its word.
    Kept {
        /// What it says and what the list says.
        change: Change,
        /// The column of the cell that [`super::Choices::taken`] names for the list to win. There
        /// is none for what tells who an organisation is: that changes on its own page, or a list
        /// that still has the old name would make a second one of it.
        column: Option<u32>,
    },
    /// Nobody knows what these words mean, so it is [`Kind::Other`].
    KindUnknown {
        /// The words.
        words: String,
    },
    /// Nothing tells when it arrived: the club knows it, and does not count it as a member.
    NoArrival,
    /// It stands on a list that was published before it arrived.
    ListedBeforeArrival {
        /// When it arrived.
        arrived: Day,
        /// The day of the list.
        on: NaiveDate,
    },
    /// It still stands on a list that was published after it left.
    ListedAfterDeparture {
        /// When it left.
        left: Day,
        /// The day of the list.
        on: NaiveDate,
    },
    /// The day of a list cannot be read, so it counts for nothing.
    ListUnreadable {
        /// Which list.
        field: Field,
        /// What stands there.
        words: String,
    },
    /// Another organisation belongs to the same legal body.
    SharesSiren {
        /// Its name.
        name: String,
    },
}
