//! Sheets in CSV: lists that members and colleagues send, and lists that leave the window.
//!
//! What arrives was saved by any spreadsheet of the last twenty years, so the encoding, the
//! separator and the line of the heads are found rather than asked for; but nothing is repaired: a
//! quote that is never closed or a row that is too wide would shift cells under the wrong heading
//! without a sound, so that line is kept apart with what is wrong with it, and the others are read.
//!
//! What leaves must not turn into a formula in the spreadsheet that opens it. A cell that would be
//! taken for one gets an apostrophe in front, and [`read_csv`] takes it away again, so that a list
//! that is exported, corrected and imported comes back as it was.

use std::borrow::Cow;
use std::fmt;

use domain::{
    member_list::{Column, Field, RowFault, recognise},
    text::Room,
};

pub use encoding::Encoding;

mod encoding;

/// The largest file that is read. The largest honest list is a hundred times smaller; above it
/// somebody chose the wrong file, and the window should not hold its breath over it.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// The most records that are read: no club has as many members, and each costs the window a line to
/// lay out and the journal a row to keep.
pub const MAX_RECORDS: usize = 10_000;

/// The most columns that are read.
pub const MAX_COLUMNS: usize = 200;

/// How many records tell which separator a file uses, and among how many the heads are looked for.
const SAMPLE: usize = 50;

/// The separators that programs write. The first one wins where a file tells nothing, since it is
/// what a French spreadsheet saves.
const SEPARATORS: [char; 4] = [';', ',', '\t', '|'];

/// So many letters are kept of each cell of a record that is not read: enough to know which it is.
const GLIMPSE: usize = 200;

/// A sheet as it was read: one heading a column, and records of as many cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// How the bytes were read.
    pub encoding: Encoding,
    /// What stood between two cells.
    pub separator: char,
    /// The names of the columns, trimmed.
    pub header: Vec<String>,
    /// The records, without the blank ones.
    pub records: Vec<Record>,
}

/// A record of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The line of the file on which it begins, counted from 1 as editors do.
    pub line: usize,
    /// Its cells, one a column, as they were written; those that miss at the end are empty.
    pub cells: Vec<String>,
    /// Why nothing is taken from it, where its cells cannot be told.
    pub fault: Option<RowFault>,
}

/// Why a sheet cannot be read. Lines are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// The file is larger than any list.
    #[error("the file has {size} bytes, more than {limit}")]
    TooLarge {
        /// The size of the file.
        size: usize,
        /// The largest size that is read, [`MAX_BYTES`].
        limit: usize,
    },
    /// There are more records than in any list.
    #[error("{found} records, more than {limit}")]
    TooManyRecords {
        /// How many there are.
        found: usize,
        /// How many are read, [`MAX_RECORDS`].
        limit: usize,
    },
    /// There are more columns than in any list.
    #[error("{found} columns, more than {limit}")]
    TooManyColumns {
        /// How many there are.
        found: usize,
        /// How many are read, [`MAX_COLUMNS`].
        limit: usize,
    },
    /// A heading is longer than any name.
    #[error("line {line}: column {column} holds {found} letters, more than {limit}")]
    CellTooLong {
        /// Where its record begins.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// How many letters it holds.
        found: u32,
        /// How many are read.
        limit: u32,
    },
    /// The file is something else than text.
    #[error("the file is not a text file: {looks_like}")]
    NotText {
        /// What it seems to be.
        looks_like: Lookalike,
    },
    /// No record can be the one of the headings, so the cells have no meaning.
    #[error("line {line}: the columns have no heading")]
    NoHeader {
        /// Where the headings should stand.
        line: usize,
    },
}

/// What a file that is no sheet in CSV seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookalike {
    /// A workbook of Excel or LibreOffice, to be saved as CSV first (or any other archive).
    Workbook,
    /// A PDF.
    Pdf,
    /// Something that holds bytes which no text holds.
    Binary,
}

impl fmt::Display for Lookalike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Workbook => "it is a workbook",
            Self::Pdf => "it is a PDF",
            Self::Binary => "it holds bytes that no text holds",
        })
    }
}

/// Reads a sheet of which one of the first records names the columns.
///
/// Blank records are left out, and so is what stands above the heads. Empty columns to the right of
/// the last heading are left out too: a spreadsheet writes both where somebody once typed and
/// erased. A record whose cells cannot be told carries its fault, and the rest is read.
pub fn read_csv(bytes: &[u8]) -> Result<Sheet, SheetError> {
    if bytes.len() > MAX_BYTES {
        return Err(SheetError::TooLarge { size: bytes.len(), limit: MAX_BYTES });
    }
    let (encoding, text) = encoding::decode(bytes)?;
    let (declared, text, first_line) = declared_separator(&text);
    // Another program may have saved the sheet anew, and kept the declaration for a cell.
    let divides = |it: &char| sample(text, *it).iter().any(|record| record.found > 1);
    let separator = declared.filter(divides).unwrap_or_else(|| likely_separator(text));

    let start = first_line;
    let heads = heads(&sample(text, separator)).ok_or_else(|| {
        let blank = Splitter::new(text, separator, start).all(|it| it.is_blank());
        if blank { SheetError::Empty } else { SheetError::NoHeader { line: start } }
    })?;
    let mut split = Splitter::new(text, separator, first_line).filter(|record| !record.is_blank());
    // What only stands above the heads tells nothing; what could not be read might have.
    let mut unread: Vec<Split> = split.by_ref().take(heads).collect();
    unread.retain(|it| it.fault.is_some());
    let first = split.next().ok_or(SheetError::Empty)?;
    if first.filled > MAX_COLUMNS {
        return Err(SheetError::TooManyColumns { found: first.filled, limit: MAX_COLUMNS });
    }
    let width = first.filled;
    let line = first.record.line;
    let mut header = first.record.cells;
    header.truncate(width);
    if let Some(RowFault::CellTooLong { column, found, maximum }) = too_long(&header, Room::Line) {
        let column = column.try_into().unwrap_or(usize::MAX);
        return Err(SheetError::CellTooLong { line, column, found, limit: maximum });
    }
    let header: Vec<String> = header.iter().map(|cell| cell.trim().to_owned()).collect();
    let below = split.by_ref().take(MAX_RECORDS);
    let records = unread.into_iter().chain(below).map(|it| it.under(&header)).collect();
    let more = split.count();
    if more > 0 {
        return Err(SheetError::TooManyRecords { found: MAX_RECORDS + more, limit: MAX_RECORDS });
    }
    Ok(Sheet { encoding, separator, header, records })
}

/// Writes a sheet as French spreadsheets open it by a double click: UTF-8 with its mark, `;`
/// between cells, CRLF at the end of lines.
///
/// A cell that a spreadsheet would take for a formula is written with an apostrophe in front,
/// unless it is a plain number such as `-12,50` or `+33 1 40 00 00 00`, which no spreadsheet can
/// make act.
pub fn write_csv<R, C>(header: &[&str], rows: R) -> Vec<u8>
where
    R: IntoIterator<Item = C>,
    C: IntoIterator<Item = String>,
{
    let mut text = String::from("\u{feff}");
    push_row(&mut text, header.iter().map(|name| (*name).to_owned()));
    for row in rows {
        push_row(&mut text, row);
    }
    text.into_bytes()
}

fn push_row(text: &mut String, cells: impl IntoIterator<Item = String>) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            text.push(';');
        }
        // One kind of end of line inside cells, since reading knows only one.
        let cell = cell.replace("\r\n", "\n").replace('\r', "\n");
        push_cell(text, &guarded(&cell));
    }
    text.push_str("\r\n");
}

fn push_cell(text: &mut String, cell: &str) {
    // The other separators are quoted too: another spreadsheet may be set to them.
    if cell.contains([';', ',', '\t', '"', '\n']) || cell.trim() != cell {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

/// The cell as it is written: with an apostrophe in front where it would act as a formula, and
/// also where it already begins with one that reading would take away.
fn guarded(cell: &str) -> Cow<'_, str> {
    if acts(cell.trim_start_matches('\'')) || is_shielded(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell as it was before [`guarded`], or before another program wrote it so that a spreadsheet
/// leaves its zeros and its days alone: `="00123"`, `'00123`.
fn unguarded(cell: String) -> String {
    if let Some(quoted) = cell.strip_prefix("=\"").and_then(|it| it.strip_suffix('"')) {
        return quoted.replace("\"\"", "\"");
    }
    match cell.strip_prefix('\'') {
        Some(rest) if acts(rest.trim_start_matches('\'')) || is_shielded(&cell) => rest.to_owned(),
        _ => cell,
    }
}

/// Whether the apostrophe in front only says that the figures are a text.
fn is_shielded(cell: &str) -> bool {
    let rest = cell.trim_start_matches('\'');
    let figures = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    rest.len() < cell.len() && figures.starts_with(|it: char| it.is_ascii_digit())
}

/// Whether a spreadsheet would take the cell for a formula.
fn acts(cell: &str) -> bool {
    let starts = cell.starts_with(['=', '+', '-', '@', '\t', '\n', '＝', '＋', '－', '＠']);
    let number = cell.strip_prefix(['+', '-']).is_some_and(|rest| {
        rest.starts_with(|it: char| it.is_ascii_digit())
            && rest.chars().all(|it| {
                it.is_ascii_digit() || matches!(it, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}')
            })
    });
    starts && !number
}

/// The separator that a first line `sep=;` declares, the text after it, and the number of its
/// first line. Excel obeys such a line and does not show it.
fn declared_separator(text: &str) -> (Option<char>, &str, usize) {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let (line, rest) = text.split_at(end);
    let Some(separator) = declaration(line) else { return (None, text, 1) };
    let after = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n']));
    (Some(separator), after.unwrap_or(rest), 2)
}

/// The separator that a line declares, in whatever letters and quotation marks. A program that
/// took the declaration for a cell and saved the sheet has put its own separators behind it.
fn declaration(line: &str) -> Option<char> {
    let line: String = line.chars().filter(|it| !matches!(it, ' ' | '"' | '\'')).collect();
    let (word, signs) = (line.get(..4)?, line.get(4..)?);
    if !word.eq_ignore_ascii_case("sep=") {
        return None;
    }
    let mut signs = signs.chars();
    let (declared, rest) = match signs.as_str().strip_prefix("\\t") {
        Some(rest) => ('\t', rest),
        None => (signs.next()?, signs.as_str()),
    };
    let written = rest.chars().next().unwrap_or(declared);
    let separates = !written.is_alphanumeric() && rest.chars().all(|it| it == written);
    separates.then_some(written)
}

/// The first records that hold something.
fn sample(text: &str, separator: char) -> Vec<Split> {
    Splitter::new(text, separator, 1).filter(|record| !record.is_blank()).take(SAMPLE).collect()
}

/// The separator that makes the most known heads; then the one under which most of the first
/// records have one width; between equals, the one that makes more columns.
fn likely_separator(text: &str) -> char {
    let score = |separator: char| {
        let records = sample(text, separator);
        let known = records.iter().map(|it| known_heads(&it.record.cells)).max().unwrap_or(0);
        let widths: Vec<usize> = records.iter().map(|it| it.found).filter(|it| *it > 1).collect();
        let alike = |width: usize| widths.iter().filter(|it| **it == width).count();
        let usual = widths.iter().map(|it| (alike(*it), *it)).max().unwrap_or((0, 0));
        (if known > 1 { known } else { 0 }, usual)
    };
    SEPARATORS.into_iter().rev().max_by_key(|it| score(*it)).unwrap_or(SEPARATORS[0])
}

/// Which of the records holds the heads: the one in which the most are known, or else the first
/// one that is as wide as a list. Titles, dates and counts stand above the heads of many lists.
fn heads(records: &[Split]) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (place, it) in records.iter().enumerate().filter(|(_, it)| it.fault.is_none()) {
        let known = known_heads(&it.record.cells);
        // Below the first record, a word such as « membre » may well be what a cell says.
        let sure = place == 0 || it.filled == 1 || it.record.cells.iter().any(|it| is_of_names(it));
        let tells = known > 1 || known == 1 && sure;
        if tells && best.is_none_or(|(_, most)| known > most) {
            best = Some((place, known));
        }
    }
    let widest = records.iter().map(|it| it.filled).max().unwrap_or(0);
    let wide = |it: &Split| it.fault.is_none() && it.filled > usize::from(widest > 1);
    best.map(|(place, _)| place).or_else(|| records.iter().position(wide))
}

/// How many of the cells are heads of something that a list can tell, the names among them.
fn known_heads(cells: &[String]) -> usize {
    let columns = recognise(cells);
    let named = columns.contains(&Column::Field { field: Field::Name });
    if named { columns.iter().filter(|it| **it != Column::LeftOut).count() } else { 0 }
}

/// Whether a cell can only be the head of the names.
fn is_of_names(cell: &str) -> bool {
    let head = domain::fold(cell);
    ["nom", "name", "organisation", "organisme"].iter().any(|it| head == *it)
        || head.starts_with("nom de l")
}

/// The first cell that has no room for what it holds.
fn too_long(cells: &[String], room: Room) -> Option<RowFault> {
    let maximum = room.letters();
    (1..).zip(cells).find(|(_, cell)| room.check(cell).is_err()).map(|(column, cell)| {
        let found = u32::try_from(cell.chars().count()).unwrap_or(u32::MAX);
        RowFault::CellTooLong { column, found, maximum }
    })
}

/// A record as it stands in the file. Cells beyond the last column that can be are counted and not
/// kept: a spreadsheet may end each line with sixteen thousand empty ones.
struct Split {
    record: Record,
    /// How many cells there are.
    found: usize,
    /// How many there are up to the last one that holds something.
    filled: usize,
    /// Why its cells cannot be told.
    fault: Option<RowFault>,
}

impl Split {
    fn is_blank(&self) -> bool {
        self.filled == 0 && self.fault.is_none()
    }

    /// The record with as many cells as there are columns. Those that miss at the end are empty,
    /// as many programs leave them out; those beyond the last head would belong to nothing.
    fn under(self, header: &[String]) -> Record {
        let number = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        let Self { mut record, found, filled, fault } = self;
        let (width, unnamed) = (header.len(), |(_, (head, cell)): &(u32, (&String, &String))| {
            head.is_empty() && !cell.trim().is_empty()
        });
        record.fault = fault
            .or_else(|| {
                let (expected, found) = (number(width), number(found.max(filled)));
                (filled > width).then_some(RowFault::TooWide { expected, found })
            })
            .or_else(|| too_long(&record.cells, Room::Text))
            .or_else(|| {
                let (column, _) = (1..).zip(header.iter().zip(&record.cells)).find(unnamed)?;
                Some(RowFault::WithoutHead { column })
            });
        record.cells.resize(width, String::new());
        if record.fault.is_some() {
            for cell in &mut record.cells {
                let end = cell.char_indices().nth(GLIMPSE).map_or(cell.len(), |(at, _)| at);
                cell.truncate(end);
            }
        }
        record.cells.shrink_to_fit();
        record
    }
}

/// Cuts a text into records (RFC 4180), keeping count of lines.
///
/// The `csv` crate is the better reader of correct files, but takes a quote that is never closed
/// for one long cell, and all that follows it is lost without a word.
struct Splitter<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    separator: char,
    line: usize,
}

impl<'a> Splitter<'a> {
    fn new(text: &'a str, separator: char, first_line: usize) -> Self {
        Self { rest: text.chars().peekable(), separator, line: first_line }
    }

    /// The next character, with every end of line as `\n`.
    fn next_char(&mut self) -> Option<char> {
        let mut next = self.rest.next()?;
        if next == '\r' {
            self.rest.next_if_eq(&'\n');
            next = '\n';
        }
        if next == '\n' {
            self.line += 1;
        }
        Some(next)
    }

    fn skip_blanks(&mut self) {
        while self.rest.next_if(|it| matches!(it, ' ' | '\u{a0}')).is_some() {}
    }

    fn skip_line(&mut self) {
        while self.next_char().is_some_and(|it| it != '\n') {}
    }

    /// A cell, and whether another follows in the record.
    fn cell(&mut self) -> Result<(String, bool), RowFault> {
        if self.rest.next_if_eq(&'"').is_some() {
            return self.quoted_cell(true);
        }
        // Some programs put a space before the mark, and `=` to shield what is in it. Where that
        // does not make a cell, the mark is one that somebody typed.
        let (rest, line) = (self.rest.clone(), self.line);
        self.skip_blanks();
        self.rest.next_if_eq(&'=');
        if self.rest.next_if_eq(&'"').is_some()
            && let Ok(found) = self.quoted_cell(false)
        {
            return Ok(found);
        }
        (self.rest, self.line) = (rest, line);
        let mut cell = String::new();
        loop {
            match self.next_char() {
                None | Some('\n') => return Ok((cell, false)),
                Some(next) if next == self.separator => return Ok((cell, true)),
                Some(next) => cell.push(next),
            }
        }
    }

    /// What stands behind an opening mark, on several lines where it may be.
    fn quoted_cell(&mut self, lines: bool) -> Result<(String, bool), RowFault> {
        let mut cell = String::new();
        loop {
            match self.next_char() {
                None => return Err(RowFault::QuoteNeverClosed),
                Some('\n') if !lines => return Err(RowFault::QuoteNeverClosed),
                Some('"') if self.rest.next_if_eq(&'"').is_some() => cell.push('"'),
                Some('"') => break,
                Some(next) => cell.push(next),
            }
        }
        self.skip_blanks();
        let line = u32::try_from(self.line).unwrap_or(u32::MAX);
        match self.next_char() {
            None | Some('\n') => Ok((cell, false)),
            Some(next) if next == self.separator => Ok((cell, true)),
            Some(_) => Err(RowFault::TextAfterQuote { line }),
        }
    }

    fn record(&mut self) -> Split {
        let record = Record { line: self.line, cells: Vec::new(), fault: None };
        let mut split = Split { record, found: 0, filled: 0, fault: None };
        let (start, line) = (self.rest.clone(), self.line);
        loop {
            let (cell, more) = match self.cell() {
                Ok(it) => it,
                Err(fault) => {
                    // A mark that nothing closes would take all that follows with it: only the
                    // line on which it stands is lost. Elsewhere the lines up to the mistake are
                    // those of one record.
                    if fault == RowFault::QuoteNeverClosed {
                        (self.rest, self.line) = (start, line);
                    }
                    self.skip_line();
                    split.fault = Some(fault);
                    return split;
                }
            };
            let cell = visible(unguarded(cell));
            split.found += 1;
            if !domain::text::seen(&cell).trim().is_empty() {
                split.filled = split.found;
            }
            if split.found <= MAX_COLUMNS {
                split.record.cells.push(cell);
            }
            if !more {
                return split;
            }
        }
    }
}

/// The cell without control characters: a vertical tab is how some programs write an end of line
/// within a cell, and the others are nothing that anybody typed.
fn visible(cell: String) -> String {
    let is_control = |it: char| it.is_control() && !matches!(it, '\n' | '\t');
    if !cell.contains(is_control) {
        return cell;
    }
    let ends_line = |it: char| matches!(it, '\u{b}' | '\u{c}' | '\u{85}');
    cell.chars()
        .map(|it| if ends_line(it) { '\n' } else { it })
        .filter(|it| !is_control(*it))
        .collect()
}

impl Iterator for Splitter<'_> {
    type Item = Split;

    fn next(&mut self) -> Option<Split> {
        self.rest.peek()?;
        Some(self.record())
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    /// What a file reads as: how it was read, the columns, and one line a record.
    fn check(bytes: impl AsRef<[u8]>, expected: Expect) {
        let told = match read_csv(bytes.as_ref()) {
            Ok(sheet) => {
                let mut told =
                    format!("{:?} {:?} {:?}\n", sheet.encoding, sheet.separator, sheet.header);
                for record in &sheet.records {
                    let fault = record.fault.map(|it| format!(" {it:?}")).unwrap_or_default();
                    told.push_str(&format!("{} {:?}{fault}\n", record.line, record.cells));
                }
                told
            }
            Err(error) => format!("{error}\n"),
        };
        expected.assert_eq(&told);
    }

    #[test]
    fn the_separator_is_found() {
        check(
            "nom;ville\nA;B\n",
            expect![[r#"
            Utf8 ';' ["nom", "ville"]
            2 ["A", "B"]
        "#]],
        );
        check(
            "nom,ville\nA,\"B; C\"\n",
            expect![[r#"
            Utf8 ',' ["nom", "ville"]
            2 ["A", "B; C"]
        "#]],
        );
        check(
            "nom\tville\nA, B\tC\n",
            expect![[r#"
            Utf8 '\t' ["nom", "ville"]
            2 ["A, B", "C"]
        "#]],
        );
        // Decimal commas do not make columns.
        check(
            "nom;montant\nA;1,5\nB;2,5\n",
            expect![[r#"
            Utf8 ';' ["nom", "montant"]
            2 ["A", "1,5"]
            3 ["B", "2,5"]
        "#]],
        );
        check(
            "nom\nA\n",
            expect![[r#"
            Utf8 ';' ["nom"]
            2 ["A"]
        "#]],
        );
    }

    #[test]
    fn excel_may_declare_the_separator() {
        for declared in [
            "sep=,",
            "SEP=,",
            "Sep = ,",
            "\"sep=,\"",
            "sep=,,,,",
            "\"sep=,\",,,",
            "sep=;,,",
            "\"sep=;\",,",
        ] {
            for end in ["\n", "\r\n", "\r"] {
                let text = ["a,b;c", "1,2"].map(|it| it.to_owned() + end).concat();
                let sheet = read_csv(format!("{declared}{end}{text}").as_bytes()).unwrap();
                assert_eq!(sheet.header, ["a", "b;c"], "{declared}");
                assert_eq!((sheet.separator, sheet.records[0].line), (',', 3), "{declared}");
            }
        }
        for (declared, separator) in [("sep=\t", '\t'), ("sep=\\t", '\t'), ("sep=^", '^')] {
            let text = format!("{declared}\na{separator}b\n1{separator}2\n");
            let sheet = read_csv(text.as_bytes()).unwrap();
            assert_eq!((sheet.separator, sheet.header.len()), (separator, 2), "{declared}");
        }
        // What is declared divides nothing.
        let sheet = read_csv(b"sep=;\nNom,Ville\nA,B\n").unwrap();
        assert_eq!((sheet.separator, sheet.header.len()), (',', 2));
    }

    #[test]
    fn the_encoding_is_found() {
        check(
            "\u{feff}été;A\n",
            expect![[r#"
            Utf8 ';' ["été", "A"]
        "#]],
        );
        check(
            b"\xe9t\xe9;\x80\x9c\n",
            expect![[r#"
            Windows1252 ';' ["été", "€œ"]
        "#]],
        );
        let utf16: Vec<u8> = "\u{feff}é\tA\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(
            utf16,
            expect![[r#"
            Utf16 '\t' ["é", "A"]
        "#]],
        );
    }

    #[test]
    fn lines_are_those_of_the_file() {
        check(
            "a;b\r\n\r\n1;\"two\r\nlines\"\r;;\n\"say \"\"so\"\"\";4",
            expect![[r#"
            Utf8 ';' ["a", "b"]
            3 ["1", "two\nlines"]
            6 ["say \"so\"", "4"]
        "#]],
        );
    }

    #[test]
    fn what_was_erased_in_the_spreadsheet_is_left_out() {
        check(
            ";;\n a ; b;;\n1;2;;\n;;;\n",
            expect![[r#"
            Utf8 ';' ["a", "b"]
            3 ["1", "2"]
        "#]],
        );
        check(
            "a;;c\n1;;3\n",
            expect![[r#"
            Utf8 ';' ["a", "", "c"]
            2 ["1", "", "3"]
        "#]],
        );
    }

    #[test]
    fn a_line_that_would_shift_cells_is_kept_apart_and_the_others_are_read() {
        check(
            "a;b\n1;2\n3\n;\n4;5\n",
            expect![[r#"
            Utf8 ';' ["a", "b"]
            2 ["1", "2"]
            3 ["3", ""]
            5 ["4", "5"]
        "#]],
        );
        check(
            "a;b\n1;2;3\n4;5\n",
            expect![[r#"
            Utf8 ';' ["a", "b"]
            2 ["1", "2"] TooWide { expected: 2, found: 3 }
            3 ["4", "5"]
        "#]],
        );
        check(
            "a;;c\n1;;3\n1;2;3\n4\n",
            expect![[r#"
            Utf8 ';' ["a", "", "c"]
            2 ["1", "", "3"]
            3 ["1", "2", "3"] WithoutHead { column: 2 }
            4 ["4", "", ""]
        "#]],
        );
        check(
            "a;b\n1;2\n3;\"4\n5;6\n7;8\n",
            expect![[r#"
            Utf8 ';' ["a", "b"]
            2 ["1", "2"]
            3 ["3", ""] QuoteNeverClosed
            4 ["5", "6"]
            5 ["7", "8"]
        "#]],
        );
        check(
            "a;b\n1;\"2\" x\n3;4\n",
            expect![[r#"
            Utf8 ';' ["a", "b"]
            2 ["1", ""] TextAfterQuote { line: 2 }
            3 ["3", "4"]
        "#]],
        );
        check(
            "a;b\n1;\"2\n3;\"4\"\n5;6\n",
            expect![[r#"
            Utf8 ';' ["a", "b"]
            2 ["1", ""] TextAfterQuote { line: 3 }
            4 ["5", "6"]
        "#]],
        );
    }

    #[test]
    fn cells_that_miss_at_the_end_are_empty() {
        check(
            "Nom,Type,SIRET,Arrivée,Projet\nLandevant,commune,,14/03/2022\nValmont\n\
             Phares,régie,,01/02/2021,\"flux, copies\"\n",
            expect![[r#"
                Utf8 ',' ["Nom", "Type", "SIRET", "Arrivée", "Projet"]
                2 ["Landevant", "commune", "", "14/03/2022", ""]
                3 ["Valmont", "", "", "", ""]
                4 ["Phares", "régie", "", "01/02/2021", "flux, copies"]
            "#]],
        );
    }

    #[test]
    fn the_heads_are_found_below_what_stands_above_them() {
        check(
            "Liste au 1er janvier;;\n;;\nNom;Type;SIRET\nA;commune;\n",
            expect![[r#"
            Utf8 ';' ["Nom", "Type", "SIRET"]
            4 ["A", "commune", ""]
        "#]],
        );
        check(
            "Liste des membres\nExport du 3 mai, page 1\n\nNom,Ville\nA,B\n",
            expect![[r#"
                Utf8 ',' ["Nom", "Ville"]
                5 ["A", "B"]
            "#]],
        );
        check(
            "Membres\n\nNom\tType\nA\tB\n",
            expect![[r#"
            Utf8 '\t' ["Nom", "Type"]
            4 ["A", "B"]
        "#]],
        );
        check(
            "Club;2026;\nNom;Ville;Pays\nA;B;C\n",
            expect![[r#"
                Utf8 ';' ["Nom", "Ville", "Pays"]
                3 ["A", "B", "C"]
            "#]],
        );
        check(
            "Liste des membres\nNom\nA\nB\n",
            expect![[r#"
            Utf8 ';' ["Nom"]
            3 ["A"]
            4 ["B"]
        "#]],
        );
        check(
            "Titre\nSigle;Ville\nA;B\n",
            expect![[r#"
            Utf8 ';' ["Sigle", "Ville"]
            3 ["A", "B"]
        "#]],
        );
        check(
            "Prénom;Nom;Organisme\nInès;Caradec;Membre\n",
            expect![[r#"
            Utf8 ';' ["Prénom", "Nom", "Organisme"]
            2 ["Inès", "Caradec", "Membre"]
        "#]],
        );
    }

    #[test]
    fn a_control_character_is_an_end_of_line_or_nothing() {
        check(
            "Nom;Type\nVille de Landevant\u{b}Archives;com\u{1}mune\nA\u{7f}B\u{85}C;\u{c}\n\
             Les phares de la côte;régie\u{0}\n",
            expect![[r#"
                Utf8 ';' ["Nom", "Type"]
                2 ["Ville de Landevant\nArchives", "commune"]
                3 ["AB\nC", "\n"]
                4 ["Les phares de la côte", "régie"]
            "#]],
        );
    }

    #[test]
    fn cells_that_were_shielded_from_a_spreadsheet_are_read() {
        check(
            "Nom;SIRET;Arrivée\nA;=\"73282932000074\";\"=\"\"14/03/2022\"\"\"\n\
             B;'732829320;01/02/2021\nC;''00123;'+33 1\nD;=\"1;2\";'tis\nE;=\"\";=\"x\"y\n",
            expect![[r#"
                Utf8 ';' ["Nom", "SIRET", "Arrivée"]
                2 ["A", "73282932000074", "14/03/2022"]
                3 ["B", "732829320", "01/02/2021"]
                4 ["C", "'00123", "+33 1"]
                5 ["D", "1;2", "'tis"]
                6 ["E", "", "=\"x\"y"]
            "#]],
        );
    }

    #[test]
    fn a_quotation_mark_after_a_space_is_one() {
        check(
            "Type, Nom, Arrivée\ncommune, \"Ville, Landevant\", \"14/03/2022\"\n\
             régie,  \"Phares\" ,\u{a0}\"x\"\nx, Le \"Phare\", \"Élan\" et Cie\n",
            expect![[r#"
                Utf8 ',' ["Type", "Nom", "Arrivée"]
                2 ["commune", "Ville, Landevant", "14/03/2022"]
                3 ["régie", "Phares", "x"]
                4 ["x", " Le \"Phare\"", " \"Élan\" et Cie"]
            "#]],
        );
    }

    #[test]
    fn a_file_that_is_no_list_is_refused() {
        check(
            "",
            expect![[r#"
            the file is empty
        "#]],
        );
        check(
            "\u{feff}\r\n \n",
            expect![[r#"
            the file is empty
        "#]],
        );
        check(
            "\"abc",
            expect![[r#"
            line 1: the columns have no heading
        "#]],
        );
        check(
            b"PK\x03\x04\x14\x00",
            expect![[r#"
            the file is not a text file: it is a workbook
        "#]],
        );
        check(
            b"%PDF-1.7\n",
            expect![[r#"
            the file is not a text file: it is a PDF
        "#]],
        );
        check(
            b"a;b\n\x00;\x01\n",
            expect![[r#"
            the file is not a text file: it holds bytes that no text holds
        "#]],
        );
        check(
            vec![b'a'; MAX_BYTES + 1],
            expect![[r#"
            the file has 33554433 bytes, more than 33554432
        "#]],
        );
    }

    #[test]
    fn a_list_is_no_longer_and_no_wider_than_lists_are() {
        let lines = |count: usize| format!("a;b\n{}", "1;2\n".repeat(count));
        assert_eq!(read_csv(lines(10_000).as_bytes()).unwrap().records.len(), 10_000);
        check(
            lines(10_007) + "\"",
            expect![[r#"
                10008 records, more than 10000
            "#]],
        );
        check(
            vec!["a"; 201].join(";"),
            expect![[r#"
                201 columns, more than 200
            "#]],
        );
        check(
            format!("a;b\n1;{}\n", "é".repeat(50_001)),
            expect![[r#"
                Utf8 ';' ["a", "b"]
                2 ["1", "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"] CellTooLong { column: 2, maximum: 50000, found: 50001 }
            "#]],
        );
        check(
            format!("a;{}\n", "b".repeat(1_001)),
            expect![[r#"
                line 1: column 2 holds 1001 letters, more than 1000
            "#]],
        );
    }

    #[test]
    fn empty_columns_to_the_right_cost_nothing() {
        let empty = ";".repeat(16_383);
        let sheet = read_csv(format!("a;b{empty}\n1;2{empty}\n").as_bytes()).unwrap();
        assert_eq!(sheet.header, ["a", "b"]);
        assert_eq!(sheet.records[0].cells, ["1", "2"]);
        assert!(sheet.records[0].cells.capacity() < MAX_COLUMNS);
    }

    #[test]
    fn a_list_opens_in_a_french_spreadsheet() {
        let bytes = write_csv(
            &["Nom", "Note"],
            [["Élan; Cie".to_owned(), "dit \"oui\"\r\ndeux fois".to_owned()]],
        );
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "\u{feff}Nom;Note\r\n\"Élan; Cie\";\"dit \"\"oui\"\"\ndeux fois\"\r\n"
        );
    }

    #[test]
    fn a_cell_never_becomes_a_formula() {
        let cells = [
            "=1+1",
            "+cmd|x",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "＝1",
            "'=1",
            "-12,50",
            "+33 1 40 00 00 00",
            "- item",
            "'tis",
        ];
        let bytes = write_csv(&["c"], cells.map(|it| [it.to_owned()]));
        expect![[r#"
            c
            '=1+1
            '+cmd|x
            '-2+3
            '@SUM(A1)
            "'	=1"
            '＝1
            ''=1
            "-12,50"
            +33 1 40 00 00 00
            '- item
            'tis
        "#]]
        .assert_eq(&String::from_utf8(bytes[3..].to_vec()).unwrap().replace('\r', ""));
    }

    proptest! {
        #[test]
        fn a_list_that_is_exported_and_imported_comes_back_as_it_was(
            rows in prop::collection::vec(prop::array::uniform3("(['=+\\-@;\",\n é1]|\\PC){0,8}"), 0..6),
        ) {
            let bytes = write_csv(&["a", "b", "c"], rows.clone());
            let sheet = read_csv(&bytes).unwrap();
            prop_assert_eq!(sheet.header, ["a", "b", "c"]);
            let read: Vec<Vec<String>> = sheet.records.into_iter().map(|it| it.cells).collect();
            let written: Vec<Vec<String>> = rows
                .into_iter()
                .map(|row| row.to_vec())
                .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
                .collect();
            prop_assert_eq!(read, written);
        }

        /// The reader agrees with the one that everybody uses, wherever the file is whole.
        #[test]
        fn correct_files_read_as_elsewhere(
            rows in prop::collection::vec(prop::array::uniform2("[ab;\"\n,\r]{0,6}"), 1..6),
        ) {
            let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
            writer.write_record(["x", "y"]).unwrap();
            rows.iter().for_each(|row| writer.write_record(row).unwrap());
            let bytes = writer.into_inner().unwrap();
            let ours: Vec<Vec<String>> =
                read_csv(&bytes).unwrap().records.into_iter().map(|it| it.cells).collect();
            let theirs: Vec<Vec<String>> = csv::ReaderBuilder::new()
                .delimiter(b';')
                .from_reader(bytes.as_slice())
                .records()
                .map(|it| it.unwrap().iter().map(|it| it.replace("\r\n", "\n").replace('\r', "\n")).collect())
                .filter(|row: &Vec<String>| row.iter().any(|cell| !cell.trim().is_empty()))
                .collect();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn whatever_is_read_has_one_cell_a_column(bytes in "[a;,\"\n\t\\x00é]{0,60}") {
            if let Ok(sheet) = read_csv(bytes.as_bytes()) {
                let width = sheet.header.len();
                prop_assert!(sheet.records.iter().all(|record| record.cells.len() == width));
            }
        }
    }
}
