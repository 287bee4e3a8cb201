//! What the person before this computer likes: its language, its theme, where the window stood.
//!
//! They are no facts of a club, so they are neither journalled nor encrypted, and they hold nothing
//! of what is in one.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use vault::{ClubId, CopyPlaces, Keep};

/// What the page may see and change of the preferences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
pub(crate) struct Preferences {
    /// The language of the window.
    pub(crate) language: Language,
    /// Light, dark, or as the system says.
    pub(crate) theme: Theme,
    /// The size of everything, in percent.
    pub(crate) zoom: u16,
    /// The address of the page that was open last.
    pub(crate) address: Option<String>,
    /// Whether something was being shown there that had not come to the screen yet: it may have taken
    /// the window down, and is not gone back to by itself.
    pub(crate) showing: bool,
    /// How each list is laid out, by its name.
    pub(crate) lists: BTreeMap<String, ListLayout>,
    /// How the person wants to be called in the journal; the name of the account where it is empty.
    pub(crate) name: String,
    /// After so many minutes away the window locks; never where it is 0.
    pub(crate) lock_after: u16,
}

/// How a list is laid out. Columns and filters are told in the words of an address, never in words
/// that somebody typed: this file is in clear.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default)]
pub(crate) struct ListLayout {
    /// The column by which it is sorted.
    pub(crate) sort: Option<ListSort>,
    /// The columns that are not shown.
    pub(crate) hidden: Vec<String>,
    /// The filters that were saved.
    pub(crate) filters: Vec<String>,
}

/// By which column a list is sorted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub(crate) struct ListSort {
    /// The column.
    pub(crate) column: String,
    /// Whether the last comes first.
    pub(crate) descending: bool,
}

/// A language of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Language {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            language: Language::default(),
            theme: Theme::default(),
            zoom: 100,
            address: None,
            showing: false,
            lists: BTreeMap::new(),
            name: String::new(),
            lock_after: 0,
        }
    }
}

/// Where a window stood, in physical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// The left edge, where the system tells it.
    pub(crate) x: Option<i32>,
    /// The top edge, where the system tells it.
    pub(crate) y: Option<i32>,
    /// The width of the page.
    pub(crate) width: u32,
    /// The height of the page.
    pub(crate) height: u32,
    /// Whether it filled the screen.
    pub(crate) maximised: bool,
}

/// The file of preferences.
#[derive(Debug)]
pub(crate) struct PreferencesFile {
    path: PathBuf,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    shown: Preferences,
    /// The club that was open last.
    club: Option<PathBuf>,
    /// The id of that club, by which its copies are found when its folder says nothing any more.
    club_id: Option<ClubId>,
    /// Whether that club was locked, and opens with its passphrase only.
    locked: bool,
    /// Where the window of each club stood.
    places: BTreeMap<String, Place>,
    /// Where the copies of each club go, for those whose coordinator chose.
    copy_places: BTreeMap<ClubId, PathBuf>,
    /// How many copies of each club stay, for those whose coordinator chose.
    copies_kept: BTreeMap<ClubId, Keep>,
    /// When the whole file of each club was looked at last.
    looked_at: BTreeMap<ClubId, DateTime<Utc>>,
}

impl PreferencesFile {
    /// Reads the file in `folder`. One that is absent or makes no sense counts as empty: what is in
    /// it is quickly said again, and must not keep anybody from their club.
    pub(crate) fn read(folder: &Path) -> Self {
        let path = folder.join("preferences.json");
        let kept = fs::read(&path)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        Self { path, kept: Mutex::new(kept) }
    }

    /// What the page may see.
    pub(crate) fn shown(&self) -> Preferences {
        self.with(|it| it.shown.clone())
    }

    /// The club that was open last.
    pub(crate) fn club(&self) -> Option<PathBuf> {
        self.with(|it| it.club.clone())
    }

    /// Where the window of `club` stood.
    pub(crate) fn place(&self, club: &str) -> Option<Place> {
        self.with(|it| it.places.get(club).copied())
    }

    /// Keeps what the page changed.
    pub(crate) fn show(&self, shown: Preferences) -> io::Result<()> {
        self.change(|it| it.shown = shown)
    }

    /// Remembers the club that is open, and so is not locked.
    pub(crate) fn remember_club(&self, folder: &Path, id: ClubId) -> io::Result<()> {
        self.change(|it| {
            (it.club, it.club_id, it.locked) = (Some(folder.to_owned()), Some(id), false);
        })
    }

    /// The id of the club that was open last.
    pub(crate) fn club_id(&self) -> Option<ClubId> {
        self.with(|it| it.club_id)
    }

    /// Whether the club that was open last is locked.
    pub(crate) fn is_locked(&self) -> bool {
        self.with(|it| it.locked)
    }

    /// Remembers that the club is locked: another start must not open it either.
    pub(crate) fn remember_locked(&self) -> io::Result<()> {
        self.change(|it| it.locked = true)
    }

    /// Where the copies of `club` go, where somebody chose.
    pub(crate) fn copy_place(&self, club: ClubId) -> Option<PathBuf> {
        self.with(|it| it.copy_places.get(&club).cloned())
    }

    /// Has the copies of `club` go to `place`, or where nobody chose.
    pub(crate) fn put_copies_in(&self, club: ClubId, place: Option<PathBuf>) -> io::Result<()> {
        self.change(|it| {
            match place {
                Some(place) => it.copy_places.insert(club, place),
                None => it.copy_places.remove(&club),
            };
        })
    }

    /// Has so many copies of `club` stay.
    pub(crate) fn keep_copies(&self, club: ClubId, keep: Keep) -> io::Result<()> {
        self.change(|it| {
            it.copies_kept.insert(club, keep);
        })
    }

    /// When the whole file of `club` was looked at last.
    pub(crate) fn looked_at(&self, club: ClubId) -> Option<DateTime<Utc>> {
        self.with(|it| it.looked_at.get(&club).copied())
    }

    /// Remembers that the whole file of `club` was looked at.
    pub(crate) fn remember_look(&self, club: ClubId, at: DateTime<Utc>) -> io::Result<()> {
        self.change(|it| {
            it.looked_at.insert(club, at);
        })
    }

    /// Where the copies of each club go and how many stay, `usual` being where they go else.
    pub(crate) fn copies(&self, usual: PathBuf) -> CopyPlaces {
        self.with(|it| CopyPlaces {
            usual,
            chosen: it.copy_places.clone(),
            keep: it.copies_kept.clone(),
        })
    }

    /// Remembers where the window of `club` stands.
    pub(crate) fn remember_place(&self, club: &str, place: Place) -> io::Result<()> {
        self.change(|it| {
            it.places.insert(club.to_owned(), place);
        })
    }

    fn with<T>(&self, look: impl FnOnce(&mut Kept) -> T) -> T {
        look(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn change(&self, change: impl FnOnce(&mut Kept)) -> io::Result<()> {
        let bytes = self.with(|it| {
            change(it);
            serde_json::to_vec_pretty(it)
        })?;
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        // A kill in the middle of a write would leave half a file.
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        io::Write::write_all(&mut file, &bytes)?;
        // Renamed before its bytes are on the disk, it would be empty after a power cut, and a first
        // start would be shown beside a club.
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_come_back_and_nonsense_counts_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = PreferencesFile::read(folder.path());
        assert_eq!(file.shown(), Preferences::default());

        let layout = ListLayout {
            sort: Some(ListSort { column: "since".into(), descending: true }),
            hidden: vec!["kind".into()],
            filters: vec!["?kind=company".into()],
        };
        let dark = Preferences {
            theme: Theme::Dark,
            zoom: 150,
            lists: [("members".into(), layout)].into(),
            ..Preferences::default()
        };
        file.show(dark.clone()).unwrap();
        let club = ClubId(uuid::Uuid::from_u128(1));
        file.remember_locked().unwrap();
        file.remember_club(Path::new("/clubs/one"), club).unwrap();
        file.put_copies_in(club, Some("/disk".into())).unwrap();
        let place = Place { x: Some(-20), y: Some(40), width: 1200, height: 800, maximised: false };
        file.remember_place("one", place).unwrap();
        let again = PreferencesFile::read(folder.path());
        assert_eq!(again.shown(), dark);
        assert_eq!(again.club(), Some("/clubs/one".into()));
        assert_eq!((again.club_id(), again.is_locked()), (Some(club), false));
        assert_eq!(again.copy_place(club), Some("/disk".into()));
        again.put_copies_in(club, None).unwrap();
        assert_eq!(again.copy_place(club), None);
        assert_eq!((again.place("one"), again.place("two")), (Some(place), None));

        fs::write(folder.path().join("preferences.json"), "{").unwrap();
        assert_eq!(PreferencesFile::read(folder.path()).shown(), Preferences::default());
    }
}
