-- What is counted on every page is read from indexes alone, without the texts beside it.
create index operation_kind on operation (kind);

drop index agenda_item_meeting;
create index agenda_item_meeting on agenda_item (meeting_id, id);

drop index block_item;
create index block_item on block (agenda_item_id, kind, done_on);
drop index block_open_action;
create index block_action on block (done_on) where kind = 'action';

drop index attendance_meeting;
create index attendance_meeting on attendance (meeting_id, presence, organisation_id);
