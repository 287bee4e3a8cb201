//! Revocation lists (RFC 5280, 5).

use chrono::{DateTime, Utc};

use super::Said;
use crate::{
    certificate::{Certificate, Name, Signed},
    cms::{
        algorithm::Identifier,
        ber::{Element, Malformed, Read, tag},
        oid, time,
    },
};

/// A revocation list.
#[derive(Debug)]
pub(super) struct Crl<'a> {
    issuer: Name<'a>,
    from: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
    revoked: Option<Element<'a>>,
    scope: Scope<'a>,
    signed: Signed<'a>,
}

/// Which certificates a list speaks of.
#[derive(Debug, Default)]
struct Scope<'a> {
    only_users: bool,
    only_authorities: bool,
    /// Where the list is published: certificates that name another place are in another list.
    place: Option<&'a [u8]>,
}

impl<'a> Crl<'a> {
    pub(super) fn read(raw: &'a [u8]) -> Read<Self> {
        let mut parts = Element::alone(raw)?.expect(tag::SEQUENCE)?.inside()?;
        let signed = Signed::read(&mut parts)?;
        parts.end()?;

        let mut parts = signed.content.expect(tag::SEQUENCE)?.inside()?;
        parts.next_if(tag::INTEGER)?;
        if !Identifier::read(parts.next()?)?.agrees(&signed.algorithm) {
            return Err(Malformed);
        }
        let issuer = Name::read(parts.next()?)?;
        let from = time::read(parts.next()?)?;
        let mut next = parts.optional()?;
        let until = match next {
            Some(part) if part.tag == tag::UTC_TIME || part.tag == tag::GENERALIZED_TIME => {
                next = parts.optional()?;
                Some(time::read(part)?)
            }
            Some(_) | None => None,
        };
        let revoked = next.filter(|part| part.tag == tag::SEQUENCE);
        if revoked.is_some() {
            next = parts.optional()?;
        }
        let scope = match next {
            Some(part) => scope(part.expect(tag::context(0))?.explicit()?)?,
            None => Scope::default(),
        };
        parts.end()?;
        Ok(Self { issuer, from, until, revoked, scope, signed })
    }

    /// What the list says of a certificate, if it is one of those that it speaks of.
    pub(super) fn say(
        &self,
        certificate: &Certificate<'_>,
        issuer: &Certificate<'_>,
    ) -> Option<Said> {
        let speaks = self.issuer.is(&certificate.issuer)
            && self.issuer.is(&issuer.subject)
            && issuer.usage.is_none_or(|usage| usage.revokes())
            && self.signed.is_signed_by(&issuer.key().ok()?);
        if !speaks {
            return None;
        }
        let revoked = self.revocation(certificate.serial).ok()?;
        if revoked.is_none() && !self.scope.holds(certificate) {
            return None;
        }
        Some(Said { revoked, from: self.from, until: self.until })
    }

    fn revocation(&self, serial: &[u8]) -> Read<Option<DateTime<Utc>>> {
        let Some(revoked) = self.revoked else { return Ok(None) };
        let mut entries = revoked.inside()?;
        while let Some(entry) = entries.optional()? {
            let mut parts = entry.expect(tag::SEQUENCE)?.inside()?;
            if parts.expect(tag::INTEGER)?.content == serial {
                return time::read(parts.next()?).map(Some);
            }
        }
        Ok(None)
    }
}

impl Scope<'_> {
    fn holds(&self, certificate: &Certificate<'_>) -> bool {
        let authority = certificate.authority.is_some();
        let published = |place: &[u8]| {
            certificate
                .published_in
                .is_none_or(|points| points.windows(place.len()).any(|part| part == place))
        };
        let other_kind = if authority { self.only_users } else { self.only_authorities };
        !other_kind && self.place.is_none_or(published)
    }
}

fn scope(extensions: Element<'_>) -> Read<Scope<'_>> {
    let mut scope = Scope::default();
    let mut extensions = extensions.expect(tag::SEQUENCE)?.inside()?;
    while let Some(extension) = extensions.optional()? {
        let mut parts = extension.expect(tag::SEQUENCE)?.inside()?;
        let oid = parts.next()?.oid()?;
        let critical = parts.next_if(tag::BOOLEAN)?.map_or(Ok(false), Element::boolean)?;
        let value = parts.expect(tag::OCTET_STRING)?.content;
        if oid == oid::ISSUING_POINT {
            scope = issuing_point(Element::alone(value)?)?;
        } else if critical {
            // Such as that of a list of what changed since another list.
            return Err(Malformed);
        }
    }
    Ok(scope)
}

fn issuing_point(value: Element<'_>) -> Read<Scope<'_>> {
    let mut scope = Scope::default();
    let mut parts = value.expect(tag::SEQUENCE)?.inside()?;
    while let Some(part) = parts.optional()? {
        let yes = part.content.first().is_some_and(|byte| *byte != 0);
        match part.tag {
            t if t == tag::context(0) => scope.place = Some(place(part)?),
            t if t == tag::context_primitive(1) => scope.only_users = yes,
            t if t == tag::context_primitive(2) => scope.only_authorities = yes,
            // Only some reasons, the certificates of others, or attributes.
            _ => return Err(Malformed),
        }
    }
    Ok(scope)
}

/// The first address of a place: `[0]` full name, `[0]` names, an address.
fn place(part: Element<'_>) -> Read<&[u8]> {
    let names = part.inside()?.expect(tag::context(0))?;
    let address = names.inside()?.next()?.content;
    if address.is_empty() { Err(Malformed) } else { Ok(address) }
}
