use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Integrity;

/// A person or an organisation, as a certificate names it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignaturePerson")]
pub struct Person {
    /// The common name.
    pub name: String,
    /// The organisation.
    pub organisation: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether the certificate says to be qualified (eIDAS).
    pub qualified: bool,
    /// Whether the certificate says to be a seal of an organisation, and no person's.
    pub seal: bool,
}

/// A time-stamp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureStamp")]
pub struct Stamp {
    /// The moment that it attests.
    pub at: DateTime<Utc>,
    /// Who attests it.
    pub authority: Option<Person>,
    /// Whether it verifies, which is not known of one that was made weakly.
    pub integrity: Integrity,
    /// Whether its authority is trusted.
    pub trust: Trust,
}

/// A certificate of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureCertificate")]
pub struct Certificate {
    /// Whose it is.
    pub subject: String,
    /// Who issued it.
    pub issuer: String,
    /// Its number, in hexadecimal.
    pub serial: String,
    /// The first moment of its validity.
    pub valid_from: DateTime<Utc>,
    /// The last moment of its validity.
    pub valid_until: DateTime<Utc>,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// What the file says of its revocation.
    pub revocation: Revocation,
}

/// What the file says of the revocation of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureRevocation")]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Revocation {
    /// Nothing.
    Unknown,
    /// Not revoked on the day that counts.
    Good,
    /// Revoked.
    Revoked {
        /// Since when.
        at: DateTime<Utc>,
    },
}

/// Whether a chain leads to an authority that is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureTrust")]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// No authority is known, so nothing can be said.
    NotEvaluated,
    /// It leads to none of the authorities that are known.
    Unknown,
    /// It does, and every certificate was valid on the day that counts.
    Trusted,
    /// It does, but a certificate had expired on the day that counts.
    Expired,
    /// It does, but a certificate was not yet valid on the day that counts.
    NotYetValid,
    /// It does, but a certificate was revoked on the day that counts.
    Revoked,
    /// It does, but through a certificate that may not do what was done with it.
    Unfit,
}

/// The day on which certificates are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureDay")]
pub struct Day {
    /// The moment.
    pub at: DateTime<Utc>,
    /// Who says that the signature existed then.
    pub source: DaySource,
}

/// Who says on which day certificates are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureDaySource")]
#[serde(rename_all = "snake_case")]
pub enum DaySource {
    /// A time-stamp whose authority is trusted.
    Stamp,
    /// The signer alone, who may say any day.
    Claim,
    /// Nobody: it is the day of judgement.
    Judgement,
}

/// How something was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureAlgorithm")]
pub struct Algorithm {
    /// The key.
    pub key: Key,
    /// The padding, for RSA.
    pub padding: Option<Padding>,
    /// The digest.
    pub digest: Digest,
}

/// A kind of key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureKey")]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Key {
    /// RSA.
    Rsa {
        /// Its size.
        bits: u32,
    },
    /// An elliptic curve.
    Ecdsa {
        /// The name of the curve.
        curve: String,
    },
    /// Ed25519.
    Ed25519,
    /// Ed448.
    Ed448,
    /// Another, which nothing here verifies.
    Other {
        /// Its object identifier.
        oid: String,
    },
}

/// A padding of RSA.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignaturePadding")]
#[serde(rename_all = "snake_case")]
pub enum Padding {
    /// PKCS #1, version 1.5.
    Pkcs1,
    /// PSS.
    Pss,
}

/// A digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureDigest")]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the name of its standard")]
pub enum Digest {
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha3_224,
    Sha3_256,
    Sha3_384,
    Sha3_512,
    Shake256,
    Ripemd160,
    /// Another, which nothing here computes.
    Other {
        /// Its object identifier.
        oid: String,
    },
}

/// What makes a signature weaker than it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureWeakness")]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Weakness {
    /// Two texts with the same digest can be made.
    Digest {
        /// The digest.
        digest: Digest,
    },
    /// The key is too short.
    ShortKey {
        /// Its size.
        bits: u32,
    },
    /// Nothing that is signed names the signer's certificate, so that another could be put in its place.
    SignerNotNamed,
}
