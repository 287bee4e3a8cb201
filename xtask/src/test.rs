//! Every test of the project.

use crate::{debian, page, report::Report, shell, stop::Result, window};

/// Sets the machine up, then runs every test, and closes with how many passed and failed.
pub(crate) fn everything() -> Result<()> {
    window::prepare(&[debian::BUILD, debian::SCREEN])?;
    build()?;
    let mut report = Report::default();
    let mut rust = shell::cargo();
    rust.args(["test", "--workspace", "--no-fail-fast"]);
    report.count(rust)?;
    report.count(page::npm(&["run", "--silent", "test"]))?;
    report.check(page::npm(&["run", "--silent", "check"]))?;
    report.count(window::real_window(&[]))?;
    report.close()
}

/// Runs the paths in the real window, or those whose name contains the filter.
pub(crate) fn real_window(filter: &[String]) -> Result<()> {
    window::prepare(&[debian::BUILD, debian::SCREEN])?;
    window::build()?;
    let mut report = Report::default();
    report.count(window::real_window(filter))?;
    report.close()
}

/// Builds the application and every test at once: `cargo test` alone leaves out the program, which
/// the paths in the real window then open.
fn build() -> Result<()> {
    shell::say(
        "cargo build: the application and the tests (the first time, 18 minutes on two cores)",
    );
    shell::run(shell::cargo().args(["build", "--workspace", "--bin", "cercle", "--tests"]))
}
