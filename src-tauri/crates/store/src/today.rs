//! What the figures of the first page are counted from.

use chrono::NaiveDate;

use crate::{Db, Result, Text};

/// The day on which each action was noted, and the day on which it was done.
pub async fn actions(db: &mut Db) -> Result<Vec<(NaiveDate, Option<NaiveDate>)>> {
    let rows: Vec<(Text<NaiveDate>, Option<Text<NaiveDate>>)> = sqlx::query_as(
        // `cross` keeps this order, in which the indexes answer by themselves.
        "select meeting.held_on, block.done_on
         from meeting
         cross join agenda_item on agenda_item.meeting_id = meeting.id
         cross join block on block.agenda_item_id = agenda_item.id
         where block.kind = 'action'",
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|(noted, done)| (noted.0, done.map(|it| it.0))).collect())
}
