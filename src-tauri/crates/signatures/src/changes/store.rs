use std::collections::HashMap;

use super::{
    Allowed, Objection, Pair,
    compare::{may_replace, plain, values},
    dependencies,
    ledger::{Extent, Ledger, Level},
    usages::{Key, path},
};
use crate::{
    file::View,
    report::{Reason, Touched},
    syntax::{Dictionary, Name, Object},
};

/// Explains the security store (`/DSS`), to which verification data may be added.
///
/// Single certificates and answers may go, as the standard has it; what is kept for one signature
/// stays as it was.
pub(super) fn explain(pair: &Pair<'_, '_, '_>, ledger: &mut Ledger<'_>) -> Allowed<()> {
    let none = Dictionary::default();
    let (old_root, new_root) = (pair.old.root()?, pair.new.root()?);
    let roots = (old_root.dictionary().unwrap_or(&none), new_root.dictionary().unwrap_or(&none));
    let (old, new) = values(pair, ledger, roots, "DSS", kept(&["Root", "DSS"]))?;
    let Some(new) = new else { return Ok(()) };
    let new = plain(&new, &Reason::SecurityStoreMalformed)?;
    let old = match &old {
        Some(old) => plain(old, &Reason::SecurityStoreMalformed)?,
        None => &none,
    };
    only(new, &["Type", "VRI", "Certs", "CRLs", "OCSPs"])?;
    for key in ["Certs", "CRLs", "OCSPs"] {
        streams(pair, ledger, old, new, key)?;
    }
    let said = kept(&["Root", "DSS", "VRI"]);
    let (old, new) = values(pair, ledger, (old, new), "VRI", said)?;
    let Some(new) = new else { return Ok(()) };
    let new = plain(&new, &Reason::SecurityStoreMalformed)?;
    let old = match &old {
        Some(old) => plain(old, &Reason::SecurityStoreMalformed)?,
        None => &none,
    };
    for_each_signature(pair, ledger, old, new)
}

fn kept(names: &[&str]) -> (Level, Extent, Touched) {
    (Level::Upkeep, Extent::Path(path(names)), Touched::SecurityStore)
}

fn malformed() -> Objection {
    Reason::SecurityStoreMalformed.into()
}

fn only(dictionary: &Dictionary, keys: &[&str]) -> Allowed<()> {
    let known = dictionary.iter().all(|(name, _)| keys.iter().any(|key| name == *key));
    if known { Ok(()) } else { Err(malformed()) }
}

/// Explains a list of streams in DER.
fn streams(
    pair: &Pair<'_, '_, '_>,
    ledger: &mut Ledger<'_>,
    old: &Dictionary,
    new: &Dictionary,
    key: &str,
) -> Allowed<()> {
    let Some(value) = new.get(key) else { return Ok(()) };
    are_streams(pair.new, value)?;
    if let (Some(reference), Some(before)) = (value.reference(), old.get(key)) {
        if let Some(before) = before.reference() {
            may_replace(pair, Some(before), reference)?;
            let keys: [Key; 3] = ["Root".into(), "DSS".into(), key.into()];
            let extent = Extent::Path(keys.to_vec());
            ledger.explain(reference, Level::Upkeep, extent, Touched::SecurityStore);
        }
        are_streams(pair.old, before)?;
    }
    for reference in dependencies::of(pair.new, value, pair.old.revision() + 1)? {
        // All of them are of this update, so that nothing older used them.
        let extent = Extent::Path(path(&["Root", "DSS", key]));
        ledger.explain(reference, Level::Upkeep, extent, Touched::SecurityStore);
    }
    Ok(())
}

fn are_streams(view: &View<'_, '_>, list: &Object) -> Allowed<()> {
    let list = view.follow(list)?;
    for item in list.array().ok_or_else(malformed)? {
        let reference = item.reference().ok_or_else(malformed)?;
        if view.get(reference)?.stream().is_none() {
            return Err(malformed());
        }
    }
    Ok(())
}

/// Explains what is kept for each signature (`/VRI`), under the digest of its container.
fn for_each_signature(
    pair: &Pair<'_, '_, '_>,
    ledger: &mut Ledger<'_>,
    old: &Dictionary,
    new: &Dictionary,
) -> Allowed<()> {
    let now: HashMap<&Name, &Object> = new.iter().collect();
    let before: HashMap<&Name, &Object> = old.iter().collect();
    for (name, value) in &before {
        if now.get(*name) != Some(value) {
            return Err(malformed());
        }
    }
    for (name, value) in new.iter().filter(|(name, _)| !before.contains_key(name)) {
        let digits = name.bytes().get(..40).ok_or_else(malformed)?;
        if !digits.iter().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit()) {
            return Err(malformed());
        }
        if let Some(reference) = value.reference() {
            if !pair.old.is_free(reference) {
                return Err(Reason::ObjectReused { object: reference.number }.into());
            }
            ledger.explain(reference, Level::Upkeep, Extent::Everywhere, Touched::SecurityStore);
        }
        let value = pair.new.follow(value)?;
        let value = plain(&value, &Reason::SecurityStoreMalformed)?;
        only(value, &["Type", "TU", "TS", "Cert", "CRL", "OCSP"])?;
        for key in ["Cert", "CRL", "OCSP"] {
            streams(pair, ledger, &Dictionary::default(), value, key)?;
        }
        if let Some(stamp) = value.get("TS").and_then(Object::reference)
            && pair.old.is_free(stamp)
        {
            ledger.explain(stamp, Level::Upkeep, Extent::Everywhere, Touched::SecurityStore);
        }
    }
    Ok(())
}
