//! What a file keeps for the later verification of its signatures (`/DSS`).

use crate::{
    cms::SecurityStore,
    file::View,
    syntax::{Dictionary, Object, Reference, Result},
};

/// How many parts are read: nobody needs a tenth of it.
const PARTS: usize = 2000;

/// Reads the store, leaving out what cannot be read: it only ever adds to what is known.
pub(crate) fn read(view: &View<'_, '_>) -> SecurityStore {
    let mut store = SecurityStore::default();
    let mut left = PARTS;
    if let Ok(Some((_, dictionary))) = dictionary(view) {
        store.certificates = streams(view, &dictionary, "Certs", &mut left);
        store.ocsp = streams(view, &dictionary, "OCSPs", &mut left);
        store.crls = streams(view, &dictionary, "CRLs", &mut left);
    }
    store
}

/// The last revision that wrote the store, if there is one.
pub(crate) fn written_in(view: &View<'_, '_>) -> Option<usize> {
    let (reference, _) = dictionary(view).ok()??;
    view.file().locate(reference, view.revision()).map(|(_, revision)| revision)
}

/// The store, and the object in which it is.
fn dictionary(view: &View<'_, '_>) -> Result<Option<(Reference, Dictionary)>> {
    let root = view.root()?;
    let Some(value) = root.dictionary().and_then(|root| root.get("DSS")) else { return Ok(None) };
    let at = match value.reference() {
        Some(reference) => reference,
        None => view.root_reference()?,
    };
    Ok(view.follow(value)?.dictionary().cloned().map(|it| (at, it)))
}

fn streams(view: &View<'_, '_>, store: &Dictionary, key: &str, left: &mut usize) -> Vec<Vec<u8>> {
    let Ok(Some(list)) = view.value(store, key) else { return Vec::new() };
    let items = list.array().unwrap_or_default();
    let references = items.iter().filter_map(Object::reference).take(*left);
    let read: Vec<Vec<u8>> =
        references.filter_map(|it| view.stream_bytes(&*view.get(it).ok()?).ok()).collect();
    *left -= read.len();
    read
}
