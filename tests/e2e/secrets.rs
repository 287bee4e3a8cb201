//! What must never lie in clear on the disk: the key, the passphrase, and every word that is typed.
//!
//! The window under test keeps what a web view keeps (a driver cannot take hold of one that keeps
//! nothing), so that what it would leave behind is found here.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serde_json::json;
use uuid::Uuid;
use vault::{Keyring as KeyringOf, Machine, MemoryKeyring, Passphrase, Vault};

use crate::{
    desk::{Desk, Keyring},
    paper::pdf,
    turn,
    window::{Window, key},
};

/// Where programs put what they need for a while, besides where they are told to.
const SHARED: [&str; 2] = ["/tmp", "/var/tmp"];

#[tokio::test]
async fn nothing_that_is_typed_and_no_key_lies_in_clear_on_the_disk() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let before = shared();
    let words = Words::default();

    let window = Window::open(&desk, &[]).await;
    window.creates_the_club(&words).await;
    window.close().await;
    let mut secrets = words.secrets();
    let bytes = key_of_the_club(&desk, words.last_passphrase()).await;
    secrets.push(Secret::new("the key", &bytes));

    let window = Window::open(&desk, &[]).await;
    window.types_everywhere(&desk, &words).await;
    let place = Place { desk: &desk, before };
    place.holds_none_of(&secrets);
    assert!(place.names().contains("club.db-wal"), "the last changes are on their way");
    let copies = place.files().iter().filter(|it| it.ends_with("club.db")).count();
    assert!(copies > 1, "the copy of the day was made, and looked at");

    // The key is there to be used, and never as text; nobody keeps a passphrase.
    let [passphrases @ .., key] = &secrets[TYPED.len()..] else { panic!("no key") };
    let as_text = Secret { name: "the key as text".into(), forms: key.forms[1..].to_vec() };
    let never = [passphrases, &[as_text]].concat();
    assert_eq!(told_by_memory(&desk, &never), BTreeSet::new(), "while the club is open");
    desk.xdotool(&["key", "ctrl+shift+l"]);
    window.reads("Le club est verrouillé").await;
    assert_eq!(told_by_memory(&desk, &never), BTreeSet::new(), "once it is locked");
    window.close().await;
    place.holds_none_of(&secrets);

    // The window left what one leaves, and all of it was looked at.
    for name in ["club.db", "club.json", "cercle.log", "preferences.json", "login.keyring"] {
        assert!(place.names().contains(name), "{name} is not among {:?}", place.names());
    }
}

/// A word for each thing that is typed. Nobody else on this computer has them.
struct Words {
    run: String,
    passphrases: [String; 2],
}

impl Default for Words {
    fn default() -> Self {
        let run = Uuid::new_v4().simple().to_string();
        let passphrases = ["perron", "tonnelle"].map(|it| format!("glycines du {it} {run}"));
        Self { run, passphrases }
    }
}

/// What the words stand for.
const TYPED: [&str; 13] = [
    "programme",
    "heading",
    "member",
    "sought",
    "object",
    "unfinished",
    "document",
    "meeting",
    "item",
    "paragraph",
    "decision",
    "owner",
    "interrupted",
];

impl Words {
    fn of(&self, what: &str) -> String {
        assert!(TYPED.contains(&what), "{what}");
        format!("{what}{}", self.run)
    }

    fn last_passphrase(&self) -> &str {
        &self.passphrases[1]
    }

    fn secrets(&self) -> Vec<Secret> {
        let typed = TYPED.map(|it| self.of(it));
        typed.iter().chain(&self.passphrases).map(|it| Secret::new(it, it.as_bytes())).collect()
    }
}

impl Window {
    /// Creates the club, and changes its passphrase.
    async fn creates_the_club(&self, words: &Words) {
        let [first, second] = &words.passphrases;
        self.fill("Nom du programme", &words.of("programme")).await;
        self.fill("Phrase secrète", first).await;
        self.fill("Phrase secrète, encore une fois", first).await;
        self.press("Créer le club").await;
        self.press("Réglages").await;
        self.leaves_a_draft("settings", async || {
            self.fill("Lignes au-dessus du nom", &words.of("heading")).await;
        })
        .await;
        self.fill("Phrase actuelle", first).await;
        self.fill("Nouvelle phrase", second).await;
        self.fill("Nouvelle phrase, encore une fois", second).await;
        self.press("Changer la phrase").await;
        self.reads("Phrase secrète changée").await;
    }

    /// Types a word in every sort of field, and leaves some of them half-typed.
    async fn types_everywhere(&self, desk: &Desk, words: &Words) {
        let enter = key::ENTER.to_string();
        self.press("Membres").await;
        self.press("Nouveau membre").await;
        self.fill("Nom", &words.of("member")).await;
        self.press("Nature").await;
        self.keys(&format!("Univ{enter}")).await;
        self.fill("Membre depuis", "1/3/2024").await;
        self.keys(&enter).await;
        self.named("h2", &words.of("member")).await;

        self.keys(&format!("{}k{}", key::CONTROL, key::CONTROL)).await;
        self.sees("[role=dialog] input:focus").await;
        self.keys(&words.of("sought")).await;
        self.reads(&format!("Rien ne contient « {} ».", words.of("sought"))).await;
        self.keys(&key::ESCAPE.to_string()).await;

        self.press("Conventions").await;
        self.press("Nouvelle convention").await;
        self.fill("Organisation", "member").await;
        self.keys(&enter).await;
        self.fill("Objet facultatif", &words.of("object")).await;
        self.keys(&enter).await;
        let signed = desk.folder("documents").join("convention.pdf");
        fs::write(&signed, pdf(&words.of("document"), 1)).unwrap();
        self.press("Joindre un PDF…").await;
        desk.answer_file_dialog("Joindre un PDF", &signed);
        self.sees("[role=dialog] input:focus").await;
        self.keys(&enter).await;
        self.sees(".stage section canvas").await;
        let convention = self.address().await.rsplit('/').next().unwrap().to_owned();
        self.press_beginning("Modifier").await;
        self.leaves_a_draft(&format!("convention:{convention}"), async || {
            self.fill("Objet facultatif", &words.of("unfinished")).await;
        })
        .await;
        self.keys(&key::ESCAPE.to_string()).await;

        let today = self.call("club", json!({})).await["today"].as_str().unwrap().to_owned();
        self.press("Réunions").await;
        self.press_beginning("Nouvelle réunion").await;
        self.fill("Instance", "plén").await;
        self.keys(&enter).await;
        self.fill("Titre facultatif", &words.of("meeting")).await;
        self.fill("Jour", &today).await;
        self.keys(&enter).await;
        self.press("Ajouter un point").await;
        self.fill("Titre du point", &words.of("item")).await;
        self.keys(&enter).await;
        self.named("textarea", "Texte").await.click().await.unwrap();
        self.keys(&format!("{}{enter}", words.of("paragraph"))).await;
        self.keys(&format!("!{}{enter}", words.of("decision"))).await;
        self.keys(&format!(">À faire{}{}", key::TAB, words.of("owner"))).await;
        let meeting = self.address().await.rsplit('/').next().unwrap().to_owned();
        self.leaves_a_draft(&format!("minutes:{meeting}"), async || {
            self.keys(&format!("{}{}", key::TAB, words.of("interrupted"))).await;
        })
        .await;
    }

    /// Types, and waits until a draft of it is kept in the club.
    async fn leaves_a_draft(&self, id: &str, typing: impl AsyncFn()) {
        let before = self.call("draft", json!({ "id": id })).await;
        typing().await;
        let start = Instant::now();
        while self.call("draft", json!({ "id": id })).await == before {
            assert!(start.elapsed() < Duration::from_secs(20), "no draft of {id} is kept");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn address(&self) -> String {
        let path = self.run("return location.pathname", vec![]).await;
        path.as_str().unwrap().to_owned()
    }
}

/// The key of the club, as the keyring of another computer gets it.
async fn key_of_the_club(desk: &Desk, passphrase: &str) -> [u8; 32] {
    let folder = desk.folder("data").join("cercle").join("club");
    let keyring = MemoryKeyring::default();
    let kept = KeyringOf::Memory(keyring.clone());
    let machine = Machine { keyring: kept, ..Machine::for_tests(&desk.folder("copies")) };
    let passphrase = Passphrase::new(passphrase.to_owned());
    let club = Vault::unlock(&machine, &folder, &passphrase).await.unwrap();
    let key = keyring.find(club.vault.club()).unwrap().unwrap();
    club.close().await;
    *key.bytes()
}

/// The size of a page of memory, in bytes.
const PAGE: u64 = 4096;

/// The names of the secrets that stand in the memory of the program. Nothing, and that is said, where
/// this computer lets nobody look.
fn told_by_memory(desk: &Desk, secrets: &[Secret]) -> BTreeSet<String> {
    let home = format!("HOME={}", desk.home.path().display());
    let is_ours = |it: &Path| {
        fs::read_link(it.join("exe")).is_ok_and(|exe| exe.ends_with("cercle"))
            && fs::read(it.join("environ"))
                .is_ok_and(|all| all.split(|it| *it == 0).any(|it| it == home.as_bytes()))
    };
    let processes = fs::read_dir("/proc").unwrap().flatten().map(|it| it.path());
    let Some(process) = processes.into_iter().find(|it| is_ours(it)) else {
        eprintln!("SKIPPED the memory of the program: only the administrator may look into it");
        return BTreeSet::new();
    };
    let memory = fs::File::open(process.join("mem")).unwrap();
    let mut told = BTreeSet::new();
    let there = fs::File::open(process.join("pagemap")).unwrap();
    for line in fs::read_to_string(process.join("maps")).unwrap().lines() {
        let mut words = line.split(' ');
        let (range, rights) = (words.next().unwrap(), words.next().unwrap());
        let (start, end) = range.split_once('-').unwrap();
        let [start, end] = [start, end].map(|it| u64::from_str_radix(it, 16).unwrap() / PAGE);
        if !rights.starts_with("rw") {
            continue;
        }
        // An engine of web views puts 64 GB aside, of which it uses little: only what is there is read.
        let mut about = vec![0; (end - start) as usize * 8];
        if there.read_exact_at(&mut about, start * 8).is_err() {
            continue;
        }
        let pages = about.as_chunks::<8>().0.iter().map(|it| it[7] >> 7 == 1);
        let mut bytes = Vec::new();
        for (page, is_there) in (start..).zip(pages.chain([false])) {
            if is_there {
                let mut read = [0; PAGE as usize];
                // What the system shares with a device cannot be read, and holds nothing of ours.
                let _ = memory.read_exact_at(&mut read, page * PAGE);
                bytes.extend(read);
            } else if !bytes.is_empty() {
                told.extend(told_by(&bytes, secrets).into_iter().map(ToOwned::to_owned));
                bytes.clear();
            }
        }
    }
    told
}

/// What must not be found, in every form that a program gives to what it keeps.
#[derive(Clone)]
struct Secret {
    name: String,
    forms: Vec<Vec<u8>>,
}

impl Secret {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let hex: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
        let mut forms = vec![bytes.to_vec(), hex.to_uppercase().into_bytes(), hex.into_bytes()];
        if let Ok(text) = str::from_utf8(bytes) {
            forms.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        }
        // Three bytes make four letters, so what they look like depends on where they begin.
        for skipped in 0..3 {
            forms.push(base64(&bytes[skipped..]));
        }
        Self { name: name.to_owned(), forms }
    }
}

/// As many of the bytes in base64 as stand for themselves, whatever follows.
fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letters = |it: &[u8; 3]| {
        let all = u32::from_be_bytes([0, it[0], it[1], it[2]]);
        [18, 12, 6, 0].map(|shift| LETTERS[(all >> shift) as usize & 63])
    };
    bytes.as_chunks().0.iter().flat_map(letters).collect()
}

/// The names of what lies in the places that all programs share.
fn shared() -> BTreeSet<PathBuf> {
    let entries = SHARED.iter().filter_map(|it| fs::read_dir(it).ok()).flatten().flatten();
    entries.map(|it| it.path()).collect()
}

/// Where something may have been left.
struct Place<'a> {
    desk: &'a Desk,
    /// What lay in the shared places before.
    before: BTreeSet<PathBuf>,
}

impl Place<'_> {
    /// Every file of the person, but for the papers that they chose to put there, and every file
    /// that is new in the shared places.
    fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let home = fs::read_dir(self.desk.home.path()).unwrap().flatten().map(|it| it.path());
        let home = home.filter(|it| !it.ends_with("documents"));
        let fresh = shared().into_iter().filter(|it| !self.before.contains(it));
        let mut folders: Vec<PathBuf> = home.chain(fresh).collect();
        while let Some(path) = folders.pop() {
            // What is neither file nor folder keeps nothing; what is gone meanwhile kept nothing.
            let Ok(kind) = fs::symlink_metadata(&path).map(|it| it.file_type()) else { continue };
            if kind.is_dir() {
                let inside = fs::read_dir(&path).into_iter().flatten().flatten();
                folders.extend(inside.map(|it| it.path()));
            } else if kind.is_file() {
                files.push(path);
            }
        }
        files
    }

    fn names(&self) -> BTreeSet<String> {
        let name = |it: PathBuf| it.file_name().unwrap().to_string_lossy().into_owned();
        self.files().into_iter().map(name).collect()
    }

    fn holds_none_of(&self, secrets: &[Secret]) {
        let mut found = String::new();
        for path in self.files() {
            let Ok(bytes) = fs::read(&path) else { continue };
            for name in told_by(&bytes, secrets) {
                writeln!(found, "{name} in {}", path.display()).unwrap();
            }
        }
        assert!(found.is_empty(), "in clear on the disk:\n{found}");
    }
}

/// The names of the secrets that stand in `bytes`.
fn told_by<'a>(bytes: &[u8], secrets: &'a [Secret]) -> BTreeSet<&'a str> {
    // One walk over the bytes whatever the number of secrets: caches are large.
    let mut beginnings: BTreeMap<[u8; 2], Vec<(&str, &[u8])>> = BTreeMap::new();
    for secret in secrets {
        for form in &secret.forms {
            beginnings.entry([form[0], form[1]]).or_default().push((&secret.name, form));
        }
    }
    let mut told = BTreeSet::new();
    for (at, pair) in bytes.array_windows().enumerate() {
        for (name, form) in beginnings.get(pair).into_iter().flatten() {
            if bytes[at..].starts_with(form) {
                told.insert(*name);
            }
        }
    }
    told
}

#[test]
fn a_secret_is_found_in_whatever_form_it_was_left() {
    let secrets = [Secret::new("glycines", "glycines".as_bytes()), Secret::new("key", &[0xfb; 32])];
    let found = |bytes: &[u8]| told_by(bytes, &secrets).into_iter().collect::<Vec<_>>();
    assert_eq!(found(b"des glycine, glycin"), Vec::<&str>::new());
    assert_eq!(found(b"\0les glycines du perron"), ["glycines"]);
    assert_eq!(found(b"g\0l\0y\0c\0i\0n\0e\0s\0"), ["glycines"]);
    assert_eq!(found(b"x'676c7963696e6573'"), ["glycines"]);
    assert_eq!(found("FB".repeat(32).as_bytes()), ["key"]);
    assert_eq!(found(&[[0; 3].as_slice(), &[0xfb; 32]].concat()), ["key"]);
    for left in ["glycines", " glycines", "  glycines", "   glycines et"] {
        assert_eq!(found(&base64(format!("{left}....").as_bytes())), ["glycines"], "{left:?}");
    }
}
