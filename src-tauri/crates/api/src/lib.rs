//! What the application can do: one [`Command`] for each way to change the club, and one query for
//! each page that shows it. A window, a test and a script all call the same functions.

mod authorities;
mod command;
mod conventions;
mod documents;
mod failure;
mod imports;
mod journal;
mod meetings;
mod members;
mod minutes;
mod people;
mod search;
mod settings;
mod signatures;
mod timeline;
mod today;
mod undo;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use store::Store;

pub use ::documents::statement::{Statement, StatementPart, StatementValue};
pub use authorities::*;
pub use command::{Command, Receipt};
pub use conventions::*;
pub use documents::*;
pub use failure::{Code, Failure, Obstacle};
pub use imports::*;
pub use journal::{FieldChange, JournalFilter, JournalLine, JournalPage, Reach};
pub use meetings::*;
pub use members::*;
pub use minutes::*;
pub use people::*;
pub use search::SearchResult;
pub use settings::*;
pub use signatures::{SignatureCard, SignaturesFormat};
pub use timeline::{Happening, MemberEvent};
pub use today::*;

/// A result of the api.
pub type Result<T> = std::result::Result<T, Failure>;

/// The open club. Everything that the outside world decides comes in through these fields.
pub struct Api {
    /// The file.
    pub store: Store,
    /// Who is at the keyboard.
    pub actor: String,
    /// The clock, and with it what "today" means here.
    pub now: Box<dyn Fn() -> DateTime<FixedOffset> + Send + Sync>,
}

impl Api {
    /// The day that the clock shows, which no rule may record beyond.
    pub fn today(&self) -> NaiveDate {
        (self.now)().date_naive()
    }

    fn at(&self) -> DateTime<Utc> {
        (self.now)().to_utc()
    }

    /// What was typed in the form `id` and not done yet, as the form itself wrote it.
    pub async fn draft(&self, id: &str) -> Result<Option<String>> {
        Ok(store::drafts::get(&mut *self.store.read().await?, id).await?)
    }

    /// Keeps what is typed in the form `id`.
    pub async fn save_draft(&self, id: &str, body: &str) -> Result<()> {
        Ok(store::drafts::save(&self.store, id, body, self.at()).await?)
    }

    /// Forgets the form `id`: it was done, or left on purpose.
    pub async fn discard_draft(&self, id: &str) -> Result<()> {
        Ok(store::drafts::discard(&self.store, id).await?)
    }
}
