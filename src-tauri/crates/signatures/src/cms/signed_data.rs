//! The envelope of a signature (`SignedData`, RFC 5652): what it holds, unjudged.

use std::borrow::Cow;

use super::{
    algorithm::Identifier,
    attributes::Attributes,
    ber::{Element, Malformed, Read, Reader, tag},
    oid,
};
use crate::certificate::{Certificate, Name};

/// Long chains with their cross-certificates have a dozen.
const MAX_CERTIFICATES: usize = 128;

/// A `SignedData` with its one signer.
#[derive(Debug)]
pub(crate) struct SignedData<'a> {
    /// What the content is said to be.
    pub(crate) content_type: &'a [u8],
    /// The content, where it is inside.
    pub(crate) content: Option<Cow<'a, [u8]>>,
    /// The certificates, in the order of the file.
    pub(crate) certificates: Vec<&'a [u8]>,
    /// The revocation lists and the answers about revocation.
    pub(crate) revocation: Proofs<'a>,
    /// The one who signed, as an element still to be read.
    signer: Element<'a>,
}

/// What may prove that a certificate was or was not revoked.
#[derive(Debug, Default, Clone)]
pub(crate) struct Proofs<'a> {
    /// Revocation lists.
    pub(crate) crls: Vec<&'a [u8]>,
    /// Answers of OCSP responders.
    pub(crate) ocsp: Vec<&'a [u8]>,
}

/// Who signed, and how.
#[derive(Debug)]
pub(crate) struct SignerInfo<'a> {
    pub(crate) id: SignerId<'a>,
    pub(crate) digest_algorithm: Identifier<'a>,
    pub(crate) signed: Option<Attributes<'a>>,
    pub(crate) signature_algorithm: Identifier<'a>,
    pub(crate) signature: Cow<'a, [u8]>,
    pub(crate) unsigned: Option<Attributes<'a>>,
}

/// Which certificate is the signer's.
#[derive(Debug)]
pub(crate) enum SignerId<'a> {
    /// The one of this issuer with this number.
    Number {
        /// Who issued it.
        issuer: Name<'a>,
        /// Its number.
        serial: &'a [u8],
    },
    /// The one that says to have this key.
    Key(Cow<'a, [u8]>),
}

impl SignerId<'_> {
    pub(crate) fn is(&self, certificate: &Certificate<'_>) -> bool {
        match self {
            SignerId::Number { issuer, serial } => {
                certificate.serial == *serial && certificate.issuer.is(issuer)
            }
            SignerId::Key(key) => certificate.subject_key == Some(key.as_ref()),
        }
    }
}

impl<'a> SignedData<'a> {
    /// Reads a `ContentInfo` around a `SignedData` with exactly one signer. Of two signers each
    /// reader would take another, and the file would be signed by whom one likes.
    pub(crate) fn read(info: Element<'a>) -> Read<Self> {
        let mut parts = info.expect(tag::SEQUENCE)?.inside()?;
        if parts.next()?.oid()? != oid::SIGNED_DATA {
            return Err(Malformed);
        }
        let data = parts.expect(tag::context(0))?.explicit()?;
        parts.end()?;

        let mut parts = data.expect(tag::SEQUENCE)?.inside()?;
        parts.expect(tag::INTEGER)?.small()?;
        parts.expect(tag::SET)?;
        let (content_type, content) = content(parts.sequence()?)?;
        let certificates = match parts.next_if(tag::context(0))? {
            Some(element) => certificates(element.inside()?)?,
            None => Vec::new(),
        };
        let revocation = match parts.next_if(tag::context(1))? {
            Some(element) => proofs(element.inside()?)?,
            None => Proofs::default(),
        };
        let signer = parts.expect(tag::SET)?.explicit()?;
        parts.end()?;
        Ok(Self { content_type, content, certificates, revocation, signer })
    }

    /// Reads who signed.
    pub(crate) fn signer(&self) -> Read<SignerInfo<'a>> {
        let mut parts = self.signer.expect(tag::SEQUENCE)?.inside()?;
        parts.expect(tag::INTEGER)?.small()?;
        let id = signer_id(parts.next()?)?;
        let digest_algorithm = Identifier::read(parts.next()?)?;
        let signed = parts.next_if(tag::context(0))?.map(Attributes::read).transpose()?;
        let signature_algorithm = Identifier::read(parts.next()?)?;
        let signature = octets(parts.next()?)?;
        let unsigned = parts.next_if(tag::context(1))?.map(Attributes::read).transpose()?;
        parts.end()?;
        Ok(SignerInfo { id, digest_algorithm, signed, signature_algorithm, signature, unsigned })
    }
}

/// The certificates of a `SignedData` that nobody signed, in which authorities hand them out (P7B).
pub(crate) fn bag(info: Element<'_>) -> Read<Vec<&[u8]>> {
    let mut parts = info.expect(tag::SEQUENCE)?.inside()?;
    if parts.next()?.oid()? != oid::SIGNED_DATA {
        return Err(Malformed);
    }
    let data = parts.expect(tag::context(0))?.explicit()?;
    let elements = data.expect(tag::SEQUENCE)?.inside()?.all()?;
    let held = elements.into_iter().find(|element| element.tag == tag::context(0));
    certificates(held.ok_or(Malformed)?.inside()?)
}

/// The kind of what is signed, and what is signed where the container holds it.
type Content<'a> = (&'a [u8], Option<Cow<'a, [u8]>>);

fn content(mut parts: Reader<'_>) -> Read<Content<'_>> {
    let content_type = parts.next()?.oid()?;
    let content = match parts.next_if(tag::context(0))? {
        Some(element) => Some(octets(element.explicit()?)?),
        None => None,
    };
    parts.end()?;
    Ok((content_type, content))
}

fn octets(element: Element<'_>) -> Read<Cow<'_, [u8]>> {
    if element.tag & !tag::CONSTRUCTED == tag::OCTET_STRING {
        element.octets()
    } else {
        Err(Malformed)
    }
}

/// The certificates of persons and authorities; those of attributes are passed over.
fn certificates(mut elements: Reader<'_>) -> Read<Vec<&[u8]>> {
    let mut certificates = Vec::new();
    while let Some(element) = elements.optional()? {
        if certificates.len() == MAX_CERTIFICATES {
            return Err(Malformed);
        }
        if element.tag == tag::SEQUENCE {
            certificates.push(element.raw);
        }
    }
    Ok(certificates)
}

fn proofs(mut elements: Reader<'_>) -> Read<Proofs<'_>> {
    let mut proofs = Proofs::default();
    while let Some(element) = elements.optional()? {
        if element.tag == tag::SEQUENCE {
            proofs.crls.push(element.raw);
        } else if element.tag == tag::context(1) {
            let mut parts = element.inside()?;
            if parts.next()?.oid()? == oid::OCSP_IN_CMS {
                proofs.ocsp.push(parts.next()?.raw);
            }
        }
    }
    Ok(proofs)
}

fn signer_id(element: Element<'_>) -> Read<SignerId<'_>> {
    match element.tag {
        tag::SEQUENCE => {
            let mut parts = element.inside()?;
            let issuer = Name::read(parts.next()?)?;
            let serial = parts.expect(tag::INTEGER)?.content;
            parts.end()?;
            Ok(SignerId::Number { issuer, serial })
        }
        t if t & !tag::CONSTRUCTED == tag::context_primitive(0) => {
            element.octets().map(SignerId::Key)
        }
        _ => Err(Malformed),
    }
}

/// What Adobe's signers keep among the signed attributes: lists, then answers, about revocation.
/// Whatever of it cannot be read proves nothing.
pub(crate) fn kept_by_adobe<'a>(attributes: &Attributes<'a>, proofs: &mut Proofs<'a>) {
    let raw = |element: Element<'a>| -> Read<Vec<&'a [u8]>> {
        let list = element.explicit()?.expect(tag::SEQUENCE)?.inside()?.all()?;
        Ok(list.into_iter().map(|proof| proof.raw).collect())
    };
    for kept in attributes.every(oid::ADOBE_REVOCATION) {
        let Ok(parts) = kept.inside().and_then(Reader::all) else { continue };
        for part in parts {
            let list = raw(part).unwrap_or_default();
            if part.tag == tag::context(0) {
                proofs.crls.extend(list);
            } else if part.tag == tag::context(1) {
                proofs.ocsp.extend(list);
            }
        }
    }
}
