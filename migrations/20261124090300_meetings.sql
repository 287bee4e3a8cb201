-- Meetings, who was there, and what their minutes say.
create table meeting (
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

create index meeting_day on meeting (held_on);

create table agenda_item (
  id         text not null primary key,
  meeting_id text not null references meeting (id),
  position   integer not null,
  title      text not null,
  duration   integer
) strict;

create index agenda_item_meeting on agenda_item (meeting_id);

-- A paragraph, a decision or an action. At most one of the three owners is known.
create table block (
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

create index block_item on block (agenda_item_id);
create index block_owner_person on block (owner_person_id);
create index block_owner_organisation on block (owner_organisation_id);
create index block_open_action on block (due_on) where kind = 'action' and done_on is null;

-- Its id is the meeting's and the organisation's, so that two windows that note the same presence
-- write the same row.
create table attendance (
  id                text not null primary key,
  meeting_id        text not null references meeting (id),
  organisation_id   text not null references organisation (id),
  presence          text not null check (presence in ('present', 'excused', 'absent', 'represented')),
  represented_by_id text references organisation (id),
  people            text,
  check (presence = 'represented' or represented_by_id is null)
) strict;

create index attendance_meeting on attendance (meeting_id);
create index attendance_organisation on attendance (organisation_id);
create index attendance_represented_by on attendance (represented_by_id);
