//! The number under which an organisation stands in the national register (SIREN, SIRET).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Refusal, text::seen};

/// A SIREN (9 digits: the legal body) or a SIRET (14 digits: one of its places), whose check digit
/// is right.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct RegisterNumber(String);

/// La Poste outgrew its check digits: the sum of those of its SIRETs is a multiple of five instead.
const LA_POSTE: &str = "356000000";

impl FromStr for RegisterNumber {
    type Err = Refusal;

    /// Reads a number as people type and paste it: spaces, full stops and what nobody sees
    /// included, and with the apostrophe by which a spreadsheet is told that it is a text.
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let text = seen(text);
        let digits = text.trim().trim_start_matches(['\'', '’']);
        let digits: String =
            digits.chars().filter(|it| !it.is_whitespace() && *it != '.').collect();
        if let Some(found) = digits.chars().find(|it| !it.is_ascii_digit()) {
            return Err(Refusal::RegisterNumberHasOtherThanDigits { found });
        }
        if digits.len() != 9 && digits.len() != 14 {
            let digits = digits.len().try_into().unwrap_or(u32::MAX);
            return Err(Refusal::RegisterNumberLength { digits });
        }
        let right = luhn(&digits)
            || digits.len() == 14 && digits.starts_with(LA_POSTE) && sum(&digits).is_multiple_of(5);
        if right { Ok(Self(digits)) } else { Err(Refusal::RegisterNumberChecksum) }
    }
}

impl fmt::Display for RegisterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl RegisterNumber {
    /// The nine digits of the legal body, the same for all its places.
    pub fn siren(&self) -> &str {
        &self.0[..9]
    }
}

fn sum(digits: &str) -> u32 {
    digits.bytes().map(|it| u32::from(it - b'0')).sum()
}

fn luhn(digits: &str) -> bool {
    let total: u32 = digits
        .bytes()
        .rev()
        .map(|it| u32::from(it - b'0'))
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 => digit,
            _ if digit > 4 => 2 * digit - 9,
            _ => 2 * digit,
        })
        .sum();
    total.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn a_number_is_checked_as_it_is_typed() {
        let mut lines = String::new();
        for typed in [
            "732 829 320",
            "73282932000074",
            "732.829.320.00074",
            "732829321",
            "73282932",
            "73282932O",
            "356 000 000 00048",
            "356 000 000 00013",
            "",
            "732\u{200b}829\u{202f}320\u{200e}",
            "\u{feff}'73282932000074",
        ] {
            let read = typed.parse::<RegisterNumber>();
            lines += &format!("{typed:?} {read:?}\n");
        }
        expect![[r#"
            "732 829 320" Ok(RegisterNumber("732829320"))
            "73282932000074" Ok(RegisterNumber("73282932000074"))
            "732.829.320.00074" Ok(RegisterNumber("73282932000074"))
            "732829321" Err(RegisterNumberChecksum)
            "73282932" Err(RegisterNumberLength { digits: 8 })
            "73282932O" Err(RegisterNumberHasOtherThanDigits { found: 'O' })
            "356 000 000 00048" Ok(RegisterNumber("35600000000048"))
            "356 000 000 00013" Err(RegisterNumberChecksum)
            "" Err(RegisterNumberLength { digits: 0 })
            "732\u{200b}829\u{202f}320\u{200e}" Ok(RegisterNumber("732829320"))
            "\u{feff}'73282932000074" Ok(RegisterNumber("73282932000074"))
        "#]]
        .assert_eq(&lines);
    }
}
