//! What the signatures of a document are worth.
//!
//! It is read from the bytes of the document and kept as what was seen, under the name of the reader
//! and of the authorities that were trusted. When either changes, what was kept counts no more and
//! the bytes are read again.

use documents::{
    names::signatures_file_name,
    statement::{Sender, Statement, statement_pdf},
};
use domain::{DocumentId, document::Document, signatory::Signatories};
use serde::{Deserialize, Serialize};
use signatures::{
    Options, Report,
    report::{Integrity, Kind},
};
use specta::Type;
use store::{Db, authorities, conventions, documents as files, signatures as seen};

use crate::{Api, Export, Failure, PaperLanguage, Result, authorities::trusted};

/// What the signatures of a document are worth.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct SignatureCard {
    /// Which document.
    pub document: DocumentId,
    /// What its bytes say.
    pub report: Report,
    /// Who is expected to have signed it and has not, as the convention names them.
    pub absent: Vec<String>,
}

/// The form in which a report on signatures leaves the club.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SignaturesFormat {
    /// PDF/A-2a and PDF/UA-1, in words.
    Pdf,
    /// JSON, in codes and facts.
    Json,
}

impl SignaturesFormat {
    /// The end of the names of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Json => "json",
        }
    }
}

/// A report on signatures as it leaves the club, with what it is about.
#[derive(Serialize)]
struct Exported<'a> {
    file: &'a str,
    sha256: &'a str,
    reader: &'a str,
    report: &'a Report,
}

impl Api {
    /// Reads the signatures of a document, with the password that opens it where it asks for one,
    /// and keeps what is found. The password is kept nowhere.
    pub async fn examine(&self, id: DocumentId, password: Option<String>) -> Result<SignatureCard> {
        let mut db = self.store.read().await?;
        let it = files::get(&mut db, id).await?.ok_or_else(Failure::not_found)?;
        let convention =
            conventions::get(&mut db, it.convention).await?.ok_or_else(Failure::not_found)?;
        let bytes = files::bytes(&mut db, &it.sha256).await?;
        let reader = reader(&mut db).await?;
        let trust = trusted(&mut db).await?;
        drop(db);
        let judged_at = self.at();
        // A file of 90 MB takes half a second, in which the window should not wait.
        let report = tokio::task::spawn_blocking(move || {
            let password = password.as_deref();
            signatures::examine(&bytes, &Options { password, trust: &trust, judged_at })
        });
        let report = report.await.map_err(Failure::bug)?;
        let text = serde_json::to_string(&report).map_err(Failure::bug)?;
        match seen::keep(&self.store, &it.sha256, &reader, &text).await {
            // What is read of a club that can only be read is shown all the same.
            Ok(()) | Err(store::Error::ReadOnly) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(card(report, &it, &convention.signatories))
    }

    /// The report on the signatures of a document as a file. `statement` says it in the words of
    /// the window, in `language`.
    pub async fn export_signatures(
        &self,
        id: DocumentId,
        format: SignaturesFormat,
        statement: Statement,
        language: PaperLanguage,
    ) -> Result<Export> {
        let mut db = self.store.read().await?;
        let it = files::get(&mut db, id).await?.ok_or_else(Failure::not_found)?;
        let reader = reader(&mut db).await?;
        let found = seen_report(&mut db, &reader, &it.sha256).await?;
        drop(db);
        let report = match found {
            Some(report) => report,
            None => self.examine(id, None).await?.report,
        };
        let bytes = match format {
            SignaturesFormat::Json => {
                let (file, sha256) = (&*it.name, &*it.sha256);
                let exported = Exported { file, sha256, reader: &reader, report: &report };
                serde_json::to_vec_pretty(&exported).map_err(Failure::bug)?
            }
            SignaturesFormat::Pdf => {
                let settings = self.settings().await?;
                let sender = Sender {
                    programme: settings.programme,
                    heading: settings.heading.lines().map(ToOwned::to_owned).collect(),
                    language,
                    made_at: (self.now)(),
                };
                tokio::task::spawn_blocking(move || statement_pdf(&statement, &sender))
                    .await
                    .map_err(Failure::bug)?
                    .map_err(Failure::bug)?
            }
        };
        let file_name = signatures_file_name(&it.name, format.extension());
        Ok(Export { file_name, bytes })
    }
}

/// What was last found in the bytes kept under `sha256`, where it still counts.
async fn seen_report(db: &mut Db, reader: &str, sha256: &str) -> Result<Option<Report>> {
    let text = seen::report(db, sha256, reader).await?;
    // What an older build wrote in another form is read again like what was never read.
    Ok(text.and_then(|it| serde_json::from_str(&it).ok()))
}

/// What was last found in the bytes of `document`, where it still counts.
pub(crate) async fn seen_card(
    db: &mut Db,
    reader: &str,
    document: &Document,
    signatories: &Signatories,
) -> Result<Option<SignatureCard>> {
    let report = seen_report(db, reader, &document.sha256).await?;
    Ok(report.map(|it| card(it, document, signatories)))
}

/// The name of the reader, and with it of the authorities that are trusted.
pub(crate) async fn reader(db: &mut Db) -> Result<String> {
    let trusted: String = (authorities::list(db).await?.into_iter())
        .map(|it| format!("{} {:?}\n", it.sha256, it.services))
        .collect();
    Ok(format!("{} {}", signatures::READER, files::sha256(trusted.as_bytes())))
}

fn card(report: Report, document: &Document, signatories: &Signatories) -> SignatureCard {
    let signers: Vec<&str> = report
        .signatures
        .iter()
        // A signature that is broken says nothing of who signed.
        .filter(|it| it.kind != Kind::DocumentTimeStamp && it.integrity == Integrity::Intact)
        .filter_map(|it| Some(it.signer.as_ref()?.name.as_str()))
        .collect();
    let absent = signatories.missing(document.role, &signers);
    SignatureCard { document: document.id, absent, report }
}
