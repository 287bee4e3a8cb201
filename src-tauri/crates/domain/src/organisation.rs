//! An organisation and its periods of membership.
//!
//! Being a member is not a property of an organisation: it may leave and come back, and often only
//! two lists are known between which it came. So membership is a list of periods, each with days
//! that may be uncertain.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Day, MembershipId, Names, NoteId, OrganisationId, Refusal, RegisterNumber, Term};

/// A legal body, public or private.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Organisation {
    /// Who it is.
    pub id: OrganisationId,
    /// The name by which the club calls it.
    pub name: String,
    /// The name by which it signs, where that is another.
    pub legal_name: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// Its SIREN or SIRET.
    pub register_number: Option<RegisterNumber>,
    /// The group that it belongs to.
    pub parent: Option<OrganisationId>,
}

/// What an organisation is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "OrganisationKind")]
pub enum Kind {
    /// A ministry or a central administration.
    Ministry,
    /// A public establishment or an operator of the State.
    PublicBody,
    /// A town, a département, a region, or a body of several.
    LocalAuthority,
    /// A university, a school or a research body.
    Research,
    /// A social security body.
    SocialSecurity,
    /// A regional service of the State, or one with national competence.
    StateService,
    /// An independent administrative authority.
    IndependentAuthority,
    /// A software publisher, a service company or an archiving contractor.
    Company,
    /// An association.
    Association,
    /// Anything else.
    Other,
}

impl Kind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::Ministry,
        Self::PublicBody,
        Self::LocalAuthority,
        Self::Research,
        Self::SocialSecurity,
        Self::StateService,
        Self::IndependentAuthority,
        Self::Company,
        Self::Association,
        Self::Other,
    ];
}

/// Every organisation that the club knows, among which one is judged.
#[derive(Debug, Clone)]
pub struct Known {
    names: Names<OrganisationId>,
    parents: HashMap<OrganisationId, OrganisationId>,
}

impl Known {
    /// Those that the club knows are `all`; whether the one that is judged is among them makes no
    /// difference.
    pub fn new(all: &[Organisation]) -> Self {
        Self {
            names: all.iter().map(|it| (it.id, it.name.clone())).collect(),
            parents: all.iter().filter_map(|it| Some((it.id, it.parent?))).collect(),
        }
    }
}

impl Organisation {
    /// Refuses an organisation without a name, one that another already is, and one that belongs
    /// to a group which belongs to it.
    ///
    /// Names are compared as people compare them: "MSH Mondes" stood twice in the published list
    /// of members.
    pub fn check(&self, known: &Known) -> Result<(), Refusal> {
        if self.name.trim().is_empty() {
            return Err(Refusal::NameMissing);
        }
        if let Some(name) = known.names.taken(&self.name, self.id) {
            return Err(Refusal::NameTaken { name: name.to_owned() });
        }
        let parent_of = |id: &OrganisationId| known.parents.get(id).copied();
        // A chain longer than all of them would be a circle that was there before.
        let mut ancestors =
            std::iter::successors(self.parent, parent_of).take(known.parents.len() + 1);
        if ancestors.any(|it| it == self.id) { Err(Refusal::ParentIsOwnChild) } else { Ok(()) }
    }
}

/// A period during which an organisation is a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Membership {
    /// Which period it is.
    pub id: MembershipId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// The first day.
    pub arrived: Day,
    /// How the source told the arrival, where it did so in words.
    pub arrival_words: Option<String>,
    /// The last day, once it has left.
    pub left: Option<Day>,
    /// How the source told the departure, where it did so in words.
    pub departure_words: Option<String>,
}

impl Membership {
    /// The days that count: an uncertain arrival counts from its latest day, and an uncertain
    /// departure on its latest.
    pub fn counted(&self) -> Result<Term, Refusal> {
        Term::new(self.arrived.latest, self.left.map(|it| it.latest))
    }

    /// Whether the organisation counts as a member on `day`.
    pub fn is_present(&self, day: NaiveDate) -> bool {
        self.counted().is_ok_and(|it| it.contains(day))
    }

    /// Refuses days in the wrong order, and a period that shares a day with one of `others`.
    pub fn check<'a>(&self, others: impl IntoIterator<Item = &'a Self>) -> Result<(), Refusal> {
        self.arrived.checked()?;
        if let Some(left) = self.left {
            left.checked()?;
        }
        let counted = self.counted()?;
        for other in others.into_iter().filter(|it| it.id != self.id) {
            let there = other.counted()?;
            if counted.overlaps(&there) {
                return Err(Refusal::MembershipsOverlap { from: there.from(), to: there.to() });
            }
        }
        Ok(())
    }

    /// Records that the organisation leaves, after its last day `left`.
    pub fn end(&mut self, left: Day, words: Option<String>) -> Result<(), Refusal> {
        if let Some(left) = self.left {
            return Err(Refusal::AlreadyLeft { on: left.latest });
        }
        self.left = Some(left);
        self.departure_words = words;
        Ok(())
    }
}

/// Whether an organisation is a member, on some day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[serde(rename = "MemberStanding")]
pub enum Standing {
    /// It is known to the club and was never a member.
    NeverMember,
    /// It will be a member.
    Upcoming {
        /// From this day on.
        arrives: Day,
    },
    /// It is a member.
    Member {
        /// Since this day.
        since: Day,
        /// Until this day, where it is known that it leaves.
        until: Option<Day>,
    },
    /// It was a member.
    Left {
        /// Since this day.
        since: Day,
        /// Until this day.
        on: Day,
    },
}

/// What the periods of one organisation say on `day`.
pub fn standing(memberships: &[Membership], day: NaiveDate) -> Standing {
    if let Some(it) = memberships.iter().find(|it| it.is_present(day)) {
        return Standing::Member { since: it.arrived, until: it.left };
    }
    let over = memberships
        .iter()
        .filter(|it| it.arrived.latest <= day)
        .filter_map(|it| Some((it.arrived, it.left?)))
        .max_by_key(|(_, on)| on.latest);
    if let Some((since, on)) = over {
        return Standing::Left { since, on };
    }
    let arrives = memberships.iter().map(|it| it.arrived).min_by_key(|it| it.latest);
    arrives.map_or(Standing::NeverMember, |arrives| Standing::Upcoming { arrives })
}

/// Something noted about an organisation, such as a project that it carries with the software.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Note {
    /// Which note it is.
    pub id: NoteId,
    /// Whom it is about.
    pub organisation: OrganisationId,
    /// What it is.
    pub topic: Topic,
    /// What it says.
    pub text: String,
}

impl Note {
    /// Refuses a note that says nothing.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.text.trim().is_empty() { Err(Refusal::TextMissing) } else { Ok(()) }
    }
}

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Topic {
    /// What the organisation does with the software.
    Project,
    /// A column of an imported sheet that has no place of its own.
    Column {
        /// Its head.
        name: String,
    },
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use uuid::Uuid;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn period(n: u128, arrived: &str, left: Option<&str>) -> Membership {
        Membership {
            id: MembershipId(Uuid::from_u128(n)),
            organisation: OrganisationId(Uuid::nil()),
            arrived: day(arrived),
            arrival_words: None,
            left: left.map(day),
            departure_words: None,
        }
    }

    /// `2024-01-01` or `2024-01-01..2024-02-01`.
    fn day(text: &str) -> Day {
        let (earliest, latest) = text.split_once("..").unwrap_or((text, text));
        Day { earliest: date(earliest), latest: date(latest) }
    }

    /// One line a day: what two periods say.
    fn check(days: &[&str], expected: Expect) {
        let periods = [
            period(1, "2021-03-01..2021-04-15", Some("2022-06-30")),
            period(2, "2024-01-01", None),
        ];
        let actual: String = days
            .iter()
            .map(|it| {
                let words = match standing(&periods, date(it)) {
                    Standing::NeverMember => "never a member".to_owned(),
                    Standing::Upcoming { arrives } => format!("arrives {}", arrives.latest),
                    Standing::Member { since, until: None } => {
                        format!("member since {}", since.latest)
                    }
                    Standing::Member { since, until: Some(until) } => {
                        format!("member from {} to {}", since.latest, until.latest)
                    }
                    Standing::Left { since, on } => {
                        format!("left {} (since {})", on.latest, since.latest)
                    }
                };
                format!("{it} {words}\n")
            })
            .collect();
        expected.assert_eq(&actual);
    }

    #[test]
    fn an_uncertain_arrival_counts_from_its_last_day() {
        check(
            &["2021-02-28", "2021-04-14", "2021-04-15", "2022-06-30", "2022-07-01", "2024-01-01"],
            expect![[r#"
                2021-02-28 arrives 2021-04-15
                2021-04-14 arrives 2021-04-15
                2021-04-15 member from 2021-04-15 to 2022-06-30
                2022-06-30 member from 2021-04-15 to 2022-06-30
                2022-07-01 left 2022-06-30 (since 2021-04-15)
                2024-01-01 member since 2024-01-01
            "#]],
        );
    }

    #[test]
    fn periods_are_in_order_and_apart() {
        let first = period(1, "2021-01-01", Some("2022-06-30"));
        let refused = |it: &Membership| it.check([&first]).unwrap_err().to_string();
        expect!["the period overlaps the one from 2021-01-01"].assert_eq(&refused(&period(
            2,
            "2022-06-30",
            None,
        )));
        expect!["2023-01-01 comes before 2024-01-01"].assert_eq(&refused(&period(
            2,
            "2024-01-01",
            Some("2023-01-01"),
        )));
        expect!["2023-01-01 comes before 2024-01-01"].assert_eq(&refused(&period(
            2,
            "2024-01-01..2023-01-01",
            None,
        )));
        assert_eq!(period(2, "2022-07-01", None).check([&first]), Ok(()));
    }

    #[test]
    fn an_organisation_leaves_once() {
        let mut it = period(1, "2021-01-01", None);
        it.end(day("2022-06-30"), None).unwrap();
        let again = it.end(day("2023-06-30"), None);
        assert_eq!(again, Err(Refusal::AlreadyLeft { on: date("2022-06-30") }));
    }
}
