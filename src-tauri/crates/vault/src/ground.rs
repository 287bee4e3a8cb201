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

/// Whether the folder is on another computer.
#[cfg(target_os = "linux")]
pub(crate) fn is_share(folder: &Path) -> bool {
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    folder.canonicalize().is_ok_and(|it| file_system(&mounts, &it).is_some_and(is_of_shares))
}

/// The kind of file system that `folder` is on. Source: `proc_pid_mountinfo(5)`.
#[cfg(target_os = "linux")]
fn file_system<'a>(mounts: &'a str, folder: &Path) -> Option<&'a str> {
    let mounted = mounts.lines().filter_map(|line| {
        let (about, kind) = line.split_once(" - ")?;
        // Spaces are written as numbers there.
        let at = about.split(' ').nth(4)?.replace("\\040", " ");
        folder.starts_with(&at).then_some((at.len(), kind.split(' ').next()?))
    });
    // What was mounted over another comes after it.
    mounted.max_by_key(|(length, _)| *length).map(|(_, kind)| kind)
}

/// Whether a kind of file system is that of shares. A stick in the format of another system is mounted
/// by a program as well (`fuseblk`), and is a disk all the same.
#[cfg(target_os = "linux")]
fn is_of_shares(kind: &str) -> bool {
    const KINDS: [&str; 12] = [
        "9p", "afs", "ceph", "cifs", "coda", "davfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3",
        "smbfs",
    ];
    KINDS.contains(&kind) || kind.starts_with("fuse.")
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

    #[cfg(target_os = "linux")]
    #[test]
    fn a_share_is_told_from_a_disk_by_what_is_mounted() {
        let mounts = "\
            22 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n\
            30 22 0:45 / /disques/Partage\\040commun rw - cifs //serveur/commun rw\n\
            31 22 8:17 / /media/ines/stick rw - fuseblk /dev/sdb1 rw\n\
            32 22 0:50 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw\n\
            33 22 0:51 / /srv/club rw shared:7 master:1 - nfs4 serveur:/club rw\n";
        for (folder, kind, share) in [
            ("/disques/club", "ext4", false),
            ("/disques/Partage commun/club", "cifs", true),
            ("/disques/Partage commun bis/club", "ext4", false),
            ("/media/ines/stick/club", "fuseblk", false),
            ("/run/user/1000/gvfs/smb-share:server=a/club", "fuse.gvfsd-fuse", true),
            ("/srv/club", "nfs4", true),
        ] {
            let found = file_system(mounts, Path::new(folder));
            assert_eq!((found, found.is_some_and(is_of_shares)), (Some(kind), share), "{folder}");
        }
        assert!(!is_share(Path::new("/proc")));
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
