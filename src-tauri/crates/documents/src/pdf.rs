//! Minutes as a PDF that an archive keeps and a screen reader reads: PDF/A-2a and PDF/UA-1 at once.
//!
//! The page is drawn by a Typst template that is part of the program. Whatever a person typed
//! reaches it as JSON and is never evaluated: `#read("/etc/passwd")` as a title is a title. The
//! template has no clock, no file and no fonts but ours, so the same minutes give the same bytes on
//! every computer.

use std::sync::LazyLock;

use chrono::{Datelike, Timelike};
use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart, Value};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::glyphs::{self, CELL, FONTS, LINE, LINES, Run, runs};
use crate::minutes::{Attendance, Block, Decision, Item, Language, Minutes, Presence, Status};
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

/// Why minutes could not be made into a PDF. Nothing that a person types leads here: either is a
/// defect of the template, or of the fonts that the program was built with.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The template did not lay out the page.
    #[error("the page cannot be laid out: {0}")]
    Layout(String),
    /// The page was laid out but would not be fit for an archive.
    #[error("the page cannot be exported as PDF/A-2a and PDF/UA-1: {0}")]
    Export(String),
}

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
    let data = serde_json::to_vec(&Paper::of(minutes))
        .map_err(|source| PdfError::Layout(source.to_string()))?;
    let world = Desk {
        library: library(data),
    };
    let laid_out = typst::compile::<PagedDocument>(&world);
    let document = laid_out
        .output
        .map_err(|errors| PdfError::Layout(told(&errors)))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| PdfError::Export(error.message().to_string()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Cercle".to_owned())),
        timestamp: timestamp(minutes),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options);
    // The compiler remembers every page it has drawn, which would hold the words of a club in
    // memory for as long as the program runs.
    typst::comemo::evict(0);
    bytes.map_err(|errors| PdfError::Export(told(&errors)))
}

fn told(errors: &[SourceDiagnostic]) -> String {
    errors
        .iter()
        .map(|error| error.message.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}

fn timestamp(minutes: &Minutes) -> Option<Timestamp> {
    let at = minutes.made_at;
    let date = Datetime::from_ymd_hms(
        at.year(),
        u8::try_from(at.month()).ok()?,
        u8::try_from(at.day()).ok()?,
        u8::try_from(at.hour()).ok()?,
        u8::try_from(at.minute()).ok()?,
        u8::try_from(at.second()).ok()?,
    )?;
    Timestamp::new_local(date, at.offset().local_minus_utc() / 60)
}

/// All that the template can see: the language, the data, and the fonts. It opens no file, not
/// even one of ours.
struct Desk {
    library: LazyHash<Library>,
}

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static TEMPLATE: LazyLock<Source> =
    LazyLock::new(|| Source::detached(include_str!("../templates/minutes.typ")));

/// The language of templates, with the data as `sys.inputs.paper`.
fn library(data: Vec<u8>) -> LazyHash<Library> {
    let mut inputs = Dict::new();
    inputs.insert("paper".into(), Value::Bytes(Bytes::new(data)));
    LazyHash::new(Library::builder().with_inputs(inputs).build())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        TEMPLATE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == TEMPLATE.id() {
            Ok(TEMPLATE.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The minutes in the words and the order of the page.
#[derive(Serialize)]
struct Paper {
    lang: &'static str,
    region: &'static str,
    words: &'static Words,
    /// The name of the file in its properties.
    name: String,
    programme: Vec<Run>,
    heading: Vec<Vec<Run>>,
    title: Vec<Run>,
    /// What stands at the head of every page.
    running: Vec<Run>,
    when: String,
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
    Text {
        nodes: Vec<Node>,
    },
    Decision {
        number: Vec<Run>,
        text: Vec<Run>,
    },
    Action {
        text: Vec<Run>,
        terms: Vec<Vec<Run>>,
    },
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
        let title = if glyphs::is_blank(&minutes.title) {
            words.untitled
        } else {
            &minutes.title
        };
        let short_title = glyphs::beginning(title, SHORT_NAME);
        let date = language.long_date(minutes.date);
        let (lang, region) = match language {
            Language::Fr => ("fr", "FR"),
            Language::En => ("en", "GB"),
        };
        Self {
            lang,
            region,
            words,
            name: plain(&format!("{}, {short_title}, {date}", words.kind)),
            programme: runs(&minutes.programme, LINE),
            heading: minutes
                .heading
                .iter()
                .filter(|line| !glyphs::is_blank(line))
                .map(|line| runs(line, LINE))
                .collect(),
            title: runs(title, LINE),
            running: runs(&glyphs::beginning(title, RUNNING_NAME), LINE),
            when: language.when(minutes),
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
            items: minutes
                .items
                .iter()
                .map(|it| ItemPart::of(it, language))
                .collect(),
            decisions: minutes
                .decisions()
                .map(|(item, it)| DecisionLine {
                    number: runs(&it.number, CELL),
                    text: runs(&it.text, CELL),
                    item: item.number,
                })
                .collect(),
            actions: minutes
                .actions()
                .map(|(item, it)| ActionLine {
                    text: runs(&it.text, CELL),
                    owner: runs(it.owner.as_deref().unwrap_or_default(), CELL),
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
            Presence::Represented { by } => ("represented", language.represented_by(by)),
        };
        Self {
            organisation: runs(&line.organisation, CELL),
            kind,
            presence: language.presence(&line.presence),
            note: runs(&note, CELL),
        }
    }
}

impl ItemPart {
    fn of(item: &Item, language: Language) -> Self {
        let words = language.words();
        let title = if glyphs::is_blank(&item.title) {
            words.untitled
        } else {
            &item.title
        };
        let short = glyphs::beginning(title, SHORT_NAME);
        Self {
            number: item.number,
            whole_title: (short != title).then(|| runs(title, LINE)),
            title: runs(&short, LINE),
            blocks: item
                .blocks
                .iter()
                .map(|it| BlockPart::of(it, language))
                .collect(),
        }
    }
}

impl BlockPart {
    fn of(block: &Block, language: Language) -> Self {
        match block {
            Block::Text(text) => Self::Text {
                nodes: prose::parse(text, 1),
            },
            Block::Decision(Decision { number, text }) => Self::Decision {
                number: runs(number, LINE),
                text: runs(text, LINES),
            },
            Block::Action(action) => Self::Action {
                text: runs(&action.text, LINES),
                terms: language
                    .terms(action)
                    .iter()
                    .map(|it| runs(it, LINE))
                    .collect(),
            },
        }
    }
}

/// A text without what a PDF must not hold in its properties.
fn plain(text: &str) -> String {
    runs(text, LINE)
        .into_iter()
        .map(|run| match run {
            Run::Plain(text) | Run::Other { text, .. } => text,
            Run::Break => " ".to_owned(),
        })
        .collect()
}
