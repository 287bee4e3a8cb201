//! Files that are encrypted with a password, which signatures see through: what is signed are the
//! encrypted bytes, and what is looked into is their meaning.

mod ciphers;
mod password;

use ciphers::Method;

use crate::{
    file::{Closed, File},
    report::Fault,
    syntax::{Dictionary, Error, Object, Reference, Result, Stream},
};

/// What opens a file that is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Locked {
    /// A password, which was not given or is not the right one.
    Password,
    /// Something that no password is.
    Key,
}

/// The key of a file, and what is encrypted with it.
pub(crate) struct Crypt {
    key: Vec<u8>,
    strings: Method,
    streams: Method,
    /// The dictionary that says all this, which is not encrypted itself.
    said_in: Option<Reference>,
    metadata: bool,
}

impl Crypt {
    /// The key of a file, if it is encrypted at all.
    pub(crate) fn of(
        file: &File<'_>,
        password: Option<&str>,
    ) -> std::result::Result<Option<Self>, Closed> {
        let fault = Error::new(Fault::Encryption);
        let view = file.latest();
        let trailer = view.trailer().dictionary().ok_or(fault)?;
        let Some(said) = trailer.get("Encrypt") else { return Ok(None) };
        let encrypt = view.follow(said)?;
        let Object::Dictionary(encrypt) = &*encrypt else { return Err(fault.into()) };
        if !encrypt.get("Filter").is_some_and(|it| it.is_name("Standard")) {
            return Err(Closed::Locked(Locked::Key));
        }
        let id = match view.value(trailer, "ID")? {
            Some(id) => match id.array().and_then(<[Object]>::first) {
                Some(first) => view.follow(first)?.string().unwrap_or_default().to_vec(),
                None => Vec::new(),
            },
            None => Vec::new(),
        };
        let settings = Settings::read(encrypt).ok_or(fault)?;
        let key =
            password::key(&settings, &id, password)?.ok_or(Closed::Locked(Locked::Password))?;
        Ok(Some(Self {
            key,
            strings: settings.strings,
            streams: settings.streams,
            said_in: said.reference(),
            metadata: settings.metadata,
        }))
    }

    /// An object with its strings decrypted.
    pub(crate) fn strings(&self, mut object: Object, owner: Reference) -> Result<Object> {
        let of_the_file = object
            .stream()
            .is_some_and(|it| it.dictionary.get("Type").is_some_and(|it| it.is_name("XRef")));
        if self.said_in != Some(owner) && !of_the_file {
            self.inside(&mut object, owner)?;
        }
        Ok(object)
    }

    fn inside(&self, object: &mut Object, owner: Reference) -> Result<()> {
        if let Object::String(bytes) = object {
            *bytes = self.strings.decrypt(&self.key, owner, bytes)?.into_boxed_slice();
        } else if let Object::Array(items) = object {
            for item in items {
                self.inside(item, owner)?;
            }
        } else if let Object::Dictionary(dictionary) = object {
            self.in_dictionary(dictionary, owner)?;
        } else if let Object::Stream(stream) = object {
            self.in_dictionary(&mut stream.dictionary, owner)?;
        }
        Ok(())
    }

    fn in_dictionary(&self, dictionary: &mut Dictionary, owner: Reference) -> Result<()> {
        // The container of a signature cannot be encrypted: it is the one thing that is not signed.
        let signature = dictionary.has("ByteRange");
        for (key, value) in dictionary.values_mut() {
            if !(signature && key == "Contents") {
                self.inside(value, owner)?;
            }
        }
        Ok(())
    }

    /// The bytes of a stream, decrypted.
    pub(crate) fn stream(&self, stream: &Stream, data: &[u8]) -> Result<Vec<u8>> {
        let is = |name: &str| stream.dictionary.get("Type").is_some_and(|it| it.is_name(name));
        if is("XRef") || (is("Metadata") && !self.metadata) {
            return Ok(data.to_vec());
        }
        if names_crypt(stream)? {
            return Ok(data.to_vec());
        }
        self.streams.decrypt(&self.key, stream.owner, data)
    }
}

/// Whether a stream says in the one way that all readers follow that it is not encrypted. It may only
/// say so for what is no object.
fn names_crypt(stream: &Stream) -> Result<bool> {
    let filters = match stream.dictionary.get("Filter") {
        Some(Object::Array(filters)) => filters.as_slice(),
        Some(filter) => std::slice::from_ref(filter),
        None => &[],
    };
    if filters.iter().any(|it| it.reference().is_some()) {
        return Err(Error::new(Fault::Encryption));
    }
    if !filters.iter().any(|it| it.is_name("Crypt")) {
        return Ok(false);
    }
    let parameters = stream.dictionary.get("DecodeParms");
    let parameters = parameters.and_then(|it| it.array().map_or(Some(it), <[Object]>::first));
    let name = parameters.and_then(Object::dictionary).and_then(|it| it.get("Name"));
    let is_identity = name.is_none_or(|it| it.is_name("Identity"));
    let packs = stream.dictionary.get("Type").is_some_and(|it| it.is_name("ObjStm"));
    let first = filters.first().is_some_and(|it| it.is_name("Crypt"));
    if first && is_identity && !packs { Ok(true) } else { Err(Error::new(Fault::Encryption)) }
}

/// What the encryption dictionary says.
struct Settings {
    revision: i64,
    /// The length of the key, in bytes.
    length: usize,
    owner: Vec<u8>,
    user: Vec<u8>,
    owner_key: Vec<u8>,
    user_key: Vec<u8>,
    permissions: i32,
    metadata: bool,
    strings: Method,
    streams: Method,
}

impl Settings {
    fn read(encrypt: &Dictionary) -> Option<Self> {
        let integer = |key: &str| encrypt.get(key)?.integer();
        let string = |key: &str| Some(encrypt.get(key)?.string()?.to_vec());
        let version = integer("V")?;
        let (strings, streams) = match version {
            1 | 2 => (Method::Rc4, Method::Rc4),
            4 | 5 => (filter(encrypt, "StrF")?, filter(encrypt, "StmF")?),
            _ => return None,
        };
        let length = match version {
            1 => 5,
            4 => 16,
            5 => 32,
            _ => usize::try_from(integer("Length").unwrap_or(40)).ok()? / 8,
        };
        if !(5..=32).contains(&length) {
            return None;
        }
        // Written as a signed number by some and as an unsigned one by others.
        let permissions = integer("P")?.to_le_bytes();
        let [a, b, c, d, ..] = permissions;
        Some(Self {
            revision: integer("R")?,
            length,
            owner: string("O")?,
            user: string("U")?,
            owner_key: string("OE").unwrap_or_default(),
            user_key: string("UE").unwrap_or_default(),
            permissions: i32::from_le_bytes([a, b, c, d]),
            metadata: encrypt.get("EncryptMetadata") != Some(&Object::Boolean(false)),
            strings,
            streams,
        })
    }
}

/// The method that a named filter stands for.
fn filter(encrypt: &Dictionary, key: &str) -> Option<Method> {
    let Some(name) = encrypt.get(key) else { return Some(Method::None) };
    let name = name.name()?;
    if name == "Identity" {
        return Some(Method::None);
    }
    let filter = encrypt.get("CF")?.dictionary()?.get_bytes(name.bytes())?.dictionary()?;
    match filter.get("CFM")?.name()?.bytes() {
        b"None" => Some(Method::None),
        b"V2" => Some(Method::Rc4),
        b"AESV2" => Some(Method::Aes128),
        b"AESV3" => Some(Method::Aes256),
        _ => None,
    }
}
