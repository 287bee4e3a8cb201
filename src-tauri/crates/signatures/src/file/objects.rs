use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use super::{Entry, File};
use crate::{
    filters::decode,
    report::Fault,
    syntax::{Dictionary, Error, Lexer, Object, Parser, Reference, Result, Spans, Stream},
};

/// How many values one object may hold.
const VALUES: u64 = 2_000_000;

/// How many values are kept of what was read.
const KEPT: u64 = 1_000_000;

/// How many bytes are kept of what was decompressed.
const UNPACKED: usize = 64 << 20;

/// Where an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Location {
    At(usize),
    /// In the object stream that stands at an offset.
    Packed(usize, u32),
}

/// What was read, so that it need not be read again.
#[derive(Default)]
pub(super) struct Cache {
    objects: RefCell<Kept<Location, Object>>,
    packed: RefCell<Kept<usize, Packed>>,
    /// Whether an object stream is being decompressed, for which no other may be needed.
    unpacking: Cell<bool>,
}

struct Kept<K, V> {
    found: HashMap<K, Rc<V>>,
    weight: u64,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self { found: HashMap::new(), weight: 0 }
    }
}

impl<K: Eq + std::hash::Hash, V> Kept<K, V> {
    /// Keeps a value, and forgets all others when together they would weigh too much.
    fn keep(&mut self, key: K, value: &Rc<V>, weight: u64, most: u64) {
        self.weight += weight;
        if self.weight > most {
            self.found.clear();
            self.weight = weight;
        }
        self.found.insert(key, Rc::clone(value));
    }
}

/// An object stream, decompressed.
struct Packed {
    data: Vec<u8>,
    /// The number of each object, where it starts, and where the next one does.
    index: Vec<(u32, usize, usize)>,
}

impl File<'_> {
    /// Where an object is as of a revision, and the revision that put it there.
    pub(crate) fn locate(&self, reference: Reference, revision: usize) -> Option<(Entry, usize)> {
        let sections = self.sections.get(..=revision)?;
        for (index, section) in sections.iter().enumerate().rev() {
            match section.entry(reference.number) {
                Some(entry @ Entry::Packed { .. }) if reference.generation == 0 => {
                    return Some((entry, index));
                }
                Some(entry @ Entry::At { generation, .. })
                    if generation == reference.generation =>
                {
                    return Some((entry, index));
                }
                Some(Entry::Free { next }) if next == u32::from(reference.generation) + 1 => {
                    return None;
                }
                // Of another generation of the number.
                Some(Entry::Packed { .. } | Entry::At { .. } | Entry::Free { .. }) | None => {}
            }
        }
        None
    }

    /// Where the bytes of an object are as of a revision.
    pub(crate) fn location(&self, reference: Reference, revision: usize) -> Option<Location> {
        match self.locate(reference, revision)? {
            (Entry::At { offset, .. }, _) => Some(Location::At(offset)),
            (Entry::Packed { container, index }, defined) => {
                let container = Reference { number: container, generation: 0 };
                match self.locate(container, defined)?.0 {
                    Entry::At { offset, .. } => Some(Location::Packed(offset, index)),
                    Entry::Packed { .. } | Entry::Free { .. } => None,
                }
            }
            (Entry::Free { .. }, _) => None,
        }
    }

    /// An object as of a revision; what is nowhere is null.
    pub(crate) fn object(&self, reference: Reference, revision: usize) -> Result<Rc<Object>> {
        self.spend(1)?;
        let Some((entry, defined)) = self.locate(reference, revision) else {
            return Ok(Rc::new(Object::Null));
        };
        match entry {
            Entry::At { offset, .. } => self.object_at(offset, reference, defined),
            Entry::Packed { container, index } => {
                self.packed_object(reference.number, container, index, defined)
            }
            Entry::Free { .. } => Ok(Rc::new(Object::Null)),
        }
    }

    /// Where the values of the dictionary of an object stand in the file, if the object stands there.
    pub(crate) fn spans(&self, reference: Reference, revision: usize) -> Result<Spans> {
        let Some((Entry::At { offset, .. }, _)) = self.locate(reference, revision) else {
            return Ok(Spans::new());
        };
        let mut parser = Parser::new(Lexer::in_file(self.bytes, offset), &self.work).with_spans();
        parser.header()?;
        parser.value()?;
        Ok(parser.into_spans())
    }

    /// The bytes of a stream, decrypted and decompressed.
    pub(crate) fn stream_bytes(&self, stream: &Stream, revision: usize) -> Result<Vec<u8>> {
        let data = self.bytes.get(stream.data.clone()).unwrap_or_default();
        let dictionary = self.direct_filters(&stream.dictionary, revision)?;
        match &self.crypt {
            Some(crypt) => decode(&dictionary, &crypt.stream(stream, data)?, &self.inflated),
            None => decode(&dictionary, data, &self.inflated),
        }
    }

    /// How the bytes of a stream are filtered, with nothing left to look up.
    fn direct_filters(&self, dictionary: &Dictionary, revision: usize) -> Result<Dictionary> {
        let mut direct = Dictionary::default();
        for key in ["Filter", "DecodeParms"] {
            if let Some(value) = dictionary.get(key) {
                direct.set(key.into(), self.without_references(value, revision, 0)?);
            }
        }
        Ok(direct)
    }

    fn without_references(&self, value: &Object, revision: usize, depth: u8) -> Result<Object> {
        if depth > 3 {
            return Err(Error::new(Fault::TooDeep));
        }
        let held = match value.reference() {
            Some(reference) => self.object(reference, revision)?,
            None => Rc::new(value.clone()),
        };
        let direct = |value: &Object| self.without_references(value, revision, depth + 1);
        if let Object::Array(items) = &*held {
            return items.iter().map(direct).collect::<Result<_>>().map(Object::Array);
        }
        if let Object::Dictionary(dictionary) = &*held {
            let entries = dictionary.iter().map(|(key, value)| Ok((key.clone(), direct(value)?)));
            return Ok(Object::Dictionary(entries.collect::<Result<Vec<_>>>()?.into()));
        }
        Ok((*held).clone())
    }

    fn object_at(&self, offset: usize, expected: Reference, defined: usize) -> Result<Rc<Object>> {
        let location = Location::At(offset);
        if let Some(object) = self.cache.objects.borrow().found.get(&location) {
            return Ok(Rc::clone(object));
        }
        let (object, weight) = self.counted(|work| {
            let mut parser = Parser::new(Lexer::in_file(self.bytes, offset), work);
            if parser.header()? != expected {
                return Err(Error::at(Fault::ObjectNumber, offset));
            }
            parser.body(expected, |length| self.length(length, defined))
        })?;
        let object = match &self.crypt {
            Some(crypt) => crypt.strings(object, expected)?,
            None => object,
        };
        let object = Rc::new(object);
        self.cache.objects.borrow_mut().keep(location, &object, weight, KEPT);
        Ok(object)
    }

    fn packed_object(
        &self,
        number: u32,
        container: u32,
        index: u32,
        defined: usize,
    ) -> Result<Rc<Object>> {
        let container = Reference { number: container, generation: 0 };
        let Some((Entry::At { offset, .. }, _)) = self.locate(container, defined) else {
            return Err(Error::new(Fault::ObjectStream));
        };
        let location = Location::Packed(offset, index);
        if let Some(object) = self.cache.objects.borrow().found.get(&location) {
            return Ok(Rc::clone(object));
        }
        let packed = self.packed(offset, container, defined)?;
        let fault = Error::at(Fault::ObjectStream, offset);
        let &(found, start, end) =
            usize::try_from(index).ok().and_then(|index| packed.index.get(index)).ok_or(fault)?;
        if found != number {
            return Err(Error::at(Fault::ObjectNumber, offset));
        }
        let (object, weight) = self.counted(|work| {
            // Some readers read on to the end of the value, and others no further than the next.
            let bytes = packed.data.get(..end).ok_or(fault)?;
            let mut parser = Parser::new(Lexer::in_memory(bytes, start), work);
            let value = parser.value()?;
            let mut after = Lexer::in_memory(bytes, parser.lexer().position());
            after.skip_space();
            if value.reference().is_some() || after.peek().is_some() {
                return Err(fault);
            }
            Ok(value)
        })?;
        let object = Rc::new(object);
        self.cache.objects.borrow_mut().keep(location, &object, weight, KEPT);
        Ok(object)
    }

    fn packed(&self, offset: usize, container: Reference, defined: usize) -> Result<Rc<Packed>> {
        if let Some(packed) = self.cache.packed.borrow().found.get(&offset) {
            return Ok(Rc::clone(packed));
        }
        let fault = Error::at(Fault::ObjectStream, offset);
        let object = self.object_at(offset, container, defined)?;
        let stream = object.stream().ok_or(fault)?;
        if !stream.dictionary.get("Type").is_some_and(|it| it.is_name("ObjStm")) {
            return Err(fault);
        }
        // Told in place: what is looked up could be in this very stream, or be another later.
        let parts = ["Length", "Filter", "DecodeParms"];
        if parts.iter().filter_map(|key| stream.dictionary.get(key)).any(Object::refers) {
            return Err(fault);
        }
        let number = |key: &str| usize::try_from(stream.dictionary.get(key)?.integer()?).ok();
        let (count, first) = (number("N").ok_or(fault)?, number("First").ok_or(fault)?);
        if self.cache.unpacking.replace(true) {
            return Err(fault);
        }
        let data = self.stream_bytes(stream, defined);
        self.cache.unpacking.set(false);
        let data = data?;
        let mut lexer = Lexer::in_memory(&data, 0);
        let mut index = Vec::new();
        for _ in 0..count {
            self.spend(1)?;
            lexer.skip_space();
            let number = lexer.take_digits().and_then(|it| it.try_into().ok()).ok_or(fault)?;
            lexer.skip_space();
            let start = lexer.take_digits().and_then(|it| it.try_into().ok()).ok_or(fault)?;
            index.push((number, first.checked_add(start).ok_or(fault)?));
        }
        let mut numbers: Vec<u32> = index.iter().map(|(number, _)| *number).collect();
        numbers.sort_unstable();
        if numbers.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Error::at(Fault::ObjectTwice, offset));
        }
        let mut starts: Vec<usize> = index.iter().map(|(_, start)| *start).collect();
        starts.sort_unstable();
        if starts.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(fault);
        }
        let next = |start: usize| starts.get(starts.partition_point(|it| *it <= start)).copied();
        let index = index
            .iter()
            .map(|&(number, start)| (number, start, next(start).unwrap_or(data.len())))
            .collect();
        let weight = data.len() as u64;
        let packed = Rc::new(Packed { data, index });
        self.cache.packed.borrow_mut().keep(offset, &packed, weight, UNPACKED as u64);
        Ok(packed)
    }

    /// The length of a stream, which may be an object of its own.
    fn length(&self, length: &Object, defined: usize) -> Result<usize> {
        let fault = Error::new(Fault::StreamLength);
        let told = |it: &Object| it.integer().and_then(|it| it.try_into().ok()).ok_or(fault);
        let Some(reference) = length.reference() else { return told(length) };
        // In a file made for the web, what comes first counts as the later revision.
        let revision = match self.locate(reference, defined) {
            Some(_) => defined,
            None => self.sections.len().saturating_sub(1),
        };
        let Some((Entry::At { offset, .. }, _)) = self.locate(reference, revision) else {
            return self.packed_length(reference, revision);
        };
        let mut parser = Parser::new(Lexer::in_file(self.bytes, offset), &self.work);
        if parser.header()? != reference {
            return Err(Error::at(Fault::ObjectNumber, offset));
        }
        // A length that is itself in a stream would need its own length first.
        told(&parser.body(reference, |_| Err(fault))?)
    }

    fn packed_length(&self, reference: Reference, revision: usize) -> Result<usize> {
        let fault = Error::new(Fault::StreamLength);
        let Some((Entry::Packed { container, index }, defined)) = self.locate(reference, revision)
        else {
            return Err(fault);
        };
        // The length of that container must be told in place, or this would not end.
        let owner = Reference { number: container, generation: 0 };
        let Some((Entry::At { offset, .. }, _)) = self.locate(owner, defined) else {
            return Err(fault);
        };
        let mut parser = Parser::new(Lexer::in_file(self.bytes, offset), &self.work);
        parser.header()?;
        let Object::Dictionary(head) = parser.value()? else { return Err(fault) };
        if head.get("Length").is_none_or(|it| it.reference().is_some()) {
            return Err(fault);
        }
        let object = self.packed_object(reference.number, container, index, defined)?;
        object.integer().and_then(|it| it.try_into().ok()).ok_or(fault)
    }

    /// Reads an object and tells how many values it holds, of which there may not be too many.
    fn counted(&self, read: impl FnOnce(&Cell<u64>) -> Result<Object>) -> Result<(Object, u64)> {
        let most = self.work.get().min(VALUES);
        let work = Cell::new(most);
        let object = read(&work);
        let weight = most - work.get();
        self.work.set(self.work.get().saturating_sub(weight));
        Ok((object?, weight))
    }
}
