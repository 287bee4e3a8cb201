//! What a person types to open the club where no keyring remembers its key.
//!
//! Keyboards disagree on what they send for the same keys: one composes « é », another sends a letter
//! and an accent, and on French layouts a finger left on AltGr turns a space into a no-break space
//! that nobody sees. A passphrase is therefore brought to one form before anything is made of it.

use std::{collections::BTreeSet, fmt};

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// A passphrase, in the one form in which it is compared.
///
/// It is wiped from memory when it is dropped, and never prints itself.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

/// The passphrase would be guessed too soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassphrase {
    /// It has too few characters.
    #[error("the passphrase has {characters} characters, fewer than {minimum}")]
    TooShort {
        /// How many it has.
        characters: usize,
        /// How many it needs.
        minimum: usize,
    },
    /// It is long, but it says the same few characters again and again.
    #[error("the passphrase has {distinct} different characters, fewer than {minimum}")]
    TooUniform {
        /// How many different characters it has.
        distinct: usize,
        /// How many it needs.
        minimum: usize,
    },
}

impl Passphrase {
    /// The characters that a new passphrase needs: three or four words. Length is all that is asked
    /// for, since a rule about digits and signs makes people write the passphrase down.
    pub const SHORTEST: usize = 12;

    /// The different characters that a new passphrase needs, which keeps out « aaaaaaaaaaaa ».
    pub const FEWEST_DISTINCT: usize = 5;

    /// What was typed, brought to its one form; `typed` is wiped.
    pub fn new(typed: String) -> Self {
        let typed = Zeroizing::new(typed);
        // The text grows at most threefold; growing in steps would leave copies of it behind.
        let mut text = Zeroizing::new(String::with_capacity(typed.len() * 3));
        text.extend(typed.trim().nfc().map(
            |letter| {
                if letter.is_whitespace() { ' ' } else { letter }
            },
        ));
        Self(text)
    }

    /// Whether it may protect a club.
    ///
    /// This is asked of a new passphrase only: a rule that grows stricter must not lock out who
    /// chose theirs before.
    pub fn check_strength(&self) -> Result<(), WeakPassphrase> {
        let characters = self.0.chars().count();
        if characters < Self::SHORTEST {
            return Err(WeakPassphrase::TooShort { characters, minimum: Self::SHORTEST });
        }
        let distinct = self.0.chars().collect::<BTreeSet<char>>().len();
        if distinct < Self::FEWEST_DISTINCT {
            return Err(WeakPassphrase::TooUniform { distinct, minimum: Self::FEWEST_DISTINCT });
        }
        Ok(())
    }

    /// The bytes from which a key is derived.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

// A passphrase that prints itself ends up in a log.
impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(lines: &[&str], expect: Expect) {
        let told: String = lines
            .iter()
            .map(|line| {
                let verdict = match Passphrase::new((*line).to_owned()).check_strength() {
                    Ok(()) => "may protect a club".to_owned(),
                    Err(weak) => weak.to_string(),
                };
                format!("{line:?}: {verdict}\n")
            })
            .collect();
        expect.assert_eq(&told);
    }

    #[test]
    fn a_passphrase_is_long_and_varied_enough() {
        check(
            &[
                "",
                "onze signes",
                "douze signes",
                "           a           ",
                "aaaaaaaaaaaa",
                "abcdabcdabcd",
                "abcdeabcdeab",
                "été à Orée !",
            ],
            expect![[r#"
                "": the passphrase has 0 characters, fewer than 12
                "onze signes": the passphrase has 11 characters, fewer than 12
                "douze signes": may protect a club
                "           a           ": the passphrase has 1 characters, fewer than 12
                "aaaaaaaaaaaa": the passphrase has 1 different characters, fewer than 5
                "abcdabcdabcd": the passphrase has 4 different characters, fewer than 5
                "abcdeabcdeab": may protect a club
                "été à Orée !": may protect a club
            "#]],
        );
    }

    #[test]
    fn the_same_keys_are_the_same_passphrase_on_every_keyboard() {
        let form = |text: &str| Passphrase::new(text.to_owned()).bytes().to_vec();
        let plain = form("l’été à la plage");
        assert_eq!(form("l’e\u{301}te\u{301} a\u{300} la plage"), plain, "accents sent apart");
        assert_eq!(form("l’été\u{a0}à la\u{202f}plage"), plain, "no-break spaces");
        assert_eq!(form(" l’été à la plage\n"), plain, "pasted with what surrounds it");
        assert_ne!(form("l’ete a la plage"), plain, "an accent is part of the passphrase");
        assert_ne!(form("L’été à la plage"), plain, "a capital is part of the passphrase");
    }

    #[test]
    fn a_passphrase_never_prints_itself() {
        let passphrase = Passphrase::new("marguerite aux champs".to_owned());
        assert_eq!(format!("{passphrase:?}"), "Passphrase(…)");
    }
}
