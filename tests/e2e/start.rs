//! The first start: a club is created, one member is entered and taken back.

use serde_json::json;

use crate::{
    desk::{Desk, Keyring, wait_for},
    turn,
    window::{Window, key},
};

#[tokio::test]
async fn a_club_is_created_and_a_member_taken_back() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = Window::open(&desk, &[]).await;

    window.reads("Créer un club").await;
    window.fill("Nom du programme", "Programme d’essai").await;
    window.fill("Phrase secrète", "quatre mots bien choisis").await;
    window.fill("Phrase secrète, encore une fois", "quatre mots bien choisis").await;
    window.press("Créer le club").await;

    window.press("Membres").await;
    window.press("Nouveau membre").await;
    window.fill("Nom", "Université de Valmont").await;
    window.press("Nature").await;
    window.keys(&format!("Univ{}", key::ENTER)).await;
    window.fill("Membre depuis", "1/3/2024").await;
    window.keys(&key::ENTER.to_string()).await;
    window.reads("Organisation créée").await;
    window.reads("Université de Valmont").await;

    window.keys(&format!("{}z{}", key::CONTROL, key::CONTROL)).await;
    window.reads("Annulé").await;
    // Its page is gone with it, and says no more than the list does.
    window.at("/members").await;
    window.no_longer_reads("Université de Valmont").await;
    window.close().await;

    // Closed and opened again: the key is in the keyring, and nobody is asked for anything.
    let window = Window::open(&desk, &[]).await;
    window.reads("Tout est enregistré").await;
    window.goes_to("/journal").await;
    window.reads("3 opérations").await;
    window.close().await;
}

#[tokio::test]
async fn a_second_start_brings_the_first_window_forward() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = Window::open(&desk, &[]).await;
    window.call("create_club", json!({ "passphrase": "quatre mots bien choisis" })).await;
    desk.minimise("^Cercle$");
    wait_for("the window to go", || !desk.shows("^Cercle$"));

    let second = desk.command(Desk::cercle()).output().unwrap();
    assert!(second.status.success(), "{}", String::from_utf8_lossy(&second.stderr));
    wait_for("the first window", || desk.shows("^Cercle$"));
    window.close().await;
}
