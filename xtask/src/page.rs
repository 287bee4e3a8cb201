//! The pages that the window shows: Node.js, the packages of npm, and the build.

use std::{path::PathBuf, process::Command};

use crate::{
    shell, stamp,
    stop::{Result, Stop},
};

/// The oldest Node.js that the tools of the pages accept; `engines` in `ui/package.json` says it too.
const NODE: (u32, u32) = (20, 19);

/// A command of npm in the folder of the pages.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(folder()).args(arguments);
    npm
}

/// Brings the packages of npm, unless those of this very list are there.
fn packages() -> Result<()> {
    let list =
        stamp::of(&[folder().join("package.json"), folder().join("package-lock.json")], &[])?;
    let kept = folder().join("node_modules/.cercle-packages");
    if stamp::holds(&kept, &list) {
        return Ok(());
    }
    shell::say("npm ci: the packages with which the pages are built and tested");
    shell::run(&mut npm(&["ci", "--no-audit", "--no-fund", "--prefer-offline"]))?;
    stamp::keep(&kept, &list)
}

/// Builds the pages, unless they were built from these very sources.
pub(crate) fn build() -> Result<()> {
    packages()?;
    let except = ["node_modules", "build", ".svelte-kit", ".test.ts"];
    let sources = stamp::of(&[folder()], &except)?;
    // Beside the packages: in `build`, it would be shipped inside the application.
    let kept = folder().join("node_modules/.cercle-build");
    if stamp::holds(&kept, &sources) && folder().join("build/index.html").is_file() {
        return Ok(());
    }
    shell::say("npm run build: the pages that the application carries");
    shell::run(&mut npm(&["run", "--silent", "build", "--", "--logLevel", "error"]))?;
    stamp::keep(&kept, &sources)
}

/// Stops where Node.js is missing or too old: no package of Debian 12 would bring it.
pub(crate) fn node() -> Result<()> {
    let found = shell::ask("node", &["--version"]);
    if found.as_deref().and_then(version).is_some_and(|it| it >= NODE) {
        return Ok(());
    }
    let (major, minor) = NODE;
    Err(Stop::Missing(format!(
        "Node.js {major}.{minor} or later is needed to build the pages, and {}.\n\
         Debian 13 has it in the packages nodejs and npm; elsewhere, see https://nodejs.org",
        match found {
            Some(version) => format!("this machine has {version}"),
            None => "this machine has none".to_owned(),
        }
    )))
}

/// Reads `v20.19.2`.
fn version(printed: &str) -> Option<(u32, u32)> {
    let mut numbers = printed.strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

fn folder() -> PathBuf {
    shell::root().join("ui")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn node_is_compared_by_number() {
        assert!(version("v18.20.4").unwrap() < NODE);
        assert!(version("v20.9.0").unwrap() < NODE, "9 comes before 19");
        assert!(version("v20.19.2").unwrap() >= NODE);
        assert!(version("v22.3.0").unwrap() >= NODE);
        assert_eq!(version("not found"), None);
    }

    #[test]
    fn the_package_of_the_pages_asks_for_the_same_node() {
        let package = fs::read_to_string(folder().join("package.json")).unwrap();
        let (major, minor) = NODE;
        assert!(package.contains(&format!("\"node\": \">={major}.{minor}\"")));
    }
}
