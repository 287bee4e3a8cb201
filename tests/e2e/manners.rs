//! What the window keeps for the person before it: where it stood, how it was laid out, room for
//! large letters, the page before; and what it says where nothing can be changed.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use vault::{Machine, Passphrase, Vault};

use crate::{
    desk::{Desk, Keyring},
    turn,
    window::{Window, key},
};

const PASSPHRASE: &str = "quatre mots bien choisis";

#[tokio::test]
async fn the_window_comes_back_as_it_was_left() {
    let _turn = turn().await;
    let desk = Desk::new(1640, 1060, Keyring::Unlocked);
    let window = Window::open(&desk, &[]).await;
    window.fill("Nom du programme", "Programme d’essai").await;
    window.fill("Phrase secrète", PASSPHRASE).await;
    window.fill("Phrase secrète, encore une fois", PASSPHRASE).await;
    window.press("Créer le club").await;
    window.reads("Tout est enregistré").await;
    window.enrols(1, "Université de Valmont", "research").await;
    window.enrols(2, "Cassiopée Archivage", "company").await;

    window.goes_to("/members?kind=company&status=all").await;
    window.reads("1 organisation").await;
    window.press("Garder ce filtre").await;
    window.goes_to("/members").await;
    window.reads("2 organisations").await;
    window.press("Membre depuis").await;
    window.press("Choisir les colonnes").await;
    window.becomes("return !!document.activeElement.closest('[role=menu]')", json!(true)).await;
    window.keys(&format!("{}{}", key::DOWN, key::ENTER)).await;
    window.keys(&key::ESCAPE.to_string()).await;
    let heads = json!([
        "Organisation",
        "Membre depuis (ascending)",
        "Convention jusqu’au",
        "Vue en réunion",
    ]);
    window.becomes(HEADS, heads.clone()).await;
    desk.moves_window("windowsize --sync 1100 760 windowmove --sync 120 90");
    let left = desk.place_of_window();
    window.becomes(SIZE, json!([1100, 760])).await;
    window.close_by_frame(&desk).await;

    let window = Window::open(&desk, &[]).await;
    window.reads("2 organisations").await;
    window.becomes(ADDRESS, json!("/members")).await;
    window.becomes(HEADS, heads).await;
    window.becomes(SIZE, json!([1100, 760])).await;
    assert_eq!(desk.place_of_window(), left);
    window.press("ESN, éditeur, tous 1").await;
    window.reads("1 organisation").await;
    window.close().await;
}

#[tokio::test]
async fn letters_twice_as_large_still_fit_a_small_window() {
    let _turn = turn().await;
    let desk = Desk::new(1100, 800, Keyring::None);
    let window = Window::open(&desk, &["--demo"]).await;
    window.client.set_window_size(1024, 700).await.unwrap();
    desk.focus_window("^Cercle$");
    for _ in 0..5 {
        desk.xdotool(&["key", "ctrl+plus"]);
    }
    window.becomes("return document.documentElement.style.fontSize", json!("200%")).await;
    let mut faults = String::new();
    for (name, address) in crate::tour::pages(&window).await {
        window.goes_to(&address).await;
        window.at(&address).await;
        window.sees("main h1").await;
        window.settled().await;
        for (fault, script) in [
            ("cut off on the right", CUT),
            ("cut off below", CUT_BELOW),
            ("out of reach", OUT_OF_REACH),
        ] {
            for it in window.run(script, vec![]).await.as_array().unwrap() {
                faults += &format!("{name}, {fault}: {}\n", it.as_str().unwrap());
            }
        }
    }
    for (list, last) in [("/members", 29), ("/conventions?view=all", 27), ("/meetings", 9)] {
        window.goes_to(list).await;
        window.at(list).await;
        window.becomes(&in_sight(0), json!(true)).await;
        window.run("document.querySelector('[role=grid]').focus()", vec![]).await;
        for (key, line) in [(key::END, last), (key::HOME, 0)] {
            window.keys(&key.to_string()).await;
            window.becomes(&in_sight(line), json!(true)).await;
        }
    }
    window.close().await;
    assert!(faults.is_empty(), "found:\n{faults}");
}

/// Whether the line that is the nth of the list, from nought, can be read as a whole.
fn in_sight(line: usize) -> String {
    format!(
        "const line = document.querySelector('tbody tr[aria-rowindex=\"{}\"]');
         const sheet = document.querySelector('main').getBoundingClientRect();
         const {{ top, bottom }} = line?.getBoundingClientRect() ?? {{}};
         return top >= sheet.top && bottom <= sheet.bottom;",
        line + 2,
    )
}

#[tokio::test]
async fn the_page_before_comes_back() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::None);
    let window = Window::open(&desk, &["--demo"]).await;
    window.reads("Club de démonstration").await;
    window.goes_to("/members").await;
    window.becomes(TITLE, json!("Membres")).await;
    window.goes_to("/conventions?view=all").await;
    window.becomes(TITLE, json!("Conventions")).await;
    window.keys(&format!("{}{}{}", key::ALT, key::LEFT, key::ALT)).await;
    window.becomes(TITLE, json!("Membres")).await;
    window.keys(&format!("{}{}{}", key::ALT, key::RIGHT, key::ALT)).await;
    window.becomes(TITLE, json!("Conventions")).await;
    window.becomes(ADDRESS, json!("/conventions?view=all")).await;
    window.close().await;
}

#[tokio::test]
async fn a_number_in_the_bar_opens_what_it_counts() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::None);
    let window = Window::open(&desk, &["--demo"]).await;
    window.goes_to("/").await;
    window.sees("nav .number").await;
    let waiting = window.run("return document.querySelector('nav .number').textContent", vec![]);
    let waiting = waiting.await.as_str().unwrap().to_owned();
    window.reads(&format!("{waiting} points vous attendent")).await;
    for (section, at) in [("Conventions", "/conventions"), ("Réunions", "/meetings")] {
        let badge = window.sees(&format!("nav a.count[href^='{at}']")).await;
        let n = badge.text().await.unwrap();
        let name = window.label(&badge).await.unwrap();
        assert_eq!(name, format!("{section}, {n} en attente"));
        badge.click().await.unwrap();
        window.becomes(SHOWN, json!([section, n])).await;
    }
    window.close().await;
}

#[tokio::test]
async fn a_read_only_folder_says_so_and_refuses_in_words() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::None);
    let folder = desk.folder("documents").join("club");
    let machine = Machine::for_tests(&desk.folder("copies"));
    let passphrase = Passphrase::new(PASSPHRASE.to_owned());
    Vault::create(&machine, &folder, &passphrase).await.unwrap().close().await;
    let Some(program) = read_only(&desk, &folder) else { return };

    let window = Window::start(&desk, &program, &["--club", folder.to_str().unwrap()]).await;
    window.fill("Phrase secrète", PASSPHRASE).await;
    window.press("Ouvrir le club").await;
    window.reads("Lecture seule : le dossier du club ne peut pas être modifié").await;
    window.goes_to("/members").await;
    window.reads("Aucun membre").await;
    assert!(!window.text().await.contains("Nouveau membre"), "nothing is offered that is refused");

    window.goes_to("/settings").await;
    window.fill("Phrase actuelle", PASSPHRASE).await;
    window.fill("Nouvelle phrase", "cinq mots encore mieux choisis").await;
    window.fill("Nouvelle phrase, encore une fois", "cinq mots encore mieux choisis").await;
    window.press("Changer la phrase").await;
    window.reads("Ce dossier est en lecture seule.").await;
    window.close().await;
}

/// The program under test as it runs where `folder` cannot be written, even by the administrator;
/// says aloud when this computer cannot make it so.
fn read_only(desk: &Desk, folder: &Path) -> Option<std::path::PathBuf> {
    let own_mounts = "unshare --map-root-user --mount sh -ec \
        'mount --bind \"$0\" \"$0\"; mount -o remount,ro,bind \"$0\"; exec \"$@\"'";
    let script = format!(
        "#!/bin/sh\nexec {own_mounts} '{}' \"${{PROGRAM:-{}}}\" \"$@\"\n",
        folder.display(),
        Desk::cercle().display()
    );
    let program = desk.folder("documents").join("cercle-read-only");
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let tried = Command::new(&program).env("PROGRAM", "true").output();
    if tried.as_ref().is_ok_and(|it| it.status.success()) {
        return Some(program);
    }
    eprintln!("SKIPPED: this computer cannot make a folder read-only ({tried:?})");
    None
}

/// The heads of the list, and how it is sorted.
const HEADS: &str = "return [...document.querySelectorAll('main th')].map((it) =>
    it.textContent.trim() + (it.ariaSort ? ` (${it.ariaSort})` : ''))";

const ADDRESS: &str = "return location.pathname + location.search";

const TITLE: &str = "return document.querySelector('main h1').textContent";

const SIZE: &str = "return [innerWidth, innerHeight]";

/// The title of the page, and how many lines its filter has.
const SHOWN: &str = "return [document.querySelector('main h1').textContent,
    document.querySelector('.view[aria-current] span')?.textContent]";

/// What is wider than its place. What says so itself (an ellipsis, a field) may be; what is hidden
/// for those who see it has no place.
const CUT: &str = "return [document.documentElement, ...document.querySelectorAll('body, body *')]
    .filter((it) => {
      const { overflowX, textOverflow, clipPath } = getComputedStyle(it);
      return it.clientWidth > 1 && clipPath === 'none' && it.scrollWidth > it.clientWidth + 1 &&
        (overflowX !== 'visible' || it.tagName === 'HTML') && textOverflow !== 'ellipsis' &&
        !it.matches('input, textarea');
    })
    .map((it) => `${it.tagName.toLowerCase()}.${it.className} ${it.scrollWidth} > ${it.clientWidth}`)";

/// What stands below the end of an element that does not scroll.
const CUT_BELOW: &str = "return [...document.querySelectorAll('main, main *')]
    .filter((it) => {
      const { overflowY, clipPath, webkitLineClamp } = getComputedStyle(it);
      return it.clientHeight > 1 && clipPath === 'none' && webkitLineClamp === 'none' &&
        ['hidden', 'clip'].includes(overflowY) && it.scrollHeight > it.clientHeight + 8;
    })
    .map((it) => `${it.tagName.toLowerCase()}.${it.className} ${it.scrollHeight} > ${it.clientHeight}`)";

/// What can be acted on, and cannot be brought under the mouse.
const OUT_OF_REACH: &str = "return [...document.querySelectorAll('main :is(a, button, input)')]
    .filter((it) => {
      if (it.disabled || !it.checkVisibility()) return false;
      it.scrollIntoView({ block: 'center' });
      const at = it.getClientRects()[0];
      const found = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2);
      return !it.contains(found) && !found?.closest('label');
    })
    .map((it) => `${it.tagName.toLowerCase()} ${it.ariaLabel ?? it.textContent.trim()}`)";

impl Desk {
    /// Does to the window what these words of xdotool say.
    fn moves_window(&self, words: &str) {
        let search = "search --sync --onlyvisible --name ^Cercle$";
        let words: Vec<&str> = search.split(' ').chain(words.split(' ')).collect();
        self.xdotool(&words);
    }

    /// Where the window stands on the screen, and how large it is.
    fn place_of_window(&self) -> String {
        let mut told = self.command("xdotool");
        told.args(["search", "--sync", "--onlyvisible", "--name", "^Cercle$"]);
        let told = told.args(["getwindowgeometry"]).output().unwrap();
        let told = String::from_utf8(told.stdout).unwrap();
        // The first line is the number of the window, which is another one each time.
        told.lines().skip(1).collect()
    }
}

impl Window {
    /// The club comes to know a member.
    pub(crate) async fn enrols(&self, n: u32, name: &str, kind: &str) {
        let id = |of: u32| format!("00000000-0000-7000-8000-0000000000{of}{n}");
        let day = "2024-03-01";
        self.does(json!({
            "kind": "create_organisation", "id": id(1),
            "organisation": { "name": name, "legal_name": null, "kind": kind,
                "register_number": null, "parent": null },
            "membership": { "id": id(2), "left": null,
                "arrived": { "earliest": day, "latest": day } },
        }))
        .await;
    }

    /// Waits until `script` finds `expected`.
    pub(crate) async fn becomes(&self, script: &str, expected: Value) {
        let start = Instant::now();
        loop {
            let found = self.run(script, vec![]).await;
            if found == expected {
                return;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "{found} is not {expected}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}
