//! What is being typed when the window closes, and what the window says when it cannot be kept.

use std::{
    fs,
    io::Write as _,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use serde_json::{Value, json};

use crate::{
    desk::{Desk, Keyring, has_ended, running, wait_for},
    turn,
    window::{Window, key},
};

const NAME: &str = "return document.querySelector('[role=dialog] input')?.value ?? ''";

#[tokio::test]
async fn what_is_typed_a_moment_before_the_window_closes_is_there_again() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = Window::open(&desk, &[]).await;
    window.begins_a_member("Université de Val").await;
    desk.focus_window("^Cercle$");
    let processes = running(desk.home.path());
    // Sooner than the pause after which what is typed is kept by itself.
    desk.xdotool(&["key", "--delay", "10", "m", "o", "n", "t", "alt+F4"]);
    wait_for("the end of the application", || processes.iter().all(|it| has_ended(it)));
    let _ = window.client.close().await;

    let window = Window::open(&desk, &[]).await;
    window.goes_to("/members?new").await;
    window.reads("Brouillon repris").await;
    assert_eq!(window.run(NAME, vec![]).await, "Université de Valmont");
    window.close().await;
}

#[tokio::test]
async fn a_page_that_hangs_does_not_keep_the_window() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let window = Window::open(&desk, &[]).await;
    window.run("setTimeout(() => { for (;;) ; }, 100)", vec![]).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let start = std::time::Instant::now();
    window.close_by_frame(&desk).await;
    assert!(start.elapsed() > Duration::from_secs(3), "the page answered, and did not hang");
}

#[tokio::test]
async fn what_a_full_disk_refuses_is_said_and_the_window_asks_before_it_closes() {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::None);
    let Some(program) = on_a_small_disk(&desk) else { return };
    let window = Window::start(&desk, &program, &[]).await;
    window.sees("main, [role=main]").await;
    window.begins_a_member("Université de Val").await;
    window.reads("Brouillon gardé à").await;

    let disk = Disk::of(&desk);
    disk.fill();
    // More than what the file may still have room for inside.
    let text = format!("Université de Valmont{}", " et environs".repeat(40_000));
    let script = "const field = document.querySelector('[role=dialog] input');
        field.value = arguments[0];
        field.dispatchEvent(new InputEvent('input', { bubbles: true }))";
    window.run(script, vec![json!(text)]).await;
    window.reads("Brouillon pas encore gardé").await;
    let alert = window.sees("[role=dialog] [role=alert]").await;
    let told = alert.text().await.unwrap();
    assert!(told.contains("Le disque est plein"), "{told}");
    assert_eq!(window.axe_in_both_themes().await, "");
    window.run(SHORTEN, vec![]).await;
    assert_eq!(window.tree("body").await.faults(), "");
    window.tree("[role=dialog]").await.check("unkept-draft");
    // Without the dialog, the foot of the navigation says it too, for as long as it is so.
    window.keys(&key::ESCAPE.to_string()).await;
    window.no_longer_sees("[role=dialog]").await;
    window.sees("nav [role=alert]").await;
    assert_eq!(window.axe_in_both_themes().await, "");
    window.tree("nav").await.check("unkept");

    let processes = running(desk.home.path());
    desk.focus_window("^Cercle$");
    desk.xdotool(&["key", "alt+F4"]);
    window.reads("Ce qui est saisi n’a pas pu être enregistré").await;
    assert_eq!(window.axe_in_both_themes().await, "");
    window.tree("[role=dialog]").await.check("leave");
    window.press("Revenir").await;
    window.no_longer_sees("[role=dialog]").await;

    desk.xdotool(&["key", "alt+F4"]);
    window.reads("Ce qui est saisi n’a pas pu être enregistré").await;
    disk.make_room();
    window.sees("[role=dialog] button[type=submit]:focus").await;
    window.keys(&key::ENTER.to_string()).await;
    wait_for("the end of the application", || processes.iter().all(|it| has_ended(it)));
    let _ = window.client.close().await;
}

/// What is told of a page need not hold half a megabyte.
const SHORTEN: &str = "document.querySelector('[role=dialog] input').value = 'Université'";

impl Window {
    /// Creates a club, and types the name of a member that is not created.
    async fn begins_a_member(&self, name: &str) {
        self.call("create_club", json!({ "passphrase": "quatre mots bien choisis" })).await;
        self.run("document.body.id = 'before'; location.reload()", vec![]).await;
        self.sees("body:not(#before) nav").await;
        self.goes_to("/members?new").await;
        self.sees("[role=dialog] input:focus").await;
        self.keys(name).await;
        assert_eq!(self.run(NAME, vec![]).await, Value::from(name));
    }
}

/// The program under test as it runs where the clubs lie on a disk of a few megabytes; says aloud when
/// this computer cannot make it so.
fn on_a_small_disk(desk: &Desk) -> Option<PathBuf> {
    let own_mounts = "unshare --map-root-user --mount sh -ec \
        'mount -t tmpfs -o size=6m small \"$0\"; exec \"$@\"'";
    let script = format!(
        "#!/bin/sh\nexec {own_mounts} '{}' \"${{PROGRAM:-{}}}\" \"$@\"\n",
        desk.folder("data").display(),
        Desk::cercle().display()
    );
    let program = desk.folder("documents").join("cercle-on-a-small-disk");
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let tried = Command::new(&program).env("PROGRAM", "true").output();
    if tried.as_ref().is_ok_and(|it| it.status.success()) {
        return Some(program);
    }
    eprintln!("SKIPPED: this computer cannot mount a small disk ({tried:?})");
    None
}

/// The small disk of the application that runs at a desk.
struct Disk {
    filler: PathBuf,
}

impl Disk {
    fn of(desk: &Desk) -> Self {
        let processes = running(desk.home.path());
        let data = desk.folder("data");
        let data = data.strip_prefix("/").unwrap();
        Self {
            filler: Path::new("/proc").join(&processes[0]).join("root").join(data).join("plein"),
        }
    }

    /// Leaves no room at all.
    fn fill(&self) {
        let mut file = fs::File::create(&self.filler).unwrap();
        for size in [64 * 1024, 1024, 1] {
            while file.write_all(&vec![b'x'; size]).is_ok() {}
        }
    }

    fn make_room(&self) {
        fs::remove_file(&self.filler).unwrap();
    }
}
