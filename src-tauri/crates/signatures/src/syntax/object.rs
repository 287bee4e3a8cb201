use std::{borrow::Borrow, fmt, ops::Range};

/// A name, its escapes undone and without its slash.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Name(Box<[u8]>);

impl Name {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Name {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into_boxed_slice())
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().into())
    }
}

impl Borrow<[u8]> for Name {
    fn borrow(&self) -> &[u8] {
        &self.0
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other.as_bytes()
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", String::from_utf8_lossy(&self.0))
    }
}

/// The number and the generation of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Reference {
    pub number: u32,
    pub generation: u16,
}

/// A value.
#[derive(Debug, Clone)]
pub(crate) enum Object {
    Null,
    Boolean(bool),
    Integer(i64),
    Real(f64),
    String(Box<[u8]>),
    Name(Name),
    Array(Vec<Object>),
    Dictionary(Dictionary),
    Stream(Box<Stream>),
    Reference(Reference),
}

/// Equality as the format means it: a number is what it is worth, and a dictionary has no order.
impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Boolean(a), Self::Boolean(b)) => a == b,
            (Self::Integer(a), Self::Integer(b)) => a == b,
            (Self::Real(a), Self::Real(b)) => a == b,
            (Self::Integer(whole), Self::Real(real)) | (Self::Real(real), Self::Integer(whole)) => {
                #[expect(clippy::cast_precision_loss, reason = "beyond 2^53 nothing is drawn")]
                let whole = *whole as f64;
                whole == *real
            }
            (Self::String(a), Self::String(b)) => a == b,
            (Self::Name(a), Self::Name(b)) => a == b,
            (Self::Array(a), Self::Array(b)) => a == b,
            (Self::Dictionary(a), Self::Dictionary(b)) => a == b,
            (Self::Stream(a), Self::Stream(b)) => a == b,
            (Self::Reference(a), Self::Reference(b)) => a == b,
            (
                Self::Null
                | Self::Boolean(_)
                | Self::Integer(_)
                | Self::Real(_)
                | Self::String(_)
                | Self::Name(_)
                | Self::Array(_)
                | Self::Dictionary(_)
                | Self::Stream(_)
                | Self::Reference(_),
                _,
            ) => false,
        }
    }
}

impl Object {
    pub(crate) fn integer(&self) -> Option<i64> {
        if let Self::Integer(value) = self { Some(*value) } else { None }
    }

    #[expect(clippy::cast_precision_loss, reason = "a coordinate beyond 2^53 is on no page")]
    pub(crate) fn number(&self) -> Option<f64> {
        if let Self::Integer(value) = self {
            Some(*value as f64)
        } else if let Self::Real(value) = self {
            Some(*value)
        } else {
            None
        }
    }

    pub(crate) fn name(&self) -> Option<&Name> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub(crate) fn is_name(&self, name: &str) -> bool {
        self.name().is_some_and(|it| it == name)
    }

    pub(crate) fn string(&self) -> Option<&[u8]> {
        if let Self::String(bytes) = self { Some(bytes) } else { None }
    }

    pub(crate) fn array(&self) -> Option<&[Object]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    pub(crate) fn reference(&self) -> Option<Reference> {
        if let Self::Reference(reference) = self { Some(*reference) } else { None }
    }

    /// Whether it is a reference, or has one in it.
    pub(crate) fn refers(&self) -> bool {
        self.reference().is_some()
            || self.array().is_some_and(|items| items.iter().any(Self::refers))
            || self.dictionary().is_some_and(|it| it.iter().any(|(_, value)| value.refers()))
    }

    pub(crate) fn stream(&self) -> Option<&Stream> {
        if let Self::Stream(stream) = self { Some(stream) } else { None }
    }

    /// The dictionary that it is, or that heads it when it is a stream.
    pub(crate) fn dictionary(&self) -> Option<&Dictionary> {
        if let Self::Dictionary(dictionary) = self {
            Some(dictionary)
        } else if let Self::Stream(stream) = self {
            Some(&stream.dictionary)
        } else {
            None
        }
    }
}

/// Names and their values, in the order in which they are written.
#[derive(Clone, Default)]
pub(crate) struct Dictionary(Vec<(Name, Object)>);

impl Dictionary {
    pub(crate) fn get(&self, key: &str) -> Option<&Object> {
        self.get_bytes(key.as_bytes())
    }

    pub(crate) fn get_bytes(&self, key: &[u8]) -> Option<&Object> {
        self.0.iter().find(|(name, _)| name.bytes() == key).map(|(_, value)| value)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Name, &Object)> {
        self.0.iter().map(|(name, value)| (name, value))
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = (&Name, &mut Object)> {
        self.0.iter_mut().map(|(name, value)| (&*name, value))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sets the value of a key, whether it was there or not.
    pub(crate) fn set(&mut self, key: Name, value: Object) {
        if let Some(entry) = self.0.iter_mut().find(|(name, _)| *name == key) {
            entry.1 = value;
        } else {
            self.0.push((key, value));
        }
    }

    pub(crate) fn remove(&mut self, key: &str) {
        self.0.retain(|(name, _)| name != key);
    }
}

impl From<Vec<(Name, Object)>> for Dictionary {
    fn from(entries: Vec<(Name, Object)>) -> Self {
        Self(entries)
    }
}

impl PartialEq for Dictionary {
    fn eq(&self, other: &Self) -> bool {
        if self.len() != other.len() {
            return false;
        }
        // Both are read without a key twice, so that one inclusion is equality.
        if self.0.iter().zip(&other.0).all(|(a, b)| a.0 == b.0) {
            return self.0.iter().zip(&other.0).all(|(a, b)| a.1 == b.1);
        }
        let mut ours: Vec<&(Name, Object)> = self.0.iter().collect();
        let mut theirs: Vec<&(Name, Object)> = other.0.iter().collect();
        ours.sort_by(|a, b| a.0.cmp(&b.0));
        theirs.sort_by(|a, b| a.0.cmp(&b.0));
        ours.iter().zip(&theirs).all(|(a, b)| a.0 == b.0 && a.1 == b.1)
    }
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// A dictionary and the bytes that it heads, as they stand in the file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stream {
    pub dictionary: Dictionary,
    /// Where the bytes are in the file, neither decrypted nor decompressed.
    pub data: Range<usize>,
    /// Whose it is, from which the key of its encryption is made.
    pub owner: Reference,
}
