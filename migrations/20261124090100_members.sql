-- The organisations of the club, when each was a member, and the people who work there.
create table organisation (
  id              text not null primary key,
  name            text not null,
  legal_name      text,
  kind            text not null,
  register_number text,
  parent_id       text references organisation (id)
) strict;

create index organisation_parent on organisation (parent_id);

-- A day that is not certain lies between two; it counts from the latest.
create table membership (
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

create index membership_organisation on membership (organisation_id);

-- What a member does with the software, and what an imported sheet said beside. Without a column
-- name it is a project.
create table note (
  id              text not null primary key,
  organisation_id text not null references organisation (id),
  column_name     text,
  text            text not null
) strict;

create index note_organisation on note (organisation_id);

create table person (
  id          text not null primary key,
  given_name  text not null,
  family_name text not null,
  email       text,
  phone       text
) strict;

create table post (
  id              text not null primary key,
  person_id       text not null references person (id),
  organisation_id text not null references organisation (id),
  function        text not null,
  starts_on       text,
  ends_on         text,
  on_behalf_of_id text references organisation (id),
  check (starts_on is null or ends_on is null or starts_on <= ends_on)
) strict;

create index post_person on post (person_id);
create index post_organisation on post (organisation_id);
create index post_on_behalf_of on post (on_behalf_of_id);
