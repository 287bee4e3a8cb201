//! Signed PDF files told apart from look-alikes.
//!
//! Bytes come in, a [`Report`] goes out: who signed, what the signature covers, whether those bytes
//! are intact, what changed afterwards and whether that was permitted. There is no file, no clock
//! and no network here: the day of judgement is a parameter, and so is whom to trust.
//!
//! Nothing is ever accepted because it could not be read. What came after a signature is denied
//! until a rule explains it, and a structure that two readers could understand differently is
//! refused rather than repaired.
//!
//! | module | what it does |
//! |---|---|
//! | [`report`] | what is found, as closed types with facts and without sentences |
//! | `syntax` | bytes to objects, strictly |
//! | `file` | the chain of cross-references: revisions, and each object as of a revision |
//! | `filters`, `crypt` | what stands between the bytes of a stream and their meaning |
//! | `fields`, `terms` | the signatures that the form of the file holds, and what they permit |
//! | `coverage` | which bytes a signature covers |
//! | `changes` | what was changed after it, and whether a rule explains each change |
//! | `store` | what the file keeps for later verification |
//! | `cms` | whether the signature verifies, and what it says of its signer |
//! | `certificate`, `chain` | whose a key is, and who says so |
//! | `revocation` | what the file itself says of certificates that were revoked |
//! | [`trust`] | the authorities that a certificate may lead to |

pub mod report;
pub mod trust;

mod certificate;
mod chain;
mod changes;
mod cms;
mod coverage;
mod crypt;
mod examine;
mod fields;
mod file;
mod filters;
mod revocation;
mod scan;
mod store;
mod syntax;
mod terms;
mod text;

use chrono::{DateTime, Utc};

pub use report::Report;
use trust::TrustList;

/// What a file is judged with.
pub struct Options<'a> {
    /// The password that opens the file, where it asks for one.
    pub password: Option<&'a str>,
    /// The authorities that are trusted.
    pub trust: &'a TrustList,
    /// The day of judgement, for certificates that no time-stamp dates.
    pub judged_at: DateTime<Utc>,
}

/// Examines a file.
#[must_use]
pub fn examine(bytes: &[u8], options: &Options<'_>) -> Report {
    examine::examine(bytes, options)
}

/// The name of this reader, kept beside each report: it changes with the rules, so that what an
/// older one found is read again.
pub const READER: &str = "5";
