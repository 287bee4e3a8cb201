//! The Debian package of Cercle.

use crate::{debian, page, shell, stop::Result, window};

/// The packager of Tauri. It comes from npm ready to run, where the one of cargo takes ten minutes to
/// compile, and only for this command: 30 MB that no test needs.
const PACKAGER: &str = "--package=@tauri-apps/cli@2.12.5";

/// Makes the package. Only .deb: the other kind that Tauri makes offline is for other systems, and
/// an AppImage downloads parts of itself.
pub(crate) fn deb() -> Result<()> {
    window::prepare(&[debian::BUILD])?;
    shell::say("tauri build: the Debian package (npm brings the packager)");
    let mut npm = page::npm(&["exec", "--yes", PACKAGER, "--"]);
    npm.current_dir(shell::root()).args(["tauri", "build", "--ci", "--bundles", "deb"]);
    shell::run(&mut npm)?;
    let folder = shell::built()?.with_file_name("release").join("bundle/deb");
    shell::say(&format!("The package is in {}", folder.display()));
    Ok(())
}
