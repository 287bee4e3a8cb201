//! The field that finds everything.

use serde::Serialize;
use specta::Type;
use store::search;

use crate::{Api, Result};

/// Something found by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SearchResult {
    /// Which one it is.
    pub id: String,
    /// `member`, `person`, `convention`, `document`, `meeting`, `decision` or `action`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Where it stands: the organisation of a person, the day of a meeting.
    pub place: Option<String>,
    /// The id of the page that shows it, where that is the page of something else.
    pub page: Option<String>,
}

/// So many of each kind are shown: more is a list, not an answer.
const OF_EACH_KIND: u32 = 6;

impl Api {
    /// What has every word of `text` in its name, each by its beginning.
    pub async fn search(&self, text: &str) -> Result<Vec<SearchResult>> {
        let found = search::names(&mut *self.store.read().await?, text, OF_EACH_KIND).await?;
        let result = |it: search::Found| SearchResult {
            id: it.id,
            kind: it.kind,
            name: it.name,
            place: it.place,
            page: it.page,
        };
        Ok(found.into_iter().map(result).collect())
    }
}
