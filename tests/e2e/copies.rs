//! The copies of a club, the way back to one, and what opens it: in the real window.

use std::fs;

use serde_json::{Value, json};

use crate::{
    desk::{Desk, Keyring},
    turn,
    window::{Window, key},
};

const PASSPHRASE: &str = "quatre mots bien choisis";
const ANOTHER: &str = "cinq mots encore mieux choisis";

#[tokio::test]
async fn a_copy_is_restored_and_the_restoring_taken_back() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = Window::open(&desk, &[]).await;
    window.creates_a_club().await;
    window.enrols(1, "Université de Valmont", "research").await;
    window.copies_the_club().await;
    window.enrols(2, "Cassiopée Archivage", "company").await;

    window.goes_to("/copies").await;
    window.press_beginning("Rétablir la copie du").await;
    window.reads("1 opération faite depuis serait perdue.").await;
    window.reads("Organisation créée · Cassiopée Archivage").await;
    desk.keeps_picture("copies-lost");
    window.press_beginning("Rétablir cette copie").await;
    window.reads("Le club est rétabli tel qu’il était le").await;
    assert_eq!(window.names_of_members().await, json!(["Université de Valmont"]));

    // What was there is not lost: it can be looked at again, from any page.
    window.goes_to("/members").await;
    window.reads("1 organisation").await;
    desk.keeps_picture("copies-restored");
    window.press("Revenir à ce qui était là").await;
    window.reads("Le rétablissement est annulé").await;
    window.reads("2 organisations").await;
    window.press("Fermer").await;
    window.no_longer_reads("Le rétablissement est annulé").await;
    window.close().await;

    let window = Window::open(&desk, &[]).await;
    let both = json!(["Cassiopée Archivage", "Université de Valmont"]);
    assert_eq!(window.names_of_members().await, both);
    window.goes_to("/copies").await;
    window.reads("Mise de côté par un rétablissement").await;
    window.close().await;
}

#[tokio::test]
async fn a_damaged_club_is_restored_from_its_door() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = Window::open(&desk, &[]).await;
    window.creates_a_club().await;
    window.enrols(1, "Université de Valmont", "research").await;
    window.copies_the_club().await;
    // What ends abruptly leaves a log from which the file would be mended.
    window.close_by_frame(&desk).await;

    let file = desk.folder("data").join("cercle/club/club.db");
    fs::File::options().write(true).open(&file).unwrap().set_len(5000).unwrap();

    let window = Window::open(&desk, &[]).await;
    window.reads("Le fichier du club est abîmé").await;
    window.press("Rétablir une copie…").await;
    window.press_beginning("Rétablir la copie du").await;
    window.reads("ne peut pas être compté").await;
    window.press_beginning("Rétablir cette copie").await;
    window.reads("Le club est rétabli tel qu’il était le").await;
    assert_eq!(window.names_of_members().await, json!(["Université de Valmont"]));
    window.close().await;
}

#[tokio::test]
async fn a_window_is_locked_and_unlocked_by_keyboard() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = Window::open(&desk, &[]).await;
    window.creates_a_club().await;
    window.enrols(1, "Université de Valmont", "research").await;
    window.goes_to("/members").await;
    window.reads("1 organisation").await;
    window.run("document.querySelector('[role=grid]').focus()", vec![]).await;
    window.keys(&key::HOME.to_string()).await;
    window.sees("section.detail h2").await;
    let page = window.run(ADDRESS, vec![]).await;
    assert!(page.as_str().unwrap().starts_with("/members/"), "{page}");

    desk.focus_window("^Cercle$");
    desk.xdotool(&["key", "ctrl+shift+l"]);
    window.reads("Le club est verrouillé").await;
    window.becomes(FOCUS, json!("password")).await;
    desk.keeps_picture("locked");
    assert!(!window.words().await.contains("Valmont"), "{}", window.words().await);
    assert_eq!(window.run("return document.title", vec![]).await, json!("Cercle"));
    // Behind the door there is nobody either.
    assert_eq!(window.refusal("members", json!({ "day": "2026-11-24" })).await, json!("no_club"));

    desk.xdotool(&["type", "--delay", "25", ANOTHER]);
    desk.xdotool(&["key", "Return"]);
    window.reads("Ce n’est pas la phrase secrète de ce club.").await;
    window.becomes(FOCUS, json!("password")).await;
    desk.xdotool(&["type", "--delay", "25", PASSPHRASE]);
    desk.xdotool(&["key", "Return"]);
    window.at(page.as_str().unwrap()).await;
    window.reads("Université de Valmont").await;
    window.close().await;
}

#[tokio::test]
async fn after_a_change_of_key_the_old_passphrase_opens_nothing() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::None);
    let window = Window::open(&desk, &[]).await;
    window.creates_a_club().await;
    window.enrols(1, "Université de Valmont", "research").await;
    window.copies_the_club().await;
    window.goes_to("/settings").await;
    window.press("Changer la clé…").await;
    window.fill("Phrase secrète actuelle", PASSPHRASE).await;
    window.fill("Nouvelle phrase secrète", ANOTHER).await;
    window.fill("Nouvelle phrase secrète, encore une fois", ANOTHER).await;
    window.keeps_old_copies().await;
    desk.keeps_picture("key-new");
    window.press("Changer la clé Entrée").await;
    window.reads("La clé est changée").await;
    window.reads("elles s’ouvrent encore avec l’ancienne phrase").await;
    desk.keeps_picture("key-changed");
    window.press("Fermer").await;
    window.enrols(2, "Cassiopée Archivage", "company").await;
    window.close().await;

    let window = Window::open(&desk, &[]).await;
    window.fill("Phrase secrète", PASSPHRASE).await;
    window.keys(&key::ENTER.to_string()).await;
    window.reads("Ce n’est pas la phrase secrète de ce club.").await;
    window.fill("Phrase secrète", ANOTHER).await;
    window.keys(&key::ENTER.to_string()).await;
    window.sees("nav").await;
    assert_eq!(
        window.names_of_members().await,
        json!(["Cassiopée Archivage", "Université de Valmont"])
    );
    window.close().await;
}

const ADDRESS: &str = "return location.pathname + location.search";

/// What kind of field has the focus.
const FOCUS: &str = "return document.activeElement?.type ?? null";

impl Desk {
    /// A picture of the window, where `cargo xtask tour` keeps them.
    fn keeps_picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("CERCLE_TOUR_DIR") {
            let folder = std::path::PathBuf::from(folder);
            self.picture("^Cercle$", &folder.join(format!("{name}.png")));
        }
    }
}

impl Window {
    /// Creates a club under the usual passphrase.
    pub(crate) async fn creates_a_club(&self) {
        self.fill("Nom du programme", "Programme d’essai").await;
        self.fill("Phrase secrète", PASSPHRASE).await;
        self.fill("Phrase secrète, encore une fois", PASSPHRASE).await;
        self.press("Créer le club").await;
        self.sees("nav").await;
    }

    /// Copies the club, and waits until the copy was read through.
    pub(crate) async fn copies_the_club(&self) {
        self.goes_to("/copies").await;
        self.press("Copier et vérifier maintenant").await;
        self.reads("faite et relue en entier").await;
    }

    /// What the members are called, as the club tells it.
    async fn names_of_members(&self) -> Value {
        let members = self.call("members", json!({ "day": "2026-11-24" })).await;
        let names = members.as_array().unwrap().iter().map(|it| it["name"].clone());
        Value::Array(names.collect())
    }

    /// The code with which the club refuses a call.
    async fn refusal(&self, call: &str, arguments: Value) -> Value {
        let script = "const [call, given, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(call, given).then(
              () => done(null), (error) => done(error.code))";
        self.client.execute_async(script, vec![json!(call), arguments]).await.unwrap()
    }

    /// Wants the copies of before to stay.
    async fn keeps_old_copies(&self) {
        let script = "[...document.querySelectorAll('[role=dialog] label')]
            .find((it) => it.textContent.trim().startsWith('Les garder')).click()";
        self.run(script, vec![]).await;
    }
}
