//! Where the key of a club waits from one day to the next: the keyring of the session.
//!
//! A keyring answers in ways that are easily misread. One that is there but locked may say that it
//! has no entry, so "no entry" beside a club never means a first start: it means asking for the
//! passphrase, and never making another key.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use store::Key;
use zeroize::{Zeroize, Zeroizing};

use crate::ClubId;

/// The name under which the session lists what Cercle keeps in its keyring.
pub const SERVICE: &str = "Cercle";

/// Where keys are kept.
#[derive(Debug, Clone)]
pub enum Keyring {
    /// The keyring of the session: Secret Service, Keychain or Credential Manager.
    System,
    /// One that ends with the process, for tests and for a session that must leave nothing behind.
    Memory(MemoryKeyring),
    /// None: every start asks for the passphrase.
    Absent,
}

/// Why the keyring did not give or take a key.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// No keyring answers in this session.
    #[error("no keyring answers")]
    NoService(#[source] Option<Cause>),
    /// It is there, and nobody has unlocked it.
    #[error("the keyring is locked")]
    Locked(#[source] Option<Cause>),
    /// It answers something else than one key. Its words are left out, since they may quote the key.
    #[error("what the keyring holds is not one key of a club")]
    NotOneKey,
}

/// What the keyring said, in its own words.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

impl Keyring {
    /// The key of `club`, if there is one.
    ///
    /// This blocks, until a person has answered where the session asks them to unlock the keyring.
    pub(crate) fn find(&self, club: ClubId) -> Result<Option<Key>, KeyringError> {
        match self {
            Self::System => {
                let bytes = match entry(club)?.get_secret() {
                    Ok(bytes) => Zeroizing::new(bytes),
                    Err(keyring::Error::NoEntry) => return Ok(None),
                    Err(error) => return Err(error.into()),
                };
                let bytes: &[u8; 32] =
                    bytes.as_slice().try_into().map_err(|_| KeyringError::NotOneKey)?;
                Ok(Some(Key::new(*bytes)))
            }
            Self::Memory(memory) => memory.find(club),
            Self::Absent => Err(KeyringError::NoService(None)),
        }
    }

    /// Keeps `key` as the key of `club`, in the place of what was there.
    ///
    /// This blocks as [`Keyring::find`] does.
    pub(crate) fn keep(&self, club: ClubId, key: &Key) -> Result<(), KeyringError> {
        match self {
            Self::System => Ok(entry(club)?.set_secret(key.bytes())?),
            Self::Memory(memory) => memory.keep(club, key),
            Self::Absent => Err(KeyringError::NoService(None)),
        }
    }
}

fn entry(club: ClubId) -> Result<keyring::Entry, KeyringError> {
    Ok(keyring::Entry::new(SERVICE, &club.to_string())?)
}

impl From<keyring::Error> for KeyringError {
    fn from(error: keyring::Error) -> Self {
        match error {
            keyring::Error::NoStorageAccess(cause) => Self::Locked(Some(cause)),
            keyring::Error::PlatformFailure(cause) => Self::NoService(Some(cause)),
            keyring::Error::NoDefaultStore => Self::NoService(None),
            keyring::Error::BadEncoding(mut bytes)
            | keyring::Error::BadDataFormat(mut bytes, _) => {
                bytes.zeroize();
                Self::NotOneKey
            }
            _ => Self::NotOneKey,
        }
    }
}

/// A keyring that ends with the process. Its clones are one keyring.
#[derive(Clone, Default)]
pub struct MemoryKeyring(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    keys: HashMap<ClubId, Key>,
    locked: bool,
}

impl MemoryKeyring {
    /// Locks it, as a session does that was left alone.
    pub fn lock(&self) {
        self.kept().locked = true;
    }

    /// Unlocks it.
    pub fn unlock(&self) {
        self.kept().locked = false;
    }

    fn find(&self, club: ClubId) -> Result<Option<Key>, KeyringError> {
        let kept = self.kept();
        if kept.locked {
            return Err(KeyringError::Locked(None));
        }
        Ok(kept.keys.get(&club).cloned())
    }

    fn keep(&self, club: ClubId, key: &Key) -> Result<(), KeyringError> {
        let mut kept = self.kept();
        if kept.locked {
            return Err(KeyringError::Locked(None));
        }
        kept.keys.insert(club, key.clone());
        Ok(())
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for MemoryKeyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = self.kept();
        f.debug_struct("MemoryKeyring")
            .field("clubs", &kept.keys.keys())
            .field("locked", &kept.locked)
            .finish()
    }
}
