use super::within;
use crate::{
    report::Fault,
    syntax::{Error, Result},
};

const CLEAR: usize = 256;
const END: usize = 257;
const FIRST: usize = 258;

/// Undoes `LZWDecode`; `early` says that codes grow one entry before they have to.
pub(super) fn decode(input: &[u8], early: bool, limit: usize) -> Result<Vec<u8>> {
    let fault = Error::new(Fault::Compression);
    let early = usize::from(early);
    let mut output: Vec<u8> = Vec::new();
    // Each entry is a piece of what already came out, so that none is ever copied.
    let mut entries: Vec<(usize, usize)> = Vec::new();
    let mut previous: Option<(usize, usize)> = None;
    let mut width = 9;
    let (mut buffer, mut held) = (0_u32, 0);
    let mut bytes = input.iter();
    loop {
        while held < width {
            let Some(&byte) = bytes.next() else { return Ok(output) };
            buffer = buffer << 8 | u32::from(byte);
            held += 8;
        }
        held -= width;
        let code = (buffer >> held) as usize & ((1 << width) - 1);
        match code {
            END => return Ok(output),
            CLEAR => {
                entries.clear();
                previous = None;
                width = 9;
                continue;
            }
            _ => {}
        }
        let start = output.len();
        if let Ok(byte) = u8::try_from(code) {
            output.push(byte);
        } else {
            let piece = match entries.get(code - FIRST) {
                Some(&piece) => piece,
                // The one code that may be used as it is being defined.
                None if code - FIRST == entries.len() => {
                    let (from, length) = previous.ok_or(fault)?;
                    (from, length + 1)
                }
                None => return Err(fault),
            };
            within(start + piece.1, limit)?;
            for index in piece.0..piece.0 + piece.1 {
                output.push(*output.get(index).ok_or(fault)?);
            }
        }
        within(output.len(), limit)?;
        if let Some((from, length)) = previous
            && FIRST + entries.len() < 4096
        {
            entries.push((from, length + 1));
        }
        previous = Some((start, output.len() - start));
        // One entry is known ahead of its definition, hence the difference of one.
        width = match FIRST + entries.len() + early {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
    }
}
