//! Every way to change the club.

use domain::text::Room;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use store::{Operation, OperationId, Stamp};

use crate::{
    AddAgendaItem, AddAuthorities, AddMembership, AddNote, AddPost, AdvanceConvention, Api,
    AttachDocument, CancelMeeting, ChangeSettings, CompleteAction, CorrectMembership,
    CreateOrganisation, CreatePerson, DetachDocument, DraftConvention, EditAgendaItem,
    EditConvention, EditMeeting, EditNote, EditOrganisation, EditPerson, EditPost, EndMembership,
    EndPost, Failure, ImportMembers, LockMinutes, MoveAgendaItem, MoveBlock, PlanMeeting,
    RecordAbsences, RecordAttendance, RemoveAgendaItem, RemoveAuthorities, RemoveBlock,
    RemoveMembership, RemoveNote, RemovePost, ReopenAction, ReopenMinutes, Result,
    StepBackConvention, ValidateMinutes, WriteBlock, undo,
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
    /// A list of members is taken in.
    ImportMembers(ImportMembers),
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
    /// The club trusts the certificates of a file.
    AddAuthorities(AddAuthorities),
    /// The club does not trust some certificates any more.
    RemoveAuthorities(RemoveAuthorities),
    /// A meeting is planned.
    PlanMeeting(PlanMeeting),
    /// What is known of a meeting changes.
    EditMeeting(EditMeeting),
    /// A meeting is not held after all.
    CancelMeeting(CancelMeeting),
    /// Something is put on the agenda.
    AddAgendaItem(AddAgendaItem),
    /// What is known of an agenda item changes.
    EditAgendaItem(EditAgendaItem),
    /// An agenda item goes elsewhere on the agenda.
    MoveAgendaItem(MoveAgendaItem),
    /// An agenda item goes, with what was noted under it.
    RemoveAgendaItem(RemoveAgendaItem),
    /// The presence of an organisation is noted.
    RecordAttendance(RecordAttendance),
    /// Every organisation that was expected and of which nothing is noted did not come.
    RecordAbsences(RecordAbsences),
    /// Something is noted, or noted anew.
    WriteBlock(WriteBlock),
    /// A block goes elsewhere in the minutes.
    MoveBlock(MoveBlock),
    /// A block goes.
    RemoveBlock(RemoveBlock),
    /// An action is done.
    CompleteAction(CompleteAction),
    /// An action is not done after all.
    ReopenAction(ReopenAction),
    /// The minutes were read and found right.
    ValidateMinutes(ValidateMinutes),
    /// Validated minutes are opened again, to mend them.
    ReopenMinutes(ReopenMinutes),
    /// Validated minutes become the record of the club.
    LockMinutes(LockMinutes),
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
        check_texts(&input, Room::Line)?;
        let undoes = if let Command::Undo { operation } = command {
            Some(OperationId((*operation).into()))
        } else {
            None
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
            Command::ImportMembers(it) => self.import_members(op, it).await,
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
            Command::AddAuthorities(it) => self.add_authorities(op, it).await,
            Command::RemoveAuthorities(it) => self.remove_authorities(op, it).await,
            Command::PlanMeeting(it) => self.plan_meeting(op, it).await,
            Command::EditMeeting(it) => self.edit_meeting(op, it).await,
            Command::CancelMeeting(it) => self.cancel_meeting(op, it).await,
            Command::AddAgendaItem(it) => self.add_agenda_item(op, it).await,
            Command::EditAgendaItem(it) => self.edit_agenda_item(op, it).await,
            Command::MoveAgendaItem(it) => self.move_agenda_item(op, it).await,
            Command::RemoveAgendaItem(it) => self.remove_agenda_item(op, it).await,
            Command::RecordAttendance(it) => self.record_attendance(op, it).await,
            Command::RecordAbsences(it) => self.record_absences(op, it).await,
            Command::WriteBlock(it) => self.write_block(op, it).await,
            Command::MoveBlock(it) => self.move_block(op, it).await,
            Command::RemoveBlock(it) => self.remove_block(op, it).await,
            Command::CompleteAction(it) => self.complete_action(op, it).await,
            Command::ReopenAction(it) => self.reopen_action(op, it).await,
            Command::ValidateMinutes(it) => self.validate_minutes(op, it).await,
            Command::ReopenMinutes(it) => self.reopen_minutes(op, it).await,
            Command::LockMinutes(it) => self.lock_minutes(op, it).await,
            Command::ChangeSettings(it) => self.change_settings(op, it).await,
            Command::Undo { operation } => undo::undo(op, OperationId(operation.into())).await,
        }
    }
}

/// What holds several lines by its nature; whatever else is written stands on one.
const TEXTS: [&str; 3] = ["text", "heading", "cells"];

/// Refuses a command that carries a text longer than texts may be, before anything waits for it.
fn check_texts(input: &Value, room: Room) -> Result<()> {
    match input {
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
        Value::String(text) => Ok(room.check(text)?),
        Value::Array(items) => items.iter().try_for_each(|it| check_texts(it, room)),
        Value::Object(fields) => fields.iter().try_for_each(|(name, it)| {
            Room::Line.check(name)?;
            check_texts(it, if TEXTS.contains(&name.as_str()) { Room::Text } else { Room::Line })
        }),
    }
}

pub(crate) async fn finish(op: Operation) -> Result<Receipt> {
    let id = op.commit().await?;
    Ok(Receipt { operation: id.0.try_into().map_err(Failure::bug)? })
}
