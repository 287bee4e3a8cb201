-- What the list of a State says of an authority: for what it may be trusted and when, as JSON. Without
-- it an authority that a State has withdrawn would still be trusted for what it signed since.
alter table authority add column services text not null default '[]';
