//! The parts put together: a file is opened, its signatures are judged, and the file by them.

use std::collections::{BTreeSet, HashSet};

use crate::{
    Options,
    changes::{self, Review, Terms},
    cms::{self, SecurityStore},
    coverage::{self, Covered},
    crypt::Locked,
    fields::{self, Signed},
    file::{Closed, File},
    report::{
        Changes, Coverage, Fault, Integrity, Kind, Reason, Report, Signature, Stamp, SubFilter,
        Verdict,
    },
    scan, store,
    syntax::{Dictionary, Error, Lexer, Object, Result, is_blank, is_space},
    terms::{self, Said},
    text::{moment, text},
};

/// Examines a file.
pub(crate) fn examine(bytes: &[u8], options: &Options<'_>) -> Report {
    let mut report = Report {
        verdict: Verdict::Unreadable,
        reasons: Vec::new(),
        revisions: 0,
        encrypted: false,
        scanned: false,
        signatures: Vec::new(),
    };
    let file = match File::read(bytes, options.password) {
        Ok(file) => file,
        Err(Closed::Unreadable(error)) => {
            report.reasons.push(unreadable(error));
            return report;
        }
        Err(Closed::Locked(locked)) => {
            report.encrypted = true;
            report.verdict = Verdict::Locked;
            report.reasons.push(match locked {
                Locked::Password => Reason::PasswordNeeded,
                Locked::Key => Reason::KeyNeeded,
            });
            return report;
        }
    };
    report.revisions = counted(file.sections().len());
    report.encrypted = file.is_encrypted();
    let judged = fields::signed(&file.latest())
        .and_then(|signed| Ok((doubts(&file, &signed)?, signatures(&file, signed, options)?)));
    match judged {
        Ok((mut doubts, judged)) => {
            let whole = |it: &Judged| it.signature.coverage == Coverage::Whole;
            if !judged.iter().all(whole) && is_linearized(&file) {
                doubts.push(Doubt::of(Reason::LinearizedSince));
            }
            report.verdict = verdict(&judged, &doubts);
            report.reasons = doubts.into_iter().map(|doubt| doubt.reason).collect();
            report.signatures = judged.into_iter().map(|it| it.signature).collect();
        }
        Err(error) => report.reasons.push(unreadable(error)),
    }
    if report.verdict == Verdict::NoSignature {
        report.scanned = scan::is_scan(&file.latest());
    }
    report
}

fn unreadable(error: Error) -> Reason {
    Reason::Unreadable { fault: error.fault, offset: error.offset.map(|it| it as u64) }
}

fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A signature, and whether its container could be read.
struct Judged {
    signature: Signature,
    readable: bool,
}

impl Judged {
    /// The time-stamp that this is, where it covers all of a revision.
    fn dates_before(&self, revision: usize) -> Option<&Stamp> {
        let it = &self.signature;
        let covers = it.kind == Kind::DocumentTimeStamp
            && it.coverage != Coverage::Partial
            && it.revision > counted(revision + 1);
        it.stamp.as_ref().filter(|_| covers)
    }
}

/// What is said of the file beside its signatures.
struct Doubt {
    reason: Reason,
    /// Whether it puts them in doubt.
    counts: bool,
}

impl Doubt {
    fn of(reason: Reason) -> Self {
        Self { reason, counts: true }
    }
}

/// The verdict on a file from those on its signatures; the worst counts.
fn verdict(signatures: &[Judged], doubts: &[Doubt]) -> Verdict {
    let any = |is: &dyn Fn(&Signature) -> bool| signatures.iter().any(|it| is(&it.signature));
    let in_doubt = doubts.iter().any(|doubt| doubt.counts);
    let lost = |doubt: &Doubt| matches!(doubt.reason, Reason::SignatureRemoved { .. });
    if signatures.is_empty() && doubts.iter().any(lost) {
        Verdict::Suspicious
    } else if signatures.is_empty() {
        Verdict::NoSignature
    } else if signatures.iter().any(|it| !it.readable) {
        Verdict::Unreadable
    } else if any(&|it| it.integrity != Integrity::Intact) {
        Verdict::Invalid
    } else if in_doubt
        || any(&|it| it.coverage == Coverage::Partial)
        || any(&|it| !matches!(it.changes, Changes::None | Changes::Permitted))
    {
        Verdict::Suspicious
    } else if any(&|it| it.coverage == Coverage::Whole) {
        Verdict::Whole
    } else {
        Verdict::PermittedUpdate
    }
}

fn doubts(file: &File<'_>, signed: &[Signed]) -> Result<Vec<Doubt>> {
    let mut doubts = Vec::new();
    for section in file.sections() {
        let twice = section.twice.iter().map(|&object| Reason::DefinedTwice { object });
        doubts.extend(twice.map(Doubt::of));
    }
    let removed = removed(file, signed)?.into_iter();
    doubts.extend(removed.map(|field| Doubt::of(Reason::SignatureRemoved { field })));
    let after = file.bytes().get(end_of(file)..).unwrap_or_default();
    if !is_blank(after) {
        let bytes = after.len() as u64;
        let words: [&[u8]; 3] = [b"obj", b"xref", b"trailer"];
        let holds = |word: &&[u8]| after.windows(word.len()).any(|window| window == *word);
        doubts.push(if words.iter().any(holds) {
            Doubt::of(Reason::ObjectsAfterEnd { bytes })
        } else {
            Doubt { reason: Reason::BytesAfterEnd { bytes }, counts: false }
        });
    }
    if gives_rights(file).unwrap_or(false) {
        doubts.push(Doubt { reason: Reason::UsageRights, counts: false });
    }
    Ok(doubts)
}

/// Whether the file begins with a dictionary that tells readers where else to begin, and tells the
/// length that the file has: as long as it has another, they take no notice.
fn is_linearized(file: &File<'_>) -> bool {
    /// Within these bytes the standard has readers look for it.
    const HEAD: usize = 1024;
    let bytes = file.bytes();
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    let word = b"/Linearized";
    let Some(at) = head.windows(word.len()).position(|window| window == word) else { return false };
    let length = bytes.len().to_string();
    let numbers = head.get(at..).unwrap_or_default();
    numbers.split(|byte| !byte.is_ascii_digit()).any(|number| {
        let number = number.iter().skip_while(|digit| **digit == b'0');
        number.eq(length.as_bytes())
    })
}

/// Where the last line of the file ends. An end that is only repeated does not move it: what lies
/// between the two is in no revision.
fn end_of(file: &File<'_>) -> usize {
    let last = file.sections().iter().map(|section| section.end).max().unwrap_or_default();
    let mut lexer = Lexer::in_file(file.bytes(), last);
    lexer.skip_space();
    let told = lexer.take_word(b"startxref") && {
        lexer.skip_space();
        lexer.take_digits().is_some()
    };
    let line = lexer.rest();
    let spaces = line.iter().take_while(|byte| is_space(**byte)).count();
    let marker = b"%%EOF";
    let ends = told && line.get(spaces..).is_some_and(|it| it.starts_with(marker));
    if ends { lexer.position() + spaces + marker.len() } else { last }
}

/// The fields of the signatures that an earlier revision had and the last one has no longer.
///
/// The rules of changes say so too. This asks nothing of them, so that what one of them may overlook
/// is not lost without a word.
fn removed(file: &File<'_>, signed: &[Signed]) -> Result<BTreeSet<String>> {
    let latest = file.sections().len().saturating_sub(1);
    let now: HashSet<_> = signed
        .iter()
        .map(|it| (it.name.as_str(), it.value, file.location(it.value, latest)))
        .collect();
    let mut removed = BTreeSet::new();
    for revision in 0..file.sections().len().saturating_sub(1) {
        let earlier = match fields::signed(&file.view(revision)) {
            Ok(earlier) => earlier,
            Err(error) if error.fault == Fault::TooLarge => return Err(error),
            // The first part of a file made for the web counts as a revision, and has no form yet.
            Err(_) => continue,
        };
        let gone = earlier.into_iter().filter(|it| {
            !now.contains(&(it.name.as_str(), it.value, file.location(it.value, revision)))
        });
        removed.extend(gone.map(|it| it.name));
    }
    Ok(removed)
}

fn gives_rights(file: &File<'_>) -> Result<bool> {
    let view = file.latest();
    let root = view.root()?;
    let Some(root) = root.dictionary() else { return Ok(false) };
    let permissions = view.value(root, "Perms")?;
    let permissions = permissions.as_deref().and_then(Object::dictionary);
    Ok(permissions.is_some_and(|it| it.has("UR") || it.has("UR3")))
}

/// Judges each signature; they come in the order in which they were made.
fn signatures(file: &File<'_>, fields: Vec<Signed>, options: &Options<'_>) -> Result<Vec<Judged>> {
    let view = file.latest();
    let revision = |it: &Signed| file.locate(it.value, view.revision()).map_or(0, |(_, it)| it);
    let mut signed: Vec<_> = fields.into_iter().map(|it| (revision(&it), it)).collect();
    signed.sort_by_key(|(revision, _)| *revision);
    let kept = if signed.is_empty() { SecurityStore::default() } else { store::read(&view) };
    // The last first: a time-stamp of the document dates every signature that it covers.
    let mut judged: Vec<Judged> = Vec::with_capacity(signed.len());
    let mut covered: Option<SecurityStore> = None;
    for (revision, field) in signed.iter().rev() {
        let later: Vec<_> = judged.iter().filter_map(|it| it.dates_before(*revision)).collect();
        let covered_by = covered.as_ref().filter(|_| !later.is_empty());
        let context = Context { store: &kept, later, covered: covered_by, options };
        let one = judge(file, field, *revision, &context)?;
        let covers = one.dates_before(0).is_some_and(|it| it.integrity == Integrity::Intact);
        if covers && covered.is_none() {
            covered = Some(store::read(&file.view(*revision)));
        }
        judged.push(one);
    }
    judged.reverse();
    Ok(judged)
}

/// What a signature is judged with.
struct Context<'a> {
    /// What the file keeps for later verification.
    store: &'a SecurityStore,
    /// The time-stamps of the document that cover it.
    later: Vec<&'a Stamp>,
    /// What the file kept when the last of them was made.
    covered: Option<&'a SecurityStore>,
    options: &'a Options<'a>,
}

fn judge(
    file: &File<'_>,
    signed: &Signed,
    revision: usize,
    context: &Context<'_>,
) -> Result<Judged> {
    let view = file.latest();
    let dictionary = signed.dictionary()?;
    let covered = coverage::of(file, signed, revision)?;
    let sub_filter = terms::sub_filter(&view, dictionary)?;
    let mut reasons = covered.reasons.clone();

    let said = terms::read(&view, signed);
    let review = match (&said, covered.coverage) {
        (_, Coverage::Whole) => Review { changes: Some(Changes::None), ..Review::default() },
        (_, Coverage::Partial) => {
            Review { changes: Some(Changes::Suspicious), ..Review::default() }
        }
        (Ok(said), Coverage::Revision) => {
            let terms = Terms {
                revision,
                length: covered.end,
                permission: said.permission,
                lock: said.lock.clone(),
            };
            changes::review(file, &terms)
        }
        (Err(_), Coverage::Revision) => {
            Review { changes: Some(Changes::Unreadable), ..Review::default() }
        }
    };
    reasons.extend(review.reasons);
    let said = said.unwrap_or_else(|error| {
        let offset = error.offset.map(|it| it as u64);
        reasons.push(Reason::ChangeUnreadable { fault: error.fault, offset });
        Said { kind: Kind::Approval, permission: None, lock: None }
    });

    let outcome = verify(&view, dictionary, sub_filter, &covered, context, &mut reasons)?;
    let told = |key: &str| -> Option<String> {
        let value = view.value(dictionary, key).ok()??;
        value.string().map(text).filter(|it| !it.is_empty())
    };
    let is_revision = covered.coverage != Coverage::Partial;
    reasons.extend(outcome.reasons);
    let readable = outcome.readable;
    let signature = Signature {
        field: signed.name.clone(),
        kind: said.kind,
        sub_filter,
        integrity: outcome.integrity,
        coverage: covered.coverage,
        revision: counted(revision + 1),
        signed_length: is_revision.then_some(covered.end as u64),
        changes: review.changes.unwrap_or(Changes::Unreadable),
        changed: review.changed,
        permission: said.permission,
        signer: outcome.signer,
        claimed_at: outcome.claimed_at,
        stamp: outcome.stamp,
        motive: told("Reason"),
        place: told("Location"),
        level: outcome.level,
        algorithm: outcome.algorithm,
        weaknesses: outcome.weaknesses,
        day: outcome.day,
        chain: outcome.chain,
        trust: outcome.trust,
        reasons,
    };
    Ok(Judged { signature, readable })
}

fn verify(
    view: &crate::file::View<'_, '_>,
    dictionary: &Dictionary,
    sub_filter: Option<SubFilter>,
    covered: &Covered<'_>,
    context: &Context<'_>,
    reasons: &mut Vec<Reason>,
) -> Result<cms::Outcome> {
    let fault = Error::new(Fault::Signature);
    let contents = view.value(dictionary, "Contents")?.ok_or(fault)?;
    let contents = contents.string().ok_or(fault)?;
    let Some(known) = sub_filter else {
        let name = view.value(dictionary, "SubFilter")?;
        let name = name.as_deref().and_then(Object::name);
        let name = name.map(|it| String::from_utf8_lossy(it.bytes()).into_owned());
        reasons.push(Reason::SubFilterUnknown { name: name.unwrap_or_default() });
        return Ok(cms::Outcome::unknown(false));
    };
    if covered.pieces.is_empty() {
        return Ok(cms::Outcome::unknown(true));
    }
    let claimed_at = match view.value(dictionary, "M")? {
        Some(day) => day.string().and_then(moment),
        None => None,
    };
    let certificates = match view.value(dictionary, "Cert")?.as_deref() {
        Some(Object::String(one)) => vec![one.to_vec()],
        Some(Object::Array(several)) => {
            several.iter().filter_map(|it| Some(view.follow(it).ok()?.string()?.to_vec())).collect()
        }
        _ => Vec::new(),
    };
    let signed = cms::Signed {
        sub_filter: known,
        contents,
        segments: &covered.pieces,
        certificates: &certificates,
        claimed_at,
    };
    let context = cms::Context {
        trust: context.options.trust,
        store: context.store,
        later: &context.later,
        covered: context.covered,
        judged_at: context.options.judged_at,
    };
    let mut outcome = cms::verify(&signed, &context);
    if !terms::is_consistent(dictionary, known) {
        outcome.integrity = Integrity::Unknown;
        reasons.push(Reason::KindContradicts);
    }
    Ok(outcome)
}
