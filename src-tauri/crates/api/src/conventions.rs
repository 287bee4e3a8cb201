//! Conventions: their path from the first draft to their end.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::{
    Cents, ConventionId, OrganisationId, Refusal,
    convention::{self, Convention, Kind, Missing, Path, Standing, Step},
    document::Role,
    signatory::Signatories,
};
use serde::{Deserialize, Serialize};
use specta::Type;
use store::{
    Db, Operation, conventions,
    documents::{self, Tally},
    members,
};

use crate::{Api, DocumentLine, Failure, Result, SignatureCard, members::filled, signatures};

/// A convention is being written.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct DraftConvention {
    /// Chosen by the caller, who can then go to its page at once.
    pub id: ConventionId,
    /// Whom it is to bind.
    pub organisation: OrganisationId,
    /// What is known of it.
    pub convention: ConventionFields,
    /// The day its writing began.
    pub drafted_on: NaiveDate,
}

/// What is known of a convention changes.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct EditConvention {
    /// Which one.
    pub id: ConventionId,
    /// What is known from now on.
    pub convention: ConventionFields,
}

/// What is known of a convention, besides its path.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ConventionFields {
    /// What it is.
    pub kind: Kind,
    /// The number printed on the paper, such as `2026-014`.
    pub reference: String,
    /// What it is about.
    pub object: Option<String>,
    /// What the member owes each year.
    pub price: Option<Cents>,
    /// Who is expected to sign for the member: a name, which its function may follow after a comma.
    pub member_signatory: Option<String>,
    /// Who is expected to sign for the programme, in the same form.
    pub programme_signatory: Option<String>,
    /// The first day of the term, where the paper tells it.
    pub starts_on: Option<NaiveDate>,
    /// The last day of the term, if it has one.
    pub ends_on: Option<NaiveDate>,
}

/// A convention comes one step further.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct AdvanceConvention {
    /// Which one.
    pub id: ConventionId,
    /// The step that it reaches.
    pub step: Step,
    /// The day of the step.
    pub on: NaiveDate,
    /// The term, where the paper that came back tells it.
    pub term: Option<ConventionTerm>,
}

/// The days that a convention covers.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ConventionTerm {
    /// The first day, where the paper tells it.
    pub starts_on: Option<NaiveDate>,
    /// The last day, if it has one.
    pub ends_on: Option<NaiveDate>,
}

/// The last step of a convention was recorded by mistake.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct StepBackConvention {
    /// Which one.
    pub id: ConventionId,
}

/// A line of the list of conventions.
#[derive(Debug, Clone, Serialize, Type)]
pub struct ConventionLine {
    /// Which convention.
    pub id: ConventionId,
    /// The number printed on the paper.
    pub reference: String,
    /// What it is.
    pub kind: Kind,
    /// Whom it binds.
    pub organisation: OrganisationId,
    /// The name of whom it binds.
    pub organisation_name: String,
    /// What it is worth on the day that is looked at.
    pub standing: Standing,
    /// The last day of the term, if it has one.
    pub ends_on: Option<NaiveDate>,
    /// What it is about.
    pub object: Option<String>,
    /// What the member owes each year.
    pub price: Option<Cents>,
    /// How many documents are attached to it.
    pub documents: u32,
    /// Since when both sides have signed and nobody has kept the PDF that shows it.
    pub missing_pdf: Option<NaiveDate>,
}

/// The page of a convention.
#[derive(Debug, Clone, Serialize, Type)]
pub struct ConventionPage {
    /// Which convention.
    pub id: ConventionId,
    /// Whom it binds.
    pub organisation: OrganisationId,
    /// The name of whom it binds.
    pub organisation_name: String,
    /// What is known of it.
    pub convention: ConventionFields,
    /// The steps that it has reached by the day that is looked at.
    pub path: Vec<StepDay>,
    /// What it is worth on the day that is looked at.
    pub standing: Standing,
    /// What it waits for, the nearest thing only.
    pub missing: Option<Missing>,
    /// The steps that can be recorded now, the nearest first.
    pub next_steps: Vec<Step>,
    /// Whether its last step can be taken back as a mistake.
    pub can_step_back: bool,
    /// The documents attached to it, the last one received on top.
    pub documents: Vec<DocumentLine>,
    /// What the signatures of those are worth that were read.
    pub signatures: Vec<SignatureCard>,
}

/// A step and its day.
#[derive(Debug, Clone, Serialize, Type)]
pub struct StepDay {
    /// The step.
    pub step: Step,
    /// Its day.
    pub on: NaiveDate,
}

impl ConventionFields {
    fn write(self, it: &mut Convention) {
        it.kind = self.kind;
        it.reference = crate::members::named(&self.reference);
        it.object = filled(self.object);
        it.price = self.price;
        it.signatories = Signatories {
            member: filled(self.member_signatory),
            programme: filled(self.programme_signatory),
        };
        it.starts_on = self.starts_on;
        it.ends_on = self.ends_on;
    }

    fn of(it: &Convention) -> Self {
        Self {
            kind: it.kind,
            reference: it.reference.clone(),
            object: it.object.clone(),
            price: it.price,
            member_signatory: it.signatories.member.clone(),
            programme_signatory: it.signatories.programme.clone(),
            starts_on: it.starts_on,
            ends_on: it.ends_on,
        }
    }
}

impl DraftConvention {
    fn of(self, today: NaiveDate) -> std::result::Result<Convention, Refusal> {
        let mut it = Convention {
            id: self.id,
            organisation: self.organisation,
            kind: self.convention.kind,
            reference: String::new(),
            object: None,
            price: None,
            signatories: Signatories::default(),
            starts_on: None,
            ends_on: None,
            path: Path::default(),
        };
        self.convention.write(&mut it);
        it.advance(Step::Drafted, self.drafted_on, today)?;
        Ok(it)
    }
}

impl Api {
    pub(crate) async fn draft_convention(
        &self,
        op: &mut Operation,
        it: DraftConvention,
    ) -> Result<()> {
        members::get(op.db(), it.organisation).await?.ok_or_else(Failure::not_found)?;
        Failure::check_new(conventions::get(op.db(), it.id).await?)?;
        self.save_convention(op, it.of(self.today())?).await
    }

    pub(crate) async fn edit_convention(
        &self,
        op: &mut Operation,
        it: EditConvention,
    ) -> Result<()> {
        let mut there = get(op.db(), it.id).await?;
        it.convention.write(&mut there);
        self.save_convention(op, there).await
    }

    pub(crate) async fn advance_convention(
        &self,
        op: &mut Operation,
        it: AdvanceConvention,
    ) -> Result<()> {
        let mut there = get(op.db(), it.id).await?;
        if let Some(term) = it.term {
            there.starts_on = term.starts_on;
            there.ends_on = term.ends_on;
        }
        there.advance(it.step, it.on, self.today())?;
        self.save_convention(op, there).await
    }

    pub(crate) async fn step_back_convention(
        &self,
        op: &mut Operation,
        it: StepBackConvention,
    ) -> Result<()> {
        let mut there = get(op.db(), it.id).await?;
        there.step_back()?;
        self.save_convention(op, there).await
    }

    async fn save_convention(&self, op: &mut Operation, it: Convention) -> Result<()> {
        it.check(&conventions::references(op.db()).await?.into_iter().collect())?;
        Ok(conventions::save(op, &it).await?)
    }

    /// The list of the conventions that were begun by `day`, as they stand on it.
    pub async fn conventions(&self, day: NaiveDate) -> Result<Vec<ConventionLine>> {
        let mut db = self.store.read().await?;
        let all = conventions::list(&mut db).await?;
        lines_on(&mut db, all, day).await
    }

    /// The page of a convention, as it stands on `day`.
    pub async fn convention(&self, id: ConventionId, day: NaiveDate) -> Result<ConventionPage> {
        let mut db = self.store.read().await?;
        let it = get(&mut db, id).await?;
        let organisation =
            members::get(&mut db, it.organisation).await?.ok_or_else(Failure::not_found)?;
        let mut documents = documents::of(&mut db, id).await?;
        documents.retain(|it| it.received_on <= day);
        let shown = documents.iter().any(|it| it.role == Role::Countersigned);
        let missing = it.missing(shown, day);
        let reader = signatures::reader(&mut db).await?;
        let mut cards = Vec::new();
        for document in &documents {
            cards.extend(signatures::seen_card(&mut db, &reader, document, &it.signatories).await?);
        }
        Ok(ConventionPage {
            id,
            organisation: it.organisation,
            organisation_name: organisation.name,
            convention: ConventionFields::of(&it),
            path: it
                .path
                .steps()
                .filter(|(_, on)| *on <= day)
                .map(|(step, on)| StepDay { step, on })
                .collect(),
            standing: it.standing(day),
            missing,
            next_steps: it.next_steps(),
            can_step_back: it.can_step_back(),
            documents: documents.into_iter().map(Into::into).collect(),
            signatures: cards,
        })
    }

    /// The first reference of the year of `day` that follows all of those there.
    pub async fn next_reference(&self, day: NaiveDate) -> Result<String> {
        let taken = conventions::references(&mut *self.store.read().await?).await?;
        Ok(convention::next_reference(taken.iter().map(|it| it.1.as_str()), day.year()))
    }
}

async fn get(db: &mut Db, id: ConventionId) -> Result<Convention> {
    conventions::get(db, id).await?.ok_or_else(Failure::not_found)
}

/// All conventions that there are, as they stand on `day`.
pub(crate) async fn lines_on(
    db: &mut Db,
    all: Vec<Convention>,
    day: NaiveDate,
) -> Result<Vec<ConventionLine>> {
    let attached = documents::tallies(db, day).await?;
    let names = members::names(db).await?.into_iter().collect();
    Ok(lines(all, &names, attached, day))
}

/// The conventions of one organisation, as they stand on `day`, the latest reference first.
pub(crate) async fn lines_of(
    db: &mut Db,
    organisation: &domain::organisation::Organisation,
    day: NaiveDate,
) -> Result<Vec<ConventionLine>> {
    let all = conventions::of(db, organisation.id).await?;
    let attached = documents::tallies_of(db, organisation.id, day).await?;
    let names = BTreeMap::from([(organisation.id, organisation.name.clone())]);
    let mut lines = lines(all, &names, attached, day);
    lines.reverse();
    Ok(lines)
}

fn lines(
    conventions: Vec<Convention>,
    names: &BTreeMap<OrganisationId, String>,
    attached: Vec<Tally>,
    day: NaiveDate,
) -> Vec<ConventionLine> {
    let attached: BTreeMap<_, _> = attached.into_iter().map(|it| (it.convention, it)).collect();
    let line = |it: Convention| {
        let attached = attached.get(&it.id);
        let missing = it.missing(attached.is_some_and(|it| it.countersigned), day);
        let missing_pdf = match missing {
            Some(Missing::CountersignedPdf { since }) => Some(since),
            Some(
                Missing::Sending
                | Missing::MemberSignature { .. }
                | Missing::Countersignature { .. },
            )
            | None => None,
        };
        ConventionLine {
            standing: it.standing(day),
            organisation_name: names.get(&it.organisation).cloned().unwrap_or_default(),
            documents: attached.map_or(0, |it| it.documents),
            missing_pdf,
            id: it.id,
            reference: it.reference,
            kind: it.kind,
            organisation: it.organisation,
            ends_on: it.ends_on,
            object: it.object,
            price: it.price,
        }
    };
    conventions.into_iter().filter(|it| it.is_known(day)).map(line).collect()
}
