//! What an organisation is, told from the words of a list.

use std::{cmp::Reverse, sync::LazyLock};

use crate::{fold, organisation::Kind};

/// Key words once folded. Whether they stand in the singular or the plural does not matter.
///
/// A phrase is taken out of the text once it is met, the longest first: an "établissement public de
/// coopération intercommunale" is a local authority, although it has "établissement public" in it.
const PHRASES: [(Kind, &[&str]); 10] = [
    (
        Kind::Ministry,
        &["ministere", "administration centrale", "ministry", "central administration"],
    ),
    (
        Kind::PublicBody,
        &[
            "etablissement public",
            "etablissement",
            "operateur",
            "epa",
            "epic",
            "gip",
            "hopital",
            "centre hospitalier",
            "chambre consulaire",
            "public body",
            "public establishment",
            "operator",
        ],
    ),
    (
        Kind::LocalAuthority,
        &[
            "collectivite",
            "collectivite territoriale",
            "etablissement public de cooperation intercommunale",
            "epci",
            "commune",
            "mairie",
            "ville",
            "metropole",
            "communaute",
            "agglomeration",
            "departement",
            "conseil departemental",
            "region",
            "conseil regional",
            "syndicat mixte",
            "local authority",
            "local government",
        ],
    ),
    (
        Kind::Research,
        &[
            "universite",
            "ecole",
            "recherche",
            "enseignement superieur",
            "laboratoire",
            "university",
            "school",
            "research",
            "research body",
        ],
    ),
    (Kind::SocialSecurity, &["securite sociale", "protection sociale", "social security"]),
    (
        Kind::StateService,
        &[
            "service deconcentre",
            "deconcentre",
            "service a competence nationale",
            "scn",
            "prefecture",
            "state service",
        ],
    ),
    (
        Kind::IndependentAuthority,
        &[
            "autorite administrative independante",
            "autorite publique independante",
            "autorite independante",
            "autorite indep",
            "independent",
            "aai",
            "independent authority",
            "independent administrative authority",
        ],
    ),
    (
        Kind::Company,
        &[
            "editeur",
            "esn",
            "tiers archiveur",
            "entreprise",
            "societe",
            "prestataire",
            "integrateur",
            "company",
            "publisher",
            "software publisher",
            "supplier",
        ],
    ),
    (Kind::Association, &["association", "fondation", "foundation"]),
    (Kind::Other, &["autre", "other"]),
];

/// Each phrase as it is looked for, the longest first.
static LOOKED_FOR: LazyLock<Vec<(String, Kind)>> = LazyLock::new(|| {
    let mut all: Vec<(String, Kind)> = PHRASES
        .iter()
        .flat_map(|(kind, phrases)| phrases.iter().map(|it| (spaced(it), *kind)))
        .collect();
    all.sort_by_key(|(phrase, _)| Reverse(phrase.len()));
    all
});

/// The kind that the words mean, unless they mean none or several.
pub fn kind(words: &str) -> Option<Kind> {
    let mut text = spaced(&fold(words));
    let mut found: Option<Kind> = None;
    for (phrase, kind) in LOOKED_FOR.iter() {
        if text.contains(phrase) {
            if found.is_some_and(|it| it != *kind) {
                return None;
            }
            found = Some(*kind);
            text = text.replace(phrase, " / ");
        }
    }
    found
}

/// The words in the singular, with spaces on both sides of each, so that a phrase is only met as
/// whole words.
fn spaced(words: &str) -> String {
    words.split(' ').map(|it| format!(" {} ", singular(it))).collect()
}

fn singular(word: &str) -> &str {
    match word.strip_suffix(['s', 'x']) {
        Some(it) if it.len() > 2 => it,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(words: &[&str], expected: Expect) {
        let lines: String = words.iter().map(|it| format!("{it} => {:?}\n", kind(it))).collect();
        expected.assert_eq(&lines);
    }

    #[test]
    fn a_kind_is_told_from_key_words() {
        check(
            &[
                "établissement public / opérateur",
                "ministère / administration centrale",
                "collectivité",
                "université / école / recherche",
                "organisme de sécurité sociale",
                "service déconcentré / service à compétence nationale",
                "autorité administrative indépendante",
                "éditeur / ESN / tiers-archiveur",
                "association",
                "Établissements publics",
                "Collectivités territoriales",
                "EPCI (établissement public de coopération intercommunale)",
                "Autre",
                "public_body",
                "state_service",
                "Établissement",
                "Déconcentré",
                "Autorité indép.",
                "Independent",
                "ESN, éditeur",
            ],
            expect![[r#"
                établissement public / opérateur => Some(PublicBody)
                ministère / administration centrale => Some(Ministry)
                collectivité => Some(LocalAuthority)
                université / école / recherche => Some(Research)
                organisme de sécurité sociale => Some(SocialSecurity)
                service déconcentré / service à compétence nationale => Some(StateService)
                autorité administrative indépendante => Some(IndependentAuthority)
                éditeur / ESN / tiers-archiveur => Some(Company)
                association => Some(Association)
                Établissements publics => Some(PublicBody)
                Collectivités territoriales => Some(LocalAuthority)
                EPCI (établissement public de coopération intercommunale) => Some(LocalAuthority)
                Autre => Some(Other)
                public_body => Some(PublicBody)
                state_service => Some(StateService)
                Établissement => Some(PublicBody)
                Déconcentré => Some(StateService)
                Autorité indép. => Some(IndependentAuthority)
                Independent => Some(IndependentAuthority)
                ESN, éditeur => Some(Company)
            "#]],
        );
    }

    #[test]
    fn words_that_mean_no_kind_or_several_are_asked() {
        check(
            &["", "—", "partenaire", "école ou association", "sociétaire", "ESNA"],
            expect![[r#"
                 => None
                — => None
                partenaire => None
                école ou association => None
                sociétaire => None
                ESNA => None
            "#]],
        );
    }

    #[test]
    fn every_phrase_means_its_own_kind() {
        for (expected, phrases) in PHRASES {
            for phrase in phrases {
                assert_eq!(kind(phrase), Some(expected), "{phrase}");
            }
        }
    }

    #[test]
    fn every_kind_is_told_from_its_own_word() {
        for expected in Kind::ALL {
            let word = serde_plain(expected);
            assert_eq!(kind(&word), Some(expected), "{word}");
        }
    }

    /// `public_body` for `PublicBody`, as a list exported by a program says it.
    fn serde_plain(kind: Kind) -> String {
        let mut word = String::new();
        for letter in format!("{kind:?}").chars() {
            if letter.is_uppercase() && !word.is_empty() {
                word.push('_');
            }
            word.extend(letter.to_lowercase());
        }
        word
    }
}
