use crate::{
    report::Fault,
    syntax::{Error, Lexer, Result},
};

/// How far from its end the last line of a file is looked for.
const TAIL: usize = 1024;

/// The end of a revision.
#[derive(Debug, Clone, Copy)]
pub(crate) struct End {
    /// Where its cross-references are said to start.
    pub start: usize,
    /// Where its last line ends, before any end of line.
    pub after: usize,
}

/// The last `startxref` of some bytes, which a line `%%EOF` must follow.
pub(crate) fn last_start(bytes: &[u8]) -> Result<End> {
    let fault = Error::at(Fault::End, bytes.len());
    let tail = bytes.len().saturating_sub(TAIL);
    let marker = b"%%EOF";
    let last = bytes[tail..]
        .windows(marker.len())
        .enumerate()
        .rev()
        .map(|(index, window)| (tail + index, window))
        .find(|&(at, window)| {
            window == marker && at.checked_sub(1).is_none_or(|before| is_line_end(bytes[before]))
        })
        .map(|(at, _)| at)
        .ok_or(fault)?;
    let word = b"startxref";
    let from = last.saturating_sub(TAIL);
    let start = bytes[from..last]
        .windows(word.len())
        .rposition(|window| window == word)
        .map(|index| from + index)
        .ok_or(fault)?;
    let mut lexer = Lexer::in_file(&bytes[..last], start + word.len());
    lexer.skip_space();
    let target = lexer.take_digits().ok_or(fault)?;
    lexer.skip_space();
    if lexer.position() != last {
        return Err(fault);
    }
    Ok(End { start: target.try_into().map_err(|_| fault)?, after: last + marker.len() })
}

fn is_line_end(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}
