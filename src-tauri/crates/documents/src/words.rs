//! What the papers say by themselves, in each language.
//!
//! French takes U+202F before its high punctuation and inside its quotation marks, U+00A0 where a
//! figure belongs to its word; both keep a line from breaking there.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime};
use serde::Serialize;

use crate::glyphs::is_blank;
use crate::minutes::{Action, Language, Minutes, Presence, Status};

/// The fixed words of a paper.
#[derive(Serialize)]
pub(crate) struct Words {
    pub(crate) draft: &'static str,
    pub(crate) untitled: &'static str,
    pub(crate) date: &'static str,
    pub(crate) place: &'static str,
    pub(crate) turnout: &'static str,
    pub(crate) status: &'static str,
    pub(crate) agenda: &'static str,
    pub(crate) attendance: &'static str,
    pub(crate) organisation: &'static str,
    pub(crate) presence: &'static str,
    pub(crate) people: &'static str,
    pub(crate) decision: &'static str,
    pub(crate) decisions: &'static str,
    pub(crate) no_decision: &'static str,
    pub(crate) number: &'static str,
    pub(crate) item: &'static str,
    pub(crate) action: &'static str,
    pub(crate) actions: &'static str,
    pub(crate) no_action: &'static str,
    pub(crate) owner: &'static str,
    pub(crate) due: &'static str,
    pub(crate) done: &'static str,
}

const FRENCH: Words = Words {
    draft: "Projet",
    untitled: "Sans titre",
    date: "Date",
    place: "Lieu",
    turnout: "Présences",
    status: "État",
    agenda: "Ordre du jour",
    attendance: "Émargement",
    organisation: "Organisation",
    presence: "Présence",
    people: "Représentants",
    decision: "Décision",
    decisions: "Relevé de décisions",
    no_decision: "Aucune décision.",
    number: "N°",
    item: "Point",
    action: "Action",
    actions: "Actions",
    no_action: "Aucune action.",
    owner: "Responsable",
    due: "Échéance",
    done: "Faite le",
};

const ENGLISH: Words = Words {
    draft: "Draft",
    untitled: "Untitled",
    date: "Date",
    place: "Place",
    turnout: "Turnout",
    status: "Status",
    agenda: "Agenda",
    attendance: "Attendance",
    organisation: "Organisation",
    presence: "Presence",
    people: "Representatives",
    decision: "Decision",
    decisions: "Decisions",
    no_decision: "No decision.",
    number: "No.",
    item: "Item",
    action: "Action",
    actions: "Actions",
    no_action: "No action.",
    owner: "Owner",
    due: "Due",
    done: "Done",
};

const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Language {
    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::Fr => &FRENCH,
            Self::En => &ENGLISH,
        }
    }

    /// The language and the country, as a PDF names them.
    pub(crate) fn codes(self) -> (&'static str, &'static str) {
        match self {
            Self::Fr => ("fr", "FR"),
            Self::En => ("en", "GB"),
        }
    }

    /// A day in words: « 1er novembre 2026 ».
    pub(crate) fn long_date(self, date: NaiveDate) -> String {
        let (day, month, year) = (date.day(), date.month0() as usize, date.year());
        match self {
            Self::Fr if day == 1 => format!("1er\u{a0}{} {year}", FRENCH_MONTHS[month]),
            Self::Fr => format!("{day}\u{a0}{} {year}", FRENCH_MONTHS[month]),
            Self::En => format!("{day}\u{a0}{} {year}", ENGLISH_MONTHS[month]),
        }
    }

    /// A day in figures, for a column. English takes three letters of the month, since 3/4 is not
    /// the same day for all who read English.
    pub(crate) fn short_date(self, date: NaiveDate) -> String {
        match self {
            Self::Fr => date.format("%d/%m/%Y").to_string(),
            Self::En => {
                let month = &ENGLISH_MONTHS[date.month0() as usize][..3];
                format!("{}\u{a0}{month}\u{a0}{}", date.day(), date.year())
            }
        }
    }

    pub(crate) fn time(self, time: NaiveTime) -> String {
        match self {
            Self::Fr => time.format("%-H\u{a0}h\u{a0}%M").to_string(),
            Self::En => time.format("%-H:%M").to_string(),
        }
    }

    pub(crate) fn made_at(self, at: DateTime<FixedOffset>) -> String {
        let (date, time) = (self.long_date(at.date_naive()), self.time(at.time()));
        match self {
            Self::Fr => format!("Document établi le {date} à {time}."),
            Self::En => format!("Document made on {date} at {time}."),
        }
    }

    /// The day of the meeting and its hours.
    pub(crate) fn when(self, minutes: &Minutes) -> String {
        let date = self.long_date(minutes.date);
        let (from, to) =
            (minutes.starts_at.map(|it| self.time(it)), minutes.ends_at.map(|it| self.time(it)));
        match (self, from, to) {
            (Self::Fr, Some(from), Some(to)) => format!("{date}, de {from} à {to}"),
            (Self::Fr, Some(from), None) => format!("{date}, à {from}"),
            (Self::Fr, None, Some(to)) => format!("{date}, jusqu’à {to}"),
            (Self::En, Some(from), Some(to)) => format!("{date}, {from} to {to}"),
            (Self::En, Some(from), None) => format!("{date}, from {from}"),
            (Self::En, None, Some(to)) => format!("{date}, until {to}"),
            (_, None, None) => date,
        }
    }

    /// Who does it, by when, and when it was done, as far as it is known.
    pub(crate) fn terms(self, action: &Action) -> Vec<String> {
        let owner = action.owner.clone().filter(|it| !is_blank(it));
        let due = action.due.map(|day| self.due_on(day));
        let done = action.done.map(|day| self.done_on(day));
        [owner, due, done].into_iter().flatten().collect()
    }

    fn due_on(self, day: NaiveDate) -> String {
        match self {
            Self::Fr => format!("pour le {}", self.short_date(day)),
            Self::En => format!("due {}", self.short_date(day)),
        }
    }

    fn done_on(self, day: NaiveDate) -> String {
        match self {
            Self::Fr => format!("faite le {}", self.short_date(day)),
            Self::En => format!("done {}", self.short_date(day)),
        }
    }

    /// What the paper is.
    pub(crate) fn kind(self, status: Status) -> &'static str {
        match (self, status) {
            (Self::Fr, Status::Draft) => "Projet de compte rendu",
            (Self::Fr, Status::Validated { .. } | Status::Locked { .. }) => "Compte rendu",
            (Self::En, Status::Draft) => "Draft minutes",
            (Self::En, Status::Validated { .. } | Status::Locked { .. }) => "Minutes",
        }
    }

    pub(crate) fn status(self, status: Status) -> String {
        match (self, status) {
            (Self::Fr, Status::Draft) => "Projet, à valider".to_owned(),
            (Self::En, Status::Draft) => "Draft, to be approved".to_owned(),
            (Self::Fr, Status::Validated { on }) => format!("Validé le {}", self.long_date(on)),
            (Self::Fr, Status::Locked { on }) => {
                format!("Validé et clos le {}", self.long_date(on))
            }
            (Self::En, Status::Validated { on }) => format!("Approved on {}", self.long_date(on)),
            (Self::En, Status::Locked { on }) => {
                format!("Approved and closed on {}", self.long_date(on))
            }
        }
    }

    /// The state of an organisation; who spoke for it stands in the column beside.
    pub(crate) fn presence(self, presence: &Presence) -> &'static str {
        match (self, presence) {
            (Self::Fr, Presence::Present) => "Présent",
            (Self::Fr, Presence::Excused) => "Excusé",
            (Self::Fr, Presence::Absent) => "Absent",
            (Self::Fr, Presence::Represented { .. }) => "Représenté",
            (Self::En, Presence::Present) => "Present",
            (Self::En, Presence::Excused) => "Excused",
            (Self::En, Presence::Absent) => "Absent",
            (Self::En, Presence::Represented { .. }) => "Represented",
        }
    }

    /// How many organisations did what: « 62 présents, 8 représentés, sur 110 organisations ».
    pub(crate) fn turnout(self, minutes: &Minutes) -> Option<String> {
        let count = |wanted: fn(&Presence) -> bool| {
            minutes.attendance.iter().filter(|it| wanted(&it.presence)).count()
        };
        let counts = [
            (count(|it| matches!(it, Presence::Present)), ["présent", "present"]),
            (count(|it| matches!(it, Presence::Represented { .. })), ["représenté", "represented"]),
            (count(|it| matches!(it, Presence::Excused)), ["excusé", "excused"]),
            (count(|it| matches!(it, Presence::Absent)), ["absent", "absent"]),
        ];
        let total = minutes.attendance.len();
        if total == 0 {
            return None;
        }
        let mut parts: Vec<String> = Vec::new();
        for (count, [french, english]) in counts.into_iter().filter(|(count, _)| *count > 0) {
            parts.push(match self {
                Self::Fr if count > 1 => format!("{count}\u{a0}{french}s"),
                Self::Fr => format!("{count}\u{a0}{french}"),
                Self::En => format!("{count}\u{a0}{english}"),
            });
        }
        let of = match (self, total) {
            (Self::Fr, 1) => "sur 1\u{a0}organisation".to_owned(),
            (Self::Fr, _) => format!("sur {total}\u{a0}organisations"),
            (Self::En, 1) => "of 1\u{a0}organisation".to_owned(),
            (Self::En, _) => format!("of {total}\u{a0}organisations"),
        };
        Some(format!("{}, {of}", parts.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::minutes::Attendance;
    use crate::samples;

    /// What both languages say, French first, with spaces that hold as they are escaped in Rust.
    fn check(say: impl Fn(Language) -> String, expected: Expect) {
        let told = [Language::Fr, Language::En].map(|it| format!("{:?}\n", say(it)));
        expected.assert_eq(&told.concat());
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn the_first_of_a_month_has_its_own_name_in_french() {
        check(
            |it| it.long_date(day(2026, 11, 1)),
            expect![[r#"
            "1er\u{a0}novembre 2026"
            "1\u{a0}November 2026"
        "#]],
        );
        check(
            |it| it.long_date(day(2026, 2, 2)),
            expect![[r#"
            "2\u{a0}février 2026"
            "2\u{a0}February 2026"
        "#]],
        );
        check(
            |it| it.short_date(day(2027, 1, 5)),
            expect![[r#"
            "05/01/2027"
            "5\u{a0}Jan\u{a0}2027"
        "#]],
        );
    }

    #[test]
    fn a_meeting_may_have_a_beginning_an_end_both_or_none() {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 5, 0);
        let when = |starts_at, ends_at| {
            move |it: Language| it.when(&Minutes { starts_at, ends_at, ..samples::short() })
        };
        check(
            when(hour(9), hour(12)),
            expect![[r#"
            "26\u{a0}novembre 2026, de 9\u{a0}h\u{a0}05 à 12\u{a0}h\u{a0}05"
            "26\u{a0}November 2026, 9:05 to 12:05"
        "#]],
        );
        check(
            when(hour(9), None),
            expect![[r#"
            "26\u{a0}novembre 2026, à 9\u{a0}h\u{a0}05"
            "26\u{a0}November 2026, from 9:05"
        "#]],
        );
        check(
            when(None, hour(12)),
            expect![[r#"
            "26\u{a0}novembre 2026, jusqu’à 12\u{a0}h\u{a0}05"
            "26\u{a0}November 2026, until 12:05"
        "#]],
        );
        check(
            when(None, None),
            expect![[r#"
            "26\u{a0}novembre 2026"
            "26\u{a0}November 2026"
        "#]],
        );
    }

    #[test]
    fn a_turnout_counts_what_there_is() {
        let turnout = |presences: &[Presence]| {
            let attendance = presences
                .iter()
                .map(|it| Attendance {
                    organisation: "o".into(),
                    people: Vec::new(),
                    presence: it.clone(),
                })
                .collect();
            let minutes = Minutes { attendance, ..samples::short() };
            move |it: Language| it.turnout(&minutes).unwrap_or_default()
        };
        let represented = Presence::Represented { by: "p".into() };
        check(
            turnout(&[]),
            expect![[r#"
            ""
            ""
        "#]],
        );
        check(
            turnout(&[Presence::Present]),
            expect![[r#"
            "1\u{a0}présent, sur 1\u{a0}organisation"
            "1\u{a0}present, of 1\u{a0}organisation"
        "#]],
        );
        check(
            turnout(&[
                Presence::Absent,
                Presence::Present,
                represented,
                Presence::Absent,
                Presence::Excused,
            ]),
            expect![[r#"
                "1\u{a0}présent, 1\u{a0}représenté, 1\u{a0}excusé, 2\u{a0}absents, sur 5\u{a0}organisations"
                "1\u{a0}present, 1\u{a0}represented, 1\u{a0}excused, 2\u{a0}absent, of 5\u{a0}organisations"
            "#]],
        );
    }

    #[test]
    fn terms_tell_what_is_known() {
        let action = |owner: &str, due, done| Action {
            text: "t".into(),
            owner: Some(owner.into()),
            due,
            done,
        };
        let full = action("Léa", Some(day(2027, 1, 5)), Some(day(2027, 1, 4)));
        check(
            |it| it.terms(&full).join(" | "),
            expect![[r#"
            "Léa | pour le 05/01/2027 | faite le 04/01/2027"
            "Léa | due 5\u{a0}Jan\u{a0}2027 | done 4\u{a0}Jan\u{a0}2027"
        "#]],
        );
        check(
            |it| it.terms(&action(" ", None, None)).join(" | "),
            expect![[r#"
            ""
            ""
        "#]],
        );
    }

    #[test]
    fn only_what_is_validated_is_called_minutes() {
        let on = day(2026, 12, 1);
        for status in [Status::Draft, Status::Validated { on }, Status::Locked { on }] {
            let told = |it: Language| format!("{}, {}", it.kind(status), it.status(status));
            let expected = match status {
                Status::Draft => expect![[r#"
                    "Projet de compte rendu, Projet, à valider"
                    "Draft minutes, Draft, to be approved"
                "#]],
                Status::Validated { .. } => expect![[r#"
                    "Compte rendu, Validé le 1er\u{a0}décembre 2026"
                    "Minutes, Approved on 1\u{a0}December 2026"
                "#]],
                Status::Locked { .. } => expect![[r#"
                    "Compte rendu, Validé et clos le 1er\u{a0}décembre 2026"
                    "Minutes, Approved and closed on 1\u{a0}December 2026"
                "#]],
            };
            check(told, expected);
        }
    }
}
