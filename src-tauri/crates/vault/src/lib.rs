//! The folder of a club: what it is made of, who may open it, and one process at a time.
//!
//! The file of the club is encrypted under a random key that nobody ever sees. The key is in the
//! envelope beside it, wrapped under the passphrase, and in the keyring of the session, so that the
//! passphrase is typed on the day the club comes to a computer and hardly ever again. Whatever
//! stands in the way has its own [`VaultError`], and none of them is mended by making a new key.

mod copies;
mod envelope;
mod error;
mod files;
mod ground;
mod keys;
mod lock;
mod passphrase;
mod place;
mod replacement;
mod rotation;
#[cfg(test)]
mod staged;
mod vault;

use std::{fmt, panic};

pub use copies::{ClubCopy, Copies, CopyKind, CopyPlaces, Doing, Prepared, Work, place_of_copies};
pub use envelope::{Cost, EnvelopeError};
pub use error::{Result, VaultError};
pub use ground::Ground;
pub use keys::{Cause, Keyring, KeyringError, MemoryKeyring, SERVICE};
pub use lock::come_forward;
pub use passphrase::{Passphrase, WeakPassphrase};
pub use place::place_for_new_club;
pub use rotation::Keep;
use serde::{Deserialize, Serialize};
use tokio::task::{self, JoinHandle};
use uuid::Uuid;
pub use vault::{Aftermath, Machine, OpenVault, Vault};

/// A club, wherever its folder is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClubId(pub Uuid);

impl fmt::Display for ClubId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Does `work` where waiting is allowed: a passphrase takes half a second to stretch, a disk its
/// time, and the keyring as long as a person needs to answer it.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    finished(task::spawn_blocking(work)).await
}

/// What a task came to. A panic in it goes on where it is waited for, as if there were one thread.
async fn finished<T>(task: JoinHandle<T>) -> T {
    task.await.unwrap_or_else(|failed| panic::resume_unwind(failed.into_panic()))
}
