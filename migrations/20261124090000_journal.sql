-- Every write belongs to an operation; triggers record what it changed, row by row.
create table operation (
  id     integer primary key autoincrement,
  at     text not null,
  actor  text not null,
  -- The name of the command, and the command itself as JSON.
  kind   text not null,
  input  text not null,
  -- The operation that this one takes back.
  undoes integer references operation (id)
) strict;

create index operation_undoes on operation (undoes);

create table change (
  id           integer primary key autoincrement,
  operation_id integer not null references operation (id),
  tbl          text not null,
  row_id       text not null,
  before       text,
  after        text
) strict;

create index change_operation on change (operation_id);
create index change_row on change (row_id);

-- Holds at most one row, and only inside a write transaction. Empty, the triggers fail.
create table open_operation (id integer not null) strict;

create trigger operation_is_final before update on operation begin select raise(abort, 'the journal is append-only'); end;
create trigger operation_is_kept  before delete on operation begin select raise(abort, 'the journal is append-only'); end;
create trigger change_is_final    before update on change    begin select raise(abort, 'the journal is append-only'); end;
create trigger change_is_kept     before delete on change    begin select raise(abort, 'the journal is append-only'); end;
