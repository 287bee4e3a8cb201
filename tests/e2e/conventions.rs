//! A convention in the real window: from its draft to its PDF, which is shown and given back.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    desk::{Desk, Keyring, memory_of_the_page},
    paper::{check, endless_pdf, pdf},
    turn,
    window::{Window, key},
};

const MEMBER: &str = "00000000-0000-7000-8000-000000001001";

/// A club with one member, on the list of its conventions.
async fn with_member(desk: &Desk) -> Window {
    let window = Window::open(desk, &[]).await;
    window.call("create_club", json!({ "passphrase": "quatre mots bien choisis" })).await;
    window
        .does(json!({
            "kind": "create_organisation", "id": MEMBER,
            "organisation": { "name": "Ville de Landevant", "legal_name": null,
                "kind": "local_authority", "register_number": null, "parent": null },
            "membership": null,
        }))
        .await;
    // The page begins again, now that there is a club.
    window.run("document.body.id = 'before'; location.reload()", vec![]).await;
    window.sees("body:not(#before) nav").await;
    window.press("Conventions").await;
    window
}

/// The signed files that the project makes for its tests.
fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/crates/signatures/fixtures")
}

impl Window {
    /// Attaches one of the fixtures to the convention on screen.
    async fn attach(&self, desk: &Desk, name: &str) {
        self.attach_bytes(desk, name, &fs::read(fixtures().join(name)).unwrap()).await;
    }

    /// Attaches a PDF of these bytes.
    async fn attach_bytes(&self, desk: &Desk, name: &str, bytes: &[u8]) {
        let there = desk.folder("documents").join(name);
        fs::write(&there, bytes).unwrap();
        self.press("Joindre un PDF…").await;
        desk.answer_file_dialog("Joindre un PDF", &there);
        self.sees("[role=dialog] :is(input, [role=combobox]):focus").await;
        self.keys(&key::ENTER.to_string()).await;
        self.reads(name).await;
    }

    /// Drafts a convention through its form, by keyboard, and waits for its page.
    async fn draft_convention(&self) {
        self.press("Nouvelle convention").await;
        self.fill("Organisation", "lande").await;
        self.keys(&key::ENTER.to_string()).await;
        self.fill("Fin facultatif", "31/12/2029").await;
        self.fill("Participation annuelle facultatif", "14 250").await;
        self.keys(&key::ENTER.to_string()).await;
        self.named("button", "Envoyer à la signature").await;
    }

    /// Waits until the first page of the PDF is drawn, and answers whether ink is on it.
    async fn ink(&self) -> bool {
        let script = "const canvas = document.querySelector('.stage section canvas');
            if (!canvas) return null;
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            let dark = 0;
            for (let at = 0; at < data.length; at += 4) if (data[at] < 128) dark += 1;
            return dark;";
        loop {
            // The page of the document before may be going at this moment.
            self.sees(".stage section canvas").await;
            if let Some(dark) = self.run(script, vec![]).await.as_u64() {
                return dark > 20;
            }
        }
    }
}

#[tokio::test]
async fn a_convention_is_countersigned_and_its_pdf_given_back() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = with_member(&desk).await;
    window.draft_convention().await;

    for (next, done) in [
        ("Envoyer à la signature", "Enregistrer la signature du membre"),
        ("Enregistrer la signature du membre", "Enregistrer la contresignature"),
        ("Enregistrer la contresignature", "Joindre le PDF…"),
    ] {
        window.press(next).await;
        window.sees("[role=dialog] :is(input, [role=combobox]):focus").await;
        window.keys(&key::ENTER.to_string()).await;
        window.named("button", done).await;
    }
    window.reads("jusqu’au 31/12/2029").await;

    let letter = desk.folder("documents").join("lettre.pdf");
    fs::write(&letter, b"PK\x03\x04").unwrap();
    window.press("Joindre le PDF…").await;
    desk.answer_file_dialog("Joindre un PDF", &letter);
    window.reads("Ce fichier n’est pas un PDF.").await;

    let scan = desk.folder("documents").join("Convention signée.pdf");
    fs::write(&scan, pdf("Convention de service", 12)).unwrap();
    window.press("Joindre le PDF…").await;
    desk.answer_file_dialog("Joindre un PDF", &scan);
    window.sees("[role=dialog] :is(input, [role=combobox]):focus").await;
    window.keys(&key::ENTER.to_string()).await;
    window.reads("Aucune signature électronique").await;
    assert!(window.ink().await, "the page of the PDF is blank");
    window.reads("Article 1").await;
    window.reads("Rien. La convention est en vigueur jusqu’au 31/12/2029.").await;
    assert_eq!(window.axe().await, "");

    window.sees(".stage").await.click().await.unwrap();
    window.keys(&key::END.to_string()).await;
    window.reads("Article 12").await;

    let copy = desk.folder("documents").join("copie.pdf");
    window.press("Plus, sur Convention signée.pdf").await;
    window.press("Enregistrer une copie…").await;
    desk.answer_file_dialog("Enregistrer une copie", &copy);
    window.reads("Copie enregistrée").await;
    assert!(
        fs::read(&copy).unwrap() == pdf("Convention de service", 12),
        "the copy differs from what was received"
    );
    check(&copy);

    // What the file became meanwhile is nothing to the club, and the window opens where it was left.
    fs::write(&scan, b"").unwrap();
    window.close().await;
    let window = Window::open(&desk, &[]).await;
    window.reads("Aucune signature électronique").await;
    assert!(window.ink().await, "the page of the PDF is blank");
    window.press("Plus, sur Convention signée.pdf").await;
    window.press("Retirer").await;
    window.reads("Le PDF signé des deux parties.").await;
    window.keys(&format!("{}z", key::CONTROL)).await;
    window.reads("Rien. La convention est en vigueur jusqu’au 31/12/2029.").await;
    window.close().await;
}

#[tokio::test]
async fn a_signed_pdf_says_what_its_signatures_are_worth() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = with_member(&desk).await;
    window.draft_convention().await;
    window.attach(&desk, "b_t.pdf").await;
    window.reads("Intègre").await;
    window.reads("Confiance non évaluée").await;
    window.reads("Rien n’a changé depuis la signature.").await;

    window.attach(&desk, "locked.pdf").await;
    window.press("Donner le mot de passe…").await;
    window.fill("Mot de passe", "un autre mot").await;
    window.keys(&key::ENTER.to_string()).await;
    window.reads("Ce mot de passe n’ouvre pas le fichier.").await;
    window.fill("Mot de passe", "club").await;
    window.keys(&key::ENTER.to_string()).await;
    window.no_longer_reads("Donner le mot de passe…").await;
    assert_eq!(window.axe().await, "");

    let report = desk.folder("documents").join("rapport.pdf");
    window.press("Plus, sur b_t.pdf").await;
    window.press("Exporter le rapport (PDF)…").await;
    desk.answer_file_dialog("Exporter le rapport de signature", &report);
    window.reads("Rapport exporté").await;
    check(&report);
    window.close().await;
}

#[tokio::test]
async fn an_authority_counts_from_the_day_it_is_added_until_it_is_taken_back() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = with_member(&desk).await;
    window.draft_convention().await;
    window.attach(&desk, "b_t.pdf").await;
    window.reads("Confiance non évaluée").await;
    let convention = window.run("return location.pathname", vec![]).await;
    let convention = convention.as_str().unwrap();

    let add = async |name: &str, expected: &str| {
        let there = desk.folder("documents").join(name);
        fs::copy(fixtures().join("authorities").join(name), &there).unwrap();
        window.press("Ajouter depuis un fichier…").await;
        desk.answer_file_dialog("Ajouter des autorités", &there);
        window.reads(expected).await;
    };
    window.goes_to("/settings").await;
    window.at("/settings").await;
    add("both.p7b", "2 autorités").await;
    window.goes_to(convention).await;
    window.reads("Certificat reconnu").await;

    // The list of a State says for what, and until when; it takes the place of what was there.
    window.goes_to("/settings").await;
    window.at("/settings").await;
    add("national.xml", "liste du").await;
    window.sees("summary").await.click().await.unwrap();
    window.reads("retirée le").await;
    assert_eq!(window.axe_in_both_themes().await, "");
    window.keys(&format!("{}z", key::CONTROL)).await;
    window.no_longer_reads("liste du").await;

    // A file that was filled in after it was signed shows what the signatory saw.
    window.goes_to(convention).await;
    window.attach(&desk, "certified_filled.pdf").await;
    window.reads("Le fichier a été complété depuis, comme la signature le permet.").await;
    window.press("Voir la version signée").await;
    window.reads("l’a signé, sans ce qui a suivi.").await;
    assert!(window.ink().await, "the page of the PDF is blank");
    assert_eq!(window.axe_in_both_themes().await, "");
    window.press("Voir le fichier reçu").await;
    window.no_longer_reads("l’a signé, sans ce qui a suivi.").await;
    window.close().await;
}

#[tokio::test]
async fn a_pdf_that_claims_a_million_pages_shows_its_first_ones_and_stays_small() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = with_member(&desk).await;
    window.draft_convention().await;
    window.attach_bytes(&desk, "usuelle.pdf", &pdf("Convention", 3)).await;
    assert!(window.ink().await, "the page of the PDF is blank");
    let before = memory_of_the_page(desk.home.path());
    assert!(before > 0, "no page was found");

    window.attach_bytes(&desk, "sans fin.pdf", &endless_pdf()).await;
    window.reads("/ 1 048 576").await;
    assert!(window.ink().await, "the page of the PDF is blank");
    let asked = Instant::now();
    window.run("return document.querySelectorAll('.stage section').length", vec![]).await;
    let answered = asked.elapsed();
    assert!(answered < Duration::from_secs(1), "the window answers after {answered:?}");
    let more = memory_of_the_page(desk.home.path()).saturating_sub(before);
    println!(
        "a million pages: {} MB, {} MB more, an answer in {answered:?}",
        before >> 20,
        more >> 20
    );
    assert!(more < 300 << 20, "the page takes {} MB more", more >> 20);

    // Its last page is as near as its first.
    window.fill("Aller à la page", "1048576").await;
    window.keys(&key::ENTER.to_string()).await;
    let last = "[aria-label^='Page 1\u{202f}048\u{202f}576 sur'] canvas";
    window.sees(last).await;
    // Others show after it.
    window.attach_bytes(&desk, "autre.pdf", &pdf("Avenant", 2)).await;
    window.reads("/ 2").await;
    assert!(window.ink().await, "the page of the PDF is blank");
    // It has scrolled out of sight, where the driver presses nothing.
    let show = "document.querySelector('[aria-label=\"Afficher sans fin.pdf\"]').click()";
    window.run(show, vec![]).await;
    window.reads("/ 1 048 576").await;
    assert!(window.ink().await, "the page of the PDF is blank");
    let address = window.run("return location.pathname + location.search", vec![]).await;
    window.showing_has_ended().await;
    desk.kill();
    let _ = window.client.close().await;

    // It was shown, and so the next window goes back to it.
    let window = Window::open(&desk, &[]).await;
    window.reads("/ 1 048 576").await;
    window.showing_has_ended().await;
    // A window that ends while a document is on its way to the screen is not taken there again.
    let unfinished = json!({ "address": address, "showing": true });
    window.call("save_preferences", json!({ "preferences": unfinished })).await;
    desk.kill();
    let _ = window.client.close().await;
    let window = Window::open(&desk, &[]).await;
    window.reads("elle s’ouvre ici plutôt que sur cette pièce").await;
    window.at("/").await;
    window.close().await;
}

#[tokio::test]
async fn a_convention_half_typed_comes_back() {
    let _turn = turn().await;
    let desk = Desk::new(1024, 700, Keyring::Unlocked);
    let window = with_member(&desk).await;
    window.press("Nouvelle convention").await;
    window.fill("Objet facultatif", "Accompagnement du SAE").await;
    // Something is written meanwhile: the form keeps what is in it.
    let edit = json!({
        "kind": "edit_organisation", "id": MEMBER,
        "organisation": { "name": "Ville de Landevant-sur-Mer", "legal_name": null,
            "kind": "local_authority", "register_number": null, "parent": null },
    });
    window.does(edit).await;
    let typed = async |window: &Window| {
        let field = window.named("input", "Objet facultatif").await;
        field.prop("value").await.unwrap().unwrap()
    };
    assert_eq!(typed(&window).await, "Accompagnement du SAE");
    assert_eq!(window.axe().await, "");
    window.draft_is_kept().await;
    window.close().await;

    let window = Window::open(&desk, &[]).await;
    window.reads("Brouillon repris").await;
    assert_eq!(typed(&window).await, "Accompagnement du SAE");
    window.close().await;
}

impl Window {
    /// Waits until the shell has heard that what was on its way to the screen is there.
    async fn showing_has_ended(&self) {
        while self.call("preferences", json!({})).await["showing"] != false {
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Waits until the draft of a new convention lies in the club.
    async fn draft_is_kept(&self) {
        loop {
            let kept = self.call("draft", json!({ "id": "convention:new:" })).await;
            if kept != Value::Null {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}
