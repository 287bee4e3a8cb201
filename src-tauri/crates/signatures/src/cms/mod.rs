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
    chain::{self, Material, Moment, Purpose},
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
    /// The time-stamps of the document that cover the signature.
    pub later: &'a [&'a Stamp],
    /// What the file kept when the last of them was made.
    pub covered: Option<&'a SecurityStore>,
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

/// The certificates and the proofs about revocation that there are.
struct Gathered<'a> {
    certificates: Vec<Certificate<'a>>,
    proofs: revocation::Proofs<'a>,
}

impl<'a> Gathered<'a> {
    /// What the container and its time-stamps bring, and what the file keeps.
    fn of(examined: &Examined<'a>, store: &'a SecurityStore) -> Self {
        let stamps = &examined.stamps;
        let brought = stamps.iter().flat_map(|stamp| stamp.certificates.iter().copied());
        let own = examined.certificates.iter().copied().chain(brought);
        let certificates = own
            .chain(store.certificates.iter().map(Vec::as_slice))
            .take(MAX_CERTIFICATES)
            .filter_map(|raw| Certificate::read(raw).ok())
            .collect();
        let proofs = || {
            let of_stamps = stamps.iter().map(|stamp| &stamp.revocation);
            std::iter::once(&examined.revocation).chain(of_stamps)
        };
        let crls = proofs().flat_map(|proofs| proofs.crls.iter().copied());
        let answers = proofs().flat_map(|proofs| proofs.ocsp.iter().copied());
        let proofs = revocation::Proofs::gather(
            crls.chain(store.crls.iter().map(Vec::as_slice)),
            answers.chain(store.ocsp.iter().map(Vec::as_slice)),
        );
        Self { certificates, proofs }
    }

    fn material(&'a self, trust: &'a TrustList) -> Material<'a> {
        Material { certificates: &self.certificates, proofs: &self.proofs, trust }
    }
}

/// Builds the chains, judges them on the day that counts, and says all of it.
fn conclude(examined: Examined<'_>, signed: &Signed<'_>, context: &Context<'_>) -> Outcome {
    let gathered = Gathered::of(&examined, context.store);
    let material = gathered.material(context.trust);
    // What a time-stamp of the document covers is proven to be older than it.
    let dating = context.later.iter().filter(|stamp| dates(stamp)).map(|stamp| stamp.at);
    let proven = dating.chain([context.judged_at]).min().unwrap_or(context.judged_at);

    let own = best_stamp(&examined.stamps, material, proven);
    let mut stamp = dating_stamp(own.as_ref().map(|(stamp, _)| stamp), context.later);
    let claimed_at = match examined.attested_at {
        Some(_) => None,
        None => examined.signer.claimed_at.or(signed.claimed_at),
    };
    let credible = claimed_at.filter(|at| *at <= context.judged_at);
    let (day, moment) = day(examined.attested_at, stamp.as_ref(), credible, proven);
    let purpose =
        if examined.attested_at.is_some() { Purpose::TimeStamp } else { Purpose::Signature };
    let certificate = examined.signer.certificate.clone();
    let judged = certificate.as_ref().map(|it| chain::judge(it, purpose, material, moment));
    let is_proven =
        judged.as_ref().is_some_and(|it| it.proven) && !context.store.certificates.is_empty();
    let kept = context.covered.zip(certificate.as_ref()).is_some_and(|(store, certificate)| {
        let gathered = Gathered::of(&examined, store);
        let material = gathered.material(context.trust);
        !store.certificates.is_empty()
            && chain::judge(certificate, purpose, material, moment).proven
    });

    let mut signer = examined.signer;
    signer.weaknesses.append(&mut own.map(|(_, weaknesses)| weaknesses).unwrap_or_default());
    if credible != claimed_at {
        signer.reasons.push(Reason::ClaimedInFuture);
    }
    let (chain, trust) = match judged {
        Some(judged) => {
            signer.reasons.extend(judged.reasons);
            signer.weaknesses.extend(judged.weaknesses);
            (judged.chain, judged.trust)
        }
        None => (Vec::new(), Trust::NotEvaluated),
    };
    let person = certificate.as_ref().map(Certificate::person);
    if let Some(at) = examined.attested_at {
        let integrity = unless_weak(signer.integrity, &signer.weaknesses);
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
            proven: is_proven,
            kept,
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

/// Of the time-stamps of a signature the one that counts, with what makes it weak: the first of those
/// that date it, or else the first that there is. Anybody who has the file can add another.
fn best_stamp(
    stamps: &[Stamped<'_>],
    material: Material<'_>,
    proven: DateTime<Utc>,
) -> Option<(Stamp, Vec<Weakness>)> {
    let judged = stamps.iter().map(|one| {
        let authority = &one.authority;
        let moment = Moment { said: one.at, proven: proven.max(one.at) };
        let chain = authority
            .certificate
            .as_ref()
            .map(|it| chain::judge(it, Purpose::TimeStamp, material, moment));
        let mut weaknesses = authority.weaknesses.clone();
        let trust = chain.map_or(Trust::NotEvaluated, |mut chain| {
            weaknesses.append(&mut chain.weaknesses);
            chain.trust
        });
        let stamp = Stamp {
            at: one.at,
            authority: authority.certificate.as_ref().map(Certificate::person),
            integrity: unless_weak(authority.integrity, &weaknesses),
            trust,
        };
        (stamp, weaknesses)
    });
    judged.min_by_key(|(stamp, _)| (!dates(stamp), stamp.integrity != Integrity::Intact, stamp.at))
}

/// Whether a time-stamp verifies, which is not known of one that is weak: others could have made it.
fn unless_weak(integrity: Integrity, weaknesses: &[Weakness]) -> Integrity {
    match integrity {
        Integrity::Intact if !weaknesses.is_empty() => Integrity::Unknown,
        Integrity::Intact | Integrity::Broken | Integrity::Unknown => integrity,
    }
}

/// The time-stamp that dates the signature first, its own or one of the document that covers it;
/// where none does, its own, or the first that verifies.
fn dating_stamp(own: Option<&Stamp>, later: &[&Stamp]) -> Option<Stamp> {
    let all = || own.into_iter().chain(later.iter().copied());
    let first = all().filter(|stamp| dates(stamp)).min_by_key(|stamp| stamp.at);
    let intact = later.iter().copied().filter(|stamp| stamp.integrity == Integrity::Intact);
    first.or(own).or_else(|| intact.min_by_key(|stamp| stamp.at)).cloned()
}

/// Whether a time-stamp dates anything. One by an authority that is not trusted does not: anybody can
/// make one.
fn dates(stamp: &Stamp) -> bool {
    stamp.integrity == Integrity::Intact && stamp.trust == Trust::Trusted
}

/// The day on which certificates are judged, and when the signature was made by it.
fn day(
    attested_at: Option<DateTime<Utc>>,
    stamp: Option<&Stamp>,
    claimed_at: Option<DateTime<Utc>>,
    proven: DateTime<Utc>,
) -> (Day, Moment) {
    let stamped_at = stamp.filter(|stamp| dates(stamp)).map(|stamp| stamp.at);
    let (at, source, proven) = match (attested_at, stamped_at, claimed_at) {
        (Some(at), _, _) => (at, DaySource::Stamp, proven.max(at)),
        (None, Some(at), _) => (at, DaySource::Stamp, at),
        (None, None, Some(at)) => (at, DaySource::Claim, proven),
        (None, None, None) => (proven, DaySource::Judgement, proven),
    };
    (Day { at, source }, Moment { said: at, proven })
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
