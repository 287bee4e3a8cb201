//! Names compared as people compare them: without case, accents or punctuation.

use std::collections::HashMap;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::text::is_unseen;

/// What two spellings of one name have in common, such as `msh mondes` for `MSH-Mondes`.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.nfkd().filter(|it| !is_combining_mark(*it) && !is_unseen(*it)) {
        match letter {
            it if is_apostrophe(it) && (folded.ends_with(' ') || folded.is_empty()) => {}
            it if is_apostrophe(it) => folded.push(' '),
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            it if it.is_alphanumeric() => folded.extend(it.to_lowercase()),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether Unicode calls a letter what stands for an apostrophe: some keyboards and some programs
/// write « l’eau » with one of them.
fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\u{2b9}'..='\u{2bf}' | '\u{2c8}' | '\u{2ca}' | '\u{2cb}' | '\u{2ee}')
        || matches!(letter, '\u{a78b}' | '\u{a78c}')
}

/// What things are called, each under its id, to ask whether a name is taken.
///
/// Every name is folded once: one by one, a thousand that come back would each be compared with
/// every other.
#[derive(Debug, Clone)]
pub struct Names<Id>(HashMap<String, Vec<(Id, String)>>);

impl<Id> FromIterator<(Id, String)> for Names<Id> {
    fn from_iter<T: IntoIterator<Item = (Id, String)>>(all: T) -> Self {
        let mut names: HashMap<String, Vec<(Id, String)>> = HashMap::new();
        for (id, name) in all {
            names.entry(fold(&name)).or_default().push((id, name));
        }
        Self(names)
    }
}

impl<Id: PartialEq> Names<Id> {
    /// What another than `id` is called, which people would take for `name`.
    pub fn taken(&self, name: &str, id: Id) -> Option<&str> {
        let same = self.0.get(&fold(name))?;
        same.iter().find(|(other, _)| *other != id).map(|(_, name)| name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, fold};

    #[test]
    fn a_name_is_taken_by_another_and_not_by_oneself() {
        let names: Names<u8> =
            [(1, "MSH Mondes".to_owned()), (2, "CD Gironde".to_owned())].into_iter().collect();
        for (name, id, taken) in [
            ("msh-mondes", 2, Some("MSH Mondes")),
            ("msh-mondes", 1, None),
            ("CD Gironde", 3, Some("CD Gironde")),
            ("CD Hérault", 3, None),
        ] {
            assert_eq!(names.taken(name, id), taken, "{name} {id}");
        }
    }

    #[test]
    fn spellings_of_one_name_are_one() {
        for (one, other) in [
            ("MSH Mondes", "msh-mondes "),
            ("Ministère de l’Économie", "MINISTERE DE L'ECONOMIE"),
            ("Métropole du Cœur", "metropole du coeur"),
            ("Île-de-France", "ile de france"),
            ("Agence de l'eau", "Agence de l\u{2bc}eau"),
            ("Agence de l’eau", "Agence de l\u{2b9}eau"),
            ("Agence de l'eau", "Agence de l\u{a78c}eau"),
            ("Agence de l'eau", "Agence de l\u{ff07}eau"),
            ("Métropole de Rocheclaire", "Métro\u{ad}pole de Roche\u{200b}claire"),
            ("Métropole de Rocheclaire", "\u{feff}Métropole\u{200e} de \u{2060}Rocheclaire"),
            ("Métropole de Rocheclaire", "Métropole de Roche\u{1}claire"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_ne!(fold("CD Gironde"), fold("CD Hérault"));
    }
}
