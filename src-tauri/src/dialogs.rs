//! The file dialogs of the system. What the page gets of a file is its name and its bytes, never
//! its path.

use std::path::PathBuf;

use api::Failure;
use rfd::AsyncFileDialog;
use tauri::{WebviewWindow, async_runtime::spawn_blocking};
use tokio::sync::Mutex;

use crate::{ipc::logged, window::write_file};

/// One dialog at a time: a second one would hide behind the first, and the window would wait for
/// both.
#[derive(Debug, Default)]
pub(crate) struct Dialogs(Mutex<()>);

/// A kind of file that a dialog offers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind<'a> {
    /// What it is called in the dialog.
    pub(crate) name: &'a str,
    /// The ends of the names of its files.
    pub(crate) extensions: &'a [&'a str],
}

impl Dialogs {
    /// Asks for a file to read.
    pub(crate) async fn open_file(
        &self,
        window: &WebviewWindow,
        title: &str,
        kind: Kind<'_>,
    ) -> Option<PathBuf> {
        let _one = self.0.try_lock().ok()?;
        let dialog = dialog(window, title).add_filter(kind.name, kind.extensions);
        Some(dialog.pick_file().await?.path().to_owned())
    }

    /// Asks where to write a file, first called `name`, and writes `bytes` there, entirely or not at
    /// all; `false` when no place was chosen.
    pub(crate) async fn save_file(
        &self,
        window: &WebviewWindow,
        title: &str,
        name: &str,
        kind: Kind<'_>,
        bytes: impl FnOnce() -> Vec<u8> + Send + 'static,
    ) -> Result<bool, Failure> {
        let Some(path) = self.choose_place(window, title, name, kind).await else {
            return Ok(false);
        };
        let written = spawn_blocking(move || write_file(&path, &bytes())).await;
        logged(written.map_err(Failure::bug)?.map_err(Failure::file))?;
        Ok(true)
    }

    async fn choose_place(
        &self,
        window: &WebviewWindow,
        title: &str,
        name: &str,
        kind: Kind<'_>,
    ) -> Option<PathBuf> {
        let _one = self.0.try_lock().ok()?;
        let dialog =
            dialog(window, title).set_file_name(name).add_filter(kind.name, kind.extensions);
        Some(dialog.save_file().await?.path().to_owned())
    }

    /// Asks for a folder.
    pub(crate) async fn open_folder(&self, window: &WebviewWindow, title: &str) -> Option<PathBuf> {
        let _one = self.0.try_lock().ok()?;
        Some(dialog(window, title).pick_folder().await?.path().to_owned())
    }
}

fn dialog(window: &WebviewWindow, title: &str) -> AsyncFileDialog {
    AsyncFileDialog::new().set_parent(window).set_title(title)
}
