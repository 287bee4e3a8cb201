//! The rules of the project that a machine can check on its files, each with its reason.
//!
//! Every file is read that git knows or would add, so that a slip is found before it is committed.
//! Words that no file may contain are spelled in two halves here, or this file would be the first to
//! be found.

#![expect(clippy::unwrap_used, reason = "a rule that cannot be checked has failed")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use sha2::Digest as _;

/// A file of the project, as text.
struct Source {
    /// From the folder of the project, with slashes.
    path: String,
    text: String,
}

/// A line that breaks a rule.
struct Finding {
    path: String,
    line: usize,
    words: String,
    reason: String,
}

impl Source {
    /// Each line with its number, counted from 1.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    fn is_under(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    fn ends_with_one_of(&self, ends: &[&str]) -> bool {
        ends.iter().any(|end| self.path.ends_with(end))
    }

    fn finding(&self, line: usize, words: &str, reason: impl Into<String>) -> Finding {
        let words = words.trim().chars().take(120).collect();
        Finding { path: self.path.clone(), line, words, reason: reason.into() }
    }

    /// The lines that contain one of `words`.
    fn lines_with(&self, words: &[&str], reason: &str) -> Vec<Finding> {
        self.lines()
            .filter(|(_, line)| words.iter().any(|word| line.contains(word)))
            .map(|(number, line)| self.finding(number, line, reason))
            .collect()
    }
}

/// The folder of the project.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every text file that git knows, or would add.
fn sources() -> Vec<Source> {
    let output = Command::new("git")
        // A clone may belong to somebody else than the person who tests it.
        .args(["-c", "safe.directory=*", "ls-files", "-z"])
        .args(["--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the files of the project");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8(output.stdout).unwrap();
    let paths: BTreeSet<&str> = listed.split_terminator('\0').collect();
    assert!(paths.contains("tests/tidy.rs"), "git lists another project: {paths:?}");
    paths
        .into_iter()
        // A file removed from disk is listed until its removal is committed; a picture is no text.
        .filter_map(|path| Some((path, fs::read_to_string(root().join(path)).ok()?)))
        .map(|(path, text)| Source { path: path.to_owned(), text })
        .collect()
}

/// Fails with every finding, its file, its line and the reason of the rule.
#[track_caller]
fn none(findings: impl IntoIterator<Item = Finding>) {
    let mut told = String::new();
    let mut count = 0;
    for Finding { path, line, words, reason } in findings {
        count += 1;
        writeln!(told, "{path}:{line}: {words}\n    {reason}").unwrap();
    }
    assert!(count == 0, "{count} found\n\n{told}");
}

fn rust() -> impl Iterator<Item = Source> {
    sources().into_iter().filter(|it| it.path.ends_with(".rs"))
}

fn migrations() -> Vec<Source> {
    let is_migration = |it: &Source| it.is_under("migrations/") && it.path.ends_with(".sql");
    let found: Vec<Source> = sources().into_iter().filter(is_migration).collect();
    assert!(!found.is_empty());
    found
}

// ---------------------------------------------------------------------------------------------
// Who may know whom.

/// Which of our packages each may depend on, and why no other.
const MAY_KNOW: &[(&str, &[&str], &str)] = &[
    ("domain", &[], "the rules know nothing but themselves"),
    ("documents", &["domain"], "documents turn values into bytes and back, whoever asks"),
    ("store", &["domain"], "the store keeps what it is given; it knows no command and no rule"),
    ("vault", &["store"], "the folder of a club knows the file in it, and nothing of what it says"),
    (
        "api",
        &["documents", "domain", "signatures", "store"],
        "the api joins rules and file, and knows no window",
    ),
    ("demo", &["api", "domain", "store"], "an invented club is made by the commands of a real one"),
    (
        "desktop",
        &["api", "demo", "domain", "store", "vault"],
        "the shell opens the club and hands calls to the api",
    ),
    (
        "scenarios",
        &["api", "demo", "documents", "domain", "signatures", "store", "vault"],
        "scenarios link no GTK: the real window is opened as a program",
    ),
    ("signatures", &[], "signatures are of use to anyone, and know no club"),
    ("xtask", &[], "the first command answers within seconds of a clone"),
];

/// Packages of others that belong in one place: who may name them, and why.
const BELONGS: &[(&str, &[&str], &str)] = &[
    ("fantoccini", &["scenarios"], "only tests drive a window"),
    ("interprocess", &["vault"], "one club, one process is the matter of its folder"),
    ("keyring", &["vault"], "only the folder of a club knows where its key is kept"),
    ("libsqlite3-sys", &["store"], "only the store knows that there is SQLite"),
    ("openssl", &["signatures"], "only signatures are verified with it"),
    ("rfd", &["desktop"], "only the shell opens dialogs"),
    ("sqlx", &["store", "scenarios"], "only the store contains SQL"),
    ("tauri", &["desktop"], "only the shell knows Tauri"),
    ("tauri-build", &["desktop"], "only the shell knows Tauri"),
    ("tauri-specta", &["desktop"], "only the shell knows Tauri"),
    (
        "tokio",
        &["store", "vault", "api", "demo", "desktop", "scenarios"],
        "rules and documents do no IO",
    ),
    ("typst", &["documents"], "only documents know how a page is laid out"),
];

/// A dependency as a manifest names it.
struct Dependency {
    name: String,
    line: usize,
    /// Only its own tests link it.
    for_tests: bool,
}

/// The name of the package and its dependencies. A manifest is read by line, which is how ours are
/// written: a reader of TOML would be one dependency more.
fn read_manifest(manifest: &Source) -> (String, Vec<Dependency>) {
    let mut package = String::new();
    let mut dependencies = Vec::new();
    let mut section = "";
    for (line, text) in manifest.lines() {
        if let Some(title) = text.strip_prefix('[') {
            section = title.trim_end_matches(']');
        } else if let Some((key, value)) = text.split_once('=') {
            let name = key.trim().trim_end_matches(".workspace");
            match section {
                "package" if name == "name" => package = value.trim().trim_matches('"').to_owned(),
                "dependencies" | "build-dependencies" | "dev-dependencies" => {
                    let for_tests = section == "dev-dependencies";
                    dependencies.push(Dependency { name: name.to_owned(), line, for_tests });
                }
                _ => {}
            }
        }
    }
    (package, dependencies)
}

#[test]
fn every_package_knows_only_what_it_may() {
    let ours: BTreeSet<&str> = MAY_KNOW.iter().map(|(name, ..)| *name).collect();
    let mut findings = Vec::new();
    let mut met = BTreeSet::new();
    for manifest in sources().iter().filter(|it| it.path.ends_with("/Cargo.toml")) {
        let (package, dependencies) = read_manifest(manifest);
        let Some((_, allowed, reason)) = MAY_KNOW.iter().find(|(name, ..)| *name == package) else {
            findings.push(manifest.finding(
                1,
                &package,
                "a new package says in tidy.rs what it may know",
            ));
            continue;
        };
        for Dependency { name, line, for_tests } in &dependencies {
            // The tests of a package may use values of the rules, as its callers will.
            let for_its_tests = *for_tests && name == "domain";
            if ours.contains(name.as_str()) && !allowed.contains(&name.as_str()) && !for_its_tests {
                findings.push(manifest.finding(*line, name, *reason));
            }
            if let Some((_, owners, reason)) = BELONGS.iter().find(|(it, ..)| it == name)
                && !owners.contains(&package.as_str())
            {
                findings.push(manifest.finding(*line, name, *reason));
            }
        }
        met.insert(package);
    }
    none(findings);
    assert_eq!(met, ours.iter().map(|it| (*it).to_owned()).collect(), "every package was read");
}

#[test]
fn only_the_store_contains_sql() {
    none(
        rust()
            .filter(|it| it.is_under("src-tauri/") && !it.is_under("src-tauri/crates/store/"))
            .flat_map(|it| it.lines_with(&["sqlx::"], "only the store contains SQL; call it")),
    );
    none(
        sources()
            .into_iter()
            .filter(|it| it.path.ends_with(".sql") && !it.is_under("migrations/"))
            .filter(|it| it.path != "docs/schema.sql")
            .map(|it| it.finding(1, "", "only migrations define tables")),
    );
}

#[test]
fn only_the_shell_knows_tauri() {
    none(
        rust()
            .filter(|it| it.is_under("src-tauri/crates/"))
            .flat_map(|it| it.lines_with(&["tauri::", "tauri_"], "only the shell knows Tauri")),
    );
}

#[test]
fn rules_and_documents_do_no_io() {
    let words =
        ["std::fs", "std::net", "std::env", "std::process", "fs::read", "fs::write", "File::open"];
    none(
        rust()
            .filter(|it| {
                it.is_under("src-tauri/crates/domain/src/")
                    || it.is_under("src-tauri/crates/documents/src/")
                    || it.is_under("src-tauri/crates/signatures/src/")
            })
            // What stands below is for tests, which may keep a file to look at.
            .map(|mut it| {
                let end = it.text.find("#[cfg(test)]").unwrap_or(it.text.len());
                it.text.truncate(end);
                it
            })
            .flat_map(|it| {
                it.lines_with(&words, "rules and documents do no IO: values in, values out")
            }),
    );
}

// ---------------------------------------------------------------------------------------------
// What no file contains.

#[test]
fn nothing_is_left_for_later() {
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
        concat!("#[ig", "nore"),
        concat!("it.sk", "ip("),
        concat!("test.sk", "ip("),
        concat!("describe.sk", "ip("),
        concat!("it.on", "ly("),
        concat!("test.on", "ly("),
        concat!("describe.on", "ly("),
    ];
    let kinds = [".rs", ".ts", ".js", ".svelte", ".css", ".html", ".sql", ".toml", ".typ", ".md"];
    none(sources().into_iter().filter(|it| it.ends_with_one_of(&kinds)).flat_map(|it| {
        it.lines_with(
            &words,
            "what is not done is not committed, and a test that is skipped shows nothing",
        )
    }));
}

#[test]
fn the_pages_write_no_raw_html_and_keep_nothing_in_the_browser() {
    let pages: Vec<Source> = sources().into_iter().filter(|it| it.is_under("ui/src/")).collect();
    assert!(!pages.is_empty());
    for page in &pages {
        none(page.lines_with(
            &[concat!("{@", "html")],
            "text of a member or of a document would run as code; write elements",
        ));
        none(page.lines_with(
            &[concat!("local", "Storage"), concat!("session", "Storage"), concat!("indexed", "DB")],
            "what a browser keeps is in clear and outside the club: settings and drafts are kept by the club",
        ));
    }
}

#[test]
fn no_file_names_a_machine() {
    let reason = "it holds on one machine only";
    let hosts = [
        concat!("registry.", "npmjs"),
        concat!("static.", "crates.io"),
        concat!("index.", "crates.io"),
        concat!("files.", "pythonhosted"),
        concat!("deb.", "debian.org"),
        concat!("\"res", "olved\": \"http"),
    ];
    let places = ["home/", "root/", "work/", "Users/", "mnt/"];
    let mut findings = Vec::new();
    for source in sources() {
        findings.extend(source.lines_with(&hosts, reason));
        for (number, line) in source.lines() {
            // A path begins where a word does; `a/home/b` is some other folder.
            let named = line.match_indices('/').any(|(at, _)| {
                let before = line[..at].chars().next_back();
                places.iter().any(|place| line[at + 1..].starts_with(place))
                    && before.is_none_or(|it| !it.is_alphanumeric() && !"./}$_-*~".contains(it))
            });
            if named {
                findings.push(source.finding(number, line, reason));
            }
        }
    }
    none(findings);
}

#[test]
fn every_address_is_invented() {
    let reason = "people and their addresses are invented, at example.org";
    none(
        sources()
            .into_iter()
            // The licence and the lists of packages name the people who wrote them.
            .filter(|it| {
                it.path != "LICENSE" && !it.ends_with_one_of(&["Cargo.lock", "package-lock.json"])
            })
            .flat_map(|it| {
                it.lines()
                    .filter(|(_, line)| addresses(line).any(|it| !is_invented(it)))
                    .map(|(number, line)| it.finding(number, line, reason))
                    .collect::<Vec<_>>()
            }),
    );
}

/// The domains of what looks like an address in `line`.
fn addresses(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices('@').filter_map(|(at, _)| {
        let named = line[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let rest = &line[at + 1..];
        let end = rest
            .find(|it: char| !it.is_ascii_alphanumeric() && it != '.' && it != '-')
            .unwrap_or(rest.len());
        let domain = rest[..end].trim_end_matches(['.', '-']);
        let last = domain.rsplit_once('.').map(|(_, last)| last)?;
        let is_domain = last.len() >= 2 && last.chars().all(|it| it.is_ascii_alphabetic());
        (named && is_domain).then_some(domain)
    })
}

fn is_invented(domain: &str) -> bool {
    let domain = domain.to_lowercase();
    domain == "example.org" || domain.ends_with(".example.org")
}

#[test]
fn an_address_is_told_from_what_looks_like_one() {
    let found = |line| addresses(line).collect::<Vec<_>>();
    assert_eq!(
        found("camille@example.org, and sam.b@mail.example.org."),
        ["example.org", "mail.example.org"]
    );
    assert!(
        found("npm i @scope/cli@2.12.5, @media (width), a@b, import '@lucide/svelte'").is_empty()
    );
    assert!(is_invented("Example.org") && is_invented("mail.example.org"));
    assert!(!is_invented("notexample.org") && !is_invented("example.org.fr"));
}

// ---------------------------------------------------------------------------------------------
// The tables.

/// What a table keeps, told by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What a person decided or a document says; journalled, undoable.
    Fact,
    /// The journal itself.
    Journal,
    /// Bytes of documents, inserted once.
    Bytes,
    /// What can be read again from its source at any time.
    Seen,
    /// What is being typed.
    Draft,
}

impl Kind {
    fn of(table: &str) -> Self {
        match table {
            "operation" | "change" | "open_operation" => Self::Journal,
            "blob" | "blob_piece" => Self::Bytes,
            it if it.starts_with("seen_") => Self::Seen,
            it if it.starts_with("draft_") => Self::Draft,
            _ => Self::Fact,
        }
    }
}

/// A table as a migration defines it.
struct Table {
    name: String,
    line: usize,
    /// Between its parentheses, a column or a constraint a line.
    columns: Vec<(usize, String)>,
    /// After them.
    options: String,
}

/// The tables of a migration, written as ours are: the name on the first line, a column a line, the
/// options after the last parenthesis.
fn tables(migration: &Source) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut open: Option<Table> = None;
    for (line, text) in migration.lines() {
        let text = text.split("--").next().unwrap_or_default().trim();
        if let Some(table) = &mut open {
            if let Some(options) = text.strip_prefix(')') {
                options.clone_into(&mut table.options);
                tables.extend(open.take());
            } else if !text.is_empty() {
                table.columns.push((line, text.to_owned()));
            }
        } else if let Some(rest) = text.strip_prefix("create table ") {
            let (name, columns) = rest.split_once('(').unwrap_or((rest, ""));
            let mut table = Table {
                name: name.trim().to_owned(),
                line,
                columns: Vec::new(),
                options: String::new(),
            };
            if let Some((columns, options)) = columns.rsplit_once(')') {
                table.columns = columns.split(',').map(|it| (line, it.trim().to_owned())).collect();
                options.clone_into(&mut table.options);
                tables.push(table);
            } else {
                open = Some(table);
            }
        }
    }
    assert!(open.is_none(), "{}: a table does not end", migration.path);
    tables
}

#[test]
fn every_migration_opens_with_a_sentence() {
    none(migrations().iter().filter_map(|it| {
        let first = it.text.lines().next().unwrap_or_default();
        let comment: String =
            it.text.lines().map_while(|line| line.strip_prefix("--")).collect::<Vec<_>>().join(" ");
        let sentence = first.starts_with("-- ") && comment.trim_end().ends_with('.');
        (!sentence).then(|| it.finding(1, first, "a migration opens with what its tables mean"))
    }));
}

/// A club that was opened once remembers the sum of each migration that it has run, and is refused
/// by a version in which one is another. `migrations/SUMS` is written by `sha256sum`.
#[test]
fn a_migration_that_a_club_may_have_run_stays_as_it_is() {
    let listed = sources().into_iter().find(|it| it.path == "migrations/SUMS").unwrap();
    let sums: BTreeMap<&str, &str> = listed
        .text
        .lines()
        .filter_map(|it| it.split_once("  "))
        .map(|(sum, it)| (it, sum))
        .collect();
    none(migrations().iter().filter_map(|it| {
        let name = it.path.trim_start_matches("migrations/");
        let sum = sha2::Sha256::digest(&it.text);
        let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
        let reason = match sums.get(name) {
            None => "a new migration is added to migrations/SUMS",
            Some(known) if *known != sum => "what a club has run is changed by another migration",
            Some(_) => return None,
        };
        Some(it.finding(1, name, reason))
    }));
}

#[test]
fn every_table_can_be_journalled_and_taken_back() {
    let mut findings = Vec::new();
    let mut kinds = BTreeMap::new();
    for migration in migrations() {
        for Table { name, line, columns, options } in tables(&migration) {
            let kind = Kind::of(&name);
            kinds.entry(name.clone()).or_insert(kind);
            let mut find =
                |line, words: &str, reason| findings.push(migration.finding(line, words, reason));
            if !options.contains("strict") {
                find(
                    line,
                    &name,
                    "without `strict` a column takes any type, and reads back as another",
                );
            }
            if kind != Kind::Fact {
                continue;
            }
            let mut has_id = false;
            for (line, text) in columns {
                let mut words = text.split_whitespace();
                let (first, second) =
                    (words.next().unwrap_or_default(), words.next().unwrap_or_default());
                if ["check", "unique", "foreign", "primary", "constraint"]
                    .iter()
                    .any(|it| first.starts_with(it))
                {
                    if first.starts_with("unique")
                        && ["position", "rank"].iter().any(|it| text.contains(it))
                    {
                        find(line, &text, "two places that were swapped collide on the way back");
                    }
                    continue;
                }
                if !["text", "integer"].contains(&second.trim_end_matches(',')) {
                    find(
                        line,
                        &text,
                        "the journal keeps rows as JSON, which holds text and integers only",
                    );
                }
                has_id |= text.starts_with("id ") && text.contains("text not null primary key");
            }
            if !has_id {
                find(
                    line,
                    &name,
                    "the journal names a row by its `id`, a text that the caller chose",
                );
            }
        }
    }
    none(findings);
    assert_eq!(kinds.get("membership"), Some(&Kind::Fact), "the tables were read: {kinds:?}");
}

#[test]
fn no_write_goes_past_the_journal() {
    let statements = migrations()
        .into_iter()
        .chain(rust().filter(|it| it.is_under("src-tauri/crates/store/src/")));
    let words = [
        (
            concat!("on delete ", "cascade"),
            "rows that disappear by themselves do not come back with undo",
        ),
        (
            concat!("on delete ", "restrict"),
            "undo puts rows back in any order, and checks at its end",
        ),
        (concat!("on update ", "cascade"), "an id never changes"),
        (concat!("insert or ", "replace"), "it removes a row without the trigger that records it"),
        (concat!("replace ", "into"), "it removes a row without the trigger that records it"),
    ];
    none(statements.flat_map(|source| {
        words
            .iter()
            .flat_map(|(word, reason)| {
                source
                    .lines()
                    .filter(|(_, line)| line.to_lowercase().contains(word))
                    .map(|(number, line)| source.finding(number, line, *reason))
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
    }));
}

// ---------------------------------------------------------------------------------------------
// The pages.

/// Folders of `ui/src/lib` that are no notion of the club.
const COMMON: &[&str] = &["frame", "i18n", "ipc", "shared"];

/// What the file imports from `$lib`, or from a neighbour folder of it.
fn imports(source: &Source) -> Vec<(usize, String)> {
    source
        .lines()
        .filter(|(_, line)| line.contains("import") || line.contains("from"))
        .flat_map(|(number, line)| {
            line.split(['\'', '"']).skip(1).step_by(2).filter_map(move |path| {
                let path = path.strip_prefix("$lib/").or_else(|| path.strip_prefix("../"))?;
                let path = path.trim_start_matches("../").trim_start_matches("lib/");
                Some((number, path.split('/').next()?.to_owned()))
            })
        })
        .collect()
}

#[test]
fn notions_of_the_pages_do_not_know_one_another() {
    let lib: Vec<Source> = sources().into_iter().filter(|it| it.is_under("ui/src/lib/")).collect();
    let folder = |source: &Source| source.path.split('/').nth(3).unwrap_or_default().to_owned();
    let folders: BTreeSet<String> =
        lib.iter().filter(|it| it.path.matches('/').count() > 3).map(folder).collect();
    let is_notion = |it: &str| folders.contains(it) && !COMMON.contains(&it);
    let mut findings = Vec::new();
    for source in &lib {
        let own = folder(source);
        for (line, other) in imports(source) {
            let foreign = is_notion(&other) && other != own;
            if foreign && is_notion(&own) {
                findings.push(source.finding(
                    line,
                    &other,
                    "notions do not know one another; a route combines them",
                ));
            } else if foreign && ["shared", "i18n", "ipc"].contains(&own.as_str()) {
                findings.push(source.finding(
                    line,
                    &other,
                    "what everybody shares knows no notion of the club",
                ));
            }
        }
    }
    none(findings);
    assert!(folders.contains("shared"), "the folders were read: {folders:?}");
}

// ---------------------------------------------------------------------------------------------
// The documents.

/// What stands between backquotes in a line.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

fn pages() -> impl Iterator<Item = Source> {
    sources().into_iter().filter(|it| it.path.ends_with(".md"))
}

#[test]
fn documents_name_only_what_is_there() {
    let folders =
        ["src-tauri/", "tests/", "ui/", "docs/", "migrations/", "xtask/", ".ci/", ".cargo/"];
    let mut findings = Vec::new();
    for page in pages() {
        let here = Path::new(&page.path).parent().unwrap().to_owned();
        for (number, line) in page.lines() {
            let links = line
                .split("](")
                .skip(1)
                .filter_map(|it| it.split([')', '#']).next())
                .filter(|it| !it.is_empty() && !it.contains("://"))
                .map(|it| here.join(it));
            let paths = quoted(line)
                .filter(|it| folders.iter().any(|folder| it.starts_with(folder)))
                .filter(|it| !it.contains(char::is_whitespace))
                .map(PathBuf::from);
            for path in links.chain(paths).filter(|it| !root().join(it).exists()) {
                let path = path.to_string_lossy();
                findings.push(page.finding(
                    number,
                    &path,
                    "a page that sends a reader nowhere loses them",
                ));
            }
        }
    }
    none(findings);
}

#[test]
fn the_glossary_names_what_the_code_names() {
    let code: String = rust().filter(|it| it.is_under("src-tauri/")).map(|it| it.text).collect();
    let known: BTreeSet<&str> = code
        .split(|it: char| !it.is_alphanumeric() && it != '_')
        .filter(|it| !it.is_empty())
        .collect();
    let glossary = pages().find(|it| it.path == "docs/glossary.md").expect("there is a glossary");
    let mut names = 0;
    let mut findings = Vec::new();
    for (number, line) in glossary.lines().filter(|(_, line)| line.starts_with('|')) {
        let column = line.split('|').nth(2).unwrap_or_default();
        for name in quoted(column) {
            names += 1;
            let last = name.rsplit("::").next().unwrap_or_default().trim_start_matches('-');
            if !known.contains(last) {
                findings.push(glossary.finding(
                    number,
                    name,
                    "the code calls it otherwise, or not at all",
                ));
            }
        }
    }
    none(findings);
    assert!(names > 20, "the glossary was read: {names} names");
}
