//! Organisations, when each is a member, and what is noted about them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    ConventionId, Day, MembershipId, NoteId, OrganisationId, Refusal, RegisterNumber,
    convention::{self, Convention},
    document::Document,
    organisation::{self, Kind, Known, Membership, Note, Organisation, Standing, Topic},
};
use serde::{Deserialize, Serialize};
use specta::Type;
use store::{Operation, conventions, documents, meetings, members};

use crate::{
    Api, ConventionLine, DocumentLine, Failure, MemberEvent, PersonLine, Result,
    conventions::lines_of, people, timeline::timeline,
};

/// The club comes to know an organisation, most often a new member.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct CreateOrganisation {
    /// Chosen by the caller, who can then go to its page at once.
    pub id: OrganisationId,
    /// What is known of it.
    pub organisation: OrganisationFields,
    /// Its membership, unless it is only known to the club.
    pub membership: Option<NewMembership>,
}

/// What is known of an organisation changes.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct EditOrganisation {
    /// Which one.
    pub id: OrganisationId,
    /// What is known from now on.
    pub organisation: OrganisationFields,
}

/// What is known of an organisation.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct OrganisationFields {
    /// The name by which the club calls it.
    pub name: String,
    /// The name by which it signs, where that is another.
    pub legal_name: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// Its SIREN or SIRET, as it was typed.
    pub register_number: Option<String>,
    /// The group that it belongs to.
    pub parent: Option<OrganisationId>,
}

/// A period of membership, with the organisation left to say.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct NewMembership {
    /// Chosen by the caller.
    pub id: MembershipId,
    /// The first day.
    pub arrived: Day,
    /// The last day, once it has left.
    pub left: Option<Day>,
}

/// An organisation becomes a member, again or for the first time.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct AddMembership {
    /// Which organisation.
    pub organisation: OrganisationId,
    /// The period.
    pub membership: NewMembership,
}

/// The days of a membership were wrong.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct CorrectMembership {
    /// Which period, with its days as they were.
    pub membership: NewMembership,
}

/// A member leaves.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct EndMembership {
    /// Which period ends.
    pub id: MembershipId,
    /// The last day.
    pub left: Day,
}

/// The organisation never was a member then.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct RemoveMembership {
    /// Which period never was.
    pub id: MembershipId,
}

/// Something is noted about an organisation.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct AddNote {
    /// Chosen by the caller.
    pub id: NoteId,
    /// Whom it is about.
    pub organisation: OrganisationId,
    /// What it is about.
    pub topic: Topic,
    /// What it says.
    pub text: String,
}

/// A note is written anew.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct EditNote {
    /// Which note.
    pub id: NoteId,
    /// What it says from now on.
    pub text: String,
}

/// A note goes.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct RemoveNote {
    /// Which note.
    pub id: NoteId,
}

/// A line of the list of members.
#[derive(Debug, Clone, Serialize, Type)]
pub struct MemberLine {
    /// Which organisation.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Whether it is a member on the day that is looked at.
    pub standing: Standing,
    /// What its conventions are worth together on that day, unless it has none.
    pub convention: Option<convention::Standing>,
    /// The last day by then on which it was at a meeting.
    pub last_seen: Option<NaiveDate>,
}

/// The page of an organisation.
#[derive(Debug, Clone, Serialize, Type)]
pub struct MemberPage {
    /// Which organisation.
    pub id: OrganisationId,
    /// What is known of it.
    pub organisation: OrganisationFields,
    /// The name of the group that it belongs to.
    pub parent_name: Option<String>,
    /// Whether it is a member on the day that is looked at.
    pub standing: Standing,
    /// Its periods of membership, the first one on top.
    pub memberships: Vec<MembershipLine>,
    /// What is noted about it.
    pub notes: Vec<NoteLine>,
    /// The people who work there.
    pub people: Vec<PersonLine>,
    /// Its conventions, the latest reference first.
    pub conventions: Vec<ConventionLine>,
    /// What they are worth together on the day that is looked at, unless there is none.
    pub convention: Option<convention::Standing>,
    /// The documents of its conventions, the last one received on top.
    pub documents: Vec<MemberDocument>,
    /// The last day by then on which it was at a meeting.
    pub last_seen: Option<NaiveDate>,
    /// What happened by that day, the latest first.
    pub timeline: Vec<MemberEvent>,
}

/// A document, as the page of an organisation shows it.
#[derive(Debug, Clone, Serialize, Type)]
pub struct MemberDocument {
    /// The convention that it is attached to.
    pub convention: ConventionId,
    /// The number printed on the paper of that convention.
    pub reference: String,
    /// The document.
    pub document: DocumentLine,
}

/// A period of membership, as the page of an organisation shows it.
#[derive(Debug, Clone, Serialize, Type)]
pub struct MembershipLine {
    /// Which period.
    pub id: MembershipId,
    /// The first day.
    pub arrived: Day,
    /// How the source told the arrival.
    pub arrival_words: Option<String>,
    /// The last day, once it has left.
    pub left: Option<Day>,
    /// How the source told the departure.
    pub departure_words: Option<String>,
}

/// A note, as the page of an organisation shows it.
#[derive(Debug, Clone, Serialize, Type)]
pub struct NoteLine {
    /// Which note.
    pub id: NoteId,
    /// What it is about.
    pub topic: Topic,
    /// What it says.
    pub text: String,
}

/// A name as it is kept: without the spaces around it, and what nobody sees in it.
pub(crate) fn named(text: &str) -> String {
    domain::text::seen(text).trim().to_owned()
}

/// What was typed, or nothing where nothing is seen.
pub(crate) fn filled(text: Option<String>) -> Option<String> {
    text.map(|it| named(&it)).filter(|it| !it.is_empty())
}

impl OrganisationFields {
    fn of(self, id: OrganisationId) -> std::result::Result<Organisation, Refusal> {
        Ok(Organisation {
            id,
            name: named(&self.name),
            legal_name: filled(self.legal_name),
            kind: self.kind,
            register_number: filled(self.register_number).map(|it| it.parse()).transpose()?,
            parent: self.parent,
        })
    }
}

impl NewMembership {
    fn of(self, organisation: OrganisationId) -> Membership {
        Membership {
            id: self.id,
            organisation,
            arrived: self.arrived,
            arrival_words: None,
            left: self.left,
            departure_words: None,
        }
    }
}

impl Api {
    pub(crate) async fn create_organisation(
        &self,
        op: &mut Operation,
        it: CreateOrganisation,
    ) -> Result<()> {
        Failure::check_new(members::get(op.db(), it.id).await?)?;
        self.save_organisation(op, it.organisation.of(it.id)?).await?;
        match it.membership {
            Some(new) => self.new_membership(op, new.of(it.id)).await,
            None => Ok(()),
        }
    }

    pub(crate) async fn edit_organisation(
        &self,
        op: &mut Operation,
        it: EditOrganisation,
    ) -> Result<()> {
        members::get(op.db(), it.id).await?.ok_or_else(Failure::not_found)?;
        self.save_organisation(op, it.organisation.of(it.id)?).await
    }

    async fn save_organisation(&self, op: &mut Operation, it: Organisation) -> Result<()> {
        it.check(&Known::new(&members::list(op.db()).await?))?;
        Ok(members::save(op, &it).await?)
    }

    pub(crate) async fn add_membership(&self, op: &mut Operation, it: AddMembership) -> Result<()> {
        members::get(op.db(), it.organisation).await?.ok_or_else(Failure::not_found)?;
        self.new_membership(op, it.membership.of(it.organisation)).await
    }

    async fn new_membership(&self, op: &mut Operation, it: Membership) -> Result<()> {
        Failure::check_new(members::membership(op.db(), it.id).await?)?;
        self.save_membership(op, it).await
    }

    pub(crate) async fn correct_membership(
        &self,
        op: &mut Operation,
        it: CorrectMembership,
    ) -> Result<()> {
        let mut there =
            members::membership(op.db(), it.membership.id).await?.ok_or_else(Failure::not_found)?;
        there.arrived = it.membership.arrived;
        there.left = it.membership.left;
        self.save_membership(op, there).await
    }

    pub(crate) async fn end_membership(&self, op: &mut Operation, it: EndMembership) -> Result<()> {
        let mut there =
            members::membership(op.db(), it.id).await?.ok_or_else(Failure::not_found)?;
        there.end(it.left, None)?;
        self.save_membership(op, there).await
    }

    async fn save_membership(&self, op: &mut Operation, it: Membership) -> Result<()> {
        let others = members::memberships_of(op.db(), it.organisation).await?;
        it.check(&others)?;
        Ok(members::save_membership(op, &it).await?)
    }

    pub(crate) async fn remove_membership(
        &self,
        op: &mut Operation,
        it: RemoveMembership,
    ) -> Result<()> {
        members::membership(op.db(), it.id).await?.ok_or_else(Failure::not_found)?;
        Ok(members::remove_membership(op, it.id).await?)
    }

    pub(crate) async fn add_note(&self, op: &mut Operation, it: AddNote) -> Result<()> {
        let text = it.text.trim().to_owned();
        let note = Note { id: it.id, organisation: it.organisation, topic: it.topic, text };
        members::get(op.db(), it.organisation).await?.ok_or_else(Failure::not_found)?;
        Failure::check_new(members::note(op.db(), it.id).await?)?;
        note.check()?;
        Ok(members::save_note(op, &note).await?)
    }

    pub(crate) async fn edit_note(&self, op: &mut Operation, it: EditNote) -> Result<()> {
        let mut note = members::note(op.db(), it.id).await?.ok_or_else(Failure::not_found)?;
        note.text = it.text.trim().to_owned();
        note.check()?;
        Ok(members::save_note(op, &note).await?)
    }

    pub(crate) async fn remove_note(&self, op: &mut Operation, it: RemoveNote) -> Result<()> {
        members::note(op.db(), it.id).await?.ok_or_else(Failure::not_found)?;
        Ok(members::remove_note(op, it.id).await?)
    }

    /// The list of the organisations, as they stand on `day`.
    pub async fn members(&self, day: NaiveDate) -> Result<Vec<MemberLine>> {
        let mut db = self.store.read().await?;
        let mut periods: BTreeMap<OrganisationId, Vec<Membership>> = BTreeMap::new();
        for it in members::memberships(&mut db).await? {
            periods.entry(it.organisation).or_default().push(it);
        }
        let mut bound: BTreeMap<OrganisationId, Vec<Convention>> = BTreeMap::new();
        for it in conventions::list(&mut db).await? {
            bound.entry(it.organisation).or_default().push(it);
        }
        let seen: BTreeMap<OrganisationId, NaiveDate> =
            meetings::last_seen(&mut db, day).await?.into_iter().collect();
        let line = |it: Organisation| {
            let periods = periods.get(&it.id).map(Vec::as_slice).unwrap_or_default();
            let bound = bound.get(&it.id).map(Vec::as_slice).unwrap_or_default();
            MemberLine {
                standing: organisation::standing(periods, day),
                convention: counting(bound, day),
                last_seen: seen.get(&it.id).copied(),
                id: it.id,
                name: it.name,
                kind: it.kind,
            }
        };
        let mut lines: Vec<MemberLine> =
            members::list(&mut db).await?.into_iter().map(line).collect();
        lines.sort_by_cached_key(|it| domain::fold(&it.name));
        Ok(lines)
    }

    /// The page of an organisation, as it stands on `day`.
    pub async fn member(&self, id: OrganisationId, day: NaiveDate) -> Result<MemberPage> {
        let mut db = self.store.read().await?;
        let it = members::get(&mut db, id).await?.ok_or_else(Failure::not_found)?;
        let memberships = members::memberships_of(&mut db, id).await?;
        let parent = match it.parent {
            Some(parent) => members::get(&mut db, parent).await?,
            None => None,
        };
        let lines = lines_of(&mut db, &it, day).await?;
        let bound = conventions::of(&mut db, id).await?;
        let documents = documents::of_organisation(&mut db, id).await?;
        let attended = meetings::attended(&mut db, id, day).await?;
        let last_seen = attended.iter().find(|it| !it.represented).map(|it| it.meeting.held_on);
        Ok(MemberPage {
            id,
            organisation: OrganisationFields {
                name: it.name,
                legal_name: it.legal_name,
                kind: it.kind,
                register_number: it.register_number.map(|it| it.to_string()),
                parent: it.parent,
            },
            parent_name: parent.map(|it| it.name),
            standing: organisation::standing(&memberships, day),
            timeline: timeline(&memberships, &bound, &documents, attended, day),
            memberships: memberships.into_iter().map(Into::into).collect(),
            notes: members::notes_of(&mut db, id).await?.into_iter().map(Into::into).collect(),
            people: people::lines(&mut db, id, day).await?,
            convention: counting(&bound, day),
            documents: of_conventions(documents, &lines, day),
            conventions: lines,
            last_seen,
        })
    }
}

/// What the conventions of one organisation are worth together on `day`.
fn counting(conventions: &[Convention], day: NaiveDate) -> Option<convention::Standing> {
    let begun = conventions.iter().filter(|it| it.is_known(day));
    convention::counting(begun.map(|it| it.standing(day)))
}

/// The documents received by `day`, with the reference of the convention of each.
fn of_conventions(
    documents: Vec<Document>,
    lines: &[ConventionLine],
    day: NaiveDate,
) -> Vec<MemberDocument> {
    documents
        .into_iter()
        .filter(|it| it.received_on <= day)
        .filter_map(|it| {
            let line = lines.iter().find(|line| line.id == it.convention)?;
            let (convention, reference) = (line.id, line.reference.clone());
            Some(MemberDocument { convention, reference, document: it.into() })
        })
        .collect()
}

/// Reads a SIREN or SIRET as it is typed, and refuses what is none.
pub fn read_register_number(text: &str) -> Result<RegisterNumber> {
    Ok(text.parse()?)
}

impl From<Membership> for MembershipLine {
    fn from(it: Membership) -> Self {
        Self {
            id: it.id,
            arrived: it.arrived,
            arrival_words: it.arrival_words,
            left: it.left,
            departure_words: it.departure_words,
        }
    }
}

impl From<Note> for NoteLine {
    fn from(it: Note) -> Self {
        Self { id: it.id, topic: it.topic, text: it.text }
    }
}
