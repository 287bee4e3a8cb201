//! What the tests of every table need.

use chrono::DateTime;

use crate::{Operation, Stamp, Store};

/// An operation of which only the rows matter.
pub(crate) async fn begin(store: &Store) -> Operation {
    let stamp =
        Stamp { at: DateTime::UNIX_EPOCH, actor: "ines", kind: "test", input: "{}", undoes: None };
    store.begin(stamp).await.unwrap()
}
