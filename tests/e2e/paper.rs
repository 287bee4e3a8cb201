//! Papers on the disk: one to attach, and what the readers of others say of those that leave a club.

use std::{
    env,
    io::{ErrorKind, Write, stderr},
    path::Path,
    process::Command,
};

/// A PDF of `pages` pages, whose letters are those that every reader has. It says `title` on each.
pub(crate) fn pdf(title: &str, pages: usize) -> Vec<u8> {
    let stream = |it: &str| format!("<< /Length {} >>\nstream\n{it}\nendstream", it.len());
    let kids: String = (0..pages).map(|it| format!("{} 0 R ", 4 + 2 * it)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>".to_owned(),
        format!("<< /Type /Pages /Count {pages} /Kids [{kids}] >>"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".into(),
    ];
    for it in 0..pages {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R
               /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * it
        ));
        objects.push(stream(&format!(
            "BT /F1 40 Tf 72 740 Td ({title}) Tj 0 -60 Td (Article {}) Tj ET",
            it + 1
        )));
    }
    written(&objects)
}

fn written(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        places += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let (start, count) = (file.len(), objects.len() + 1);
    file += &format!("xref\n0 {count}\n0000000000 65535 f \n{places}");
    file += &format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

/// A PDF of two kilobytes that claims a million pages, and keeps its word: each of its twenty levels
/// holds the next one twice. On each page stands a black square.
pub(crate) fn endless_pdf() -> Vec<u8> {
    const LEVELS: usize = 20;
    let square = "20 20 60 60 re f";
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids 4 0 R>>", 1 << LEVELS),
        format!("<</Length {}>>stream\n{square}\nendstream", square.len()),
    ];
    for level in 1..=LEVELS {
        let held = match LEVELS - level {
            0 => "<</Type/Page/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<<>>>>".to_owned(),
            below => format!("<</Type/Pages/Count {}/Kids {} 0 R>>", 1 << below, 4 + level),
        };
        objects.push(format!("[{held}{held}]"));
    }
    written(&objects)
}

/// Has qpdf read the file.
pub(crate) fn check(path: &Path) {
    told_by("qpdf", &["--check"], path);
}

/// What is written on the pages of a PDF.
pub(crate) fn text_of(path: &Path) -> String {
    let output = Command::new("pdftotext").args(["-layout"]).arg(path).arg("-").output().unwrap();
    assert!(output.status.success(), "pdftotext: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Checks that a PDF can be kept for ever and read aloud: what poppler tells of it, and PDF/A-2a and
/// PDF/UA-1 as veraPDF judges them, where the machine has it.
pub(crate) fn check_for_archive(path: &Path) {
    check(path);
    let told = told_by("pdfinfo", &[], path);
    let fact = |name: &str| {
        let line = told.lines().find_map(|it| it.strip_prefix(name)?.strip_prefix(':'));
        line.unwrap_or_else(|| panic!("pdfinfo tells no {name}:\n{told}")).trim()
    };
    assert_eq!((fact("Tagged"), fact("Encrypted")), ("yes", "no"), "{told}");
    assert!(fact("Title").contains("Plénière"), "{told}");
    assert!(fact("Pages").parse::<u32>().unwrap() >= 1, "{told}");

    let verapdf = env::var_os("VERAPDF").unwrap_or_else(|| "verapdf".into());
    for flavour in ["2a", "ua1"] {
        let mut command = Command::new(&verapdf);
        match command.args(["--flavour", flavour, "--format", "text"]).arg(path).output() {
            Ok(judged) => {
                let told = String::from_utf8_lossy(&judged.stdout);
                assert!(told.starts_with("PASS"), "veraPDF, {flavour}: {judged:?}");
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                say_aloud("SKIPPED: no veraPDF is here to judge PDF/A-2a and PDF/UA-1");
                return;
            }
            Err(error) => panic!("{}: {error}", verapdf.display()),
        }
    }
}

/// What `program` prints about the file, which it must find right.
fn told_by(program: &str, arguments: &[&str], path: &Path) -> String {
    let output = Command::new(program).args(arguments).arg(path).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{program}: {told}{output:?}");
    told
}

/// Says something that is to be read although the test passes, whose own words are swallowed then.
#[expect(clippy::explicit_write, reason = "what `eprintln` says is swallowed where a test passes")]
pub(crate) fn say_aloud(words: &str) {
    writeln!(stderr(), "{words}").unwrap();
}
