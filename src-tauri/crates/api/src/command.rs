//! Every way to change the club.

use serde::{Deserialize, Serialize};
use specta::Type;
use store::{Operation, OperationId, Stamp};

use crate::{
    AddMembership, AddNote, AddPost, AdvanceConvention, Api, AttachDocument, ChangeSettings,
    CorrectMembership, CreateOrganisation, CreatePerson, DetachDocument, DraftConvention,
    EditConvention, EditNote, EditOrganisation, EditPerson, EditPost, EndMembership, EndPost,
    Failure, RemoveMembership, RemoveNote, RemovePost, Result, StepBackConvention,
};

/// Every way to change the club. Its JSON form is also what the journal keeps.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Command {
    /// The club comes to know an organisation, most often a new member.
    CreateOrganisation(CreateOrganisation),
    /// What is known of an organisation changes.
    EditOrganisation(EditOrganisation),
    /// An organisation becomes a member, again or for the first time.
    AddMembership(AddMembership),
    /// The days of a membership were wrong.
    CorrectMembership(CorrectMembership),
    /// A member leaves.
    EndMembership(EndMembership),
    /// The organisation never was a member then.
    RemoveMembership(RemoveMembership),
    /// Something is noted about an organisation.
    AddNote(AddNote),
    /// A note is written anew.
    EditNote(EditNote),
    /// A note goes.
    RemoveNote(RemoveNote),
    /// The club comes to know a person.
    CreatePerson(CreatePerson),
    /// What is known of a person changes.
    EditPerson(EditPerson),
    /// A person takes a post.
    AddPost(AddPost),
    /// What is known of a post was wrong.
    EditPost(EditPost),
    /// A person leaves a post.
    EndPost(EndPost),
    /// The person never held that post.
    RemovePost(RemovePost),
    /// A convention is being written.
    DraftConvention(DraftConvention),
    /// What is known of a convention changes.
    EditConvention(EditConvention),
    /// A convention comes one step further.
    AdvanceConvention(AdvanceConvention),
    /// The last step of a convention was recorded by mistake.
    StepBackConvention(StepBackConvention),
    /// A document is attached to a convention.
    AttachDocument(AttachDocument),
    /// A document does not belong to its convention.
    DetachDocument(DetachDocument),
    /// The club says something else of itself on its documents.
    ChangeSettings(ChangeSettings),
    /// Takes back an operation of the journal.
    Undo {
        /// Its number.
        operation: i32,
    },
}

/// What remains of a command once done: enough to offer to take it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct Receipt {
    /// Its number in the journal.
    pub operation: i32,
}

impl Api {
    /// Does what `command` says, entirely or not at all.
    pub async fn execute(&self, command: Command) -> Result<Receipt> {
        let mut op = self.begin(&command).await?;
        self.apply(&mut op, command).await?;
        finish(op).await
    }

    pub(crate) async fn begin(&self, command: &Command) -> Result<Operation> {
        let input = serde_json::to_value(command).map_err(Failure::bug)?;
        let undoes = match command {
            Command::Undo { operation } => Some(OperationId((*operation).into())),
            _ => None,
        };
        let stamp = Stamp {
            at: self.at(),
            actor: &self.actor,
            kind: input["kind"].as_str().unwrap_or_default(),
            input: &input.to_string(),
            undoes,
        };
        Ok(self.store.begin(stamp).await?)
    }

    pub(crate) async fn apply(&self, op: &mut Operation, command: Command) -> Result<()> {
        match command {
            Command::CreateOrganisation(it) => self.create_organisation(op, it).await,
            Command::EditOrganisation(it) => self.edit_organisation(op, it).await,
            Command::AddMembership(it) => self.add_membership(op, it).await,
            Command::CorrectMembership(it) => self.correct_membership(op, it).await,
            Command::EndMembership(it) => self.end_membership(op, it).await,
            Command::RemoveMembership(it) => self.remove_membership(op, it).await,
            Command::AddNote(it) => self.add_note(op, it).await,
            Command::EditNote(it) => self.edit_note(op, it).await,
            Command::RemoveNote(it) => self.remove_note(op, it).await,
            Command::CreatePerson(it) => self.create_person(op, it).await,
            Command::EditPerson(it) => self.edit_person(op, it).await,
            Command::AddPost(it) => self.add_post(op, it).await,
            Command::EditPost(it) => self.edit_post(op, it).await,
            Command::EndPost(it) => self.end_post(op, it).await,
            Command::RemovePost(it) => self.remove_post(op, it).await,
            Command::DraftConvention(it) => self.draft_convention(op, it).await,
            Command::EditConvention(it) => self.edit_convention(op, it).await,
            Command::AdvanceConvention(it) => self.advance_convention(op, it).await,
            Command::StepBackConvention(it) => self.step_back_convention(op, it).await,
            Command::AttachDocument(it) => self.attach_document(op, it).await,
            Command::DetachDocument(it) => self.detach_document(op, it).await,
            Command::ChangeSettings(it) => self.change_settings(op, it).await,
            Command::Undo { operation } => Ok(op.undo(OperationId(operation.into())).await?),
        }
    }
}

pub(crate) async fn finish(op: Operation) -> Result<Receipt> {
    let id = op.commit().await?;
    Ok(Receipt { operation: id.0.try_into().map_err(Failure::bug)? })
}
