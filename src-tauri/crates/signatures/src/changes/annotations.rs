use std::collections::{HashMap, HashSet};

use super::{
    Allowed, Objection, Pair,
    compare::{first_difference, plain},
    ledger::{self, Explanation, Extent, Ledger, Level},
};
use crate::{
    report::{Fault, Reason, Touched},
    syntax::{Dictionary, Error, Object, Reference},
};

/// How deep a page tree may be.
const DEPTH: usize = 64;

/// Explains the pages to which nothing was added but the places of new fields.
pub(super) fn explain(
    pair: &Pair<'_, '_, '_>,
    ledger: &mut Ledger<'_>,
    places: &HashMap<Reference, String>,
) -> Allowed<()> {
    let fault = Error::new(Fault::PageTree);
    let top = |root: &Object| root.dictionary().and_then(|it| it.get("Pages")?.reference());
    let old = top(&*pair.old.root()?).ok_or(fault)?;
    let new = top(&*pair.new.root()?).ok_or(fault)?;
    let mut walk = Walk { pair, ledger, places, page: 0, seen: HashSet::new() };
    walk.branch(old, new, 0)
}

struct Walk<'w, 'p, 'f, 'a, 't> {
    pair: &'w Pair<'p, 'f, 'a>,
    ledger: &'w mut Ledger<'t>,
    places: &'w HashMap<Reference, String>,
    page: u32,
    seen: HashSet<Reference>,
}

impl Walk<'_, '_, '_, '_, '_> {
    fn branch(&mut self, old: Reference, new: Reference, depth: usize) -> Allowed<()> {
        let fault = Error::new(Fault::PageTree);
        let changed = || Objection::from(Reason::PageTreeChanged);
        let (old, new) = (self.pair.old.get(old)?, self.pair.new.get(new)?);
        let old_kids = self.pair.old.value(old.dictionary().ok_or(fault)?, "Kids")?.ok_or(fault)?;
        let new_kids =
            self.pair.new.value(new.dictionary().ok_or(fault)?, "Kids")?.ok_or_else(changed)?;
        let old_kids = references(&old_kids).ok_or(fault)?;
        let new_kids = references(&new_kids).ok_or_else(changed)?;
        if old_kids != new_kids {
            return Err(changed());
        }
        for kid in old_kids {
            // The same page twice would end the counting nowhere.
            if depth == DEPTH || !self.seen.insert(kid) {
                return Err(fault.into());
            }
            let object = self.pair.old.get(kid)?;
            let kind = object.dictionary().and_then(|it| it.get("Type")).ok_or(fault)?;
            let kind = self.pair.old.follow(kind)?;
            if kind.is_name("Pages") {
                self.branch(kid, kid, depth + 1)?;
            } else if kind.is_name("Page") {
                self.page += 1;
                self.page(kid)?;
            }
        }
        Ok(())
    }

    fn page(&mut self, page: Reference) -> Allowed<()> {
        let fault = Error::new(Fault::PageTree);
        let (old, new) = (self.pair.old.get(page)?, self.pair.new.get(page)?);
        let new = plain(&new, &Reason::PageTreeChanged)?;
        let old = old.dictionary().ok_or(fault)?;
        let Some(list) = new.get("Annots") else { return Ok(()) };
        let malformed = || Objection::from(Reason::AnnotationsMalformed { page: self.page });
        let after = references(&*self.pair.new.follow(list)?).ok_or_else(malformed)?;
        let (before, old_list) = match old.get("Annots") {
            None => (HashSet::new(), None),
            Some(list) => {
                let held = self.pair.old.follow(list)?;
                let found = references(&held).ok_or_else(malformed)?;
                (found.into_iter().collect::<HashSet<Reference>>(), list.reference())
            }
        };
        let after: HashSet<Reference> = after.into_iter().collect();
        if before == after {
            return Ok(());
        }
        if !before.is_subset(&after) {
            return Err(Reason::AnnotationsRemoved { page: self.page }.into());
        }
        let added: Vec<&Reference> = after.difference(&before).collect();
        if added.iter().any(|it| !self.places.contains_key(it)) {
            return Err(Reason::AnnotationsAdded { page: self.page }.into());
        }
        self.same_but_for_annotations(old, new)?;
        // With several at once, nobody can tell which field the page was written for.
        let field = match *added {
            [only] => self.places.get(only).cloned(),
            _ => None,
        };
        self.explain(page, Extent::Everywhere, field.as_deref())?;
        if let Some(list) = list.reference()
            && (old_list == Some(list) || self.pair.old.is_free(list))
        {
            let extent = Extent::Within(Some(page), vec!["Annots".into()]);
            self.explain(list, extent, field.as_deref())?;
        }
        Ok(())
    }

    fn same_but_for_annotations(&self, old: &Dictionary, new: &Dictionary) -> Allowed<()> {
        match first_difference(old, new, &["Annots"]) {
            None => Ok(()),
            Some(_) => Err(Reason::PageChanged { page: self.page }.into()),
        }
    }

    fn explain(&mut self, object: Reference, extent: Extent, field: Option<&str>) -> Allowed<()> {
        let touched = Touched::Annotations { page: self.page };
        let explanation = Explanation { reference: object, level: Level::Upkeep, extent, touched };
        match field {
            Some(name) => {
                let field = ledger::Field { name, even_locked: true, even_certified: true };
                self.ledger.explain_field(explanation, field)
            }
            None => {
                let Explanation { reference, level, extent, touched } = explanation;
                self.ledger.explain(reference, level, extent, touched);
                Ok(())
            }
        }
    }
}

/// The references of a list that holds nothing else.
fn references(list: &Object) -> Option<Vec<Reference>> {
    list.array()?.iter().map(Object::reference).collect()
}
