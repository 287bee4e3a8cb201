//! The encrypted SQLite file of a club: one module for each notion, and the journal beneath all.
//!
//! Reading takes a connection, [`Db`]. Writing takes an [`Operation`], so nothing changes
//! unrecorded.

pub mod authorities;
pub mod conventions;
pub mod documents;
pub mod drafts;
mod error;
pub mod journal;
mod key;
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

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

pub use error::{Error, Result};
pub use journal::{Operation, OperationId, Stamp};
pub use key::Key;
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection,
    migrate::{MigrateError, Migrator},
    sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions},
};
pub use text::Text;

static MIGRATIONS: Migrator = sqlx::migrate!("../../../migrations");

/// What every reader takes.
pub type Db = SqliteConnection;

/// Whether the file may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It may.
    ReadWrite,
    /// Its folder is read-only; it is shown as it is.
    ReadOnly,
}

/// The open file.
#[derive(Debug, Clone)]
pub struct Store {
    pool: sqlx::SqlitePool,
    access: Access,
}

impl Store {
    /// Makes the file at `path`, where there is none, under `key`.
    pub async fn create(path: &Path, key: &Key) -> Result<Self> {
        Self::start(options(key).filename(path).create_if_missing(true)).await
    }

    /// Opens the file at `path`, and brings it up to date first if it may be written.
    ///
    /// A file of an older version is copied beside itself before it is touched.
    pub async fn open(path: &Path, key: &Key, access: Access) -> Result<Self> {
        if !path.exists() {
            return Err(Error::Missing);
        }
        let options = options(key).filename(path);
        match access {
            Access::ReadWrite => {
                copy_before_migration(&options, path).await?;
                Self::start(options).await
            }
            Access::ReadOnly => {
                // In a folder where nothing can be written, SQLite cannot make the index that the
                // write-ahead log needs, and must be told that nobody else writes.
                let options = options.read_only(true).immutable(true);
                let pool = pool().connect_with(options).await?;
                let known = check_current(&mut *pool.acquire().await?).await;
                // A file that is let go of while the process ends may meet OpenSSL already gone.
                if known.is_err() {
                    pool.close().await;
                }
                known.map(|()| Self { pool, access })
            }
        }
    }

    /// An empty store that lives as long as the value; for tests.
    pub async fn in_memory() -> Result<Self> {
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(true);
        Self::start(options).await
    }

    async fn start(options: SqliteConnectOptions) -> Result<Self> {
        let pool = pool().connect_with(options).await?;
        if let Err(error) = bring_up_to_date(&pool).await {
            // Let go of later, the file would have its log removed by name, which by then may be
            // the log of another file in its place.
            pool.close().await;
            return Err(error);
        }
        Ok(Self { pool, access: Access::ReadWrite })
    }

    /// Stops waiting for the disk after each operation: for a club that is invented, a hundred
    /// thousand operations long, and made anew where the power fails meanwhile.
    pub async fn hurry(&self) -> Result<()> {
        // One connection does it all where one thing is done after the other.
        sqlx::query("pragma synchronous = off").execute(&mut *self.read().await?).await?;
        Ok(())
    }

    /// Whether the file may be written.
    pub fn access(&self) -> Access {
        self.access
    }

    /// A connection to read with.
    pub async fn read(&self) -> Result<sqlx::pool::PoolConnection<sqlx::Sqlite>> {
        Ok(self.pool.acquire().await?)
    }

    /// Begins an operation. Dropping it without [`Operation::commit`] leaves no trace.
    pub async fn begin(&self, stamp: Stamp<'_>) -> Result<Operation> {
        match self.access {
            Access::ReadWrite => Operation::begin(&self.pool, stamp).await,
            Access::ReadOnly => Err(Error::ReadOnly),
        }
    }

    /// Writes a copy of the whole file, under the same key, to `path`, where there must be no file.
    pub async fn copy_to(&self, path: &Path) -> Result<()> {
        copy(&mut *self.read().await?, path).await
    }

    /// Closes the file once what is under way is done.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

async fn bring_up_to_date(pool: &sqlx::SqlitePool) -> Result<()> {
    MIGRATIONS.run(pool).await.map_err(migration_failed)?;
    journal::install(&mut *pool.acquire().await?).await
}

/// One connection, as long as the file is open.
///
/// What one connection writes, another has to read and decrypt anew, all of it: after each write the
/// list of a thousand members took 100 ms more. In memory, another would see another, empty file.
fn pool() -> SqlitePoolOptions {
    SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None)
}

fn options(key: &Key) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .pragma("key", key.pragma())
        // A sort or an index that spills to a temporary file would be in clear on the disk.
        .pragma("temp_store", "memory")
        // In KiB: with SQLite's 2 MiB a broad search decrypts the same pages over and over.
        .pragma("cache_size", "-65536")
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // A power cut must not take back what the window said was saved.
        .synchronous(sqlx::sqlite::SqliteSynchronous::Full)
        .busy_timeout(std::time::Duration::from_secs(5))
        // The key is a statement too.
        .disable_statement_logging()
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

async fn copy_before_migration(options: &SqliteConnectOptions, path: &Path) -> Result<()> {
    let mut db = options.clone().connect().await?;
    let copied = copy_if_older(&mut db, path).await;
    // Closed before anything is said: see above.
    db.close().await?;
    copied
}

async fn copy_if_older(db: &mut Db, path: &Path) -> Result<()> {
    let Some(version) = check_version(db).await? else { return Ok(()) };
    let copy_path = before_migration(path, version);
    if version < newest() && !copy_path.exists() {
        // A copy that a kill cuts short must not pass for a whole one.
        let unfinished = copy_path.with_extension("unfinished");
        remove(&unfinished)?;
        copy(db, &unfinished).await?;
        File::open(&unfinished)?.sync_all()?;
        fs::rename(&unfinished, &copy_path)?;
    }
    Ok(())
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Where the file goes before it is brought up from `version`.
fn before_migration(path: &Path, version: i64) -> PathBuf {
    path.with_extension(format!("{version}.db"))
}

async fn copy(db: &mut Db, path: &Path) -> Result<()> {
    sqlx::query("vacuum into ?").bind(path.to_string_lossy()).execute(db).await?;
    Ok(())
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
        let store = Store::create(&path, &key).await.unwrap();
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
        let file = options(key).filename(path).create_if_missing(true);
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

    fn files(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name());
        let mut names: Vec<String> = names.map(|it| it.into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[tokio::test]
    async fn a_file_of_an_older_version_is_copied_before_it_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("club.db");
        let key = Key::new([7; 32]);
        let older = older_file(&path, &key, 2).await;
        // A kill cut the first copy short.
        fs::write(folder.path().join(format!("club.{older}.unfinished")), b"half").unwrap();

        let store = Store::open(&path, &key, Access::ReadWrite).await.unwrap();
        let mut db = store.read().await.unwrap();
        assert_eq!(version(&mut db).await.unwrap(), Some(newest()));
        assert_eq!(called(&mut db).await, ["Marais"]);
        drop(db);
        store.close().await;
        let copied = format!("club.{older}.db");
        assert_eq!(files(folder.path()), [copied.clone(), "club.db".to_owned()]);

        // The copy is what was there, under the key of the club and no other.
        let copied = folder.path().join(copied);
        let mut copy = options(&key).filename(&copied).connect().await.unwrap();
        assert_eq!(version(&mut copy).await.unwrap(), Some(older));
        assert_eq!(called(&mut copy).await, ["Marais"]);
        copy.close().await.unwrap();
        let another = options(&Key::new([8; 32])).filename(&copied).connect().await;
        assert!(matches!(another.map_err(Error::from), Err(Error::NotReadable(_))));

        // What is up to date is not copied again.
        let kept = fs::read(&copied).unwrap();
        Store::open(&path, &key, Access::ReadWrite).await.unwrap().close().await;
        assert_eq!(files(folder.path()).len(), 2);
        assert_eq!(fs::read(&copied).unwrap(), kept);
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
