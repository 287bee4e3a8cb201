use std::collections::{HashMap, HashSet};

use super::{Allowed, ledger::Extent, search, trees};
use crate::{
    file::View,
    report::Touched,
    syntax::{Name, Reference},
};

/// How many ways of reaching an object are followed.
const WAYS: usize = 100_000;

/// A step from a value to one in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key {
    Name(Name),
    Index(usize),
}

impl From<&str> for Key {
    fn from(name: &str) -> Self {
        Self::Name(name.into())
    }
}

impl Key {
    fn is(&self, name: &str) -> bool {
        match self {
            Self::Name(it) => it == name,
            Self::Index(_) => false,
        }
    }
}

/// The path that some names make.
pub(super) fn path(names: &[&str]) -> Vec<Key> {
    names.iter().copied().map(Key::from).collect()
}

/// A way in which an object is reached from the trailer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Usage(usize);

/// One object on a way.
#[derive(Debug)]
struct Node {
    /// What comes before it; nothing when it is in the trailer.
    from: Option<usize>,
    /// The steps inside that.
    keys: Vec<Key>,
    reference: Reference,
}

/// Every way in which some objects are reached in a revision.
#[derive(Debug, Default)]
pub(super) struct Usages {
    nodes: Vec<Node>,
    of: HashMap<Reference, Vec<Usage>>,
    pages: HashMap<Reference, u32>,
}

impl Usages {
    /// Finds every way to the targets.
    pub(super) fn find(view: &View<'_, '_>, targets: &HashSet<Reference>) -> Allowed<Self> {
        let (pages, mut usages) = (trees::pages(view)?, Self::default());
        search::follow(view, targets, &pages, &mut usages)?;
        usages.pages = pages.numbers;
        Ok(usages)
    }

    /// The ways to an object.
    pub(super) fn of(&self, reference: Reference) -> &[Usage] {
        self.of.get(&reference).map_or(&[], Vec::as_slice)
    }

    /// The full path of a way, from the trailer.
    pub(super) fn full_path(&self, usage: Usage) -> Vec<Key> {
        let mut pieces = Vec::new();
        let mut at = self.nodes.get(usage.0);
        while let Some(node) = at {
            pieces.push(&node.keys);
            at = node.from.and_then(|from| self.nodes.get(from));
        }
        pieces.into_iter().rev().flatten().cloned().collect()
    }

    /// From which objects, and how, an object is used.
    pub(super) fn anchors(&self, reference: Reference) -> HashSet<(Option<Reference>, &[Key])> {
        self.of(reference).iter().filter_map(|usage| self.anchor(*usage)).collect()
    }

    fn anchor(&self, usage: Usage) -> Option<(Option<Reference>, &[Key])> {
        let node = self.nodes.get(usage.0)?;
        let from = node.from.and_then(|from| self.nodes.get(from)).map(|it| it.reference);
        Some((from, &node.keys))
    }

    pub(super) fn is_within(&self, usage: Usage, extent: &Extent) -> bool {
        match extent {
            Extent::Everywhere => true,
            Extent::Within(anchor, keys) => self.anchor(usage) == Some((*anchor, keys)),
            Extent::Path(path) => self.full_path(usage) == *path,
            Extent::Usages(several) => several.contains(&usage),
        }
    }

    /// What was touched when an object was written again that no rule explains.
    pub(super) fn describe(&self, reference: Reference) -> Touched {
        if let Some(number) = self.pages.get(&reference) {
            return Touched::Page { number: Some(*number) };
        }
        let object = reference.number;
        for usage in self.of(reference) {
            let path = self.full_path(*usage);
            let [root, pages, ..] = &*path else { continue };
            if !(root.is("Root") && pages.is("Pages")) {
                continue;
            }
            let mut at = self.nodes.get(usage.0);
            let page = loop {
                let Some(node) = at else { break None };
                if let Some(number) = self.pages.get(&node.reference) {
                    break Some(*number);
                }
                at = node.from.and_then(|from| self.nodes.get(from));
            };
            return match page {
                Some(page) if path.iter().any(|key| key.is("Annots")) => {
                    Touched::Annotations { page }
                }
                number => Touched::Page { number },
            };
        }
        match self.of(reference).first().map(|usage| self.full_path(*usage)).as_deref() {
            Some([root]) if root.is("Root") => Touched::Catalog,
            Some([_, form, ..]) if form.is("AcroForm") => Touched::Form,
            _ => Touched::Object { object },
        }
    }

    /// Notes a way to an object, and tells whether there may be as many.
    pub(super) fn note(
        &mut self,
        from: Option<Usage>,
        keys: Vec<Key>,
        to: Reference,
    ) -> Option<Usage> {
        let usage = Usage(self.nodes.len());
        if usage.0 == WAYS {
            return None;
        }
        self.nodes.push(Node { from: from.map(|it| it.0), keys, reference: to });
        Some(usage)
    }

    /// Keeps a way as one to a target.
    pub(super) fn keep(&mut self, usage: Usage) {
        if let Some(node) = self.nodes.get(usage.0) {
            self.of.entry(node.reference).or_default().push(usage);
        }
    }

    pub(super) fn reference(&self, usage: Usage) -> Option<Reference> {
        self.nodes.get(usage.0).map(|it| it.reference)
    }

    /// The steps of a way that is no longer than two objects.
    pub(super) fn short_path(&self, usage: Usage) -> Option<Vec<Key>> {
        let from = self.nodes.get(usage.0)?.from;
        let is_short =
            from.and_then(|from| self.nodes.get(from)).is_none_or(|it| it.from.is_none());
        is_short.then(|| self.full_path(usage))
    }
}
