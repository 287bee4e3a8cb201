use crate::syntax::{Dictionary, Reference};

/// The cross-references that one saving wrote.
#[derive(Debug)]
pub(crate) struct Section {
    /// Where the file says that they start.
    pub declared: usize,
    /// Where they start.
    pub start: usize,
    /// Where they end, with their trailer.
    pub end: usize,
    /// One more than the highest number that an object may have.
    pub size: u32,
    /// Whether they are a table with a stream beside it, which old readers do not know of.
    pub hybrid: bool,
    /// The objects that they are themselves, where they are streams.
    pub streams: Vec<Reference>,
    /// What is said of each number, ordered by number and without a number twice.
    pub entries: Vec<(u32, Entry)>,
    /// Whether they are written as the standard has them: each reader counts others in its own way.
    pub strict: bool,
    /// The numbers of which two things are said: each reader takes the one that it finds first.
    pub twice: Vec<u32>,
    /// The numbers of which a table and the stream beside it say different things.
    pub differing: Vec<u32>,
    /// The numbers that lie beyond what the trailer admits, or are of a kind that the future may
    /// bring: some readers find an object under them, and others none.
    pub seen_by_some: Vec<u32>,
    /// The numbers that are said to be free, and the generation that the next object would have.
    pub freed: Vec<(u32, u32)>,
    /// What follows, or heads the stream.
    pub trailer: Dictionary,
}

/// What is said of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Entry {
    /// The object is in an object stream.
    Packed { container: u32, index: u32 },
    /// The object stands in the file.
    At { offset: usize, generation: u16 },
    /// There is no object; the next to have the number will have this generation.
    Free { next: u32 },
}

impl Section {
    /// What is said of a number here.
    pub(crate) fn entry(&self, number: u32) -> Option<Entry> {
        let index = self.entries.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        self.entries.get(index).map(|(_, entry)| *entry)
    }
}

/// What was read of one section, before it is put in order.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub found: Vec<(u32, Entry)>,
    /// The numbers of which something is said that no reader knows yet.
    pub unknown: Vec<u32>,
}

/// The entries of a section in their order, the numbers of which two things are said, and those that
/// are said to be free.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub entries: Vec<(u32, Entry)>,
    pub twice: Vec<u32>,
    pub differing: Vec<u32>,
    pub seen_by_some: Vec<u32>,
    pub freed: Vec<(u32, u32)>,
}

impl Entries {
    /// Orders the entries; those of a stream beside a table count where the table says nothing, or
    /// that there is no object: so an object is hidden from readers that do not know of streams.
    ///
    /// `size` is what the trailer says: one more than the highest number.
    pub(super) fn settle(mut self, beside: Option<Self>, size: u32) -> Settled {
        let mut seen_by_some = std::mem::take(&mut self.unknown);
        let (mut entries, mut twice) = self.ordered();
        // Both are noted: a reader that does not know of streams keeps to the table.
        let mut freed = freed(&entries);
        let mut differing = Vec::new();
        if let Some(mut beside) = beside {
            seen_by_some.append(&mut beside.unknown);
            let (hidden, twice_hidden) = beside.ordered();
            twice.extend(twice_hidden);
            freed.extend(self::freed(&hidden));
            entries.extend(hidden);
            // The sort is stable: what the table says comes first, unless it is that there is nothing.
            entries.sort_by_key(|(number, entry)| (*number, matches!(entry, Entry::Free { .. })));
            entries.dedup_by(|later, kept| {
                let same = later.0 == kept.0;
                let hides = matches!(later.1, Entry::Free { .. });
                if same && later.1 != kept.1 && !hides {
                    differing.push(later.0);
                }
                same
            });
        }
        // One that is freed is known to be nowhere, and gives nobody anything to find.
        let found = entries.iter().filter(|(_, entry)| !matches!(entry, Entry::Free { .. }));
        seen_by_some.extend(found.map(|(number, _)| *number).filter(|number| *number >= size));
        entries.shrink_to_fit();
        Settled { entries, twice, differing, seen_by_some, freed }
    }

    fn ordered(mut self) -> (Vec<(u32, Entry)>, Vec<u32>) {
        // The number 0 is that of no object: what stands under it was meant for another.
        let misplaced =
            |(number, entry): &(u32, Entry)| *number == 0 && !matches!(entry, Entry::Free { .. });
        let mut twice = if self.found.iter().any(misplaced) { vec![0] } else { Vec::new() };
        self.found.retain(|(number, _)| *number != 0);
        self.found.sort_unstable();
        self.found.dedup();
        self.found.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                twice.push(later.0);
            }
            same
        });
        twice.dedup();
        (self.found, twice)
    }
}

/// The numbers that are said to be free, and the generation that the next object would have.
fn freed(entries: &[(u32, Entry)]) -> Vec<(u32, u32)> {
    let free = |(number, entry): &(u32, Entry)| match entry {
        Entry::Free { next } => Some((*number, *next)),
        Entry::At { .. } | Entry::Packed { .. } => None,
    };
    entries.iter().filter_map(free).collect()
}
