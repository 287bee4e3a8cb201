//! Lists of members, taken in from a sheet: shown first, then done as one operation.

use std::{collections::BTreeMap, ops::ControlFlow, path::Path, sync::Arc};

use chrono::NaiveDate;
use documents::sheet::{self, Lookalike, SheetError};
use domain::{
    OrganisationId, Refusal,
    member_list::{
        self, Choices, Column, Counts, Existing, Outcome, Plan, PlannedLine, Questions, Row, Sheet,
    },
    organisation::{self, Membership, Note, Standing},
};
use serde::{Deserialize, Serialize};
use specta::Type;
use store::{Db, Operation, documents::sha256, members};
use tokio::task::spawn_blocking;
use uuid::Uuid;

use crate::{Api, Code, Command, Failure, Receipt, Result, command, documents::read_file};

/// A list of members is taken in.
///
/// It carries the list itself, so that the journal tells what stood there whatever becomes of the
/// file.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct ImportMembers {
    /// Chosen by the caller; the ids of what is created are counted from it.
    pub id: Uuid,
    /// The name of the file.
    pub name: String,
    /// The list.
    pub sheet: Sheet,
    /// What a person decided about it.
    pub choices: Choices,
    /// What was shown to that person; refused where the club has changed so that it is no longer
    /// what would be done.
    pub counts: Counts,
}

/// What a person says of a list to take in; its file says the rest.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct NewImport {
    /// Chosen by the caller; the ids of what is created are counted from it.
    pub id: Uuid,
    /// What was decided about the list.
    pub choices: Choices,
    /// What was shown.
    pub counts: Counts,
}

/// What an import will do, before it is done.
#[derive(Debug, Clone, Serialize, Type)]
pub struct ImportPreview {
    /// What becomes of each line, in the order of the list.
    pub lines: Vec<PlannedLine>,
    /// How many there are of each sort.
    pub counts: Counts,
    /// What the words of the list leave open.
    pub questions: Questions,
    /// How many members the club has on the day that is looked at.
    pub members_before: u32,
    /// How many it will have, once the list is taken in.
    pub members_after: u32,
}

/// Why a file holds no list. Lines are counted from 1, as editors do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum SheetProblem {
    /// It is a workbook of a spreadsheet, to be saved as CSV first.
    Workbook,
    /// It is a PDF.
    Pdf,
    /// It is no text.
    Binary,
    /// There are more lines than a list may have.
    TooManyLines {
        /// How many it may have.
        maximum: u32,
        /// How many there are.
        found: u32,
    },
    /// There are more columns than a list may have.
    TooManyColumns {
        /// How many it may have.
        maximum: u32,
        /// How many there are.
        found: u32,
    },
    /// A head holds more than a name may.
    CellTooLong {
        /// The line on which it stands, or its row begins.
        line: u32,
        /// The column, counted from 1.
        column: u32,
        /// How many letters it may hold.
        maximum: u32,
        /// How many it holds.
        found: u32,
    },
    /// The columns have no heads.
    NoHeader {
        /// Where they should stand.
        line: u32,
    },
}

/// A list that a person has chosen, read once and whole: what is taken in is what was shown,
/// whatever becomes of the file.
#[derive(Debug)]
pub struct MemberList {
    name: String,
    sha256: String,
    sheet: Arc<Sheet>,
}

impl MemberList {
    /// The list called `name` that `bytes` are; refused is what is none.
    pub fn new(name: String, bytes: &[u8]) -> Result<Self> {
        let read = sheet::read_csv(bytes)?;
        let row =
            |it: sheet::Record| Row { line: number(it.line), cells: it.cells, fault: it.fault };
        let rows = read.records.into_iter().map(row).collect();
        let sheet = Arc::new(Sheet { header: read.header, rows });
        Ok(Self { name, sha256: sha256(bytes), sheet })
    }

    /// Reads the file at `path`; one that is too large is refused without being read.
    pub fn read(path: &Path) -> Result<Self> {
        let (name, bytes) = read_file(path, sheet::MAX_BYTES as u64)?;
        Self::new(name, &bytes)
    }

    /// The name of its file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The SHA-256 of its bytes, in hexadecimal: the choices made about a file are found by it when
    /// it is chosen again.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// What stands in it.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// What each of its columns seems to hold.
    pub fn columns(&self) -> Vec<Column> {
        member_list::recognise(&self.sheet.header)
    }
}

/// Hears how many lines of how many are done, and may break off what is left.
pub type OnProgress<'a> = &'a (dyn Fn(u32, u32) -> ControlFlow<()> + Send + Sync);

impl Api {
    /// What taking in `list` would do to the club, and to the number of its members on `day`.
    pub async fn preview_import(
        &self,
        list: &MemberList,
        choices: &Choices,
        day: NaiveDate,
    ) -> Result<ImportPreview> {
        let club = existing(&mut *self.store.read().await?).await?;
        let (sheet, choices) = (list.sheet.clone(), choices.clone());
        // Ten thousand lines take a second, in which no other page should wait.
        spawn_blocking(move || preview(&sheet, &choices, club, day)).await.map_err(Failure::bug)?
    }

    /// Takes in `list` as one operation, or nothing of it where `on_progress` breaks off.
    pub async fn import(
        &self,
        new: NewImport,
        list: &MemberList,
        on_progress: OnProgress<'_>,
    ) -> Result<Option<Receipt>> {
        let import = ImportMembers {
            id: new.id,
            name: list.name.clone(),
            sheet: Sheet::clone(&list.sheet),
            choices: new.choices,
            counts: new.counts,
        };
        let mut op = self.begin(&Command::ImportMembers(import.clone())).await?;
        match self.import_lines(&mut op, import, on_progress).await? {
            ControlFlow::Continue(()) => command::finish(op).await.map(Some),
            ControlFlow::Break(()) => Ok(None),
        }
    }

    pub(crate) async fn import_members(&self, op: &mut Operation, it: ImportMembers) -> Result<()> {
        self.import_lines(op, it, &|_, _| ControlFlow::Continue(())).await.map(|_| ())
    }

    async fn import_lines(
        &self,
        op: &mut Operation,
        it: ImportMembers,
        on_progress: OnProgress<'_>,
    ) -> Result<ControlFlow<()>> {
        let club = existing(op.db()).await?;
        let (sheet, choices, id) = (it.sheet, it.choices, it.id);
        // As for the preview: the other pages go on meanwhile.
        let plan = spawn_blocking(move || plan(&sheet, &choices, &club, id))
            .await
            .map_err(Failure::bug)??;
        if plan.counts != it.counts {
            return Err(Refusal::PreviewOutdated.into());
        }
        let total = number(plan.lines.len());
        for (done, line) in (0..).zip(plan.lines) {
            if on_progress(done, total).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            let (organisation, membership, notes) = match line.outcome {
                Outcome::Create { organisation, membership, notes } => {
                    (Some(organisation), membership, notes)
                }
                Outcome::Change { organisation, membership, notes, .. } => {
                    (organisation, membership, notes)
                }
                Outcome::Same { .. } | Outcome::Repeated { .. } | Outcome::Refuse { .. } => {
                    continue;
                }
            };
            if let Some(it) = organisation {
                members::save(op, &it).await?;
            }
            if let Some(it) = membership {
                members::save_membership(op, &it).await?;
            }
            for it in notes {
                members::save_note(op, &it).await?;
            }
        }
        Ok(on_progress(total, total))
    }
}

/// A list as a sheet in CSV: `rows` under `header`.
pub fn as_csv(header: &[String], rows: Vec<Vec<String>>) -> Vec<u8> {
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    sheet::write_csv(&header, rows)
}

/// What taking in `sheet` would do.
fn preview(
    sheet: &Sheet,
    choices: &Choices,
    club: Vec<Existing>,
    day: NaiveDate,
) -> Result<ImportPreview> {
    let plan = plan(sheet, choices, &club, Uuid::nil())?;
    let mut periods: BTreeMap<OrganisationId, Vec<Membership>> =
        club.into_iter().map(|it| (it.organisation.id, it.memberships)).collect();
    let members_before = present(&periods, day);
    for line in &plan.lines {
        if let Outcome::Create { membership: Some(it), .. }
        | Outcome::Change { membership: Some(it), .. } = &line.outcome
        {
            let there = periods.entry(it.organisation).or_default();
            there.retain(|period| period.id != it.id);
            there.push(it.clone());
        }
    }
    let members_after = present(&periods, day);
    let Plan { lines, counts, questions } = plan;
    Ok(ImportPreview { lines, counts, questions, members_before, members_after })
}

fn plan(sheet: &Sheet, choices: &Choices, club: &[Existing], id: Uuid) -> Result<Plan> {
    Ok(member_list::plan(sheet, choices, club, &mut member_list::ids_from(id))?)
}

/// All that the club knows and a list could tell.
async fn existing(db: &mut Db) -> Result<Vec<Existing>> {
    let mut memberships: BTreeMap<OrganisationId, Vec<Membership>> = BTreeMap::new();
    for it in members::memberships(db).await? {
        memberships.entry(it.organisation).or_default().push(it);
    }
    let mut notes: BTreeMap<OrganisationId, Vec<Note>> = BTreeMap::new();
    for it in members::notes(db).await? {
        notes.entry(it.organisation).or_default().push(it);
    }
    let existing = |organisation: organisation::Organisation| Existing {
        memberships: memberships.remove(&organisation.id).unwrap_or_default(),
        notes: notes.remove(&organisation.id).unwrap_or_default(),
        organisation,
    };
    Ok(members::list(db).await?.into_iter().map(existing).collect())
}

fn present(periods: &BTreeMap<OrganisationId, Vec<Membership>>, day: NaiveDate) -> u32 {
    let member =
        |it: &&Vec<Membership>| matches!(organisation::standing(it, day), Standing::Member { .. });
    number(periods.values().filter(member).count())
}

fn number(count: usize) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}

impl From<SheetError> for Failure {
    fn from(error: SheetError) -> Self {
        let detail = error.to_string();
        let problem = match error {
            SheetError::Empty => return Refusal::FileEmpty.into(),
            SheetError::TooLarge { size, .. } => {
                return Refusal::FileTooLarge { bytes: size as u64 }.into();
            }
            SheetError::TooManyRecords { found, limit } => {
                SheetProblem::TooManyLines { maximum: number(limit), found: number(found) }
            }
            SheetError::TooManyColumns { found, limit } => {
                SheetProblem::TooManyColumns { maximum: number(limit), found: number(found) }
            }
            SheetError::CellTooLong { line, column, found, limit } => SheetProblem::CellTooLong {
                line: number(line),
                column: number(column),
                maximum: limit,
                found,
            },
            SheetError::NotText { looks_like: Lookalike::Workbook } => SheetProblem::Workbook,
            SheetError::NotText { looks_like: Lookalike::Pdf } => SheetProblem::Pdf,
            SheetError::NotText { looks_like: Lookalike::Binary } => SheetProblem::Binary,
            SheetError::NoHeader { line } => SheetProblem::NoHeader { line: number(line) },
        };
        Self { code: Code::NotAList(problem), detail }
    }
}
