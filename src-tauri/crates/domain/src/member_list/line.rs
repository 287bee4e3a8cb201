//! A row of a list, cell by cell, once it is known what the columns hold.

use std::collections::{BTreeMap, HashMap};

use super::{Choices, Column, Fault, Field, Place, RowFault, Sheet};
use crate::{
    fold,
    organisation::Topic,
    text::{Room, seen},
};

/// A row with its corrections. Two lines that say the same have equal contents.
pub(super) struct Line {
    pub(super) number: u32,
    pub(super) contents: Contents,
    /// Why nothing is taken from it.
    pub(super) fault: Option<RowFault>,
}

/// What a row says, but for the cells that are empty.
#[derive(PartialEq, Eq)]
pub(super) struct Contents {
    fields: BTreeMap<Field, (u32, String)>,
    pub(super) notes: Vec<NoteCell>,
}

/// A cell that is kept as a note.
#[derive(PartialEq, Eq)]
pub(super) struct NoteCell {
    pub(super) column: u32,
    pub(super) topic: Topic,
    pub(super) text: String,
}

/// The rows of the sheet.
pub(super) fn lines(sheet: &Sheet, choices: &Choices) -> Vec<Line> {
    let corrections: HashMap<Place, &str> =
        choices.corrections.iter().map(|it| (it.place, it.text.as_str())).collect();
    let mut lines = Vec::with_capacity(sheet.rows.len());
    for row in &sheet.rows {
        let (mut fields, mut notes) = (BTreeMap::new(), Vec::new());
        for ((place, head), choice) in (0..).zip(&sheet.header).zip(&choices.columns) {
            let written = row.cells.get(place).map(String::as_str).unwrap_or_default();
            let column = u32::try_from(place).unwrap_or(u32::MAX);
            let place = Place { line: row.line, column };
            let text = corrections.get(&place).copied().unwrap_or(written).trim();
            let named = seen(text);
            if named.trim().is_empty() {
                continue;
            }
            let topic = match choice {
                Column::Field { field: Field::Project } => Topic::Project,
                Column::Field { field } => {
                    let words: Vec<&str> = unshielded(&named).split_whitespace().collect();
                    fields.insert(*field, (column, words.join(" ")));
                    continue;
                }
                Column::Note => Topic::Column { name: head.clone() },
                Column::LeftOut => continue,
            };
            notes.push(NoteCell { column, topic, text: text.to_owned() });
        }
        let contents = Contents { fields, notes };
        lines.push(Line { number: row.line, contents, fault: row.fault });
    }
    lines
}

/// The text without an apostrophe in front that only tells a spreadsheet that it is one. That of
/// « 's-Hertogenbosch » belongs to the name.
fn unshielded(text: &str) -> &str {
    let shielded = |it: &&str| it.starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit());
    let text = text.trim_start();
    text.strip_prefix('\'').filter(shielded).unwrap_or(text)
}

impl Line {
    /// The name that stands there, if it has a letter in it and is sure to be the name.
    pub(super) fn name(&self) -> Option<&str> {
        let sure = self.fault.is_none();
        self.text(Field::Name).filter(|it| sure && !fold(it).is_empty())
    }

    /// What the cell of a field says, unless it is empty.
    pub(super) fn text(&self, field: Field) -> Option<&str> {
        self.contents.fields.get(&field).map(|(_, text)| text.as_str())
    }

    /// The cells that hold a whole text where a name or a day is expected.
    pub(super) fn too_long(&self) -> impl Iterator<Item = Fault> {
        let fields = self.contents.fields.iter();
        fields.filter_map(|(field, (_, text))| {
            let refusal = Room::Line.check(text).err()?;
            Some(Fault { field: *field, refusal })
        })
    }

    /// The column that holds a field, where its cell is not empty.
    pub(super) fn column(&self, field: Field) -> Option<u32> {
        self.contents.fields.get(&field).map(|(column, _)| *column)
    }
}
