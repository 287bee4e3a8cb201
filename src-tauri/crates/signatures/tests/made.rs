//! The files of `fixtures/`, each with what it shows; `fixtures/make.py` makes them.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

use std::{fmt::Write, fs, path::Path};

use chrono::{DateTime, Utc};
use expect_test::{Expect, expect};
use signatures::{
    Options, Report, examine,
    report::{DaySource, Integrity, Key, Reason, Revocation, Stamp, Trust, Verdict, Weakness},
    trust::{self, TrustList},
};

fn file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    fs::read(folder.join(name)).unwrap()
}

fn day(text: &str) -> DateTime<Utc> {
    format!("{text}T12:00:00Z").parse().unwrap()
}

fn judged(name: &str, trust: &TrustList) -> Report {
    let options = Options { password: Some("club"), trust, judged_at: day("2026-11-27") };
    examine(&file(name), &options)
}

fn authorities(name: &str) -> TrustList {
    trust::read(&file(name)).unwrap().authorities.into_iter().collect()
}

fn trust_in_root() -> TrustList {
    authorities("authorities/root.pem")
}

/// One line for each signature, of what its container says.
fn check(trust: &TrustList, names: &[&str], expected: Expect) {
    let mut lines = String::new();
    for name in names {
        let report = judged(name, trust);
        write!(lines, "{name}: {:?}", report.verdict).unwrap();
        for it in &report.signatures {
            let who = it.signer.as_ref().map_or("nobody", |person| &person.name);
            write!(lines, ", {:?} by {who}, {:?}", it.integrity, it.trust).unwrap();
            if let Some(level) = it.level {
                write!(lines, ", {level:?}").unwrap();
            }
            if let Some(stamp) = &it.stamp {
                write!(lines, ", stamped {:?} {:?}", stamp.integrity, stamp.trust).unwrap();
            }
            for reason in &it.reasons {
                write!(lines, ", {}", serde_json::to_value(reason).unwrap()["code"]).unwrap();
            }
        }
        lines.push('\n');
    }
    expected.assert_eq(&lines);
}

#[test]
fn each_kind_of_key_and_of_digest_verifies() {
    let names = [
        "pkcs7.pdf",
        "b_b.pdf",
        "b_b_streams.pdf",
        "pss.pdf",
        "p384.pdf",
        "p521.pdf",
        "brainpool.pdf",
        "ed25519.pdf",
        "ed448.pdf",
        "sha3.pdf",
        "sha1.pdf",
        "rsa1024.pdf",
        "locked.pdf",
    ];
    let mut lines = String::new();
    for name in names {
        let report = judged(name, &TrustList::default());
        let signature = &report.signatures[0];
        assert_eq!(signature.integrity, Integrity::Intact, "{name}");
        let algorithm = signature.algorithm.as_ref().unwrap();
        let key = match &algorithm.key {
            Key::Rsa { bits } => format!("RSA {bits} {:?}", algorithm.padding.unwrap()),
            Key::Ecdsa { curve } => curve.clone(),
            Key::Ed25519 => "Ed25519".to_owned(),
            Key::Ed448 => "Ed448".to_owned(),
            Key::Other { oid } => oid.clone(),
        };
        writeln!(lines, "{name}: {key} {:?} {:?}", algorithm.digest, signature.weaknesses).unwrap();
    }
    expect![[r#"
        pkcs7.pdf: RSA 2048 Pkcs1 Sha256 []
        b_b.pdf: P-256 Sha256 []
        b_b_streams.pdf: P-256 Sha256 []
        pss.pdf: RSA 2048 Pss Sha256 []
        p384.pdf: P-384 Sha384 []
        p521.pdf: P-521 Sha512 []
        brainpool.pdf: brainpoolP256r1 Sha256 []
        ed25519.pdf: Ed25519 Sha512 []
        ed448.pdf: Ed448 Shake256 []
        sha3.pdf: RSA 2048 Pkcs1 Sha3_256 []
        sha1.pdf: RSA 2048 Pkcs1 Sha1 [Digest { digest: Sha1 }]
        rsa1024.pdf: RSA 1024 Pkcs1 Sha256 [ShortKey { bits: 1024 }]
        locked.pdf: P-256 Sha256 []
    "#]]
    .assert_eq(&lines);
}

#[test]
fn without_a_list_of_authorities_nothing_is_said_of_trust() {
    let names = ["plain.pdf", "b_b.pdf", "b_t.pdf", "expired.pdf", "revoked.pdf"];
    check(
        &TrustList::default(),
        &names,
        expect![[r#"
        plain.pdf: NoSignature
        b_b.pdf: Whole, Intact by Zoé Martin, NotEvaluated, BB
        b_t.pdf: Whole, Intact by Zoé Martin, NotEvaluated, BT, stamped Intact NotEvaluated
        expired.pdf: Whole, Intact by Lou Bernard, NotEvaluated, BB, "certificate_expired"
        revoked.pdf: PermittedUpdate, Intact by Ali Petit, NotEvaluated, BLT, stamped Intact NotEvaluated, "certificate_revoked"
    "#]],
    );
}

#[test]
fn a_chain_leads_to_an_authority_or_it_does_not() {
    let names = [
        "b_b.pdf",
        "b_t.pdf",
        "b_lt.pdf",
        "b_lta.pdf",
        "signed_after_lta.pdf",
        "stamped_later.pdf",
        "time_stamp.pdf",
        "expired.pdf",
        "revoked.pdf",
        "revoked_predated.pdf",
        "weak_stamp.pdf",
        "server.pdf",
        "twice.pdf",
    ];
    check(
        &trust_in_root(),
        &names,
        expect![[r#"
            b_b.pdf: Whole, Intact by Zoé Martin, Trusted, BB
            b_t.pdf: Whole, Intact by Zoé Martin, Trusted, BT, stamped Intact Trusted
            b_lt.pdf: PermittedUpdate, Intact by Zoé Martin, Trusted, BLT, stamped Intact Trusted
            b_lta.pdf: PermittedUpdate, Intact by Zoé Martin, Trusted, BLTA, stamped Intact Trusted, Intact by Horloge Exemple, Trusted, stamped Intact Trusted
            signed_after_lta.pdf: Whole, Intact by Zoé Martin, Trusted, BLTA, stamped Intact Trusted, Intact by Horloge Exemple, Trusted, stamped Intact Trusted, Intact by Zoé Martin, Trusted, BB
            stamped_later.pdf: Whole, Intact by Zoé Martin, Trusted, BT, stamped Intact Trusted, Intact by Horloge Exemple, Trusted, stamped Intact Trusted
            time_stamp.pdf: Whole, Intact by Horloge Exemple, Trusted, stamped Intact Trusted
            expired.pdf: Whole, Intact by Lou Bernard, Expired, BB, "certificate_expired"
            revoked.pdf: PermittedUpdate, Intact by Ali Petit, Revoked, BLT, stamped Intact Trusted, "certificate_revoked"
            revoked_predated.pdf: PermittedUpdate, Intact by Ali Petit, Revoked, BLT, stamped Intact Unknown, "certificate_revoked"
            weak_stamp.pdf: Whole, Intact by Zoé Martin, Trusted, BB, stamped Unknown Trusted
            server.pdf: Whole, Intact by www.example.org, Unfit, BB, "certificate_unfit"
            twice.pdf: Whole, Intact by Zoé Martin, Trusted, BB, Intact by Ali Petit, Trusted, BB
        "#]],
    );
}

#[test]
fn an_authority_counts_on_the_days_for_which_its_state_granted_it() {
    let names = ["b_b.pdf", "b_t.pdf", "time_stamp.pdf"];
    check(
        &authorities("authorities/national.xml"),
        &names,
        expect![[r#"
            b_b.pdf: Whole, Intact by Zoé Martin, Unknown, BB, "issuer_not_granted"
            b_t.pdf: Whole, Intact by Zoé Martin, Trusted, BT, stamped Intact Trusted
            time_stamp.pdf: Whole, Intact by Horloge Exemple, Trusted, stamped Intact Trusted
        "#]],
    );
}

#[test]
fn an_authority_does_not_count_on_the_days_for_which_it_was_withdrawn() {
    let mut authorities = trust::read(&file("authorities/national.xml")).unwrap().authorities;
    for period in authorities.iter_mut().flat_map(|it| &mut it.service.as_mut().unwrap().granted) {
        period.until = Some(day("2026-02-01"));
    }
    let trust: TrustList = authorities.into_iter().collect();
    assert_eq!(judged("b_b.pdf", &trust).signatures[0].trust, Trust::Unknown);
    assert_eq!(judged("time_stamp.pdf", &trust).signatures[0].trust, Trust::Unknown);
}

#[test]
fn another_authority_makes_nobody_trusted() {
    let report = judged("b_b.pdf", &TrustList::default());
    let chain = &report.signatures[0].chain;
    assert_eq!(chain.len(), 3);
    let trust = authorities("authorities/root.der");
    assert_eq!(trust.authorities()[0].sha256, chain[2].sha256);
    let stranger = authorities("authorities/national.xml").authorities()[1].clone();
    let trust: TrustList = std::iter::once(stranger).collect();
    assert_eq!(judged("b_b.pdf", &trust).signatures[0].trust, Trust::Unknown);
}

#[test]
fn the_signer_is_named_as_the_certificate_names_them() {
    let person =
        |name: &str| judged(name, &TrustList::default()).signatures[0].signer.clone().unwrap();
    let zoe = person("b_b.pdf");
    assert_eq!(zoe.name, "Zoé Martin");
    assert_eq!(zoe.organisation.as_deref(), Some("Club Exemple"));
    assert_eq!(zoe.email.as_deref(), Some("zoe@example.org"));
    assert!(!zoe.qualified && !zoe.seal);
    let seal = person("seal.pdf");
    assert!(seal.qualified && seal.seal);
}

#[test]
fn what_the_signer_says_is_told_from_what_a_time_stamp_proves() {
    let trust = trust_in_root();
    let claimed = judged("b_b.pdf", &trust).signatures.remove(0);
    assert_eq!(claimed.stamp, None);
    assert_eq!(claimed.day.unwrap().source, DaySource::Claim);
    let stamped = judged("b_t.pdf", &trust).signatures.remove(0);
    let Stamp { at, authority, integrity, trust } = stamped.stamp.unwrap();
    assert_eq!(at, "2026-03-02T10:00:00Z".parse::<DateTime<Utc>>().unwrap());
    assert_eq!(authority.unwrap().name, "Horloge Exemple");
    assert_eq!((integrity, trust), (Integrity::Intact, Trust::Trusted));
    assert_eq!(stamped.day.unwrap().source, DaySource::Stamp);
    // A time-stamp of the document dates every signature that it covers.
    let later = judged("stamped_later.pdf", &trust_in_root()).signatures.remove(0);
    assert_eq!(later.stamp.unwrap().at, at);
    assert_eq!(later.day.unwrap().source, DaySource::Stamp);
}

#[test]
fn a_time_stamp_of_somebody_unknown_dates_nothing() {
    for trust in [TrustList::default(), trust_in_root()] {
        let signature = judged("revoked_predated.pdf", &trust).signatures.remove(0);
        assert_eq!(signature.day.unwrap().source, DaySource::Claim);
        assert!(matches!(signature.chain[0].revocation, Revocation::Revoked { .. }));
    }
}

#[test]
fn without_a_time_stamp_a_certificate_is_to_hold_on_the_day_of_judgement_too() {
    let trust = trust_in_root();
    let on = |name: &str, judged_at| {
        let options = Options { password: None, trust: &trust, judged_at };
        examine(&file(name), &options).signatures.remove(0)
    };
    let after_the_end = day("2056-06-01");
    assert_eq!(on("b_b.pdf", day("2026-11-27")).trust, Trust::Trusted);
    assert_eq!(on("b_b.pdf", after_the_end).trust, Trust::Expired);
    // The authority of the time-stamp has expired as well.
    assert_eq!(on("b_t.pdf", after_the_end).trust, Trust::Expired);
    // A day that is yet to come is nobody's to claim.
    let early = on("b_b.pdf", day("2026-02-01"));
    assert_eq!(early.day.unwrap().source, DaySource::Judgement);
    assert!(early.reasons.contains(&Reason::ClaimedInFuture));
}

#[test]
fn what_the_file_keeps_says_whether_a_certificate_was_revoked() {
    let trust = trust_in_root();
    let found = |name: &str| judged(name, &trust).signatures[0].chain[0].revocation;
    assert_eq!(found("b_t.pdf"), Revocation::Unknown);
    assert_eq!(found("b_lt.pdf"), Revocation::Good);
    let at = "2026-03-01T10:00:00Z".parse().unwrap();
    assert_eq!(found("revoked.pdf"), Revocation::Revoked { at });
}

#[test]
fn what_is_weak_is_said_to_be() {
    let weaknesses =
        |name: &str| judged(name, &TrustList::default()).signatures[0].weaknesses.clone();
    assert_eq!(weaknesses("b_b.pdf"), []);
    assert_eq!(weaknesses("rsa1024.pdf"), [Weakness::ShortKey { bits: 1024 }]);
    assert!(matches!(weaknesses("sha1.pdf")[..], [Weakness::Digest { .. }, ..]));
}

#[test]
fn a_locked_file_asks_for_its_password() {
    let trust = TrustList::default();
    let options = Options { password: None, trust: &trust, judged_at: day("2026-11-27") };
    assert_eq!(examine(&file("locked.pdf"), &options).verdict, Verdict::Locked);
    assert_eq!(judged("locked.pdf", &trust).verdict, Verdict::Whole);
}

#[test]
fn what_came_after_a_certification_is_held_against_what_it_permits() {
    let names = [
        "certified.pdf",
        "certified_filled.pdf",
        "certified_signed.pdf",
        "final.pdf",
        "final_filled.pdf",
    ];
    check(
        &TrustList::default(),
        &names,
        expect![[r#"
        certified.pdf: Whole, Intact by Zoé Martin, NotEvaluated, BB
        certified_filled.pdf: PermittedUpdate, Intact by Zoé Martin, NotEvaluated, BB
        certified_signed.pdf: Whole, Intact by Zoé Martin, NotEvaluated, BB, Intact by Ali Petit, NotEvaluated, BB
        final.pdf: Whole, Intact by Zoé Martin, NotEvaluated, BB
        final_filled.pdf: Suspicious, Intact by Zoé Martin, NotEvaluated, BB, "change_forbidden"
    "#]],
    );
}
