//! What a caller is told when something does not work.

use std::io;

use domain::Refusal;
use serde::Serialize;
use specta::Type;

use crate::SheetProblem;

/// What a caller is told when something does not work: a code to translate, a detail to log.
#[derive(Debug, Clone, Serialize, Type, thiserror::Error)]
#[error("{code:?}: {detail}")]
pub struct Failure {
    /// What the window shows.
    #[serde(flatten)]
    pub code: Code,
    /// The chain of causes: for the log, and for whoever asks for details.
    pub detail: String,
}

/// Why it did not work. A variant is added only when the window says something different for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "code", content = "with", rename_all = "snake_case")]
pub enum Code {
    /// A rule of the club says no.
    Refused(Refusal),
    /// No club is open.
    NoClub,
    /// It was there and no longer is.
    NotFound,
    /// Undoing would overwrite something newer.
    ChangedSince {
        /// The operation that changed it since, where it is known.
        by: Option<i32>,
    },
    /// Undoing would remove something that is still used.
    StillUsed {
        /// The table of the row that would go.
        table: String,
        /// The table of the row that needs it.
        by_table: String,
    },
    /// The folder of the club is read-only.
    ReadOnly,
    /// There is no room left on the disk.
    DiskFull,
    /// The disk does not read or write: it was pulled out, or fails.
    DiskFailed,
    /// Another program holds the file, or something long is under way.
    Busy,
    /// The file of the club is damaged.
    Damaged,
    /// The bytes of a document are no longer those that were received.
    DocumentDamaged,
    /// A file that the user chose cannot be read or written.
    FileFailed {
        /// What stands in the way; the words of the operating system are in the detail.
        obstacle: Obstacle,
    },
    /// A file that the user chose holds no list.
    NotAList(SheetProblem),
    /// A bug.
    Internal,
}

/// What stands between the application and a file that the user chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// The file or its folder is not there.
    Missing,
    /// The user has no right to it.
    Denied,
    /// It is a folder, a pipe or a device.
    NotAFile,
    /// It became shorter while it was read.
    CutShort,
    /// Something else.
    Other,
}

impl Obstacle {
    fn of(kind: io::ErrorKind) -> Self {
        use io::ErrorKind;
        #[expect(clippy::wildcard_enum_match_arm, reason = "the system may say many things")]
        match kind {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Missing,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Denied,
            ErrorKind::IsADirectory | ErrorKind::InvalidInput => Self::NotAFile,
            ErrorKind::UnexpectedEof => Self::CutShort,
            _ => Self::Other,
        }
    }
}

impl Failure {
    /// A failure that is told by its code alone.
    pub fn new(code: Code) -> Self {
        Self { detail: String::new(), code }
    }

    /// Something that cannot happen unless the application is wrong.
    pub fn bug(error: impl std::error::Error) -> Self {
        Self { code: Code::Internal, detail: chain(&error) }
    }

    /// A file that the user chose cannot be read or written.
    pub fn file(error: io::Error) -> Self {
        let kind = error.kind();
        let code = if matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
            Code::DiskFull
        } else {
            Code::FileFailed { obstacle: Obstacle::of(kind) }
        };
        Self { code, detail: chain(&error) }
    }

    /// Refuses what a command would make anew and is there already: what was written since, or was
    /// closed, would be written over.
    pub(crate) fn check_new<T>(there: Option<T>) -> Result<(), Refusal> {
        there.map_or(Ok(()), |_| Err(Refusal::AlreadyThere))
    }

    /// What a command names is not there.
    pub fn not_found() -> Self {
        Self::new(Code::NotFound)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self { detail: refusal.to_string(), code: Code::Refused(refusal) }
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        use store::Error;
        let detail = chain(&error);
        let code = match error {
            Error::ChangedSince { by, .. } => {
                Code::ChangedSince { by: by.and_then(|it| it.try_into().ok()) }
            }
            Error::StillUsed { table, by_table, .. } => Code::StillUsed { table, by_table },
            Error::ReadOnly => Code::ReadOnly,
            Error::DiskFull(_) => Code::DiskFull,
            Error::Disk(_) => Code::DiskFailed,
            Error::Busy(_) | Error::Waited => Code::Busy,
            Error::Closed => Code::NoClub,
            Error::NotReadable(_) | Error::Damaged(_) | Error::Unknown { .. } => Code::Damaged,
            Error::DocumentDamaged { .. } => Code::DocumentDamaged,
            Error::NoSuchOperation { .. } => Code::NotFound,
            Error::Refused(_)
            | Error::Missing
            | Error::Stopped
            | Error::NewerVersion { .. }
            | Error::OlderVersion { .. }
            | Error::Sqlx(_)
            | Error::Migrate(_) => Code::Internal,
        };
        Self { code, detail }
    }
}

/// An error with its causes, on one line.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |it| it.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
