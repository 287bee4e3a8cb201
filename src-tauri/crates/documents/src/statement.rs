//! A statement says what is known of a file, such as what its signatures are worth.
//!
//! Its sentences are those of the window, in the language of whoever asked: the paper says neither
//! more nor less than the screen.

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use specta::Type;
use typst::syntax::Source;

use crate::glyphs::{self, LINE, LINES, Run, runs};
use crate::minutes::Language;
use crate::press::{PdfError, plain, print, template};

/// The length of the title where it must be short: in the properties of the file.
const SHORT_TITLE: usize = 200;

/// The length of what stands at the edge of a page, where it has half a line.
const EDGE: usize = 56;

static TEMPLATE: LazyLock<Source> = template!("statement.typ");

/// What is known of a file, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Statement {
    /// What it is, above its title.
    pub kind: String,
    /// What it is about.
    pub title: String,
    /// What matters most, a sentence each.
    pub lead: Vec<String>,
    /// The rest, by what it is about.
    pub parts: Vec<StatementPart>,
    /// When it was made, and by what.
    pub made_at: String,
}

/// A part of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StatementPart {
    /// What it is about.
    pub title: String,
    /// Named values.
    pub values: Vec<StatementValue>,
    /// Sentences.
    pub notes: Vec<String>,
}

/// A value and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StatementValue {
    /// Its name.
    pub label: String,
    /// The value.
    pub value: String,
}

/// Who makes a statement, in which language, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The name of the programme.
    pub programme: String,
    /// The lines above its name.
    pub heading: Vec<String>,
    /// The language of the words.
    pub language: Language,
    /// When it is made.
    pub made_at: DateTime<FixedOffset>,
}

/// Writes a statement as PDF/A-2a and PDF/UA-1.
pub fn statement_pdf(statement: &Statement, sender: &Sender) -> Result<Vec<u8>, PdfError> {
    print(&TEMPLATE, &Paper::of(statement, sender), sender.made_at)
}

/// The statement in the order of the page; the names are those of the template.
#[derive(Serialize)]
struct Paper {
    lang: &'static str,
    region: &'static str,
    name: String,
    kind: Vec<Run>,
    programme: Vec<Run>,
    heading: Vec<Vec<Run>>,
    title: Vec<Run>,
    programme_short: Vec<Run>,
    running: Vec<Run>,
    is_draft: bool,
    day: String,
    lead: Vec<Vec<Run>>,
    parts: Vec<PaperPart>,
    made_at: Vec<Run>,
}

#[derive(Serialize)]
struct PaperPart {
    title: Vec<Run>,
    values: Vec<PaperValue>,
    notes: Vec<Vec<Run>>,
}

#[derive(Serialize)]
struct PaperValue {
    label: Vec<Run>,
    value: Vec<Run>,
}

impl Paper {
    fn of(it: &Statement, sender: &Sender) -> Self {
        let (lang, region) = sender.language.codes();
        let heading = sender.heading.iter().filter(|line| !glyphs::is_blank(line));
        let lines = |texts: &[String]| texts.iter().map(|it| runs(it, LINES)).collect();
        Self {
            lang,
            region,
            name: plain(&glyphs::beginning(&format!("{}, {}", it.kind, it.title), SHORT_TITLE)),
            kind: runs(&it.kind, LINE),
            programme: runs(&sender.programme, LINE),
            heading: heading.map(|line| runs(line, LINE)).collect(),
            title: runs(&it.title, LINE),
            programme_short: runs(&glyphs::beginning(&sender.programme, EDGE), LINE),
            running: runs(&glyphs::beginning(&it.title, EDGE), LINE),
            is_draft: false,
            day: sender.language.short_date(sender.made_at.date_naive()),
            lead: lines(&it.lead),
            parts: it
                .parts
                .iter()
                .map(|part| PaperPart {
                    title: runs(&part.title, LINE),
                    values: part
                        .values
                        .iter()
                        .map(|it| PaperValue {
                            label: runs(&it.label, LINE),
                            value: runs(&it.value, LINES),
                        })
                        .collect(),
                    notes: lines(&part.notes),
                })
                .collect(),
            made_at: runs(&it.made_at, LINE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender() -> Sender {
        Sender {
            programme: "Programme d’essai".into(),
            heading: vec!["Ministère des Mémoires".into()],
            language: Language::Fr,
            made_at: "2026-11-27T10:30:00+01:00".parse().unwrap(),
        }
    }

    fn statement(title: &str) -> Statement {
        Statement {
            kind: "Rapport de signature".into(),
            title: title.into(),
            lead: vec!["Toutes les signatures sont intègres.".into()],
            parts: vec![StatementPart {
                title: "Hervé Duchêne".into(),
                values: vec![StatementValue {
                    label: "Signée le".into(),
                    value: "02/10/2026".into(),
                }],
                notes: vec!["Rien n’a changé depuis la signature.".into()],
            }],
            made_at: "Fait par Cercle le 27/11/2026.".into(),
        }
    }

    #[test]
    fn a_statement_is_made_for_an_archive_and_for_the_ear() {
        let titles = [
            "Convention signée.pdf",
            "#read(\"/etc/passwd\")",
            "",
            "ערבית עברית 🖋",
            &"x".repeat(9_000),
        ];
        for title in titles {
            let pdf = statement_pdf(&statement(title), &sender()).unwrap();
            for claim in ["<pdfaid:part>2</pdfaid:part>", "<pdfuaid:part>1</pdfuaid:part>"] {
                assert!(pdf.windows(claim.len()).any(|it| it == claim.as_bytes()), "{claim}");
            }
        }
    }

    #[test]
    fn the_same_statement_gives_the_same_bytes() {
        let (one, other) = (statement("a.pdf"), statement("b.pdf"));
        let print = |it| statement_pdf(it, &sender()).unwrap();
        assert!(print(&one) == print(&one));
        assert!(print(&one) != print(&other));
    }
}
