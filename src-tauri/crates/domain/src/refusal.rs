//! Why the rules say no.

use chrono::NaiveDate;
use serde::Serialize;
use specta::Type;

use crate::member_list::RowFault;

/// A rule said no. The window turns it into a sentence; nothing here is shown as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// What is to be new is there already: it was sent twice, or it is another thing.
    #[error("it is there already")]
    AlreadyThere,
    /// Something must be called by a name.
    #[error("the name is empty")]
    NameMissing,
    /// An organisation of that name is there already.
    #[error("an organisation is already called {name}")]
    NameTaken {
        /// The name as it stands in the club.
        name: String,
    },
    /// A period ends before it starts.
    #[error("{to} comes before {from}")]
    EndsBeforeItStarts {
        /// The first day given.
        from: NaiveDate,
        /// The last day given.
        to: NaiveDate,
    },
    /// Two periods of membership of one organisation share a day.
    #[error("the period overlaps the one from {from}")]
    MembershipsOverlap {
        /// The first day of the period that is there already.
        from: NaiveDate,
        /// Its last day, if it has one.
        to: Option<NaiveDate>,
    },
    /// The organisation has left already.
    #[error("the organisation left on {on}")]
    AlreadyLeft {
        /// Its last day.
        on: NaiveDate,
    },
    /// A fact cannot be recorded before it happens.
    #[error("{on} is still to come")]
    StillToCome {
        /// The day given.
        on: NaiveDate,
    },
    /// A SIREN or SIRET is made of digits.
    #[error("{found:?} is not a digit")]
    RegisterNumberHasOtherThanDigits {
        /// What was found.
        found: char,
    },
    /// A SIREN has nine digits, a SIRET fourteen.
    #[error("{digits} digits are neither a SIREN nor a SIRET")]
    RegisterNumberLength {
        /// How many were given.
        digits: u32,
    },
    /// The check digit of the number is wrong.
    #[error("the check digit is wrong")]
    RegisterNumberChecksum,
    /// An organisation cannot belong to itself, directly or through others.
    #[error("the parent belongs to the organisation")]
    ParentIsOwnChild,
    /// An e-mail address has one `@` with something on each side.
    #[error("{address} is not an address")]
    AddressMalformed {
        /// What was given.
        address: String,
    },
    /// The convention has come this far already.
    #[error("the step was reached on {on}")]
    StepReached {
        /// The day of the step.
        on: NaiveDate,
    },
    /// A step cannot come before the one that precedes it.
    #[error("the step before it is of {before}")]
    StepBeforeItsPredecessor {
        /// The day given.
        on: NaiveDate,
        /// The day of the step before it.
        before: NaiveDate,
    },
    /// Once countersigned, a convention is ended, not unsigned.
    #[error("the convention was countersigned on {on}")]
    Countersigned {
        /// The day of the countersignature.
        on: NaiveDate,
    },
    /// Only a convention that was countersigned can end.
    #[error("the convention was never in force")]
    NeverInForce,
    /// There is no step to go back to.
    #[error("the convention is a draft")]
    StillADraft,
    /// A convention is known by the number printed on its paper.
    #[error("the reference is empty")]
    ReferenceMissing,
    /// A reference names one convention only.
    #[error("another convention is called {reference}")]
    ReferenceTaken {
        /// The reference.
        reference: String,
    },
    /// The bytes are not those of a PDF.
    #[error("the file is not a PDF")]
    NotAPdf,
    /// There is nothing in the file.
    #[error("the file is empty")]
    FileEmpty,
    /// The file is larger than the club accepts.
    #[error("the file has {bytes} bytes")]
    FileTooLarge {
        /// Its size in bytes.
        #[specta(type = u32)]
        bytes: u64,
    },
    /// The same bytes are attached to this convention already.
    #[error("the file is attached already, as {name}")]
    AlreadyAttached {
        /// The name under which it is attached.
        name: String,
    },
    /// There is no certificate in the file.
    #[error("the file holds no certificate")]
    NoCertificates,
    /// The file only says where the lists of the States are.
    #[error("the file is the list of the lists of {}", countries.join(", "))]
    ListOfLists {
        /// The States, by their two letters.
        countries: Vec<String>,
    },
    /// The certificate is trusted already.
    #[error("the certificate is trusted already, as {name}")]
    AlreadyTrusted {
        /// The name under which it is trusted.
        name: String,
    },
    /// Minutes are not written any more once they are validated.
    #[error("the minutes were validated on {on}")]
    MinutesValidated {
        /// The day of the validation.
        on: NaiveDate,
    },
    /// Locked minutes stay as they are.
    #[error("the minutes were locked on {on}")]
    MinutesLocked {
        /// The day of the lock.
        on: NaiveDate,
    },
    /// Minutes are validated before they are locked.
    #[error("the minutes are not validated")]
    MinutesNotValidated,
    /// There is nothing to validate.
    #[error("the agenda is empty")]
    AgendaEmpty,
    /// A paragraph, a decision or an action says something.
    #[error("the text is empty")]
    TextMissing,
    /// A text is longer than any that people write.
    #[error("the text has {found} letters, more than {maximum}")]
    TextTooLong {
        /// How many letters it may have.
        maximum: u32,
        /// How many it has.
        found: u32,
    },
    /// An organisation that is there needs nobody to speak for it.
    #[error("an organisation cannot be represented by itself")]
    RepresentsItself,
    /// Only an action can be done.
    #[error("it is not an action")]
    NotAnAction,
    /// Words of arrival whose bounds nobody gave or confirmed.
    #[error("nobody said when {words:?} was")]
    ArrivalUnknown {
        /// The words.
        words: String,
    },
    /// Words of departure whose bounds nobody gave or confirmed.
    #[error("nobody said when {words:?} was")]
    DepartureUnknown {
        /// The words.
        words: String,
    },
    /// Who left must have arrived.
    #[error("the departure has no arrival")]
    DepartureWithoutArrival,
    /// Another line of the sheet is about the same organisation.
    #[error("line {line} is about the same organisation")]
    SameAsLine {
        /// That line.
        line: u32,
    },
    /// The line may be about an organisation that goes by another name.
    #[error("this may be {name}")]
    LooksLike {
        /// That name.
        name: String,
    },
    /// The cells of a line of the sheet cannot be told.
    #[error("the cells of the line cannot be told: {fault:?}")]
    RowUnreadable {
        /// What is wrong with it.
        fault: RowFault,
    },
    /// The sheet has no column for the names.
    #[error("no column holds the names")]
    NoColumnOfNames,
    /// Two columns of the sheet are said to hold the same.
    #[error("« {one} » and « {other} » are said to hold the same")]
    ColumnsHoldTheSame {
        /// The head of the first.
        one: String,
        /// The head of the second.
        other: String,
    },
    /// The club has changed since somebody was shown what an import would do.
    #[error("the import would no longer do what was shown")]
    PreviewOutdated,
}
