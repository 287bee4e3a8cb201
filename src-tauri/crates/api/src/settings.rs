//! What the club says of itself on its documents.

use serde::{Deserialize, Serialize};
use specta::Type;
use store::{Operation, settings};

use crate::{Api, Result};

/// What the club says of itself on its documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Settings {
    /// The name of the programme.
    pub programme: String,
    /// The lines above its name on a document, such as the ministries that carry it.
    pub heading: String,
}

/// The club says something else of itself on its documents.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ChangeSettings {
    /// What it says from now on.
    pub settings: Settings,
}

impl Api {
    /// The page of settings.
    pub async fn settings(&self) -> Result<Settings> {
        let mut all = settings::all(&mut *self.store.read().await?).await?;
        let mut value = |id: &str| all.remove(id).unwrap_or_default();
        Ok(Settings { programme: value("programme"), heading: value("heading") })
    }

    pub(crate) async fn change_settings(
        &self,
        op: &mut Operation,
        it: ChangeSettings,
    ) -> Result<()> {
        settings::save(op, "programme", it.settings.programme.trim()).await?;
        settings::save(op, "heading", it.settings.heading.trim()).await?;
        Ok(())
    }
}
