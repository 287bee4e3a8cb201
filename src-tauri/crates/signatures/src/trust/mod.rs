//! The authorities that a certificate may lead to, as the user composed them.
//!
//! Trust is apart from integrity: an empty list makes no signature worse, it only leaves unsaid who
//! stands behind it.

mod files;
mod national;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    certificate::{Certificate, Name, hexadecimal},
    chain::{Moment, Purpose},
    cms::{ber::Malformed, oid},
    report::Digest,
};

/// The largest national list takes 10 MB.
const MAX_SIZE: usize = 64 << 20;

/// An authority that one may trust.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// Its certificate.
    pub der: Vec<u8>,
    /// The SHA-256 of the certificate, in hexadecimal.
    pub sha256: String,
    /// What it is called.
    pub name: String,
    /// The organisation behind it.
    pub organisation: Option<String>,
    /// The first moment of its validity.
    pub valid_from: DateTime<Utc>,
    /// The last moment of its validity.
    pub valid_until: DateTime<Utc>,
    /// What a State says of it, where it comes from the list of one.
    pub service: Option<Service>,
}

/// What the list of a State says of an authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Its beginning.
    pub from: DateTime<Utc>,
    /// Its end, if it has ended.
    pub until: Option<DateTime<Utc>>,
}

/// What a file of authorities holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The authorities, each once.
    pub authorities: Vec<Authority>,
    /// When the list was issued, if it says so.
    pub issued_at: Option<DateTime<Utc>>,
    /// When the next one is due, if it says so.
    pub next_at: Option<DateTime<Utc>>,
}

/// Why a file gives no authority.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// It is larger than any list.
    #[error("the file is larger than any list of authorities")]
    TooLarge,
    /// It is none of the formats that are read.
    #[error("the file is neither a certificate nor a list of them")]
    Unreadable,
    /// It is one of them, and holds nothing that can be trusted.
    #[error("the file names no authority")]
    Empty,
    /// It is the European list, which only says where the lists of the States are.
    #[error("the file is the list of the lists, and names no authority itself")]
    ListOfLists {
        /// The States of these lists, by their two letters.
        countries: Vec<String>,
    },
}

/// Reads the authorities of a file: a certificate (DER), certificates (PEM, P7B), or the trusted
/// list of a State (XML). Whether the State signed its list is not verified: whoever adds the file
/// answers for it.
pub fn read(bytes: &[u8]) -> Result<Found, TrustError> {
    if bytes.len() > MAX_SIZE {
        return Err(TrustError::TooLarge);
    }
    let mut found = match national::text(bytes) {
        Some(text) => national::read(text)?,
        None => files::read(bytes)?,
    };
    let mut seen = HashSet::new();
    found.authorities.retain(|authority| seen.insert((authority.sha256.clone(), authority.kind())));
    if found.authorities.is_empty() { Err(TrustError::Empty) } else { Ok(found) }
}

impl Authority {
    /// The authority of a certificate in DER, once for each service that it is listed for, or once
    /// where there is none; nothing where the certificate cannot be read.
    pub fn listed(der: &[u8], services: impl IntoIterator<Item = Service>) -> Vec<Self> {
        let Ok(authority) = Self::of(der) else { return Vec::new() };
        let of = |service| Self { service: Some(service), ..authority.clone() };
        let listed: Vec<_> = services.into_iter().map(of).collect();
        if listed.is_empty() { vec![authority] } else { listed }
    }

    fn of(der: &[u8]) -> Result<Self, Malformed> {
        let certificate = Certificate::read(der)?;
        Ok(Self {
            der: der.to_vec(),
            sha256: certificate.fingerprint(),
            name: certificate.subject.called(),
            organisation: certificate.subject.part(oid::ORGANISATION),
            valid_from: certificate.valid_from,
            valid_until: certificate.valid_until,
            service: None,
        })
    }

    fn kind(&self) -> Option<ServiceKind> {
        self.service.as_ref().map(|service| service.kind)
    }

    /// Whether it was trusted for this on that day.
    fn vouches(&self, purpose: Purpose, at: DateTime<Utc>) -> bool {
        let Some(service) = &self.service else { return true };
        let listed = match service.kind {
            ServiceKind::QualifiedCertificates | ServiceKind::Certificates => true,
            ServiceKind::TimeStamps => purpose == Purpose::TimeStamp,
        };
        let granted =
            |period: &Period| period.from <= at && period.until.is_none_or(|until| at < until);
        listed && service.granted.iter().any(granted)
    }
}

/// The authorities that are trusted.
#[derive(Debug, Clone, Default)]
pub struct TrustList {
    authorities: Vec<Authority>,
    /// Where each name stands: lists hold thousands of authorities, and a signature asks for three.
    named: HashMap<String, Vec<usize>>,
}

impl TrustList {
    /// The authorities, in the order in which they were given.
    pub fn authorities(&self) -> &[Authority] {
        &self.authorities
    }

    /// Whether nobody is trusted.
    pub fn is_empty(&self) -> bool {
        self.authorities.is_empty()
    }

    /// What changes when the list does: the SHA-256 of what it holds, in hexadecimal.
    pub fn fingerprint(&self) -> String {
        let mut lines: Vec<_> = self
            .authorities
            .iter()
            .map(|authority| format!("{} {:?}\n", authority.sha256, authority.service))
            .collect();
        lines.sort();
        Digest::Sha256
            .of(&[lines.concat().as_bytes()])
            .map(|sum| hexadecimal(&sum))
            .unwrap_or_default()
    }

    /// Whether any certificate has this name, whatever it was trusted for and when.
    pub(crate) fn names(&self, name: &Name<'_>) -> bool {
        self.named.contains_key(&name.folded())
    }

    /// The certificates of this name that were trusted for this then.
    pub(crate) fn named(
        &self,
        name: &Name<'_>,
        purpose: Purpose,
        moment: Moment,
    ) -> impl Iterator<Item = Certificate<'_>> {
        self.named
            .get(&name.folded())
            .into_iter()
            .flatten()
            .filter_map(|index| self.authorities.get(*index))
            .filter(move |it| {
                it.vouches(purpose, moment.said) && it.vouches(purpose, moment.proven)
            })
            .filter_map(|authority| Certificate::read(&authority.der).ok())
    }
}

impl FromIterator<Authority> for TrustList {
    fn from_iter<T: IntoIterator<Item = Authority>>(authorities: T) -> Self {
        let mut list = Self::default();
        for authority in authorities {
            let Ok(certificate) = Certificate::read(&authority.der) else { continue };
            let name = certificate.subject.folded();
            list.named.entry(name).or_default().push(list.authorities.len());
            list.authorities.push(authority);
        }
        list
    }
}
