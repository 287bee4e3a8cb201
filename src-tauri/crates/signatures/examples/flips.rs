//! Damages signed files for as long as it is told to, and stops at the first one that is judged
//! wrongly, takes too long, or takes the program down.
//!
//! `cargo run --release -p signatures --example flips -- SECONDS SEED FOLDER…`
//!
//! The same seed damages in the same order, so that another run needs another one.

use std::{
    env, fs,
    path::PathBuf,
    process::ExitCode,
    time::{Duration, Instant},
};

use signatures::{Options, examine, report::Verdict, trust::TrustList};

/// What no file may take.
const LIMIT: Duration = Duration::from_secs(5);

struct Original {
    path: PathBuf,
    bytes: Vec<u8>,
    /// Which bytes a signature covers, where the file verifies as it is.
    covered: Vec<(usize, usize)>,
}

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let mut number = || arguments.next().and_then(|text| text.parse::<u64>().ok());
    let (Some(seconds), Some(seed)) = (number(), number()) else {
        eprintln!("flips SECONDS SEED FOLDER…");
        return ExitCode::FAILURE;
    };
    let mut originals = Vec::new();
    for folder in arguments {
        let Ok(files) = fs::read_dir(&folder) else {
            eprintln!("{folder} cannot be read");
            return ExitCode::FAILURE;
        };
        originals.extend(files.flatten().filter_map(|it| read(it.path())));
    }
    if originals.is_empty() {
        eprintln!("no file ends in .pdf there");
        return ExitCode::FAILURE;
    }
    // No bit set would stay so for ever.
    let mut chance = Chance(seed.wrapping_add(0x9e37_79b9_7f4a_7c15) | 1);
    let (start, mut count, mut flips, mut slowest) = (Instant::now(), 0_u64, 0_u64, Duration::ZERO);
    while start.elapsed() < Duration::from_secs(seconds) {
        let original = &originals[chance.below(originals.len())];
        let mut bytes = original.bytes.clone();
        let one_flip = !original.covered.is_empty() && chance.below(2) == 0;
        if one_flip {
            let (from, length) = original.covered[chance.below(original.covered.len())];
            bytes[from + chance.below(length)] ^= 1 << chance.below(8);
            flips += 1;
        } else {
            chance.damage(&mut bytes);
        }
        let before = Instant::now();
        let verdict = verdict(&bytes);
        let time = before.elapsed();
        slowest = slowest.max(time);
        count += 1;
        let accepted = matches!(verdict, Verdict::Whole | Verdict::PermittedUpdate);
        if time > LIMIT || (one_flip && accepted) {
            println!("{}: {verdict:?} after {time:?}, try {count}", original.path.display());
            let _ = fs::write("flipped.pdf", &bytes);
            return ExitCode::FAILURE;
        }
    }
    println!(
        "{count} files, of which {flips} with one bit flipped in what is covered; slowest {slowest:?}; {}",
        memory()
    );
    ExitCode::SUCCESS
}

fn read(path: PathBuf) -> Option<Original> {
    let bytes = fs::read(&path).ok().filter(|_| path.extension().is_some_and(|it| it == "pdf"))?;
    let good = matches!(verdict(&bytes), Verdict::Whole | Verdict::PermittedUpdate);
    let covered = if good { covered(&bytes) } else { Vec::new() };
    Some(Original { path, bytes, covered })
}

/// The ranges that stand in the file, read as text.
fn covered(bytes: &[u8]) -> Vec<(usize, usize)> {
    let text: String = bytes.iter().copied().map(char::from).collect();
    let mut ranges = Vec::new();
    for part in text.split("/ByteRange").skip(1) {
        let list = part.trim_start().strip_prefix('[').and_then(|it| it.split(']').next());
        let numbers: Vec<usize> =
            list.unwrap_or_default().split_whitespace().filter_map(|it| it.parse().ok()).collect();
        ranges.extend(numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])));
    }
    ranges.retain(|(from, length)| *length > 0 && from + length <= bytes.len());
    ranges
}

fn verdict(bytes: &[u8]) -> Verdict {
    let trust = TrustList::default();
    let judged_at = chrono::DateTime::UNIX_EPOCH;
    examine(bytes, &Options { password: Some("club"), trust: &trust, judged_at }).verdict
}

/// The most memory that the program ever took, where the system says so.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("memory unknown").to_owned()
}

/// Numbers by chance, the same ones for the same seed (xorshift).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 1).map_or(0, |number| number % limit.max(1))
    }

    /// Changes, repeats, removes or cuts off a few bytes.
    fn damage(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(8) {
            if bytes.is_empty() {
                return;
            }
            let at = self.below(bytes.len());
            let length = self.below(64).min(bytes.len() - at);
            match self.below(5) {
                0 => bytes.truncate(at),
                1 => drop(bytes.drain(at..at + length)),
                2 => {
                    let piece = bytes[at..at + length].to_vec();
                    let place = self.below(bytes.len());
                    bytes.splice(place..place, piece);
                }
                _ => bytes[at] = self.next().to_le_bytes()[0],
            }
        }
    }
}
