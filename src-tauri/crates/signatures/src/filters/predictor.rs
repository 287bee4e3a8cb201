use crate::{
    report::Fault,
    syntax::{Dictionary, Error, Result},
};

/// Undoes the prediction that was made before compression, if any was.
pub(super) fn undo(data: Vec<u8>, parameters: Option<&Dictionary>) -> Result<Vec<u8>> {
    let fault = Error::new(Fault::Predictor);
    let number = |key: &str, otherwise: usize| match parameters.and_then(|it| it.get(key)) {
        None => Ok(otherwise),
        Some(value) => value.integer().and_then(|it| it.try_into().ok()).ok_or(fault),
    };
    let predictor = number("Predictor", 1)?;
    if predictor == 1 {
        return Ok(data);
    }
    let colours = number("Colors", 1)?;
    let bits = number("BitsPerComponent", 8)?;
    let columns = number("Columns", 1)?;
    // The structures of a file are bytes; what has other units is an image, which is not read.
    if bits != 8 || !(1..=32).contains(&colours) || columns == 0 || columns > 1 << 24 {
        return Err(fault);
    }
    let row = columns * colours;
    match predictor {
        10..=15 => png(&data, row, colours),
        _ => Err(fault),
    }
}

fn png(data: &[u8], row: usize, unit: usize) -> Result<Vec<u8>> {
    let mut output: Vec<u8> = Vec::with_capacity(data.len());
    let mut above = vec![0; row];
    for line in data.chunks(row + 1) {
        let Some((&method, line)) = line.split_first() else { continue };
        let mut current = line.to_vec();
        for index in 0..current.len() {
            let left = if index < unit { 0 } else { current[index - unit] };
            let up = above[index];
            let corner = if index < unit { 0 } else { above[index - unit] };
            let predicted = match method {
                0 => 0,
                1 => left,
                2 => up,
                3 => u8::midpoint(left, up),
                4 => paeth(left, up, corner),
                _ => return Err(Error::new(Fault::Predictor)),
            };
            current[index] = current[index].wrapping_add(predicted);
        }
        output.extend_from_slice(&current);
        current.resize(row, 0);
        above = current;
    }
    Ok(output)
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, up, corner].map(i16::from);
    let guess = a + b - c;
    let [from_left, from_up, from_corner] = [a, b, c].map(|it| (guess - it).abs());
    if from_left <= from_up && from_left <= from_corner {
        left
    } else if from_up <= from_corner {
        up
    } else {
        corner
    }
}
