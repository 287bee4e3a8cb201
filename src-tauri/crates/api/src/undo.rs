//! Taking an operation back, which the rules may refuse like any command.
//!
//! A row that comes back was right when it was written, and the journal refuses one that has changed
//! since. What may have changed is what stands beside it: a name that another has taken, a period
//! that another overlaps, minutes that were closed. A day that had come when it was recorded is not
//! judged again, or a clock that is set back would keep a fact for ever.

use std::collections::BTreeMap;

use domain::{
    AgendaItemId, BlockId, ConventionId, MeetingId, OrganisationId, Refusal,
    document::Document,
    meeting::{AgendaItem, Attendance, Block, Meeting},
    organisation::{Known, Membership},
};
use store::{
    Db, Operation, OperationId, Touched, conventions, documents, meetings, members, people,
};

use crate::Result;

/// What the rules say.
type Judged = std::result::Result<(), Refusal>;

/// Takes back the operation called `id`, unless the rules refuse what would come of it.
pub(crate) async fn undo(op: &mut Operation, id: OperationId) -> Result<()> {
    let touched = Touched::by(op.db(), id).await?;
    let before = Held::read(op.db(), &touched).await?;
    op.undo(id).await?;
    let after = Held::read(op.db(), &touched).await?;
    check_minutes(&touched, &before, &after)?;
    check(op.db(), touched, &after).await
}

/// What an operation touched of meetings, their agenda and their minutes, with the meeting of each.
struct Held {
    meetings: BTreeMap<MeetingId, Meeting>,
    items: BTreeMap<AgendaItemId, AgendaItem>,
    blocks: BTreeMap<BlockId, Block>,
    attendance: BTreeMap<(MeetingId, OrganisationId), Attendance>,
}

impl Held {
    async fn read(db: &mut Db, touched: &Touched) -> Result<Self> {
        let blocks = meetings::blocks_among(db, &touched.blocks).await?;
        let mut items = touched.items.clone();
        items.extend(blocks.iter().map(|it| it.item));
        let items = meetings::items_among(db, &items).await?;
        let attendance = meetings::attendance_among(db, &touched.attendance).await?;
        let mut held = touched.meetings.clone();
        held.extend(items.iter().map(|it| it.meeting));
        held.extend(attendance.iter().map(|it| it.meeting));
        let meetings = meetings::among(db, &held).await?;
        Ok(Self {
            meetings: meetings.into_iter().map(|it| (it.id, it)).collect(),
            items: items.into_iter().map(|it| (it.id, it)).collect(),
            blocks: blocks.into_iter().map(|it| (it.id, it)).collect(),
            attendance: (attendance.into_iter())
                .map(|it| ((it.meeting, it.organisation), it))
                .collect(),
        })
    }

    /// Refuses what belongs to closed minutes.
    fn check_open(&self, meeting: MeetingId) -> Judged {
        self.meetings.get(&meeting).map_or(Ok(()), Meeting::check_open)
    }

    fn check_item(&self, id: AgendaItemId) -> Judged {
        self.items.get(&id).map_or(Ok(()), |it| self.check_open(it.meeting))
    }

    fn check_block(&self, id: BlockId) -> Judged {
        self.blocks.get(&id).map_or(Ok(()), |it| self.check_item(it.item))
    }

    fn check_attendance(&self, id: (MeetingId, OrganisationId)) -> Judged {
        self.attendance.get(&id).map_or(Ok(()), |it| self.check_open(it.meeting))
    }
}

/// Refuses a change to closed minutes: to those where something was, and to those where it is.
///
/// The lock itself is not taken back either: locked minutes are not reopened, whoever asks, and to
/// undo the lock would be to reopen them by another name.
fn check_minutes(touched: &Touched, before: &Held, after: &Held) -> Judged {
    for id in &touched.meetings {
        if let Some(it) = before.meetings.get(id) {
            it.check_becomes(after.meetings.get(id))?;
        }
    }
    let sides = [before, after];
    for id in &touched.items {
        if before.items.get(id) != after.items.get(id) {
            sides.iter().try_for_each(|it| it.check_item(*id))?;
        }
    }
    for id in &touched.blocks {
        let both = before.blocks.get(id).zip(after.blocks.get(id));
        if !both.is_some_and(|(before, after)| before.is_written_as(after)) {
            sides.iter().try_for_each(|it| it.check_block(*id))?;
        }
    }
    for id in &touched.attendance {
        if before.attendance.get(id) != after.attendance.get(id) {
            sides.iter().try_for_each(|it| it.check_attendance(*id))?;
        }
    }
    Ok(())
}

/// Refuses what the rules refuse of the rows that were touched, as they stand now.
///
/// Each sort is read at once and each name folded once: an import touches thousands.
async fn check(db: &mut Db, touched: Touched, held: &Held) -> Result<()> {
    // Without `..`, so that a new sort of facts does not compile until its rules are asked here.
    let Touched {
        items: _,
        attendance: _,
        // No two have the same certificate, which is their id, and the rest is a matter of days.
        authorities: _,
        blocks: _,
        conventions,
        documents,
        meetings,
        memberships,
        notes,
        organisations,
        people,
        posts,
        // No rule says what a club may say of itself.
        settings: _,
    } = touched;
    if !organisations.is_empty() {
        let all = members::list(db).await?;
        let known = Known::new(&all);
        all.iter()
            .filter(|it| organisations.contains(&it.id))
            .try_for_each(|it| it.check(&known))?;
    }
    let mut periods: BTreeMap<OrganisationId, Vec<Membership>> = BTreeMap::new();
    for it in members::memberships_beside(db, &memberships).await? {
        periods.entry(it.organisation).or_default().push(it);
    }
    for all in periods.values() {
        all.iter().filter(|it| memberships.contains(&it.id)).try_for_each(|it| it.check(all))?;
    }
    members::notes_among(db, &notes).await?.iter().try_for_each(|it| it.check())?;
    people::among(db, &people).await?.iter().try_for_each(|it| it.check())?;
    people::posts_among(db, &posts).await?.iter().try_for_each(|it| it.check())?;
    if !conventions.is_empty() {
        let references = conventions::references(db).await?.into_iter().collect();
        let among = conventions::among(db, &conventions).await?;
        among.iter().try_for_each(|it| it.check(&references))?;
    }
    let mut attached: BTreeMap<ConventionId, Vec<Document>> = BTreeMap::new();
    for it in documents::beside(db, &documents).await? {
        attached.entry(it.convention).or_default().push(it);
    }
    for all in attached.values() {
        all.iter().filter(|it| documents.contains(&it.id)).try_for_each(|it| it.check(all))?;
    }
    held.items.values().try_for_each(AgendaItem::check)?;
    held.blocks.values().try_for_each(Block::check)?;
    held.attendance.values().try_for_each(Attendance::check)?;
    for it in held.meetings.values().filter(|it| meetings.contains(&it.id)) {
        it.check(meetings::items_of(db, it.id).await?.len())?;
    }
    Ok(())
}
