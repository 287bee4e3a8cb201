//! The calls about documents: those in which bytes travel, and files are chosen.

use std::sync::{Arc, Mutex, PoisonError};

use api::{DocumentPlace, Failure, NewDocument, Pdf, Receipt};
use domain::DocumentId;
use serde::Serialize;
use specta::{Type, Types, datatype::DataType};
use specta_typescript::define;
use tauri::{
    AppHandle, State, WebviewWindow,
    async_runtime::spawn_blocking,
    ipc::{InvokeResponseBody, IpcResponse},
};
use uuid::Uuid;

use crate::{
    desk::Desk,
    dialogs::Kind,
    ipc::{caught, changed, logged},
    preferences::Language,
};

/// The PDF that was chosen last and waits to be attached. The page knows it by its token: neither
/// its path nor its bytes travel there and back.
#[derive(Debug, Default)]
pub(crate) struct Picked(Mutex<Option<(Uuid, Arc<Pdf>)>>);

/// What the page is told of the PDF that was chosen.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct PickedFile {
    /// By which the page names it.
    token: Uuid,
    /// The name of the file.
    name: String,
    /// Its size in bytes.
    #[specta(type = u32)]
    size: u64,
    /// The SHA-256 of its bytes, in hexadecimal.
    sha256: String,
}

/// Bytes as they are, rather than as a list of numbers in JSON.
#[derive(Debug)]
pub(crate) struct Bytes(Vec<u8>);

impl IpcResponse for Bytes {
    fn body(self) -> tauri::Result<InvokeResponseBody> {
        Ok(InvokeResponseBody::Raw(self.0))
    }
}

impl Type for Bytes {
    fn definition(_: &mut Types) -> DataType {
        define("ArrayBuffer").into()
    }
}

impl Picked {
    fn put(&self, pdf: Pdf) -> PickedFile {
        let token = Uuid::now_v7();
        let file = PickedFile {
            token,
            name: pdf.name().to_owned(),
            size: pdf.size(),
            sha256: pdf.sha256().to_owned(),
        };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((token, Arc::new(pdf)));
        file
    }

    fn get(&self, token: Uuid) -> Result<Arc<Pdf>, Failure> {
        let picked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*picked {
            Some((it, pdf)) if *it == token => Ok(pdf.clone()),
            _ => Err(Failure::not_found()),
        }
    }

    fn forget(&self, token: Uuid) {
        let mut picked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        picked.take_if(|(it, _)| *it == token);
    }
}

/// Asks for a PDF and reads it; nothing comes back when nothing was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pick_pdf(
    window: WebviewWindow,
    desk: State<'_, Desk>,
) -> Result<Option<PickedFile>, Failure> {
    caught(async {
        let (title, name) = match desk.preferences.shown().language {
            Language::Fr => ("Joindre un PDF", "Documents PDF"),
            Language::En => ("Attach a PDF", "PDF documents"),
        };
        let kind = Kind { name, extensions: &["pdf", "PDF"] };
        let Some(path) = desk.dialogs.open_file(&window, title, kind).await else {
            return Ok(None);
        };
        let read = spawn_blocking(move || Pdf::read(&path)).await.map_err(Failure::bug)?;
        Ok(Some(desk.picked.put(logged(read)?)))
    })
    .await
}

/// Attaches the PDF that was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_document(
    app: AppHandle,
    desk: State<'_, Desk>,
    token: Uuid,
    document: NewDocument,
) -> Result<Receipt, Failure> {
    caught(async {
        let pdf = desk.picked.get(token)?;
        let receipt = logged(desk.api().await?.attach(document, &pdf).await)?;
        desk.picked.forget(token);
        changed(&app);
        Ok(receipt)
    })
    .await
}

/// The bytes of a document.
#[tauri::command]
#[specta::specta]
pub(crate) async fn document_bytes(
    desk: State<'_, Desk>,
    id: DocumentId,
) -> Result<Bytes, Failure> {
    caught(async {
        let (_, bytes) = logged(desk.api().await?.document_file(id).await)?;
        Ok(Bytes(bytes))
    })
    .await
}

/// Where a PDF is attached already.
#[tauri::command]
#[specta::specta]
pub(crate) async fn document_places(
    desk: State<'_, Desk>,
    sha256: String,
) -> Result<Vec<DocumentPlace>, Failure> {
    caught(async { logged(desk.api().await?.document_places(&sha256).await) }).await
}

/// Gives a document back as a file, byte for byte; `false` when no place was chosen for it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_document(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    id: DocumentId,
) -> Result<bool, Failure> {
    caught(async {
        // Read first: a document that is damaged must not ask for a place.
        let (file_name, bytes) = logged(desk.api().await?.document_file(id).await)?;
        let (title, name) = match desk.preferences.shown().language {
            Language::Fr => ("Enregistrer une copie", "Documents PDF"),
            Language::En => ("Save a copy", "PDF documents"),
        };
        let kind = Kind { name, extensions: &["pdf"] };
        desk.dialogs.save_file(&window, title, &file_name, kind, move || bytes).await
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_pdf_that_was_chosen_last_can_be_attached() {
        let pdf = |name: &str| Pdf::new(name.into(), b"%PDF-1.7\n".to_vec()).unwrap();
        let picked = Picked::default();
        let one = picked.put(pdf("une.pdf")).token;
        assert_eq!(picked.get(one).unwrap().name(), "une.pdf");
        let other = picked.put(pdf("autre.pdf")).token;
        picked.get(one).unwrap_err();
        picked.forget(one);
        assert_eq!(picked.get(other).unwrap().name(), "autre.pdf");
        picked.forget(other);
        picked.get(other).unwrap_err();
    }
}
