//! Which organisation a line is about.
//!
//! The name decides, then a register number or a legal name that one organisation of the club
//! bears alone. What is weaker (a former name in brackets, a legal name that the line gives, marks
//! that several bear) makes the line wait for a person. A service of the State signs in the name
//! and under the number of its ministry, so that for it only the name decides: the ministry of
//! Culture and its regional services are separate members.

use std::collections::HashMap;

use super::{Existing, Likeness};
use crate::{
    OrganisationId, RegisterNumber, fold,
    organisation::{Kind, Organisation},
};

/// How many organisations a line is said to look like: where a whole list bears one legal name, to
/// name them all would help nobody.
const MOST: usize = 5;

/// What tells an organisation from others.
pub(super) struct Marks<'a> {
    pub(super) name: &'a str,
    pub(super) legal_name: Option<&'a str>,
    pub(super) register_number: Option<&'a RegisterNumber>,
    pub(super) kind: Option<Kind>,
}

impl<'a> Marks<'a> {
    fn of(it: &'a Organisation) -> Self {
        Self {
            name: &it.name,
            legal_name: it.legal_name.as_deref(),
            register_number: it.register_number.as_ref(),
            kind: Some(it.kind),
        }
    }

    fn is_service(&self) -> bool {
        self.kind == Some(Kind::StateService)
    }

    /// Without the marks that a service of the State has in common with its ministry.
    fn own(&self) -> Self {
        let own = !self.is_service();
        Self {
            name: self.name,
            legal_name: self.legal_name.filter(|_| own),
            register_number: self.register_number.filter(|_| own),
            kind: self.kind,
        }
    }

    /// The other names by which it may go, but for the legal one.
    fn former_names(&self) -> impl Iterator<Item = String> {
        former(self.name).into_iter().flatten().map(fold).filter(|it| !it.is_empty())
    }
}

/// An organisation of the club, or one that a line speaks of.
pub(super) struct Entry<'a> {
    pub(super) name: String,
    /// What the club knows of it.
    pub(super) existing: Option<&'a Existing>,
    /// The line that is about it, by its place among the lines.
    pub(super) line: Option<usize>,
    /// Whether its number and legal name may be those of another.
    is_service: bool,
}

/// An organisation that a line may be about.
pub(super) struct Like {
    pub(super) entry: usize,
    pub(super) by: Likeness,
    /// Whether it is that one unless it may be another as well.
    pub(super) certain: bool,
}

/// Everybody that the club or an earlier line knows.
#[derive(Default)]
pub(super) struct Index<'a> {
    entries: Vec<Entry<'a>>,
    by_id: HashMap<OrganisationId, usize>,
    by_name: HashMap<String, usize>,
    by_legal_name: HashMap<String, Vec<usize>>,
    by_any_name: HashMap<String, Vec<usize>>,
    by_number: HashMap<RegisterNumber, Vec<usize>>,
    by_siren: HashMap<String, Vec<usize>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(club: &'a [Existing]) -> Self {
        let mut index = Self::default();
        for existing in club {
            let it = &existing.organisation;
            let marks = Marks::of(it);
            let entry = index.push(&marks, Some(existing));
            index.mark(entry, &marks);
            index.mark_body(entry, &marks);
            index.by_id.insert(it.id, entry);
        }
        index
    }

    /// Adds one that nobody knew.
    pub(super) fn add(&mut self, marks: &Marks<'_>) -> usize {
        let entry = self.push(marks, None);
        self.learn(entry, marks);
        entry
    }

    /// From now on, a line that bears these marks is (or looks like) that one.
    pub(super) fn learn(&mut self, entry: usize, marks: &Marks<'_>) {
        self.mark(entry, &marks.own());
        self.mark_body(entry, marks);
        self.entries[entry].is_service |= marks.is_service();
    }

    fn push(&mut self, marks: &Marks<'_>, existing: Option<&'a Existing>) -> usize {
        let (name, is_service) = (marks.name.to_owned(), marks.is_service());
        self.entries.push(Entry { name, existing, line: None, is_service });
        self.entries.len() - 1
    }

    fn mark(&mut self, entry: usize, marks: &Marks<'_>) {
        let name = fold(marks.name);
        let legal_name = marks.legal_name.map(fold).filter(|it| !it.is_empty());
        for it in marks.former_names().chain([name.clone()]).chain(legal_name.clone()) {
            self.by_any_name.entry(it).or_default().push(entry);
        }
        self.by_name.entry(name).or_insert(entry);
        if let Some(it) = legal_name {
            self.by_legal_name.entry(it).or_default().push(entry);
        }
        if let Some(number) = marks.register_number {
            self.by_number.entry(number.clone()).or_default().push(entry);
        }
    }

    fn mark_body(&mut self, entry: usize, marks: &Marks<'_>) {
        if let Some(number) = marks.register_number {
            self.by_siren.entry(number.siren().to_owned()).or_default().push(entry);
        }
    }

    pub(super) fn entry(&self, entry: usize) -> &Entry<'a> {
        &self.entries[entry]
    }

    /// The line is about that one, unless another is.
    pub(super) fn claim(&mut self, entry: usize, line: usize) {
        self.entries[entry].line.get_or_insert(line);
    }

    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.by_name.get(&fold(name)).copied()
    }

    pub(super) fn with_id(&self, id: OrganisationId) -> Option<usize> {
        self.by_id.get(&id).copied()
    }

    /// Those that it may be although they go by another name.
    pub(super) fn like(&self, marks: &Marks<'_>) -> Vec<Like> {
        let marks = marks.own();
        let name = fold(marks.name);
        let mut like: Vec<Like> = Vec::new();
        let mut add = |entries: Option<&Vec<usize>>, by, strong| {
            for entry in entries.into_iter().flatten().copied() {
                if like.len() < MOST && like.iter().all(|it| it.entry != entry) {
                    let certain = strong && !self.entries[entry].is_service;
                    like.push(Like { entry, by, certain });
                }
            }
        };
        let number = marks.register_number;
        add(number.and_then(|it| self.by_number.get(it)), Likeness::RegisterNumber, true);
        add(self.by_legal_name.get(&name), Likeness::Name, !marks.is_service());
        let legal_name = marks.legal_name.map(fold).filter(|it| !it.is_empty());
        for it in marks.former_names().chain([name]).chain(legal_name) {
            add(self.by_any_name.get(&it), Likeness::Name, false);
        }
        like
    }

    /// The name of another one of the same legal body.
    pub(super) fn sibling(&self, entry: usize, number: &RegisterNumber) -> Option<&str> {
        let places = self.by_siren.get(number.siren())?;
        let other = places.iter().find(|it| **it != entry)?;
        Some(&self.entries[*other].name)
    }
}

/// The two names in "Huma-Num (ex-TGIR Huma-Num)".
fn former(name: &str) -> Option<[&str; 2]> {
    let (now, rest) = name.rsplit_once('(')?;
    let words = rest.trim_end().strip_suffix(')')?.trim_start();
    let marked = |marker: &str| {
        let start = words.get(..marker.len())?;
        start.eq_ignore_ascii_case(marker).then(|| &words[marker.len()..])
    };
    let before = ["ex-", "ex ", "anciennement ", "formerly "].into_iter().find_map(marked)?;
    Some([now, before])
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn a_former_name_stands_in_brackets() {
        let mut lines = String::new();
        for name in [
            "Huma-Num (ex-TGIR Huma-Num)",
            "Urssaf Caisse nationale (ex ACOSS)",
            "Ici (Anciennement Là-bas )",
            "Musées d'Orsay et de l'Orangerie (EPMO)",
            "Club (exploitants)",
            "Sans (ex-fin",
            "É (É)",
        ] {
            lines += &format!("{name} {:?}\n", former(name));
        }
        expect![[r#"
            Huma-Num (ex-TGIR Huma-Num) Some(["Huma-Num ", "TGIR Huma-Num"])
            Urssaf Caisse nationale (ex ACOSS) Some(["Urssaf Caisse nationale ", "ACOSS"])
            Ici (Anciennement Là-bas ) Some(["Ici ", "Là-bas "])
            Musées d'Orsay et de l'Orangerie (EPMO) None
            Club (exploitants) None
            Sans (ex-fin None
            É (É) None
        "#]]
        .assert_eq(&lines);
    }
}
