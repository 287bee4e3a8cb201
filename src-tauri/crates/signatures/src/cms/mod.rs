//! The container of a signature: whether it verifies, and what it says of its signer.
//!
//! The PDF side hands over the bytes of `/Contents` and the bytes that they are said to cover; what
//! comes back is said in the words of the report. A container that cannot be read is said to be so
//! ([`Outcome::readable`]), and never counts as anything better.

pub(crate) mod algorithm;
mod attributes;
mod bare;
pub(crate) mod ber;
pub(crate) mod der;
mod ess;
pub(crate) mod key;
mod level;
pub(crate) mod oid;
pub(crate) mod signed_data;
mod signer;
pub(crate) mod time;
mod time_stamp;

use chrono::{DateTime, Utc};

use crate::{
    certificate::Certificate,
    chain::{self, Material, Purpose},
    report::{
        self, Algorithm, Day, DaySource, Digest, Integrity, Level, Person, Reason, Stamp,
        SubFilter, Trust, Weakness,
    },
    revocation,
    trust::TrustList,
};
use algorithm::Identifier;
use ber::{Element, Malformed};
use signed_data::{Proofs, SignedData, SignerInfo};
use signer::{Flaw, Judged};
use time_stamp::Stamped;

/// What a file keeps for later verification is bounded: it may be written by anybody.
const MAX_CERTIFICATES: usize = 512;

/// A signature as the file holds it.
pub(crate) struct Signed<'a> {
    /// How `/Contents` is to be read.
    pub sub_filter: SubFilter,
    /// The bytes of `/Contents`, with the zeros that fill it up.
    pub contents: &'a [u8],
    /// The bytes that are covered, piece after piece.
    pub segments: &'a [&'a [u8]],
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
#[derive(Debug)]
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
    /// The day on which the certificates were judged.
    pub day: Option<Day>,
    /// The chain of certificates, the signer's first.
    pub chain: Vec<report::Certificate>,
    /// Whether the chain leads to an authority that is trusted.
    pub trust: Trust,
    /// Why, in codes with facts.
    pub reasons: Vec<Reason>,
}

impl Outcome {
    fn of_flaw(readable: bool, flaw: Flaw) -> Self {
        Self { integrity: flaw.integrity, reasons: vec![flaw.reason], ..Self::unknown(readable) }
    }

    /// What is known of a signature that nothing here can verify.
    pub(crate) fn unknown(readable: bool) -> Self {
        Self {
            readable,
            integrity: Integrity::Unknown,
            signer: None,
            claimed_at: None,
            stamp: None,
            level: None,
            algorithm: None,
            weaknesses: Vec::new(),
            day: None,
            chain: Vec::new(),
            trust: Trust::NotEvaluated,
            reasons: Vec::new(),
        }
    }
}

/// What was found before any chain is built.
struct Examined<'a> {
    signer: Judged<'a>,
    /// The time-stamps that can be read, each to be judged.
    stamps: Vec<Stamped<'a>>,
    /// Set where the signature is itself a time-stamp.
    attested_at: Option<DateTime<Utc>>,
    /// The certificates and the proofs that the container brings.
    certificates: Vec<&'a [u8]>,
    revocation: Proofs<'a>,
}

/// Verifies a signature over the bytes that it covers.
pub(crate) fn verify(signed: &Signed<'_>, context: &Context<'_>) -> Outcome {
    if signed.sub_filter == SubFilter::X509RsaSha1 {
        return match bare::examine(signed) {
            Ok(examined) => conclude(examined, signed, context),
            Err(flaw) => Outcome::of_flaw(true, flaw),
        };
    }
    let container = Element::first(signed.contents).and_then(SignedData::read);
    let Ok(data) = container else {
        return Outcome::of_flaw(false, Flaw::unknown(Reason::ContainerUnreadable));
    };
    let examined = match signed.sub_filter {
        SubFilter::Rfc3161 => examine_stamp(data, signed),
        SubFilter::Pkcs7Detached
        | SubFilter::CadesDetached
        | SubFilter::Pkcs7Sha1
        | SubFilter::X509RsaSha1 => examine_signature(&data, signed),
    };
    match examined {
        Ok(examined) => conclude(examined, signed, context),
        Err(flaw) => Outcome::of_flaw(true, flaw),
    }
}

fn examine_signature<'a>(data: &SignedData<'a>, signed: &Signed<'_>) -> Result<Examined<'a>, Flaw> {
    let mut info = data.signer()?;
    if signed.sub_filter == SubFilter::Pkcs7Sha1 && info.digest_algorithm.oid == oid::SHA1_RSA {
        // The oldest signers name the signature where the digest should be. Under a sub-filter that
        // names the digest itself, that leaves nothing to guess.
        info.digest_algorithm = Identifier { oid: oid::SHA1.bytes(), parameters: None };
    }
    let mut signer = match (signed.sub_filter, data.content.as_deref()) {
        (SubFilter::Pkcs7Sha1, Some(content)) => {
            let mut signer = signer::judge(data, &info, &[content]);
            signer.weaknesses.push(Weakness::Digest { digest: Digest::Sha1 });
            if Digest::Sha1.of(signed.segments).as_deref() != Some(content) {
                signer.doubt(Integrity::Broken, Reason::DigestDiffers);
            }
            signer
        }
        // What is inside and what is outside could be signed by turns, each reader taking one.
        (SubFilter::Pkcs7Sha1, None) | (_, Some(_)) => {
            return Err(Flaw::broken(Reason::ContentMisplaced));
        }
        (_, None) => signer::judge(data, &info, signed.segments),
    };
    let mut stamps = Vec::new();
    for stamp in stamps_of(&info) {
        match stamp {
            Ok(stamp) => {
                signer.depend_on(&stamp.authority);
                stamps.push(stamp);
            }
            Err(Malformed) => signer.doubt(Integrity::Unknown, Reason::StampFails),
        }
    }
    let mut proofs = data.revocation.clone();
    if let Some(attributes) = &info.signed {
        signed_data::kept_by_adobe(attributes, &mut proofs);
    }
    Ok(Examined {
        signer,
        stamps,
        attested_at: None,
        certificates: data.certificates.clone(),
        revocation: proofs,
    })
}

fn stamps_of<'a>(info: &SignerInfo<'a>) -> Vec<ber::Read<Stamped<'a>>> {
    info.unsigned
        .as_ref()
        .map(|attributes| time_stamp::of_signature(attributes, &info.signature))
        .unwrap_or_default()
}

fn examine_stamp<'a>(data: SignedData<'a>, signed: &Signed<'_>) -> Result<Examined<'a>, Flaw> {
    let stamped = time_stamp::judge(data, signed.segments)?;
    Ok(Examined {
        signer: stamped.authority,
        stamps: Vec::new(),
        attested_at: Some(stamped.at),
        certificates: stamped.certificates,
        revocation: stamped.revocation,
    })
}

/// Builds the chains, judges them on the day that counts, and says all of it.
fn conclude(examined: Examined<'_>, signed: &Signed<'_>, context: &Context<'_>) -> Outcome {
    let Examined { mut signer, stamps, attested_at, certificates, revocation } = examined;
    let store = context.store;
    let brought = stamps.iter().flat_map(|stamp| stamp.certificates.iter().copied());
    let kept = store.certificates.iter().map(Vec::as_slice);
    let certificates: Vec<_> = certificates
        .into_iter()
        .chain(brought)
        .chain(kept)
        .take(MAX_CERTIFICATES)
        .filter_map(|raw| Certificate::read(raw).ok())
        .collect();
    let with_stamps = || stamps.iter().map(|stamp| &stamp.revocation);
    let proofs = revocation::Proofs::gather(
        revocation
            .crls
            .iter()
            .copied()
            .chain(with_stamps().flat_map(|proofs| proofs.crls.iter().copied()))
            .chain(store.crls.iter().map(Vec::as_slice)),
        revocation
            .ocsp
            .iter()
            .copied()
            .chain(with_stamps().flat_map(|proofs| proofs.ocsp.iter().copied()))
            .chain(store.ocsp.iter().map(Vec::as_slice)),
    );
    let material = Material { certificates: &certificates, proofs: &proofs, trust: context.trust };

    let mut stamp = best_stamp(&stamps, material);
    let claimed_at = match attested_at {
        Some(_) => None,
        None => signer.claimed_at.or(signed.claimed_at),
    };
    let day = day(attested_at, stamp.as_ref(), claimed_at, context.judged_at);
    let purpose = if attested_at.is_some() { Purpose::TimeStamp } else { Purpose::Signature };
    let judged = signer
        .certificate
        .as_ref()
        .map(|certificate| chain::judge(certificate, purpose, material, day));
    let proven = judged.as_ref().is_some_and(|judged| judged.proven);
    let (chain, trust) = match judged {
        Some(judged) => {
            signer.reasons.extend(judged.reasons);
            (judged.chain, judged.trust)
        }
        None => (Vec::new(), Trust::NotEvaluated),
    };
    let person = signer.certificate.as_ref().map(Certificate::person);
    if let Some(at) = attested_at {
        let integrity = signer.integrity;
        stamp = Some(Stamp { at, authority: person.clone(), integrity, trust });
    }
    Outcome {
        readable: true,
        integrity: signer.integrity,
        signer: person,
        claimed_at,
        level: level::of(&level::Structure {
            sub_filter: signed.sub_filter,
            names_signer: signer.names_signer,
            stamped: stamp.as_ref().is_some_and(|stamp| stamp.integrity == Integrity::Intact),
            proven: proven && !store.certificates.is_empty(),
            kept: store.covered_by_stamp,
        }),
        stamp,
        algorithm: signer.algorithm,
        weaknesses: without_repetition(signer.weaknesses),
        day: Some(day),
        chain,
        trust,
        reasons: without_repetition(signer.reasons),
    }
}

/// Of the time-stamps the one that counts: the first that verifies, or else the first.
fn best_stamp(stamps: &[Stamped<'_>], material: Material<'_>) -> Option<Stamp> {
    let verifies = |stamp: &&Stamped<'_>| stamp.authority.integrity == Integrity::Intact;
    let best =
        stamps.iter().filter(verifies).min_by_key(|stamp| stamp.at).or_else(|| stamps.first())?;
    let authority = &best.authority;
    let day = Day { at: best.at, source: DaySource::Stamp };
    let trust = authority.certificate.as_ref().map_or(Trust::NotEvaluated, |certificate| {
        chain::judge(certificate, Purpose::TimeStamp, material, day).trust
    });
    Some(Stamp {
        at: best.at,
        authority: authority.certificate.as_ref().map(Certificate::person),
        integrity: authority.integrity,
        trust,
    })
}

/// The day on which certificates are judged. A time-stamp by an authority that is not trusted dates
/// nothing: anybody can make one.
fn day(
    attested_at: Option<DateTime<Utc>>,
    stamp: Option<&Stamp>,
    claimed_at: Option<DateTime<Utc>>,
    judged_at: DateTime<Utc>,
) -> Day {
    let good = stamp.filter(|stamp| {
        stamp.integrity == Integrity::Intact
            && matches!(stamp.trust, Trust::Trusted | Trust::NotEvaluated)
    });
    match (attested_at, good, claimed_at) {
        (Some(at), _, _) => Day { at, source: DaySource::Stamp },
        (None, Some(stamp), _) => Day { at: stamp.at, source: DaySource::Stamp },
        (None, None, Some(at)) => Day { at, source: DaySource::Claim },
        (None, None, None) => Day { at: judged_at, source: DaySource::Judgement },
    }
}

fn without_repetition<T: PartialEq>(list: Vec<T>) -> Vec<T> {
    let mut kept = Vec::with_capacity(list.len());
    for item in list {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}
