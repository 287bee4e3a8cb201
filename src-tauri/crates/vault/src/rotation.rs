//! Which copies stay.
//!
//! Near days are kept close together and far ones apart: a mistake is mostly noticed within days, and
//! one that was not is looked for by the month.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};

/// How many copies stay, of the newest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keep {
    /// The last one of so many days.
    pub days: u16,
    /// The last one of so many weeks.
    pub weeks: u16,
    /// The last one of so many months.
    pub months: u16,
}

impl Default for Keep {
    fn default() -> Self {
        Self { days: 8, weeks: 5, months: 12 }
    }
}

impl Keep {
    /// Those of `copies` that need not stay. The newest always does.
    pub fn leaves_out(self, copies: &[DateTime<Utc>]) -> Vec<DateTime<Utc>> {
        let mut newest_first = copies.to_vec();
        newest_first.sort_unstable_by(|a, b| b.cmp(a));
        let mut kept: BTreeSet<DateTime<Utc>> = newest_first.first().copied().into_iter().collect();
        kept.extend(last_of_each(&newest_first, self.days, |it| (it.year(), it.ordinal())));
        kept.extend(last_of_each(&newest_first, self.weeks, |it| {
            (it.iso_week().year(), it.iso_week().week())
        }));
        kept.extend(last_of_each(&newest_first, self.months, |it| (it.year(), it.month())));
        newest_first.retain(|it| !kept.contains(it));
        newest_first
    }
}

/// The newest of each of the `most` newest spans; days without a copy do not count.
fn last_of_each(
    newest_first: &[DateTime<Utc>],
    most: u16,
    span: impl Fn(&DateTime<Utc>) -> (i32, u32),
) -> Vec<DateTime<Utc>> {
    let mut seen = BTreeSet::new();
    let fresh = newest_first.iter().filter(|it| seen.insert(span(it)));
    fresh.take(most.into()).copied().collect()
}

#[cfg(test)]
mod tests {
    use chrono::{Days, TimeDelta};
    use expect_test::expect;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// What is left of a copy made each morning until the day `until`, rotated each time.
    fn after_mornings(until: &str, mornings: u64, keep: Keep) -> String {
        let last = at(until);
        let mut copies = Vec::new();
        for ago in (0..mornings).rev() {
            copies.push(last - Days::new(ago));
            let left_out = keep.leaves_out(&copies);
            copies.retain(|it| !left_out.contains(it));
        }
        let days: Vec<_> = copies.iter().map(|it| it.format("%Y-%m-%d").to_string()).collect();
        days.join(" ")
    }

    #[test]
    fn a_club_that_is_opened_each_day_has_eight_days_five_weeks_and_twelve_months() {
        expect![
            "2025-12-31 2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31 2026-06-30 2026-07-31 2026-08-31 2026-09-30 2026-10-31 2026-11-01 2026-11-08 2026-11-15 2026-11-21 2026-11-22 2026-11-23 2026-11-24 2026-11-25 2026-11-26 2026-11-27 2026-11-28"
        ]
        .assert_eq(&after_mornings("2026-11-28T08:00:00Z", 500, Keep::default()));
        expect!["2026-11-26 2026-11-27 2026-11-28"].assert_eq(&after_mornings(
            "2026-11-28T08:00:00Z",
            500,
            Keep { days: 3, weeks: 0, months: 0 },
        ));
    }

    #[test]
    fn of_one_day_the_last_copy_stays_and_the_newest_stays_always() {
        let noon = at("2026-11-28T12:00:00Z");
        let copies = [noon, noon - TimeDelta::hours(2), noon - TimeDelta::hours(4)];
        assert_eq!(Keep::default().leaves_out(&copies), copies[1..]);
        let none = Keep { days: 0, weeks: 0, months: 0 };
        assert_eq!(none.leaves_out(&copies), copies[1..]);
        assert!(none.leaves_out(&[]).is_empty());
    }

    #[test]
    fn months_without_a_day_at_the_keyboard_do_not_use_up_the_copies() {
        let copies: Vec<_> =
            (0..9).map(|it| at("2026-11-28T08:00:00Z") - Days::new(it * 100)).collect();
        assert!(Keep::default().leaves_out(&copies).is_empty());
    }
}
