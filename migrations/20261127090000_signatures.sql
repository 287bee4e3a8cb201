-- The authorities whose certificates the club trusts, and what the signatures of documents are worth.

-- Known by the SHA-256 of its certificate, which lies in DER among the bytes of documents.
create table authority (
  id        text not null primary key references blob (sha256),
  name      text not null,
  -- The name of the file that it came from, and the day on which its list was issued, if it was one.
  source    text not null,
  listed_on text,
  added_on  text not null
) strict;

-- What a reader found in the bytes of a document, with the authorities that were trusted then: both
-- stand in `reader`, and a report of another reader is made anew.
create table seen_signature (
  sha256 text not null primary key,
  reader text not null,
  report text not null
) strict, without rowid;
