//! A document is the bytes as they were received, known by their SHA-256.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{ConventionId, DocumentId, Refusal};

/// The largest file that a club keeps, in bytes: more would make each backup a burden.
pub const LARGEST: u64 = 100 * 1024 * 1024;

/// A file attached to a convention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Which document it is.
    pub id: DocumentId,
    /// What it is attached to.
    pub convention: ConventionId,
    /// What it is to the convention.
    pub role: Role,
    /// The name of the file as it was received.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
    /// The day it was received.
    pub received_on: NaiveDate,
}

/// What a document is to its convention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The text as it was sent.
    Draft,
    /// The text as the member signed it.
    SignedByMember,
    /// The text as both sides signed it.
    Countersigned,
    /// Something that goes with it.
    Annex,
}

impl Document {
    /// Refuses a document that was not received yet.
    pub fn check_day(&self, today: NaiveDate) -> Result<(), Refusal> {
        if today < self.received_on {
            return Err(Refusal::StillToCome { on: self.received_on });
        }
        Ok(())
    }

    /// Refuses a document without a name, and bytes that are among `others` already, which are
    /// attached to the same convention.
    pub fn check(&self, others: &[Self]) -> Result<(), Refusal> {
        if self.name.trim().is_empty() {
            return Err(Refusal::NameMissing);
        }
        match others.iter().find(|it| it.sha256 == self.sha256 && it.id != self.id) {
            Some(other) => Err(Refusal::AlreadyAttached { name: other.name.clone() }),
            None => Ok(()),
        }
    }
}

/// Refuses what is not a PDF of a reasonable size.
///
/// `head` is the beginning of the file: by the standard a PDF may have up to 1 024 bytes before its
/// mark, and mail gateways do add some.
pub fn check_pdf(head: &[u8], size: u64) -> Result<(), Refusal> {
    if size == 0 {
        return Err(Refusal::FileEmpty);
    }
    if size > LARGEST {
        return Err(Refusal::FileTooLarge { bytes: size });
    }
    let head = &head[..head.len().min(1024)];
    if head.windows(5).any(|it| it == b"%PDF-") { Ok(()) } else { Err(Refusal::NotAPdf) }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_same_bytes_are_attached_once_to_a_convention() {
        let today: NaiveDate = "2026-11-24".parse().unwrap();
        let there = Document {
            id: DocumentId(Uuid::nil()),
            convention: ConventionId(Uuid::nil()),
            role: Role::Countersigned,
            name: "Convention signée.pdf".into(),
            sha256: "e3b0".into(),
            size: 9,
            received_on: today,
        };
        let new =
            Document { id: DocumentId(Uuid::max()), name: "copie.pdf".into(), ..there.clone() };
        let others = [there.clone()];
        let name = there.name.clone();
        assert_eq!(new.check(&others), Err(Refusal::AlreadyAttached { name }));
        assert_eq!(new.check(&[]), Ok(()));
        assert_eq!(there.check(&others), Ok(()));
        assert_eq!(there.check_day(today), Ok(()));
        let unnamed = Document { name: " ".into(), ..new.clone() };
        assert_eq!(unnamed.check(&[]), Err(Refusal::NameMissing));
        let on = today.succ_opt().unwrap();
        let early = Document { received_on: on, ..new };
        assert_eq!(early.check_day(today), Err(Refusal::StillToCome { on }));
    }

    #[test]
    fn a_pdf_is_known_by_its_mark_and_its_size() {
        for (head, size, expected) in [
            (&b"%PDF-1.7\n"[..], 9, Ok(())),
            (b"\r\n\r\n%PDF-1.4", 12, Ok(())),
            (b"", 0, Err(Refusal::FileEmpty)),
            (b"PK\x03\x04", 4, Err(Refusal::NotAPdf)),
            (b"%PDF-1.7\n", LARGEST, Ok(())),
            (b"%PDF-1.7\n", LARGEST + 1, Err(Refusal::FileTooLarge { bytes: LARGEST + 1 })),
        ] {
            assert_eq!(check_pdf(head, size), expected);
        }
        let late = [vec![b' '; 1024], b"%PDF-1.7".to_vec()].concat();
        assert_eq!(check_pdf(&late, 1032), Err(Refusal::NotAPdf));
    }
}
