//! Kills at random moments, as many as one asks for.

use crate::{
    debian, shell,
    stop::{Result, Stop},
    window,
};

/// Kills `kills` times at moments that `seed` tells again, and prints what was found on one line.
pub(crate) fn endure(options: &[String]) -> Result<()> {
    let (mut kills, mut seed) = (1_000, 1);
    for pair in options.chunks(2) {
        let number = pair.get(1).and_then(|it| it.parse::<u64>().ok());
        match (pair[0].as_str(), number) {
            ("--kills", Some(number)) => kills = number,
            ("--seed", Some(number)) => seed = number,
            _ => return Err(Stop::Usage(format!("endure does not know {}", pair.join(" ")))),
        }
    }
    window::prepare(&[debian::BUILD])?;
    let mut test = shell::cargo();
    test.env("CERCLE_ENDURE", format!("{kills} {seed}"));
    test.args(["test", "--quiet", "--workspace", "--test", "scenarios", "--"]);
    test.args(["endure::", "--nocapture"]);
    shell::run(&mut test)
}
