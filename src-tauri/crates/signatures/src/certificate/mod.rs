//! Certificates (X.509): whose a key is, and who says so.
//!
//! Reading is apart from judging. An extension that cannot be read does not make the key unreadable,
//! so that a signature can still be told intact; but no chain goes through such a certificate.

mod name;
mod qualified;

use chrono::{DateTime, Utc};

pub(crate) use name::Name;
use name::shown;

use crate::{
    cms::{
        algorithm::{Identifier, Scheme},
        ber::{Element, Malformed, Read, Reader, tag},
        key::{Check, PublicKey},
        oid, time,
    },
    report::{Digest, Key, Person},
};
use qualified::Statements;

/// Real certificates have a dozen.
const MAX_EXTENSIONS: usize = 64;

/// A number takes twenty bytes at most; of a longer one the beginning is shown.
const MAX_NUMBER: usize = 20;

/// Shorter keys than this are found by anybody who has some days.
const BROKEN_RSA: u32 = 1024;

/// A certificate.
#[derive(Debug, Clone)]
pub(crate) struct Certificate<'a> {
    pub(crate) raw: &'a [u8],
    pub(crate) serial: &'a [u8],
    pub(crate) issuer: Name<'a>,
    pub(crate) valid_from: DateTime<Utc>,
    pub(crate) valid_until: DateTime<Utc>,
    pub(crate) subject: Name<'a>,
    /// The identifier that the certificate gives to its key.
    pub(crate) subject_key: Option<&'a [u8]>,
    /// What the key may be used for, where the certificate says so.
    pub(crate) usage: Option<Usage>,
    /// The further purposes, where the certificate lists them.
    pub(crate) purposes: Option<Vec<&'a [u8]>>,
    /// Whether it may issue others, and over how many further ones.
    pub(crate) authority: Option<Authority>,
    /// Where the lists that would revoke it are published.
    pub(crate) published_in: Option<&'a [u8]>,
    /// Whether all that restricts it was read and understood.
    pub(crate) understood: bool,
    key: Element<'a>,
    signed: Signed<'a>,
    email: Option<String>,
    statements: Statements,
}

/// The first bits of the usage of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Usage(u8);

impl Usage {
    /// Whether the key may sign documents.
    pub(crate) fn signs(self) -> bool {
        self.0 & 0b1100_0000 != 0
    }

    /// Whether the key may sign certificates.
    pub(crate) fn certifies(self) -> bool {
        self.0 & 0b0000_0100 != 0
    }

    /// Whether the key may sign revocation lists.
    pub(crate) fn revokes(self) -> bool {
        self.0 & 0b0000_0010 != 0
    }
}

/// What an authority may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Authority {
    /// How many authorities may stand between it and the signer.
    pub(crate) beneath: Option<u32>,
}

/// Something signed by its issuer: a certificate, a revocation list, an answer about revocation.
#[derive(Debug, Clone)]
pub(crate) struct Signed<'a> {
    pub(crate) content: Element<'a>,
    pub(crate) algorithm: Identifier<'a>,
    pub(crate) signature: &'a [u8],
}

impl<'a> Signed<'a> {
    /// The three parts that every such thing begins with, and what follows them.
    pub(crate) fn read(parts: &mut Reader<'a>) -> Read<Self> {
        let content = parts.next()?;
        let algorithm = Identifier::read(parts.next()?)?;
        let signature = parts.next()?.bits()?;
        Ok(Self { content, algorithm, signature })
    }

    /// Whether this key signed it.
    pub(crate) fn is_signed_by(&self, key: &PublicKey) -> bool {
        let Ok(Some(scheme)) = Scheme::read(&self.algorithm) else { return false };
        // Without a digest of their own: Edwards' curves, whose scheme has one inside.
        let digest = scheme.digest().cloned().unwrap_or(Digest::Sha512);
        // Of both anybody makes what an issuer never signed.
        if digest == Digest::Md5 || matches!(key.kind(), Key::Rsa { bits } if *bits < BROKEN_RSA) {
            return false;
        }
        key.verify(&scheme, &digest, &[self.content.raw], self.signature) == Check::Verified
    }
}

impl<'a> Certificate<'a> {
    pub(crate) fn read(raw: &'a [u8]) -> Read<Self> {
        let mut parts = Element::alone(raw)?.expect(tag::SEQUENCE)?.inside()?;
        let signed = Signed::read(&mut parts)?;
        parts.end()?;

        let mut parts = signed.content.expect(tag::SEQUENCE)?.inside()?;
        parts.next_if(tag::context(0))?;
        let serial = parts.expect(tag::INTEGER)?.content;
        if !Identifier::read(parts.next()?)?.agrees(&signed.algorithm) {
            return Err(Malformed);
        }
        let issuer = Name::read(parts.next()?)?;
        let mut validity = parts.sequence()?;
        let (valid_from, valid_until) =
            (time::read(validity.next()?)?, time::read(validity.next()?)?);
        validity.end()?;
        let subject = Name::read(parts.next()?)?;
        let key = parts.expect(tag::SEQUENCE)?;

        let mut certificate = Self {
            raw,
            serial,
            issuer,
            valid_from,
            valid_until,
            subject,
            subject_key: None,
            usage: None,
            purposes: None,
            authority: None,
            published_in: None,
            understood: true,
            key,
            signed,
            email: None,
            statements: Statements::default(),
        };
        while let Some(part) = parts.optional()? {
            if part.tag == tag::context(3) {
                certificate.read_extensions(part)?;
            }
        }
        Ok(certificate)
    }

    fn read_extensions(&mut self, part: Element<'a>) -> Read<()> {
        let mut seen = Vec::new();
        let mut extensions = part.explicit()?.expect(tag::SEQUENCE)?.inside()?;
        while let Some(extension) = extensions.optional()? {
            let mut parts = extension.expect(tag::SEQUENCE)?.inside()?;
            let oid = parts.next()?.oid()?;
            let critical = parts.next_if(tag::BOOLEAN)?.map_or(Ok(false), Element::boolean)?;
            let value = parts.expect(tag::OCTET_STRING)?.content;
            parts.end()?;
            if seen.len() == MAX_EXTENSIONS || seen.contains(&oid) {
                return Err(Malformed);
            }
            seen.push(oid);
            match Element::alone(value).and_then(|value| self.read_extension(oid, value)) {
                Ok(true) => {}
                Ok(false) => self.understood &= !critical,
                Err(Malformed) => self.understood = false,
            }
        }
        Ok(())
    }

    /// Reads an extension, and tells whether it is one that is taken into account.
    fn read_extension(&mut self, oid: &[u8], value: Element<'a>) -> Read<bool> {
        if oid == oid::SUBJECT_KEY {
            self.subject_key = Some(value.expect(tag::OCTET_STRING)?.content);
        } else if oid == oid::KEY_USAGE {
            let bits = value.expect(tag::BIT_STRING)?.content;
            self.usage = Some(Usage(bits.get(1).copied().unwrap_or(0)));
        } else if oid == oid::BASIC_CONSTRAINTS {
            let mut parts = value.expect(tag::SEQUENCE)?.inside()?;
            let may_issue = parts.next_if(tag::BOOLEAN)?.map_or(Ok(false), Element::boolean)?;
            let beneath = parts.next_if(tag::INTEGER)?.map(Element::small).transpose()?;
            parts.end()?;
            self.authority = may_issue.then_some(Authority { beneath });
        } else if oid == oid::EXTENDED_USAGE {
            let purposes = value.expect(tag::SEQUENCE)?.inside()?.all()?;
            self.purposes = Some(purposes.into_iter().map(Element::oid).collect::<Read<_>>()?);
        } else if oid == oid::SUBJECT_NAMES {
            self.email = email(value)?;
        } else if oid == oid::CRL_POINTS {
            self.published_in = Some(value.content);
        } else if oid == oid::QUALIFIED_STATEMENTS {
            self.statements = Statements::read(value)?;
        } else {
            // These say where to look, or under which policy the certificate was issued, which
            // restricts nothing as long as no policy is asked for.
            return Ok([oid::ISSUER_KEY, oid::ISSUER_NAMES, oid::POLICIES]
                .into_iter()
                .any(|known| oid == known));
        }
        Ok(true)
    }

    /// The digest that its issuer signed, where it is one that is known.
    pub(crate) fn signed_digest(&self) -> Option<Digest> {
        Scheme::read(&self.signed.algorithm).ok()??.digest().cloned()
    }

    pub(crate) fn key(&self) -> Read<PublicKey> {
        PublicKey::read(self.key)
    }

    /// The bits of the key alone, by which answers about revocation name it.
    pub(crate) fn key_bits(&self) -> Read<&'a [u8]> {
        let mut parts = self.key.inside()?;
        parts.next()?;
        parts.next()?.bits()
    }

    /// Whether this certificate is said, and proven, to be issued by `issuer`.
    pub(crate) fn is_issued_by(&self, issuer: &Certificate<'_>) -> bool {
        self.issuer.is(&issuer.subject)
            && issuer.key().is_ok_and(|key| self.signed.is_signed_by(&key))
    }

    /// Whether it says to be issued by itself.
    pub(crate) fn is_root(&self) -> bool {
        self.issuer.is(&self.subject)
    }

    /// Whether the purpose is listed.
    pub(crate) fn may(&self, purpose: oid::Oid) -> bool {
        self.purposes.iter().flatten().any(|listed| *listed == purpose)
    }

    /// Whether the purpose is listed, alone among all.
    pub(crate) fn is_only_for(&self, purpose: oid::Oid) -> bool {
        matches!(self.purposes.as_deref(), Some([only]) if *only == purpose)
    }

    /// Whom it names.
    pub(crate) fn person(&self) -> Person {
        Person {
            name: self.subject.called(),
            organisation: self.subject.part(oid::ORGANISATION),
            email: self.email.clone().or_else(|| self.subject.part(oid::EMAIL)),
            qualified: self.statements.qualified,
            seal: self.statements.seal,
        }
    }

    /// The number, as it is shown.
    pub(crate) fn number(&self) -> String {
        hexadecimal(self.serial.get(..MAX_NUMBER).unwrap_or(self.serial))
    }

    /// What tells it from every other.
    pub(crate) fn fingerprint(&self) -> String {
        Digest::Sha256.of(&[self.raw]).map(|value| hexadecimal(&value)).unwrap_or_default()
    }
}

/// Bytes as they are shown.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])
        .collect()
}

/// The first address among the other names of the subject.
fn email(value: Element<'_>) -> Read<Option<String>> {
    let mut names = value.expect(tag::SEQUENCE)?.inside()?;
    while let Some(name) = names.optional()? {
        if name.tag == tag::context_primitive(1) {
            return Ok(std::str::from_utf8(name.content).ok().map(|text| shown(text.to_owned())));
        }
    }
    Ok(None)
}
