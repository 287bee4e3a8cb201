//! Why a command stops, and with which exit code.

use std::{fmt, io, path::PathBuf, process::ExitCode};

/// What a step gives back.
pub(crate) type Result<T> = std::result::Result<T, Stop>;

/// Why a command stops before its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The command line makes no sense.
    Usage(String),
    /// Only an administrator can go on, with this line.
    Administrator(String),
    /// The machine lacks what no step here installs.
    Missing(String),
    /// A program said no; it has said why itself.
    Failed(String),
    /// A program could not be started.
    NotStarted(String, io::Error),
    /// A file could not be read or written.
    File(PathBuf, io::Error),
}

impl Stop {
    /// 2 where a person has something to do on the machine or on the command line, 1 elsewhere.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) | Self::Administrator(_) | Self::Missing(_) => ExitCode::from(2),
            Self::Failed(_) | Self::NotStarted(..) | Self::File(..) => ExitCode::FAILURE,
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(words) | Self::Missing(words) | Self::Failed(words) => f.write_str(words),
            Self::Administrator(line) => {
                write!(
                    f,
                    "only an administrator can install these packages; the line to run:\n\n  {line}\n"
                )
            }
            Self::NotStarted(program, error) => {
                write!(f, "{program} could not be started: {error}")
            }
            Self::File(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}
