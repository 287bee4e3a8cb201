//! The rows that an operation touched, by what they are.
//!
//! Who takes an operation back asks the rules about each of them. A table of facts that is missing
//! here would come back unasked, so a test compares them with the schema.

use std::{collections::BTreeSet, str::FromStr};

use domain::{
    AgendaItemId, BlockId, ConventionId, DocumentId, MeetingId, MembershipId, NoteId,
    OrganisationId, PersonId, PostId,
};

use crate::{Db, Error, OperationId, Result, text::Json};

/// The rows that an operation touched, by what they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Items of an agenda.
    pub items: BTreeSet<AgendaItemId>,
    /// What is noted of the presence of organisations, each at a meeting.
    pub attendance: BTreeSet<(MeetingId, OrganisationId)>,
    /// Authorities, by the SHA-256 of their certificates.
    pub authorities: BTreeSet<String>,
    /// Blocks of minutes.
    pub blocks: BTreeSet<BlockId>,
    /// Conventions.
    pub conventions: BTreeSet<ConventionId>,
    /// Documents.
    pub documents: BTreeSet<DocumentId>,
    /// Meetings.
    pub meetings: BTreeSet<MeetingId>,
    /// Periods of membership.
    pub memberships: BTreeSet<MembershipId>,
    /// Notes.
    pub notes: BTreeSet<NoteId>,
    /// Organisations.
    pub organisations: BTreeSet<OrganisationId>,
    /// People.
    pub people: BTreeSet<PersonId>,
    /// Posts.
    pub posts: BTreeSet<PostId>,
    /// Settings, by their names.
    pub settings: BTreeSet<String>,
}

impl Touched {
    /// The rows that the operation called `id` touched; none where there is no such operation.
    pub async fn by(db: &mut Db, id: OperationId) -> Result<Self> {
        let Json(rows): Json<Vec<(String, String)>> = sqlx::query_scalar(
            "select json_group_array(json_array(tbl, row_id)) from change where operation_id = ?",
        )
        .bind(id.0)
        .fetch_one(db)
        .await?;
        let mut touched = Self::default();
        for (table, row) in rows {
            touched.add(&table, &row)?;
        }
        Ok(touched)
    }

    fn add(&mut self, table: &str, row: &str) -> Result<()> {
        let read = match table {
            "agenda_item" => put(&mut self.items, row),
            "attendance" => row
                .split_once(':')
                .and_then(|(meeting, of)| Some((meeting.parse().ok()?, of.parse().ok()?)))
                .map(|it| _ = self.attendance.insert(it)),
            "authority" => put(&mut self.authorities, row),
            "block" => put(&mut self.blocks, row),
            "convention" => put(&mut self.conventions, row),
            "document" => put(&mut self.documents, row),
            "meeting" => put(&mut self.meetings, row),
            "membership" => put(&mut self.memberships, row),
            "note" => put(&mut self.notes, row),
            "organisation" => put(&mut self.organisations, row),
            "person" => put(&mut self.people, row),
            "post" => put(&mut self.posts, row),
            "setting" => put(&mut self.settings, row),
            _ => None,
        };
        read.ok_or_else(|| Error::Unknown {
            what: "row of a fact",
            value: format!("{table} {row}"),
        })
    }
}

fn put<T: FromStr + Ord>(ids: &mut BTreeSet<T>, row: &str) -> Option<()> {
    ids.insert(row.parse().ok()?);
    Some(())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{Store, journal::facts};

    #[tokio::test]
    async fn every_table_of_facts_is_known_to_whoever_takes_something_back() {
        let store = Store::in_memory().await.unwrap();
        let mut touched = Touched::default();
        for table in facts(&mut store.read().await.unwrap()).await.unwrap() {
            let id = Uuid::from_u128(1).to_string();
            let row = if table == "attendance" { format!("{id}:{id}") } else { id };
            touched.add(&table, &row).unwrap();
        }
        assert_eq!(touched.attendance.len(), 1);
        touched.add("later", "1").unwrap_err();
        touched.add("block", "no id").unwrap_err();
    }
}
