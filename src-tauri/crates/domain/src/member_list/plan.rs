//! How a list is laid beside the club, line by line.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::{
    Candidate, Change, Choices, Counts, Existing, Fault, Field, Likeness, Outcome, Place, Plan,
    PlannedLine, Remark, Sheet, columns,
    identity::{Entry, Index, Like, Marks},
    line::{self, Line},
    questions::Desk,
};
use crate::{
    NoteId, OrganisationId, Refusal, fold,
    organisation::{Kind, Note, Organisation},
};

/// Lays the list beside the club, and says what would become of each line.
///
/// `new_id` gives the ids of what is created: see [`super::ids_from`]. Refuses only what makes the
/// whole list meaningless; a line that cannot be taken is refused by itself.
pub fn plan(
    sheet: &Sheet,
    choices: &Choices,
    club: &[Existing],
    new_id: &mut dyn FnMut() -> Uuid,
) -> Result<Plan, Refusal> {
    columns::check(&choices.columns, &sheet.header)?;
    let lines = line::lines(sheet, choices);
    let mut planner = Planner {
        lines: &lines,
        index: Index::new(club),
        desk: Desk::new(choices, &lines),
        identities: choices.identities.iter().map(|it| (it.line, it.organisation)).collect(),
        taken: choices.taken.iter().copied().collect(),
        new_id,
    };
    planner.claim();
    let planned: Vec<PlannedLine> = (0..lines.len()).map(|it| planner.line(it)).collect();
    let counts = count(&planned);
    Ok(Plan { lines: planned, counts, questions: planner.desk.asked() })
}

fn count(lines: &[PlannedLine]) -> Counts {
    let mut counts = Counts::default();
    for line in lines {
        match line.outcome {
            Outcome::Create { .. } => counts.created += 1,
            Outcome::Change { .. } => counts.changed += 1,
            Outcome::Same { .. } => counts.same += 1,
            Outcome::Repeated { .. } => counts.repeated += 1,
            Outcome::Refuse { .. } => counts.refused += 1,
        }
    }
    counts
}

/// What is known while the lines are gone through.
pub(super) struct Planner<'a> {
    lines: &'a [Line],
    index: Index<'a>,
    pub(super) desk: Desk,
    identities: HashMap<u32, Option<OrganisationId>>,
    taken: HashSet<Place>,
    pub(super) new_id: &'a mut dyn FnMut() -> Uuid,
}

/// What is found about a line on the way.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) changes: Vec<Change>,
    pub(super) remarks: Vec<Remark>,
    pub(super) faults: Vec<Fault>,
}

impl Findings {
    pub(super) fn refuse(&mut self, field: Field, refusal: Refusal) {
        self.faults.push(Fault { field, refusal });
    }

    fn keep(&mut self, change: Change, column: Option<u32>) {
        self.remarks.push(Remark::Kept { change, column });
    }
}

impl<'a> Planner<'a> {
    /// A line that has the name of an organisation is about it, or that a person said to be, even
    /// where an earlier line with another name has its number.
    fn claim(&mut self) {
        for (place, line) in self.lines.iter().enumerate() {
            if let Some(entry) = line.name().and_then(|it| self.index.named(it)) {
                self.index.claim(entry, place);
            }
        }
        for place in 0..self.lines.len() {
            if let Some(entry) = self.said(place) {
                self.index.claim(entry, place);
            }
        }
    }

    /// The organisation of the club that a person said the line is about, its name telling none.
    fn said(&self, place: usize) -> Option<usize> {
        let line = &self.lines[place];
        if self.index.named(line.name()?).is_some() {
            return None;
        }
        self.identities.get(&line.number).copied().flatten().and_then(|it| self.index.with_id(it))
    }

    fn line(&mut self, place: usize) -> PlannedLine {
        let line: &'a Line = &self.lines[place];
        let mut findings = Findings::default();
        let outcome = self.outcome(place, line, &mut findings);
        PlannedLine {
            line: line.number,
            name: line.text(Field::Name).unwrap_or_default().to_owned(),
            outcome: outcome.unwrap_or_else(|candidates| Outcome::Refuse {
                faults: findings.faults,
                candidates,
            }),
            remarks: findings.remarks,
        }
    }

    /// What becomes of a line, or whom it may be about where it is refused.
    fn outcome(
        &mut self,
        place: usize,
        line: &'a Line,
        findings: &mut Findings,
    ) -> Result<Outcome, Vec<Candidate>> {
        let refused = Err(Vec::new());
        if let Some(fault) = line.fault {
            findings.refuse(Field::Name, Refusal::RowUnreadable { fault });
            return refused;
        }
        findings.faults.extend(line.too_long());
        if !findings.faults.is_empty() {
            return refused;
        }
        let Some(name) = line.name() else {
            findings.refuse(Field::Name, Refusal::NameMissing);
            return refused;
        };
        let number = line.text(Field::RegisterNumber).map(str::parse).transpose();
        let number = number.unwrap_or_else(|refusal| {
            findings.refuse(Field::RegisterNumber, refusal);
            None
        });
        let marks = Marks {
            name,
            legal_name: line.text(Field::LegalName),
            register_number: number.as_ref(),
            kind: line.text(Field::Kind).and_then(|it| self.desk.kind(it)),
        };

        let (entry, by) = match self.find(place, &marks) {
            Ok(found) => found,
            Err(candidates) => {
                for name in candidates.iter().map(|it| it.name.clone()) {
                    findings.refuse(Field::Name, Refusal::LooksLike { name });
                }
                // The name is taken all the same: a later line that bears it repeats this one.
                let entry = self.index.add(&marks);
                self.index.claim(entry, place);
                return Err(candidates);
            }
        };
        let Entry { existing, line: first, .. } = *self.index.entry(entry);
        if let Some(first) = first.filter(|it| *it != place) {
            let first = &self.lines[first];
            if first.contents == line.contents {
                return Ok(Outcome::Repeated { line: first.number });
            }
            findings.refuse(Field::Name, Refusal::SameAsLine { line: first.number });
            // Unless it has the name of the other, a person may know better.
            let like = by.map(|by| self.candidate(&Like { entry, by, certain: true }));
            return Err(like.into_iter().collect());
        }
        self.index.claim(entry, place);
        self.index.learn(entry, &marks);

        let outcome = match existing {
            Some(existing) => self.changed(line, &marks, existing, findings),
            None => self.created(line, &marks, entry, findings),
        };
        if findings.faults.is_empty() { Ok(outcome) } else { refused }
    }

    /// The organisation that the line is about (and what tells, where it is not the name), or
    /// those that it looks like. One that nobody knew is added.
    fn find(
        &mut self,
        place: usize,
        marks: &Marks<'_>,
    ) -> Result<(usize, Option<Likeness>), Vec<Candidate>> {
        if let Some(entry) = self.index.named(marks.name) {
            return Ok((entry, None));
        }
        if self.identities.get(&self.lines[place].number) == Some(&None) {
            return Ok((self.index.add(marks), None));
        }
        let like = self.index.like(marks);
        let found = match like.as_slice() {
            [only] if only.certain => Some((only.entry, Some(only.by))),
            _ => None,
        };
        let found = self.said(place).map(|it| (it, None)).or(found);
        if let Some((entry, by)) = found {
            // A later line with this name is about that one too.
            self.index.learn(entry, marks);
            return Ok((entry, by));
        }
        if like.is_empty() {
            return Ok((self.index.add(marks), None));
        }
        let candidates = like.iter().map(|it| self.candidate(it)).collect();
        // As long as nobody said which it is, no other line is taken for them on such evidence.
        for it in like.iter().filter(|it| it.certain) {
            self.index.claim(it.entry, place);
        }
        Err(candidates)
    }

    fn candidate(&self, it: &Like) -> Candidate {
        let entry = self.index.entry(it.entry);
        Candidate {
            organisation: entry.existing.map(|it| it.organisation.id),
            line: entry.line.map(|it| self.lines[it].number),
            name: entry.name.clone(),
            by: it.by,
        }
    }

    fn created(
        &mut self,
        line: &Line,
        marks: &Marks<'_>,
        entry: usize,
        findings: &mut Findings,
    ) -> Outcome {
        let id = OrganisationId((self.new_id)());
        self.remark_sibling(entry, marks, findings);
        let kind = line.text(Field::Kind).and_then(|it| self.ask_kind(it, findings));
        let legal_name = marks.legal_name.filter(|it| fold(it) != fold(marks.name));
        Outcome::Create {
            organisation: Organisation {
                id,
                name: marks.name.to_owned(),
                legal_name: legal_name.map(str::to_owned),
                kind: kind.unwrap_or(Kind::Other),
                register_number: marks.register_number.cloned(),
                parent: None,
            },
            membership: self.membership(line, id, &[], findings),
            notes: self.notes(line, id, &[], findings),
        }
    }

    fn changed(
        &mut self,
        line: &Line,
        marks: &Marks<'_>,
        existing: &Existing,
        findings: &mut Findings,
    ) -> Outcome {
        let there = &existing.organisation;
        let mut it = there.clone();
        self.compare_names(marks, &mut it, findings);
        if let Some(words) = line.text(Field::Kind) {
            self.compare_kinds(line, words, &mut it, findings);
        }
        self.compare_numbers(marks, &mut it, findings);
        let membership = self.membership(line, it.id, &existing.memberships, findings);
        let notes = self.notes(line, it.id, &existing.notes, findings);
        if findings.changes.is_empty() {
            return Outcome::Same { id: it.id };
        }
        Outcome::Change {
            id: it.id,
            changes: std::mem::take(&mut findings.changes),
            organisation: (it != *there).then_some(it),
            membership,
            notes,
        }
    }

    fn compare_names(&self, marks: &Marks<'_>, it: &mut Organisation, findings: &mut Findings) {
        let called = fold(marks.name);
        let legal = it.legal_name.as_deref().map(fold);
        if called != fold(&it.name) && Some(&called) != legal.as_ref() {
            let (before, after) = (it.name.clone(), marks.name.to_owned());
            findings.keep(Change::Name { before, after }, None);
        }
        let Some(told) = marks.legal_name.filter(|told| fold(told) != fold(&it.name)) else {
            return;
        };
        let change = Change::LegalName { before: it.legal_name.clone(), after: told.to_owned() };
        match legal {
            Some(legal) if legal == fold(told) => {}
            Some(_) => findings.keep(change, None),
            None => {
                it.legal_name = Some(told.to_owned());
                findings.changes.push(change);
            }
        }
    }

    fn compare_kinds(
        &mut self,
        line: &Line,
        words: &str,
        it: &mut Organisation,
        findings: &mut Findings,
    ) {
        // "Autre" is what an organisation is called as long as nobody said what it is.
        let unsaid = it.kind == Kind::Other;
        let told = if unsaid { self.ask_kind(words, findings) } else { self.desk.kind(words) };
        let Some(told) = told.filter(|told| *told != it.kind && *told != Kind::Other) else {
            return;
        };
        let change = Change::Kind { before: it.kind, after: told };
        if unsaid {
            findings.changes.push(change);
        } else if !self.takes(line, line.column(Field::Kind), change, findings) {
            return;
        }
        it.kind = told;
    }

    fn compare_numbers(&self, marks: &Marks<'_>, it: &mut Organisation, findings: &mut Findings) {
        let Some(told) = marks.register_number else { return };
        let before = it.register_number.clone();
        let change = Change::RegisterNumber { before, after: told.clone() };
        match &it.register_number {
            Some(there) if there == told => {}
            Some(_) => findings.keep(change, None),
            None => {
                it.register_number = Some(told.clone());
                findings.changes.push(change);
            }
        }
    }

    fn remark_sibling(&self, entry: usize, marks: &Marks<'_>, findings: &mut Findings) {
        let sibling = marks.register_number.and_then(|it| self.index.sibling(entry, it));
        if let Some(name) = sibling.map(str::to_owned) {
            findings.remarks.push(Remark::SharesSiren { name });
        }
    }

    fn ask_kind(&mut self, words: &str, findings: &mut Findings) -> Option<Kind> {
        let kind = self.desk.ask_kind(words);
        if kind.is_none() {
            findings.remarks.push(Remark::KindUnknown { words: words.to_owned() });
        }
        kind
    }

    /// The notes that the club does not have. Where it has others about the same, it may have
    /// rewritten this very one, so that it keeps them until a person wants this one too.
    fn notes(
        &mut self,
        line: &Line,
        organisation: OrganisationId,
        known: &[Note],
        findings: &mut Findings,
    ) -> Vec<Note> {
        let mut new: Vec<Note> = Vec::new();
        for cell in &line.contents.notes {
            let of_topic = |it: &&Note| it.topic == cell.topic;
            let before: Vec<String> =
                known.iter().filter(of_topic).map(|it| it.text.clone()).collect();
            let told = new.iter().filter(of_topic).any(|it| it.text == cell.text);
            if told || before.contains(&cell.text) {
                continue;
            }
            let unsaid = before.is_empty();
            let (topic, after) = (cell.topic.clone(), cell.text.clone());
            let change = Change::Note { topic, before, after };
            if unsaid {
                findings.changes.push(change);
            } else if !self.takes(line, Some(cell.column), change, findings) {
                continue;
            }
            new.push(Note {
                id: NoteId((self.new_id)()),
                organisation,
                topic: cell.topic.clone(),
                text: cell.text.clone(),
            });
        }
        new
    }

    /// Whether a person takes the word of the list over that of the club.
    pub(super) fn takes(
        &self,
        line: &Line,
        column: Option<u32>,
        change: Change,
        findings: &mut Findings,
    ) -> bool {
        let place = column.map(|column| Place { line: line.number, column });
        let taken = place.is_some_and(|it| self.taken.contains(&it));
        if taken {
            findings.changes.push(change);
        } else {
            findings.keep(change, column);
        }
        taken
    }
}
