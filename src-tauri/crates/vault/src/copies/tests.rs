use std::sync::Mutex;

use chrono::TimeDelta;
use domain::{
    OrganisationId,
    organisation::{Kind, Organisation},
};
use store::{Access, Stamp, documents, members};
use uuid::Uuid;

use super::*;
use crate::{Machine, MemoryKeyring, OpenVault, Vault, staged};

const PASSPHRASE: &str = "les glycines du perron";
const OTHER: &str = "la tonnelle au fond du jardin";

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

fn morning(day: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000 + day) + TimeDelta::hours(8)
}

/// A club, and a computer that keeps copies of it beside.
struct Place {
    folder: tempfile::TempDir,
    machine: Machine,
}

impl Place {
    async fn with_club() -> (Self, OpenVault) {
        Self::at(tempfile::tempdir().unwrap()).await
    }

    async fn at(folder: tempfile::TempDir) -> (Self, OpenVault) {
        let machine = Machine {
            keyring: Keyring::Memory(MemoryKeyring::default()),
            ..Machine::for_tests(&folder.path().join("copies"))
        };
        let place = Self { folder, machine };
        let open =
            Vault::create(&place.machine, &place.club(), &passphrase(PASSPHRASE)).await.unwrap();
        (place, open)
    }

    fn club(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join("club")
    }

    fn copies(&self, open: &OpenVault) -> Copies {
        open.copies(self.machine.copies.clone())
    }

    async fn copy(&self, open: &OpenVault, day: i64) -> Result<ClubCopy> {
        self.copies(open).make(morning(day), &Work::unwatched()).await
    }

    /// Puts a copy in place, as the window does.
    async fn restore(&self, open: &mut OpenVault, copy: &ClubCopy, typed: Option<&str>) -> String {
        let copies = self.copies(open);
        let typed = typed.map(passphrase);
        let key = copies.key_of(copy, typed.as_ref()).await.unwrap();
        let prepared = copies.prepare(copy, &key, &Work::unwatched()).await.unwrap();
        open.put_in_place(prepared).await.unwrap()
    }
}

fn stamp(at: DateTime<Utc>) -> Stamp<'static> {
    Stamp { at, actor: "ines", kind: "test", input: "{}", undoes: None }
}

/// Somebody comes to know an organisation, and keeps a paper of it.
async fn work(open: &OpenVault, number: u128) {
    let at = morning(number.try_into().unwrap());
    let mut op = open.store.begin(stamp(at)).await.unwrap();
    let it = Organisation {
        id: OrganisationId(Uuid::from_u128(number)),
        name: format!("Archives {number}"),
        legal_name: None,
        kind: Kind::Research,
        register_number: None,
        parent: None,
    };
    members::save(&mut op, &it).await.unwrap();
    documents::keep(&mut op, format!("%PDF-1.7 {number} ").repeat(9_000).as_bytes()).await.unwrap();
    op.commit().await.unwrap();
}

/// All that the club holds, row for row and byte for byte.
async fn rows(open: &OpenVault) -> Vec<String> {
    let mut db = open.store.read().await.unwrap();
    store::rows(&mut db).await.unwrap()
}

async fn names(copies: &Copies) -> Vec<(CopyKind, String)> {
    copies.list().await.unwrap().into_iter().map(|it| (it.kind, it.name)).collect()
}

#[tokio::test]
async fn a_copy_opens_as_the_club_does_and_holds_what_was_done_until_then() {
    let (place, open) = Place::with_club().await;
    work(&open, 1).await;
    let before = rows(&open).await;
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = told.clone();
    let work_on =
        Work { tell: Arc::new(move |it| heard.lock().unwrap().push(it)), stop: Arc::default() };
    let copy = place.copies(&open).make(morning(1), &work_on).await.unwrap();
    assert!(copy.checked && copy.size > 100_000);
    let told = told.lock().unwrap().clone();
    assert!(matches!(told[..], [Doing::Copying { done: 0, .. }, .., Doing::Documents { .. }]));
    assert!(told.contains(&Doing::Pages));
    work(&open, 2).await;

    let folder = place.copies(&open).path(&copy);
    let opened = Vault::unlock(&place.machine, &folder, &passphrase(PASSPHRASE)).await.unwrap();
    assert!(rows(&opened).await == before);
    opened.close().await;
    let compared = {
        let copies = place.copies(&open);
        let key = copies.key_of(&copy, None).await.unwrap();
        copies.look_into(&copy, &key).await.unwrap()
    };
    assert_eq!((compared.only_here, compared.only_there, compared.common), (1, 0, 1));
    assert_eq!(compared.tally.organisations, 1);
    open.close().await;
}

#[tokio::test]
async fn older_copies_go_once_a_new_one_was_read_whole() {
    let (place, open) = Place::with_club().await;
    for day in 0..12 {
        place.copy(&open, day).await.unwrap();
    }
    let copies = place.copies(&open);
    let days: Vec<_> = copies.list().await.unwrap().iter().map(|it| it.at).collect();
    assert_eq!(days.len(), 9, "eight days, and the last one of the week before them: {days:?}");

    // The file is damaged now, and so is what is copied of it: the good copies stay.
    open.store.close().await;
    let file = place.club().join(files::DATABASE);
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
    open.close().await;
    let open = Vault::open(&place.machine, &place.club()).await.unwrap();
    let before = names(&place.copies(&open)).await;
    for day in 20..40 {
        let refused = place.copy(&open, day).await.unwrap_err();
        let VaultError::CopyUnsound(found) = refused else { panic!("{refused:?}") };
        assert!(!found.pages.is_empty(), "{found:?}");
    }
    assert_eq!(names(&place.copies(&open)).await, before);
    open.close().await;
}

#[tokio::test]
async fn where_the_clock_was_put_back_the_copy_that_was_just_made_stays() {
    let (place, open) = Place::with_club().await;
    for day in 100..120 {
        place.copy(&open, day).await.unwrap();
    }
    let made = place.copy(&open, 1).await.unwrap();
    assert!(names(&place.copies(&open)).await.contains(&(CopyKind::Made, made.name)));
    open.close().await;
}

#[tokio::test]
async fn what_was_restored_is_the_day_of_the_copy_and_can_be_taken_back() {
    let (place, mut open) = Place::with_club().await;
    work(&open, 1).await;
    let then = rows(&open).await;
    let copy = place.copy(&open, 1).await.unwrap();
    work(&open, 2).await;
    let now = rows(&open).await;

    let aside = place.restore(&mut open, &copy, None).await;
    assert!(rows(&open).await == then);
    work(&open, 3).await;
    open.close().await;
    // It opens as on any day, and what was set aside is a club too.
    let mut open = Vault::open(&place.machine, &place.club()).await.unwrap();
    let copies = place.copies(&open);
    let replaced = copies.get(CopyKind::Replaced, &aside).await.unwrap();
    let key = copies.key_of(&replaced, None).await.unwrap();
    let compared = copies.look_into(&replaced, &key).await.unwrap();
    assert_eq!((compared.only_here, compared.only_there), (1, 1), "each worked on by itself");
    place.restore(&mut open, &replaced, None).await;
    assert!(rows(&open).await == now);
    open.close().await;
}

#[tokio::test]
async fn a_copy_that_is_damaged_takes_nobodys_place() {
    let (place, open) = Place::with_club().await;
    work(&open, 1).await;
    let copy = place.copy(&open, 1).await.unwrap();
    let copies = place.copies(&open);
    let file = copies.path(&copy).join(files::DATABASE);
    let mut bytes = fs::read(&file).unwrap();
    let at = bytes.len() - 100;
    bytes[at] ^= 1;
    fs::write(&file, bytes).unwrap();
    let key = copies.key_of(&copy, None).await.unwrap();
    let refused = copies.prepare(&copy, &key, &Work::unwatched()).await.unwrap_err();
    assert!(matches!(refused, VaultError::CopyUnsound(_)), "{refused:?}");
    open.close().await;
    let open = Vault::open(&place.machine, &place.club()).await.unwrap();
    assert!(!place.club().join(REPLACED).exists(), "nothing was set aside");
    open.close().await;
}

#[tokio::test]
async fn a_club_that_does_not_open_is_restored() {
    for (number, damage) in ["file", "no file", "envelope", "no envelope"].into_iter().enumerate() {
        let (place, open) = Place::with_club().await;
        work(&open, 1).await;
        let then = rows(&open).await;
        let copy = place.copy(&open, 1).await.unwrap();
        let club = open.vault.club();
        open.close().await;
        let name = if damage.ends_with("file") { files::DATABASE } else { files::ENVELOPE };
        match damage.split_once(' ') {
            None => fs::write(place.club().join(name), "damaged").unwrap(),
            Some(_) => fs::remove_file(place.club().join(name)).unwrap(),
        }
        Vault::open(&place.machine, &place.club()).await.unwrap_err();
        let copies = Copies::of_shut(
            club,
            &place.club(),
            place.machine.keyring.clone(),
            place.machine.copies.clone(),
        );
        // With the key of the keyring, and with the passphrase.
        let typed = (number % 2 == 1).then(|| passphrase(PASSPHRASE));
        let work = Work::unwatched();
        Vault::restore(&place.machine, &copies, &copy, typed.as_ref(), &work).await.unwrap();
        let open = Vault::open(&place.machine, &place.club()).await.unwrap();
        assert!(rows(&open).await == then, "{damage}");
        open.close().await;
        Vault::unlock(&place.machine, &place.club(), &passphrase(PASSPHRASE))
            .await
            .unwrap()
            .close()
            .await;
    }
}

#[tokio::test]
async fn what_is_set_aside_of_a_club_that_was_killed_holds_what_was_done_last() {
    let (place, open) = Place::with_club().await;
    work(&open, 1).await;
    let copy = place.copy(&open, 1).await.unwrap();
    work(&open, 2).await;
    let now = rows(&open).await;
    let club = open.vault.club();
    // What a kill leaves: the last operation is in the log alone.
    let killed =
        ["club.db", "club.db-wal"].map(|it| (it, fs::read(place.club().join(it)).unwrap()));
    open.close().await;
    for (name, bytes) in killed {
        fs::write(place.club().join(name), bytes).unwrap();
    }
    let (keyring, places) = (place.machine.keyring.clone(), place.machine.copies.clone());
    let copies = Copies::of_shut(club, &place.club(), keyring, places);
    let aside = Vault::restore(&place.machine, &copies, &copy, None, &Work::unwatched()).await;
    let mut open = Vault::open(&place.machine, &place.club()).await.unwrap();
    assert!(rows(&open).await != now);
    let replaced = place.copies(&open).get(CopyKind::Replaced, &aside.unwrap()).await.unwrap();
    assert!(!replaced.checked, "nobody has read it");
    place.restore(&mut open, &replaced, None).await;
    assert!(rows(&open).await == now);
    open.close().await;
}

#[tokio::test]
async fn a_key_does_not_change_while_something_is_in_the_log_alone() {
    let (place, mut open) = Place::with_club().await;
    work(&open, 1).await;
    let now = rows(&open).await;
    // Another program reads the file: its log cannot go into it.
    let database = place.club().join(files::DATABASE);
    let other = Store::open(&database, open.key(), Access::ReadWrite).await.unwrap();
    let reads = other.read().await.unwrap();
    work(&open, 2).await;
    let (old, new) = (passphrase(PASSPHRASE), passphrase(OTHER));
    let refused = open.change_key(&old, &new, &Work::unwatched()).await;
    assert!(matches!(refused, Err(VaultError::Busy)), "{refused:?}");
    assert!(rows(&open).await.len() > now.len());
    drop(reads);
    other.close().await;
    open.change_key(&old, &new, &Work::unwatched()).await.unwrap();
    assert!(rows(&open).await.len() > now.len());
    open.close().await;
}

#[tokio::test]
async fn a_copy_that_is_opened_and_worked_in_is_kept_and_is_no_copy_any_more() {
    let (place, open) = Place::with_club().await;
    let copy = place.copy(&open, 1).await.unwrap();
    let folder = place.copies(&open).path(&copy);
    open.close().await;
    let open = Vault::open(&place.machine, &folder).await.unwrap();
    for day in 2..60 {
        place.copy(&open, day).await.unwrap();
        work(&open, day.try_into().unwrap()).await;
    }
    assert!(folder.join(files::DATABASE).exists(), "the club went with the older copies");
    let listed = names(&place.copies(&open)).await;
    assert!(!listed.iter().any(|(_, name)| *name == copy.name), "{listed:?}");
    open.close().await;
    // Seen from the club that was copied, it is there, and nobody has read what it is by now.
    let open = Vault::open(&place.machine, &place.club()).await.unwrap();
    let seen = place.copies(&open).get(CopyKind::Made, &copy.name).await.unwrap();
    assert!(!seen.checked);
    open.close().await;
}

#[tokio::test]
async fn after_a_change_of_key_nothing_old_opens_what_was_written_since() {
    for removed in [false, true] {
        let (place, mut open) = Place::with_club().await;
        work(&open, 1).await;
        let then = rows(&open).await;
        let copy = place.copy(&open, 1).await.unwrap();
        let old_envelope = fs::read(place.club().join(files::ENVELOPE)).unwrap();
        let old_file = fs::read(place.club().join(files::DATABASE)).unwrap();
        let old_key = open.key().clone();

        let refused = open
            .change_key(&passphrase(OTHER), &passphrase(OTHER), &Work::unwatched())
            .await
            .unwrap_err();
        assert!(matches!(refused, VaultError::WrongPassphrase), "{refused:?}");
        assert!(fs::read(place.club().join(files::DATABASE)).unwrap() == old_file);
        open.change_key(&passphrase(PASSPHRASE), &passphrase(OTHER), &Work::unwatched())
            .await
            .unwrap();
        assert!(rows(&open).await == then, "nothing but the key has changed");
        work(&open, 2).await;
        let fresh = place.copy(&open, 2).await.unwrap();
        if removed {
            assert_eq!(place.copies(&open).remove_of_other_keys().await.unwrap(), 1);
            assert_eq!(names(&place.copies(&open)).await, [(CopyKind::Made, fresh.name.clone())]);
        } else {
            // An older copy comes back under the new key.
            let copies = place.copies(&open);
            let refused = copies.key_of(&copy, None).await.unwrap_err();
            assert!(matches!(refused, VaultError::KeyNotKept), "{refused:?}");
            place.restore(&mut open, &copy, Some(PASSPHRASE)).await;
            assert!(rows(&open).await == then);
        }
        open.close().await;

        // Neither the old key, nor the old passphrase, nor an envelope that was kept.
        let database = place.club().join(files::DATABASE);
        let tried = Store::open(&database, &old_key, Access::ReadOnly).await;
        assert!(matches!(tried, Err(store::Error::NotReadable(_))), "{tried:?}");
        let refused = Vault::unlock(&place.machine, &place.club(), &passphrase(PASSPHRASE)).await;
        assert!(matches!(refused, Err(VaultError::WrongPassphrase)), "{refused:?}");
        let stranger = tempfile::tempdir().unwrap();
        fs::write(stranger.path().join(files::ENVELOPE), old_envelope).unwrap();
        fs::copy(&database, stranger.path().join(files::DATABASE)).unwrap();
        let refused = Vault::unlock(&place.machine, stranger.path(), &passphrase(PASSPHRASE)).await;
        assert!(matches!(refused, Err(VaultError::DatabaseDamaged { .. })), "{refused:?}");
        // The keyring has the new one.
        Vault::open(&place.machine, &place.club()).await.unwrap().close().await;
        Vault::unlock(&place.machine, &place.club(), &passphrase(OTHER))
            .await
            .unwrap()
            .close()
            .await;
    }
}

#[tokio::test]
async fn a_computer_that_forgot_the_key_asks_for_the_passphrase() {
    let (place, open) = Place::with_club().await;
    open.vault.forget_key().await.unwrap();
    open.close().await;
    let refused = Vault::open(&place.machine, &place.club()).await.unwrap_err();
    assert!(matches!(refused, VaultError::KeyNotKept), "{refused:?}");
    Vault::unlock(&place.machine, &place.club(), &passphrase(PASSPHRASE))
        .await
        .unwrap()
        .close()
        .await;
}

#[tokio::test]
async fn a_place_that_is_away_is_said_to_be_and_never_made() {
    let (place, open) = Place::with_club().await;
    let away = place.folder.path().join("disk");
    let mut places = place.machine.copies.clone();
    places.chosen.insert(open.vault.club(), away.clone());
    let refused = open.copies(places.clone()).make(morning(1), &Work::unwatched()).await;
    assert!(matches!(refused, Err(VaultError::CopyPlaceMissing { .. })), "{refused:?}");
    assert!(!away.exists());
    assert!(!open.copies(places.clone()).share_a_disk(), "nobody knows on which disk it is");
    // What was copied before somebody chose that place is there all the same.
    let before = place.copy(&open, 0).await.unwrap();
    let copies = open.copies(places.clone());
    assert_eq!(copies.list().await.unwrap(), [before.clone()]);
    assert_eq!(copies.in_place().await.unwrap(), []);
    let key = copies.key_of(&before, None).await.unwrap();
    copies.prepare(&before, &key, &Work::unwatched()).await.unwrap();

    fs::create_dir(&away).unwrap();
    assert!(copies.share_a_disk());
    let made = copies.make(morning(1), &Work::unwatched()).await.unwrap();
    assert!(places.folder(open.vault.club()).join(&made.name).is_dir());
    assert_eq!(copies.list().await.unwrap(), [made.clone(), before]);
    assert_eq!(copies.in_place().await.unwrap(), [made]);
    open.close().await;
}

#[test]
fn who_chooses_the_copies_means_the_place_where_they_are() {
    let club = ClubId(Uuid::from_u128(7));
    let folder = Path::new("/disk").join(folder_name(club));
    for chosen in ["/disk".into(), folder.clone(), folder.join("2026-11-28T08-00-00-000Z")] {
        assert_eq!(place_of_copies(club, &chosen), Path::new("/disk"));
    }
    let other = folder.join("one").join("another");
    assert_eq!(place_of_copies(club, &other), other);
}

#[tokio::test]
async fn what_is_stopped_leaves_no_copy_and_everything_as_it_was() {
    let (place, mut open) = Place::with_club().await;
    work(&open, 1).await;
    let copy = place.copy(&open, 1).await.unwrap();
    let before = (names(&place.copies(&open)).await, rows(&open).await);
    for moment in ["copying", "pages", "documents", "encrypting"] {
        let stop = Arc::new(AtomicBool::new(false));
        let stopping = stop.clone();
        let tell = move |it: Doing| {
            let now = match it {
                Doing::Copying { .. } => "copying",
                Doing::Pages => "pages",
                Doing::Documents { .. } => "documents",
                Doing::Encrypting => "encrypting",
            };
            if now == moment {
                stopping.store(true, Ordering::Relaxed);
            }
        };
        let work = Work { tell: Arc::new(tell), stop };
        if moment != "encrypting" {
            let stopped = place.copies(&open).make(morning(2), &work).await;
            assert!(matches!(stopped, Err(VaultError::Stopped)), "{moment}: {stopped:?}");
            let key = place.copies(&open).key_of(&copy, None).await.unwrap();
            work.stop.store(false, Ordering::Relaxed);
            let stopped = place.copies(&open).prepare(&copy, &key, &work).await;
            assert!(matches!(stopped, Err(VaultError::Stopped)), "{moment}: {stopped:?}");
        }
        work.stop.store(false, Ordering::Relaxed);
        let stopped = open.change_key(&passphrase(PASSPHRASE), &passphrase(OTHER), &work).await;
        assert!(matches!(stopped, Err(VaultError::Stopped)), "{moment}: {stopped:?}");
        assert!((names(&place.copies(&open)).await, rows(&open).await) == before, "{moment}");
        let left: Vec<_> = fs::read_dir(place.club()).unwrap().map(|it| it.unwrap()).collect();
        let aside = left.iter().filter(|it| it.file_name().to_string_lossy().starts_with('.'));
        assert_eq!(aside.count(), 0, "{moment}");
    }
    open.close().await;
}

#[tokio::test]
async fn a_full_disk_leaves_the_club_and_its_copies_as_they_were() {
    const TEST: &str = "copies::tests::a_full_disk_leaves_the_club_and_its_copies_as_they_were";
    if staged::part().is_none() {
        let folder = tempfile::tempdir().unwrap();
        staged::play_on(
            "mount -t tmpfs -o size=8m tmpfs \"$FOLDER\"",
            "mount -t tmpfs -o size=8m tmpfs \"$FOLDER\"; exec \"$@\"",
            &["unshare", "--map-root-user", "--mount"],
            folder.path(),
            TEST,
            "full",
        );
        return;
    }
    let disk = PathBuf::from(std::env::var_os("FOLDER").unwrap());
    let (place, open) = Place::at(tempfile::tempdir_in(&disk).unwrap()).await;
    for number in 1..8 {
        work(&open, number).await;
    }
    let first = place.copy(&open, 1).await.unwrap();
    // The log gives its room back when the file is closed, and would make up for what is missing.
    open.close().await;
    let mut open = Vault::open(&place.machine, &place.club()).await.unwrap();
    let filler = disk.join("filler");
    let mut tried = 0;
    for room in [0, 4, 64, 256, 512] {
        let mut file = File::create(&filler).unwrap();
        while file.write_all(&[0; 512]).is_ok() {}
        let length = file.metadata().unwrap().len();
        file.set_len(length.saturating_sub(room * 1024)).unwrap();
        drop(file);
        let before = (names(&place.copies(&open)).await, rows(&open).await);
        let refused = place.copy(&open, 2).await;
        assert!(matches!(refused, Err(VaultError::DiskFull { .. })), "{room} KiB: {refused:?}");
        let key = place.copies(&open).key_of(&first, None).await.unwrap();
        let refused = place.copies(&open).prepare(&first, &key, &Work::unwatched()).await;
        assert!(matches!(refused, Err(VaultError::DiskFull { .. })), "{room} KiB: {refused:?}");
        let refused =
            open.change_key(&passphrase(PASSPHRASE), &passphrase(OTHER), &Work::unwatched()).await;
        assert!(matches!(refused, Err(VaultError::DiskFull { .. })), "{room} KiB: {refused:?}");
        assert!((names(&place.copies(&open)).await, rows(&open).await) == before, "{room} KiB");
        fs::remove_file(&filler).unwrap();
        tried += 1;
    }
    assert_eq!(tried, 5);
    place.copy(&open, 2).await.unwrap();
    open.close().await;
    staged::played();
}

/// A disk that refuses to write the files whose path holds some words, as long as that is said.
struct Faults(PathBuf);

impl Faults {
    fn begin(&self, errno: i32, path: &str) {
        fs::write(&self.0, format!("{errno} {path}")).unwrap();
    }

    fn end(&self) {
        fs::remove_file(&self.0).unwrap();
    }
}

#[tokio::test]
async fn what_the_disk_refuses_is_said_and_ends() {
    const TEST: &str = "copies::tests::what_the_disk_refuses_is_said_and_ends";
    const EIO: i32 = 5;
    const ENOSPC: i32 = 28;
    const EDQUOT: i32 = 122;
    if staged::part().is_none() {
        let folder = tempfile::tempdir().unwrap();
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults.c");
        let build =
            format!("cc -shared -fPIC -o \"$FOLDER/faults.so\" '{}' -ldl", source.display());
        let start =
            "export CERCLE_FAULTS=\"$FOLDER/faults\"; LD_PRELOAD=\"$FOLDER/faults.so\" exec \"$@\"";
        staged::play_on(&build, start, &[], folder.path(), TEST, "refusing");
        return;
    }
    let folder = PathBuf::from(std::env::var_os("FOLDER").unwrap());
    let faults = Faults(folder.join("faults"));
    let (place, mut open) = Place::at(tempfile::tempdir_in(&folder).unwrap()).await;
    let mut number = 0;
    let mut told = String::new();
    for (errno, file) in [(EIO, "club.db-wal"), (ENOSPC, "club.db-wal"), (EDQUOT, "club.db-wal")] {
        for _ in 0..2 {
            faults.begin(errno, file);
            let before = number;
            let at = morning(999);
            let refused = async {
                let mut op = open.store.begin(stamp(at)).await?;
                documents::keep(&mut op, &[7; 300_000]).await?;
                op.commit().await
            };
            let refused = VaultError::store(&folder)(refused.await.unwrap_err());
            told += &format!("{errno} {file}: {}\n", name_of(&refused));
            faults.end();
            // The disk answers again, and so does the same window.
            number += 1;
            work(&open, number).await;
            assert_eq!(number, before + 1);
        }
    }
    for (errno, file) in [(EIO, ".cercle-"), (ENOSPC, ".cercle-"), (EIO, "copies")] {
        let before = names(&place.copies(&open)).await;
        faults.begin(errno, file);
        let copied = place.copy(&open, i64::from(errno)).await;
        told += &format!("{errno} {file}, a copy: {}\n", name_of(&copied.unwrap_err()));
        let typed = passphrase(PASSPHRASE);
        if file == ".cercle-" {
            let changed = open.vault.change_passphrase(&typed, &passphrase(OTHER)).await;
            told += &format!("{errno} {file}, a passphrase: {}\n", name_of(&changed.unwrap_err()));
            let changed = open.change_key(&typed, &passphrase(OTHER), &Work::unwatched()).await;
            told += &format!("{errno} {file}, a key: {}\n", name_of(&changed.unwrap_err()));
        }
        faults.end();
        assert_eq!(names(&place.copies(&open)).await, before);
        number += 1;
        work(&open, number).await;
    }
    expect_test::expect![[r#"
        5 club.db-wal: DiskFailed
        5 club.db-wal: DiskFailed
        28 club.db-wal: DiskFull
        28 club.db-wal: DiskFull
        122 club.db-wal: DiskFailed
        122 club.db-wal: DiskFailed
        5 .cercle-, a copy: Io
        5 .cercle-, a passphrase: Io
        5 .cercle-, a key: Io
        28 .cercle-, a copy: DiskFull
        28 .cercle-, a passphrase: DiskFull
        28 .cercle-, a key: DiskFull
        5 copies, a copy: Io
    "#]]
    .assert_eq(&told);
    place.copy(&open, 1).await.unwrap();
    let held = rows(&open).await;
    open.close().await;
    let open = Vault::unlock(&place.machine, &place.club(), &passphrase(PASSPHRASE)).await.unwrap();
    assert!(rows(&open).await == held, "the passphrase is the old one, and all is there");
    open.close().await;
    staged::played();
}

fn name_of(error: &VaultError) -> String {
    format!("{error:?}").split([' ', '(']).next().unwrap().to_owned()
}
