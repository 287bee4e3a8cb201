//! What the signatures of a document are worth.
//!
//! It is read from the bytes of the document and kept as what was seen, under the name of the reader
//! and of the authorities that were trusted. When either changes, what was kept counts no more and
//! the bytes are read again.

use domain::{DocumentId, document::Document, signatory::Signatories};
use serde::Serialize;
use signatures::{
    Options, Report,
    report::{Integrity, Kind},
    trust::TrustList,
};
use specta::Type;
use store::{Db, authorities, conventions, documents, signatures as seen};

use crate::{Api, Failure, Result};

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

impl Api {
    /// Reads the signatures of a document, with the password that opens it where it asks for one,
    /// and keeps what is found. The password is kept nowhere.
    pub async fn examine(&self, id: DocumentId, password: Option<&str>) -> Result<SignatureCard> {
        let mut db = self.store.read().await?;
        let it = documents::get(&mut db, id).await?.ok_or_else(Failure::not_found)?;
        let convention =
            conventions::get(&mut db, it.convention).await?.ok_or_else(Failure::not_found)?;
        let bytes = documents::bytes(&mut db, &it.sha256).await?;
        let reader = reader(&mut db).await?;
        let report = self.read_signatures(&mut db, &bytes, password).await?;
        drop(db);
        let text = serde_json::to_string(&report).map_err(Failure::bug)?;
        match seen::keep(&self.store, &it.sha256, &reader, &text).await {
            // What is read of a club that can only be read is shown all the same.
            Ok(()) | Err(store::Error::ReadOnly) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(card(report, &it, &convention.signatories))
    }

    async fn read_signatures(
        &self,
        db: &mut Db,
        bytes: &[u8],
        password: Option<&str>,
    ) -> Result<Report> {
        let mut certificates = Vec::new();
        for it in authorities::list(db).await? {
            certificates.push(documents::bytes(db, &it.sha256).await?);
        }
        let trust = TrustList::new(certificates.iter().map(Vec::as_slice));
        Ok(signatures::examine(bytes, &Options { password, trust: &trust, judged_at: self.at() }))
    }
}

/// What was last found in the bytes of `document`, where it still counts.
pub(crate) async fn seen_card(
    db: &mut Db,
    reader: &str,
    document: &Document,
    signatories: &Signatories,
) -> Result<Option<SignatureCard>> {
    let Some(text) = seen::report(db, &document.sha256, reader).await? else { return Ok(None) };
    // What an older build wrote in another form is read again like what was never read.
    let report = serde_json::from_str(&text).ok();
    Ok(report.map(|it| card(it, document, signatories)))
}

/// The name of the reader, and with it of the authorities that are trusted.
pub(crate) async fn reader(db: &mut Db) -> Result<String> {
    let trusted: String = authorities::list(db).await?.into_iter().map(|it| it.sha256).collect();
    Ok(format!("{} {}", signatures::READER, documents::sha256(trusted.as_bytes())))
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
