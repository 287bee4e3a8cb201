use std::collections::HashMap;

use super::{
    Allowed, Objection, Pair, annotations, dependencies,
    form::{Field, Version},
    ledger::{self, Explanation, Extent, Ledger, Level},
};
use crate::{
    file::View,
    report::{Reason, Touched},
    syntax::{Dictionary, Object, Reference},
};

/// Explains new fields to be signed, and their places on pages.
///
/// No other field may be added, and none may go. Where the signature says what it permits, a new
/// field that can be seen is not permitted: it could cover what was signed.
pub(super) fn explain(
    pair: &Pair<'_, '_, '_>,
    ledger: &mut Ledger<'_>,
    fields: &[Field],
) -> Allowed<()> {
    if let Some(gone) = fields.iter().find(|field| field.old.is_some() && field.new.is_none()) {
        return Err(Reason::FieldRemoved { field: gone.name.clone() }.into());
    }
    let added = fields.iter().filter(|field| field.old.is_none());
    if let Some(other) = added.clone().find(|field| !field.to_sign) {
        return Err(Reason::FieldAdded { field: other.name.clone() }.into());
    }
    let mut places = HashMap::new();
    for field in added {
        if let Some(new) = &field.new {
            explain_field(pair, ledger, &field.name, new, &mut places)?;
        }
    }
    if places.is_empty() { Ok(()) } else { annotations::explain(pair, ledger, &places) }
}

fn explain_field(
    pair: &Pair<'_, '_, '_>,
    ledger: &mut Ledger<'_>,
    name: &str,
    new: &Version,
    places: &mut HashMap<Reference, String>,
) -> Allowed<()> {
    let field = new.dictionary()?;
    let visible = is_visible(pair.new, field)?;
    let level = if visible { Level::Forms } else { Level::Upkeep };
    let touched = || Touched::SignatureField { field: name.to_owned() };
    let explain = |ledger: &mut Ledger<'_>, reference, level, even_locked, even_certified| {
        let explanation =
            Explanation { reference, level, extent: Extent::Everywhere, touched: touched() };
        ledger.explain_field(explanation, ledger::Field { name, even_locked, even_certified })
    };
    let malformed = || Objection::from(Reason::FormMalformed);
    if !pair.old.is_free(new.reference) {
        return Err(malformed());
    }
    explain(ledger, new.reference, level, !visible, !visible)?;
    shows_only_what_is_signed(pair, field, field, name)?;
    let parts = |dictionary: &Dictionary, keys: &[&str]| -> Allowed<Vec<Reference>> {
        let mut found = Vec::new();
        for value in keys.iter().filter_map(|key| dictionary.get(key)) {
            found.extend(dependencies::of(pair.new, value, pair.old.revision() + 1)?);
        }
        Ok(found)
    };
    for reference in parts(field, &["AP", "Lock", "SV"])? {
        explain(ledger, reference, Level::Forms, false, true)?;
    }

    let Some(kids) = field.get("Kids") else {
        places.insert(new.reference, name.to_owned());
        return Ok(());
    };
    if let Some(reference) = kids.reference()
        && pair.old.is_free(reference)
    {
        explain(ledger, reference, level, !visible, true)?;
    }
    let kids = pair.new.follow(kids)?;
    for kid in kids.array().ok_or_else(malformed)? {
        let reference = kid.reference().ok_or_else(malformed)?;
        let object = pair.new.get(reference)?;
        let kid = object.dictionary().ok_or_else(malformed)?;
        if kid.has("T") {
            continue;
        }
        // What was there already, and was not shown, would be.
        if !pair.old.is_free(reference) {
            return Err(malformed());
        }
        shows_only_what_is_signed(pair, kid, field, name)?;
        places.insert(reference, name.to_owned());
        explain(ledger, reference, level, !visible, true)?;
        for part in parts(kid, &["AP"])? {
            explain(ledger, part, Level::Forms, false, true)?;
        }
    }
    Ok(())
}

/// Fails where the place of a field on a page shows or does what no signature stands behind.
fn shows_only_what_is_signed(
    pair: &Pair<'_, '_, '_>,
    place: &Dictionary,
    field: &Dictionary,
    name: &str,
) -> Allowed<()> {
    let malformed = || Objection::from(Reason::SignatureMalformed { field: name.to_owned() });
    let kind = pair.new.value(place, "Subtype")?;
    if kind.is_some_and(|it| !it.is_name("Widget")) || place.has("A") || place.has("AA") {
        return Err(malformed());
    }
    let drawn = place.has("AP") && has_area(pair.new, place)?;
    let signed = pair.new.value(field, "V")?;
    let signed = signed.as_deref().and_then(Object::dictionary).is_some_and(|it| !it.is_empty());
    if drawn && !signed { Err(malformed()) } else { Ok(()) }
}

/// Whether a field takes room on a page.
pub(super) fn is_visible(view: &View<'_, '_>, field: &Dictionary) -> Allowed<bool> {
    if has_area(view, field)? {
        return Ok(true);
    }
    let Some(kids) = view.value(field, "Kids")? else { return Ok(false) };
    for kid in kids.array().unwrap_or_default() {
        let kid = view.follow(kid)?;
        if let Some(kid) = kid.dictionary()
            && has_area(view, kid)?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn has_area(view: &View<'_, '_>, annotation: &Dictionary) -> Allowed<bool> {
    let Some(corners) = view.value(annotation, "Rect")? else { return Ok(false) };
    let mut numbers = Vec::new();
    for corner in corners.array().unwrap_or_default() {
        numbers.push(view.follow(corner)?.number());
    }
    let [Some(left), Some(bottom), Some(right), Some(top)] = *numbers else {
        // What cannot be told to be empty counts as seen.
        return Ok(!corners.array().unwrap_or_default().is_empty());
    };
    Ok(((left - right) * (bottom - top)).abs() > 0.0)
}

/// Whether a value is a reference to nothing that was there before.
pub(super) fn is_of_this_update(pair: &Pair<'_, '_, '_>, value: &Object) -> Option<Reference> {
    value.reference().filter(|reference| pair.old.is_free(*reference))
}
