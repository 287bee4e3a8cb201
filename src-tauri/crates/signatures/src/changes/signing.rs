use super::{
    Allowed, Objection, Pair, appearance,
    compare::plain,
    creation::{is_of_this_update, is_visible},
    filling::same_but_for_the_value,
    form::Field,
    ledger::{self, Explanation, Extent, Ledger, Level},
};
use crate::{
    report::{Reason, Touched},
    syntax::{Dictionary, Reference},
};

/// Explains a field that was signed, whether it was there before or not.
///
/// What was signed before stays as it was, and no signature is ever taken back.
pub(super) fn explain(
    pair: &Pair<'_, '_, '_>,
    ledger: &mut Ledger<'_>,
    field: &Field,
) -> Allowed<()> {
    let Some(new) = &field.new else { return Ok(()) };
    let reference = new.reference;
    let new = new.dictionary()?;
    let is_signed = new.has("V");
    let name = field.name.as_str();
    if let Some(old) = &field.old {
        let old = old.dictionary()?;
        let even_locked = same_but_for_the_value(old, new, name)?;
        let just_signed = is_signed && !old.has("V");
        if just_signed || even_locked {
            for extent in field.expected(pair)? {
                let touched = Touched::SignatureField { field: field.name.clone() };
                let explanation = Explanation { reference, level: Level::Upkeep, extent, touched };
                let field = ledger::Field { name, even_locked, even_certified: true };
                ledger.explain_field(explanation, field)?;
            }
        }
        if !just_signed {
            return Ok(());
        }
        appearance::explain(pair, ledger, name, old, new)?;
        appearance::explain_in_place(pair, ledger, field, old, new)?;
    }
    if is_signed { explain_signature(pair, ledger, name, new) } else { Ok(()) }
}

fn explain_signature(
    pair: &Pair<'_, '_, '_>,
    ledger: &mut Ledger<'_>,
    name: &str,
    field: &Dictionary,
) -> Allowed<()> {
    let malformed = || Objection::from(Reason::SignatureMalformed { field: name.to_owned() });
    let value = field.get("V").ok_or_else(malformed)?;
    let reference = is_of_this_update(pair, value).ok_or_else(malformed)?;
    let signature = pair.new.get(reference)?;
    let signature = plain(&signature, &Reason::SignatureMalformed { field: name.to_owned() })?;
    // Nothing is signed by a dictionary that says nothing.
    if signature.is_empty() {
        return Err(malformed());
    }
    // Who must archive adds time-stamps, which is permitted where nothing else is.
    let is_stamp = signature.get("Type").is_some_and(|it| it.is_name("DocTimeStamp"))
        && !is_visible(pair.new, field)?;
    let (level, touched) = if is_stamp {
        (Level::Upkeep, Touched::TimeStamp { field: name.to_owned() })
    } else {
        (Level::Forms, Touched::Signature { field: name.to_owned() })
    };
    let mut explain = |reference: Reference, even_locked| {
        let explanation =
            Explanation { reference, level, extent: Extent::Everywhere, touched: touched.clone() };
        ledger.explain_field(explanation, ledger::Field { name, even_locked, even_certified: true })
    };
    explain(reference, is_stamp)?;
    // Some writers keep the parameters of a transformation in an object of their own.
    if let Some(transformations) = signature.get("Reference") {
        for transformation in transformations.array().ok_or_else(malformed)? {
            let parameters = transformation.dictionary().and_then(|it| it.get("TransformParams"));
            if let Some(reference) = parameters.and_then(|it| is_of_this_update(pair, it)) {
                explain(reference, false)?;
            }
        }
    }
    Ok(())
}
