//! The key of a certificate, and whether a signature was made with it.

use openssl::{
    ec::EcKey,
    md::{Md, MdRef},
    nid::Nid,
    pkey::{Id, PKey, Public},
    pkey_ctx::PkeyCtx,
    rsa::Padding,
    sign::{RsaPssSaltlen, Verifier},
};

use super::{
    algorithm::{Identifier, Scheme},
    ber::{Element, Malformed, Read, tag},
    oid,
};
use crate::report::{Digest, Key, Weakness};

/// Larger keys exist nowhere, and would take seconds to verify.
const MAX_RSA_BITS: u32 = 16_384;

/// A public key that can be verified with.
pub(crate) struct PublicKey {
    key: PKey<Public>,
    kind: Key,
}

/// What came of verifying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Check {
    /// The signature was made with this key over these bytes.
    Verified,
    /// It was not.
    Failed,
    /// The key or the scheme is one that nothing here verifies.
    Unsupported,
}

impl PublicKey {
    /// Reads a `SubjectPublicKeyInfo`.
    pub(crate) fn read(info: Element<'_>) -> Read<Self> {
        let mut parts = info.expect(tag::SEQUENCE)?.inside()?;
        let algorithm = Identifier::read(parts.next()?)?;
        let bits = parts.next()?.bits()?;
        if algorithm.oid == oid::RSA || algorithm.oid == oid::RSA_PSS {
            positive(bits)?;
        }
        if algorithm.oid == oid::EC_KEY {
            // A curve spelt out instead of named may be one made for the attacker's key.
            algorithm.parameters.ok_or(Malformed)?.oid()?;
        }
        let key = PKey::public_key_from_der(info.raw).map_err(|_| Malformed)?;
        let kind = kind(&key, &algorithm)?;
        Ok(Self { key, kind })
    }

    pub(crate) fn kind(&self) -> &Key {
        &self.kind
    }

    /// What makes the key weaker than it should be.
    pub(crate) fn weakness(&self) -> Option<Weakness> {
        match (&self.kind, self.key.bits()) {
            (Key::Rsa { bits }, _) if *bits < 2048 => Some(Weakness::ShortKey { bits: *bits }),
            (Key::Ecdsa { .. }, bits) if bits < 224 => Some(Weakness::ShortKey { bits }),
            (
                Key::Rsa { .. } | Key::Ecdsa { .. } | Key::Ed25519 | Key::Ed448 | Key::Other { .. },
                _,
            ) => None,
        }
    }

    /// Whether `signature` was made with this key over `message`, whose digest is `digest`.
    pub(crate) fn verify(
        &self,
        scheme: &Scheme,
        digest: &Digest,
        message: &[&[u8]],
        signature: &[u8],
    ) -> Check {
        match (scheme, &self.kind) {
            (Scheme::Ed25519, Key::Ed25519) | (Scheme::Ed448, Key::Ed448) => {
                self.verify_edwards(message, signature)
            }
            (Scheme::Pkcs1(_) | Scheme::Pss { .. }, Key::Rsa { .. })
            | (Scheme::Ecdsa(_), Key::Ecdsa { .. }) => match digest.of(message) {
                Some(value) => self.verify_digest(scheme, digest, &value, signature),
                None => Check::Unsupported,
            },
            (
                Scheme::Pkcs1(_)
                | Scheme::Pss { .. }
                | Scheme::Ecdsa(_)
                | Scheme::Ed25519
                | Scheme::Ed448,
                Key::Rsa { .. } | Key::Ecdsa { .. } | Key::Ed25519 | Key::Ed448 | Key::Other { .. },
            ) => Check::Unsupported,
        }
    }

    /// The same over a digest that is already known.
    pub(crate) fn verify_digest(
        &self,
        scheme: &Scheme,
        digest: &Digest,
        value: &[u8],
        signature: &[u8],
    ) -> Check {
        let prepared = || -> Option<PkeyCtx<Public>> {
            let mut context = PkeyCtx::new(&self.key).ok()?;
            context.verify_init().ok()?;
            match scheme {
                Scheme::Pkcs1(_) => context.set_rsa_padding(Padding::PKCS1).ok()?,
                Scheme::Pss { salt, .. } => {
                    context.set_rsa_padding(Padding::PKCS1_PSS).ok()?;
                    let salt = i32::try_from(*salt).ok()?;
                    context.set_rsa_pss_saltlen(RsaPssSaltlen::custom(salt)).ok()?;
                }
                Scheme::Ecdsa(_) => {}
                Scheme::Ed25519 | Scheme::Ed448 => return None,
            }
            context.set_signature_md(md(digest)?).ok()?;
            if let Scheme::Pss { mask, .. } = scheme {
                context.set_rsa_mgf1_md(md(mask)?).ok()?;
            }
            Some(context)
        };
        match prepared().map(|mut context| context.verify(value, signature)) {
            None => Check::Unsupported,
            Some(Ok(true)) => Check::Verified,
            Some(Ok(false) | Err(_)) => Check::Failed,
        }
    }

    fn verify_edwards(&self, message: &[&[u8]], signature: &[u8]) -> Check {
        // These schemes hash twice over the message, so it has to be in one piece.
        let message = message.concat();
        let Ok(mut verifier) = Verifier::new_without_digest(&self.key) else {
            return Check::Unsupported;
        };
        match verifier.verify_oneshot(signature, &message) {
            Ok(true) => Check::Verified,
            Ok(false) | Err(_) => Check::Failed,
        }
    }

    /// What a bare RSA signature says of itself: the digest, by its name, that it was made over.
    pub(crate) fn recover(&self, signature: &[u8]) -> Read<Vec<u8>> {
        let Key::Rsa { .. } = self.kind else { return Err(Malformed) };
        let rsa = self.key.rsa().map_err(|_| Malformed)?;
        let mut recovered = vec![0; usize::try_from(rsa.size()).map_err(|_| Malformed)?];
        let length =
            rsa.public_decrypt(signature, &mut recovered, Padding::PKCS1).map_err(|_| Malformed)?;
        recovered.truncate(length);
        Ok(recovered)
    }
}

/// Refuses an RSA key whose modulus is written as a negative number. OpenSSL drops the sign and
/// others do not, so such a signature verifies here and not there.
fn positive(key: &[u8]) -> Read<()> {
    let mut parts = Element::alone(key)?.expect(tag::SEQUENCE)?.inside()?;
    for _ in 0..2 {
        match parts.expect(tag::INTEGER)?.content {
            [first, ..] if first & 0x80 == 0 => {}
            _ => return Err(Malformed),
        }
    }
    parts.end()
}

fn kind(key: &PKey<Public>, algorithm: &Identifier<'_>) -> Read<Key> {
    Ok(match key.id() {
        Id::RSA | Id::RSA_PSS if key.bits() <= MAX_RSA_BITS => Key::Rsa { bits: key.bits() },
        Id::EC => Key::Ecdsa { curve: curve(&key.ec_key().map_err(|_| Malformed)?)? },
        Id::ED25519 => Key::Ed25519,
        Id::ED448 => Key::Ed448,
        _ => Key::Other { oid: oid::dotted(algorithm.oid) },
    })
}

/// The name of a curve, as people who speak of it write it.
fn curve(key: &EcKey<Public>) -> Read<String> {
    let nid = key.group().curve_name().ok_or(Malformed)?;
    Ok(match nid {
        Nid::X9_62_PRIME256V1 => "P-256".to_owned(),
        Nid::SECP384R1 => "P-384".to_owned(),
        Nid::SECP521R1 => "P-521".to_owned(),
        _ => nid.short_name().map_err(|_| Malformed)?.to_owned(),
    })
}

/// What OpenSSL signs and verifies a digest with; the one of Ed448 is no digest to sign over.
fn md(digest: &Digest) -> Option<&'static MdRef> {
    let function = digest.function().filter(|_| *digest != Digest::Shake256)?;
    Md::from_nid(function.type_())
}
