//! A template and its data made into a PDF that an archive keeps and a screen reader reads: PDF/A-2a
//! and PDF/UA-1 at once.
//!
//! Templates are part of the program. Whatever a person typed reaches them as JSON and is never
//! evaluated: `#read("/etc/passwd")` as a title is a title. A template has no clock, no file and no
//! fonts but ours, so the same data gives the same bytes on every computer.

use std::sync::LazyLock;

use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart, Value};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::glyphs::{FONTS, LINE, Run, runs};

/// Why a paper could not be made into a PDF. Nothing that a person types leads here: either is a
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

/// Makes the template of a paper of what all papers share and what is its own.
macro_rules! template {
    ($file:literal) => {
        std::sync::LazyLock::new(|| {
            typst::syntax::Source::detached(concat!(
                include_str!("../templates/prelude.typ"),
                include_str!(concat!("../templates/", $file)),
            ))
        })
    };
}
pub(crate) use template;

/// Lays out `paper` by `template`, and says that it was made at `made_at`.
pub(crate) fn print(
    template: &'static Source,
    paper: &impl Serialize,
    made_at: DateTime<FixedOffset>,
) -> Result<Vec<u8>, PdfError> {
    let data =
        serde_json::to_string(paper).map_err(|source| PdfError::Layout(source.to_string()))?;
    let world = Desk { library: library(data), template };
    let laid_out = typst::compile::<PagedDocument>(&world);
    let document = laid_out.output.map_err(|errors| PdfError::Layout(told(&errors)))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| PdfError::Export(error.message().to_string()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Cercle".to_owned())),
        timestamp: timestamp(made_at),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options);
    // The compiler remembers every page it has drawn, which would hold the words of a club in
    // memory for as long as the program runs.
    typst::comemo::evict(0);
    bytes.map_err(|errors| PdfError::Export(told(&errors)))
}

/// A text without what a PDF must not hold in its properties.
pub(crate) fn plain(text: &str) -> String {
    runs(text, LINE)
        .into_iter()
        .map(|run| match run {
            Run::Plain(text) | Run::Other { text, .. } => text,
            Run::Break => " ".to_owned(),
        })
        .collect()
}

fn told(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; ")
}

fn timestamp(at: DateTime<FixedOffset>) -> Option<Timestamp> {
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
    template: &'static Source,
}

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// The language of templates, with the data as `sys.inputs.paper`.
fn library(data: String) -> LazyHash<Library> {
    let mut inputs = Dict::new();
    inputs.insert("paper".into(), Value::Str(data.into()));
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
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
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
