//! A club that this process holds: created, opened day by day, unlocked with the passphrase.
//!
//! The key of a club is made once, at its creation. No other path in this file makes one, whatever
//! the keyring answers: a second key for the same club would be a club lost.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use store::{Access, Key, LostPages, Store};
use tokio::task;
use uuid::Uuid;

use crate::{
    ClubId, Copies, CopyPlaces, Cost, Ground, Keyring, KeyringError, Passphrase, Prepared, Result,
    VaultError, Work, blocking,
    envelope::{self, Envelope},
    files::{self, Found},
    finished,
    lock::{Listening, Lock},
    replacement,
};

/// What this computer lends to its vaults.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Where it keeps keys.
    pub keyring: Keyring,
    /// What it pays to try a passphrase, wherever one is chosen from now on.
    pub cost: Cost,
    /// Where it keeps copies of clubs.
    pub copies: CopyPlaces,
    /// Its clock.
    pub now: fn() -> DateTime<Utc>,
}

impl Machine {
    /// A computer for tests: it keeps copies in `folder`, has no keyring and no time, and tries a
    /// passphrase for next to nothing.
    pub fn for_tests(folder: &Path) -> Self {
        Self {
            keyring: Keyring::Absent,
            cost: Cost::FOR_TESTS,
            copies: CopyPlaces { usual: folder.to_owned(), ..CopyPlaces::default() },
            now: || DateTime::UNIX_EPOCH,
        }
    }
}

/// What a process left that ended abruptly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aftermath {
    /// How many operations could not be read from its log again.
    pub operations_lost: u32,
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
    /// What the last process left, where it ended abruptly.
    pub aftermath: Option<Aftermath>,
    key: Key,
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
    no_room: bool,
    ground: Ground,
    /// What the log that was found will not give back; nothing where none was found.
    left: Option<LostPages>,
    machine: Machine,
}

impl OpenVault {
    /// Closes the file, then lets go of the folder. The other order would let another process in
    /// while the last changes are still on their way into the file.
    pub async fn close(self) {
        self.store.close().await;
        drop(self.vault);
    }

    /// The copies of this club, where `places` says.
    pub fn copies(&self, places: CopyPlaces) -> Copies {
        let open = Some((self.store.clone(), self.key.clone()));
        Copies { open, places, ..self.vault.copies() }
    }

    /// Its key.
    #[cfg(test)]
    pub(crate) fn key(&self) -> &Key {
        &self.key
    }

    /// Closes the file and forgets its key, and holds on to the folder.
    pub async fn lock(self) -> Vault {
        self.store.close().await;
        self.vault
    }

    /// Puts a copy that was prepared into the place of the club, which is set aside. Gives the name
    /// under which it was.
    ///
    /// Whatever happens, what was prepared is there entirely or not at all, and the club is open
    /// again unless there is an error that says otherwise.
    pub async fn put_in_place(&mut self, prepared: Prepared) -> Result<String> {
        let name = self.vault.copies().name_aside((self.vault.machine.now)());
        self.store.close().await;
        let (aside, folder) = (name.clone(), self.vault.folder.clone());
        let replacement = prepared.replacement;
        let done = blocking(move || {
            replacement.set_present_aside(&aside)?;
            replacement.decide()
        })
        .await
        .map_err(VaultError::writing(&folder));
        self.store = self.vault.open_store(&self.key).await?;
        self.vault.copies().rotate_replaced();
        done.map(|()| name)
    }

    /// Makes another key that of the club, wrapped under the passphrase `new`, for who knows the
    /// `old` one. The file is encrypted anew, so that the key it had opens nothing written since.
    ///
    /// The club is closed meanwhile, and open again afterwards, whether it was done or not.
    pub async fn change_key(
        &mut self,
        old: &Passphrase,
        new: &Passphrase,
        work: &Work,
    ) -> Result<()> {
        new.check_strength()?;
        let folder = self.vault.folder.clone();
        if self.vault.access == Access::ReadOnly {
            return Err(VaultError::ReadOnly { folder });
        }
        let (club, cost) = (self.vault.club, self.vault.machine.cost);
        let (old, new) = (old.clone(), new.clone());
        let (envelope, key) = blocking(move || {
            let present = read_envelope(&folder)?;
            present.unseal(&old).map_err(VaultError::envelope(&folder))?;
            let key = Key::new(envelope::random().map_err(VaultError::envelope(&folder))?);
            let envelope = Envelope::seal(club, &key, &new, cost);
            Ok::<_, VaultError>((envelope.map_err(VaultError::envelope(&folder))?, key))
        })
        .await?;
        self.store.close().await;
        let done = self.encrypt_anew(&key, &envelope, work).await;
        // What was decided and cut short is done at the next opening, with the new key.
        if done.is_ok() || replacement::is_decided(&self.vault.folder) {
            self.key = key;
            self.key_kept = self.vault.machine.keyring.keep(club, &self.key).await;
        }
        self.store = self.vault.open_store(&self.key).await?;
        done
    }

    async fn encrypt_anew(&self, key: &Key, envelope: &Envelope, work: &Work) -> Result<()> {
        let copies = self.vault.copies();
        let replacement = copies.prepare_key(&self.key, key, envelope, work).await?;
        blocking(move || replacement.decide())
            .await
            .map_err(VaultError::writing(&self.vault.folder))
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
            let vault = &creation.vault;
            let store = Store::create(&vault.database(), &creation.key, vault.access)
                .await
                .map_err(VaultError::store(&vault.folder))?;
            let (vault, key) = blocking(move || creation.finish()).await?;
            let key_kept = vault.machine.keyring.keep(vault.club, &key).await;
            Ok(OpenVault { store, vault, key_kept, aftermath: None, key })
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
        vault.opened(key, Ok(())).await
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
        let mut open = vault.opened(key, Ok(())).await?;
        open.key_kept = open.vault.machine.keyring.keep(open.vault.club, &open.key).await;
        Ok(open)
    }

    /// Puts a copy into the place of the club in `folder`, which does not open: its file or its
    /// envelope is damaged or gone. What is there is set aside. Gives the name under which it was.
    pub async fn restore(
        machine: &Machine,
        copies: &Copies,
        copy: &crate::ClubCopy,
        passphrase: Option<&Passphrase>,
        work: &Work,
    ) -> Result<String> {
        let folder = canonical(&copies.folder)?;
        let lock = Lock::take(&folder)?;
        // What was decided before comes first, or there would be two things to put in one place.
        tidy_up(&folder)?;
        let key = copies.key_of(copy, passphrase).await?;
        let prepared = copies.prepare(copy, &key, work).await?;
        let name = copies.name_aside((machine.now)());
        let (aside, replacement) = (name.clone(), prepared.replacement);
        let done = blocking(move || {
            replacement.set_present_aside(&aside)?;
            replacement.decide()
        });
        done.await.map_err(VaultError::writing(&folder))?;
        // The passphrase was typed, and the club is to open now as on any day.
        if let Err(error) = machine.keyring.keep(copies.club, &prepared.key).await {
            tracing::warn!(%error, "the key of the club that was restored is not kept");
        }
        drop(lock);
        Ok(name)
    }

    /// Takes hold of the club in `folder` without opening it.
    pub async fn hold_shut(machine: &Machine, folder: &Path) -> Result<Self> {
        let (machine, folder) = (machine.clone(), folder.to_owned());
        blocking(move || Self::hold(machine, &folder)).await.map(|(vault, _)| vault)
    }

    /// Makes `new` the passphrase of the club, for who knows the `old` one, and says whether the
    /// disk has confirmed it.
    ///
    /// The key stays, so an older copy of the folder still opens with the passphrase that it had.
    pub async fn change_passphrase(&self, old: &Passphrase, new: &Passphrase) -> Result<bool> {
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

    /// Has this computer forget the key: from then on it asks for the passphrase.
    pub async fn forget_key(&self) -> Result<()> {
        Ok(self.machine.keyring.forget(self.club).await?)
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

    /// The club whose envelope is in `folder`, if there is one that can be read.
    pub fn club_in(folder: &Path) -> Option<ClubId> {
        read_envelope(folder).ok().map(|it| it.club())
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the club can be changed, or only looked at because its folder is read-only.
    pub fn access(&self) -> Access {
        self.access
    }

    /// Whether it can only be looked at because there is no room to write.
    pub fn no_room(&self) -> bool {
        self.no_room
    }

    /// What kind of place its folder is.
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// Takes hold of the club in `folder`, and reads its envelope.
    fn hold(machine: Machine, folder: &Path) -> Result<(Self, Envelope)> {
        let folder = canonical(folder)?;
        // Looked at before it is locked too: the lock is a file, and a folder that is no club is
        // none of ours to put files into.
        if files::look(&folder)? == Found::Nothing && !replacement::is_decided(&folder) {
            return Err(VaultError::NotAClub { folder });
        }
        check_files(&folder)?;
        let lock = Lock::take(&folder)?;
        tidy_up(&folder)?;
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
        let left = left_behind(&folder)?;
        let ground = Ground::of(&folder);
        let (access, no_room) = match files::is_writable(&folder) {
            Ok(true) if ground.share => (Access::Alone, false),
            Ok(true) => (Access::ReadWrite, false),
            Ok(false) => (Access::ReadOnly, false),
            // What is in the file can be read all the same.
            Err(error) if files::is_full(&error) && left.is_none() => (Access::ReadOnly, true),
            Err(error) => return Err(VaultError::writing(&folder)(error)),
        };
        if access == Access::ReadOnly && left.is_some() {
            return Err(VaultError::ChangesPending { folder });
        }
        let club = envelope.club();
        let vault =
            Self { listening: None, lock, folder, club, access, no_room, ground, left, machine };
        Ok((vault, envelope))
    }

    /// The club with its file open under `key`, which is known to be the right one.
    async fn opened(mut self, key: Key, key_kept: Result<(), KeyringError>) -> Result<OpenVault> {
        let store = self.open_store(&key).await?;
        let aftermath = match self.left.take() {
            None => None,
            Some(pages) => {
                let operations_lost =
                    store.operations_lost(&pages).await.map_err(VaultError::store(&self.folder))?;
                Some(Aftermath { operations_lost })
            }
        };
        Ok(OpenVault { store, vault: self, key_kept, aftermath, key })
    }

    /// Opens the file with `key`, which is known to be the right one.
    async fn open_store(&mut self, key: &Key) -> Result<Store> {
        let opened = self.open_up_to_date(key).await;
        // Little room is enough to try and not enough to write.
        let full = matches!(opened, Err(VaultError::DiskFull { .. }));
        let pending =
            files::ended_abruptly(&self.folder).map_err(VaultError::reading(&self.folder));
        if full && self.access != Access::ReadOnly && !pending? {
            (self.access, self.no_room) = (Access::ReadOnly, true);
            return self.open_up_to_date(key).await;
        }
        opened
    }

    async fn open_up_to_date(&self, key: &Key) -> Result<Store> {
        let failed = || VaultError::store(&self.folder);
        let database = self.database();
        if self.access != Access::ReadOnly
            && Store::older_version(&database, key, self.access).await.map_err(failed())?.is_some()
        {
            self.copies().keep_before_update((self.machine.now)()).await?;
        }
        Store::open(&database, key, self.access).await.map_err(failed())
    }

    fn copies(&self) -> Copies {
        let (keyring, places) = (self.machine.keyring.clone(), self.machine.copies.clone());
        Copies { club: self.club, folder: self.folder.clone(), open: None, keyring, places }
    }

    fn database(&self) -> PathBuf {
        self.folder.join(files::DATABASE)
    }
}

/// Refuses what bears the name of a file of the club and leads elsewhere.
fn check_files(folder: &Path) -> Result<()> {
    match files::false_file(folder).map_err(VaultError::reading(folder))? {
        Some(name) => Err(VaultError::FalseFile { folder: folder.to_owned(), name }),
        None => Ok(()),
    }
}

/// Finishes what was decided and cut short, and sweeps away what was not. Where nothing can be
/// written, all of it waits.
fn tidy_up(folder: &Path) -> Result<()> {
    let tidied = replacement::finish(folder)
        .and_then(|()| files::sweep_aside(folder))
        .and_then(|()| files::close_to_others(folder));
    match tidied {
        // Half of what was decided may be in place, and is no club.
        Err(error) if replacement::is_decided(folder) => Err(VaultError::writing(folder)(error)),
        Err(error) => {
            tracing::warn!(%error, "the folder of the club was not tidied up");
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// What SQLite will leave out of the log in `folder`, which is kept as it is where that is something;
/// nothing where there is no log.
fn left_behind(folder: &Path) -> Result<Option<LostPages>> {
    if !files::ended_abruptly(folder).map_err(VaultError::reading(folder))? {
        return Ok(None);
    }
    let lost = files::log(folder)
        .and_then(|log| store::lost_pages(std::io::BufReader::new(log)))
        .map_err(VaultError::reading(folder))?;
    if !lost.is_empty()
        && let Err(error) = files::keep_damaged_log(folder)
    {
        tracing::warn!(%error, "the damaged log is not kept");
    }
    Ok(Some(lost))
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
        check_files(&folder)?;
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
        let ground = Ground::of(&folder);
        let access = if ground.share { Access::Alone } else { Access::ReadWrite };
        let (no_room, left) = (false, None);
        let vault =
            Vault { listening: None, lock, folder, club, access, no_room, ground, left, machine };
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
    // What is inside is encrypted, but when it changes and how large it is concern nobody else.
    files::make_private_folder(folder).map_err(VaultError::writing(folder))?;
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
