//! Documents attached to conventions: PDFs, kept byte for byte.
//!
//! The journal keeps the command that attaches a document, not its bytes: those lie in the file of
//! the club under their SHA-256, and stay there when the document is taken back.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use chrono::NaiveDate;
use domain::{
    ConventionId, DocumentId, Refusal,
    document::{self, Document, Role},
};
use serde::{Deserialize, Serialize};
use specta::Type;
use store::{Operation, conventions, documents, members};

use crate::{Api, Command, Failure, Receipt, Result, command};

/// A document is attached to a convention; the club holds its bytes already.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct AttachDocument {
    /// Chosen by the caller.
    pub id: DocumentId,
    /// What it is attached to.
    pub convention: ConventionId,
    /// What it is to the convention.
    pub role: Role,
    /// The name of the file as it was received.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    #[specta(type = u32)]
    pub size: u64,
    /// The day it was received.
    pub received_on: NaiveDate,
}

/// A document does not belong to its convention.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct DetachDocument {
    /// Which document.
    pub id: DocumentId,
}

/// What a person says of a PDF to attach; its bytes say the rest.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct NewDocument {
    /// Chosen by the caller.
    pub id: DocumentId,
    /// What it is attached to.
    pub convention: ConventionId,
    /// What it is to the convention.
    pub role: Role,
    /// The day it was received.
    pub received_on: NaiveDate,
}

/// A document, as the page of its convention shows it.
#[derive(Debug, Clone, Serialize, Type)]
pub struct DocumentLine {
    /// Which document.
    pub id: DocumentId,
    /// What it is to the convention.
    pub role: Role,
    /// The name of the file as it was received.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    #[specta(type = u32)]
    pub size: u64,
    /// The day it was received.
    pub received_on: NaiveDate,
}

/// Where a PDF is attached already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DocumentPlace {
    /// The convention.
    pub convention: ConventionId,
    /// The reference of the convention.
    pub reference: String,
    /// The name of whom the convention binds.
    pub organisation_name: String,
    /// The name under which the PDF is attached.
    pub name: String,
}

/// A PDF that a person has chosen, read once and whole: what is attached is what was looked at,
/// whatever becomes of the file.
#[derive(Debug)]
pub struct Pdf {
    name: String,
    sha256: String,
    bytes: Vec<u8>,
}

impl Pdf {
    /// The PDF called `name` that `bytes` are; refused is what is none.
    pub fn new(name: String, bytes: Vec<u8>) -> Result<Self> {
        document::check_pdf(&bytes, bytes.len() as u64)?;
        Ok(Self { name, sha256: documents::sha256(&bytes), bytes })
    }

    /// Reads the file at `path`; one that is too large is refused without being read.
    pub fn read(path: &Path) -> Result<Self> {
        let (name, bytes) = read_file(path, document::LARGEST)?;
        Self::new(name, bytes)
    }

    /// The name of its file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The SHA-256 of its bytes, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The number of its bytes.
    pub fn size(&self) -> u64 {
        self.bytes.len() as u64
    }
}

/// The name and the bytes of the file at `path`; one of more than `largest` bytes is refused
/// without being read.
pub(crate) fn read_file(path: &Path, largest: u64) -> Result<(String, Vec<u8>)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let about = fs::metadata(path).map_err(Failure::file)?;
    // Opening a pipe would wait for somebody to write into it.
    if !about.is_file() {
        return Err(Failure::file(io::ErrorKind::InvalidInput.into()));
    }
    let file = File::open(path).map_err(Failure::file)?;
    Ok((name, read(file, about.len(), largest)?))
}

/// The bytes of `file`, which says that it has `size` of them.
fn read(file: impl Read, size: u64, largest: u64) -> Result<Vec<u8>> {
    let too_large = |bytes| Failure::from(Refusal::FileTooLarge { bytes });
    if size > largest {
        return Err(too_large(size));
    }
    let mut bytes = Vec::with_capacity(size.try_into().unwrap_or(0));
    // A file that grows while it is read must not fill the memory.
    let read = file.take(largest + 1).read_to_end(&mut bytes).map_err(Failure::file)?;
    if read as u64 > largest {
        return Err(too_large(read as u64));
    }
    if (read as u64) < size {
        return Err(Failure::file(io::ErrorKind::UnexpectedEof.into()));
    }
    Ok(bytes)
}

impl Api {
    /// Attaches `pdf` to a convention: keeps its bytes and does the command in one operation, so
    /// that neither is there without the other.
    pub async fn attach(&self, new: NewDocument, pdf: &Pdf) -> Result<Receipt> {
        let command = Command::AttachDocument(AttachDocument {
            id: new.id,
            convention: new.convention,
            role: new.role,
            name: pdf.name.clone(),
            sha256: pdf.sha256.clone(),
            size: pdf.size(),
            received_on: new.received_on,
        });
        let mut op = self.begin(&command).await?;
        documents::keep(&mut op, &pdf.bytes).await?;
        self.apply(&mut op, command).await?;
        let receipt = command::finish(op).await?;
        // The document is attached, whatever becomes of this: the page asks for what is not read yet.
        let _ = self.examine(new.id, None).await;
        Ok(receipt)
    }

    pub(crate) async fn attach_document(
        &self,
        op: &mut Operation,
        it: AttachDocument,
    ) -> Result<()> {
        conventions::get(op.db(), it.convention).await?.ok_or_else(Failure::not_found)?;
        Failure::check_new(documents::get(op.db(), it.id).await?)?;
        let kept = documents::kept(op.db(), &it.sha256).await?;
        let size = kept.filter(|size| *size == it.size).ok_or_else(Failure::not_found)?;
        let others = documents::of(op.db(), it.convention).await?;
        let document = Document {
            id: it.id,
            convention: it.convention,
            role: it.role,
            name: it.name.trim().to_owned(),
            sha256: it.sha256,
            size,
            received_on: it.received_on,
        };
        document.check_day(self.today())?;
        document.check(&others)?;
        Ok(documents::save(op, &document).await?)
    }

    pub(crate) async fn detach_document(
        &self,
        op: &mut Operation,
        it: DetachDocument,
    ) -> Result<()> {
        documents::get(op.db(), it.id).await?.ok_or_else(Failure::not_found)?;
        Ok(documents::remove(op, it.id).await?)
    }

    /// The name and the bytes of a document, as they were received.
    pub async fn document_file(&self, id: DocumentId) -> Result<(String, Vec<u8>)> {
        let mut db = self.store.read().await?;
        let it = documents::get(&mut db, id).await?.ok_or_else(Failure::not_found)?;
        Ok((it.name, documents::bytes(&mut db, &it.sha256).await?))
    }

    /// Where the PDF of this SHA-256 is attached already.
    pub async fn document_places(&self, sha256: &str) -> Result<Vec<DocumentPlace>> {
        let mut db = self.store.read().await?;
        let mut places = Vec::new();
        for it in documents::same(&mut db, sha256).await? {
            let Some(convention) = conventions::get(&mut db, it.convention).await? else {
                continue;
            };
            let organisation = members::get(&mut db, convention.organisation).await?;
            places.push(DocumentPlace {
                convention: convention.id,
                reference: convention.reference,
                organisation_name: organisation.map(|it| it.name).unwrap_or_default(),
                name: it.name,
            });
        }
        Ok(places)
    }
}

impl From<Document> for DocumentLine {
    fn from(it: Document) -> Self {
        Self {
            id: it.id,
            role: it.role,
            name: it.name,
            sha256: it.sha256,
            size: it.size,
            received_on: it.received_on,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    fn code(result: Result<Vec<u8>>) -> Code {
        result.unwrap_err().code
    }

    #[test]
    fn a_file_that_is_too_large_is_refused_without_being_read() {
        struct Untouched;
        impl Read for Untouched {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                panic!("the file was read");
            }
        }
        let bytes = document::LARGEST + 1;
        assert_eq!(
            code(read(Untouched, bytes, document::LARGEST)),
            Code::Refused(Refusal::FileTooLarge { bytes })
        );
    }

    #[test]
    fn a_file_that_grows_or_shrinks_while_it_is_read_is_refused() {
        let grown = read(io::repeat(b' '), 9, 20);
        assert_eq!(code(grown), Code::Refused(Refusal::FileTooLarge { bytes: 21 }));
        assert!(matches!(code(read(&b"%PDF-1.7"[..], 9, 20)), Code::FileFailed { .. }));
        assert_eq!(read(&b"%PDF-1.7\n"[..], 9, 20).unwrap(), b"%PDF-1.7\n");
    }
}
