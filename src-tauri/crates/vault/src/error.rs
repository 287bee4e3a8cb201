//! What can stand between a person and their club.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{EnvelopeError, KeyringError, WeakPassphrase, files};

/// A result of the vault.
pub type Result<T, E = VaultError> = std::result::Result<T, E>;

/// What can stand between a person and their club: one variant for each sentence that they need.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The passphrase may not protect a club.
    #[error(transparent)]
    WeakPassphrase(#[from] WeakPassphrase),
    /// There is a club in the folder already.
    #[error("{} holds a club already", folder.display())]
    ClubThere {
        /// The folder.
        folder: PathBuf,
    },
    /// A new club needs a folder of its own.
    #[error("{} holds {found}", folder.display())]
    FolderNotEmpty {
        /// The folder.
        folder: PathBuf,
        /// The name of something in it.
        found: String,
    },
    /// The folder is not there: it was moved, or the disk that holds it is not plugged in.
    #[error("there is no folder {}", folder.display())]
    FolderMissing {
        /// Where it should be.
        folder: PathBuf,
    },
    /// There is nothing of a club in the folder.
    #[error("{} is not the folder of a club", folder.display())]
    NotAClub {
        /// The folder.
        folder: PathBuf,
    },
    /// The creation of a club was cut short here. Nothing was ever written in it, and it can be
    /// created again in this folder.
    #[error("the club in {} was never finished", folder.display())]
    CreationUnfinished {
        /// The folder.
        folder: PathBuf,
    },
    /// Another start of Cercle holds the club: ask its window to [come forward](crate::come_forward).
    #[error("the club in {} is open already", folder.display())]
    AlreadyOpen {
        /// The folder.
        folder: PathBuf,
    },
    /// The envelope is gone. Without it the passphrase opens nothing: it must come from a copy.
    #[error("{} has lost its envelope", folder.display())]
    EnvelopeMissing {
        /// The folder.
        folder: PathBuf,
    },
    /// The envelope cannot be used: it must come from a copy.
    #[error("the envelope in {} cannot be used", folder.display())]
    EnvelopeDamaged {
        /// The folder.
        folder: PathBuf,
        /// What is wrong with it.
        source: EnvelopeError,
    },
    /// A newer Cercle wrote the envelope.
    #[error("the envelope is of version {version}, and this build knows {known}")]
    EnvelopeNewer {
        /// Its version.
        version: u32,
        /// The newest version that this build reads.
        known: u32,
    },
    /// The envelope is there and the file of the club is not.
    #[error("{} has lost its file", folder.display())]
    DatabaseMissing {
        /// The folder.
        folder: PathBuf,
    },
    /// The key is the right one, and the file cannot be read with it.
    #[error("the file in {} is damaged", folder.display())]
    DatabaseDamaged {
        /// The folder.
        folder: PathBuf,
        /// What SQLite said, where the file was long enough to ask.
        source: Option<store::Error>,
    },
    /// A newer Cercle wrote the file.
    #[error("the file is of version {version}, which this build does not know")]
    DatabaseNewer {
        /// The version of its schema, which is the day of its migration.
        version: i64,
    },
    /// An older Cercle wrote the file, and it cannot be brought up to date in a read-only folder.
    #[error("the file is of version {version}, and {} is read-only", folder.display())]
    DatabaseOlder {
        /// The folder.
        folder: PathBuf,
        /// The version of its schema, which is the day of its migration.
        version: i64,
    },
    /// No keyring answers in this session: the passphrase is needed, today and every day.
    #[error("no keyring answers")]
    NoKeyring(#[source] KeyringError),
    /// The keyring is locked: it is to be unlocked, or the passphrase is needed.
    #[error("the keyring is locked")]
    KeyringLocked(#[source] KeyringError),
    /// The keyring has no key for this club: the passphrase is needed, once.
    #[error("the keyring has no key for this club")]
    KeyNotKept,
    /// What the keyring has for this club is not its key: the passphrase is needed, once.
    #[error("the keyring has another key for this club")]
    KeyWrong,
    /// The passphrase is not that of the club.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// The folder can be read and not written.
    #[error("{} is read-only", folder.display())]
    ReadOnly {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder is read-only, and the last process that wrote the club ended abruptly: what it
    /// wrote last cannot be shown before the club is opened once where it can be written.
    #[error("the last changes in {} cannot be read while it is read-only", folder.display())]
    ChangesPending {
        /// The folder.
        folder: PathBuf,
    },
    /// There is no room left where the folder is.
    #[error("the disk of {} is full", folder.display())]
    DiskFull {
        /// The folder.
        folder: PathBuf,
    },
    /// Something in the folder bears the name of a file of the club and is a link, a pipe or a folder.
    #[error("{name} in {} is no file", folder.display())]
    FalseFile {
        /// The folder.
        folder: PathBuf,
        /// Its name.
        name: &'static str,
    },
    /// The disk does not read or write: it was pulled out, or fails.
    #[error("the disk of {} failed", folder.display())]
    DiskFailed {
        /// The folder.
        folder: PathBuf,
        /// What SQLite said.
        source: store::Error,
    },
    /// Something long is under way in the club.
    #[error("the club is busy")]
    Busy,
    /// Somebody stopped it.
    #[error("it was stopped")]
    Stopped,
    /// The place that was chosen for the copies is not there.
    #[error("there is no folder {} for copies", folder.display())]
    CopyPlaceMissing {
        /// Where it should be.
        folder: PathBuf,
    },
    /// The copy is not there any more.
    #[error("the copy is gone")]
    CopyGone,
    /// A copy was made, read whole, and found to be damaged, as the file is that it was made of.
    #[error("the copy is not sound: {} pages, {} documents", .0.pages.len(), .0.documents.len())]
    CopyUnsound(Box<store::Findings>),
    /// This computer cannot do what keeps a key safe.
    #[error("this computer lacks what protects a key")]
    Machine(#[source] EnvelopeError),
    /// A file could not be read or written.
    #[error("{} could not be used", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file of the club failed in some other way.
    #[error("the file of the club failed")]
    Store(#[source] store::Error),
}

impl VaultError {
    /// Whether the club opens once somebody gives its passphrase.
    pub fn asks_for_passphrase(&self) -> bool {
        matches!(
            self,
            Self::NoKeyring(_)
                | Self::KeyringLocked(_)
                | Self::KeyNotKept
                | Self::KeyWrong
                | Self::WrongPassphrase
        )
    }

    /// What a failure to read `path` means.
    pub(crate) fn reading(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    /// What a failure to write in `folder` means.
    pub(crate) fn writing(folder: &Path) -> impl FnOnce(io::Error) -> Self {
        let folder = folder.to_owned();
        move |source| {
            if files::is_full(&source) {
                Self::DiskFull { folder }
            } else if files::is_read_only(&source) {
                Self::ReadOnly { folder }
            } else {
                Self::Io { path: folder, source }
            }
        }
    }

    /// What a failure of the file in `folder` means, once its key is known to be the right one.
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "what the store learns to tell apart has no sentence here until one is written"
    )]
    pub(crate) fn store(folder: &Path) -> impl FnOnce(store::Error) -> Self {
        let folder = folder.to_owned();
        move |error| match error {
            store::Error::NotReadable(_) | store::Error::Damaged(_) => {
                Self::DatabaseDamaged { folder, source: Some(error) }
            }
            store::Error::Missing => Self::DatabaseMissing { folder },
            store::Error::NewerVersion { version } => Self::DatabaseNewer { version },
            store::Error::OlderVersion { version } => Self::DatabaseOlder { folder, version },
            store::Error::ReadOnly => Self::ReadOnly { folder },
            store::Error::DiskFull(_) => Self::DiskFull { folder },
            store::Error::Disk(_) => Self::DiskFailed { folder, source: error },
            store::Error::Busy(_) | store::Error::Waited => Self::Busy,
            store::Error::Stopped => Self::Stopped,
            error => Self::Store(error),
        }
    }

    /// What a failure of the envelope in `folder` means.
    pub(crate) fn envelope(folder: &Path) -> impl FnOnce(EnvelopeError) -> Self {
        let folder = folder.to_owned();
        move |error| match error {
            EnvelopeError::WrongPassphrase => Self::WrongPassphrase,
            EnvelopeError::NewerVersion { version, known } => {
                Self::EnvelopeNewer { version, known }
            }
            EnvelopeError::NoMemory { .. } | EnvelopeError::NoRandomness(_) => Self::Machine(error),
            EnvelopeError::TooLarge
            | EnvelopeError::Malformed(_)
            | EnvelopeError::CostOutOfBounds { .. }
            | EnvelopeError::Altered => Self::EnvelopeDamaged { folder, source: error },
        }
    }
}

/// What the keyring could not do, when a key was asked of it.
impl From<KeyringError> for VaultError {
    fn from(error: KeyringError) -> Self {
        match error {
            KeyringError::NoService(_) => Self::NoKeyring(error),
            KeyringError::Locked(_) => Self::KeyringLocked(error),
            KeyringError::NotOneKey => Self::KeyWrong,
        }
    }
}
