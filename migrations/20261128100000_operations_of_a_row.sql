-- Which operations touched a row that names another one, such as a membership its organisation. Where
-- to look for a row would be to read all that was ever written, it is found by an index.
create table seen_mention (
  row_id       text not null,
  operation_id integer not null,
  primary key (row_id, operation_id)
) strict, without rowid;

-- What was written before there was an index is put into it as well.
insert into seen_mention (row_id, operation_id)
select distinct f.value, c.operation_id
from change c, json_each(coalesce(c.after, c.before)) f
where f.key like '%\_id' escape '\' and f.type = 'text';

create trigger seen_change_insert after insert on change begin
  insert into seen_mention (row_id, operation_id)
  select f.value, new.operation_id from json_each(coalesce(new.after, new.before)) f
  where f.key like '%\_id' escape '\' and f.type = 'text'
  on conflict do nothing;
end;
