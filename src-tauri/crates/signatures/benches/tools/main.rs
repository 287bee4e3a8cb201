//! How long it takes to judge a signed file, beside the tools that people have.
//!
//! `cargo bench -p signatures` measures the fixtures; folders named behind `--` are measured too.
//! It runs the tools that are there: `pdfsig` (poppler-utils), `mutool` (mupdf-tools), and pyHanko
//! by the Python that `PYHANKO_PYTHON` names. Ours as a whole process is the example `verdicts`,
//! which has to be built first: `cargo build --release -p signatures --example verdicts`.

mod large;

use std::{
    env, fs,
    hint::black_box,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use openssl::sha::sha256;
use signatures::{Options, examine, report::Verdict, trust::TrustList};

/// How often each file is judged in process, and by a process of its own.
const IN_PROCESS: usize = 20;
const PROCESSES: usize = 3;

/// What pyHanko runs: the same judgement as ours, timed from within as well.
const PYHANKO: &str = r#"
import logging, sys, time
logging.disable(logging.CRITICAL)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext
for path in sys.argv[1:]:
    start = time.perf_counter()
    try:
        reader = PdfFileReader(open(path, "rb"), strict=False)
        for signature in reader.embedded_signatures:
            stamp = signature.sig_object_type == "/DocTimeStamp"
            context = ValidationContext(trust_roots=[], allow_fetching=False)
            (validate_pdf_timestamp if stamp else validate_pdf_signature)(signature, context)
    except Exception:
        pass
    print(time.perf_counter() - start)
"#;

fn main() -> std::io::Result<()> {
    let folders = env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    for folder in std::iter::once(fixtures).chain(folders.map(PathBuf::from)) {
        let files = files(&folder)?;
        println!("\n{} files of {}", files.len(), folder.display());
        println!("{:<34} {:>10} {:>10}", "", "median", "95 %");
        line("this crate, in process", in_process(&files)?);
        line("pyHanko, in process", pyhanko_in_process(&files));
        for (name, command) in commands() {
            line(&format!("{name}, a process each"), by_process(&command, &files));
        }
    }
    for megabytes in [10, 90] {
        one_large(megabytes)?;
    }
    Ok(())
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "pdf") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn verdict(bytes: &[u8]) -> Verdict {
    let trust = TrustList::default();
    let judged_at = chrono::DateTime::UNIX_EPOCH;
    examine(bytes, &Options { password: None, trust: &trust, judged_at }).verdict
}

fn judge(bytes: &[u8]) {
    black_box(verdict(bytes));
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn in_process(files: &[PathBuf]) -> std::io::Result<Vec<Duration>> {
    let mut times = Vec::new();
    for path in files {
        let bytes = fs::read(path)?;
        verdict(&bytes);
        times.extend((0..IN_PROCESS).map(|_| timed(|| judge(&bytes))));
    }
    Ok(times)
}

fn pyhanko_in_process(files: &[PathBuf]) -> Vec<Duration> {
    let Ok(output) = Command::new(python()).args(["-c", PYHANKO]).args(files).output() else {
        return Vec::new();
    };
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    lines.lines().filter_map(|line| line.parse().ok().map(Duration::from_secs_f64)).collect()
}

fn python() -> String {
    env::var("PYHANKO_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// Each tool with what comes before the name of the file.
fn commands() -> Vec<(&'static str, Vec<String>)> {
    let ours = env::current_exe()
        .ok()
        .and_then(|path| Some(path.parent()?.parent()?.join("examples/verdicts")))
        .map(|path| path.display().to_string())
        .unwrap_or_default();
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    vec![
        ("this crate", vec![ours]),
        ("pdfsig", words(&["pdfsig", "-nocert"])),
        ("mutool sign -v", words(&["mutool", "sign", "-v"])),
        ("pyHanko", vec![python(), "-c".to_owned(), PYHANKO.to_owned()]),
    ]
}

fn by_process(command: &[String], files: &[PathBuf]) -> Vec<Duration> {
    let mut times = Vec::new();
    for path in files {
        for _ in 0..PROCESSES {
            let Some((program, arguments)) = command.split_first() else { return Vec::new() };
            let mut process = Command::new(program);
            process.args(arguments).arg(path).stdout(Stdio::null()).stderr(Stdio::null());
            let start = Instant::now();
            // A tool that says of a file that it is not valid has judged it.
            if process.status().is_err() {
                return Vec::new();
            }
            times.push(start.elapsed());
        }
    }
    times
}

fn line(name: &str, mut times: Vec<Duration>) {
    if times.is_empty() {
        println!("{name:<34} not here");
        return;
    }
    times.sort();
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1000.0;
    println!("{name:<34} {:>7.2} ms {:>7.2} ms", at(50), at(95));
}

/// A file of which nearly all is the content of one page: judging it should cost little more than its digest.
fn one_large(megabytes: usize) -> std::io::Result<()> {
    let bytes = large::signed(megabytes << 20);
    assert_eq!(verdict(&bytes), Verdict::Whole, "the file that is measured has to be a good one");
    println!("\none file of {megabytes} MB");
    println!("{:<34} {:>10} {:>10}", "", "median", "95 %");
    let repeated = |work: &dyn Fn()| (0..9).map(|_| timed(work)).collect::<Vec<_>>();
    line(
        "SHA-256 alone",
        repeated(&|| {
            black_box(sha256(&bytes));
        }),
    );
    line("this crate, in process", repeated(&|| judge(&bytes)));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{megabytes}.pdf"));
    fs::write(&path, &bytes)?;
    let digest =
        ("SHA-256 by openssl dgst", vec!["openssl".into(), "dgst".into(), "-sha256".into()]);
    for (name, command) in std::iter::once(digest).chain(commands()) {
        line(&format!("{name}, a process each"), by_process(&command, std::slice::from_ref(&path)));
    }
    fs::remove_file(path)
}
