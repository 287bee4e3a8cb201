//! The write-ahead log that a process left which ended abruptly, read before SQLite reads it.
//!
//! SQLite takes from it what it can and says nothing of the rest: it stops at the first frame whose
//! sum is wrong, and the operations after it are gone. How many they were can still be told, because
//! the heads of the frames are in clear. Source: <https://www.sqlite.org/fileformat2.html#walformat>.

use std::io::{self, ErrorKind, Read};

use crate::{Result, Store};

const HEAD: usize = 32;
const FRAME_HEAD: usize = 24;

/// The size of a page in every file of ours, which SQLCipher chooses.
const PAGE: usize = 4096;

/// The pages that were written to a log and cannot be read from it again, in their order; no more
/// than the transactions that were closed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LostPages(Vec<u32>);

impl LostPages {
    /// Whether all can be read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Which pages of `log` SQLite will leave out.
pub fn lost_pages(mut log: impl Read) -> io::Result<LostPages> {
    let mut head = [0; HEAD];
    if !fill(&mut log, &mut head)? {
        return Ok(LostPages::default());
    }
    let big_endian = head[3] & 1 == 1;
    let mut sum = Sum { big_endian, of: (0, 0) };
    sum.add(&head[..24]);
    let mut sound = sum.of == (word(&head, 24), word(&head, 28));
    let mut salts = sound.then(|| (word(&head, 16), word(&head, 20)));
    let mut frame = vec![0; FRAME_HEAD + PAGE];
    // Since the last transaction that SQLite will keep.
    let mut pages = Vec::new();
    let mut closed = 0;
    while fill(&mut log, &mut frame)? {
        let found = (word(&frame, 8), word(&frame, 12));
        let (first, second) = *salts.get_or_insert(found);
        // What an earlier round of the log left behind it. One of the two suffices: the other may be
        // what the disk changed.
        if found.0 != first && found.1 != second {
            break;
        }
        sum.add(&frame[..8]);
        sum.add(&frame[FRAME_HEAD..]);
        sound &= found == (first, second) && sum.of == (word(&frame, 16), word(&frame, 20));
        let closes = word(&frame, 4) != 0;
        if sound && closes {
            pages.clear();
            closed = 0;
        } else {
            pages.push(word(&frame, 0));
            if closes {
                closed = pages.len();
            }
        }
    }
    pages.truncate(closed);
    Ok(LostPages(pages))
}

impl Store {
    /// How many operations wrote the `lost` pages.
    pub async fn operations_lost(&self, lost: &LostPages) -> Result<u32> {
        // Where SQLite counts the numbers that it gives: every operation writes it, and nothing else.
        let counter: u32 =
            sqlx::query_scalar("select rootpage from sqlite_schema where name = 'sqlite_sequence'")
                .fetch_one(&mut *self.read().await?)
                .await?;
        Ok(lost.0.iter().filter(|it| **it == counter).count().try_into().unwrap_or(u32::MAX))
    }
}

/// The running sum of a log.
struct Sum {
    big_endian: bool,
    of: (u32, u32),
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        let (words, _) = bytes.as_chunks::<8>();
        for it in words {
            let (one, other) = ([it[0], it[1], it[2], it[3]], [it[4], it[5], it[6], it[7]]);
            let read = if self.big_endian { u32::from_be_bytes } else { u32::from_le_bytes };
            self.of.0 = self.of.0.wrapping_add(read(one)).wrapping_add(self.of.1);
            self.of.1 = self.of.1.wrapping_add(read(other)).wrapping_add(self.of.0);
        }
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// Reads `buffer` full, or says that the log ends before.
fn fill(log: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match log.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;
    use crate::{Access, Key, drafts, settings, testing::begin};

    async fn open(path: &Path) -> Store {
        Store::open(path, &Key::new([7; 32]), Access::ReadWrite).await.unwrap()
    }

    /// What a process that was killed leaves: a club that was closed, and the log of five operations
    /// and two drafts.
    async fn left_behind(folder: &Path) {
        let path = folder.join("club.db");
        let key = Key::new([7; 32]);
        Store::create(&path, &key, Access::ReadWrite).await.unwrap().close().await;
        fs::copy(&path, folder.join("kept.db")).unwrap();
        let store = open(&path).await;
        for number in 0..5 {
            let mut op = begin(&store).await;
            settings::save(&mut op, "programme", &number.to_string()).await.unwrap();
            op.commit().await.unwrap();
            if number % 2 == 1 {
                let at = chrono::DateTime::UNIX_EPOCH;
                drafts::save(&store, "form", &"word ".repeat(2_000), at).await.unwrap();
            }
        }
        fs::copy(folder.join("club.db-wal"), folder.join("kept.db-wal")).unwrap();
        store.close().await;
    }

    /// How many operations SQLite finds in the club with this log.
    async fn found(folder: &Path, log: &[u8]) -> i64 {
        fs::copy(folder.join("kept.db"), folder.join("tried.db")).unwrap();
        fs::write(folder.join("tried.db-wal"), log).unwrap();
        let store = open(&folder.join("tried.db")).await;
        let count = sqlx::query_scalar("select count(*) from operation")
            .fetch_one(&mut *store.read().await.unwrap())
            .await
            .unwrap();
        store.close().await;
        count
    }

    #[tokio::test]
    async fn what_sqlite_leaves_out_of_a_damaged_log_is_told_to_the_operation() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        left_behind(folder).await;
        let whole = fs::read(folder.join("kept.db-wal")).unwrap();
        assert!(lost_pages(&whole[..]).unwrap().is_empty(), "nothing is lost of a whole log");
        assert_eq!(found(folder, &whole).await, 5);

        let store = open(&folder.join("club.db")).await;
        let mut lost_some = 0;
        // One bit in each frame: in what it holds, and in each field of its head but the number of
        // the page, by which it is counted.
        let frames = (whole.len() - HEAD) / (FRAME_HEAD + PAGE);
        for frame in 0..frames {
            for at in [FRAME_HEAD + 99, 7, 9, 13, 17, 21] {
                let mut log = whole.clone();
                log[HEAD + frame * (FRAME_HEAD + PAGE) + at] ^= 4;
                let lost = store.operations_lost(&lost_pages(&log[..]).unwrap()).await.unwrap();
                let held = found(folder, &log).await;
                assert_eq!(held + i64::from(lost), 5, "frame {frame}, byte {at}");
                lost_some += u32::from(lost > 0);
            }
        }
        assert!(lost_some > frames as u32, "{lost_some} of {frames} frames");
        // A log whose head is damaged is left out whole, and one that is cut short loses its end.
        let mut headless = whole.clone();
        headless[17] ^= 4;
        for (log, held) in [(&headless[..], 0), (&whole[..whole.len() - 1], 5)] {
            let lost = store.operations_lost(&lost_pages(log).unwrap()).await.unwrap();
            let cut = i64::from(log.len() < whole.len());
            assert_eq!((found(folder, log).await, i64::from(lost)), (held - cut, 5 - held));
        }
        store.close().await;
    }
}
