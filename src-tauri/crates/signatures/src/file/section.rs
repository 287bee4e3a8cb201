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
    /// The numbers of which two things are said: each reader takes the one that it finds first.
    pub twice: Vec<u32>,
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
}

/// The entries of a section in their order, the numbers of which two things are said, and those that
/// are said to be free.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub entries: Vec<(u32, Entry)>,
    pub twice: Vec<u32>,
    pub freed: Vec<(u32, u32)>,
}

impl Entries {
    /// Orders the entries; those of a stream beside a table count where the table says nothing, or
    /// that there is no object: so an object is hidden from readers that do not know of streams.
    pub(super) fn settle(self, beside: Option<Self>) -> Settled {
        let (mut entries, mut twice) = self.ordered();
        let freed = entries
            .iter()
            .filter_map(|(number, entry)| match entry {
                Entry::Free { next } => Some((*number, *next)),
                Entry::At { .. } | Entry::Packed { .. } => None,
            })
            .collect();
        if let Some(beside) = beside {
            let (hidden, twice_hidden) = beside.ordered();
            twice.extend(twice_hidden);
            entries.extend(hidden);
            // The sort is stable: what the table says comes first, unless it is that there is nothing.
            entries.sort_by_key(|(number, entry)| (*number, matches!(entry, Entry::Free { .. })));
            entries.dedup_by_key(|(number, _)| *number);
        }
        entries.shrink_to_fit();
        Settled { entries, twice, freed }
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
