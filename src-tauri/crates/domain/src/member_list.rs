//! A list of members, read from a sheet and laid beside the club.

mod columns;
mod kinds;
mod words;

pub use columns::{Column, Field, recognise};
pub use kinds::kind;
pub use words::{Reading, arrival, departure};
