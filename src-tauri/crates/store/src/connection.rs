//! The one connection to the file, and what becomes of it when it fails.
//!
//! What one connection writes, another has to read and decrypt anew, all of it: after each write the
//! list of a thousand members took 100 ms more. So there is one, as long as the file is open, and it
//! is replaced as soon as it met an error: SQLite and SQLCipher go on failing on a connection that
//! met a full disk or a damaged page, long after there is room again.

use std::{
    fmt,
    ops::{Deref, DerefMut},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use sqlx::{
    ConnectOptions, Connection as _,
    sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous},
};
use tokio::{
    runtime::Handle,
    sync::{Mutex, OwnedMappedMutexGuard, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use crate::{Db, Error, Key, Result};

/// How long a reader waits for the connection before another is opened beside it: while a long list
/// is taken in, every other page would wait for its end.
const SHORT: Duration = Duration::from_millis(300);

/// How long anybody waits for the connection where there can be no other.
const LONG: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 10 });

/// So many connections beside the shared one at most: each keeps pages in memory.
const ASIDE: u32 = 8;

/// Which file, and how it is opened.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    /// The file at `path`, which this process alone writes.
    File {
        /// Where it is.
        path: PathBuf,
        /// Under which it is encrypted.
        key: Key,
        /// Whether it is on a share, where the memory by which several connections agree is not to
        /// be relied on: there is one connection then, and never another.
        shared: bool,
    },
    /// The file at `path` as it lies there; nothing is written, not even beside it.
    Frozen {
        /// Where it is.
        path: PathBuf,
        /// Under which it is encrypted.
        key: Key,
    },
    /// A file that ends with its connection.
    Memory,
}

impl Source {
    /// The options hold the key as text, and go at once: kept beside the connection, that text would
    /// lie in memory as long as the club is open.
    pub(crate) async fn connect(&self) -> Result<SqliteConnection> {
        let options = match self {
            Self::File { path, key, shared: false } => writable(path, key),
            Self::File { path, key, shared: true } => {
                writable(path, key).pragma("locking_mode", "exclusive")
            }
            Self::Frozen { path, key } => frozen(path, key),
            Self::Memory => SqliteConnectOptions::new().in_memory(true).foreign_keys(true),
        };
        opened(options).await
    }

    /// Whether there can be a second connection.
    fn allows_another(&self) -> bool {
        match self {
            Self::File { shared, .. } => !shared,
            Self::Frozen { .. } => true,
            Self::Memory => false,
        }
    }

    /// A second connection, which reads what was done so far.
    async fn connect_aside(&self) -> Result<SqliteConnection> {
        match self {
            Self::File { path, key, .. } => {
                opened(encrypted(path, key).pragma("query_only", "on")).await
            }
            Self::Frozen { .. } | Self::Memory => self.connect().await,
        }
    }
}

/// A connection as `options` say.
pub(crate) async fn opened(options: SqliteConnectOptions) -> Result<SqliteConnection> {
    let mut db = options.connect().await?;
    // The statement that gave the key is kept, as text, until another that is not prepared takes its
    // place.
    sqlx::raw_sql("select 1").execute(&mut db).await?;
    Ok(db)
}

fn encrypted(path: &Path, key: &Key) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .pragma("key", key.pragma())
        // A sort or an index that spills to a temporary file would be in clear on the disk.
        .pragma("temp_store", "memory")
        // In KiB: with SQLite's 2 MiB a broad search decrypts the same pages over and over.
        .pragma("cache_size", "-65536")
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        // The key is a statement too.
        .disable_statement_logging()
}

/// The file at `path`, to be read and written.
pub(crate) fn writable(path: &Path, key: &Key) -> SqliteConnectOptions {
    encrypted(path, key)
        .journal_mode(SqliteJournalMode::Wal)
        // A power cut must not take back what the window said was saved.
        .synchronous(SqliteSynchronous::Full)
}

/// The file at `path`, to be read as it lies there.
pub(crate) fn frozen(path: &Path, key: &Key) -> SqliteConnectOptions {
    // In a folder where nothing can be written, SQLite cannot make the index that the write-ahead
    // log needs, and must be told that nobody else writes.
    encrypted(path, key).read_only(true).immutable(true)
}

/// Where the connection waits between two uses. Its clones are one place.
#[derive(Clone)]
pub(crate) struct Connection {
    source: Arc<Source>,
    slot: Arc<Mutex<Slot>>,
    /// Set as long as a transaction is open; one that was given up is taken back by whoever uses the
    /// connection next.
    pub(crate) transaction: Arc<AtomicBool>,
    stillness: Arc<Stillness>,
    /// Who has a connection of their own holds one of these, and who closes the file all of them.
    places_aside: Arc<Semaphore>,
}

/// What waits between two uses.
pub(crate) struct Slot {
    db: Option<SqliteConnection>,
    closed: bool,
    /// Held by a connection that stands beside the shared one.
    place_aside: Option<OwnedSemaphorePermit>,
}

impl Drop for Slot {
    fn drop(&mut self) {
        // A connection ends on a thread of its own, and its place is free only then.
        if let (Some(db), Some(place)) = (self.db.take(), self.place_aside.take())
            && let Ok(runtime) = Handle::try_current()
        {
            runtime.spawn(async move {
                // Nothing was written with it.
                let _ = db.close().await;
                drop(place);
            });
        }
    }
}

#[derive(Default)]
struct Stillness {
    /// How often a connection was closed or replaced: each time, it may have written its log into
    /// the file.
    closings: AtomicU64,
    /// Somebody reads the file byte by byte.
    held: AtomicBool,
    /// Somebody has done so, and the connection has not been told yet.
    given_up: AtomicBool,
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("source", &self.source).finish_non_exhaustive()
    }
}

/// A connection in use, to read with: the shared one, or one of its own where that was busy for long.
#[derive(Debug)]
pub struct Reading(Shared);

/// A connection in use. Letting go of it leaves it to whoever comes next.
pub(crate) type Shared = OwnedMappedMutexGuard<Slot, SqliteConnection>;

impl Deref for Reading {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.0
    }
}

impl DerefMut for Reading {
    fn deref_mut(&mut self) -> &mut Db {
        &mut self.0
    }
}

impl fmt::Debug for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slot").field("closed", &self.closed).finish_non_exhaustive()
    }
}

impl Connection {
    /// Opens the file.
    pub(crate) async fn open(source: Source) -> Result<Self> {
        let db = Some(source.connect().await?);
        Ok(Self {
            source: Arc::new(source),
            slot: Arc::new(Mutex::new(Slot { db, closed: false, place_aside: None })),
            transaction: Arc::default(),
            stillness: Arc::default(),
            places_aside: Arc::new(Semaphore::new(ASIDE as usize)),
        })
    }

    /// The connection that everybody shares, once nobody else uses it.
    pub(crate) async fn shared(&self) -> Result<Shared> {
        let slot =
            timeout(LONG, self.slot.clone().lock_owned()).await.map_err(|_| Error::Waited)?;
        self.sound(slot).await
    }

    /// A connection to read with, after a short while at most.
    pub(crate) async fn read(&self) -> Result<Reading> {
        if let Ok(slot) = timeout(SHORT, self.slot.clone().lock_owned()).await {
            return Ok(Reading(self.sound(slot).await?));
        }
        if !self.source.allows_another() {
            return Ok(Reading(self.shared().await?));
        }
        let place = timeout(LONG, self.places_aside.clone().acquire_owned());
        let place = place.await.map_err(|_| Error::Waited)?.map_err(|_| Error::Closed)?;
        let db = Some(self.source.connect_aside().await?);
        let aside = Arc::new(Mutex::new(Slot { db, closed: false, place_aside: Some(place) }));
        Ok(Reading(in_use(aside.lock_owned().await)?))
    }

    /// The connection of `slot`, or a new one in its place where it met an error.
    async fn sound(&self, mut slot: OwnedMutexGuard<Slot>) -> Result<Shared> {
        if slot.closed {
            return Err(Error::Closed);
        }
        let given_up = self.stillness.given_up.swap(false, Ordering::Relaxed);
        // Who read the file byte by byte and closed it let go of every lock that this process had on
        // it; on a share, that lock is what keeps other computers out.
        let unlocked = given_up && !self.source.allows_another();
        let sound = match &mut slot.db {
            Some(db) => self.is_sound(db).await && !unlocked,
            None => false,
        };
        // What is in memory ends with its connection, and no disk can fail it.
        if !sound && !matches!(*self.source, Source::Memory) {
            if let Some(spoilt) = slot.db.take() {
                // It failed already, and may well fail once more as it goes.
                let _ = spoilt.close().await;
            }
            self.stillness.closings.fetch_add(1, Ordering::Relaxed);
            slot.db = Some(self.source.connect().await?);
        }
        let mut db = in_use(slot)?;
        if given_up {
            sqlx::query("pragma wal_autocheckpoint = 1000").execute(&mut *db).await?;
        }
        Ok(db)
    }

    /// Whether the connection can be used again: nothing is left open, and the file answers.
    async fn is_sound(&self, db: &mut SqliteConnection) -> bool {
        // After a failure SQLite may have taken the transaction back by itself. Then this fails, and
        // a new connection is the answer to that too.
        if self.transaction.swap(false, Ordering::Relaxed)
            && sqlx::query("rollback").execute(&mut *db).await.is_err()
        {
            return false;
        }
        sqlx::query("select 1 from sqlite_schema limit 1").execute(db).await.is_ok()
    }

    /// Closes the connection once nobody uses it; from then on there is none.
    pub(crate) async fn close(&self) {
        // One that went later would remove the log by its name, which by then may be the log of
        // another file in its place, and would keep this one's log from going into the file now.
        if let Ok(all) = self.places_aside.acquire_many(ASIDE).await {
            all.forget();
        }
        self.places_aside.close();
        let mut slot = self.slot.lock().await;
        slot.closed = true;
        // The last connection writes its log into the file as it goes.
        self.stillness.closings.fetch_add(1, Ordering::Relaxed);
        if let Some(db) = slot.db.take()
            && let Err(error) = db.close().await
        {
            // What was done is in the log, and goes into the file at the next opening.
            tracing::warn!(%error, "the file of the club was not closed in order");
        }
    }

    /// Holds the file still: what is written from now on waits in the log, so that the file can be
    /// read byte by byte while everybody goes on working.
    pub(crate) async fn hold_still(&self) -> Result<Still> {
        let mut db = self.shared().await?;
        if self.stillness.held.swap(true, Ordering::Relaxed) {
            return Err(Error::Waited);
        }
        // From here on, whatever fails gives the hold up again.
        let closings = self.stillness.closings.load(Ordering::Relaxed);
        let still = Still { stillness: self.stillness.clone(), closings };
        if let Source::File { .. } = &*self.source {
            let (_, logged, filed): (i64, i64, i64) =
                sqlx::query_as("pragma wal_checkpoint(passive)").fetch_one(&mut *db).await?;
            // Somebody still reads what was there before.
            if logged != filed {
                return Err(Error::Waited);
            }
            sqlx::query("pragma wal_autocheckpoint = 0").execute(&mut *db).await?;
        }
        Ok(still)
    }
}

fn in_use(slot: OwnedMutexGuard<Slot>) -> Result<Shared> {
    OwnedMutexGuard::try_map(slot, |it| it.db.as_mut()).map_err(|_| Error::Closed)
}

/// The hold on a file that is being read byte by byte. Dropping it lets go.
#[derive(Debug)]
pub struct Still {
    stillness: Arc<Stillness>,
    closings: u64,
}

impl Still {
    /// Whether the file stayed as it was until now. A connection that failed meanwhile was replaced,
    /// and wrote its log into the file as it went.
    pub fn was_kept(&self) -> bool {
        self.stillness.closings.load(Ordering::Relaxed) == self.closings
    }
}

impl Drop for Still {
    fn drop(&mut self) {
        self.stillness.given_up.store(true, Ordering::Relaxed);
        self.stillness.held.store(false, Ordering::Relaxed);
    }
}

impl fmt::Debug for Stillness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stillness").field("held", &self.held).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::{
        fs,
        io::{Seek, SeekFrom, Write},
    };

    use super::*;
    use crate::{Access, Store, documents, settings, testing::begin};

    fn key() -> Key {
        Key::new([7; 32])
    }

    async fn create(folder: &Path) -> Store {
        Store::create(&folder.join("club.db"), &key(), Access::ReadWrite).await.unwrap()
    }

    async fn called(store: &Store) -> Option<String> {
        let all = settings::all(&mut *store.read().await.unwrap()).await.unwrap();
        all.get("programme").cloned()
    }

    async fn call(store: &Store, name: &str) -> Result<()> {
        let mut op = begin(store).await;
        settings::save(&mut op, "programme", name).await?;
        op.commit().await?;
        Ok(())
    }

    /// The file may have as many pages as it has, as if there were no more room on the disk.
    async fn fill_the_disk(store: &Store) {
        let mut db = store.connection.shared().await.unwrap();
        let pages: i64 = sqlx::query_scalar("pragma page_count").fetch_one(&mut *db).await.unwrap();
        let text = format!("pragma max_page_count = {pages}");
        sqlx::query(crate::sql(text)).execute(&mut *db).await.unwrap();
    }

    #[tokio::test]
    async fn a_full_disk_fails_one_write_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let store = create(folder.path()).await;
        call(&store, "before").await.unwrap();
        fill_the_disk(&store).await;
        let refused = call(&store, &"x".repeat(100_000)).await;
        assert!(matches!(refused, Err(Error::DiskFull(_))), "{refused:?}");
        assert_eq!(called(&store).await.as_deref(), Some("before"));
        call(&store, "after").await.unwrap();
        assert_eq!(called(&store).await.as_deref(), Some("after"));
        store.close().await;
    }

    #[tokio::test]
    async fn an_operation_that_was_given_up_is_taken_back_before_anybody_reads() {
        let folder = tempfile::tempdir().unwrap();
        let store = create(folder.path()).await;
        let mut op = begin(&store).await;
        settings::save(&mut op, "programme", "given up").await.unwrap();
        drop(op);
        assert_eq!(called(&store).await, None);
        call(&store, "done").await.unwrap();
        assert_eq!(called(&store).await.as_deref(), Some("done"));
        store.close().await;
    }

    #[tokio::test]
    async fn a_page_that_the_disk_changed_costs_one_document() {
        let folder = tempfile::tempdir().unwrap();
        let store = create(folder.path()).await;
        let scan = |of: u8| vec![of; 200_000];
        let mut op = begin(&store).await;
        let damaged = documents::keep(&mut op, &scan(1)).await.unwrap();
        let whole = documents::keep(&mut op, &scan(2)).await.unwrap();
        op.commit().await.unwrap();
        store.close().await;

        // The first of them was written before the last.
        let path = folder.path().join("club.db");
        let at = fs::metadata(&path).unwrap().len() - 350_000;
        let mut file = fs::OpenOptions::new().write(true).open(&path).unwrap();
        file.seek(SeekFrom::Start(at)).unwrap();
        file.write_all(b"!").unwrap();

        let store = Store::open(&path, &key(), Access::ReadWrite).await.unwrap();
        for _ in 0..2 {
            let read = documents::bytes(&mut *store.read().await.unwrap(), &damaged).await;
            assert!(matches!(read, Err(Error::DocumentDamaged { .. })), "{read:?}");
            call(&store, "goes on").await.unwrap();
            assert_eq!(called(&store).await.as_deref(), Some("goes on"));
        }
        let read = documents::bytes(&mut *store.read().await.unwrap(), &whole).await.unwrap();
        assert!(read == scan(2));
        store.close().await;
    }

    #[tokio::test]
    async fn who_reads_does_not_wait_for_a_long_operation() {
        let folder = tempfile::tempdir().unwrap();
        let store = create(folder.path()).await;
        call(&store, "before").await.unwrap();
        let mut op = begin(&store).await;
        settings::save(&mut op, "programme", "not done yet").await.unwrap();
        assert_eq!(called(&store).await.as_deref(), Some("before"));
        op.commit().await.unwrap();
        assert_eq!(called(&store).await.as_deref(), Some("not done yet"));
        store.close().await;
    }

    #[tokio::test]
    async fn a_file_is_closed_once_all_who_read_it_are_gone_and_leaves_no_log() {
        let folder = tempfile::tempdir().unwrap();
        let store = create(folder.path()).await;
        call(&store, "before").await.unwrap();
        let op = begin(&store).await;
        let mut aside = store.read().await.unwrap();
        op.commit().await.unwrap();
        let closing = tokio::spawn({
            let store = store.clone();
            async move { store.close().await }
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert!(!closing.is_finished(), "what is put in its place would lose its log");
        assert_eq!(settings::all(&mut aside).await.unwrap()["programme"], "before");
        drop(aside);
        closing.await.unwrap();
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
        assert!(matches!(store.read().await, Err(Error::Closed)));
    }

    #[tokio::test]
    async fn on_a_share_nobody_waits_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("club.db");
        let store = Store::create(&path, &key(), Access::Alone).await.unwrap();
        let op = begin(&store).await;
        let waited = store.read().await;
        assert!(matches!(waited, Err(Error::Waited)), "{waited:?}");
        drop(op);
        assert_eq!(called(&store).await, None);
        // Beside a share there is no index of the log, which several computers would not agree in.
        let names = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name());
        assert!(names.into_iter().all(|it| it != "club.db-shm"));
        store.close().await;
        let closed = store.read().await;
        assert!(matches!(closed, Err(Error::Closed)), "{closed:?}");
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn on_a_share_the_file_is_locked_again_after_it_was_read_byte_by_byte() {
        use std::os::unix::fs::MetadataExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("club.db");
        let store = Store::create(&path, &key(), Access::Alone).await.unwrap();
        let inode = format!(":{} ", fs::metadata(&path).unwrap().ino());
        let is_locked = || fs::read_to_string("/proc/locks").unwrap().contains(&inode);
        assert!(is_locked());
        let still = store.hold_still().await.unwrap();
        fs::read(&path).unwrap();
        assert!(!is_locked(), "the test shows nothing where the lock stays by itself");
        drop(still);
        call(&store, "after").await.unwrap();
        assert!(is_locked());
        store.close().await;
    }

    #[tokio::test]
    async fn a_file_that_is_held_still_holds_all_that_was_done_and_changes_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let store = create(folder.path()).await;
        call(&store, "before").await.unwrap();
        let still = store.hold_still().await.unwrap();
        let path = folder.path().join("club.db");
        let held = fs::read(&path).unwrap();
        for number in 0..20 {
            call(&store, &"long ".repeat(20_000 + number)).await.unwrap();
        }
        assert!(fs::read(&path).unwrap() == held && still.was_kept());
        let aside = folder.path().join("copy.db");
        fs::write(&aside, held).unwrap();
        let copy = Store::open(&aside, &key(), Access::ReadOnly).await.unwrap();
        assert_eq!(called(&copy).await.as_deref(), Some("before"));
        copy.close().await;

        let second = store.hold_still().await;
        assert!(matches!(second, Err(Error::Waited)), "{second:?}");
        drop(still);
        call(&store, &"long ".repeat(2_000_000)).await.unwrap();
        call(&store, "after").await.unwrap();
        assert!(fs::metadata(&path).unwrap().len() > 5_000_000, "the log goes into the file again");
        store.close().await;
    }
}
