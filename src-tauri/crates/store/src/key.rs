//! The key of the file.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

/// The 256 bits under which the file is encrypted.
///
/// It is given to SQLite as it is: deriving it from a passphrase would cost a quarter of a second
/// for each connection.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

impl Key {
    /// The key made of `bytes`.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The value of `pragma key`.
    pub(crate) fn pragma(&self) -> String {
        let hex: String = self.0.iter().map(|it| format!("{it:02x}")).collect();
        format!("\"x'{hex}'\"")
    }
}

// A key that prints itself ends up in a log.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}
