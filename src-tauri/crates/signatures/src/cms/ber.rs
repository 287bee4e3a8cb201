//! What ASN.1 writes: elements of a tag, a length and a content, one in the other.
//!
//! Seals of French public services close their outer elements by a mark instead of announcing their
//! length (BER), so a reader that only knows DER refuses them. This one accepts both, copies only
//! what was cut in pieces, and goes no deeper than [`MAX_DEPTH`], so that no file exhausts the stack.

use std::borrow::Cow;

/// Elements nest about twelve deep in a real signature, time-stamp and certificates included.
const MAX_DEPTH: usize = 32;

/// The names of the tags that signatures use.
pub(crate) mod tag {
    pub(crate) const BOOLEAN: u8 = 0x01;
    pub(crate) const INTEGER: u8 = 0x02;
    pub(crate) const BIT_STRING: u8 = 0x03;
    pub(crate) const OCTET_STRING: u8 = 0x04;
    pub(crate) const OID: u8 = 0x06;
    pub(crate) const ENUMERATED: u8 = 0x0a;
    pub(crate) const UTC_TIME: u8 = 0x17;
    pub(crate) const GENERALIZED_TIME: u8 = 0x18;
    pub(crate) const SEQUENCE: u8 = 0x30;
    pub(crate) const SET: u8 = 0x31;

    /// What tells that an element holds elements.
    pub(crate) const CONSTRUCTED: u8 = 0x20;

    /// The tag `[n]` of an element that holds elements.
    pub(crate) const fn context(n: u8) -> u8 {
        0xa0 | n
    }

    /// The tag `[n]` of an element that holds a value.
    pub(crate) const fn context_primitive(n: u8) -> u8 {
        0x80 | n
    }
}

/// The bytes are not what was expected of them, or not ASN.1 at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Malformed;

pub(crate) type Read<T> = Result<T, Malformed>;

/// One element: its tag, what it holds, and how it stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
    pub(crate) raw: &'a [u8],
}

impl<'a> Element<'a> {
    /// The only element of `bytes`; anything behind it is refused.
    pub(crate) fn alone(bytes: &'a [u8]) -> Read<Self> {
        let mut reader = Reader::new(bytes);
        let element = reader.next()?;
        reader.end()?;
        Ok(element)
    }

    /// The first element of `bytes`, whatever follows: a signature is written into a space that was
    /// kept for it, which signers fill up with zeros or leave as their memory happened to be.
    pub(crate) fn first(bytes: &'a [u8]) -> Read<Self> {
        Reader::new(bytes).next()
    }

    pub(crate) fn expect(self, tag: u8) -> Read<Self> {
        if self.tag == tag { Ok(self) } else { Err(Malformed) }
    }

    /// The elements that this one holds.
    pub(crate) fn inside(self) -> Read<Reader<'a>> {
        if self.tag & tag::CONSTRUCTED == 0 {
            return Err(Malformed);
        }
        Ok(Reader::new(self.content))
    }

    /// The only element that this one holds.
    pub(crate) fn explicit(self) -> Read<Self> {
        let mut inside = self.inside()?;
        let element = inside.next()?;
        inside.end()?;
        Ok(element)
    }

    /// The bytes of an octet string, also of one that was cut in pieces, and also under another tag.
    pub(crate) fn octets(self) -> Read<Cow<'a, [u8]>> {
        if self.tag & tag::CONSTRUCTED == 0 {
            return Ok(Cow::Borrowed(self.content));
        }
        let mut joined = Vec::new();
        join(self, &mut joined, 0)?;
        Ok(Cow::Owned(joined))
    }

    /// The bytes of a bit string of whole bytes.
    pub(crate) fn bits(self) -> Read<&'a [u8]> {
        match self.expect(tag::BIT_STRING)?.content {
            [0, bytes @ ..] => Ok(bytes),
            _ => Err(Malformed),
        }
    }

    /// The bytes of an object identifier.
    pub(crate) fn oid(self) -> Read<&'a [u8]> {
        match self.expect(tag::OID)?.content {
            [] => Err(Malformed),
            content => Ok(content),
        }
    }

    /// A whole number that no real signature makes larger than 32 bits.
    pub(crate) fn small(self) -> Read<u32> {
        let content = match self.content {
            [] => return Err(Malformed),
            // The first bit is the sign.
            [first, ..] if first & 0x80 != 0 => return Err(Malformed),
            [0, rest @ ..] => rest,
            content => content,
        };
        if content.len() > 4 {
            return Err(Malformed);
        }
        Ok(content.iter().fold(0, |number, &byte| (number << 8) | u32::from(byte)))
    }

    pub(crate) fn boolean(self) -> Read<bool> {
        match self.expect(tag::BOOLEAN)?.content {
            [byte] => Ok(*byte != 0),
            _ => Err(Malformed),
        }
    }
}

fn join(element: Element<'_>, joined: &mut Vec<u8>, depth: usize) -> Read<()> {
    if depth > MAX_DEPTH {
        return Err(Malformed);
    }
    let mut pieces = element.inside()?;
    while let Some(piece) = pieces.optional()? {
        match piece.tag {
            tag::OCTET_STRING => joined.extend_from_slice(piece.content),
            t if t == tag::OCTET_STRING | tag::CONSTRUCTED => join(piece, joined, depth + 1)?,
            _ => return Err(Malformed),
        }
    }
    Ok(())
}

/// Elements one after the other.
#[derive(Debug, Clone)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn next(&mut self) -> Read<Element<'a>> {
        let (element, length) = read(self.rest, 0)?;
        self.rest = &self.rest[length..];
        Ok(element)
    }

    /// The next element, or nothing at the end.
    pub(crate) fn optional(&mut self) -> Read<Option<Element<'a>>> {
        if self.rest.is_empty() { Ok(None) } else { self.next().map(Some) }
    }

    /// The next element if it has this tag.
    pub(crate) fn next_if(&mut self, tag: u8) -> Read<Option<Element<'a>>> {
        if self.rest.first() == Some(&tag) { self.next().map(Some) } else { Ok(None) }
    }

    pub(crate) fn expect(&mut self, tag: u8) -> Read<Element<'a>> {
        self.next()?.expect(tag)
    }

    pub(crate) fn sequence(&mut self) -> Read<Reader<'a>> {
        self.expect(tag::SEQUENCE)?.inside()
    }

    /// Refuses what is left: an element that nobody expected may be one that changes the meaning.
    pub(crate) fn end(&self) -> Read<()> {
        if self.rest.is_empty() { Ok(()) } else { Err(Malformed) }
    }

    /// Every element to the end.
    pub(crate) fn all(mut self) -> Read<Vec<Element<'a>>> {
        let mut elements = Vec::new();
        while let Some(element) = self.optional()? {
            elements.push(element);
        }
        Ok(elements)
    }
}

/// The element at the start of `bytes`, and how many bytes it takes.
fn read(bytes: &[u8], depth: usize) -> Read<(Element<'_>, usize)> {
    let (&tag, rest) = bytes.split_first().ok_or(Malformed)?;
    // No format of signatures numbers its tags beyond 30, and a tag of zero closes an element.
    if tag & 0x1f == 0x1f || tag == 0 {
        return Err(Malformed);
    }
    let (&first, rest) = rest.split_first().ok_or(Malformed)?;
    let (length, rest) = match first {
        0..0x80 => (usize::from(first), rest),
        0x80 => return read_marked(bytes, tag, rest, depth),
        _ => {
            let size = usize::from(first & 0x7f);
            let digits = rest.get(..size).ok_or(Malformed)?;
            let mut length = 0_usize;
            for &digit in digits {
                length = length.checked_mul(256).ok_or(Malformed)? | usize::from(digit);
            }
            (length, &rest[size..])
        }
    };
    let content = rest.get(..length).ok_or(Malformed)?;
    let total = bytes.len() - rest.len() + length;
    Ok((Element { tag, content, raw: &bytes[..total] }, total))
}

/// An element whose length is not announced: its elements follow until one of tag and length zero.
fn read_marked<'a>(
    bytes: &'a [u8],
    tag: u8,
    inside: &'a [u8],
    depth: usize,
) -> Read<(Element<'a>, usize)> {
    if depth >= MAX_DEPTH || tag & tag::CONSTRUCTED == 0 {
        return Err(Malformed);
    }
    let mut rest = inside;
    loop {
        if let [0, 0, ..] = rest {
            let content = &inside[..inside.len() - rest.len()];
            let total = bytes.len() - rest.len() + 2;
            return Ok((Element { tag, content, raw: &bytes[..total] }, total));
        }
        let (_, length) = read(rest, depth + 1)?;
        rest = &rest[length..];
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_length_may_be_short_long_or_marked_by_an_end() {
        for bytes in [
            &[0x30, 0x03, 0x02, 0x01, 0x05][..],
            &[0x30, 0x81, 0x03, 0x02, 0x01, 0x05],
            &[0x30, 0x82, 0x00, 0x03, 0x02, 0x01, 0x05],
            &[0x30, 0x80, 0x02, 0x01, 0x05, 0x00, 0x00],
        ] {
            let element = Element::alone(bytes).unwrap();
            assert_eq!(element.raw, bytes);
            assert_eq!(element.explicit().unwrap().small(), Ok(5));
        }
    }

    #[test]
    fn an_octet_string_cut_in_pieces_is_joined() {
        let pieces = [0x24, 0x80, 0x04, 0x02, 1, 2, 0x24, 0x03, 0x04, 0x01, 3, 0x00, 0x00];
        assert_eq!(Element::alone(&pieces).unwrap().octets().unwrap().as_ref(), [1, 2, 3]);
        let foreign = [0x24, 0x03, 0x02, 0x01, 0x05];
        assert_eq!(Element::alone(&foreign).unwrap().octets(), Err(Malformed));
    }

    #[test]
    fn what_is_cut_short_or_followed_by_something_is_refused() {
        assert_eq!(Element::alone(&[]), Err(Malformed));
        assert_eq!(Element::alone(&[0x30]), Err(Malformed));
        assert_eq!(Element::alone(&[0x30, 0x04, 0x02, 0x01, 0x05]), Err(Malformed));
        assert_eq!(Element::alone(&[0x30, 0x80, 0x02, 0x01, 0x05]), Err(Malformed));
        assert_eq!(Element::alone(&[0x02, 0x01, 0x05, 0x00]), Err(Malformed));
        assert_eq!(
            Element::alone(&[0x02, 0x88, 255, 255, 255, 255, 255, 255, 255, 255]),
            Err(Malformed)
        );
        assert_eq!(Element::alone(&[0x02, 0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0]), Err(Malformed));
    }

    #[test]
    fn what_fills_the_space_kept_for_a_signature_is_not_read() {
        assert_eq!(Element::first(&[0x02, 0x01, 0x05, 0xff]).unwrap().raw, [0x02, 0x01, 0x05]);
    }

    #[test]
    fn a_negative_number_is_no_size() {
        assert_eq!(Element::alone(&[0x02, 0x01, 0xff]).unwrap().small(), Err(Malformed));
        assert_eq!(Element::alone(&[0x02, 0x02, 0x00, 0xff]).unwrap().small(), Ok(255));
    }

    #[test]
    fn depth_is_bounded() {
        let bytes = [0x30, 0x80].repeat(100_000);
        assert_eq!(Element::alone(&bytes), Err(Malformed));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(element) = Element::first(&bytes) {
                prop_assert!(element.raw.len() <= bytes.len());
                let _ = element.octets();
                let _ = element.inside().map(Reader::all);
            }
        }
    }
}
