//! Files that leave the club: made first, then written where the person chooses.
//!
//! A long paper takes minutes to lay out, and nothing can break off who lays it out. So it is made on
//! a thread of its own, and when it is stopped nobody waits for it any more: what it becomes is thrown
//! away, no place is asked for and nothing is written.

use std::future::Future;

use api::{Export, Failure};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{State, WebviewWindow, async_runtime::spawn};
use tauri_specta::Event;
use tokio::sync::Notify;

use crate::{desk::Desk, dialogs::Kind, ipc::logged};

/// The exports that are under way.
#[derive(Debug, Default)]
pub(crate) struct Exports {
    stop: Notify,
}

/// An export is made; from here on a person is asked where it goes.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct ExportMade;

impl Exports {
    /// Makes something; nothing comes back when it was stopped.
    async fn make<T: Send + 'static>(
        &self,
        made: impl Future<Output = Result<T, Failure>> + Send + 'static,
    ) -> Result<Option<T>, Failure> {
        let made = spawn(made);
        tokio::select! {
            biased;
            () = self.stop.notified() => Ok(None),
            made = made => made.map_err(Failure::bug)?.map(Some),
        }
    }

    fn stop(&self) {
        self.stop.notify_waiters();
    }
}

impl Desk {
    /// Makes a file and writes it where the person chooses; `false` when no place was chosen, or
    /// when it was stopped before.
    pub(crate) async fn export(
        &self,
        window: &WebviewWindow,
        title: &str,
        kind: Kind<'_>,
        made: impl Future<Output = Result<Export, Failure>> + Send + 'static,
    ) -> Result<bool, Failure> {
        let Some(Export { file_name, bytes }) = logged(self.exports.make(made).await)? else {
            return Ok(false);
        };
        if let Err(error) = ExportMade.emit(window) {
            tracing::warn!(%error, "the page was not told that an export is made");
        }
        self.dialogs.save_file(window, title, &file_name, kind, move || bytes).await
    }
}

/// Stops the export that is under way.
#[tauri::command]
#[specta::specta]
pub(crate) fn stop_export(desk: State<'_, Desk>) {
    desk.exports.stop();
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use tokio::join;

    use super::*;

    #[tokio::test]
    async fn an_export_that_is_stopped_answers_at_once_and_comes_to_nothing() {
        let exports = Exports::default();
        let endless = exports.make(pending::<Result<(), Failure>>());
        let (stopped, ()) = join!(endless, async { exports.stop() });
        assert_eq!(stopped.unwrap(), None);
    }

    #[tokio::test]
    async fn a_stop_that_comes_late_does_not_stop_the_next_export() {
        let exports = Exports::default();
        exports.stop();
        assert_eq!(exports.make(async { Ok("minutes") }).await.unwrap(), Some("minutes"));
    }
}
