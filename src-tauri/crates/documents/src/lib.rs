//! Values to bytes and back: the papers that leave the club, and the sheets that come into it.
//!
//! Nothing here opens a file, reads the clock or knows a path; the same value always gives the
//! same bytes, so that a paper made twice can be compared.

mod glyphs;
pub mod markdown;
pub mod minutes;
pub mod names;
pub mod pdf;
mod press;
mod prose;
#[cfg(test)]
mod samples;
pub mod sheet;
pub mod statement;
mod words;
