//! The container of a signature: whether it verifies, and what it says of its signer.
//!
//! The PDF side hands over the bytes of `/Contents` and the bytes that they are said to cover; what
//! comes back is said in the words of the report. A container that cannot be read is said to be so
//! ([`Outcome::readable`]), and never counts as anything better.

use chrono::{DateTime, Utc};

use crate::{
    report::{
        Algorithm, Certificate, Integrity, Level, Person, Reason, Stamp, SubFilter, Trust, Weakness,
    },
    trust::TrustList,
};

/// A signature as the file holds it.
pub(crate) struct Signed<'a> {
    /// How `/Contents` is to be read.
    pub sub_filter: SubFilter,
    /// The bytes of `/Contents`, with the zeros that fill it up.
    pub contents: &'a [u8],
    /// The bytes that are covered: before the gap, and after it.
    pub segments: [&'a [u8]; 2],
    /// The certificates of `/Cert`, the signer's first, which only `adbe.x509.rsa_sha1` needs.
    pub certificates: &'a [Vec<u8>],
    /// The day of `/M`, which counts where the container itself claims none.
    pub claimed_at: Option<DateTime<Utc>>,
}

/// What a signature is verified with.
pub(crate) struct Context<'a> {
    /// The authorities that are trusted.
    pub trust: &'a TrustList,
    /// What the file keeps for later verification.
    pub store: &'a SecurityStore,
    /// The day of judgement.
    pub judged_at: DateTime<Utc>,
}

/// The security store of the file (`/DSS`), each part in DER.
#[derive(Debug, Clone, Default)]
pub(crate) struct SecurityStore {
    /// Certificates.
    pub certificates: Vec<Vec<u8>>,
    /// Answers of OCSP responders.
    pub ocsp: Vec<Vec<u8>>,
    /// Revocation lists.
    pub crls: Vec<Vec<u8>>,
    /// Whether a later time-stamp of the document covers the store.
    pub covered_by_stamp: bool,
}

/// What a signature turned out to be.
pub(crate) struct Outcome {
    /// Whether the container could be read at all: one `SignedData` with one signer.
    pub readable: bool,
    /// Whether the covered bytes and the signed attributes are those that were signed.
    pub integrity: Integrity,
    /// Who signed, from the certificate.
    pub signer: Option<Person>,
    /// When the signer says to have signed.
    pub claimed_at: Option<DateTime<Utc>>,
    /// When a time-stamp says that the signature existed.
    pub stamp: Option<Stamp>,
    /// The level of PAdES, by structure.
    pub level: Option<Level>,
    /// How it was signed.
    pub algorithm: Option<Algorithm>,
    /// What makes it weaker than it should be.
    pub weaknesses: Vec<Weakness>,
    /// The chain of certificates, the signer's first.
    pub chain: Vec<Certificate>,
    /// Whether the chain leads to an authority that is trusted.
    pub trust: Trust,
    /// Why, in codes with facts.
    pub reasons: Vec<Reason>,
}

/// Verifies a signature over the bytes that it covers.
pub(crate) fn verify(signed: &Signed<'_>, context: &Context<'_>) -> Outcome {
    let _ = (signed, context);
    Outcome {
        readable: false,
        integrity: Integrity::Unknown,
        signer: None,
        claimed_at: None,
        stamp: None,
        level: None,
        algorithm: None,
        weaknesses: Vec::new(),
        chain: Vec::new(),
        trust: Trust::NotEvaluated,
        reasons: Vec::new(),
    }
}
