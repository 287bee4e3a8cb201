use super::{
    Allowed, Pair,
    compare::{first_difference, values},
    ledger::{Extent, Ledger, Level},
    usages::path,
};
use crate::{
    report::{Fault, Reason, Touched},
    syntax::Error,
};

/// What other rules look at, or what changes nothing that is seen.
const MAY_CHANGE: [&str; 6] = ["AcroForm", "DSS", "Extensions", "Metadata", "MarkInfo", "Version"];

/// Explains the catalogue, as long as it says the same of everything else.
pub(super) fn explain(pair: &Pair<'_, '_, '_>, ledger: &mut Ledger<'_>) -> Allowed<()> {
    let fault = Error::new(Fault::Catalog);
    let (old, new) = (pair.old.root()?, pair.new.root()?);
    let dictionaries = (old.dictionary().ok_or(fault)?, new.dictionary().ok_or(fault)?);
    if let Some(key) = first_difference(dictionaries.0, dictionaries.1, &MAY_CHANGE) {
        let key = String::from_utf8_lossy(key.bytes()).into_owned();
        return Err(Reason::CatalogChanged { key }.into());
    }
    for key in ["Extensions", "MarkInfo"] {
        let extent = Extent::Path(path(&["Root", key]));
        values(pair, ledger, dictionaries, key, (Level::Upkeep, extent, Touched::Catalog))?;
    }
    // It stays where it was: under the number of another object it would take that object away.
    let root = pair.new.root_reference()?;
    if root != pair.old.root_reference()? {
        return Err(Reason::CatalogChanged { key: "Root".to_owned() }.into());
    }
    // What a signature says of permissions may refer to the catalogue from many places.
    ledger.explain(root, Level::Upkeep, Extent::Everywhere, Touched::Catalog);
    Ok(())
}
