use std::cell::Cell;

use super::section::{Entries, Entry};
use crate::{
    filters::{Allowance, decode},
    report::Fault,
    syntax::{Dictionary, Error, Lexer, Object, Parser, Reference, Result},
};

/// How many entries all cross-references together may have. No file needs a tenth of it.
const ENTRIES: usize = 4_000_000;

/// A stream of cross-references, whose dictionary is its trailer.
pub(super) struct XrefStream {
    pub reference: Reference,
    pub entries: Entries,
    pub trailer: Dictionary,
    pub end: usize,
}

/// Reads a stream of cross-references from its header.
pub(super) fn read(
    bytes: &[u8],
    lexer: Lexer<'_>,
    work: &Cell<u64>,
    inflated: &Allowance,
) -> Result<XrefStream> {
    let mut parser = Parser::new(lexer, work);
    let fault = parser.lexer().error(Fault::XrefStream);
    let reference = parser.header()?;
    // Nothing can be looked up yet, so that the length must be told in place.
    let direct = |length: &Object| length.integer().and_then(|it| it.try_into().ok()).ok_or(fault);
    let Object::Stream(stream) = parser.body(reference, direct)? else { return Err(fault) };
    if !stream.dictionary.get("Type").is_some_and(|it| it.is_name("XRef")) {
        return Err(fault);
    }
    let data = bytes.get(stream.data.clone()).ok_or(fault)?;
    let data = decode(&stream.dictionary, data, inflated)?;
    let entries = entries(&stream.dictionary, &data).ok_or(fault)?;
    if entries.found.len() > ENTRIES {
        return Err(Error::new(Fault::TooLarge));
    }
    let end = parser.lexer().position();
    Ok(XrefStream { reference, entries, trailer: stream.dictionary, end })
}

fn entries(dictionary: &Dictionary, data: &[u8]) -> Option<Entries> {
    let numbers = |key: &str| {
        let items = dictionary.get(key)?.array()?;
        items.iter().map(|it| it.integer()?.try_into().ok()).collect::<Option<Vec<usize>>>()
    };
    let [kind, second, third] = numbers("W")?.try_into().ok()?;
    let width = [kind, second, third].iter().try_fold(0_usize, |sum, it| sum.checked_add(*it))?;
    if width == 0 || [kind, second, third].iter().any(|it| *it > 8) {
        return None;
    }
    let index = match dictionary.get("Index") {
        Some(_) => numbers("Index")?,
        None => vec![0, dictionary.get("Size")?.integer()?.try_into().ok()?],
    };
    if index.len() % 2 != 0 {
        return None;
    }
    let mut rows = data.chunks_exact(width);
    let mut entries = Entries::default();
    for part in index.chunks_exact(2) {
        for number in part[0]..part[0].checked_add(part[1])? {
            let row = rows.next()?;
            let (first, row) = row.split_at(kind);
            let (second, third) = row.split_at(second);
            let number = u32::try_from(number).ok()?;
            let entry = match if kind == 0 { 1 } else { value(first) } {
                0 => Entry::Free { next: value(third).try_into().ok()? },
                1 => Entry::At {
                    offset: value(second).try_into().ok()?,
                    generation: value(third).try_into().ok()?,
                },
                2 => Entry::Packed {
                    container: value(second).try_into().ok()?,
                    index: value(third).try_into().ok()?,
                },
                // Reserved for the future. The standard says that such an object is null; readers go
                // on to find the older one.
                _ => {
                    entries.unknown.push(number);
                    continue;
                }
            };
            entries.found.push((number, entry));
        }
    }
    // What is left over would be read by those who count otherwise.
    (rows.next().is_none() && rows.remainder().is_empty()).then_some(entries)
}

fn value(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |value, &byte| value << 8 | u64::from(byte))
}
