//! What a copy of the club costs, and how long a page waits meanwhile.

use std::time::Instant;

use chrono::{DateTime, FixedOffset, NaiveDate};
use store::Stamp;
use vault::Work;

use crate::{
    club::Club,
    figures::{Figures, milliseconds},
};

/// So many bytes are kept in one operation while the club is made larger.
const PIECE: usize = 32 * 1024 * 1024;

/// The size of the larger club.
const LARGE: usize = 2 * 1024 * 1024 * 1024;

/// Copies the large club as it is, then with two gigabytes of documents.
pub(crate) async fn measure(figures: &mut Figures, club: &Club, now: DateTime<FixedOffset>) {
    let day = now.date_naive();
    copy(figures, club, now, "copy/large-club", "the whole club").await;
    if !figures.want("copy/2-gb") {
        return;
    }
    for number in 0..LARGE / PIECE {
        let mut op = club.api.store.begin(stamp(now)).await.unwrap();
        store::documents::keep(&mut op, &noise(number as u64)).await.unwrap();
        op.commit().await.unwrap();
    }
    copy(figures, club, now, "copy/2-gb", "2 GB of documents").await;
    let start = Instant::now();
    let found = club.copies().check(&Work::unwatched()).await.unwrap();
    assert!(found.is_sound());
    figures.add("check/2-gb", "2 GB of documents", vec![milliseconds(start.elapsed())]);
    pages(&club.api, day).await;
}

/// Copies the club while somebody goes from page to page and writes.
async fn copy(
    figures: &mut Figures,
    club: &Club,
    now: DateTime<FixedOffset>,
    name: &'static str,
    size: &'static str,
) {
    if !figures.want(name) {
        return;
    }
    let alone = pages(&club.api, now.date_naive()).await;
    let copies = club.copies();
    let at = now.to_utc();
    let start = Instant::now();
    let copying = tokio::spawn(async move { copies.make(at, &Work::unwatched()).await.unwrap() });
    let mut meanwhile = Vec::new();
    let mut writes = Vec::new();
    while !copying.is_finished() {
        meanwhile.push(pages(&club.api, now.date_naive()).await);
        let start = Instant::now();
        let mut op = club.api.store.begin(stamp(now)).await.unwrap();
        let said = meanwhile.len().to_string();
        store::settings::save(&mut op, "programme", &said).await.unwrap();
        op.commit().await.unwrap();
        writes.push(milliseconds(start.elapsed()));
    }
    let copied = copying.await.unwrap();
    println!("{name}: {} bytes", copied.size);
    figures.add(name, size, vec![milliseconds(start.elapsed())]);
    figures.add(format!("{name}/a-page-alone"), size, vec![alone]);
    figures.add(format!("{name}/a-page-meanwhile"), size, meanwhile.clone());
    figures.add(format!("{name}/the-longest-page"), size, vec![longest(&meanwhile)]);
    figures.add(format!("{name}/the-longest-write"), size, vec![longest(&writes)]);
}

/// How long somebody waits for the longest list.
async fn pages(api: &api::Api, day: NaiveDate) -> f64 {
    let start = Instant::now();
    api.conventions(day).await.unwrap();
    milliseconds(start.elapsed())
}

fn longest(times: &[f64]) -> f64 {
    times.iter().copied().fold(0.0, f64::max)
}

fn stamp(now: DateTime<FixedOffset>) -> Stamp<'static> {
    Stamp { at: now.to_utc(), actor: "Camille Aubry", kind: "bench", input: "{}", undoes: None }
}

/// Bytes that no disk makes smaller, others for each seed.
fn noise(seed: u64) -> Vec<u8> {
    let mut state = seed + 1;
    let words = (0..PIECE / 8).flat_map(|_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    });
    words.collect()
}
