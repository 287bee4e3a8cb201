//! What was already done, and from what, so that nothing is done twice.
//!
//! A stamp is a hash of everything that the step reads. It is kept inside the folder that the step
//! fills: whoever deletes the folder deletes the stamp, and two clones that share a target folder
//! never mistake one another's work for their own. Times of files tell nothing: git changes them.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

use crate::stop::{Result, Stop};

/// The hash of every file under `paths`, their names included. Files and folders whose name ends in
/// one of `except` are left out.
pub(crate) fn of(paths: &[PathBuf], except: &[&str]) -> Result<String> {
    let mut files = Vec::new();
    for path in paths {
        walk(path, except, &mut files)?;
    }
    files.sort();
    let mut hash = DefaultHasher::new();
    for file in files {
        file.hash(&mut hash);
        fs::read(&file).map_err(|error| Stop::File(file, error))?.hash(&mut hash);
    }
    Ok(format!("{:016x}", hash.finish()))
}

/// Whether the step that keeps its stamp in `file` was last done from `stamp`.
pub(crate) fn holds(file: &Path, stamp: &str) -> bool {
    fs::read_to_string(file).is_ok_and(|kept| kept == stamp)
}

/// Keeps `stamp` in `file`.
pub(crate) fn keep(file: &Path, stamp: &str) -> Result<()> {
    fs::write(file, stamp).map_err(|error| Stop::File(file.to_owned(), error))
}

fn walk(path: &Path, except: &[&str], files: &mut Vec<PathBuf>) -> Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let failed = |error| Stop::File(path.to_owned(), error);
    for entry in fs::read_dir(path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        if !except.iter().any(|end| name.to_string_lossy().ends_with(end)) {
            walk(&entry.path(), except, files)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell;

    /// A folder for the tests, below the one where cargo builds.
    fn folder(name: &str) -> PathBuf {
        let folder = shell::built().unwrap().join("xtask-stamp-tests").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("src")).unwrap();
        fs::create_dir_all(folder.join("build")).unwrap();
        fs::write(folder.join("src/page.svelte"), "<h1>Membres</h1>").unwrap();
        folder
    }

    #[test]
    fn a_stamp_changes_with_a_word_and_with_a_name() {
        let folder = folder("words");
        let stamp = || of(std::slice::from_ref(&folder), &["build"]).unwrap();
        let first = stamp();
        assert_eq!(stamp(), first, "nothing has changed");

        fs::write(folder.join("src/page.svelte"), "<h1>Personnes</h1>").unwrap();
        let second = stamp();
        assert_ne!(second, first, "a word has changed");

        fs::rename(folder.join("src/page.svelte"), folder.join("src/people.svelte")).unwrap();
        assert_ne!(stamp(), second, "a name has changed");
    }

    #[test]
    fn what_the_step_makes_or_does_not_read_leaves_its_stamp() {
        let folder = folder("made");
        let stamp = || of(std::slice::from_ref(&folder), &["build", ".test.ts"]).unwrap();
        let before = stamp();
        fs::write(folder.join("build/index.html"), "made").unwrap();
        fs::write(folder.join("src/members.test.ts"), "a test").unwrap();
        assert_eq!(stamp(), before);
    }

    #[test]
    fn a_stamp_holds_once_it_is_kept_and_goes_with_its_folder() {
        let folder = folder("kept");
        let file = folder.join("build/.stamp");
        assert!(!holds(&file, "a"));
        keep(&file, "a").unwrap();
        assert!(holds(&file, "a"));
        assert!(!holds(&file, "b"));
        fs::remove_dir_all(folder.join("build")).unwrap();
        assert!(!holds(&file, "a"));
    }
}
