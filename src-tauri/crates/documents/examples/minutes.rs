//! Writes sample minutes into a folder, to be looked at and judged by other programs:
//! `cargo run -p documents --example minutes -- FOLDER`.

use std::path::Path;
use std::time::Instant;

// Where the samples look for the types that they fill.
use documents::minutes;

#[path = "../src/samples.rs"]
mod samples;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    let samples = [
        ("long", samples::long()),
        ("short", samples::short()),
        ("english", samples::english()),
        ("hostile", samples::hostile()),
        ("vast", samples::vast()),
    ];
    for (name, minutes) in samples {
        let start = Instant::now();
        let pdf = documents::pdf::minutes_pdf(&minutes)?;
        let first = start.elapsed().as_millis();
        let again = Instant::now();
        documents::pdf::minutes_pdf(&minutes)?;
        let again = again.elapsed().as_millis();
        println!("{name}: {} bytes in {first} ms, then in {again} ms", pdf.len());
        std::fs::write(Path::new(&folder).join(format!("{name}.pdf")), pdf)?;
        let text = documents::markdown::minutes_markdown(&minutes);
        std::fs::write(Path::new(&folder).join(format!("{name}.md")), text)?;
    }
    Ok(())
}
