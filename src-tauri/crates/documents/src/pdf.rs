//! Minutes as a PDF: what stands on the page, in the words and the order of its template.

use std::sync::LazyLock;

use serde::Serialize;
use typst::syntax::Source;

use crate::glyphs::{self, LINE, LINES, NAME, NUMBER, Run, runs};
use crate::minutes::{Attendance, Block, Decision, Item, Language, Minutes, Presence, Status};
pub use crate::press::PdfError;
use crate::press::{plain, print, template};
use crate::prose::{self, Node};
use crate::words::Words;

/// Above so many organisations the list of attendance goes to the end: the first page is for what
/// was said.
const LONG_ATTENDANCE: usize = 16;

/// The length of a name where it must be short: in the properties of the file, in the bookmarks
/// and at the head of the pages. PDF/A allows 32 767 bytes, no reader shows so many.
const SHORT_NAME: usize = 200;

/// The length of the name at the head of the pages, where it has half a line.
const RUNNING_NAME: usize = 56;

static TEMPLATE: LazyLock<Source> = template!("minutes.typ");

/// Writes minutes as PDF/A-2a and PDF/UA-1.
///
/// ```no_run
/// # fn of(minutes: &documents::minutes::Minutes) -> Result<(), documents::pdf::PdfError> {
/// let bytes = documents::pdf::minutes_pdf(minutes)?;
/// assert!(bytes.starts_with(b"%PDF-1.7"));
/// # Ok(())
/// # }
/// ```
pub fn minutes_pdf(minutes: &Minutes) -> Result<Vec<u8>, PdfError> {
    print(&TEMPLATE, &Paper::of(minutes), minutes.made_at)
}

/// The minutes in the words and the order of the page.
#[derive(Serialize)]
struct Paper {
    lang: &'static str,
    region: &'static str,
    words: &'static Words,
    /// The name of the file in its properties.
    name: String,
    kind: Vec<Run>,
    programme: Vec<Run>,
    heading: Vec<Vec<Run>>,
    title: Vec<Run>,
    /// The same on one line, for the foot of the pages.
    programme_short: Vec<Run>,
    /// The title on one line, for the head of the pages that follow.
    running: Vec<Run>,
    when: String,
    day: String,
    place: Option<Vec<Run>>,
    status: String,
    is_draft: bool,
    turnout: Option<String>,
    attendance: Vec<AttendanceLine>,
    attendance_is_long: bool,
    items: Vec<ItemPart>,
    decisions: Vec<DecisionLine>,
    actions: Vec<ActionLine>,
    made_at: String,
}

#[derive(Serialize)]
struct AttendanceLine {
    organisation: Vec<Run>,
    /// A word for the template, which marks each state in its own way.
    kind: &'static str,
    presence: &'static str,
    /// Who came for it, or who spoke for it.
    note: Vec<Run>,
}

#[derive(Serialize)]
struct ItemPart {
    number: u32,
    title: Vec<Run>,
    /// The whole title, where it is too long to be named in the bookmarks.
    whole_title: Option<Vec<Run>>,
    blocks: Vec<BlockPart>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum BlockPart {
    Text { nodes: Vec<Node> },
    Decision { number: Vec<Run>, text: Vec<Run> },
    Action { text: Vec<Run>, terms: Vec<Vec<Run>> },
}

#[derive(Serialize)]
struct DecisionLine {
    number: Vec<Run>,
    text: Vec<Run>,
    item: u32,
}

#[derive(Serialize)]
struct ActionLine {
    text: Vec<Run>,
    owner: Vec<Run>,
    due: Option<String>,
    done: Option<String>,
    item: u32,
}

impl Paper {
    fn of(minutes: &Minutes) -> Self {
        let language = minutes.language;
        let words = language.words();
        let title = if glyphs::is_blank(&minutes.title) { words.untitled } else { &minutes.title };
        let short_title = glyphs::beginning(title, SHORT_NAME);
        let date = language.long_date(minutes.date);
        let kind = language.kind(minutes.status);
        let (lang, region) = language.codes();
        Self {
            lang,
            region,
            words,
            name: plain(&format!("{}, {short_title}, {date}", kind)),
            kind: runs(kind, LINE),
            programme: runs(&minutes.programme, LINE),
            heading: minutes
                .heading
                .iter()
                .filter(|line| !glyphs::is_blank(line))
                .map(|line| runs(line, LINE))
                .collect(),
            title: runs(title, LINE),
            programme_short: runs(&glyphs::beginning(&minutes.programme, RUNNING_NAME), LINE),
            running: runs(&glyphs::beginning(title, RUNNING_NAME), LINE),
            when: language.when(minutes),
            day: language.short_date(minutes.date),
            place: minutes
                .place
                .as_deref()
                .filter(|it| !glyphs::is_blank(it))
                .map(|it| runs(it, LINES)),
            status: language.status(minutes.status),
            is_draft: minutes.status == Status::Draft,
            turnout: language.turnout(minutes),
            attendance: minutes
                .attendance
                .iter()
                .map(|it| AttendanceLine::of(it, language))
                .collect(),
            attendance_is_long: minutes.attendance.len() > LONG_ATTENDANCE,
            items: minutes.items.iter().map(|it| ItemPart::of(it, language)).collect(),
            decisions: minutes
                .decisions()
                .map(|(item, it)| DecisionLine {
                    number: runs(&it.number, NUMBER),
                    text: runs(&it.text, LINES),
                    item: item.number,
                })
                .collect(),
            actions: minutes
                .actions()
                .map(|(item, it)| ActionLine {
                    text: runs(&it.text, LINES),
                    owner: runs(it.owner.as_deref().unwrap_or_default(), NAME),
                    due: it.due.map(|day| language.short_date(day)),
                    done: it.done.map(|day| language.short_date(day)),
                    item: item.number,
                })
                .collect(),
            made_at: language.made_at(minutes.made_at),
        }
    }
}

impl AttendanceLine {
    fn of(line: &Attendance, language: Language) -> Self {
        let people = line.people.join(", ");
        let (kind, note) = match &line.presence {
            Presence::Present => ("present", people),
            Presence::Excused => ("excused", people),
            Presence::Absent => ("absent", people),
            Presence::Represented { by } => ("represented", by.clone()),
        };
        Self {
            organisation: runs(&line.organisation, LINES),
            kind,
            presence: language.presence(&line.presence),
            note: runs(&note, LINES),
        }
    }
}

impl ItemPart {
    fn of(item: &Item, language: Language) -> Self {
        let words = language.words();
        let title = if glyphs::is_blank(&item.title) { words.untitled } else { &item.title };
        let short = glyphs::beginning(title, SHORT_NAME);
        Self {
            number: item.number,
            whole_title: (short != title).then(|| runs(title, LINE)),
            title: runs(&short, LINE),
            blocks: item.blocks.iter().map(|it| BlockPart::of(it, language)).collect(),
        }
    }
}

impl BlockPart {
    fn of(block: &Block, language: Language) -> Self {
        match block {
            Block::Text(text) => Self::Text { nodes: prose::parse(text, 1) },
            Block::Decision(Decision { number, text }) => {
                Self::Decision { number: runs(number, LINE), text: runs(text, LINES) }
            }
            Block::Action(action) => Self::Action {
                text: runs(&action.text, LINES),
                terms: language.terms(action).iter().map(|it| runs(it, LINE)).collect(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::Command;

    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;
    use crate::glyphs::FONTS;
    use crate::samples;

    /// What a program makes of the PDF, or nothing where the machine does not have the program.
    fn judged(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(pdf).unwrap();
        let arguments = arguments.iter().map(|it| match *it {
            "FILE" => file.path().as_os_str(),
            other => other.as_ref(),
        });
        match Command::new(program).args(arguments).output() {
            Ok(output) => {
                assert!(output.status.success(), "{program}: {output:?}");
                Some(String::from_utf8_lossy(&output.stdout).into_owned())
            }
            Err(error) => {
                println!("skipped: {program}: {error}");
                None
            }
        }
    }

    fn text_of(pdf: &[u8]) -> Option<String> {
        judged("pdftotext", &["-raw", "FILE", "-"], pdf)
    }

    fn claims(pdf: &[u8], claim: &str) -> bool {
        pdf.windows(claim.len()).any(|it| it == claim.as_bytes())
    }

    #[test]
    fn minutes_are_made_for_an_archive_and_for_the_ear() {
        for minutes in [samples::long(), samples::short(), samples::english(), samples::hostile()] {
            let pdf = minutes_pdf(&minutes).unwrap();
            assert!(pdf.starts_with(b"%PDF-1.7"));
            for claim in [
                "<pdfaid:part>2</pdfaid:part>",
                "<pdfaid:conformance>A</pdfaid:conformance>",
                "<pdfuaid:part>1</pdfuaid:part>",
            ] {
                assert!(claims(&pdf, claim), "{claim}");
            }
            judged("qpdf", &["--check", "FILE"], &pdf);
        }
    }

    #[test]
    fn the_same_minutes_give_the_same_bytes() {
        let minutes = samples::short();
        assert!(minutes_pdf(&minutes).unwrap() == minutes_pdf(&minutes).unwrap());
        let other = Minutes { title: "Autre".into(), ..minutes.clone() };
        assert!(minutes_pdf(&minutes).unwrap() != minutes_pdf(&other).unwrap());
    }

    /// The structure is what a screen reader goes through; its words are tested with the page.
    #[test]
    fn a_screen_reader_finds_headings_paragraphs_lists_and_the_heads_of_tables() {
        let written = "# Bilan\n\nVoir :\n\n- un\n- deux\n\n> cité\n\n|a|b|\n|-|-|\n|c|d|\n\n[x](https://example.org)";
        let mut minutes = samples::short();
        minutes.items[0].blocks.insert(0, Block::Text(written.into()));
        let Some(structure) =
            judged("pdfinfo", &["-struct", "FILE"], &minutes_pdf(&minutes).unwrap())
        else {
            return;
        };
        // A line is a kind, what poppler knows of it, or an attribute after a slash.
        let kinds: Vec<&str> = structure
            .lines()
            .filter(|line| !line.trim_start().starts_with('/'))
            .map(|line| {
                let margin = line.len() - line.trim_start().len();
                let kind = line[margin..].split(|it: char| !it.is_ascii_alphanumeric()).next();
                &line[..margin + kind.unwrap_or_default().len()]
            })
            .collect();
        expect![[r#"
            Document
              P
              P
              P
              Div
                Div
                  P
                Div
                  P
                Div
                  P
                Div
                  P
                Div
                  P
                Div
                  P
                Div
                  P
                Div
                  P
              H1
              Table
                THead
                  TR
                    TH
                    TH
                    TH
                TBody
                  TR
                    TD
                    TD
                    TD
                  TR
                    TD
                    TD
                    TD
                  TR
                    TD
                    TD
                    TD
                  TR
                    TD
                    TD
                    TD
              H1
              H2
              P
              L
                LI
                  Lbl
                  LBody
                    P
                LI
                  Lbl
                  LBody
                    P
              BlockQuote
                P
              Table
                THead
                  TR
                    TH
                    TH
                TBody
                  TR
                    TD
                    TD
              P
                Link
                  Object
              P
              P
              P
              P
              P
              P
              H1
              Table
                THead
                  TR
                    TH
                    TH
                    TH
                TBody
                  TR
                    TD
                    TD
                    TD
              H1
              Table
                THead
                  TR
                    TH
                    TH
                    TH
                    TH
                TBody
                  TR
                    TD
                    TD
                    TD
                    TD
              P"#]]
        .assert_eq(&kinds.join("\n"));
    }

    #[test]
    fn the_page_tells_its_language_and_its_name() {
        for (minutes, language) in [(samples::short(), "fr-FR"), (samples::english(), "en-GB")] {
            let pdf = minutes_pdf(&minutes).unwrap();
            assert!(claims(&pdf, &format!("<rdf:li>{language}</rdf:li>")), "{language}");
        }
        let pdf = minutes_pdf(&samples::short()).unwrap();
        if let Some(told) = judged("pdfinfo", &["FILE"], &pdf) {
            let lines = told.lines().filter(|it| {
                ["Title:", "Creator:", "Tagged:", "Pages:", "Page size:"]
                    .iter()
                    .any(|name| it.starts_with(name))
            });
            expect![[r#"
                Title:           Projet de compte rendu, Bilatérale avec la Métropole de Rocheclaire, 26 novembre 2026
                Creator:         Cercle
                Tagged:          yes
                Pages:           1
                Page size:       595.276 x 841.89 pts (A4)"#]].assert_eq(&lines.collect::<Vec<_>>().join("\n"));
        }
    }

    #[test]
    fn a_draft_says_so_on_every_page() {
        let draft = Minutes { status: Status::Draft, ..samples::long() };
        let Some(text) = text_of(&minutes_pdf(&draft).unwrap()) else {
            return;
        };
        let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
        assert!(pages.len() >= 3);
        for (place, page) in pages.iter().enumerate() {
            assert!(page.contains("Projet"), "{page}");
            assert!(page.contains(&format!("{} / {}", place + 1, pages.len())), "{page}");
        }
        let validated = text_of(&minutes_pdf(&samples::long()).unwrap()).unwrap();
        assert!(!validated.contains("Projet"));
    }

    #[test]
    fn the_page_reads_from_top_to_bottom() {
        let Some(text) = text_of(&minutes_pdf(&samples::short()).unwrap()) else {
            return;
        };
        expect![[r#"
            Projet
            Programme d’archivage numérique
            Projet de compte rendu
            Bilatérale avec la Métropole de Rocheclaire
            Date 26 novembre 2026, à 9 h 30
            Lieu À distance
            Présences 2 présents, 1 représenté, 1 excusé, sur 4 organisations
            État Projet, à valider
            Émargement
            Organisation Présence Représentants
            Métropole de Rocheclaire ✓ Présent Léa Morin, Hugo Sainte-Croix
            Programme d’archivage numérique ✓ Présent Inès Valmont
            Nivalis Conseil – Excusé
            CD de la Vaudaine → Représenté Métropole de Rocheclaire
            1. Reprise des fonds de l’ancien service d’archives
            La métropole reprend 40 000 dossiers. Le profil d’archivage reste à écrire.
            Décision 2026-B-11
            La reprise commence par les dossiers de marchés.
            Action
            Envoyer un exemple de bordereau
            Léa Morin · pour le 04/12/2026
            Relevé de décisions
            N° Décision Point
            2026-B-11 La reprise commence par les dossiers de marchés. 1
            Actions
            Action Responsable Échéance Point
            Envoyer un exemple de bordereau Léa Morin 04/12/2026 1
            Document établi le 10 décembre 2026 à 15 h 07.
            Programme d’archivage numérique 1 / 1"#]]
        .assert_eq(text.trim_end());
    }

    #[test]
    fn what_people_type_is_printed_as_itself() {
        let Some(text) = text_of(&minutes_pdf(&samples::hostile()).unwrap()) else {
            return;
        };
        for typed in [
            "#read(\"/etc/passwd\")",
            "#import \"@preview/evil:1.0.0\": *",
            "$ integral_0^1 $ _not emphasis_ *nor this* <label> @ref = Heading",
            "<script>alert(1)</script>",
            "⟨U+4E2D⟩⟨U+6587⟩",
            "hidden⟨U+202E⟩desrever",
            "bell⟨U+0007⟩ nul⟨U+0000⟩",
            "<!-- never closed",
            "script (javascript:alert(1))",
        ] {
            assert!(text.contains(typed), "{typed}");
        }
    }

    #[test]
    fn no_length_is_too_long() {
        let Some(text) = text_of(&minutes_pdf(&samples::vast()).unwrap()) else {
            return;
        };
        let letters = text.chars().filter(|it| *it == 'm').count();
        assert!(letters >= 500_000, "{letters}");
    }

    /// A letter that a font claims but does not draw would fail the export.
    #[test]
    fn every_letter_of_every_font_is_printed() {
        let letters: String = FONTS
            .iter()
            .flat_map(|font| font.info().coverage.iter())
            .filter_map(char::from_u32)
            .flat_map(|letter| [letter, ' '])
            .collect();
        let minutes = Minutes {
            items: vec![Item {
                number: 1,
                title: "t".into(),
                blocks: vec![
                    Block::Decision(Decision { number: String::new(), text: letters.clone() }),
                    Block::Text(format!("**{letters}** *{letters}* ***{letters}*** `{letters}`")),
                ],
            }],
            ..samples::short()
        };
        minutes_pdf(&minutes).unwrap();
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn no_text_makes_the_export_fail(
            title in any::<String>(),
            text in "([#*_`\\[\\]<>&|~\\\\!(){}:.+=\" \\->\n\t1]|\\PC|[\u{300}-\u{36f}\u{590}-\u{6ff}\u{200b}-\u{200f}\u{1f300}-\u{1f6ff}]){0,120}",
        ) {
            let minutes = Minutes {
                title: title.clone(),
                items: vec![Item {
                    number: 1,
                    title: text.clone(),
                    blocks: vec![
                        Block::Text(text.clone()),
                        Block::Decision(Decision { number: title, text }),
                    ],
                }],
                ..samples::short()
            };
            prop_assert!(minutes_pdf(&minutes).is_ok());
        }
    }
}
