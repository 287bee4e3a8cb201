use crate::{
    report::Fault,
    syntax::{Error, Lexer, Result},
};

/// How far from its end the last line of a file is looked for.
const TAIL: usize = 1024;

/// Where the last cross-references of some bytes are said to start: their last `startxref`, which a
/// line `%%EOF` must follow.
pub(crate) fn last_start(bytes: &[u8]) -> Result<usize> {
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
    target.try_into().map_err(|_| fault)
}

fn is_line_end(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}
