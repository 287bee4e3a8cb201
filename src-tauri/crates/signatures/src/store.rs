//! What a file keeps for the later verification of its signatures (`/DSS`).

use crate::{
    cms::SecurityStore,
    file::View,
    syntax::{Dictionary, Object, Result},
};

/// How many parts are read: nobody needs a tenth of it.
const PARTS: usize = 2000;

/// Reads the store, leaving out what cannot be read: it only ever adds to what is known.
pub(crate) fn read(view: &View<'_, '_>) -> SecurityStore {
    let mut store = SecurityStore::default();
    let mut left = PARTS;
    if let Ok(Some(dictionary)) = dictionary(view) {
        store.certificates = streams(view, &dictionary, "Certs", &mut left);
        store.ocsp = streams(view, &dictionary, "OCSPs", &mut left);
        store.crls = streams(view, &dictionary, "CRLs", &mut left);
    }
    store
}

/// The store as of a revision.
fn dictionary(view: &View<'_, '_>) -> Result<Option<Dictionary>> {
    let root = view.root()?;
    let Some(root) = root.dictionary() else { return Ok(None) };
    let store = view.value(root, "DSS")?;
    Ok(store.as_deref().and_then(Object::dictionary).cloned())
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
