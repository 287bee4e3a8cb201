//! The envelope of a club: its key, wrapped under the passphrase.
//!
//! The key itself is drawn at random once and never changes, so a new passphrase is a new envelope
//! and not a new file. The envelope also carries a check of the key, because SQLite gives one answer
//! (code 26) to a wrong key and to a damaged first page, and a person needs two.
//!
//! Nothing here tells what the club is about: whoever finds the folder learns only that there is one.

use std::fmt;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use chacha20poly1305::{AeadInPlace, KeyInit, Tag, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};
use store::Key;
use zeroize::Zeroizing;

use crate::{ClubId, Passphrase};

/// The form of envelope that this build writes, and the newest that it reads.
pub(crate) const VERSION: u32 = 1;

/// An envelope has less than a kilobyte; whatever has more than this is something else, and is not
/// read into memory to find that out.
pub(crate) const LARGEST: usize = 16 * 1024;

const KEY: usize = 32;
const TAG: usize = 16;
const WRAPPED: usize = KEY + TAG;

/// What it costs to try one passphrase (Argon2id).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// The memory it takes, in KiB.
    pub memory_kib: u32,
    /// How often that memory is gone through.
    pub passes: u32,
    /// Into how many parts it is divided.
    pub lanes: u32,
}

impl Cost {
    /// What a laptop pays in half a second: 64 MiB, three passes.
    pub const LAPTOP: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };

    /// Next to nothing, for tests that open a hundred clubs.
    pub const FOR_TESTS: Self = Self { memory_kib: 64, passes: 1, lanes: 1 };

    /// The most that an envelope may ask for. One that was made by somebody else could otherwise
    /// ask for 64 GiB, and freeze the computer before the passphrase is even looked at.
    pub const MOST: Self = Self { memory_kib: 1024 * 1024, passes: 16, lanes: 4 };

    fn is_bearable(self) -> bool {
        (1..=Self::MOST.lanes).contains(&self.lanes)
            && (1..=Self::MOST.passes).contains(&self.passes)
            // Argon2 is not defined for less.
            && (8 * self.lanes..=Self::MOST.memory_kib).contains(&self.memory_kib)
    }
}

/// Why an envelope does not give its key.
#[derive(Debug, thiserror::Error)]
pub enum EnvelopeError {
    /// The passphrase is not the one under which the key was wrapped.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// A newer Cercle wrote the envelope.
    #[error("the envelope is of version {version}, and this build knows {known}")]
    NewerVersion {
        /// Its version.
        version: u32,
        /// The newest version that this build reads.
        known: u32,
    },
    /// It has more bytes than any envelope.
    #[error("the envelope has more than {LARGEST} bytes")]
    TooLarge,
    /// It does not have the form of an envelope.
    #[error("the envelope does not have its form")]
    Malformed(#[source] serde_json::Error),
    /// It asks for more than a computer should give, or for less than Argon2 can do with.
    #[error(
        "the envelope asks for {} KiB, {} passes and {} lanes",
        asked.memory_kib, asked.passes, asked.lanes
    )]
    CostOutOfBounds {
        /// What it asks for.
        asked: Cost,
    },
    /// A part of it has changed since it was written.
    #[error("the envelope does not match its sum")]
    Altered,
    /// This computer has not the memory that a passphrase takes here.
    #[error("{memory_kib} KiB of memory cannot be had")]
    NoMemory {
        /// What it takes.
        memory_kib: u32,
    },
    /// The system gave no random bytes.
    #[error("the system gives no random bytes")]
    NoRandomness(#[source] getrandom::Error),
}

/// The key of a club, wrapped under its passphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Envelope {
    club: ClubId,
    cost: Cost,
    salt: [u8; 16],
    nonce: [u8; 24],
    wrapped: [u8; WRAPPED],
    check: [u8; 32],
}

impl Envelope {
    /// Wraps `key` under `passphrase`.
    pub(crate) fn seal(
        club: ClubId,
        key: &Key,
        passphrase: &Passphrase,
        cost: Cost,
    ) -> Result<Self, EnvelopeError> {
        let salt = random()?;
        let nonce = random()?;
        let cipher = cipher(passphrase, cost, &salt)?;
        let mut wrapped = [0; WRAPPED];
        let (body, end) = wrapped.split_at_mut(KEY);
        body.copy_from_slice(key.bytes());
        let tag = cipher
            .encrypt_in_place_detached(
                XNonce::from_slice(&nonce),
                &associated_data(club, cost, &salt),
                body,
            )
            .expect("32 bytes are within what the cipher takes");
        end.copy_from_slice(&tag);
        Ok(Self { club, cost, salt, nonce, wrapped, check: check_of(club, key) })
    }

    /// Gives the key to who knows the passphrase.
    pub(crate) fn unseal(&self, passphrase: &Passphrase) -> Result<Key, EnvelopeError> {
        let cipher = cipher(passphrase, self.cost, &self.salt)?;
        let (body, tag) = self.wrapped.split_at(KEY);
        let mut bytes = Zeroizing::new([0; KEY]);
        bytes.copy_from_slice(body);
        cipher
            .decrypt_in_place_detached(
                XNonce::from_slice(&self.nonce),
                &associated_data(self.club, self.cost, &self.salt),
                &mut *bytes,
                Tag::from_slice(tag),
            )
            .map_err(|_| EnvelopeError::WrongPassphrase)?;
        let key = Key::new(*bytes);
        // The check is not under the tag: it is what tells a wrong key without any passphrase.
        if self.recognises(&key) { Ok(key) } else { Err(EnvelopeError::Altered) }
    }

    /// Whether `key` is the key of this club.
    pub(crate) fn recognises(&self, key: &Key) -> bool {
        check_of(self.club, key) == self.check
    }

    /// The club whose key this is.
    pub(crate) fn club(&self) -> ClubId {
        self.club
    }

    /// The envelope that `bytes` are.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        if bytes.len() > LARGEST {
            return Err(EnvelopeError::TooLarge);
        }
        // The version is read apart and first: a newer form may have fields that this one refuses.
        let Versioned { version, .. } =
            serde_json::from_slice(bytes).map_err(EnvelopeError::Malformed)?;
        if version > VERSION {
            return Err(EnvelopeError::NewerVersion { version, known: VERSION });
        }
        let written: Written = serde_json::from_slice(bytes).map_err(EnvelopeError::Malformed)?;
        let envelope = Self {
            club: written.club,
            cost: Cost {
                memory_kib: written.kdf.memory_kib,
                passes: written.kdf.passes,
                lanes: written.kdf.lanes,
            },
            salt: written.kdf.salt.0,
            nonce: written.wrapped_key.nonce.0,
            wrapped: written.wrapped_key.bytes.0,
            check: written.key_check.0,
        };
        if !envelope.cost.is_bearable() {
            return Err(EnvelopeError::CostOutOfBounds { asked: envelope.cost });
        }
        if written.version != VERSION || envelope.sum() != written.sum.0 {
            return Err(EnvelopeError::Altered);
        }
        Ok(envelope)
    }

    /// The envelope as it is written.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let written = Written {
            format: Format::Envelope,
            version: VERSION,
            club: self.club,
            kdf: Kdf {
                algorithm: KdfName::Argon2id,
                memory_kib: self.cost.memory_kib,
                passes: self.cost.passes,
                lanes: self.cost.lanes,
                salt: Hex(self.salt),
            },
            wrapped_key: Wrapped {
                algorithm: CipherName::XChaCha20Poly1305,
                nonce: Hex(self.nonce),
                bytes: Hex(self.wrapped),
            },
            key_check: Hex(self.check),
            sum: Hex(self.sum()),
        };
        let mut bytes =
            serde_json::to_vec_pretty(&written).expect("an envelope has no map and no float");
        bytes.push(b'\n');
        bytes
    }

    /// Without it, a letter that a failing disk changed would be told as a wrong passphrase, and
    /// nothing that a person types would ever help.
    fn sum(&self) -> [u8; 32] {
        Sha256::new()
            .chain_update(associated_data(self.club, self.cost, &self.salt))
            .chain_update(self.nonce)
            .chain_update(self.wrapped)
            .chain_update(self.check)
            .finalize()
            .into()
    }
}

/// The form of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: Format,
    version: u32,
    club: ClubId,
    kdf: Kdf,
    wrapped_key: Wrapped,
    key_check: Hex<32>,
    sum: Hex<32>,
}

/// What can be read of an envelope of any version.
#[derive(Deserialize)]
struct Versioned {
    #[serde(rename = "format")]
    _format: Format,
    version: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kdf {
    algorithm: KdfName,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: Hex<16>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrapped {
    algorithm: CipherName,
    nonce: Hex<24>,
    bytes: Hex<WRAPPED>,
}

#[derive(Serialize, Deserialize)]
enum Format {
    #[serde(rename = "cercle club")]
    Envelope,
}

#[derive(Serialize, Deserialize)]
enum KdfName {
    #[serde(rename = "argon2id")]
    Argon2id,
}

#[derive(Serialize, Deserialize)]
enum CipherName {
    #[serde(rename = "xchacha20-poly1305")]
    XChaCha20Poly1305,
}

/// Bytes as they stand in the file: two digits each, in one way only.
struct Hex<const N: usize>([u8; N]);

impl<const N: usize> fmt::Display for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_hex(&text).map(Self).ok_or_else(|| {
            de::Error::invalid_value(
                de::Unexpected::Str(&text),
                &format!("{} digits of 0-9 and a-f", 2 * N).as_str(),
            )
        })
    }
}

fn parse_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |it: u8| match it {
        b'0'..=b'9' => Some(it - b'0'),
        b'a'..=b'f' => Some(it - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != N || !rest.is_empty() {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}

/// Bytes that nobody can foresee.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], EnvelopeError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(EnvelopeError::NoRandomness)?;
    Ok(bytes)
}

/// The cipher whose key is stretched from the passphrase.
fn cipher(
    passphrase: &Passphrase,
    cost: Cost,
    salt: &[u8; 16],
) -> Result<XChaCha20Poly1305, EnvelopeError> {
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(KEY))
        .map_err(|_| EnvelopeError::CostOutOfBounds { asked: cost })?;
    // The memory is ours rather than the library's, so that it is wiped, and so that a computer that
    // is short of it says so and goes on.
    let mut memory: Zeroizing<Vec<Block>> = Zeroizing::default();
    memory
        .try_reserve_exact(params.block_count())
        .map_err(|_| EnvelopeError::NoMemory { memory_kib: cost.memory_kib })?;
    memory.resize(params.block_count(), Block::default());
    let mut key = Zeroizing::new([0; KEY]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(passphrase.bytes(), salt, &mut *key, &mut *memory)
        .map_err(|_| EnvelopeError::CostOutOfBounds { asked: cost })?;
    Ok(XChaCha20Poly1305::new((&*key).into()))
}

/// What the tag of the wrapped key vouches for beside the key: an envelope whose parts come from two
/// clubs, or whose cost was lowered, does not open.
fn associated_data(club: ClubId, cost: Cost, salt: &[u8; 16]) -> Vec<u8> {
    let mut data = b"cercle club envelope".to_vec();
    data.extend(VERSION.to_le_bytes());
    data.extend(club.0.as_bytes());
    data.extend(cost.memory_kib.to_le_bytes());
    data.extend(cost.passes.to_le_bytes());
    data.extend(cost.lanes.to_le_bytes());
    data.extend(salt);
    data
}

/// The key is 256 random bits, so its hash tells it from others and gives nothing of it away. The
/// club is part of it: two folders whose checks are the same would be known to share their key.
fn check_of(club: ClubId, key: &Key) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"cercle club key check")
        .chain_update(club.0.as_bytes())
        .chain_update(key.bytes())
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use expect_test::{Expect, expect};
    use serde_json::Value;

    use super::*;

    const CLUB: ClubId = ClubId(uuid::uuid!("0193a5b0-7c00-7000-8000-000000000001"));

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::new(text.to_owned())
    }

    fn sealed() -> (Key, Envelope) {
        let key = Key::new([7; KEY]);
        let envelope =
            Envelope::seal(CLUB, &key, &passphrase("trois mots faciles"), Cost::FOR_TESTS).unwrap();
        (key, envelope)
    }

    /// An envelope with some of its fields replaced, and its sum made anew when `forged`.
    fn altered(forged: bool, change: impl FnOnce(&mut Value)) -> Result<Envelope, EnvelopeError> {
        let (_, envelope) = sealed();
        let mut value: Value = serde_json::from_slice(&envelope.to_bytes()).unwrap();
        change(&mut value);
        if forged {
            let written: Written = serde_json::from_value(value.clone()).unwrap();
            let cost = Cost {
                memory_kib: written.kdf.memory_kib,
                passes: written.kdf.passes,
                lanes: written.kdf.lanes,
            };
            let forged = Envelope {
                club: written.club,
                cost,
                salt: written.kdf.salt.0,
                nonce: written.wrapped_key.nonce.0,
                wrapped: written.wrapped_key.bytes.0,
                check: written.key_check.0,
            };
            value["sum"] = Hex(forged.sum()).to_string().into();
        }
        Envelope::parse(value.to_string().as_bytes())
    }

    fn told(result: Result<Envelope, EnvelopeError>) -> String {
        match result {
            Ok(_) => "an envelope".to_owned(),
            Err(error) => match error.source() {
                // Where in the file it is says more about the library than about the envelope.
                Some(source) => source.to_string().split(" at line").next().unwrap().to_owned(),
                None => error.to_string(),
            },
        }
    }

    #[test]
    fn the_passphrase_gives_the_key_back() {
        let (key, envelope) = sealed();
        let read = Envelope::parse(&envelope.to_bytes()).unwrap();
        assert_eq!(read, envelope);
        assert!(read.unseal(&passphrase("trois mots faciles")).unwrap() == key);
    }

    #[test]
    fn what_a_laptop_pays_is_asked_of_it_at_the_next_opening_too() {
        let (typed, key) = (passphrase("trois mots faciles"), Key::new([7; KEY]));
        let sealed = Envelope::seal(CLUB, &key, &typed, Cost::LAPTOP).unwrap();
        let read = Envelope::parse(&sealed.to_bytes()).unwrap();
        assert_eq!(read.cost, Cost::LAPTOP);
        assert!(read.unseal(&typed).unwrap() == key);
    }

    #[test]
    fn another_passphrase_gives_nothing() {
        let (_, envelope) = sealed();
        let refused = envelope.unseal(&passphrase("trois mots difficiles"));
        assert!(matches!(refused, Err(EnvelopeError::WrongPassphrase)), "{refused:?}");
    }

    #[test]
    fn an_envelope_recognises_its_key_and_no_other() {
        let (key, envelope) = sealed();
        assert!(envelope.recognises(&key));
        assert!(!envelope.recognises(&Key::new([8; KEY])));
        let elsewhere = Envelope { club: ClubId(uuid::Uuid::nil()), ..envelope };
        assert!(!elsewhere.recognises(&key), "the check is bound to the club");
    }

    #[test]
    fn the_same_key_under_the_same_passphrase_is_never_the_same_envelope() {
        let (_, one) = sealed();
        let (_, other) = sealed();
        assert_ne!(one.salt, other.salt);
        assert_ne!(one.nonce, other.nonce);
        assert_ne!(one.wrapped, other.wrapped);
    }

    #[test]
    fn every_part_of_the_envelope_is_watched() {
        let digits = |value: &mut Value| {
            let flipped = match value.as_str().unwrap().split_at(1) {
                ("0", rest) => format!("1{rest}"),
                (_, rest) => format!("0{rest}"),
            };
            *value = flipped.into();
        };
        for pointer in
            ["/kdf/salt", "/wrapped_key/nonce", "/wrapped_key/bytes", "/key_check", "/sum"]
        {
            let found = altered(false, |value| digits(value.pointer_mut(pointer).unwrap()));
            assert!(matches!(found, Err(EnvelopeError::Altered)), "{pointer}: {found:?}");
        }
        for pointer in ["/kdf/memory_kib", "/kdf/passes", "/kdf/lanes"] {
            let found = altered(false, |value| {
                let number = value.pointer_mut(pointer).unwrap();
                *number = (number.as_u64().unwrap() + 1).into();
            });
            assert!(matches!(found, Err(EnvelopeError::Altered)), "{pointer}: {found:?}");
        }
    }

    #[test]
    fn parts_of_two_envelopes_do_not_open_together() {
        let other = ClubId(uuid::uuid!("0193a5b0-7c00-7000-8000-000000000002"));
        let mixed = altered(true, |value| value["club"] = other.to_string().into()).unwrap();
        let refused = mixed.unseal(&passphrase("trois mots faciles"));
        assert!(matches!(refused, Err(EnvelopeError::WrongPassphrase)), "{refused:?}");
    }

    #[test]
    fn a_forged_check_does_not_go_unnoticed() {
        let forged = altered(true, |value| value["key_check"] = "00".repeat(32).into()).unwrap();
        let refused = forged.unseal(&passphrase("trois mots faciles"));
        assert!(matches!(refused, Err(EnvelopeError::Altered)), "{refused:?}");
    }

    #[test]
    fn an_envelope_cannot_ask_for_more_than_a_computer_should_give() {
        let lines: [(u32, u32, u32, &str); 8] = [
            (64, 1, 1, "bearable"),
            (1024 * 1024, 16, 4, "bearable"),
            (64 * 1024 * 1024, 3, 1, "refused"),
            (64 * 1024, 17, 1, "refused"),
            (64 * 1024, u32::MAX, 1, "refused"),
            (64 * 1024, 3, 5, "refused"),
            (64, 0, 1, "refused"),
            (15, 1, 2, "refused"),
        ];
        for (memory_kib, passes, lanes, verdict) in lines {
            let found = altered(true, |value| {
                value["kdf"]["memory_kib"] = memory_kib.into();
                value["kdf"]["passes"] = passes.into();
                value["kdf"]["lanes"] = lanes.into();
            });
            let asked = Cost { memory_kib, passes, lanes };
            match verdict {
                "bearable" => assert_eq!(found.unwrap().cost, asked),
                _ => assert!(
                    matches!(found, Err(EnvelopeError::CostOutOfBounds { asked: it }) if it == asked),
                    "{asked:?}: {found:?}"
                ),
            }
        }
        assert!(Cost::LAPTOP.is_bearable(), "what is written can be read");
        assert!(Cost::FOR_TESTS.is_bearable());
    }

    fn check(change: impl FnOnce(&mut Value), expect: Expect) {
        expect.assert_eq(&told(altered(false, change)));
    }

    #[test]
    fn a_newer_envelope_is_told_as_such_whatever_else_it_holds() {
        check(
            |value| {
                value["version"] = 2.into();
                value["kdf"] = "something new".into();
            },
            expect!["the envelope is of version 2, and this build knows 1"],
        );
    }

    #[test]
    fn what_is_not_quite_an_envelope_is_refused() {
        check(
            |value| value["format"] = "other".into(),
            expect!["unknown variant `other`, expected `cercle club`"],
        );
        check(|value| value["version"] = 0.into(), expect!["the envelope does not match its sum"]);
        check(
            |value| value["version"] = (-1).into(),
            expect!["invalid value: integer `-1`, expected u32"],
        );
        check(
            |value| value["surplus"] = 1.into(),
            expect![
                "unknown field `surplus`, expected one of `format`, `version`, `club`, `kdf`, `wrapped_key`, `key_check`, `sum`"
            ],
        );
        check(
            |value| value["kdf"]["surplus"] = 1.into(),
            expect![
                "unknown field `surplus`, expected one of `algorithm`, `memory_kib`, `passes`, `lanes`, `salt`"
            ],
        );
        check(
            |value| value["kdf"]["algorithm"] = "md5".into(),
            expect!["unknown variant `md5`, expected `argon2id`"],
        );
        check(
            |value| value["kdf"]["salt"] = "00".into(),
            expect![[r#"invalid value: string "00", expected 32 digits of 0-9 and a-f"#]],
        );
        check(
            |value| value["kdf"]["salt"] = "AB".repeat(16).into(),
            expect![[
                r#"invalid value: string "ABABABABABABABABABABABABABABABAB", expected 32 digits of 0-9 and a-f"#
            ]],
        );
        check(
            |value| value["wrapped_key"] = Value::Null,
            expect!["invalid type: null, expected struct Wrapped"],
        );
        check(
            |value| value["club"] = "nobody".into(),
            expect!["UUID parsing failed: invalid character: found `n` at 0"],
        );
        check(
            |value| *value = Value::Array(Vec::new()),
            expect!["invalid length 0, expected struct Versioned with 2 elements"],
        );
    }

    #[test]
    fn a_cut_or_doubled_file_is_no_envelope() {
        let whole = sealed().1.to_bytes();
        for cut in [0, 1, whole.len() / 2, whole.len() - 2] {
            let found = Envelope::parse(&whole[..cut]);
            assert!(matches!(found, Err(EnvelopeError::Malformed(_))), "{cut}: {found:?}");
        }
        let doubled = Envelope::parse(&whole.repeat(2));
        assert!(matches!(doubled, Err(EnvelopeError::Malformed(_))), "{doubled:?}");
        let text = String::from_utf8(whole).unwrap();
        let twice = text.replacen("\"sum\"", "\"key_check\": \"\",\n  \"sum\"", 1);
        let found = Envelope::parse(twice.as_bytes());
        assert!(matches!(found, Err(EnvelopeError::Malformed(_))), "{found:?}");
    }

    #[test]
    fn a_file_that_is_far_too_large_is_no_envelope() {
        let mut bytes = sealed().1.to_bytes();
        bytes.resize(LARGEST, b' ');
        assert!(Envelope::parse(&bytes).is_ok());
        bytes.push(b' ');
        let found = Envelope::parse(&bytes);
        assert!(matches!(found, Err(EnvelopeError::TooLarge)), "{found:?}");
    }

    #[test]
    fn an_envelope_tells_neither_key_nor_passphrase() {
        let (key, envelope) = sealed();
        let text = String::from_utf8(envelope.to_bytes()).unwrap() + &format!("{envelope:?}");
        assert!(!text.contains(&Hex(*key.bytes()).to_string()));
        assert!(!text.contains(&format!("{:?}", key.bytes())));
        assert!(!text.contains("facile"));
    }
}
