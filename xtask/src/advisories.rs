//! What is known to be wrong with the code of others that Cercle carries: the advisories of RustSec
//! about crates, and those of npm about packages.
//!
//! Both lie on the network, which is not reached from every place where this runs. Where they are not
//! reached, the report says so and nothing fails; what they hold against the project fails it.

use std::process::Command;

use crate::{page, report::Report, shell, stop::Result};

/// Asks both.
pub(crate) fn ask(report: &mut Report) -> Result<()> {
    judge(
        report,
        cargo_deny(&["fetch", "db"]),
        cargo_deny(&["check", "--disable-fetch", "advisories"]),
        "the database of RustSec is not reached from here",
    )?;
    judge(
        report,
        // An answer is an answer, whatever it says.
        page::npm(&["audit", "--audit-level=none"]),
        page::npm(&["audit"]),
        "the registry of npm does not tell advisories here",
    )
}

/// Runs `check` where `reach` reaches what it reads.
fn judge(report: &mut Report, mut reach: Command, check: Command, why: &'static str) -> Result<()> {
    if shell::succeeds(&mut reach) {
        report.check(check)
    } else {
        report.skip(&check, why);
        Ok(())
    }
}

fn cargo_deny(arguments: &[&str]) -> Command {
    let mut cargo = shell::cargo();
    cargo.arg("deny").args(arguments);
    cargo
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(reached: &str, found: &str) -> bool {
        let mut report = Report::default();
        judge(&mut report, Command::new(reached), Command::new(found), "not reached").unwrap();
        report.close().is_ok()
    }

    #[test]
    fn what_is_found_fails_and_what_is_not_reached_does_not() {
        assert!(told("true", "true"), "nothing was found");
        assert!(!told("true", "false"), "something was found");
        assert!(told("false", "false"), "nobody could ask");
        assert!(told("no-such-program", "false"), "nobody could ask");
    }
}
