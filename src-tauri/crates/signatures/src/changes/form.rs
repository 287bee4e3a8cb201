use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    rc::Rc,
};

use super::{
    Allowed, Objection, Pair,
    compare::{first_difference, plain, values},
    creation, dependencies, filling,
    ledger::{Extent, Ledger, Level},
    signing,
    usages::{Key, path},
};
use crate::{
    file::View,
    report::{Fault, Reason, Touched},
    syntax::{Dictionary, Error, Object, Reference},
    text::text,
};

/// How deep fields may lie in one another.
const DEPTH: usize = 64;

/// A field before and after.
pub(super) struct Field {
    /// Its full name.
    pub name: String,
    /// Whether it is one to be signed.
    pub to_sign: bool,
    pub old: Option<Version>,
    pub new: Option<Version>,
    /// Where the form holds it in the signed revision.
    path: Option<Vec<Key>>,
}

/// A field as of a revision.
pub(super) struct Version {
    pub reference: Reference,
    object: Rc<Object>,
}

impl Version {
    pub(super) fn dictionary(&self) -> Allowed<&Dictionary> {
        plain(&self.object, &Reason::FormMalformed)
    }
}

/// Explains the form, and each field of it by the rule of its kind.
pub(super) fn explain(pair: &Pair<'_, '_, '_>, ledger: &mut Ledger<'_>) -> Allowed<()> {
    let fault = Error::new(Fault::Catalog);
    let (old_root, new_root) = (pair.old.root()?, pair.new.root()?);
    let roots = (old_root.dictionary().ok_or(fault)?, new_root.dictionary().ok_or(fault)?);
    let said = |names: &[&str], level| (level, Extent::Path(path(names)), Touched::Form);
    let (old, new) =
        values(pair, ledger, roots, "AcroForm", said(&["Root", "AcroForm"], Level::Upkeep))?;
    let (Some(old), Some(new)) = (old, new) else { return Err(Reason::FormMalformed.into()) };
    let forms = (plain(&old, &Reason::FormMalformed)?, plain(&new, &Reason::FormMalformed)?);
    let may_change = ["Fields", "DR", "DA", "Q", "NeedAppearances"];
    if let Some(key) = first_difference(forms.0, forms.1, &may_change) {
        let key = String::from_utf8_lossy(key.bytes()).into_owned();
        return Err(Reason::FormChanged { key }.into());
    }
    // How fields are drawn that are drawn anew is a part of filling them in.
    if ["DA", "Q", "NeedAppearances"].iter().any(|key| forms.0.get(key) != forms.1.get(key)) {
        ledger.permits(Level::Forms)?;
    }
    let list = ["Root", "AcroForm", "Fields"];
    let (old, new) = values(pair, ledger, forms, "Fields", said(&list, Level::Upkeep))?;
    let shared = said(&["Root", "AcroForm", "DR"], Level::Forms);
    let (_, resources) = values(pair, ledger, forms, "DR", shared)?;
    if let Some(resources) = resources {
        for reference in dependencies::of(pair.new, &resources, pair.old.revision() + 1)? {
            ledger.explain(reference, Level::Forms, Extent::Everywhere, Touched::Form);
        }
    }

    let malformed = || Objection::from(Reason::FormMalformed);
    let (old, new) = (old.ok_or_else(malformed)?, new.ok_or_else(malformed)?);
    let mut fields = Vec::new();
    let parent = Parent {
        name: "",
        references: (None, None),
        kind: None,
        path: Some(path(&list)),
        depth: 0,
    };
    pairs(pair, (Some(&old), Some(&new)), &parent, &mut fields)?;
    if let Err(objection) = creation::explain(pair, ledger, &fields) {
        ledger.object(objection);
    }
    for field in &fields {
        let explained = match field.to_sign {
            true => signing::explain(pair, ledger, field),
            false => filling::explain(pair, ledger, field),
        };
        if let Err(objection) = explained {
            ledger.object(objection);
        }
    }
    Ok(())
}

/// What fields have from the one that they lie in.
struct Parent<'p> {
    name: &'p str,
    /// In each of the two revisions.
    references: (Option<Reference>, Option<Reference>),
    kind: Option<Object>,
    path: Option<Vec<Key>>,
    depth: usize,
}

/// A field as one revision lists it.
struct Listed {
    version: Version,
    kind: Option<Object>,
    index: usize,
}

/// Pairs the fields of two lists by their names, and then what lies in them.
fn pairs(
    pair: &Pair<'_, '_, '_>,
    (old, new): (Option<&Object>, Option<&Object>),
    parent: &Parent<'_>,
    found: &mut Vec<Field>,
) -> Allowed<()> {
    if parent.depth == DEPTH {
        return Err(Reason::FormMalformed.into());
    }
    let mut before = list(pair.old, old, parent, parent.references.0)?;
    let mut after = list(pair.new, new, parent, parent.references.1)?;
    let names: BTreeSet<String> = before.keys().chain(after.keys()).cloned().collect();
    for name in names {
        let (old, new) = (before.remove(&name), after.remove(&name));
        if let (Some(old), Some(new)) = (&old, &new)
            && old.kind != new.kind
        {
            return Err(Reason::FieldKindChanged { field: name }.into());
        }
        let kind = old.as_ref().and_then(|it| it.kind.clone());
        let kind = kind.or_else(|| new.as_ref()?.kind.clone());
        let path = parent.path.as_ref().zip(old.as_ref()).map(|(path, old)| {
            let mut path = path.clone();
            path.push(Key::Index(old.index));
            path
        });
        let kids = |view: &View<'_, '_>, listed: &Option<Listed>| -> Allowed<Option<Object>> {
            let Some(listed) = listed else { return Ok(None) };
            let Some(kids) = listed.version.dictionary()?.get("Kids") else { return Ok(None) };
            Ok(Some(view.follow(kids)?.clone()))
        };
        let (old_kids, new_kids) = (kids(pair.old, &old)?, kids(pair.new, &new)?);
        let to_sign = kind.as_ref().is_some_and(|it| it.is_name("Sig"));
        let below = path.clone().map(|mut path| {
            path.push("Kids".into());
            path
        });
        let (old, new) = (old.map(|it| it.version), new.map(|it| it.version));
        let above = |version: &Option<Version>| version.as_ref().map(|it| it.reference);
        let references = (above(&old), above(&new));
        found.push(Field { name: name.clone(), to_sign, old, new, path });
        let some = |kids: &Option<Object>| {
            kids.as_ref().is_some_and(|it| it.array().is_none_or(|items| !items.is_empty()))
        };
        if some(&old_kids) || some(&new_kids) {
            let depth = parent.depth + 1;
            let parent = Parent { name: &name, references, kind, path: below, depth };
            pairs(pair, (old_kids.as_ref(), new_kids.as_ref()), &parent, found)?;
        }
    }
    Ok(())
}

/// The fields of a list by their full names.
fn list(
    view: &View<'_, '_>,
    fields: Option<&Object>,
    parent: &Parent<'_>,
    above: Option<Reference>,
) -> Allowed<BTreeMap<String, Listed>> {
    let malformed = || Objection::from(Reason::FormMalformed);
    let mut found = BTreeMap::new();
    let Some(fields) = fields else { return Ok(found) };
    for (index, item) in fields.array().ok_or_else(malformed)?.iter().enumerate() {
        let reference = item.reference().ok_or_else(malformed)?;
        let object = view.get(reference)?;
        let field = object.dictionary().ok_or_else(malformed)?;
        // A field has from above what it does not say itself: there must be one way up.
        if field.get("Parent").is_some_and(|it| it.reference() != above) {
            return Err(malformed());
        }
        // Without a name it is the place of its parent on a page.
        let Some(name) = field.get("T") else { continue };
        let name = text(name.string().ok_or_else(malformed)?);
        if name.contains('.') {
            return Err(malformed());
        }
        let name = match parent.name {
            "" => name,
            above => format!("{above}.{name}"),
        };
        // Looked up as those are who look for signatures: a field must be of one kind for both.
        let own_kind = view.value(field, "FT")?;
        let kind = own_kind.as_deref().or(parent.kind.as_ref()).cloned();
        let has_kids = match field.get("Kids") {
            Some(kids) => view.follow(kids)?.array().is_none_or(|it| !it.is_empty()),
            None => false,
        };
        if kind.is_none() && !has_kids {
            return Err(malformed());
        }
        let version = Version { reference, object: Rc::clone(&object) };
        if found.insert(name, Listed { version, kind, index }).is_some() {
            return Err(malformed());
        }
    }
    Ok(found)
}

impl Field {
    /// The uses of the older field that are to be expected: in the form, on a page, in the structure.
    pub(super) fn expected(&self, pair: &Pair<'_, '_, '_>) -> Allowed<Vec<Extent>> {
        /// What it takes to tell one way, beside the steps that are counted one by one.
        const WAY: usize = 10;
        let Some(old) = &self.old else { return Ok(Vec::new()) };
        let usages = pair.usages.of(old.reference);
        pair.old.file().spend(usages.len() * WAY)?;
        let mut expected = HashSet::new();
        let mut structure = None;
        for usage in usages {
            let path = pair.usages.full_path(*usage);
            if is_on_a_page(&path) {
                expected.insert(*usage);
            } else if structure.is_none() && is_in_structure(&path) {
                structure = Some(*usage);
            }
        }
        expected.extend(structure);
        let in_the_form = self.path.clone().map(Extent::Path);
        Ok([Extent::Usages(expected)].into_iter().chain(in_the_form).collect())
    }
}

/// Whether a path is one along the page tree to an annotation of a page.
fn is_on_a_page(path: &[Key]) -> bool {
    let [root, pages, steps @ .., annotations, Key::Index(_)] = path else { return false };
    *root == "Root".into()
        && *pages == "Pages".into()
        && *annotations == "Annots".into()
        && !steps.is_empty()
        && steps.len() % 2 == 0
        && steps.chunks(2).all(|it| it[0] == "Kids".into() && matches!(it[1], Key::Index(_)))
}

/// Whether a path is one along the structure to what an element stands for.
fn is_in_structure(path: &[Key]) -> bool {
    let [root, structure, first, .., last, object] = path else { return false };
    *root == "Root".into()
        && *structure == "StructTreeRoot".into()
        && *first == "K".into()
        && *last == "K".into()
        && *object == "Obj".into()
}
