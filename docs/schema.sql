-- The sum of the migrations, to read; written by a test of the store.

CREATE TABLE agenda_item (
  id         text not null primary key,
  meeting_id text not null references meeting (id),
  position   integer not null,
  title      text not null,
  duration   integer
) strict;

CREATE INDEX agenda_item_meeting on agenda_item (meeting_id, id);

CREATE TABLE attendance (
  id                text not null primary key,
  meeting_id        text not null references meeting (id),
  organisation_id   text not null references organisation (id),
  presence          text not null check (presence in ('present', 'excused', 'absent', 'represented')),
  represented_by_id text references organisation (id),
  people            text,
  check (presence = 'represented' or represented_by_id is null)
) strict;

CREATE INDEX attendance_meeting on attendance (meeting_id, presence, organisation_id);

CREATE INDEX attendance_organisation on attendance (organisation_id, presence, meeting_id);

CREATE INDEX attendance_present on attendance (meeting_id) where presence = 'present';

CREATE INDEX attendance_represented_by on attendance (represented_by_id);

CREATE TABLE authority (
  id        text not null primary key references blob (sha256),
  name      text not null,
  -- The name of the file that it came from, and the day on which its list was issued, if it was one.
  source    text not null,
  listed_on text,
  added_on  text not null
, services text not null default '[]') strict;

CREATE TABLE blob (
  sha256 text not null primary key,
  size   integer not null
) strict, without rowid;

CREATE TRIGGER blob_is_final before update on blob begin select raise(abort, 'documents are never rewritten'); end;

CREATE TRIGGER blob_is_kept before delete on blob begin select raise(abort, 'documents are never removed'); end;

CREATE TABLE blob_piece (
  sha256 text not null references blob (sha256),
  rank   integer not null,
  bytes  blob not null,
  primary key (sha256, rank)
) strict;

CREATE TRIGGER blob_piece_is_final before update on blob_piece begin select raise(abort, 'documents are never rewritten'); end;

CREATE TRIGGER blob_piece_is_kept before delete on blob_piece begin select raise(abort, 'documents are never removed'); end;

CREATE TABLE block (
  id                    text not null primary key,
  agenda_item_id        text not null references agenda_item (id),
  position              integer not null,
  kind                  text not null check (kind in ('text', 'decision', 'action')),
  text                  text not null,
  owner_person_id       text references person (id),
  owner_organisation_id text references organisation (id),
  owner_words           text,
  due_on                text,
  done_on               text,
  check (kind = 'action' or coalesce(owner_person_id, owner_organisation_id, owner_words, due_on, done_on) is null)
) strict;

CREATE INDEX block_action on block (done_on) where kind = 'action';

CREATE INDEX block_item on block (agenda_item_id, kind, done_on);

CREATE INDEX block_owner_organisation on block (owner_organisation_id);

CREATE INDEX block_owner_person on block (owner_person_id);

CREATE TRIGGER seen_block_delete after delete on block begin
  delete from seen_name_text where rowid = (select number from seen_name where id = old.id);
  delete from seen_name where id = old.id;
end;

CREATE TRIGGER seen_block_insert after insert on block when new.kind in ('decision', 'action') begin
  insert into seen_name (id, kind) values (new.id, new.kind);
  insert into seen_name_text (rowid, kind, name) select number, kind, new.text from seen_name where id = new.id;
end;

CREATE TRIGGER seen_block_update after update of text, kind on block begin
  delete from seen_name_text where rowid = (select number from seen_name where id = new.id);
  delete from seen_name where id = new.id;
  insert into seen_name (id, kind) select new.id, new.kind where new.kind in ('decision', 'action');
  insert into seen_name_text (rowid, kind, name) select number, kind, new.text from seen_name where id = new.id;
end;

CREATE TABLE change (
  id           integer primary key autoincrement,
  operation_id integer not null references operation (id),
  tbl          text not null,
  row_id       text not null,
  before       text,
  after        text
) strict;

CREATE INDEX change_operation on change (operation_id);

CREATE INDEX change_row on change (row_id);

CREATE TRIGGER change_is_final    before update on change    begin select raise(abort, 'the journal is append-only'); end;

CREATE TRIGGER change_is_kept     before delete on change    begin select raise(abort, 'the journal is append-only'); end;

CREATE TRIGGER seen_change_insert after insert on change begin
  insert into seen_mention (row_id, operation_id)
  select f.value, new.operation_id from json_each(coalesce(new.after, new.before)) f
  where f.key like '%\_id' escape '\' and f.type = 'text'
  on conflict do nothing;
end;

CREATE TABLE convention (
  id               text not null primary key,
  organisation_id  text not null references organisation (id),
  kind             text not null,
  reference        text not null,
  object           text,
  price_cents      integer,
  -- Who is expected to sign, for each side: a name, perhaps a comma and a function.
  member_signatory    text,
  programme_signatory text,
  starts_on        text,
  ends_on          text,
  drafted_on       text,
  sent_on          text,
  signed_on        text,
  countersigned_on text,
  ended_on         text,
  check (starts_on is null or ends_on is null or starts_on <= ends_on)
) strict;

CREATE INDEX convention_organisation on convention (organisation_id);

CREATE TRIGGER seen_convention_delete after delete on convention begin
  delete from seen_name_text where rowid = (select number from seen_name where id = old.id);
  delete from seen_name where id = old.id;
end;

CREATE TRIGGER seen_convention_insert after insert on convention begin
  insert into seen_name (id, kind) values (new.id, 'convention');
  insert into seen_name_text (rowid, kind, name) select number, kind, new.reference || ' ' || coalesce(new.object, '') from seen_name where id = new.id;
end;

CREATE TRIGGER seen_convention_update after update of reference, object on convention begin
  update seen_name_text set name = new.reference || ' ' || coalesce(new.object, '') where rowid = (select number from seen_name where id = new.id);
end;

CREATE TABLE document (
  id            text not null primary key,
  convention_id text not null references convention (id),
  role          text not null,
  name          text not null,
  sha256        text not null references blob (sha256),
  size          integer not null,
  received_on   text not null
) strict;

CREATE INDEX document_blob on document (sha256);

CREATE INDEX document_convention on document (convention_id);

CREATE TRIGGER seen_document_delete after delete on document begin
  delete from seen_name_text where rowid = (select number from seen_name where id = old.id);
  delete from seen_name where id = old.id;
end;

CREATE TRIGGER seen_document_insert after insert on document begin
  insert into seen_name (id, kind) values (new.id, 'document');
  insert into seen_name_text (rowid, kind, name) select number, kind, new.name from seen_name where id = new.id;
end;

CREATE TABLE draft_form (
  id       text not null primary key,
  body     text not null,
  saved_at text not null
) strict;

CREATE TABLE meeting (
  id           text not null primary key,
  body         text not null,
  title        text,
  held_on      text not null,
  starts_at    text,
  place        text,
  validated_on text,
  locked_on    text,
  check (locked_on is null or validated_on is not null)
) strict;

CREATE INDEX meeting_day on meeting (held_on);

CREATE TRIGGER seen_meeting_delete after delete on meeting begin
  delete from seen_name_text where rowid = (select number from seen_name where id = old.id);
  delete from seen_name where id = old.id;
end;

CREATE TRIGGER seen_meeting_insert after insert on meeting begin
  insert into seen_name (id, kind) values (new.id, 'meeting');
  insert into seen_name_text (rowid, kind, name) select number, kind, coalesce(new.title, '') || ' ' || new.held_on || ' ' || new.body from seen_name where id = new.id;
end;

CREATE TRIGGER seen_meeting_update after update of title, held_on, body on meeting begin
  update seen_name_text set name = coalesce(new.title, '') || ' ' || new.held_on || ' ' || new.body where rowid = (select number from seen_name where id = new.id);
end;

CREATE TABLE membership (
  id               text not null primary key,
  organisation_id  text not null references organisation (id),
  arrived_earliest text not null,
  arrived_latest   text not null,
  arrival_words    text,
  left_earliest    text,
  left_latest      text,
  departure_words  text,
  check (arrived_earliest <= arrived_latest),
  check ((left_earliest is null) = (left_latest is null)),
  check (left_earliest is null or left_earliest <= left_latest)
) strict;

CREATE INDEX membership_organisation on membership (organisation_id);

CREATE TABLE note (
  id              text not null primary key,
  organisation_id text not null references organisation (id),
  column_name     text,
  text            text not null
) strict;

CREATE INDEX note_organisation on note (organisation_id);

CREATE TABLE open_operation (id integer not null) strict;

CREATE TABLE operation (
  id     integer primary key autoincrement,
  at     text not null,
  actor  text not null,
  -- The name of the command, and the command itself as JSON.
  kind   text not null,
  input  text not null,
  -- The operation that this one takes back.
  undoes integer references operation (id)
) strict;

CREATE INDEX operation_actor on operation (actor);

CREATE INDEX operation_kind on operation (kind);

CREATE INDEX operation_undoes on operation (undoes);

CREATE TRIGGER operation_is_final before update on operation begin select raise(abort, 'the journal is append-only'); end;

CREATE TRIGGER operation_is_kept  before delete on operation begin select raise(abort, 'the journal is append-only'); end;

CREATE TABLE organisation (
  id              text not null primary key,
  name            text not null,
  legal_name      text,
  kind            text not null,
  register_number text,
  parent_id       text references organisation (id)
) strict;

CREATE INDEX organisation_parent on organisation (parent_id);

CREATE TRIGGER seen_organisation_delete after delete on organisation begin
  delete from seen_name_text where rowid = (select number from seen_name where id = old.id);
  delete from seen_name where id = old.id;
end;

CREATE TRIGGER seen_organisation_insert after insert on organisation begin
  insert into seen_name (id, kind) values (new.id, 'member');
  insert into seen_name_text (rowid, kind, name) select number, kind, new.name || ' ' || coalesce(new.legal_name, '') from seen_name where id = new.id;
end;

CREATE TRIGGER seen_organisation_update after update of name, legal_name on organisation begin
  update seen_name_text set name = new.name || ' ' || coalesce(new.legal_name, '') where rowid = (select number from seen_name where id = new.id);
end;

CREATE TABLE person (
  id          text not null primary key,
  given_name  text not null,
  family_name text not null,
  email       text,
  phone       text
) strict;

CREATE TRIGGER seen_person_delete after delete on person begin
  delete from seen_name_text where rowid = (select number from seen_name where id = old.id);
  delete from seen_name where id = old.id;
end;

CREATE TRIGGER seen_person_insert after insert on person begin
  insert into seen_name (id, kind) values (new.id, 'person');
  insert into seen_name_text (rowid, kind, name) select number, kind, new.given_name || ' ' || new.family_name || ' ' || coalesce(new.email, '') from seen_name where id = new.id;
end;

CREATE TRIGGER seen_person_update after update on person begin
  update seen_name_text set name = new.given_name || ' ' || new.family_name || ' ' || coalesce(new.email, '') where rowid = (select number from seen_name where id = new.id);
end;

CREATE TABLE post (
  id              text not null primary key,
  person_id       text not null references person (id),
  organisation_id text not null references organisation (id),
  function        text not null,
  starts_on       text,
  ends_on         text,
  on_behalf_of_id text references organisation (id),
  check (starts_on is null or ends_on is null or starts_on <= ends_on)
) strict;

CREATE INDEX post_on_behalf_of on post (on_behalf_of_id);

CREATE INDEX post_organisation on post (organisation_id);

CREATE INDEX post_person on post (person_id);

CREATE TABLE seen_mention (
  row_id       text not null,
  operation_id integer not null,
  primary key (row_id, operation_id)
) strict, without rowid;

CREATE TABLE seen_name (
  number integer primary key,
  id     text not null unique,
  kind   text not null
) strict;

CREATE VIRTUAL TABLE seen_name_text using fts5 (kind, name, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3');

CREATE TABLE seen_signature (
  sha256 text not null primary key,
  reader text not null,
  report text not null
) strict, without rowid;

CREATE TABLE setting (
  id    text not null primary key,
  value text not null
) strict;

CREATE TABLE sqlite_sequence(name,seq);
