//! The call by which minutes leave the club as a file.

use api::{Failure, MinutesFormat, PaperLanguage};
use domain::MeetingId;
use tauri::{State, WebviewWindow};

use crate::{desk::Desk, dialogs::Kind, ipc::caught, preferences::Language};

/// Writes the minutes of a meeting where the person chooses; `false` when no place was chosen, or
/// when it was stopped.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_minutes(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    id: MeetingId,
    format: MinutesFormat,
) -> Result<bool, Failure> {
    caught(async {
        let (language, title) = match desk.preferences.shown().language {
            Language::Fr => (PaperLanguage::Fr, "Exporter le compte rendu"),
            Language::En => (PaperLanguage::En, "Export the minutes"),
        };
        let name = match (format, language) {
            (MinutesFormat::Pdf, PaperLanguage::Fr) => "Documents PDF",
            (MinutesFormat::Pdf, PaperLanguage::En) => "PDF documents",
            (MinutesFormat::Markdown, PaperLanguage::Fr) => "Documents Markdown",
            (MinutesFormat::Markdown, PaperLanguage::En) => "Markdown documents",
        };
        let kind = Kind { name, extensions: &[format.extension()] };
        let api = desk.api().await?;
        let made = async move { api.export_minutes(id, format, language).await };
        desk.export(&window, title, kind, made).await
    })
    .await
}
