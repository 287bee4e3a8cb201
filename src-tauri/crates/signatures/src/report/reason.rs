use serde::{Deserialize, Serialize};

/// Why a verdict is what it is, as a code with facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    // ---- the file
    /// It cannot be read.
    Unreadable {
        /// What is wrong.
        fault: Fault,
        /// Where, in bytes from its beginning.
        offset: Option<u64>,
    },
    /// It is encrypted, and no password was given or the password is not the right one.
    PasswordNeeded,
    /// It is encrypted in a way that no password opens.
    KeyNeeded,

    // ---- the container of a signature; the crypto side adds its own below
    /// The container cannot be read.
    ContainerUnreadable,
}

/// What cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The file does not begin as a PDF file.
    Header,
}
