use super::{
    Allowed, Pair, appearance,
    compare::first_difference,
    dependencies,
    form::Field,
    ledger::{self, Explanation, Extent, Ledger, Level},
};
use crate::{
    report::{Reason, Touched},
    syntax::Dictionary,
};

/// What some writers set whenever they write a field, and changes nothing that is seen.
const ALWAYS: [&str; 2] = ["Ff", "Type"];

/// What filling in a field may change.
const VALUE: [&str; 8] = ["Ff", "Type", "AP", "AS", "V", "F", "DA", "Q"];

/// Explains a field that was filled in.
pub(super) fn explain(
    pair: &Pair<'_, '_, '_>,
    ledger: &mut Ledger<'_>,
    field: &Field,
) -> Allowed<()> {
    let (Some(old), Some(new)) = (&field.old, &field.new) else { return Ok(()) };
    let reference = new.reference;
    let (old, new) = (old.dictionary()?, new.dictionary()?);
    let name = field.name.as_str();
    let level = Level::Forms;
    let touched = || Touched::Field { field: field.name.clone() };
    let even_locked = same_but_for_the_value(old, new, name)?;
    for extent in field.expected(pair)? {
        let explanation = Explanation { reference, level, extent, touched: touched() };
        ledger.explain_field(
            explanation,
            ledger::Field { name, even_locked, even_certified: true },
        )?;
    }
    appearance::explain(pair, ledger, name, old, new)?;
    appearance::explain_in_place(pair, ledger, field, old, new)?;
    if let Some(value) = new.get("V")
        && old.get("V") != Some(value)
    {
        for reference in dependencies::of(pair.new, value, pair.old.revision() + 1)? {
            let explanation =
                Explanation { reference, level, extent: Extent::Everywhere, touched: touched() };
            let field = ledger::Field { name, even_locked: false, even_certified: true };
            ledger.explain_field(explanation, field)?;
        }
    }
    Ok(())
}

/// Fails where more than the value of a field changed; tells whether not even that did.
pub(super) fn same_but_for_the_value(
    old: &Dictionary,
    new: &Dictionary,
    field: &str,
) -> Allowed<bool> {
    if let Some(key) = first_difference(old, new, &VALUE) {
        let key = String::from_utf8_lossy(key.bytes()).into_owned();
        return Err(Reason::FieldChanged { field: field.to_owned(), key }.into());
    }
    let kinds = (old.get("Type"), new.get("Type"));
    let as_it_was = match kinds {
        (None, Some(now)) => now.is_name("Annot"),
        (before, now) => before == now,
    };
    if !as_it_was {
        let key = "Type".to_owned();
        return Err(Reason::FieldChanged { field: field.to_owned(), key }.into());
    }
    Ok(first_difference(old, new, &ALWAYS).is_none())
}
