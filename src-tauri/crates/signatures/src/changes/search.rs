use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use super::{
    Allowed,
    trees::{self, Pages},
    usages::{Key, Usage, Usages, path},
};
use crate::{
    file::View,
    report::Reason,
    syntax::{Name, Object, Reference},
};

/// How many references all objects together may hold.
const REFERENCES: usize = 4_000_000;

/// Finds every way from the trailer to the targets.
///
/// A node of the page tree is entered along that tree alone, and an element of the structure along
/// the structure alone: both refer to one another so much that all ways could not be told.
pub(super) fn follow(
    view: &View<'_, '_>,
    targets: &HashSet<Reference>,
    pages: &Pages,
    usages: &mut Usages,
) -> Allowed<()> {
    enum Step {
        Enter { from: Option<Usage>, in_structure: bool },
        Leave(Reference),
    }
    let structure = trees::structure(view)?;
    // The way back up tells nothing that the way down does not, where it is that.
    let mut above: HashSet<Reference> = pages.places.keys().copied().collect();
    above.extend(trees::fields(view)?);
    let leads = leading_to(view, targets, &above)?;
    let structure_root = path(&["Root", "StructTreeRoot"]);
    let mut on_the_way: HashSet<Reference> = HashSet::new();
    let mut left = vec![Step::Enter { from: None, in_structure: false }];
    while let Some(step) = left.pop() {
        let (from, in_structure) = match step {
            Step::Leave(reference) => {
                on_the_way.remove(&reference);
                continue;
            }
            Step::Enter { from, in_structure } => (from, in_structure),
        };
        let object = match from.and_then(|from| usages.reference(from)) {
            None => Rc::clone(view.trailer()),
            Some(reference) => {
                on_the_way.insert(reference);
                left.push(Step::Leave(reference));
                view.get(reference)?
            }
        };
        let prefix = from.map_or(Some(Vec::new()), |from| usages.short_path(from));
        let mut inside = Inside {
            leads: &leads,
            above: &above,
            prefix,
            structure_root: &structure_root,
            found: Vec::new(),
        };
        inside.look(&object, in_structure, &mut Vec::new());
        for (keys, reference, in_structure) in inside.found.into_iter().rev() {
            if on_the_way.contains(&reference) {
                continue;
            }
            view.file().spend(keys.len())?;
            let usage = usages.note(from, keys, reference).ok_or(Reason::TooManyWays)?;
            if targets.contains(&reference) {
                usages.keep(usage);
            }
            let elsewhere = pages.places.contains_key(&reference)
                && usages.full_path(usage) != canonical(pages, reference);
            if !elsewhere && (in_structure || !structure.contains(&reference)) {
                left.push(Step::Enter { from: Some(usage), in_structure });
            }
        }
    }
    Ok(())
}

/// The path to a node along the page tree.
fn canonical(pages: &Pages, reference: Reference) -> Vec<Key> {
    let mut steps = Vec::new();
    let mut at = reference;
    while let Some(Some((above, index))) = pages.places.get(&at) {
        steps.push(Key::Index(*index));
        steps.push("Kids".into());
        at = *above;
    }
    steps.extend(["Pages".into(), "Root".into()]);
    steps.reverse();
    steps
}

/// The references in an object that lead to a target.
struct Inside<'s> {
    leads: &'s HashSet<Reference>,
    above: &'s HashSet<Reference>,
    /// The path to the object, if it is short.
    prefix: Option<Vec<Key>>,
    structure_root: &'s [Key],
    found: Vec<(Vec<Key>, Reference, bool)>,
}

impl Inside<'_> {
    fn look(&mut self, object: &Object, in_structure: bool, keys: &mut Vec<Key>) {
        if let Some(reference) = object.reference() {
            if self.leads.contains(&reference) {
                self.found.push((keys.clone(), reference, in_structure));
            }
        } else if let Some(items) = object.array() {
            for (index, item) in items.iter().enumerate() {
                keys.push(Key::Index(index));
                self.look(item, in_structure, keys);
                keys.pop();
            }
        } else if let Some(dictionary) = object.dictionary() {
            let is_root = self
                .prefix
                .as_ref()
                .is_some_and(|prefix| prefix.iter().chain(keys.iter()).eq(self.structure_root));
            for (name, value) in dictionary.iter() {
                if is_way_up(name, value, self.above) || (in_structure && name == "P") {
                    continue;
                }
                keys.push(Key::Name(name.clone()));
                self.look(value, in_structure || (is_root && name == "K"), keys);
                keys.pop();
            }
        }
    }
}

/// Whether a value is the way back up in the page tree or in the form, which tells nothing that the
/// way down does not. Whatever else a parent is said to be is a use of it.
fn is_way_up(name: &Name, value: &Object, above: &HashSet<Reference>) -> bool {
    name == "Parent" && value.reference().is_some_and(|it| above.contains(&it))
}

/// The objects from which a target can be reached, the targets included.
fn leading_to(
    view: &View<'_, '_>,
    targets: &HashSet<Reference>,
    above: &HashSet<Reference>,
) -> Allowed<HashSet<Reference>> {
    let generations: HashMap<u32, u16> =
        targets.iter().map(|it| (it.number, it.generation)).collect();
    let mut numbers: HashMap<Reference, u32> = HashMap::new();
    let mut order: Vec<Reference> = Vec::new();
    let mut links: Vec<(u32, u32)> = Vec::new();
    let mut inside = Vec::new();
    references(view.trailer(), above, &mut inside);
    for reference in inside.drain(..) {
        number(reference, &mut numbers, &mut order);
    }
    let mut next = 0;
    while let Some(&reference) = order.get(next) {
        let from = u32::try_from(next).unwrap_or(u32::MAX);
        next += 1;
        // Many readers look at the number alone.
        if generations.get(&reference.number).is_some_and(|it| *it != reference.generation) {
            return Err(Reason::GapFilled { object: reference.number }.into());
        }
        references(&*view.get(reference)?, above, &mut inside);
        if links.len() + inside.len() > REFERENCES {
            return Err(Reason::TooManyWays.into());
        }
        for to in inside.drain(..) {
            // Sorted by their ends below, so that the links can be followed backwards.
            links.push((number(to, &mut numbers, &mut order), from));
        }
    }
    links.sort_unstable();

    let mut leads: HashSet<Reference> = targets.clone();
    let mut left: Vec<u32> = targets.iter().filter_map(|it| numbers.get(it)).copied().collect();
    while let Some(to) = left.pop() {
        let start = links.partition_point(|(end, _)| *end < to);
        for (_, from) in links[start..].iter().take_while(|(end, _)| *end == to) {
            let Some(&reference) = order.get(*from as usize) else { continue };
            if leads.insert(reference) {
                left.push(*from);
            }
        }
    }
    Ok(leads)
}

fn number(
    reference: Reference,
    numbers: &mut HashMap<Reference, u32>,
    order: &mut Vec<Reference>,
) -> u32 {
    *numbers.entry(reference).or_insert_with(|| {
        order.push(reference);
        u32::try_from(order.len() - 1).unwrap_or(u32::MAX)
    })
}

fn references(object: &Object, above: &HashSet<Reference>, found: &mut Vec<Reference>) {
    if let Some(reference) = object.reference() {
        found.push(reference);
    } else if let Some(items) = object.array() {
        items.iter().for_each(|item| references(item, above, found));
    } else if let Some(dictionary) = object.dictionary() {
        for (name, value) in dictionary.iter() {
            if !is_way_up(name, value, above) {
                references(value, above, found);
            }
        }
    }
}
