//! What a certificate says of its own quality (eIDAS, ETSI EN 319 412-5). It is only said: that it
//! is so follows from the trust list.

use crate::cms::{
    ber::{Element, Read, tag},
    oid,
};

/// The statements that are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Statements {
    /// It is a qualified certificate.
    pub(crate) qualified: bool,
    /// It is for the seal of an organisation.
    pub(crate) seal: bool,
}

impl Statements {
    pub(crate) fn read(value: Element<'_>) -> Read<Self> {
        let mut said = Self::default();
        let mut statements = value.expect(tag::SEQUENCE)?.inside()?;
        while let Some(statement) = statements.optional()? {
            let mut parts = statement.expect(tag::SEQUENCE)?.inside()?;
            let oid = parts.next()?.oid()?;
            said.qualified |= oid == oid::QUALIFIED;
            if oid == oid::QUALIFIED_TYPE {
                for kind in parts.sequence()?.all()? {
                    said.seal |= kind.oid()? == oid::QUALIFIED_SEAL;
                }
            }
        }
        Ok(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cms::der;

    #[test]
    fn a_seal_is_told_from_a_signature() {
        let named = |oid: oid::Oid| der::element(0x06, oid.bytes());
        let qualified = der::element(tag::SEQUENCE, &named(oid::QUALIFIED));
        let kind = der::element(
            tag::SEQUENCE,
            &[named(oid::QUALIFIED_TYPE), der::element(tag::SEQUENCE, &named(oid::QUALIFIED_SEAL))]
                .concat(),
        );
        let read = |statements: &[Vec<u8>]| {
            let bytes = der::element(tag::SEQUENCE, &statements.concat());
            Statements::read(Element::alone(&bytes).unwrap()).unwrap()
        };
        assert_eq!(read(&[]), Statements::default());
        assert_eq!(
            read(std::slice::from_ref(&qualified)),
            Statements { qualified: true, seal: false }
        );
        assert_eq!(read(&[qualified, kind]), Statements { qualified: true, seal: true });
    }
}
