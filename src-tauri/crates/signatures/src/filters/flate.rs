use flate2::{Decompress, FlushDecompress, Status};

use super::within;
use crate::{
    report::Fault,
    syntax::{Error, Result},
};

/// How much is decompressed at once.
const PIECE: usize = 64 << 10;

/// Decompresses a zlib stream, which must come to its end.
pub(super) fn decode(input: &[u8], limit: usize) -> Result<Vec<u8>> {
    let mut state = Decompress::new(true);
    let mut output = Vec::with_capacity(input.len().saturating_mul(2).clamp(256, PIECE));
    loop {
        let read = usize::try_from(state.total_in()).unwrap_or(usize::MAX);
        let rest = input.get(read..).unwrap_or_default();
        let before = output.len();
        let status = state
            .decompress_vec(rest, &mut output, FlushDecompress::None)
            .map_err(|_| Error::new(Fault::Compression))?;
        within(output.len(), limit)?;
        match status {
            Status::StreamEnd => return Ok(output),
            Status::Ok | Status::BufError if output.len() == output.capacity() => {
                output.reserve(PIECE.max(before).min(limit.saturating_add(1)));
            }
            Status::Ok if state.total_in() as usize > read || output.len() > before => {}
            // Nothing more comes in and nothing more comes out: the end is missing.
            Status::Ok | Status::BufError => return Err(Error::new(Fault::Compression)),
        }
    }
}
