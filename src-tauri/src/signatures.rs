//! The calls about signatures: what they are worth, and whom the club trusts.

use api::{
    AuthorityFile, AuthorityLine, Failure, PaperLanguage, Receipt, SignatureCard, SignaturesFormat,
    Statement,
};
use domain::DocumentId;
use tauri::{AppHandle, State, WebviewWindow, async_runtime::spawn_blocking};

use crate::{
    desk::Desk,
    dialogs::Kind,
    ipc::{caught, changed, logged},
    preferences::Language,
};

/// Reads the signatures of a document, with the password that opens it where it asks for one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn examine_document(
    desk: State<'_, Desk>,
    id: DocumentId,
    password: Option<String>,
) -> Result<SignatureCard, Failure> {
    caught(async { logged(desk.api().await?.examine(id, password).await) }).await
}

/// Writes the report on the signatures of a document where the person chooses; `false` when no place
/// was chosen, or when it was stopped.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_signatures(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    id: DocumentId,
    format: SignaturesFormat,
    statement: Statement,
) -> Result<bool, Failure> {
    caught(async {
        let (language, title) = match desk.preferences.shown().language {
            Language::Fr => (PaperLanguage::Fr, "Exporter le rapport de signature"),
            Language::En => (PaperLanguage::En, "Export the report on signatures"),
        };
        let name = match (format, language) {
            (SignaturesFormat::Pdf, PaperLanguage::Fr) => "Documents PDF",
            (SignaturesFormat::Pdf, PaperLanguage::En) => "PDF documents",
            (SignaturesFormat::Json, PaperLanguage::Fr) => "Données JSON",
            (SignaturesFormat::Json, PaperLanguage::En) => "JSON data",
        };
        let kind = Kind { name, extensions: &[format.extension()] };
        let api = desk.api().await?;
        let made = async move { api.export_signatures(id, format, statement, language).await };
        desk.export(&window, title, kind, made).await
    })
    .await
}

/// Whom the club trusts.
#[tauri::command]
#[specta::specta]
pub(crate) async fn authorities(desk: State<'_, Desk>) -> Result<Vec<AuthorityLine>, Failure> {
    caught(async { logged(desk.api().await?.authorities().await) }).await
}

/// Asks for a file of certificates and trusts them; nothing is done when nothing was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pick_authorities(
    app: AppHandle,
    window: WebviewWindow,
    desk: State<'_, Desk>,
) -> Result<Option<Receipt>, Failure> {
    caught(async {
        let (title, name) = match desk.preferences.shown().language {
            Language::Fr => ("Ajouter des autorités", "Certificats et listes de confiance"),
            Language::En => ("Add authorities", "Certificates and trusted lists"),
        };
        let extensions = &["pem", "crt", "cer", "der", "p7b", "p7c", "xml", "xtsl"];
        let kind = Kind { name, extensions };
        let Some(path) = desk.dialogs.open_file(&window, title, kind).await else {
            return Ok(None);
        };
        let read =
            spawn_blocking(move || AuthorityFile::read(&path)).await.map_err(Failure::bug)?;
        let receipt = logged(desk.api().await?.trust(&logged(read)?).await)?;
        changed(&app);
        Ok(Some(receipt))
    })
    .await
}
