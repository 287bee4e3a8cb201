use std::collections::{HashMap, HashSet};

use super::Allowed;
use crate::{
    file::View,
    report::Fault,
    syntax::{Error, Object, Reference},
};

/// How deep a page tree may be.
const DEPTH: usize = 64;

/// The page tree of a revision.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// The number of each page, counted from 1.
    pub numbers: HashMap<Reference, u32>,
    /// For each node, the one above it and its place there; nothing for the top.
    pub places: HashMap<Reference, Option<(Reference, usize)>>,
}

/// Reads the page tree, in which no node may be twice.
pub(super) fn pages(view: &View<'_, '_>) -> Allowed<Pages> {
    let fault = Error::new(Fault::PageTree);
    let root = view.root()?;
    let top = root.dictionary().and_then(|root| root.get("Pages")).ok_or(fault)?;
    let top = top.reference().ok_or(fault)?;
    if view.get(top)?.dictionary().is_none_or(|it| it.has("Parent")) {
        return Err(fault.into());
    }
    let mut pages = Pages::default();
    pages.places.insert(top, None);
    pages.branch(view, top, 0)?;
    Ok(pages)
}

impl Pages {
    fn branch(&mut self, view: &View<'_, '_>, reference: Reference, depth: usize) -> Allowed<()> {
        let fault = Error::new(Fault::PageTree);
        if depth == DEPTH {
            return Err(fault.into());
        }
        let node = view.get(reference)?;
        let node = node.dictionary().ok_or(fault)?;
        let kids = view.value(node, "Kids")?.ok_or(fault)?;
        for (index, kid) in kids.array().ok_or(fault)?.iter().enumerate() {
            let kid = kid.reference().ok_or(fault)?;
            if self.places.insert(kid, Some((reference, index))).is_some() {
                return Err(fault.into());
            }
            let held = view.get(kid)?;
            let inner = held.dictionary().ok_or(fault)?;
            // A page has from above what it does not say itself: there must be one way up.
            if inner.get("Parent").and_then(Object::reference) != Some(reference) {
                return Err(fault.into());
            }
            if view.value(inner, "Type")?.is_some_and(|it| it.is_name("Pages")) {
                self.branch(view, kid, depth + 1)?;
            } else {
                let number = u32::try_from(self.numbers.len() + 1).unwrap_or(u32::MAX);
                self.numbers.insert(kid, number);
            }
        }
        Ok(())
    }
}

/// How deep fields may lie in one another.
const FIELD_DEPTH: usize = 64;

/// The fields of a revision and their places on pages, as they hang in the form.
pub(super) fn fields(view: &View<'_, '_>) -> Allowed<HashSet<Reference>> {
    let mut seen = HashSet::new();
    let root = view.root()?;
    let Some(root) = root.dictionary() else { return Ok(seen) };
    let Some(form) = view.value(root, "AcroForm")? else { return Ok(seen) };
    let Some(form) = form.dictionary() else { return Ok(seen) };
    let Some(fields) = view.value(form, "Fields")? else { return Ok(seen) };
    let listed = |list: &Object, depth: usize| -> Vec<(Reference, usize)> {
        let items = list.array().unwrap_or_default().iter();
        items.filter_map(Object::reference).map(|it| (it, depth)).collect()
    };
    let mut left = listed(&fields, 0);
    while let Some((reference, depth)) = left.pop() {
        if depth > FIELD_DEPTH || !seen.insert(reference) {
            continue;
        }
        let object = view.get(reference)?;
        let Some(field) = object.dictionary() else { continue };
        if let Some(kids) = view.value(field, "Kids")? {
            left.extend(listed(&kids, depth + 1));
        }
    }
    Ok(seen)
}

/// The elements of the logical structure of a revision, in which none may be twice.
pub(super) fn structure(view: &View<'_, '_>) -> Allowed<HashSet<Reference>> {
    let fault = Error::new(Fault::StructureTree);
    let mut found = HashSet::new();
    let root = view.root()?;
    let Some(top) = root.dictionary().and_then(|root| root.get("StructTreeRoot")) else {
        return Ok(found);
    };
    let mut left: Vec<Object> = vec![top.clone()];
    while let Some(element) = left.pop() {
        let element = view.follow(&element)?;
        let Some(dictionary) = element.dictionary() else { continue };
        let Some(children) = dictionary.get("K") else { continue };
        let children = view.follow(children)?;
        // The only child need not be in an array, but may have been looked up.
        let single = dictionary.get("K").map(std::slice::from_ref).unwrap_or_default();
        let several = children.array().unwrap_or(single);
        for child in several {
            let held = view.follow(child)?;
            // Parts of a page are children as well, and no elements.
            let Some(inner) = held.dictionary() else { continue };
            if view.value(inner, "Type")?.is_some_and(|it| !it.is_name("StructElem")) {
                continue;
            }
            if let Some(reference) = child.reference()
                && !found.insert(reference)
            {
                return Err(fault.into());
            }
            left.push(child.clone());
        }
    }
    Ok(found)
}
