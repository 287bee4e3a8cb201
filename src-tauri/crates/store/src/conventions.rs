//! The tables of conventions.
