//! Minutes of meetings that never were, for tests and for the eye: one that fills pages, one that
//! fills half of one, and one that means harm.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use crate::minutes::{
    Action, Attendance, Block, Decision, Item, Language, Minutes, Presence, Status,
};

/// A technical meeting to which a hundred and ten organisations were invited.
pub(crate) fn long() -> Minutes {
    Minutes {
        language: Language::Fr,
        programme: "Programme d’archivage numérique".into(),
        heading: vec!["Club utilisateurs".into(), "Secrétariat\u{202f}: club@example.org".into()],
        title: "Multilatérale technique et applicative d’automne".into(),
        date: day(2026, 11, 26),
        starts_at: time(14, 0),
        ends_at: time(16, 35),
        place: Some("Salle des Cartes, 3 rue de l’Exemple, et à distance".into()),
        status: Status::Validated { on: day(2026, 12, 10) },
        attendance: hundred_and_ten(),
        items: vec![
            item(
                1,
                "Actions ouvertes de la séance du 10 septembre",
                vec![
                    text(
                        "Sur **sept** actions ouvertes, cinq sont faites. Les deux autres sont \
                         reprises ci-dessous avec une nouvelle échéance.",
                    ),
                    action(
                        "Publier le guide de reprise des versements interrompus",
                        "Inès Valmont, programme",
                        Some((2026, 12, 18)),
                        None,
                    ),
                    action(
                        "Recenser les environnements partenaires encore en version 7",
                        "Paul Ardenne, CA des Trois-Rivières",
                        Some((2026, 11, 20)),
                        Some((2026, 11, 18)),
                    ),
                ],
            ),
            item(
                2,
                "Version 9\u{202f}: calendrier et prérequis",
                vec![
                    text(
                        "Le calendrier présenté en plénière est confirmé\u{202f}:\n\n\
                         1. version candidate le 15 janvier 2027\u{202f};\n\
                         2. essais chez trois membres volontaires jusqu’au 26 février\u{202f}:\n   - la Métropole de Rocheclaire,\n   - le Centre de calcul des Hautes Terres,\n   - l’Agence des mobilités\u{202f};\n\
                         3. publication le 15 mars 2027.\n\n\
                         ### Ce qui change pour les exploitants\n\n\
                         | Composant | Version 8 | Version 9 |\n| --- | --- | --- |\n| Base documentaire | 5.0 | 7.0 |\n| Moteur de recherche | 7.17 | 8.15 |\n| Système | Debian 11, Alma 8 | Debian 12, Alma 9 |\n\n\
                         La commande de contrôle des prérequis, `verifier --prerequis`, est livrée \
                         dès la version 8.2\u{202f}; la procédure est sur \
                         [l’espace documentaire](https://docs.example.org/version-9/prerequis).",
                    ),
                    decision(
                        "2026-T4-02",
                        "Le calendrier de la version 9 est adopté. La version 7 n’est plus maintenue à compter du 1er avril 2027.",
                    ),
                ],
            ),
            item(
                3,
                "Montée de version du stockage objet",
                vec![
                    text(
                        "Karim Sorel présente les essais menés sur l’environnement partenaire\u{202f}: \
                         1\u{202f}204 lots rejoués, aucune perte, débit supérieur de 18\u{202f}% à la version \
                         en place. Deux membres signalent une dépendance à un pilote qui n’est plus \
                         maintenu.\n\n\
                         La Métropole de Rocheclaire demande que la version actuelle reste prise en \
                         charge jusqu’à la fin de 2027. Le programme rappelle la règle\u{202f}:\n\n\
                         > Deux versions du stockage sont soutenues à la fois, jamais trois.",
                    ),
                    decision(
                        "2026-T4-03",
                        "La version actuelle du stockage objet reste soutenue jusqu’au 31/12/2027.",
                    ),
                    text(
                        "Les exploitants souhaitent une procédure de retour arrière écrite et *essayée* avant le printemps.",
                    ),
                    action(
                        "Écrire la procédure de retour arrière et la jouer sur un jeu de 10\u{202f}000 unités",
                        "Samir Benali, CA des Trois-Rivières",
                        Some((2027, 1, 15)),
                        None,
                    ),
                    action(
                        "Confirmer le besoin d’un pilote de remplacement",
                        "Claire Vaudan, Caisse des bateliers",
                        Some((2027, 1, 29)),
                        None,
                    ),
                ],
            ),
            item(
                4,
                "Gros volumes\u{202f}: retour du groupe",
                vec![
                    text(
                        "Le groupe a réuni neuf membres. Trois mesures donnent l’essentiel du gain\u{202f}:\n\n\
                         - regrouper les petits objets par lots de 512\u{202f};\n\
                         - relire les empreintes en flux plutôt qu’en fin de versement\u{202f};\n\
                         - limiter à quatre les traitements simultanés par bac.\n\n\
                         ### Mesures\n\n\
                         Les mesures ont été faites sur deux plateformes.\n\n\
                         #### Chez les membres\n\n\
                         Un versement de 2,4 To passe de 31\u{a0}h à 19\u{a0}h. Le gain est moindre sur les \
                         petits fonds.\n\n\
                         #### Au programme\n\n\
                         ```\nlots      durée     débit\n  512     19 h 04   35 Mo/s\n  256     22 h 40   29 Mo/s\n```",
                    ),
                    decision(
                        "2026-T4-04",
                        "Le groupe «\u{202f}Gros volumes\u{202f}» est prolongé d’un an.",
                    ),
                    action(
                        "Proposer les trois mesures comme réglages par défaut",
                        "Groupe «\u{202f}Gros volumes\u{202f}»",
                        None,
                        None,
                    ),
                ],
            ),
            item(
                5,
                "Contributions à intégrer",
                vec![text(
                    "Quatre contributions attendent une relecture. Deux viennent de membres dont \
                     l’accord du contributeur est signé\u{202f}; les deux autres seront relues dès réception \
                     de l’accord.",
                )],
            ),
            item(
                6,
                "Questions diverses",
                vec![text("Prochaine réunion\u{202f}: le 28 janvier 2027, à distance.")],
            ),
        ],
        made_at: moment("2026-12-10T15:07:00+01:00"),
    }
}

/// A draft on half a page.
pub(crate) fn short() -> Minutes {
    Minutes {
        title: "Bilatérale avec la Métropole de Rocheclaire".into(),
        heading: Vec::new(),
        starts_at: time(9, 30),
        ends_at: None,
        place: Some("À distance".into()),
        status: Status::Draft,
        attendance: vec![
            attends(
                "Métropole de Rocheclaire",
                &["Léa Morin", "Hugo Sainte-Croix"],
                Presence::Present,
            ),
            attends("Programme d’archivage numérique", &["Inès Valmont"], Presence::Present),
            attends("Nivalis Conseil", &[], Presence::Excused),
            attends(
                "CD de la Vaudaine",
                &[],
                Presence::Represented { by: "Métropole de Rocheclaire".into() },
            ),
        ],
        items: vec![item(
            1,
            "Reprise des fonds de l’ancien service d’archives",
            vec![
                text(
                    "La métropole reprend 40\u{202f}000 dossiers. Le profil d’archivage reste à écrire.",
                ),
                decision("2026-B-11", "La reprise commence par les dossiers de marchés."),
                action("Envoyer un exemple de bordereau", "Léa Morin", Some((2026, 12, 4)), None),
            ],
        )],
        ..long()
    }
}

/// In English, with no decision.
pub(crate) fn english() -> Minutes {
    Minutes {
        language: Language::En,
        programme: "Digital Archiving Programme".into(),
        heading: vec!["Users’ club".into()],
        title: "Welcome session for new members".into(),
        place: Some("Online".into()),
        status: Status::Locked { on: day(2026, 12, 1) },
        attendance: vec![
            attends("Rocheclaire Metropolitan Area", &["Léa Morin"], Presence::Present),
            attends(
                "Computing Centre of the High Lands",
                &["John Arkwright", "Mary Stone"],
                Presence::Present,
            ),
            attends("Boatmen’s Fund", &[], Presence::Absent),
        ],
        items: vec![
            item(
                1,
                "What the club is for",
                vec![text("Members draw up **requests in common** and rank them once a year.")],
            ),
            item(
                2,
                "First steps",
                vec![
                    text(
                        "Each member names:\n\n- one person for the technical meetings,\n- one for the functional ones.",
                    ),
                    action("Send the list of contacts", "Mary Stone", Some((2027, 1, 8)), None),
                ],
            ),
        ],
        ..long()
    }
}

/// Every trick at once.
pub(crate) fn hostile() -> Minutes {
    let tricks = [
        "#read(\"/etc/passwd\")",
        "#import \"@preview/evil:1.0.0\": *",
        "$ integral_0^1 $ _not emphasis_ *nor this* <label> @ref = Heading",
        "<script>alert(1)</script>",
        "שלום עולם, mixed with français",
        "מִנְיָן e\u{5b0} \u{5b0} א\u{301}",
        "السَّلامُ عليكم 123",
        "👍 ✅ ❌ 🧑🏽‍🚀 🧔‍♂️ 🇫🇷 1️⃣ ⚠️ ❤️‍🔥 🏴‍☠️",
        "中文 한국어 日本語 ไทย हिन्दी",
        "bell\u{7} nul\0 escape\u{1b}[31m delete\u{7f} c1\u{9b}",
        "hidden\u{202e}desrever\u{202c} \u{2066}isolate\u{2069} bom\u{feff} private\u{e000}\u{f8ff}\u{10fffd}",
        "zero\u{200b}width\u{200c}non\u{200d}joiner\u{2060} soft\u{ad}hyphen",
        "\u{fffd}\u{fffe}\u{ffff}\u{fdd0} \u{d7ff}",
        "Z\u{335}\u{321}\u{33f}a\u{334}\u{33d}l\u{336}\u{347}g\u{337}\u{323}o\u{338}\u{330}",
        "\u{301}starts with a mark",
        "line\u{2028}separator\u{2029}paragraph\u{85}next\u{b}vertical\u{c}form\rreturn\r\nboth\ttab",
        "\\\"quotes\\\" \\u{41} \\n %PDF-1.7 endobj <</Type /Catalog>> (unbalanced",
        "  spaces   inside  and  around  ",
        "𝕸𝖆𝖙𝖍 ﬁ ligature Ǆ ẞ Ω≈ç√∫ µ Ⅷ ⁴ ⅓ → ≤ ✓ ☐",
    ];
    let words = [
        "a".repeat(300),
        "é".repeat(300),
        "中".repeat(40),
        "\u{301}".repeat(200),
        "\u{200b}".repeat(200),
        "https://example.org/".to_owned() + &"chemin/".repeat(40),
    ];
    let everything: Vec<String> = tricks.iter().map(|it| (*it).to_owned()).chain(words).collect();
    let markdown = [
        format!("{}deep", "> ".repeat(400)),
        format!("{}deep", "- ".repeat(400)),
        format!("{}deep{}", "*a **b ".repeat(100), "** c*".repeat(100)),
        "# One\n\n### Three\n\n###### Six\n\n## Two\n\n- # in a list".to_owned(),
        "<!-- never closed\n\n**still** a comment".to_owned(),
        "```\nnever closed <b>".to_owned(),
        "<div onclick=\"x()\">\n<b>raw</b>\n</div>\n\n inline <img src=x onerror=alert(1)>".to_owned(),
        "[script](javascript:alert(1)) [file](file:///etc/passwd) ![image](http://example.org/x.png) [](https://example.org/vide) [ ](https://example.org) <mail@example.org> [é](https://example.org/é)".to_owned(),
        "|a|\n|-|\n|b \\| c|\n\n||\n|-|".to_owned(),
        "***\n\n- \n- \n\n1000000000. x\n\n> \n".to_owned(),
        format!("# {}", "long ".repeat(2000)),
    ];
    Minutes {
        programme: tricks.join(" "),
        heading: everything.clone(),
        title: everything.join(" "),
        place: Some(everything.join("\n")),
        attendance: everything
            .iter()
            .map(|it| attends(it, &[it, it], Presence::Represented { by: it.clone() }))
            .collect(),
        items: everything
            .iter()
            .chain(&["".to_owned(), " \u{200b}".to_owned()])
            .map(|it| {
                let blocks = vec![
                    text(it),
                    decision(it, it),
                    Block::Action(Action {
                        text: it.clone(),
                        owner: Some(it.clone()),
                        due: Some(day(1, 1, 1)),
                        done: Some(day(9999, 12, 31)),
                    }),
                ];
                item(u32::MAX, it, blocks)
            })
            .chain(markdown.iter().map(|it| item(0, "markdown", vec![text(it), text("after")])))
            .collect(),
        ..long()
    }
}

/// Texts of a hundred thousand letters, in one word and in many.
pub(crate) fn vast() -> Minutes {
    let word = "m".repeat(100_000);
    let words = "mot ".repeat(25_000);
    Minutes {
        title: word.clone(),
        attendance: vec![attends(&word, &[], Presence::Present)],
        items: vec![item(1, &words, vec![text(&word), decision("2026-1", &word)])],
        ..long()
    }
}

fn hundred_and_ten() -> Vec<Attendance> {
    const KINDS: [&str; 10] = [
        "Communauté d’agglomération",
        "Conseil départemental",
        "Métropole",
        "Université",
        "Centre hospitalier",
        "Rectorat",
        "Région",
        "Service départemental d’archives",
        "Caisse de retraite",
        "Ministère",
    ];
    const PLACES: [&str; 11] = [
        "des Trois-Rivières",
        "de la Vaudaine",
        "de Rocheclaire",
        "de Pont-Aubry",
        "de Haute-Brenne",
        "du Littoral",
        "de Montrieux",
        "des Hautes Terres",
        "du Val d’Orbe",
        "de Sainte-Estelle",
        "de l’Entre-deux-Mers et des plateaux du Nord",
    ];
    const PEOPLE: [&str; 7] = [
        "Samir Benali",
        "Claire Vaudan",
        "Karim Sorel",
        "Inès Valmont",
        "Paul Ardenne",
        "Hugo Sainte-Croix",
        "Léa Morin",
    ];
    KINDS
        .iter()
        .flat_map(|kind| PLACES.iter().map(move |place| format!("{kind} {place}")))
        .enumerate()
        .map(|(place, name)| {
            let person = PEOPLE[place % PEOPLE.len()];
            match place % 9 {
                2 => attends(&name, &[], Presence::Excused),
                5 => attends(&name, &[], Presence::Absent),
                7 => attends(
                    &name,
                    &[],
                    Presence::Represented { by: "Métropole de Rocheclaire".into() },
                ),
                4 => {
                    attends(&name, &[person, PEOPLE[(place + 3) % PEOPLE.len()]], Presence::Present)
                }
                _ => attends(&name, &[person], Presence::Present),
            }
        })
        .collect()
}

fn attends(organisation: &str, people: &[&str], presence: Presence) -> Attendance {
    let people = people.iter().map(|it| (*it).to_owned()).collect();
    Attendance { organisation: organisation.to_owned(), people, presence }
}

fn item(number: u32, title: &str, blocks: Vec<Block>) -> Item {
    Item { number, title: title.to_owned(), blocks }
}

fn text(text: &str) -> Block {
    Block::Text(text.to_owned())
}

fn decision(number: &str, text: &str) -> Block {
    Block::Decision(Decision { number: number.to_owned(), text: text.to_owned() })
}

fn action(
    text: &str,
    owner: &str,
    due: Option<(i32, u32, u32)>,
    done: Option<(i32, u32, u32)>,
) -> Block {
    Block::Action(Action {
        text: text.to_owned(),
        owner: Some(owner.to_owned()),
        due: due.map(|(year, month, it)| day(year, month, it)),
        done: done.map(|(year, month, it)| day(year, month, it)),
    })
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

fn time(hour: u32, minute: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, minute, 0)
}

fn moment(text: &str) -> DateTime<FixedOffset> {
    text.parse().expect("a moment")
}
