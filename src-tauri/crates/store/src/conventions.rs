//! The table of conventions.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{
    Cents, ConventionId, OrganisationId,
    convention::{Convention, Kind, Path, Step},
    signatory::Signatories,
};

use crate::{
    Db, Error, Operation, Result, Text,
    text::{self, Json},
};

#[derive(serde::Deserialize, sqlx::FromRow)]
struct Row {
    id: Text<ConventionId>,
    organisation_id: Text<OrganisationId>,
    kind: String,
    reference: String,
    object: Option<String>,
    price_cents: Option<i64>,
    member_signatory: Option<String>,
    programme_signatory: Option<String>,
    starts_on: Option<Text<NaiveDate>>,
    ends_on: Option<Text<NaiveDate>>,
    drafted_on: Option<Text<NaiveDate>>,
    sent_on: Option<Text<NaiveDate>>,
    signed_on: Option<Text<NaiveDate>>,
    countersigned_on: Option<Text<NaiveDate>>,
    ended_on: Option<Text<NaiveDate>>,
}

impl TryFrom<Row> for Convention {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let days = [row.drafted_on, row.sent_on, row.signed_on, row.countersigned_on, row.ended_on];
        Ok(Self {
            id: row.id.0,
            organisation: row.organisation_id.0,
            kind: text::choice::<Kind>("kind of convention", &row.kind)?,
            reference: row.reference,
            object: row.object,
            price: row.price_cents.map(Cents),
            signatories: Signatories {
                member: row.member_signatory,
                programme: row.programme_signatory,
            },
            starts_on: row.starts_on.map(|it| it.0),
            ends_on: row.ends_on.map(|it| it.0),
            path: Path::new(days.map(|day| day.map(|it| it.0)))?,
        })
    }
}

/// The convention called `id`, if there is one.
pub async fn get(db: &mut Db, id: ConventionId) -> Result<Option<Convention>> {
    let row: Option<Row> = sqlx::query_as("select * from convention where id = ?")
        .bind(Text(id))
        .fetch_optional(db)
        .await?;
    row.map(TryInto::try_into).transpose()
}

/// Every convention, in the order of their references.
pub async fn list(db: &mut Db) -> Result<Vec<Convention>> {
    let Json(rows): Json<Vec<Row>> = sqlx::query_scalar(
        "select json_group_array(json_array(id, organisation_id, kind, reference, object,
           price_cents, member_signatory, programme_signatory, starts_on, ends_on, drafted_on,
           sent_on, signed_on, countersigned_on, ended_on) order by reference, id)
         from convention",
    )
    .fetch_one(db)
    .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The conventions of one organisation, in the order of their references.
pub async fn of(db: &mut Db, id: OrganisationId) -> Result<Vec<Convention>> {
    let rows: Vec<Row> =
        sqlx::query_as("select * from convention where organisation_id = ? order by reference, id")
            .bind(Text(id))
            .fetch_all(db)
            .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The conventions that are called one of `ids`.
pub async fn among(db: &mut Db, ids: &BTreeSet<ConventionId>) -> Result<Vec<Convention>> {
    let rows: Vec<Row> =
        sqlx::query_as("select * from convention where id in (select value from json_each(?))")
            .bind(Json(ids))
            .fetch_all(db)
            .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The reference of every convention.
pub async fn references(db: &mut Db) -> Result<Vec<(ConventionId, String)>> {
    let Json(references): Json<Vec<(ConventionId, String)>> =
        sqlx::query_scalar("select json_group_array(json_array(id, reference)) from convention")
            .fetch_one(db)
            .await?;
    Ok(references)
}

/// Adds the convention, or replaces what is stored under its id.
pub async fn save(op: &mut Operation, it: &Convention) -> Result<()> {
    let day = |step| it.path.day(step).map(Text);
    sqlx::query(
        "insert into convention (id, organisation_id, kind, reference, object, price_cents,
           starts_on, ends_on, drafted_on, sent_on, signed_on, countersigned_on, ended_on,
           member_signatory, programme_signatory)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
         on conflict (id) do update
         set organisation_id = ?2, kind = ?3, reference = ?4, object = ?5, price_cents = ?6,
           starts_on = ?7, ends_on = ?8, drafted_on = ?9, sent_on = ?10, signed_on = ?11,
           countersigned_on = ?12, ended_on = ?13, member_signatory = ?14,
           programme_signatory = ?15",
    )
    .bind(Text(it.id))
    .bind(Text(it.organisation))
    .bind(text::word(&it.kind)?)
    .bind(&it.reference)
    .bind(&it.object)
    .bind(it.price.map(|it| it.0))
    .bind(it.starts_on.map(Text))
    .bind(it.ends_on.map(Text))
    .bind(day(Step::Drafted))
    .bind(day(Step::Sent))
    .bind(day(Step::SignedByMember))
    .bind(day(Step::Countersigned))
    .bind(day(Step::Ended))
    .bind(&it.signatories.member)
    .bind(&it.signatories.programme)
    .execute(op.db())
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::organisation::{Kind as OrganisationKind, Organisation};
    use uuid::Uuid;

    use super::*;
    use crate::{Store, members, testing::begin};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn organisation(number: u128) -> Organisation {
        Organisation {
            id: OrganisationId(Uuid::from_u128(number)),
            name: format!("Organisation {number}"),
            legal_name: None,
            kind: OrganisationKind::LocalAuthority,
            register_number: None,
            parent: None,
        }
    }

    fn convention(number: u128, organisation: &Organisation) -> Convention {
        Convention {
            id: ConventionId(Uuid::from_u128(number)),
            organisation: organisation.id,
            kind: Kind::Service,
            reference: format!("2026-{number:03}"),
            object: Some("Accompagnement d’un système d’archivage".into()),
            price: Some(Cents(1_425_000)),
            signatories: Signatories {
                member: Some("Hervé Duchêne, vice-président".into()),
                programme: Some("Agnès Morvan".into()),
            },
            starts_on: Some(date("2026-02-01")),
            ends_on: Some(date("2028-12-31")),
            path: Path::new([
                Some(date("2025-10-01")),
                None,
                Some(date("2025-12-01")),
                Some(date("2026-01-10")),
                Some(date("2026-06-30")),
            ])
            .unwrap(),
        }
    }

    #[tokio::test]
    async fn a_convention_is_read_as_it_was_written() {
        let store = Store::in_memory().await.unwrap();
        let (one, other) = (organisation(1), organisation(2));
        let full = convention(11, &one);
        let bare = Convention {
            kind: Kind::Mac,
            object: None,
            price: None,
            signatories: Signatories::default(),
            starts_on: None,
            ends_on: None,
            path: Path::default(),
            ..convention(12, &other)
        };
        let mut op = begin(&store).await;
        for it in [&one, &other] {
            members::save(&mut op, it).await.unwrap();
        }
        for it in [&bare, &full] {
            save(&mut op, it).await.unwrap();
        }

        assert_eq!(get(op.db(), full.id).await.unwrap(), Some(full.clone()));
        assert_eq!(list(op.db()).await.unwrap(), [full.clone(), bare.clone()]);
        assert_eq!(of(op.db(), other.id).await.unwrap(), std::slice::from_ref(&bare));
        let ids = [full.id, ConventionId(Uuid::nil())].into_iter().collect();
        assert_eq!(among(op.db(), &ids).await.unwrap(), std::slice::from_ref(&full));
        let mut references = references(op.db()).await.unwrap();
        references.sort();
        let expected = [(full.id, "2026-011".to_owned()), (bare.id, "2026-012".to_owned())];
        assert_eq!(references, expected);

        let changed = Convention { id: full.id, organisation: one.id, ..bare };
        save(&mut op, &changed).await.unwrap();
        assert_eq!(get(op.db(), full.id).await.unwrap(), Some(changed));
    }
}
