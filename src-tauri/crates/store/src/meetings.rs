//! The tables of meetings.
