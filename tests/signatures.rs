//! What the signatures of a document are worth to a club that trusts somebody, or nobody.

use std::{fs, path::Path};

use api::AuthorityFile;
use domain::DocumentId;
use expect_test::expect;
use signatures::report::{Kind, Report};
use uuid::Uuid;

use crate::{
    conventions::CONVENTION,
    office::{Office, TROIS_RIVIERES, answer},
};

const SIGNED: Uuid = Uuid::from_u128(21);

/// A file that the crate `signatures` made for its own tests.
fn file(name: &str) -> Vec<u8> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/crates/signatures/fixtures");
    fs::read(folder.join(name)).unwrap()
}

impl Office {
    /// With a convention whose signed PDF is the file `name`.
    async fn with_signed(name: &str) -> Self {
        let office = Self::open().await;
        office.enrol().await;
        office.draft(CONVENTION, TROIS_RIVIERES, "2026-01", "2026-02-01").await;
        office.attach(SIGNED, CONVENTION, name, file(name)).await;
        office
    }

    /// Trusts the certificates of `bytes`, brought in a file called `name`.
    async fn trust(&self, name: &str, bytes: &[u8]) -> String {
        match AuthorityFile::new(name.into(), bytes) {
            Ok(file) => answer(self.api.trust(&file).await),
            Err(failure) => answer(Err(failure)),
        }
    }

    /// Who signed the document, and whether they are trusted.
    async fn signers(&self) -> String {
        let card = self.api.examine(DocumentId(SIGNED), None).await.unwrap();
        told(&card.report)
    }
}

fn told(report: &Report) -> String {
    let signed = report.signatures.iter().filter(|it| it.kind != Kind::DocumentTimeStamp);
    let lines: Vec<_> = signed
        .map(|it| {
            let stamp = it.stamp.as_ref().map(|it| format!(", stamped {:?}", it.trust));
            let signer = it.signer.as_ref().map_or("nobody", |it| &it.name);
            format!("{signer} {:?}{}", it.trust, stamp.unwrap_or_default())
        })
        .collect();
    lines.join("; ")
}

#[tokio::test]
async fn an_authority_is_trusted_until_that_is_taken_back() {
    let office = Office::with_signed("b_t.pdf").await;
    let mut told = office.signers().await + "\n";
    told += &(office.trust("racine.pem", &file("authorities/root.pem")).await + "\n");
    told += &(office.signers().await + "\n");
    told += &(office.trust("racine.der", &file("authorities/root.der")).await + "\n");
    told += &(office.undo(5).await + "\n");
    told += &(office.signers().await + "\n");
    expect![[r#"
        Zoé Martin NotEvaluated, stamped NotEvaluated
        done, operation 5
        Zoé Martin Trusted, stamped Trusted
        {"code":"refused","with":{"code":"already_trusted","name":"Racine Exemple"}}
        done, operation 6
        Zoé Martin NotEvaluated, stamped NotEvaluated
    "#]]
    .assert_eq(&told);
}

#[tokio::test]
async fn what_a_state_has_withdrawn_is_not_trusted_since() {
    let office = Office::with_signed("b_t.pdf").await;
    let list = String::from_utf8(file("authorities/national.xml")).unwrap();
    let mut told = office.trust("liste.xml", list.as_bytes()).await + "\n";
    told += &(office.signers().await + "\n");
    // The same list once the authority is said to have been withdrawn before it signed.
    let later = list.replace("2026-06-01T00:00:00Z", "2026-02-01T00:00:00Z");
    assert_ne!(later, list);
    told += &(office.trust("liste.xml", later.as_bytes()).await + "\n");
    told += &(office.signers().await + "\n");
    told += &(office.trust("liste.xml", later.as_bytes()).await + "\n");
    told += &(office.undo(6).await + "\n");
    told += &(office.signers().await + "\n");
    expect![[r#"
        done, operation 5
        Zoé Martin Trusted, stamped Trusted
        done, operation 6
        Zoé Martin Unknown, stamped Trusted
        {"code":"refused","with":{"code":"already_trusted","name":"Signatures Exemple"}}
        done, operation 7
        Zoé Martin Trusted, stamped Trusted
    "#]]
    .assert_eq(&told);
    let lines = office.api.authorities().await.unwrap();
    let granted = |name: &str| {
        let line = lines.iter().find(|it| it.name == name).unwrap();
        line.services.iter().map(|it| (it.kind, it.granted.clone())).collect::<Vec<_>>()
    };
    expect![[r#"
        [
            [
                (
                    QualifiedCertificates,
                    [
                        Period {
                            from: 2026-01-01T00:00:00Z,
                            until: Some(
                                2026-06-01T00:00:00Z,
                            ),
                        },
                    ],
                ),
            ],
            [
                (
                    TimeStamps,
                    [
                        Period {
                            from: 2026-06-01T00:00:00Z,
                            until: None,
                        },
                        Period {
                            from: 2026-01-01T00:00:00Z,
                            until: Some(
                                2026-06-01T00:00:00Z,
                            ),
                        },
                    ],
                ),
            ],
        ]
    "#]]
    .assert_debug_eq(&["Signatures Exemple", "Horloge Exemple"].map(granted));
}

#[tokio::test]
async fn a_file_without_certificates_is_refused_in_words() {
    let office = Office::open().await;
    let lists = r#"<TrustServiceStatusList><SchemeInformation><PointersToOtherTSL>
        <OtherTSLPointer><SchemeTerritory>FR</SchemeTerritory></OtherTSLPointer>
        </PointersToOtherTSL></SchemeInformation></TrustServiceStatusList>"#;
    let mut told = office.trust("lotl.xml", lists.as_bytes()).await + "\n";
    told += &(office.trust("notes.txt", b"Bonjour").await + "\n");
    expect![[r#"
        {"code":"refused","with":{"code":"list_of_lists","countries":["FR"]}}
        {"code":"refused","with":{"code":"no_certificates"}}
    "#]]
    .assert_eq(&told);
    assert_eq!(office.operations().await, 0);
}
