//! What the file itself says of revocation: lists and answers that the authorities signed, kept by
//! whoever made the signature last. Nothing is asked of anybody.

mod crl;
mod ocsp;

use chrono::{DateTime, TimeDelta, Utc};

use crate::{certificate::Certificate, chain::Moment, report::Revocation};
use crl::Crl;
use ocsp::Answer;

/// A store of ten years of time-stamps has a few dozen.
const MAX_PROOFS: usize = 256;

/// An answer that announces no next one is taken for a day: signers ask before they have the stamp.
const FRESH: TimeDelta = TimeDelta::days(1);

/// The lists and the answers of a file.
#[derive(Debug, Default)]
pub(crate) struct Proofs<'a> {
    crls: Vec<Crl<'a>>,
    answers: Vec<Answer<'a>>,
}

/// What one proof says of one certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Said {
    /// Since when it is revoked, if it is.
    revoked: Option<DateTime<Utc>>,
    /// The moment for which this was said.
    from: DateTime<Utc>,
    /// The moment by which it was to be said again.
    until: Option<DateTime<Utc>>,
}

impl<'a> Proofs<'a> {
    /// Takes in those that can be read; one that cannot proves nothing.
    pub(crate) fn gather(
        crls: impl Iterator<Item = &'a [u8]>,
        answers: impl Iterator<Item = &'a [u8]>,
    ) -> Self {
        Self {
            crls: crls.take(MAX_PROOFS).filter_map(|raw| Crl::read(raw).ok()).collect(),
            answers: answers.take(MAX_PROOFS).filter_map(|raw| Answer::read(raw).ok()).collect(),
        }
    }

    /// What the proofs that `issuer` signed say of a certificate on the day that counts.
    pub(crate) fn of(
        &self,
        certificate: &Certificate<'_>,
        issuer: &Certificate<'_>,
        moment: Moment,
    ) -> Revocation {
        self.said(certificate, issuer)
            .fold(Revocation::Unknown, |known, said| worse(known, said.on(moment)))
    }

    /// Whether one of the proofs speaks of a certificate at all.
    pub(crate) fn speak_of(&self, certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> bool {
        self.said(certificate, issuer).next().is_some()
    }

    fn said(
        &self,
        certificate: &Certificate<'_>,
        issuer: &Certificate<'_>,
    ) -> impl Iterator<Item = Said> {
        let lists = self.crls.iter().filter_map(|crl| crl.say(certificate, issuer));
        let answers = self.answers.iter().filter_map(|answer| answer.say(certificate, issuer));
        // An authority forgets whom it revoked once the certificate has expired.
        let knows = |said: &Said| said.revoked.is_some() || said.from <= certificate.valid_until;
        lists.chain(answers).filter(knows)
    }
}

impl Said {
    fn on(self, moment: Moment) -> Revocation {
        match self.revoked {
            // A revocation only ever came too late for what is proven to be older.
            Some(at) if at <= moment.proven => Revocation::Revoked { at },
            Some(_) => Revocation::Good,
            None if moment.proven <= self.until.unwrap_or(self.from + FRESH) => Revocation::Good,
            // It was said too long before the day that counts.
            None => Revocation::Unknown,
        }
    }
}

fn worse(one: Revocation, other: Revocation) -> Revocation {
    match (one, other) {
        (Revocation::Revoked { at: one }, Revocation::Revoked { at: other }) => {
            Revocation::Revoked { at: one.min(other) }
        }
        (revoked @ Revocation::Revoked { .. }, Revocation::Good | Revocation::Unknown)
        | (Revocation::Good | Revocation::Unknown, revoked @ Revocation::Revoked { .. }) => revoked,
        (Revocation::Good, Revocation::Good | Revocation::Unknown)
        | (Revocation::Unknown, Revocation::Good) => Revocation::Good,
        (Revocation::Unknown, Revocation::Unknown) => Revocation::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: u32) -> DateTime<Utc> {
        chrono::NaiveDate::from_ymd_opt(2026, 3, day)
            .unwrap()
            .and_hms_opt(12, 0, 0)
            .unwrap()
            .and_utc()
    }

    fn stamped(day: u32) -> Moment {
        Moment { said: on(day), proven: on(day) }
    }

    #[test]
    fn a_revocation_after_the_time_stamp_comes_too_late() {
        let said = Said { revoked: Some(on(10)), from: on(20), until: None };
        assert_eq!(said.on(stamped(9)), Revocation::Good);
        assert_eq!(said.on(stamped(11)), Revocation::Revoked { at: on(10) });
    }

    #[test]
    fn a_revocation_after_a_day_that_is_only_claimed_counts() {
        let said = Said { revoked: Some(on(10)), from: on(20), until: None };
        let claimed = Moment { said: on(9), proven: on(30) };
        assert_eq!(said.on(claimed), Revocation::Revoked { at: on(10) });
    }

    #[test]
    fn what_was_said_long_before_proves_nothing() {
        let good = |until| Said { revoked: None, from: on(1), until };
        assert_eq!(good(None).on(stamped(2)), Revocation::Good);
        assert_eq!(good(None).on(stamped(3)), Revocation::Unknown);
        assert_eq!(good(Some(on(8))).on(stamped(8)), Revocation::Good);
        assert_eq!(good(Some(on(8))).on(stamped(9)), Revocation::Unknown);
    }

    #[test]
    fn the_first_revocation_is_the_one_that_counts() {
        let revoked = |day| Revocation::Revoked { at: on(day) };
        assert_eq!(worse(revoked(5), revoked(3)), revoked(3));
        assert_eq!(worse(Revocation::Good, revoked(3)), revoked(3));
        assert_eq!(worse(revoked(3), Revocation::Unknown), revoked(3));
        assert_eq!(worse(Revocation::Unknown, Revocation::Good), Revocation::Good);
    }
}
