//! An authority is a certificate that the club trusts: what it has signed, and what those have signed
//! in their turn, counts as recognised.

use chrono::NaiveDate;

use crate::Refusal;

/// A certificate that the club trusts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// The SHA-256 of its bytes in DER, in hexadecimal: no two authorities have the same.
    pub sha256: String,
    /// Whom it names.
    pub name: String,
    /// The name of the file that it came from.
    pub source: String,
    /// The day on which its list was issued, if it came from one.
    pub listed_on: Option<NaiveDate>,
    /// The day since which the club trusts it.
    pub added_on: NaiveDate,
}

impl Authority {
    /// Refuses a certificate that is among `others` already, and trust that begins after `today`.
    pub fn check(&self, others: &[Self], today: NaiveDate) -> Result<(), Refusal> {
        if today < self.added_on {
            return Err(Refusal::StillToCome { on: self.added_on });
        }
        match others.iter().find(|it| it.sha256 == self.sha256) {
            Some(other) => Err(Refusal::AlreadyTrusted { name: other.name.clone() }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_trusted_once() {
        let today: NaiveDate = "2026-11-27".parse().unwrap();
        let there = Authority {
            sha256: "e3b0".into(),
            name: "Autorité d’essai".into(),
            source: "autorites.pem".into(),
            listed_on: None,
            added_on: today,
        };
        let name = there.name.clone();
        let again = there.check(std::slice::from_ref(&there), today);
        assert_eq!(again, Err(Refusal::AlreadyTrusted { name }));
        assert_eq!(there.check(&[], today), Ok(()));
        let on = today.succ_opt().unwrap();
        let early = Authority { added_on: on, ..there };
        assert_eq!(early.check(&[], today), Err(Refusal::StillToCome { on }));
    }
}
