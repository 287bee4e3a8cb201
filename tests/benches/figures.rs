//! What was measured, and how it is told: as JSON to compare runs, as a table to read.

use std::{
    fmt::Write,
    hint::black_box,
    time::{Duration, Instant},
};

use serde_json::{Map, Value, json};

/// What was measured so far, and which of it is wanted.
pub(crate) struct Figures {
    /// Only names that contain one of these; all where there is none.
    wanted: Vec<String>,
    all: Vec<Figure>,
}

/// One thing, measured again and again.
struct Figure {
    name: String,
    /// On how much it was done.
    size: &'static str,
    /// In milliseconds: the first time, which reads from the disk what then stays in memory.
    first: f64,
    /// The other times, the shortest first; the first one where there was no other.
    times: Vec<f64>,
}

impl Figures {
    pub(crate) fn new(wanted: Vec<String>) -> Self {
        Self { wanted, all: Vec::new() }
    }

    /// Whether somebody asked for `name`.
    pub(crate) fn want(&self, name: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|it| name.contains(it))
    }

    /// Keeps how long each run of `name` took, in milliseconds, in the order of the runs.
    pub(crate) fn add(&mut self, name: impl Into<String>, size: &'static str, mut times: Vec<f64>) {
        let first = times[0];
        if times.len() > 1 {
            times.remove(0);
        }
        times.sort_by(f64::total_cmp);
        let figure = Figure { name: name.into(), size, first, times };
        println!("{}", figure.line());
        self.all.push(figure);
    }

    /// Does `work` once and then `runs` times, unless nobody asked for `name`.
    pub(crate) async fn time<T>(
        &mut self,
        name: &'static str,
        size: &'static str,
        runs: usize,
        mut work: impl AsyncFnMut(usize) -> T,
    ) {
        if !self.want(name) {
            return;
        }
        let mut times = Vec::new();
        for run in 0..=runs {
            let start = Instant::now();
            black_box(work(run).await);
            times.push(milliseconds(start.elapsed()));
        }
        self.add(name, size, times);
    }

    /// `{"name": {"median_ms", "p95_ms", "runs", "size"}}`.
    pub(crate) fn json(&self) -> Value {
        let figure = |it: &Figure| {
            let value = json!({
                "median_ms": rounded(it.median()), "p95_ms": rounded(it.p95()),
                "runs": it.times.len(), "size": it.size,
            });
            (it.name.clone(), value)
        };
        Value::Object(self.all.iter().map(figure).collect::<Map<_, _>>())
    }

    /// A table in Markdown.
    pub(crate) fn table(&self) -> String {
        let mut table = String::from(
            "| what | on | first | median | 95 % | runs |\n|---|---|--:|--:|--:|--:|\n",
        );
        for it in &self.all {
            writeln!(table, "{}", it.line()).unwrap();
        }
        table
    }
}

impl Figure {
    fn median(&self) -> f64 {
        let (low, high) = ((self.times.len() - 1) / 2, self.times.len() / 2);
        (self.times[low] + self.times[high]) / 2.0
    }

    /// The time that 19 runs of 20 did not pass; the longest one where there are fewer runs.
    fn p95(&self) -> f64 {
        let rank = (self.times.len() * 19).div_ceil(20);
        self.times[rank - 1]
    }

    fn line(&self) -> String {
        let Self { name, size, first, times } = self;
        let (first, median, p95) = (rounded(*first), rounded(self.median()), rounded(self.p95()));
        format!("| `{name}` | {size} | {first} | {median} | {p95} | {} |", times.len())
    }
}

/// To a tenth: what lies below is noise.
fn rounded(milliseconds: f64) -> f64 {
    (milliseconds * 10.0).round() / 10.0
}

pub(crate) fn milliseconds(it: Duration) -> f64 {
    it.as_secs_f64() * 1000.0
}
