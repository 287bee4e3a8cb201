//! The Debian packages that each purpose needs, and why.

use std::process::{Command, Stdio};

use crate::{
    shell,
    stop::{Result, Stop},
};

/// A package, and the sentence that is printed before it is installed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Package {
    name: &'static str,
    why: &'static str,
}

const fn package(name: &'static str, why: &'static str) -> Package {
    Package { name, why }
}

/// What building the application needs.
pub(crate) const BUILD: &[Package] = &[
    package("build-essential", "compiles SQLCipher and OpenSSL, and links everything"),
    package("libdbus-1-dev", "lets the window speak to the desktop session"),
    package("libwebkit2gtk-4.1-dev", "shows the window: GTK, and the engine that draws the pages"),
    package("perl", "runs the configuration of OpenSSL"),
    package("pkg-config", "tells the compiler where the libraries above are"),
];

/// What opening the real window on a virtual screen needs, for the tests and for the tour.
pub(crate) const SCREEN: &[Package] = &[
    package(
        "dbus-x11",
        "gives the tests a session bus; the other package that could brings systemd",
    ),
    package("fonts-dejavu-core", "writes the dialogs of GTK, which have no font of their own"),
    package("gnome-keyring", "keeps keys as on a desktop, in a session made for the tests"),
    package("imagemagick", "takes and compares pictures of the window"),
    package("librsvg2-common", "draws the icons in the dialogs of GTK"),
    package("openbox", "gives the focus to windows and dialogs, as a desktop does"),
    package("poppler-utils", "reads the PDF files that Cercle writes"),
    package("qpdf", "checks how these PDF files are made"),
    package("webkit2gtk-driver", "clicks and types in the pages"),
    package("xdotool", "types in the dialogs of the system, which no page can reach"),
    package("xvfb", "is a screen where there is none"),
];

/// Brings what is missing of `wanted`, and says what and why before.
pub(crate) fn bring(wanted: &[&[Package]]) -> Result<()> {
    let wanted: Vec<&Package> = wanted.iter().copied().flatten().collect();
    let names: Vec<&str> = wanted.iter().map(|it| it.name).collect();
    let Some(installed) = installed(&names) else {
        shell::say("This is no Debian system, so nothing is installed; what a Debian would need:");
        tell(&wanted);
        return Ok(());
    };
    let missing: Vec<&Package> =
        wanted.into_iter().filter(|it| !installed.iter().any(|name| name == it.name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    shell::say("Debian packages that this machine lacks:");
    tell(&missing);
    if shell::ask("id", &["-u"]).as_deref() != Some("0") {
        return Err(Stop::Administrator(line(&missing)));
    }
    shell::say(&line(&missing));
    shell::run(apt().arg("update").arg("--quiet=2"))?;
    shell::run(apt().args(INSTALL).args(missing.iter().map(|it| it.name)))
}

/// Recommended packages are left out: they would bring desktops and servers along, and everything
/// that is needed is named above.
const INSTALL: [&str; 4] = ["install", "--yes", "--quiet=2", "--no-install-recommends"];

fn apt() -> Command {
    let mut apt = Command::new("apt-get");
    // A machine that updates itself at night holds the lock for a minute or two.
    apt.env("DEBIAN_FRONTEND", "noninteractive").args(["-o", "DPkg::Lock::Timeout=300"]);
    apt
}

/// The line that an administrator can paste.
fn line(missing: &[&Package]) -> String {
    let names: Vec<&str> = missing.iter().map(|it| it.name).collect();
    format!("apt-get update && apt-get install --yes --no-install-recommends {}", names.join(" "))
}

fn tell(packages: &[&Package]) {
    let width = packages.iter().map(|it| it.name.len()).max().unwrap_or_default();
    for Package { name, why } in packages {
        println!("   {name:width$}  {why}");
    }
}

/// Which of `names` are installed, or nothing where there is no dpkg to ask.
fn installed(names: &[&str]) -> Option<Vec<String>> {
    // It fails as soon as one name is unknown, and answers for the others all the same.
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status} ${Package}\n"])
        .args(names)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    Some(read_installed(&String::from_utf8_lossy(&output.stdout)))
}

/// A package that was removed leaves its configuration behind, and is still listed.
fn read_installed(listing: &str) -> Vec<String> {
    listing.lines().filter_map(|it| it.strip_prefix("installed ")).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_was_removed_is_missing() {
        assert_eq!(
            read_installed("installed perl\nconfig-files xvfb\ninstalled qpdf\n"),
            ["perl", "qpdf"]
        );
    }

    #[test]
    fn the_line_for_an_administrator_names_only_what_is_missing() {
        assert_eq!(
            line(&[&SCREEN[5], &BUILD[3]]),
            "apt-get update && apt-get install --yes --no-install-recommends openbox perl"
        );
    }

    #[test]
    fn every_package_is_told_once_in_the_order_of_the_alphabet() {
        for list in [BUILD, SCREEN] {
            assert!(list.is_sorted_by(|a, b| a.name < b.name));
        }
        assert!(BUILD.iter().all(|it| SCREEN.iter().all(|other| other.name != it.name)));
    }
}
