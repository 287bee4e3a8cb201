//! Which bytes a signature covers.

use crate::{
    fields::Signed,
    file::{File, last_start},
    report::{Coverage, Fault, Reason},
    syntax::{Error, Object, Result},
};

/// How many pieces of a file may be covered, each of which is hashed.
const PIECES: usize = 8;

/// The bytes that a signature covers.
pub(crate) struct Covered<'a> {
    pub coverage: Coverage,
    /// The pieces, in the order in which they are hashed; none if there are no such bytes.
    pub pieces: Vec<&'a [u8]>,
    /// Where the last of them ends.
    pub end: usize,
    /// Why it is less than it should be.
    pub reasons: Vec<Reason>,
}

/// Tells which bytes a signature covers, `revision` being the one that wrote it.
pub(crate) fn of<'a>(file: &File<'a>, signed: &Signed, revision: usize) -> Result<Covered<'a>> {
    let fault = Error::new(Fault::ByteRange);
    let dictionary = signed.dictionary()?;
    let view = file.latest();
    let range = view.value(dictionary, "ByteRange")?.ok_or(fault)?;
    let numbers = range
        .array()
        .and_then(|items| items.iter().map(position).collect::<Option<Vec<usize>>>())
        .ok_or(fault)?;
    let mut covered =
        Covered { coverage: Coverage::Partial, pieces: Vec::new(), end: 0, reasons: Vec::new() };
    for pair in numbers.chunks(2) {
        let piece = match pair {
            [start, length] => start.checked_add(*length).and_then(|end| {
                covered.end = covered.end.max(end);
                file.bytes().get(*start..end)
            }),
            _ => None,
        };
        match piece {
            Some(piece) if covered.pieces.len() < PIECES => covered.pieces.push(piece),
            _ => {
                covered.pieces.clear();
                covered.reasons.push(Reason::ByteRangeOutside);
                return Ok(covered);
            }
        }
    }

    let &[0, before, after, length] = &*numbers else {
        covered.reasons.push(Reason::ByteRangeOdd { numbers: numbers.len() as u32 });
        return Ok(covered);
    };
    if !is_gap_of_contents(file, signed, revision, before, after)? {
        covered.reasons.push(Reason::GapElsewhere { from: before as u64, to: after as u64 });
        return Ok(covered);
    }
    let end = after + length;
    if end == file.bytes().len() {
        covered.coverage = Coverage::Whole;
    } else if ends_a_revision(file, end, revision) {
        covered.coverage = Coverage::Revision;
    } else {
        covered.reasons.push(Reason::EndsInRevision { at: end as u64 });
    }
    Ok(covered)
}

fn position(number: &Object) -> Option<usize> {
    number.integer()?.try_into().ok()
}

/// Whether the gap is the hexadecimal string of this very signature, and nothing more.
fn is_gap_of_contents(
    file: &File<'_>,
    signed: &Signed,
    revision: usize,
    before: usize,
    after: usize,
) -> Result<bool> {
    let spans = file.spans(signed.value, revision)?;
    let at_contents =
        spans.iter().any(|(name, span)| name == "Contents" && *span == (before..after));
    let Some([b'<', digits @ .., b'>']) = file.bytes().get(before..after) else {
        return Ok(false);
    };
    Ok(at_contents && digits.iter().all(u8::is_ascii_hexdigit))
}

/// Whether the bytes before `end` end as the revision does that the signature is in.
fn ends_a_revision(file: &File<'_>, end: usize, revision: usize) -> bool {
    let Some(sections) = file.sections().get(..=revision) else { return false };
    let starts_there = file
        .bytes()
        .get(..end)
        .and_then(|bytes| last_start(bytes).ok())
        .zip(sections.last())
        .is_some_and(|(found, section)| found == section.declared);
    starts_there && sections.iter().all(|section| section.end <= end)
}
