//! Days that are certain or not, and periods of whole days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::Refusal;

/// A day, certain when both ends are equal, otherwise known only to lie between the two.
///
/// The public list of members tells most arrivals as "between two lists". Such a day counts from
/// `latest`, the first on which the fact is sure, so that no figure says more than is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Day {
    /// The first day it can be.
    pub earliest: NaiveDate,
    /// The last day it can be, and the one from which it counts.
    pub latest: NaiveDate,
}

impl Day {
    /// A day known for sure.
    pub fn on(day: NaiveDate) -> Self {
        Self { earliest: day, latest: day }
    }

    /// Refuses a day whose ends are in the wrong order.
    pub fn checked(self) -> Result<Self, Refusal> {
        if self.earliest <= self.latest {
            Ok(self)
        } else {
            Err(Refusal::EndsBeforeItStarts { from: self.earliest, to: self.latest })
        }
    }
}

/// A period of whole days, both ends included; without a last day it goes on until it is ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    // Invariant: from <= to.
    from: NaiveDate,
    to: Option<NaiveDate>,
}

impl Term {
    /// The days from `from` to `to`.
    pub fn new(from: NaiveDate, to: Option<NaiveDate>) -> Result<Self, Refusal> {
        match to {
            Some(to) if to < from => Err(Refusal::EndsBeforeItStarts { from, to }),
            _ => Ok(Self { from, to }),
        }
    }

    /// Whether `day` is one of its days.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Whether it has a day in common with `other`.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }

    /// The first day.
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// The last day, if it has one.
    pub fn to(&self) -> Option<NaiveDate> {
        self.to
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day() -> impl Strategy<Value = NaiveDate> {
        (0..60u64).prop_map(|n| NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(n))
    }

    fn term() -> impl Strategy<Value = Term> {
        (day(), proptest::option::of(day()))
            .prop_filter_map("inverted", |(from, to)| Term::new(from, to).ok())
    }

    proptest! {
        #[test]
        fn two_terms_overlap_when_they_share_a_day(one in term(), other in term()) {
            let shared = (0..61u64)
                .map(|n| NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(n))
                .any(|day| one.contains(day) && other.contains(day));
            prop_assert_eq!(one.overlaps(&other), shared);
        }
    }
}
