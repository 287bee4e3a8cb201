//! What kind of place a folder is: a disk of this computer, a share, a folder that a service copies
//! elsewhere.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// What a coordinator should know of the place where a club lies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ground {
    /// It is on a share: another computer may have it too, and does not see our lock everywhere.
    pub share: bool,
    /// The service that copies the folder elsewhere, file by file, while we write.
    pub synchronised_by: Option<String>,
    /// Files beside that of the club which hold the same club on another day: a service kept both
    /// where two computers wrote.
    pub conflict_copies: Vec<String>,
    /// Other accounts of this computer can look into the folder.
    pub open_to_others: bool,
}

impl Ground {
    /// Looks at `folder`. What cannot be told counts as harmless.
    pub(crate) fn of(folder: &Path) -> Self {
        Self {
            share: is_share(folder),
            synchronised_by: synchronised_by(folder),
            conflict_copies: conflict_copies(folder).unwrap_or_default(),
            open_to_others: is_open_to_others(folder),
        }
    }
}

/// Whether the folder is on another computer. Sources: `statfs(2)`, `linux/magic.h`.
#[cfg(target_os = "linux")]
pub(crate) fn is_share(folder: &Path) -> bool {
    const SHARES: [u32; 9] = [
        0x6969,      // NFS
        0x517b,      // SMB
        0xff53_4d42, // CIFS
        0xfe53_4d42, // SMB 2 and later
        0x6573_5546, // FUSE: sshfs, what desktops mount, clients of clouds
        0x0102_1997, // 9P
        0x00c3_6400, // Ceph
        0x5346_414f, // AFS
        0x0bd0_0bd0, // Lustre
    ];
    // The number is as wide as the computer's words, and its meaning as wide as 32 bits.
    rustix::fs::statfs(folder).is_ok_and(|it| SHARES.contains(&(it.f_type as u32)))
}

/// Elsewhere nobody has tried yet.
#[cfg(not(target_os = "linux"))]
pub(crate) fn is_share(_: &Path) -> bool {
    false
}

/// By what each service leaves at the top of what it copies, or by how it calls that folder.
fn synchronised_by(folder: &Path) -> Option<String> {
    const MARKS: [(&str, &str); 8] = [
        (".owncloudsync.log", "Nextcloud"),
        (".nextcloudsync.log", "Nextcloud"),
        (".dropbox", "Dropbox"),
        (".dropbox.cache", "Dropbox"),
        (".stfolder", "Syncthing"),
        (".seafile-data", "Seafile"),
        (".tmp.drivedownload", "Google Drive"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    ];
    const NAMES: [&str; 10] = [
        "Nextcloud",
        "ownCloud",
        "Dropbox",
        "OneDrive",
        "Google Drive",
        "GoogleDrive",
        "Seafile",
        "iCloud",
        "pCloudDrive",
        "kDrive",
    ];
    for above in folder.ancestors() {
        if let Some((_, service)) = MARKS.iter().find(|(mark, _)| above.join(mark).exists()) {
            return Some((*service).to_owned());
        }
        let name = above.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let called = |it: &&&str| {
            let service = it.to_lowercase();
            // « OneDrive - Ministère » and « Nextcloud2 » too.
            name.strip_prefix(&service).is_some_and(|rest| {
                rest.is_empty() || !rest.starts_with(|it: char| it.is_alphabetic())
            })
        };
        if let Some(service) = NAMES.iter().find(called) {
            return Some((*service).to_owned());
        }
    }
    None
}

/// What stands beside `club.db` under a name made of that name: every service has its own words for
/// a conflict, in every language, and all of them keep the beginning and the end.
fn conflict_copies(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let middle = name.strip_prefix("club").and_then(|it| it.strip_suffix(".db"));
        let is_conflict = |it: &str| {
            // `club.20261124090000.db` is what an earlier Cercle put aside before an update.
            !it.is_empty() && !it.strip_prefix('.').is_some_and(|it| it.parse::<u64>().is_ok())
        };
        if middle.is_some_and(is_conflict) {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(unix)]
fn is_open_to_others(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(folder).is_ok_and(|it| it.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}

/// Whether both are on one disk, as far as that can be told: what takes one then takes the other.
#[cfg(unix)]
pub(crate) fn share_a_disk(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let disk = |it: &Path| {
        // A folder that is not there yet will be on the disk of the nearest that is.
        let there: Option<PathBuf> = it.ancestors().find(|it| it.exists()).map(Path::to_owned);
        there.and_then(|it| fs::metadata(it).ok()).map(|it| it.dev())
    };
    disk(one) == disk(other)
}

/// Elsewhere nobody has tried yet, and it is better to warn once too often.
#[cfg(not(unix))]
pub(crate) fn share_a_disk(_: &Path, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_a_service_copies_is_known_by_its_mark_or_its_name() {
        let place = tempfile::tempdir().unwrap();
        let club = |path: &str| {
            let folder = place.path().join(path);
            fs::create_dir_all(&folder).unwrap();
            Ground::of(&folder).synchronised_by
        };
        for (path, service) in [
            ("local/club", None),
            ("Documents/nextcloudiana/club", None),
            ("Nextcloud/Vitam/club", Some("Nextcloud")),
            ("OneDrive - Archives/club", Some("OneDrive")),
            ("dropbox (Perso)/club", Some("Dropbox")),
        ] {
            assert_eq!(club(path).as_deref(), service, "{path}");
        }
        fs::create_dir_all(place.path().join("partage/.stfolder")).unwrap();
        assert_eq!(club("partage/a/b").as_deref(), Some("Syncthing"));
    }

    #[test]
    fn a_second_file_of_the_club_is_found_whatever_the_service_calls_it() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "club.db",
            "club.db-wal",
            "club.json",
            "club.20261124090000.db",
            "clubs.txt",
            "club (copie en conflit de Inès 2026-11-20).db",
            "club.sync-conflict-20261120-101112-ABCDEFG.db",
            "club_conflict-20261120-101112.db",
            "club-PORTABLE.db",
            "club (1).db",
        ] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let found = Ground::of(folder.path()).conflict_copies;
        assert_eq!(
            found,
            [
                "club (1).db",
                "club (copie en conflit de Inès 2026-11-20).db",
                "club-PORTABLE.db",
                "club.sync-conflict-20261120-101112-ABCDEFG.db",
                "club_conflict-20261120-101112.db",
            ]
        );
    }
}
