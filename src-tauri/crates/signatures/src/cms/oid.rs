//! Object identifiers: the names that ASN.1 gives to algorithms, attributes and extensions.

use std::fmt::Write;

/// The longest identifier that is compared with takes eleven bytes.
const CAPACITY: usize = 16;

/// An identifier, encoded when the crate is compiled.
#[derive(Clone, Copy)]
pub(crate) struct Oid {
    bytes: [u8; CAPACITY],
    length: usize,
}

impl Oid {
    pub(crate) const fn bytes(&self) -> &[u8] {
        self.bytes.split_at(self.length).0
    }
}

impl PartialEq<[u8]> for Oid {
    fn eq(&self, other: &[u8]) -> bool {
        self.bytes() == other
    }
}

impl PartialEq<Oid> for &[u8] {
    fn eq(&self, other: &Oid) -> bool {
        *self == other.bytes()
    }
}

/// Encodes an identifier that is written with dots.
const fn oid(dotted: &str) -> Oid {
    let text = dotted.as_bytes();
    let mut encoded = Oid { bytes: [0; CAPACITY], length: 0 };
    let (mut at, mut arcs, mut first) = (0, 0, 0);
    while at < text.len() {
        let mut arc = 0_u64;
        while at < text.len() && text[at] != b'.' {
            arc = arc * 10 + (text[at] - b'0') as u64;
            at += 1;
        }
        at += 1;
        arcs += 1;
        if arcs == 1 {
            first = arc;
            continue;
        }
        if arcs == 2 {
            arc += first * 40;
        }
        let mut shift = 63;
        while shift > 0 && arc >> shift == 0 {
            shift -= 7;
        }
        loop {
            let digit = ((arc >> shift) & 0x7f) as u8;
            encoded.bytes[encoded.length] = if shift == 0 { digit } else { digit | 0x80 };
            encoded.length += 1;
            if shift == 0 {
                break;
            }
            shift -= 7;
        }
    }
    encoded
}

/// An identifier written with dots, for a fact that a person may look up.
pub(crate) fn dotted(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut arc = 0_u128;
    for &byte in bytes.iter().take(64) {
        arc = (arc << 7) | u128::from(byte & 0x7f);
        if byte & 0x80 != 0 {
            continue;
        }
        if text.is_empty() {
            let first = (arc / 40).min(2);
            let _ = write!(text, "{first}.{}", arc - first * 40);
        } else {
            let _ = write!(text, ".{arc}");
        }
        arc = 0;
    }
    text
}

// CMS: RFC 5652, RFC 5035, RFC 6211.
pub(crate) const SIGNED_DATA: Oid = oid("1.2.840.113549.1.7.2");
pub(crate) const CONTENT_TYPE: Oid = oid("1.2.840.113549.1.9.3");
pub(crate) const MESSAGE_DIGEST: Oid = oid("1.2.840.113549.1.9.4");
pub(crate) const SIGNING_TIME: Oid = oid("1.2.840.113549.1.9.5");
pub(crate) const ALGORITHM_PROTECTION: Oid = oid("1.2.840.113549.1.9.52");
pub(crate) const SIGNING_CERTIFICATE: Oid = oid("1.2.840.113549.1.9.16.2.12");
pub(crate) const SIGNING_CERTIFICATE_V2: Oid = oid("1.2.840.113549.1.9.16.2.47");
pub(crate) const OCSP_IN_CMS: Oid = oid("1.3.6.1.5.5.7.16.2");
/// What Adobe's signers put among the signed attributes to keep proofs of revocation.
pub(crate) const ADOBE_REVOCATION: Oid = oid("1.2.840.113583.1.1.8");

// Time-stamps: RFC 3161.
pub(crate) const TST_INFO: Oid = oid("1.2.840.113549.1.9.16.1.4");
pub(crate) const SIGNATURE_TIME_STAMP: Oid = oid("1.2.840.113549.1.9.16.2.14");

// Digests.
pub(crate) const MD5: Oid = oid("1.2.840.113549.2.5");
pub(crate) const RIPEMD160: Oid = oid("1.3.36.3.2.1");
pub(crate) const SHA1: Oid = oid("1.3.14.3.2.26");
pub(crate) const SHA224: Oid = oid("2.16.840.1.101.3.4.2.4");
pub(crate) const SHA256: Oid = oid("2.16.840.1.101.3.4.2.1");
pub(crate) const SHA384: Oid = oid("2.16.840.1.101.3.4.2.2");
pub(crate) const SHA512: Oid = oid("2.16.840.1.101.3.4.2.3");
pub(crate) const SHA3_224: Oid = oid("2.16.840.1.101.3.4.2.7");
pub(crate) const SHA3_256: Oid = oid("2.16.840.1.101.3.4.2.8");
pub(crate) const SHA3_384: Oid = oid("2.16.840.1.101.3.4.2.9");
pub(crate) const SHA3_512: Oid = oid("2.16.840.1.101.3.4.2.10");
pub(crate) const SHAKE256: Oid = oid("2.16.840.1.101.3.4.2.12");
pub(crate) const SHAKE256_LENGTH: Oid = oid("2.16.840.1.101.3.4.2.18");

// Signatures.
pub(crate) const RSA: Oid = oid("1.2.840.113549.1.1.1");
pub(crate) const RSA_PSS: Oid = oid("1.2.840.113549.1.1.10");
pub(crate) const MGF1: Oid = oid("1.2.840.113549.1.1.8");
pub(crate) const MD5_RSA: Oid = oid("1.2.840.113549.1.1.4");
pub(crate) const SHA1_RSA: Oid = oid("1.2.840.113549.1.1.5");
/// The same under the name that ISO gave it, and that old signers use.
pub(crate) const SHA1_RSA_ISO: Oid = oid("1.3.14.3.2.29");
pub(crate) const SHA224_RSA: Oid = oid("1.2.840.113549.1.1.14");
pub(crate) const SHA256_RSA: Oid = oid("1.2.840.113549.1.1.11");
pub(crate) const SHA384_RSA: Oid = oid("1.2.840.113549.1.1.12");
pub(crate) const SHA512_RSA: Oid = oid("1.2.840.113549.1.1.13");
pub(crate) const SHA3_224_RSA: Oid = oid("2.16.840.1.101.3.4.3.13");
pub(crate) const SHA3_256_RSA: Oid = oid("2.16.840.1.101.3.4.3.14");
pub(crate) const SHA3_384_RSA: Oid = oid("2.16.840.1.101.3.4.3.15");
pub(crate) const SHA3_512_RSA: Oid = oid("2.16.840.1.101.3.4.3.16");
pub(crate) const EC_KEY: Oid = oid("1.2.840.10045.2.1");
pub(crate) const SHA1_ECDSA: Oid = oid("1.2.840.10045.4.1");
pub(crate) const SHA224_ECDSA: Oid = oid("1.2.840.10045.4.3.1");
pub(crate) const SHA256_ECDSA: Oid = oid("1.2.840.10045.4.3.2");
pub(crate) const SHA384_ECDSA: Oid = oid("1.2.840.10045.4.3.3");
pub(crate) const SHA512_ECDSA: Oid = oid("1.2.840.10045.4.3.4");
pub(crate) const SHA3_224_ECDSA: Oid = oid("2.16.840.1.101.3.4.3.9");
pub(crate) const SHA3_256_ECDSA: Oid = oid("2.16.840.1.101.3.4.3.10");
pub(crate) const SHA3_384_ECDSA: Oid = oid("2.16.840.1.101.3.4.3.11");
pub(crate) const SHA3_512_ECDSA: Oid = oid("2.16.840.1.101.3.4.3.12");
pub(crate) const ED25519: Oid = oid("1.3.101.112");
pub(crate) const ED448: Oid = oid("1.3.101.113");

// Names in certificates: X.520, PKCS #9.
pub(crate) const COMMON_NAME: Oid = oid("2.5.4.3");
pub(crate) const SURNAME: Oid = oid("2.5.4.4");
pub(crate) const GIVEN_NAME: Oid = oid("2.5.4.42");
pub(crate) const ORGANISATION: Oid = oid("2.5.4.10");
pub(crate) const ORGANISATION_UNIT: Oid = oid("2.5.4.11");
pub(crate) const EMAIL: Oid = oid("1.2.840.113549.1.9.1");

// Extensions of certificates and of what revokes them: RFC 5280, RFC 3739, RFC 6960.
pub(crate) const SUBJECT_KEY: Oid = oid("2.5.29.14");
pub(crate) const KEY_USAGE: Oid = oid("2.5.29.15");
pub(crate) const SUBJECT_NAMES: Oid = oid("2.5.29.17");
pub(crate) const ISSUER_NAMES: Oid = oid("2.5.29.18");
pub(crate) const BASIC_CONSTRAINTS: Oid = oid("2.5.29.19");
pub(crate) const ISSUING_POINT: Oid = oid("2.5.29.28");
pub(crate) const CRL_POINTS: Oid = oid("2.5.29.31");
pub(crate) const POLICIES: Oid = oid("2.5.29.32");
pub(crate) const ISSUER_KEY: Oid = oid("2.5.29.35");
pub(crate) const EXTENDED_USAGE: Oid = oid("2.5.29.37");
pub(crate) const QUALIFIED_STATEMENTS: Oid = oid("1.3.6.1.5.5.7.1.3");
pub(crate) const USAGE_TIME_STAMPING: Oid = oid("1.3.6.1.5.5.7.3.8");
pub(crate) const USAGE_OCSP: Oid = oid("1.3.6.1.5.5.7.3.9");
/// What a key is for that signs documents: documents and mails by name, or anything. Authorities
/// list those who sign by name as clients too; servers, clocks and code are none of them.
pub(crate) const USAGES_SIGNING: [Oid; 6] = [
    oid("1.3.6.1.5.5.7.3.36"),
    oid("1.3.6.1.5.5.7.3.4"),
    oid("1.3.6.1.5.5.7.3.2"),
    oid("1.2.840.113583.1.1.5"),
    oid("1.3.6.1.4.1.311.10.3.12"),
    oid("2.5.29.37.0"),
];
pub(crate) const OCSP_BASIC: Oid = oid("1.3.6.1.5.5.7.48.1.1");

// Statements of qualified certificates: ETSI EN 319 412-5.
pub(crate) const QUALIFIED: Oid = oid("0.4.0.1862.1.1");
pub(crate) const QUALIFIED_TYPE: Oid = oid("0.4.0.1862.1.6");
pub(crate) const QUALIFIED_SEAL: Oid = oid("0.4.0.1862.1.6.2");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_encoded_as_openssl_encodes_them() {
        use openssl::{asn1::Asn1Object, nid::Nid};
        for (ours, theirs) in [
            (SIGNED_DATA, Nid::PKCS7_SIGNED),
            (SHA256, Nid::SHA256),
            (EC_KEY, Nid::X9_62_ID_ECPUBLICKEY),
            (COMMON_NAME, Nid::COMMONNAME),
        ] {
            let theirs = Asn1Object::from_str(theirs.short_name().unwrap()).unwrap();
            assert_eq!(ours.bytes(), theirs.as_slice());
        }
    }

    #[test]
    fn an_identifier_is_read_back_with_its_dots() {
        assert_eq!(dotted(SHA3_512_RSA.bytes()), "2.16.840.1.101.3.4.3.16");
        assert_eq!(dotted(QUALIFIED_SEAL.bytes()), "0.4.0.1862.1.6.2");
        assert_eq!(dotted(&[]), "");
    }
}
