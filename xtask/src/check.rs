//! What a machine can judge without running anything: form, lints, types, licences, advisories.

use std::process::Command;

use crate::{advisories, debian, page, report::Report, shell, stop::Result, window};

/// Runs every check.
pub(crate) fn everything() -> Result<()> {
    window::prepare(&[debian::BUILD])?;
    licences_tool()?;
    let mut report = Report::default();
    report.check(cargo(&["fmt", "--all", "--check"]))?;
    report.check(clippy("--all-targets"))?;
    // Those that `cargo test` leaves out, such as the paths in the real window, are no part of "all".
    report.check(clippy("--test=*"))?;
    for script in ["lint", "format:check", "check"] {
        report.check(page::npm(&["run", "--silent", script]))?;
    }
    report.check(cargo(&["deny", "check", "licenses", "bans", "sources"]))?;
    advisories::ask(&mut report)?;
    report.close()
}

fn clippy(targets: &str) -> Command {
    cargo(&["clippy", "--workspace", "--keep-going", targets, "--", "--deny", "warnings"])
}

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = shell::cargo();
    cargo.args(arguments);
    cargo
}

/// Brings cargo-deny, which is no dependency of the project and takes minutes to compile.
fn licences_tool() -> Result<()> {
    if shell::ask("cargo-deny", &["--version"]).is_some() {
        return Ok(());
    }
    shell::say(
        "cargo install cargo-deny: reads the licences of what is linked (once, three minutes)",
    );
    // In a folder of its own, which cargo removes: half a gigabyte that the project never reads.
    shell::run(
        shell::cargo().args(["install", "--locked", "cargo-deny"]).env_remove("CARGO_TARGET_DIR"),
    )
}
