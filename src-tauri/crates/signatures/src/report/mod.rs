//! What is found in a file, as closed types with facts and without sentences.
//!
//! The sentences are made where they are shown, in the language of whoever reads them.

mod change;
mod reason;
mod signer;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use change::{Change, Touched};
pub use reason::{Fault, Reason};
pub use signer::{
    Algorithm, Certificate, Day, DaySource, Digest, Key, Padding, Person, Revocation, Stamp, Trust,
    Weakness,
};

/// What is found in a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureReport")]
pub struct Report {
    /// The verdict on the file as a whole.
    pub verdict: Verdict,
    /// Why the verdict is no better, where it concerns the file and no signature alone.
    pub reasons: Vec<Reason>,
    /// How many times the file was saved, counted by its cross-references.
    pub revisions: u32,
    /// Whether the file is encrypted.
    pub encrypted: bool,
    /// Whether each page shows one picture and no text, as a scan does.
    pub scanned: bool,
    /// Its signatures, in the order in which they were made.
    pub signatures: Vec<Signature>,
}

/// The verdict on a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureVerdict")]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every signature verifies, the last covers the whole file, and what came between is permitted.
    Whole,
    /// Every signature verifies, and what came after the last is permitted.
    PermittedUpdate,
    /// Every signature verifies, but something came after that no rule explains.
    Suspicious,
    /// A signature does not verify, or nothing here can verify it.
    Invalid,
    /// The file holds no signature.
    NoSignature,
    /// The file asks for a password, or for a key.
    Locked,
    /// The file, or what a signature is made of, cannot be read.
    Unreadable,
}

/// A signature of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureFound")]
pub struct Signature {
    /// The full name of its field.
    pub field: String,
    /// What it is for.
    pub kind: Kind,
    /// How its container is made, where that is known.
    pub sub_filter: Option<SubFilter>,
    /// Whether the covered bytes are those that were signed.
    pub integrity: Integrity,
    /// What the covered bytes are.
    pub coverage: Coverage,
    /// The revision that it signs, counted from 1.
    pub revision: u32,
    /// The length of that revision in bytes, which is how the file was when it was signed.
    ///
    /// Nothing where the signature covers less.
    #[cfg_attr(feature = "specta", specta(type = Option<u32>))]
    pub signed_length: Option<u64>,
    /// What became of the file afterwards.
    pub changes: Changes,
    /// Each thing that was touched afterwards.
    pub changed: Vec<Change>,
    /// What the signature permits afterwards, where it says so.
    pub permission: Option<Permission>,
    /// Who signed, from the certificate.
    pub signer: Option<Person>,
    /// When the signer says to have signed.
    pub claimed_at: Option<DateTime<Utc>>,
    /// When a time-stamp says that the signature existed.
    pub stamp: Option<Stamp>,
    /// The reason that the signer gave.
    pub motive: Option<String>,
    /// The place that the signer gave.
    pub place: Option<String>,
    /// The level of PAdES, by structure.
    pub level: Option<Level>,
    /// How it was signed.
    pub algorithm: Option<Algorithm>,
    /// What makes it weaker than it should be.
    pub weaknesses: Vec<Weakness>,
    /// The day on which the certificates were judged.
    pub day: Option<Day>,
    /// The chain of certificates, the signer's first.
    pub chain: Vec<Certificate>,
    /// Whether the chain leads to an authority that is trusted.
    pub trust: Trust,
    /// Why, in codes with facts.
    pub reasons: Vec<Reason>,
}

/// What a signature is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureKind")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody agrees.
    Approval,
    /// The author certifies, and says what may still change.
    Certification,
    /// An authority says that the file existed on a day.
    DocumentTimeStamp,
}

/// How the container of a signature is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureSubFilter")]
pub enum SubFilter {
    /// CMS over the covered bytes.
    #[serde(rename = "adbe.pkcs7.detached")]
    Pkcs7Detached,
    /// CMS over the SHA-1 of the covered bytes.
    #[serde(rename = "adbe.pkcs7.sha1")]
    Pkcs7Sha1,
    /// CMS as PAdES wants it.
    #[serde(rename = "ETSI.CAdES.detached")]
    CadesDetached,
    /// A bare RSA signature, its certificates beside it.
    #[serde(rename = "adbe.x509.rsa_sha1")]
    X509RsaSha1,
    /// A time-stamp of the document.
    #[serde(rename = "ETSI.RFC3161")]
    Rfc3161,
}

/// Whether the covered bytes are those that were signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureIntegrity")]
#[serde(rename_all = "snake_case")]
pub enum Integrity {
    /// They are.
    Intact,
    /// They are not, or the signature is not the signer's.
    Broken,
    /// It could not be told.
    Unknown,
}

/// What the covered bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureCoverage")]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// Everything but the signature itself.
    Whole,
    /// Everything up to the end of a revision.
    Revision,
    /// Something less.
    Partial,
}

/// What became of a file after a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureChanges")]
#[serde(rename_all = "snake_case")]
pub enum Changes {
    /// Nothing.
    None,
    /// Only what a rule explains and the signature permits.
    Permitted,
    /// Something that no rule explains, or that the signature forbids.
    Suspicious,
    /// Something that cannot be read.
    Unreadable,
}

/// What a signature permits afterwards (`/DocMDP`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignaturePermission")]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Nothing but what keeps signatures verifiable.
    Nothing,
    /// Filling in forms and signing.
    Forms,
    /// Annotations as well.
    Annotations,
}

/// A level of PAdES, by structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureLevel")]
pub enum Level {
    /// The signer is named by what is signed.
    #[serde(rename = "B-B")]
    BB,
    /// A time-stamp dates it.
    #[serde(rename = "B-T")]
    BT,
    /// What verifies its certificates is in the file.
    #[serde(rename = "B-LT")]
    BLT,
    /// A time-stamp of the document keeps all of that.
    #[serde(rename = "B-LTA")]
    BLTA,
}
