//! The log: one file for each computer, started anew when it has grown large.
//!
//! It tells what went wrong, never what somebody typed: commands, names and keys stay out of it.

use std::{
    fs::{self, OpenOptions},
    io,
    path::Path,
    sync::Mutex,
};

/// A log larger than this many bytes is set aside at the next start.
const LARGE: u64 = 1024 * 1024;

/// Sends what the application says of itself to `folder/cercle.log`.
pub(crate) fn start(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let path = folder.join("cercle.log");
    if path.metadata().is_ok_and(|it| it.len() > LARGE) {
        fs::rename(&path, folder.join("cercle.old.log"))?;
    }
    let file = OpenOptions::new().create(true).append(true).open(path)?;
    let lines = tracing_subscriber::fmt()
        .with_writer(Mutex::new(file))
        .with_ansi(false)
        .with_max_level(tracing::Level::WARN)
        .finish();
    // A second start in one process, as in tests, keeps the first log.
    let _ = tracing::subscriber::set_global_default(lines);
    Ok(())
}
