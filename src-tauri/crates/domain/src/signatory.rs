//! Who is expected to sign a convention, and whether the signatures of a file bear their names.
//!
//! A name in a certificate is written as its authority writes names: `DUCHENE Hervé 0042`, or the
//! other way round. Two names are taken for one person when every word of the shorter one is in the
//! longer, which may warn for nothing and never hides that somebody else has signed.

use crate::{document::Role, fold};

/// Who is expected to sign a convention, where it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signatories {
    /// For the member: a name, which its function may follow after a comma.
    pub member: Option<String>,
    /// For the programme, in the same form.
    pub programme: Option<String>,
}

impl Signatories {
    /// Those who are expected to have signed a document of this `role`.
    pub fn expected(&self, role: Role) -> impl Iterator<Item = &str> {
        let (member, programme) = match role {
            Role::SignedByMember => (&self.member, &None),
            Role::Countersigned => (&self.member, &self.programme),
            Role::Draft | Role::Annex => (&None, &None),
        };
        [member, programme].into_iter().flatten().map(String::as_str)
    }

    /// Those who are expected to have signed a document of this `role` and are not among `signers`.
    ///
    /// Nobody is missing from a file without signatures: a scan shows them to the eye only.
    pub fn missing(&self, role: Role, signers: &[&str]) -> Vec<String> {
        let bears = |expected: &&str| signers.iter().any(|it| is_same(expected, it));
        match signers {
            [] => Vec::new(),
            _ => self.expected(role).filter(|it| !bears(it)).map(str::to_owned).collect(),
        }
    }
}

/// Whether `expected`, a name and perhaps a function, and `signer`, as a certificate writes it, may
/// be one person.
fn is_same(expected: &str, signer: &str) -> bool {
    let name = expected.split(',').next().unwrap_or_default();
    let (name, signer) = (words(name), words(signer));
    let (short, long) = if name.len() <= signer.len() { (name, signer) } else { (signer, name) };
    !short.is_empty() && short.iter().all(|it| long.contains(it))
}

/// The words of a name; a number tells two certificates of one person apart.
fn words(name: &str) -> Vec<String> {
    let is_number = |it: &&str| it.chars().all(char::is_numeric);
    fold(name).split(' ').filter(|it| !it.is_empty() && !is_number(it)).map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_however_a_certificate_writes_it() {
        for (expected, signer, same) in [
            ("Hervé Duchêne, vice-président", "Hervé Duchêne", true),
            ("Hervé Duchêne", "DUCHENE HERVE 1004427", true),
            ("Jean-Luc Du Chêne", "Du Chene Jean-Luc", true),
            ("Hervé Duchêne", "Duchêne", true),
            ("Hervé Duchêne", "Agnès Morvan", false),
            ("Hervé Duchêne", "Agnès Duchêne", false),
            ("Hervé Duchêne", "0042", false),
            ("", "Hervé Duchêne", false),
            ("Hervé Duchêne", "Communauté d’agglomération des Trois-Rivières", false),
        ] {
            assert_eq!(is_same(expected, signer), same, "{expected} / {signer}");
        }
    }

    #[test]
    fn each_document_expects_those_who_sign_it() {
        let both = Signatories {
            member: Some("Hervé Duchêne, vice-président".into()),
            programme: Some("Agnès Morvan".into()),
        };
        let none: [&str; 0] = [];
        for (role, signers, missing) in [
            (Role::SignedByMember, &["Hervé Duchêne"][..], &none[..]),
            (Role::SignedByMember, &["Agnès Morvan"], &["Hervé Duchêne, vice-président"]),
            (Role::Countersigned, &["Hervé Duchêne"], &["Agnès Morvan"]),
            (Role::Countersigned, &["MORVAN Agnès", "Hervé Duchêne"], &[]),
            (Role::Countersigned, &[], &[]),
            (Role::Annex, &["Samir Benali"], &[]),
        ] {
            assert_eq!(both.missing(role, signers), missing, "{role:?} {signers:?}");
        }
        let unknown = Signatories::default();
        assert_eq!(unknown.missing(Role::Countersigned, &["Samir Benali"]), none);
    }
}
