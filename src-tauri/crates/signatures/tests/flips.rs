//! Files in which something was changed without anybody's leave.
//!
//! `examples/flips.rs` does the same for as long as one likes.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

use std::{fs, ops::Range, path::Path, sync::LazyLock};

use proptest::{prelude::*, sample::Index};
use signatures::{Options, examine, report::Verdict, trust::TrustList};

/// A signed file, and which of its bytes a signature covers.
struct Made {
    name: String,
    bytes: Vec<u8>,
    covered: Vec<Range<usize>>,
}

static FILES: LazyLock<Vec<Made>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pdf"))
        .map(|path| {
            let bytes = fs::read(&path).unwrap();
            let covered = covered(&bytes);
            Made { name: path.file_name().unwrap().to_str().unwrap().to_owned(), bytes, covered }
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
});

/// The ranges that stand in the file, read as text: these tests are to find what the reader of the
/// crate gets wrong.
fn covered(bytes: &[u8]) -> Vec<Range<usize>> {
    let text: String = bytes.iter().copied().map(char::from).collect();
    let mut ranges = Vec::new();
    for part in text.split("/ByteRange").skip(1) {
        let list = part.trim_start().strip_prefix('[').and_then(|it| it.split(']').next()).unwrap();
        let numbers: Vec<usize> = list.split_whitespace().map(|it| it.parse().unwrap()).collect();
        ranges.extend(numbers.chunks_exact(2).map(|pair| pair[0]..pair[0] + pair[1]));
    }
    ranges
}

fn verdict(bytes: &[u8]) -> Verdict {
    let trust = TrustList::default();
    let judged_at = "2026-11-27T12:00:00Z".parse().unwrap();
    examine(bytes, &Options { password: Some("club"), trust: &trust, judged_at }).verdict
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_bit_flipped_in_what_is_covered_never_verifies(file: Index, range: Index, place: Index, bit in 0..8_u8) {
        let signed: Vec<_> = FILES.iter().filter(|file| !file.covered.is_empty()).collect();
        let file = file.get(&signed);
        let range = range.get(&file.covered);
        let at = range.start + place.index(range.len());
        let mut bytes = file.bytes.clone();
        bytes[at] ^= 1 << bit;
        let verdict = verdict(&bytes);
        prop_assert!(
            !matches!(verdict, Verdict::Whole | Verdict::PermittedUpdate),
            "{} is {verdict:?} with bit {bit} of byte {at} flipped", file.name
        );
    }

    #[test]
    fn no_damage_stops_the_reader(
        file: Index,
        damage in prop::collection::vec((any::<Index>(), any::<u8>()), 0..12),
        end: Index,
    ) {
        let mut bytes = file.get(&FILES).bytes.clone();
        for (place, byte) in damage {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(end.index(bytes.len() * 2));
        verdict(&bytes);
    }
}
