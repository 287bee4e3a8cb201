//! What was changed after a signature, and whether a rule explains each change.
//!
//! Everything is denied that no rule explains. Each later revision is compared with the one that was
//! signed, and every object that it wrote must be accounted for: by what it is, and, where it takes
//! the place of an older one, by each way in which the older one was used. A page that an annotation
//! was added to may be written again; a font that a page and a field both use may not, since
//! the rule that explains the field says nothing of the page.
//!
//! The rules are those of pyHanko's standard difference policy, which is published and tested
//! against the known attacks. Where it stops at the first objection, all of them are gathered here.
//!
//! | module | what it explains |
//! |---|---|
//! | `structure` | cross-reference streams, object streams, objects that nothing uses |
//! | `catalog`, `information`, `store` | the catalogue, the metadata, the security store |
//! | `form` | the form, field by field: `creation`, `signing`, `filling`, `appearance` |
//! | `annotations` | the pages, to which new signature fields may attach |
//! | `usages` (`search`, `trees`), `dependencies` | how objects refer to one another |
//! | `ledger` | which objects are explained, and by what |

mod annotations;
mod appearance;
mod catalog;
mod compare;
mod creation;
mod dependencies;
mod filling;
mod form;
mod information;
mod ledger;
mod lock;
mod search;
mod signing;
mod store;
mod structure;
mod trees;
mod usages;

pub(crate) use lock::Lock;

use std::collections::{BTreeSet, HashSet};

use crate::{
    file::{Entry, File, View},
    report::{Change, Changes, Permission, Reason, Touched},
    syntax::{Error, Object, Reference},
};
use ledger::{Ledger, Level};
use usages::Usages;

/// Why a change is not explained.
#[derive(Debug)]
enum Objection {
    /// A rule says no.
    Denied(Reason),
    /// It cannot be read.
    Unreadable(Error),
}

impl From<Error> for Objection {
    fn from(error: Error) -> Self {
        Self::Unreadable(error)
    }
}

impl From<Reason> for Objection {
    fn from(reason: Reason) -> Self {
        Self::Denied(reason)
    }
}

type Allowed<T> = Result<T, Objection>;

/// What a signature says of later changes.
pub(crate) struct Terms {
    /// The revision that it signs, the oldest being 0.
    pub revision: usize,
    /// How many bytes it covers, from the beginning of the file.
    pub length: usize,
    /// What it permits (`/DocMDP`).
    pub permission: Option<Permission>,
    /// The fields that it locks (`/FieldMDP`).
    pub lock: Option<Lock>,
}

/// What was found of the changes after a signature.
#[derive(Debug, Default)]
pub(crate) struct Review {
    pub changes: Option<Changes>,
    pub changed: Vec<Change>,
    pub reasons: Vec<Reason>,
}

/// Two revisions that are compared.
struct Pair<'p, 'f, 'a> {
    /// The one that was signed.
    old: &'p View<'f, 'a>,
    /// A later one.
    new: &'p View<'f, 'a>,
    usages: &'p Usages,
}

/// Examines every revision after the one that was signed.
pub(crate) fn review(file: &File<'_>, terms: &Terms) -> Review {
    let mut review = Review::default();
    let later = terms.revision + 1..file.sections().len();
    if later.is_empty() {
        review.changes = Some(Changes::None);
        return review;
    }
    let old = file.view(terms.revision);
    let usages = match usages_of_what_changes(file, &old, later.clone()) {
        Ok(usages) => usages,
        Err(objection) => {
            review.object(objection);
            return review;
        }
    };
    for revision in later {
        let new = file.view(revision);
        let pair = Pair { old: &old, new: &new, usages: &usages };
        review.revision(file, &pair, terms);
    }
    review.changes.get_or_insert(Changes::Permitted);
    review.reasons.dedup();
    review
}

/// How the signed revision uses each object that a later one writes again.
fn usages_of_what_changes(
    file: &File<'_>,
    old: &View<'_, '_>,
    later: std::ops::Range<usize>,
) -> Allowed<Usages> {
    let mut targets: HashSet<Reference> = HashSet::new();
    for section in &file.sections()[later] {
        targets.extend(references(&section.entries));
    }
    targets.extend(appearance::dictionaries(old)?);
    Usages::find(old, &targets)
}

fn references(entries: &[(u32, Entry)]) -> impl Iterator<Item = Reference> {
    entries.iter().map(|(number, entry)| {
        let generation = match entry {
            Entry::Packed { .. } => 0,
            Entry::At { generation, .. } => *generation,
            Entry::Free { next } => u16::try_from(next.saturating_sub(1)).unwrap_or(u16::MAX),
        };
        Reference { number: *number, generation }
    })
}

impl Review {
    fn object(&mut self, objection: Objection) {
        match objection {
            Objection::Denied(reason) => {
                self.changes = Some(Changes::Suspicious);
                self.reasons.push(reason);
            }
            Objection::Unreadable(Error { fault, offset }) => {
                if self.changes != Some(Changes::Suspicious) {
                    self.changes = Some(Changes::Unreadable);
                }
                let offset = offset.map(|it| it as u64);
                self.reasons.push(Reason::ChangeUnreadable { fault, offset });
            }
        }
    }

    fn revision(&mut self, file: &File<'_>, pair: &Pair<'_, '_, '_>, terms: &Terms) {
        let revision = pair.new.revision();
        let told = u32::try_from(revision + 1).unwrap_or(u32::MAX);
        let Some(section) = file.sections().get(revision) else { return };
        for objection in structure::objections(pair, section, terms.length) {
            self.object(objection);
        }
        for (object, _) in &section.freed {
            let touched = Touched::Freed { object: *object };
            self.changed.push(Change { revision: told, touched, permitted: false });
        }

        let mut ledger = Ledger::new(terms.permission, terms.lock.as_ref());
        for rule in [
            catalog::explain,
            structure::explain,
            information::explain,
            store::explain,
            information::explain_metadata,
            form::explain,
        ] {
            if let Err(objection) = rule(pair, &mut ledger) {
                self.object(objection);
            }
        }

        for objection in ledger.objections.drain(..) {
            self.object(objection);
        }
        let written: BTreeSet<Reference> = references(&section.entries)
            .zip(&section.entries)
            .filter(|(_, (_, entry))| !matches!(entry, Entry::Free { .. }))
            .map(|(reference, _)| reference)
            .collect();
        let explained = ledger.settle(pair.usages);
        let mut level = Level::Upkeep;
        let mut touched = BTreeSet::new();
        for reference in written {
            if let Some((needs, what)) = explained.get(&reference) {
                level = level.max(*needs);
                touched.extend(what.iter().map(|it| (it.clone(), true)));
                continue;
            }
            match is_same(pair, reference) {
                Ok(true) => {}
                Ok(false) => {
                    let object = reference.number;
                    touched.insert((pair.usages.describe(reference), false));
                    self.object(Reason::ObjectUnexplained { object, revision: told }.into());
                }
                Err(objection) => self.object(objection),
            }
        }
        if terms.permission == Some(Permission::Nothing) && level == Level::Forms {
            self.object(Reason::ChangeForbidden { permission: Permission::Nothing }.into());
            touched = touched.into_iter().map(|(it, _)| (it, false)).collect();
        }
        self.changed.extend(touched.into_iter().map(|(touched, permitted)| Change {
            revision: told,
            touched,
            permitted,
        }));
    }
}

/// Whether an object was written again as it was.
fn is_same(pair: &Pair<'_, '_, '_>, reference: Reference) -> Allowed<bool> {
    let file = pair.old.file();
    if file.location(reference, pair.old.revision()).is_none() {
        return Ok(false);
    }
    let (old, new) = (pair.old.get(reference)?, pair.new.get(reference)?);
    Ok(match (&*old, &*new) {
        (Object::Stream(a), Object::Stream(b)) => {
            let bytes = file.bytes();
            a.dictionary == b.dictionary && bytes.get(a.data.clone()) == bytes.get(b.data.clone())
        }
        (a, b) => a == b,
    })
}
