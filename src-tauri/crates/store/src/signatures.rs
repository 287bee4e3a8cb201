//! What the signatures of documents were found to be worth.
//!
//! It can be read again from their bytes at any time, so it is no fact: it has no journal and no
//! undo, and what another reader found is as good as nothing.

use crate::{Db, Result, Store};

/// What `reader` found in the bytes kept under `sha256`, as it wrote it; nothing where they were not
/// read yet, or by another reader.
pub async fn report(db: &mut Db, sha256: &str, reader: &str) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("select report from seen_signature where sha256 = ? and reader = ?")
        .bind(sha256)
        .bind(reader)
        .fetch_optional(db)
        .await?)
}

/// Keeps what `reader` found, in the place of what any other had.
pub async fn keep(store: &Store, sha256: &str, reader: &str, report: &str) -> Result<()> {
    sqlx::query(
        "insert into seen_signature (sha256, reader, report) values (?1, ?2, ?3)
         on conflict (sha256) do update set reader = ?2, report = ?3",
    )
    .bind(sha256)
    .bind(reader)
    .bind(report)
    .execute(&mut *store.unrecorded().await?)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_another_reader_found_is_as_good_as_nothing() {
        let store = Store::in_memory().await.unwrap();
        keep(&store, "e3b0", "1", "old").await.unwrap();
        keep(&store, "e3b0", "2", "new").await.unwrap();
        let mut db = store.read().await.unwrap();
        assert_eq!(report(&mut db, "e3b0", "1").await.unwrap(), None);
        assert_eq!(report(&mut db, "e3b0", "2").await.unwrap().as_deref(), Some("new"));
        assert_eq!(report(&mut db, "f00d", "2").await.unwrap(), None);
    }
}
