//! The application: its build, its window, and the tour of its pages.

use std::{env, fs, path::Path, process::Command};

use crate::{
    debian::{self, Package},
    page, shell,
    stop::{Result, Stop},
};

/// Where the pictures of the tour go, from the folder of the project.
const TOUR: &str = "target/tour";

/// Brings what the machine lacks, and the pages that the application carries.
pub(crate) fn prepare(packages: &[&[Package]]) -> Result<()> {
    // First what only a person can bring: nobody likes to hear of it after ten minutes.
    page::node()?;
    debian::bring(packages)?;
    page::build()
}

/// Builds the application and opens its window.
pub(crate) fn open(arguments: &[String]) -> Result<()> {
    if !has_display(|name| env::var_os(name).is_some_and(|it| !it.is_empty())) {
        shell::say(
            "This machine has no display: neither DISPLAY nor WAYLAND_DISPLAY is set.\n   \
             Making the tour instead: the real window on a virtual screen, with the demonstration club.",
        );
        return tour();
    }
    prepare(&[debian::BUILD])?;
    build()?;
    let program = shell::built()?.join("cercle");
    shell::say(&format!("cercle {}", arguments.join(" ")));
    shell::run(Command::new(program).args(arguments))
}

/// Takes a picture of every page, light and dark.
pub(crate) fn tour() -> Result<()> {
    prepare(&[debian::BUILD, debian::SCREEN])?;
    build()?;
    let pictures = shell::root().join(TOUR);
    shell::say(&format!("the tour: a picture of every page, into {}", pictures.display()));
    empty(&pictures)?;
    shell::run(real_window(&["tour::".to_owned()]).env("CERCLE_TOUR_DIR", &pictures))?;
    shell::say(&format!("The pictures are in {}", pictures.display()));
    Ok(())
}

/// Builds the application.
///
/// A test target is built with it, although nobody runs it here: cargo then resolves the features of
/// every dependency as `cargo test` does. Without it, one feature of `syn` differs, and every crate
/// behind a derive macro, Tauri included, would be compiled a second time by the first test run.
pub(crate) fn build() -> Result<()> {
    shell::say("cargo build: the application (the first time, 18 minutes on two cores)");
    shell::run(shell::cargo().args(["build", "--workspace", "--bin", "cercle", "--test", "tidy"]))
}

/// The command that runs the paths in the real window, on a virtual screen of its own: all of them,
/// or those whose name contains one of the filters.
///
/// `--workspace` for the same reason as above.
pub(crate) fn real_window(filters: &[String]) -> Command {
    let mut cargo = shell::cargo();
    cargo.args(["test", "--workspace", "--test", "e2e", "--"]).args(filters);
    cargo
}

/// Makes the folder anew: a picture of a page that is gone would pass for one of today.
fn empty(folder: &Path) -> Result<()> {
    let failed = |error| Stop::File(folder.to_owned(), error);
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    fs::create_dir_all(folder).map_err(failed)
}

fn has_display(is_set: impl Fn(&str) -> bool) -> bool {
    is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_kind_of_display_is_one() {
        assert!(has_display(|name| name == "DISPLAY"));
        assert!(has_display(|name| name == "WAYLAND_DISPLAY"));
        assert!(!has_display(|_| false));
    }
}
