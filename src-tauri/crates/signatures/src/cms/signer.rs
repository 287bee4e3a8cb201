//! Whether the one signer of a container signed these bytes.
//!
//! Each step either goes on or ends with the one flaw that stops it, and only the last step answers
//! *intact*: there is no way to it that leaves a step out.

use chrono::{DateTime, Utc};

use super::{
    algorithm::Scheme,
    attributes::{Attributes, One},
    ber::{Element, Malformed, tag},
    ess::{self, Named},
    key::{Check, PublicKey},
    oid::{self, Oid},
    signed_data::{SignedData, SignerInfo},
    time,
};
use crate::{
    certificate::Certificate,
    report::{Algorithm, Digest, Integrity, Padding, Reason, Weakness},
};

/// What the signer turned out to be.
#[derive(Debug)]
pub(crate) struct Judged<'a> {
    pub(crate) integrity: Integrity,
    pub(crate) certificate: Option<Certificate<'a>>,
    /// When the signer says to have signed.
    pub(crate) claimed_at: Option<DateTime<Utc>>,
    /// Whether what is signed names the signer's certificate.
    pub(crate) names_signer: bool,
    pub(crate) algorithm: Option<Algorithm>,
    pub(crate) weaknesses: Vec<Weakness>,
    pub(crate) reasons: Vec<Reason>,
}

/// What stops a step.
pub(crate) struct Flaw {
    pub(crate) integrity: Integrity,
    pub(crate) reason: Reason,
}

impl Flaw {
    /// The file contradicts the signature, or itself.
    pub(crate) fn broken(reason: Reason) -> Self {
        Self { integrity: Integrity::Broken, reason }
    }

    /// It cannot be told.
    pub(crate) fn unknown(reason: Reason) -> Self {
        Self { integrity: Integrity::Unknown, reason }
    }
}

impl From<Malformed> for Flaw {
    fn from(_: Malformed) -> Self {
        Self::unknown(Reason::ContainerUnreadable)
    }
}

/// Judges the signer of `data`, who is to have signed `content`, piece after piece.
pub(crate) fn judge<'a>(
    data: &SignedData<'a>,
    signer: &SignerInfo<'a>,
    content: &[&[u8]],
) -> Judged<'a> {
    let mut judged = Judged {
        integrity: Integrity::Unknown,
        certificate: None,
        claimed_at: signer.signed.as_ref().and_then(claimed_at),
        names_signer: false,
        algorithm: None,
        weaknesses: Vec::new(),
        reasons: Vec::new(),
    };
    match judged.follow(data, signer, content) {
        Ok(()) => judged.integrity = Integrity::Intact,
        Err(flaw) => {
            judged.integrity = flaw.integrity;
            judged.reasons.push(flaw.reason);
        }
    }
    judged
}

impl<'a> Judged<'a> {
    /// Takes back what was said, unless something worse was said already.
    pub(crate) fn doubt(&mut self, integrity: Integrity, reason: Reason) {
        self.integrity = match (self.integrity, integrity) {
            (Integrity::Broken, _) | (_, Integrity::Broken) => Integrity::Broken,
            (Integrity::Unknown, _) | (_, Integrity::Unknown) => Integrity::Unknown,
            (Integrity::Intact, Integrity::Intact) => Integrity::Intact,
        };
        self.reasons.push(reason);
    }

    /// Takes in what became of a time-stamp of this signature. One of other bytes, or that nobody
    /// signed, only dates nothing; but one that cannot be judged leaves a part of the container
    /// unread, and nothing is accepted because it could not be read.
    pub(crate) fn depend_on(&mut self, stamp: &Judged<'_>) {
        match stamp.integrity {
            Integrity::Intact => {}
            Integrity::Unknown => self.doubt(Integrity::Unknown, Reason::StampFails),
            Integrity::Broken if stamp.reasons.contains(&Reason::StampOfOtherBytes) => {
                self.reasons.push(Reason::StampOfOtherBytes);
            }
            Integrity::Broken => self.reasons.push(Reason::StampFails),
        }
    }

    fn follow(
        &mut self,
        data: &SignedData<'a>,
        signer: &SignerInfo<'a>,
        content: &[&[u8]],
    ) -> Result<(), Flaw> {
        let certificate = self.certificate.insert(find(data, signer)?).clone();
        let key = certificate
            .key()
            .map_err(|Malformed| Flaw::unknown(Reason::SignerCertificateUnreadable))?;
        self.weaknesses.extend(key.weakness());

        let digest = signer.digest_algorithm.digest();
        let scheme = scheme(signer, &digest)?;
        self.algorithm = Some(algorithm(&key, &scheme, &digest));
        if digest.is_weak() {
            self.weaknesses.push(Weakness::Digest { digest: digest.clone() });
        }
        let found = digest.of(content).ok_or_else(|| unsupported(signer.digest_algorithm.oid))?;

        let Some(attributes) = &signer.signed else {
            // Nothing but the content is signed, so the signature is over its digest at once.
            self.weaknesses.push(Weakness::SignerNotNamed);
            return match key.verify_digest(&scheme, &digest, &found, &signer.signature) {
                Check::Verified => Ok(()),
                Check::Failed => Err(Flaw::broken(Reason::SignatureDiffers)),
                Check::Unsupported => Err(unsupported(signer.signature_algorithm.oid)),
            };
        };
        self.compare(attributes, data, signer, &certificate)?;
        let (signed, is_der) = attributes.signed_form()?;
        if !is_der {
            self.reasons.push(Reason::AttributesOutOfOrder);
        }
        let expected =
            once(attributes, oid::MESSAGE_DIGEST)?.expect(tag::OCTET_STRING)?.octets()?;
        if *expected != *found {
            return Err(Flaw::broken(Reason::DigestDiffers));
        }
        match key.verify(&scheme, &digest, &[&signed], &signer.signature) {
            Check::Verified => Ok(()),
            Check::Failed => Err(Flaw::broken(Reason::SignatureDiffers)),
            Check::Unsupported => Err(unsupported(signer.signature_algorithm.oid)),
        }
    }

    /// Compares what the signed attributes say with what stands outside of them.
    fn compare(
        &mut self,
        attributes: &Attributes<'_>,
        data: &SignedData<'_>,
        signer: &SignerInfo<'_>,
        certificate: &Certificate<'_>,
    ) -> Result<(), Flaw> {
        if !attributes.protect(&signer.digest_algorithm, &signer.signature_algorithm)? {
            return Err(Flaw::broken(Reason::AlgorithmsContradict));
        }
        match ess::check(attributes, certificate) {
            Named::This => self.names_signer = true,
            Named::Nothing => self.weaknesses.push(Weakness::SignerNotNamed),
            Named::Another => return Err(Flaw::broken(Reason::SignerCertificateDiffers)),
        }
        if once(attributes, oid::CONTENT_TYPE)?.oid()? != data.content_type {
            return Err(Flaw::broken(Reason::ContentTypeDiffers));
        }
        Ok(())
    }
}

fn claimed_at(attributes: &Attributes<'_>) -> Option<DateTime<Utc>> {
    match attributes.one(oid::SIGNING_TIME) {
        One::Present(value) => time::read(value).ok(),
        One::Absent | One::Several => None,
    }
}

fn once<'a>(attributes: &Attributes<'a>, oid: Oid) -> Result<Element<'a>, Flaw> {
    match attributes.one(oid) {
        One::Present(value) => Ok(value),
        One::Absent | One::Several => {
            Err(Flaw::broken(Reason::AttributeNotOnce { oid: oid::dotted(oid.bytes()) }))
        }
    }
}

/// The signer's certificate, which has to be in the container: one from elsewhere in the file could
/// be exchanged without touching the signature.
fn find<'a>(data: &SignedData<'a>, signer: &SignerInfo<'a>) -> Result<Certificate<'a>, Flaw> {
    let mut unread = false;
    for raw in &data.certificates {
        match Certificate::read(raw) {
            Ok(certificate) if signer.id.is(&certificate) => return Ok(certificate),
            Ok(_) => {}
            Err(Malformed) => unread = true,
        }
    }
    Err(Flaw::unknown(if unread {
        Reason::SignerCertificateUnreadable
    } else {
        Reason::SignerCertificateMissing
    }))
}

/// The scheme, once it is certain that it and the digest do not contradict one another.
fn scheme(signer: &SignerInfo<'_>, digest: &Digest) -> Result<Scheme, Flaw> {
    let named = &signer.signature_algorithm;
    let scheme = Scheme::read(named)?.ok_or_else(|| unsupported(named.oid))?;
    let agrees = match &scheme {
        Scheme::Ed25519 | Scheme::Ed448 => matches!(digest, Digest::Sha512 | Digest::Shake256),
        Scheme::Pkcs1(_) | Scheme::Pss { .. } | Scheme::Ecdsa(_) => {
            scheme.digest().is_none_or(|named| named == digest)
        }
    };
    if agrees { Ok(scheme) } else { Err(Flaw::broken(Reason::AlgorithmsContradict)) }
}

fn unsupported(oid: &[u8]) -> Flaw {
    Flaw::unknown(Reason::AlgorithmUnsupported { oid: oid::dotted(oid) })
}

/// How it was signed, as it is shown.
pub(crate) fn algorithm(key: &PublicKey, scheme: &Scheme, digest: &Digest) -> Algorithm {
    let padding = match scheme {
        Scheme::Pkcs1(_) => Some(Padding::Pkcs1),
        Scheme::Pss { .. } => Some(Padding::Pss),
        Scheme::Ecdsa(_) | Scheme::Ed25519 | Scheme::Ed448 => None,
    };
    Algorithm { key: key.kind().clone(), padding, digest: digest.clone() }
}
