-- What the club says of itself on its documents, and the forms left half-way.
create table setting (
  id    text not null primary key,
  value text not null
) strict;

create table draft_form (
  id       text not null primary key,
  body     text not null,
  saved_at text not null
) strict;
