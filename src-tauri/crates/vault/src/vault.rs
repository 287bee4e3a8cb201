//! A club that this process holds: created, opened day by day, unlocked with the passphrase.
//!
//! The key of a club is made once, at its creation. No other path in this file makes one, whatever
//! the keyring answers: a second key for the same club would be a club lost.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use store::{Access, Key, Store};
use tokio::task;
use uuid::Uuid;

use crate::{
    ClubId, Cost, Keyring, KeyringError, Passphrase, Result, VaultError, blocking,
    envelope::{self, Envelope},
    files::{self, Found},
    finished,
    lock::{Listening, Lock},
};

/// What this computer lends to its vaults.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Where it keeps keys.
    pub keyring: Keyring,
    /// What it pays to try a passphrase, wherever one is chosen from now on.
    pub cost: Cost,
}

impl Machine {
    /// This computer, in the session of the person who sits before it.
    pub fn this() -> Self {
        Self { keyring: Keyring::System, cost: Cost::LAPTOP }
    }
}

/// A club that is open.
///
/// Hand copies of the store to whoever works in the club, and [close](Self::close) it in the end.
#[derive(Debug)]
pub struct OpenVault {
    /// Its file.
    pub store: Store,
    /// Its folder, held by this process.
    pub vault: Vault,
    /// Whether the keyring keeps its key. Otherwise the passphrase is asked for again next time.
    pub key_kept: Result<(), KeyringError>,
}

/// The folder of a club, held by this process until the value is dropped.
#[derive(Debug)]
pub struct Vault {
    // Its name is given up before the lock, under which the next process takes it.
    listening: Option<Listening>,
    lock: Lock,
    folder: PathBuf,
    club: ClubId,
    access: Access,
    machine: Machine,
}

impl OpenVault {
    /// Closes the file, then lets go of the folder. The other order would let another process in
    /// while the last changes are still on their way into the file.
    pub async fn close(self) {
        self.store.close().await;
        drop(self.vault);
    }
}

impl Vault {
    /// Creates a club in `folder`, which is made if it is not there and must be empty if it is.
    ///
    /// It is all or nothing: whatever ends this early leaves a folder where it can be tried again.
    /// Dropping the future does not end it, but only the waiting for it.
    pub async fn create(
        machine: &Machine,
        folder: &Path,
        passphrase: &Passphrase,
    ) -> Result<OpenVault> {
        passphrase.check_strength()?;
        let (machine, folder, passphrase) =
            (machine.clone(), folder.to_owned(), passphrase.clone());
        // Given up between two steps, SQLite could still be making a file on a thread of its own,
        // in a folder where the next creation has begun.
        finished(task::spawn(async move {
            let begun = move || Creation::begin(machine, &folder, &passphrase);
            let creation = blocking(begun).await?;
            let store = Store::create(&creation.vault.database(), &creation.key)
                .await
                .map_err(VaultError::store(&creation.vault.folder))?;
            let (vault, key) = blocking(move || creation.finish()).await?;
            let key_kept = vault.machine.keyring.keep(vault.club, &key).await;
            Ok(OpenVault { store, vault, key_kept })
        }))
        .await
    }

    /// Opens the club in `folder` with the key that the keyring keeps, as on any day.
    ///
    /// The keyring may ask a person to unlock it. Who drops the future meanwhile lets go of the
    /// club, and can [unlock](Self::unlock) it with the passphrase at once.
    pub async fn open(machine: &Machine, folder: &Path) -> Result<OpenVault> {
        let (machine, folder) = (machine.clone(), folder.to_owned());
        let (vault, envelope) = blocking(move || Self::hold(machine, &folder)).await?;
        let key = vault.machine.keyring.find(vault.club).await?.ok_or(VaultError::KeyNotKept)?;
        if !envelope.recognises(&key) {
            return Err(VaultError::KeyWrong);
        }
        let store = vault.open_store(&key).await?;
        Ok(OpenVault { store, vault, key_kept: Ok(()) })
    }

    /// Opens the club in `folder` with its passphrase, and gives its key to the keyring.
    pub async fn unlock(
        machine: &Machine,
        folder: &Path,
        passphrase: &Passphrase,
    ) -> Result<OpenVault> {
        let (machine, folder, passphrase) =
            (machine.clone(), folder.to_owned(), passphrase.clone());
        let (vault, key) = blocking(move || {
            let (vault, envelope) = Self::hold(machine, &folder)?;
            let key = envelope.unseal(&passphrase).map_err(VaultError::envelope(&vault.folder))?;
            Ok::<_, VaultError>((vault, key))
        })
        .await?;
        let store = vault.open_store(&key).await?;
        let key_kept = vault.machine.keyring.keep(vault.club, &key).await;
        Ok(OpenVault { store, vault, key_kept })
    }

    /// Makes `new` the passphrase of the club, for who knows the `old` one.
    ///
    /// The key stays, so an older copy of the folder still opens with the passphrase that it had.
    pub async fn change_passphrase(&self, old: &Passphrase, new: &Passphrase) -> Result<()> {
        new.check_strength()?;
        if self.access == Access::ReadOnly {
            return Err(VaultError::ReadOnly { folder: self.folder.clone() });
        }
        let (folder, cost) = (self.folder.clone(), self.machine.cost);
        let (old, new) = (old.clone(), new.clone());
        blocking(move || {
            let envelope = read_envelope(&folder)?;
            let key = envelope.unseal(&old).map_err(VaultError::envelope(&folder))?;
            let envelope = Envelope::seal(envelope.club(), &key, &new, cost)
                .map_err(VaultError::envelope(&folder))?;
            files::replace_envelope(&folder, &envelope.to_bytes())
                .map_err(VaultError::writing(&folder))
        })
        .await
    }

    /// Calls `on_request`, on a thread of its own, each time a second start asks the window of this
    /// club to [come forward](crate::come_forward). The last call of this replaces the one before.
    pub fn listen(&mut self, on_request: impl Fn() + Send + 'static) -> Result<()> {
        self.listening = None;
        // Without a lock a second start is not turned away, and so it never knocks.
        if self.lock.excludes_others() {
            let listening = Listening::start(&self.folder, on_request)
                .map_err(VaultError::reading(&self.folder))?;
            self.listening = Some(listening);
        }
        Ok(())
    }

    /// The club.
    pub fn club(&self) -> ClubId {
        self.club
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the club can be changed, or only looked at because its folder is read-only.
    pub fn access(&self) -> Access {
        self.access
    }

    /// Takes hold of the club in `folder`, and reads its envelope.
    fn hold(machine: Machine, folder: &Path) -> Result<(Self, Envelope)> {
        let folder = canonical(folder)?;
        // Looked at before it is locked too: the lock is a file, and a folder that is no club is
        // none of ours to put files into.
        if files::look(&folder)? == Found::Nothing {
            return Err(VaultError::NotAClub { folder });
        }
        let lock = Lock::take(&folder)?;
        match files::look(&folder)? {
            Found::Club => {}
            Found::Nothing => return Err(VaultError::NotAClub { folder }),
            Found::Unfinished => return Err(VaultError::CreationUnfinished { folder }),
            Found::EnvelopeOnly => return Err(VaultError::DatabaseMissing { folder }),
            Found::DatabaseOnly => return Err(VaultError::EnvelopeMissing { folder }),
        }
        // SQLite would take an empty file for a new one, and show a club where all is gone.
        if files::is_database_empty(&folder).map_err(VaultError::reading(&folder))? {
            return Err(VaultError::DatabaseDamaged { folder, source: None });
        }
        let envelope = read_envelope(&folder)?;
        let access = match files::is_writable(&folder).map_err(VaultError::writing(&folder))? {
            true => Access::ReadWrite,
            false => Access::ReadOnly,
        };
        if access == Access::ReadOnly
            && files::ended_abruptly(&folder).map_err(VaultError::reading(&folder))?
        {
            return Err(VaultError::ChangesPending { folder });
        }
        let club = envelope.club();
        Ok((Self { listening: None, lock, folder, club, access, machine }, envelope))
    }

    /// Opens the file with `key`, which is known to be the right one.
    async fn open_store(&self, key: &Key) -> Result<Store> {
        Store::open(&self.database(), key, self.access)
            .await
            .map_err(VaultError::store(&self.folder))
    }

    fn database(&self) -> PathBuf {
        self.folder.join(files::DATABASE)
    }
}

/// A club that is being created.
struct Creation {
    // Swept before the lock is let go, whatever ends the creation early: the order matters.
    site: Site,
    vault: Vault,
    key: Key,
}

/// A folder where a club is being created. Dropping it unfinished leaves the folder as it was found.
struct Site {
    folder: PathBuf,
    made: bool,
    finished: bool,
}

impl Creation {
    /// Takes hold of an empty folder, and puts the envelope of a new club aside in it.
    fn begin(machine: Machine, folder: &Path, passphrase: &Passphrase) -> Result<Self> {
        let made = make_folder(folder)?;
        let folder = canonical(folder)?;
        // Looked at before it is locked too: a folder full of other things is none of ours to put a
        // lock into. Where there is a lock, what is found may be the work of who holds it.
        if let Err(refused) = check_empty(&folder)
            && !folder.join(files::LOCK).exists()
        {
            return Err(refused);
        }
        let lock = Lock::take(&folder)?;
        if !lock.excludes_others() {
            return Err(VaultError::ReadOnly { folder });
        }
        check_empty(&folder)?;
        files::sweep(&folder).map_err(VaultError::writing(&folder))?;
        let site = Site { folder: folder.clone(), made, finished: false };

        let club = ClubId(Uuid::now_v7());
        let key = Key::new(envelope::random().map_err(VaultError::envelope(&folder))?);
        let envelope = Envelope::seal(club, &key, passphrase, machine.cost)
            .map_err(VaultError::envelope(&folder))?;
        files::begin_creation(&folder, &envelope.to_bytes())
            .map_err(VaultError::writing(&folder))?;
        let access = Access::ReadWrite;
        let vault = Vault { listening: None, lock, folder, club, access, machine };
        Ok(Self { site, vault, key })
    }

    /// Makes a club of it.
    fn finish(mut self) -> Result<(Vault, Key)> {
        self.site.finish()?;
        Ok((self.vault, self.key))
    }
}

impl Site {
    fn finish(&mut self) -> Result<()> {
        files::finish_creation(&self.folder).map_err(VaultError::writing(&self.folder))?;
        // From here on it is a club, even if the disk fails right now.
        self.finished = true;
        files::settle(&self.folder).map_err(VaultError::writing(&self.folder))
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if self.finished {
            return;
        }
        let mut swept = files::sweep(&self.folder);
        if self.made {
            // Fails where somebody has put a file meanwhile, and so it should.
            swept = swept
                .and_then(|()| fs::remove_file(self.folder.join(files::LOCK)))
                .and_then(|()| fs::remove_dir(&self.folder));
        }
        if let Err(error) = swept {
            // What is left does no harm: the next creation sweeps it.
            tracing::warn!(%error, "an unfinished club could not be swept away");
        }
    }
}

/// Makes the folder unless it is there, and says whether it did.
fn make_folder(folder: &Path) -> Result<bool> {
    if folder.try_exists().map_err(VaultError::reading(folder))? {
        return Ok(false);
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    {
        // What is inside is encrypted, but when it changes and how large it is concern nobody else.
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    }
    builder.recursive(true).create(folder).map_err(VaultError::writing(folder))?;
    Ok(true)
}

fn check_empty(folder: &Path) -> Result<()> {
    let found = files::look(folder)?;
    if !found.allows_creation() {
        return Err(VaultError::ClubThere { folder: folder.to_owned() });
    }
    match files::stranger(folder, found)? {
        Some(found) => Err(VaultError::FolderNotEmpty { folder: folder.to_owned(), found }),
        None => Ok(()),
    }
}

/// The one path of `folder`, by which every process knows the club.
fn canonical(folder: &Path) -> Result<PathBuf> {
    let path = folder.canonicalize().map_err(|error| {
        if error.kind() == ErrorKind::NotFound {
            VaultError::FolderMissing { folder: folder.to_owned() }
        } else {
            VaultError::reading(folder)(error)
        }
    })?;
    if path.is_dir() { Ok(path) } else { Err(VaultError::NotAClub { folder: path }) }
}

fn read_envelope(folder: &Path) -> Result<Envelope> {
    let bytes =
        files::read_envelope(folder).map_err(VaultError::reading(&folder.join(files::ENVELOPE)))?;
    Envelope::parse(&bytes).map_err(VaultError::envelope(folder))
}

#[cfg(test)]
mod tests;
