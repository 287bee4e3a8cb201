//! Who changed what, when, and how to take it back.
//!
//! Every write happens inside an [`Operation`]. Triggers copy each row that it touches, before and
//! after, into the journal; outside an operation they fail. Undo plays the copies backwards. The
//! notions know nothing of this, and a new table is covered the day it is created.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use chrono::{DateTime, Utc};
use sqlx::Row as _;

use crate::{
    Db, Error, Result, Text,
    connection::{Connection, Shared},
    sql,
};

/// The tables that record the others, and the one of sqlx.
const OWN: [&str; 4] = ["operation", "change", "open_operation", "_sqlx_migrations"];

/// The number of an operation; they only grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OperationId(pub i64);

/// What is written about an operation, besides the rows that it touches.
#[derive(Debug, Clone, Copy)]
pub struct Stamp<'a> {
    /// When it happens.
    pub at: DateTime<Utc>,
    /// Who does it.
    pub actor: &'a str,
    /// The name of the command.
    pub kind: &'a str,
    /// The command as JSON.
    pub input: &'a str,
    /// The operation that it takes back.
    pub undoes: Option<OperationId>,
}

/// An open write: the only way to change the file.
pub struct Operation {
    db: Shared,
    transaction: Arc<AtomicBool>,
    id: OperationId,
}

impl Operation {
    pub(crate) async fn begin(connection: &Connection, stamp: Stamp<'_>) -> Result<Self> {
        let mut db = connection.shared().await?;
        let transaction = connection.transaction.clone();
        // Said before it is so: given up in between, the transaction must be taken back all the same.
        transaction.store(true, Ordering::Relaxed);
        sqlx::query("begin immediate").execute(&mut *db).await?;
        let id = sqlx::query_scalar(
            "insert into operation (at, actor, kind, input, undoes) values (?, ?, ?, ?, ?)
             returning id",
        )
        .bind(written(stamp.at))
        .bind(stamp.actor)
        .bind(stamp.kind)
        .bind(stamp.input)
        .bind(stamp.undoes.map(|it| it.0))
        .fetch_one(&mut *db)
        .await?;
        sqlx::query("insert into open_operation values (?)").bind(id).execute(&mut *db).await?;
        Ok(Self { db, transaction, id: OperationId(id) })
    }

    /// The connection of the operation, to read and write within it.
    pub fn db(&mut self) -> &mut Db {
        &mut self.db
    }

    /// Puts back every row as it was before the operation `id`, unless one has changed since or is
    /// used by something newer.
    ///
    /// This is itself recorded, so undoing an undo redoes.
    pub async fn undo(&mut self, id: OperationId) -> Result<()> {
        let known: Option<i64> = sqlx::query_scalar("select id from operation where id = ?")
            .bind(id.0)
            .fetch_optional(self.db())
            .await?;
        if known.is_none() {
            return Err(Error::NoSuchOperation { operation: id.0 });
        }
        // Rows come back in reverse order, but a child may still precede its parent.
        sqlx::query("pragma defer_foreign_keys = on").execute(self.db()).await?;
        let changes: Vec<(String, String, Option<String>, Option<String>)> = sqlx::query_as(
            "select tbl, row_id, before, after from change where operation_id = ? order by id desc",
        )
        .bind(id.0)
        .fetch_all(self.db())
        .await?;
        let mut schema = Schema::default();
        for (table, row, before, after) in &changes {
            let columns = schema.columns(self.db(), table).await?;
            if current(self.db(), table, row, columns).await? != *after {
                let by = last_change(self.db(), table, row).await?;
                let (table, row) = (table.clone(), row.clone());
                return Err(Error::ChangedSince { operation: id.0, table, row, by });
            }
            restore(self.db(), table, row, before.as_deref(), columns).await?;
        }
        for (table, row, ..) in &changes {
            self.check_ground(&mut schema, table, row).await?;
        }
        Ok(())
    }

    /// Refuses a row that is gone and still used, and one that is back without what it stands on.
    async fn check_ground(&mut self, schema: &mut Schema, table: &str, row: &str) -> Result<()> {
        for Reference { from, column, to } in schema.references(self.db()).await?.clone() {
            let (missing, parent, child) = if to == table {
                (
                    format!(
                        "select {column}, id from {from} where {column} = ?1
                         and not exists (select 1 from {to} where id = ?1) limit 1"
                    ),
                    &to,
                    &from,
                )
            } else if from == table {
                (
                    format!(
                        "select {column}, id from {from} where id = ?1 and {column} is not null
                         and not exists (select 1 from {to} where id = {from}.{column})"
                    ),
                    &to,
                    &from,
                )
            } else {
                continue;
            };
            let found: Option<(String, String)> =
                sqlx::query_as(sql(missing)).bind(row).fetch_optional(self.db()).await?;
            if let Some((row, by_row)) = found {
                return Err(Error::StillUsed {
                    table: parent.clone(),
                    row,
                    by_table: child.clone(),
                    by_row,
                });
            }
        }
        Ok(())
    }

    /// Keeps the changes.
    pub async fn commit(mut self) -> Result<OperationId> {
        sqlx::query("delete from open_operation").execute(self.db()).await?;
        sqlx::query("commit").execute(self.db()).await?;
        self.transaction.store(false, Ordering::Relaxed);
        Ok(self.id)
    }
}

/// The columns and the foreign keys of the facts, read once for each undo.
#[derive(Default)]
struct Schema {
    columns: BTreeMap<String, Vec<String>>,
    references: Option<Vec<Reference>>,
}

/// A column whose values are ids of another table.
#[derive(Clone)]
struct Reference {
    from: String,
    column: String,
    to: String,
}

impl Schema {
    async fn columns(&mut self, db: &mut Db, table: &str) -> Result<&[String]> {
        if !self.columns.contains_key(table) {
            self.columns.insert(table.to_owned(), columns(db, table).await?);
        }
        Ok(&self.columns[table])
    }

    async fn references(&mut self, db: &mut Db) -> Result<&Vec<Reference>> {
        if self.references.is_none() {
            let mut found = Vec::new();
            for from in facts(db).await? {
                let rows = sqlx::query(
                    "select \"from\", \"table\" from pragma_foreign_key_list(?) where \"to\" = 'id'",
                )
                .bind(&from)
                .fetch_all(&mut *db)
                .await?;
                for row in rows {
                    let (column, to) = (row.try_get(0)?, row.try_get(1)?);
                    found.push(Reference { from: from.clone(), column, to });
                }
            }
            self.references = Some(found);
        }
        Ok(self.references.get_or_insert_default())
    }
}

/// (Re)makes the triggers of every table of facts, from the columns that it has today.
///
/// They are made again only when their text differs, in one transaction: a crash between dropping
/// and making one would leave writes unrecorded.
pub(crate) async fn install(db: &mut Db) -> Result<()> {
    let mut wanted = BTreeMap::new();
    for table in facts(db).await? {
        let columns = columns(db, &table).await?;
        wanted.extend(triggers(&table, &columns));
    }
    let there: BTreeMap<String, String> = sqlx::query_as::<_, (String, String)>(
        "select name, sql from sqlite_schema where type = 'trigger' and name like 'journal\\_%' escape '\\'",
    )
    .fetch_all(&mut *db)
    .await?
    .into_iter()
    .collect();
    if there == wanted {
        return Ok(());
    }
    let mut tx = sqlx::Connection::begin(db).await?;
    for name in there.keys() {
        sqlx::query(sql(format!("drop trigger {name}"))).execute(&mut *tx).await?;
    }
    for text in wanted.into_values() {
        sqlx::query(sql(text)).execute(&mut *tx).await?;
    }
    Ok(tx.commit().await?)
}

/// The tables that hold what a person decided or a document says.
pub(crate) async fn facts(db: &mut Db) -> Result<Vec<String>> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\'",
    )
    .fetch_all(db)
    .await?;
    let is_fact = |it: &String| {
        !OWN.contains(&it.as_str())
            && !["blob", "seen_", "draft_"].iter().any(|prefix| it.starts_with(prefix))
    };
    Ok(tables.into_iter().filter(is_fact).collect())
}

fn triggers(table: &str, columns: &[String]) -> [(String, String); 3] {
    let (old, new) = (as_json("old", columns), as_json("new", columns));
    [
        ("insert", "new", "null", new.as_str(), String::new()),
        ("update", "new", old.as_str(), new.as_str(), format!(" when {old} is not {new}")),
        ("delete", "old", old.as_str(), "null", String::new()),
    ]
    .map(|(event, row, before, after, when)| {
        let name = format!("journal_{table}_{event}");
        let text = format!(
            "CREATE TRIGGER {name} after {event} on {table}{when} begin \
             insert into change (operation_id, tbl, row_id, before, after) \
             values ((select id from open_operation), '{table}', {row}.id, {before}, {after}); end"
        );
        (name, text)
    })
}

async fn restore(
    db: &mut Db,
    table: &str,
    row: &str,
    before: Option<&str>,
    columns: &[String],
) -> Result<()> {
    let Some(before) = before else {
        let text = format!("delete from {table} where id = ?");
        sqlx::query(sql(text)).bind(row).execute(db).await?;
        return Ok(());
    };
    let list = columns.join(", ");
    let values: Vec<_> = columns.iter().map(|it| format!("?1 ->> '$.{it}'")).collect();
    let updates: Vec<_> = columns.iter().map(|it| format!("{it} = excluded.{it}")).collect();
    // `where true` keeps SQLite from reading `on conflict` as the condition of a join.
    let text = format!(
        "insert into {table} ({list}) select {} where true on conflict (id) do update set {}",
        values.join(", "),
        updates.join(", "),
    );
    sqlx::query(sql(text)).bind(before).execute(db).await?;
    Ok(())
}

async fn current(
    db: &mut Db,
    table: &str,
    row: &str,
    columns: &[String],
) -> Result<Option<String>> {
    let text = format!("select {} from {table} where id = ?", as_json(table, columns));
    Ok(sqlx::query_scalar(sql(text)).bind(row).fetch_optional(db).await?)
}

async fn last_change(db: &mut Db, table: &str, row: &str) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar("select max(operation_id) from change where tbl = ? and row_id = ?")
        .bind(table)
        .bind(row)
        .fetch_one(db)
        .await?)
}

async fn columns(db: &mut Db, table: &str) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar("select name from pragma_table_info(?)")
        .bind(table)
        .fetch_all(db)
        .await?)
}

fn as_json(row: &str, columns: &[String]) -> String {
    let pairs: Vec<_> = columns.iter().map(|it| format!("'{it}', {row}.{it}")).collect();
    format!("json_object({})", pairs.join(", "))
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub id: OperationId,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: String,
    /// The name of the command.
    pub kind: String,
    /// The name of the command that it takes back or brings back in the end; else its own.
    pub about: String,
    /// Whether it brings back what had been taken back.
    pub brings_back: bool,
    /// What its first row is called.
    pub subject: Option<String>,
    /// How many rows it touched.
    pub rows: u32,
    /// The operation that it takes back.
    pub undoes: Option<OperationId>,
    /// The operation that took it back, unless that was taken back in turn.
    pub undone_by: Option<OperationId>,
}

/// What of the journal is looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter<'a> {
    /// Only operations of these commands, and what took them back; all when empty.
    pub kinds: &'a [String],
    /// Only what this person did.
    pub actor: Option<&'a str>,
    /// Only what happened at this moment or later.
    pub from: Option<DateTime<Utc>>,
    /// Only what happened before this moment.
    pub until: Option<DateTime<Utc>>,
    /// Only operations that touched this row, or rows that belong to it.
    pub row: Option<&'a str>,
    /// Only operations before this one.
    pub before: Option<OperationId>,
    /// At most this many.
    pub limit: u32,
}

/// What a row is called: the first of these that it has.
const SUBJECT: &str = "coalesce(
    nullif(trim(coalesce(it ->> '$.given_name', '') || ' ' || coalesce(it ->> '$.family_name', '')), ''),
    it ->> '$.reference', it ->> '$.title', it ->> '$.name', it ->> '$.text',
    (select given_name || ' ' || family_name from person where id = it ->> '$.person_id'),
    (select name from organisation where id = it ->> '$.organisation_id'),
    it ->> '$.body')";

/// The operations that `o` stands on when it takes one back: that one, the one that it took back,
/// and so on.
const BELOW: &str = "with recursive below (undoes, kind) as (
      select o.undoes, o.kind
      union all select p.undoes, p.kind from operation p join below on p.id = below.undoes)";

/// The operations that touched a row, or a row that names it.
const OF_ROW: &str = "o.id in (select operation_id from change where row_id = ?2
    union select operation_id from seen_mention where row_id = ?2)";

/// A moment as the journal keeps it: texts of this form are in the order of time.
fn written(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

/// The lines of the journal, the newest first.
pub async fn entries(db: &mut Db, filter: Filter<'_>) -> Result<Vec<Entry>> {
    let kinds = serde_json::Value::from(filter.kinds).to_string();
    // Left out where it asks for nothing: beside an `or`, the index of kinds would not be used.
    let of_kinds = match filter.kinds {
        [] => "?1 = '[]'".to_owned(),
        [..] => format!(
            "(o.kind in (select value from json_each(?1))
              or (o.undoes is not null and ({BELOW} select kind from below where undoes is null)
                in (select value from json_each(?1))))"
        ),
    };
    // The same holds here: through each operation there is, a rare row took seconds to be found.
    let of_row = match filter.row {
        None => "?2 is null",
        Some(_) => OF_ROW,
    };
    let text = format!(
        "select o.id, o.at, o.actor, o.kind, o.undoes,
           ({BELOW} select kind from below where undoes is null) as about,
           ({BELOW} select count(*) from below) as depth,
           (select count(*) from change where operation_id = o.id) as touched,
           (select {SUBJECT} from (select coalesce(after, before) as it from change
             where operation_id = o.id order by id limit 1)) as subject,
           (select max(u.id) from operation u where u.undoes = o.id
             and not exists (select 1 from operation r where r.undoes = u.id)) as undone_by
         from operation o
         where {of_kinds}
           and {of_row}
           and (?3 is null or o.id < ?3)
           and (?4 is null or o.actor = ?4)
           and (?5 is null or o.at >= ?5)
           and (?6 is null or o.at < ?6)
         order by o.id desc limit ?7"
    );
    let rows = sqlx::query(sql(text))
        .bind(kinds)
        .bind(filter.row)
        .bind(filter.before.map(|it| it.0))
        .bind(filter.actor)
        .bind(filter.from.map(written))
        .bind(filter.until.map(written))
        .bind(filter.limit)
        .fetch_all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Entry {
                id: OperationId(row.try_get("id")?),
                at: row.try_get::<Text<DateTime<Utc>>, _>("at")?.0,
                actor: row.try_get("actor")?,
                kind: row.try_get("kind")?,
                about: row.try_get("about")?,
                // A deed counts one, an undo two, a redo three, and the undo of a redo four.
                brings_back: row.try_get::<u32, _>("depth")? > 1
                    && row.try_get::<u32, _>("depth")? % 2 == 1,
                subject: row.try_get("subject")?,
                rows: row.try_get("touched")?,
                undoes: row.try_get::<Option<i64>, _>("undoes")?.map(OperationId),
                undone_by: row.try_get::<Option<i64>, _>("undone_by")?.map(OperationId),
            })
        })
        .collect()
}

/// One field that an operation changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The table of the row.
    pub table: String,
    /// The row.
    pub row: String,
    /// What the row is called.
    pub subject: Option<String>,
    /// The field.
    pub field: String,
    /// What it held.
    pub before: Option<String>,
    /// What it holds.
    pub after: Option<String>,
}

/// The fields that the operation `id` changed, row by row; at most `limit`.
pub async fn changes(db: &mut Db, id: OperationId, limit: u32) -> Result<Vec<FieldChange>> {
    // A field that points at a row says what that row is called; its id says nothing to anybody.
    let side = |it: &str| {
        format!(
            "case when f.key like '%\\_id' escape '\\' then coalesce(
               (select {SUBJECT} from (select coalesce(after, before) as it from change
                 where row_id = c.{it} ->> ('$.' || f.key) order by id desc limit 1)),
               c.{it} ->> ('$.' || f.key))
             else nullif(cast(c.{it} ->> ('$.' || f.key) as text), '') end"
        )
    };
    let (before, after) = (side("before"), side("after"));
    let text = format!(
        "select c.tbl, c.row_id,
           (select {SUBJECT} from (select coalesce(c.after, c.before) as it)) as subject,
           f.key, {before}, {after}
         from change c, json_each(coalesce(c.after, c.before)) f
         where c.operation_id = ?1 and f.key <> 'id'
           and (c.before ->> ('$.' || f.key)) is not (c.after ->> ('$.' || f.key))
         order by c.id, f.id limit ?2"
    );
    let rows = sqlx::query(sql(text)).bind(id.0).bind(limit).fetch_all(db).await?;
    let field = |row: sqlx::sqlite::SqliteRow| {
        Ok(FieldChange {
            table: row.try_get(0)?,
            row: row.try_get(1)?,
            subject: row.try_get(2)?,
            field: row.try_get(3)?,
            before: row.try_get::<Option<String>, _>(4)?,
            after: row.try_get::<Option<String>, _>(5)?,
        })
    };
    rows.into_iter().map(field).collect()
}

/// Who did something, in alphabetical order.
pub async fn actors(db: &mut Db) -> Result<Vec<String>> {
    each(db, "actor").await
}

/// What a row is called, even one that is gone.
pub async fn name_of(db: &mut Db, row: &str) -> Result<Option<String>> {
    let text = format!(
        "select {SUBJECT} from (select coalesce(after, before) as it from change
           where row_id = ? order by id desc limit 1)"
    );
    Ok(sqlx::query_scalar::<_, Option<String>>(sql(text))
        .bind(row)
        .fetch_optional(db)
        .await?
        .flatten())
}

/// The kinds of commands that the journal holds, in alphabetical order.
pub async fn kinds(db: &mut Db) -> Result<Vec<String>> {
    each(db, "kind").await
}

/// Each value of a column of `operation` that has an index, in order.
async fn each(db: &mut Db, column: &str) -> Result<Vec<String>> {
    // From each to the next along their index: `distinct` would go through every operation.
    let text = format!(
        "with recursive known (it) as (
           select min({column}) from operation
           union all
           select (select min({column}) from operation where {column} > known.it)
           from known where known.it is not null
         )
         select it from known where it is not null order by it"
    );
    Ok(sqlx::query_scalar(sql(text)).fetch_all(db).await?)
}

/// What Ctrl+Z and Ctrl+Shift+Z would take back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reach {
    /// The last operation that stands.
    pub undo: Option<OperationId>,
    /// The last undo after which nothing new was done.
    pub redo: Option<OperationId>,
}

/// How far back and forth one can go.
///
/// An undo of an undo counts as the operation that it brings back; what was taken back is passed
/// over. A redo is offered only as long as nothing new was done since.
pub async fn reach(db: &mut Db) -> Result<Reach> {
    let rows: Vec<(i64, Option<i64>)> =
        sqlx::query_as("select id, undoes from operation order by id desc limit 1000")
            .fetch_all(db)
            .await?;
    let undoes: BTreeMap<i64, i64> =
        rows.iter().filter_map(|(id, undoes)| Some((*id, (*undoes)?))).collect();
    // From the newest down: an operation is taken back when one that stands undoes it.
    let mut taken_back = BTreeSet::new();
    let mut reach = Reach::default();
    let mut nothing_new = true;
    for (id, undone) in rows {
        if taken_back.contains(&id) {
            continue;
        }
        taken_back.extend(undone);
        let depth = std::iter::successors(undone, |it| undoes.get(it).copied()).count();
        if depth % 2 == 1 {
            if nothing_new && reach.redo.is_none() {
                reach.redo = Some(OperationId(id));
            }
        } else {
            // A redo is not new: the undo before it can still be brought back.
            nothing_new &= depth > 0;
            if reach.undo.is_none() {
                reach.undo = Some(OperationId(id));
            }
            if !nothing_new {
                break;
            }
        }
    }
    Ok(reach)
}

#[cfg(test)]
mod tests {
    use domain::{
        AgendaItemId, Day, MeetingId, MembershipId, OrganisationId,
        meeting::{AgendaItem, Body, Meeting, Minutes},
        organisation::{Kind, Membership, Organisation},
    };
    use expect_test::expect;
    use uuid::Uuid;

    use super::*;
    use crate::{Store, meetings, members};

    const VALMONT: OrganisationId = OrganisationId(Uuid::from_u128(1));

    fn stamp(kind: &str, undoes: Option<OperationId>) -> Stamp<'_> {
        Stamp { at: DateTime::UNIX_EPOCH, actor: "ada", kind, input: "{}", undoes }
    }

    async fn save(store: &Store, kind: &str, name: &str) -> OperationId {
        let mut op = store.begin(stamp(kind, None)).await.unwrap();
        let it = Organisation {
            id: VALMONT,
            name: name.to_owned(),
            legal_name: None,
            kind: Kind::Research,
            register_number: None,
            parent: None,
        };
        members::save(&mut op, &it).await.unwrap();
        op.commit().await.unwrap()
    }

    async fn undo(store: &Store, id: OperationId) -> Result<OperationId> {
        let mut op = store.begin(stamp("undo", Some(id))).await?;
        op.undo(id).await?;
        op.commit().await
    }

    async fn name(store: &Store) -> Option<String> {
        let found = members::get(&mut store.read().await.unwrap(), VALMONT).await.unwrap();
        found.map(|it| it.name)
    }

    async fn lines(store: &Store) -> String {
        let filter = Filter { limit: 100, ..Filter::default() };
        let entries = entries(&mut store.read().await.unwrap(), filter).await.unwrap();
        let line = |it: &Entry| {
            let number = |id: Option<OperationId>| id.map_or("-".to_owned(), |it| it.0.to_string());
            let subject = it.subject.as_deref().unwrap_or("-");
            let (undoes, by) = (number(it.undoes), number(it.undone_by));
            format!("{} {} {subject}, undoes {undoes}, undone by {by}\n", it.id.0, it.kind)
        };
        entries.iter().map(line).collect()
    }

    #[tokio::test]
    async fn undo_is_an_operation_like_any_other() {
        let store = Store::in_memory().await.unwrap();
        save(&store, "create", "Valmont").await;
        let renamed = save(&store, "rename", "Université de Valmont").await;

        let undone = undo(&store, renamed).await.unwrap();
        assert_eq!(name(&store).await.as_deref(), Some("Valmont"));
        undo(&store, undone).await.unwrap();
        assert_eq!(name(&store).await.as_deref(), Some("Université de Valmont"));

        expect![[r#"
            4 undo Université de Valmont, undoes 3, undone by -
            3 undo Valmont, undoes 2, undone by 4
            2 rename Université de Valmont, undoes -, undone by -
            1 create Valmont, undoes -, undone by -
        "#]]
        .assert_eq(&lines(&store).await);
    }

    #[tokio::test]
    async fn the_journal_is_asked_who_when_and_what() {
        let store = Store::in_memory().await.unwrap();
        let create = |at: i64, actor: &'static str| Stamp {
            at: DateTime::from_timestamp(at, 0).unwrap(),
            actor,
            ..stamp("create", None)
        };
        for (number, at, actor) in [(1, 10, "ada"), (2, 20, "ben")] {
            let mut op = store.begin(create(at, actor)).await.unwrap();
            let it = Organisation {
                id: OrganisationId(Uuid::from_u128(number)),
                name: format!("Valmont {number}"),
                legal_name: None,
                kind: Kind::Research,
                register_number: None,
                parent: (number > 1).then_some(VALMONT),
            };
            members::save(&mut op, &it).await.unwrap();
            op.commit().await.unwrap();
        }
        let undone = undo(&store, OperationId(2)).await.unwrap();
        let redone = undo(&store, undone).await.unwrap();

        let mut db = store.read().await.unwrap();
        let kinds = ["create".to_owned()];
        let other = ["rename".to_owned()];
        let at = |it| DateTime::from_timestamp(it, 0);
        let mut told = String::new();
        for (asked, filter) in [
            ("create", Filter { kinds: &kinds, ..Filter::default() }),
            ("rename", Filter { kinds: &other, ..Filter::default() }),
            ("ben", Filter { actor: Some("ben"), ..Filter::default() }),
            ("from 20", Filter { from: at(20), ..Filter::default() }),
            ("before 20", Filter { until: at(20), kinds: &kinds, ..Filter::default() }),
        ] {
            let found = entries(&mut db, Filter { limit: 100, ..filter }).await.unwrap();
            let lines: Vec<_> =
                found.iter().map(|it| format!("{} {}/{}", it.id.0, it.kind, it.about)).collect();
            let back: Vec<_> = found.iter().filter(|it| it.brings_back).map(|it| it.id.0).collect();
            assert!(back.is_empty() || back == [4], "{back:?}");
            told += &format!("{asked}: {}\n", lines.join(", "));
        }
        expect![[r#"
            create: 4 undo/create, 3 undo/create, 2 create/create, 1 create/create
            rename: 
            ben: 2 create/create
            from 20: 2 create/create
            before 20: 4 undo/create, 3 undo/create, 1 create/create
        "#]]
        .assert_eq(&told);
        assert_eq!(actors(&mut db).await.unwrap(), ["ada", "ben"]);
        assert_eq!(redone, OperationId(4));
    }

    #[tokio::test]
    async fn a_field_that_points_at_a_row_says_its_name() {
        let store = Store::in_memory().await.unwrap();
        save(&store, "create", "Valmont").await;
        let mut op = store.begin(stamp("create", None)).await.unwrap();
        let child = OrganisationId(Uuid::from_u128(2));
        let it = Organisation {
            id: child,
            name: "Laboratoire".to_owned(),
            legal_name: None,
            kind: Kind::Research,
            register_number: None,
            parent: Some(VALMONT),
        };
        members::save(&mut op, &it).await.unwrap();
        let id = op.commit().await.unwrap();

        let mut db = store.read().await.unwrap();
        let changes = changes(&mut db, id, 100).await.unwrap();
        let parent = changes.iter().find(|it| it.field == "parent_id").unwrap();
        assert_eq!((parent.before.as_deref(), parent.after.as_deref()), (None, Some("Valmont")));
        let name = name_of(&mut db, &child.0.to_string()).await.unwrap();
        assert_eq!(name.as_deref(), Some("Laboratoire"));
    }

    #[tokio::test]
    async fn what_has_changed_since_is_not_overwritten() {
        let store = Store::in_memory().await.unwrap();
        let created = save(&store, "create", "Valmont").await;
        save(&store, "rename", "Université de Valmont").await;
        let refused = undo(&store, created).await.unwrap_err().to_string();
        expect!["organisation 00000000-0000-0000-0000-000000000001 changed since operation 1"]
            .assert_eq(&refused);
        assert_eq!(name(&store).await.as_deref(), Some("Université de Valmont"));
    }

    #[tokio::test]
    async fn what_is_still_used_is_not_removed() {
        let store = Store::in_memory().await.unwrap();
        let created = save(&store, "create", "Valmont").await;
        let day = "2026-01-01".parse().unwrap();
        let membership = Membership {
            id: MembershipId(Uuid::from_u128(2)),
            organisation: VALMONT,
            arrived: Day::on(day),
            arrival_words: None,
            left: None,
            departure_words: None,
        };
        let mut op = store.begin(stamp("arrive", None)).await.unwrap();
        members::save_membership(&mut op, &membership).await.unwrap();
        let arrived = op.commit().await.unwrap();

        let refused = undo(&store, created).await.unwrap_err();
        assert!(
            matches!(&refused, Error::StillUsed { by_table, .. } if by_table == "membership"),
            "{refused:?}"
        );
        // Taken back in the right order, both go; brought back in the wrong one, the ground lacks.
        let departed = undo(&store, arrived).await.unwrap();
        undo(&store, created).await.unwrap();
        let refused = undo(&store, departed).await.unwrap_err();
        assert!(matches!(refused, Error::StillUsed { .. }), "{refused:?}");
        assert_eq!(name(&store).await, None);
    }

    #[tokio::test]
    async fn no_write_goes_unrecorded() {
        let store = Store::in_memory().await.unwrap();
        let write = sqlx::query("insert into setting values ('programme', 'Vitam')")
            .execute(&mut *store.read().await.unwrap())
            .await;
        expect!["error returned from database: (code: 1299) NOT NULL constraint failed: change.operation_id"]
            .assert_eq(&write.unwrap_err().to_string());
    }

    #[tokio::test]
    async fn a_number_that_changed_is_told_as_any_field() {
        let store = Store::in_memory().await.unwrap();
        let mut op = store.begin(stamp("plan", None)).await.unwrap();
        let meeting = Meeting {
            id: MeetingId(Uuid::from_u128(7)),
            body: Body::Plenary,
            title: None,
            held_on: "2026-12-01".parse().unwrap(),
            starts_at: None,
            place: None,
            minutes: Minutes::Draft,
        };
        meetings::save(&mut op, &meeting).await.unwrap();
        op.commit().await.unwrap();
        let mut told = String::new();
        for duration in [None, Some(20), Some(45)] {
            let mut op = store.begin(stamp("item", None)).await.unwrap();
            let item = AgendaItem {
                id: AgendaItemId(Uuid::from_u128(8)),
                meeting: meeting.id,
                position: 3,
                title: "Tour de table".to_owned(),
                duration,
            };
            meetings::save_item(&mut op, &item).await.unwrap();
            let id = op.commit().await.unwrap();
            let fields = changes(&mut store.read().await.unwrap(), id, 10).await.unwrap();
            for it in fields.iter().filter(|it| it.field != "meeting_id") {
                told += &format!("{} {}: {:?} → {:?}\n", id.0, it.field, it.before, it.after);
            }
        }
        expect![[r#"
            2 position: None → Some("3")
            2 title: None → Some("Tour de table")
            3 duration: None → Some("20")
            4 duration: Some("20") → Some("45")
        "#]]
        .assert_eq(&told);
    }

    #[tokio::test]
    async fn every_table_of_facts_is_watched() {
        let store = Store::in_memory().await.unwrap();
        let mut db = store.read().await.unwrap();
        for table in facts(&mut db).await.unwrap() {
            let watched: i64 = sqlx::query_scalar(
                "select count(*) from sqlite_schema where type = 'trigger' and tbl_name = ?
                 and name like 'journal\\_%' escape '\\'",
            )
            .bind(&table)
            .fetch_one(&mut *db)
            .await
            .unwrap();
            assert_eq!(watched, 3, "{table}");
        }
    }

    /// What is filled in for a club that was written before is what the trigger writes from then on.
    #[tokio::test]
    async fn what_was_written_before_is_found_by_the_rows_that_it_names() {
        let migration =
            include_str!("../../../../migrations/20261128100000_operations_of_a_row.sql");
        let fill = migration.split(';').find(|it| it.contains("from change c")).unwrap();
        let store = Store::in_memory().await.unwrap();
        save(&store, "create", "Valmont").await;
        let mut last = save(&store, "rename", "Université de Valmont").await;
        for number in 2..4 {
            let mut op = store.begin(stamp("create", None)).await.unwrap();
            let it = Organisation {
                id: OrganisationId(Uuid::from_u128(number)),
                name: format!("Laboratoire {number}"),
                legal_name: None,
                kind: Kind::Research,
                register_number: None,
                parent: Some(VALMONT),
            };
            members::save(&mut op, &it).await.unwrap();
            last = op.commit().await.unwrap();
        }
        undo(&store, last).await.unwrap();

        let mut db = store.read().await.unwrap();
        let mentions = "select row_id || ' ' || operation_id from seen_mention order by 1";
        let kept: Vec<String> = sqlx::query_scalar(mentions).fetch_all(&mut *db).await.unwrap();
        assert_eq!(kept, [3, 4, 5].map(|it| format!("{} {it}", VALMONT.0)));
        sqlx::query("delete from seen_mention").execute(&mut *db).await.unwrap();
        sqlx::query(sql(fill.to_owned())).execute(&mut *db).await.unwrap();
        let filled: Vec<String> = sqlx::query_scalar(mentions).fetch_all(&mut *db).await.unwrap();
        assert_eq!(filled, kept);

        let row = VALMONT.0.to_string();
        let filter = Filter { row: Some(&row), limit: 100, ..Filter::default() };
        let found = entries(&mut db, filter).await.unwrap();
        assert_eq!(found.iter().map(|it| it.id.0).collect::<Vec<_>>(), [5, 4, 3, 2, 1]);
        // From the operations of the row, never from all of them.
        let plan: Vec<(i64, i64, i64, String)> = sqlx::query_as(sql(format!(
            "explain query plan select id from operation o where {OF_ROW} order by id desc limit 200"
        )))
        .bind(&row)
        .bind(&row)
        .fetch_all(&mut *db)
        .await
        .unwrap();
        assert!(plan.iter().all(|it| !it.3.starts_with("SCAN o")), "{plan:?}");
    }

    /// A column that names another row under another ending would not be found by that row.
    #[tokio::test]
    async fn every_column_that_names_a_row_says_so() {
        let store = Store::in_memory().await.unwrap();
        let mut db = store.read().await.unwrap();
        let mut schema = Schema::default();
        let references = schema.references(&mut db).await.unwrap();
        assert!(references.len() > 10);
        for Reference { from, column, .. } in references {
            assert!(column.ends_with("_id"), "{from}.{column}");
        }
    }

    #[tokio::test]
    async fn the_journal_is_append_only() {
        let store = Store::in_memory().await.unwrap();
        save(&store, "create", "Valmont").await;
        for text in [
            "update operation set actor = 'somebody else'",
            "delete from operation",
            "update change set after = null",
            "delete from change",
        ] {
            let changed = sqlx::query(text).execute(&mut *store.read().await.unwrap()).await;
            let refused = changed.unwrap_err().to_string();
            assert!(refused.contains("the journal is append-only"), "{text}: {refused}");
        }
    }

    /// What can be taken back and brought back, after each step.
    #[tokio::test]
    async fn one_can_go_back_and_forth_until_something_new_is_done() {
        let store = Store::in_memory().await.unwrap();
        let mut told = String::new();
        for step in ["one", "two", "undo", "undo", "redo", "redo", "undo", "three"] {
            let now = reach(&mut store.read().await.unwrap()).await.unwrap();
            match step {
                "undo" => _ = undo(&store, now.undo.unwrap()).await.unwrap(),
                "redo" => _ = undo(&store, now.redo.unwrap()).await.unwrap(),
                name => _ = save(&store, "name", name).await,
            }
            let now = reach(&mut store.read().await.unwrap()).await.unwrap();
            let name = name(&store).await.unwrap_or("nothing".into());
            let (back, forth) = (now.undo.is_some(), now.redo.is_some());
            told += &format!("{step}: {name}, back {back}, forth {forth}\n");
        }
        expect![[r#"
            one: one, back true, forth false
            two: two, back true, forth false
            undo: one, back true, forth true
            undo: nothing, back false, forth true
            redo: one, back true, forth true
            redo: two, back true, forth false
            undo: one, back true, forth true
            three: three, back true, forth false
        "#]]
        .assert_eq(&told);
    }
}
