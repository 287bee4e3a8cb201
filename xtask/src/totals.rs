//! How many tests passed and failed, read from what their runners print.

use std::{fmt, ops::AddAssign};

/// Tests that passed and that failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    /// How many passed.
    pub(crate) passed: u32,
    /// How many failed.
    pub(crate) failed: u32,
}

impl Totals {
    /// Adds what a line of a runner says, if it is one that counts tests.
    ///
    /// Cargo prints `test result: ok. 12 passed; 0 failed; …` once a target, and vitest
    /// `      Tests  1 failed | 59 passed (60)` once a run. Its line `Test Files …` counts the
    /// same tests by file, and is not added.
    pub(crate) fn read(&mut self, line: &str) {
        let line = without_colours(line);
        let counts = match line.trim_start() {
            it if it.starts_with("test result:") => it,
            it if it.starts_with("Tests ") => it,
            _ => return,
        };
        self.passed += number_before(counts, "passed");
        self.failed += number_before(counts, "failed");
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The number that stands right before `word`, or zero.
fn number_before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> =
        line.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

/// The line without the escape sequences that colour it on a terminal.
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(it) = characters.next() {
        if it == '\u{1b}' {
            // `ESC [`, numbers, then one letter that ends the sequence.
            characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(it);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(printed: &str, passed: u32, failed: u32) {
        let mut totals = Totals::default();
        printed.lines().for_each(|line| totals.read(line));
        assert_eq!(totals, Totals { passed, failed });
    }

    #[test]
    fn each_target_of_cargo_counts() {
        check(
            "running 2 tests\n\
             test a_signature_can_be_taken_back ... ok\n\
             test no_write_goes_unrecorded ... FAILED\n\
             test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
             test result: ok. 40 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out; finished in 1.20s\n",
            41,
            1,
        );
    }

    #[test]
    fn vitest_counts_its_tests_and_not_its_files() {
        check(
            " Test Files  1 failed | 11 passed (12)\n      Tests  1 failed | 59 passed (60)\n",
            59,
            1,
        );
        check(" Test Files  12 passed (12)\n      Tests  60 passed (60)\n", 60, 0);
    }

    #[test]
    fn colours_do_not_hide_a_number() {
        check("test result: \u{1b}[31mFAILED\u{1b}(B\u{1b}[m. 3 passed; 2 failed; 0 ignored", 3, 2);
        check(
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m60 passed\u{1b}[39m\u{1b}[22m\u{1b}[90m (60)\u{1b}[39m",
            60,
            0,
        );
    }

    #[test]
    fn a_line_that_only_speaks_of_tests_counts_for_nothing() {
        check("test the_minutes_passed_to_the_printer ... ok\n12 passed over the line\n", 0, 0);
    }
}
