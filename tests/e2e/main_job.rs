//! The main job of a coordinator, from the first start to minutes on the disk: once as people do it,
//! and once by keyboard alone.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::json;

use crate::{
    desk::{Desk, Keyring, wait_for},
    hands::{Hands, Person},
    paper::{check_for_archive, pdf, say_aloud, text_of},
    turn,
    window::{Window, key},
};

/// A list of members, and what comes of it.
struct List {
    path: PathBuf,
    /// What the head of the import tells once every proposal is confirmed.
    told: &'static [&'static str],
    /// How many lines are taken in.
    lines: u32,
    /// How many members there are on 29 May 2026 and on any day since.
    members: u32,
}

/// The public list where it is there, or the list of our own.
fn list() -> List {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let public = project.join("../../shared/domain/members.csv");
    if let Ok(path) = public.canonicalize() {
        let told = &["111 créées", "Membres : 0, puis 110"];
        return List { path, told, lines: 111, members: 110 };
    }
    say_aloud(
        "SKIPPED: the public list of members is not there; that of the tests takes its place",
    );
    let path = project.join("fixtures/members.csv").canonicalize().unwrap();
    let told = &["10 créées", "1 répétée", "3 refusées", "Membres : 0, puis 8"];
    List { path, told, lines: 10, members: 8 }
}

#[tokio::test]
async fn the_main_job_is_done_from_the_first_start_to_the_exported_minutes() {
    main_job(Hands::Mouse).await;
}

#[tokio::test]
async fn the_main_job_is_done_by_keyboard_alone() {
    main_job(Hands::KeyboardAlone).await;
}

async fn main_job(hands: Hands) {
    let _turn = turn().await;
    let desk = Desk::new(1440, 900, Keyring::Unlocked);
    let list = list();
    let window = Window::open(&desk, &[]).await;
    let job = Job { desk: &desk, person: Person { window: &window, hands }, list: &list };
    job.creates_the_club().await;
    job.imports_the_list().await;
    let member = job.opens_a_member().await;
    job.brings_a_convention_into_force(&member).await;
    job.holds_a_plenary().await;
    job.exports_the_minutes().await;
    window.close().await;

    let window = Window::open(&desk, &[]).await;
    let job = Job { desk: &desk, person: Person { window: &window, hands }, list: &list };
    job.finds_all_of_it_again(&member).await;
    window.close().await;
    check_for_archive(&desk.folder("documents").join("minutes.pdf"));
}

/// A coordinator at work.
struct Job<'a> {
    desk: &'a Desk,
    person: Person<'a>,
    list: &'a List,
}

impl Job<'_> {
    async fn creates_the_club(&self) {
        let Person { window, .. } = self.person;
        window.reads("Créer un club").await;
        self.fill("Nom du programme", "Programme d’archivage").await;
        self.fill("Phrase secrète", "quatre mots bien choisis").await;
        self.fill("Phrase secrète, encore une fois", "quatre mots bien choisis").await;
        self.press("Créer le club").await;
        window.reads("Tout est fait").await;
    }

    async fn imports_the_list(&self) {
        let Person { window, .. } = self.person;
        self.press("Membres").await;
        window.reads("Aucun membre").await;
        self.press("Importer une liste…").await;
        self.press("Choisir un fichier…").await;
        self.desk.answer_file_dialog("Importer une liste de membres", &self.list.path);

        // The same words are asked about once. One answer is typed, the others are proposals.
        let project = "« partenaire phase projet (2016-2019) »";
        self.fill(&format!("{project} : au plus tard"), "1/12/2019").await;
        window.named("button", &format!("{project} : revenir à la proposition")).await;
        self.press_beginning("Confirmer l").await;
        for told in self.list.told {
            window.reads(told).await;
        }
        self.press_beginning("Aperçu").await;
        window.reads("Nouveau membre").await;
        self.press_beginning(&format!("Importer {} lignes", self.list.lines)).await;
        self.sees_the_members().await;

        // On the day of the list there were as many.
        self.press_beginning("Aujourd’hui, ").await;
        self.fill("Voir le club un autre jour", "29/05/2026").await;
        self.keys(key::ENTER).await;
        window.reads("Au 29/05/2026 · lecture seule").await;
        self.sees_the_members().await;
        self.press("Revenir à aujourd’hui").await;
        window.no_longer_reads("lecture seule").await;
    }

    async fn sees_the_members(&self) {
        self.person.window.reads(&format!("{} organisations", self.list.members)).await;
    }

    /// Opens one of the members; which one says the list.
    async fn opens_a_member(&self) -> String {
        let member = self.person.open_line("Membres", 2).await;
        self.person.window.named("h2", &member).await;
        member
    }

    async fn brings_a_convention_into_force(&self, member: &str) {
        let Person { window, .. } = self.person;
        self.press(&format!("Plus, sur {member}")).await;
        self.press("Nouvelle convention…").await;
        self.fill("Objet facultatif", "Accompagnement du projet de SAE").await;
        self.fill("Fin facultatif", "31/12/2031").await;
        self.fill("Participation annuelle facultatif", "14 250").await;
        self.keys(key::ENTER).await;

        self.steps_on("Envoyer à la signature", "Enregistrer la signature du membre").await;
        self.steps_on("Enregistrer la signature du membre", "Enregistrer la contresignature").await;
        let signed = self.signed("accord.pdf", 2);
        self.press("Joindre un PDF…").await;
        self.attaches(&signed).await;

        self.steps_on("Enregistrer la contresignature", "Joindre le PDF…").await;
        window.reads("Le PDF signé des deux parties.").await;
        let signed = self.signed("retour.pdf", 3);
        self.press("Joindre le PDF…").await;
        self.attaches(&signed).await;
        self.sees_the_convention_in_force().await;
    }

    /// Does the next step of the path of a convention, today, after which `then` can be done.
    async fn steps_on(&self, next: &str, then: &str) {
        self.press(next).await;
        self.person.window.sees("[role=dialog] input:focus").await;
        self.keys(key::ENTER).await;
        self.sees_no_dialog().await;
        self.person.window.named("button", then).await;
    }

    fn signed(&self, name: &str, pages: usize) -> PathBuf {
        let path = self.paper(name);
        fs::write(&path, pdf("Convention de service", pages)).unwrap();
        path
    }

    async fn attaches(&self, path: &Path) {
        self.desk.answer_file_dialog("Joindre un PDF", path);
        let name = path.file_name().unwrap().to_str().unwrap();
        self.person.window.sees("[role=dialog] input:focus").await;
        self.person.window.reads(name).await;
        self.keys(key::ENTER).await;
        self.sees_no_dialog().await;
        self.person.window.named("button", &format!("Plus, sur {name}")).await;
    }

    /// A dialog that closes gives the focus back to where it was opened.
    async fn sees_no_dialog(&self) {
        let script = "return document.querySelector('[role=dialog]') === null";
        self.person.window.holds_true("no dialog is open", script, json!(null)).await;
    }

    async fn sees_the_convention_in_force(&self) {
        let window = self.person.window;
        window.reads("Rien. La convention est en vigueur jusqu’au 31/12/2031.").await;
        window.named("button", "Plus, sur accord.pdf").await;
        window.named("button", "Plus, sur retour.pdf").await;
    }

    async fn holds_a_plenary(&self) {
        let Person { window, .. } = self.person;
        let club = window.call("club", json!({})).await;
        let today = club["today"].as_str().unwrap();
        let [year, month, day] = today.split('-').collect::<Vec<_>>()[..] else {
            panic!("{today}")
        };

        self.press("Réunions").await;
        self.press_beginning("Nouvelle réunion").await;
        self.fill("Instance", "plén").await;
        self.keys(key::ENTER).await;
        self.fill("Jour", &format!("{day}/{month}/{year}")).await;
        self.fill("Heure facultatif", "14 h").await;
        self.fill("Lieu facultatif", "Salle des Cartes").await;
        self.keys(key::ENTER).await;
        window.reads("L’ordre du jour est vide.").await;
        for (title, duration) in [("Version 9 : calendrier", "40"), ("Stockage objet", "30")] {
            self.press("Ajouter un point").await;
            self.fill("Titre du point", title).await;
            self.fill("Durée facultatif", duration).await;
            self.keys(key::ENTER).await;
            window.named("h2", &format!("{}. {title}", if duration == "40" { 1 } else { 2 })).await;
            self.sees_no_dialog().await;
        }

        // Minutes are taken by keyboard, whatever the hand holds.
        self.person.enter("Texte").await;
        self.types(&format!("{}{}", key::ALT, key::UP)).await;
        window.reads("1. Version 9 : calendrier").await;
        self.types(&format!("Le calendrier est présenté.{}", key::ENTER)).await;
        self.types(&format!("!Le calendrier est adopté.{}", key::ENTER)).await;
        self.types(&format!("{}{}", key::ALT, key::DOWN)).await;
        window.reads("2. Stockage objet").await;
        self.types(&format!(">Écrire la procédure{}", key::TAB)).await;
        self.types(&format!("l’équipe{}+30j", key::TAB)).await;
        self.keys(key::F6).await;
        self.types(&format!("{}p", key::DOWN)).await;
        window.reads(&format!("1 présent sur {}", self.list.members)).await;
        self.press_beginning("Noter absentes").await;
        window.reads(&format!("{} absentes", self.list.members - 1)).await;

        self.press("Valider le compte rendu").await;
        window.sees("[role=dialog] input:focus").await;
        self.keys(key::ENTER).await;
        self.sees_the_minutes().await;
    }

    async fn sees_the_minutes(&self) {
        let window = self.person.window;
        window.reads("le compte rendu ne se modifie plus").await;
        for noted in
            ["Le calendrier est présenté.", "Le calendrier est adopté.", "Écrire la procédure"]
        {
            window.reads(noted).await;
        }
        window.reads(&format!("1 présent sur {}", self.list.members)).await;
    }

    async fn exports_the_minutes(&self) {
        for (format, name) in [("PDF", "minutes.pdf"), ("Markdown", "notes.md")] {
            self.press("Exporter").await;
            self.press(format).await;
            let path = self.paper(name);
            self.desk.answer_file_dialog("Exporter le compte rendu", &path);
            wait_for(name, || path.exists());
        }
        let markdown = fs::read_to_string(self.paper("notes.md")).unwrap();
        for text in [markdown, text_of(&self.paper("minutes.pdf"))] {
            for words in [
                "Programme d’archivage",
                "Plénière",
                "Salle des Cartes",
                "Le calendrier est présenté.",
                "Le calendrier est adopté.",
                "Écrire la procédure",
                "l’équipe",
            ] {
                assert!(text.contains(words), "« {words} » is not on the paper:\n{text}");
            }
        }
    }

    /// After the window was closed and opened again, it is where it was left, and nothing is asked.
    async fn finds_all_of_it_again(&self, member: &str) {
        let Person { window, .. } = self.person;
        self.sees_the_minutes().await;
        self.press("Membres").await;
        self.sees_the_members().await;
        self.press("Conventions").await;
        window.named("h1", "Conventions").await;
        self.person.open_line("Conventions", 1).await;
        window.named("h1", member).await;
        self.sees_the_convention_in_force().await;
        self.press("Journal").await;
        window.reads("Compte rendu validé").await;
    }

    async fn press(&self, name: &str) {
        self.person.press(name).await;
    }

    async fn press_beginning(&self, words: &str) {
        self.person.press_beginning(words).await;
    }

    async fn fill(&self, label: &str, text: &str) {
        self.person.fill(label, text).await;
    }

    async fn keys(&self, key: char) {
        self.types(&key.to_string()).await;
    }

    async fn types(&self, keys: &str) {
        self.person.keys(keys).await;
    }

    fn paper(&self, name: &str) -> PathBuf {
        self.desk.folder("documents").join(name)
    }
}
