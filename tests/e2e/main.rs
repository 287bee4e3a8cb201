//! What coordinators do, in the real window: WebKit driven through its own driver, on a virtual
//! screen, with native dialogs answered by a keyboard.
//!
//! One test at a time: two windows on two cores would each look as if they hung.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod conventions;
mod copies;
mod desk;
mod hands;
mod hostile;
mod kills;
mod main_job;
mod manners;
mod meetings;
mod paper;
mod saving;
mod scenes;
mod secrets;
mod start;
mod tour;
mod tree;
mod walls;
mod window;

use tokio::sync::{Mutex, MutexGuard};

static SCREEN: Mutex<()> = Mutex::const_new(());

/// Waits for the turn of a test.
async fn turn() -> MutexGuard<'static, ()> {
    SCREEN.lock().await
}
