//! What the club calls its meetings on paper, and the names of the files that leave it.

use domain::meeting::Body;
use unicode_segmentation::UnicodeSegmentation;

use crate::minutes::{Language, Minutes};

/// The longest name of a file, in bytes. Most file systems take 255, and some programs that
/// synchronise folders add to the name.
const LONGEST: usize = 180;

impl Language {
    /// What the club calls a meeting of `body`.
    pub fn body(self, body: Body) -> &'static str {
        match self {
            Self::Fr => match body {
                Body::Plenary => "Plénière",
                Body::Functional => "Multilatérale fonctionnelle et métier",
                Body::Technical => "Multilatérale technique et applicative",
                Body::Bilateral => "Bilatérale",
                Body::Prioritisation => "Atelier de priorisation",
                Body::WorkingGroup => "Groupe de discussion",
                Body::Codir => "CODIR",
                Body::Copil => "COPIL",
                Body::Other => "Réunion",
            },
            Self::En => match body {
                Body::Plenary => "Plenary",
                Body::Functional => "Functional multilateral",
                Body::Technical => "Technical multilateral",
                Body::Bilateral => "Bilateral",
                Body::Prioritisation => "Prioritisation workshop",
                Body::WorkingGroup => "Discussion group",
                Body::Codir => "CODIR",
                Body::Copil => "COPIL",
                Body::Other => "Meeting",
            },
        }
    }
}

impl Minutes {
    /// A name for the file, such as `2026-11-26 Plénière - compte rendu.pdf`: it sorts by day, and
    /// every system takes it.
    pub fn file_name(&self, extension: &str) -> String {
        let words = match self.language {
            Language::Fr => "compte rendu",
            Language::En => "minutes",
        };
        let (before, after) = (self.date.to_string(), format!("{words}.{extension}"));
        let room = LONGEST.saturating_sub(before.len() + after.len() + "  - ".len());
        match plain(&self.title, room).trim() {
            "" => format!("{before} {after}"),
            title => format!("{before} {title} - {after}"),
        }
    }
}

/// A name for the report on the signatures of the file called `name`, such as
/// `Convention signée - signatures.pdf`; French and English have the same word.
pub fn signatures_file_name(name: &str, extension: &str) -> String {
    let after = format!("signatures.{extension}");
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match plain(stem, LONGEST.saturating_sub(after.len() + " - ".len())).trim() {
        "" => after,
        stem => format!("{stem} - {after}"),
    }
}

/// What every system takes of `text` as part of the name of a file, in at most `room` bytes.
fn plain(text: &str, mut room: usize) -> String {
    let text: String = text.chars().map(|it| if is_plain(it) { it } else { ' ' }).collect();
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .graphemes(true)
        .take_while(|it| {
            let fits = it.len() <= room;
            room = room.saturating_sub(it.len());
            fits
        })
        .collect()
}

/// Whether a letter may stand in the name of a file on every system, and shows as what it is: one
/// that turns the direction of the text could make a program look like a paper.
fn is_plain(letter: char) -> bool {
    let turns_text = matches!(
        letter,
        '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    !letter.is_control() && !turns_text && !r#"/\:*?"<>|"#.contains(letter)
}

#[cfg(test)]
mod tests {
    use crate::samples;

    use super::*;

    fn check(language: Language, title: &str, expected: &str) {
        let minutes = Minutes { language, title: title.into(), ..samples::long() };
        assert_eq!(minutes.file_name("pdf"), expected);
    }

    #[test]
    fn a_file_is_called_by_its_day_and_its_title() {
        check(Language::Fr, "Plénière", "2026-11-26 Plénière - compte rendu.pdf");
        check(Language::En, "Plenary", "2026-11-26 Plenary - minutes.pdf");
        check(Language::Fr, " ", "2026-11-26 compte rendu.pdf");
    }

    #[test]
    fn a_name_that_means_harm_names_a_file_all_the_same() {
        check(
            Language::Fr,
            "../../etc/passwd\n<a>|\u{202e}fdp\0",
            "2026-11-26 .. .. etc passwd a fdp - compte rendu.pdf",
        );
    }

    #[test]
    fn a_long_title_is_cut_between_letters() {
        let family = "👩‍👩‍👧";
        let minutes = Minutes { title: family.repeat(10_000), ..samples::long() };
        let name = minutes.file_name("pdf");
        assert!(name.len() <= LONGEST, "{} bytes", name.len());
        let families = name.matches(family).count();
        let expected = format!("2026-11-26 {} - compte rendu.pdf", family.repeat(families));
        assert!(families > 1 && name == expected, "{name}");
    }

    #[test]
    fn a_report_is_called_by_the_file_that_it_is_about() {
        for (name, expected) in [
            ("Convention signée.pdf", "Convention signée - signatures.pdf"),
            ("a.b.PDF", "a.b - signatures.pdf"),
            ("../a\u{202e}fdp.pdf", ".. a fdp - signatures.pdf"),
            (".pdf", "signatures.pdf"),
        ] {
            assert_eq!(signatures_file_name(name, "pdf"), expected);
        }
        assert!(signatures_file_name(&"é".repeat(300), "json").len() <= LONGEST);
    }
}
