use std::{cell::Cell, ops::Range};

use super::{
    Dictionary, Error, Lexer, Name, Object, Reference, Result, Stream, is_space, lexer::Token,
};
use crate::report::Fault;

/// How deep arrays and dictionaries may lie in one another.
const DEPTH: usize = 64;

/// Where the values of a dictionary stand in the file.
pub(crate) type Spans = Vec<(Name, Range<usize>)>;

/// Tokens to objects.
pub(crate) struct Parser<'a> {
    lexer: Lexer<'a>,
    /// How many values may still be read: a small file can hold very many.
    allowance: &'a Cell<u64>,
    /// Where the values of the outermost dictionary stand, if that is wanted.
    spans: Option<Spans>,
}

impl<'a> Parser<'a> {
    pub(crate) fn new(lexer: Lexer<'a>, allowance: &'a Cell<u64>) -> Self {
        Self { lexer, allowance, spans: None }
    }

    /// Notes where the values of the outermost dictionary stand.
    pub(crate) fn with_spans(mut self) -> Self {
        self.spans = Some(Vec::new());
        self
    }

    pub(crate) fn into_spans(self) -> Spans {
        self.spans.unwrap_or_default()
    }

    pub(crate) fn lexer(&mut self) -> &mut Lexer<'a> {
        &mut self.lexer
    }

    /// The number, the generation and the word `obj` with which an object begins.
    pub(crate) fn header(&mut self) -> Result<Reference> {
        self.lexer.skip_space();
        let fault = self.lexer.error(Fault::ObjectHeader);
        let number = self.lexer.take_digits().ok_or(fault)?;
        self.lexer.skip_space();
        let generation = self.lexer.take_digits().ok_or(fault)?;
        self.lexer.skip_space();
        // What follows may touch it, as in `5 0 obj<<`.
        if !self.lexer.take_word(b"obj") {
            return Err(fault);
        }
        Ok(Reference {
            number: number.try_into().map_err(|_| fault)?,
            generation: generation.try_into().map_err(|_| fault)?,
        })
    }

    /// A value that is no stream.
    pub(crate) fn value(&mut self) -> Result<Object> {
        let token = self.lexer.token()?;
        self.value_from(token, 0)
    }

    /// The value of an object whose header was read, up to `endobj`.
    ///
    /// `length` tells the length of a stream from what `/Length` says.
    pub(crate) fn body(
        &mut self,
        owner: Reference,
        length: impl FnOnce(&Object) -> Result<usize>,
    ) -> Result<Object> {
        let mut value = self.value()?;
        self.lexer.skip_space();
        if value.reference().is_some() {
            return Err(self.lexer.error(Fault::Syntax));
        }
        if let Object::Dictionary(dictionary) = &mut value
            && self.lexer.take_word(b"stream")
        {
            let dictionary = std::mem::take(dictionary);
            let data = self.stream_data(&dictionary, length)?;
            value = Object::Stream(Box::new(Stream { dictionary, data, owner }));
        }
        self.lexer.skip_space();
        if !self.lexer.take_word(b"endobj") {
            return Err(self.lexer.error(Fault::ObjectEnd));
        }
        Ok(value)
    }

    fn stream_data(
        &mut self,
        dictionary: &Dictionary,
        length: impl FnOnce(&Object) -> Result<usize>,
    ) -> Result<Range<usize>> {
        let fault = self.lexer.error(Fault::StreamLength);
        let line_end = match self.lexer.rest() {
            [b'\r', b'\n', ..] => 2,
            [b'\n', ..] => 1,
            _ => return Err(self.lexer.error(Fault::StreamStart)),
        };
        let start = self.lexer.position() + line_end;
        let length = length(dictionary.get("Length").ok_or(fault)?)?;
        let end = start.checked_add(length).ok_or(fault)?;
        self.lexer.seek(end);
        while self.lexer.peek().is_some_and(is_space) {
            let position = self.lexer.position();
            self.lexer.seek(position + 1);
        }
        if !self.lexer.take_word(b"endstream") {
            return Err(fault);
        }
        Ok(start..end)
    }

    fn value_from(&mut self, token: Token<'a>, depth: usize) -> Result<Object> {
        self.spend()?;
        match token {
            Token::Integer(value) => Ok(self.reference(value).unwrap_or(Object::Integer(value))),
            Token::Real(value) => Ok(Object::Real(value)),
            Token::String(bytes) => Ok(Object::String(bytes.into_boxed_slice())),
            Token::Name(name) => Ok(Object::Name(name)),
            Token::Word(b"null") => Ok(Object::Null),
            Token::Word(b"true") => Ok(Object::Boolean(true)),
            Token::Word(b"false") => Ok(Object::Boolean(false)),
            Token::ArrayStart if depth < DEPTH => self.array(depth),
            Token::DictionaryStart if depth < DEPTH => {
                self.dictionary(depth).map(Object::Dictionary)
            }
            Token::ArrayStart | Token::DictionaryStart => Err(self.lexer.error(Fault::TooDeep)),
            Token::Word(_) | Token::ArrayEnd | Token::DictionaryEnd | Token::End => {
                Err(self.lexer.error(Fault::Syntax))
            }
        }
    }

    fn spend(&self) -> Result<()> {
        let left = self.allowance.get();
        if left == 0 {
            return Err(Error::new(Fault::TooLarge));
        }
        self.allowance.set(left - 1);
        Ok(())
    }

    /// The reference that a number begins, if it begins one.
    fn reference(&mut self, number: i64) -> Option<Object> {
        let number = u32::try_from(number).ok()?;
        let start = self.lexer.position();
        let found = (|| {
            self.lexer.skip_space();
            let generation = self.lexer.take_digits()?.try_into().ok()?;
            self.lexer.skip_space();
            self.lexer.take_word(b"R").then_some(Reference { number, generation })
        })();
        if found.is_none() {
            self.lexer.seek(start);
        }
        found.map(Object::Reference)
    }

    fn array(&mut self, depth: usize) -> Result<Object> {
        let mut items = Vec::new();
        loop {
            let token = self.lexer.token()?;
            if token == Token::ArrayEnd {
                break;
            }
            items.push(self.value_from(token, depth + 1)?);
        }
        items.shrink_to_fit();
        Ok(Object::Array(items))
    }

    fn dictionary(&mut self, depth: usize) -> Result<Dictionary> {
        let mut entries: Vec<(Name, Object)> = Vec::new();
        loop {
            let key = self.lexer.token()?;
            if key == Token::DictionaryEnd {
                break;
            }
            let Token::Name(name) = key else { return Err(self.lexer.error(Fault::Syntax)) };
            // A key is as much to keep as a value.
            self.spend()?;
            self.lexer.skip_space();
            let start = self.lexer.position();
            let token = self.lexer.token()?;
            let value = self.value_from(token, depth + 1)?;
            if depth == 0 {
                let end = self.lexer.position();
                if let Some(spans) = &mut self.spans {
                    spans.push((name.clone(), start..end));
                }
            }
            entries.push((name, value));
        }
        entries.shrink_to_fit();
        self.without_doubles(entries)
    }

    /// Refuses a key that has two values: some readers take the first, and others the last.
    fn without_doubles(&self, mut entries: Vec<(Name, Object)>) -> Result<Dictionary> {
        let mut names: Vec<&Name> = entries.iter().map(|(name, _)| name).collect();
        names.sort_unstable();
        if names.windows(2).all(|pair| pair[0] != pair[1]) {
            return Ok(entries.into());
        }
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        if entries.windows(2).any(|pair| pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1) {
            return Err(self.lexer.error(Fault::KeyTwice));
        }
        entries.dedup_by(|a, b| a.0 == b.0);
        Ok(entries.into())
    }
}
