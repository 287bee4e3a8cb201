//! The folder of a club: what it is made of, who may open it, and one process at a time.
//!
//! The file of the club is encrypted under a random key that nobody ever sees. The key is in the
//! envelope beside it, wrapped under the passphrase, and in the keyring of the session, so that the
//! passphrase is typed on the day the club comes to a computer and hardly ever again. Whatever
//! stands in the way has its own [`VaultError`], and none of them is mended by making a new key.

mod envelope;
mod error;
mod files;
mod keys;
mod lock;
mod passphrase;
mod place;
mod vault;

use std::fmt;

pub use envelope::{Cost, EnvelopeError};
pub use error::{Result, VaultError};
pub use keys::{Cause, Keyring, KeyringError, MemoryKeyring, SERVICE};
pub use lock::come_forward;
pub use passphrase::{Passphrase, WeakPassphrase};
pub use place::place_for_new_club;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
pub use vault::{Machine, OpenVault, Vault};

/// A club, wherever its folder is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClubId(pub Uuid);

impl fmt::Display for ClubId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
