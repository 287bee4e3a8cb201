-- The last day on which an organisation was at a meeting, and how many came to each, are read from
-- an index alone.

drop index attendance_organisation;
create index attendance_organisation on attendance (organisation_id, presence, meeting_id);
create index attendance_present on attendance (meeting_id) where presence = 'present';
