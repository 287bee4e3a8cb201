//! The chain of cross-references of a file: its revisions, and each object as of a revision.
//!
//! A file is saved by appending, so that each saving is a revision and none is ever lost. What a
//! later one says about an object hides what an earlier one said; to know what a signature was put
//! under, an object is always asked for *as of a revision*.

mod chain;
mod end;
mod objects;
mod section;
mod stream;
mod table;
mod view;

use std::{cell::Cell, collections::HashMap};

pub(crate) use end::last_start;
pub(crate) use section::{Entry, Section};
pub(crate) use view::{Held, View};

use crate::{
    crypt::{Crypt, Locked},
    filters::Allowance,
    report::Fault,
    syntax::{Dictionary, Error, Result},
};
use objects::Cache;

/// How many revisions are followed: each question about an object may visit them all.
const REVISIONS: usize = 1000;

/// How many steps one examination may take, in all. It takes some seconds to make as many.
const WORK: u64 = 20_000_000;

/// How much one stream may hold, and how much all may that are looked into.
const INFLATED: (usize, usize) = (64 << 20, 512 << 20);

/// A file whose cross-references were read.
pub(crate) struct File<'a> {
    bytes: &'a [u8],
    /// The oldest first.
    sections: Vec<Section>,
    /// One more than the highest number that any object up to a revision may have, for each.
    sizes: Vec<u32>,
    /// The first revision that has objects in an object stream, for each of these.
    containers: HashMap<u32, usize>,
    crypt: Option<Crypt>,
    cache: Cache,
    work: Cell<u64>,
    inflated: Allowance,
}

/// Why a file cannot be opened.
#[derive(Debug)]
pub(crate) enum Closed {
    Unreadable(Error),
    Locked(Locked),
}

impl From<Error> for Closed {
    fn from(error: Error) -> Self {
        Self::Unreadable(error)
    }
}

impl<'a> File<'a> {
    /// Reads the cross-references of a file, and finds the key if it is encrypted.
    pub(crate) fn read(
        bytes: &'a [u8],
        password: Option<&str>,
    ) -> std::result::Result<Self, Closed> {
        if !bytes.starts_with(b"%PDF-") {
            return Err(Error::at(Fault::Header, 0).into());
        }
        let work = Cell::new(WORK);
        let inflated = Allowance::new(INFLATED.0, INFLATED.1);
        let sections = chain::read(bytes, &work, &inflated)?;
        let (sizes, containers) = (sizes(&sections), containers(&sections));
        let cache = Cache::default();
        let mut file =
            Self { bytes, sections, sizes, containers, crypt: None, cache, work, inflated };
        file.crypt = Crypt::of(&file, password)?;
        // What was read so far was read without the key.
        file.cache = Cache::default();
        Ok(file)
    }

    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    pub(crate) fn is_encrypted(&self) -> bool {
        self.crypt.is_some()
    }

    /// The cross-references of each revision, the oldest first.
    pub(crate) fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// One more than the highest number that any object up to a revision may have. What one trailer
    /// says does not count alone: a later one could say less, and so have old numbers look new.
    pub(crate) fn size(&self, revision: usize) -> u32 {
        self.sizes.get(revision).copied().unwrap_or_default()
    }

    /// Whether an earlier revision has objects in the object stream of this number.
    pub(crate) fn is_container_before(&self, number: u32, revision: usize) -> bool {
        self.containers.get(&number).is_some_and(|first| *first < revision)
    }

    /// The file as it is now.
    pub(crate) fn latest(&self) -> View<'_, 'a> {
        self.view(self.sections.len().saturating_sub(1))
    }

    /// The file as of a revision, the oldest being 0.
    pub(crate) fn view(&self, revision: usize) -> View<'_, 'a> {
        View::new(self, revision)
    }

    /// Counts steps, so that no file takes for ever.
    pub(crate) fn spend(&self, steps: usize) -> Result<()> {
        match self.work.get().checked_sub(steps as u64) {
            Some(left) => {
                self.work.set(left);
                Ok(())
            }
            None => Err(Error::new(Fault::TooLarge)),
        }
    }

    /// The trailer as of a revision: what it does not say, the earlier ones do.
    fn trailer(&self, revision: usize) -> Dictionary {
        let mut trailer = Dictionary::default();
        for section in self.sections.iter().take(revision + 1) {
            for (key, value) in section.trailer.iter() {
                trailer.set(key.clone(), value.clone());
            }
        }
        trailer
    }
}

fn sizes(sections: &[Section]) -> Vec<u32> {
    let mut highest = 0;
    let highest_of = |section: &Section| {
        let last = section.entries.last().map_or(0, |(number, _)| number.saturating_add(1));
        highest = highest.max(section.size).max(last);
        highest
    };
    sections.iter().map(highest_of).collect()
}

fn containers(sections: &[Section]) -> HashMap<u32, usize> {
    let mut containers = HashMap::new();
    for (revision, section) in sections.iter().enumerate() {
        for (_, entry) in &section.entries {
            if let Entry::Packed { container, .. } = entry {
                containers.entry(*container).or_insert(revision);
            }
        }
    }
    containers
}
