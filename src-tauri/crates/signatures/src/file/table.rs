use std::{cell::Cell, ops::Range};

use super::section::{Entries, Entry};
use crate::{
    report::Fault,
    syntax::{Dictionary, Lexer, Object, Parser, Result, is_blank},
};

/// A table of cross-references and its trailer.
pub(super) struct Table {
    pub entries: Entries,
    /// Whether each line has the 20 bytes that the standard gives it, with nothing between them:
    /// readers that count bytes find other objects where a line is longer.
    pub strict: bool,
    pub trailer: Dictionary,
    pub end: usize,
}

/// Reads a table from after its word `xref`.
pub(super) fn read(mut lexer: Lexer<'_>, work: &Cell<u64>) -> Result<Table> {
    let mut entries = Entries::default();
    let mut strict = true;
    loop {
        strict &= skip_blank(&mut lexer);
        if lexer.take_word(b"trailer") {
            break;
        }
        let fault = lexer.error(Fault::Table);
        let first = lexer.take_digits().ok_or(fault)?;
        lexer.skip_space();
        let count = lexer.take_digits().ok_or(fault)?;
        strict &= skip_blank(&mut lexer);
        for index in 0..count {
            strict &= is_line(lexer.rest());
            let number = first
                .checked_add(index)
                .and_then(|it| u32::try_from(it).ok())
                .ok_or(lexer.error(Fault::Table))?;
            let entry = entry(&mut lexer)?;
            entries.found.push((number, entry));
            // No further than a line goes, so that a longer one is not taken for it.
            let end = lexer.rest();
            if is_line_end(end) {
                lexer.seek(lexer.position() + 2);
            }
        }
    }
    let mut parser = Parser::new(lexer, work);
    let fault = parser.lexer().error(Fault::Trailer);
    let Object::Dictionary(trailer) = parser.value()? else { return Err(fault) };
    Ok(Table { entries, strict, trailer, end: parser.lexer().position() })
}

/// Passes spaces and comments, and tells whether there were no comments.
fn skip_blank(lexer: &mut Lexer<'_>) -> bool {
    let before = lexer.rest();
    lexer.skip_space();
    before.get(..before.len() - lexer.rest().len()).is_some_and(is_blank)
}

/// Whether some bytes begin with a line as the standard has it.
fn is_line(bytes: &[u8]) -> bool {
    let digits =
        |range: Range<usize>| bytes.get(range).is_some_and(|it| it.iter().all(u8::is_ascii_digit));
    digits(0..10)
        && bytes.get(10) == Some(&b' ')
        && digits(11..16)
        && bytes.get(16) == Some(&b' ')
        && bytes.get(17).is_some_and(|kind| matches!(kind, b'n' | b'f'))
        && bytes.get(18..).is_some_and(is_line_end)
}

fn is_line_end(bytes: &[u8]) -> bool {
    [b" \n", b" \r", b"\r\n"].iter().any(|end| bytes.starts_with(*end))
}

fn entry(lexer: &mut Lexer<'_>) -> Result<Entry> {
    lexer.skip_space();
    let fault = lexer.error(Fault::Table);
    let offset = lexer.take_digits().ok_or(fault)?;
    lexer.skip_space();
    let generation = lexer.take_digits().ok_or(fault)?;
    lexer.skip_space();
    if lexer.take_word(b"n") {
        Ok(Entry::At {
            offset: offset.try_into().map_err(|_| fault)?,
            generation: generation.try_into().map_err(|_| fault)?,
        })
    } else if lexer.take_word(b"f") {
        Ok(Entry::Free { next: generation.try_into().map_err(|_| fault)? })
    } else {
        Err(fault)
    }
}
