-- The names by which everything is found, kept by triggers so that undo and redo keep it too.
create table seen_name (
  number integer primary key,
  id     text not null unique,
  kind   text not null
) strict;

create virtual table seen_name_text using fts5 (name, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3');

create trigger seen_organisation_insert after insert on organisation begin
  insert into seen_name (id, kind) values (new.id, 'member');
  insert into seen_name_text (rowid, name) select number, new.name || ' ' || coalesce(new.legal_name, '') from seen_name where id = new.id;
end;
create trigger seen_organisation_update after update of name, legal_name on organisation begin
  update seen_name_text set name = new.name || ' ' || coalesce(new.legal_name, '') where rowid = (select number from seen_name where id = new.id);
end;
create trigger seen_organisation_delete after delete on organisation begin
  delete from seen_name_text where rowid = (select number from seen_name where id = old.id);
  delete from seen_name where id = old.id;
end;

create trigger seen_person_insert after insert on person begin
  insert into seen_name (id, kind) values (new.id, 'person');
  insert into seen_name_text (rowid, name) select number, new.given_name || ' ' || new.family_name || ' ' || coalesce(new.email, '') from seen_name where id = new.id;
end;
create trigger seen_person_update after update on person begin
  update seen_name_text set name = new.given_name || ' ' || new.family_name || ' ' || coalesce(new.email, '') where rowid = (select number from seen_name where id = new.id);
end;
create trigger seen_person_delete after delete on person begin
  delete from seen_name_text where rowid = (select number from seen_name where id = old.id);
  delete from seen_name where id = old.id;
end;

create trigger seen_convention_insert after insert on convention begin
  insert into seen_name (id, kind) values (new.id, 'convention');
  insert into seen_name_text (rowid, name) select number, new.reference || ' ' || coalesce(new.object, '') from seen_name where id = new.id;
end;
create trigger seen_convention_update after update of reference, object on convention begin
  update seen_name_text set name = new.reference || ' ' || coalesce(new.object, '') where rowid = (select number from seen_name where id = new.id);
end;
create trigger seen_convention_delete after delete on convention begin
  delete from seen_name_text where rowid = (select number from seen_name where id = old.id);
  delete from seen_name where id = old.id;
end;

create trigger seen_document_insert after insert on document begin
  insert into seen_name (id, kind) values (new.id, 'document');
  insert into seen_name_text (rowid, name) select number, new.name from seen_name where id = new.id;
end;
create trigger seen_document_delete after delete on document begin
  delete from seen_name_text where rowid = (select number from seen_name where id = old.id);
  delete from seen_name where id = old.id;
end;

create trigger seen_meeting_insert after insert on meeting begin
  insert into seen_name (id, kind) values (new.id, 'meeting');
  insert into seen_name_text (rowid, name) select number, coalesce(new.title, '') || ' ' || new.held_on from seen_name where id = new.id;
end;
create trigger seen_meeting_update after update of title, held_on on meeting begin
  update seen_name_text set name = coalesce(new.title, '') || ' ' || new.held_on where rowid = (select number from seen_name where id = new.id);
end;
create trigger seen_meeting_delete after delete on meeting begin
  delete from seen_name_text where rowid = (select number from seen_name where id = old.id);
  delete from seen_name where id = old.id;
end;

create trigger seen_block_insert after insert on block when new.kind in ('decision', 'action') begin
  insert into seen_name (id, kind) values (new.id, new.kind);
  insert into seen_name_text (rowid, name) select number, new.text from seen_name where id = new.id;
end;
create trigger seen_block_update after update of text, kind on block begin
  delete from seen_name_text where rowid = (select number from seen_name where id = new.id);
  delete from seen_name where id = new.id;
  insert into seen_name (id, kind) select new.id, new.kind where new.kind in ('decision', 'action');
  insert into seen_name_text (rowid, name) select number, new.text from seen_name where id = new.id;
end;
create trigger seen_block_delete after delete on block begin
  delete from seen_name_text where rowid = (select number from seen_name where id = old.id);
  delete from seen_name where id = old.id;
end;
