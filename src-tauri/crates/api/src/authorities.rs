//! The authorities that the club trusts: certificates that a person brings from a file.
//!
//! The journal keeps the command, not the certificates: they lie in the file of the club under their
//! SHA-256, as documents do.

use std::path::Path;

use chrono::NaiveDate;
use domain::{Refusal, authority::Authority};
use serde::{Deserialize, Serialize};
use signatures::trust;
use specta::Type;
use store::{Operation, authorities, documents};

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
    /// Those of the file that the club did not trust yet.
    pub authorities: Vec<NewAuthority>,
}

/// A certificate to trust.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct NewAuthority {
    /// The SHA-256 of its bytes in DER, in hexadecimal.
    pub sha256: String,
    /// Whom it names.
    pub name: String,
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
}

/// A file of certificates that a person has chosen, read once and whole.
#[derive(Debug)]
pub struct AuthorityFile {
    name: String,
    found: trust::Found,
}

impl AuthorityFile {
    /// The certificates of the file called `name`; refused is a file that holds none.
    pub fn new(name: String, bytes: &[u8]) -> Result<Self> {
        let found = trust::read(bytes).map_err(|_| Refusal::NoCertificates)?;
        Ok(Self { name, found })
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
        let found = || file.found.authorities.iter();
        let is_new = |sha256: &str| there.iter().all(|it| it.sha256 != sha256);
        let new: Vec<NewAuthority> = found()
            .filter(|it| is_new(&it.sha256))
            .map(|it| NewAuthority { sha256: it.sha256.clone(), name: it.name.clone() })
            .collect();
        if let (true, Some(first)) = (new.is_empty(), found().next()) {
            return Err(Refusal::AlreadyTrusted { name: first.name.clone() }.into());
        }
        let command = Command::AddAuthorities(AddAuthorities {
            source: file.name.clone(),
            listed_on: file.found.issued_at.map(|it| it.date_naive()),
            authorities: new,
        });
        let mut op = self.begin(&command).await?;
        for it in found() {
            documents::keep(&mut op, &it.der).await?;
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
        }
    }
}
