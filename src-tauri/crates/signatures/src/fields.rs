//! The signatures that the form of a file holds.

use std::rc::Rc;

use crate::{
    file::View,
    report::Fault,
    syntax::{Dictionary, Error, Object, Reference, Result},
    text::text,
};

/// How deep fields may lie in one another.
const DEPTH: usize = 64;

/// How many fields are visited: a field may be reached in more ways than one.
const VISITED: usize = 100_000;

/// How many signatures are examined, each of which costs the time of hashing the file.
const SIGNATURES: usize = 100;

/// A field that was signed.
pub(crate) struct Signed {
    /// Its full name.
    pub name: String,
    /// The field.
    pub field: Rc<Object>,
    /// The signature that is its value.
    pub value: Reference,
    /// The dictionary of that signature.
    pub signature: Rc<Object>,
}

impl Signed {
    pub(crate) fn dictionary(&self) -> Result<&Dictionary> {
        self.signature.dictionary().ok_or(Error::new(Fault::Signature))
    }
}

/// The fields that were signed, as they stand in the form.
pub(crate) fn signed(view: &View<'_, '_>) -> Result<Vec<Signed>> {
    let mut walk = Walk { view, found: Vec::new(), path: Vec::new(), visited: 0 };
    let root = view.root()?;
    let Some(root) = root.dictionary() else { return Ok(Vec::new()) };
    let Some(form) = view.value(root, "AcroForm")? else { return Ok(Vec::new()) };
    let form = form.dictionary().ok_or(Error::new(Fault::Form))?;
    let Some(fields) = view.value(form, "Fields")? else { return Ok(Vec::new()) };
    walk.fields(&fields, "", None)?;
    Ok(walk.found)
}

struct Walk<'v, 'f, 'a> {
    view: &'v View<'f, 'a>,
    found: Vec<Signed>,
    path: Vec<Reference>,
    visited: usize,
}

impl Walk<'_, '_, '_> {
    fn fields(&mut self, fields: &Object, parent: &str, kind: Option<&Object>) -> Result<()> {
        // What is no list of references to dictionaries holds no field.
        for item in fields.array().unwrap_or_default() {
            let Some(reference) = item.reference() else { continue };
            if self.path.contains(&reference) || self.path.len() >= DEPTH {
                return Err(Error::new(Fault::Form));
            }
            self.visited += 1;
            if self.visited > VISITED {
                return Err(Error::new(Fault::TooLarge));
            }
            let object = self.view.get(reference)?;
            let Some(field) = object.dictionary() else { continue };
            // Without a name it is the place of its parent on a page, and no field.
            let Some(name) = self.view.value(field, "T")? else { continue };
            let name = text(name.string().ok_or(Error::new(Fault::Form))?);
            let name = if parent.is_empty() { name } else { format!("{parent}.{name}") };
            let own_kind = self.view.value(field, "FT")?;
            let kind = own_kind.as_deref().or(kind);
            if kind.is_some_and(|it| it.is_name("Sig")) {
                self.value(&name, &object, field)?;
            }
            if let Some(kids) = self.view.value(field, "Kids")? {
                self.path.push(reference);
                self.fields(&kids, &name, kind)?;
                self.path.pop();
            }
        }
        Ok(())
    }

    fn value(&mut self, name: &str, object: &Rc<Object>, field: &Dictionary) -> Result<()> {
        let Some(value) = field.get("V") else { return Ok(()) };
        let Some(reference) = value.reference() else {
            // A signature in place would be written again whenever its field is.
            let empty = matches!(value, Object::Null);
            return if empty { Ok(()) } else { Err(Error::new(Fault::Signature)) };
        };
        let signature = self.view.get(reference)?;
        if signature.dictionary().is_none_or(Dictionary::is_empty) {
            return Ok(());
        }
        if self.found.len() == SIGNATURES {
            return Err(Error::new(Fault::TooLarge));
        }
        self.found.push(Signed {
            name: name.to_owned(),
            field: Rc::clone(object),
            value: reference,
            signature,
        });
        Ok(())
    }
}
