//! The letters that a paper can show, and what stands for the others.
//!
//! An archive refuses a page with an empty box on it, so the export would fail over one character
//! that no font has. Each text is therefore cut here into runs, every one of which a single font
//! shows whole, and a character that none shows is written as its code point, `⟨U+4E2D⟩`: it stays
//! readable, and nobody can hide words from the printed page behind letters that do not print.

use std::sync::LazyLock;

use serde::{Serialize, Serializer};
use typst::foundations::Bytes;
use typst::text::Font;
use unicode_segmentation::UnicodeSegmentation;

/// Words longer than this may be broken anywhere: the longest of everyday French has 25 letters.
const LONG_WORD: usize = 28;

/// The same for names in a column of a table, and for numbers in a narrower one.
const LONG_NAME: usize = 20;
const LONG_NUMBER: usize = 12;

/// At most so many letters stand between two places where a long word may be broken.
const STRETCH: usize = 8;

/// The fonts that the papers are set in, in the order of the files.
pub(crate) static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FILES.iter().filter_map(|data| Font::new(Bytes::new(*data), 0)).collect());

const FILES: [&[u8]; 8] = [
    include_bytes!("../fonts/source-sans-3/SourceSans3-Regular.otf"),
    include_bytes!("../fonts/source-sans-3/SourceSans3-It.otf"),
    include_bytes!("../fonts/source-sans-3/SourceSans3-Semibold.otf"),
    include_bytes!("../fonts/source-sans-3/SourceSans3-SemiboldIt.otf"),
    include_bytes!("../fonts/source-code-pro/SourceCodePro-Regular.otf"),
    include_bytes!("../fonts/noto/NotoEmoji-Regular.ttf"),
    include_bytes!("../fonts/noto/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../fonts/noto/NotoSansArabic-Regular.ttf"),
];

/// The families of [`FILES`], by the place of their upright font. The cuts of the first one show
/// the same characters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Sans = 0,
    Mono = 4,
    Emoji = 5,
    Hebrew = 6,
    Arabic = 7,
}

impl Family {
    fn font(self) -> Option<&'static Font> {
        FONTS.get(self as usize)
    }

    fn name(self) -> Option<&'static str> {
        self.font().map(|font| font.info().family.as_str())
    }

    /// Whether the family shows the whole of a letter with its marks.
    fn shows(self, cluster: &str) -> bool {
        self.font().is_some_and(|font| {
            let coverage = &font.info().coverage;
            cluster.chars().all(|it| is_silent(it) || coverage.contains(it.into()))
        })
    }
}

/// How a text is cut.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    /// The families in the order in which they are asked; the template sets the first one.
    families: &'static [Family],
    /// Whether an end of line typed by a person is kept.
    keeps_lines: bool,
    /// The length over which a word may be broken anywhere.
    long_word: usize,
}

const READING: &[Family] = &[Family::Sans, Family::Emoji, Family::Hebrew, Family::Arabic];
const CODE: &[Family] =
    &[Family::Mono, Family::Sans, Family::Emoji, Family::Hebrew, Family::Arabic];

/// Words in a line.
pub(crate) const LINE: Manner =
    Manner { families: READING, keeps_lines: false, long_word: LONG_WORD };
/// A plain text of one or more lines.
pub(crate) const LINES: Manner = Manner { keeps_lines: true, ..LINE };
/// The same in the column of names, and in that of numbers.
pub(crate) const NAME: Manner = Manner { long_word: LONG_NAME, ..LINES };
pub(crate) const NUMBER: Manner = Manner { long_word: LONG_NUMBER, ..LINES };

/// A piece of text that one font shows whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Run {
    /// In the font of the place where it stands.
    Plain(String),
    /// In another one.
    Other { font: &'static str, text: String },
    /// The end of a line.
    Break,
}

/// Cuts a text into runs.
pub(crate) fn runs(text: &str, manner: Manner) -> Vec<Run> {
    let mut cutter = Cutter { runs: Vec::new(), manner };
    let text = text.replace("\r\n", "\n");
    for (place, line) in text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).enumerate() {
        if place > 0 {
            cutter.end_line();
        }
        for word in line.split_inclusive(is_break) {
            cutter.word(word);
        }
    }
    cutter.runs
}

/// The beginning of a text, for the places where a name must be short: no more than `length`
/// letters, the last of them an ellipsis where something was cut.
pub(crate) fn beginning(text: &str, length: usize) -> String {
    let mut letters = text.graphemes(true);
    let mut kept: String = letters.by_ref().take(length.saturating_sub(1)).collect();
    match (letters.next(), letters.next()) {
        (Some(_), Some(_)) => kept.push('…'),
        (last, _) => kept.extend(last),
    }
    kept
}

/// Whether a text has nothing to see.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|it| it.is_whitespace() || is_silent(it))
}

struct Cutter {
    runs: Vec<Run>,
    manner: Manner,
}

impl Cutter {
    /// A word with the space that ends it, broken where it is too long to stand in a line.
    fn word(&mut self, word: &str) {
        let is_long = word.graphemes(true).nth(self.manner.long_word).is_some();
        let mut stretch = 0;
        for cluster in word.graphemes(true) {
            if is_long && stretch == STRETCH {
                self.push(self.manner.families[0], "\u{200b}");
                stretch = 0;
            }
            stretch += 1;
            self.cluster(cluster);
        }
    }

    fn cluster(&mut self, cluster: &str) {
        if let Some(family) = self.family_for(cluster) {
            self.push(family, cluster);
            return;
        }
        // No font has the letter with all its marks. A mark on its own would settle on whatever
        // comes before it.
        for (place, letter) in cluster.chars().enumerate() {
            let alone = letter.to_string();
            match self.family_for(&alone) {
                Some(family) if place == 0 || is_silent(letter) => self.push(family, &alone),
                _ if letter.is_whitespace() => self.push(self.manner.families[0], " "),
                _ => {
                    let code = format!("⟨U+{:04X}⟩", u32::from(letter));
                    self.push(Family::Sans, &code);
                }
            }
        }
    }

    fn family_for(&self, cluster: &str) -> Option<Family> {
        if cluster.chars().any(is_never_shown) {
            return None;
        }
        // The selector asks for the picture of a character that is also a letter.
        if cluster.contains('\u{fe0f}') && Family::Emoji.shows(cluster) {
            return Some(Family::Emoji);
        }
        self.manner.families.iter().copied().find(|family| family.shows(cluster))
    }

    fn push(&mut self, family: Family, text: &str) {
        let main = family == self.manner.families[0];
        match (self.runs.last_mut(), family.name()) {
            (Some(Run::Plain(before)), _) if main => before.push_str(text),
            (Some(Run::Other { font, text: before }), Some(name)) if !main && *font == name => {
                before.push_str(text);
            }
            (_, Some(font)) if !main => self.runs.push(Run::Other { font, text: text.to_owned() }),
            _ => self.runs.push(Run::Plain(text.to_owned())),
        }
    }

    fn end_line(&mut self) {
        if self.manner.keeps_lines {
            self.runs.push(Run::Break);
        } else {
            self.push(self.manner.families[0], " ");
        }
    }
}

/// A space at which a line may end.
fn is_break(it: char) -> bool {
    it.is_whitespace() && !matches!(it, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// Characters that show nothing and are meant to: they shape or part the letters around them.
fn is_silent(it: char) -> bool {
    matches!(
        it,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'
            ..='\u{200f}' | '\u{2060}' | '\u{fe0e}' | '\u{fe0f}'
    )
}

/// Characters that are written as code points even where a font knows them: controls, letters
/// that mean something else on each computer, and what would turn the order of the words on the
/// page or hide something between them.
fn is_never_shown(it: char) -> bool {
    it.is_control()
        || matches!(
            it,
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}'
            | '\u{202a}'..='\u{202e}' | '\u{2061}'..='\u{206f}'
            | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0d}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}' | '\u{fffe}' | '\u{ffff}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Serialises words in a line.
pub(crate) fn line<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
    runs(text, LINE).serialize(to)
}

/// Serialises code in a line.
pub(crate) fn code<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
    runs(text, Manner { families: CODE, ..LINE }).serialize(to)
}

/// Serialises code on lines of its own.
pub(crate) fn code_block<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
    let text = text.replace('\t', "    ");
    runs(text.trim_end_matches('\n'), Manner { families: CODE, ..LINES }).serialize(to)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(manner: Manner, text: &str, expected: Expect) {
        let told: String = runs(text, manner)
            .iter()
            .map(|run| match run {
                Run::Plain(text) => format!("{text:?}\n"),
                Run::Other { font, text } => format!("{font} {text:?}\n"),
                Run::Break => "---\n".to_owned(),
            })
            .collect();
        expected.assert_eq(&told);
    }

    #[test]
    fn every_font_is_read() {
        let families: Vec<&str> = FONTS.iter().map(|font| font.info().family.as_str()).collect();
        expect![[r#"
            [
                "Source Sans 3",
                "Source Sans 3",
                "Source Sans 3",
                "Source Sans 3",
                "Source Code Pro",
                "Noto Emoji",
                "Noto Sans Hebrew",
                "Noto Sans Arabic",
            ]
        "#]]
        .assert_debug_eq(&families);
    }

    #[test]
    fn the_cuts_of_a_family_show_the_same_letters() {
        let letters = |place: usize| FONTS[place].info().coverage.iter().collect::<Vec<_>>();
        for place in 1..4 {
            assert!(letters(place) == letters(0), "font {place} differs from the first one");
        }
    }

    #[test]
    fn french_is_one_run() {
        check(
            LINE,
            "L’« œuvre » n°\u{a0}3\u{202f}: 14\u{202f}250\u{a0}€ → ≤ 2 ✓",
            expect![[r#"
                "L’« œuvre » n°\u{a0}3\u{202f}: 14\u{202f}250\u{a0}€ → ≤ 2 ✓"
            "#]],
        );
    }

    #[test]
    fn each_script_has_its_font() {
        check(
            LINE,
            "Ω Ж שלום عليكم 👍 fin",
            expect![[r#"
                "Ω Ж "
                Noto Sans Hebrew "שלום"
                " "
                Noto Sans Arabic "عليكم"
                " "
                Noto Emoji "👍"
                " fin"
            "#]],
        );
        check(
            Manner { families: CODE, ..LINE },
            "fn ☺ ☝",
            expect![[r#"
                "fn ☺ "
                Noto Emoji "☝"
            "#]],
        );
    }

    #[test]
    fn a_letter_and_its_marks_stay_in_one_font() {
        check(
            LINE,
            "🧔\u{200d}♂\u{fe0f} 1\u{fe0f}\u{20e3} e\u{301}",
            expect![[r#"
                Noto Emoji "🧔\u{200d}♂\u{fe0f}"
                " "
                Noto Emoji "1\u{fe0f}\u{20e3}"
                " e\u{301}"
            "#]],
        );
        check(
            LINE,
            "א\u{301} 中\u{301}",
            expect![[r#"
                Noto Sans Hebrew "א\u{301}"
                " ⟨U+4E2D⟩⟨U+0301⟩"
            "#]],
        );
    }

    #[test]
    fn what_no_font_shows_is_told_by_its_code_point() {
        check(
            LINE,
            "中 \u{7}\0 \u{e000} \u{10ffff}",
            expect![[r#"
                "⟨U+4E2D⟩ ⟨U+0007⟩⟨U+0000⟩ ⟨U+E000⟩ ⟨U+10FFFF⟩"
            "#]],
        );
    }

    #[test]
    fn nothing_turns_or_hides_words() {
        check(
            LINE,
            "a\u{202e}b\u{202c} \u{2066}c\u{2069} \u{feff}d",
            expect![[r#"
                "a⟨U+202E⟩b⟨U+202C⟩ ⟨U+2066⟩c⟨U+2069⟩ ⟨U+FEFF⟩d"
            "#]],
        );
    }

    #[test]
    fn lines_are_kept_or_joined() {
        check(
            LINES,
            "a\r\nb\u{2028}c\td",
            expect![[r#"
                "a"
                ---
                "b"
                ---
                "c d"
            "#]],
        );
        check(
            LINE,
            "a\r\nb\u{2028}c\td",
            expect![[r#"
                "a b c d"
            "#]],
        );
    }

    #[test]
    fn only_long_words_may_be_broken_anywhere() {
        check(
            LINE,
            "anticonstitutionnellement abcdefghijklmnopqrstuvwxyzabcd",
            expect![[r#"
                "anticonstitutionnellement abcdefgh\u{200b}ijklmnop\u{200b}qrstuvwx\u{200b}yzabcd"
            "#]],
        );
        check(
            NAME,
            "anticonstitutionnellement",
            expect![[r#"
                "anticons\u{200b}titution\u{200b}nellemen\u{200b}t"
            "#]],
        );
    }

    #[test]
    fn a_beginning_is_cut_between_letters() {
        assert_eq!(beginning("e\u{301}te\u{301}", 3), "e\u{301}te\u{301}");
        assert_eq!(beginning("e\u{301}te\u{301}s", 3), "e\u{301}t…");
        assert_eq!(beginning("", 3), "");
    }
}
