//! What each step of a long command came to, told again at the end.

use std::{process::Command, time::Instant};

use crate::{
    shell,
    stop::{Result, Stop},
    totals::Totals,
};

/// The steps that are done.
#[derive(Debug, Default)]
pub(crate) struct Report {
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    title: String,
    outcome: Outcome,
    seconds: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Checked(bool),
    Counted(Totals),
    Skipped(&'static str),
}

impl Report {
    /// Runs a step that says yes or no. A failure does not keep the next steps from running: one run
    /// then shows everything that there is to mend.
    pub(crate) fn check(&mut self, mut command: Command) -> Result<()> {
        self.step(shell::line(&command), || match shell::run(&mut command) {
            Ok(()) => Ok(Outcome::Checked(true)),
            Err(Stop::Failed(_)) => Ok(Outcome::Checked(false)),
            Err(stop) => Err(stop),
        })
    }

    /// A step that cannot be made here, and why not: whoever reads the report must not take it for
    /// passed.
    pub(crate) fn skip(&mut self, command: &Command, why: &'static str) {
        let title = shell::line(command);
        shell::say(&title);
        println!("   SKIPPED: {why}");
        self.steps.push(Step { title, outcome: Outcome::Skipped(why), seconds: 0 });
    }

    /// Runs a step that counts tests.
    pub(crate) fn count(&mut self, mut command: Command) -> Result<()> {
        self.step(shell::line(&command), || {
            let (totals, end) = shell::run_and_count(&mut command)?;
            Ok(Outcome::Counted(with_its_end(totals, end.is_ok())))
        })
    }

    fn step(&mut self, title: String, work: impl FnOnce() -> Result<Outcome>) -> Result<()> {
        shell::say(&title);
        let start = Instant::now();
        let outcome = work()?;
        self.steps.push(Step { title, outcome, seconds: start.elapsed().as_secs() });
        Ok(())
    }

    /// Prints a line a step and the sum, and fails where one failed.
    pub(crate) fn close(self) -> Result<()> {
        shell::say("In short");
        let width = self.steps.iter().map(|it| it.title.chars().count()).max().unwrap_or_default();
        for Step { title, outcome, seconds } in &self.steps {
            println!("   {title:width$}  {seconds:4} s  {}", outcome.words());
        }
        println!("\n{}", self.totals());
        if self.totals().failed > 0 {
            Err(Stop::Failed("not everything passed".into()))
        } else {
            Ok(())
        }
    }

    /// The sum; a step that says yes or no counts as one.
    fn totals(&self) -> Totals {
        let mut sum = Totals::default();
        for step in &self.steps {
            sum += match step.outcome {
                Outcome::Counted(totals) => totals,
                Outcome::Checked(true) => Totals { passed: 1, failed: 0 },
                Outcome::Checked(false) => Totals { passed: 0, failed: 1 },
                Outcome::Skipped(_) => Totals::default(),
            };
        }
        sum
    }
}

impl Outcome {
    fn words(self) -> String {
        match self {
            Self::Checked(true) => "passed".into(),
            Self::Checked(false) => "FAILED".into(),
            Self::Counted(totals) => totals.to_string(),
            Self::Skipped(why) => format!("SKIPPED: {why}"),
        }
    }
}

/// A runner that fails without naming a test (it did not compile, it crashed) counts as one failure,
/// and so does one that ran nothing: a sum that says "0 failed" must mean that all is well.
fn with_its_end(totals: Totals, ended_well: bool) -> Totals {
    let told = totals.failed > 0;
    let ran = totals.passed > 0;
    match (told, ended_well && ran) {
        (false, false) => Totals { failed: 1, ..totals },
        _ => totals,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runner_that_fails_without_a_word_counts_as_a_failure() {
        let totals = |passed, failed| Totals { passed, failed };
        assert_eq!(with_its_end(totals(12, 0), true), totals(12, 0));
        assert_eq!(with_its_end(totals(12, 2), false), totals(12, 2));
        assert_eq!(with_its_end(totals(12, 0), false), totals(12, 1), "it crashed after 12");
        assert_eq!(with_its_end(totals(0, 0), false), totals(0, 1), "it did not compile");
        assert_eq!(with_its_end(totals(0, 0), true), totals(0, 1), "it found no test");
    }

    #[test]
    fn the_sum_adds_checks_and_tests() {
        let step = |outcome| Step { title: "a step".into(), outcome, seconds: 1 };
        let report = Report {
            steps: vec![
                step(Outcome::Counted(Totals { passed: 40, failed: 1 })),
                step(Outcome::Checked(true)),
                step(Outcome::Checked(false)),
            ],
        };
        assert_eq!(report.totals().to_string(), "41 passed, 2 failed");
        assert!(report.close().is_err());
    }

    #[test]
    fn a_report_without_a_failure_closes_well() {
        let steps =
            vec![Step { title: "a step".into(), outcome: Outcome::Checked(true), seconds: 1 }];
        assert!(Report { steps }.close().is_ok());
    }
}
