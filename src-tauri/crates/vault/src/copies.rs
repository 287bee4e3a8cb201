//! Copies of a club in a second place. Each is a folder that opens as the club does.
//!
//! A copy is made byte for byte: it holds what the file holds, damage included, and is never harder
//! to make than the club is to open. Before it has its name it is opened and read whole, so that a
//! copy that is there is a copy that was good; and only then do older ones go.

use std::{
    collections::BTreeMap,
    fmt,
    fs::{self, File},
    io::{self, ErrorKind, Read, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use store::{Access, Comparison, Findings, Key, Stage, Store};

use crate::{
    ClubId, Keep, Keyring, Passphrase, Result, VaultError, blocking,
    envelope::Envelope,
    files, ground,
    replacement::{REPLACED, Replacement},
};

/// So many bytes are read and written at a time.
const CHUNK: usize = 1024 * 1024;

/// After so many bytes the disk is waited for: what piles up in memory would hold up whoever writes
/// in the club meanwhile.
const SYNC_EACH: u64 = 16 * 1024 * 1024;

/// Says in the folder of a copy that nobody has read it whole: it was made before an update, which
/// must not be harder than opening the club.
const UNCHECKED: &str = "unchecked";

/// How often a copy is begun again that the file changed under, and how often a file that somebody
/// reads is asked for again.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(200);

/// So many stay of those that were set aside, and of those that nobody read whole.
const SPARE_KEPT: usize = 3;

/// The form of the name of a copy: a moment, in the order of time.
const NAME: &str = "%Y-%m-%dT%H-%M-%S-%3fZ";

/// Where the copies of each club go, and how many stay.
#[derive(Debug, Clone, Default)]
pub struct CopyPlaces {
    /// Where they go when nobody chose.
    pub usual: PathBuf,
    /// Where they go by choice.
    pub chosen: BTreeMap<ClubId, PathBuf>,
    /// How many stay.
    pub keep: BTreeMap<ClubId, Keep>,
}

impl CopyPlaces {
    /// Where those of `club` may lie: where they go, and where they went before somebody chose.
    fn all(&self, club: ClubId) -> Vec<PathBuf> {
        let mut all = vec![self.folder(club), self.usual.join(club.to_string())];
        all.dedup();
        all
    }

    /// Where those of `club` go.
    pub fn folder(&self, club: ClubId) -> PathBuf {
        match self.chosen.get(&club) {
            Some(place) => place.join(folder_name(club)),
            None => self.usual.join(club.to_string()),
        }
    }

    /// How many of those of `club` stay.
    pub fn keep(&self, club: ClubId) -> Keep {
        self.keep.get(&club).copied().unwrap_or_default()
    }
}

/// The name of the folder that the copies of `club` have in a place that somebody chose.
fn folder_name(club: ClubId) -> String {
    format!("cercle-{club}")
}

/// The place that is meant by `chosen`, which may be the folder of the copies of `club` or one of them.
pub fn place_of_copies(club: ClubId, chosen: &Path) -> PathBuf {
    let name = folder_name(club);
    let folder = chosen.ancestors().take(2).find(|it| it.ends_with(&name));
    folder.and_then(Path::parent).unwrap_or(chosen).to_owned()
}

/// Of which sort a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CopyKind {
    /// It was made to be safe.
    Made,
    /// Another took its place.
    Replaced,
}

/// A copy of a club.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClubCopy {
    /// Of which sort it is.
    pub kind: CopyKind,
    /// The name of its folder.
    pub name: String,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Its size in bytes.
    pub size: u64,
    /// Whether it was read whole when it was made.
    pub checked: bool,
}

/// How far something long has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Bytes are being copied.
    Copying {
        /// So many.
        done: u64,
        /// Of so many.
        total: u64,
    },
    /// The pages of a file are being looked at.
    Pages,
    /// The documents in a file are being looked at.
    Documents {
        /// So many.
        done: u64,
        /// Of so many.
        total: u64,
    },
    /// A file is being encrypted anew.
    Encrypting,
}

/// Something long: whom it tells how far it has come, and whether it is to stop.
#[derive(Clone)]
pub struct Work {
    /// Told at every step.
    pub tell: Arc<dyn Fn(Doing) + Send + Sync>,
    /// Set by who wants it to stop.
    pub stop: Arc<AtomicBool>,
}

impl Work {
    /// Something that nobody watches.
    pub fn unwatched() -> Self {
        Self { tell: Arc::new(|_| ()), stop: Arc::default() }
    }

    fn go_on(&self) -> Result<()> {
        if self.stop.load(Ordering::Relaxed) { Err(VaultError::Stopped) } else { Ok(()) }
    }

    /// Looks at the whole of the file at `path`.
    async fn check(&self, path: &Path, key: &Key) -> store::Result<Findings> {
        let tell = |it: store::Progress| {
            (self.tell)(match it.stage {
                Stage::Pages => Doing::Pages,
                Stage::Documents => Doing::Documents { done: it.done, total: it.total },
            });
        };
        store::check(path, key, &tell, &self.stop).await
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Work").field("stop", &self.stop).finish_non_exhaustive()
    }
}

/// The copies of one club.
#[derive(Debug, Clone)]
pub struct Copies {
    pub(crate) club: ClubId,
    /// The folder of the club.
    pub(crate) folder: PathBuf,
    /// The open file and its key; nothing where the club is shut.
    pub(crate) open: Option<(Store, Key)>,
    pub(crate) keyring: Keyring,
    pub(crate) places: CopyPlaces,
}

/// What a restored copy is about to be.
#[derive(Debug)]
pub struct Prepared {
    pub(crate) replacement: Replacement,
    /// The key under which the club is from then on.
    pub(crate) key: Key,
}

impl Copies {
    /// The copies of a club that is shut.
    pub fn of_shut(club: ClubId, folder: &Path, keyring: Keyring, places: CopyPlaces) -> Self {
        Self { club, folder: folder.to_owned(), open: None, keyring, places }
    }

    /// Whose they are.
    pub fn club(&self) -> ClubId {
        self.club
    }

    /// How many stay.
    pub fn keep(&self) -> Keep {
        self.places.keep(self.club)
    }

    /// Those in the place where they go, the newest first.
    pub async fn in_place(&self) -> Result<Vec<ClubCopy>> {
        let place = self.places.folder(self.club);
        self.list_in(vec![(CopyKind::Made, place)]).await
    }

    /// All of them, the newest first.
    pub async fn list(&self) -> Result<Vec<ClubCopy>> {
        let places = self.places.all(self.club).into_iter().map(|it| (CopyKind::Made, it));
        let aside = (CopyKind::Replaced, self.folder.join(REPLACED));
        self.list_in(places.chain([aside]).collect()).await
    }

    async fn list_in(&self, places: Vec<(CopyKind, PathBuf)>) -> Result<Vec<ClubCopy>> {
        let present = self.folder.clone();
        blocking(move || {
            let mut all = Vec::new();
            for (kind, place) in places {
                let found = found_in(&place, kind).map_err(VaultError::reading(&place))?;
                // Opened in its place, a copy is the club, and must not be removed as a copy of it.
                all.extend(found.into_iter().filter(|it| {
                    place.join(&it.name).canonicalize().ok().as_ref() != Some(&present)
                }));
            }
            all.sort_by(|a, b| b.at.cmp(&a.at));
            Ok(all)
        })
        .await
    }

    /// Whether the copies are on the same disk as the club; of a place that is away nobody can tell.
    pub fn share_a_disk(&self) -> bool {
        let away = self.places.chosen.get(&self.club).is_some_and(|it| !it.is_dir());
        !away && ground::share_a_disk(&self.folder, &self.places.folder(self.club))
    }

    /// Makes a copy, reads it whole, and lets go of older ones.
    pub async fn make(&self, at: DateTime<Utc>, work: &Work) -> Result<ClubCopy> {
        let (store, key) = self.open.as_ref().ok_or(VaultError::KeyNotKept)?;
        let place = self.place()?;
        let aside = files::temporary_folder(&place).map_err(VaultError::writing(&place))?;
        let database = aside.path().join(files::DATABASE);
        self.copy_still(store, &database, work).await?;
        let envelope = self.envelope()?;
        if !Envelope::parse(&envelope).is_ok_and(|it| it.recognises(key)) {
            // A copy that its own passphrase does not open is none.
            return Err(VaultError::KeyWrong);
        }
        files::write_new(&aside.path().join(files::ENVELOPE), &envelope)
            .map_err(VaultError::writing(&place))?;
        self.must_be_sound(&database, key, work).await?;
        let at = free(&place, at);
        let name = Self::name(at);
        named(aside, &place.join(&name)).map_err(VaultError::writing(&place))?;
        self.rotate(&place, at, key);
        let size = size_of(&place.join(&name)).map_err(VaultError::reading(&place))?;
        Ok(ClubCopy { kind: CopyKind::Made, name, at, size, checked: true })
    }

    /// Looks at the whole of the club's own file while everybody goes on working.
    pub async fn check(&self, work: &Work) -> Result<Findings> {
        let (store, key) = self.open.as_ref().ok_or(VaultError::KeyNotKept)?;
        let database = self.folder.join(files::DATABASE);
        for _ in 0..TRIES {
            let still = held_still(store, &self.folder).await?;
            let found = work.check(&database, key).await.map_err(VaultError::store(&self.folder));
            if still.was_kept() {
                return found;
            }
        }
        Err(VaultError::Busy)
    }

    /// What a copy holds, and what of the present club it does not.
    pub async fn look_into(&self, copy: &ClubCopy, key: &Key) -> Result<Comparison> {
        let path = self.path(copy).join(files::DATABASE);
        let compared = match &self.open {
            Some((store, _)) => match store.read().await {
                Ok(mut present) => store::compare(&path, key, &mut present).await,
                Err(error) => Err(error),
            },
            None => store::tally(&path, key).await.map(|tally| Comparison {
                tally,
                common: 0,
                only_here: 0,
                only_there: 0,
            }),
        };
        compared.map_err(VaultError::store(&self.path(copy)))
    }

    /// The key of a copy: that of the club, or what the passphrase of that day gives.
    pub async fn key_of(&self, copy: &ClubCopy, passphrase: Option<&Passphrase>) -> Result<Key> {
        let folder = self.path(copy);
        let envelope = envelope_in(&folder)?;
        if let Some((_, key)) = &self.open
            && envelope.recognises(key)
        {
            return Ok(key.clone());
        }
        if let Some(passphrase) = passphrase {
            let (envelope, passphrase) = (envelope.clone(), passphrase.clone());
            let unsealed = blocking(move || envelope.unseal(&passphrase)).await;
            return unsealed.map_err(VaultError::envelope(&folder));
        }
        match self.keyring.find(self.club).await {
            Ok(Some(key)) if envelope.recognises(&key) => Ok(key),
            // Whatever the keyring says, the passphrase is the answer.
            _ => Err(VaultError::KeyNotKept),
        }
    }

    /// Prepares a copy to take the place of the club, and reads it whole. Nothing has changed yet.
    ///
    /// It comes to be under the key of the club where that is at hand: who was left an older key must
    /// not come back with an older copy.
    pub async fn prepare(&self, copy: &ClubCopy, key: &Key, work: &Work) -> Result<Prepared> {
        let from = self.path(copy);
        let failed = || VaultError::writing(&self.folder);
        let replacement = Replacement::begin(&self.folder).map_err(failed())?;
        let database = replacement.database();
        copied(&from.join(files::DATABASE), &database, work).await?;
        let log = from.join(files::WRITE_AHEAD);
        if log.exists() {
            copied(&log, &database.with_file_name(files::WRITE_AHEAD), work).await?;
        }
        // Opened once, the file takes in what is in its log, and one of a newer Cercle is refused.
        Store::older_version(&database, key, Access::ReadWrite)
            .await
            .map_err(VaultError::store(&self.folder))?;
        let key_after = match &self.open {
            Some((_, own)) => {
                if own != key {
                    (work.tell)(Doing::Encrypting);
                    Store::rekey(&database, key, own)
                        .await
                        .map_err(VaultError::store(&self.folder))?;
                }
                own.clone()
            }
            None => {
                // The envelope that is there may be what was lost.
                if !envelope_in(&self.folder).is_ok_and(|it| it.recognises(key)) {
                    let bytes = files::read_envelope(&from).map_err(VaultError::reading(&from))?;
                    replacement.add_envelope(&bytes).map_err(failed())?;
                }
                key.clone()
            }
        };
        self.must_be_sound(&database, &key_after, work).await?;
        Ok(Prepared { replacement, key: key_after })
    }

    /// Prepares the club itself to come under a new key and envelope. Nobody may have it open.
    pub(crate) async fn prepare_key(
        &self,
        from: &Key,
        to: &Key,
        envelope: &Envelope,
        work: &Work,
    ) -> Result<Replacement> {
        let failed = || VaultError::writing(&self.folder);
        let pending = files::ended_abruptly(&self.folder);
        if pending.map_err(VaultError::reading(&self.folder))? {
            // It was not closed in order, and what is in its log alone would go with the log.
            return Err(VaultError::Busy);
        }
        let replacement = Replacement::begin(&self.folder).map_err(failed())?;
        let database = replacement.database();
        copied(&self.folder.join(files::DATABASE), &database, work).await?;
        (work.tell)(Doing::Encrypting);
        Store::rekey(&database, from, to).await.map_err(VaultError::store(&self.folder))?;
        self.must_be_sound(&database, to, work).await?;
        replacement.add_envelope(&envelope.to_bytes()).map_err(failed())?;
        work.go_on()?;
        Ok(replacement)
    }

    /// Keeps the closed file, byte for byte, before an update touches it. Nothing is read whole.
    pub(crate) async fn keep_before_update(&self, at: DateTime<Utc>) -> Result<()> {
        let kept = match self.place() {
            Ok(place) => self.keep_in(&place, at).await,
            Err(error) => Err(error),
        };
        match kept {
            Ok(()) => Ok(()),
            // A share that is away must not keep anybody from their club.
            Err(error) => {
                tracing::warn!(%error, "the copy before an update goes beside the club");
                let beside = self.folder.join(REPLACED);
                files::make_private_folder(&beside).map_err(VaultError::writing(&self.folder))?;
                self.keep_in(&beside, at).await
            }
        }
    }

    async fn keep_in(&self, place: &Path, at: DateTime<Utc>) -> Result<()> {
        let aside = files::temporary_folder(place).map_err(VaultError::writing(place))?;
        let work = Work::unwatched();
        let database = aside.path().join(files::DATABASE);
        copied(&self.folder.join(files::DATABASE), &database, &work).await?;
        files::write_new(&aside.path().join(files::ENVELOPE), &self.envelope()?)
            .and_then(|()| files::write_new(&aside.path().join(UNCHECKED), b""))
            .map_err(VaultError::writing(place))?;
        let name = Self::name(free(place, at));
        named(aside, &place.join(name)).map_err(VaultError::writing(place))
    }

    /// Removes a copy.
    pub async fn remove(&self, copy: &ClubCopy) -> Result<()> {
        let path = self.path(copy);
        blocking(move || removed(&path).map_err(VaultError::writing(&path))).await
    }

    /// Removes every copy that another key than that of the club opens, and says how many.
    pub async fn remove_of_other_keys(&self) -> Result<u32> {
        let (_, key) = self.open.as_ref().ok_or(VaultError::KeyNotKept)?;
        let mut gone = 0;
        for copy in self.list().await? {
            // What has no envelope that can be read may be under any key.
            if !envelope_in(&self.path(&copy)).is_ok_and(|it| it.recognises(key)) {
                self.remove(&copy).await?;
                gone += 1;
            }
        }
        let folder = self.folder.clone();
        let old = blocking(move || files::remove_old_copies(&folder));
        gone += old.await.map_err(VaultError::writing(&self.folder))?;
        Ok(gone)
    }

    /// The copy of that sort and name.
    pub async fn get(&self, kind: CopyKind, name: &str) -> Result<ClubCopy> {
        let all = self.list().await?;
        all.into_iter().find(|it| it.kind == kind && it.name == name).ok_or(VaultError::CopyGone)
    }

    /// The name of a copy that is made `at` that moment.
    fn name(at: DateTime<Utc>) -> String {
        at.format(NAME).to_string()
    }

    /// The name under which what a copy takes the place of is set aside.
    pub(crate) fn name_aside(&self, at: DateTime<Utc>) -> String {
        Self::name(free(&self.folder.join(REPLACED), at))
    }

    /// Lets go of what was set aside long ago.
    pub(crate) fn rotate_replaced(&self) {
        let folder = self.folder.join(REPLACED);
        let gone = found_in(&folder, CopyKind::Replaced).and_then(|all| remove_spare(&folder, all));
        if let Err(error) = gone {
            tracing::warn!(%error, "what was set aside long ago is still there");
        }
    }

    /// Lets go of the copies that need not stay. One that stays too long does no harm.
    fn rotate(&self, place: &Path, made: DateTime<Utc>, key: &Key) {
        let gone = found_in(place, CopyKind::Made).and_then(|all| {
            // What another key opens was kept by choice, and is nobody's older copy.
            let is_ours = |it: &ClubCopy| {
                envelope_in(&place.join(&it.name)).is_ok_and(|it| it.recognises(key))
            };
            let all = all.into_iter().filter(is_ours);
            // A copy that nobody read must not push out one that is known to be good.
            let (checked, unchecked): (Vec<_>, Vec<_>) = all.partition(|it| it.checked);
            let moments: Vec<_> = checked.iter().map(|it| it.at).collect();
            let mut left_out = self.keep().leaves_out(&moments);
            // Where the clock was put back, the one that was just made is not the newest.
            left_out.retain(|it| *it != made);
            let leaving = checked.iter().filter(|it| left_out.contains(&it.at));
            leaving.map(|it| removed(&place.join(&it.name))).collect::<io::Result<()>>()?;
            remove_spare(place, unchecked)
        });
        if let Err(error) = gone {
            tracing::warn!(%error, "older copies are still there");
        }
    }

    /// The folder of the copies, made if it may be.
    fn place(&self) -> Result<PathBuf> {
        let folder = self.places.folder(self.club);
        if let Some(chosen) = self.places.chosen.get(&self.club)
            && !chosen.is_dir()
        {
            // Making it would put the copies on this disk, under the name of one that is away.
            return Err(VaultError::CopyPlaceMissing { folder: chosen.clone() });
        }
        files::make_private_folder(&folder).map_err(VaultError::writing(&folder))?;
        files::sweep_aside(&folder).map_err(VaultError::writing(&folder))?;
        Ok(folder)
    }

    fn path(&self, copy: &ClubCopy) -> PathBuf {
        match copy.kind {
            CopyKind::Made => {
                let mut all = self.places.all(self.club).into_iter().map(|it| it.join(&copy.name));
                let there = all.find(|it| it.is_dir());
                there.unwrap_or_else(|| self.places.folder(self.club).join(&copy.name))
            }
            CopyKind::Replaced => self.folder.join(REPLACED).join(&copy.name),
        }
    }

    fn envelope(&self) -> Result<Vec<u8>> {
        files::read_envelope(&self.folder).map_err(VaultError::reading(&self.folder))
    }

    async fn copy_still(&self, store: &Store, to: &Path, work: &Work) -> Result<()> {
        for _ in 0..TRIES {
            let still = held_still(store, &self.folder).await?;
            copied(&self.folder.join(files::DATABASE), to, work).await?;
            if still.was_kept() {
                return Ok(());
            }
            fs::remove_file(to).map_err(VaultError::writing(&self.folder))?;
        }
        Err(VaultError::Busy)
    }

    async fn must_be_sound(&self, database: &Path, key: &Key, work: &Work) -> Result<()> {
        let found = work.check(database, key).await.map_err(VaultError::store(&self.folder))?;
        if found.is_sound() { Ok(()) } else { Err(VaultError::CopyUnsound(Box::new(found))) }
    }
}

/// The file of the club, held still as soon as nobody reads what was there before.
async fn held_still(store: &Store, folder: &Path) -> Result<store::Still> {
    for _ in 1..TRIES {
        match store.hold_still().await {
            Err(store::Error::Waited) => tokio::time::sleep(PAUSE).await,
            held => return held.map_err(VaultError::store(folder)),
        }
    }
    store.hold_still().await.map_err(VaultError::store(folder))
}

/// Copies the bytes of `from` into the new file `to`, on a thread where waiting is allowed.
async fn copied(from: &Path, to: &Path, work: &Work) -> Result<()> {
    let (from, to, work) = (from.to_owned(), to.to_owned(), work.clone());
    blocking(move || {
        let mut source = File::open(&from).map_err(VaultError::reading(&from))?;
        let total = source.metadata().map_err(VaultError::reading(&from))?.len();
        files::write_new(&to, b"").map_err(VaultError::writing(&to))?;
        let mut copy = File::options().write(true).open(&to).map_err(VaultError::writing(&to))?;
        let mut buffer = vec![0; CHUNK];
        let (mut done, mut synced) = (0, 0);
        loop {
            work.go_on()?;
            (work.tell)(Doing::Copying { done, total });
            let read = match source.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(VaultError::reading(&from)(error)),
            };
            copy.write_all(&buffer[..read]).map_err(VaultError::writing(&to))?;
            done += read as u64;
            if done - synced >= SYNC_EACH {
                copy.sync_data().map_err(VaultError::writing(&to))?;
                synced = done;
            }
        }
        copy.sync_all().map_err(VaultError::writing(&to))
    })
    .await
}

/// Gives a copy that is whole its name.
fn named(aside: tempfile::TempDir, name: &Path) -> io::Result<()> {
    files::settle(aside.path())?;
    fs::rename(aside.path(), name)?;
    // It has another name now, and nothing is left to remove.
    let _ = aside.keep();
    match name.parent() {
        Some(place) => files::settle(place),
        None => Ok(()),
    }
}

/// Removes a copy so that no half of one is ever taken for a whole.
fn removed(path: &Path) -> io::Result<()> {
    let place = path.parent().unwrap_or(path);
    let aside = files::temporary_folder(place)?;
    fs::rename(path, aside.path().join("gone"))?;
    aside.close()
}

/// The first moment from `at` on of which there is no copy in `place`: a clock that was put back must
/// not keep anybody from making one.
fn free(place: &Path, mut at: DateTime<Utc>) -> DateTime<Utc> {
    while place.join(Copies::name(at)).exists() {
        at += TimeDelta::milliseconds(1);
    }
    at
}

/// Whether somebody opened the copy as a club: it may be the one that they work in from then on.
fn is_worked_in(copy: &Path) -> bool {
    copy.join(files::LOCK).exists()
}

fn remove_spare(folder: &Path, mut copies: Vec<ClubCopy>) -> io::Result<()> {
    copies.retain(|it| !is_worked_in(&folder.join(&it.name)));
    copies.sort_by(|a, b| b.at.cmp(&a.at));
    copies.iter().skip(SPARE_KEPT).try_for_each(|it| removed(&folder.join(&it.name)))
}

/// The copies in `folder`; none where it is not there.
fn found_in(folder: &Path, kind: CopyKind) -> io::Result<Vec<ClubCopy>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(at) = NaiveDateTime::parse_from_str(&name, NAME) else { continue };
        let path = entry.path();
        if path.join(files::DATABASE).is_file() {
            // What was set aside was not read, and who worked in a copy made something else of it.
            let checked =
                kind == CopyKind::Made && !path.join(UNCHECKED).exists() && !is_worked_in(&path);
            let (at, size) = (at.and_utc(), size_of(&path)?);
            found.push(ClubCopy { kind, name, at, size, checked });
        }
    }
    Ok(found)
}

fn size_of(copy: &Path) -> io::Result<u64> {
    let mut size = 0;
    for entry in fs::read_dir(copy)? {
        size += entry?.metadata()?.len();
    }
    Ok(size)
}

fn envelope_in(folder: &Path) -> Result<Envelope> {
    let bytes = files::read_envelope(folder).map_err(VaultError::reading(folder))?;
    Envelope::parse(&bytes).map_err(VaultError::envelope(folder))
}

#[cfg(test)]
mod tests;
