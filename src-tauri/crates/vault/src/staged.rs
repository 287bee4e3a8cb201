//! Tests that need another process, or another computer than this one.
//!
//! Such a test runs itself again, in a process of its own, on a stage: under a shell command that
//! prepares what this computer lacks (a keyring, a disk that is full or read-only) and then starts
//! the same test, which plays its other part there.

use std::{
    env,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

/// Says which part the process plays, and on what.
const PART: &str = "CERCLE_TEST_PART";

/// Printed by a part that was played to its end. Without it, a test whose name was changed would
/// run nothing on its stage, and pass.
const PLAYED: &str = "the part was played";

/// The part that this process plays, or none in the process that all the tests share.
pub(crate) fn part() -> Option<String> {
    env::var(PART).ok()
}

/// Ends a part.
pub(crate) fn played() {
    println!("{PLAYED}");
}

/// The command that runs `test` of this crate again, to play `part`.
pub(crate) fn again(test: &str, part: &str) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args([test, "--exact", "--nocapture"]).env(PART, part);
    command
}

/// Plays `part` of `test` to its end on the stage that `script` prepares: a shell script whose
/// arguments are the command to start in the end, and where `$FOLDER` is `folder`. Says aloud that
/// it did not, where `possible`, a script too, fails.
pub(crate) fn play_on(
    possible: &str,
    script: &str,
    wrapper: &[&str],
    folder: &Path,
    test: &str,
    part: &str,
) {
    let shell = |script: &str| {
        let words: Vec<&str> = wrapper.iter().copied().chain(["sh", "-ec", script, "sh"]).collect();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).env("FOLDER", folder);
        command
    };
    let tried = shell(possible).output();
    if !tried.as_ref().is_ok_and(|it| it.status.success()) {
        eprintln!("SKIPPED {test}: this computer cannot set its stage ({tried:?})");
        return;
    }
    let mut command = shell(script);
    command.arg(env::current_exe().unwrap());
    command.args([test, "--exact", "--nocapture"]).env(PART, part);
    finish(command);
}

/// Plays the part of `command` to its end.
pub(crate) fn finish(mut command: Command) {
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && told.contains(PLAYED),
        "{command:?}\n{told}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A process that plays a part until it is killed.
pub(crate) struct Player {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Player {
    /// Starts `command`.
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Self { child, lines }
    }

    /// Waits until it prints `cue`.
    pub(crate) fn wait_for(&mut self, cue: &str) {
        let mut line = String::new();
        while !line.contains(cue) {
            line.clear();
            assert_ne!(self.lines.read_line(&mut line).unwrap(), 0, "it ended before {cue:?}");
        }
    }

    /// Kills it, as a power cut would.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
