//! Meetings: when they are held, what they are about, who came.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use domain::{
    AgendaItemId, BlockId, MeetingId, OrganisationId, Refusal,
    meeting::{AgendaItem, Attendance, Body, Content, Meeting, Minutes, Place, Presence, Stage},
};
use serde::{Deserialize, Serialize};
use specta::Type;
use store::{Db, Operation, meetings, members};

use crate::{Api, Failure, Result, members::filled};

/// A meeting is planned.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct PlanMeeting {
    /// Chosen by the caller, who can then go to its page at once.
    pub id: MeetingId,
    /// What is known of it.
    pub meeting: MeetingFields,
}

/// What is known of a meeting changes.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct EditMeeting {
    /// Which one.
    pub id: MeetingId,
    /// What is known from now on.
    pub meeting: MeetingFields,
}

/// A meeting is not held after all, and goes with all that hangs on it.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct CancelMeeting {
    /// Which one.
    pub id: MeetingId,
}

/// What is known of a meeting.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct MeetingFields {
    /// What meets.
    pub body: Body,
    /// What it is called, where the body does not say enough.
    pub title: Option<String>,
    /// Its day.
    pub held_on: NaiveDate,
    /// When it starts.
    pub starts_at: Option<NaiveTime>,
    /// Where it is held, or the address of the call.
    pub place: Option<String>,
}

/// Something is put on the agenda.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct AddAgendaItem {
    /// Chosen by the caller.
    pub id: AgendaItemId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// What it is about.
    pub item: AgendaItemFields,
    /// The item after which it comes; the first place without one.
    pub after: Option<AgendaItemId>,
}

/// What is known of an agenda item changes.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct EditAgendaItem {
    /// Which one.
    pub id: AgendaItemId,
    /// What is known from now on.
    pub item: AgendaItemFields,
}

/// What is known of an agenda item.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct AgendaItemFields {
    /// What it is about.
    pub title: String,
    /// How long it should take, in minutes.
    pub duration: Option<u16>,
}

/// An agenda item goes elsewhere on the agenda.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct MoveAgendaItem {
    /// Which one.
    pub id: AgendaItemId,
    /// The item after which it comes; the first place without one.
    pub after: Option<AgendaItemId>,
}

/// An agenda item goes, with what was noted under it.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct RemoveAgendaItem {
    /// Which one.
    pub id: AgendaItemId,
}

/// The presence of an organisation is noted.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct RecordAttendance {
    /// At which meeting.
    pub meeting: MeetingId,
    /// Which organisation.
    pub organisation: OrganisationId,
    /// Whether it was there; without one, what was noted is forgotten.
    pub presence: Option<Presence>,
    /// Who came for it.
    pub people: Option<String>,
}

/// Every organisation that was expected, and of which nothing is noted, did not come.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct RecordAbsences {
    /// At which meeting.
    pub meeting: MeetingId,
}

/// A line of the list of meetings.
#[derive(Debug, Clone, Serialize, Type)]
pub struct MeetingLine {
    /// Which one.
    pub id: MeetingId,
    /// What is known of it.
    pub meeting: MeetingFields,
    /// Where it stands on the day that is looked at.
    pub stage: Stage,
    /// How many organisations were there.
    pub present: u32,
    /// How many decisions were taken.
    pub decisions: u32,
    /// How many actions were noted.
    pub actions: u32,
    /// How many of them are not done.
    pub open_actions: u32,
}

/// The page of a meeting.
#[derive(Debug, Clone, Serialize, Type)]
pub struct MeetingPage {
    /// Which one.
    pub id: MeetingId,
    /// What is known of it.
    pub meeting: MeetingFields,
    /// Where it stands on the day that is looked at.
    pub stage: Stage,
    /// Its agenda, with what was noted.
    pub items: Vec<AgendaItemLine>,
    /// Who came, and who may yet.
    pub attendance: Vec<AttendanceLine>,
    /// How many came.
    pub turnout: Turnout,
    /// What earlier meetings of the same body left to do.
    pub carried_over: Vec<ActionLine>,
}

/// An agenda item, as the page of a meeting shows it.
#[derive(Debug, Clone, Serialize, Type)]
pub struct AgendaItemLine {
    /// Which one.
    pub id: AgendaItemId,
    /// What is known of it.
    pub item: AgendaItemFields,
    /// What was noted under it.
    pub blocks: Vec<BlockLine>,
}

/// A block of the minutes, as the page of a meeting shows it.
#[derive(Debug, Clone, Serialize, Type)]
pub struct BlockLine {
    /// Which one.
    pub id: BlockId,
    /// What it says, in CommonMark.
    pub text: String,
    /// What it is.
    pub content: Content,
    /// The number of a decision within the meeting.
    pub number: Option<u32>,
    /// The name of the owner of an action.
    pub owner_name: Option<String>,
    /// Whether it is an action that should be done by the day that is looked at.
    pub overdue: bool,
}

/// An organisation on the list of attendance.
#[derive(Debug, Clone, Serialize, Type)]
pub struct AttendanceLine {
    /// Which one.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// Whether it was there, once it is noted.
    pub presence: Option<Presence>,
    /// The name of the organisation that spoke for it.
    pub represented_by: Option<String>,
    /// Who came for it.
    pub people: Option<String>,
}

/// How many organisations came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
pub struct Turnout {
    /// How many were expected.
    pub expected: u32,
    /// How many were there.
    pub present: u32,
    /// For how many another spoke.
    pub represented: u32,
    /// How many said that they would not come.
    pub excused: u32,
    /// How many did not come.
    pub absent: u32,
}

/// An action that waits to be done, with the meeting that noted it.
#[derive(Debug, Clone, Serialize, Type)]
pub struct ActionLine {
    /// Which one.
    pub id: BlockId,
    /// What is to be done.
    pub text: String,
    /// Who will do it.
    pub owner_name: Option<String>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// When it was done.
    pub done_on: Option<NaiveDate>,
    /// Whether it should be done by the day that is looked at.
    pub overdue: bool,
    /// Which meeting noted it.
    pub meeting: MeetingId,
    /// What met.
    pub body: Body,
    /// What the meeting is called.
    pub title: Option<String>,
    /// Its day.
    pub held_on: NaiveDate,
}

impl MeetingFields {
    fn of(self, id: MeetingId, minutes: Minutes) -> Meeting {
        Meeting {
            id,
            body: self.body,
            title: filled(self.title),
            held_on: self.held_on,
            starts_at: self.starts_at,
            place: filled(self.place),
            minutes,
        }
    }
}

impl From<Meeting> for MeetingFields {
    fn from(it: Meeting) -> Self {
        Self {
            body: it.body,
            title: it.title,
            held_on: it.held_on,
            starts_at: it.starts_at,
            place: it.place,
        }
    }
}

impl AgendaItemFields {
    fn of(
        self,
        id: AgendaItemId,
        meeting: MeetingId,
        position: i32,
    ) -> std::result::Result<AgendaItem, Refusal> {
        let title = crate::members::named(&self.title);
        let duration = self.duration.filter(|it| *it > 0);
        let item = AgendaItem { id, meeting, position, title, duration };
        item.check().map(|()| item)
    }
}

impl Api {
    pub(crate) async fn plan_meeting(&self, op: &mut Operation, it: PlanMeeting) -> Result<()> {
        Failure::check_new(meetings::get(op.db(), it.id).await?)?;
        Ok(meetings::save(op, &it.meeting.of(it.id, Minutes::Draft)).await?)
    }

    pub(crate) async fn edit_meeting(&self, op: &mut Operation, it: EditMeeting) -> Result<()> {
        let there = open_meeting(op.db(), it.id).await?;
        Ok(meetings::save(op, &it.meeting.of(it.id, there.minutes)).await?)
    }

    pub(crate) async fn cancel_meeting(&self, op: &mut Operation, it: CancelMeeting) -> Result<()> {
        open_meeting(op.db(), it.id).await?;
        Ok(meetings::remove(op, it.id).await?)
    }

    pub(crate) async fn add_agenda_item(
        &self,
        op: &mut Operation,
        it: AddAgendaItem,
    ) -> Result<()> {
        open_meeting(op.db(), it.meeting).await?;
        Failure::check_new(meetings::item(op.db(), it.id).await?)?;
        let position = make_room(op, it.meeting, it.id, it.after).await?;
        Ok(meetings::save_item(op, &it.item.of(it.id, it.meeting, position)?).await?)
    }

    pub(crate) async fn edit_agenda_item(
        &self,
        op: &mut Operation,
        it: EditAgendaItem,
    ) -> Result<()> {
        let there = open_item(op.db(), it.id).await?;
        let edited = it.item.of(there.id, there.meeting, there.position)?;
        Ok(meetings::save_item(op, &edited).await?)
    }

    pub(crate) async fn move_agenda_item(
        &self,
        op: &mut Operation,
        it: MoveAgendaItem,
    ) -> Result<()> {
        let mut there = open_item(op.db(), it.id).await?;
        there.position = make_room(op, there.meeting, it.id, it.after).await?;
        Ok(meetings::save_item(op, &there).await?)
    }

    pub(crate) async fn remove_agenda_item(
        &self,
        op: &mut Operation,
        it: RemoveAgendaItem,
    ) -> Result<()> {
        open_item(op.db(), it.id).await?;
        Ok(meetings::remove_item(op, it.id).await?)
    }

    pub(crate) async fn record_attendance(
        &self,
        op: &mut Operation,
        it: RecordAttendance,
    ) -> Result<()> {
        open_meeting(op.db(), it.meeting).await?;
        members::get(op.db(), it.organisation).await?.ok_or_else(Failure::not_found)?;
        let Some(presence) = it.presence else {
            return Ok(meetings::remove_attendance(op, it.meeting, it.organisation).await?);
        };
        let attendance = Attendance {
            meeting: it.meeting,
            organisation: it.organisation,
            presence,
            people: filled(it.people),
        };
        attendance.check()?;
        Ok(meetings::save_attendance(op, &attendance).await?)
    }

    pub(crate) async fn record_absences(
        &self,
        op: &mut Operation,
        it: RecordAbsences,
    ) -> Result<()> {
        let meeting = open_meeting(op.db(), it.meeting).await?;
        for line in attendance(op.db(), &meeting).await? {
            if line.presence.is_none() && meeting.expects(None) {
                let absence = Attendance {
                    meeting: it.meeting,
                    organisation: line.organisation,
                    presence: Presence::Absent,
                    people: None,
                };
                meetings::save_attendance(op, &absence).await?;
            }
        }
        Ok(())
    }

    /// The list of the meetings, as they stand on `day`, the latest first.
    pub async fn meetings(&self, day: NaiveDate) -> Result<Vec<MeetingLine>> {
        let mut db = self.store.read().await?;
        let tallies = meetings::tallies(&mut db, day).await?;
        let mut tallies: BTreeMap<_, _> = tallies.into_iter().map(|it| (it.meeting, it)).collect();
        let all = meetings::list(&mut db).await?.into_iter();
        let line = |it: Meeting| {
            let tally = tallies.remove(&it.id)?;
            Some(MeetingLine {
                id: it.id,
                stage: it.stage(day),
                meeting: it.into(),
                present: tally.present,
                decisions: tally.decisions,
                actions: tally.actions,
                open_actions: tally.open_actions,
            })
        };
        // A meeting planned between the two readings shows at the next one.
        Ok(all.filter_map(line).collect())
    }

    /// The page of a meeting, as it stands on `day`.
    pub async fn meeting(&self, id: MeetingId, day: NaiveDate) -> Result<MeetingPage> {
        let mut db = self.store.read().await?;
        let it = meetings::get(&mut db, id).await?.ok_or_else(Failure::not_found)?;
        let attendance = attendance(&mut db, &it).await?;
        let carried_over = meetings::carried_over(&mut db, &it).await?;
        Ok(MeetingPage {
            id,
            stage: it.stage(day),
            items: agenda(&mut db, id, day).await?,
            turnout: turnout(&it, &attendance),
            attendance,
            carried_over: carried_over.into_iter().map(|it| action(it, day)).collect(),
            meeting: it.into(),
        })
    }

    /// What the meetings left to do and is not done on `day`; what is due first comes first.
    pub async fn actions(&self, day: NaiveDate) -> Result<Vec<ActionLine>> {
        open_actions(&mut *self.store.read().await?, day).await
    }
}

/// What is to be done and is not on `day`; what is due first comes first.
pub(crate) async fn open_actions(db: &mut Db, day: NaiveDate) -> Result<Vec<ActionLine>> {
    let open = meetings::open_actions(db, day).await?;
    Ok(open.into_iter().map(|it| action(it, day)).collect())
}

/// The meeting called `id`, unless its minutes were validated.
pub(crate) async fn open_meeting(db: &mut Db, id: MeetingId) -> Result<Meeting> {
    let meeting = meetings::get(db, id).await?.ok_or_else(Failure::not_found)?;
    meeting.check_open()?;
    Ok(meeting)
}

/// The agenda item called `id`, unless the minutes of its meeting were validated.
pub(crate) async fn open_item(db: &mut Db, id: AgendaItemId) -> Result<AgendaItem> {
    let item = meetings::item(db, id).await?.ok_or_else(Failure::not_found)?;
    open_meeting(db, item.meeting).await?;
    Ok(item)
}

async fn make_room(
    op: &mut Operation,
    meeting: MeetingId,
    id: AgendaItemId,
    after: Option<AgendaItemId>,
) -> Result<i32> {
    let mut others = meetings::items_of(op.db(), meeting).await?;
    others.retain(|it| it.id != id);
    let row: Vec<_> = others.iter().map(|it| (it.id, it.position)).collect();
    let place = Place::after(after, &row);
    for (id, position) in place.moved {
        if let Some(other) = others.iter_mut().find(|it| it.id == id) {
            other.position = position;
            meetings::save_item(op, other).await?;
        }
    }
    Ok(place.position)
}

/// The agenda of a meeting, with what was noted under each item, as it stands on `day`.
pub(crate) async fn agenda(
    db: &mut Db,
    id: MeetingId,
    day: NaiveDate,
) -> Result<Vec<AgendaItemLine>> {
    let mut noted: BTreeMap<AgendaItemId, Vec<meetings::Noted>> = BTreeMap::new();
    for it in meetings::blocks_of(db, id).await? {
        noted.entry(it.block.item).or_default().push(it);
    }
    let mut numbers = 1..;
    let mut block = |it: meetings::Noted| BlockLine {
        id: it.block.id,
        number: (it.block.content == Content::Decision).then(|| numbers.next()).flatten(),
        overdue: it.block.content.is_overdue(day),
        text: it.block.text,
        content: it.block.content,
        owner_name: it.owner_name,
    };
    let items = meetings::items_of(db, id).await?;
    Ok(items
        .into_iter()
        .map(|it| AgendaItemLine {
            id: it.id,
            item: AgendaItemFields { title: it.title, duration: it.duration },
            blocks: noted.remove(&it.id).unwrap_or_default().into_iter().map(&mut block).collect(),
        })
        .collect())
}

/// The list of attendance of a meeting, in the order of the names.
pub(crate) async fn attendance(db: &mut Db, meeting: &Meeting) -> Result<Vec<AttendanceLine>> {
    let present = |it: &domain::organisation::Membership| it.is_present(meeting.held_on);
    let is_member: BTreeSet<OrganisationId> = members::memberships(db)
        .await?
        .into_iter()
        .filter(present)
        .map(|it| it.organisation)
        .collect();
    let names: BTreeMap<OrganisationId, String> =
        members::list(db).await?.into_iter().map(|it| (it.id, it.name)).collect();
    let mut noted: BTreeMap<OrganisationId, Attendance> = meetings::attendance_of(db, meeting.id)
        .await?
        .into_iter()
        .map(|it| (it.organisation, it))
        .collect();
    let line = |(id, name): (&OrganisationId, &String)| {
        let (presence, people) = noted.remove(id).map(|it| (it.presence, it.people)).unzip();
        meeting.lists(is_member.contains(id), presence.as_ref()).then(|| AttendanceLine {
            organisation: *id,
            name: name.clone(),
            represented_by: presence
                .as_ref()
                .and_then(Presence::spokesperson)
                .and_then(|by| names.get(&by).cloned()),
            presence,
            people: people.flatten(),
        })
    };
    let mut lines: Vec<AttendanceLine> = names.iter().filter_map(line).collect();
    lines.sort_by_cached_key(|it| domain::fold(&it.name));
    Ok(lines)
}

fn turnout(meeting: &Meeting, lines: &[AttendanceLine]) -> Turnout {
    let mut turnout = Turnout::default();
    for presence in lines.iter().map(|it| it.presence.as_ref()) {
        turnout.expected += u32::from(meeting.expects(presence));
        match presence {
            None => {}
            Some(Presence::Present) => turnout.present += 1,
            Some(Presence::Represented { .. }) => turnout.represented += 1,
            Some(Presence::Excused) => turnout.excused += 1,
            Some(Presence::Absent) => turnout.absent += 1,
        }
    }
    turnout
}

fn action(it: meetings::NotedAction, day: NaiveDate) -> ActionLine {
    let block = it.noted.block;
    let overdue = block.content.is_overdue(day);
    let (due_on, done_on) = match block.content {
        Content::Action { due_on, done_on, .. } => (due_on, done_on),
        Content::Text | Content::Decision => (None, None),
    };
    ActionLine {
        id: block.id,
        text: block.text,
        owner_name: it.noted.owner_name,
        due_on,
        done_on,
        overdue,
        meeting: it.meeting,
        body: it.body,
        title: it.title,
        held_on: it.held_on,
    }
}
