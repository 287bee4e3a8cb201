//! The files of a club, and how one is written so that a power cut leaves the old or the new.

use std::{
    ffi::OsStr,
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Read, Write},
    path::Path,
};

use tempfile::{NamedTempFile, TempDir};

use crate::{Result, VaultError, envelope, replacement};

/// The encrypted file.
pub(crate) const DATABASE: &str = "club.db";
/// The envelope.
pub(crate) const ENVELOPE: &str = "club.json";
/// The file on which the lock is taken. It stays empty.
pub(crate) const LOCK: &str = "club.lock";
/// The envelope of a club that is being created. Renaming it is what makes the club.
pub(crate) const UNFINISHED: &str = "club.creating";
/// What an earlier Cercle left behind when it was cut short: an envelope about to take the place of
/// the present one, and what it wrote to see whether it could.
const LEFT_BEHIND: [&str; 2] = ["club.json.new", "club.probe"];

/// How the name of everything begins that is written aside, under a name that nobody can foresee: a
/// link that somebody put there would be followed, and what it leads to emptied.
const ASIDE: &str = ".cercle-";

/// A log that SQLite could not read to its end, kept as it was found.
const DAMAGED_LOG: &str = "club.db-wal.damaged";

/// What was written and has not reached the file yet; a club that was closed has none.
pub(crate) const WRITE_AHEAD: &str = "club.db-wal";

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
        left_over
            || name == LOCK
            || is_aside(name)
            || LEFT_BEHIND.iter().chain(&LITTER).any(|it| name == *it)
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
    remove(&folder.join(DATABASE))?;
    remove_log(folder)?;
    // The mark of an unfinished creation goes last: a cut in the middle of this must not leave a
    // file without an envelope, which would look like a club that lost it.
    settle(folder)?;
    remove(&folder.join(UNFINISHED))?;
    settle(folder)
}

fn is_aside(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(ASIDE)
}

/// Removes what was written aside in `folder` by who was cut short. Only the holder of the lock may.
pub(crate) fn sweep_aside(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let left = is_aside(&name) || LEFT_BEHIND.iter().any(|it| name == *it);
        // What was decided is finished, and never swept away.
        if !left || name == replacement::DECIDED {
            continue;
        }
        // Of a link the name goes, and never what it leads to.
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Makes the folder at `path`, and those above it, for its owner alone.
pub(crate) fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(path)
}

/// A file in `folder` that nobody else can have prepared, to be given its name once it is written.
pub(crate) fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    // Only its owner can read it, whatever the umask.
    tempfile::Builder::new().prefix(ASIDE).tempfile_in(folder)
}

/// The same for a folder.
pub(crate) fn temporary_folder(folder: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.prefix(ASIDE).tempdir_in(folder)
}

/// The name of something in `folder` that bears the name of a file of the club and is none: a link
/// or a pipe, by which somebody would have us read or write elsewhere.
pub(crate) fn false_file(folder: &Path) -> io::Result<Option<&'static str>> {
    for name in [DATABASE, ENVELOPE, LOCK, UNFINISHED].into_iter().chain(BESIDE_DATABASE) {
        match fs::symlink_metadata(folder.join(name)) {
            Ok(found) if !found.is_file() => return Ok(Some(name)),
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(None)
}

/// Takes the files of the club in `folder` away from everybody but their owner.
#[cfg(unix)]
pub(crate) fn close_to_others(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    for name in [DATABASE, ENVELOPE, LOCK].into_iter().chain(BESIDE_DATABASE) {
        let path = folder.join(name);
        match fs::metadata(&path) {
            Ok(found) if found.permissions().mode() & 0o077 != 0 => {
                fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
            }
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Elsewhere what a person makes is closed to others as it is.
#[cfg(not(unix))]
pub(crate) fn close_to_others(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether something can be written in `folder`, and its database with it.
pub(crate) fn is_writable(folder: &Path) -> io::Result<bool> {
    // Asking for the permissions is not enough: the administrator has them all, even on a disk that
    // is mounted read-only.
    let tried = temporary_file(folder)
        .and_then(NamedTempFile::close)
        .and_then(|()| OpenOptions::new().write(true).open(folder.join(DATABASE)));
    match tried {
        Ok(_) => Ok(true),
        Err(error) if is_read_only(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether there was no room to write.
pub(crate) fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
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

/// What a process that ended abruptly left of its log in `folder`.
pub(crate) fn log(folder: &Path) -> io::Result<File> {
    File::open(folder.join(WRITE_AHEAD))
}

/// Keeps that log as it was found: SQLite will write over what it cannot read.
pub(crate) fn keep_damaged_log(folder: &Path) -> io::Result<()> {
    let mut kept = temporary_file(folder)?;
    io::copy(&mut log(folder)?, &mut kept)?;
    kept.persist(folder.join(DAMAGED_LOG))?;
    Ok(())
}

/// Removes what an earlier Cercle put beside the file before each update, and says how many there
/// were.
pub(crate) fn remove_old_copies(folder: &Path) -> io::Result<u32> {
    let mut gone = 0;
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let version = name.strip_prefix("club.").and_then(|it| it.strip_suffix(".db"));
        if version.is_some_and(|it| it.parse::<u64>().is_ok()) {
            fs::remove_file(folder.join(name))?;
            gone += 1;
        }
    }
    Ok(gone)
}

/// Removes the log in `folder`, whose file is about to be replaced.
pub(crate) fn remove_log(folder: &Path) -> io::Result<()> {
    BESIDE_DATABASE.into_iter().try_for_each(|name| remove(&folder.join(name)))
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Puts an envelope of these bytes in the place of the one in `folder`, and says whether the disk
/// has confirmed it. Where it has not, the envelope is there all the same, unless the power fails.
pub(crate) fn replace_envelope(folder: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = temporary_file(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(ENVELOPE))?;
    Ok(settle(folder).is_ok())
}

/// Marks `folder` as one where a club is being created, whose envelope has these bytes.
pub(crate) fn begin_creation(folder: &Path, envelope: &[u8]) -> io::Result<()> {
    write_new(&folder.join(UNFINISHED), envelope)?;
    settle(folder)
}

/// Makes a club of what was created in `folder`. Its name is still to be settled.
pub(crate) fn finish_creation(folder: &Path) -> io::Result<()> {
    // The file of the club is settled first: an envelope must not promise what a power cut takes.
    settle(folder)?;
    fs::rename(folder.join(UNFINISHED), folder.join(ENVELOPE))
}

/// Writes a file that is not there yet and that only its owner can read.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Waits until the names in `folder` are on the disk, not only the bytes.
pub(crate) fn settle(folder: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened as a file, and its names are written with the file.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
