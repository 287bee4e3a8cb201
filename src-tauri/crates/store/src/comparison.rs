//! What a copy of the club holds beside the present file.

use std::path::Path;

use sqlx::Connection as _;

use crate::{Db, Key, Reading, Result, Tally, check, connection};

/// What a copy holds beside the present file. Both have one history up to an operation; after a copy
/// took the place of the file, each has a history of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// How much the copy holds.
    pub tally: Tally,
    /// The last operation that both hold; 0 where they have none in common.
    pub common: i64,
    /// How many operations only the present file holds.
    pub only_here: u32,
    /// How many only the copy holds.
    pub only_there: u32,
}

/// Compares the copy at `path`, of whatever version, with the `present` file.
pub async fn compare(path: &Path, key: &Key, present: &mut Reading) -> Result<Comparison> {
    let mut copy = connection::opened(connection::frozen(path, key)).await?;
    let compared = compared(&mut copy, present).await;
    copy.close().await?;
    compared
}

/// How much the copy at `path` holds, where there is no present file to compare it with.
pub async fn tally(path: &Path, key: &Key) -> Result<Tally> {
    let mut copy = connection::opened(connection::frozen(path, key)).await?;
    let tally = check::tally(&mut copy).await;
    copy.close().await?;
    tally
}

async fn compared(copy: &mut Db, present: &mut Db) -> Result<Comparison> {
    let (there, here) = (last(copy).await?, last(present).await?);
    // Histories part once and never meet again, so the parting is found by halves.
    let (mut common, mut parted) = (0, there.min(here) + 1);
    while parted - common > 1 {
        let middle = common + (parted - common) / 2;
        if said(copy, middle).await? == said(present, middle).await? {
            common = middle;
        } else {
            parted = middle;
        }
    }
    let number = |it: i64| it.try_into().unwrap_or(u32::MAX);
    Ok(Comparison {
        tally: check::tally(copy).await?,
        common,
        only_here: number(here - common),
        only_there: number(there - common),
    })
}

async fn last(db: &mut Db) -> Result<i64> {
    Ok(sqlx::query_scalar("select coalesce(max(id), 0) from operation").fetch_one(db).await?)
}

/// What makes an operation that one and no other.
async fn said(db: &mut Db, id: i64) -> Result<Option<(String, String, String, String)>> {
    Ok(sqlx::query_as("select at, actor, kind, input from operation where id = ?")
        .bind(id)
        .fetch_optional(db)
        .await?)
}

/// Every row of every table, one text each: two files that hold the same give the same.
pub async fn rows(db: &mut Db) -> Result<Vec<String>> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select name from sqlite_schema
         where type = 'table' and sql not like 'create virtual%' order by name",
    )
    .fetch_all(&mut *db)
    .await?;
    let mut rows = Vec::new();
    for table in tables {
        let columns: Vec<String> = sqlx::query_scalar("select name from pragma_table_info(?)")
            .bind(&table)
            .fetch_all(&mut *db)
            .await?;
        let values: Vec<_> = columns.iter().map(|it| format!("quote(\"{it}\")")).collect();
        let text = format!(
            "select '{table}: ' || {} from \"{table}\" order by 1",
            values.join(" || ', ' || ")
        );
        let found: Vec<String> = sqlx::query_scalar(crate::sql(text)).fetch_all(&mut *db).await?;
        rows.extend(found);
    }
    Ok(rows)
}
