use std::collections::HashSet;

use super::Allowed;
use crate::{
    file::{File, View},
    report::Reason,
    syntax::{Object, Reference},
};

/// Every object that a value refers to, directly or not, and that came with `since` or later.
///
/// Older objects are not looked into: they can refer to nothing newer that was not there to see.
pub(super) fn of(view: &View<'_, '_>, value: &Object, since: usize) -> Allowed<HashSet<Reference>> {
    let mut found = HashSet::new();
    let mut left = Vec::new();
    collect(value, &mut left);
    while let Some(reference) = left.pop() {
        if found.contains(&reference) || introduced(view.file(), reference)? < since {
            continue;
        }
        found.insert(reference);
        collect(&*view.get(reference)?, &mut left);
    }
    Ok(found)
}

/// The first revision in which an object is there.
fn introduced(file: &File<'_>, reference: Reference) -> Allowed<usize> {
    file.spend(1)?;
    (0..file.sections().len())
        .find(|revision| {
            file.sections()
                .get(*revision)
                .is_some_and(|section| section.entry(reference.number).is_some())
                && file.location(reference, *revision).is_some()
        })
        .ok_or_else(|| Reason::ReferenceToNothing { object: reference.number }.into())
}

fn collect(object: &Object, found: &mut Vec<Reference>) {
    if let Some(reference) = object.reference() {
        found.push(reference);
    } else if let Some(items) = object.array() {
        items.iter().for_each(|item| collect(item, found));
    } else if let Some(dictionary) = object.dictionary() {
        dictionary.iter().for_each(|(_, value)| collect(value, found));
    }
}
