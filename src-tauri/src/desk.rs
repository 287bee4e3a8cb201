//! What lies before the person at the keyboard: at most one club, and their preferences.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use api::{Api, Code, Failure};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone, Utc};
use tauri::AppHandle;
use tokio::sync::RwLock;
use vault::{
    Copies, CopyKind, Cost, Keyring, Machine, MemoryKeyring, OpenVault, Passphrase, Vault,
    VaultError, Work,
};

use crate::{
    arguments::{Demo, DemoSize},
    club::{Aftermath, ClubFailure, ClubState},
    copies::Copying,
    dialogs::Dialogs,
    documents::Picked,
    exports::Exports,
    imports::Waiting,
    keys::{KeyChanged, OldCopies},
    preferences::{Preferences, PreferencesFile},
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
    /// What is being done with the files of the club.
    pub(crate) copying: Copying,
    /// The files that are being made.
    pub(crate) exports: Exports,
    /// Where this computer keeps what applications keep.
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
    Shut {
        folder: PathBuf,
        failure: ClubFailure,
        /// Its folder, held all the same where the window was locked: another start must not open it.
        held: Option<Vault>,
    },
    /// It is open.
    Open(Box<Open>),
}

struct Open {
    api: Arc<Api>,
    opened: OpenVault,
    /// The folder of a demonstration, removed with it.
    demo: Option<tempfile::TempDir>,
}

/// The club that is shut, let go of.
struct LetGo {
    folder: PathBuf,
    /// What stood in the way.
    failure: ClubFailure,
    /// Whether the window was locked.
    was_held: bool,
}

impl Desk {
    /// A desk on which no club lies yet; `data` is where new clubs go.
    pub(crate) fn new(preferences: PreferencesFile, data: PathBuf) -> Self {
        let place = RwLock::new(Place::Empty);
        let (dialogs, picked, waiting, copying, exports) = Default::default();
        Self { preferences, dialogs, picked, waiting, copying, exports, data, place }
    }

    /// This computer, in the session of the person who sits before it.
    fn machine(&self) -> Machine {
        Machine {
            keyring: Keyring::System,
            cost: Cost::LAPTOP,
            copies: self.preferences.copies(self.data.join("cercle").join("copies")),
            now: || now().to_utc(),
        }
    }

    /// What the clock shows.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        now().to_utc()
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
                no_room: it.opened.vault.no_room(),
                key_kept: it.opened.key_kept.is_ok(),
                today: it.api.today(),
                aftermath: it
                    .opened
                    .aftermath
                    .map(|it| Aftermath { operations_lost: it.operations_lost }),
                ground: it.opened.vault.ground().into(),
            },
        }
    }

    /// The id of the open club, empty where there is none; nothing while something is being done with
    /// it, for which the window must not wait.
    pub(crate) fn club(&self) -> Option<String> {
        match &*self.place.try_read().ok()? {
            Place::Open(it) => Some(it.opened.vault.club().to_string()),
            Place::Empty | Place::Shut { .. } => Some(String::new()),
        }
    }

    /// Opens the club in `folder` with the key of the keyring. `Err` is for the one case where
    /// there is nothing to show: another window has it already.
    pub(crate) async fn open(&self, folder: &Path) -> Result<(), AlreadyOpen> {
        if self.is_locked(folder) {
            // The window that was locked may be there still, and knows what is asked of it.
            if vault::come_forward(folder) {
                return Err(AlreadyOpen);
            }
            self.shut(folder, ClubFailure::Locked, None).await;
            return Ok(());
        }
        self.copying.stopped().await;
        let mut opened = Vault::open(&self.machine(), folder).await;
        // A window that was closed a moment ago may still be putting its last changes away.
        for _ in 0..CLOSING_TRIES {
            let Err(VaultError::AlreadyOpen { folder }) = &opened else { break };
            if vault::come_forward(folder) {
                return Err(AlreadyOpen);
            }
            tokio::time::sleep(CLOSING_PAUSE).await;
            opened = Vault::open(&self.machine(), folder).await;
        }
        self.lay(folder, opened).await;
        Ok(())
    }

    /// Whether the club in `folder`, however one came to it, was locked and not opened since.
    fn is_locked(&self, folder: &Path) -> bool {
        let place = |it: &Path| it.canonicalize().unwrap_or_else(|_| it.to_owned());
        let club = self.preferences.club();
        self.preferences.is_locked() && club.is_some_and(|it| place(&it) == place(folder))
    }

    /// Opens a club where everything is invented, in a folder that goes when it is closed.
    pub(crate) async fn open_demo(&self, wanted: Demo) -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::Builder::new().prefix("cercle-demo-").tempdir()?;
        // Its key ends with the process, and nobody needs its passphrase.
        let keyring = Keyring::Memory(MemoryKeyring::default());
        let machine = Machine { keyring, ..self.machine() };
        let passphrase = Passphrase::new(uuid::Uuid::new_v4().to_string());
        let opened = Vault::create(&machine, &folder.path().join("club"), &passphrase).await?;
        let mut api = self.api_of(&opened);
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

    /// Tries again to open the club that is shut, or that can only be read.
    pub(crate) async fn reopen(&self) {
        // What is locked opens with its passphrase, whatever the keyring would say.
        if let Some(folder) = self.folder().await
            && !self.is_locked(&folder)
        {
            self.close().await;
            let opened = Vault::open(&self.machine(), &folder).await;
            self.lay(&folder, opened).await;
        }
    }

    /// Opens the club that is shut with its passphrase.
    pub(crate) async fn unlock(&self, passphrase: Passphrase) {
        self.copying.stopped().await;
        let Some(let_go) = self.let_go().await else { return };
        let folder = let_go.folder;
        let opened = Vault::unlock(&self.machine(), &folder, &passphrase).await;
        if matches!(opened, Err(VaultError::WrongPassphrase)) && let_go.was_held {
            // It stays locked, and held.
            let held = Vault::hold_shut(&self.machine(), &folder).await.ok();
            return self.shut(&folder, ClubFailure::WrongPassphrase, held).await;
        }
        self.lay(&folder, opened).await;
    }

    /// Shuts the club until its passphrase is typed, here or at another start.
    pub(crate) async fn lock(&self) {
        self.copying.stopped().await;
        let mut place = self.place.write().await;
        match std::mem::replace(&mut *place, Place::Empty) {
            Place::Open(it) if it.demo.is_none() => {
                // A disk that is full must not keep what is on screen readable.
                if let Err(error) = self.preferences.remember_locked() {
                    tracing::warn!(%error, "another start will not know that the club is locked");
                }
                let folder = it.opened.vault.folder().to_owned();
                let held = Some(it.opened.lock().await);
                *place = Place::Shut { folder, failure: ClubFailure::Locked, held };
            }
            // Nobody knows the passphrase of what is invented.
            other => *place = other,
        }
    }

    /// Has this computer forget the key of the club, and shuts it.
    pub(crate) async fn forget_key(&self) -> Result<(), ClubFailure> {
        self.copying.stopped().await;
        let mut place = self.place.write().await;
        match std::mem::replace(&mut *place, Place::Empty) {
            Place::Open(it) if it.demo.is_none() => {
                if let Err(error) = it.opened.vault.forget_key().await {
                    *place = Place::Open(it);
                    return Err(error.into());
                }
                let folder = it.opened.vault.folder().to_owned();
                it.opened.close().await;
                *place = Place::Shut { folder, failure: ClubFailure::KeyNotKept, held: None };
            }
            other => *place = other,
        }
        Ok(())
    }

    /// Makes another key that of the club. Nobody works in it meanwhile.
    pub(crate) async fn change_key(
        &self,
        app: &AppHandle,
        current: &Passphrase,
        chosen: &Passphrase,
        old_copies: OldCopies,
    ) -> Result<KeyChanged, ClubFailure> {
        let under = self.copying.begin(app)?;
        let mut place = self.place.write().await;
        let Place::Open(it) = &mut *place else { return Err(ClubFailure::NoClub) };
        let changed = it.opened.change_key(current, chosen, &under.work).await;
        it.api = Arc::new(self.api_of(&it.opened));
        if let Err(error) = changed {
            let failure = ClubFailure::of(&error);
            shut_if_closed(&mut place, &failure).await;
            return Err(failure);
        }
        let key_kept = it.opened.key_kept.is_ok();
        drop(place);
        let copies = self.copies().await.ok_or(ClubFailure::NoClub)?;
        let mut done = KeyChanged { key_kept, removed: 0, copy: None, not_removed: None };
        // Only a copy that is there makes up for those that go.
        match copies.make(self.now(), &under.work).await {
            Ok(_) if old_copies == OldCopies::Remove => match copies.remove_of_other_keys().await {
                Ok(removed) => done.removed = removed,
                // The key is changed all the same, and must not be said to be the old one.
                Err(error) => done.not_removed = Some(ClubFailure::of(&error)),
            },
            Ok(_) => {}
            Err(error) => done.copy = Some(ClubFailure::of(&error)),
        }
        Ok(done)
    }

    /// Puts a copy into the place of the club, open or shut. Gives the name under which what was
    /// there is set aside.
    pub(crate) async fn restore(
        &self,
        kind: CopyKind,
        name: &str,
        passphrase: Option<&Passphrase>,
        work: &Work,
    ) -> Result<String, ClubFailure> {
        let copies = self.copies().await.ok_or(ClubFailure::NoClub)?;
        let copy = copies.get(kind, name).await?;
        if self.api().await.is_ok() {
            let key = copies.key_of(&copy, passphrase).await?;
            let prepared = copies.prepare(&copy, &key, work).await?;
            let mut place = self.place.write().await;
            let Place::Open(it) = &mut *place else { return Err(ClubFailure::NoClub) };
            let done = it.opened.put_in_place(prepared).await;
            it.api = Arc::new(self.api_of(&it.opened));
            if let Err(error) = &done {
                shut_if_closed(&mut place, &ClubFailure::of(error)).await;
            }
            return Ok(done?);
        }
        let LetGo { folder, failure, .. } = self.let_go().await.ok_or(ClubFailure::NoClub)?;
        let machine = self.machine();
        let done = Vault::restore(&machine, &copies, &copy, passphrase, work).await;
        match &done {
            Ok(_) => match passphrase {
                Some(typed) => {
                    self.lay(&folder, Vault::unlock(&machine, &folder, typed).await).await
                }
                None => self.lay(&folder, Vault::open(&machine, &folder).await).await,
            },
            Err(_) => self.shut(&folder, failure, None).await,
        }
        Ok(done?)
    }

    /// The copies of the club that is open or shut.
    pub(crate) async fn copies(&self) -> Option<Copies> {
        let machine = self.machine();
        match &*self.place.read().await {
            Place::Open(it) => {
                let mut places = machine.copies;
                if let Some(folder) = &it.demo {
                    places.usual = folder.path().join("copies");
                }
                Some(it.opened.copies(places))
            }
            Place::Shut { folder, .. } => {
                let known = || {
                    let last = self.preferences.club();
                    self.preferences.club_id().filter(|_| last.as_deref() == Some(folder))
                };
                let club = Vault::club_in(folder).or_else(known)?;
                Some(Copies::of_shut(club, folder, machine.keyring, machine.copies))
            }
            Place::Empty => None,
        }
    }

    /// Whether copies are made by themselves: not of what is invented, nor of what cannot change.
    pub(crate) async fn keeps_copies(&self) -> bool {
        match &*self.place.read().await {
            Place::Open(it) => {
                it.demo.is_none() && it.opened.vault.access() != store::Access::ReadOnly
            }
            Place::Empty | Place::Shut { .. } => false,
        }
    }

    /// Has the copies go to `place`, or where nobody chose.
    pub(crate) async fn put_copies_in(&self, place: Option<PathBuf>) -> Result<(), ClubFailure> {
        let copies = self.copies().await.ok_or(ClubFailure::NoClub)?;
        // Who looks for copies opens their folder, or one of them, and means the place where they are.
        let place = place.map(|it| vault::place_of_copies(copies.club(), &it));
        Ok(self.preferences.put_copies_in(copies.club(), place)?)
    }

    /// Has so many copies stay.
    pub(crate) async fn keep_so_many_copies(&self, keep: vault::Keep) -> Result<(), ClubFailure> {
        let copies = self.copies().await.ok_or(ClubFailure::NoClub)?;
        Ok(self.preferences.keep_copies(copies.club(), keep)?)
    }

    /// Keeps what the page changed of the preferences; the journal calls the person by the new name.
    pub(crate) async fn show(&self, shown: Preferences) -> std::io::Result<()> {
        let renamed = self.preferences.shown().name != shown.name;
        self.preferences.show(shown)?;
        if renamed && let Place::Open(it) = &mut *self.place.write().await {
            it.api = Arc::new(self.api_of(&it.opened));
        }
        Ok(())
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
        self.copying.stopped().await;
        let opened = Vault::create(&self.machine(), &folder, &passphrase).await;
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
                if !it.opened.vault.change_passphrase(&old, &new).await? {
                    tracing::warn!("the disk has not confirmed the new passphrase");
                }
                Ok(())
            }
            Place::Empty | Place::Shut { .. } => Err(ClubFailure::NoClub),
        }
    }

    /// Lets go of the club, once what is under way is done.
    pub(crate) async fn close(&self) {
        self.copying.stopped().await;
        self.empty().await;
    }

    /// The same for who does what is under way, and would wait for itself.
    async fn empty(&self) {
        self.copying.forget();
        let place = std::mem::replace(&mut *self.place.write().await, Place::Empty);
        if let Place::Open(it) = place {
            it.opened.close().await;
        }
    }

    /// The folder of the club, open or shut; that of a demonstration is nobody's.
    async fn folder(&self) -> Option<PathBuf> {
        match &*self.place.read().await {
            Place::Shut { folder, .. } => Some(folder.clone()),
            Place::Open(it) if it.demo.is_none() => Some(it.opened.vault.folder().to_owned()),
            Place::Open(_) | Place::Empty => None,
        }
    }

    /// Lets go of the folder of the club that is shut, to open it.
    async fn let_go(&self) -> Option<LetGo> {
        match &mut *self.place.write().await {
            Place::Shut { folder, failure, held } => {
                let was_held = held.take().is_some();
                Some(LetGo { folder: folder.clone(), failure: failure.clone(), was_held })
            }
            Place::Empty | Place::Open(_) => None,
        }
    }

    async fn shut(&self, folder: &Path, failure: ClubFailure, held: Option<Vault>) {
        *self.place.write().await = Place::Shut { folder: folder.to_owned(), failure, held };
    }

    async fn lay(&self, folder: &Path, opened: Result<OpenVault, VaultError>) {
        self.empty().await;
        let place = match opened {
            Ok(opened) => {
                // Preferences that cannot be kept must not keep anybody from their club.
                if let Err(error) = self.preferences.remember_club(folder, opened.vault.club()) {
                    tracing::warn!(%error, "the club that was open last is not remembered");
                }
                let api = Arc::new(self.api_of(&opened));
                Place::Open(Box::new(Open { api, opened, demo: None }))
            }
            Err(error) => {
                tracing::warn!(error = chain(&error), "the club does not open");
                let failure = ClubFailure::of(&error);
                Place::Shut { folder: folder.to_owned(), failure, held: None }
            }
        };
        *self.place.write().await = place;
    }

    /// Calls `on_request` when a second start asks this window to come forward.
    pub(crate) async fn listen(&self, on_request: impl Fn() + Send + 'static) {
        let listening = match &mut *self.place.write().await {
            Place::Open(it) => it.opened.vault.listen(on_request),
            Place::Shut { held: Some(vault), .. } => vault.listen(on_request),
            Place::Shut { held: None, .. } | Place::Empty => Ok(()),
        };
        if let Err(error) = listening {
            tracing::warn!(error = chain(&error), "a second start will not find this window");
        }
    }

    fn api_of(&self, opened: &OpenVault) -> Api {
        let actor = actor(&self.preferences.shown().name);
        Api { store: opened.store.clone(), actor, now: Box::new(now) }
    }
}

/// Shuts the club where its file could not be opened again after something was done with it: a window
/// that calls it open would fail at every page.
async fn shut_if_closed(place: &mut Place, failure: &ClubFailure) {
    let Place::Open(it) = place else { return };
    if it.opened.store.read().await.is_ok() {
        return;
    }
    let folder = it.opened.vault.folder().to_owned();
    *place = Place::Shut { folder, failure: failure.clone(), held: None };
}

/// Another window has the club, and was asked to come forward.
#[derive(Debug)]
pub(crate) struct AlreadyOpen;

/// The one place that reads the clock.
#[expect(clippy::disallowed_methods, reason = "the shell is where the time comes from")]
pub(crate) fn now() -> DateTime<FixedOffset> {
    chrono::Local::now().fixed_offset()
}

/// This hour, on `day`.
fn on(day: NaiveDate) -> DateTime<FixedOffset> {
    let now = now();
    now.timezone().from_local_datetime(&day.and_time(now.time())).single().unwrap_or(now)
}

/// Who is at the keyboard: the account of the system, which nobody else can be, after the name that
/// the person chose.
fn actor(name: &str) -> String {
    // Variables of the session say what anybody wants them to say.
    let account = whoami::username().unwrap_or_else(|_| "?".to_owned());
    match name.trim() {
        "" => account,
        name => format!("{name} ({account})"),
    }
}

pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |it| it.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
