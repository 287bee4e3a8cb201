-- A convention binds one organisation; each step of its path has its day. Its standing is derived.
create table convention (
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

create index convention_organisation on convention (organisation_id);

-- The bytes of documents, by their SHA-256, in pieces of 1 MiB: inserted once, never changed, never
-- removed, so that an attachment taken back can be attached again.
create table blob (
  sha256 text not null primary key,
  size   integer not null
) strict, without rowid;

create table blob_piece (
  sha256 text not null references blob (sha256),
  rank   integer not null,
  bytes  blob not null,
  primary key (sha256, rank)
) strict;

create trigger blob_is_final before update on blob begin select raise(abort, 'documents are never rewritten'); end;
create trigger blob_is_kept before delete on blob begin select raise(abort, 'documents are never removed'); end;
create trigger blob_piece_is_final before update on blob_piece begin select raise(abort, 'documents are never rewritten'); end;
create trigger blob_piece_is_kept before delete on blob_piece begin select raise(abort, 'documents are never removed'); end;

-- A file attached to a convention.
create table document (
  id            text not null primary key,
  convention_id text not null references convention (id),
  role          text not null,
  name          text not null,
  sha256        text not null references blob (sha256),
  size          integer not null,
  received_on   text not null
) strict;

create index document_convention on document (convention_id);
create index document_blob on document (sha256);
