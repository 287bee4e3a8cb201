//! Time-stamps (RFC 3161): an authority says that some bytes existed at a moment.

use chrono::{DateTime, Utc};

use super::{
    algorithm::Identifier,
    attributes::Attributes,
    ber::{Element, Malformed, Read, tag},
    oid,
    signed_data::{Proofs, SignedData},
    signer::{self, Judged},
    time,
};
use crate::report::{Digest, Integrity, Reason, Weakness};

/// A signature has one, or one more each time that it was renewed.
const MAX_STAMPS: usize = 8;

/// What a time-stamp says, and whether it verifies.
#[derive(Debug)]
pub(crate) struct Stamped<'a> {
    pub(crate) at: DateTime<Utc>,
    /// The authority, and whether it signed this for these bytes.
    pub(crate) authority: Judged<'a>,
    /// The certificates that came with it.
    pub(crate) certificates: Vec<&'a [u8]>,
    /// The proofs about revocation that came with it.
    pub(crate) revocation: Proofs<'a>,
}

/// What an authority attests (`TSTInfo`).
#[derive(Debug)]
struct Info<'a> {
    digest: Digest,
    imprint: &'a [u8],
    at: DateTime<Utc>,
}

impl<'a> Info<'a> {
    fn read(bytes: &'a [u8]) -> Read<Self> {
        let mut parts = Element::alone(bytes)?.expect(tag::SEQUENCE)?.inside()?;
        if parts.expect(tag::INTEGER)?.small()? != 1 {
            return Err(Malformed);
        }
        parts.next()?.oid()?;
        let mut imprint = parts.sequence()?;
        let digest = Identifier::read(imprint.next()?)?.digest();
        let value = imprint.expect(tag::OCTET_STRING)?.content;
        imprint.end()?;
        parts.expect(tag::INTEGER)?;
        let at = time::generalized(parts.expect(tag::GENERALIZED_TIME)?.content)?;
        // Accuracy, order, nonce and name follow, none of which changes what is attested; an
        // extension might, if it says so.
        while let Some(part) = parts.optional()? {
            if part.tag == tag::context(1) {
                refuse_critical(part)?;
            }
        }
        Ok(Self { digest, imprint: value, at })
    }
}

fn refuse_critical(extensions: Element<'_>) -> Read<()> {
    for extension in extensions.inside()?.all()? {
        let mut parts = extension.expect(tag::SEQUENCE)?.inside()?;
        parts.next()?.oid()?;
        if parts.next_if(tag::BOOLEAN)?.map_or(Ok(false), Element::boolean)? {
            return Err(Malformed);
        }
    }
    Ok(())
}

/// Judges the time-stamp in `data`, which is to be one of `message`, piece after piece.
pub(crate) fn judge<'a>(data: SignedData<'a>, message: &[&[u8]]) -> Read<Stamped<'a>> {
    if data.content_type != oid::TST_INFO {
        return Err(Malformed);
    }
    let content = data.content.as_deref().ok_or(Malformed)?;
    let info = Info::read(content)?;
    let mut authority = signer::judge(&data, &data.signer()?, &[content]);
    if info.digest.is_weak() {
        authority.weaknesses.push(Weakness::Digest { digest: info.digest.clone() });
    }
    if info.digest.of(message).as_deref() != Some(info.imprint) {
        authority.doubt(Integrity::Broken, Reason::StampOfOtherBytes);
    }
    let at = info.at;
    Ok(Stamped { at, authority, certificates: data.certificates, revocation: data.revocation })
}

/// The time-stamps that were added to a signature.
pub(crate) fn of_signature<'a>(
    unsigned: &Attributes<'a>,
    signature: &[u8],
) -> Vec<Read<Stamped<'a>>> {
    unsigned
        .every(oid::SIGNATURE_TIME_STAMP)
        .take(MAX_STAMPS)
        .map(|token| judge(SignedData::read(token)?, &[signature]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cms::der;

    fn info(version: u8, at: &[u8], more: &[u8]) -> Vec<u8> {
        let digest = der::element(tag::SEQUENCE, &der::element(tag::OID, oid::SHA256.bytes()));
        let imprint = [digest, der::element(tag::OCTET_STRING, &[7; 32])].concat();
        der::element(
            tag::SEQUENCE,
            &[
                &[2, 1, version],
                der::element(tag::OID, &[42, 3]).as_slice(),
                &der::element(tag::SEQUENCE, &imprint),
                &[2, 1, 9],
                &der::element(tag::GENERALIZED_TIME, at),
                more,
            ]
            .concat(),
        )
    }

    #[test]
    fn the_moment_is_read_with_its_fraction_of_a_second() {
        let bytes = info(1, b"20261127101500.5Z", &[0x30, 3, 2, 1, 1, 2, 1, 5]);
        let info = Info::read(&bytes).unwrap();
        assert_eq!(info.at.to_rfc3339(), "2026-11-27T10:15:00.500+00:00");
        assert_eq!((info.digest, info.imprint), (Digest::Sha256, &[7; 32][..]));
    }

    #[test]
    fn what_might_change_the_meaning_is_refused() {
        let when = b"20261127101500Z";
        assert_eq!(Info::read(&info(2, when, &[])).err(), Some(Malformed));
        let extension = |critical: &[u8]| {
            let parts = [&[6, 2, 42, 3], critical, &[4, 0]].concat();
            der::element(tag::context(1), &der::element(tag::SEQUENCE, &parts))
        };
        assert!(Info::read(&info(1, when, &extension(&[]))).is_ok());
        assert_eq!(Info::read(&info(1, when, &extension(&[1, 1, 255]))).err(), Some(Malformed));
    }
}
