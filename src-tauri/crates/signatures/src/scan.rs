//! Whether a file without a signature looks like a scan, on which somebody may have signed by hand.

use crate::{
    file::View,
    syntax::{Dictionary, Object, Result},
};

/// How many pages are looked at: a convention has few.
const PAGES: usize = 50;

/// How much of what a page draws is read.
const DRAWN: usize = 64 << 10;

/// Whether each page shows one picture and no text.
pub(crate) fn is_scan(view: &View<'_, '_>) -> bool {
    pages(view).is_ok_and(|pages| {
        !pages.is_empty()
            && pages.len() <= PAGES
            && pages.iter().all(|page| shows_a_picture_alone(view, page).unwrap_or(false))
    })
}

/// The first pages, one more than are looked at.
fn pages(view: &View<'_, '_>) -> Result<Vec<Dictionary>> {
    let root = view.root()?;
    let mut found = Vec::new();
    let mut left: Vec<Object> =
        root.dictionary().and_then(|root| root.get("Pages")).cloned().into_iter().collect();
    let mut visited = 0;
    while let Some(node) = left.pop() {
        visited += 1;
        if found.len() > PAGES || visited > 10 * PAGES {
            break;
        }
        let node = view.follow(&node)?;
        let Some(node) = node.dictionary() else { continue };
        match view.value(node, "Kids")? {
            Some(kids) => left.extend(kids.array().unwrap_or_default().iter().rev().cloned()),
            None => found.push(node.clone()),
        }
    }
    Ok(found)
}

fn shows_a_picture_alone(view: &View<'_, '_>, page: &Dictionary) -> Result<bool> {
    let Some(resources) = view.value(page, "Resources")? else { return Ok(false) };
    let Some(resources) = resources.dictionary() else { return Ok(false) };
    let Some(drawn) = view.value(resources, "XObject")? else { return Ok(false) };
    let mut pictures = 0;
    for (_, value) in drawn.dictionary().into_iter().flat_map(Dictionary::iter) {
        let object = view.follow(value)?;
        let Some(kind) = object.dictionary().and_then(|it| it.get("Subtype")) else { continue };
        // A form may hold text.
        if !kind.is_name("Image") {
            return Ok(false);
        }
        pictures += 1;
    }
    Ok(pictures > 0 && !shows_text(&contents(view, page)?))
}

/// What a page draws, as far as it is read.
fn contents(view: &View<'_, '_>, page: &Dictionary) -> Result<Vec<u8>> {
    let mut drawn = Vec::new();
    let Some(contents) = view.value(page, "Contents")? else { return Ok(drawn) };
    let one = std::slice::from_ref(&*contents);
    for part in contents.array().unwrap_or(one) {
        drawn.extend(view.stream_bytes(&*view.follow(part)?)?);
        drawn.push(b'\n');
        if drawn.len() > DRAWN {
            break;
        }
    }
    Ok(drawn)
}

/// Whether text is shown: what was recognised in a scan is written invisibly (`3 Tr`).
fn shows_text(drawn: &[u8]) -> bool {
    let mut invisible = false;
    let mut before: &[u8] = b"";
    for word in drawn.split(|byte| byte.is_ascii_whitespace() || b"[]()<>".contains(byte)) {
        match word {
            b"" => continue,
            b"Tr" => invisible = before == b"3",
            b"Tj" | b"TJ" | b"'" | b"\"" if !invisible => return true,
            _ => {}
        }
        before = word;
    }
    false
}
