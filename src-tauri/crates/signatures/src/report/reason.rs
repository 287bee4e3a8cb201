use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Why a verdict is what it is, as a code with facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    // ---- the file
    /// It cannot be read.
    Unreadable {
        /// What is wrong.
        fault: Fault,
        /// Where, in bytes from its beginning.
        offset: Option<u64>,
    },
    /// It is encrypted, and no password was given or the password is not the right one.
    PasswordNeeded,
    /// It is encrypted in a way that no password opens.
    KeyNeeded,

    // ---- the container of a signature; the crypto side adds its own below
    /// The container cannot be read.
    ContainerUnreadable,
    /// The container holds what it signs, though it stands for bytes outside, or holds nothing
    /// though it should.
    ContentMisplaced,
    /// What is signed is not of the kind that was signed for.
    ContentTypeDiffers,
    /// An attribute that must stand exactly once is missing, or stands several times.
    AttributeNotOnce {
        /// Its object identifier.
        oid: String,
    },
    /// The signed attributes do not stand in the form that the standard signs (DER).
    AttributesOutOfOrder,
    /// The covered bytes are not those that were signed.
    DigestDiffers,
    /// The signature was not made with the key of the signer's certificate.
    SignatureDiffers,
    /// The algorithms that are named contradict one another.
    AlgorithmsContradict,
    /// Nothing here verifies such an algorithm.
    AlgorithmUnsupported {
        /// Its object identifier.
        oid: String,
    },
    /// The signer's certificate is not with the signature.
    SignerCertificateMissing,
    /// The signer's certificate, or its key, cannot be read.
    SignerCertificateUnreadable,
    /// The certificate is not the one that the signer signed for.
    SignerCertificateDiffers,
    /// A time-stamp of the signature cannot be read, or does not verify.
    StampFails,
    /// A time-stamp of the signature is one of other bytes.
    StampOfOtherBytes,

    // ---- the certificates
    /// No certificate of this issuer is known.
    IssuerUnknown {
        /// Its name.
        issuer: String,
    },
    /// A certificate had expired on the day that counts.
    CertificateExpired {
        /// Whose it is.
        subject: String,
        /// The last moment of its validity.
        at: DateTime<Utc>,
    },
    /// A certificate was not yet valid on the day that counts.
    CertificateNotYetValid {
        /// Whose it is.
        subject: String,
        /// The first moment of its validity.
        at: DateTime<Utc>,
    },
    /// A certificate was revoked on the day that counts.
    CertificateRevoked {
        /// Whose it is.
        subject: String,
        /// Since when.
        at: DateTime<Utc>,
    },
    /// A certificate may not do what was done with it, or says something that is not understood.
    CertificateUnfit {
        /// Whose it is.
        subject: String,
    },
}

/// What cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The file does not begin as a PDF file.
    Header,
}
