//! The tables of meetings, of their agenda, of who came and of what the minutes say.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use domain::{
    AgendaItemId, BlockId, MeetingId, OrganisationId, PersonId,
    meeting::{AgendaItem, Attendance, Block, Body, Content, Meeting, Minutes, Owner, Presence},
};

use crate::{
    Db, Error, Operation, Result, Text,
    text::{self, Json},
};

#[derive(serde::Deserialize, sqlx::FromRow)]
struct MeetingRow {
    id: Text<MeetingId>,
    body: String,
    title: Option<String>,
    held_on: Text<NaiveDate>,
    starts_at: Option<Text<NaiveTime>>,
    place: Option<String>,
    validated_on: Option<Text<NaiveDate>>,
    locked_on: Option<Text<NaiveDate>>,
}

impl TryFrom<MeetingRow> for Meeting {
    type Error = Error;

    fn try_from(row: MeetingRow) -> Result<Self> {
        let minutes = match (row.validated_on, row.locked_on) {
            (None, _) => Minutes::Draft,
            (Some(Text(on)), None) => Minutes::Validated { on },
            (Some(Text(validated_on)), Some(Text(on))) => Minutes::Locked { validated_on, on },
        };
        Ok(Self {
            id: row.id.0,
            body: text::choice::<Body>("body", &row.body)?,
            title: row.title,
            held_on: row.held_on.0,
            starts_at: row.starts_at.map(|it| it.0),
            place: row.place,
            minutes,
        })
    }
}

/// The meeting called `id`, if there is one.
pub async fn get(db: &mut Db, id: MeetingId) -> Result<Option<Meeting>> {
    let row: Option<MeetingRow> = sqlx::query_as("select * from meeting where id = ?")
        .bind(Text(id))
        .fetch_optional(db)
        .await?;
    row.map(TryInto::try_into).transpose()
}

/// The meetings that are called one of `ids`.
pub async fn among(db: &mut Db, ids: &BTreeSet<MeetingId>) -> Result<Vec<Meeting>> {
    let rows: Vec<MeetingRow> =
        sqlx::query_as("select * from meeting where id in (select value from json_each(?))")
            .bind(Json(ids))
            .fetch_all(db)
            .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Every meeting, the latest first.
pub async fn list(db: &mut Db) -> Result<Vec<Meeting>> {
    let Json(rows): Json<Vec<MeetingRow>> = sqlx::query_scalar(
        "select json_group_array(json_array(id, body, title, held_on, starts_at, place,
           validated_on, locked_on) order by held_on desc, starts_at desc, id desc)
         from meeting",
    )
    .fetch_one(db)
    .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Every meeting whose minutes are not validated on `day`, in the order in which they are held.
pub async fn not_validated(db: &mut Db, day: NaiveDate) -> Result<Vec<Meeting>> {
    let rows: Vec<MeetingRow> = sqlx::query_as(
        "select * from meeting where validated_on is null or ? < validated_on
         order by held_on, starts_at, id",
    )
    .bind(Text(day))
    .fetch_all(db)
    .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Adds the meeting, or replaces what is stored under its id.
pub async fn save(op: &mut Operation, it: &Meeting) -> Result<()> {
    let (validated_on, locked_on) = match it.minutes {
        Minutes::Draft => (None, None),
        Minutes::Validated { on } => (Some(on), None),
        Minutes::Locked { validated_on, on } => (Some(validated_on), Some(on)),
    };
    sqlx::query(
        "insert into meeting
           (id, body, title, held_on, starts_at, place, validated_on, locked_on)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         on conflict (id) do update
         set body = ?2, title = ?3, held_on = ?4, starts_at = ?5, place = ?6, validated_on = ?7,
           locked_on = ?8",
    )
    .bind(Text(it.id))
    .bind(text::word(&it.body)?)
    .bind(&it.title)
    .bind(Text(it.held_on))
    .bind(it.starts_at.map(Text))
    .bind(&it.place)
    .bind(validated_on.map(Text))
    .bind(locked_on.map(Text))
    .execute(op.db())
    .await?;
    Ok(())
}

/// Removes the meeting with its agenda, its list of attendance and all that was noted.
pub async fn remove(op: &mut Operation, id: MeetingId) -> Result<()> {
    for statement in [
        "delete from attendance where meeting_id = ?",
        "delete from block where agenda_item_id in (select id from agenda_item where meeting_id = ?)",
        "delete from agenda_item where meeting_id = ?",
        "delete from meeting where id = ?",
    ] {
        sqlx::query(statement).bind(Text(id)).execute(op.db()).await?;
    }
    Ok(())
}

/// What the minutes of one meeting come to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Tally {
    /// Which meeting.
    pub meeting: MeetingId,
    /// How many organisations were there.
    pub present: u32,
    /// How many decisions were taken.
    pub decisions: u32,
    /// How many actions were noted.
    pub actions: u32,
    /// How many of them are not done on the day that is looked at.
    pub open_actions: u32,
}

/// What the minutes of every meeting come to, as it stands on `day`.
pub async fn tallies(db: &mut Db, day: NaiveDate) -> Result<Vec<Tally>> {
    let Json(tallies): Json<Vec<Tally>> = sqlx::query_scalar(
        "select json_group_array(json_array(m.id, coalesce(a.present, 0), coalesce(b.decisions, 0),
           coalesce(b.actions, 0), coalesce(b.open_actions, 0)))
         from meeting m
         left join (
           select meeting_id, count(*) as present from attendance where presence = 'present'
           group by meeting_id
         ) a on a.meeting_id = m.id
         left join (
           select i.meeting_id, sum(kind = 'decision') as decisions, sum(kind = 'action') as actions,
             sum(kind = 'action' and (done_on is null or ?1 < done_on)) as open_actions
           from block join agenda_item i on i.id = block.agenda_item_id group by i.meeting_id
         ) b on b.meeting_id = m.id",
    )
    .bind(Text(day))
    .fetch_one(db)
    .await?;
    Ok(tallies)
}

#[derive(sqlx::FromRow)]
struct ItemRow {
    id: Text<AgendaItemId>,
    meeting_id: Text<MeetingId>,
    position: i32,
    title: String,
    duration: Option<u16>,
}

impl From<ItemRow> for AgendaItem {
    fn from(row: ItemRow) -> Self {
        Self {
            id: row.id.0,
            meeting: row.meeting_id.0,
            position: row.position,
            title: row.title,
            duration: row.duration,
        }
    }
}

/// The agenda item called `id`, if there is one.
pub async fn item(db: &mut Db, id: AgendaItemId) -> Result<Option<AgendaItem>> {
    let row: Option<ItemRow> = sqlx::query_as("select * from agenda_item where id = ?")
        .bind(Text(id))
        .fetch_optional(db)
        .await?;
    Ok(row.map(Into::into))
}

/// The agenda items that are called one of `ids`.
pub async fn items_among(db: &mut Db, ids: &BTreeSet<AgendaItemId>) -> Result<Vec<AgendaItem>> {
    let rows: Vec<ItemRow> =
        sqlx::query_as("select * from agenda_item where id in (select value from json_each(?))")
            .bind(Json(ids))
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The agenda of one meeting, in its order.
pub async fn items_of(db: &mut Db, id: MeetingId) -> Result<Vec<AgendaItem>> {
    let rows: Vec<ItemRow> =
        sqlx::query_as("select * from agenda_item where meeting_id = ? order by position, id")
            .bind(Text(id))
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Adds the item, or replaces what is stored under its id.
pub async fn save_item(op: &mut Operation, it: &AgendaItem) -> Result<()> {
    sqlx::query(
        "insert into agenda_item (id, meeting_id, position, title, duration)
         values (?1, ?2, ?3, ?4, ?5)
         on conflict (id) do update set position = ?3, title = ?4, duration = ?5",
    )
    .bind(Text(it.id))
    .bind(Text(it.meeting))
    .bind(it.position)
    .bind(&it.title)
    .bind(it.duration)
    .execute(op.db())
    .await?;
    Ok(())
}

/// Removes the item with what was noted under it.
pub async fn remove_item(op: &mut Operation, id: AgendaItemId) -> Result<()> {
    for statement in
        ["delete from block where agenda_item_id = ?", "delete from agenda_item where id = ?"]
    {
        sqlx::query(statement).bind(Text(id)).execute(op.db()).await?;
    }
    Ok(())
}

/// A block of the minutes, with the name of whoever will do the action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The block.
    pub block: Block,
    /// The name of the owner of an action, as it is today.
    pub owner_name: Option<String>,
}

#[derive(sqlx::FromRow)]
struct BlockRow {
    id: Text<BlockId>,
    agenda_item_id: Text<AgendaItemId>,
    position: i32,
    kind: String,
    text: String,
    owner_person_id: Option<Text<PersonId>>,
    owner_organisation_id: Option<Text<OrganisationId>>,
    owner_words: Option<String>,
    due_on: Option<Text<NaiveDate>>,
    done_on: Option<Text<NaiveDate>>,
    owner_name: Option<String>,
}

impl TryFrom<BlockRow> for Noted {
    type Error = Error;

    fn try_from(row: BlockRow) -> Result<Self> {
        let content = match row.kind.as_str() {
            "text" => Content::Text,
            "decision" => Content::Decision,
            "action" => Content::Action {
                owner: match (row.owner_person_id, row.owner_organisation_id, row.owner_words) {
                    (Some(Text(id)), ..) => Some(Owner::Person { id }),
                    (None, Some(Text(id)), _) => Some(Owner::Organisation { id }),
                    (None, None, words) => words.map(|text| Owner::Words { text }),
                },
                due_on: row.due_on.map(|it| it.0),
                done_on: row.done_on.map(|it| it.0),
            },
            _ => return Err(Error::Unknown { what: "kind of block", value: row.kind }),
        };
        let block = Block {
            id: row.id.0,
            item: row.agenda_item_id.0,
            position: row.position,
            text: row.text,
            content,
        };
        Ok(Self { block, owner_name: row.owner_name })
    }
}

/// What every reader of blocks begins with.
const NOTED: &str = "select block.*,
    coalesce(trim(person.given_name || ' ' || person.family_name), organisation.name, owner_words)
      as owner_name
  from block
  left join person on person.id = owner_person_id
  left join organisation on organisation.id = owner_organisation_id";

/// The block called `id`, if there is one.
pub async fn block(db: &mut Db, id: BlockId) -> Result<Option<Block>> {
    let row: Option<BlockRow> = sqlx::query_as(crate::sql(format!("{NOTED} where block.id = ?")))
        .bind(Text(id))
        .fetch_optional(db)
        .await?;
    Ok(row.map(Noted::try_from).transpose()?.map(|it| it.block))
}

/// The blocks that are called one of `ids`.
pub async fn blocks_among(db: &mut Db, ids: &BTreeSet<BlockId>) -> Result<Vec<Block>> {
    let text = format!("{NOTED} where block.id in (select value from json_each(?))");
    let rows: Vec<BlockRow> =
        sqlx::query_as(crate::sql(text)).bind(Json(ids)).fetch_all(db).await?;
    rows.into_iter().map(|it| Ok(Noted::try_from(it)?.block)).collect()
}

/// What was noted at one meeting, in the order of each item.
pub async fn blocks_of(db: &mut Db, id: MeetingId) -> Result<Vec<Noted>> {
    let text = format!(
        "{NOTED} where agenda_item_id in (select id from agenda_item where meeting_id = ?)
         order by position, block.id"
    );
    let rows: Vec<BlockRow> = sqlx::query_as(crate::sql(text)).bind(Text(id)).fetch_all(db).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// What was noted under one item, in its order.
pub async fn blocks_under(db: &mut Db, id: AgendaItemId) -> Result<Vec<Block>> {
    let text = format!("{NOTED} where agenda_item_id = ? order by position, block.id");
    let rows: Vec<BlockRow> = sqlx::query_as(crate::sql(text)).bind(Text(id)).fetch_all(db).await?;
    rows.into_iter().map(|it| Ok(Noted::try_from(it)?.block)).collect()
}

/// An action, with the meeting that noted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedAction {
    /// The action.
    pub noted: Noted,
    /// Which meeting noted it.
    pub meeting: MeetingId,
    /// What met.
    pub body: Body,
    /// What the meeting is called.
    pub title: Option<String>,
    /// Its day.
    pub held_on: NaiveDate,
}

#[derive(sqlx::FromRow)]
struct ActionRow {
    #[sqlx(flatten)]
    block: BlockRow,
    meeting_id: Text<MeetingId>,
    body: String,
    title: Option<String>,
    held_on: Text<NaiveDate>,
}

impl TryFrom<ActionRow> for NotedAction {
    type Error = Error;

    fn try_from(row: ActionRow) -> Result<Self> {
        Ok(Self {
            noted: row.block.try_into()?,
            meeting: row.meeting_id.0,
            body: text::choice("body", &row.body)?,
            title: row.title,
            held_on: row.held_on.0,
        })
    }
}

/// What every reader of actions is made of; what is due first comes first.
fn actions_where(condition: &str) -> sqlx::AssertSqlSafe<String> {
    crate::sql(format!(
        "select noted.*, meeting.id as meeting_id, meeting.body, meeting.title, meeting.held_on
         from ({NOTED} where block.kind = 'action') noted
         join agenda_item on agenda_item.id = noted.agenda_item_id
         join meeting on meeting.id = agenda_item.meeting_id
         where {condition}
         order by due_on is null, due_on, noted.id"
    ))
}

/// The actions that were noted by `day` and are not done then.
pub async fn open_actions(db: &mut Db, day: NaiveDate) -> Result<Vec<NotedAction>> {
    let open = actions_where("held_on <= ?1 and (done_on is null or ?1 < done_on)");
    let rows: Vec<ActionRow> = sqlx::query_as(open).bind(Text(day)).fetch_all(db).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The actions of earlier meetings of one body that were not done before the day of `meeting`.
pub async fn carried_over(db: &mut Db, meeting: &Meeting) -> Result<Vec<NotedAction>> {
    let carried =
        actions_where("body = ?1 and held_on < ?2 and (done_on is null or ?2 <= done_on)");
    let rows: Vec<ActionRow> = sqlx::query_as(carried)
        .bind(text::word(&meeting.body)?)
        .bind(Text(meeting.held_on))
        .fetch_all(db)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Adds the block, or replaces what is stored under its id.
pub async fn save_block(op: &mut Operation, it: &Block) -> Result<()> {
    let (kind, owner, due_on, done_on) = match &it.content {
        Content::Text => ("text", None, None, None),
        Content::Decision => ("decision", None, None, None),
        Content::Action { owner, due_on, done_on } => {
            ("action", owner.as_ref(), due_on.as_ref(), done_on.as_ref())
        }
    };
    let (person, organisation, words) = match owner {
        None => (None, None, None),
        Some(Owner::Person { id }) => (Some(id), None, None),
        Some(Owner::Organisation { id }) => (None, Some(id), None),
        Some(Owner::Words { text }) => (None, None, Some(text)),
    };
    sqlx::query(
        "insert into block (id, agenda_item_id, position, kind, text, owner_person_id,
           owner_organisation_id, owner_words, due_on, done_on)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         on conflict (id) do update
         set agenda_item_id = ?2, position = ?3, kind = ?4, text = ?5, owner_person_id = ?6,
           owner_organisation_id = ?7, owner_words = ?8, due_on = ?9, done_on = ?10",
    )
    .bind(Text(it.id))
    .bind(Text(it.item))
    .bind(it.position)
    .bind(kind)
    .bind(&it.text)
    .bind(person.map(Text))
    .bind(organisation.map(Text))
    .bind(words)
    .bind(due_on.map(Text))
    .bind(done_on.map(Text))
    .execute(op.db())
    .await?;
    Ok(())
}

/// Removes the block.
pub async fn remove_block(op: &mut Operation, id: BlockId) -> Result<()> {
    sqlx::query("delete from block where id = ?").bind(Text(id)).execute(op.db()).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct AttendanceRow {
    meeting_id: Text<MeetingId>,
    organisation_id: Text<OrganisationId>,
    presence: String,
    represented_by_id: Option<Text<OrganisationId>>,
    people: Option<String>,
}

impl TryFrom<AttendanceRow> for Attendance {
    type Error = Error;

    fn try_from(row: AttendanceRow) -> Result<Self> {
        let presence = match row.presence.as_str() {
            "present" => Presence::Present,
            "excused" => Presence::Excused,
            "absent" => Presence::Absent,
            "represented" => Presence::Represented { by: row.represented_by_id.map(|it| it.0) },
            _ => return Err(Error::Unknown { what: "presence", value: row.presence }),
        };
        Ok(Self {
            meeting: row.meeting_id.0,
            organisation: row.organisation_id.0,
            presence,
            people: row.people,
        })
    }
}

/// What is noted of the presence of each organisation at one meeting.
pub async fn attendance_of(db: &mut Db, id: MeetingId) -> Result<Vec<Attendance>> {
    let rows: Vec<AttendanceRow> =
        sqlx::query_as("select * from attendance where meeting_id = ? order by id")
            .bind(Text(id))
            .fetch_all(db)
            .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// What is noted of the presence of some organisations, each at a meeting.
pub async fn attendance_among(
    db: &mut Db,
    of: &BTreeSet<(MeetingId, OrganisationId)>,
) -> Result<Vec<Attendance>> {
    let ids: Vec<String> = of.iter().map(|it| attendance_id(it.0, it.1)).collect();
    let rows: Vec<AttendanceRow> =
        sqlx::query_as("select * from attendance where id in (select value from json_each(?))")
            .bind(Json(ids))
            .fetch_all(db)
            .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// So many of the latest meetings are gone through to see who was there last: nearly everybody.
const LATEST: u32 = 400;

/// The last day by `day` on which each organisation was at a meeting.
pub async fn last_seen(db: &mut Db, day: NaiveDate) -> Result<Vec<(OrganisationId, NaiveDate)>> {
    let Json(seen): Json<Vec<(OrganisationId, NaiveDate)>> = sqlx::query_scalar(
        // Lists of attendance are the largest of all tables, and to go through each of them takes
        // longer than the page may. `cross` keeps the order: each meeting is read once, and not for
        // each that came.
        "with latest as (
           select id, held_on from meeting where held_on <= ?1 order by held_on desc limit ?2
         ), seen as materialized (
           select a.organisation_id as id, max(latest.held_on) as held_on
           from latest cross join attendance a on a.meeting_id = latest.id
           where a.presence = 'present'
           group by a.organisation_id
         )
         select json_group_array(json_array(id, held_on)) from (
           select id, held_on from seen
           union all
           select o.id, (
             select max(m.held_on) from attendance a cross join meeting m on m.id = a.meeting_id
             where a.organisation_id = o.id and a.presence = 'present' and m.held_on <= ?1
           )
           from organisation o where o.id not in (select id from seen)
         ) where held_on is not null",
    )
    .bind(Text(day))
    .bind(LATEST)
    .fetch_one(db)
    .await?;
    Ok(seen)
}

/// A meeting at which one organisation was there or represented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attended {
    /// The meeting.
    pub meeting: Meeting,
    /// Who came for it; nobody where another spoke for it.
    pub people: Option<String>,
    /// Whether another spoke for it.
    pub represented: bool,
    /// The name of the one that did, where it is known.
    pub represented_by: Option<String>,
}

#[derive(sqlx::FromRow)]
struct AttendedRow {
    #[sqlx(flatten)]
    meeting: MeetingRow,
    people: Option<String>,
    represented: bool,
    represented_by: Option<String>,
}

/// The meetings held by `day` at which one organisation was there or represented, the latest
/// first.
pub async fn attended(db: &mut Db, id: OrganisationId, day: NaiveDate) -> Result<Vec<Attended>> {
    let rows: Vec<AttendedRow> = sqlx::query_as(
        "select m.*, a.people, a.presence = 'represented' as represented, o.name as represented_by
         from attendance a
         join meeting m on m.id = a.meeting_id
         left join organisation o on o.id = a.represented_by_id
         where a.organisation_id = ?1 and a.presence in ('present', 'represented')
           and m.held_on <= ?2
         order by m.held_on desc, m.starts_at desc, m.id desc",
    )
    .bind(Text(id))
    .bind(Text(day))
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Attended {
                meeting: row.meeting.try_into()?,
                people: row.people,
                represented: row.represented,
                represented_by: row.represented_by,
            })
        })
        .collect()
}

/// Adds what is noted of the presence of an organisation, or replaces it.
pub async fn save_attendance(op: &mut Operation, it: &Attendance) -> Result<()> {
    let (presence, by) = match &it.presence {
        Presence::Present => ("present", None),
        Presence::Excused => ("excused", None),
        Presence::Absent => ("absent", None),
        Presence::Represented { by } => ("represented", *by),
    };
    sqlx::query(
        "insert into attendance
           (id, meeting_id, organisation_id, presence, represented_by_id, people)
         values (?1, ?2, ?3, ?4, ?5, ?6)
         on conflict (id) do update set presence = ?4, represented_by_id = ?5, people = ?6",
    )
    .bind(attendance_id(it.meeting, it.organisation))
    .bind(Text(it.meeting))
    .bind(Text(it.organisation))
    .bind(presence)
    .bind(by.map(Text))
    .bind(&it.people)
    .execute(op.db())
    .await?;
    Ok(())
}

/// Forgets what was noted of the presence of an organisation.
pub async fn remove_attendance(
    op: &mut Operation,
    meeting: MeetingId,
    organisation: OrganisationId,
) -> Result<()> {
    sqlx::query("delete from attendance where id = ?")
        .bind(attendance_id(meeting, organisation))
        .execute(op.db())
        .await?;
    Ok(())
}

fn attendance_id(meeting: MeetingId, organisation: OrganisationId) -> String {
    format!("{meeting}:{organisation}")
}

#[cfg(test)]
mod tests {
    use chrono::Utc;
    use domain::{
        organisation::{Kind, Organisation},
        person::Person,
    };
    use uuid::Uuid;

    use super::*;
    use crate::{Stamp, Store, members, people};

    const MEETING: MeetingId = MeetingId(Uuid::from_u128(1));
    const ITEM: AgendaItemId = AgendaItemId(Uuid::from_u128(2));
    const PERSON: PersonId = PersonId(Uuid::from_u128(3));
    const ACME: OrganisationId = OrganisationId(Uuid::from_u128(4));
    const OTHER: OrganisationId = OrganisationId(Uuid::from_u128(5));

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    async fn begin(store: &Store) -> Operation {
        let at = chrono::DateTime::<Utc>::UNIX_EPOCH;
        store
            .begin(Stamp { at, actor: "ada", kind: "test", input: "{}", undoes: None })
            .await
            .unwrap()
    }

    fn meeting(minutes: Minutes) -> Meeting {
        Meeting {
            id: MEETING,
            body: Body::WorkingGroup,
            title: Some("Gros volumes".into()),
            held_on: date("2026-11-26"),
            starts_at: NaiveTime::from_hms_opt(14, 0, 0),
            place: Some("Salle des Cartes".into()),
            minutes,
        }
    }

    fn item() -> AgendaItem {
        AgendaItem {
            id: ITEM,
            meeting: MEETING,
            position: 1,
            title: "Tour".into(),
            duration: Some(20),
        }
    }

    fn block(n: u128, position: i32, content: Content) -> Block {
        Block {
            id: BlockId(Uuid::from_u128(n)),
            item: ITEM,
            position,
            text: "Relire".into(),
            content,
        }
    }

    fn action(owner: Option<Owner>, due: Option<&str>, done: Option<&str>) -> Content {
        Content::Action { owner, due_on: due.map(date), done_on: done.map(date) }
    }

    /// A store with a meeting of one item, a person and two organisations.
    async fn store() -> Store {
        let store = Store::in_memory().await.unwrap();
        let mut op = begin(&store).await;
        save(&mut op, &meeting(Minutes::Draft)).await.unwrap();
        save_item(&mut op, &item()).await.unwrap();
        for (id, name) in [(ACME, "Acme"), (OTHER, "Boréal")] {
            let it = Organisation {
                id,
                name: name.into(),
                legal_name: None,
                kind: Kind::Company,
                register_number: None,
                parent: None,
            };
            members::save(&mut op, &it).await.unwrap();
        }
        let (given_name, family_name) = ("Inès".into(), "Caradec".into());
        let person = Person { id: PERSON, given_name, family_name, email: None, phone: None };
        people::save(&mut op, &person).await.unwrap();
        op.commit().await.unwrap();
        store
    }

    #[tokio::test]
    async fn a_meeting_is_read_back_as_it_was_saved() {
        let store = store().await;
        for minutes in [
            Minutes::Draft,
            Minutes::Validated { on: date("2026-12-10") },
            Minutes::Locked { validated_on: date("2026-12-10"), on: date("2027-01-05") },
        ] {
            let mut op = begin(&store).await;
            save(&mut op, &meeting(minutes)).await.unwrap();
            op.commit().await.unwrap();
            let db = &mut *store.read().await.unwrap();
            assert_eq!(get(db, MEETING).await.unwrap(), Some(meeting(minutes)));
            assert_eq!(list(db).await.unwrap(), [meeting(minutes)]);
            assert_eq!(items_of(db, MEETING).await.unwrap(), [item()]);
        }
    }

    #[tokio::test]
    async fn whatever_is_noted_is_read_back_with_its_owner() {
        let store = store().await;
        let words = Owner::Words { text: "l’équipe".into() };
        let contents = [
            (Content::Text, None),
            (Content::Decision, None),
            (action(None, None, None), None),
            (
                action(Some(Owner::Person { id: PERSON }), Some("2027-01-15"), None),
                Some("Inès Caradec"),
            ),
            (
                action(Some(Owner::Organisation { id: ACME }), None, Some("2026-12-01")),
                Some("Acme"),
            ),
            (action(Some(words), None, None), Some("l’équipe")),
        ];
        let mut op = begin(&store).await;
        let mut expected = Vec::new();
        for (n, (content, owner)) in (10..).zip(contents) {
            let block = block(n, 0, content);
            save_block(&mut op, &block).await.unwrap();
            expected.push(Noted { block, owner_name: owner.map(Into::into) });
        }
        op.commit().await.unwrap();
        let db = &mut *store.read().await.unwrap();
        assert_eq!(blocks_of(db, MEETING).await.unwrap(), expected);
    }

    #[tokio::test]
    async fn an_action_is_open_until_the_day_it_is_done() {
        let store = store().await;
        let mut op = begin(&store).await;
        save_block(&mut op, &block(10, 1, action(None, None, None))).await.unwrap();
        save_block(&mut op, &block(11, 2, action(None, Some("2027-01-15"), Some("2026-12-01"))))
            .await
            .unwrap();
        save_block(&mut op, &block(12, 3, Content::Decision)).await.unwrap();
        op.commit().await.unwrap();
        let db = &mut *store.read().await.unwrap();
        for (day, open) in [("2026-11-30", vec![11, 10]), ("2026-12-01", vec![10])] {
            let found = open_actions(db, date(day)).await.unwrap();
            assert_eq!(ids(&found), open, "{day}");
            assert!(found.iter().all(|it| it.meeting == MEETING));
            let [tally] = &tallies(db, date(day)).await.unwrap()[..] else { panic!("one meeting") };
            let counts = (tally.decisions, tally.actions, tally.open_actions);
            assert_eq!(counts, (1, 2, open.len().try_into().unwrap()));
        }
    }

    fn ids(actions: &[NotedAction]) -> Vec<u128> {
        actions.iter().map(|it| it.noted.block.id.0.as_u128()).collect()
    }

    #[tokio::test]
    async fn an_open_action_comes_back_at_the_next_meeting_of_the_body() {
        let store = store().await;
        let mut op = begin(&store).await;
        for (n, done) in [(10, None), (11, Some("2027-01-13")), (12, Some("2027-01-14"))] {
            save_block(&mut op, &block(n, 0, action(None, None, done))).await.unwrap();
        }
        op.commit().await.unwrap();
        let db = &mut *store.read().await.unwrap();
        let next = Meeting { held_on: date("2027-01-14"), ..meeting(Minutes::Draft) };
        assert_eq!(ids(&carried_over(db, &next).await.unwrap()), [10, 12]);
        let other = Meeting { body: Body::Codir, ..next };
        assert_eq!(ids(&carried_over(db, &other).await.unwrap()), []);
        let same_day = meeting(Minutes::Draft);
        assert_eq!(ids(&carried_over(db, &same_day).await.unwrap()), []);
    }

    #[tokio::test]
    async fn a_meeting_goes_with_all_that_hangs_on_it() {
        let store = store().await;
        let mut op = begin(&store).await;
        save_block(&mut op, &block(10, 0, Content::Text)).await.unwrap();
        let presence = Presence::Present;
        let came = Attendance { meeting: MEETING, organisation: ACME, presence, people: None };
        save_attendance(&mut op, &came).await.unwrap();
        op.commit().await.unwrap();

        let mut op = begin(&store).await;
        remove(&mut op, MEETING).await.unwrap();
        op.commit().await.unwrap();
        let db = &mut *store.read().await.unwrap();
        assert_eq!(get(db, MEETING).await.unwrap(), None);
        assert_eq!(items_of(db, MEETING).await.unwrap(), []);
        assert_eq!(blocks_under(db, ITEM).await.unwrap(), []);
        assert_eq!(attendance_of(db, MEETING).await.unwrap(), []);
    }

    #[tokio::test]
    async fn presence_is_noted_once_for_each_organisation() {
        let store = store().await;
        let attendance = |presence| Attendance {
            meeting: MEETING,
            organisation: ACME,
            presence,
            people: Some("Inès Caradec".into()),
        };
        for presence in [
            Presence::Present,
            Presence::Excused,
            Presence::Absent,
            Presence::Represented { by: None },
            Presence::Represented { by: Some(OTHER) },
        ] {
            let mut op = begin(&store).await;
            save_attendance(&mut op, &attendance(presence.clone())).await.unwrap();
            op.commit().await.unwrap();
            let db = &mut *store.read().await.unwrap();
            assert_eq!(attendance_of(db, MEETING).await.unwrap(), [attendance(presence)]);
        }
        let mut op = begin(&store).await;
        remove_attendance(&mut op, MEETING, ACME).await.unwrap();
        op.commit().await.unwrap();
        assert_eq!(attendance_of(&mut store.read().await.unwrap(), MEETING).await.unwrap(), []);
    }

    #[tokio::test]
    async fn an_organisation_was_seen_where_somebody_came_for_it() {
        let store = store().await;
        let mut op = begin(&store).await;
        let note = |meeting, organisation, presence| Attendance {
            meeting,
            organisation,
            presence,
            people: None,
        };
        let later = MeetingId(Uuid::from_u128(9));
        let held_on = date("2026-12-10");
        save(&mut op, &Meeting { id: later, held_on, ..meeting(Minutes::Draft) }).await.unwrap();
        for (meeting, organisation, presence) in [
            (MEETING, ACME, Presence::Present),
            (MEETING, OTHER, Presence::Excused),
            (later, ACME, Presence::Represented { by: Some(OTHER) }),
            (later, OTHER, Presence::Present),
        ] {
            save_attendance(&mut op, &note(meeting, organisation, presence)).await.unwrap();
        }
        // Nobody comes to many more, so that neither was at one of the latest.
        for (number, held_on) in (100..).zip(held_on.iter_days().skip(1).take(LATEST as usize)) {
            let id = MeetingId(Uuid::from_u128(number));
            save(&mut op, &Meeting { id, held_on, ..meeting(Minutes::Draft) }).await.unwrap();
        }
        op.commit().await.unwrap();

        let db = &mut *store.read().await.unwrap();
        let first = date("2026-11-26");
        assert_eq!(last_seen(db, first).await.unwrap(), [(ACME, first)]);
        for day in [held_on, date("2027-12-31")] {
            assert_eq!(last_seen(db, day).await.unwrap(), [(ACME, first), (OTHER, held_on)]);
        }
        let attended = attended(db, ACME, held_on).await.unwrap();
        let told = attended.iter().map(|it| (it.meeting.id, it.represented_by.as_deref()));
        assert_eq!(told.collect::<Vec<_>>(), [(later, Some("Boréal")), (MEETING, None)]);
        assert_eq!(super::attended(db, ACME, first).await.unwrap().len(), 1);
        assert_eq!(super::attended(db, OTHER, first).await.unwrap(), []);
    }

    #[tokio::test]
    async fn an_item_goes_with_what_was_noted_under_it_and_comes_back_with_it() {
        let store = store().await;
        let mut op = begin(&store).await;
        let noted = block(10, 1, Content::Decision);
        save_block(&mut op, &noted).await.unwrap();
        op.commit().await.unwrap();

        let mut op = begin(&store).await;
        remove_item(&mut op, ITEM).await.unwrap();
        let removal = op.commit().await.unwrap();
        assert_eq!(blocks_under(&mut store.read().await.unwrap(), ITEM).await.unwrap(), []);

        let mut op = begin(&store).await;
        op.undo(removal).await.unwrap();
        op.commit().await.unwrap();
        let db = &mut *store.read().await.unwrap();
        assert_eq!(super::item(db, ITEM).await.unwrap(), Some(item()));
        assert_eq!(blocks_under(db, ITEM).await.unwrap(), [noted]);
    }
}
