use crate::{
    report::Fault,
    syntax::{Error, Result, is_space},
};

/// Undoes `ASCIIHexDecode`.
pub(super) fn hexadecimal(input: &[u8]) -> Result<Vec<u8>> {
    let mut output = Vec::with_capacity(input.len() / 2);
    let mut half = None;
    for &byte in input {
        let digit = match byte {
            b'>' => break,
            byte if is_space(byte) => continue,
            byte => char::from(byte).to_digit(16).ok_or(Error::new(Fault::Filter))?,
        };
        match half.take() {
            None => half = Some(digit),
            Some(high) => output.push((high << 4 | digit).to_le_bytes()[0]),
        }
    }
    output.extend(half.map(|high| (high << 4).to_le_bytes()[0]));
    Ok(output)
}

/// Undoes `ASCII85Decode`.
pub(super) fn base85(input: &[u8]) -> Result<Vec<u8>> {
    let fault = Error::new(Fault::Filter);
    let mut output = Vec::with_capacity(input.len() / 5 * 4);
    let mut group: Vec<u8> = Vec::with_capacity(5);
    for &byte in input {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => output.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            byte if is_space(byte) => {}
            _ => return Err(fault),
        }
        if group.len() == 5 {
            output.extend(word(&group).ok_or(fault)?);
            group.clear();
        }
    }
    match group.len() {
        0 => {}
        1 => return Err(fault),
        digits => {
            group.resize(5, 84);
            let word = word(&group).ok_or(fault)?;
            output.extend(&word[..digits - 1]);
        }
    }
    Ok(output)
}

fn word(digits: &[u8]) -> Option<[u8; 4]> {
    let value = digits
        .iter()
        .try_fold(0_u32, |value, &digit| value.checked_mul(85)?.checked_add(u32::from(digit)))?;
    Some(value.to_be_bytes())
}
