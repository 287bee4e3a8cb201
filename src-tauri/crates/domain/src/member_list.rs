//! A list of members, read from a sheet and laid beside the club.
