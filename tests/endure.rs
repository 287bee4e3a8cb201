//! Kills at random moments: of work, of a copy, of a restore, of a change of key, of an update.
//!
//! The test starts itself again, in a process of its own that does one thing after the other until it
//! is killed, and looks then at what is left: nothing that was told as done may be lost, nothing may
//! be there by half, the club must open, and what is called a good copy must be one.
//! `cargo xtask endure` does the same a thousand times.

use std::{
    collections::BTreeMap,
    env, fmt, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use store::{Key, Stamp, Store};
use uuid::Uuid;
use vault::{
    CopyKind, Keep, Keyring, Machine, MemoryKeyring, OpenVault, Passphrase, Vault, VaultError, Work,
};

use crate::updates::older_file;

const TEST: &str = "endure::what_is_killed_loses_nothing";

/// Says to a process which kind of thing it does, and in which folder.
const PART: &str = "CERCLE_TEST_ENDURES";

/// How many kills, and the seed of their moments, for who asks for others.
const ASKED: &str = "CERCLE_ENDURE";

/// In each kind of kill, one after the other.
const KILLS: u32 = 50;

const PASSPHRASES: [&str; 2] = ["quatre mots bien choisis", "la tonnelle au fond du jardin"];

/// What is done when the kill comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Work,
    Copy,
    Restore,
    Key,
    Update,
}

const KINDS: [Kind; 5] = [Kind::Work, Kind::Copy, Kind::Restore, Kind::Key, Kind::Update];

/// What was found, over all kills.
#[derive(Debug, Default)]
struct Figures {
    kills: BTreeMap<Kind, u32>,
    inside: u32,
    acknowledged: u64,
    copies: u32,
    lost: u32,
    half: u32,
    shut: u32,
    false_copies: u32,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds: Vec<_> = self.kills.iter().map(|(it, n)| format!("{it:?} {n}")).collect();
        write!(
            f,
            "{} kills ({}), {} inside; {} acknowledged, {} copies read whole: {} lost, {} half, {} \
             clubs that do not open, {} copies called good that are not",
            self.kills.values().sum::<u32>(),
            kinds.join(", ").to_lowercase(),
            self.inside,
            self.acknowledged,
            self.copies,
            self.lost,
            self.half,
            self.shut,
            self.false_copies,
        )
    }
}

/// Numbers by chance that the seed tells again (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (it ^ (it >> 31)) % most.max(1)
    }
}

#[tokio::test]
async fn what_is_killed_loses_nothing() {
    if let Ok(part) = env::var(PART) {
        let (kind, folder) = part.split_once(' ').unwrap();
        let kind = *KINDS.iter().find(|it| format!("{it:?}") == kind).unwrap();
        return do_until_killed(kind, &Ground::at(Path::new(folder))).await;
    }
    let asked = env::var(ASKED).unwrap_or(format!("{KILLS} 1"));
    let (kills, seed) = asked.split_once(' ').unwrap();
    let (kills, seed): (u32, u64) = (kills.parse().unwrap(), seed.parse().unwrap());
    let mut chance = Chance(seed);
    let mut figures = Figures::default();
    let place = tempfile::tempdir().unwrap();
    for (number, kind) in KINDS.into_iter().enumerate() {
        let share = kills / 5 + u32::from((number as u32) < kills % 5);
        let ground = Ground::at(&place.path().join(format!("{kind:?}")));
        ground.prepare(kind).await;
        // How long one thing takes, by which the moments are spread over it.
        let mut usual = Duration::from_millis(50);
        for _ in 0..share {
            if kind == Kind::Update {
                ground.make_older();
            }
            let killed = kill(kind, &ground, &mut usual, &mut chance);
            *figures.kills.entry(kind).or_default() += 1;
            figures.inside += u32::from(killed.inside);
            figures.acknowledged += killed.done as u64;
            ground.look(kind, &killed, &mut figures).await;
        }
    }
    println!("endure: seed {seed}, {figures}");
    let Figures { lost, half, shut, false_copies, inside, .. } = figures;
    assert_eq!((lost, half, shut, false_copies), (0, 0, 0, 0));
    // Otherwise nothing was tried.
    assert!(inside > kills / 2, "{inside} of {kills} kills fell into something");
}

/// What was told before the kill.
struct Killed {
    /// How many things were begun and told as done.
    done: usize,
    /// Whether one was under way.
    inside: bool,
    /// What was told with the last thing that was done.
    last: Option<String>,
}

/// Has a process do things of one kind, and kills it at a moment by chance.
fn kill(kind: Kind, ground: &Ground, usual: &mut Duration, chance: &mut Chance) -> Killed {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args([TEST, "--exact", "--nocapture"]);
    command.env(PART, format!("{kind:?} {}", ground.folder.display()));
    let mut child: Child = command.stdout(Stdio::piped()).spawn().unwrap();
    let (tell, told) = mpsc::channel();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let reader = thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            if tell.send((Instant::now(), line)).is_err() {
                break;
            }
        }
    });
    let mut killed = Killed { done: 0, inside: false, last: None };
    let mut since = Instant::now();
    let mut hear = |(at, line): (Instant, String), usual: &mut Duration| {
        if line.ends_with("begin") {
            (killed.inside, since) = (true, at);
        } else if let Some(word) = line.strip_prefix("done ") {
            *usual = (*usual + (at - since)) / 2;
            killed.done += 1;
            (killed.inside, killed.last) = (false, Some(word.to_owned()));
        }
        killed.done + usize::from(killed.inside)
    };
    // A few things are done before the one that is killed.
    let before = if kind == Kind::Update { 1 } else { 1 + chance.below(4) as usize };
    while hear(told.recv().expect("the process ended by itself"), usual) < before {}
    let most = usual.as_micros() as u64 + 1;
    thread::sleep(Duration::from_micros(chance.below(most)));
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap();
    told.into_iter().for_each(|it| _ = hear(it, usual));
    killed
}

/// A club in a folder, its copies beside it, and what was known of it.
struct Ground {
    folder: PathBuf,
}

impl Ground {
    fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    fn club(&self) -> PathBuf {
        self.folder.join("club")
    }

    fn machine(&self) -> Machine {
        Machine::for_tests(&self.folder.join("copies"))
    }

    async fn prepare(&self, kind: Kind) {
        fs::create_dir_all(&self.folder).unwrap();
        let keyring = MemoryKeyring::default();
        let machine = Machine { keyring: Keyring::Memory(keyring.clone()), ..self.machine() };
        let open = Vault::create(&machine, &self.club(), &phrase(0)).await.unwrap();
        let club = open.vault.club();
        match kind {
            Kind::Restore => {
                // Two states that are told apart by every row.
                for (number, said) in [(0, "first"), (1, "second")] {
                    work(&open.store, number, said).await;
                    let made = copy(&open, &self.machine(), number).await.unwrap();
                    for name in [said, made.name.as_str()] {
                        fs::write(self.folder.join(name), sum(&open).await).unwrap();
                    }
                }
            }
            Kind::Key => {
                work(&open.store, 0, "kept").await;
                fs::write(self.folder.join("kept"), sum(&open).await).unwrap();
            }
            Kind::Work | Kind::Copy | Kind::Update => {}
        }
        open.close().await;
        if kind == Kind::Update {
            let database = self.club().join("club.db");
            fs::remove_file(&database).unwrap();
            let key: Key = keyring.find(club).unwrap().unwrap();
            older_file(&database, &key).await;
            fs::copy(&database, self.folder.join("older.db")).unwrap();
        }
    }

    /// Puts the file of an earlier Cercle into its place.
    fn make_older(&self) {
        for name in ["club.db-wal", "club.db-shm"] {
            let _ = fs::remove_file(self.club().join(name));
        }
        fs::copy(self.folder.join("older.db"), self.club().join("club.db")).unwrap();
    }

    /// Looks at what a kill has left.
    async fn look(&self, kind: Kind, killed: &Killed, figures: &mut Figures) {
        let mut opened = 0;
        for number in 0..2 {
            match Vault::unlock(&self.machine(), &self.club(), &phrase(number)).await {
                Ok(open) => {
                    opened += 1;
                    self.look_inside(kind, killed, number, &open, figures).await;
                    open.close().await;
                }
                Err(VaultError::WrongPassphrase) => {}
                Err(error) => println!("{kind:?}: {error:?}"),
            }
        }
        figures.shut += u32::from(opened == 0);
        // With two passphrases, what the old key opens would be what was written since.
        figures.half += u32::from(opened == 2);
    }

    async fn look_inside(
        &self,
        kind: Kind,
        killed: &Killed,
        phrase: usize,
        open: &OpenVault,
        figures: &mut Figures,
    ) {
        let copies = open.copies(self.machine().copies);
        if !copies.check(&Work::unwatched()).await.is_ok_and(|it| it.is_sound()) {
            println!("{kind:?}: the file is not sound");
            figures.half += 1;
        }
        let known = |name: &str| fs::read_to_string(self.folder.join(name)).unwrap();
        match kind {
            Kind::Work => {
                let told: u64 = killed.last.as_deref().map_or(0, |it| it.parse().unwrap());
                let held = operations(open).await;
                figures.lost += u32::from(held < told);
                // One more may be there: done, and not told any more.
                figures.half += u32::from(held > told + 1 && killed.last.is_some());
            }
            Kind::Copy => {
                let told = killed.last.as_deref();
                let all = copies.list().await.unwrap();
                if told.is_some_and(|it| all.iter().all(|copy| copy.name != it)) {
                    figures.lost += 1;
                }
                for it in &all {
                    figures.copies += 1;
                    let folder = self.machine().copies.folder(open.vault.club()).join(&it.name);
                    if !opens_whole(&folder).await {
                        println!("{kind:?}: {} is no good copy", it.name);
                        figures.false_copies += 1;
                    }
                }
            }
            Kind::Restore => {
                let found = sum(open).await;
                if found != known("first") && found != known("second") {
                    figures.half += 1;
                }
                // What was told as restored is what is there, unless another was on its way.
                let told = killed.last.as_deref().filter(|_| !killed.inside);
                figures.lost += u32::from(told.is_some_and(|it| found != known(it)));
                for it in copies.list().await.unwrap() {
                    figures.copies += 1;
                    let folder = match it.kind {
                        CopyKind::Made => self.machine().copies.folder(open.vault.club()),
                        CopyKind::Replaced => self.club().join("replaced"),
                    };
                    figures.false_copies += u32::from(!opens_whole(&folder.join(&it.name)).await);
                }
            }
            Kind::Key => {
                if sum(open).await != known("kept") {
                    figures.lost += 1;
                }
                // The key that was told last is the one, unless another was on its way.
                let told: usize = killed.last.as_deref().map_or(phrase, |it| it.parse().unwrap());
                figures.lost += u32::from(told != phrase && !killed.inside);
            }
            Kind::Update => {
                let mut db = open.store.read().await.unwrap();
                let called: Vec<String> = sqlx::query_scalar("select name from organisation")
                    .fetch_all(&mut *db)
                    .await
                    .unwrap();
                figures.lost += u32::from(called != ["Marais"]);
                let older = fs::read(self.folder.join("older.db")).unwrap();
                let kept = copies.list().await.unwrap();
                let place = self.machine().copies.folder(open.vault.club());
                // The update that was cut short left a file of its own, which is copied as well.
                let mut untouched = false;
                for it in &kept {
                    let folder = place.join(&it.name);
                    untouched |= fs::read(folder.join("club.db")).is_ok_and(|it| it == older);
                    figures.false_copies += u32::from(!opens_whole(&folder).await);
                }
                figures.copies += kept.len() as u32;
                figures.lost += u32::from(!untouched);
            }
        }
    }
}

/// Whether a copy opens as a club does, and all of it can be read.
async fn opens_whole(folder: &Path) -> bool {
    let aside = tempfile::tempdir().unwrap();
    for name in ["club.db", "club.json"] {
        fs::copy(folder.join(name), aside.path().join(name)).unwrap();
    }
    let machine = Machine::for_tests(aside.path());
    let Ok(open) = Vault::unlock(&machine, aside.path(), &phrase(0)).await else { return false };
    let found = open.copies(machine.copies).check(&Work::unwatched()).await;
    open.close().await;
    found.is_ok_and(|it| it.is_sound())
}

fn phrase(number: usize) -> Passphrase {
    Passphrase::new(PASSPHRASES[number].to_owned())
}

/// A moment that is later the larger the number is; a day apart, so that copies are rotated.
fn moment(number: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000 + number)
}

/// All rows, as one number.
async fn sum(open: &OpenVault) -> String {
    let rows = store::rows(&mut *open.store.read().await.unwrap()).await.unwrap();
    format!("{:x}", Sha256::digest(rows.join("\n").as_bytes()))
}

async fn operations(open: &OpenVault) -> u64 {
    let mut db = open.store.read().await.unwrap();
    let held: i64 =
        sqlx::query_scalar("select count(*) from operation").fetch_one(&mut *db).await.unwrap();
    held.unsigned_abs()
}

async fn copy(
    open: &OpenVault,
    machine: &Machine,
    number: i64,
) -> Result<vault::ClubCopy, VaultError> {
    let mut places = machine.copies.clone();
    places.keep.insert(open.vault.club(), Keep { days: 3, weeks: 0, months: 0 });
    open.copies(places).make(moment(number), &Work::unwatched()).await
}

/// Somebody says something of the club, and keeps a paper.
async fn work(store: &Store, number: i64, said: &str) {
    let at = moment(number);
    let stamp = Stamp { at, actor: "ines", kind: "test", input: "{}", undoes: None };
    let mut op = store.begin(stamp).await.unwrap();
    store::settings::save(&mut op, "programme", said).await.unwrap();
    let paper = format!("%PDF-1.7 {said} ").repeat(4_000);
    store::documents::keep(&mut op, paper.as_bytes()).await.unwrap();
    op.commit().await.unwrap();
}

/// Does one thing after the other, and tells each as it begins and once it is done.
async fn do_until_killed(kind: Kind, ground: &Ground) {
    let machine = ground.machine();
    if kind == Kind::Update {
        println!("begin");
        Vault::unlock(&machine, &ground.club(), &phrase(0)).await.unwrap();
        println!("done 0");
        return thread::park();
    }
    let mut now = 0;
    let mut open = match Vault::unlock(&machine, &ground.club(), &phrase(0)).await {
        Ok(open) => open,
        Err(_) => {
            now = 1;
            Vault::unlock(&machine, &ground.club(), &phrase(1)).await.unwrap()
        }
    };
    let held = operations(&open).await;
    let all = open.copies(machine.copies.clone()).list().await.unwrap();
    let first = all.first().map_or(0, |it| (it.at - moment(0)).num_days());
    for number in 1.. {
        match kind {
            Kind::Work => {
                println!("begin");
                let all = held.cast_signed() + number;
                work(&open.store, all, &all.to_string()).await;
                println!("done {all}");
            }
            Kind::Copy => {
                println!("begin");
                // Somebody goes on working meanwhile.
                let store = Arc::new(open.store.clone());
                let working = tokio::spawn(async move {
                    for it in 0..3 {
                        work(&store, it, &Uuid::now_v7().to_string()).await;
                    }
                });
                let made = copy(&open, &machine, first + number).await.unwrap();
                working.await.unwrap();
                println!("done {}", made.name);
            }
            Kind::Restore => {
                let copies = open.copies(machine.copies.clone());
                let all = copies.list().await.unwrap();
                let made: Vec<_> = all.iter().filter(|it| it.kind == CopyKind::Made).collect();
                println!("begin");
                let it = made[number as usize % 2];
                let key = copies.key_of(it, None).await.unwrap();
                let prepared = copies.prepare(it, &key, &Work::unwatched()).await.unwrap();
                open.put_in_place(prepared).await.unwrap();
                println!("done {}", it.name);
            }
            Kind::Key => {
                println!("begin");
                let (old, new) = (phrase(now), phrase(1 - now));
                open.change_key(&old, &new, &Work::unwatched()).await.unwrap();
                now = 1 - now;
                println!("done {now}");
            }
            Kind::Update => {}
        }
    }
}
