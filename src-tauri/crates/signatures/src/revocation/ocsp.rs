//! Answers about revocation (OCSP, RFC 6960).

use chrono::{DateTime, Utc};

use super::Said;
use crate::{
    certificate::{Certificate, Signed},
    cms::{
        algorithm::Identifier,
        ber::{Element, Malformed, Read, tag},
        oid, time,
    },
    report::Digest,
};

/// Responders send their own certificate, and sometimes its chain.
const MAX_CERTIFICATES: usize = 16;

/// An answer: what a responder says of some certificates.
#[derive(Debug)]
pub(super) struct Answer<'a> {
    statuses: Vec<Status<'a>>,
    produced: DateTime<Utc>,
    signed: Signed<'a>,
    certificates: Vec<&'a [u8]>,
}

/// What is said of one certificate.
#[derive(Debug)]
struct Status<'a> {
    digest: Digest,
    issuer_name: &'a [u8],
    issuer_key: &'a [u8],
    serial: &'a [u8],
    said: Said,
}

impl<'a> Answer<'a> {
    pub(super) fn read(raw: &'a [u8]) -> Read<Self> {
        let mut parts = Element::alone(raw)?.expect(tag::SEQUENCE)?.inside()?;
        // Any other number says why there is no answer.
        if parts.expect(tag::ENUMERATED)?.small()? != 0 {
            return Err(Malformed);
        }
        let mut bytes =
            parts.expect(tag::context(0))?.explicit()?.expect(tag::SEQUENCE)?.inside()?;
        if bytes.next()?.oid()? != oid::OCSP_BASIC {
            return Err(Malformed);
        }
        let basic = bytes.expect(tag::OCTET_STRING)?.content;

        let mut parts = Element::alone(basic)?.expect(tag::SEQUENCE)?.inside()?;
        let signed = Signed::read(&mut parts)?;
        let certificates = match parts.next_if(tag::context(0))? {
            Some(part) => part.explicit()?.inside()?.all()?,
            None => Vec::new(),
        };
        let certificates = certificates.into_iter().take(MAX_CERTIFICATES).map(|c| c.raw).collect();

        let mut parts = signed.content.expect(tag::SEQUENCE)?.inside()?;
        parts.next_if(tag::context(0))?;
        // Who answers shows by whose key signed.
        parts.next()?;
        let produced = time::read(parts.next()?)?;
        let statuses =
            parts.sequence()?.all()?.into_iter().filter_map(|s| status(s).ok()).collect();
        Ok(Self { statuses, produced, signed, certificates })
    }

    /// What the answer says of a certificate, if it is one of those that it speaks of.
    pub(super) fn say(
        &self,
        certificate: &Certificate<'_>,
        issuer: &Certificate<'_>,
    ) -> Option<Said> {
        let status = self.statuses.iter().find(|status| status.is_of(certificate, issuer))?;
        self.is_signed_for(issuer).then_some(status.said)
    }

    /// Whether the issuer signed it, or somebody whom the issuer charged with answering.
    fn is_signed_for(&self, issuer: &Certificate<'_>) -> bool {
        if issuer.key().is_ok_and(|key| self.signed.is_signed_by(&key)) {
            return true;
        }
        self.certificates.iter().filter_map(|raw| Certificate::read(raw).ok()).any(|responder| {
            responder.may(oid::USAGE_OCSP)
                && responder.valid_from <= self.produced
                && self.produced <= responder.valid_until
                && responder.is_issued_by(issuer)
                && responder.key().is_ok_and(|key| self.signed.is_signed_by(&key))
        })
    }
}

impl Status<'_> {
    fn is_of(&self, certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> bool {
        self.serial == certificate.serial
            && self.digest.of(&[issuer.subject.raw]).as_deref() == Some(self.issuer_name)
            && issuer
                .key_bits()
                .is_ok_and(|bits| self.digest.of(&[bits]).as_deref() == Some(self.issuer_key))
    }
}

fn status(element: Element<'_>) -> Read<Status<'_>> {
    let mut parts = element.expect(tag::SEQUENCE)?.inside()?;
    let mut id = parts.sequence()?;
    let digest = Identifier::read(id.next()?)?.digest();
    let issuer_name = id.expect(tag::OCTET_STRING)?.content;
    let issuer_key = id.expect(tag::OCTET_STRING)?.content;
    let serial = id.expect(tag::INTEGER)?.content;
    id.end()?;
    let status = parts.next()?;
    let revoked = match status.tag {
        t if t == tag::context_primitive(0) => None,
        t if t == tag::context(1) => Some(time::read(status.inside()?.next()?)?),
        // The responder does not know the certificate.
        _ => return Err(Malformed),
    };
    let from = time::read(parts.next()?)?;
    let until = match parts.next_if(tag::context(0))? {
        Some(part) => Some(time::read(part.explicit()?)?),
        None => None,
    };
    Ok(Status { digest, issuer_name, issuer_key, serial, said: Said { revoked, from, until } })
}
