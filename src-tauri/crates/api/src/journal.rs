//! The page of the journal: who did what, when, and which fields it changed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use store::{OperationId, journal};

use crate::{Api, Failure, Result};

/// So many lines are shown at once.
const PAGE: u32 = 200;

/// So many fields of one operation are shown: an import touches thousands.
const FIELDS: u32 = 500;

/// What of the journal is looked at.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Type)]
pub struct JournalFilter {
    /// Only operations of these commands, and what took them back; all when empty.
    pub kinds: Vec<String>,
    /// Only what this person did.
    pub actor: Option<String>,
    /// Only what happened at this moment or later.
    pub from: Option<DateTime<Utc>>,
    /// Only what happened before this moment.
    pub until: Option<DateTime<Utc>>,
    /// Only operations that touched this row, or rows that belong to it.
    pub row: Option<String>,
    /// Only operations before this one.
    pub before: Option<i32>,
}

/// A page of the journal.
#[derive(Debug, Clone, Serialize, Type)]
pub struct JournalPage {
    /// Its lines, the newest first.
    pub lines: Vec<JournalLine>,
    /// The commands that the journal holds, to filter by.
    pub kinds: Vec<String>,
    /// Who did something, to filter by.
    pub actors: Vec<String>,
    /// What the row that is asked for is called.
    pub row_name: Option<String>,
    /// Whether there are older lines.
    pub more: bool,
}

/// A line of the journal.
#[derive(Debug, Clone, Serialize, Type)]
pub struct JournalLine {
    /// Its number.
    pub operation: i32,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: String,
    /// The command.
    pub kind: String,
    /// The command that it takes back or brings back in the end; else its own.
    pub about: String,
    /// Whether it brings back what had been taken back.
    pub brings_back: bool,
    /// What it was about.
    pub subject: Option<String>,
    /// How many rows it touched.
    pub rows: u32,
    /// The operation that it takes back.
    pub undoes: Option<i32>,
    /// The operation that took it back.
    pub undone_by: Option<i32>,
}

/// One field that an operation changed.
#[derive(Debug, Clone, Serialize, Type)]
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

/// What Ctrl+Z and Ctrl+Shift+Z would take back.
#[derive(Debug, Clone, Copy, Serialize, Type)]
pub struct Reach {
    /// The last operation that stands.
    pub undo: Option<i32>,
    /// The last undo after which nothing new was done.
    pub redo: Option<i32>,
}

impl Api {
    /// The journal, the newest line first.
    pub async fn journal(&self, filter: JournalFilter) -> Result<JournalPage> {
        let mut db = self.store.read().await?;
        let asked = journal::Filter {
            kinds: &filter.kinds,
            actor: filter.actor.as_deref(),
            from: filter.from,
            until: filter.until,
            row: filter.row.as_deref(),
            before: filter.before.map(|it| OperationId(it.into())),
            limit: PAGE + 1,
        };
        let mut entries = journal::entries(&mut db, asked).await?;
        let more = entries.len() > PAGE as usize;
        entries.truncate(PAGE as usize);
        let lines = entries.into_iter().map(line).collect::<Result<_>>()?;
        let row_name = match &filter.row {
            Some(row) => journal::name_of(&mut db, row).await?,
            None => None,
        };
        let (kinds, actors) = (journal::kinds(&mut db).await?, journal::actors(&mut db).await?);
        Ok(JournalPage { lines, kinds, actors, row_name, more })
    }

    /// The fields that an operation changed.
    pub async fn operation(&self, operation: i32) -> Result<Vec<FieldChange>> {
        let mut db = self.store.read().await?;
        let changes = journal::changes(&mut db, OperationId(operation.into()), FIELDS).await?;
        let change = |it: journal::FieldChange| FieldChange {
            table: it.table,
            row: it.row,
            subject: it.subject,
            field: it.field,
            before: it.before,
            after: it.after,
        };
        Ok(changes.into_iter().map(change).collect())
    }

    /// What can be taken back and brought back now.
    pub async fn reach(&self) -> Result<Reach> {
        let reach = journal::reach(&mut *self.store.read().await?).await?;
        Ok(Reach {
            undo: reach.undo.map(number).transpose()?,
            redo: reach.redo.map(number).transpose()?,
        })
    }
}

pub(crate) fn line(it: journal::Entry) -> Result<JournalLine> {
    Ok(JournalLine {
        operation: number(it.id)?,
        at: it.at,
        actor: it.actor,
        kind: it.kind,
        about: it.about,
        brings_back: it.brings_back,
        subject: it.subject,
        rows: it.rows,
        undoes: it.undoes.map(number).transpose()?,
        undone_by: it.undone_by.map(number).transpose()?,
    })
}

fn number(id: OperationId) -> Result<i32> {
    id.0.try_into().map_err(Failure::bug)
}
