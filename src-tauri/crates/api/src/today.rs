//! The first page: what waits for the coordinator, what comes next, and how the club goes.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{
    BlockId, ConventionId, MeetingId,
    convention::{Convention, Standing},
    meeting::{Body, Meeting, Stage},
    today::{Urgency, year_behind},
};
use serde::Serialize;
use specta::Type;
use store::{Db, conventions, journal, meetings, members, today};

use crate::{
    Api, ConventionLine, JournalLine, MeetingFields, Result, conventions::lines_on,
    meetings::open_actions,
};

/// So many meetings to come are shown.
const MEETINGS: usize = 4;

/// So many things done today are shown.
const DONE: usize = 5;

/// The first page.
#[derive(Debug, Clone, Serialize, Type)]
pub struct TodayPage {
    /// What waits, the soonest first.
    pub lines: Vec<TodayLine>,
    /// The next meetings, the soonest first.
    pub meetings: Vec<NextMeeting>,
    /// What was done today and still stands, the last thing first.
    pub done: Vec<JournalLine>,
    /// The organisations that are members.
    pub members: Figure,
    /// The conventions in force.
    pub conventions: Figure,
    /// The actions that are not done.
    pub actions: Figure,
}

/// A meeting to come.
#[derive(Debug, Clone, Serialize, Type)]
pub struct NextMeeting {
    /// Which one.
    pub id: MeetingId,
    /// What is known of it.
    pub meeting: MeetingFields,
}

/// Something that waits.
#[derive(Debug, Clone, Serialize, Type)]
pub struct TodayLine {
    /// How soon it must be seen to.
    pub urgency: Urgency,
    /// Its day: when it falls due, or since when it waits.
    pub on: NaiveDate,
    /// What it is.
    pub matter: Matter,
}

/// What waits.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Matter {
    /// A convention ends soon.
    ConventionEnds {
        /// Which one.
        convention: ConventionId,
        /// The number printed on the paper.
        reference: String,
        /// Whom it binds.
        organisation: String,
        /// Days left.
        days: i32,
    },
    /// Both sides have signed a convention and nobody has kept the PDF that shows it.
    PdfMissing {
        /// Which convention.
        convention: ConventionId,
        /// The number printed on the paper.
        reference: String,
        /// Whom it binds.
        organisation: String,
    },
    /// The minutes of a meeting wait to be validated.
    MinutesToValidate {
        /// Which meeting.
        meeting: MeetingId,
        /// What met.
        body: Body,
        /// What the meeting is called.
        title: Option<String>,
    },
    /// An action should be done by now.
    ActionOverdue {
        /// Which action.
        block: BlockId,
        /// Which meeting noted it.
        meeting: MeetingId,
        /// What is to be done.
        text: String,
        /// Who will do it.
        owner: Option<String>,
    },
}

/// How many things wait, for each page that shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct Waiting {
    /// All of them: the lines of the first page.
    pub today: u32,
    /// The conventions of which one of these lines speaks.
    pub conventions: u32,
    /// The meetings whose minutes wait to be validated.
    pub meetings: u32,
}

/// A figure with its year behind it.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Figure {
    /// What it is on the day that is looked at.
    pub now: u32,
    /// What it was on the same day of each of the twelve months before, and now; the oldest first.
    pub year: Vec<u32>,
}

impl Figure {
    fn of(days: &[NaiveDate], count: impl Fn(NaiveDate) -> usize) -> Self {
        let year: Vec<u32> =
            days.iter().map(|it| count(*it).try_into().unwrap_or(u32::MAX)).collect();
        Self { now: year.last().copied().unwrap_or_default(), year }
    }
}

impl Api {
    /// The first page, as the club stands on `day`.
    pub async fn today_page(&self, day: NaiveDate) -> Result<TodayPage> {
        let mut db = self.store.read().await?;
        let days = year_behind(day);
        let meetings = meetings::not_validated(&mut db, day).await?;
        let memberships = members::memberships(&mut db).await?;
        let actions = today::actions(&mut db).await?;
        let all = conventions::list(&mut db).await?;
        let in_force =
            Figure::of(&days, |on| all.iter().filter(|it| it.standing(on).is_in_force()).count());
        let mut lines = lines(&mut db, all, &meetings, day).await?;
        lines.sort_by_key(|it| (it.urgency, it.on));
        let next = meetings
            .into_iter()
            .filter(|it| matches!(it.stage(day), Stage::Upcoming | Stage::Today))
            .take(MEETINGS)
            .map(|it| NextMeeting { id: it.id, meeting: it.into() })
            .collect();

        Ok(TodayPage {
            lines,
            meetings: next,
            done: self.done_on(&mut db, day).await?,
            members: Figure::of(&days, |on| {
                memberships.iter().filter(|it| it.is_present(on)).count()
            }),
            conventions: in_force,
            actions: Figure::of(&days, |on| {
                let open = |(noted, done): &&(NaiveDate, Option<NaiveDate>)| {
                    *noted <= on && done.is_none_or(|it| on < it)
                };
                actions.iter().filter(open).count()
            }),
        })
    }

    /// How many things wait on `day`.
    pub async fn waiting(&self, day: NaiveDate) -> Result<Waiting> {
        let mut db = self.store.read().await?;
        let meetings = meetings::not_validated(&mut db, day).await?;
        let all = conventions::list(&mut db).await?;
        let lines = lines(&mut db, all, &meetings, day).await?;
        let (mut conventions, mut meetings) = (BTreeSet::new(), BTreeSet::new());
        for it in &lines {
            match it.matter {
                Matter::ConventionEnds { convention, .. }
                | Matter::PdfMissing { convention, .. } => {
                    conventions.insert(convention);
                }
                Matter::MinutesToValidate { meeting, .. } => {
                    meetings.insert(meeting);
                }
                // It outlives the minutes of its meeting, which may be locked.
                Matter::ActionOverdue { .. } => {}
            }
        }
        let number = |it: usize| it.try_into().unwrap_or(u32::MAX);
        Ok(Waiting {
            today: number(lines.len()),
            conventions: number(conventions.len()),
            meetings: number(meetings.len()),
        })
    }

    /// What was done on `day` and still stands.
    async fn done_on(&self, db: &mut Db, day: NaiveDate) -> Result<Vec<JournalLine>> {
        let filter = journal::Filter { limit: 40, ..journal::Filter::default() };
        let offset = *(self.now)().offset();
        let entries = journal::entries(db, filter).await?;
        entries
            .into_iter()
            .filter(|it| it.undoes.is_none() && it.undone_by.is_none())
            .filter(|it| it.at.with_timezone(&offset).date_naive() == day)
            .take(DONE)
            .map(crate::journal::line)
            .collect()
    }
}

/// What waits on `day`, in no order.
async fn lines(
    db: &mut Db,
    conventions: Vec<Convention>,
    meetings: &[Meeting],
    day: NaiveDate,
) -> Result<Vec<TodayLine>> {
    let conventions = lines_on(db, conventions, day).await?.into_iter();
    let mut lines: Vec<_> = conventions.flat_map(|it| about_convention(it, day)).collect();
    lines.extend(meetings.iter().filter_map(|it| about_meeting(it, day)));
    lines.extend(open_actions(db, day).await?.into_iter().filter_map(about_action));
    Ok(lines)
}

fn about_convention(it: ConventionLine, day: NaiveDate) -> Vec<TodayLine> {
    let mut lines = Vec::new();
    let (convention, reference, organisation) = (it.id, it.reference, it.organisation_name);
    if let Some(since) = it.missing_pdf {
        let (reference, organisation) = (reference.clone(), organisation.clone());
        lines.push(TodayLine {
            urgency: Urgency::Waiting,
            on: since,
            matter: Matter::PdfMissing { convention, reference, organisation },
        });
    }
    if let Standing::EndsSoon { ends_on, days } = it.standing {
        lines.push(TodayLine {
            urgency: Urgency::of(ends_on, day),
            on: ends_on,
            matter: Matter::ConventionEnds { convention, reference, organisation, days },
        });
    }
    lines
}

fn about_meeting(it: &Meeting, day: NaiveDate) -> Option<TodayLine> {
    (it.stage(day) == Stage::ToValidate).then(|| TodayLine {
        urgency: Urgency::Waiting,
        on: it.held_on,
        matter: Matter::MinutesToValidate {
            meeting: it.id,
            body: it.body,
            title: it.title.clone(),
        },
    })
}

fn about_action(it: crate::ActionLine) -> Option<TodayLine> {
    let on = it.due_on.filter(|_| it.overdue)?;
    Some(TodayLine {
        urgency: Urgency::Overdue,
        on,
        matter: Matter::ActionOverdue {
            block: it.id,
            meeting: it.meeting,
            text: it.text,
            owner: it.owner_name,
        },
    })
}
