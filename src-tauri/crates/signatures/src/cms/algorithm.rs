//! Which digest and which signature an `AlgorithmIdentifier` names.
//!
//! Names are taken for what they are and nothing else: a signature algorithm that stands where a
//! digest should is not read as the digest inside it, because another reader would refuse it.

use openssl::hash::{Hasher, MessageDigest};

use super::{
    ber::{Element, Malformed, Read, Reader, tag},
    oid::{self, Oid},
};
use crate::report::Digest;

/// An algorithm as it is named in the file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Identifier<'a> {
    pub(crate) oid: &'a [u8],
    pub(crate) parameters: Option<Element<'a>>,
}

impl<'a> Identifier<'a> {
    pub(crate) fn read(element: Element<'a>) -> Read<Self> {
        Self::of(element.expect(tag::SEQUENCE)?.inside()?)
    }

    /// The same from its parts, for where its own tag is replaced by another.
    pub(crate) fn of(mut parts: Reader<'a>) -> Read<Self> {
        let oid = parts.next()?.oid()?;
        let parameters = parts.optional()?;
        parts.end()?;
        Ok(Self { oid, parameters })
    }

    /// The parameters, where they say something: an explicit nothing is nothing.
    fn said(&self) -> Option<&'a [u8]> {
        const NOTHING: &[u8] = &[0x05, 0x00];
        self.parameters.map(|element| element.raw).filter(|raw| *raw != NOTHING)
    }

    /// Whether both name the same algorithm with the same parameters.
    pub(crate) fn agrees(&self, other: &Identifier<'_>) -> bool {
        self.oid == other.oid && self.said() == other.said()
    }

    /// The digest that is named; one that takes parameters beside its name is another digest.
    pub(crate) fn digest(&self) -> Digest {
        let shake_of_64_bytes = self.oid == oid::SHAKE256_LENGTH
            && self.parameters.is_some_and(|length| length.small() == Ok(512));
        if shake_of_64_bytes {
            return Digest::Shake256;
        }
        DIGESTS.iter().find(|(oid, _)| self.oid == *oid && self.said().is_none()).map_or_else(
            || Digest::Other { oid: oid::dotted(self.oid) },
            |(_, digest)| digest.clone(),
        )
    }
}

const DIGESTS: [(Oid, Digest); 12] = [
    (oid::SHA256, Digest::Sha256),
    (oid::SHA384, Digest::Sha384),
    (oid::SHA512, Digest::Sha512),
    (oid::SHA224, Digest::Sha224),
    (oid::SHA3_256, Digest::Sha3_256),
    (oid::SHA3_384, Digest::Sha3_384),
    (oid::SHA3_512, Digest::Sha3_512),
    (oid::SHA3_224, Digest::Sha3_224),
    (oid::SHAKE256, Digest::Shake256),
    (oid::SHA1, Digest::Sha1),
    (oid::MD5, Digest::Md5),
    (oid::RIPEMD160, Digest::Ripemd160),
];

impl Digest {
    /// What computes it, where OpenSSL does.
    pub(crate) fn function(&self) -> Option<MessageDigest> {
        Some(match self {
            Digest::Md5 => MessageDigest::md5(),
            Digest::Sha1 => MessageDigest::sha1(),
            Digest::Sha224 => MessageDigest::sha224(),
            Digest::Sha256 => MessageDigest::sha256(),
            Digest::Sha384 => MessageDigest::sha384(),
            Digest::Sha512 => MessageDigest::sha512(),
            Digest::Sha3_224 => MessageDigest::sha3_224(),
            Digest::Sha3_256 => MessageDigest::sha3_256(),
            Digest::Sha3_384 => MessageDigest::sha3_384(),
            Digest::Sha3_512 => MessageDigest::sha3_512(),
            Digest::Shake256 => MessageDigest::shake_256(),
            Digest::Ripemd160 => MessageDigest::ripemd160(),
            Digest::Other { .. } => return None,
        })
    }

    /// The digest of these pieces, one after the other, hashed where they stand.
    pub(crate) fn of(&self, pieces: &[&[u8]]) -> Option<Vec<u8>> {
        let mut hasher = Hasher::new(self.function()?).ok()?;
        for piece in pieces {
            hasher.update(piece).ok()?;
        }
        if *self == Digest::Shake256 {
            let mut value = vec![0; 64];
            hasher.finish_xof(&mut value).ok()?;
            return Some(value);
        }
        hasher.finish().ok().map(|value| value.to_vec())
    }

    /// Whether two texts with this digest can be made today.
    pub(crate) fn is_weak(&self) -> bool {
        matches!(self, Digest::Md5 | Digest::Sha1 | Digest::Ripemd160)
    }
}

/// How a signature is to be verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// RSA with the padding of PKCS #1, version 1.5; the digest where the name holds one.
    Pkcs1(Option<Digest>),
    /// RSA with the padding of PSS.
    Pss {
        /// The digest of what is signed.
        digest: Digest,
        /// The digest of the mask.
        mask: Digest,
        /// The bytes of salt.
        salt: u32,
    },
    /// An elliptic curve.
    Ecdsa(Option<Digest>),
    /// Edwards' curve of 255 bits.
    Ed25519,
    /// Edwards' curve of 448 bits.
    Ed448,
}

const PKCS1: [(Oid, Digest); 11] = [
    (oid::SHA256_RSA, Digest::Sha256),
    (oid::SHA384_RSA, Digest::Sha384),
    (oid::SHA512_RSA, Digest::Sha512),
    (oid::SHA224_RSA, Digest::Sha224),
    (oid::SHA3_224_RSA, Digest::Sha3_224),
    (oid::SHA3_256_RSA, Digest::Sha3_256),
    (oid::SHA3_384_RSA, Digest::Sha3_384),
    (oid::SHA3_512_RSA, Digest::Sha3_512),
    (oid::SHA1_RSA, Digest::Sha1),
    (oid::SHA1_RSA_ISO, Digest::Sha1),
    (oid::MD5_RSA, Digest::Md5),
];

const ECDSA: [(Oid, Digest); 9] = [
    (oid::SHA256_ECDSA, Digest::Sha256),
    (oid::SHA384_ECDSA, Digest::Sha384),
    (oid::SHA512_ECDSA, Digest::Sha512),
    (oid::SHA224_ECDSA, Digest::Sha224),
    (oid::SHA3_224_ECDSA, Digest::Sha3_224),
    (oid::SHA3_256_ECDSA, Digest::Sha3_256),
    (oid::SHA3_384_ECDSA, Digest::Sha3_384),
    (oid::SHA3_512_ECDSA, Digest::Sha3_512),
    (oid::SHA1_ECDSA, Digest::Sha1),
];

impl Scheme {
    /// The scheme that is named; none where nothing here verifies it.
    pub(crate) fn read(name: &Identifier<'_>) -> Read<Option<Self>> {
        let among = |table: &[(Oid, Digest)]| {
            table.iter().find(|(oid, _)| name.oid == *oid).map(|(_, digest)| digest.clone())
        };
        if name.oid == oid::RSA_PSS {
            return pss(name.parameters).map(Some);
        }
        Ok(if name.oid == oid::RSA {
            Some(Scheme::Pkcs1(None))
        } else if name.oid == oid::EC_KEY {
            Some(Scheme::Ecdsa(None))
        } else if name.oid == oid::ED25519 {
            Some(Scheme::Ed25519)
        } else if name.oid == oid::ED448 {
            Some(Scheme::Ed448)
        } else if let Some(digest) = among(&PKCS1) {
            Some(Scheme::Pkcs1(Some(digest)))
        } else {
            among(&ECDSA).map(|digest| Scheme::Ecdsa(Some(digest)))
        })
    }

    /// The digest that the name of the scheme holds.
    pub(crate) fn digest(&self) -> Option<&Digest> {
        match self {
            Scheme::Pkcs1(digest) | Scheme::Ecdsa(digest) => digest.as_ref(),
            Scheme::Pss { digest, .. } => Some(digest),
            Scheme::Ed25519 | Scheme::Ed448 => None,
        }
    }
}

/// The parameters of PSS, each of which has a default (RFC 4055).
fn pss(parameters: Option<Element<'_>>) -> Read<Scheme> {
    let (mut digest, mut mask, mut salt) = (Digest::Sha1, Digest::Sha1, 20);
    let mut parts = match parameters {
        Some(element) => element.expect(tag::SEQUENCE)?.inside()?,
        None => return Err(Malformed),
    };
    if let Some(named) = parts.next_if(tag::context(0))? {
        digest = Identifier::read(named.explicit()?)?.digest();
    }
    if let Some(named) = parts.next_if(tag::context(1))? {
        let generator = Identifier::read(named.explicit()?)?;
        if generator.oid != oid::MGF1 {
            return Err(Malformed);
        }
        mask = Identifier::read(generator.parameters.ok_or(Malformed)?)?.digest();
    }
    if let Some(named) = parts.next_if(tag::context(2))? {
        salt = named.explicit()?.expect(tag::INTEGER)?.small()?;
    }
    if let Some(trailer) = parts.next_if(tag::context(3))? {
        // One trailer was ever defined.
        if trailer.explicit()?.small()? != 1 {
            return Err(Malformed);
        }
    }
    parts.end()?;
    Ok(Scheme::Pss { digest, mask, salt })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cms::der;

    fn named<'a>(oid: &'a Oid, parameters: Option<&'a [u8]>) -> Identifier<'a> {
        let parameters = parameters.map(|bytes| Element::alone(bytes).unwrap());
        Identifier { oid: oid.bytes(), parameters }
    }

    #[test]
    fn a_signature_algorithm_is_no_digest() {
        assert_eq!(named(&oid::SHA256, None).digest(), Digest::Sha256);
        assert_eq!(named(&oid::SHA256, Some(&[5, 0])).digest(), Digest::Sha256);
        let dotted = "1.2.840.113549.1.1.11".to_owned();
        assert_eq!(named(&oid::SHA256_RSA, None).digest(), Digest::Other { oid: dotted });
    }

    #[test]
    fn an_explicit_nothing_is_nothing() {
        let (absent, null) = (named(&oid::RSA, None), named(&oid::RSA, Some(&[5, 0])));
        assert!(absent.agrees(&null));
        assert!(!absent.agrees(&named(&oid::RSA, Some(&[2, 1, 1]))));
        assert!(!absent.agrees(&named(&oid::EC_KEY, None)));
    }

    #[test]
    fn pss_without_parameters_would_be_a_guess() {
        assert_eq!(Scheme::read(&named(&oid::RSA_PSS, None)), Err(Malformed));
        let defaults = Scheme::Pss { digest: Digest::Sha1, mask: Digest::Sha1, salt: 20 };
        assert_eq!(Scheme::read(&named(&oid::RSA_PSS, Some(&[0x30, 0]))), Ok(Some(defaults)));
    }

    #[test]
    fn pss_tells_its_digest_its_mask_and_its_salt() {
        let sha256 = der::element(0x30, &der::element(0x06, oid::SHA256.bytes()));
        let mask = [der::element(0x06, oid::MGF1.bytes()), sha256.clone()].concat();
        let parameters = der::element(
            0x30,
            &[
                der::element(0xa0, &sha256),
                der::element(0xa1, &der::element(0x30, &mask)),
                der::element(0xa2, &[2, 1, 32]),
            ]
            .concat(),
        );
        assert_eq!(
            Scheme::read(&named(&oid::RSA_PSS, Some(&parameters))),
            Ok(Some(Scheme::Pss { digest: Digest::Sha256, mask: Digest::Sha256, salt: 32 }))
        );
    }

    #[test]
    fn a_digest_of_pieces_is_that_of_the_whole() {
        let whole = Digest::Sha256.of(&[b"convention"]);
        assert_eq!(Digest::Sha256.of(&[b"conv", b"ention"]), whole);
        assert_eq!(Digest::Shake256.of(&[b"x"]).map(|value| value.len()), Some(64));
        assert_eq!(Digest::Other { oid: String::new() }.of(&[]), None);
    }
}
