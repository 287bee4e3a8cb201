//! The large demonstration club, in a folder of its own: made once, then opened like any other.

use std::{path::Path, time::Instant};

use api::Api;
use chrono::{DateTime, FixedOffset};
use vault::{
    Copies, CopyPlaces, Cost, Keyring, Machine, MemoryKeyring, OpenVault, Passphrase, Vault,
};

use crate::figures::milliseconds;

/// What opens it.
pub(crate) const PASSPHRASE: &str = "mille organisations et dix mille personnes";

/// A club that is open, and what can be done in it.
pub(crate) struct Club {
    pub(crate) api: Api,
    opened: OpenVault,
}

impl Club {
    /// Makes the club in `folder`, and answers how long that took, in milliseconds.
    pub(crate) async fn make(folder: &Path, now: DateTime<FixedOffset>) -> f64 {
        let opened = Vault::create(&machine(), folder, &passphrase()).await.unwrap();
        let start = Instant::now();
        demo::fill(&opened.store, demo::Size::LARGE, now.date_naive()).await.unwrap();
        let took = milliseconds(start.elapsed());
        opened.close().await;
        took
    }

    /// Opens the club in `folder`.
    pub(crate) async fn open(folder: &Path, now: DateTime<FixedOffset>) -> Self {
        let opened = Vault::unlock(&machine(), folder, &passphrase()).await.unwrap();
        let api = Api {
            store: opened.store.clone(),
            actor: "Camille Aubry".to_owned(),
            now: Box::new(move || now),
        };
        Self { api, opened }
    }

    /// Its copies, beside its folder.
    pub(crate) fn copies(&self) -> Copies {
        let usual = self.opened.vault.folder().with_extension("copies");
        self.opened.copies(CopyPlaces { usual, ..CopyPlaces::default() })
    }

    pub(crate) async fn close(self) {
        self.opened.close().await;
    }
}

/// A computer whose keyring ends with the process.
fn machine() -> Machine {
    Machine {
        keyring: Keyring::Memory(MemoryKeyring::default()),
        cost: Cost::LAPTOP,
        ..Machine::for_tests(Path::new("nowhere"))
    }
}

fn passphrase() -> Passphrase {
    Passphrase::new(PASSPHRASE.to_owned())
}
