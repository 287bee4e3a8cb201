//! The minutes of a meeting: what is noted, how they become the record of the club, and the paper
//! that leaves it.

use chrono::NaiveDate;
/// The languages in which papers are written.
pub use documents::minutes::Language as PaperLanguage;
use documents::{markdown::minutes_markdown, minutes as paper, pdf::minutes_pdf};
use domain::{
    AgendaItemId, BlockId, MeetingId,
    meeting::{Block, Content, Minutes, Owner, Place, Presence},
};
use serde::{Deserialize, Serialize};
use specta::Type;
use store::{Db, Operation, meetings, members, people};

use crate::{
    AgendaItemLine, Api, AttendanceLine, BlockLine, Failure, Result,
    meetings::{agenda, attendance, open_item, open_meeting},
};

/// Something is noted, or noted anew.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct WriteBlock {
    /// Chosen by the caller when it is new.
    pub id: BlockId,
    /// Under which item a new one stands.
    pub item: AgendaItemId,
    /// The block after which a new one comes; the first place without one.
    pub after: Option<BlockId>,
    /// What it says, in CommonMark.
    pub text: String,
    /// What it is. Whether an action is done is said by [`CompleteAction`], once it is noted.
    pub content: Content,
}

/// A block goes elsewhere in the minutes.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct MoveBlock {
    /// Which one.
    pub id: BlockId,
    /// Under which item it stands from now on.
    pub item: AgendaItemId,
    /// The block after which it comes; the first place without one.
    pub after: Option<BlockId>,
}

/// A block goes.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct RemoveBlock {
    /// Which one.
    pub id: BlockId,
}

/// An action is done. This stays possible once the minutes are locked: an action outlives them.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct CompleteAction {
    /// Which one.
    pub id: BlockId,
    /// On this day.
    pub on: NaiveDate,
}

/// An action is not done after all.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ReopenAction {
    /// Which one.
    pub id: BlockId,
}

/// The minutes were read and found right.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ValidateMinutes {
    /// Of which meeting.
    pub meeting: MeetingId,
    /// On this day.
    pub on: NaiveDate,
}

/// Validated minutes are opened again, to mend them.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ReopenMinutes {
    /// Of which meeting.
    pub meeting: MeetingId,
}

/// Validated minutes become the record of the club.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct LockMinutes {
    /// Of which meeting.
    pub meeting: MeetingId,
}

/// The formats in which minutes leave the club.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MinutesFormat {
    /// PDF/A-2a and PDF/UA-1.
    Pdf,
    /// CommonMark.
    Markdown,
}

impl MinutesFormat {
    /// The end of the names of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Markdown => "md",
        }
    }
}

/// A file to be written where the person chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The name that is proposed.
    pub file_name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Api {
    pub(crate) async fn write_block(&self, op: &mut Operation, it: WriteBlock) -> Result<()> {
        let content = owned(op.db(), it.content).await?;
        let text = it.text.trim().to_owned();
        let block = match meetings::block(op.db(), it.id).await? {
            Some(there) => {
                open_item(op.db(), there.item).await?;
                let content = there.content.rewritten(content);
                Block { text, content, ..there }
            }
            None => {
                open_item(op.db(), it.item).await?;
                let position = make_room(op, it.item, it.id, it.after).await?;
                Block { id: it.id, item: it.item, position, text, content }
            }
        };
        block.check()?;
        block.check_day(self.today())?;
        Ok(meetings::save_block(op, &block).await?)
    }

    pub(crate) async fn move_block(&self, op: &mut Operation, it: MoveBlock) -> Result<()> {
        let mut block = meetings::block(op.db(), it.id).await?.ok_or_else(Failure::not_found)?;
        open_item(op.db(), block.item).await?;
        open_item(op.db(), it.item).await?;
        block.item = it.item;
        block.position = make_room(op, it.item, it.id, it.after).await?;
        Ok(meetings::save_block(op, &block).await?)
    }

    pub(crate) async fn remove_block(&self, op: &mut Operation, it: RemoveBlock) -> Result<()> {
        let block = meetings::block(op.db(), it.id).await?.ok_or_else(Failure::not_found)?;
        open_item(op.db(), block.item).await?;
        Ok(meetings::remove_block(op, it.id).await?)
    }

    pub(crate) async fn complete_action(
        &self,
        op: &mut Operation,
        it: CompleteAction,
    ) -> Result<()> {
        self.save_completion(op, it.id, Some(it.on)).await
    }

    pub(crate) async fn reopen_action(&self, op: &mut Operation, it: ReopenAction) -> Result<()> {
        self.save_completion(op, it.id, None).await
    }

    async fn save_completion(
        &self,
        op: &mut Operation,
        id: BlockId,
        on: Option<NaiveDate>,
    ) -> Result<()> {
        let mut block = meetings::block(op.db(), id).await?.ok_or_else(Failure::not_found)?;
        block.content.complete(on, self.today())?;
        Ok(meetings::save_block(op, &block).await?)
    }

    pub(crate) async fn validate_minutes(
        &self,
        op: &mut Operation,
        it: ValidateMinutes,
    ) -> Result<()> {
        let mut meeting = open_meeting(op.db(), it.meeting).await?;
        let items = meetings::items_of(op.db(), it.meeting).await?.len();
        meeting.validate(items, it.on, self.today())?;
        Ok(meetings::save(op, &meeting).await?)
    }

    pub(crate) async fn reopen_minutes(&self, op: &mut Operation, it: ReopenMinutes) -> Result<()> {
        let mut meeting =
            meetings::get(op.db(), it.meeting).await?.ok_or_else(Failure::not_found)?;
        meeting.reopen()?;
        Ok(meetings::save(op, &meeting).await?)
    }

    pub(crate) async fn lock_minutes(&self, op: &mut Operation, it: LockMinutes) -> Result<()> {
        let mut meeting =
            meetings::get(op.db(), it.meeting).await?.ok_or_else(Failure::not_found)?;
        meeting.lock(self.today())?;
        Ok(meetings::save(op, &meeting).await?)
    }

    /// The minutes of a meeting as a file.
    pub async fn export_minutes(
        &self,
        id: MeetingId,
        format: MinutesFormat,
        language: PaperLanguage,
    ) -> Result<Export> {
        let minutes = self.paper(id, language).await?;
        let file_name = minutes.file_name(format.extension());
        let bytes = match format {
            MinutesFormat::Markdown => minutes_markdown(&minutes).into_bytes(),
            // The first page of the day takes a second, in which the window should not wait.
            MinutesFormat::Pdf => tokio::task::spawn_blocking(move || minutes_pdf(&minutes))
                .await
                .map_err(Failure::bug)?
                .map_err(Failure::bug)?,
        };
        Ok(Export { file_name, bytes })
    }

    async fn paper(&self, id: MeetingId, language: PaperLanguage) -> Result<paper::Minutes> {
        let settings = self.settings().await?;
        let mut db = self.store.read().await?;
        let meeting = meetings::get(&mut db, id).await?.ok_or_else(Failure::not_found)?;
        let attendance = attendance(&mut db, &meeting).await?;
        let agenda = agenda(&mut db, id, self.today()).await?;
        Ok(paper::Minutes {
            language,
            programme: settings.programme,
            heading: settings.heading.lines().map(ToOwned::to_owned).collect(),
            title: meeting.title.unwrap_or_else(|| language.body(meeting.body).to_owned()),
            date: meeting.held_on,
            starts_at: meeting.starts_at,
            ends_at: None,
            place: meeting.place,
            status: match meeting.minutes {
                Minutes::Draft => paper::Status::Draft,
                Minutes::Validated { on } => paper::Status::Validated { on },
                Minutes::Locked { on, .. } => paper::Status::Locked { on },
            },
            attendance: attendance.into_iter().filter_map(attendance_on_paper).collect(),
            items: (1..).zip(agenda).map(|(number, it)| item_on_paper(number, it)).collect(),
            made_at: (self.now)(),
        })
    }
}

/// The content with an owner who is there, and none where only spaces were typed.
async fn owned(db: &mut Db, mut content: Content) -> Result<Content> {
    if let Content::Action { owner: named, .. } = &mut content {
        match named.take() {
            None => {}
            Some(Owner::Words { text }) => {
                let text = text.trim().to_owned();
                *named = (!text.is_empty()).then_some(Owner::Words { text });
            }
            Some(Owner::Person { id }) => {
                people::get(db, id).await?.ok_or_else(Failure::not_found)?;
                *named = Some(Owner::Person { id });
            }
            Some(Owner::Organisation { id }) => {
                members::get(db, id).await?.ok_or_else(Failure::not_found)?;
                *named = Some(Owner::Organisation { id });
            }
        }
    }
    Ok(content)
}

async fn make_room(
    op: &mut Operation,
    item: AgendaItemId,
    id: BlockId,
    after: Option<BlockId>,
) -> Result<i32> {
    let mut others = meetings::blocks_under(op.db(), item).await?;
    others.retain(|it| it.id != id);
    let row: Vec<_> = others.iter().map(|it| (it.id, it.position)).collect();
    let place = Place::after(after, &row);
    for (id, position) in place.moved {
        if let Some(other) = others.iter_mut().find(|it| it.id == id) {
            other.position = position;
            meetings::save_block(op, other).await?;
        }
    }
    Ok(place.position)
}

/// An organisation of which nothing is noted is left out: the paper says only what is known.
fn attendance_on_paper(it: AttendanceLine) -> Option<paper::Attendance> {
    let presence = match it.presence? {
        Presence::Present => paper::Presence::Present,
        Presence::Excused => paper::Presence::Excused,
        Presence::Absent => paper::Presence::Absent,
        Presence::Represented { .. } => {
            paper::Presence::Represented { by: it.represented_by.unwrap_or_default() }
        }
    };
    let people = it.people.into_iter().collect();
    Some(paper::Attendance { organisation: it.name, people, presence })
}

fn item_on_paper(number: u32, it: AgendaItemLine) -> paper::Item {
    let blocks = it.blocks.into_iter().map(block_on_paper).collect();
    paper::Item { number, title: it.item.title, blocks }
}

fn block_on_paper(it: BlockLine) -> paper::Block {
    match it.content {
        Content::Text => paper::Block::Text(it.text),
        Content::Decision => paper::Block::Decision(paper::Decision {
            number: it.number.map(|it| it.to_string()).unwrap_or_default(),
            text: it.text,
        }),
        Content::Action { due_on, done_on, .. } => paper::Block::Action(paper::Action {
            text: it.text,
            owner: it.owner_name,
            due: due_on,
            done: done_on,
        }),
    }
}
