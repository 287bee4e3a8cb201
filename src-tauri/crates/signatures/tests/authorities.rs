//! The files in which one receives authorities.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

use std::{fs, path::Path};

use signatures::trust::{self, Authority, Found, ServiceKind, TrustError, TrustList};

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/authorities").join(name)).unwrap()
}

fn names(found: &Found) -> Vec<&str> {
    found.authorities.iter().map(|authority| authority.name.as_str()).collect()
}

#[test]
fn an_authority_is_the_same_in_each_kind_of_file() {
    let der = trust::read(&file("root.der")).unwrap();
    assert_eq!(names(&der), ["Racine Exemple"]);
    assert_eq!(trust::read(&file("root.pem")).unwrap(), der);
    let both = trust::read(&file("both.p7b")).unwrap();
    assert_eq!(names(&both), ["Signatures Exemple", "Racine Exemple"]);
    assert_eq!(both.authorities[1], der.authorities[0]);
}

#[test]
fn a_file_with_the_same_certificate_twice_names_one_authority() {
    let twice = [file("root.pem"), file("root.pem")].concat();
    assert_eq!(names(&trust::read(&twice).unwrap()), ["Racine Exemple"]);
}

#[test]
fn the_list_of_a_state_says_for_what_and_since_when() {
    let found = trust::read(&file("national.xml")).unwrap();
    assert_eq!(found.issued_at, Some("2026-11-01T00:00:00Z".parse().unwrap()));
    assert_eq!(found.next_at, Some("2027-05-01T00:00:00Z".parse().unwrap()));
    assert_eq!(names(&found), ["Signatures Exemple", "Horloge Exemple"]);
    let [issuer, clock] = [0, 1].map(|index| found.authorities[index].service.clone().unwrap());
    assert_eq!(issuer.kind, ServiceKind::QualifiedCertificates);
    assert_eq!(issuer.country.as_deref(), Some("ZZ"));
    assert_eq!(issuer.provider.as_deref(), Some("Autorité Exemple"));
    let withdrawn = Some("2026-06-01T00:00:00Z".parse().unwrap());
    assert_eq!(issuer.granted.iter().map(|period| period.until).collect::<Vec<_>>(), [withdrawn]);
    assert_eq!(clock.kind, ServiceKind::TimeStamps);
    assert_eq!(clock.granted.first().map(|period| period.until), Some(None));
}

#[test]
fn the_list_of_the_lists_says_which_ones_to_fetch_instead() {
    let list = r#"<TrustServiceStatusList><SchemeInformation><PointersToOtherTSL>
        <OtherTSLPointer><SchemeTerritory>FR</SchemeTerritory></OtherTSLPointer>
        <OtherTSLPointer><SchemeTerritory>BE</SchemeTerritory></OtherTSLPointer>
        </PointersToOtherTSL></SchemeInformation></TrustServiceStatusList>"#;
    let countries = vec!["BE".to_owned(), "FR".to_owned()];
    assert_eq!(trust::read(list.as_bytes()), Err(TrustError::ListOfLists { countries }));
}

#[test]
fn what_names_no_authority_is_refused() {
    let key = b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    let damaged = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for bytes in [&b""[..], b"Bonjour", b"<html/>", key, damaged] {
        assert_eq!(trust::read(bytes), Err(TrustError::Unreadable));
    }
}

#[test]
fn a_list_says_when_it_changed() {
    let of = |name: &str| -> TrustList {
        trust::read(&file(name)).unwrap().authorities.into_iter().collect()
    };
    assert_eq!(of("root.pem").fingerprint(), of("root.der").fingerprint());
    assert_ne!(of("root.pem").fingerprint(), of("both.p7b").fingerprint());
    assert_ne!(of("root.pem").fingerprint(), TrustList::default().fingerprint());
    assert!(Authority::listed(b"no certificate", []).is_empty());
    assert_eq!(
        Authority::listed(&file("root.der"), []),
        trust::read(&file("root.der")).unwrap().authorities
    );
}
