use std::collections::{BTreeSet, HashSet};

use super::{
    Allowed, Objection, Pair, dependencies,
    ledger::{Extent, Ledger, Level},
    references,
};
use crate::{
    file::{Entry, Section},
    report::{Reason, Touched},
    syntax::{Object, Reference},
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
    if !section.strict {
        found.push(Reason::CrossReferencesLoose.into());
    }
    for object in section.twice.iter().chain(&section.differing) {
        found.push(Reason::DefinedTwice { object: *object }.into());
    }
    let file = pair.new.file();
    // Whatever the signed revisions admitted, a later trailer may bring such an object to light.
    for section in file.sections().iter().take(pair.new.revision() + 1) {
        let objects = section.seen_by_some.iter();
        found.extend(objects.map(|&object| Reason::SeenBySome { object }.into()));
    }
    if let Some(key) = changed_in_trailer(pair, section) {
        found.push(Reason::TrailerChanged { key: key.to_owned() }.into());
    }
    // Nothing that was there when it was signed may be taken away.
    for &(object, next) in &section.freed {
        if next > 0 || !pair.old.is_free(Reference { number: object, generation: 0 }) {
            found.push(Reason::ObjectFreed { object }.into());
        }
    }
    // Readers take an object stream as it is last, and so everything in it.
    for (object, _) in &section.entries {
        if file.is_container_before(*object, pair.new.revision()) {
            found.push(Reason::ObjectReused { object: *object }.into());
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
        let before = file.location(reference, old);
        if lies_there && file.location(reference, new) != before {
            found.push(Reason::PointsIntoSignedBytes { object: *object }.into());
        }
        // Whoever signed saw nothing there, and everybody else sees what was put there since.
        if before.is_none() && !pair.usages.of(reference).is_empty() {
            found.push(Reason::GapFilled { object: *object }.into());
        }
    }
    found
}

/// What the trailer of a later revision says otherwise, of what decides how all the rest is read.
/// Some readers only look into the last trailer, and others into each.
fn changed_in_trailer(pair: &Pair<'_, '_, '_>, section: &Section) -> Option<&'static str> {
    let before = pair.old.trailer().dictionary();
    let of_signed = |key| before.and_then(|it| it.get(key));
    let first_id = |id: Option<&Object>| id?.array()?.first().cloned();
    let now = &section.trailer;
    let encrypted = of_signed("Encrypt").is_some();
    let file = pair.new.file();
    // Readers believe the last one. Those in between are often careless.
    let is_last = pair.new.revision() + 1 == file.sections().len();
    let signed = of_signed("ID");
    if is_last && section.size < file.size(pair.old.revision()) {
        Some("Size")
    } else if !now.has("Root") {
        Some("Root")
    } else if now.get("Encrypt") != of_signed("Encrypt") {
        Some("Encrypt")
    } else if encrypted && first_id(now.get("ID")) != first_id(signed) {
        Some("ID")
    } else {
        None
    }
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
    let before = pair.new.file().view(revision.saturating_sub(1));
    for reference in containers.chain(streams.copied()) {
        if before.is_free(reference) {
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
    let mut remove = |value: &Object| -> Allowed<bool> {
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
