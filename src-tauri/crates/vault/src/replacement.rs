//! What is about to take the place of the files of a club: another file of it, another envelope, or
//! both, which must never be there one without the other.
//!
//! They are gathered aside, in a folder under a name that nobody looks at. Giving that folder its
//! name is the one step that counts; from then on, whoever holds the club next moves what is in it
//! into place, however often that is cut short.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use crate::files;

/// The folder in which files wait that have been decided to take the place of the present ones.
pub(crate) const DECIDED: &str = ".cercle-next";

/// Says in that folder under which name the present files are to be set aside.
const SET_ASIDE: &str = "set-aside";

/// Where the files of the club go that others took the place of, each pair in a folder of its own,
/// which opens as a club does.
pub(crate) const REPLACED: &str = "replaced";

/// Files that are being gathered. Dropping it forgets them.
#[derive(Debug)]
pub(crate) struct Replacement {
    club: PathBuf,
    aside: TempDir,
}

impl Replacement {
    /// Begins to gather files for the club in `folder`, beside which they lie.
    pub(crate) fn begin(folder: &Path) -> io::Result<Self> {
        Ok(Self { club: folder.to_owned(), aside: files::temporary_folder(folder)? })
    }

    /// Where the file of the club goes.
    pub(crate) fn database(&self) -> PathBuf {
        self.aside.path().join(files::DATABASE)
    }

    /// Adds an envelope of these bytes.
    pub(crate) fn add_envelope(&self, bytes: &[u8]) -> io::Result<()> {
        files::write_new(&self.aside.path().join(files::ENVELOPE), bytes)
    }

    /// Has the present files set aside, in a folder called `name`, rather than lost.
    pub(crate) fn set_present_aside(&self, name: &str) -> io::Result<()> {
        files::write_new(&self.aside.path().join(SET_ASIDE), name.as_bytes())
    }

    /// Puts what was gathered into the place of the present files, of which nobody has one open.
    ///
    /// Where it fails, either nothing has changed, or it [is decided](is_decided), and `finish` will do
    /// the rest at the next opening.
    pub(crate) fn decide(self) -> io::Result<()> {
        for name in [files::DATABASE, files::ENVELOPE] {
            match fs::File::open(self.aside.path().join(name)) {
                Ok(file) => file.sync_all()?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        files::settle(self.aside.path())?;
        fs::rename(self.aside.path(), self.club.join(DECIDED))?;
        // It has another name now, and nothing is left to forget.
        let _ = self.aside.keep();
        match files::settle(&self.club).and_then(|()| finish(&self.club)) {
            Err(error) if is_decided(&self.club) => Err(error),
            // All of it is in place, even where the disk did not confirm it.
            Err(error) => {
                tracing::warn!(%error, "the disk has not confirmed what took another's place");
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }
}

/// Whether something was decided for the club in `folder` and is not in place yet.
pub(crate) fn is_decided(folder: &Path) -> bool {
    folder.join(DECIDED).is_dir()
}

/// Moves into place what was decided for the club in `folder` and perhaps cut short.
pub(crate) fn finish(folder: &Path) -> io::Result<()> {
    let decided = folder.join(DECIDED);
    if !is_decided(folder) {
        return Ok(());
    }
    if decided.join(files::DATABASE).exists() {
        set_aside(folder, &decided)?;
        // A log of the file that goes would be read into the one that comes.
        files::remove_log(folder)?;
        files::settle(folder)?;
    }
    for name in [files::DATABASE, files::ENVELOPE] {
        match fs::rename(decided.join(name), folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => files::settle(folder)?,
        }
    }
    fs::remove_dir_all(&decided)?;
    files::settle(folder)
}

/// Moves the present file aside, and its envelope with it, where that was decided.
fn set_aside(folder: &Path, decided: &Path) -> io::Result<()> {
    let name = match fs::read_to_string(decided.join(SET_ASIDE)) {
        Ok(name) => name,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let aside = folder.join(REPLACED).join(name);
    files::make_private_folder(&aside)?;
    // Moved rather than linked: a file of two names would go on changing under both. The file comes
    // last: once it is there, all of it is.
    let envelope = folder.join(files::ENVELOPE);
    if envelope.exists() && !aside.join(files::ENVELOPE).exists() {
        let mut copy = files::temporary_file(&aside)?;
        io::copy(&mut fs::File::open(envelope)?, &mut copy)?;
        copy.as_file().sync_all()?;
        copy.persist(aside.join(files::ENVELOPE))?;
    }
    // Of a club that did not open, what was done last may be in its log alone.
    for name in [files::WRITE_AHEAD, files::DATABASE] {
        if folder.join(name).exists() && !aside.join(files::DATABASE).exists() {
            fs::rename(folder.join(name), aside.join(name))?;
        }
    }
    files::settle(&aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn club() -> TempDir {
        let club = tempfile::tempdir().unwrap();
        fs::write(club.path().join(files::DATABASE), "old file").unwrap();
        fs::write(club.path().join(files::ENVELOPE), "old envelope").unwrap();
        club
    }

    fn held(club: &TempDir) -> Vec<(String, String)> {
        let mut names: Vec<_> = fs::read_dir(club.path())
            .unwrap()
            .map(|it| it.unwrap())
            .map(|it| {
                let text = fs::read_to_string(it.path()).unwrap_or("a folder".into());
                (it.file_name().into_string().unwrap(), text)
            })
            .collect();
        names.sort();
        names
    }

    fn pair(database: &str, envelope: &str) -> Vec<(String, String)> {
        vec![("club.db".into(), database.into()), ("club.json".into(), envelope.into())]
    }

    #[test]
    fn what_was_not_decided_is_forgotten() {
        let club = club();
        let new = Replacement::begin(club.path()).unwrap();
        fs::write(new.database(), "new file").unwrap();
        drop(new);
        finish(club.path()).unwrap();
        assert_eq!(held(&club), pair("old file", "old envelope"));
    }

    #[test]
    fn what_was_decided_comes_one_or_both_and_the_old_log_goes() {
        let club = club();
        fs::write(club.path().join("club.db-wal"), "old log").unwrap();
        let new = Replacement::begin(club.path()).unwrap();
        fs::write(new.database(), "new file").unwrap();
        new.decide().unwrap();
        assert_eq!(held(&club), pair("new file", "old envelope"));
        let new = Replacement::begin(club.path()).unwrap();
        fs::write(new.database(), "newer file").unwrap();
        new.add_envelope(b"new envelope").unwrap();
        new.decide().unwrap();
        assert_eq!(held(&club), pair("newer file", "new envelope"));
    }

    #[test]
    fn what_was_there_is_set_aside_wherever_that_was_cut_short() {
        // Each is what a kill can leave: before the first move, after the envelope, the log, the file.
        for moved in 0..4 {
            let club = club();
            let decided = club.path().join(DECIDED);
            let aside = club.path().join(REPLACED).join("then");
            fs::create_dir(&decided).unwrap();
            fs::write(decided.join(SET_ASIDE), "then").unwrap();
            fs::write(decided.join(files::DATABASE), "new file").unwrap();
            fs::write(club.path().join(files::WRITE_AHEAD), "old log").unwrap();
            fs::create_dir_all(&aside).unwrap();
            if moved > 0 {
                fs::write(aside.join(files::ENVELOPE), "old envelope").unwrap();
            }
            for name in [files::WRITE_AHEAD, files::DATABASE].iter().take(moved.max(1) - 1) {
                fs::rename(club.path().join(name), aside.join(name)).unwrap();
            }
            for _ in 0..2 {
                finish(club.path()).unwrap();
            }
            let read = |path: &Path, name: &str| fs::read_to_string(path.join(name)).unwrap();
            assert_eq!(read(club.path(), files::DATABASE), "new file", "{moved} moved");
            assert_eq!(read(club.path(), files::ENVELOPE), "old envelope");
            assert_eq!(read(&aside, files::DATABASE), "old file");
            assert_eq!(read(&aside, files::WRITE_AHEAD), "old log");
            assert_eq!(read(&aside, files::ENVELOPE), "old envelope");
            assert!(!club.path().join(files::WRITE_AHEAD).exists());
        }
    }

    #[test]
    fn what_was_decided_is_finished_wherever_it_was_cut_short() {
        // Each is what a kill can leave: before the first move, between the two, after both.
        for moved in 0..3 {
            let club = club();
            let decided = club.path().join(DECIDED);
            fs::create_dir(&decided).unwrap();
            for (number, (name, text)) in
                [(files::DATABASE, "new file"), (files::ENVELOPE, "new envelope")]
                    .into_iter()
                    .enumerate()
            {
                let place = if number < moved { club.path() } else { &decided };
                fs::write(place.join(name), text).unwrap();
            }
            finish(club.path()).unwrap();
            assert_eq!(held(&club), pair("new file", "new envelope"), "{moved} moved");
            finish(club.path()).unwrap();
        }
    }
}
