//! Measures the release build in the real window.

use std::path;

use crate::{
    debian, shell,
    stop::{Result, Stop},
    window,
};

/// What asks for the signatures alone.
const SIGNATURES: &str = "signatures";

/// Measures everything, or what has one of `names` in its name, and writes the figures of the window
/// into `json` where one is asked for.
pub(crate) fn measure(json: Option<&String>, names: &[String]) -> Result<()> {
    window::prepare(&[debian::BUILD, debian::SCREEN])?;
    shell::say(
        "cargo build --release: the application as it is given out (the first time, 15 minutes on two cores)",
    );
    // Together, so that both agree on the features of what they link: see `window::build`.
    let targets = [
        "--workspace",
        "--bin",
        "cercle",
        "--example",
        "verdicts",
        "--bench",
        "bench",
        "--bench",
        "tools",
    ];
    shell::run(shell::cargo().args(["build", "--release"]).args(targets))?;
    if names.is_empty() || names.iter().any(|it| it == SIGNATURES) {
        let mut tools = shell::cargo();
        tools.args(["bench", "--workspace", "--bench", "tools"]);
        shell::say(&shell::line(&tools));
        shell::run(&mut tools)?;
    }
    if names.iter().any(|it| it == SIGNATURES) {
        return Ok(());
    }
    let mut bench = shell::cargo();
    bench.args(["bench", "--workspace", "--bench", "bench", "--"]).args(names);
    if let Some(json) = json {
        // Cargo runs it in the folder of its package.
        let file = path::absolute(json).map_err(|error| Stop::File(json.into(), error))?;
        bench.arg("--json").arg(file);
    }
    shell::say(&shell::line(&bench));
    shell::run(&mut bench)
}
