//! What a club of 1 000 organisations, 10 000 people, 5 000 documents and 2 000 meetings costs: each
//! page in the real window, from the click to the paint, and the work beneath.
//!
//! `cargo xtask bench` runs it on the release build. A page is measured by a line of `PAGES`, a
//! query by one of `queries`.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

mod club;
mod copies;
#[path = "../e2e/desk.rs"]
#[expect(dead_code, reason = "the paths in the window need more of a desk")]
mod desk;
mod figures;
mod pages;
#[path = "../e2e/window.rs"]
#[expect(dead_code, reason = "the paths in the window need more of a window")]
mod window;

use std::{fs, ops::ControlFlow, path::PathBuf};

use api::{Api, Command, JournalFilter, MemberList, MinutesFormat, NewImport, PaperLanguage};
use chrono::{DateTime, FixedOffset, NaiveDate};
use club::Club;
use domain::{meeting::Stage, member_list::Choices};
use figures::{Figures, milliseconds};
use pages::NAMES;
use uuid::Uuid;

/// How often a query is asked.
const RUNS: usize = 50;

/// How often a list is taken in, and minutes are made.
const WORKS: usize = 10;

/// What was said on the command line.
#[derive(Default)]
struct Arguments {
    /// The file to write the figures into.
    json: Option<PathBuf>,
    /// Where the club is, or is made to be found again by the next run.
    club: Option<PathBuf>,
    /// Which figures are wanted.
    names: Vec<String>,
}

impl Arguments {
    fn read(mut words: impl Iterator<Item = String>) -> Self {
        let mut read = Self::default();
        while let Some(word) = words.next() {
            match word.as_str() {
                // Cargo says it to every bench.
                "--bench" => {}
                "--json" => read.json = Some(words.next().expect("--json FILE").into()),
                "--club" => read.club = Some(words.next().expect("--club FOLDER").into()),
                _ => read.names.push(word),
            }
        }
        read
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments = Arguments::read(std::env::args().skip(1));
    let mut figures = Figures::new(arguments.names);
    let now = now();
    let own = tempfile::tempdir().unwrap();
    let folder = arguments.club.unwrap_or_else(|| own.path().join("club"));
    if !folder.exists() {
        let took = Club::make(&folder, now).await;
        figures.add("demo/make-large", "the whole club", vec![took]);
    }
    pages::measure(&mut figures, &folder).await;
    let club = Club::open(&folder, now).await;
    let day = now.date_naive();
    queries(&mut figures, &club.api, day).await;
    minutes(&mut figures, &club.api, day).await;
    import(&mut figures, &club.api, day).await;
    copies::measure(&mut figures, &club, now).await;
    club.close().await;

    println!("\n{}", figures.table());
    if let Some(path) = arguments.json {
        let text = serde_json::to_string_pretty(&figures.json()).unwrap();
        fs::write(path, text + "\n").unwrap();
    }
}

/// The demonstration is made as of today, because the window shows it as of today.
#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
fn now() -> DateTime<FixedOffset> {
    chrono::Local::now().fixed_offset()
}

/// What the pages ask for, without the window: SQLite and the rules.
async fn queries(figures: &mut Figures, api: &Api, day: NaiveDate) {
    let members = api.members(day).await.unwrap();
    let conventions = api.conventions(day).await.unwrap();
    let meetings = api.meetings(day).await.unwrap();
    let journal = || api.journal(JournalFilter::default());
    let operations = journal().await.unwrap().lines;
    let name = |run: usize| NAMES[run % NAMES.len()];
    figures
        .time("query/today/list", "the whole club", RUNS, async |_| {
            api.today_page(day).await.unwrap()
        })
        .await;
    figures
        .time("query/members/list", "1 000 organisations", RUNS, async |_| {
            api.members(day).await.unwrap()
        })
        .await;
    figures
        .time("query/members/detail", "1 of 1 000 organisations", RUNS, async |run| {
            api.member(members[run % members.len()].id, day).await.unwrap()
        })
        .await;
    figures
        .time("query/conventions/list", "1 750 conventions", RUNS, async |_| {
            api.conventions(day).await.unwrap()
        })
        .await;
    figures
        .time("query/conventions/detail", "1 of 1 750 conventions", RUNS, async |run| {
            api.convention(conventions[run % conventions.len()].id, day).await.unwrap()
        })
        .await;
    figures
        .time("query/meetings/list", "2 000 meetings", RUNS, async |_| {
            api.meetings(day).await.unwrap()
        })
        .await;
    figures
        .time("query/meetings/detail", "1 of 2 000 meetings", RUNS, async |run| {
            api.meeting(meetings[run % meetings.len()].id, day).await.unwrap()
        })
        .await;
    figures
        .time("query/actions/list", "every open action", RUNS, async |_| {
            api.actions(day).await.unwrap()
        })
        .await;
    figures
        .time("query/journal/list", "200 of all operations", RUNS, async |_| {
            journal().await.unwrap()
        })
        .await;
    figures
        .time("query/journal/row", "1 of 1 000 organisations", RUNS, async |run| {
            let row = Some(members[run % members.len()].id.to_string());
            api.journal(JournalFilter { row, ..JournalFilter::default() }).await.unwrap()
        })
        .await;
    figures
        .time("query/journal/detail", "1 operation", RUNS, async |run| {
            api.operation(operations[run % operations.len()].operation).await.unwrap()
        })
        .await;
    figures.time("query/settings/detail", "", RUNS, async |_| api.settings().await.unwrap()).await;
    figures
        .time("query/search/by-name", "everything that has a name", RUNS, async |run| {
            api.search(name(run)).await.unwrap()
        })
        .await;
    figures
        .time("query/search/by-scan", "everything that has a name", RUNS, async |run| {
            scan(api, name(run)).await.unwrap()
        })
        .await;
}

/// What the search would be without its index; it would miss « Thévenot », asked for « thev ».
async fn scan(api: &Api, name: &str) -> Result<Vec<String>, sqlx::Error> {
    let mut db = api.store.read().await.unwrap();
    sqlx::query_scalar(
        "select name from (
           select name || ' ' || coalesce(legal_name, '') as name from organisation
           union all select given_name || ' ' || family_name || ' ' || coalesce(email, '') from person
           union all select reference || ' ' || coalesce(object, '') from convention
           union all select name from document
           union all select coalesce(title, '') || ' ' || held_on from meeting
           union all select text from block where kind in ('decision', 'action')
         ) where name like '%' || ?1 || '%' order by length(name) limit 42",
    )
    .bind(name)
    .fetch_all(&mut *db)
    .await
}

/// The minutes of one meeting as files.
async fn minutes(figures: &mut Figures, api: &Api, day: NaiveDate) {
    let meetings = api.meetings(day).await.unwrap();
    let held = |it: &&api::MeetingLine| matches!(it.stage, Stage::Locked { .. });
    let id = meetings.iter().find(held).unwrap().id;
    for (name, format) in [
        ("export/minutes-pdf", MinutesFormat::Pdf),
        ("export/minutes-markdown", MinutesFormat::Markdown),
    ] {
        let export = async |_| api.export_minutes(id, format, PaperLanguage::Fr).await.unwrap();
        figures.time(name, "one meeting", WORKS, export).await;
    }
}

/// A list of 1 000 members that the club does not know yet.
fn list(run: usize) -> MemberList {
    let line = |n: usize| {
        let day = 1 + n % 28;
        format!("Commune du Gué {run}-{n:04};collectivité;{day:02}/03/2024;Archivage {n}\n")
    };
    let head = "Nom;Nature;Arrivée;Projet\n".to_owned();
    let text: String = std::iter::once(head).chain((0..1000).map(line)).collect();
    MemberList::new("membres.csv".to_owned(), text.as_bytes()).unwrap()
}

/// The list is looked at, taken in, and taken back: the next run meets the same club.
async fn import(figures: &mut Figures, api: &Api, day: NaiveDate) {
    if !figures.want("import/members-1000") {
        return;
    }
    let (mut previews, mut imports, mut undos) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..=WORKS {
        let list = list(run);
        let choices = Choices { columns: list.columns(), ..Choices::default() };
        let preview = timed(&mut previews, api.preview_import(&list, &choices, day)).await.unwrap();
        assert_eq!(preview.counts.created, 1000, "{:?}", preview.counts);
        let new = NewImport { id: Uuid::now_v7(), choices, counts: preview.counts };
        let on_progress = |_, _| ControlFlow::Continue(());
        let import = timed(&mut imports, api.import(new, &list, &on_progress)).await.unwrap();
        let operation = import.unwrap().operation;
        timed(&mut undos, api.execute(Command::Undo { operation })).await.unwrap();
    }
    figures.add("import/preview-1000", "1 000 lines", previews);
    figures.add("import/members-1000", "1 000 lines", imports);
    figures.add("import/undo-1000", "1 000 lines", undos);
}

/// Does `work`, and keeps how long it took.
async fn timed<T>(times: &mut Vec<f64>, work: impl Future<Output = T>) -> T {
    let start = std::time::Instant::now();
    let done = work.await;
    times.push(milliseconds(start.elapsed()));
    done
}
