//! The Debian package of Cercle.

use crate::{debian, page, shell, stop::Result, window};

/// The packager of Tauri. It comes from npm ready to run, where the one of cargo takes ten minutes to
/// compile, and only for this command: 30 MB that no test needs.
const PACKAGER: &str = "--package=@tauri-apps/cli@2.12.5";

/// Makes the package around the program that `bench` measures. Only .deb: an AppImage downloads parts
/// of itself, and the other kind that Tauri makes here is for other systems.
pub(crate) fn deb() -> Result<()> {
    window::prepare(&[debian::BUILD])?;
    window::build_release()?;
    shell::say("tauri bundle: the Debian package (npm brings the packager)");
    let mut npm = page::npm(&["exec", "--yes", PACKAGER, "--"]);
    npm.current_dir(shell::root()).args(["tauri", "bundle", "--ci", "--bundles", "deb"]);
    shell::run(&mut npm)?;
    let folder = shell::built()?.with_file_name("release").join("bundle/deb");
    shell::say(&format!("The package is in {}", folder.display()));
    Ok(())
}
