//! The files in which authorities hand out their certificates: DER, PEM, P7B.

use openssl::base64;

use super::{Authority, Found, TrustError};
use crate::cms::{ber::Element, signed_data};

/// No directory of authorities holds more.
const MAX_CERTIFICATES: usize = 10_000;

/// Reads the certificates of such a file.
pub(super) fn read(bytes: &[u8]) -> Result<Found, TrustError> {
    let blocks = pem(bytes);
    let authorities = if blocks.is_empty() {
        of(bytes)?
    } else {
        let mut authorities = Vec::new();
        for block in blocks.iter().take(MAX_CERTIFICATES) {
            authorities.extend(of(block)?);
        }
        authorities
    };
    Ok(Found { authorities, issued_at: None, next_at: None })
}

/// The certificates of one piece of DER: one, or a bag of them.
fn of(der: &[u8]) -> Result<Vec<Authority>, TrustError> {
    if let Ok(authority) = Authority::of(der) {
        return Ok(vec![authority]);
    }
    let bag = Element::alone(der).and_then(signed_data::bag).map_err(|_| TrustError::Unreadable)?;
    bag.into_iter().map(|raw| Authority::of(raw).map_err(|_| TrustError::Unreadable)).collect()
}

/// What stands between the lines that begin and end something; keys and the like are passed over.
fn pem(bytes: &[u8]) -> Vec<Vec<u8>> {
    const KINDS: [&str; 4] = ["CERTIFICATE", "X509 CERTIFICATE", "PKCS7", "CMS"];
    let text = String::from_utf8_lossy(bytes);
    let mut blocks = Vec::new();
    let mut lines = text.lines().map(str::trim);
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("-----BEGIN ").and_then(|l| l.strip_suffix("-----"))
        else {
            continue;
        };
        let body: String =
            lines.by_ref().take_while(|line| !line.starts_with("-----END ")).collect();
        if KINDS.contains(&kind) {
            // What is no base64 becomes nothing, which no certificate is.
            blocks.push(base64::decode_block(&body).unwrap_or_default());
        }
    }
    blocks
}
