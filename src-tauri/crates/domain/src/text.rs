//! How long what people write may be.
//!
//! A page shows, prints and searches each text whole, so one without an end would keep everybody
//! waiting. What people write by hand stays far below.

use crate::Refusal;

/// The room that a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// A name, a title, a word: what stands on one line.
    Line,
    /// A note, a paragraph of minutes, a cell of a list: some fifteen pages.
    Text,
}

impl Room {
    /// How many letters a text has at most.
    pub const fn letters(self) -> u32 {
        match self {
            Self::Line => 1_000,
            Self::Text => 50_000,
        }
    }

    /// Refuses a text that is longer.
    pub fn check(self, text: &str) -> Result<(), Refusal> {
        let maximum = self.letters();
        // No letter has less than a byte, and nearly all texts are short.
        if text.len() <= maximum as usize {
            return Ok(());
        }
        match u32::try_from(text.chars().count()).unwrap_or(u32::MAX) {
            found if found <= maximum => Ok(()),
            found => Err(Refusal::TextTooLong { maximum, found }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_and_not_bytes() {
        let most = "é".repeat(1_000);
        assert_eq!(Room::Line.check(&most), Ok(()));
        let more = format!("{most}é");
        let refusal = Refusal::TextTooLong { maximum: 1_000, found: 1_001 };
        assert_eq!(Room::Line.check(&more), Err(refusal));
        assert_eq!(Room::Text.check(&more), Ok(()));
    }
}
