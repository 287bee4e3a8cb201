//! The first start: a club is created, one member is entered and taken back.

use crate::{
    desk::{Desk, Keyring},
    turn,
    window::Window,
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
    window.press("Enregistrer").await;
    window.reads("Université de Valmont").await;

    window.press("Annuler").await;
    window.no_longer_reads("Université de Valmont").await;
    window.close().await;
}
