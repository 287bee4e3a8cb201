//! The verdicts beside those of pyHanko, on files of public test suites and on files made with it.
//!
//! The files are others' and lie beside the project, not in it. Where they are absent, the test says
//! so and has shown nothing.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{TimeZone, Utc};
use signatures::{Options, report::Verdict, trust::TrustList};

/// A file, and what pyHanko says of it.
struct Judged {
    file: String,
    details: String,
    expected: Verdict,
}

fn folder() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3)?;
    let folder = root.parent()?.join("shared/signed-pdfs");
    folder.is_dir().then_some(folder)
}

fn judged(list: &Path) -> Vec<Judged> {
    let mut reader = csv::Reader::from_path(list).unwrap();
    let titles = reader.headers().unwrap().clone();
    let column = |title: &str| titles.iter().position(|it| it == title).unwrap();
    let (file, details, overall) = (column("file"), column("pyhanko"), column("overall"));
    reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let expected = match (&row[overall], &row[details]) {
                ("ok_whole", _) => Verdict::Whole,
                ("ok_permitted_update", _) => Verdict::PermittedUpdate,
                ("suspicious_change", _) => Verdict::Suspicious,
                ("invalid", _) => Verdict::Invalid,
                ("no_signature", _) => Verdict::NoSignature,
                ("unreadable", "LOCKED") => Verdict::Locked,
                ("unreadable", _) => Verdict::Unreadable,
                (other, _) => panic!("nobody knows the verdict {other}"),
            };
            Judged { file: row[file].to_owned(), details: row[details].to_owned(), expected }
        })
        .collect()
}

#[track_caller]
fn check(set: &str) {
    let Some(folder) = folder() else {
        eprintln!("SKIPPED: the files of the oracle are not beside the project");
        return;
    };
    let trust = TrustList::default();
    let judged_at = Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).unwrap();
    let options = Options { password: None, trust: &trust, judged_at };
    let all = judged(&folder.join(format!("{set}.csv")));
    let mut differing = Vec::new();
    for Judged { file, details, expected } in &all {
        let bytes = fs::read(folder.join(set).join(file)).unwrap();
        let found = signatures::examine(&bytes, &options).verdict;
        let accepted = matches!(found, Verdict::Whole | Verdict::PermittedUpdate);
        let refused = matches!(expected, Verdict::Suspicious | Verdict::Invalid);
        assert!(!(accepted && refused), "{file} is accepted, and pyHanko says {details}");
        if found != *expected {
            differing.push(format!("{file}: {found:?}, and pyHanko says {expected:?} ({details})"));
        }
    }
    assert!(all.len() > 100);
    assert!(differing.len() * 100 <= all.len() * 3, "{}", differing.join("\n"));
}

#[test]
fn real_files_are_judged_as_strictly_as_pyhanko_judges_them() {
    check("real");
}

#[test]
fn files_made_with_pyhanko_are_judged_as_strictly_as_it_judges_them() {
    check("generated");
}
