//! Sheets in CSV: lists that members and colleagues send, and lists that leave the window.
//!
//! What arrives was saved by any spreadsheet of the last twenty years, so the encoding and the
//! separator are found rather than asked for; but nothing is repaired: a quote that is never closed
//! or a row of the wrong width would shift cells under the wrong heading without a sound, so the
//! file is refused with the line to look at.
//!
//! What leaves must not turn into a formula in the spreadsheet that opens it. A cell that would be
//! taken for one gets an apostrophe in front, and [`read_csv`] takes it away again, so that a list
//! that is exported, corrected and imported comes back as it was.

use std::borrow::Cow;
use std::fmt;

use domain::text::Room;

/// The largest file that is read. The largest honest list is a hundred times smaller; above it
/// somebody chose the wrong file, and the window should not hold its breath over it.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// The most records that are read: no club has as many members, and each costs the window a line to
/// lay out and the journal a row to keep.
pub const MAX_RECORDS: usize = 10_000;

/// The most columns that are read.
pub const MAX_COLUMNS: usize = 200;

/// How many records tell which separator a file uses.
const SAMPLE: usize = 50;

/// The separators that spreadsheets write. The first one wins where a file tells nothing, since it
/// is what a French spreadsheet saves.
const SEPARATORS: [char; 3] = [';', ',', '\t'];

/// A sheet as it was read: one heading a column, and records of as many cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// How the bytes were read.
    pub encoding: Encoding,
    /// What stood between two cells: `;`, `,` or a tab.
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
    /// Its cells, one a column, as they were written.
    pub cells: Vec<String>,
}

/// How the bytes of a sheet stand for characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    Utf8,
    /// UTF-16 with its mark: what Excel calls « Texte Unicode ».
    Utf16,
    /// What Excel on Windows saves as plain CSV.
    Windows1252,
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
    /// A cell holds more than any text.
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
    /// The first record has no heading, so the cells below have no meaning.
    #[error("line {line}: the columns have no heading")]
    NoHeader {
        /// Where the headings should stand.
        line: usize,
    },
    /// A column holds values but has no heading.
    #[error("line {line}: column {column} holds a value but has no heading")]
    UnnamedColumn {
        /// The first record that has a value there.
        line: usize,
        /// The column, counted from 1.
        column: usize,
    },
    /// A quote is opened and the file ends before it is closed.
    #[error("line {line}: a quotation mark is opened and never closed")]
    UnterminatedQuote {
        /// Where it is opened.
        line: usize,
    },
    /// Something stands between a closing quote and the next separator.
    #[error("line {line}: text after a closing quotation mark")]
    TextAfterQuote {
        /// Where it stands.
        line: usize,
    },
    /// A record has more or fewer cells than there are columns.
    #[error("line {line}: {found} cells where {expected} are expected")]
    UnevenRow {
        /// Where the record begins.
        line: usize,
        /// How many columns have a heading.
        expected: usize,
        /// How many cells the record has.
        found: usize,
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

/// Reads a sheet whose first record names the columns.
///
/// Blank records are left out, and empty columns to the right of the last heading too: a
/// spreadsheet writes both where somebody once typed and erased.
pub fn read_csv(bytes: &[u8]) -> Result<Sheet, SheetError> {
    if bytes.len() > MAX_BYTES {
        return Err(SheetError::TooLarge { size: bytes.len(), limit: MAX_BYTES });
    }
    let (encoding, text) = decode(bytes)?;
    let (declared, text, first_line) = declared_separator(&text);
    let separator = declared.unwrap_or_else(|| likely_separator(text));

    let mut split = Splitter::new(text, separator, first_line)
        .filter(|record| !record.as_ref().is_ok_and(Split::is_blank));
    let first = split.next().ok_or(SheetError::Empty)??;
    if first.filled > MAX_COLUMNS {
        return Err(SheetError::TooManyColumns { found: first.filled, limit: MAX_COLUMNS });
    }
    let width = first.filled;
    let first = first.fitted(width)?;
    first.check(Room::Line)?;
    let header: Vec<String> = first.cells.iter().map(|cell| cell.trim().to_owned()).collect();
    if header.is_empty() {
        return Err(SheetError::NoHeader { line: first.line });
    }
    let mut records = Vec::new();
    for record in split.by_ref().take(MAX_RECORDS) {
        let record = record?.fitted(width)?;
        record.check(Room::Text)?;
        records.push(record);
    }
    // What stands wrong further down is told once the list is short enough to be read.
    let more = split.map_while(Result::ok).count();
    if more > 0 {
        return Err(SheetError::TooManyRecords { found: MAX_RECORDS + more, limit: MAX_RECORDS });
    }
    for (column, _) in header.iter().enumerate().filter(|(_, name)| name.is_empty()) {
        if let Some(record) = records.iter().find(|it| !it.cells[column].trim().is_empty()) {
            return Err(SheetError::UnnamedColumn { line: record.line, column: column + 1 });
        }
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
/// also where it already begins with one before such a text, so that reading is unambiguous.
fn guarded(cell: &str) -> Cow<'_, str> {
    if acts(cell.trim_start_matches('\'')) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell as it was before [`guarded`].
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if acts(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
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

/// The text of a file and the encoding that it was in.
fn decode(bytes: &[u8]) -> Result<(Encoding, Cow<'_, str>), SheetError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(SheetError::NotText { looks_like: Lookalike::Workbook });
    }
    if bytes.starts_with(b"%PDF-") {
        return Err(SheetError::NotText { looks_like: Lookalike::Pdf });
    }
    let (encoding, text) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((found, mark)) => {
            let encoding =
                if found == encoding_rs::UTF_8 { Encoding::Utf8 } else { Encoding::Utf16 };
            let text = found.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
            (encoding, text.ok_or(SheetError::NotText { looks_like: Lookalike::Binary })?)
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => (Encoding::Utf8, Cow::Borrowed(text)),
            Err(_) => (Encoding::Windows1252, encoding_rs::WINDOWS_1252.decode(bytes).0),
        },
    };
    // The five bytes that Windows-1252 leaves free come out as controls too: such a file is in
    // another encoding, and its accents would all be wrong.
    if text.chars().any(|it| it.is_control() && !matches!(it, '\t' | '\r' | '\n' | '\u{85}')) {
        return Err(SheetError::NotText { looks_like: Lookalike::Binary });
    }
    Ok((encoding, text))
}

/// The separator that a first line `sep=;` declares, the text after it, and the number of its
/// first line. Excel obeys such a line and does not show it.
fn declared_separator(text: &str) -> (Option<char>, &str, usize) {
    let declared = text.split_once('\n').and_then(|(line, rest)| {
        let mut chars = line.trim_end_matches('\r').strip_prefix("sep=")?.chars();
        let separator = chars.next()?;
        (chars.next().is_none() && SEPARATORS.contains(&separator)).then_some((separator, rest))
    });
    match declared {
        Some((separator, rest)) => (Some(separator), rest, 2),
        None => (None, text, 1),
    }
}

/// The separator under which most of the first records are as wide as the first one; between
/// equals, the one that makes more columns.
fn likely_separator(text: &str) -> char {
    let score = |separator: char| {
        let widths: Vec<usize> = Splitter::new(text, separator, 1)
            .take(SAMPLE)
            .map_while(|record| record.ok())
            .filter(|record| !record.is_blank())
            .map(|record| record.found)
            .collect();
        match widths.first() {
            Some(&width) if width > 1 => (widths.iter().filter(|it| **it == width).count(), width),
            _ => (0, 0),
        }
    };
    SEPARATORS.into_iter().rev().max_by_key(|it| score(*it)).unwrap_or(SEPARATORS[0])
}

impl Record {
    fn check(&self, room: Room) -> Result<(), SheetError> {
        let limit = room.letters();
        for (cell, column) in self.cells.iter().zip(1..) {
            if room.check(cell).is_err() {
                let found = u32::try_from(cell.chars().count()).unwrap_or(u32::MAX);
                return Err(SheetError::CellTooLong { line: self.line, column, found, limit });
            }
        }
        Ok(())
    }
}

/// A record as it stands in the file. Cells beyond the last column that can be are counted and not
/// kept: a spreadsheet may end each line with sixteen thousand empty ones.
struct Split {
    record: Record,
    /// How many cells there are.
    found: usize,
    /// How many there are up to the last one that holds something.
    filled: usize,
}

impl Split {
    fn is_blank(&self) -> bool {
        self.filled == 0
    }

    /// The record with as many cells as there are columns; only empty ones may be cut.
    fn fitted(self, width: usize) -> Result<Record, SheetError> {
        let Self { mut record, found, filled } = self;
        if found < width || filled > width {
            return Err(SheetError::UnevenRow { line: record.line, expected: width, found });
        }
        record.cells.truncate(width);
        record.cells.shrink_to_fit();
        Ok(record)
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
    failed: bool,
}

impl<'a> Splitter<'a> {
    fn new(text: &'a str, separator: char, first_line: usize) -> Self {
        Self { rest: text.chars().peekable(), separator, line: first_line, failed: false }
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

    /// A cell, and whether another follows in the record.
    fn cell(&mut self) -> Result<(String, bool), SheetError> {
        if self.rest.next_if_eq(&'"').is_some() {
            return self.quoted_cell();
        }
        let mut cell = String::new();
        loop {
            match self.next_char() {
                None | Some('\n') => return Ok((cell, false)),
                Some(next) if next == self.separator => return Ok((cell, true)),
                Some(next) => cell.push(next),
            }
        }
    }

    fn quoted_cell(&mut self) -> Result<(String, bool), SheetError> {
        let opened = self.line;
        let mut cell = String::new();
        loop {
            match self.next_char() {
                None => return Err(SheetError::UnterminatedQuote { line: opened }),
                Some('"') if self.rest.next_if_eq(&'"').is_some() => cell.push('"'),
                Some('"') => break,
                Some(next) => cell.push(next),
            }
        }
        let line = self.line;
        match self.next_char() {
            None | Some('\n') => Ok((cell, false)),
            Some(next) if next == self.separator => Ok((cell, true)),
            Some(_) => Err(SheetError::TextAfterQuote { line }),
        }
    }

    fn record(&mut self) -> Result<Split, SheetError> {
        let record = Record { line: self.line, cells: Vec::new() };
        let mut split = Split { record, found: 0, filled: 0 };
        loop {
            let (cell, more) = self.cell()?;
            let cell = unguarded(&cell);
            split.found += 1;
            if !cell.trim().is_empty() {
                split.filled = split.found;
            }
            if split.found <= MAX_COLUMNS {
                split.record.cells.push(cell.to_owned());
            }
            if !more {
                return Ok(split);
            }
        }
    }
}

impl Iterator for Splitter<'_> {
    type Item = Result<Split, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed || self.rest.peek().is_none() {
            return None;
        }
        let record = self.record();
        self.failed = record.is_err();
        Some(record)
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
                    told.push_str(&format!("{} {:?}\n", record.line, record.cells));
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
        check(
            "sep=,\r\na,b;c\r\n1,2\r\n",
            expect![[r#"
            Utf8 ',' ["a", "b;c"]
            3 ["1", "2"]
        "#]],
        );
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
    fn a_file_that_would_shift_cells_is_refused() {
        check(
            "a;b\n1;2\n3\n",
            expect![[r#"
            line 3: 1 cells where 2 are expected
        "#]],
        );
        check(
            "a;b\n1;2;3\n",
            expect![[r#"
            line 2: 3 cells where 2 are expected
        "#]],
        );
        check(
            "a;;c\n1;;3\n1;2;3\n",
            expect![[r#"
            line 3: column 2 holds a value but has no heading
        "#]],
        );
        check(
            "a;b\n1;2\n3;\"4\n5;6\n7;8\n",
            expect![[r#"
            line 3: a quotation mark is opened and never closed
        "#]],
        );
        check(
            "a;b\n1;\"2\" x\n",
            expect![[r#"
            line 2: text after a closing quotation mark
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
            "\"\nabc",
            expect![[r#"
            line 1: a quotation mark is opened and never closed
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
        // « é » and « è » of an old Macintosh.
        check(
            b"\x8e;\x8f\n",
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
                10007 records, more than 10000
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
                line 2: column 2 holds 50001 letters, more than 50000
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
