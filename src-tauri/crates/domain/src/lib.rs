//! The rules of the club, as plain values and pure functions.
//!
//! Nothing here reads a clock, a file or a database: `today` is always a parameter. What a date can
//! tell (in force, ends soon, overdue) is computed each time it is asked for, so it cannot be stale.

pub mod authority;
pub mod convention;
mod day;
pub mod document;
mod fold;
mod id;
pub mod meeting;
pub mod member_list;
mod money;
pub mod organisation;
pub mod person;
mod refusal;
mod register;
pub mod signatory;
pub mod text;
pub mod today;

pub use day::{Day, Term};
pub use fold::{Names, fold};
pub use id::{
    AgendaItemId, BlockId, ConventionId, DocumentId, MeetingId, MembershipId, NoteId,
    OrganisationId, PersonId, PostId,
};
pub use money::Cents;
pub use refusal::Refusal;
pub use register::RegisterNumber;
