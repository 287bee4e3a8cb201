//! The attributes of a signature: what the signer signed together with the bytes, and what was
//! added without being signed.

use super::{
    algorithm::Identifier,
    ber::{Element, Malformed, Read, Reader, tag},
    der,
    oid::{self, Oid},
};

/// Real signatures have eight at most.
const MAX_ATTRIBUTES: usize = 64;

/// A list of attributes, as it stands in the file.
#[derive(Debug, Clone)]
pub(crate) struct Attributes<'a> {
    stored: &'a [u8],
    list: Vec<Attribute<'a>>,
}

#[derive(Debug, Clone)]
struct Attribute<'a> {
    oid: &'a [u8],
    values: Vec<Element<'a>>,
    element: Element<'a>,
}

/// What an attribute turned out to be that may stand only once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum One<'a> {
    /// It is not there.
    Absent,
    /// It is there, once.
    Present(Element<'a>),
    /// It is there more than once, or with more or less than one value, so that each reader may
    /// take another.
    Several,
}

impl<'a> Attributes<'a> {
    /// Reads the attributes that `element` holds, whatever its tag.
    pub(crate) fn read(element: Element<'a>) -> Read<Self> {
        let mut list = Vec::new();
        let mut elements = element.inside()?;
        while let Some(element) = elements.optional()? {
            if list.len() == MAX_ATTRIBUTES {
                return Err(Malformed);
            }
            let mut parts = element.expect(tag::SEQUENCE)?.inside()?;
            let oid = parts.next()?.oid()?;
            let values = parts.expect(tag::SET)?.inside()?.all()?;
            parts.end()?;
            list.push(Attribute { oid, values, element });
        }
        Ok(Self { stored: element.content, list })
    }

    /// The value of an attribute that may stand only once.
    pub(crate) fn one(&self, oid: Oid) -> One<'a> {
        let mut found = self.list.iter().filter(|attribute| attribute.oid == oid);
        match (found.next().map(|attribute| attribute.values.as_slice()), found.next()) {
            (None, _) => One::Absent,
            (Some([value]), None) => One::Present(*value),
            (Some(_), _) => One::Several,
        }
    }

    /// Every value of an attribute that may stand several times.
    pub(crate) fn every(&self, oid: Oid) -> impl Iterator<Item = Element<'a>> {
        self.list
            .iter()
            .filter(move |attribute| attribute.oid == oid)
            .flat_map(|attribute| attribute.values.iter().copied())
    }

    /// Whether the signer's certificate is named by what is signed (ESS).
    pub(crate) fn name_the_signer(&self) -> bool {
        [oid::SIGNING_CERTIFICATE, oid::SIGNING_CERTIFICATE_V2]
            .into_iter()
            .any(|oid| self.one(oid) != One::Absent)
    }

    /// The bytes that were signed, and whether the file holds them in this very form.
    ///
    /// The standard signs the DER form: each attribute normalised, all in order. Where the signature
    /// follows CAdES, which insists on it, that form is what has to verify. Plain PKCS #7 was
    /// written by programs that signed their attributes in another order, and what verifies there is
    /// what stands in the file; either way nothing that is not signed is read as signed.
    pub(crate) fn signed_form(&self) -> Read<(Vec<u8>, bool)> {
        let elements: Vec<_> = self.list.iter().map(|attribute| attribute.element).collect();
        let proper = der::set_of(&elements)?;
        let stored = der::element(tag::SET, self.stored);
        let is_der = proper == stored;
        Ok((if self.name_the_signer() { proper } else { stored }, is_der))
    }

    /// Whether the algorithms that are named outside agree with those that were signed (RFC 6211).
    pub(crate) fn protect(
        &self,
        digest: &Identifier<'_>,
        signature: &Identifier<'_>,
    ) -> Read<bool> {
        let value = match self.one(oid::ALGORITHM_PROTECTION) {
            One::Absent => return Ok(true),
            One::Several => return Ok(false),
            One::Present(value) => value,
        };
        let mut parts: Reader<'_> = value.expect(tag::SEQUENCE)?.inside()?;
        let signed_digest = Identifier::read(parts.next()?)?;
        // `[1]` stands for a signature; `[2]` would stand for a code that needs a shared secret.
        let Some(signed) = parts.next_if(tag::context(1))? else { return Ok(false) };
        let signed = Identifier::of(signed.inside()?)?;
        parts.end()?;
        Ok(signed_digest.agrees(digest) && signed.agrees(signature))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(oid: Oid, values: &[&[u8]]) -> Vec<u8> {
        let name = der::element(0x06, oid.bytes());
        let values = der::element(0x31, &values.concat());
        der::element(0x30, &[name, values].concat())
    }

    fn list(attributes: &[Vec<u8>]) -> Vec<u8> {
        der::element(0xa0, &attributes.concat())
    }

    fn read(bytes: &[u8]) -> Attributes<'_> {
        Attributes::read(Element::alone(bytes).unwrap()).unwrap()
    }

    #[test]
    fn an_attribute_that_stands_twice_is_not_chosen_from() {
        let once = list(&[attribute(oid::SIGNING_TIME, &[&[2, 1, 1]])]);
        assert!(matches!(read(&once).one(oid::SIGNING_TIME), One::Present(_)));
        assert_eq!(read(&once).one(oid::MESSAGE_DIGEST), One::Absent);
        for several in [
            list(&[attribute(oid::SIGNING_TIME, &[&[2, 1, 1], &[2, 1, 2]])]),
            list(&[attribute(oid::SIGNING_TIME, &[&[2, 1, 1]]), attribute(oid::SIGNING_TIME, &[])]),
        ] {
            assert_eq!(read(&several).one(oid::SIGNING_TIME), One::Several);
        }
    }

    #[test]
    fn order_matters_to_cades_and_is_left_alone_elsewhere() {
        let digest = attribute(oid::MESSAGE_DIGEST, &[&[4, 2, 0, 0]]);
        let time = attribute(oid::SIGNING_TIME, &[&[2, 1, 1]]);
        let named = attribute(oid::SIGNING_CERTIFICATE_V2, &[&[0x30, 0]]);

        let plain = list(&[digest.clone(), time.clone()]);
        let (form, is_der) = read(&plain).signed_form().unwrap();
        assert_eq!(
            (form, is_der),
            (der::element(0x31, &[digest.clone(), time.clone()].concat()), false)
        );

        let cades = list(&[digest.clone(), time.clone(), named.clone()]);
        let (form, is_der) = read(&cades).signed_form().unwrap();
        let mut sorted = [digest, time, named];
        sorted.sort();
        assert_eq!((form, is_der), (der::element(0x31, &sorted.concat()), false));

        let ordered = list(&sorted);
        assert!(read(&ordered).signed_form().unwrap().1);
    }

    #[test]
    fn algorithms_named_outside_must_be_those_that_were_signed() {
        let sha256 = der::element(0x30, &der::element(0x06, oid::SHA256.bytes()));
        let rsa = der::element(0x06, oid::SHA256_RSA.bytes());
        let value = der::element(0x30, &[sha256, der::element(0xa1, &rsa)].concat());
        let bytes = list(&[attribute(oid::ALGORITHM_PROTECTION, &[&value])]);
        let named = |oid: &'static Oid| Identifier { oid: oid.bytes(), parameters: None };
        let check = |digest, signature| read(&bytes).protect(&named(digest), &named(signature));
        assert_eq!(check(&oid::SHA256, &oid::SHA256_RSA), Ok(true));
        assert_eq!(check(&oid::SHA1, &oid::SHA256_RSA), Ok(false));
        assert_eq!(check(&oid::SHA256, &oid::SHA1_RSA), Ok(false));
    }
}
