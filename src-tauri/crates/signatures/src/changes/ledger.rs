use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    Allowed, Lock, Objection,
    usages::{Key, Usage, Usages},
};
use crate::{
    report::{Permission, Reason, Touched},
    syntax::Reference,
};

/// What a change needs to be permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Nothing: it keeps signatures verifiable, or cannot be seen.
    Upkeep,
    /// That forms may be filled in.
    Forms,
}

/// For which uses of an older object a rule explains that it was written again.
#[derive(Debug, Clone)]
pub(super) enum Extent {
    /// For all of them.
    Everywhere,
    /// For that from within an object (or the trailer), however that object is reached.
    Within(Option<Reference>, Vec<Key>),
    /// For that along one path from the trailer.
    Path(Vec<Key>),
    /// For those that were looked up.
    Usages(HashSet<Usage>),
}

/// An object that a rule explains.
#[derive(Debug)]
pub(super) struct Explanation {
    pub reference: Reference,
    pub level: Level,
    pub extent: Extent,
    pub touched: Touched,
}

/// What a rule of the form says beyond that.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'n> {
    /// The full name of the field.
    pub name: &'n str,
    /// Whether this may be even where the field is locked.
    pub even_locked: bool,
    /// Whether this may be after a signature that says what it permits.
    pub even_certified: bool,
}

/// The objects that are explained, and by what.
pub(super) struct Ledger<'t> {
    permission: Option<Permission>,
    lock: Option<&'t Lock>,
    explanations: Vec<Explanation>,
    /// What the rules of the fields said no to, each by itself.
    pub objections: Vec<Objection>,
}

/// The level that each object needs, and what was touched.
pub(super) type Explained = HashMap<Reference, (Level, BTreeSet<Touched>)>;

impl<'t> Ledger<'t> {
    pub(super) fn new(permission: Option<Permission>, lock: Option<&'t Lock>) -> Self {
        Self { permission, lock, explanations: Vec::new(), objections: Vec::new() }
    }

    pub(super) fn explain(
        &mut self,
        reference: Reference,
        level: Level,
        extent: Extent,
        touched: Touched,
    ) {
        self.explanations.push(Explanation { reference, level, extent, touched });
    }

    /// Fails where the signature does not permit what needs this.
    pub(super) fn permits(&self, level: Level) -> Allowed<()> {
        let permission = Permission::Nothing;
        if level == Level::Forms && self.permission == Some(permission) {
            return Err(Reason::ChangeForbidden { permission }.into());
        }
        Ok(())
    }

    pub(super) fn object(&mut self, objection: Objection) {
        self.objections.push(objection);
    }

    /// Explains an object as a part of a field, which may be locked.
    pub(super) fn explain_field(
        &mut self,
        explanation: Explanation,
        field: Field<'_>,
    ) -> Allowed<()> {
        let locked = self.lock.is_some_and(|lock| lock.locks(field.name));
        if locked && !field.even_locked {
            return Err(Reason::FieldLocked { field: field.name.to_owned() }.into());
        }
        if self.permission.is_some() && !field.even_certified {
            let field = field.name.to_owned();
            return Err(Reason::VisibleFieldAfterCertification { field }.into());
        }
        self.explanations.push(explanation);
        Ok(())
    }

    /// Tells which objects are explained for every use of the older ones.
    pub(super) fn settle(self, usages: &Usages) -> Explained {
        let mut open: HashMap<Reference, (Level, Vec<Usage>)> = HashMap::new();
        let mut explained = Explained::new();
        let mut touched: HashMap<Reference, BTreeSet<Touched>> = HashMap::new();
        for Explanation { reference, level, extent, touched: what } in self.explanations {
            touched.entry(reference).or_default().insert(what);
            let (highest, left) = open
                .entry(reference)
                .or_insert_with(|| (Level::Upkeep, usages.of(reference).to_vec()));
            // A level counts from here on only where the older object was used at all.
            let level = if usages.of(reference).is_empty() { level } else { level.max(*highest) };
            *highest = level;
            left.retain(|usage| !usages.is_within(*usage, &extent));
            if left.is_empty() {
                let (lowest, _) = explained.entry(reference).or_insert((level, BTreeSet::new()));
                *lowest = level.min(*lowest);
            }
        }
        for (reference, (_, what)) in &mut explained {
            what.extend(touched.remove(reference).unwrap_or_default());
        }
        explained
    }
}
