//! What can be said on the command line.

use std::{ffi::OsString, path::PathBuf};

use chrono::NaiveDate;

/// What is printed when the command line makes no sense.
pub(crate) const USAGE: &str = "\
Usage: cercle [--club FOLDER]
       cercle --demo [--demo-size small|large] [--demo-day DAY]

  --club FOLDER   opens the club in FOLDER rather than the last one
  --demo          opens a club where everything is invented, in a temporary folder
  --demo-size     how much of it: small (30 organisations or so) or large (1 000)
  --demo-day DAY  the day that it is there, such as 2026-11-24, rather than today";

/// What was said on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The folder of the club to open.
    pub(crate) club: Option<PathBuf>,
    /// The demonstration to open instead.
    pub(crate) demo: Option<Demo>,
}

/// What demonstration to open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Demo {
    /// How large it is.
    pub(crate) size: DemoSize,
    /// The day that it is there; today when nothing was said. On a day that stands still, a picture
    /// taken next month is the same picture.
    pub(crate) day: Option<NaiveDate>,
}

/// How large the demonstration is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum DemoSize {
    /// Some 30 organisations.
    #[default]
    Small,
    /// 1 000 organisations, to measure.
    Large,
}

/// What makes no sense.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadArguments {
    #[error("{} is not understood", .0.display())]
    Unknown(OsString),
    #[error("{0} needs a value")]
    ValueMissing(&'static str),
    #[error("--club and --demo are two different clubs")]
    TwoClubs,
}

impl Arguments {
    /// Reads what follows the name of the program.
    pub(crate) fn read(mut words: impl Iterator<Item = OsString>) -> Result<Self, BadArguments> {
        let mut read = Self::default();
        while let Some(word) = words.next() {
            match word.to_str() {
                Some("--demo") => read.demo = Some(read.demo.unwrap_or_default()),
                Some("--demo-size") => {
                    let size = words.next().ok_or(BadArguments::ValueMissing("--demo-size"))?;
                    read.demo.get_or_insert_default().size = match size.to_str() {
                        Some("small") => DemoSize::Small,
                        Some("large") => DemoSize::Large,
                        _ => return Err(BadArguments::Unknown(size)),
                    };
                }
                Some("--demo-day") => {
                    let day = words.next().ok_or(BadArguments::ValueMissing("--demo-day"))?;
                    let Some(on) = day.to_str().and_then(|it| it.parse().ok()) else {
                        return Err(BadArguments::Unknown(day));
                    };
                    read.demo.get_or_insert_default().day = Some(on);
                }
                Some("--club") => {
                    let folder = words.next().ok_or(BadArguments::ValueMissing("--club"))?;
                    read.club = Some(folder.into());
                }
                _ => return Err(BadArguments::Unknown(word)),
            }
        }
        if read.club.is_some() && read.demo.is_some() {
            return Err(BadArguments::TwoClubs);
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Arguments, BadArguments> {
        Arguments::read(line.split_whitespace().map(Into::into))
    }

    #[test]
    fn the_command_line_names_one_club() {
        assert_eq!(read(""), Ok(Arguments::default()));
        assert_eq!(read("--club /a").unwrap().club, Some("/a".into()));
        assert_eq!(read("--demo").unwrap().demo, Some(Demo::default()));
        let large = Demo { size: DemoSize::Large, day: None };
        assert_eq!(read("--demo --demo-size large").unwrap().demo, Some(large));
        let held = Demo { size: DemoSize::Large, day: NaiveDate::from_ymd_opt(2026, 11, 24) };
        for line in [
            "--demo --demo-day 2026-11-24 --demo-size large",
            "--demo-size large --demo-day 2026-11-24 --demo",
        ] {
            assert_eq!(read(line).unwrap().demo, Some(held));
        }
        assert_eq!(read("--demo-day 24/11"), Err(BadArguments::Unknown("24/11".into())));
        assert_eq!(read("--demo --club /a"), Err(BadArguments::TwoClubs));
        assert_eq!(read("--club"), Err(BadArguments::ValueMissing("--club")));
        assert_eq!(read("--what"), Err(BadArguments::Unknown("--what".into())));
    }
}
