//! The calls about the key of the club: changing it, forgetting it, locking the window.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, State};
use vault::Passphrase;

use crate::{
    club::{ClubFailure, ClubState},
    desk::Desk,
    ipc::{caught, changed},
};

/// What becomes of the copies that the old key opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OldCopies {
    /// They stay, and open with the passphrase that they had.
    Keep,
    /// They go, once there is one under the new key.
    Remove,
}

/// What a change of key came to, besides a new key.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct KeyChanged {
    /// Whether the keyring keeps the new one.
    pub(crate) key_kept: bool,
    /// How many copies went that the old one opened.
    pub(crate) removed: u32,
    /// Why there is no copy under the new key yet; the old ones stay then.
    pub(crate) copy: Option<ClubFailure>,
    /// Why copies that the old one opens are still there, although they were to go.
    pub(crate) not_removed: Option<ClubFailure>,
}

/// Makes another key that of the club, under another passphrase.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_key(
    app: AppHandle,
    desk: State<'_, Desk>,
    current: String,
    chosen: String,
    old_copies: OldCopies,
) -> Result<KeyChanged, ClubFailure> {
    caught(async {
        let (current, chosen) = (Passphrase::new(current), Passphrase::new(chosen));
        let done = desk.change_key(&app, &current, &chosen, old_copies).await;
        crate::window::listen(&app).await;
        changed(&app);
        done
    })
    .await
}

/// Has this computer forget the key, and shuts the club.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_computer(desk: State<'_, Desk>) -> Result<ClubState, ClubFailure> {
    caught(async {
        desk.forget_key().await?;
        Ok(desk.state().await)
    })
    .await
}

/// Shuts the club until its passphrase is typed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn lock_club(desk: State<'_, Desk>) -> Result<ClubState, ClubFailure> {
    caught(async {
        desk.lock().await;
        Ok(desk.state().await)
    })
    .await
}
