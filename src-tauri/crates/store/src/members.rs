//! The tables of organisations, their periods of membership and their notes.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{
    Day, MembershipId, NoteId, OrganisationId, RegisterNumber,
    organisation::{Kind, Membership, Note, Organisation, Topic},
};

use crate::{
    Db, Error, Operation, Result, Text,
    text::{self, Json},
};

#[derive(serde::Deserialize, sqlx::FromRow)]
struct OrganisationRow {
    id: Text<OrganisationId>,
    name: String,
    legal_name: Option<String>,
    kind: String,
    register_number: Option<Text<RegisterNumber>>,
    parent_id: Option<Text<OrganisationId>>,
}

impl TryFrom<OrganisationRow> for Organisation {
    type Error = Error;

    fn try_from(row: OrganisationRow) -> Result<Self> {
        Ok(Self {
            id: row.id.0,
            name: row.name,
            legal_name: row.legal_name,
            kind: text::choice::<Kind>("kind of organisation", &row.kind)?,
            register_number: row.register_number.map(|it| it.0),
            parent: row.parent_id.map(|it| it.0),
        })
    }
}

/// The organisation called `id`, if there is one.
pub async fn get(db: &mut Db, id: OrganisationId) -> Result<Option<Organisation>> {
    let row: Option<OrganisationRow> = sqlx::query_as("select * from organisation where id = ?")
        .bind(Text(id))
        .fetch_optional(db)
        .await?;
    row.map(TryInto::try_into).transpose()
}

/// Every organisation that the club knows, members or not.
pub async fn list(db: &mut Db) -> Result<Vec<Organisation>> {
    let Json(rows): Json<Vec<OrganisationRow>> = sqlx::query_scalar(
        "select json_group_array(json_array(id, name, legal_name, kind, register_number, parent_id))
         from organisation",
    )
    .fetch_one(db)
    .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Adds the organisation, or replaces what is stored under its id.
pub async fn save(op: &mut Operation, it: &Organisation) -> Result<()> {
    sqlx::query(
        "insert into organisation (id, name, legal_name, kind, register_number, parent_id)
         values (?1, ?2, ?3, ?4, ?5, ?6)
         on conflict (id) do update
         set name = ?2, legal_name = ?3, kind = ?4, register_number = ?5, parent_id = ?6",
    )
    .bind(Text(it.id))
    .bind(&it.name)
    .bind(&it.legal_name)
    .bind(text::word(&it.kind)?)
    .bind(it.register_number.as_ref().map(Text))
    .bind(it.parent.map(Text))
    .execute(op.db())
    .await?;
    Ok(())
}

#[derive(serde::Deserialize, sqlx::FromRow)]
struct MembershipRow {
    id: Text<MembershipId>,
    organisation_id: Text<OrganisationId>,
    arrived_earliest: Text<NaiveDate>,
    arrived_latest: Text<NaiveDate>,
    arrival_words: Option<String>,
    left_earliest: Option<Text<NaiveDate>>,
    left_latest: Option<Text<NaiveDate>>,
    departure_words: Option<String>,
}

impl From<MembershipRow> for Membership {
    fn from(row: MembershipRow) -> Self {
        let left = row.left_earliest.zip(row.left_latest);
        Self {
            id: row.id.0,
            organisation: row.organisation_id.0,
            arrived: Day { earliest: row.arrived_earliest.0, latest: row.arrived_latest.0 },
            arrival_words: row.arrival_words,
            left: left.map(|(earliest, latest)| Day { earliest: earliest.0, latest: latest.0 }),
            departure_words: row.departure_words,
        }
    }
}

/// What every organisation is called.
pub async fn names(db: &mut Db) -> Result<Vec<(OrganisationId, String)>> {
    let Json(names): Json<Vec<(OrganisationId, String)>> =
        sqlx::query_scalar("select json_group_array(json_array(id, name)) from organisation")
            .fetch_one(db)
            .await?;
    Ok(names)
}

/// The period called `id`, if there is one.
pub async fn membership(db: &mut Db, id: MembershipId) -> Result<Option<Membership>> {
    let row: Option<MembershipRow> = sqlx::query_as("select * from membership where id = ?")
        .bind(Text(id))
        .fetch_optional(db)
        .await?;
    Ok(row.map(Into::into))
}

/// The periods of one organisation, the first one on top.
pub async fn memberships_of(db: &mut Db, id: OrganisationId) -> Result<Vec<Membership>> {
    let rows: Vec<MembershipRow> = sqlx::query_as(
        "select * from membership where organisation_id = ? order by arrived_latest",
    )
    .bind(Text(id))
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The periods of every organisation.
pub async fn memberships(db: &mut Db) -> Result<Vec<Membership>> {
    let Json(rows): Json<Vec<MembershipRow>> = sqlx::query_scalar(
        "select json_group_array(json_array(id, organisation_id, arrived_earliest, arrived_latest,
           arrival_words, left_earliest, left_latest, departure_words) order by arrived_latest)
         from membership",
    )
    .fetch_one(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The periods that are called one of `ids`, and those beside them: the others of the same
/// organisations.
pub async fn memberships_beside(
    db: &mut Db,
    ids: &BTreeSet<MembershipId>,
) -> Result<Vec<Membership>> {
    let rows: Vec<MembershipRow> = sqlx::query_as(
        "select * from membership where organisation_id in (
           select organisation_id from membership where id in (select value from json_each(?))
         ) order by arrived_latest",
    )
    .bind(Json(ids))
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Adds the period, or replaces what is stored under its id.
pub async fn save_membership(op: &mut Operation, it: &Membership) -> Result<()> {
    sqlx::query(
        "insert into membership (id, organisation_id, arrived_earliest, arrived_latest,
           arrival_words, left_earliest, left_latest, departure_words)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         on conflict (id) do update
         set arrived_earliest = ?3, arrived_latest = ?4, arrival_words = ?5,
           left_earliest = ?6, left_latest = ?7, departure_words = ?8",
    )
    .bind(Text(it.id))
    .bind(Text(it.organisation))
    .bind(Text(it.arrived.earliest))
    .bind(Text(it.arrived.latest))
    .bind(&it.arrival_words)
    .bind(it.left.map(|it| Text(it.earliest)))
    .bind(it.left.map(|it| Text(it.latest)))
    .bind(&it.departure_words)
    .execute(op.db())
    .await?;
    Ok(())
}

/// Removes a period that never was.
pub async fn remove_membership(op: &mut Operation, id: MembershipId) -> Result<()> {
    sqlx::query("delete from membership where id = ?").bind(Text(id)).execute(op.db()).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct NoteRow {
    id: Text<NoteId>,
    organisation_id: Text<OrganisationId>,
    column_name: Option<String>,
    text: String,
}

impl From<NoteRow> for Note {
    fn from(row: NoteRow) -> Self {
        let topic = row.column_name.map_or(Topic::Project, |name| Topic::Column { name });
        Self { id: row.id.0, organisation: row.organisation_id.0, topic, text: row.text }
    }
}

/// The note called `id`, if there is one.
pub async fn note(db: &mut Db, id: NoteId) -> Result<Option<Note>> {
    let row: Option<NoteRow> =
        sqlx::query_as("select * from note where id = ?").bind(Text(id)).fetch_optional(db).await?;
    Ok(row.map(Into::into))
}

/// What is noted about one organisation, in the order in which it was noted.
pub async fn notes_of(db: &mut Db, id: OrganisationId) -> Result<Vec<Note>> {
    let rows: Vec<NoteRow> =
        sqlx::query_as("select * from note where organisation_id = ? order by id")
            .bind(Text(id))
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// What is noted about every organisation.
pub async fn notes(db: &mut Db) -> Result<Vec<Note>> {
    let rows: Vec<NoteRow> = sqlx::query_as("select * from note order by id").fetch_all(db).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The notes that are called one of `ids`.
pub async fn notes_among(db: &mut Db, ids: &BTreeSet<NoteId>) -> Result<Vec<Note>> {
    let rows: Vec<NoteRow> =
        sqlx::query_as("select * from note where id in (select value from json_each(?))")
            .bind(Json(ids))
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Adds the note, or replaces what is stored under its id.
pub async fn save_note(op: &mut Operation, it: &Note) -> Result<()> {
    let column = match &it.topic {
        Topic::Project => None,
        Topic::Column { name } => Some(name),
    };
    sqlx::query(
        "insert into note (id, organisation_id, column_name, text) values (?1, ?2, ?3, ?4)
         on conflict (id) do update set column_name = ?3, text = ?4",
    )
    .bind(Text(it.id))
    .bind(Text(it.organisation))
    .bind(column)
    .bind(&it.text)
    .execute(op.db())
    .await?;
    Ok(())
}

/// Removes the note.
pub async fn remove_note(op: &mut Operation, id: NoteId) -> Result<()> {
    sqlx::query("delete from note where id = ?").bind(Text(id)).execute(op.db()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{Store, testing::begin};

    #[tokio::test]
    async fn the_lists_are_read_as_they_were_written() {
        let store = Store::in_memory().await.unwrap();
        let group = Organisation {
            id: OrganisationId(Uuid::from_u128(1)),
            name: "Groupement « Lettres & Cartes »".into(),
            legal_name: None,
            kind: Kind::Research,
            register_number: None,
            parent: None,
        };
        let library = Organisation {
            id: OrganisationId(Uuid::from_u128(2)),
            name: "Bibliothèque de Sauveterre".into(),
            legal_name: Some("Établissement \"BS\"".into()),
            kind: Kind::LocalAuthority,
            register_number: Some("999900061".parse().unwrap()),
            parent: Some(group.id),
        };
        let day = |earliest: &str, latest: &str| Day {
            earliest: earliest.parse().unwrap(),
            latest: latest.parse().unwrap(),
        };
        let present = Membership {
            id: MembershipId(Uuid::from_u128(3)),
            organisation: library.id,
            arrived: day("2023-01-01", "2023-06-05"),
            arrival_words: Some("entre la 3e et la 4e plénière".into()),
            left: None,
            departure_words: None,
        };
        let past = Membership {
            id: MembershipId(Uuid::from_u128(4)),
            arrived: day("2020-03-01", "2020-03-01"),
            arrival_words: None,
            left: Some(day("2021-12-30", "2021-12-31")),
            departure_words: Some("fin 2021".into()),
            ..present.clone()
        };

        let mut op = begin(&store).await;
        for it in [&group, &library] {
            save(&mut op, it).await.unwrap();
        }
        for it in [&present, &past] {
            save_membership(&mut op, it).await.unwrap();
        }
        let names = [&group, &library].map(|it| (it.id, it.name.clone()));
        assert_eq!(super::names(op.db()).await.unwrap(), names);
        assert_eq!(get(op.db(), library.id).await.unwrap(), Some(library.clone()));
        assert_eq!(list(op.db()).await.unwrap(), [group, library]);
        assert_eq!(memberships(op.db()).await.unwrap(), [past, present]);
    }
}
