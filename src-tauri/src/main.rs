//! The window: opens the club, hands calls to the api, and tells the page when to look again. It
//! decides nothing.

mod arguments;
mod club;
mod copies;
mod desk;
mod dialogs;
mod documents;
mod exports;
mod imports;
mod ipc;
mod keys;
mod log;
mod memory;
mod minutes;
mod painting;
mod preferences;
mod signatures;
mod window;

use std::process::ExitCode;

use arguments::Arguments;

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(error) => {
            eprintln!("cercle: {error}\n\n{}", arguments::USAGE);
            return ExitCode::from(2);
        }
    };
    memory::keep_to_ourselves();
    match window::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cercle: {error}");
            ExitCode::FAILURE
        }
    }
}
