//! Writing ASN.1 the one way that DER allows: what was signed is never the bytes of the file but
//! their DER form, so that form has to be made again before it can be compared.

use super::ber::{Element, Malformed, Read, tag};

/// Deeper than any signed attribute, and shallow enough for the stack.
const MAX_DEPTH: usize = 24;

/// An element of `tag` around `content`.
pub(crate) fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(content.len() + 6);
    bytes.push(tag);
    push_length(&mut bytes, content.len());
    bytes.extend_from_slice(content);
    bytes
}

fn push_length(bytes: &mut Vec<u8>, length: usize) {
    if length < 0x80 {
        bytes.push(length.to_le_bytes()[0]);
        return;
    }
    let digits = length.to_be_bytes();
    let skipped = digits.iter().take_while(|&&digit| digit == 0).count();
    let significant = &digits[skipped..];
    bytes.push(0x80 | significant.len().to_le_bytes()[0]);
    bytes.extend_from_slice(significant);
}

/// The same element with every length announced the short way, and octet strings in one piece.
pub(crate) fn normalised(element: Element<'_>) -> Read<Vec<u8>> {
    normalised_at(element, 0)
}

fn normalised_at(original: Element<'_>, depth: usize) -> Read<Vec<u8>> {
    if depth > MAX_DEPTH {
        return Err(Malformed);
    }
    if original.tag == tag::OCTET_STRING | tag::CONSTRUCTED {
        return Ok(element(tag::OCTET_STRING, &original.octets()?));
    }
    if original.tag & tag::CONSTRUCTED == 0 {
        return Ok(element(original.tag, original.content));
    }
    let mut content = Vec::with_capacity(original.content.len());
    for child in original.inside()?.all()? {
        content.extend_from_slice(&normalised_at(child, depth + 1)?);
    }
    Ok(element(original.tag, &content))
}

/// A SET OF these elements, in the order of their bytes.
pub(crate) fn set_of(elements: &[Element<'_>]) -> Read<Vec<u8>> {
    let mut encoded = elements.iter().map(|&e| normalised(e)).collect::<Read<Vec<_>>>()?;
    encoded.sort();
    Ok(element(tag::SET, &encoded.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_take_as_few_bytes_as_they_can() {
        assert_eq!(element(0x04, &[7; 3])[..2], [0x04, 3]);
        assert_eq!(element(0x04, &[7; 0x80])[..3], [0x04, 0x81, 0x80]);
        assert_eq!(element(0x04, &[7; 0x1234])[..4], [0x04, 0x82, 0x12, 0x34]);
    }

    #[test]
    fn a_marked_end_and_a_cut_string_become_one_announced_length() {
        let bytes = [0x30, 0x80, 0x24, 0x80, 0x04, 0x01, 1, 0x04, 0x01, 2, 0, 0, 0, 0];
        let element = Element::alone(&bytes).unwrap();
        assert_eq!(normalised(element).unwrap(), [0x30, 0x04, 0x04, 0x02, 1, 2]);
    }

    #[test]
    fn a_set_is_put_in_order() {
        let long = Element::alone(&[0x04, 0x02, 0, 0]).unwrap();
        let short = Element::alone(&[0x04, 0x01, 9]).unwrap();
        assert_eq!(set_of(&[long, short]).unwrap(), [0x31, 7, 0x04, 0x01, 9, 0x04, 0x02, 0, 0]);
    }
}
