//! The table of documents, and the bytes that they stand for.
//!
//! Bytes are kept under their SHA-256, in pieces that SQLite can hold in memory one at a time, and
//! never go again: a document taken back and brought back finds them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{
    ConventionId, DocumentId, OrganisationId,
    document::{Document, Role},
};
use sha2::{Digest, Sha256};

use crate::{
    Db, Error, Operation, Result, Text,
    text::{self, Json},
};

/// The size of a piece, in bytes.
const PIECE: usize = 1024 * 1024;

#[derive(sqlx::FromRow)]
struct Row {
    id: Text<DocumentId>,
    convention_id: Text<ConventionId>,
    role: String,
    name: String,
    sha256: String,
    size: i64,
    received_on: Text<NaiveDate>,
}

impl TryFrom<Row> for Document {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id.0,
            convention: row.convention_id.0,
            role: text::choice::<Role>("role of a document", &row.role)?,
            name: row.name,
            sha256: row.sha256,
            size: row.size.cast_unsigned(),
            received_on: row.received_on.0,
        })
    }
}

/// The document called `id`, if there is one.
pub async fn get(db: &mut Db, id: DocumentId) -> Result<Option<Document>> {
    let row: Option<Row> = sqlx::query_as("select * from document where id = ?")
        .bind(Text(id))
        .fetch_optional(db)
        .await?;
    row.map(TryInto::try_into).transpose()
}

/// What the documents of one convention come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Which convention.
    pub convention: ConventionId,
    /// How many there are.
    pub documents: u32,
    /// Whether one of them is signed by both sides.
    pub countersigned: bool,
}

/// What the documents of every convention that has some come to, of those received by `day`.
pub async fn tallies(db: &mut Db, day: NaiveDate) -> Result<Vec<Tally>> {
    let Json(rows): Json<Vec<(Text<ConventionId>, u32, u32)>> = sqlx::query_scalar(
        "select json_group_array(json_array(convention_id, documents, countersigned)) from (
           select convention_id, count(*) as documents, sum(role = 'countersigned') as countersigned
           from document where received_on <= ? group by convention_id
         )",
    )
    .bind(Text(day))
    .fetch_one(db)
    .await?;
    Ok(rows.into_iter().map(tally).collect())
}

/// The same of the conventions of one organisation.
pub async fn tallies_of(db: &mut Db, id: OrganisationId, day: NaiveDate) -> Result<Vec<Tally>> {
    let rows = sqlx::query_as(
        "select convention_id, count(*), sum(role = 'countersigned')
         from document join convention on convention.id = convention_id
         where organisation_id = ? and received_on <= ? group by convention_id",
    );
    let rows = rows.bind(Text(id)).bind(Text(day)).fetch_all(db).await?;
    Ok(rows.into_iter().map(tally).collect())
}

fn tally((convention, documents, countersigned): (Text<ConventionId>, u32, u32)) -> Tally {
    Tally { convention: convention.0, documents, countersigned: countersigned > 0 }
}

/// The documents of one convention, the last one received on top.
pub async fn of(db: &mut Db, id: ConventionId) -> Result<Vec<Document>> {
    let rows: Vec<Row> = sqlx::query_as(
        "select * from document where convention_id = ? order by received_on desc, id desc",
    )
    .bind(Text(id))
    .fetch_all(db)
    .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The documents that are called one of `ids`, and those beside them: the others of the same
/// conventions.
pub async fn beside(db: &mut Db, ids: &BTreeSet<DocumentId>) -> Result<Vec<Document>> {
    let rows: Vec<Row> = sqlx::query_as(
        "select * from document where convention_id in (
           select convention_id from document where id in (select value from json_each(?))
         )",
    )
    .bind(Json(ids))
    .fetch_all(db)
    .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The documents of every convention of one organisation, the last one received on top.
pub async fn of_organisation(db: &mut Db, id: OrganisationId) -> Result<Vec<Document>> {
    let rows: Vec<Row> = sqlx::query_as(
        "select document.* from document join convention on convention.id = convention_id
         where organisation_id = ? order by received_on desc, document.id desc",
    )
    .bind(Text(id))
    .fetch_all(db)
    .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The documents that stand for the same bytes, wherever they are attached.
pub async fn same(db: &mut Db, sha256: &str) -> Result<Vec<Document>> {
    let rows: Vec<Row> = sqlx::query_as("select * from document where sha256 = ? order by id")
        .bind(sha256)
        .fetch_all(db)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Adds the document, or replaces what is stored under its id. Its bytes are kept already.
pub async fn save(op: &mut Operation, it: &Document) -> Result<()> {
    sqlx::query(
        "insert into document (id, convention_id, role, name, sha256, size, received_on)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         on conflict (id) do update
         set convention_id = ?2, role = ?3, name = ?4, sha256 = ?5, size = ?6, received_on = ?7",
    )
    .bind(Text(it.id))
    .bind(Text(it.convention))
    .bind(text::word(&it.role)?)
    .bind(&it.name)
    .bind(&it.sha256)
    .bind(it.size.cast_signed())
    .bind(Text(it.received_on))
    .execute(op.db())
    .await?;
    Ok(())
}

/// Removes the document; its bytes stay.
pub async fn remove(op: &mut Operation, id: DocumentId) -> Result<()> {
    sqlx::query("delete from document where id = ?").bind(Text(id)).execute(op.db()).await?;
    Ok(())
}

/// The SHA-256 of `bytes`, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// The number of bytes kept under `sha256`, if there are any.
pub async fn kept(db: &mut Db, sha256: &str) -> Result<Option<u64>> {
    let size: Option<i64> = sqlx::query_scalar("select size from blob where sha256 = ?")
        .bind(sha256)
        .fetch_optional(db)
        .await?;
    Ok(size.map(i64::cast_unsigned))
}

/// Keeps `bytes` and returns their SHA-256; the same bytes are kept once.
pub async fn keep(op: &mut Operation, bytes: &[u8]) -> Result<String> {
    let sha256 = sha256(bytes);
    if kept(op.db(), &sha256).await?.is_some() {
        return Ok(sha256);
    }
    sqlx::query("insert into blob (sha256, size) values (?, ?)")
        .bind(&sha256)
        .bind((bytes.len() as u64).cast_signed())
        .execute(op.db())
        .await?;
    for (rank, piece) in (0_i64..).zip(bytes.chunks(PIECE)) {
        sqlx::query("insert into blob_piece (sha256, rank, bytes) values (?, ?, ?)")
            .bind(&sha256)
            .bind(rank)
            .bind(piece)
            .execute(op.db())
            .await?;
    }
    Ok(sha256)
}

/// The bytes kept under `sha256`. Others than those that were kept are an error, never an answer.
pub async fn bytes(db: &mut Db, sha256: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    pieces(db, sha256, |piece| bytes.extend_from_slice(piece)).await?;
    Ok(bytes)
}

/// Hands the bytes kept under `sha256` over piece by piece, and fails in the end where they are not
/// those that were kept.
pub(crate) async fn pieces(db: &mut Db, sha256: &str, mut take: impl FnMut(&[u8])) -> Result<()> {
    let damaged = || Error::DocumentDamaged { sha256: sha256.to_owned() };
    let mut hash = Sha256::new();
    for rank in 0_i64.. {
        let piece: Option<Vec<u8>> =
            sqlx::query_scalar("select bytes from blob_piece where sha256 = ? and rank = ?")
                .bind(sha256)
                .bind(rank)
                .fetch_optional(&mut *db)
                .await
                // A page that the disk changed is not the file: all other documents are there.
                .map_err(|error| match Error::from(error) {
                    Error::Damaged(_) | Error::NotReadable(_) => damaged(),
                    other => other,
                })?;
        let Some(piece) = piece else { break };
        hash.update(&piece);
        take(&piece);
    }
    if format!("{:x}", hash.finalize()) == sha256 { Ok(()) } else { Err(damaged()) }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use uuid::Uuid;

    use super::*;
    use crate::{Store, testing::begin};

    /// Bytes that repeat nowhere near a piece, so that pieces swapped or lost are noticed.
    fn scan(size: usize) -> Vec<u8> {
        (0..size).map(|it| (it % 251) as u8).collect()
    }

    async fn pieces(db: &mut Db) -> i64 {
        sqlx::query_scalar("select count(*) from blob_piece").fetch_one(db).await.unwrap()
    }

    #[tokio::test]
    async fn bytes_come_back_as_they_were_received() {
        let store = Store::in_memory().await.unwrap();
        let mut op = begin(&store).await;
        for (size, expected) in [(1, 1), (PIECE, 1), (3 * PIECE + 1, 4)] {
            let before = pieces(op.db()).await;
            let sha256 = keep(&mut op, &scan(size)).await.unwrap();
            assert_eq!(pieces(op.db()).await - before, expected);
            assert_eq!(kept(op.db(), &sha256).await.unwrap(), Some(size as u64));
            assert!(bytes(op.db(), &sha256).await.unwrap() == scan(size), "{size} bytes differ");
        }
    }

    #[tokio::test]
    async fn the_same_bytes_are_kept_once() {
        let store = Store::in_memory().await.unwrap();
        let mut op = begin(&store).await;
        let one = keep(&mut op, b"%PDF-1.7 one").await.unwrap();
        let again = keep(&mut op, b"%PDF-1.7 one").await.unwrap();
        keep(&mut op, b"%PDF-1.7 other").await.unwrap();
        assert_eq!(one, again);
        assert_eq!(pieces(op.db()).await, 2);
    }

    #[tokio::test]
    async fn an_operation_that_is_dropped_keeps_no_bytes() {
        let store = Store::in_memory().await.unwrap();
        let mut op = begin(&store).await;
        let sha256 = keep(&mut op, b"%PDF-1.7").await.unwrap();
        drop(op);
        assert_eq!(kept(&mut store.read().await.unwrap(), &sha256).await.unwrap(), None);
    }

    #[tokio::test]
    async fn kept_bytes_are_neither_changed_nor_removed() {
        let store = Store::in_memory().await.unwrap();
        let mut op = begin(&store).await;
        keep(&mut op, b"%PDF-1.7").await.unwrap();
        let mut refused = String::new();
        for text in [
            "update blob set size = 1",
            "delete from blob",
            "update blob_piece set bytes = x'00'",
            "delete from blob_piece",
        ] {
            let error = sqlx::query(text).execute(op.db()).await.unwrap_err();
            refused += &format!("{error}\n");
        }
        expect![[r#"
            error returned from database: (code: 1811) documents are never rewritten
            error returned from database: (code: 1811) documents are never removed
            error returned from database: (code: 1811) documents are never rewritten
            error returned from database: (code: 1811) documents are never removed
        "#]]
        .assert_eq(&refused);
    }

    #[tokio::test]
    async fn damaged_bytes_are_an_error() {
        for damage in [
            "update blob_piece set bytes = x'255044462d'",
            "delete from blob_piece where rank = 0",
            "delete from blob_piece where rank = 1",
            "update blob_piece set rank = 1 - rank",
            "delete from blob_piece",
        ] {
            let store = Store::in_memory().await.unwrap();
            let mut op = begin(&store).await;
            let sha256 = keep(&mut op, &scan(PIECE + 1)).await.unwrap();
            for text in [
                "drop trigger blob_piece_is_final",
                "drop trigger blob_piece_is_kept",
                // The primary key would refuse two pieces of one rank half-way.
                "create table spare as select * from blob_piece",
                "drop table blob_piece",
                "alter table spare rename to blob_piece",
                damage,
            ] {
                sqlx::query(text).execute(op.db()).await.unwrap();
            }
            let error = bytes(op.db(), &sha256).await.unwrap_err();
            assert!(matches!(error, Error::DocumentDamaged { .. }), "{damage}: {error:?}");
        }
    }

    #[tokio::test]
    async fn a_document_is_read_as_it_was_written() {
        let store = Store::in_memory().await.unwrap();
        let mut op = begin(&store).await;
        let organisation = Uuid::from_u128(1).to_string();
        let convention = ConventionId(Uuid::from_u128(2));
        sqlx::query(
            "insert into organisation (id, name, kind) values (?, 'Trois-Rivières', 'other')",
        )
        .bind(organisation.as_str())
        .execute(op.db())
        .await
        .unwrap();
        sqlx::query(
            "insert into convention (id, organisation_id, kind, reference)
             values (?, ?, 'service', '2026-031')",
        )
        .bind(Text(convention))
        .bind(organisation.as_str())
        .execute(op.db())
        .await
        .unwrap();
        let sha256 = keep(&mut op, b"%PDF-1.7").await.unwrap();
        let it = Document {
            id: DocumentId(Uuid::from_u128(3)),
            convention,
            role: Role::SignedByMember,
            name: "Convention signée.pdf".into(),
            sha256: sha256.clone(),
            size: 8,
            received_on: "2026-11-19".parse().unwrap(),
        };
        save(&mut op, &it).await.unwrap();
        assert_eq!(get(op.db(), it.id).await.unwrap(), Some(it.clone()));
        for found in [
            of(op.db(), convention).await.unwrap(),
            of_organisation(op.db(), OrganisationId(Uuid::from_u128(1))).await.unwrap(),
            same(op.db(), &sha256).await.unwrap(),
            beside(op.db(), &[it.id].into_iter().collect()).await.unwrap(),
        ] {
            assert_eq!(found, std::slice::from_ref(&it));
        }

        let tally = Tally { convention, documents: 1, countersigned: false };
        for (day, found) in [("2026-11-18", None), ("2026-11-19", Some(tally))] {
            let day = day.parse().unwrap();
            let found: Vec<_> = found.into_iter().collect();
            assert_eq!(tallies(op.db(), day).await.unwrap(), found);
            let organisation = OrganisationId(Uuid::from_u128(1));
            assert_eq!(tallies_of(op.db(), organisation, day).await.unwrap(), found);
        }

        remove(&mut op, it.id).await.unwrap();
        assert_eq!(get(op.db(), it.id).await.unwrap(), None);
        assert_eq!(bytes(op.db(), &sha256).await.unwrap(), b"%PDF-1.7");

        let elsewhere = Document { sha256: "0".repeat(64), ..it };
        save(&mut op, &elsewhere).await.unwrap_err();
    }
}
