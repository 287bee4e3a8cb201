use super::{
    Allowed, Objection, Pair,
    ledger::{Extent, Ledger, Level},
};
use crate::{
    file::Held,
    report::{Reason, Touched},
    syntax::{Dictionary, Name, Object, Reference},
};

/// The value of a key before and after, each looked up.
pub(super) type Values<'o> = (Option<Held<'o>>, Option<Held<'o>>);

/// Tells whether two dictionaries say the same but for some keys.
///
/// Values are compared as they are written: what they refer to is accounted for elsewhere.
pub(super) fn first_difference<'d>(
    old: &'d Dictionary,
    new: &'d Dictionary,
    ignored: &[&str],
) -> Option<&'d Name> {
    let sorted = |dictionary: &'d Dictionary| {
        let mut entries: Vec<(&'d Name, &'d Object)> =
            dictionary.iter().filter(|(name, _)| ignored.iter().all(|it| **name != **it)).collect();
        entries.sort_by_key(|(name, _)| *name);
        entries
    };
    let (old, new) = (sorted(old), sorted(new));
    let differs = old.iter().zip(&new).find(|(a, b)| a != b).map(|(a, b)| a.0.min(b.0));
    differs.or_else(|| {
        let beyond = old.get(new.len()).or_else(|| new.get(old.len()));
        beyond.map(|(name, _)| *name)
    })
}

/// A dictionary that is no stream.
pub(super) fn plain<'o>(value: &'o Object, otherwise: &Reason) -> Allowed<&'o Dictionary> {
    let Object::Dictionary(dictionary) = value else { return Err(otherwise.clone().into()) };
    Ok(dictionary)
}

/// Whether a reference may take the place of another: it is the same, or is of this update.
///
/// A stream is never written again in its place: forgiving readers could be shown two contents.
pub(super) fn may_replace(
    pair: &Pair<'_, '_, '_>,
    old: Option<Reference>,
    new: Reference,
) -> Allowed<()> {
    let is_stream = |object: &Object| object.stream().is_some();
    let reused = || Objection::from(Reason::ObjectReused { object: new.number });
    if let Some(old) = old
        && is_stream(&*pair.old.get(old)?)
    {
        return Err(reused());
    }
    if old == Some(new) {
        if is_stream(&*pair.new.get(new)?) { Err(reused()) } else { Ok(()) }
    } else if pair.old.is_free(new) {
        Ok(())
    } else {
        Err(reused())
    }
}

/// What a key holds before and after, having explained the object in which it is now.
///
/// The key may be added, and may come to refer to an object of this update, but not be removed.
pub(super) fn values<'o>(
    pair: &Pair<'_, '_, '_>,
    ledger: &mut Ledger<'_>,
    (old, new): (&'o Dictionary, &'o Dictionary),
    key: &str,
    (level, extent, touched): (Level, Extent, Touched),
) -> Allowed<Values<'o>> {
    let (held, reference) = replaced(pair, old, new, key)?;
    if let Some(reference) = reference {
        ledger.explain(reference, level, extent, touched);
    }
    Ok(held)
}

/// What a key holds before and after, and the object in which it is now, if it is in one.
pub(super) fn replaced<'o>(
    pair: &Pair<'_, '_, '_>,
    old: &'o Dictionary,
    new: &'o Dictionary,
    key: &str,
) -> Allowed<(Values<'o>, Option<Reference>)> {
    let before = old.get(key);
    let Some(after) = new.get(key) else {
        return match before {
            None => Ok(((None, None), None)),
            Some(_) => Err(Reason::KeyRemoved { key: key.to_owned() }.into()),
        };
    };
    let reference = after.reference();
    if let Some(reference) = reference {
        may_replace(pair, before.and_then(Object::reference), reference)?;
    }
    let before = before.map(|it| pair.old.follow(it)).transpose()?;
    Ok(((before, Some(pair.new.follow(after)?)), reference))
}
