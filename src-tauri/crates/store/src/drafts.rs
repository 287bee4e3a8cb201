//! Forms left half-way, so that nothing typed is ever lost. They are no facts: no journal, no undo.

use chrono::{DateTime, Utc};

use crate::{Access, Db, Result, Store};

/// What was typed in the form `id` and not done yet, as the form itself wrote it.
pub async fn get(db: &mut Db, id: &str) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("select body from draft_form where id = ?")
        .bind(id)
        .fetch_optional(db)
        .await?)
}

/// Keeps what is typed in the form `id`.
pub async fn save(store: &Store, id: &str, body: &str, at: DateTime<Utc>) -> Result<()> {
    sqlx::query(
        "insert into draft_form (id, body, saved_at) values (?1, ?2, ?3)
         on conflict (id) do update set body = ?2, saved_at = ?3",
    )
    .bind(id)
    .bind(body)
    .bind(at.to_rfc3339())
    .execute(&mut *store.unrecorded().await?)
    .await?;
    Ok(())
}

/// Forgets the form `id`: it was done, or left on purpose.
pub async fn discard(store: &Store, id: &str) -> Result<()> {
    if store.access() == Access::ReadOnly {
        return Ok(());
    }
    sqlx::query("delete from draft_form where id = ?")
        .bind(id)
        .execute(&mut *store.unrecorded().await?)
        .await?;
    Ok(())
}
