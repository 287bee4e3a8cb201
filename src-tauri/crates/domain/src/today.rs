//! What waits for the coordinator, and how soon.

use chrono::{Days, Months, NaiveDate};
use serde::Serialize;
use specta::Type;

/// How soon something must be seen to, the soonest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Its day is past.
    Overdue,
    /// It has no day of its own, and waits.
    Waiting,
    /// Within seven days.
    ThisWeek,
    /// Within a month.
    ThisMonth,
    /// Later.
    Later,
}

impl Urgency {
    /// How soon what falls on `due` must be seen to, on `day`.
    pub fn of(due: NaiveDate, day: NaiveDate) -> Self {
        let within = |end: Option<NaiveDate>| end.is_none_or(|it| due <= it);
        if due < day {
            Self::Overdue
        } else if within(day.checked_add_days(Days::new(7))) {
            Self::ThisWeek
        } else if within(day.checked_add_months(Months::new(1))) {
            Self::ThisMonth
        } else {
            Self::Later
        }
    }
}

/// The same day of each of the twelve months before `day`, and `day` itself, the oldest first.
pub fn year_behind(day: NaiveDate) -> Vec<NaiveDate> {
    (0..=12).rev().filter_map(|it| day.checked_sub_months(Months::new(it))).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn urgency_follows_the_calendar() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let lines: String =
            ["2026-11-23", "2026-11-24", "2026-12-01", "2026-12-02", "2026-12-24", "2026-12-25"]
                .iter()
                .map(|it| format!("{it} {:?}\n", Urgency::of(day(it), day("2026-11-24"))))
                .collect();
        expect![[r#"
            2026-11-23 Overdue
            2026-11-24 ThisWeek
            2026-12-01 ThisWeek
            2026-12-02 ThisMonth
            2026-12-24 ThisMonth
            2026-12-25 Later
        "#]]
        .assert_eq(&lines);
    }

    #[test]
    fn the_year_behind_has_thirteen_days() {
        let days = year_behind("2026-03-31".parse().unwrap());
        assert_eq!(days.len(), 13);
        let shown: Vec<String> = days.iter().skip(10).map(ToString::to_string).collect();
        expect!["2026-01-31 2026-02-28 2026-03-31"].assert_eq(&shown.join(" "));
    }
}
