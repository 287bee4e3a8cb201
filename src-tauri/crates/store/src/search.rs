//! Everything that has a name, found by the beginnings of its words.

use crate::{Db, Result};

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Found {
    /// Which one it is.
    pub id: String,
    /// Of what kind: `member`, `person`, `convention`, `document`, `meeting`, `decision`, `action`.
    pub kind: String,
    /// The name under which it was found.
    pub name: String,
    /// Where it stands: the organisation of a person, the meeting of a decision.
    pub place: Option<String>,
    /// The page that shows it, where that is the page of something else.
    pub page: Option<String>,
}

/// What has every word of `text`, each by its beginning; at most `limit` of each kind.
pub async fn names(db: &mut Db, text: &str, limit: u32) -> Result<Vec<Found>> {
    let words: Vec<String> = text
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(|it| format!("\"{it}\"*"))
        .collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query_as(
        "with found as (
           select n.id, n.kind, f.rank,
             row_number() over (partition by n.kind order by f.rank, n.number) as place
           from (select rowid, rank from seen_name_text where seen_name_text match ?1
                 order by rank limit 500) f
           join seen_name n on n.number = f.rowid
         )
         select found.id, found.kind,
           coalesce(
             organisation.name,
             trim(person.given_name || ' ' || person.family_name),
             convention.reference,
             document.name,
             coalesce(meeting.title, meeting.body),
             block.text
           ) as name,
           case found.kind
             when 'person' then (select o.name from post join organisation o on o.id = post.organisation_id
               where post.person_id = found.id order by post.ends_on is not null, post.starts_on desc limit 1)
             when 'convention' then (select name from organisation where id = convention.organisation_id)
             when 'document' then (select reference from convention c where c.id = document.convention_id)
             when 'meeting' then meeting.held_on
             when 'decision' then (select m.held_on from agenda_item i join meeting m on m.id = i.meeting_id where i.id = block.agenda_item_id)
             when 'action' then (select m.held_on from agenda_item i join meeting m on m.id = i.meeting_id where i.id = block.agenda_item_id)
             when 'member' then organisation.legal_name
           end as place,
           case found.kind
             when 'person' then (select post.organisation_id from post
               where post.person_id = found.id order by post.ends_on is not null, post.starts_on desc limit 1)
             when 'document' then document.convention_id
             when 'decision' then (select meeting_id from agenda_item i where i.id = block.agenda_item_id)
             when 'action' then (select meeting_id from agenda_item i where i.id = block.agenda_item_id)
           end as page
         from found
         left join organisation on found.kind = 'member' and organisation.id = found.id
         left join person on found.kind = 'person' and person.id = found.id
         left join convention on found.kind = 'convention' and convention.id = found.id
         left join document on found.kind = 'document' and document.id = found.id
         left join meeting on found.kind = 'meeting' and meeting.id = found.id
         left join block on found.kind in ('decision', 'action') and block.id = found.id
         where found.place <= ?2
         order by found.kind, found.place",
    )
    .bind(words.join(" "))
    .bind(limit)
    .fetch_all(db)
    .await?;
    Ok(rows)
}
