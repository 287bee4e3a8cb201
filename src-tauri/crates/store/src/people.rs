//! The tables of people and their posts.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{
    OrganisationId, PersonId, PostId,
    person::{Person, Post},
};

use crate::{Db, Operation, Result, Text, text::Json};

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: Text<PersonId>,
    given_name: String,
    family_name: String,
    email: Option<String>,
    phone: Option<String>,
}

impl From<PersonRow> for Person {
    fn from(row: PersonRow) -> Self {
        Self {
            id: row.id.0,
            given_name: row.given_name,
            family_name: row.family_name,
            email: row.email,
            phone: row.phone,
        }
    }
}

/// The person called `id`, if there is one.
pub async fn get(db: &mut Db, id: PersonId) -> Result<Option<Person>> {
    let row: Option<PersonRow> = sqlx::query_as("select * from person where id = ?")
        .bind(Text(id))
        .fetch_optional(db)
        .await?;
    Ok(row.map(Into::into))
}

/// The people who are called one of `ids`.
pub async fn among(db: &mut Db, ids: &BTreeSet<PersonId>) -> Result<Vec<Person>> {
    let rows: Vec<PersonRow> =
        sqlx::query_as("select * from person where id in (select value from json_each(?))")
            .bind(Json(ids))
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Everybody, in the order of their names.
pub async fn list(db: &mut Db) -> Result<Vec<Person>> {
    let rows: Vec<PersonRow> =
        sqlx::query_as("select * from person order by family_name, given_name, id")
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The people who hold or held a post at one organisation.
pub async fn at(db: &mut Db, id: OrganisationId) -> Result<Vec<Person>> {
    let rows: Vec<PersonRow> = sqlx::query_as(
        "select * from person
         where id in (select person_id from post where organisation_id = ?1 or on_behalf_of_id = ?1)
         order by family_name, given_name, id",
    )
    .bind(Text(id))
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Adds the person, or replaces what is stored under their id.
pub async fn save(op: &mut Operation, it: &Person) -> Result<()> {
    sqlx::query(
        "insert into person (id, given_name, family_name, email, phone) values (?1, ?2, ?3, ?4, ?5)
         on conflict (id) do update
         set given_name = ?2, family_name = ?3, email = ?4, phone = ?5",
    )
    .bind(Text(it.id))
    .bind(&it.given_name)
    .bind(&it.family_name)
    .bind(&it.email)
    .bind(&it.phone)
    .execute(op.db())
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct PostRow {
    id: Text<PostId>,
    person_id: Text<PersonId>,
    organisation_id: Text<OrganisationId>,
    function: String,
    starts_on: Option<Text<NaiveDate>>,
    ends_on: Option<Text<NaiveDate>>,
    on_behalf_of_id: Option<Text<OrganisationId>>,
}

impl From<PostRow> for Post {
    fn from(row: PostRow) -> Self {
        Self {
            id: row.id.0,
            person: row.person_id.0,
            organisation: row.organisation_id.0,
            function: row.function,
            from: row.starts_on.map(|it| it.0),
            to: row.ends_on.map(|it| it.0),
            on_behalf_of: row.on_behalf_of_id.map(|it| it.0),
        }
    }
}

/// The post called `id`, if there is one.
pub async fn post(db: &mut Db, id: PostId) -> Result<Option<Post>> {
    let row: Option<PostRow> =
        sqlx::query_as("select * from post where id = ?").bind(Text(id)).fetch_optional(db).await?;
    Ok(row.map(Into::into))
}

/// The posts that are called one of `ids`.
pub async fn posts_among(db: &mut Db, ids: &BTreeSet<PostId>) -> Result<Vec<Post>> {
    let rows: Vec<PostRow> =
        sqlx::query_as("select * from post where id in (select value from json_each(?))")
            .bind(Json(ids))
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The posts at one organisation, or on its behalf; the latest first.
pub async fn posts_at(db: &mut Db, id: OrganisationId) -> Result<Vec<Post>> {
    let rows: Vec<PostRow> = sqlx::query_as(
        "select * from post where organisation_id = ?1 or on_behalf_of_id = ?1
         order by starts_on desc, id",
    )
    .bind(Text(id))
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The posts of one person, the latest first.
pub async fn posts_of(db: &mut Db, id: PersonId) -> Result<Vec<Post>> {
    let rows: Vec<PostRow> =
        sqlx::query_as("select * from post where person_id = ? order by starts_on desc, id")
            .bind(Text(id))
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Adds the post, or replaces what is stored under its id.
pub async fn save_post(op: &mut Operation, it: &Post) -> Result<()> {
    sqlx::query(
        "insert into post
           (id, person_id, organisation_id, function, starts_on, ends_on, on_behalf_of_id)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         on conflict (id) do update
         set organisation_id = ?3, function = ?4, starts_on = ?5, ends_on = ?6,
           on_behalf_of_id = ?7",
    )
    .bind(Text(it.id))
    .bind(Text(it.person))
    .bind(Text(it.organisation))
    .bind(&it.function)
    .bind(it.from.map(Text))
    .bind(it.to.map(Text))
    .bind(it.on_behalf_of.map(Text))
    .execute(op.db())
    .await?;
    Ok(())
}

/// Removes a post that never was.
pub async fn remove_post(op: &mut Operation, id: PostId) -> Result<()> {
    sqlx::query("delete from post where id = ?").bind(Text(id)).execute(op.db()).await?;
    Ok(())
}
