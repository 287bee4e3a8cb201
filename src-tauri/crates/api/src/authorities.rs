//! The authorities that the club trusts: certificates that a person brings from a file.
//!
//! The journal keeps the command, not the certificates: they lie in the file of the club under their
//! SHA-256, as documents do.

use std::{collections::HashMap, path::Path};

use chrono::NaiveDate;
use domain::{
    Refusal,
    authority::{Authority, Period, Service, ServiceKind},
};
use serde::{Deserialize, Serialize};
use signatures::trust::{self, TrustError, TrustList};
use specta::Type;
use store::{Db, Operation, authorities, documents};

use crate::{Api, Command, Failure, Receipt, Result, command, documents::read_file};

/// The largest file of certificates that is read, in bytes: several times the longest list that a
/// State publishes.
const LARGEST: u64 = 32 * 1024 * 1024;

/// The club trusts the certificates of a file; it holds their bytes already.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct AddAuthorities {
    /// The name of the file.
    pub source: String,
    /// The day on which the list was issued, where the file is one.
    pub listed_on: Option<NaiveDate>,
    /// Those of the file that the club did not trust yet, or of which the file says something else.
    pub authorities: Vec<NewAuthority>,
}

/// A certificate to trust.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct NewAuthority {
    /// The SHA-256 of its bytes in DER, in hexadecimal.
    pub sha256: String,
    /// Whom it names.
    pub name: String,
    /// What the list of a State says of it.
    #[serde(default)]
    pub services: Vec<Service>,
}

/// The club does not trust these certificates any more.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct RemoveAuthorities {
    /// The SHA-256 of each.
    pub sha256s: Vec<String>,
}

/// An authority, as the page of settings shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AuthorityLine {
    /// The SHA-256 of its certificate, in hexadecimal.
    pub sha256: String,
    /// Whom it names.
    pub name: String,
    /// The name of the file that it came from.
    pub source: String,
    /// The day on which its list was issued, if it came from one.
    pub listed_on: Option<NaiveDate>,
    /// The day since which the club trusts it.
    pub added_on: NaiveDate,
    /// What the list of a State says of it.
    pub services: Vec<Service>,
}

/// A file of certificates that a person has chosen, read once and whole.
#[derive(Debug)]
pub struct AuthorityFile {
    name: String,
    listed_on: Option<NaiveDate>,
    authorities: Vec<(NewAuthority, Vec<u8>)>,
}

impl AuthorityFile {
    /// The certificates of the file called `name`; refused is a file that holds none.
    pub fn new(name: String, bytes: &[u8]) -> Result<Self> {
        let found = trust::read(bytes).map_err(|error| match error {
            TrustError::ListOfLists { countries } => Refusal::ListOfLists { countries },
            TrustError::TooLarge | TrustError::Unreadable | TrustError::Empty => {
                Refusal::NoCertificates
            }
        })?;
        let mut authorities: Vec<(NewAuthority, Vec<u8>)> = Vec::new();
        // The lists of the States name thousands, each as often as it has services.
        let mut places: HashMap<String, usize> = HashMap::new();
        for it in found.authorities {
            let place = *places.entry(it.sha256.clone()).or_insert(authorities.len());
            if place == authorities.len() {
                let new = NewAuthority { sha256: it.sha256, name: it.name, services: Vec::new() };
                authorities.push((new, it.der));
            }
            if let Some((there, _)) = authorities.get_mut(place) {
                there.services.extend(it.service.map(service));
            }
        }
        Ok(Self { name, listed_on: found.issued_at.map(|it| it.date_naive()), authorities })
    }

    /// Reads the file at `path`; one that is too large is refused without being read.
    pub fn read(path: &Path) -> Result<Self> {
        let (name, bytes) = read_file(path, LARGEST)?;
        Self::new(name, &bytes)
    }
}

impl Api {
    /// Trusts the certificates of `file` that were not trusted yet, as one operation: keeps their
    /// bytes and does the command, so that neither is there without the other.
    pub async fn trust(&self, file: &AuthorityFile) -> Result<Receipt> {
        let there = authorities::list(&mut *self.store.read().await?).await?;
        let there: HashMap<_, _> =
            there.iter().map(|old| (old.sha256.as_str(), &old.services)).collect();
        let is_known = |it: &NewAuthority| there.get(it.sha256.as_str()) == Some(&&it.services);
        let (known, new): (Vec<_>, Vec<_>) =
            file.authorities.iter().partition(|(it, _)| is_known(it));
        if let ([], Some((first, _))) = (&*new, known.first()) {
            return Err(Refusal::AlreadyTrusted { name: first.name.clone() }.into());
        }
        let command = Command::AddAuthorities(AddAuthorities {
            source: file.name.clone(),
            listed_on: file.listed_on,
            authorities: new.iter().map(|(it, _)| it.clone()).collect(),
        });
        let mut op = self.begin(&command).await?;
        for (_, der) in new {
            documents::keep(&mut op, der).await?;
        }
        self.apply(&mut op, command).await?;
        command::finish(op).await
    }

    pub(crate) async fn add_authorities(
        &self,
        op: &mut Operation,
        it: AddAuthorities,
    ) -> Result<()> {
        let mut there = authorities::list(op.db()).await?;
        for new in it.authorities {
            documents::kept(op.db(), &new.sha256).await?.ok_or_else(Failure::not_found)?;
            let authority = Authority {
                sha256: new.sha256,
                name: new.name,
                source: it.source.clone(),
                listed_on: it.listed_on,
                added_on: self.today(),
                services: new.services,
            };
            authority.check(&there, self.today())?;
            authorities::save(op, &authority).await?;
            there.push(authority);
        }
        Ok(())
    }

    pub(crate) async fn remove_authorities(
        &self,
        op: &mut Operation,
        it: RemoveAuthorities,
    ) -> Result<()> {
        for sha256 in it.sha256s {
            if !authorities::remove(op, &sha256).await? {
                return Err(Failure::not_found());
            }
        }
        Ok(())
    }

    /// The authorities that the club trusts, in the order of their names.
    pub async fn authorities(&self) -> Result<Vec<AuthorityLine>> {
        let mut all = authorities::list(&mut *self.store.read().await?).await?;
        all.sort_by_cached_key(|it| domain::fold(&it.name));
        Ok(all.into_iter().map(Into::into).collect())
    }
}

impl From<Authority> for AuthorityLine {
    fn from(it: Authority) -> Self {
        Self {
            sha256: it.sha256,
            name: it.name,
            source: it.source,
            listed_on: it.listed_on,
            added_on: it.added_on,
            services: it.services,
        }
    }
}

/// The authorities that the club trusts, as a reader of signatures takes them.
pub(crate) async fn trusted(db: &mut Db) -> Result<TrustList> {
    let mut trusted = Vec::new();
    for it in authorities::list(db).await? {
        let der = documents::bytes(db, &it.sha256).await?;
        let services = it.services.into_iter().map(listed);
        trusted.extend(trust::Authority::listed(&der, services));
    }
    Ok(trusted.into_iter().collect())
}

fn service(it: trust::Service) -> Service {
    Service {
        kind: match it.kind {
            trust::ServiceKind::QualifiedCertificates => ServiceKind::QualifiedCertificates,
            trust::ServiceKind::Certificates => ServiceKind::Certificates,
            trust::ServiceKind::TimeStamps => ServiceKind::TimeStamps,
        },
        country: it.country,
        provider: it.provider,
        granted: it.granted.iter().map(|it| Period { from: it.from, until: it.until }).collect(),
    }
}

fn listed(it: Service) -> trust::Service {
    trust::Service {
        kind: match it.kind {
            ServiceKind::QualifiedCertificates => trust::ServiceKind::QualifiedCertificates,
            ServiceKind::Certificates => trust::ServiceKind::Certificates,
            ServiceKind::TimeStamps => trust::ServiceKind::TimeStamps,
        },
        country: it.country,
        provider: it.provider,
        granted: (it.granted.iter())
            .map(|it| trust::Period { from: it.from, until: it.until })
            .collect(),
    }
}
