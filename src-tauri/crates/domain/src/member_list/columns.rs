//! What the columns of a list hold, told from their heads.
//!
//! A head is recognised only as a whole: "nom du contact" begins with "nom" and holds no member.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Refusal, fold};

/// Something that a list of members can tell.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The name by which the club calls the organisation.
    Name,
    /// The name by which it signs.
    LegalName,
    /// What it is.
    Kind,
    /// Its SIREN or SIRET.
    RegisterNumber,
    /// When it became a member.
    Arrived,
    /// When it left.
    Left,
    /// The day of the first list on which it stood.
    FirstList,
    /// The day of the last one.
    LastList,
    /// What it does with the software.
    Project,
}

/// What is done with a column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Column {
    /// It tells something that has a place of its own.
    Field {
        /// What it tells.
        field: Field,
    },
    /// Its cells are kept as notes under its head.
    Note,
    /// It is left out.
    #[default]
    LeftOut,
}

/// The heads of each field once folded, the surest one first: where "organisation" stands beside
/// "nom", the latter is rarely the name of the organisation.
const HEADS: [(Field, &[&str]); 9] = [
    (
        Field::Name,
        &[
            "nom de l organisation",
            "nom de l organisme",
            "nom de la structure",
            "nom du membre",
            "nom organisation",
            "organisation name",
            "organization name",
            "member name",
            "organisation",
            "organization",
            "organisme",
            "structure",
            "entite",
            "nom",
            "name",
            "membre",
            "membres",
            "member",
            "members",
        ],
    ),
    (
        Field::LegalName,
        &[
            "nom legal",
            "nom juridique",
            "nom officiel",
            "raison sociale",
            "denomination sociale",
            "denomination legale",
            "denomination",
            "legal name",
            "official name",
        ],
    ),
    (
        Field::Kind,
        &[
            "nature",
            "nature de l organisation",
            "type d organisation",
            "type d organisme",
            "type de structure",
            "type",
            "categorie",
            "kind",
            "category",
        ],
    ),
    (
        Field::RegisterNumber,
        &[
            "siret",
            "n siret",
            "no siret",
            "numero siret",
            "numero de siret",
            "siren",
            "n siren",
            "no siren",
            "numero siren",
            "numero de siren",
            "siren siret",
            "siret siren",
            "siren ou siret",
            "siren or siret",
            "register number",
            "registration number",
        ],
    ),
    (
        Field::Arrived,
        &[
            "arrivee",
            "date d arrivee",
            "arrivee le",
            "arrive le",
            "arrived",
            "arrived on",
            "arrival",
            "date of arrival",
            "adhesion",
            "date d adhesion",
            "adhesion le",
            "entree",
            "date d entree",
            "entree le",
            "membre depuis",
            "member since",
            "depuis",
            "since",
            "joined",
            "joined on",
        ],
    ),
    (
        Field::Left,
        &[
            "depart",
            "date de depart",
            "depart le",
            "parti le",
            "sortie",
            "date de sortie",
            "sortie le",
            "sorti le",
            "retrait",
            "date de retrait",
            "membre jusqu au",
            "left",
            "left on",
            "departure",
            "date of departure",
        ],
    ),
    (Field::FirstList, &["premiere liste", "first list"]),
    (Field::LastList, &["derniere liste", "last list"]),
    (Field::Project, &["projet", "projets", "project", "projects"]),
];

/// Beside one of these, "nom" is the name of a person.
const OF_PEOPLE: [&str; 4] = ["prenom", "prenoms", "first name", "given name"];

/// What each column seems to hold. One column at most holds each field; what is not recognised is
/// left out until somebody says otherwise.
pub fn recognise(header: &[String]) -> Vec<Column> {
    let mut heads: Vec<String> = header.iter().map(|it| fold(it)).collect();
    if heads.iter().any(|it| OF_PEOPLE.contains(&it.as_str())) {
        for head in heads.iter_mut().filter(|it| matches!(it.as_str(), "nom" | "name")) {
            head.clear();
        }
    }
    let mut columns = vec![Column::LeftOut; header.len()];
    for (field, known) in HEADS {
        let place = known.iter().find_map(|known| heads.iter().position(|it| it == known));
        if let Some(column) = place.and_then(|it| columns.get_mut(it)) {
            *column = Column::Field { field };
        }
    }
    columns
}

/// Refuses columns among which none holds the names, and two that hold the same field.
pub(super) fn check(columns: &[Column], header: &[String]) -> Result<(), Refusal> {
    let mut holders: Vec<(Field, &str)> = Vec::new();
    for (column, head) in columns.iter().zip(header) {
        let Column::Field { field } = *column else { continue };
        if let Some((_, one)) = holders.iter().find(|(held, _)| *held == field) {
            let (one, other) = ((*one).to_owned(), head.clone());
            return Err(Refusal::ColumnsHoldTheSame { one, other });
        }
        holders.push((field, head));
    }
    if holders.iter().any(|(field, _)| *field == Field::Name) {
        Ok(())
    } else {
        Err(Refusal::NoColumnOfNames)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn header(heads: &str) -> Vec<String> {
        heads.split(';').map(str::to_owned).collect()
    }

    /// One line a sheet: its heads, then what each is taken for.
    fn check_heads(sheets: &[&str], expected: Expect) {
        let mut lines = String::new();
        for heads in sheets {
            let columns = recognise(&header(heads));
            let words: Vec<String> = columns
                .iter()
                .map(|it| match it {
                    Column::Field { field } => format!("{field:?}"),
                    Column::Note => "note".to_owned(),
                    Column::LeftOut => "-".to_owned(),
                })
                .collect();
            lines += &format!("{heads} => {}\n", words.join(" "));
        }
        expected.assert_eq(&lines);
    }

    #[test]
    fn columns_are_told_from_their_heads() {
        check_heads(
            &[
                "name;type;arrived;source;first_list;last_list;left;project",
                "Nom ;NATURE;Arrivée;Départ;Première liste;Dernière liste;Projets",
                "Organisation;Raison sociale;N° SIRET;Date d’adhésion;Sorti le",
                "Membre;Catégorie;SIREN;SIRET;Membre depuis;Téléphone",
                "Prénom;Nom;Organisation",
                "Prénom;Nom;Courriel",
                "Nom du contact;Membre",
                "nom;Nom;organisme",
            ],
            expect![[r#"
                name;type;arrived;source;first_list;last_list;left;project => Name Kind Arrived - FirstList LastList Left Project
                Nom ;NATURE;Arrivée;Départ;Première liste;Dernière liste;Projets => Name Kind Arrived Left FirstList LastList Project
                Organisation;Raison sociale;N° SIRET;Date d’adhésion;Sorti le => Name LegalName RegisterNumber Arrived Left
                Membre;Catégorie;SIREN;SIRET;Membre depuis;Téléphone => Name Kind - RegisterNumber Arrived -
                Prénom;Nom;Organisation => - - Name
                Prénom;Nom;Courriel => - - -
                Nom du contact;Membre => - Name
                nom;Nom;organisme => - - Name
            "#]],
        );
    }

    #[test]
    fn every_head_is_folded_and_means_one_thing() {
        let all: Vec<&str> = HEADS.iter().flat_map(|(_, heads)| *heads).copied().collect();
        for head in &all {
            assert_eq!(fold(head), **head, "it would never be met");
            assert_eq!(all.iter().filter(|it| *it == head).count(), 1, "{head}");
        }
    }

    #[test]
    fn two_columns_never_hold_the_same() {
        let name = Column::Field { field: Field::Name };
        let refused = |columns: &[Column]| check(columns, &header("Nom;Sigle")).unwrap_err();
        expect!["« Nom » and « Sigle » are said to hold the same"]
            .assert_eq(&refused(&[name, name]).to_string());
        expect!["no column holds the names"]
            .assert_eq(&refused(&[Column::Note, Column::LeftOut]).to_string());
        assert_eq!(check(&[name, Column::Note], &header("Nom;Sigle")), Ok(()));
    }
}
