//! What the demonstration is made of. Nobody and nothing here exists.

use domain::organisation::Kind;

/// Organisations as varied as those of a real club: name, legal name where it is another, kind.
pub(crate) const ORGANISATIONS: [(&str, Option<&str>, Kind); 32] = [
    (
        "CA des Trois-Rivières",
        Some("Communauté d’agglomération des Trois-Rivières"),
        Kind::LocalAuthority,
    ),
    ("Université de Valmont", None, Kind::Research),
    ("Ministère du Littoral", None, Kind::Ministry),
    ("Agence des mobilités rurales", None, Kind::PublicBody),
    ("Cassiopée Archivage", Some("Cassiopée Archivage SAS"), Kind::Company),
    (
        "Caisse des bateliers",
        Some("Caisse nationale de prévoyance des bateliers"),
        Kind::SocialSecurity,
    ),
    ("Bibliothèque de Sauveterre", None, Kind::PublicBody),
    ("CD de la Vaudaine", Some("Conseil départemental de la Vaudaine"), Kind::LocalAuthority),
    ("Centre de calcul de Haute-Brenne", None, Kind::Research),
    ("CH de Montrieux", Some("Centre hospitalier de Montrieux"), Kind::PublicBody),
    ("Direction du patrimoine de l’Arvane", None, Kind::StateService),
    ("École d’optique de Brévent", None, Kind::Research),
    ("Haute Autorité des données", None, Kind::IndependentAuthority),
    ("Institut du paysage sonore", None, Kind::Research),
    ("Mairie de Pont-Aubry", Some("Commune de Pont-Aubry"), Kind::LocalAuthority),
    ("Métropole de Rocheclaire", None, Kind::LocalAuthority),
    ("Nivalis Conseil", None, Kind::Company),
    ("Office des eaux souterraines", None, Kind::PublicBody),
    ("Rectorat de Haute-Brenne", None, Kind::StateService),
    ("Ministère des Mémoires", None, Kind::Ministry),
    ("Conservatoire des cartes", None, Kind::StateService),
    ("Région des Deux-Estuaires", None, Kind::LocalAuthority),
    ("Fonds mutuel des artisans", None, Kind::SocialSecurity),
    ("Amis des archives ouvertes", None, Kind::Association),
    ("Syndicat numérique du Haut-Val", None, Kind::LocalAuthority),
    ("Observatoire des phares", None, Kind::PublicBody),
    ("Parc des volcans", Some("Syndicat mixte du parc des volcans"), Kind::LocalAuthority),
    ("Ligne Claire Logiciels", None, Kind::Company),
    ("Théâtre de la Rade", None, Kind::Other),
    ("Académie de marine de Port-Solène", None, Kind::Research),
    ("Service des mines et carrières", None, Kind::StateService),
    ("Polytechnique de Lanvaux", None, Kind::Research),
];

pub(crate) const GIVEN_NAMES: [&str; 24] = [
    "Inès",
    "Samir",
    "Maud",
    "Hervé",
    "Agnès",
    "Karim",
    "Éloïse",
    "Paul",
    "Anne-Laure",
    "Thibault",
    "Naïma",
    "Gaël",
    "Solène",
    "Marc",
    "Yasmine",
    "Olivier",
    "Chloé",
    "Étienne",
    "Fatou",
    "Benoît",
    "Hélène",
    "Loïc",
    "Marion",
    "Youssef",
];

pub(crate) const FAMILY_NAMES: [&str; 29] = [
    "Caradec",
    "Benali",
    "Le Guellec",
    "Duchêne",
    "Morvan",
    "Sorel",
    "Imbert",
    "Vasseur",
    "Delmotte",
    "Kervella",
    "Aubertin",
    "Noguès",
    "Lacombe",
    "Ferrand",
    "Traoré",
    "Béranger",
    "Quintin",
    "Roussel",
    "Mazurier",
    "Hamon",
    "Castel",
    "Ollivier",
    "Peyrat",
    "Sauvage",
    "Thévenot",
    "Grangier",
    "Bellanger",
    "Nicolle",
    "Daoud",
];

pub(crate) const FUNCTIONS: [&str; 9] = [
    "Archiviste",
    "Cheffe de projet",
    "Directeur des systèmes d’information",
    "Responsable de l’archivage",
    "Architecte technique",
    "Administratrice fonctionnelle",
    "Chargé de mission",
    "Développeuse",
    "Directrice adjointe",
];

pub(crate) const PROJECTS: [&str; 9] = [
    "Système d’archivage intermédiaire mutualisé",
    "Reprise de 12 To d’archives audiovisuelles",
    "Versement des dossiers de subvention",
    "Étude d’un service d’archivage pour les communes",
    "Connecteur avec la gestion électronique de documents",
    "Archivage des marchés publics",
    "Profils de versement pour les délibérations",
    "Plateforme partagée avec deux départements",
    "Archivage des données de recherche",
];

/// An item of an agenda: its title, its minutes, and what was noted. `! ` begins a decision, `> ` an
/// action.
type Item = (&'static str, u16, &'static [&'static str]);

pub(crate) const AGENDAS: [&[Item]; 3] = [
    &[
        (
            "Tour de table et actualités du programme",
            20,
            &[
                "Trois organisations ont rejoint le club depuis la dernière plénière.\n\nLe calendrier des versions est rappelé : **une version majeure par an**, au printemps.",
            ],
        ),
        (
            "Montée de version du stockage objet",
            40,
            &[
                "Les essais menés sur l’environnement partenaire ont rejoué 1 204 lots sans aucune perte, avec un débit supérieur de 18 % à celui de la version en place.",
                "! La version actuelle du stockage objet reste soutenue un an de plus.",
                "> Écrire la procédure de retour arrière et la jouer sur un jeu de 10 000 unités",
            ],
        ),
        (
            "Questions diverses",
            15,
            &[
                "Les exploitants souhaitent :\n\n- une page d’état des environnements partenaires ;\n- un rappel des dates d’atelier.",
            ],
        ),
    ],
    &[
        (
            "Actions ouvertes de la séance précédente",
            10,
            &["Toutes les actions échues sont closes, sauf une, reconduite."],
        ),
        (
            "Profils de versement",
            45,
            &[
                "Deux membres présentent leurs profils. Les écarts tiennent surtout aux règles de gestion.",
                "! Un profil commun est rédigé pour les délibérations.",
                "> Rassembler les profils existants et les comparer",
            ],
        ),
        (
            "Recherche : retours d’usage",
            30,
            &["La recherche par intervalle de dates est jugée difficile à trouver."],
        ),
    ],
    &[
        (
            "Version 9 : calendrier et prérequis",
            30,
            &[
                "Les prérequis changent pour la base de données ; la migration est automatique.",
                "! Deux versions sont soutenues à la fois, pas davantage.",
            ],
        ),
        (
            "Gros volumes : retour du groupe",
            30,
            &[
                "Le groupe a mesuré l’entrée de 40 millions d’objets.",
                "> Publier le jeu d’essai et la méthode de mesure",
            ],
        ),
        ("Contributions à intégrer", 20, &["Trois contributions attendent une relecture."]),
    ],
];
