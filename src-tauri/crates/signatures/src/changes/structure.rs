use std::collections::{BTreeSet, HashSet};

use super::{
    Allowed, Objection, Pair, dependencies,
    ledger::{Extent, Ledger, Level},
    references,
};
use crate::{
    file::{Entry, Section},
    report::{Reason, Touched},
    syntax::Reference,
};

/// What is wrong with how a revision was appended, whatever it says.
pub(super) fn objections(
    pair: &Pair<'_, '_, '_>,
    section: &Section,
    signed: usize,
) -> Vec<Objection> {
    let mut found: Vec<Objection> = Vec::new();
    if section.start < signed {
        found.push(Reason::CrossReferencesInSignedBytes.into());
    }
    for object in &section.twice {
        found.push(Reason::DefinedTwice { object: *object }.into());
    }
    let file = pair.new.file();
    // Nothing that was there when it was signed may be taken away.
    for &(object, next) in &section.freed {
        if next > 0 || !pair.old.is_free(Reference { number: object, generation: 0 }) {
            found.push(Reason::ObjectFreed { object }.into());
        }
    }
    // What was hidden among the signed bytes cannot be brought to light afterwards.
    for ((object, entry), reference) in section.entries.iter().zip(references(&section.entries)) {
        let container = match *entry {
            Entry::Packed { container, .. } => Reference { number: container, generation: 0 },
            Entry::At { .. } => reference,
            Entry::Free { .. } => continue,
        };
        let (old, new) = (pair.old.revision(), pair.new.revision());
        let lies_there = matches!(
            file.locate(container, new),
            Some((Entry::At { offset, .. }, _)) if offset < signed
        );
        if lies_there && file.location(reference, new) != file.location(reference, old) {
            found.push(Reason::PointsIntoSignedBytes { object: *object }.into());
        }
    }
    found
}

/// Explains the containers of cross-references and objects, and objects that nothing uses.
pub(super) fn explain(pair: &Pair<'_, '_, '_>, ledger: &mut Ledger<'_>) -> Allowed<()> {
    let mut explain = |reference: Reference, touched: Touched| {
        ledger.explain(reference, Level::Upkeep, Extent::Everywhere, touched);
    };
    let sections = pair.new.file().sections();
    let revision = pair.new.revision();
    let Some(section) = sections.get(revision) else { return Ok(()) };
    let containers: BTreeSet<u32> = section
        .entries
        .iter()
        .filter_map(|(_, entry)| match entry {
            Entry::Packed { container, .. } => Some(*container),
            Entry::At { .. } | Entry::Free { .. } => None,
        })
        .collect();
    let containers = containers.into_iter().map(|number| Reference { number, generation: 0 });
    // The stream of a hybrid may be listed by the revision before it.
    let beside = sections.get(revision + 1).filter(|next| next.hybrid);
    let streams = section.streams.iter().chain(beside.into_iter().flat_map(|it| &it.streams));
    for reference in containers.chain(streams.copied()) {
        if pair.old.is_free(reference) {
            explain(reference, Touched::Structure);
        }
    }
    for reference in unused(pair, section)? {
        // It must be what it is listed as: under a number that is not its own, an object is missing
        // where it is used. A signature that no field leads to has lost its field.
        let object = pair.new.get(reference)?;
        if object.dictionary().is_none_or(|it| it.get("ByteRange").is_none()) {
            explain(reference, Touched::Nothing { object: reference.number });
        }
    }
    Ok(())
}

/// The new objects of a revision that nothing in it leads to.
fn unused(pair: &Pair<'_, '_, '_>, section: &Section) -> Allowed<HashSet<Reference>> {
    let revision = pair.new.revision();
    let before = pair.new.file().view(revision.saturating_sub(1));
    let (mut left, updated): (HashSet<Reference>, BTreeSet<Reference>) = {
        let all = references(&section.entries);
        let (new, old): (Vec<_>, Vec<_>) = all.partition(|it| before.is_free(*it));
        (new.into_iter().collect(), old.into_iter().collect())
    };
    let mut remove = |value: &crate::syntax::Object| -> Allowed<bool> {
        for reference in dependencies::of(pair.new, value, revision)? {
            left.remove(&reference);
        }
        Ok(left.is_empty())
    };
    let mut done = remove(pair.new.trailer())?;
    for reference in updated {
        if done {
            break;
        }
        done = remove(&*pair.new.get(reference)?)?;
    }
    Ok(left)
}
