//! How the club stands, as the page is told: open, shut, or not there yet.

use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;
use specta::Type;
use vault::{VaultError, WeakPassphrase};

use crate::copies::CheckReport;

/// How the club stands.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum ClubState {
    /// There is none yet.
    None,
    /// There is one, and something stands in the way.
    Shut {
        /// What it is.
        failure: ClubFailure,
    },
    /// It is open.
    Open {
        /// The id of the club.
        id: String,
        /// Whether everything in it is invented.
        demo: bool,
        /// Whether it can only be looked at.
        read_only: bool,
        /// Whether that is so because there is no room to write.
        no_room: bool,
        /// Whether the keyring keeps its key; otherwise the passphrase is asked for next time.
        key_kept: bool,
        /// The day that the clock shows.
        today: NaiveDate,
        /// What the last process left, where it ended abruptly.
        aftermath: Option<Aftermath>,
        /// What kind of place its folder is.
        ground: Ground,
    },
}

/// What a process left that ended abruptly.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Aftermath {
    /// How many operations could not be read from its log again.
    pub(crate) operations_lost: u32,
}

/// What a coordinator should know of the place where a club lies.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Ground {
    /// It is on a share.
    share: bool,
    /// The service that copies the folder elsewhere while it is written.
    synchronised_by: Option<String>,
    /// Files beside that of the club which hold it as it was on another computer.
    conflict_copies: Vec<String>,
    /// Other accounts of this computer can look into the folder.
    open_to_others: bool,
}

impl From<&vault::Ground> for Ground {
    fn from(it: &vault::Ground) -> Self {
        Self {
            share: it.share,
            synchronised_by: it.synchronised_by.clone(),
            conflict_copies: it.conflict_copies.clone(),
            open_to_others: it.open_to_others,
        }
    }
}

/// What stands between a person and their club: one code for each sentence that they need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "code", rename_all = "snake_case")]
pub(crate) enum ClubFailure {
    /// The passphrase has too few characters.
    PassphraseTooShort {
        /// How many it needs.
        minimum: u32,
    },
    /// The passphrase says the same few characters again and again.
    PassphraseTooUniform,
    /// There is a club in the folder already.
    ClubThere,
    /// A new club needs a folder of its own.
    FolderNotEmpty {
        /// The name of something in it.
        found: String,
    },
    /// The folder is not there.
    FolderMissing {
        /// Its name.
        folder: String,
    },
    /// There is nothing of a club in the folder.
    NotAClub {
        /// Its name.
        folder: String,
    },
    /// The creation of the club was cut short.
    CreationUnfinished,
    /// Another window has it, and does not answer.
    AlreadyOpen,
    /// The envelope is gone.
    EnvelopeMissing,
    /// The envelope cannot be used.
    EnvelopeDamaged,
    /// A newer Cercle wrote the club.
    Newer,
    /// An older Cercle wrote the club, whose folder is read-only.
    Older,
    /// The file of the club is gone.
    DatabaseMissing,
    /// The file of the club is damaged.
    DatabaseDamaged,
    /// No keyring answers.
    NoKeyring,
    /// The keyring is locked.
    KeyringLocked,
    /// The keyring has no key for this club.
    KeyNotKept,
    /// The keyring has another key for this club.
    KeyWrong,
    /// The passphrase is not that of the club.
    WrongPassphrase,
    /// The folder is read-only.
    ReadOnly,
    /// The folder is read-only and the last changes are not in the file yet.
    ChangesPending,
    /// The disk is full.
    DiskFull,
    /// The disk does not read or write.
    DiskFailed,
    /// No club is open.
    NoClub,
    /// The window was locked, and the passphrase opens it again.
    Locked,
    /// Something long is under way in the club.
    Busy,
    /// Somebody stopped it.
    Stopped,
    /// Something in the folder bears the name of a file of the club and is none.
    FalseFile {
        /// Its name.
        name: String,
    },
    /// The place that was chosen for the copies is not there.
    CopyPlaceMissing {
        /// Its name.
        folder: String,
    },
    /// The copy is not there any more.
    CopyGone,
    /// The copy was read whole, and is damaged.
    CopyUnsound {
        /// What was found in it.
        report: CheckReport,
    },
    /// Something else.
    Other {
        /// What the system says.
        detail: String,
    },
}

impl ClubFailure {
    /// What the page is told of `error`; folders go by their name, since paths stay on this side.
    pub(crate) fn of(error: &VaultError) -> Self {
        match error {
            VaultError::WeakPassphrase(WeakPassphrase::TooShort { minimum, .. }) => {
                Self::PassphraseTooShort { minimum: (*minimum).try_into().unwrap_or(u32::MAX) }
            }
            VaultError::WeakPassphrase(WeakPassphrase::TooUniform { .. }) => {
                Self::PassphraseTooUniform
            }
            VaultError::ClubThere { .. } => Self::ClubThere,
            VaultError::FolderNotEmpty { found, .. } => {
                Self::FolderNotEmpty { found: found.clone() }
            }
            VaultError::FolderMissing { folder } => Self::FolderMissing { folder: name(folder) },
            VaultError::NotAClub { folder } => Self::NotAClub { folder: name(folder) },
            VaultError::CreationUnfinished { .. } => Self::CreationUnfinished,
            VaultError::AlreadyOpen { .. } => Self::AlreadyOpen,
            VaultError::EnvelopeMissing { .. } => Self::EnvelopeMissing,
            VaultError::EnvelopeDamaged { .. } => Self::EnvelopeDamaged,
            VaultError::EnvelopeNewer { .. } | VaultError::DatabaseNewer { .. } => Self::Newer,
            VaultError::DatabaseOlder { .. } => Self::Older,
            VaultError::DatabaseMissing { .. } => Self::DatabaseMissing,
            VaultError::DatabaseDamaged { .. } => Self::DatabaseDamaged,
            VaultError::NoKeyring(_) => Self::NoKeyring,
            VaultError::KeyringLocked(_) => Self::KeyringLocked,
            VaultError::KeyNotKept => Self::KeyNotKept,
            VaultError::KeyWrong => Self::KeyWrong,
            VaultError::WrongPassphrase => Self::WrongPassphrase,
            VaultError::ReadOnly { .. } => Self::ReadOnly,
            VaultError::ChangesPending { .. } => Self::ChangesPending,
            VaultError::DiskFull { .. } => Self::DiskFull,
            VaultError::DiskFailed { .. } => Self::DiskFailed,
            VaultError::Busy => Self::Busy,
            VaultError::Stopped => Self::Stopped,
            VaultError::FalseFile { name, .. } => Self::FalseFile { name: (*name).to_owned() },
            VaultError::CopyPlaceMissing { folder } => {
                Self::CopyPlaceMissing { folder: name(folder) }
            }
            VaultError::CopyGone => Self::CopyGone,
            VaultError::CopyUnsound(found) => {
                Self::CopyUnsound { report: CheckReport::of(found, crate::desk::now().to_utc()) }
            }
            VaultError::Io { source, .. } => Self::Other { detail: source.to_string() },
            VaultError::Machine(error) => Self::Other { detail: error.to_string() },
            VaultError::Store(error) => Self::Other { detail: error.to_string() },
        }
    }
}

impl From<VaultError> for ClubFailure {
    fn from(error: VaultError) -> Self {
        Self::of(&error)
    }
}

impl From<api::Failure> for ClubFailure {
    fn from(failure: api::Failure) -> Self {
        Self::Other { detail: failure.to_string() }
    }
}

impl From<std::io::Error> for ClubFailure {
    fn from(error: std::io::Error) -> Self {
        Self::Other { detail: error.to_string() }
    }
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
