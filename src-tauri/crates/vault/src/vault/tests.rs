use std::{
    fs::{File, OpenOptions},
    io::{Seek, SeekFrom, Write},
    thread,
    time::{Duration, Instant},
};

use domain::{
    OrganisationId,
    organisation::{Kind, Organisation},
};
use expect_test::{Expect, expect};
use store::{Stamp, documents, members};
use tempfile::TempDir;

use super::*;
use crate::{
    MemoryKeyring, WeakPassphrase, come_forward,
    staged::{self, Player},
};

const PASSPHRASE: &str = "les glycines du perron";
const MEMBER: &str = "Archives du Perche";

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

/// A place for one club, on a computer whose keyring is in memory.
struct Ground {
    place: TempDir,
    keyring: MemoryKeyring,
}

impl Ground {
    fn new() -> Self {
        Self { place: tempfile::tempdir().unwrap(), keyring: MemoryKeyring::default() }
    }

    /// One where a club was created, in which somebody worked.
    async fn with_club() -> Self {
        let ground = Self::new();
        let open = ground.create().await.unwrap();
        work(&open).await;
        open.close().await;
        ground
    }

    fn folder(&self) -> PathBuf {
        self.place.path().canonicalize().unwrap().join("club")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    fn machine(&self) -> Machine {
        let copies = self.place.path().canonicalize().unwrap().join("copies");
        let keyring = Keyring::Memory(self.keyring.clone());
        Machine { keyring, ..Machine::for_tests(&copies) }
    }

    async fn create(&self) -> Result<OpenVault> {
        Vault::create(&self.machine(), &self.folder(), &passphrase(PASSPHRASE)).await
    }

    async fn open(&self) -> Result<OpenVault> {
        Vault::open(&self.machine(), &self.folder()).await
    }

    async fn unlock(&self, text: &str) -> Result<OpenVault> {
        Vault::unlock(&self.machine(), &self.folder(), &passphrase(text)).await
    }

    /// What is in the folder, the lock left out: it is there or not, and nobody minds.
    fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder())
            .unwrap()
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .filter(|it| it != files::LOCK)
            .collect();
        names.sort();
        names
    }

    /// What stands in the way of the club, and that looking at it changed nothing.
    async fn check(&self, machine: &Machine, expect: Expect) -> VaultError {
        // A file that cannot be read keeps what SQLite put beside it.
        let files = || {
            self.files().into_iter().filter(|it| !it.starts_with("club.db-")).collect::<Vec<_>>()
        };
        let before = files();
        let envelope = fs::read(self.file(files::ENVELOPE)).ok();
        let error = Vault::open(machine, &self.folder()).await.unwrap_err();
        expect.assert_eq(&told(&error, self.place.path()));
        assert_eq!(files(), before, "opening adds and removes nothing");
        assert_eq!(fs::read(self.file(files::ENVELOPE)).ok(), envelope, "and makes no new key");
        error
    }
}

/// The sentence, the code and the passphrase, without the place of the test.
fn told(error: &VaultError, place: &Path) -> String {
    let name = format!("{error:?}");
    let name = name.split([' ', '(']).next().unwrap();
    let place = place.canonicalize().unwrap();
    let sentence = error.to_string().replace(place.to_str().unwrap(), "…");
    match error.asks_for_passphrase() {
        true => format!("{name}: {sentence}; the passphrase, please"),
        false => format!("{name}: {sentence}"),
    }
}

fn member() -> Organisation {
    Organisation {
        id: OrganisationId(uuid::uuid!("0193a5b0-7c00-7000-8000-0000000000aa")),
        name: MEMBER.to_owned(),
        legal_name: None,
        kind: Kind::Research,
        register_number: None,
        parent: None,
    }
}

fn stamp() -> Stamp<'static> {
    Stamp {
        at: DateTime::UNIX_EPOCH,
        actor: "jeanne@example.org",
        kind: "test",
        input: "{}",
        undoes: None,
    }
}

async fn work(open: &OpenVault) {
    let mut op = open.store.begin(stamp()).await.unwrap();
    members::save(&mut op, &member()).await.unwrap();
    op.commit().await.unwrap();
}

/// Whether what was worked is there. A club where it is not is another club.
async fn shows_work(open: &OpenVault) -> bool {
    let found = members::get(&mut open.store.read().await.unwrap(), member().id).await.unwrap();
    found.is_some_and(|it| it.name == MEMBER)
}

// ── Day by day ──────────────────────────────────────────────────────────────────────────────────

#[tokio::test]
async fn a_club_opens_each_day_with_the_key_of_the_keyring() {
    let ground = Ground::new();
    let open = ground.create().await.unwrap();
    open.key_kept.as_ref().unwrap();
    assert_eq!(open.vault.access(), Access::ReadWrite);
    assert_eq!(open.vault.folder(), ground.folder());
    let club = open.vault.club();
    work(&open).await;
    open.close().await;
    assert_eq!(ground.files(), ["club.db", "club.json"], "nothing else is left of a day");

    for _ in 0..2 {
        let open = ground.open().await.unwrap();
        open.key_kept.as_ref().unwrap();
        assert_eq!(open.vault.club(), club);
        assert!(shows_work(&open).await);
        open.close().await;
    }
}

#[tokio::test]
async fn a_club_that_is_moved_stays_the_same_club() {
    let ground = Ground::with_club().await;
    let elsewhere = ground.place.path().join("elsewhere");
    fs::rename(ground.folder(), &elsewhere).unwrap();
    let open = Vault::open(&ground.machine(), &elsewhere).await.unwrap();
    assert!(shows_work(&open).await);
    open.close().await;
}

#[tokio::test]
async fn without_a_keyring_the_passphrase_is_asked_for_each_day() {
    let ground = Ground::with_club().await;
    let machine = Machine { keyring: Keyring::Absent, ..ground.machine() };
    for _ in 0..2 {
        ground
            .check(&machine, expect!["NoKeyring: no keyring answers; the passphrase, please"])
            .await;
        let open =
            Vault::unlock(&machine, &ground.folder(), &passphrase(PASSPHRASE)).await.unwrap();
        assert!(matches!(open.key_kept, Err(KeyringError::NoService(_))), "it says so");
        assert!(shows_work(&open).await);
        open.close().await;
    }
}

#[tokio::test]
async fn a_club_can_be_created_without_a_keyring() {
    let ground = Ground::new();
    let machine = Machine { keyring: Keyring::Absent, ..ground.machine() };
    let open = Vault::create(&machine, &ground.folder(), &passphrase(PASSPHRASE)).await.unwrap();
    assert!(matches!(open.key_kept, Err(KeyringError::NoService(_))), "it says so");
    open.close().await;
    ground.unlock(PASSPHRASE).await.unwrap().close().await;
}

#[tokio::test]
async fn a_locked_keyring_is_no_reason_not_to_work() {
    let ground = Ground::with_club().await;
    ground.keyring.lock();
    ground
        .check(
            &ground.machine(),
            expect!["KeyringLocked: the keyring is locked; the passphrase, please"],
        )
        .await;
    let open = ground.unlock(PASSPHRASE).await.unwrap();
    assert!(matches!(open.key_kept, Err(KeyringError::Locked(_))), "it says so");
    assert!(shows_work(&open).await);
    open.close().await;
    ground.keyring.unlock();
    ground.open().await.unwrap().close().await;
}

#[tokio::test]
async fn a_keyring_without_the_key_never_makes_a_second_key() {
    let mut ground = Ground::with_club().await;
    ground.keyring = MemoryKeyring::default();
    ground
        .check(
            &ground.machine(),
            expect!["KeyNotKept: the keyring has no key for this club; the passphrase, please"],
        )
        .await;
    let open = ground.unlock(PASSPHRASE).await.unwrap();
    open.key_kept.as_ref().unwrap();
    assert!(shows_work(&open).await);
    open.close().await;
    ground.open().await.unwrap().close().await;
}

#[tokio::test]
async fn a_wrong_key_in_the_keyring_is_replaced_by_who_knows_the_passphrase() {
    let ground = Ground::with_club().await;
    let open = ground.open().await.unwrap();
    let club = open.vault.club();
    open.close().await;
    ground.machine().keyring.keep(club, &Key::new([1; 32])).await.unwrap();
    ground
        .check(
            &ground.machine(),
            expect!["KeyWrong: the keyring has another key for this club; the passphrase, please"],
        )
        .await;
    let open = ground.unlock(PASSPHRASE).await.unwrap();
    open.key_kept.as_ref().unwrap();
    assert!(shows_work(&open).await);
    open.close().await;
    ground.open().await.unwrap().close().await;
}

#[tokio::test]
async fn a_wrong_passphrase_opens_nothing_and_the_right_one_still_does() {
    let ground = Ground::with_club().await;
    for wrong in ["", "les glycines", "Les glycines du perron", "les glycines du perron."] {
        let refused = ground.unlock(wrong).await.unwrap_err();
        assert!(matches!(refused, VaultError::WrongPassphrase), "{wrong}: {refused:?}");
        assert!(refused.asks_for_passphrase());
    }
    ground.unlock(PASSPHRASE).await.unwrap().close().await;
}

// ── The passphrase ──────────────────────────────────────────────────────────────────────────────

#[tokio::test]
async fn a_new_passphrase_takes_the_place_of_the_old_one() {
    const NEW: &str = "la tonnelle au fond du jardin";
    let ground = Ground::with_club().await;
    // What a change left that was cut short.
    fs::write(ground.file("club.json.new"), "{").unwrap();
    let open = ground.open().await.unwrap();
    open.vault.change_passphrase(&passphrase(PASSPHRASE), &passphrase(NEW)).await.unwrap();
    assert!(shows_work(&open).await, "the club stays open");
    assert_eq!(ground.files(), ["club.db", "club.db-shm", "club.db-wal", "club.json"]);
    open.close().await;

    let refused = ground.unlock(PASSPHRASE).await.unwrap_err();
    assert!(matches!(refused, VaultError::WrongPassphrase), "{refused:?}");
    let open = ground.unlock(NEW).await.unwrap();
    assert!(shows_work(&open).await);
    open.close().await;
    ground.open().await.unwrap().close().await;
}

#[tokio::test]
async fn a_passphrase_is_changed_by_who_knows_it_and_for_a_strong_one() {
    let ground = Ground::with_club().await;
    let open = ground.open().await.unwrap();
    let before = fs::read(ground.file(files::ENVELOPE)).unwrap();
    let other = passphrase("la tonnelle au fond du jardin");

    let refused = open.vault.change_passphrase(&other, &other).await.unwrap_err();
    assert!(matches!(refused, VaultError::WrongPassphrase), "{refused:?}");
    let refused = open.vault.change_passphrase(&passphrase(PASSPHRASE), &passphrase("court")).await;
    assert!(
        matches!(
            refused,
            Err(VaultError::WeakPassphrase(WeakPassphrase::TooShort {
                characters: 5,
                minimum: 12
            }))
        ),
        "{refused:?}"
    );
    assert_eq!(fs::read(ground.file(files::ENVELOPE)).unwrap(), before);
    open.close().await;
}

// ── What stands in the way ──────────────────────────────────────────────────────────────────────

#[tokio::test]
async fn a_folder_without_a_club_is_told_apart_from_a_club_that_lost_a_part() {
    let ground = Ground::new();
    ground.check_gone(expect!["FolderMissing: there is no folder …/club"]).await;
    fs::create_dir(ground.folder()).unwrap();
    ground.check(&ground.machine(), expect!["NotAClub: …/club is not the folder of a club"]).await;
    assert!(!ground.file(files::LOCK).exists(), "a folder that is no club is left as it is");

    for (lost, expect) in [
        (files::ENVELOPE, expect!["EnvelopeMissing: …/club has lost its envelope"]),
        (files::DATABASE, expect!["DatabaseMissing: …/club has lost its file"]),
    ] {
        let ground = Ground::with_club().await;
        fs::rename(ground.file(lost), ground.place.path().join("kept")).unwrap();
        ground.check(&ground.machine(), expect).await;
        let refused = ground.unlock(PASSPHRASE).await.unwrap_err();
        assert!(!refused.asks_for_passphrase(), "{refused:?}");
        let refused = ground.create().await.unwrap_err();
        assert!(matches!(refused, VaultError::ClubThere { .. }), "{lost}: {refused:?}");

        fs::rename(ground.place.path().join("kept"), ground.file(lost)).unwrap();
        let open = ground.open().await.unwrap();
        assert!(shows_work(&open).await, "what comes back from a copy is as it was");
        open.close().await;
    }
}

impl Ground {
    async fn check_gone(&self, expect: Expect) {
        let error = self.open().await.unwrap_err();
        expect.assert_eq(&told(&error, self.place.path()));
        assert!(!self.folder().exists());
    }
}

#[tokio::test]
async fn a_damaged_file_is_told_apart_from_a_wrong_key() {
    let spoil = |ground: &Ground, from: u64, bytes: usize| {
        let mut file = OpenOptions::new().write(true).open(ground.file(files::DATABASE)).unwrap();
        file.seek(SeekFrom::Start(from)).unwrap();
        file.write_all(&vec![0; bytes]).unwrap();
    };

    let ground = Ground::with_club().await;
    spoil(&ground, 100, 4);
    ground
        .check(&ground.machine(), expect!["DatabaseDamaged: the file in …/club is damaged"])
        .await;
    let refused = ground.unlock(PASSPHRASE).await.unwrap_err();
    assert!(matches!(refused, VaultError::DatabaseDamaged { .. }), "{refused:?}");
    let refused = ground.unlock("les glycines du perron bis").await.unwrap_err();
    assert!(matches!(refused, VaultError::WrongPassphrase), "the two are told apart: {refused:?}");

    // Every page but the first.
    let ground = Ground::with_club().await;
    let length = fs::metadata(ground.file(files::DATABASE)).unwrap().len();
    spoil(&ground, 4096, usize::try_from(length).unwrap() - 4096);
    ground
        .check(&ground.machine(), expect!["DatabaseDamaged: the file in …/club is damaged"])
        .await;

    // Cut short, and emptied: SQLite takes an empty file for a new one.
    for length in [5000, 100, 0] {
        let ground = Ground::with_club().await;
        File::options()
            .write(true)
            .open(ground.file(files::DATABASE))
            .unwrap()
            .set_len(length)
            .unwrap();
        ground
            .check(&ground.machine(), expect!["DatabaseDamaged: the file in …/club is damaged"])
            .await;
        let length_now = fs::metadata(ground.file(files::DATABASE)).unwrap().len();
        assert_eq!(length_now, length, "no new club is made in the place of the old one");
    }
}

#[tokio::test]
async fn a_damaged_envelope_is_told_apart_from_a_wrong_passphrase() {
    let ground = Ground::with_club().await;
    let whole = fs::read_to_string(ground.file(files::ENVELOPE)).unwrap();
    let salt = whole.find("\"salt\": \"").unwrap() + 9;
    let flipped = if whole.as_bytes()[salt] == b'0' { "1" } else { "0" };
    let mut altered = whole.clone();
    altered.replace_range(salt..=salt, flipped);
    let altered = [
        altered,
        whole[..whole.len() / 2].to_owned(),
        String::new(),
        whole.replace("65536", "1").replace("\"memory_kib\": 64", "\"memory_kib\": 67108864"),
        " ".repeat(1 << 20),
    ];
    for altered in altered {
        fs::write(ground.file(files::ENVELOPE), altered).unwrap();
        ground
            .check(
                &ground.machine(),
                expect!["EnvelopeDamaged: the envelope in …/club cannot be used"],
            )
            .await;
        let refused = ground.unlock(PASSPHRASE).await.unwrap_err();
        assert!(matches!(refused, VaultError::EnvelopeDamaged { .. }), "{refused:?}");
    }
    fs::write(ground.file(files::ENVELOPE), whole).unwrap();
    ground.open().await.unwrap().close().await;
}

#[tokio::test]
async fn a_club_of_a_newer_cercle_is_left_to_it() {
    let ground = Ground::with_club().await;
    let whole = fs::read_to_string(ground.file(files::ENVELOPE)).unwrap();
    let newer = whole.replace("\"version\": 1", "\"version\": 7");
    fs::write(ground.file(files::ENVELOPE), newer).unwrap();
    ground
        .check(
            &ground.machine(),
            expect!["EnvelopeNewer: the envelope is of version 7, and this build knows 1"],
        )
        .await;

    let newer = store::Error::NewerVersion { version: 20_991_231_000_000 };
    let error = VaultError::store(&ground.folder())(newer);
    expect!["DatabaseNewer: the file is of version 20991231000000, which this build does not know"]
        .assert_eq(&told(&error, ground.place.path()));

    let older = store::Error::OlderVersion { version: 20_161_231_000_000 };
    let error = VaultError::store(&ground.folder())(older);
    expect!["DatabaseOlder: the file is of version 20161231000000, and …/club is read-only"]
        .assert_eq(&told(&error, ground.place.path()));
}

// ── One process ─────────────────────────────────────────────────────────────────────────────────

#[tokio::test]
async fn a_second_start_is_turned_away_and_brings_the_first_window_forward() {
    let ground = Ground::with_club().await;
    let mut first = ground.open().await.unwrap();
    let (ask, asked) = std::sync::mpsc::channel();
    first.vault.listen(|| panic!("the last listener replaces the one before")).unwrap();
    first.vault.listen(move || ask.send(()).unwrap()).unwrap();

    ground
        .check(&ground.machine(), expect!["AlreadyOpen: the club in …/club is open already"])
        .await;
    let refused = ground.unlock(PASSPHRASE).await.unwrap_err();
    assert!(matches!(refused, VaultError::AlreadyOpen { .. }), "{refused:?}");
    assert!(come_forward(&ground.folder()));
    asked.try_recv().unwrap();

    let beside = Ground::with_club().await;
    let mut other = beside.open().await.unwrap();
    other.vault.listen(|| {}).unwrap();
    assert!(come_forward(&beside.folder()));
    assert!(asked.try_recv().is_err(), "each club has its window");
    assert!(shows_work(&other).await);
    other.close().await;

    first.close().await;
    assert!(!come_forward(&ground.folder()));
    ground.open().await.unwrap().close().await;
}

#[tokio::test]
async fn who_tires_of_waiting_for_the_keyring_can_type_the_passphrase() {
    let ground = Ground::with_club().await;
    let hanging = ground.keyring.hang();
    let patience = Duration::from_millis(500);
    assert!(tokio::time::timeout(patience, ground.open()).await.is_err(), "the keyring hangs");
    let machine = Machine { keyring: Keyring::Absent, ..ground.machine() };
    let open = Vault::unlock(&machine, &ground.folder(), &passphrase(PASSPHRASE)).await.unwrap();
    assert!(shows_work(&open).await);
    open.close().await;
    drop(hanging);
}

// ── Creation ────────────────────────────────────────────────────────────────────────────────────

#[tokio::test]
async fn a_club_is_created_in_a_folder_of_its_own() {
    let ground = Ground::new();
    // The litter of a file manager is nobody's file.
    fs::create_dir(ground.folder()).unwrap();
    fs::write(ground.file(".DS_Store"), "").unwrap();
    ground.create().await.unwrap().close().await;
    let refused = ground.create().await.unwrap_err();
    assert!(matches!(refused, VaultError::ClubThere { .. }), "{refused:?}");
    ground.open().await.unwrap().close().await;

    let ground = Ground::new();
    fs::create_dir(ground.folder()).unwrap();
    fs::write(ground.file("budget.ods"), "figures").unwrap();
    let refused = ground.create().await.unwrap_err();
    expect!["FolderNotEmpty: …/club holds budget.ods"]
        .assert_eq(&told(&refused, ground.place.path()));
    assert_eq!(ground.files(), ["budget.ods"]);
    assert!(!ground.file(files::LOCK).exists());
}

#[tokio::test]
async fn a_weak_passphrase_is_refused_before_anything_is_made() {
    let ground = Ground::new();
    let refused = Vault::create(&ground.machine(), &ground.folder(), &passphrase("court")).await;
    assert!(matches!(refused, Err(VaultError::WeakPassphrase(_))), "{refused:?}");
    assert!(!ground.folder().exists());
}

#[cfg(unix)]
#[tokio::test]
async fn the_folder_of_a_club_is_for_its_owner() {
    use std::os::unix::fs::PermissionsExt;

    let ground = Ground::new();
    ground.create().await.unwrap().close().await;
    let mode = fs::metadata(ground.folder()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[tokio::test]
async fn two_clubs_never_share_a_key_or_an_identity() {
    let (one, other) = (Ground::new(), Ground::new());
    let (one, other) = (one.create().await.unwrap(), other.create().await.unwrap());
    assert_ne!(one.vault.club(), other.vault.club());
    assert_eq!(one.vault.club().0.get_version_num(), 7);
    let key = |open: &OpenVault| {
        read_envelope(open.vault.folder()).unwrap().unseal(&passphrase(PASSPHRASE)).unwrap()
    };
    assert!(key(&one) != key(&other));
    one.close().await;
    other.close().await;
}

/// Each state in which a creation can be cut short, made by going back from what it makes.
#[tokio::test]
async fn a_creation_that_was_cut_short_can_be_done_again() {
    type Cut = (&'static str, fn(&Ground));
    let cut: [Cut; 5] = [
        ("the folder was made", |ground| {
            fs::remove_file(ground.file(files::ENVELOPE)).unwrap();
            fs::remove_file(ground.file(files::DATABASE)).unwrap();
            fs::remove_file(ground.file(files::LOCK)).unwrap();
        }),
        ("it was locked", |ground| {
            fs::remove_file(ground.file(files::ENVELOPE)).unwrap();
            fs::remove_file(ground.file(files::DATABASE)).unwrap();
        }),
        ("half of the envelope was written", |ground| {
            fs::remove_file(ground.file(files::ENVELOPE)).unwrap();
            fs::remove_file(ground.file(files::DATABASE)).unwrap();
            fs::write(ground.file(files::UNFINISHED), "{").unwrap();
        }),
        ("half of the file was written", |ground| {
            fs::rename(ground.file(files::ENVELOPE), ground.file(files::UNFINISHED)).unwrap();
            File::options()
                .write(true)
                .open(ground.file(files::DATABASE))
                .unwrap()
                .set_len(5000)
                .unwrap();
            fs::write(ground.file("club.db-wal"), "something").unwrap();
            fs::write(ground.file("club.db-shm"), "something").unwrap();
            fs::write(ground.file("club.db-journal"), "something").unwrap();
        }),
        ("all but the last step was done", |ground| {
            fs::rename(ground.file(files::ENVELOPE), ground.file(files::UNFINISHED)).unwrap();
        }),
    ];
    let mut tale = String::new();
    for (when, cut) in cut {
        let ground = Ground::new();
        ground.create().await.unwrap().close().await;
        cut(&ground);
        let error = ground.open().await.unwrap_err();
        tale += &format!("{when}: {}\n", told(&error, ground.place.path()));

        let open = ground.create().await.unwrap();
        work(&open).await;
        open.close().await;
        assert_eq!(ground.files(), ["club.db", "club.json"], "{when}");
        let open = ground.open().await.unwrap();
        assert!(shows_work(&open).await);
        open.close().await;
    }
    expect![[r#"
        the folder was made: NotAClub: …/club is not the folder of a club
        it was locked: NotAClub: …/club is not the folder of a club
        half of the envelope was written: CreationUnfinished: the club in …/club was never finished
        half of the file was written: CreationUnfinished: the club in …/club was never finished
        all but the last step was done: CreationUnfinished: the club in …/club was never finished
    "#]]
    .assert_eq(&tale);
}

#[tokio::test]
async fn a_creation_that_nobody_waits_for_is_done_all_the_same() {
    for wait in 0..10 {
        let ground = Ground::new();
        // Dropped at once, and at some of the moments between its steps.
        let waited = tokio::time::timeout(Duration::from_millis(3 * wait), ground.create());
        drop(waited.await);
        let deadline = Instant::now() + Duration::from_secs(20);
        let open = loop {
            match ground.unlock(PASSPHRASE).await {
                Ok(open) => break open,
                Err(error) if Instant::now() > deadline => panic!("{error:?}"),
                Err(
                    VaultError::FolderMissing { .. }
                    | VaultError::NotAClub { .. }
                    | VaultError::AlreadyOpen { .. },
                ) => tokio::time::sleep(Duration::from_millis(5)).await,
                Err(error) => panic!("after {wait} waits: {error:?}"),
            }
        };
        work(&open).await;
        open.close().await;
    }
}

#[tokio::test]
async fn of_two_creations_in_one_folder_one_makes_the_club() {
    for _ in 0..10 {
        let ground = Ground::new();
        let (one, other) = tokio::join!(ground.create(), ground.create());
        let (made, refused) = match (one, other) {
            (Ok(made), Err(refused)) | (Err(refused), Ok(made)) => (made, refused),
            both => panic!("{both:?}"),
        };
        assert!(
            matches!(refused, VaultError::AlreadyOpen { .. } | VaultError::ClubThere { .. }),
            "{refused:?}"
        );
        work(&made).await;
        made.close().await;
        ground.open().await.unwrap().close().await;
    }
}

#[tokio::test]
async fn a_creation_that_is_killed_leaves_a_club_or_a_place_for_one() {
    const TEST: &str = "vault::tests::a_creation_that_is_killed_leaves_a_club_or_a_place_for_one";
    if let Some(folder) = staged::part() {
        let machine = Machine::for_tests(Path::new("nowhere"));
        println!("begins");
        let open =
            Vault::create(&machine, Path::new(&folder), &passphrase(PASSPHRASE)).await.unwrap();
        println!("done");
        open.close().await;
        return staged::played();
    }

    let start = |ground: &Ground| {
        let folder = ground.folder();
        let mut player = Player::start(staged::again(TEST, folder.to_str().unwrap()));
        player.wait_for("begins");
        player
    };
    let whole = {
        let ground = Ground::new();
        let mut player = start(&ground);
        let started = Instant::now();
        player.wait_for("done");
        let whole = started.elapsed();
        player.kill();
        whole
    };
    for share in 0..=16 {
        let ground = Ground::new();
        let player = start(&ground);
        thread::sleep(whole * share / 16);
        player.kill();

        let open = match ground.create().await {
            Ok(open) => open,
            Err(VaultError::ClubThere { .. }) => ground.unlock(PASSPHRASE).await.unwrap(),
            Err(error) => panic!("killed after {share} sixteenths: {error:?}"),
        };
        work(&open).await;
        open.close().await;
        let open = ground.open().await.unwrap();
        assert!(shows_work(&open).await);
        open.close().await;
    }
}

#[tokio::test]
async fn what_was_saved_is_there_after_a_kill() {
    const TEST: &str = "vault::tests::what_was_saved_is_there_after_a_kill";
    if let Some(folder) = staged::part() {
        let machine = Machine::for_tests(Path::new("nowhere"));
        let open =
            Vault::create(&machine, Path::new(&folder), &passphrase(PASSPHRASE)).await.unwrap();
        work(&open).await;
        println!("saved");
        std::future::pending::<()>().await;
    }
    let ground = Ground::new();
    let mut player = Player::start(staged::again(TEST, ground.folder().to_str().unwrap()));
    player.wait_for("saved");
    let refused = ground.unlock(PASSPHRASE).await.unwrap_err();
    assert!(matches!(refused, VaultError::AlreadyOpen { .. }), "{refused:?}");
    player.kill();
    let open = ground.unlock(PASSPHRASE).await.unwrap();
    assert!(shows_work(&open).await);
    open.close().await;
}

// ── A folder that cannot be written ─────────────────────────────────────────────────────────────

/// Where `$FOLDER` cannot be written, even by the administrator.
const READ_ONLY: &str = r#"
    mount --bind "$FOLDER" "$FOLDER"
    mount -o remount,ro,bind "$FOLDER"
    cd /
    exec "$@""#;

const OWN_MOUNTS: [&str; 3] = ["unshare", "--map-root-user", "--mount"];

#[tokio::test]
async fn a_club_in_a_read_only_folder_is_shown_and_not_changed() {
    const TEST: &str = "vault::tests::a_club_in_a_read_only_folder_is_shown_and_not_changed";
    let Some(place) = staged::part() else {
        for locked_before in [true, false] {
            let ground = Ground::with_club().await;
            if !locked_before {
                fs::remove_file(ground.file(files::LOCK)).unwrap();
            }
            let folder = ground.folder();
            staged::play_on(READ_ONLY, READ_ONLY, &OWN_MOUNTS, &folder, TEST, "club");
            assert_eq!(ground.file(files::LOCK).exists(), locked_before);
            let open = ground.open().await.unwrap();
            assert_eq!(open.vault.access(), Access::ReadWrite, "it was for the time of the test");
            open.close().await;
        }
        let empty = tempfile::tempdir().unwrap();
        staged::play_on(READ_ONLY, READ_ONLY, &OWN_MOUNTS, empty.path(), TEST, "empty");
        return;
    };

    let folder = PathBuf::from(std::env::var_os("FOLDER").unwrap());
    let machine = Machine::for_tests(Path::new("nowhere"));
    let typed = passphrase(PASSPHRASE);
    if place == "empty" {
        let refused = Vault::create(&machine, &folder, &typed).await.unwrap_err();
        assert!(matches!(refused, VaultError::ReadOnly { .. }), "{refused:?}");
        let refused = Vault::create(&machine, &folder.join("new"), &typed).await.unwrap_err();
        assert!(matches!(refused, VaultError::ReadOnly { .. }), "{refused:?}");
        return staged::played();
    }
    let mut open = Vault::unlock(&machine, &folder, &typed).await.unwrap();
    assert_eq!(open.vault.access(), Access::ReadOnly, "it says so");
    assert!(shows_work(&open).await);
    let refused = open.store.begin(stamp()).await.err();
    assert!(matches!(refused, Some(store::Error::ReadOnly)), "{refused:?}");
    let new = passphrase("la tonnelle au fond du jardin");
    let refused = open.vault.change_passphrase(&typed, &new).await.unwrap_err();
    assert!(matches!(refused, VaultError::ReadOnly { .. }), "{refused:?}");
    open.vault.listen(|| {}).unwrap();
    // Who holds a club that can only be read turns a second start away where there is a lock file.
    let second = Vault::unlock(&machine, &folder, &typed).await;
    match folder.join(files::LOCK).exists() {
        true => assert!(matches!(second, Err(VaultError::AlreadyOpen { .. })), "{second:?}"),
        false => second.unwrap().close().await,
    }
    open.close().await;
    staged::played();
}

#[tokio::test]
async fn a_read_only_club_never_hides_its_last_changes() {
    const TEST: &str = "vault::tests::a_read_only_club_never_hides_its_last_changes";
    let machine = Machine::for_tests(Path::new("nowhere"));
    let folder = std::env::var_os("FOLDER").map(PathBuf::from).unwrap_or_default();
    match staged::part().as_deref() {
        None => {}
        Some("work") => {
            let open = Vault::unlock(&machine, &folder, &passphrase(PASSPHRASE)).await.unwrap();
            work(&open).await;
            println!("saved");
            std::future::pending().await
        }
        Some(_) => {
            let refused =
                Vault::unlock(&machine, &folder, &passphrase(PASSPHRASE)).await.unwrap_err();
            assert!(matches!(refused, VaultError::ChangesPending { .. }), "{refused:?}");
            return staged::played();
        }
    }
    let ground = Ground::new();
    ground.create().await.unwrap().close().await;
    let mut command = staged::again(TEST, "work");
    command.env("FOLDER", ground.folder());
    let mut player = Player::start(command);
    player.wait_for("saved");
    player.kill();
    staged::play_on(READ_ONLY, READ_ONLY, &OWN_MOUNTS, &ground.folder(), TEST, "look");
    let open = ground.open().await.unwrap();
    assert!(shows_work(&open).await, "opened once where it can be written, it has them");
    open.close().await;
}

// ── A disk that is full ─────────────────────────────────────────────────────────────────────────

/// A disk of 3 MiB at `$FOLDER`.
const SMALL_DISK: &str = r#"
    mount -t tmpfs -o size=3m,mode=700 cercle "$FOLDER"
    exec "$@""#;

#[tokio::test]
async fn a_full_disk_is_told_as_such_and_costs_nothing_but_the_last_change() {
    const TEST: &str =
        "vault::tests::a_full_disk_is_told_as_such_and_costs_nothing_but_the_last_change";
    if staged::part().is_none() {
        let disk = tempfile::tempdir().unwrap();
        staged::play_on(SMALL_DISK, SMALL_DISK, &OWN_MOUNTS, disk.path(), TEST, "full");
        return;
    }

    let disk = PathBuf::from(std::env::var_os("FOLDER").unwrap());
    let (folder, filler) = (disk.join("club"), disk.join("filler"));
    let machine = Machine::for_tests(Path::new("nowhere"));
    let typed = passphrase(PASSPHRASE);
    let fill = || {
        let mut file = File::options().append(true).create(true).open(&filler).unwrap();
        while file.write_all(&[0; 512]).is_ok() {}
    };

    // A creation that fails for want of room, at each of its steps.
    for room in [0, 4, 16, 64, 256] {
        fill();
        let length = fs::metadata(&filler).unwrap().len();
        File::options().write(true).open(&filler).unwrap().set_len(length - room * 1024).unwrap();
        let refused = Vault::create(&machine, &folder, &typed).await.unwrap_err();
        assert!(matches!(refused, VaultError::DiskFull { .. }), "{room} KiB: {refused:?}");
        assert!(
            !folder.exists() || fs::read_dir(&folder).unwrap().next().is_none(),
            "{room} KiB: nothing is left"
        );
    }

    fs::remove_file(&filler).unwrap();
    let open = Vault::create(&machine, &folder, &typed).await.unwrap();
    work(&open).await;
    fill();
    let full = async {
        for number in 0..10_000 {
            let mut op = open.store.begin(stamp()).await?;
            let id = OrganisationId(Uuid::now_v7());
            let name = format!("{number} {}", "x".repeat(4000));
            members::save(&mut op, &Organisation { id, name, ..member() }).await?;
            op.commit().await?;
        }
        Ok::<(), store::Error>(())
    };
    let refused = full.await.map_err(VaultError::store(&folder)).unwrap_err();
    assert!(matches!(refused, VaultError::DiskFull { .. }), "{refused:?}");
    assert!(shows_work(&open).await, "what is there can be read");
    let new = passphrase("la tonnelle au fond du jardin");
    let refused = open.vault.change_passphrase(&typed, &new).await.unwrap_err();
    assert!(matches!(refused, VaultError::DiskFull { .. }), "{refused:?}");
    fs::remove_file(&filler).unwrap();
    work(&open).await;
    open.close().await;

    // Without room the club is read, and says why it cannot be written.
    fill();
    let open = Vault::unlock(&machine, &folder, &typed).await.unwrap();
    assert!(shows_work(&open).await);
    assert_eq!((open.vault.access(), open.vault.no_room()), (Access::ReadOnly, true));
    open.close().await;

    fs::remove_file(&filler).unwrap();
    let open = Vault::unlock(&machine, &folder, &typed).await.unwrap();
    assert!(shows_work(&open).await, "with room again, all that was saved is there");
    assert_eq!((open.vault.access(), open.vault.no_room()), (Access::ReadWrite, false));
    open.vault.change_passphrase(&typed, &new).await.unwrap();
    open.close().await;
    staged::played();
}

// ── Secrets ─────────────────────────────────────────────────────────────────────────────────────

#[tokio::test]
async fn nothing_of_a_club_stands_in_clear_in_its_folder() {
    const DOCUMENT: &str = "Convention signée par la mairie de Saint-Exemple";
    let ground = Ground::new();
    let open = ground.create().await.unwrap();
    work(&open).await;
    let mut op = open.store.begin(stamp()).await.unwrap();
    documents::keep(&mut op, DOCUMENT.repeat(1000).as_bytes()).await.unwrap();
    op.commit().await.unwrap();
    open.vault
        .change_passphrase(&passphrase(PASSPHRASE), &passphrase("la tonnelle du fond du jardin"))
        .await
        .unwrap();
    let key = read_envelope(open.vault.folder())
        .unwrap()
        .unseal(&passphrase("la tonnelle du fond du jardin"))
        .unwrap();

    let hex: String = key.bytes().iter().map(|it| format!("{it:02x}")).collect();
    let mut words: Vec<Vec<u8>> = vec![
        key.bytes().to_vec(),
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
        b"SQLite format".to_vec(),
        b"organisation".to_vec(),
    ];
    for word in [PASSPHRASE, "la tonnelle", MEMBER, "jeanne@example.org", "Saint-Exemple"] {
        words.push(word.as_bytes().to_vec());
        words.push(word.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    let scan = |expected: &[&str]| {
        assert_eq!(ground.files(), expected);
        for name in ground.files() {
            let bytes = fs::read(ground.file(&name)).unwrap();
            for word in &words {
                let found = bytes.windows(word.len()).any(|it| it == word);
                assert!(!found, "{name} holds {:?}", String::from_utf8_lossy(word));
            }
        }
    };
    let wal = fs::metadata(ground.file("club.db-wal")).unwrap().len();
    assert!(wal > 40_000, "the last changes are still in the write-ahead log, of {wal} bytes");
    scan(&["club.db", "club.db-shm", "club.db-wal", "club.json"]);
    open.close().await;
    scan(&["club.db", "club.json"]);
}
