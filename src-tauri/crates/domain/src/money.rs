//! Amounts are whole euro cents.

use serde::{Deserialize, Serialize};
use specta::Type;

/// An amount of money. The programme only knows the euro, so the currency is not carried.
#[derive(
    Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type,
)]
#[serde(transparent)]
pub struct Cents(
    // JavaScript counts exactly up to 2^53 cents, some ninety thousand billion euros.
    #[specta(type = i32)] pub i64,
);
