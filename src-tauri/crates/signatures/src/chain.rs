//! From the signer's certificate to an authority that is trusted, by issuers that each prove to have
//! issued the one before.
//!
//! Every way there is is tried, within bounds, and the best one counts: a file may hold an expired
//! cross-certificate beside the one that still holds.

use chrono::{DateTime, Utc};

use crate::{
    certificate::Certificate,
    cms::oid,
    report::{self, Digest, Reason, Revocation, Trust, Weakness},
    revocation::Proofs,
    trust::TrustList,
};

/// Real chains have four certificates.
const MAX_LENGTH: usize = 8;

/// Verifying the signature of a certificate takes up to a millisecond, and a file may bring hundreds
/// of certificates of the same name.
const MAX_CHECKS: u32 = 128;

/// What a certificate was used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To sign a document.
    Signature,
    /// To stamp the time.
    TimeStamp,
}

/// When something was signed. The two are one where a time-stamp says so; else certificates are to
/// hold on both days, for who signed may claim any day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// When it is said to have been.
    pub(crate) said: DateTime<Utc>,
    /// By when it is proven to have been.
    pub(crate) proven: DateTime<Utc>,
}

/// What a chain is built from and judged with.
#[derive(Clone, Copy)]
pub(crate) struct Material<'a> {
    /// The certificates of the file.
    pub(crate) certificates: &'a [Certificate<'a>],
    /// What the file says of revocation.
    pub(crate) proofs: &'a Proofs<'a>,
    /// The authorities that are trusted.
    pub(crate) trust: &'a TrustList,
}

/// A chain, and what it is worth.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) chain: Vec<report::Certificate>,
    pub(crate) trust: Trust,
    pub(crate) reasons: Vec<Reason>,
    /// What makes what issuers signed weaker than it should be.
    pub(crate) weaknesses: Vec<Weakness>,
    /// Whether the file says of every certificate that somebody else issued whether it was revoked.
    pub(crate) proven: bool,
}

/// Builds and judges the chain of `leaf`.
pub(crate) fn judge<'a>(
    leaf: &Certificate<'a>,
    purpose: Purpose,
    material: Material<'a>,
    moment: Moment,
) -> Judged {
    let mut search =
        Search { purpose, material, moment, checks: MAX_CHECKS, best: None, longest: Vec::new() };
    search.extend(&mut vec![leaf.clone()]);
    let Search { best, longest, .. } = search;
    best.unwrap_or_else(|| {
        let mut judged = walk(&longest, false, purpose, material, moment);
        judged.trust = if material.trust.is_empty() { Trust::NotEvaluated } else { Trust::Unknown };
        if let (Trust::Unknown, Some(last)) = (judged.trust, longest.last()) {
            let listed = longest.iter().find(|it| material.trust.names(&it.issuer));
            judged.reasons.push(match listed {
                Some(below) => Reason::IssuerNotGranted { issuer: below.issuer.called() },
                None => Reason::IssuerUnknown { issuer: last.issuer.called() },
            });
        }
        judged
    })
}

struct Search<'a> {
    purpose: Purpose,
    material: Material<'a>,
    moment: Moment,
    checks: u32,
    best: Option<Judged>,
    longest: Vec<Certificate<'a>>,
}

impl<'a> Search<'a> {
    fn extend(&mut self, chain: &mut Vec<Certificate<'a>>) {
        if chain.len() > self.longest.len() {
            self.longest.clone_from(chain);
        }
        let Some(last) = chain.last().cloned() else { return };
        let Material { trust, certificates, .. } = self.material;
        let moment = self.moment;
        if trust.named(&last.subject, self.purpose, moment).any(|anchor| anchor.raw == last.raw) {
            self.keep(chain);
            return;
        }
        if chain.len() == MAX_LENGTH || last.is_root() {
            return;
        }
        let anchors = trust.named(&last.issuer, self.purpose, moment);
        let others = certificates.iter().filter(|other| other.subject.is(&last.issuer)).cloned();
        for issuer in anchors.chain(others) {
            if chain.iter().any(|known| known.raw == issuer.raw) {
                continue;
            }
            let Some(left) = self.checks.checked_sub(1) else { return };
            self.checks = left;
            if last.is_issued_by(&issuer) {
                chain.push(issuer);
                self.extend(chain);
                chain.pop();
            }
        }
    }

    fn keep(&mut self, chain: &[Certificate<'a>]) {
        let judged = walk(chain, true, self.purpose, self.material, self.moment);
        let better = |best: &Judged| severity(judged.trust) < severity(best.trust);
        if self.best.as_ref().is_none_or(better) {
            self.best = Some(judged);
        }
    }
}

/// Judges each certificate of a chain, from the signer’s to the last. That one is trusted as it is
/// where somebody else signed, and neither ends with its validity.
fn walk(
    chain: &[Certificate<'_>],
    anchored: bool,
    purpose: Purpose,
    material: Material<'_>,
    moment: Moment,
) -> Judged {
    let mut judged = Judged {
        chain: Vec::new(),
        trust: Trust::Trusted,
        reasons: Vec::new(),
        weaknesses: Vec::new(),
        proven: chain.len() > 1,
    };
    for (place, certificate) in chain.iter().enumerate() {
        let issuer = chain.get(place + 1);
        let revocation = issuer
            .map_or(Revocation::Unknown, |issuer| material.proofs.of(certificate, issuer, moment));
        judged.proven &= issuer.is_some() || anchored || certificate.is_root();
        if let Some(issuer) = issuer {
            judged.proven &= material.proofs.speak_of(certificate, issuer);
            // Whoever can find two things with one digest has an issuer sign both.
            let digest = certificate.signed_digest().filter(Digest::is_weak);
            judged.weaknesses.extend(digest.map(|digest| Weakness::Digest { digest }));
        }
        let trusted_as_it_is = place > 0 && issuer.is_none() && (anchored || certificate.is_root());
        let flaws = [
            flaw_of_day(certificate, moment).filter(|_| !trusted_as_it_is),
            flaw_of_revocation(certificate, revocation),
            (!is_fit(certificate, place, purpose)).then(|| {
                (Trust::Unfit, Reason::CertificateUnfit { subject: certificate.subject.called() })
            }),
        ];
        for (trust, reason) in flaws.into_iter().flatten() {
            if severity(trust) > severity(judged.trust) {
                judged.trust = trust;
            }
            judged.reasons.push(reason);
        }
        judged.chain.push(shown(certificate, revocation));
    }
    judged
}

fn flaw_of_day(certificate: &Certificate<'_>, moment: Moment) -> Option<(Trust, Reason)> {
    let subject = || certificate.subject.called();
    if moment.said < certificate.valid_from {
        let at = certificate.valid_from;
        return Some((
            Trust::NotYetValid,
            Reason::CertificateNotYetValid { subject: subject(), at },
        ));
    }
    if moment.proven > certificate.valid_until {
        let at = certificate.valid_until;
        return Some((Trust::Expired, Reason::CertificateExpired { subject: subject(), at }));
    }
    None
}

fn flaw_of_revocation(certificate: &Certificate<'_>, found: Revocation) -> Option<(Trust, Reason)> {
    match found {
        Revocation::Revoked { at } => {
            let subject = certificate.subject.called();
            Some((Trust::Revoked, Reason::CertificateRevoked { subject, at }))
        }
        Revocation::Good | Revocation::Unknown => None,
    }
}

/// Whether a certificate may do at its place in the chain what was done with it.
fn is_fit(certificate: &Certificate<'_>, place: usize, purpose: Purpose) -> bool {
    if place > 0 {
        // Between it and the signer stand the authorities at the places from 1 up to its own.
        let between = u32::try_from(place - 1).unwrap_or(u32::MAX);
        return certificate.understood
            && certificate.usage.is_none_or(|usage| usage.certifies())
            && certificate.authority.is_some_and(|authority| {
                authority.beneath.is_none_or(|beneath| between <= beneath)
            });
    }
    certificate.understood
        && match purpose {
            Purpose::Signature => {
                certificate.usage.is_none_or(|usage| usage.signs())
                    && certificate.purposes.as_ref().is_none_or(|_| {
                        oid::USAGES_SIGNING.iter().any(|usage| certificate.may(*usage))
                    })
            }
            Purpose::TimeStamp => certificate.is_only_for(oid::USAGE_TIME_STAMPING),
        }
}

fn shown(certificate: &Certificate<'_>, revocation: Revocation) -> report::Certificate {
    report::Certificate {
        subject: certificate.subject.called(),
        issuer: certificate.issuer.called(),
        serial: certificate.number(),
        valid_from: certificate.valid_from,
        valid_until: certificate.valid_until,
        sha256: certificate.fingerprint(),
        revocation,
    }
}

/// How bad an answer is: of several flaws the worst is told, of several chains the best.
fn severity(trust: Trust) -> u8 {
    match trust {
        Trust::Trusted => 0,
        Trust::Expired => 1,
        Trust::NotYetValid => 2,
        Trust::Unfit => 3,
        Trust::Revoked => 4,
        Trust::Unknown => 5,
        Trust::NotEvaluated => 6,
    }
}
