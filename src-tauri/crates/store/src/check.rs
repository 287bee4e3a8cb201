//! Whether a file of a club is whole: every page, every reference, every document.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use sqlx::{Connection as _, sqlite::SqliteConnection};

use crate::{Db, Error, Key, Result, connection, documents};

/// At most so many faults of one sort are told; a file with more is as good as lost.
const MOST: usize = 20;

/// So many steps of SQLite go by before it is asked whether to go on.
const STRIDE: i32 = 100_000;

/// What is being looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The pages, and how they hang together.
    Pages,
    /// The documents.
    Documents,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being looked at.
    pub stage: Stage,
    /// How much of it is done; documents, or nothing that can be told of pages.
    pub done: u64,
    /// Of how much.
    pub total: u64,
}

/// How much a club holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Organisations, members or not.
    pub organisations: u32,
    /// People.
    pub people: u32,
    /// Conventions.
    pub conventions: u32,
    /// Meetings.
    pub meetings: u32,
    /// Documents.
    pub documents: u32,
    /// Operations of its journal.
    pub operations: u32,
}

/// A document whose bytes cannot be read any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostDocument {
    /// Under which its bytes were kept.
    pub sha256: String,
    /// What it is called wherever it is attached; nothing where it was taken back.
    pub names: Vec<String>,
}

/// What was found in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// The pages that are not as they were written.
    pub pages: Vec<u32>,
    /// What does not hang together, in the words of SQLite.
    pub structure: Vec<String>,
    /// The tables in which a row stands on one that is not there.
    pub references: Vec<String>,
    /// The documents whose bytes cannot be read.
    pub documents: Vec<LostDocument>,
    /// How much there is, where it can be counted.
    pub tally: Option<Tally>,
}

impl Findings {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.pages.is_empty()
            && self.structure.is_empty()
            && self.references.is_empty()
            && self.documents.is_empty()
            && self.tally.is_some()
    }
}

/// Looks at the whole of the file at `path`, as it lies there: a log beside it is not read.
///
/// Fails where the file cannot be opened with `key` at all, or where `stop` was set meanwhile.
pub async fn check(
    path: &Path,
    key: &Key,
    on_progress: &(dyn Fn(Progress) + Sync),
    stop: &Arc<AtomicBool>,
) -> Result<Findings> {
    let mut look = Look { path, key, stop, db: open(path, key, stop).await? };
    let found = look.at_all(on_progress).await;
    look.db.close().await?;
    found
}

struct Look<'a> {
    path: &'a Path,
    key: &'a Key,
    stop: &'a Arc<AtomicBool>,
    db: SqliteConnection,
}

async fn open(path: &Path, key: &Key, stop: &Arc<AtomicBool>) -> Result<SqliteConnection> {
    // Each page is looked at once, and what the window needs stays in memory.
    let options = connection::frozen(path, key).pragma("cache_size", "-4096");
    let mut db = connection::opened(options).await?;
    let stop = stop.clone();
    let mut handle = db.lock_handle().await?;
    handle.set_progress_handler(STRIDE, move || !stop.load(Ordering::Relaxed));
    drop(handle);
    Ok(db)
}

impl Look<'_> {
    async fn at_all(&mut self, on_progress: &(dyn Fn(Progress) + Sync)) -> Result<Findings> {
        let mut found = Findings::default();
        on_progress(Progress { stage: Stage::Pages, done: 0, total: 0 });
        self.at_pages(&mut found).await?;
        self.at_references(&mut found).await?;
        found.tally = self.unless_damaged(tally).await?;
        self.at_documents(&mut found, on_progress).await?;
        Ok(found)
    }

    /// Reads every page that is in use, which tells one that the disk changed.
    async fn at_pages(&mut self, found: &mut Findings) -> Result<()> {
        let text = format!("pragma quick_check({MOST})");
        let told: Result<Vec<String>> =
            sqlx::query_scalar(crate::sql(text)).fetch_all(&mut self.db).await.map_err(Error::from);
        match told {
            Ok(told) if told == ["ok"] => return Ok(()),
            Ok(told) => found.structure = told,
            Err(Error::Stopped) => return Err(Error::Stopped),
            Err(error) => found.structure.push(error.to_string()),
        }
        // Asked only now: it goes through the whole file in one step that cannot be stopped.
        self.again().await?;
        let told: Vec<String> =
            sqlx::query_scalar("pragma cipher_integrity_check").fetch_all(&mut self.db).await?;
        found.pages = told.iter().filter_map(|it| page(it)).take(MOST).collect();
        self.again().await
    }

    async fn at_references(&mut self, found: &mut Findings) -> Result<()> {
        let tables = self
            .unless_damaged(async |db| {
                let text = "select distinct \"table\" from pragma_foreign_key_check";
                Ok(sqlx::query_scalar(text).fetch_all(db).await?)
            })
            .await?;
        found.references = tables.unwrap_or_default();
        Ok(())
    }

    async fn at_documents(
        &mut self,
        found: &mut Findings,
        on_progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<()> {
        let all: Vec<String> = self
            .unless_damaged(async |db| {
                let text = "select sha256 from blob order by sha256";
                Ok(sqlx::query_scalar(text).fetch_all(db).await?)
            })
            .await?
            .unwrap_or_default();
        let total = all.len() as u64;
        for (done, sha256) in (0..).zip(&all) {
            on_progress(Progress { stage: Stage::Documents, done, total });
            if self.stop.load(Ordering::Relaxed) {
                return Err(Error::Stopped);
            }
            let read =
                self.unless_damaged(async |db| documents::pieces(db, sha256, |_| ()).await).await?;
            if read.is_none() {
                let names = self.unless_damaged(async |db| names(db, sha256).await).await?;
                let names = names.unwrap_or_default();
                found.documents.push(LostDocument { sha256: sha256.clone(), names });
            }
        }
        Ok(())
    }

    /// What `ask` finds, or nothing where a page that it needs is damaged.
    async fn unless_damaged<T>(
        &mut self,
        ask: impl AsyncFnOnce(&mut Db) -> Result<T>,
    ) -> Result<Option<T>> {
        match ask(&mut self.db).await {
            Ok(it) => Ok(Some(it)),
            Err(Error::Stopped) => Err(Error::Stopped),
            Err(_) => {
                // SQLCipher answers nothing more on a connection that met a damaged page.
                self.again().await?;
                Ok(None)
            }
        }
    }

    async fn again(&mut self) -> Result<()> {
        let fresh = open(self.path, self.key, self.stop).await?;
        let spoilt = std::mem::replace(&mut self.db, fresh);
        // It failed already, and nothing was written with it.
        let _ = spoilt.close().await;
        Ok(())
    }
}

/// The number in a line such as `HMAC verification failed for page 17`.
fn page(told: &str) -> Option<u32> {
    told.rsplit(' ').next()?.parse().ok()
}

async fn names(db: &mut Db, sha256: &str) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar("select distinct name from document where sha256 = ? order by name")
        .bind(sha256)
        .fetch_all(db)
        .await?)
}

/// How much the club in the file holds; asked of tables that every version has.
pub(crate) async fn tally(db: &mut Db) -> Result<Tally> {
    let mut counts = BTreeMap::new();
    for table in ["organisation", "person", "convention", "meeting", "document", "operation"] {
        let text = format!("select count(*) from {table}");
        let count: u32 = sqlx::query_scalar(crate::sql(text)).fetch_one(&mut *db).await?;
        counts.insert(table, count);
    }
    let of = |table| counts.get(table).copied().unwrap_or_default();
    Ok(Tally {
        organisations: of("organisation"),
        people: of("person"),
        conventions: of("convention"),
        meetings: of("meeting"),
        documents: of("document"),
        operations: of("operation"),
    })
}
