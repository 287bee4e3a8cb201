use std::collections::HashSet;

use super::{
    Allowed, Objection, Pair,
    compare::replaced,
    dependencies,
    form::Field,
    ledger::{self, Explanation, Extent, Ledger, Level},
    trees,
};
use crate::{
    file::View,
    report::{Reason, Touched},
    syntax::{Dictionary, Object, Reference},
};

/// The appearances of an annotation: as it rests, under the pointer, and pressed.
const APPEARANCES: [&str; 3] = ["N", "R", "D"];

/// Explains the appearance of a field, redrawn in new objects.
pub(super) fn explain(
    pair: &Pair<'_, '_, '_>,
    ledger: &mut Ledger<'_>,
    name: &str,
    old: &Dictionary,
    new: &Dictionary,
) -> Allowed<()> {
    let ((before, after), reference) = replaced(pair, old, new, "AP")?;
    // Whatever shares a dictionary would be redrawn with the field.
    let shared = old.get("AP").and_then(Object::reference);
    if before.as_ref().is_some_and(|it| it.dictionary().is_some())
        && shared.is_some_and(|shared| pair.usages.anchors(shared).len() > 1)
    {
        return Err(Reason::AppearanceShared { field: name.to_owned() }.into());
    }
    if let Some(reference) = reference {
        explain_part(ledger, name, reference, Extent::Everywhere)?;
    }
    let Some(after) = after else { return Ok(()) };
    let malformed = || Objection::from(Reason::AppearanceMalformed { field: name.to_owned() });
    let after = after.dictionary().ok_or_else(malformed)?;
    for value in APPEARANCES.iter().filter_map(|key| after.get(key)) {
        for part in dependencies::of(pair.new, value, pair.old.revision() + 1)? {
            explain_part(ledger, name, part, Extent::Everywhere)?;
        }
    }
    Ok(())
}

/// Explains the appearance of a field, redrawn in the stream that it was in, if nothing else used it.
pub(super) fn explain_in_place(
    pair: &Pair<'_, '_, '_>,
    ledger: &mut Ledger<'_>,
    field: &Field,
    old: &Dictionary,
    new: &Dictionary,
) -> Allowed<()> {
    let name = field.name.as_str();
    // What has states has an appearance for each, which need not be redrawn.
    if old.has("AS") {
        return Ok(());
    }
    let (Some(old_value), Some(new_value)) = (old.get("AP"), new.get("AP")) else {
        return Ok(());
    };
    let (before, after) = (pair.old.follow(old_value)?, pair.new.follow(new_value)?);
    let Some(before) = before.dictionary() else { return Ok(()) };
    let malformed = || Objection::from(Reason::AppearanceMalformed { field: name.to_owned() });
    let after = after.dictionary().ok_or_else(malformed)?;
    let reference = |dictionary: &Dictionary, key: &str| match dictionary.get(key) {
        None => Ok(None),
        Some(value) => value.reference().map(Some).ok_or_else(malformed),
    };
    for key in APPEARANCES {
        let (Some(drawn), redrawn) = (reference(before, key)?, reference(after, key)?) else {
            continue;
        };
        let file = pair.new.file();
        let latest = file.sections().len().saturating_sub(1);
        let last_written = file.locate(drawn, latest).map(|(_, revision)| revision);
        if redrawn != Some(drawn) || last_written == Some(pair.old.revision()) {
            continue;
        }
        let extent = match (old_value.reference(), &field.old) {
            (Some(dictionary), _) => Extent::Within(Some(dictionary), vec![key.into()]),
            (None, Some(old)) => Extent::Within(Some(old.reference), vec!["AP".into(), key.into()]),
            (None, None) => continue,
        };
        explain_part(ledger, name, drawn, extent)?;
        let stream = pair.new.get(drawn)?;
        for part in dependencies::of(pair.new, &stream, pair.old.revision() + 1)? {
            explain_part(ledger, name, part, Extent::Everywhere)?;
        }
    }
    Ok(())
}

fn explain_part(
    ledger: &mut Ledger<'_>,
    name: &str,
    reference: Reference,
    extent: Extent,
) -> Allowed<()> {
    let touched = Touched::Field { field: name.to_owned() };
    let explanation = Explanation { reference, level: Level::Forms, extent, touched };
    let field = ledger::Field { name, even_locked: false, even_certified: true };
    ledger.explain_field(explanation, field)
}

/// The appearance dictionaries that the fields of a revision refer to.
pub(super) fn dictionaries(view: &View<'_, '_>) -> Allowed<HashSet<Reference>> {
    let mut found = HashSet::new();
    for field in trees::fields(view)? {
        let object = view.get(field)?;
        found.extend(object.dictionary().and_then(|it| it.get("AP")?.reference()));
    }
    Ok(found)
}
