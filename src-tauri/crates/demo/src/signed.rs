//! The one convention that is signed for good, by people and an authority who do not exist.
//!
//! `signed/make.py` makes it. It stands here as it is, since a signature is another each time that it
//! is made, and a demonstration depends on nothing but the day.

use chrono::NaiveDate;

/// The paper, with both signatures.
pub(crate) const PAPER: &[u8] = include_bytes!("../signed/convention.pdf");

/// The authority that both lead to.
pub(crate) const AUTHORITY: &[u8] = include_bytes!("../signed/authority.pem");

/// How the file of the authority is called.
pub(crate) const AUTHORITY_FILE: &str = "autorité de démonstration.pem";

/// The day from which the steps of the convention fall on those of its signatures: it comes back 18
/// days later, and is countersigned after 27.
pub(crate) const DRAFTED_ON: NaiveDate = NaiveDate::from_ymd_opt(2026, 2, 3).unwrap();

/// Who signs for the member.
pub(crate) const MEMBER: &str = "Inès Caradec";

/// Who signs for the programme.
pub(crate) const PROGRAMME: &str = "Camille Aubry";
