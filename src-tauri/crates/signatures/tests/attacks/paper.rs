//! A small signed paper, and the ways in which one appends to it.

use std::{fmt::Write, sync::LazyLock};

use chrono::{TimeZone, Utc};
use openssl::{
    asn1::Asn1Time,
    bn::BigNum,
    cms::{CMSOptions, CmsContentInfo},
    ec::{EcGroup, EcKey},
    hash::MessageDigest,
    nid::Nid,
    pkey::{PKey, Private},
    x509::{X509, X509Builder, X509NameBuilder},
};
use signatures::{Options, Report, trust::TrustList};

/// The numbers of the objects of the paper.
pub(crate) const CATALOG: u32 = 1;
pub(crate) const PAGE: u32 = 3;
pub(crate) const CONTENT: u32 = 4;
pub(crate) const FORM: u32 = 5;
pub(crate) const FONT: u32 = 6;
pub(crate) const SIGNED_FIELD: u32 = 7;
pub(crate) const SIGNATURE: u32 = 8;
pub(crate) const TOWN: u32 = 9;
/// The first number that no object has.
pub(crate) const FREE: u32 = 10;

static SIGNER: LazyLock<(PKey<Private>, X509)> = LazyLock::new(|| {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
    let key = PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap();
    let mut name = X509NameBuilder::new().unwrap();
    name.append_entry_by_text("CN", "Camille Exemple").unwrap();
    let name = name.build();
    let mut certificate = X509Builder::new().unwrap();
    certificate.set_version(2).unwrap();
    let serial = BigNum::from_u32(7).unwrap().to_asn1_integer().unwrap();
    certificate.set_serial_number(&serial).unwrap();
    certificate.set_subject_name(&name).unwrap();
    certificate.set_issuer_name(&name).unwrap();
    certificate.set_not_before(&Asn1Time::from_unix(1_700_000_000).unwrap()).unwrap();
    certificate.set_not_after(&Asn1Time::from_unix(2_000_000_000).unwrap()).unwrap();
    certificate.set_pubkey(&key).unwrap();
    certificate.sign(&key, MessageDigest::sha256()).unwrap();
    (key, certificate.build())
});

/// An object and what it says.
pub(crate) type Said = (u32, String);

/// What the signature says of later changes.
#[derive(Clone, Copy, Default)]
pub(crate) struct Terms {
    /// The permission that it gives (`/DocMDP`).
    pub(crate) permission: Option<u8>,
    /// Whether it locks every field (`/FieldMDP`).
    pub(crate) locks: bool,
}

pub(crate) fn page(more: &str) -> String {
    format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R \
         /Resources << /Font << /F1 6 0 R >> >> {more} >>"
    )
}

pub(crate) fn catalog(more: &str) -> String {
    format!("<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R {more} >>")
}

pub(crate) fn form(fields: &str) -> String {
    format!("<< /Fields [7 0 R 9 0 R {fields}] /SigFlags 3 /DA (/F1 12 Tf) >>")
}

pub(crate) fn town(more: &str) -> String {
    format!(
        "<< /FT /Tx /T (town) /Type /Annot /Subtype /Widget /P 3 0 R /Rect [10 10 90 30] {more} >>"
    )
}

pub(crate) fn stream(dictionary: &str, data: &str) -> String {
    format!("<< {dictionary} /Length {} >>\nstream\n{data}\nendstream", data.len())
}

/// The objects of the paper, the signature still empty.
fn objects(terms: Terms) -> Vec<Said> {
    let mut transformations = String::new();
    if let Some(permission) = terms.permission {
        write!(
            transformations,
            "<< /Type /SigRef /TransformMethod /DocMDP /TransformParams \
             << /Type /TransformParams /V /1.2 /P {permission} >> >>"
        )
        .unwrap();
    }
    if terms.locks {
        transformations.push_str(
            "<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams \
             << /Type /TransformParams /V /1.2 /Action /All >> >>",
        );
    }
    let numbers = "0000000000 0000000000 0000000000 0000000000";
    let signature = format!(
        "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached \
         /ByteRange [{numbers}] /Contents <{}> /Reference [{transformations}] >>",
        "0".repeat(4096)
    );
    vec![
        (CATALOG, catalog("")),
        (2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned()),
        (PAGE, page("/Annots [7 0 R 9 0 R]")),
        (CONTENT, stream("", "BT /F1 12 Tf 20 200 Td (We agree on ten euros.) Tj ET")),
        (FORM, form("")),
        (FONT, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned()),
        (
            SIGNED_FIELD,
            "<< /FT /Sig /T (agreed) /Type /Annot /Subtype /Widget /P 3 0 R /Rect [0 0 0 0] \
             /V 8 0 R >>"
                .to_owned(),
        ),
        (SIGNATURE, signature),
        (TOWN, town("")),
    ]
}

/// A signed paper.
pub(crate) fn paper(terms: Terms) -> Vec<u8> {
    sign(unsigned(terms, &[]))
}

/// A paper before it is signed, some of whose objects say something else, or are more.
pub(crate) fn unsigned(terms: Terms, more: &[Said]) -> Vec<u8> {
    unsigned_after("", terms, more)
}

/// The same, with something before its first object.
pub(crate) fn unsigned_after(head: &str, terms: Terms, more: &[Said]) -> Vec<u8> {
    let mut all = objects(terms);
    for (number, said) in more {
        all.retain(|it| it.0 != *number);
        all.push((*number, said.clone()));
    }
    save(format!("%PDF-1.7\n{head}").into_bytes(), &all, None)
}

/// A paper before it is signed, with one object twice.
pub(crate) fn with_twice(number: u32, said: String) -> Vec<u8> {
    let mut all = objects(Terms::default());
    all.push((number, said));
    save(b"%PDF-1.7\n".to_vec(), &all, None)
}

/// Signs a paper over everything but the container.
pub(crate) fn sign(mut file: Vec<u8>) -> Vec<u8> {
    let (gap, end) = gap(&file);
    let numbers = format!("{:010} {:010} {:010} {:010}", 0, gap, end, file.len() - end);
    let at = find(&file, b"/ByteRange [") + b"/ByteRange [".len();
    file[at..at + numbers.len()].copy_from_slice(numbers.as_bytes());
    let covered = [&file[..gap], &file[end..]].concat();
    let (key, certificate) = &*SIGNER;
    let options = CMSOptions::DETACHED | CMSOptions::BINARY;
    let container =
        CmsContentInfo::sign(Some(certificate), Some(key), None, Some(&covered), options).unwrap();
    let mut digits = String::new();
    for byte in container.to_der().unwrap() {
        write!(digits, "{byte:02x}").unwrap();
    }
    file[gap + 1..gap + 1 + digits.len()].copy_from_slice(digits.as_bytes());
    file
}

/// Where the container of the signature begins and ends, its brackets included.
pub(crate) fn gap(file: &[u8]) -> (usize, usize) {
    let start = find(file, b"/Contents <") + b"/Contents ".len();
    let length = file[start..].iter().position(|&byte| byte == b'>').unwrap();
    (start, start + length + 1)
}

/// Where some words first stand.
pub(crate) fn find(file: &[u8], words: &[u8]) -> usize {
    file.windows(words.len()).position(|window| window == words).unwrap()
}

/// Puts something in the place of something as long.
pub(crate) fn replace(file: &mut [u8], old: &[u8], new: &[u8]) {
    assert_eq!(old.len(), new.len());
    let at = find(file, old);
    file[at..at + new.len()].copy_from_slice(new);
}

/// Appends a revision that writes some objects.
pub(crate) fn append(file: &[u8], objects: &[Said]) -> Vec<u8> {
    save(file.to_vec(), objects, Some(start(file)))
}

/// The same, and what the trailer says is given.
pub(crate) fn append_saying(file: &[u8], objects: &[Said], size: u32, trailer: &str) -> Vec<u8> {
    let mut appended = file.to_vec();
    let entries = write(&mut appended, objects);
    let trailer = format!("/Prev {} {trailer}", start(file));
    let at = appended.len();
    appended.extend(table(&entries, size, &trailer, at).into_bytes());
    appended
}

/// Appends a hybrid: a table that says nothing, and beside it a stream of cross-references, of which
/// each row tells a number and its three columns.
pub(crate) fn append_hybrid(file: &[u8], objects: &[Said], rows: &[(u32, [u32; 3])]) -> Vec<u8> {
    let mut hybrid = file.to_vec();
    let entries = write(&mut hybrid, objects);
    let beside = hybrid.len();
    let mut index = String::new();
    let mut data = Vec::new();
    for (number, columns) in rows {
        write!(index, "{number} 1 ").unwrap();
        data.extend(columns.iter().flat_map(|column| column.to_be_bytes()));
    }
    let size = FREE + 10;
    hybrid.extend(
        format!(
            "{} 0 obj\n<< /Type /XRef /Size {size} /W [4 4 4] /Index [{index}] /Length {} >>\n\
             stream\n",
            size - 1,
            data.len()
        )
        .into_bytes(),
    );
    hybrid.extend(data);
    hybrid.extend(b"\nendstream\nendobj\n");
    let at = hybrid.len();
    let trailer = format!("/Root 1 0 R /Prev {} /XRefStm {beside}", start(file));
    hybrid.extend(table(&entries, size, &trailer, at).into_bytes());
    hybrid
}

/// Appends cross-references alone, to objects that stand elsewhere in the file.
pub(crate) fn append_references(file: &[u8], entries: &[(u32, usize)], trailer: &str) -> Vec<u8> {
    let mut file = file.to_vec();
    let previous = start(&file);
    let at = file.len();
    let trailer = format!("/Root 1 0 R /Prev {previous} {trailer}");
    file.extend(table(entries, FREE + 10, &trailer, at).into_bytes());
    file
}

/// Where the last cross-references start.
pub(crate) fn start(file: &[u8]) -> usize {
    let text = String::from_utf8_lossy(file);
    let (_, after) = text.rsplit_once("startxref").unwrap();
    after.split_whitespace().next().unwrap().parse().unwrap()
}

/// Writes some objects, and tells where.
fn write(file: &mut Vec<u8>, objects: &[Said]) -> Vec<(u32, usize)> {
    let mut entries = Vec::new();
    for (number, said) in objects {
        entries.push((*number, file.len()));
        file.extend(format!("{number} 0 obj\n{said}\nendobj\n").into_bytes());
    }
    entries
}

fn save(mut file: Vec<u8>, objects: &[Said], previous: Option<usize>) -> Vec<u8> {
    let entries = write(&mut file, objects);
    let highest = objects.iter().map(|it| it.0).max().unwrap().max(FREE - 1);
    let mut trailer = "/Root 1 0 R".to_owned();
    if let Some(previous) = previous {
        write!(trailer, " /Prev {previous}").unwrap();
    }
    let at = file.len();
    file.extend(table(&entries, highest + 1, &trailer, at).into_bytes());
    file
}

fn table(entries: &[(u32, usize)], size: u32, trailer: &str, at: usize) -> String {
    let mut table = "xref\n".to_owned();
    for (number, offset) in entries {
        write!(table, "{number} 1\n{offset:010} 00000 n \n").unwrap();
    }
    write!(table, "trailer\n<< /Size {size} {trailer} >>\nstartxref\n{at}\n%%EOF\n").unwrap();
    table
}

/// What is found in a file, on a fixed day after that on which the papers are signed.
pub(crate) fn examine(file: &[u8], password: Option<&str>) -> Report {
    let trust = TrustList::default();
    let judged_at = Utc.with_ymd_and_hms(2033, 1, 1, 0, 0, 0).unwrap();
    signatures::examine(file, &Options { password, trust: &trust, judged_at })
}
