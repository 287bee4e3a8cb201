//! The tables of documents.
