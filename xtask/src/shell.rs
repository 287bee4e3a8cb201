//! Runs other programs, each told on a line before it starts.

use std::{
    env,
    ffi::OsStr,
    io::{self, BufRead, BufReader, IsTerminal, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{
    stop::{Result, Stop},
    totals::Totals,
};

/// The folder of the project.
pub(crate) fn root() -> &'static Path {
    // The package of this program is the folder `xtask` of the project.
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Where this build puts its programs, whatever folder cargo was told to build in.
pub(crate) fn built() -> Result<PathBuf> {
    let here = env::current_exe().map_err(|error| Stop::NotStarted("xtask".into(), error))?;
    here.parent()
        .map(Path::to_owned)
        .ok_or_else(|| Stop::Failed("the folder of xtask itself was not found".into()))
}

/// The cargo that runs this program, so that no other toolchain slips in.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    // What a program prints is read here on its way, so it no longer sees the terminal by itself.
    if io::stdout().is_terminal() {
        cargo.env("CARGO_TERM_COLOR", "always");
    }
    cargo
}

/// Says what starts, and why where it is not plain.
pub(crate) fn say(words: &str) {
    println!("\n── {words}");
}

/// Runs the command to its end.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| not_started(command, error))?;
    if status.success() { Ok(()) } else { Err(failed(command)) }
}

/// Runs the command to its end, lets what it prints through, and counts the tests in it.
pub(crate) fn run_and_count(command: &mut Command) -> Result<(Totals, Result<()>)> {
    if io::stdout().is_terminal() {
        command.env("FORCE_COLOR", "1");
    }
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, error))?;
    let mut totals = Totals::default();
    if let Some(printed) = child.stdout.take() {
        let mut printed = BufReader::new(printed);
        let mut line = Vec::new();
        // Bytes rather than a `String`: a test may print what is not UTF-8.
        while printed.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            totals.read(&String::from_utf8_lossy(&line));
            // Nobody may be listening any more; the tests go on to their end all the same.
            let _ = io::stdout().write_all(&line);
            line.clear();
        }
    }
    let status = child.wait().map_err(|error| not_started(command, error))?;
    Ok((totals, if status.success() { Ok(()) } else { Err(failed(command)) }))
}

/// Whether the command ends well; what it prints is of no use to anybody.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    println!("   {}", line(command));
    let silent = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    silent.status().is_ok_and(|it| it.success())
}

/// What the command prints, or nothing where it cannot be started or fails.
pub(crate) fn ask(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

fn failed(command: &Command) -> Stop {
    Stop::Failed(format!("{} failed", line(command)))
}

fn not_started(command: &Command, error: io::Error) -> Stop {
    Stop::NotStarted(line(command), error)
}
