use super::{
    Allowed, Objection, Pair,
    compare::may_replace,
    ledger::{Extent, Ledger, Level},
    usages::path,
};
use crate::{
    file::View,
    report::{Fault, Reason, Touched},
    syntax::{Dictionary, Error, Reference},
};

/// How much metadata is read.
const METADATA: usize = 8 << 20;

/// Explains the title, the author and the like (`/Info`).
pub(super) fn explain(pair: &Pair<'_, '_, '_>, ledger: &mut Ledger<'_>) -> Allowed<()> {
    // Without them, most readers take the older ones.
    let Some(new) = reference(pair.new.trailer().dictionary(), "Info")? else { return Ok(()) };
    let old = reference(pair.old.trailer().dictionary(), "Info")?;
    may_replace(pair, old, new)?;
    ledger.explain(new, Level::Upkeep, Extent::Path(path(&["Info"])), Touched::Information);
    Ok(())
}

/// Explains the metadata in XML, which may be written again in its place as long as it is XML.
pub(super) fn explain_metadata(pair: &Pair<'_, '_, '_>, ledger: &mut Ledger<'_>) -> Allowed<()> {
    let Some(new) = reference(pair.new.root()?.dictionary(), "Metadata")? else { return Ok(()) };
    is_metadata(pair.new, new)?;
    let old = reference(pair.old.root()?.dictionary(), "Metadata")?;
    if let Some(old) = old {
        is_metadata(pair.old, old)?;
    }
    if old == Some(new) || pair.old.is_free(new) {
        let extent = Extent::Path(path(&["Root", "Metadata"]));
        ledger.explain(new, Level::Upkeep, extent, Touched::Metadata);
    }
    Ok(())
}

/// What a key refers to, where it may hold nothing in place.
fn reference(dictionary: Option<&Dictionary>, key: &str) -> Allowed<Option<Reference>> {
    let Some(value) = dictionary.and_then(|it| it.get(key)) else { return Ok(None) };
    let reference = value.reference().ok_or(Error::new(Fault::InPlace))?;
    Ok(Some(reference))
}

/// Fails unless a stream is XMP that every reader of XML reads alike.
fn is_metadata(view: &View<'_, '_>, reference: Reference) -> Allowed<()> {
    let malformed = || Objection::from(Reason::MetadataMalformed);
    let object = view.get(reference)?;
    if object.stream().is_none() {
        return Err(malformed());
    }
    let bytes = view.stream_bytes(&object)?;
    if bytes.len() > METADATA {
        return Err(malformed());
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| malformed())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A document type, with which text could be put elsewhere than it stands, is refused.
    let document = roxmltree::Document::parse(text).map_err(|_| malformed())?;
    let name = document.root_element().tag_name();
    if name.name() == "xmpmeta" && name.namespace() == Some("adobe:ns:meta/") {
        Ok(())
    } else {
        Err(malformed())
    }
}
