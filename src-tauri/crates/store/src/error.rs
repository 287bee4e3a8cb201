//! What can go wrong with the file.

use std::io;

use sqlx::error::DatabaseError;

/// A result of the store.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong with the file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The first page cannot be read: the key is wrong, or the page is damaged.
    #[error("the file cannot be read with this key")]
    NotReadable(#[source] sqlx::Error),
    /// A page further on is damaged.
    #[error("the file is damaged")]
    Damaged(#[source] sqlx::Error),
    /// There is no such file.
    #[error("there is no file")]
    Missing,
    /// A newer Cercle wrote the file.
    #[error("the file is of version {version}, which this build does not know")]
    NewerVersion {
        /// The version of the schema, which is the day of its migration.
        version: i64,
    },
    /// An older Cercle wrote the file, and its folder is read-only: it cannot be brought up to date.
    #[error("the file is of version {version}, and cannot be brought up to date where it is")]
    OlderVersion {
        /// The version of the schema, which is the day of its migration.
        version: i64,
    },
    /// The file cannot be written: its folder is read-only.
    #[error("the file is read-only")]
    ReadOnly,
    /// There is no room left on the disk.
    #[error("the disk is full")]
    DiskFull(#[source] sqlx::Error),
    /// The disk does not read or write: it was pulled out, or fails.
    #[error("the disk failed")]
    Disk(#[source] sqlx::Error),
    /// Another program holds the file.
    #[error("the file is locked by another program")]
    Busy(#[source] sqlx::Error),
    /// Something long is under way, and the file was waited for in vain.
    #[error("the file was busy for too long")]
    Waited,
    /// The file was closed meanwhile.
    #[error("the file is closed")]
    Closed,
    /// Somebody stopped it.
    #[error("it was stopped")]
    Stopped,
    /// SQLite said no.
    #[error("the database failed")]
    Sqlx(#[source] sqlx::Error),
    /// The file could not be brought up to date.
    #[error("the database could not be migrated")]
    Migrate(#[source] sqlx::migrate::MigrateError),
    /// A stored value breaks a rule of the domain: the file was edited by other means.
    #[error("the file holds a value that the rules refuse")]
    Refused(#[from] domain::Refusal),
    /// A stored value is none of those that this version knows.
    #[error("the file holds {value:?} where a {what} should be")]
    Unknown {
        /// What should be there.
        what: &'static str,
        /// What is there.
        value: String,
    },
    /// The bytes of a document are no longer those that were kept.
    #[error("the bytes of {sha256} are damaged")]
    DocumentDamaged {
        /// The SHA-256 under which they were kept.
        sha256: String,
    },
    /// There is no operation of that number.
    #[error("there is no operation {operation}")]
    NoSuchOperation {
        /// The number.
        operation: i64,
    },
    /// Undo would overwrite a later change.
    #[error("{table} {row} changed since operation {operation}")]
    ChangedSince {
        /// The operation that was to be undone.
        operation: i64,
        /// The table of the row.
        table: String,
        /// The row.
        row: String,
        /// The operation that changed it since, where it is known.
        by: Option<i64>,
    },
    /// Undo would remove something that is still used, or bring back something whose ground is gone.
    #[error("{table} {row} is still used by {by_table} {by_row}")]
    StillUsed {
        /// The table of the row that would go.
        table: String,
        /// The row that would go.
        row: String,
        /// The table of the row that needs it.
        by_table: String,
        /// The row that needs it.
        by_row: String,
    },
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(primary_code);
        match code {
            Some(5 | 6) => Self::Busy(error),
            Some(8) => Self::ReadOnly,
            Some(9) => Self::Stopped,
            Some(10 | 14) => Self::Disk(error),
            Some(11) => Self::Damaged(error),
            Some(13) => Self::DiskFull(error),
            Some(26) => Self::NotReadable(error),
            _ => Self::Sqlx(error),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        let full =
            matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
        let error = sqlx::Error::Io(error);
        if full { Self::DiskFull(error) } else { Self::Disk(error) }
    }
}

/// SQLite's result codes carry details in their higher bits.
fn primary_code(error: &dyn DatabaseError) -> Option<i32> {
    /// The index of the write-ahead log cannot grow. SQLite calls it a failure of the disk (10), and
    /// a person needs to hear that the disk is full (13).
    const SQLITE_IOERR_SHMSIZE: i32 = 4874;
    match error.code()?.parse().ok()? {
        SQLITE_IOERR_SHMSIZE => Some(13),
        code => Some(code & 0xff),
    }
}
