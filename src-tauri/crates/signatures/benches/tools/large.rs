//! A large signed file, made where it is measured so that none has to be kept.

use std::io::Write;

use openssl::{
    asn1::Asn1Time,
    bn::BigNum,
    cms::{CMSOptions, CmsContentInfo},
    ec::{EcGroup, EcKey},
    error::ErrorStack,
    hash::MessageDigest,
    nid::Nid,
    pkey::{PKey, Private},
    x509::{X509, X509Name},
};

/// The space that is kept for the signature, in hexadecimal digits.
const SPACE: usize = 4096;

/// A file with one page, whose content takes `size` bytes, signed by somebody invented.
pub(crate) fn signed(size: usize) -> Vec<u8> {
    build(size).expect("OpenSSL signs")
}

fn build(size: usize) -> Result<Vec<u8>, ErrorStack> {
    let mut file = unsigned(size);
    let gap = position(&file, b"/Contents <").expect("it was just written") + 10;
    let after = gap + SPACE + 2;
    let range = format!("[0 {gap} {after} {}]", file.len() - after);
    let at = position(&file, b"/ByteRange ").expect("it was just written") + 11;
    file[at..at + range.len()].copy_from_slice(range.as_bytes());

    let (certificate, key) = somebody()?;
    let covered = [&file[..gap], &file[after..]].concat();
    let options = CMSOptions::DETACHED | CMSOptions::BINARY | CMSOptions::NOSMIMECAP;
    let container =
        CmsContentInfo::sign(Some(&certificate), Some(&key), None, Some(&covered), options)?;
    let digits: String = container.to_der()?.iter().map(|byte| format!("{byte:02x}")).collect();
    file[gap + 1..gap + 1 + digits.len()].copy_from_slice(digits.as_bytes());
    Ok(file)
}

fn unsigned(size: usize) -> Vec<u8> {
    let space = "0".repeat(SPACE);
    let range = " ".repeat(60);
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]/SigFlags 3>>>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]>>".to_owned(),
        format!("<</Length {size}>>\nstream\n{}\nendstream", "% content\n".repeat(size / 10)),
        format!(
            "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange [0 0 0 0]{range}/Contents <{space}>>>"
        ),
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(Sig1)/V 5 0 R/P 3 0 R/Rect[0 0 0 0]/F 132>>"
            .to_owned(),
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        let _ = writeln!(file, "{} 0 obj\n{object}\nendobj", index + 1);
    }
    let start = file.len();
    let _ = write!(
        file,
        "{table}trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    file
}

fn position(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

fn somebody() -> Result<(X509, PKey<Private>), ErrorStack> {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1)?;
    let key = PKey::from_ec_key(EcKey::generate(&group)?)?;
    let mut name = X509Name::builder()?;
    name.append_entry_by_text("CN", "Zoé Martin")?;
    let name = name.build();
    let mut certificate = X509::builder()?;
    certificate.set_version(2)?;
    let serial = BigNum::from_u32(7)?.to_asn1_integer()?;
    certificate.set_serial_number(&serial)?;
    certificate.set_subject_name(&name)?;
    certificate.set_issuer_name(&name)?;
    certificate.set_pubkey(&key)?;
    let (from, until) = (Asn1Time::from_unix(0)?, Asn1Time::days_from_now(365)?);
    certificate.set_not_before(&from)?;
    certificate.set_not_after(&until)?;
    certificate.sign(&key, MessageDigest::sha256())?;
    Ok((certificate.build(), key))
}
