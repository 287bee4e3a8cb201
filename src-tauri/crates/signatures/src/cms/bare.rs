//! A bare RSA signature with its certificates beside it (`adbe.x509.rsa_sha1`), as the first signed
//! PDF files had it. Nothing in it names the signer.

use super::{
    Examined, Signed,
    algorithm::{Identifier, Scheme},
    ber::{Element, Malformed, tag},
    key::Check,
    oid,
    signed_data::Proofs,
    signer::{self, Flaw, Judged},
};
use crate::{
    certificate::Certificate,
    report::{Integrity, Reason, Weakness},
};

/// Judges a bare signature over the covered bytes.
pub(super) fn examine<'a>(signed: &Signed<'a>) -> Result<Examined<'a>, Flaw> {
    let signature = Element::first(signed.contents)?.expect(tag::OCTET_STRING)?.content;
    let raw = signed.certificates.first().ok_or(Flaw::unknown(Reason::SignerCertificateMissing))?;
    let unreadable = |Malformed| Flaw::unknown(Reason::SignerCertificateUnreadable);
    let certificate = Certificate::read(raw).map_err(unreadable)?;
    let key = certificate.key().map_err(unreadable)?;

    // The signature itself says which digest it is over; the name of the sub-filter says SHA-1, and
    // later editions allow others.
    let differs = |Malformed| Flaw::broken(Reason::SignatureDiffers);
    let recovered = key.recover(signature).map_err(differs)?;
    let named = digest_info(&recovered).map_err(differs)?;
    let digest = named.digest();
    let scheme = Scheme::Pkcs1(None);
    let value = digest.of(signed.segments).ok_or_else(|| {
        Flaw::unknown(Reason::AlgorithmUnsupported { oid: oid::dotted(named.oid) })
    })?;
    let (integrity, reasons) = match key.verify_digest(&scheme, &digest, &value, signature) {
        Check::Verified => (Integrity::Intact, Vec::new()),
        Check::Failed => (Integrity::Broken, vec![Reason::DigestDiffers]),
        Check::Unsupported => {
            let oid = oid::dotted(named.oid);
            (Integrity::Unknown, vec![Reason::AlgorithmUnsupported { oid }])
        }
    };
    let mut weaknesses = vec![Weakness::SignerNotNamed];
    weaknesses.extend(key.weakness());
    if digest.is_weak() {
        weaknesses.push(Weakness::Digest { digest: digest.clone() });
    }
    Ok(Examined {
        signer: Judged {
            integrity,
            algorithm: Some(signer::algorithm(&key, &scheme, &digest)),
            certificate: Some(certificate),
            claimed_at: None,
            names_signer: false,
            weaknesses,
            reasons,
        },
        stamps: Vec::new(),
        attested_at: None,
        certificates: signed.certificates.iter().map(Vec::as_slice).collect(),
        revocation: Proofs::default(),
    })
}

/// The name of the digest that stands inside of a signature of PKCS #1.
fn digest_info(recovered: &[u8]) -> Result<Identifier<'_>, Malformed> {
    let mut parts = Element::alone(recovered)?.expect(tag::SEQUENCE)?.inside()?;
    Identifier::read(parts.next()?)
}
