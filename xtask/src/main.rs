//! The steps by which Cercle is built, opened, tested and measured: the same on a laptop and in CI.
//!
//! Nothing but the standard library is linked here, so that the first command answers within
//! seconds of a clone, says what the machine lacks, and brings it before the long build starts.

mod advisories;
mod bench;
mod bundle;
mod check;
mod debian;
mod endure;
mod page;
mod report;
mod shell;
mod stamp;
mod stop;
mod test;
mod totals;
mod window;

use std::process::ExitCode;

use stop::{Result, Stop};

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  run [-- ARGS]        Opens the window; ARGS go to it:
                         -- --club FOLDER               the club in FOLDER
                         -- --demo                      a club where everything is invented
                         -- --demo --demo-size large    the same with 1 000 organisations
                         -- --demo --demo-day 2026-11-24
                                                        the same, as if it were that day
                       On a machine with no display, makes the tour instead.
  demo                 The same as run -- --demo
  tour                 Takes a picture of every page of the demonstration club in the real window,
                       light and dark, on a virtual screen, into target/tour
  test                 Runs every test: the rules, the store, the scenarios, the components, and the
                       paths in the real window
  e2e [-- FILTER]      Runs the paths in the real window only
  check                Formatting, lints, types, and the licences of what is linked; its advisories
                       where they can be reached
  bench [--json FILE] [-- NAME]
                       Measures the release build in the real window: all of it, or what has NAME
                       in its name, such as page/members
  endure [-- --kills N --seed S]
                       Kills Cercle N times (1000) in the middle of work, of a copy, of a restore, of
                       a change of key and of an update, and says what was lost
  bundle               Makes the Debian package

The first use of each installs what this machine lacks, and says what and why before it does.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match obey(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("\nxtask: {stop}");
            stop.exit_code()
        }
    }
}

fn obey(words: &[String]) -> Result<()> {
    let (command, rest) = match words {
        [] => return Err(Stop::Usage(format!("which command?\n\n{USAGE}"))),
        [command, rest @ ..] => (command.as_str(), rest),
    };
    if rest.iter().take_while(|it| *it != "--").any(|it| is_help(it)) || is_help(command) {
        println!("{USAGE}");
        return Ok(());
    }
    let (own, passed) = match rest.iter().position(|it| it == "--") {
        Some(at) => (&rest[..at], &rest[at + 1..]),
        None => (rest, &[][..]),
    };
    match (command, own, passed) {
        // The dashes are easily forgotten, and what else could be meant?
        ("run", own, passed) => window::open(&[own, passed].concat()),
        ("demo", [], []) => window::open(&["--demo".to_owned()]),
        ("tour", [], []) => window::tour(),
        ("test", [], []) => test::everything(),
        ("e2e", [], filter) => test::real_window(filter),
        ("check", [], []) => check::everything(),
        ("bench", [], names) => bench::measure(None, names),
        ("bench", [option, file], names) if option == "--json" => bench::measure(Some(file), names),
        ("endure", [], options) => endure::endure(options),
        ("bundle", [], []) => bundle::deb(),
        _ => Err(Stop::Usage(format!("this is not understood: {}\n\n{USAGE}", words.join(" ")))),
    }
}

fn is_help(word: &str) -> bool {
    matches!(word, "help" | "--help" | "-h")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(line: &str) -> bool {
        let words: Vec<String> = line.split_whitespace().map(Into::into).collect();
        matches!(obey(&words), Err(Stop::Usage(_)))
    }

    #[test]
    fn help_does_nothing_else() {
        for line in ["help", "--help", "run --help", "test -h", "bundle --help"] {
            let words: Vec<String> = line.split_whitespace().map(Into::into).collect();
            assert!(obey(&words).is_ok(), "{line}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused_before_anything_is_installed() {
        for line in [
            "",
            "rum",
            "test fast",
            "test -- fast",
            "bench --json",
            "endure -- --kill 3",
            "demo -- --club a",
        ] {
            assert!(refused(line), "{line}");
        }
    }
}
