//! What the figures of the first page are counted from.

use chrono::NaiveDate;

use crate::{Db, Result, text::Json};

/// The day on which each action was noted, and the day on which it was done.
pub async fn actions(db: &mut Db) -> Result<Vec<(NaiveDate, Option<NaiveDate>)>> {
    let Json(rows): Json<Vec<(NaiveDate, Option<NaiveDate>)>> = sqlx::query_scalar(
        // `cross` keeps this order, in which the indexes answer by themselves.
        "select json_group_array(json_array(meeting.held_on, block.done_on))
         from meeting
         cross join agenda_item on agenda_item.meeting_id = meeting.id
         cross join block on block.agenda_item_id = agenda_item.id
         where block.kind = 'action'",
    )
    .fetch_one(db)
    .await?;
    Ok(rows)
}
