//! What opens over a page, and the pages that a club with nothing in the way never shows: what axe
//! finds wrong with each, light and dark, and what a screen reader is told of it.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use expect_test::expect;
use serde_json::json;

use crate::{
    desk::{Desk, Keyring},
    paper::pdf,
    tour::{Addresses, pages},
    tree::Tree,
    turn,
    window::{DEMO, Window, key},
};

const DIALOG: &str = "[role=dialog]";
const MENU: &str = "[role=menu]";

/// Somebody who goes through the window, and notes what they meet; told at the end, so that one run
/// tells all of it.
struct Visit<'a> {
    window: &'a Window,
    faults: String,
    trees: Vec<(&'static str, Tree)>,
}

impl<'a> Visit<'a> {
    fn of(window: &'a Window) -> Self {
        Self { window, faults: String::new(), trees: Vec::new() }
    }

    /// Looks for faults in what is on screen, all of it.
    async fn look(&mut self, name: &str) {
        self.window.settled().await;
        let found =
            self.window.axe_in_both_themes().await + &self.window.tree("body").await.faults();
        for fault in found.lines() {
            writeln!(self.faults, "{name}: {fault}").unwrap();
        }
    }

    /// Does the same, and keeps what is told of the element that `css` matches.
    async fn tell(&mut self, name: &'static str, css: &str) {
        self.window.sees(css).await;
        self.look(name).await;
        self.trees.push((name, self.window.tree(css).await));
    }

    /// Tells what stands in a dialog, and leaves it.
    async fn dialog(&mut self, name: &'static str) {
        self.window.sees("[role=dialog] :is(input, textarea, [role=combobox]):focus").await;
        self.tell(name, DIALOG).await;
        self.leave(DIALOG).await;
    }

    async fn leave(&self, css: &str) {
        self.window.keys(&key::ESCAPE.to_string()).await;
        self.window.no_longer_sees(css).await;
    }

    /// Opens the menu behind the button that `css` matches, and presses `entry` in it.
    async fn choose(&self, css: &str, entry: &str) {
        self.window.sees(css).await.click().await.unwrap();
        self.window.sees(MENU).await;
        self.window.press(entry).await;
    }

    fn end(self) {
        for (name, tree) in &self.trees {
            tree.check(name);
        }
        assert!(self.faults.is_empty(), "found:\n{}", self.faults);
    }
}

#[tokio::test]
async fn a_first_start_and_a_shut_club_are_without_fault() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::None);
    let window = Window::open(&desk, &[]).await;
    let mut visit = Visit::of(&window);
    window.reads("Créer un club").await;
    visit.tell("first-start", "body").await;
    window.fill("Nom du programme", "Programme d’essai").await;
    window.fill("Phrase secrète", "quatre mots bien choisis").await;
    window.fill("Phrase secrète, encore une fois", "quatre mots mal choisis").await;
    window.press("Créer le club").await;
    window.reads("Les deux phrases ne sont pas les mêmes.").await;
    visit.tell("first-start-differ", "body").await;
    window.fill("Phrase secrète, encore une fois", "quatre mots bien choisis").await;
    window.press("Créer le club").await;
    window.reads("la phrase secrète sera demandée à la prochaine ouverture").await;
    visit.tell("toast-failed", ".toasts").await;

    // Nothing is in the club yet, but for the name of its programme.
    for (page, address) in [
        ("today", "/"),
        ("members", "/members"),
        ("import", "/members/import"),
        ("conventions", "/conventions"),
        ("meetings", "/meetings"),
        ("actions", "/meetings?view=actions"),
        ("settings", "/settings"),
        ("copies", "/copies"),
        ("nowhere", "/nulle-part"),
        ("nobody", "/members/00000000-0000-7000-8000-000000000000"),
    ] {
        window.goes_to(address).await;
        window.at(address).await;
        visit.look(&format!("empty club, {page}")).await;
    }
    visit.end();
    window.close().await;

    // No keyring keeps the key: the passphrase is asked for, and asked for again.
    let window = Window::open(&desk, &[]).await;
    let mut visit = Visit::of(&window);
    window.reads("Aucun trousseau de clés ne répond").await;
    visit.tell("shut", "body").await;
    window.fill("Phrase secrète", "une autre phrase que celle-là").await;
    window.keys(&key::ENTER.to_string()).await;
    window.reads("Ce n’est pas la phrase secrète de ce club.").await;
    visit.tell("shut-wrong", "body").await;
    window.fill("Phrase secrète", "quatre mots bien choisis").await;
    window.keys(&key::ENTER.to_string()).await;
    window.reads("Tout est enregistré").await;
    visit.end();
    window.close().await;
}

#[tokio::test]
async fn every_dialog_about_members_is_without_fault() {
    const MORE: &str = "section.detail [aria-haspopup=menu]";
    const PERSON: &str = "section.detail li [aria-haspopup=menu]";
    let _turn = turn().await;
    let desk = Desk::new(1640, 1060, Keyring::None);
    let window = Window::open(&desk, &DEMO).await;
    let mut visit = Visit::of(&window);
    let Addresses { member, .. } = Addresses::of(&window).await;

    window.goes_to("/members?new").await;
    visit.dialog("member-new").await;
    window.press("Choisir les colonnes").await;
    visit.tell("member-columns", MENU).await;
    visit.leave(MENU).await;

    window.goes_to(&member).await;
    window.sees(MORE).await.click().await.unwrap();
    visit.tell("member-menu", MENU).await;
    visit.leave(MENU).await;
    for (entry, name) in [
        ("Modifier la fiche… F2", "member-edit"),
        ("Noter un départ…", "member-departure"),
        ("Corriger les dates…", "member-period"),
        ("Ajouter une personne…", "person-new"),
        ("Ajouter un projet…", "member-note"),
    ] {
        visit.choose(MORE, entry).await;
        visit.dialog(name).await;
    }
    for (tab, name) in [
        ("people", "member-people"),
        ("conventions", "member-conventions"),
        ("notes", "member-notes"),
        ("documents", "member-documents"),
    ] {
        window.goes_to(&format!("{member}?tab={tab}")).await;
        window.at(&format!("{member}?tab={tab}")).await;
        visit.tell(name, "section.detail").await;
    }
    window.goes_to(&format!("{member}?tab=people")).await;
    for (entry, name) in [
        ("Modifier la personne…", "person-edit"),
        ("Ajouter un autre poste…", "post-new"),
        ("Corriger le poste…", "post-edit"),
        ("Noter la fin du poste…", "post-end"),
    ] {
        visit.choose(PERSON, entry).await;
        visit.dialog(name).await;
    }
    visit.end();
    window.close().await;
}

#[tokio::test]
async fn every_dialog_about_conventions_and_meetings_is_without_fault() {
    let _turn = turn().await;
    let desk = Desk::new(1640, 1060, Keyring::None);
    let window = Window::open(&desk, &DEMO).await;
    let mut visit = Visit::of(&window);
    let it = Addresses::of(&window).await;

    window.goes_to("/conventions?new").await;
    visit.dialog("convention-new").await;
    window.goes_to(&it.convention).await;
    window.named("button", "Plus, sur cette convention").await;
    for (entry, name) in [("Modifier E", "convention-edit"), ("Mettre fin…", "convention-end")] {
        window.press("Plus, sur cette convention").await;
        window.sees(MENU).await;
        window.press(entry).await;
        visit.dialog(name).await;
    }
    let scan = desk.folder("documents").join("Annexe.pdf");
    fs::write(&scan, pdf("Convention de service", 1)).unwrap();
    window.press("Joindre un PDF…").await;
    desk.answer_file_dialog("Joindre un PDF", &scan);
    visit.dialog("convention-attach").await;
    window.goes_to(&it.awaited).await;
    window.press("Enregistrer la contresignature").await;
    visit.dialog("convention-advance").await;

    window.goes_to("/meetings?new").await;
    visit.dialog("meeting-new").await;
    window.goes_to("/meetings?view=actions").await;
    window.at("/meetings?view=actions").await;
    visit.tell("actions", "main").await;
    window.goes_to(&it.agenda).await;
    window.press("Ajouter un point").await;
    visit.dialog("meeting-item").await;
    window.press("Plus, sur cette réunion").await;
    visit.tell("meeting-menu", MENU).await;
    visit.leave(MENU).await;
    window.press("Préciser").await;
    visit.dialog("meeting-attendance").await;
    window.goes_to(&it.minutes).await;
    window.press("Valider le compte rendu").await;
    visit.dialog("meeting-validate").await;
    window.goes_to(&it.locked).await;
    window.reads("Verrouillé le").await;
    visit.tell("record", "main").await;
    visit.end();
    window.close().await;
}

#[tokio::test]
async fn what_opens_from_anywhere_is_without_fault() {
    let _turn = turn().await;
    let desk = Desk::new(1640, 1060, Keyring::None);
    let window = Window::open(&desk, &DEMO).await;
    let mut visit = Visit::of(&window);
    window.goes_to("/members").await;
    window.at("/members").await;

    window.keys(&format!("{0}k{0}", key::CONTROL)).await;
    window.sees("[role=dialog] input:focus").await;
    visit.tell("palette", DIALOG).await;
    window.keys("valm").await;
    window.sees("[role=option] mark").await;
    visit.look("the palette with what it found").await;
    visit.leave(DIALOG).await;
    window.keys(&format!("{0}/{0}", key::CONTROL)).await;
    visit.tell("shortcuts", DIALOG).await;
    visit.leave(DIALOG).await;

    // The club as it stood on another day is read, and nothing can be done in it.
    window.press("Aujourd’hui, 24/11/2026").await;
    window.sees("[role=dialog] input:focus").await;
    visit.tell("day", DIALOG).await;
    window.keys(&format!("30/6/2025{}", key::ENTER)).await;
    window.reads("Au 30/06/2025 · lecture seule").await;
    for (name, address) in pages(&window).await {
        window.goes_to(&address).await;
        window.at(&address).await;
        visit.look(&format!("30/06/2025, {name}")).await;
    }
    window.goes_to("/members").await;
    window.at("/members").await;
    visit.tell("members-on-another-day", "body").await;
    visit.end();
    window.close().await;
}

#[tokio::test]
async fn every_step_of_an_import_is_without_fault() {
    let _turn = turn().await;
    let desk = Desk::new(1640, 1060, Keyring::None);
    let window = Window::open(&desk, &DEMO).await;
    let mut visit = Visit::of(&window);
    window.goes_to("/members/import").await;
    window.press("Choisir un fichier…").await;
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/members.csv");
    desk.answer_file_dialog("Importer une liste de membres", &list);
    window.reads("colonnes reconnues").await;
    for (step, name) in [
        ("columns", "import-columns"),
        ("dates", "import-dates"),
        ("kinds", "import-kinds"),
        ("preview", "import-preview"),
        ("preview&line=13", "import-line"),
    ] {
        let address = format!("/members/import?step={step}");
        window.goes_to(&address).await;
        window.at(&address).await;
        visit.tell(name, "main").await;
    }
    visit.end();
    window.close().await;
}

#[tokio::test]
async fn what_keeps_a_club_safe_is_without_fault() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = Window::open(&desk, &[]).await;
    let mut visit = Visit::of(&window);
    window.creates_a_club().await;
    window.enrols(1, "Université de Valmont", "research").await;
    window.copies_the_club().await;
    window.enrols(2, "Cassiopée Archivage", "company").await;

    // Its copies carry the day and the hour at which the test runs: they are looked at, and not told.
    window.goes_to("/copies").await;
    window.at("/copies").await;
    visit.look("copies").await;
    window.press_beginning("Rétablir la copie du").await;
    window.reads("1 opération faite depuis serait perdue.").await;
    visit.look("what would be lost").await;
    window.press_beginning("Rétablir cette copie").await;
    window.reads("Ce qui était là est gardé de côté.").await;
    visit.look("restored").await;
    window.press("Fermer").await;
    window.press_beginning("Supprimer la copie du").await;
    window.sees("[role=dialog] input:focus").await;
    visit.look("a copy to delete").await;
    visit.leave(DIALOG).await;

    window.goes_to("/settings").await;
    window.at("/settings").await;
    visit.look("settings of a real club").await;
    window.press("Changer la clé…").await;
    visit.dialog("key-new").await;
    window.press("Oublier ce poste…").await;
    visit.tell("computer-forgotten", DIALOG).await;
    visit.leave(DIALOG).await;
    window.press_beginning("Verrouiller maintenant").await;
    window.reads("Le club est verrouillé").await;
    visit.tell("locked", "body").await;
    visit.end();
    window.fill("Phrase secrète", "quatre mots bien choisis").await;
    window.keys(&key::ENTER.to_string()).await;
    window.sees("nav").await;
    // What ends abruptly leaves a log from which the file would be mended.
    window.close_by_frame(&desk).await;

    let file = desk.folder("data").join("cercle/club/club.db");
    fs::File::options().write(true).open(&file).unwrap().set_len(5000).unwrap();
    let window = Window::open(&desk, &[]).await;
    let mut visit = Visit::of(&window);
    window.reads("Le fichier du club est abîmé").await;
    visit.tell("shut-damaged", "body").await;
    window.press("Rétablir une copie…").await;
    window.name_beginning("button", "Rétablir la copie du").await;
    visit.look("a club to rescue").await;
    visit.end();
    window.close().await;
}

#[tokio::test]
async fn nothing_stays_french_in_an_english_window() {
    let _turn = turn().await;
    let desk = Desk::new(1640, 1060, Keyring::None);
    let window = Window::open(&desk, &DEMO).await;
    let mut addresses = pages(&window).await;
    addresses.extend([
        ("actions", "/meetings?view=actions".to_owned()),
        ("new member", "/members?new".to_owned()),
        ("new convention", "/conventions?new".to_owned()),
        ("new meeting", "/meetings?new".to_owned()),
    ]);
    let held = held(&window, &addresses).await;
    let mut french = BTreeSet::new();
    for (_, address) in &addresses {
        window.goes_to(address).await;
        window.at(address).await;
        french.extend(words(&window, &held).await);
    }
    let preferences = json!({ "language": "en", "theme": "system", "zoom": 100, "address": null });
    window.call("save_preferences", json!({ "preferences": preferences })).await;
    window.run("document.body.id = 'before'; location.reload()", vec![]).await;
    window.sees("html[lang=en] body:not(#before) nav").await;

    let mut visit = Visit::of(&window);
    let mut english = BTreeSet::new();
    for (name, address) in &addresses {
        window.goes_to(address).await;
        window.at(address).await;
        visit.look(&format!("in English, {name}")).await;
        english.extend(words(&window, &held).await);
    }
    assert!(english.len() > 100, "the words were read: {english:?}");
    // What reads the same in both is a word that both have.
    let same: Vec<&str> = french.intersection(&english).map(String::as_str).collect();
    expect![[r#"
        Absent
        Accord
        Actions
        Alt
        Association
        Cercle
        Club
        Convention
        Conventions
        Conventions Cercle
        Ctrl
        Ctrl K
        Ctrl N
        ECDSA P SHA
        English
        Français
        Journal
        Journal Cercle
        Messages
        Notes
        Organisation
        SHA b b da ba f b b aff a fd c ef ac fa
        action
        autorité de démonstration pem
        conventions
        d fd
        min
        organisations"#]]
    .assert_eq(&same.join("\n"));
    visit.end();
    window.close().await;
}

/// The words of the page that are not of the club, without figures.
async fn words(window: &Window, held: &[String]) -> BTreeSet<String> {
    let text = window.words().await;
    let own = |line: &str| {
        let line = held.iter().fold(line.to_owned(), |line, it| line.replace(it, ""));
        let letters = line.replace(|it: char| !it.is_alphabetic() && it != '’', " ");
        letters.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    text.lines().map(own).filter(|it| it.chars().count() > 2).collect()
}

/// Every text that the club holds and one of the pages shows, the longest first.
async fn held(window: &Window, addresses: &[(&str, String)]) -> Vec<String> {
    let script = "const [addresses, done] = arguments;
        const call = (name, given) => window.__TAURI_INTERNALS__.invoke(name, given);
        const held = new Set();
        const KEYS = ['name', 'legal_name', 'title', 'place', 'object', 'reference', 'text', 'function',
          'given_name', 'family_name', 'email', 'subject', 'actor', 'owner', 'owner_name', 'organisation',
          'organisation_name', 'programme', 'heading', 'before', 'after', 'represented_by'];
        const keep = (it, key) => {
          if (typeof it === 'string' && KEYS.includes(key))
            for (const line of it.split('\\n')) held.add(line.replace(/\\s+/g, ' ').trim());
          else if (Array.isArray(it)) it.forEach((one) => keep(one, key));
          else if (it !== null && typeof it === 'object')
            Object.entries(it).forEach(([key, one]) => keep(one, key));
        };
        (async () => {
          const { today: day } = await call('club');
          for (const list of ['members', 'conventions', 'meetings', 'actions', 'today', 'settings'])
            keep(await call(list, { day }));
          keep(await call('journal', { filter: { kinds: [], actor: null, from: null, until: null, row: null,
            before: null } }));
          const { undo: operation } = await call('reach');
          keep(await call('operation', { operation }));
          for (const address of addresses) {
            const [, page, id] = address.split('/');
            if (id?.length === 36) keep(await call(page.replace(/s$/, ''), { id, day }));
          }
          return [...held].filter((it) => it.length > 2).sort((a, b) => b.length - a.length);
        })().then(done, (error) => done(String(error)))";
    let addresses: Vec<&str> = addresses.iter().map(|(_, it)| it.as_str()).collect();
    let found = window.client.execute_async(script, vec![json!(addresses)]).await.unwrap();
    let held: Vec<String> = found
        .as_array()
        .unwrap_or_else(|| panic!("{found}"))
        .iter()
        .map(|it| it.as_str().unwrap().to_owned())
        .collect();
    assert!(held.len() > 100, "the club was read: {held:?}");
    held
}
