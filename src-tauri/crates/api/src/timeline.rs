//! The timeline of an organisation: everything with a day that the club knows of it.

use chrono::NaiveDate;
use domain::{
    ConventionId, Day, DocumentId, MeetingId,
    convention::{Convention, Standing, Step},
    document::{Document, Role},
    meeting::Body,
    organisation::Membership,
};
use serde::Serialize;
use specta::Type;
use store::meetings::Attended;

/// Something that happened to an organisation.
#[derive(Debug, Clone, Serialize, Type)]
pub struct MemberEvent {
    /// Its day; where that is uncertain, the one from which it counts.
    pub on: NaiveDate,
    /// What happened.
    pub what: Happening,
}

/// What happened to an organisation.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Happening {
    /// It became a member.
    Arrived {
        /// When that was.
        day: Day,
        /// How the source told it.
        words: Option<String>,
    },
    /// It left.
    Left {
        /// Its last day.
        day: Day,
        /// How the source told it.
        words: Option<String>,
    },
    /// A convention reached a step.
    ConventionStep {
        /// Which convention.
        convention: ConventionId,
        /// The number printed on the paper.
        reference: String,
        /// The step.
        step: Step,
    },
    /// The term of a convention ran out.
    ConventionLapsed {
        /// Which convention.
        convention: ConventionId,
        /// The number printed on the paper.
        reference: String,
    },
    /// A document was received.
    Received {
        /// Which document.
        document: DocumentId,
        /// The convention that it is attached to.
        convention: ConventionId,
        /// The number printed on the paper of that convention.
        reference: String,
        /// What it is to the convention.
        role: Role,
        /// The name of the file.
        name: String,
    },
    /// It was at a meeting.
    Attended {
        /// Which meeting.
        meeting: MeetingId,
        /// What met.
        body: Body,
        /// What the meeting is called.
        title: Option<String>,
        /// Who came for it.
        people: Option<String>,
        /// Whether another organisation spoke for it.
        represented: bool,
        /// The name of the one that did, where it is known.
        represented_by: Option<String>,
    },
}

/// What happened by `day`, the latest first.
pub(crate) fn timeline(
    memberships: &[Membership],
    conventions: &[Convention],
    documents: &[Document],
    attended: Vec<Attended>,
    day: NaiveDate,
) -> Vec<MemberEvent> {
    let mut events: Vec<MemberEvent> = memberships.iter().flat_map(of_membership).collect();
    for it in conventions {
        events.extend(of_convention(it, day));
        let attached = documents.iter().filter(|document| document.convention == it.id);
        events.extend(attached.map(|document| MemberEvent {
            on: document.received_on,
            what: Happening::Received {
                document: document.id,
                convention: it.id,
                reference: it.reference.clone(),
                role: document.role,
                name: document.name.clone(),
            },
        }));
    }
    events.extend(attended.into_iter().rev().map(of_meeting));
    events.retain(|it| it.on <= day);
    // What happened on one day stays in the order in which such things happen.
    events.sort_by_key(|it| it.on);
    events.reverse();
    events
}

fn of_membership(it: &Membership) -> impl Iterator<Item = MemberEvent> + use<> {
    let arrived = Happening::Arrived { day: it.arrived, words: it.arrival_words.clone() };
    let left = it.left.map(|day| MemberEvent {
        on: day.latest,
        what: Happening::Left { day, words: it.departure_words.clone() },
    });
    [MemberEvent { on: it.arrived.latest, what: arrived }].into_iter().chain(left)
}

fn of_convention(it: &Convention, day: NaiveDate) -> Vec<MemberEvent> {
    let (convention, reference) = (it.id, it.reference.clone());
    let mut events: Vec<MemberEvent> = it
        .path
        .steps()
        .map(|(step, on)| MemberEvent {
            on,
            what: Happening::ConventionStep { convention, reference: reference.clone(), step },
        })
        .collect();
    if let Standing::Lapsed { ended_on } = it.standing(day) {
        let what = Happening::ConventionLapsed { convention, reference };
        events.push(MemberEvent { on: ended_on, what });
    }
    events
}

fn of_meeting(it: Attended) -> MemberEvent {
    MemberEvent {
        on: it.meeting.held_on,
        what: Happening::Attended {
            meeting: it.meeting.id,
            body: it.meeting.body,
            title: it.meeting.title,
            people: it.people,
            represented: it.represented,
            represented_by: it.represented_by,
        },
    }
}
