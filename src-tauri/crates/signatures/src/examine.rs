//! The parts put together: a file is opened, its signatures are judged, and the file by them.

use crate::{
    Options,
    changes::{self, Review, Terms},
    cms::{self, SecurityStore},
    coverage::{self, Covered},
    crypt::Locked,
    fields::{self, Signed},
    file::{Closed, File, last_start},
    report::{Changes, Coverage, Integrity, Kind, Reason, Report, Signature, SubFilter, Verdict},
    scan, store,
    syntax::{Dictionary, Error, Object, Result, is_space},
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
    match signatures(&file, options) {
        Ok(judged) => {
            let doubts = doubts(&file);
            report.verdict = verdict(&judged, doubts.iter().any(|doubt| doubt.1));
            report.reasons = doubts.into_iter().map(|doubt| doubt.0).collect();
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

/// The verdict on a file from those on its signatures; the worst counts.
fn verdict(signatures: &[Judged], in_doubt: bool) -> Verdict {
    let any = |is: &dyn Fn(&Signature) -> bool| signatures.iter().any(|it| is(&it.signature));
    if signatures.is_empty() {
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

/// What is said of the file beside its signatures, and whether it puts them in doubt.
fn doubts(file: &File<'_>) -> Vec<(Reason, bool)> {
    let mut doubts = Vec::new();
    for section in file.sections() {
        doubts.extend(section.twice.iter().map(|&object| (Reason::DefinedTwice { object }, true)));
    }
    let end = last_start(file.bytes()).map_or(0, |end| end.after);
    let after = file.bytes().get(end..).unwrap_or_default();
    if after.iter().any(|byte| !is_space(*byte)) {
        let bytes = after.len() as u64;
        let words: [&[u8]; 3] = [b"obj", b"xref", b"trailer"];
        let holds = |word: &&[u8]| after.windows(word.len()).any(|window| window == *word);
        doubts.push(if words.iter().any(holds) {
            (Reason::ObjectsAfterEnd { bytes }, true)
        } else {
            (Reason::BytesAfterEnd { bytes }, false)
        });
    }
    if gives_rights(file).unwrap_or(false) {
        doubts.push((Reason::UsageRights, false));
    }
    doubts
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
fn signatures(file: &File<'_>, options: &Options<'_>) -> Result<Vec<Judged>> {
    let view = file.latest();
    let mut signed = Vec::new();
    for field in fields::signed(&view)? {
        let revision = file.locate(field.value, view.revision()).map_or(0, |(_, it)| it);
        signed.push((revision, field));
    }
    signed.sort_by_key(|(revision, _)| *revision);
    let mut kept = SecurityStore::default();
    if !signed.is_empty() {
        kept = store::read(&view);
        let last_stamp = signed.iter().rev().find(|(_, it)| is_time_stamp(it)).map(|it| it.0);
        kept.covered_by_stamp =
            store::first_kept(file).zip(last_stamp).is_some_and(|(kept, stamped)| stamped >= kept);
    }
    signed.iter().map(|(revision, field)| judge(file, field, *revision, &kept, options)).collect()
}

fn is_time_stamp(signed: &Signed) -> bool {
    signed
        .signature
        .dictionary()
        .and_then(|it| it.get("Type"))
        .is_some_and(|it| it.is_name("DocTimeStamp"))
}

fn judge(
    file: &File<'_>,
    signed: &Signed,
    revision: usize,
    kept: &SecurityStore,
    options: &Options<'_>,
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

    let outcome = verify(&view, dictionary, sub_filter, &covered, kept, options, &mut reasons)?;
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
    kept: &SecurityStore,
    options: &Options<'_>,
    reasons: &mut Vec<Reason>,
) -> Result<cms::Outcome> {
    let fault = Error::new(crate::report::Fault::Signature);
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
    let context = cms::Context { trust: options.trust, store: kept, judged_at: options.judged_at };
    let mut outcome = cms::verify(&signed, &context);
    if !terms::is_consistent(dictionary, known) {
        outcome.integrity = Integrity::Unknown;
        reasons.push(Reason::KindContradicts);
    }
    Ok(outcome)
}
