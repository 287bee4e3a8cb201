//! The office of a coordinator: an api on an empty club, on a day that only the test moves.

use std::sync::{Arc, Mutex};

use api::{Api, Command, Failure, Receipt};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone};
use serde_json::{Value, json};
use store::Store;
use uuid::Uuid;

/// A member that every scenario may start from; see [`Office::enrol`].
pub(crate) const TROIS_RIVIERES: Uuid = Uuid::from_u128(1);

/// Another one.
pub(crate) const LANDEVANT: Uuid = Uuid::from_u128(2);

pub(crate) struct Office {
    pub(crate) api: Api,
    now: Arc<Mutex<DateTime<FixedOffset>>>,
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn morning_of(day: &str) -> DateTime<FixedOffset> {
    let paris = FixedOffset::east_opt(3600).unwrap();
    let nine = date(day).and_hms_opt(9, 0, 0).unwrap();
    paris.from_local_datetime(&nine).unwrap()
}

impl Office {
    /// Opens on 23 November 2026.
    pub(crate) async fn open() -> Self {
        let now = Arc::new(Mutex::new(morning_of("2026-11-23")));
        let clock = now.clone();
        let api = Api {
            store: Store::in_memory().await.unwrap(),
            actor: "ines".into(),
            now: Box::new(move || *clock.lock().unwrap()),
        };
        Self { api, now }
    }

    /// Makes it the morning of `day`.
    pub(crate) fn it_is(&self, day: &str) {
        *self.now.lock().unwrap() = morning_of(day);
    }

    /// Runs a command written as the window sends it, and answers as the window is answered.
    pub(crate) async fn run(&self, command: Value) -> String {
        let command: Command = serde_json::from_value(command).unwrap();
        answer(self.api.execute(command).await)
    }

    /// Takes back an operation.
    pub(crate) async fn undo(&self, operation: i32) -> String {
        self.run(json!({ "kind": "undo", "operation": operation })).await
    }

    /// The club comes to know the two members of the scenarios.
    pub(crate) async fn enrol(&self) {
        for (id, name) in
            [(TROIS_RIVIERES, "CA des Trois-Rivières"), (LANDEVANT, "Ville de Landevant")]
        {
            let fields = json!({
                "name": name, "legal_name": null, "kind": "local_authority",
                "register_number": null, "parent": null,
            });
            let create = json!({
                "kind": "create_organisation", "id": id, "organisation": fields, "membership": null,
            });
            assert!(self.run(create).await.starts_with("done"));
        }
    }

    /// How many operations the journal holds.
    pub(crate) async fn operations(&self) -> usize {
        self.api.journal(api::JournalFilter::default()).await.unwrap().lines.len()
    }
}

/// What the window is told.
pub(crate) fn answer(result: Result<Receipt, Failure>) -> String {
    match result {
        Ok(receipt) => format!("done, operation {}", receipt.operation),
        Err(failure) => serde_json::to_string(&failure.code).unwrap(),
    }
}
