//! Whether the signer's certificate is the one that was signed (ESS, RFC 5035): without this,
//! another certificate of the same key could be put in its place, with another name.

use super::{
    algorithm::Identifier,
    attributes::{Attributes, One},
    ber::{Element, Malformed, Read, Reader, tag},
    oid,
};
use crate::{
    certificate::{Certificate, Name},
    report::Digest,
};

/// What the signed attributes say of the certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// Nothing.
    Nothing,
    /// It is the one.
    This,
    /// It is another, or it cannot be told which.
    Another,
}

/// Compares the certificate with what the signed attributes name.
pub(crate) fn check(attributes: &Attributes<'_>, certificate: &Certificate<'_>) -> Named {
    let mut named = Named::Nothing;
    for (oid, of_first) in
        [(oid::SIGNING_CERTIFICATE, Some(Digest::Sha1)), (oid::SIGNING_CERTIFICATE_V2, None)]
    {
        match attributes.one(oid) {
            One::Absent => {}
            One::Several => return Named::Another,
            One::Present(value) => match matches(value, of_first, certificate) {
                Ok(true) => named = Named::This,
                Ok(false) | Err(Malformed) => return Named::Another,
            },
        }
    }
    named
}

/// The first identifier is the signer's; the others only narrow the chain.
fn matches(value: Element<'_>, fixed: Option<Digest>, certificate: &Certificate<'_>) -> Read<bool> {
    let mut identifier = value.expect(tag::SEQUENCE)?.inside()?.sequence()?.sequence()?;
    let digest = match fixed {
        Some(digest) => digest,
        None => match identifier.next_if(tag::SEQUENCE)? {
            Some(algorithm) => Identifier::read(algorithm)?.digest(),
            None => Digest::Sha256,
        },
    };
    let hash = identifier.expect(tag::OCTET_STRING)?.content;
    let issuer = identifier.next_if(tag::SEQUENCE)?;
    identifier.end()?;
    if digest.of(&[certificate.raw]).as_deref() != Some(hash) {
        return Ok(false);
    }
    issuer.map_or(Ok(true), |issuer| issued(issuer.inside()?, certificate))
}

fn issued(mut parts: Reader<'_>, certificate: &Certificate<'_>) -> Read<bool> {
    let names = parts.expect(tag::SEQUENCE)?;
    let serial = parts.expect(tag::INTEGER)?.content;
    // `[4]` among the general names is a name of the directory; here it is the only one.
    let name = Name::read(names.explicit()?.expect(tag::context(4))?.explicit()?)?;
    Ok(certificate.serial == serial && certificate.issuer.is(&name))
}
