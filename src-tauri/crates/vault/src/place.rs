//! Where clubs live, for who does not choose.

use std::path::{Path, PathBuf};

use crate::{Result, files};

/// The folder to propose for a new club, given the folder where this computer keeps the data of its
/// applications: the first of `cercle/club`, `cercle/club-2`… that is free.
///
/// The name says nothing about the club, since the names of folders are not encrypted. A folder
/// where a creation was cut short is free.
pub fn place_for_new_club(data: &Path) -> Result<PathBuf> {
    let clubs = data.join("cercle");
    let mut number = 1;
    loop {
        let folder = match number {
            1 => clubs.join("club"),
            _ => clubs.join(format!("club-{number}")),
        };
        if is_free(&folder)? {
            return Ok(folder);
        }
        number += 1;
    }
}

fn is_free(folder: &Path) -> Result<bool> {
    if !folder.is_dir() {
        return Ok(folder.symlink_metadata().is_err());
    }
    let found = files::look(folder)?;
    Ok(found.allows_creation() && files::stranger(folder, found)?.is_none())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_new_club_is_proposed_the_first_free_place() {
        let data = tempfile::tempdir().unwrap();
        let clubs = data.path().join("cercle");
        let proposed = || {
            let folder = place_for_new_club(data.path()).unwrap();
            folder.strip_prefix(data.path()).unwrap().to_str().unwrap().to_owned()
        };
        assert_eq!(proposed(), "cercle/club");

        fs::create_dir_all(clubs.join("club")).unwrap();
        assert_eq!(proposed(), "cercle/club", "an empty folder is free");

        fs::write(clubs.join("club").join(files::UNFINISHED), "").unwrap();
        fs::write(clubs.join("club").join(files::DATABASE), "").unwrap();
        assert_eq!(proposed(), "cercle/club", "so is one where a creation was cut short");

        fs::remove_file(clubs.join("club").join(files::UNFINISHED)).unwrap();
        assert_eq!(proposed(), "cercle/club-2", "a club that lost its envelope is not");

        fs::write(clubs.join("club-2"), "").unwrap();
        fs::create_dir(clubs.join("club-3")).unwrap();
        fs::write(clubs.join("club-3").join("notes.txt"), "").unwrap();
        assert_eq!(proposed(), "cercle/club-4", "neither is a file, nor the folder of something");
    }
}
