//! What the club says of itself on its documents.

use std::collections::BTreeMap;

use crate::{Db, Operation, Result};

/// Every setting that was given a value.
pub async fn all(db: &mut Db) -> Result<BTreeMap<String, String>> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("select id, value from setting").fetch_all(db).await?;
    Ok(rows.into_iter().collect())
}

/// Gives the setting `id` its value.
pub async fn save(op: &mut Operation, id: &str, value: &str) -> Result<()> {
    sqlx::query(
        "insert into setting (id, value) values (?1, ?2) on conflict (id) do update set value = ?2",
    )
    .bind(id)
    .bind(value)
    .execute(op.db())
    .await?;
    Ok(())
}
