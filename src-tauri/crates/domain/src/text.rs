//! How long what people write may be, and what of it nobody sees.
//!
//! A page shows, prints and searches each text whole, so one without an end would keep everybody
//! waiting. What people write by hand stays far below.

use std::borrow::Cow;

use crate::Refusal;

/// Whether nobody sees a character: marks of hyphenation, of direction and of width that come along
/// when a name is copied from a page or a PDF, and controls.
pub fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    ) || letter.is_control() && !letter.is_whitespace()
}

/// A name, a number or a day without what nobody sees: two that look the same would otherwise be
/// two, and neither would find the other.
///
/// What joins two signs is seen by what it makes of them: a family of three, a word of Persian. In
/// Latin letters it makes nothing.
pub fn seen(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let letters: Vec<char> = text.chars().collect();
    let joins = |at: usize| {
        let beyond_latin = |it: Option<&char>| it.is_some_and(|it| *it >= '\u{370}');
        matches!(letters[at], '\u{200c}' | '\u{200d}')
            && at > 0
            && beyond_latin(letters.get(at - 1))
            && beyond_latin(letters.get(at + 1))
    };
    let kept = |(at, letter): (usize, &char)| (!is_unseen(*letter) || joins(at)).then_some(*letter);
    Cow::Owned(letters.iter().enumerate().filter_map(kept).collect())
}

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
    fn what_nobody_sees_is_not_there() {
        for ghost in [
            '\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{202a}',
            '\u{202e}', '\u{2060}', '\u{2066}', '\u{feff}', '\u{1}', '\u{7f}',
        ] {
            assert_eq!(seen(&format!("{ghost}Rive{ghost}-\u{a0}Neuve{ghost}")), "Rive-\u{a0}Neuve");
        }
        assert_eq!(seen("\u{200d}👩\u{200d}👩\u{200d}👧\u{200d}"), "👩\u{200d}👩\u{200d}👧");
        assert_eq!(seen("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(seen("Ligne\tune\nLigne deux ’ œ é"), "Ligne\tune\nLigne deux ’ œ é");
    }

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
