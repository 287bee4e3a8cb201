//! The calls about copies of the club: making them, looking into them, putting one in its place.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use api::{JournalFilter, JournalLine};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager, State, WebviewWindow};
use tauri_specta::Event;
use vault::{ClubCopy, ClubId, CopyKind, Doing, Passphrase, VaultError, Work};

use crate::{
    club::ClubFailure,
    desk::Desk,
    ipc::{caught, changed},
    preferences::Language,
};

/// At most so many operations are told of those that a copy does not hold.
const LOST_TOLD: usize = 50;

/// How often it is asked whether a new day has begun; a window may stay open for weeks.
const EACH: std::time::Duration = std::time::Duration::from_secs(600);

/// So long after one that failed, a copy is tried again.
const AGAIN_AFTER: TimeDelta = TimeDelta::hours(1);

/// The file itself is looked at after so long, where no copy that could be read told how it is.
const LOOK_AFTER: TimeDelta = TimeDelta::days(7);

/// So often the page is told how something long comes on, and no more.
const STRIDE: u64 = 8 * 1024 * 1024;

/// Which copy.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub(crate) struct CopyRef {
    /// Of which sort it is.
    kind: Kind,
    /// Its name.
    name: String,
}

/// Of which sort a copy is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// It was made to be safe.
    Made,
    /// Another took its place.
    Replaced,
}

/// A copy, as a list shows it.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct CopyLine {
    /// Which one.
    copy: CopyRef,
    /// When it was made.
    at: DateTime<Utc>,
    /// Its size in bytes.
    #[specta(type = u32)]
    size: u64,
    /// Whether it was read whole when it was made.
    checked: bool,
}

/// How many copies stay, of the newest on.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
pub(crate) struct Keep {
    /// The last one of so many days.
    pub(crate) days: u16,
    /// The last one of so many weeks.
    pub(crate) weeks: u16,
    /// The last one of so many months.
    pub(crate) months: u16,
}

/// How the last copy went.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum LastCopy {
    /// None was ever made.
    None,
    /// It was made and read whole.
    Good {
        /// When.
        at: DateTime<Utc>,
    },
    /// It could not be made.
    Failed {
        /// When it was tried.
        at: DateTime<Utc>,
        /// Why not.
        failure: ClubFailure,
        /// When the last good one was made.
        good: Option<DateTime<Utc>>,
    },
}

/// What was found in the file of the club.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub(crate) struct CheckReport {
    /// When it was looked at.
    pub(crate) at: DateTime<Utc>,
    /// Whether nothing is wrong.
    sound: bool,
    /// The pages that are not as they were written.
    pages: Vec<u32>,
    /// What does not hang together, in the words of SQLite.
    structure: Vec<String>,
    /// The tables in which a row stands on one that is not there.
    references: Vec<String>,
    /// The documents whose bytes cannot be read.
    documents: Vec<LostDocument>,
}

/// A document whose bytes cannot be read any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub(crate) struct LostDocument {
    /// The SHA-256 of its bytes, in hexadecimal.
    sha256: String,
    /// What it is called wherever it is attached.
    names: Vec<String>,
}

/// All that there is to say of the copies of a club.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct CopiesPage {
    /// The name of the folder that was chosen for them; nothing where nobody chose.
    place: Option<String>,
    /// Whether they are on the disk of the club, which then takes both.
    same_disk: bool,
    /// How many stay.
    keep: Keep,
    /// What they take in bytes.
    #[specta(type = u32)]
    space: u64,
    /// All of them, the newest first.
    copies: Vec<CopyLine>,
    /// How the last one went.
    last: LastCopy,
    /// What was found the last time that the file was looked at.
    checked: Option<CheckReport>,
    /// What is under way.
    working: Option<WorkProgress>,
}

/// Something long comes on.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type, Event)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum WorkProgress {
    /// Bytes are being copied.
    Copying {
        /// So many.
        #[specta(type = u32)]
        done: u64,
        /// Of so many.
        #[specta(type = u32)]
        total: u64,
    },
    /// The pages of a file are being looked at.
    Pages,
    /// The documents in a file are being looked at.
    Documents {
        /// So many.
        #[specta(type = u32)]
        done: u64,
        /// Of so many.
        #[specta(type = u32)]
        total: u64,
    },
    /// A file is being encrypted anew.
    Encrypting,
}

/// How much a club holds.
#[derive(Debug, Clone, Copy, Serialize, Type)]
pub(crate) struct Tally {
    /// Organisations, members or not.
    organisations: u32,
    /// People.
    people: u32,
    /// Conventions.
    conventions: u32,
    /// Meetings.
    meetings: u32,
    /// Documents.
    documents: u32,
    /// Operations of its journal.
    operations: u32,
}

/// What a copy holds, and what would be lost with it.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Insight {
    /// How much it holds.
    tally: Tally,
    /// How many operations it does not hold.
    lost: u32,
    /// How many it holds that the club does not.
    regained: u32,
    /// The last of those that it does not hold, the newest first.
    lines: Vec<JournalLine>,
}

/// What is known of the copies beyond the folder that holds them.
#[derive(Debug, Default)]
pub(crate) struct Copying {
    /// Held by whoever does something long with the files of the club.
    one: tokio::sync::Mutex<()>,
    stop: Arc<AtomicBool>,
    working: Arc<Mutex<Option<WorkProgress>>>,
    failed: Mutex<Option<(DateTime<Utc>, ClubFailure)>>,
    checked: Mutex<Option<CheckReport>>,
}

/// Something long that is under way. Dropping it says that it is over.
pub(crate) struct Under<'a> {
    pub(crate) work: Work,
    copying: &'a Copying,
    _one: tokio::sync::MutexGuard<'a, ()>,
}

impl Drop for Under<'_> {
    fn drop(&mut self) {
        *locked(&self.copying.working) = None;
    }
}

impl Copying {
    /// Begins something long, unless something is under way.
    pub(crate) fn begin(&self, app: &AppHandle) -> Result<Under<'_>, VaultError> {
        let one = self.one.try_lock().map_err(|_| VaultError::Busy)?;
        self.stop.store(false, Ordering::Relaxed);
        let (app, working) = (app.clone(), self.working.clone());
        let tell = move |it: Doing| {
            let it = WorkProgress::from(it);
            let before = locked(&working).replace(it);
            if !it.is_far_from(before) {
                return;
            }
            if let Err(error) = it.emit(&app) {
                tracing::warn!(%error, "the page was not told how the work comes on");
            }
        };
        let work = Work { tell: Arc::new(tell), stop: self.stop.clone() };
        Ok(Under { work, copying: self, _one: one })
    }

    /// Stops what is under way.
    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Stops what is under way, and waits until it has.
    pub(crate) async fn stopped(&self) {
        self.stop();
        drop(self.one.lock().await);
    }

    /// Forgets what was known of another club.
    pub(crate) fn forget(&self) {
        *locked(&self.failed) = None;
        *locked(&self.checked) = None;
    }
}

fn locked<T>(it: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

impl WorkProgress {
    /// Whether the page should hear of it, having heard of `before`. A step of a megabyte takes a
    /// millisecond, and drawing it longer.
    fn is_far_from(self, before: Option<Self>) -> bool {
        match (before, self) {
            (Some(Self::Copying { done: before, .. }), Self::Copying { done, .. }) => {
                before / STRIDE != done / STRIDE
            }
            (Some(Self::Documents { done: before, .. }), Self::Documents { done, .. }) => {
                before / 25 != done / 25
            }
            (Some(Self::Pages), Self::Pages) | (Some(Self::Encrypting), Self::Encrypting) => false,
            (_, Self::Copying { .. } | Self::Pages | Self::Documents { .. } | Self::Encrypting) => {
                true
            }
        }
    }
}

impl From<Doing> for WorkProgress {
    fn from(it: Doing) -> Self {
        match it {
            Doing::Copying { done, total } => Self::Copying { done, total },
            Doing::Pages => Self::Pages,
            Doing::Documents { done, total } => Self::Documents { done, total },
            Doing::Encrypting => Self::Encrypting,
        }
    }
}

impl From<Kind> for CopyKind {
    fn from(it: Kind) -> Self {
        match it {
            Kind::Made => Self::Made,
            Kind::Replaced => Self::Replaced,
        }
    }
}

impl From<CopyKind> for Kind {
    fn from(it: CopyKind) -> Self {
        match it {
            CopyKind::Made => Self::Made,
            CopyKind::Replaced => Self::Replaced,
        }
    }
}

impl From<ClubCopy> for CopyLine {
    fn from(it: ClubCopy) -> Self {
        let copy = CopyRef { kind: it.kind.into(), name: it.name };
        Self { copy, at: it.at, size: it.size, checked: it.checked }
    }
}

impl CheckReport {
    /// Nothing is wrong.
    fn sound(at: DateTime<Utc>) -> Self {
        let (pages, structure, references, documents) = Default::default();
        Self { at, sound: true, pages, structure, references, documents }
    }

    pub(crate) fn of(found: &store::Findings, at: DateTime<Utc>) -> Self {
        let lost = |it: &store::LostDocument| LostDocument {
            sha256: it.sha256.clone(),
            names: it.names.clone(),
        };
        Self {
            at,
            sound: found.is_sound(),
            pages: found.pages.clone(),
            structure: found.structure.clone(),
            references: found.references.clone(),
            documents: found.documents.iter().map(lost).collect(),
        }
    }
}

impl From<store::Tally> for Tally {
    fn from(it: store::Tally) -> Self {
        Self {
            organisations: it.organisations,
            people: it.people,
            conventions: it.conventions,
            meetings: it.meetings,
            documents: it.documents,
            operations: it.operations,
        }
    }
}

impl Desk {
    async fn copies_page(&self) -> Result<CopiesPage, ClubFailure> {
        let copies = self.copies().await.ok_or(ClubFailure::NoClub)?;
        let (all, place, keep) =
            (copies.list().await?, self.preferences.copy_place(copies.club()), copies.keep());
        let good = all.iter().find(|it| it.kind == CopyKind::Made && it.checked).map(|it| it.at);
        let last = match (locked(&self.copying.failed).clone(), good) {
            (Some((at, failure)), good) => LastCopy::Failed { at, failure, good },
            (None, Some(at)) => LastCopy::Good { at },
            (None, None) => LastCopy::None,
        };
        Ok(CopiesPage {
            place: place.map(|it| it.file_name().unwrap_or_default().to_string_lossy().into()),
            same_disk: copies.share_a_disk(),
            keep: Keep { days: keep.days, weeks: keep.weeks, months: keep.months },
            space: all.iter().map(|it| it.size).sum(),
            copies: all.into_iter().map(Into::into).collect(),
            last,
            checked: locked(&self.copying.checked).clone(),
            working: *locked(&self.copying.working),
        })
    }

    async fn make_copy(&self, app: &AppHandle) -> Result<CopyLine, ClubFailure> {
        let under = self.copying.begin(app)?;
        let copies = self.copies().await.ok_or(ClubFailure::NoClub)?;
        let at = self.now();
        let made = copies.make(at, &under.work).await;
        drop(under);
        match made {
            Ok(copy) => {
                *locked(&self.copying.failed) = None;
                // The copy is the file, byte for byte, and was read whole.
                self.keep_report(copies.club(), CheckReport::sound(at));
                Ok(copy.into())
            }
            Err(error) => {
                let failure = ClubFailure::of(&error);
                tracing::warn!(error = crate::desk::chain(&error), "no copy was made");
                if let VaultError::CopyUnsound(found) = &error {
                    self.keep_report(copies.club(), CheckReport::of(found, at));
                }
                if failure != ClubFailure::Stopped {
                    *locked(&self.copying.failed) = Some((at, failure.clone()));
                }
                Err(failure)
            }
        }
    }

    /// Looks at the whole of the club's own file.
    async fn check_club(&self, app: &AppHandle) -> Result<CheckReport, ClubFailure> {
        let under = self.copying.begin(app)?;
        let copies = self.copies().await.ok_or(ClubFailure::NoClub)?;
        let found = copies.check(&under.work).await?;
        let report = CheckReport::of(&found, self.now());
        self.keep_report(copies.club(), report.clone());
        Ok(report)
    }

    fn keep_report(&self, club: ClubId, report: CheckReport) {
        if let Err(error) = self.preferences.remember_look(club, report.at) {
            tracing::warn!(%error, "the file will be looked at again sooner than need be");
        }
        *locked(&self.copying.checked) = Some(report);
    }

    /// Makes the copy of the day where there is none yet, and looks at the file where that has not
    /// been done for long. Whether there is something new to show.
    async fn see_to_the_file(&self, app: &AppHandle) -> bool {
        if !self.keeps_copies().await {
            return false;
        }
        let Some(copies) = self.copies().await else { return false };
        let now = self.now();
        let tried = locked(&self.copying.failed).as_ref().map(|(at, _)| *at);
        let mut new = false;
        if tried.is_none_or(|at| now - at >= AGAIN_AFTER) {
            let today = now.with_timezone(&chrono::Local).date_naive();
            let is_of_today = |it: &ClubCopy| {
                it.kind == CopyKind::Made
                    && it.checked
                    && it.at.with_timezone(&chrono::Local).date_naive() == today
            };
            if !copies.in_place().await.is_ok_and(|all| all.iter().any(is_of_today)) {
                // What it came to is kept for the page, whichever it was.
                let _ = self.make_copy(app).await;
                new = true;
            }
        }
        if self.preferences.looked_at(copies.club()).is_none_or(|at| now - at >= LOOK_AFTER)
            && let Err(failure) = self.check_club(app).await
        {
            tracing::warn!(?failure, "the file was not looked at");
        }
        new
    }
}

/// Makes a copy at the first opening of each day, and on each day that a window stays open for.
pub(crate) fn each_day(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut tick = tokio::time::interval(EACH);
        loop {
            tick.tick().await;
            let desk = app.state::<Desk>();
            // A panic must not be the end of all copies.
            let seen = caught(async { Ok::<_, ClubFailure>(desk.see_to_the_file(&app).await) });
            if seen.await.unwrap_or(false) {
                changed(&app);
            }
        }
    });
}

/// What there is to say of the copies.
#[tauri::command]
#[specta::specta]
pub(crate) async fn copies(desk: State<'_, Desk>) -> Result<CopiesPage, ClubFailure> {
    caught(desk.copies_page()).await
}

/// Makes a copy and reads it whole.
#[tauri::command]
#[specta::specta]
pub(crate) async fn make_copy(
    app: AppHandle,
    desk: State<'_, Desk>,
) -> Result<CopyLine, ClubFailure> {
    caught(desk.make_copy(&app)).await
}

/// Looks at the whole of the club's own file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_club(
    app: AppHandle,
    desk: State<'_, Desk>,
) -> Result<CheckReport, ClubFailure> {
    caught(desk.check_club(&app)).await
}

/// Stops what is under way; what waits for it hears that it was stopped.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_work(desk: State<'_, Desk>) -> Result<(), ClubFailure> {
    caught(async {
        desk.copying.stop();
        Ok(())
    })
    .await
}

/// Asks for another place for the copies.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_copy_place(
    window: WebviewWindow,
    desk: State<'_, Desk>,
) -> Result<CopiesPage, ClubFailure> {
    caught(async {
        let title = match desk.preferences.shown().language {
            Language::Fr => "Choisir où vont les copies",
            Language::En => "Choose where copies go",
        };
        if let Some(folder) = desk.dialogs.open_folder(&window, title).await {
            desk.put_copies_in(Some(folder)).await?;
        }
        desk.copies_page().await
    })
    .await
}

/// Has the copies go to the usual place again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn usual_copy_place(desk: State<'_, Desk>) -> Result<CopiesPage, ClubFailure> {
    caught(async {
        desk.put_copies_in(None).await?;
        desk.copies_page().await
    })
    .await
}

/// Has so many copies stay from now on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_copies(
    desk: State<'_, Desk>,
    keep: Keep,
) -> Result<CopiesPage, ClubFailure> {
    caught(async {
        let keep = vault::Keep { days: keep.days, weeks: keep.weeks, months: keep.months };
        desk.keep_so_many_copies(keep).await?;
        desk.copies_page().await
    })
    .await
}

/// What a copy holds, and what would be lost with it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn look_into_copy(
    desk: State<'_, Desk>,
    copy: CopyRef,
    passphrase: Option<String>,
) -> Result<Insight, ClubFailure> {
    caught(async {
        let copies = desk.copies().await.ok_or(ClubFailure::NoClub)?;
        let copy = copies.get(copy.kind.into(), &copy.name).await?;
        let passphrase = passphrase.map(Passphrase::new);
        let key = copies.key_of(&copy, passphrase.as_ref()).await?;
        let compared = copies.look_into(&copy, &key).await?;
        let mut lines = Vec::new();
        if let Ok(api) = desk.api().await {
            let page = api.journal(JournalFilter::default()).await?;
            let is_lost = |it: &JournalLine| i64::from(it.operation) > compared.common;
            lines = page.lines.into_iter().filter(is_lost).take(LOST_TOLD).collect();
        }
        Ok(Insight {
            tally: compared.tally.into(),
            lost: compared.only_here,
            regained: compared.only_there,
            lines,
        })
    })
    .await
}

/// Puts a copy into the place of the club, and gives what was set aside for it: putting that back
/// takes it back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_copy(
    app: AppHandle,
    desk: State<'_, Desk>,
    copy: CopyRef,
    passphrase: Option<String>,
) -> Result<CopyRef, ClubFailure> {
    caught(async {
        let under = desk.copying.begin(&app)?;
        let passphrase = passphrase.map(Passphrase::new);
        let kind = copy.kind.into();
        let done = desk.restore(kind, &copy.name, passphrase.as_ref(), &under.work).await;
        drop(under);
        if done.is_ok() {
            desk.copying.forget();
        }
        crate::window::listen(&app).await;
        changed(&app);
        Ok(CopyRef { kind: Kind::Replaced, name: done? })
    })
    .await
}

/// Removes a copy.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_copy(
    app: AppHandle,
    desk: State<'_, Desk>,
    copy: CopyRef,
) -> Result<CopiesPage, ClubFailure> {
    caught(async {
        // Who makes a copy sweeps their place, and who restores one still reads it.
        let under = desk.copying.begin(&app)?;
        let copies = desk.copies().await.ok_or(ClubFailure::NoClub)?;
        let copy = copies.get(copy.kind.into(), &copy.name).await?;
        copies.remove(&copy).await?;
        drop(under);
        desk.copies_page().await
    })
    .await
}
