use serde::{Deserialize, Serialize};

/// A thing that was touched after a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureChange")]
pub struct Change {
    /// The revision that touched it, counted from 1.
    pub revision: u32,
    /// What was touched.
    pub touched: Touched,
    /// Whether a rule explains it and the signature permits it.
    pub permitted: bool,
}

/// What was touched.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "SignatureTouched")]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Touched {
    /// A field was signed.
    Signature {
        /// The full name of the field.
        field: String,
    },
    /// A time-stamp of the document was added.
    TimeStamp {
        /// The full name of the field.
        field: String,
    },
    /// A field to be signed was added.
    SignatureField {
        /// The full name of the field.
        field: String,
    },
    /// A field of the form was filled in, or its appearance redrawn.
    Field {
        /// The full name of the field.
        field: String,
    },
    /// What verifies certificates was added (`/DSS`).
    SecurityStore,
    /// The form itself, beside its fields.
    Form,
    /// The title, the author and the like.
    Information,
    /// The metadata in XML.
    Metadata,
    /// The catalogue of the document.
    Catalog,
    /// The page tree, or what is on a page.
    Page {
        /// The page, counted from 1, where it is known.
        number: Option<u32>,
    },
    /// The annotations of a page.
    Annotations {
        /// The page, counted from 1.
        page: u32,
    },
    /// The cross-references and the containers of objects.
    Structure,
    /// An object written again as it was, or that nothing uses.
    Nothing {
        /// The number of the object.
        object: u32,
    },
    /// Another object.
    Object {
        /// The number of the object.
        object: u32,
    },
    /// An object that was there and is no more.
    Freed {
        /// The number of the object.
        object: u32,
    },
}
