use std::cell::Cell;

use super::section::{Entries, Entry};
use crate::{
    report::Fault,
    syntax::{Dictionary, Lexer, Object, Parser, Result},
};

/// A table of cross-references and its trailer.
pub(super) struct Table {
    pub entries: Entries,
    pub trailer: Dictionary,
    pub end: usize,
}

/// Reads a table from after its word `xref`.
pub(super) fn read(mut lexer: Lexer<'_>, work: &Cell<u64>) -> Result<Table> {
    let mut entries = Entries::default();
    loop {
        lexer.skip_space();
        if lexer.take_word(b"trailer") {
            break;
        }
        let fault = lexer.error(Fault::Table);
        let first = lexer.take_digits().ok_or(fault)?;
        lexer.skip_space();
        let count = lexer.take_digits().ok_or(fault)?;
        for index in 0..count {
            let number = first
                .checked_add(index)
                .and_then(|it| u32::try_from(it).ok())
                .ok_or(lexer.error(Fault::Table))?;
            let entry = entry(&mut lexer)?;
            entries.found.push((number, entry));
        }
    }
    let mut parser = Parser::new(lexer, work);
    let fault = parser.lexer().error(Fault::Trailer);
    let Object::Dictionary(trailer) = parser.value()? else { return Err(fault) };
    Ok(Table { entries, trailer, end: parser.lexer().position() })
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
