use openssl::{
    hash::{MessageDigest, hash},
    symm::{Cipher, Crypter, Mode},
};

use crate::{
    report::Fault,
    syntax::{Error, Reference, Result},
};

/// How something is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    None,
    Rc4,
    Aes128,
    Aes256,
}

impl Method {
    /// Decrypts what an object holds.
    pub(super) fn decrypt(self, key: &[u8], owner: Reference, data: &[u8]) -> Result<Vec<u8>> {
        match self {
            Self::None => Ok(data.to_vec()),
            Self::Rc4 => Ok(rc4(&key_of(key, owner, b"")?, data)),
            Self::Aes128 => aes(Cipher::aes_128_cbc(), &key_of(key, owner, b"sAlT")?, data),
            Self::Aes256 => aes(Cipher::aes_256_cbc(), key, data),
        }
    }
}

/// The key of one object, made of its number.
fn key_of(key: &[u8], owner: Reference, salt: &[u8]) -> Result<Vec<u8>> {
    let number = owner.number.to_le_bytes();
    let generation = owner.generation.to_le_bytes();
    let mut digest = md5(&[key, &number[..3], &generation, salt])?;
    digest.truncate((key.len() + 5).min(16));
    Ok(digest)
}

pub(super) fn md5(parts: &[&[u8]]) -> Result<Vec<u8>> {
    digest(MessageDigest::md5(), &parts.concat())
}

pub(super) fn digest(kind: MessageDigest, data: &[u8]) -> Result<Vec<u8>> {
    Ok(hash(kind, data).map_err(|_| Error::new(Fault::Encryption))?.to_vec())
}

/// The initialisation vector, then the blocks, the last of which says how much of it counts.
fn aes(cipher: Cipher, key: &[u8], data: &[u8]) -> Result<Vec<u8>> {
    if data.is_empty() {
        return Ok(Vec::new());
    }
    let fault = Error::new(Fault::Encryption);
    let (vector, blocks) = data.split_at_checked(16).ok_or(fault)?;
    let mut plain = blocks_of(cipher, Mode::Decrypt, key, vector, blocks)?;
    let padding = plain.last().map_or(0, |&last| usize::from(last));
    if padding > 16 || padding > plain.len() || (padding == 0 && !plain.is_empty()) {
        return Err(fault);
    }
    plain.truncate(plain.len() - padding);
    Ok(plain)
}

/// Whole blocks, without padding.
pub(super) fn blocks_of(
    cipher: Cipher,
    mode: Mode,
    key: &[u8],
    vector: &[u8],
    data: &[u8],
) -> Result<Vec<u8>> {
    let fault = Error::new(Fault::Encryption);
    if key.len() != cipher.key_len() || !data.len().is_multiple_of(16) {
        return Err(fault);
    }
    let mut output = vec![0; data.len() + cipher.block_size()];
    let count = (|| {
        let mut crypter = Crypter::new(cipher, mode, key, Some(vector))?;
        crypter.pad(false);
        let count = crypter.update(data, &mut output)?;
        let last = crypter.finalize(&mut output[count..])?;
        Ok::<_, openssl::error::ErrorStack>(count + last)
    })();
    output.truncate(count.map_err(|_| fault)?);
    Ok(output)
}

/// RC4, which OpenSSL keeps apart from what it still calls safe. Nothing here relies on its secrecy.
pub(super) fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: [u8; 256] = std::array::from_fn(|index| index.to_le_bytes()[0]);
    let mut j = 0_u8;
    for (i, &byte) in (0..256).zip(key.iter().cycle()) {
        j = j.wrapping_add(state[i]).wrapping_add(byte);
        state.swap(i, usize::from(j));
    }
    let (mut i, mut j) = (0_u8, 0_u8);
    let mut next = || {
        i = i.wrapping_add(1);
        j = j.wrapping_add(state[usize::from(i)]);
        state.swap(usize::from(i), usize::from(j));
        state[usize::from(state[usize::from(i)].wrapping_add(state[usize::from(j)]))]
    };
    data.iter().map(|byte| byte ^ next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rc4_gives_what_its_test_vector_says() {
        assert_eq!(rc4(b"Key", b"Plaintext"), b"\xbb\xf3\x16\xe8\xd9\x40\xaf\x0a\xd3");
    }
}
