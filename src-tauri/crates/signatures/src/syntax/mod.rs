//! Bytes to objects, strictly: what two readers could understand differently is a fault.

mod lexer;
mod object;
mod parser;

pub(crate) use lexer::{Lexer, is_blank, is_space};
pub(crate) use object::{Dictionary, Name, Object, Reference, Stream};
pub(crate) use parser::{Parser, Spans};

use crate::report::Fault;

/// What cannot be read, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{fault:?} at {offset:?}")]
pub(crate) struct Error {
    pub fault: Fault,
    /// From the beginning of the file; `None` within what was decompressed.
    pub offset: Option<usize>,
}

impl Error {
    pub(crate) fn new(fault: Fault) -> Self {
        Self { fault, offset: None }
    }

    pub(crate) fn at(fault: Fault, offset: usize) -> Self {
        Self { fault, offset: Some(offset) }
    }
}

pub(crate) type Result<T> = std::result::Result<T, Error>;
