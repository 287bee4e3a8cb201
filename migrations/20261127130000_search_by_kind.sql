-- The names by which everything is found, by kind: the kind is a word of the index, so that a few of
-- each kind are found without going through all that match. A meeting is found by its body as well.
drop trigger seen_organisation_insert;
drop trigger seen_person_insert;
drop trigger seen_convention_insert;
drop trigger seen_document_insert;
drop trigger seen_meeting_insert;
drop trigger seen_meeting_update;
drop trigger seen_block_insert;
drop trigger seen_block_update;
drop table seen_name_text;

create virtual table seen_name_text using fts5 (kind, name, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3');

-- What was written before there was an index is put into it as well.
delete from seen_name;
insert into seen_name (id, kind)
select id, 'member' from organisation
union all select id, 'person' from person
union all select id, 'convention' from convention
union all select id, 'document' from document
union all select id, 'meeting' from meeting
union all select id, kind from block where kind in ('decision', 'action');

insert into seen_name_text (rowid, kind, name)
select n.number, n.kind,
  case n.kind
    when 'member' then (select name || ' ' || coalesce(legal_name, '') from organisation where id = n.id)
    when 'person' then (select given_name || ' ' || family_name || ' ' || coalesce(email, '') from person where id = n.id)
    when 'convention' then (select reference || ' ' || coalesce(object, '') from convention where id = n.id)
    when 'document' then (select name from document where id = n.id)
    when 'meeting' then (select coalesce(title, '') || ' ' || held_on || ' ' || body from meeting where id = n.id)
    else (select text from block where id = n.id)
  end
from seen_name n;

create trigger seen_organisation_insert after insert on organisation begin
  insert into seen_name (id, kind) values (new.id, 'member');
  insert into seen_name_text (rowid, kind, name) select number, kind, new.name || ' ' || coalesce(new.legal_name, '') from seen_name where id = new.id;
end;

create trigger seen_person_insert after insert on person begin
  insert into seen_name (id, kind) values (new.id, 'person');
  insert into seen_name_text (rowid, kind, name) select number, kind, new.given_name || ' ' || new.family_name || ' ' || coalesce(new.email, '') from seen_name where id = new.id;
end;

create trigger seen_convention_insert after insert on convention begin
  insert into seen_name (id, kind) values (new.id, 'convention');
  insert into seen_name_text (rowid, kind, name) select number, kind, new.reference || ' ' || coalesce(new.object, '') from seen_name where id = new.id;
end;

create trigger seen_document_insert after insert on document begin
  insert into seen_name (id, kind) values (new.id, 'document');
  insert into seen_name_text (rowid, kind, name) select number, kind, new.name from seen_name where id = new.id;
end;

create trigger seen_meeting_insert after insert on meeting begin
  insert into seen_name (id, kind) values (new.id, 'meeting');
  insert into seen_name_text (rowid, kind, name) select number, kind, coalesce(new.title, '') || ' ' || new.held_on || ' ' || new.body from seen_name where id = new.id;
end;

create trigger seen_meeting_update after update of title, held_on, body on meeting begin
  update seen_name_text set name = coalesce(new.title, '') || ' ' || new.held_on || ' ' || new.body where rowid = (select number from seen_name where id = new.id);
end;

create trigger seen_block_insert after insert on block when new.kind in ('decision', 'action') begin
  insert into seen_name (id, kind) values (new.id, new.kind);
  insert into seen_name_text (rowid, kind, name) select number, kind, new.text from seen_name where id = new.id;
end;

create trigger seen_block_update after update of text, kind on block begin
  delete from seen_name_text where rowid = (select number from seen_name where id = new.id);
  delete from seen_name where id = new.id;
  insert into seen_name (id, kind) select new.id, new.kind where new.kind in ('decision', 'action');
  insert into seen_name_text (rowid, kind, name) select number, kind, new.text from seen_name where id = new.id;
end;
