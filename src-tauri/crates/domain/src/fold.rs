//! Names compared as people compare them: without case, accents or punctuation.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What two spellings of one name have in common, such as `msh mondes` for `MSH-Mondes`.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.nfkd().filter(|it| !is_combining_mark(*it)) {
        match letter {
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

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_one_name_are_one() {
        for (one, other) in [
            ("MSH Mondes", "msh-mondes "),
            ("Ministère de l’Économie", "MINISTERE DE L'ECONOMIE"),
            ("Métropole du Cœur", "metropole du coeur"),
            ("Île-de-France", "ile de france"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_ne!(fold("CD Gironde"), fold("CD Hérault"));
    }
}
