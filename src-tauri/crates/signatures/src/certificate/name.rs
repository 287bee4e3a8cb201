//! The name of a person or an authority in a certificate.

use super::hexadecimal;
use crate::cms::{
    ber::{Element, Read, tag},
    oid::{self, Oid},
};

/// What is shown of a name is no longer than this.
const MAX_CHARS: usize = 256;

/// A distinguished name: parts such as the common name and the organisation.
#[derive(Debug, Clone)]
pub(crate) struct Name<'a> {
    pub(crate) raw: &'a [u8],
    parts: Vec<(&'a [u8], Element<'a>)>,
}

impl<'a> Name<'a> {
    pub(crate) fn read(element: Element<'a>) -> Read<Self> {
        let mut parts = Vec::new();
        let mut sets = element.expect(tag::SEQUENCE)?.inside()?;
        while let Some(set) = sets.optional()? {
            let mut pairs = set.expect(tag::SET)?.inside()?;
            while let Some(pair) = pairs.optional()? {
                let mut pair = pair.expect(tag::SEQUENCE)?.inside()?;
                let oid = pair.next()?.oid()?;
                parts.push((oid, pair.next()?));
                pair.end()?;
            }
        }
        Ok(Self { raw: element.raw, parts })
    }

    /// The first part of this kind.
    pub(crate) fn part(&self, kind: Oid) -> Option<String> {
        self.parts
            .iter()
            .filter(|(oid, _)| *oid == kind)
            .find_map(|(_, value)| text(*value))
            .map(shown)
            .filter(|text| !text.is_empty())
    }

    /// What one calls whoever has this name.
    pub(crate) fn called(&self) -> String {
        let person = || match (self.part(oid::GIVEN_NAME), self.part(oid::SURNAME)) {
            (Some(given), Some(family)) => Some(format!("{given} {family}")),
            (given, family) => given.or(family),
        };
        self.part(oid::COMMON_NAME)
            .or_else(person)
            .or_else(|| self.part(oid::ORGANISATION))
            .or_else(|| self.part(oid::ORGANISATION_UNIT))
            .or_else(|| self.part(oid::EMAIL))
            .unwrap_or_default()
    }

    /// Whether both name the same.
    pub(crate) fn is(&self, other: &Name<'_>) -> bool {
        self.raw == other.raw || self.folded() == other.folded()
    }

    /// The name in the form in which names are compared: programs copy one from a certificate into
    /// another in other kinds of strings, in other cases and with other spaces (RFC 5280, 7.1).
    pub(crate) fn folded(&self) -> String {
        let mut folded = String::new();
        for (oid, value) in &self.parts {
            folded.push_str(&oid::dotted(oid));
            folded.push('=');
            match text(*value) {
                // A separator inside of the text would let two parts pass for one.
                Some(text) => {
                    let text = text.replace(['=', '\n'], " ");
                    let words: Vec<_> = text.split_whitespace().collect();
                    folded.push_str(&words.join(" ").to_lowercase());
                }
                None => folded.push_str(&hexadecimal(value.raw)),
            }
            folded.push('\n');
        }
        folded
    }
}

/// The text of any of the kinds of strings that names are written in.
fn text(element: Element<'_>) -> Option<String> {
    const UTF8: u8 = 0x0c;
    const NUMERIC: u8 = 0x12;
    const PRINTABLE: u8 = 0x13;
    const TELETEX: u8 = 0x14;
    const IA5: u8 = 0x16;
    const VISIBLE: u8 = 0x1a;
    const UNIVERSAL: u8 = 0x1c;
    const BMP: u8 = 0x1e;
    let bytes = element.content;
    match element.tag {
        UTF8 => std::str::from_utf8(bytes).ok().map(str::to_owned),
        NUMERIC | PRINTABLE | IA5 | VISIBLE => {
            bytes.is_ascii().then(|| bytes.iter().copied().map(char::from).collect())
        }
        // The standard has it otherwise, but everybody writes Latin-1.
        TELETEX => Some(bytes.iter().copied().map(char::from).collect()),
        BMP => {
            let (units, []) = bytes.as_chunks() else { return None };
            char::decode_utf16(units.iter().copied().map(u16::from_be_bytes))
                .collect::<Result<_, _>>()
                .ok()
        }
        UNIVERSAL => {
            let (units, []) = bytes.as_chunks() else { return None };
            units.iter().copied().map(u32::from_be_bytes).map(char::from_u32).collect()
        }
        _ => None,
    }
}

/// The text without what would let a certificate pass off another name as its own on a screen:
/// marks that turn the direction of writing, and controls.
pub(super) fn shown(text: String) -> String {
    let hidden = |c: &char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    text.chars().filter(|c| !hidden(c)).take(MAX_CHARS).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cms::der;

    fn name(parts: &[(Oid, u8, &[u8])]) -> Vec<u8> {
        let sets: Vec<_> = parts
            .iter()
            .map(|(oid, kind, text)| {
                let pair = [der::element(0x06, oid.bytes()), der::element(*kind, text)].concat();
                der::element(0x31, &der::element(0x30, &pair))
            })
            .collect();
        der::element(0x30, &sets.concat())
    }

    fn read(bytes: &[u8]) -> Name<'_> {
        Name::read(Element::alone(bytes).unwrap()).unwrap()
    }

    #[test]
    fn a_name_is_the_same_in_another_kind_of_string() {
        let utf8 = name(&[(oid::ORGANISATION, 0x0c, b"Club  Exemple")]);
        let printable = name(&[(oid::ORGANISATION, 0x13, b"club exemple")]);
        let wide = name(&[(
            oid::ORGANISATION,
            0x1e,
            &"Club Exemple".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>(),
        )]);
        let other = name(&[(oid::ORGANISATION, 0x0c, b"Club Exempl")]);
        let longer =
            name(&[(oid::ORGANISATION, 0x0c, b"Club Exemple"), (oid::COMMON_NAME, 0x0c, b"x")]);
        assert!(read(&utf8).is(&read(&printable)));
        assert!(read(&utf8).is(&read(&wide)));
        assert!(!read(&utf8).is(&read(&other)));
        assert!(!read(&utf8).is(&read(&longer)));
    }

    #[test]
    fn a_person_without_a_common_name_is_called_by_the_parts_of_it() {
        let bytes =
            name(&[(oid::SURNAME, 0x0c, b"Martin"), (oid::GIVEN_NAME, 0x0c, "Zoé".as_bytes())]);
        assert_eq!(read(&bytes).called(), "Zoé Martin");
        assert_eq!(read(&name(&[])).called(), "");
    }

    #[test]
    fn what_turns_the_writing_round_is_not_shown() {
        let bytes = name(&[(oid::COMMON_NAME, 0x0c, "A\u{202e}B\nC".as_bytes())]);
        assert_eq!(read(&bytes).called(), "ABC");
    }
}
