use std::{
    cell::Cell,
    collections::{HashMap, HashSet},
};

use super::{
    REVISIONS,
    end::last_start,
    section::{Entry, Section, Settled},
    stream::{self, XrefStream},
    table::{self, Table},
};
use crate::{
    filters::Allowance,
    report::Fault,
    syntax::{Dictionary, Error, Lexer, Object, Result, is_blank},
};

/// Follows the chain of cross-references from the end of a file; the oldest comes first.
pub(super) fn read(bytes: &[u8], work: &Cell<u64>, inflated: &Allowance) -> Result<Vec<Section>> {
    let mut sections = Vec::new();
    let mut seen = HashSet::new();
    let mut next = Some(last_start(bytes)?);
    while let Some(declared) = next {
        if !seen.insert(declared) {
            return Err(Error::at(Fault::Loop, declared));
        }
        if sections.len() == REVISIONS {
            return Err(Error::new(Fault::TooLarge));
        }
        let section = section(bytes, declared, work, inflated)?;
        next = match section.trailer.get("Prev") {
            None => None,
            Some(previous) => {
                let previous = previous.integer().and_then(|it| it.try_into().ok());
                Some(previous.ok_or(Error::at(Fault::Trailer, section.end))?)
            }
        };
        sections.push(section);
    }
    sections.reverse();
    find_renewed(&mut sections);
    Ok(sections)
}

/// Notes among what is said twice each object that comes back under another generation without
/// having been freed, or is freed as another generation than it has: one reader keeps to the older
/// object, another finds none any more.
fn find_renewed(sections: &mut [Section]) {
    /// A number that is never to be used again.
    const NEVER: u32 = 65_535;
    let mut known: HashMap<u32, u32> = HashMap::new();
    for section in sections {
        for (number, entry) in &section.entries {
            let (before, agrees) = match *entry {
                Entry::At { generation, .. } => {
                    let now = u32::from(generation);
                    let before = known.insert(*number, now);
                    (before, before == Some(now))
                }
                Entry::Packed { .. } => {
                    let before = known.insert(*number, 0);
                    (before, before == Some(0))
                }
                Entry::Free { next } => {
                    let before = known.remove(number);
                    (before, next == NEVER || before == next.checked_sub(1))
                }
            };
            if before.is_some() && !agrees {
                section.twice.push(*number);
            }
        }
    }
}

fn section(
    bytes: &[u8],
    declared: usize,
    work: &Cell<u64>,
    inflated: &Allowance,
) -> Result<Section> {
    let mut lexer = Lexer::in_file(bytes, declared);
    lexer.skip_space();
    let start = lexer.position();
    if !lexer.take_word(b"xref") {
        let XrefStream { reference, entries, trailer, end } =
            stream::read(bytes, lexer, work, inflated)?;
        let fault = Error::at(Fault::Trailer, start);
        let size = size(&trailer).ok_or(fault)?;
        let trailer = of_the_document(trailer).ok_or(fault)?;
        let Settled { entries, twice, differing, seen_by_some, freed } = entries.settle(None, size);
        return Ok(Section {
            declared,
            start,
            end,
            size,
            hybrid: false,
            streams: vec![reference],
            entries,
            strict: bytes.get(declared..start).is_some_and(is_blank),
            twice,
            differing,
            seen_by_some,
            freed,
            trailer,
        });
    }

    let Table { entries, strict, trailer, mut end } = table::read(lexer, work)?;
    let fault = Error::at(Fault::Trailer, end);
    let size = size(&trailer).ok_or(fault)?;
    let mut streams = Vec::new();
    // A hybrid: new readers find more objects in a stream, which old readers do not know of.
    let beside = match trailer.get("XRefStm") {
        None => None,
        Some(beside) => {
            let at = beside.integer().and_then(|it| it.try_into().ok()).ok_or(fault)?;
            let stream = stream::read(bytes, Lexer::in_file(bytes, at), work, inflated)?;
            end = end.max(stream.end);
            streams.push(stream.reference);
            Some(stream.entries)
        }
    };
    let hybrid = beside.is_some();
    let Settled { entries, twice, differing, seen_by_some, freed } = entries.settle(beside, size);
    let trailer = of_the_document(trailer).ok_or(fault)?;
    Ok(Section {
        declared,
        start,
        end,
        size,
        hybrid,
        streams,
        entries,
        strict: strict && bytes.get(declared..start).is_some_and(is_blank),
        twice,
        differing,
        seen_by_some,
        freed,
        trailer,
    })
}

fn size(trailer: &Dictionary) -> Option<u32> {
    trailer.get("Size")?.integer()?.try_into().ok()
}

/// A trailer without what it says of the cross-references themselves.
///
/// It is put together anew for each revision, and therefore may not be large.
fn of_the_document(mut trailer: Dictionary) -> Option<Dictionary> {
    const OF_THE_SECTION: [&str; 7] =
        ["Length", "Filter", "DecodeParms", "W", "Type", "Index", "XRefStm"];
    const KEYS: usize = 64;
    const VALUES: usize = 1000;
    for key in OF_THE_SECTION {
        trailer.remove(key);
    }
    let values: usize = trailer.iter().map(|(_, value)| weight(value)).sum();
    (trailer.len() <= KEYS && values <= VALUES).then_some(trailer)
}

/// How many values a value holds, itself included.
fn weight(value: &Object) -> usize {
    let inside: usize = match (value.array(), value.dictionary()) {
        (Some(items), _) => items.iter().map(weight).sum(),
        (None, Some(dictionary)) => dictionary.iter().map(|(_, value)| weight(value)).sum(),
        (None, None) => 0,
    };
    inside + 1
}
