//! The table of authorities; their certificates lie among the bytes of documents.

use chrono::NaiveDate;
use domain::authority::{Authority, Service};

use crate::{Db, Operation, Result, Text, text::Json};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    source: String,
    listed_on: Option<Text<NaiveDate>>,
    added_on: Text<NaiveDate>,
    services: Json<Vec<Service>>,
}

impl From<Row> for Authority {
    fn from(row: Row) -> Self {
        Self {
            sha256: row.id,
            name: row.name,
            source: row.source,
            listed_on: row.listed_on.map(|it| it.0),
            added_on: row.added_on.0,
            services: row.services.0,
        }
    }
}

/// Every authority, in the order of the SHA-256 of their certificates.
pub async fn list(db: &mut Db) -> Result<Vec<Authority>> {
    let rows: Vec<Row> =
        sqlx::query_as("select * from authority order by id").fetch_all(db).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Adds the authority, whose certificate is kept already, or changes what is known of it.
pub async fn save(op: &mut Operation, it: &Authority) -> Result<()> {
    sqlx::query(
        "insert into authority (id, name, source, listed_on, added_on, services)
         values (?, ?, ?, ?, ?, ?)
         on conflict (id) do update set name = excluded.name, source = excluded.source,
           listed_on = excluded.listed_on, added_on = excluded.added_on,
           services = excluded.services",
    )
    .bind(&it.sha256)
    .bind(&it.name)
    .bind(&it.source)
    .bind(it.listed_on.map(Text))
    .bind(Text(it.added_on))
    .bind(Json(&it.services))
    .execute(op.db())
    .await?;
    Ok(())
}

/// Removes the authority, and says whether it was there; the bytes of its certificate stay.
pub async fn remove(op: &mut Operation, sha256: &str) -> Result<bool> {
    let gone = sqlx::query("delete from authority where id = ?").bind(sha256).execute(op.db());
    Ok(gone.await?.rows_affected() > 0)
}

#[cfg(test)]
mod tests {
    use domain::authority::{Period, ServiceKind};

    use super::*;
    use crate::{Store, documents, testing::begin};

    #[tokio::test]
    async fn an_authority_comes_back_as_it_was_added_until_it_is_removed() {
        let store = Store::in_memory().await.unwrap();
        let mut op = begin(&store).await;
        let sha256 = documents::keep(&mut op, b"a certificate").await.unwrap();
        let mut authority = Authority {
            sha256,
            name: "Autorité d’essai".into(),
            source: "liste.xml".into(),
            listed_on: Some("2026-10-01".parse().unwrap()),
            added_on: "2026-11-27".parse().unwrap(),
            services: Vec::new(),
        };
        save(&mut op, &authority).await.unwrap();
        assert_eq!(list(op.db()).await.unwrap(), std::slice::from_ref(&authority));
        authority.services.push(Service {
            kind: ServiceKind::TimeStamps,
            country: Some("ZZ".into()),
            provider: None,
            granted: vec![Period { from: "2020-01-01T00:00:00Z".parse().unwrap(), until: None }],
        });
        save(&mut op, &authority).await.unwrap();
        assert_eq!(list(op.db()).await.unwrap(), std::slice::from_ref(&authority));
        assert!(remove(&mut op, &authority.sha256).await.unwrap());
        assert!(!remove(&mut op, &authority.sha256).await.unwrap());
        assert_eq!(list(op.db()).await.unwrap(), []);
        assert_eq!(documents::bytes(op.db(), &authority.sha256).await.unwrap(), b"a certificate");
    }
}
