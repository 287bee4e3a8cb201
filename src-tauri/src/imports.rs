//! The calls about lists that come in and go out: members from a sheet, and a list on screen as one.

use std::{
    ops::ControlFlow,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use api::{Export, Failure, ImportPreview, MemberList, NewImport, Receipt};
use chrono::NaiveDate;
use domain::member_list::{Choices, Column, Row};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, State, WebviewWindow, async_runtime::spawn_blocking};
use tauri_specta::Event;
use uuid::Uuid;

use crate::{
    desk::Desk,
    dialogs::Kind,
    ipc::{caught, changed, logged},
    preferences::Language,
};

/// So many lines are taken in before the page hears of it again.
const STRIDE: u32 = 25;

/// The list that was chosen last and waits to be taken in. The page knows it by its token, and
/// finds it again after it was left.
#[derive(Debug, Default)]
pub(crate) struct Waiting {
    list: Mutex<Option<(Uuid, Arc<MemberList>)>>,
    stopped: AtomicBool,
}

/// What the page is told of the list that was chosen.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct PickedList {
    /// By which the page names it.
    token: Uuid,
    /// The name of the file.
    name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    sha256: String,
    /// The head of each column.
    header: Vec<String>,
    /// What stands below.
    rows: Vec<Row>,
    /// What each column seems to hold.
    columns: Vec<Column>,
}

/// A list that is being taken in comes on.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type, Event)]
pub(crate) struct ImportProgress {
    /// So many lines are done.
    done: u32,
    /// Of so many.
    total: u32,
}

impl PickedList {
    fn of(token: Uuid, list: &MemberList) -> Self {
        Self {
            token,
            name: list.name().to_owned(),
            sha256: list.sha256().to_owned(),
            header: list.sheet().header.clone(),
            rows: list.sheet().rows.clone(),
            columns: list.columns(),
        }
    }
}

impl Waiting {
    fn put(&self, list: MemberList) -> PickedList {
        let token = Uuid::now_v7();
        let picked = PickedList::of(token, &list);
        *self.list() = Some((token, Arc::new(list)));
        picked
    }

    fn get(&self, token: Uuid) -> Result<Arc<MemberList>, Failure> {
        match &*self.list() {
            Some((it, list)) if *it == token => Ok(list.clone()),
            _ => Err(Failure::not_found()),
        }
    }

    fn list(&self) -> std::sync::MutexGuard<'_, Option<(Uuid, Arc<MemberList>)>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks for a list in CSV and reads it; nothing comes back when nothing was chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pick_list(
    window: WebviewWindow,
    desk: State<'_, Desk>,
) -> Result<Option<PickedList>, Failure> {
    caught(async {
        let (title, name) = match desk.preferences.shown().language {
            Language::Fr => ("Importer une liste de membres", "Tableaux CSV"),
            Language::En => ("Import a list of members", "CSV sheets"),
        };
        let kind = Kind { name, extensions: &["csv", "CSV", "tsv", "txt"] };
        let Some(path) = desk.dialogs.open_file(&window, title, kind).await else {
            return Ok(None);
        };
        let read = spawn_blocking(move || MemberList::read(&path)).await.map_err(Failure::bug)?;
        Ok(Some(desk.waiting.put(logged(read)?)))
    })
    .await
}

/// The list that waits to be taken in, if there is one.
#[tauri::command]
#[specta::specta]
pub(crate) fn picked_list(desk: State<'_, Desk>) -> Option<PickedList> {
    desk.waiting.list().as_ref().map(|(token, list)| PickedList::of(*token, list))
}

/// Lets go of the list that waits.
#[tauri::command]
#[specta::specta]
pub(crate) fn forget_list(desk: State<'_, Desk>, token: Uuid) {
    desk.waiting.list().take_if(|(it, _)| *it == token);
}

/// What taking in the list would do.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_import(
    desk: State<'_, Desk>,
    token: Uuid,
    choices: Choices,
    day: NaiveDate,
) -> Result<ImportPreview, Failure> {
    caught(async {
        let list = desk.waiting.get(token)?;
        logged(desk.api().await?.preview_import(&list, &choices, day).await)
    })
    .await
}

/// Takes in the list; nothing comes back when it was stopped, and then nothing was done.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_members(
    app: AppHandle,
    desk: State<'_, Desk>,
    token: Uuid,
    wanted: NewImport,
) -> Result<Option<Receipt>, Failure> {
    caught(async {
        let list = desk.waiting.get(token)?;
        let stopped = &desk.waiting.stopped;
        stopped.store(false, Ordering::Relaxed);
        let on_progress = |done: u32, total: u32| {
            if stopped.load(Ordering::Relaxed) {
                return ControlFlow::Break(());
            }
            if done.is_multiple_of(STRIDE)
                && let Err(error) = (ImportProgress { done, total }).emit(&app)
            {
                tracing::warn!(%error, "the page was not told how the import comes on");
            }
            ControlFlow::Continue(())
        };
        let done = logged(desk.api().await?.import(wanted, &list, &on_progress).await)?;
        if done.is_some() {
            forget_list(desk, token);
            changed(&app);
        }
        Ok(done)
    })
    .await
}

/// Stops the import that is under way.
#[tauri::command]
#[specta::specta]
pub(crate) fn stop_import(desk: State<'_, Desk>) {
    desk.waiting.stopped.store(true, Ordering::Relaxed);
}

/// Writes a list as it is on screen where the person chooses, in CSV; `false` when no place was
/// chosen, or when it was stopped.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_list(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    name: String,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
) -> Result<bool, Failure> {
    caught(async {
        let (title, kind) = match desk.preferences.shown().language {
            Language::Fr => ("Exporter la liste", "Tableaux CSV"),
            Language::En => ("Export the list", "CSV sheets"),
        };
        let kind = Kind { name: kind, extensions: &["csv"] };
        let made = async move {
            let bytes = spawn_blocking(move || api::as_csv(&header, rows)).await;
            Ok(Export { file_name: name, bytes: bytes.map_err(Failure::bug)? })
        };
        desk.export(&window, title, kind, made).await
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(name: &str) -> MemberList {
        MemberList::new(name.into(), b"Nom;Ville\nRivage;Landevant\n").unwrap()
    }

    #[test]
    fn only_the_list_that_was_chosen_last_waits() {
        let waiting = Waiting::default();
        let one = waiting.put(list("une.csv"));
        assert_eq!(one.header, ["Nom", "Ville"]);
        assert_eq!(waiting.get(one.token).unwrap().name(), "une.csv");
        let other = waiting.put(list("autre.csv"));
        waiting.get(one.token).unwrap_err();
        assert_eq!(waiting.get(other.token).unwrap().name(), "autre.csv");
    }
}
