use super::within;
use crate::{
    report::Fault,
    syntax::{Error, Result},
};

/// Undoes `RunLengthDecode`.
pub(super) fn decode(input: &[u8], limit: usize) -> Result<Vec<u8>> {
    let fault = Error::new(Fault::Compression);
    let mut output = Vec::new();
    let mut rest = input;
    while let Some((&length, after)) = rest.split_first() {
        rest = match length {
            0..=127 => {
                let (copied, after) =
                    after.split_at_checked(usize::from(length) + 1).ok_or(fault)?;
                output.extend_from_slice(copied);
                after
            }
            128 => break,
            129.. => {
                let (&byte, after) = after.split_first().ok_or(fault)?;
                output.extend(std::iter::repeat_n(byte, 257 - usize::from(length)));
                after
            }
        };
        within(output.len(), limit)?;
    }
    Ok(output)
}
