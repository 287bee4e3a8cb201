//! An authority is a certificate that the club trusts: what it has signed, and what those have signed
//! in their turn, counts as recognised.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

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
    /// What the list of a State says of it. Without any it is trusted for everything, at any time: a
    /// person brought its certificate by itself.
    pub services: Vec<Service>,
}

/// What the list of a State says of an authority: for what it may be trusted, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "AuthorityService")]
pub struct Service {
    /// What it is listed for.
    pub kind: ServiceKind,
    /// The State, by its two letters.
    pub country: Option<String>,
    /// Who provides it.
    pub provider: Option<String>,
    /// When it was granted, the last period first.
    pub granted: Vec<Period>,
}

/// What an authority is listed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "AuthorityServiceKind")]
#[serde(rename_all = "snake_case")]
pub enum ServiceKind {
    /// To issue qualified certificates.
    QualifiedCertificates,
    /// To issue other certificates.
    Certificates,
    /// To stamp the time.
    TimeStamps,
}

/// A period, of which the end is not part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "AuthorityPeriod")]
pub struct Period {
    /// Its beginning.
    pub from: DateTime<Utc>,
    /// Its end, if it has ended.
    pub until: Option<DateTime<Utc>>,
}

impl Authority {
    /// Refuses a certificate that is among `others` already, and trust that begins after `today`.
    ///
    /// The same certificate with other services is no double: a later list tells what became of it.
    pub fn check(&self, others: &[Self], today: NaiveDate) -> Result<(), Refusal> {
        if today < self.added_on {
            return Err(Refusal::StillToCome { on: self.added_on });
        }
        match others.iter().find(|it| it.sha256 == self.sha256 && it.services == self.services) {
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
            services: Vec::new(),
        };
        let name = there.name.clone();
        let again = there.check(std::slice::from_ref(&there), today);
        assert_eq!(again, Err(Refusal::AlreadyTrusted { name }));
        assert_eq!(there.check(&[], today), Ok(()));
        let service = Service {
            kind: ServiceKind::Certificates,
            country: Some("ZZ".into()),
            provider: None,
            granted: Vec::new(),
        };
        let withdrawn = Authority { services: vec![service], ..there.clone() };
        assert_eq!(withdrawn.check(std::slice::from_ref(&there), today), Ok(()));
        let on = today.succ_opt().unwrap();
        let early = Authority { added_on: on, ..there };
        assert_eq!(early.check(&[], today), Err(Refusal::StillToCome { on }));
    }
}
