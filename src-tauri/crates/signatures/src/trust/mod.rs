//! The authorities that a certificate may lead to.

/// The authorities that are trusted, as the user composed them.
#[derive(Debug, Clone, Default)]
pub struct TrustList {}
