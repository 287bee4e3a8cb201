//! Prints one line of JSON for each file that is named, or that lies in a folder that is named.
//!
//! `cargo run --release -p signatures --example verdicts -- [--password WORD] PATH…`

use std::{
    env,
    fs::{self, File},
    io::{self, BufWriter, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    thread,
    time::Instant,
};

use serde_json::json;
use sha2::{Digest, Sha256};
use signatures::{
    Options, Report,
    report::{self, Key, Padding},
    trust::TrustList,
};

fn main() -> io::Result<()> {
    let mut paths = Vec::new();
    let mut password = None;
    let mut arguments = env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--password" {
            password = arguments.next().and_then(|it| it.into_string().ok());
        } else {
            files(Path::new(&argument), &mut paths)?;
        }
    }
    let trust = TrustList::default();
    #[expect(clippy::disallowed_methods, reason = "a program for people judges as of today")]
    let judged_at = chrono::Utc::now();
    let options = Options { password: password.as_deref(), trust: &trust, judged_at };
    let mut output = BufWriter::new(io::stdout().lock());
    for path in paths {
        let bytes = read(&path)?;
        // Of a large file the digest takes as long as the judgement, and neither waits for the other.
        let (sha256, report, time) = thread::scope(|scope| {
            let sha256 = scope.spawn(|| hexadecimal(&Sha256::digest(&bytes)));
            let start = Instant::now();
            let report = signatures::examine(&bytes, &options);
            let time = start.elapsed();
            (sha256.join(), report, time)
        });
        let sha256 = sha256.map_err(|_| io::Error::other("the digest could not be made"))?;
        let line = json!({
            "file": path.display().to_string(),
            "sha256": sha256,
            "verdict": report.verdict,
            "signatures": signatures(&report),
            "reasons": report.reasons,
            "ms": time.as_secs_f64() * 1000.0,
        });
        writeln!(output, "{line}")?;
    }
    output.flush()
}

/// The bytes of a file. A large one is read by halves, both at once: what takes long is the memory
/// that the system gives for it.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    /// From here on a thread costs less than it spares.
    const LARGE: usize = 8 << 20;
    let length = usize::try_from(fs::metadata(path)?.len()).map_err(io::Error::other)?;
    if length < LARGE {
        return fs::read(path);
    }
    let mut bytes = vec![0; length];
    let (first, second) = bytes.split_at_mut(length / 2);
    let fill = |part: &mut [u8], from: usize| {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(from as u64))?;
        file.read_exact(part)
    };
    thread::scope(|scope| {
        let other = scope.spawn(|| fill(second, length / 2));
        fill(first, 0)?;
        other.join().unwrap_or_else(|_| Err(io::Error::other("the file could not be read")))
    })?;
    Ok(bytes)
}

/// The files under a path, in the order of their names.
fn files(path: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        found.push(path.to_owned());
        return Ok(());
    }
    let mut inside =
        fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    inside.sort();
    inside.iter().try_for_each(|path| files(path, found))
}

fn signatures(report: &Report) -> Vec<serde_json::Value> {
    let one = |it: &report::Signature| {
        json!({
            "integrity": it.integrity,
            "coverage": it.coverage,
            "changes": it.changes,
            "signer": it.signer.as_ref().map(|it| &it.name),
            "claimed_at": it.claimed_at,
            "stamped_at": it.stamp.as_ref().map(|it| it.at),
            "level": it.level,
            "algorithm": it.algorithm.as_ref().map(algorithm),
            "weak": !it.weaknesses.is_empty(),
            "trust": it.trust,
            "reasons": it.reasons,
        })
    };
    report.signatures.iter().map(one).collect()
}

/// An algorithm in one word, such as `rsa-2048-pkcs1-sha256`.
fn algorithm(algorithm: &report::Algorithm) -> String {
    let key = match &algorithm.key {
        Key::Rsa { bits } => format!("rsa-{bits}"),
        Key::Ecdsa { curve } => format!("ecdsa-{curve}"),
        Key::Ed25519 => "ed25519".to_owned(),
        Key::Ed448 => "ed448".to_owned(),
        Key::Other { oid } => oid.clone(),
    };
    let padding = match algorithm.padding {
        Some(Padding::Pkcs1) => "-pkcs1",
        Some(Padding::Pss) => "-pss",
        None => "",
    };
    let digest = if let report::Digest::Other { oid } = &algorithm.digest {
        oid.clone()
    } else {
        json!(algorithm.digest).as_str().unwrap_or_default().to_owned()
    };
    format!("{key}{padding}-{digest}")
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
