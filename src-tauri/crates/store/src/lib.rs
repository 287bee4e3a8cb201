//! The encrypted SQLite file of a club: one module for each notion, and the journal beneath all.
//!
//! Reading takes a connection, [`Db`]. Writing takes an [`Operation`], so nothing changes
//! unrecorded.

pub mod authorities;
mod check;
mod comparison;
mod connection;
pub mod conventions;
pub mod documents;
pub mod drafts;
mod error;
pub mod journal;
mod key;
mod log;
pub mod meetings;
pub mod members;
pub mod people;
pub mod search;
pub mod settings;
pub mod signatures;
#[cfg(test)]
mod testing;
mod text;
pub mod today;
mod touched;

use std::path::Path;

pub use check::{Findings, LostDocument, Progress, Stage, Tally, check};
pub use comparison::{Comparison, compare, rows, tally};
use connection::{Connection, Source};
pub use connection::{Reading, Still};
pub use error::{Error, Result};
pub use journal::{Operation, OperationId, Stamp};
pub use key::Key;
pub use log::{LostPages, lost_pages};
use sqlx::{
    AssertSqlSafe, Connection as _,
    migrate::{MigrateError, Migrator},
    sqlite::{SqliteConnection, SqliteJournalMode},
};
pub use text::Text;
pub use touched::Touched;

static MIGRATIONS: Migrator = sqlx::migrate!("../../../migrations");

/// What every reader takes.
pub type Db = SqliteConnection;

/// Whether the file may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It may.
    ReadWrite,
    /// It may, and lies on a share: one connection holds it alone.
    Alone,
    /// It may not; it is shown as it is.
    ReadOnly,
}

/// The open file.
#[derive(Debug, Clone)]
pub struct Store {
    connection: Connection,
    access: Access,
}

impl Store {
    /// Makes the file at `path`, where there is none or an empty one, under `key`.
    pub async fn create(path: &Path, key: &Key, access: Access) -> Result<Self> {
        // SQLite would make the file as the umask says, for all to read.
        new_file(path)?;
        Self::start(source(path, key, access), access).await
    }

    /// Opens the file at `path`, and brings it up to date first if it may be written.
    pub async fn open(path: &Path, key: &Key, access: Access) -> Result<Self> {
        if !path.exists() {
            return Err(Error::Missing);
        }
        let source = source(path, key, access);
        if access != Access::ReadOnly {
            return Self::start(source, access).await;
        }
        let connection = Connection::open(source).await?;
        let known = check_current(&mut *connection.shared().await?).await;
        // A file that is let go of while the process ends may meet OpenSSL already gone.
        if known.is_err() {
            connection.close().await;
        }
        known.map(|()| Self { connection, access })
    }

    /// The version of the file at `path` where it is older than this build: opening it would change
    /// it. What a process that ended abruptly had not written into the file is written into it.
    pub async fn older_version(path: &Path, key: &Key, access: Access) -> Result<Option<i64>> {
        let mut db = source(path, key, access).connect().await?;
        let version = check_version(&mut db).await;
        // Closed before anything is said: see above.
        db.close().await?;
        Ok(version?.filter(|it| *it < newest()))
    }

    /// Encrypts the file at `path`, which nobody has open, under the key `to` instead of `from`.
    ///
    /// What ends it early leaves a file that no key opens: it is for a copy that nothing depends on.
    pub async fn rekey(path: &Path, from: &Key, to: &Key) -> Result<()> {
        // A log of this would hold the whole file once more.
        let options = connection::writable(path, from).journal_mode(SqliteJournalMode::Off);
        let mut db = connection::opened(options).await?;
        let done =
            sqlx::query(sql(format!("pragma rekey = {}", to.pragma()))).execute(&mut db).await;
        db.close().await?;
        Ok(done.map(drop)?)
    }

    /// An empty store that lives as long as the value; for tests.
    pub async fn in_memory() -> Result<Self> {
        Self::start(Source::Memory, Access::ReadWrite).await
    }

    async fn start(source: Source, access: Access) -> Result<Self> {
        let connection = Connection::open(source).await?;
        if let Err(error) = bring_up_to_date(&connection).await {
            // Let go of later, the file would have its log removed by name, which by then may be
            // the log of another file in its place.
            connection.close().await;
            return Err(error);
        }
        Ok(Self { connection, access })
    }

    /// Stops waiting for the disk after each operation: for a club that is invented, a hundred
    /// thousand operations long, and made anew where the power fails meanwhile.
    pub async fn hurry(&self) -> Result<()> {
        let mut db = self.connection.shared().await?;
        sqlx::query("pragma synchronous = off").execute(&mut *db).await?;
        Ok(())
    }

    /// Whether the file may be written.
    pub fn access(&self) -> Access {
        self.access
    }

    /// A connection to read with. What is being written and not done yet is not seen by it.
    pub async fn read(&self) -> Result<Reading> {
        self.connection.read().await
    }

    /// The connection, to write what is no fact and has no journal.
    pub(crate) async fn unrecorded(&self) -> Result<connection::Shared> {
        match self.access {
            Access::ReadWrite | Access::Alone => self.connection.shared().await,
            Access::ReadOnly => Err(Error::ReadOnly),
        }
    }

    /// Begins an operation. Dropping it without [`Operation::commit`] leaves no trace.
    pub async fn begin(&self, stamp: Stamp<'_>) -> Result<Operation> {
        match self.access {
            Access::ReadWrite | Access::Alone => Operation::begin(&self.connection, stamp).await,
            Access::ReadOnly => Err(Error::ReadOnly),
        }
    }

    /// Holds the file still, so that it can be read byte by byte while everybody goes on working:
    /// all that was done until now is in it.
    pub async fn hold_still(&self) -> Result<Still> {
        self.connection.hold_still().await
    }

    /// Closes the file once what is under way is done.
    pub async fn close(&self) {
        self.connection.close().await;
    }
}

fn source(path: &Path, key: &Key, access: Access) -> Source {
    let (path, key) = (path.to_owned(), key.clone());
    match access {
        Access::ReadWrite => Source::File { path, key, shared: false },
        Access::Alone => Source::File { path, key, shared: true },
        Access::ReadOnly => Source::Frozen { path, key },
    }
}

/// Makes an empty file that only its owner can read.
fn new_file(path: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path).map(drop)?)
}

async fn bring_up_to_date(connection: &Connection) -> Result<()> {
    let mut db = connection.shared().await?;
    // What `run` asks of a connection is more than a task on another thread can promise.
    MIGRATIONS.run_direct(None, &mut *db, false).await.map_err(migration_failed)?;
    journal::install(&mut db).await
}

/// The newest version that this build knows.
fn newest() -> i64 {
    MIGRATIONS.iter().map(|it| it.version).max().unwrap_or(0)
}

async fn version(db: &mut Db) -> Result<Option<i64>> {
    let known: i64 = sqlx::query_scalar(
        "select count(*) from sqlite_schema where type = 'table' and name = '_sqlx_migrations'",
    )
    .fetch_one(&mut *db)
    .await?;
    if known == 0 {
        return Ok(None);
    }
    Ok(sqlx::query_scalar("select max(version) from _sqlx_migrations").fetch_one(db).await?)
}

async fn check_version(db: &mut Db) -> Result<Option<i64>> {
    match version(db).await? {
        Some(version) if version > newest() => Err(Error::NewerVersion { version }),
        version => Ok(version),
    }
}

/// Refuses a file that is not of this very version: where nothing can be written it stays as it is,
/// and a page would ask it for columns that it does not have.
async fn check_current(db: &mut Db) -> Result<()> {
    match check_version(db).await? {
        Some(version) if version == newest() => Ok(()),
        version => Err(Error::OlderVersion { version: version.unwrap_or(0) }),
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "sqlx may add variants, which mean the same here"
)]
fn migration_failed(error: MigrateError) -> Error {
    match error {
        MigrateError::VersionMissing(version) | MigrateError::VersionTooNew(version, _) => {
            Error::NewerVersion { version }
        }
        MigrateError::Execute(error) => error.into(),
        error => Error::Migrate(error),
    }
}

/// SQL put together from the names of tables and columns, never from what a person typed.
fn sql(text: String) -> AssertSqlSafe<String> {
    AssertSqlSafe(text)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use sqlx::ConnectOptions as _;

    use super::*;

    /// The schema as it stands after every migration, without what is made at each opening.
    async fn schema() -> String {
        let store = Store::in_memory().await.unwrap();
        let statements: Vec<String> = sqlx::query_scalar(
            "select sql from sqlite_schema
             where sql is not null and name not like 'journal\\_%' escape '\\'
               and name not like '\\_sqlx%' escape '\\' and name not like 'seen\\_name\\_text\\_%' escape '\\'
             order by tbl_name, type = 'trigger', type = 'index', name",
        )
        .fetch_all(&mut *store.read().await.unwrap())
        .await
        .unwrap();
        let text = statements.join(";\n\n");
        format!(
            "-- The sum of the migrations, to read; written by a test of the store.\n\n{text};\n"
        )
    }

    #[tokio::test]
    async fn the_schema_to_read_is_the_sum_of_the_migrations() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/schema.sql");
        let before = fs::read_to_string(&path).unwrap_or_default();
        let now = schema().await;
        if before != now {
            fs::write(&path, now).unwrap();
            panic!("docs/schema.sql was stale and has been written anew; commit it");
        }
    }

    #[tokio::test]
    async fn a_file_of_a_newer_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("club.db");
        let key = Key::new([7; 32]);
        let store = Store::create(&path, &key, Access::ReadWrite).await.unwrap();
        sqlx::query(
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
             values (29991231000000, 'later', true, x'00', 0)",
        )
        .execute(&mut *store.read().await.unwrap())
        .await
        .unwrap();
        store.close().await;
        for access in [Access::ReadWrite, Access::ReadOnly] {
            let refused = Store::open(&path, &key, access).await.unwrap_err();
            assert!(
                matches!(refused, Error::NewerVersion { version: 29991231000000 }),
                "{refused:?}"
            );
        }
    }

    /// A file of the version that `migrations` make, in which one organisation is called « Marais ».
    async fn older_file(path: &Path, key: &Key, migrations: usize) -> i64 {
        let first: Vec<_> = MIGRATIONS.iter().take(migrations).cloned().collect();
        let version = first.last().unwrap().version;
        let file = connection::writable(path, key).create_if_missing(true);
        let mut db = file.connect().await.unwrap();
        Migrator::with_migrations(first).run(&mut db).await.unwrap();
        sqlx::query("insert into organisation (id, name, kind) values ('1', 'Marais', 'other')")
            .execute(&mut db)
            .await
            .unwrap();
        db.close().await.unwrap();
        version
    }

    async fn called(db: &mut Db) -> Vec<String> {
        sqlx::query_scalar("select name from organisation").fetch_all(db).await.unwrap()
    }

    #[tokio::test]
    async fn a_file_of_an_older_version_is_known_before_it_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("club.db");
        let key = Key::new([7; 32]);
        let older = older_file(&path, &key, 2).await;
        let before = fs::read(&path).unwrap();
        assert_eq!(
            Store::older_version(&path, &key, Access::ReadWrite).await.unwrap(),
            Some(older)
        );
        assert!(fs::read(&path).unwrap() == before, "looking at it changed it");

        let store = Store::open(&path, &key, Access::ReadWrite).await.unwrap();
        let mut db = store.read().await.unwrap();
        assert_eq!(version(&mut db).await.unwrap(), Some(newest()));
        assert_eq!(called(&mut db).await, ["Marais"]);
        drop(db);
        store.close().await;
        assert_eq!(Store::older_version(&path, &key, Access::ReadWrite).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_file_under_another_key_opens_with_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("club.db");
        let (old, new) = (Key::new([7; 32]), Key::new([8; 32]));
        Store::create(&path, &old, Access::ReadWrite).await.unwrap().close().await;
        Store::rekey(&path, &old, &new).await.unwrap();
        let refused = Store::open(&path, &old, Access::ReadWrite).await;
        assert!(matches!(refused, Err(Error::NotReadable(_))), "{refused:?}");
        let store = Store::open(&path, &new, Access::ReadWrite).await.unwrap();
        store.close().await;
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(names.len(), 1, "{names:?}");
    }

    #[tokio::test]
    async fn what_an_older_version_wrote_is_found_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let key = Key::new([7; 32]);
        // Before there was an index, and with the first one.
        for migrations in [2, 6] {
            let path = folder.path().join(format!("{migrations}.db"));
            older_file(&path, &key, migrations).await;
            let store = Store::open(&path, &key, Access::ReadWrite).await.unwrap();
            let found = search::names(&mut store.read().await.unwrap(), "mar", 5).await.unwrap();
            let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
            assert_eq!(names, ["Marais"]);
            store.close().await;
        }
    }

    #[tokio::test]
    async fn a_file_of_an_older_version_is_not_shown_where_it_cannot_be_brought_up_to_date() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("club.db");
        let key = Key::new([7; 32]);
        let older = older_file(&path, &key, 2).await;
        let refused = Store::open(&path, &key, Access::ReadOnly).await.unwrap_err();
        assert!(
            matches!(refused, Error::OlderVersion { version } if version == older),
            "{refused:?}"
        );
    }
}
