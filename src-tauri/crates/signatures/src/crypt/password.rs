use openssl::{
    hash::MessageDigest,
    symm::{Cipher, Mode},
};

use super::{
    Settings,
    ciphers::{blocks_of, digest, md5, rc4},
};
use crate::{
    report::Fault,
    syntax::{Error, Result},
};

/// What fills a short password up.
const FILL: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08,
    0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];

/// The key of a file: with no password, with the one given as a reader's, or as the owner's.
pub(super) fn key(
    settings: &Settings,
    id: &[u8],
    password: Option<&str>,
) -> Result<Option<Vec<u8>>> {
    for password in [Some(""), password].into_iter().flatten() {
        let found = match settings.revision {
            2..=4 => older(settings, id, password)?,
            5 | 6 => newer(settings, password)?,
            _ => return Err(Error::new(Fault::Encryption)),
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn older(settings: &Settings, id: &[u8], password: &str) -> Result<Option<Vec<u8>>> {
    let password = filled(password);
    if let Some(key) = as_reader(settings, id, &password)? {
        return Ok(Some(key));
    }
    as_reader(settings, id, &of_the_reader(settings, &password)?)
}

/// A password as 32 bytes.
fn filled(password: &str) -> [u8; 32] {
    // A character beyond Latin-1 cannot be in such a password.
    let mut bytes: Vec<u8> =
        password.chars().map(|it| u8::try_from(u32::from(it)).unwrap_or(b'?')).collect();
    bytes.extend(FILL);
    std::array::from_fn(|index| bytes.get(index).copied().unwrap_or_default())
}

fn as_reader(settings: &Settings, id: &[u8], password: &[u8]) -> Result<Option<Vec<u8>>> {
    let owner = settings.owner.get(..32).ok_or(Error::new(Fault::Encryption))?;
    let permissions = settings.permissions.to_le_bytes();
    let plain_metadata: &[u8] =
        if settings.revision >= 4 && !settings.metadata { &[0xff; 4] } else { &[] };
    let key = md5(&[password, owner, &permissions, id, plain_metadata])?;
    let key = shortened(settings, key)?;
    let (expected, counts) = if settings.revision == 2 {
        (rc4(&key, &FILL), 32)
    } else {
        let seed = md5(&[&FILL, id])?;
        let keyed = |round: u8| key.iter().map(|byte| byte ^ round).collect::<Vec<u8>>();
        ((0..20).fold(seed, |data, round| rc4(&keyed(round), &data)), 16)
    };
    Ok((settings.user.get(..counts) == expected.get(..counts)).then_some(key))
}

/// The reader's password, which the owner's opens.
fn of_the_reader(settings: &Settings, owner_password: &[u8]) -> Result<Vec<u8>> {
    let key = shortened(settings, md5(&[owner_password])?)?;
    let owner = settings.owner.get(..32).ok_or(Error::new(Fault::Encryption))?;
    if settings.revision == 2 {
        return Ok(rc4(&key, owner));
    }
    let keyed = |round: u8| key.iter().map(|byte| byte ^ round).collect::<Vec<u8>>();
    Ok((0..20).rev().fold(owner.to_vec(), |data, round| rc4(&keyed(round), &data)))
}

fn shortened(settings: &Settings, mut key: Vec<u8>) -> Result<Vec<u8>> {
    let length = settings.length.min(16);
    if settings.revision >= 3 {
        for _ in 0..50 {
            key = md5(&[key.get(..length).unwrap_or_default()])?;
        }
    }
    key.truncate(length);
    Ok(key)
}

fn newer(settings: &Settings, password: &str) -> Result<Option<Vec<u8>>> {
    let fault = Error::new(Fault::Encryption);
    let password = password.as_bytes();
    let password = password.get(..127).unwrap_or(password);
    let user = settings.user.get(..48).ok_or(fault)?;
    let owner = settings.owner.get(..48).ok_or(fault)?;
    let tries = [(user, &[][..], &settings.user_key), (owner, user, &settings.owner_key)];
    for (said, beside, sealed) in tries {
        let (expected, salts) = said.split_at(32);
        let (to_check, to_open) = salts.split_at(8);
        if stretched(settings, password, to_check, beside)? == expected {
            let opener = stretched(settings, password, to_open, beside)?;
            let sealed = sealed.get(..32).ok_or(fault)?;
            let cipher = Cipher::aes_256_cbc();
            return blocks_of(cipher, Mode::Decrypt, &opener, &[0; 16], sealed).map(Some);
        }
    }
    Ok(None)
}

fn stretched(settings: &Settings, password: &[u8], salt: &[u8], user: &[u8]) -> Result<Vec<u8>> {
    let mut key = digest(MessageDigest::sha256(), &[password, salt, user].concat())?;
    if settings.revision == 5 {
        return Ok(key);
    }
    let mut round = 0_u32;
    loop {
        let once = [password, &key, user].concat();
        let (first, second) = key.split_at_checked(16).ok_or(Error::new(Fault::Encryption))?;
        let vector = second.get(..16).unwrap_or_default();
        let encrypted =
            blocks_of(Cipher::aes_128_cbc(), Mode::Encrypt, first, vector, &once.repeat(64))?;
        let sum: u32 = encrypted.iter().take(16).map(|&byte| u32::from(byte)).sum();
        let kind = match sum % 3 {
            0 => MessageDigest::sha256(),
            1 => MessageDigest::sha384(),
            _ => MessageDigest::sha512(),
        };
        key = digest(kind, &encrypted)?;
        round += 1;
        let last = encrypted.last().map_or(0, |&last| u32::from(last));
        if round >= 64 && last <= round - 32 {
            key.truncate(32);
            return Ok(key);
        }
    }
}
