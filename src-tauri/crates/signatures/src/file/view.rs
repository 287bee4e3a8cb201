use std::{ops::Deref, rc::Rc};

use super::File;
use crate::{
    report::Fault,
    syntax::{Dictionary, Error, Object, Reference, Result},
};

/// A file as of a revision.
pub(crate) struct View<'f, 'a> {
    file: &'f File<'a>,
    revision: usize,
    trailer: Rc<Object>,
}

/// A value, where it stands or as it was looked up.
#[derive(Debug)]
pub(crate) enum Held<'o> {
    InPlace(&'o Object),
    LookedUp(Rc<Object>),
}

impl Deref for Held<'_> {
    type Target = Object;

    fn deref(&self) -> &Object {
        match self {
            Self::InPlace(object) => object,
            Self::LookedUp(object) => object,
        }
    }
}

impl<'f, 'a> View<'f, 'a> {
    pub(super) fn new(file: &'f File<'a>, revision: usize) -> Self {
        let trailer = Rc::new(Object::Dictionary(file.trailer(revision)));
        Self { file, revision, trailer }
    }

    pub(crate) fn file(&self) -> &'f File<'a> {
        self.file
    }

    /// The revision, the oldest being 0.
    pub(crate) fn revision(&self) -> usize {
        self.revision
    }

    pub(crate) fn trailer(&self) -> &Rc<Object> {
        &self.trailer
    }

    /// The object that a reference means; what is nowhere is null.
    pub(crate) fn get(&self, reference: Reference) -> Result<Rc<Object>> {
        self.file.object(reference, self.revision)
    }

    /// What a value means: itself, or the object that it refers to.
    pub(crate) fn follow<'o>(&self, value: &'o Object) -> Result<Held<'o>> {
        match value.reference() {
            Some(reference) => self.get(reference).map(Held::LookedUp),
            None => Ok(Held::InPlace(value)),
        }
    }

    /// What the value of a key means, if the key is there and not null.
    pub(crate) fn value<'o>(
        &self,
        dictionary: &'o Dictionary,
        key: &str,
    ) -> Result<Option<Held<'o>>> {
        let Some(value) = dictionary.get(key) else { return Ok(None) };
        let held = self.follow(value)?;
        Ok(if matches!(*held, Object::Null) { None } else { Some(held) })
    }

    /// The reference to the catalogue.
    pub(crate) fn root_reference(&self) -> Result<Reference> {
        self.trailer
            .dictionary()
            .and_then(|trailer| trailer.get("Root")?.reference())
            .ok_or(Error::new(Fault::Catalog))
    }

    /// The catalogue of the document.
    pub(crate) fn root(&self) -> Result<Rc<Object>> {
        let root = self.get(self.root_reference()?)?;
        if matches!(*root, Object::Dictionary(_)) {
            Ok(root)
        } else {
            Err(Error::new(Fault::Catalog))
        }
    }

    /// Whether no object up to this revision can have had the number.
    pub(crate) fn is_free(&self, reference: Reference) -> bool {
        reference.number >= self.file.size(self.revision)
    }

    /// The bytes of a stream, decrypted and decompressed.
    pub(crate) fn stream_bytes(&self, object: &Object) -> Result<Vec<u8>> {
        let stream = object.stream().ok_or(Error::new(Fault::Syntax))?;
        self.file.stream_bytes(stream, self.revision)
    }
}
