//! What stands between the bytes of a stream and their meaning.
//!
//! Only the filters of structures are here: an image is never looked into.

mod ascii;
mod flate;
mod lzw;
mod predictor;
mod run_length;

use std::cell::Cell;

use crate::{
    report::Fault,
    syntax::{Dictionary, Error, Object, Result},
};

/// How many filters may follow one another.
const CHAIN: usize = 8;

/// How much may still be decompressed: a small file can hold very much.
#[derive(Debug)]
pub(crate) struct Allowance {
    /// For one stream.
    once: usize,
    /// For all streams together.
    left: Cell<usize>,
}

impl Allowance {
    pub(crate) fn new(once: usize, in_all: usize) -> Self {
        Self { once, left: Cell::new(in_all) }
    }

    fn limit(&self) -> usize {
        self.once.min(self.left.get())
    }

    fn spend(&self, length: usize) {
        self.left.set(self.left.get().saturating_sub(length));
    }
}

/// Applies the filters that a dictionary names, in their order.
///
/// What the dictionary says must be direct, or have been made so.
pub(crate) fn decode(
    dictionary: &Dictionary,
    data: &[u8],
    allowance: &Allowance,
) -> Result<Vec<u8>> {
    let filters = one_or_more(dictionary.get("Filter"));
    let parameters = one_or_more(dictionary.get("DecodeParms"));
    if filters.len() > CHAIN {
        return Err(Error::new(Fault::Filter));
    }
    let mut bytes: Option<Vec<u8>> = None;
    for (index, filter) in filters.iter().enumerate() {
        let name = filter.name().ok_or(Error::new(Fault::Filter))?;
        let parameters = parameters.get(index).and_then(Object::dictionary);
        let input = bytes.as_deref().unwrap_or(data);
        let limit = allowance.limit();
        let output = match name.bytes() {
            b"FlateDecode" | b"Fl" => predictor::undo(flate::decode(input, limit)?, parameters)?,
            b"LZWDecode" | b"LZW" => {
                let early = parameters.and_then(|it| it.get("EarlyChange")?.integer()) != Some(0);
                predictor::undo(lzw::decode(input, early, limit)?, parameters)?
            }
            b"ASCIIHexDecode" | b"AHx" => ascii::hexadecimal(input)?,
            b"ASCII85Decode" | b"A85" => ascii::base85(input)?,
            b"RunLengthDecode" | b"RL" => run_length::decode(input, limit)?,
            // Decrypting is done before, and its one filter that may be named does nothing.
            b"Crypt" => input.to_vec(),
            _ => return Err(Error::new(Fault::Filter)),
        };
        allowance.spend(output.len());
        bytes = Some(output);
    }
    Ok(bytes.unwrap_or_else(|| data.to_vec()))
}

fn one_or_more(value: Option<&Object>) -> &[Object] {
    match value {
        None | Some(Object::Null) => &[],
        Some(Object::Array(items)) => items,
        Some(single) => std::slice::from_ref(single),
    }
}

/// Fails when more came out than may.
fn within(length: usize, limit: usize) -> Result<()> {
    if length > limit { Err(Error::new(Fault::TooLarge)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{Lexer, Parser};

    fn decoded(dictionary: &str, data: &[u8]) -> Result<Vec<u8>> {
        let plenty = Cell::new(1000);
        let object =
            Parser::new(Lexer::in_memory(dictionary.as_bytes(), 0), &plenty).value().unwrap();
        decode(object.dictionary().unwrap(), data, &Allowance::new(1 << 20, 1 << 20))
    }

    #[test]
    fn a_stream_is_read_through_each_filter_that_it_names() {
        assert_eq!(decoded("<< >>", b"as it is").unwrap(), b"as it is");
        assert_eq!(decoded("<< /Filter /ASCIIHexDecode >>", b"63 65 7>").unwrap(), b"cep");
        assert_eq!(decoded("<< /Filter [/A85] >>", b"9jqo^BlbD-BleB1DJ+*+F(f,q~>").unwrap(), {
            b"Man is distinguished"
        });
        assert_eq!(decoded("<< /Filter /RL >>", b"\x02abc\xfed\x80").unwrap(), b"abcddd");
        let lzw = b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01";
        assert_eq!(decoded("<< /Filter /LZWDecode >>", lzw).unwrap(), b"-----A---B");
    }

    #[test]
    fn a_filter_that_nobody_knows_is_a_fault() {
        let fault = decoded("<< /Filter /DCTDecode >>", b"").unwrap_err().fault;
        assert_eq!(fault, Fault::Filter);
    }

    #[test]
    fn a_small_stream_that_would_fill_the_memory_is_stopped() {
        let mut bomb = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut bomb, &vec![0; 2 << 20]).unwrap();
        let bomb = bomb.finish().unwrap();
        let fault = decoded("<< /Filter /FlateDecode >>", &bomb).unwrap_err().fault;
        assert_eq!(fault, Fault::TooLarge);
    }
}
