//! An import that is killed while it runs: the club opens, and holds all of it or none.
//!
//! The test starts itself again, in a process of its own that takes a list in until it is killed.

use std::{
    env,
    io::{BufRead, BufReader, Lines},
    ops::ControlFlow,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use api::{Api, NewImport};
use uuid::Uuid;
use vault::{Machine, OpenVault, Passphrase, Vault};

use crate::{
    imports::{choices, long_list},
    office::{date, morning_of},
};

const TEST: &str = "kills::an_import_that_is_killed_is_there_entirely_or_not_at_all";

/// Says to the process that imports into which folder it does.
const FOLDER: &str = "CERCLE_TEST_IMPORTS_INTO";

const LINES: usize = 1_000;

/// The moment at which an import is killed.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// When so many lines are told as done.
    Line(usize),
    /// So long after all of them are told: SQLite is committing.
    After(Duration),
}

#[tokio::test]
async fn an_import_that_is_killed_is_there_entirely_or_not_at_all() {
    if let Some(folder) = env::var_os(FOLDER) {
        return import_into(Path::new(&folder)).await;
    }
    let place = tempfile::tempdir().unwrap();
    let committing = {
        let folder = place.path().join("whole");
        create(&folder).await;
        let mut importer = Importer::start(&folder);
        importer.hear(&LINES.to_string());
        let told = Instant::now();
        importer.hear("done");
        let committing = told.elapsed();
        importer.kill();
        assert_eq!(held(&folder).await, (LINES, 1));
        committing
    };

    let mut inside = 0;
    let lines = (0..8).map(|eighth| Moment::Line(LINES * eighth / 8));
    let after = [Moment::After(Duration::ZERO), Moment::After(committing / 2)];
    for (n, moment) in lines.chain(after).enumerate() {
        let folder = place.path().join(n.to_string());
        create(&folder).await;
        let mut importer = Importer::start(&folder);
        match moment {
            Moment::Line(line) => importer.hear(&line.to_string()),
            Moment::After(pause) => {
                importer.hear(&LINES.to_string());
                thread::sleep(pause);
            }
        }
        let was_done = importer.kill();
        inside += usize::from(!was_done);
        let held = held(&folder).await;
        println!("killed at {moment:?}, done: {was_done}, held: {held:?}");
        match held {
            (LINES, 1) => {}
            (0, 0) => assert!(!was_done, "killed at {moment:?}, it was done and is not there"),
            held => panic!("killed at {moment:?}, the club holds (members, operations): {held:?}"),
        }
    }
    // Otherwise nothing was tried.
    assert!(inside >= 4, "{inside} of the kills fell into an import");
}

/// Takes in a list, and tells how it comes on.
async fn import_into(folder: &Path) {
    let club = open(folder).await;
    let api = api(&club);
    let list = long_list(LINES);
    let choices = choices(&list);
    let preview = api.preview_import(&list, &choices, date("2026-11-23")).await.unwrap();
    let import = NewImport { id: Uuid::from_u128(1), choices, counts: preview.counts };
    let on_progress = |done: u32, _: u32| {
        println!("{done}");
        ControlFlow::Continue(())
    };
    api.import(import, &list, &on_progress).await.unwrap();
    println!("done");
    club.close().await;
}

/// How many members and how many operations the club in `folder` holds; its file must be sound.
async fn held(folder: &Path) -> (usize, usize) {
    let club = open(folder).await;
    let mut db = club.store.read().await.unwrap();
    let sound: String =
        sqlx::query_scalar("pragma integrity_check").fetch_one(&mut *db).await.unwrap();
    drop(db);
    assert_eq!(sound, "ok");
    let api = api(&club);
    let members = api.members(date("2026-11-23")).await.unwrap().len();
    let operations = api.journal(api::JournalFilter::default()).await.unwrap().lines.len();
    drop(api);
    club.close().await;
    (members, operations)
}

fn machine() -> Machine {
    Machine::for_tests(Path::new("nowhere"))
}

fn passphrase() -> Passphrase {
    Passphrase::new("quatre mots bien choisis".into())
}

async fn create(folder: &Path) {
    Vault::create(&machine(), folder, &passphrase()).await.unwrap().close().await;
}

async fn open(folder: &Path) -> OpenVault {
    Vault::unlock(&machine(), folder, &passphrase()).await.unwrap()
}

fn api(club: &OpenVault) -> Api {
    Api {
        store: club.store.clone(),
        actor: "ines".into(),
        now: Box::new(|| morning_of("2026-11-23")),
    }
}

/// A process that takes in a list.
struct Importer {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Importer {
    fn start(folder: &Path) -> Self {
        let mut command = Command::new(env::current_exe().unwrap());
        command.args([TEST, "--exact", "--nocapture"]).env(FOLDER, folder);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// Waits until it tells `word`.
    fn hear(&mut self, word: &str) {
        // What the test tells first stands on the line where its runner names it.
        let heard = self.lines.by_ref().any(|it| it.unwrap().split(' ').next_back() == Some(word));
        assert!(heard, "the import ended before {word:?}");
    }

    /// Kills it, as a power cut would, and says whether it had told that it was done.
    fn kill(mut self) -> bool {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.lines.any(|it| it.unwrap() == "done")
    }
}
