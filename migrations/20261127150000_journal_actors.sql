-- Who did something is asked on every page of the journal, which should not go through all of it.
create index operation_actor on operation (actor);
