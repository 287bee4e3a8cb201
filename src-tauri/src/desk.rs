//! What lies before the person at the keyboard: at most one club, and their preferences.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use api::{Api, Code, Failure};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone};
use tokio::sync::RwLock;
use vault::{Keyring, Machine, MemoryKeyring, OpenVault, Passphrase, Vault, VaultError};

use crate::{
    arguments::{Demo, DemoSize},
    club::{ClubFailure, ClubState},
    dialogs::Dialogs,
    documents::Picked,
    imports::Waiting,
    preferences::PreferencesFile,
};

/// What the calls of the page work on.
pub(crate) struct Desk {
    /// The preferences of the person.
    pub(crate) preferences: PreferencesFile,
    /// The file dialogs.
    pub(crate) dialogs: Dialogs,
    /// The PDF that waits to be attached.
    pub(crate) picked: Picked,
    /// The list that waits to be taken in.
    pub(crate) waiting: Waiting,
    machine: Machine,
    /// Where new clubs go.
    data: PathBuf,
    place: RwLock<Place>,
}

/// How often a club that another process holds is asked for again, and after which pause.
const CLOSING_TRIES: u32 = 15;
const CLOSING_PAUSE: Duration = Duration::from_millis(200);

/// What is in the place of the club.
enum Place {
    /// There is none yet.
    Empty,
    /// There is one, and something stands in the way.
    Shut { folder: PathBuf, failure: ClubFailure },
    /// It is open.
    Open(Box<Open>),
}

struct Open {
    api: Arc<Api>,
    opened: OpenVault,
    /// The folder of a demonstration, removed with it.
    demo: Option<tempfile::TempDir>,
}

impl Desk {
    /// A desk on which no club lies yet; `data` is where new clubs go.
    pub(crate) fn new(preferences: PreferencesFile, machine: Machine, data: PathBuf) -> Self {
        let place = RwLock::new(Place::Empty);
        let (dialogs, picked, waiting) = Default::default();
        Self { preferences, dialogs, picked, waiting, machine, data, place }
    }

    /// The open club.
    pub(crate) async fn api(&self) -> Result<Arc<Api>, Failure> {
        match &*self.place.read().await {
            Place::Open(it) => Ok(it.api.clone()),
            Place::Empty | Place::Shut { .. } => Err(Failure::new(Code::NoClub)),
        }
    }

    /// How the club stands.
    pub(crate) async fn state(&self) -> ClubState {
        match &*self.place.read().await {
            Place::Empty => ClubState::None,
            Place::Shut { failure, .. } => ClubState::Shut { failure: failure.clone() },
            Place::Open(it) => ClubState::Open {
                id: it.opened.vault.club().to_string(),
                demo: it.demo.is_some(),
                read_only: it.opened.vault.access() == store::Access::ReadOnly,
                key_kept: it.opened.key_kept.is_ok(),
                today: it.api.today(),
            },
        }
    }

    /// The id of the open club, or nothing.
    pub(crate) async fn club(&self) -> String {
        match &*self.place.read().await {
            Place::Open(it) => it.opened.vault.club().to_string(),
            Place::Empty | Place::Shut { .. } => String::new(),
        }
    }

    /// Opens the club in `folder` with the key of the keyring. `Err` is for the one case where
    /// there is nothing to show: another window has it already.
    pub(crate) async fn open(&self, folder: &Path) -> Result<(), AlreadyOpen> {
        let mut opened = Vault::open(&self.machine, folder).await;
        // A window that was closed a moment ago may still be putting its last changes away.
        for _ in 0..CLOSING_TRIES {
            let Err(VaultError::AlreadyOpen { folder }) = &opened else { break };
            if vault::come_forward(folder) {
                return Err(AlreadyOpen);
            }
            tokio::time::sleep(CLOSING_PAUSE).await;
            opened = Vault::open(&self.machine, folder).await;
        }
        self.lay(folder, opened).await;
        Ok(())
    }

    /// Opens a club where everything is invented, in a folder that goes when it is closed.
    pub(crate) async fn open_demo(&self, wanted: Demo) -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::Builder::new().prefix("cercle-demo-").tempdir()?;
        // Its key ends with the process, and nobody needs its passphrase.
        let keyring = Keyring::Memory(MemoryKeyring::default());
        let machine = Machine { keyring, ..self.machine.clone() };
        let passphrase = Passphrase::new(uuid::Uuid::new_v4().to_string());
        let opened = Vault::create(&machine, &folder.path().join("club"), &passphrase).await?;
        let mut api = api(&opened);
        if let Some(day) = wanted.day {
            api.now = Box::new(move || on(day));
        }
        let size = match wanted.size {
            DemoSize::Small => demo::Size::SMALL,
            DemoSize::Large => demo::Size::LARGE,
        };
        demo::fill(&opened.store, size, api.today()).await?;
        let open = Open { api: Arc::new(api), opened, demo: Some(folder) };
        *self.place.write().await = Place::Open(Box::new(open));
        Ok(())
    }

    /// Tries again to open the club that is shut.
    pub(crate) async fn reopen(&self) {
        if let Some(folder) = self.shut().await {
            let opened = Vault::open(&self.machine, &folder).await;
            self.lay(&folder, opened).await;
        }
    }

    /// Opens the club that is shut with its passphrase.
    pub(crate) async fn unlock(&self, passphrase: Passphrase) {
        if let Some(folder) = self.shut().await {
            let opened = Vault::unlock(&self.machine, &folder, &passphrase).await;
            self.lay(&folder, opened).await;
        }
    }

    /// Creates a club in `folder`, or where clubs go, and says what stood in the way.
    pub(crate) async fn create(
        &self,
        folder: Option<PathBuf>,
        passphrase: Passphrase,
    ) -> Result<(), ClubFailure> {
        let folder = match folder {
            Some(folder) => folder,
            None => vault::place_for_new_club(&self.data).map_err(|it| ClubFailure::of(&it))?,
        };
        let opened = Vault::create(&self.machine, &folder, &passphrase).await;
        match opened {
            Ok(opened) => {
                self.lay(&folder, Ok(opened)).await;
                Ok(())
            }
            Err(error) => Err(ClubFailure::of(&error)),
        }
    }

    /// Makes another passphrase that of the club.
    pub(crate) async fn change_passphrase(
        &self,
        old: Passphrase,
        new: Passphrase,
    ) -> Result<(), ClubFailure> {
        match &*self.place.read().await {
            Place::Open(it) => {
                let changed = it.opened.vault.change_passphrase(&old, &new).await;
                changed.map_err(|it| ClubFailure::of(&it))
            }
            Place::Empty | Place::Shut { .. } => Ok(()),
        }
    }

    /// Lets go of the club, once what is under way is done.
    pub(crate) async fn close(&self) {
        let place = std::mem::replace(&mut *self.place.write().await, Place::Empty);
        if let Place::Open(it) = place {
            it.opened.close().await;
        }
    }

    /// The folder of the club that is shut.
    async fn shut(&self) -> Option<PathBuf> {
        match &*self.place.read().await {
            Place::Shut { folder, .. } => Some(folder.clone()),
            Place::Empty | Place::Open(_) => None,
        }
    }

    async fn lay(&self, folder: &Path, opened: Result<OpenVault, VaultError>) {
        self.close().await;
        let place = match opened {
            Ok(opened) => {
                // Preferences that cannot be kept must not keep anybody from their club.
                if let Err(error) = self.preferences.remember_club(folder) {
                    tracing::warn!(%error, "the club that was open last is not remembered");
                }
                Place::Open(Box::new(Open { api: Arc::new(api(&opened)), opened, demo: None }))
            }
            Err(error) => {
                tracing::warn!(error = chain(&error), "the club does not open");
                Place::Shut { folder: folder.to_owned(), failure: ClubFailure::of(&error) }
            }
        };
        *self.place.write().await = place;
    }

    /// Calls `on_request` when a second start asks this window to come forward.
    pub(crate) async fn listen(&self, on_request: impl Fn() + Send + 'static) {
        if let Place::Open(it) = &mut *self.place.write().await
            && let Err(error) = it.opened.vault.listen(on_request)
        {
            tracing::warn!(error = chain(&error), "a second start will not find this window");
        }
    }
}

/// Another window has the club, and was asked to come forward.
#[derive(Debug)]
pub(crate) struct AlreadyOpen;

fn api(opened: &OpenVault) -> Api {
    Api { store: opened.store.clone(), actor: actor(), now: Box::new(now) }
}

/// The one place that reads the clock.
#[expect(clippy::disallowed_methods, reason = "the shell is where the time comes from")]
fn now() -> DateTime<FixedOffset> {
    chrono::Local::now().fixed_offset()
}

/// This hour, on `day`.
fn on(day: NaiveDate) -> DateTime<FixedOffset> {
    let now = now();
    now.timezone().from_local_datetime(&day.and_time(now.time())).single().unwrap_or(now)
}

/// Who is at the keyboard, as the system calls them.
fn actor() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .find_map(|it| std::env::var(it).ok().filter(|name| !name.is_empty()))
        .unwrap_or_else(|| "?".to_owned())
}

fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |it| it.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
