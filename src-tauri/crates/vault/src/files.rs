//! The files of a club, and how one is written so that a power cut leaves the old or the new.

use std::{
    ffi::OsStr,
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Read, Write},
    path::Path,
};

use crate::{Result, VaultError, envelope};

/// The encrypted file.
pub(crate) const DATABASE: &str = "club.db";
/// The envelope.
pub(crate) const ENVELOPE: &str = "club.json";
/// The file on which the lock is taken. It stays empty.
pub(crate) const LOCK: &str = "club.lock";
/// The envelope of a club that is being created. Renaming it is what makes the club.
pub(crate) const UNFINISHED: &str = "club.creating";
/// An envelope about to take the place of the present one. It has another name than the one above:
/// a club whose envelope was lost must never be taken for one that was not finished.
const REPLACEMENT: &str = "club.json.new";
/// What is written, and removed at once, to see whether the folder can be written.
pub(crate) const PROBE: &str = "club.probe";

/// What was written and has not reached the file yet; a club that was closed has none.
const WRITE_AHEAD: &str = "club.db-wal";

/// What SQLite puts beside its file.
const BESIDE_DATABASE: [&str; 3] = [WRITE_AHEAD, "club.db-shm", "club.db-journal"];

/// What file managers and file systems put into a folder that a person calls empty.
const LITTER: [&str; 5] = [".DS_Store", ".directory", "Thumbs.db", "desktop.ini", "lost+found"];

/// Which files of a club are in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing of a club.
    Nothing,
    /// What a creation left that was cut short.
    Unfinished,
    /// A club.
    Club,
    /// The envelope without the file.
    EnvelopeOnly,
    /// The file without the envelope.
    DatabaseOnly,
}

impl Found {
    /// Whether a club may be created where this was found.
    pub(crate) fn allows_creation(self) -> bool {
        match self {
            Self::Nothing | Self::Unfinished => true,
            Self::Club | Self::EnvelopeOnly | Self::DatabaseOnly => false,
        }
    }
}

/// Looks what of a club is in `folder`.
pub(crate) fn look(folder: &Path) -> Result<Found> {
    let has = |name: &str| {
        let path = folder.join(name);
        path.try_exists().map_err(VaultError::reading(&path))
    };
    Ok(match (has(ENVELOPE)?, has(DATABASE)?, has(UNFINISHED)?) {
        (true, true, _) => Found::Club,
        (true, false, _) => Found::EnvelopeOnly,
        (false, _, true) => Found::Unfinished,
        (false, true, false) => Found::DatabaseOnly,
        (false, false, false) => Found::Nothing,
    })
}

/// The name of something in `folder`, which holds what was `found`, that a new club would have to
/// live with.
pub(crate) fn stranger(folder: &Path, found: Found) -> Result<Option<String>> {
    let known = |name: &OsStr| {
        let left_over = found == Found::Unfinished
            && (name == UNFINISHED
                || name == DATABASE
                || BESIDE_DATABASE.iter().any(|it| name == *it));
        left_over || name == LOCK || name == PROBE || LITTER.iter().any(|it| name == *it)
    };
    for entry in fs::read_dir(folder).map_err(VaultError::reading(folder))? {
        let name = entry.map_err(VaultError::reading(folder))?.file_name();
        if !known(&name) {
            return Ok(Some(name.to_string_lossy().into_owned()));
        }
    }
    Ok(None)
}

/// Removes what a creation left in `folder` that was cut short or went wrong.
pub(crate) fn sweep(folder: &Path) -> io::Result<()> {
    let remove = |name: &str| match fs::remove_file(folder.join(name)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    remove(DATABASE)?;
    BESIDE_DATABASE.into_iter().try_for_each(remove)?;
    // The mark of an unfinished creation goes last: a cut in the middle of this must not leave a
    // file without an envelope, which would look like a club that lost it.
    settle(folder)?;
    remove(UNFINISHED)?;
    settle(folder)
}

/// Whether something can be written in `folder`, and its database with it.
pub(crate) fn is_writable(folder: &Path) -> io::Result<bool> {
    let probe = folder.join(PROBE);
    // Asking for the permissions is not enough: the administrator has them all, even on a disk that
    // is mounted read-only.
    let tried = File::create(&probe)
        .map(drop)
        .and_then(|()| fs::remove_file(&probe))
        .and_then(|()| OpenOptions::new().write(true).open(folder.join(DATABASE)));
    match tried {
        Ok(_) => Ok(true),
        Err(error) if is_read_only(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether the system refused to write, rather than failed to.
pub(crate) fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied)
}

/// Whether the last process that wrote the club in `folder` ended before all was in its file.
pub(crate) fn ended_abruptly(folder: &Path) -> io::Result<bool> {
    match fs::metadata(folder.join(WRITE_AHEAD)) {
        Ok(metadata) => Ok(metadata.len() > 0),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether there is nothing at all in the file of the club in `folder`.
pub(crate) fn is_database_empty(folder: &Path) -> io::Result<bool> {
    Ok(fs::metadata(folder.join(DATABASE))?.len() == 0)
}

/// The bytes of the envelope in `folder`, or the beginning of a file that is too large for one.
pub(crate) fn read_envelope(folder: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = envelope::LARGEST as u64 + 1;
    File::open(folder.join(ENVELOPE))?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Puts an envelope of these bytes in the place of the one in `folder`.
pub(crate) fn replace_envelope(folder: &Path, bytes: &[u8]) -> io::Result<()> {
    write(&folder.join(REPLACEMENT), bytes)?;
    fs::rename(folder.join(REPLACEMENT), folder.join(ENVELOPE))?;
    settle(folder)
}

/// Marks `folder` as one where a club is being created, whose envelope has these bytes.
pub(crate) fn begin_creation(folder: &Path, envelope: &[u8]) -> io::Result<()> {
    write(&folder.join(UNFINISHED), envelope)?;
    settle(folder)
}

/// Makes a club of what was created in `folder`. Its name is still to be settled.
pub(crate) fn finish_creation(folder: &Path) -> io::Result<()> {
    // The file of the club is settled first: an envelope must not promise what a power cut takes.
    settle(folder)?;
    fs::rename(folder.join(UNFINISHED), folder.join(ENVELOPE))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Waits until the names in `folder` are on the disk, not only the bytes.
pub(crate) fn settle(folder: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened as a file, and its names are written with the file.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
