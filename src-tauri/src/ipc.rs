//! The calls that the page can make. Each hands over to the api and adds nothing.

use api::{
    ActionLine, Command, ConventionLine, ConventionPage, Failure, FieldChange, JournalFilter,
    JournalPage, MeetingLine, MeetingPage, MemberLine, MemberPage, Reach, Receipt, SearchResult,
    Settings, TodayPage, Waiting,
};
use chrono::NaiveDate;
use domain::{ConventionId, MeetingId, OrganisationId, RegisterNumber};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::{
    future::{Future, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::Poll,
};

use tauri::{AppHandle, State, WebviewWindow};
use tauri_specta::{Builder, Event, collect_commands, collect_events};
use vault::Passphrase;

use crate::{
    club::{ClubFailure, ClubState},
    copies,
    desk::Desk,
    documents, exports, imports, keys, minutes,
    preferences::{Language, Preferences},
    signatures, window,
};

/// Every call that the page may make; see `calls.rs`.
pub(crate) const CALLS: &[&str] = &include!("../calls.rs");

/// Something was written; whatever is on screen may be out of date.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct Changed;

/// The window is about to close. The page keeps what is being typed, and then lets it.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct Closing;

/// Tells every page to look again. One that cannot hear of it shows old lines until the next visit,
/// but the write is done.
pub(crate) fn changed(app: &AppHandle) {
    if let Err(error) = Changed.emit(app) {
        tracing::warn!(%error, "the page was not told to look again");
    }
}

#[tauri::command]
#[specta::specta]
async fn club(desk: State<'_, Desk>) -> Result<ClubState, ClubFailure> {
    caught(async { Ok(desk.state().await) }).await
}

#[tauri::command]
#[specta::specta]
async fn create_club(
    app: AppHandle,
    desk: State<'_, Desk>,
    passphrase: String,
) -> Result<(), ClubFailure> {
    caught(async {
        desk.create(None, Passphrase::new(passphrase)).await?;
        window::listen(&app).await;
        Ok(())
    })
    .await
}

#[tauri::command]
#[specta::specta]
async fn choose_club(
    app: AppHandle,
    window: WebviewWindow,
    desk: State<'_, Desk>,
) -> Result<ClubState, ClubFailure> {
    caught(async {
        let title = match desk.preferences.shown().language {
            Language::Fr => "Choisir le dossier du club",
            Language::En => "Choose the folder of the club",
        };
        if let Some(folder) = desk.dialogs.open_folder(&window, title).await
            && desk.open(&folder).await.is_ok()
        {
            window::listen(&app).await;
        }
        Ok(desk.state().await)
    })
    .await
}

#[tauri::command]
#[specta::specta]
async fn reopen_club(app: AppHandle, desk: State<'_, Desk>) -> Result<ClubState, ClubFailure> {
    caught(async {
        desk.reopen().await;
        window::listen(&app).await;
        Ok(desk.state().await)
    })
    .await
}

#[tauri::command]
#[specta::specta]
async fn unlock_club(
    app: AppHandle,
    desk: State<'_, Desk>,
    passphrase: String,
) -> Result<ClubState, ClubFailure> {
    caught(async {
        desk.unlock(Passphrase::new(passphrase)).await;
        window::listen(&app).await;
        Ok(desk.state().await)
    })
    .await
}

#[tauri::command]
#[specta::specta]
async fn change_passphrase(
    desk: State<'_, Desk>,
    current: String,
    chosen: String,
) -> Result<(), ClubFailure> {
    caught(async {
        desk.change_passphrase(Passphrase::new(current), Passphrase::new(chosen)).await
    })
    .await
}

#[tauri::command]
#[specta::specta]
fn preferences(desk: State<'_, Desk>) -> Preferences {
    desk.preferences.shown()
}

#[tauri::command]
#[specta::specta]
async fn save_preferences(desk: State<'_, Desk>, preferences: Preferences) -> Result<(), Failure> {
    caught(async { desk.show(preferences).await.map_err(Failure::file) }).await
}

#[tauri::command]
#[specta::specta]
async fn execute(
    app: AppHandle,
    desk: State<'_, Desk>,
    command: Command,
) -> Result<Receipt, Failure> {
    caught(async {
        let receipt = logged(desk.api().await?.execute(command).await)?;
        changed(&app);
        Ok(receipt)
    })
    .await
}

#[tauri::command]
#[specta::specta]
async fn draft(desk: State<'_, Desk>, id: String) -> Result<Option<String>, Failure> {
    caught(async { logged(desk.api().await?.draft(&id).await) }).await
}

#[tauri::command]
#[specta::specta]
async fn save_draft(desk: State<'_, Desk>, id: String, body: String) -> Result<(), Failure> {
    caught(async { logged(desk.api().await?.save_draft(&id, &body).await) }).await
}

#[tauri::command]
#[specta::specta]
async fn discard_draft(desk: State<'_, Desk>, id: String) -> Result<(), Failure> {
    caught(async { logged(desk.api().await?.discard_draft(&id).await) }).await
}

#[tauri::command]
#[specta::specta]
async fn conventions(
    desk: State<'_, Desk>,
    day: NaiveDate,
) -> Result<Vec<ConventionLine>, Failure> {
    caught(async { logged(desk.api().await?.conventions(day).await) }).await
}

#[tauri::command]
#[specta::specta]
async fn convention(
    desk: State<'_, Desk>,
    id: ConventionId,
    day: NaiveDate,
) -> Result<ConventionPage, Failure> {
    caught(async { logged(desk.api().await?.convention(id, day).await) }).await
}

#[tauri::command]
#[specta::specta]
async fn next_reference(desk: State<'_, Desk>, day: NaiveDate) -> Result<String, Failure> {
    caught(async { logged(desk.api().await?.next_reference(day).await) }).await
}

#[tauri::command]
#[specta::specta]
async fn members(desk: State<'_, Desk>, day: NaiveDate) -> Result<Vec<MemberLine>, Failure> {
    caught(async { logged(desk.api().await?.members(day).await) }).await
}

#[tauri::command]
#[specta::specta]
async fn member(
    desk: State<'_, Desk>,
    id: OrganisationId,
    day: NaiveDate,
) -> Result<MemberPage, Failure> {
    caught(async { logged(desk.api().await?.member(id, day).await) }).await
}

#[tauri::command]
#[specta::specta]
async fn meetings(desk: State<'_, Desk>, day: NaiveDate) -> Result<Vec<MeetingLine>, Failure> {
    caught(async { logged(desk.api().await?.meetings(day).await) }).await
}

#[tauri::command]
#[specta::specta]
async fn meeting(
    desk: State<'_, Desk>,
    id: MeetingId,
    day: NaiveDate,
) -> Result<MeetingPage, Failure> {
    caught(async { logged(desk.api().await?.meeting(id, day).await) }).await
}

#[tauri::command]
#[specta::specta]
async fn actions(desk: State<'_, Desk>, day: NaiveDate) -> Result<Vec<ActionLine>, Failure> {
    caught(async { logged(desk.api().await?.actions(day).await) }).await
}

#[tauri::command]
#[specta::specta]
fn register_number(text: String) -> Result<RegisterNumber, Failure> {
    api::read_register_number(&text)
}

#[tauri::command]
#[specta::specta]
async fn journal(desk: State<'_, Desk>, filter: JournalFilter) -> Result<JournalPage, Failure> {
    caught(async { logged(desk.api().await?.journal(filter).await) }).await
}

#[tauri::command]
#[specta::specta]
async fn operation(desk: State<'_, Desk>, operation: i32) -> Result<Vec<FieldChange>, Failure> {
    caught(async { logged(desk.api().await?.operation(operation).await) }).await
}

#[tauri::command]
#[specta::specta]
async fn reach(desk: State<'_, Desk>) -> Result<Reach, Failure> {
    caught(async { logged(desk.api().await?.reach().await) }).await
}

#[tauri::command]
#[specta::specta]
async fn search(desk: State<'_, Desk>, text: String) -> Result<Vec<SearchResult>, Failure> {
    caught(async { logged(desk.api().await?.search(&text).await) }).await
}

#[tauri::command]
#[specta::specta]
async fn settings(desk: State<'_, Desk>) -> Result<Settings, Failure> {
    caught(async { logged(desk.api().await?.settings().await) }).await
}

#[tauri::command]
#[specta::specta]
async fn today(desk: State<'_, Desk>, day: NaiveDate) -> Result<TodayPage, Failure> {
    caught(async { logged(desk.api().await?.today_page(day).await) }).await
}

#[tauri::command]
#[specta::specta]
async fn waiting(desk: State<'_, Desk>, day: NaiveDate) -> Result<Waiting, Failure> {
    caught(async { logged(desk.api().await?.waiting(day).await) }).await
}

/// The page has heard that the window is to close, and sees to it itself.
#[tauri::command]
#[specta::specta]
fn stay(leaving: State<'_, window::Leaving>) {
    leaving.hear();
}

/// Closes the window: everything that was typed is kept, or the person gave it up.
#[tauri::command]
#[specta::specta]
async fn leave(window: WebviewWindow) {
    window::leave(&window);
}

/// Writes what failed to the log, once: here it leaves Rust. What the rules refuse is no failure of
/// the application, and its detail holds what somebody typed.
pub(crate) fn logged<T>(result: Result<T, Failure>) -> Result<T, Failure> {
    if let Err(failure) = &result
        && !matches!(failure.code, api::Code::Refused(_))
    {
        tracing::warn!(detail = failure.detail, "a call failed");
    }
    result
}

/// What a call comes to. A panic in it is told as a failure: Tauri would answer nothing, and the page
/// would wait for ever.
pub(crate) async fn caught<T, E: From<Panicked>>(
    call: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    let mut call = pin!(call);
    poll_fn(|context| {
        // What the call was working on is gone with it, but for what stands behind locks: an
        // operation that was not done is taken back.
        match catch_unwind(AssertUnwindSafe(|| call.as_mut().poll(context))) {
            Ok(answer) => answer,
            Err(_) => Poll::Ready(Err(Panicked.into())),
        }
    })
    .await
}

/// A call ended by a panic; the log has heard where.
#[derive(Debug, thiserror::Error)]
#[error("the application failed; its log says where")]
pub(crate) struct Panicked;

impl From<Panicked> for Failure {
    fn from(it: Panicked) -> Self {
        Self::bug(it)
    }
}

impl From<Panicked> for ClubFailure {
    fn from(it: Panicked) -> Self {
        Self::Other { detail: it.to_string() }
    }
}

/// The calls and the events, as the page's bindings are made of them.
pub(crate) fn builder() -> Builder<tauri::Wry> {
    Builder::new()
        // What the page reads and what it writes have one shape, and so one name.
        .disable_serde_phases()
        .commands(collect_commands![
            actions,
            copies::check_club,
            copies::choose_copy_place,
            copies::copies,
            copies::keep_copies,
            copies::look_into_copy,
            copies::make_copy,
            copies::remove_copy,
            copies::restore_copy,
            copies::stop_work,
            copies::usual_copy_place,
            keys::change_key,
            keys::forget_computer,
            keys::lock_club,
            documents::attach_document,
            signatures::authorities,
            change_passphrase,
            choose_club,
            club,
            convention,
            conventions,
            create_club,
            discard_draft,
            documents::document_bytes,
            documents::document_places,
            draft,
            signatures::examine_document,
            execute,
            imports::export_list,
            minutes::export_minutes,
            signatures::export_signatures,
            imports::forget_list,
            imports::import_members,
            journal,
            leave,
            meeting,
            meetings,
            member,
            members,
            next_reference,
            operation,
            signatures::pick_authorities,
            imports::pick_list,
            documents::pick_pdf,
            imports::picked_list,
            preferences,
            imports::preview_import,
            reach,
            register_number,
            reopen_club,
            documents::save_document,
            save_draft,
            save_preferences,
            search,
            settings,
            stay,
            exports::stop_export,
            imports::stop_import,
            today,
            unlock_club,
            waiting,
        ])
        .events(collect_events![
            Changed,
            Closing,
            copies::WorkProgress,
            exports::ExportMade,
            imports::ImportProgress
        ])
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use specta_typescript::Typescript;

    use super::*;

    fn bindings() -> (std::path::PathBuf, String) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/ipc/bindings.ts");
        let text = fs::read_to_string(&path).unwrap_or_default();
        (path, text)
    }

    #[test]
    fn bindings_are_up_to_date() {
        let (path, before) = bindings();
        builder().export(Typescript::default(), &path).unwrap();
        let (_, after) = bindings();
        assert!(before == after, "the bindings were stale and have been written anew; commit them");
    }

    #[tokio::test]
    async fn a_call_that_panics_is_answered() {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let answer: Result<(), Failure> = caught(async {
            tokio::task::yield_now().await;
            panic!("somebody's words")
        })
        .await;
        std::panic::set_hook(before);
        let failure = answer.unwrap_err();
        assert_eq!(failure.code, api::Code::Internal);
        assert!(!failure.detail.contains("words"), "{failure}");
        let answer: Result<u8, Failure> = caught(async { Ok(7) }).await;
        assert_eq!(answer.unwrap(), 7);
    }

    #[test]
    fn every_call_is_caught() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        for file in fs::read_dir(folder).unwrap() {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            for call in text.split("#[tauri::command]").skip(1) {
                let body = call.split("\n}\n").next().unwrap();
                let name = body.split("fn ").nth(1).unwrap().split('(').next().unwrap();
                // Of what answers nothing, nobody waits for an answer.
                let waits = body.contains("async fn") && body.contains("-> Result<");
                assert!(!waits || body.contains("caught("), "a panic in {name} is never answered");
            }
        }
    }

    #[test]
    fn every_call_is_listed_and_every_listed_call_exists() {
        let (_, text) = bindings();
        for call in CALLS {
            assert!(text.contains(&format!("(\"{call}\"")), "{call} is listed and does not exist");
        }
        let made = text.lines().filter(|it| it.starts_with('\t') && it.contains("__TAURI_INVOKE"));
        assert_eq!(
            made.count(),
            CALLS.len(),
            "a call is missing from calls.rs, and Tauri will refuse it"
        );
    }
}
