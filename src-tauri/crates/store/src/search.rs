//! Everything that has a name, found by the beginnings of its words.

use crate::{Db, Result, sql};

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Found {
    /// Which one it is.
    pub id: String,
    /// Of what kind: `member`, `person`, `convention`, `document`, `meeting`, `decision`, `action`.
    pub kind: String,
    /// The name under which it was found.
    pub name: String,
    /// Where it stands: the organisation of a person, the meeting of a decision.
    pub place: Option<String>,
    /// The page that shows it, where that is the page of something else.
    pub page: Option<String>,
}

/// A kind of things that have a name: in which table they are, and what is told of them.
struct Kind {
    name: &'static str,
    table: &'static str,
    /// What it is called.
    title: &'static str,
    place: &'static str,
    page: &'static str,
}

const KINDS: [Kind; 7] = [
    Kind {
        name: "member",
        table: "organisation",
        title: "it.name",
        place: "it.legal_name",
        page: "null",
    },
    Kind {
        name: "person",
        table: "person",
        title: "trim(it.given_name || ' ' || it.family_name)",
        // Where they are now, or were last.
        place: "(select o.name from post join organisation o on o.id = post.organisation_id
                 where post.person_id = it.id
                 order by post.ends_on is not null, post.starts_on desc limit 1)",
        page: "(select post.organisation_id from post where post.person_id = it.id
                order by post.ends_on is not null, post.starts_on desc limit 1)",
    },
    Kind {
        name: "convention",
        table: "convention",
        title: "it.reference",
        place: "(select name from organisation where id = it.organisation_id)",
        page: "null",
    },
    Kind {
        name: "document",
        table: "document",
        title: "it.name",
        place: "(select reference from convention where id = it.convention_id)",
        page: "it.convention_id",
    },
    Kind {
        name: "meeting",
        table: "meeting",
        title: "coalesce(it.title, it.body)",
        place: "it.held_on",
        page: "null",
    },
    NOTED,
    Kind { name: "action", ..NOTED },
];

/// A decision; an action is told alike.
const NOTED: Kind = Kind {
    name: "decision",
    table: "block",
    title: "it.text",
    place: "(select meeting.held_on from agenda_item join meeting on meeting.id = meeting_id
             where agenda_item.id = it.agenda_item_id)",
    page: "(select meeting_id from agenda_item where id = it.agenda_item_id)",
};

/// So many of a kind are looked at, the newest first, for the few that are shown: a first letter is
/// that of ten thousand names, and to weigh them all takes longer than to type the second.
const LOOKED_AT: u32 = 200;

/// What has every word of `text`, each by its beginning; at most `limit` of each kind, the shortest
/// names first.
pub async fn names(db: &mut Db, text: &str, limit: u32) -> Result<Vec<Found>> {
    let words: Vec<String> = domain::text::seen(text)
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(|it| format!("\"{it}\"*"))
        .collect();
    let mut found = Vec::new();
    if words.is_empty() {
        return Ok(found);
    }
    let words = words.join(" ");
    for Kind { name, table, title, place, page } in KINDS {
        let text = format!(
            "with found as (
               select n.id, length(looked.name) as length, n.number
               from (
                 select rowid, name from seen_name_text where seen_name_text match ?1
                 order by rowid desc limit {LOOKED_AT}
               ) looked
               join seen_name n on n.number = looked.rowid
               order by length, n.number desc limit ?2
             )
             select it.id, '{name}' as kind, {title} as name, {place} as place, {page} as page
             from found join {table} it on it.id = found.id
             order by found.length, found.number desc"
        );
        let rows: Vec<Found> = sqlx::query_as(sql(text))
            .bind(format!("kind : {name} AND name : ({words})"))
            .bind(limit)
            .fetch_all(&mut *db)
            .await?;
        found.extend(rows);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use domain::{
        OrganisationId, PersonId,
        organisation::{Kind, Organisation},
        person::Person,
    };
    use expect_test::expect;
    use uuid::Uuid;

    use super::*;
    use crate::{Store, members, people, testing::begin};

    #[tokio::test]
    async fn a_name_is_found_by_the_beginnings_of_its_words() {
        let store = Store::in_memory().await.unwrap();
        let mut op = begin(&store).await;
        for (n, name) in (1..).zip(["Médiathèque de Léré", "Média", "Archives de Léré", "Member"])
        {
            let it = Organisation {
                id: OrganisationId(Uuid::from_u128(n)),
                name: name.to_owned(),
                legal_name: None,
                kind: Kind::PublicBody,
                register_number: None,
                parent: None,
            };
            members::save(&mut op, &it).await.unwrap();
        }
        let medhi = Person {
            id: PersonId(Uuid::from_u128(9)),
            given_name: "Medhi".to_owned(),
            family_name: "L’Hardy".to_owned(),
            email: None,
            phone: None,
        };
        people::save(&mut op, &medhi).await.unwrap();

        let mut told = String::new();
        for text in ["med", "lere", "de lé méd", "éré", "l'har", "member", "person", "\" OR *", ""]
        {
            let found = names(op.db(), text, 2).await.unwrap();
            let lines: Vec<_> =
                found.iter().map(|it| format!(" {} {},", it.kind, it.name)).collect();
            told += &format!("[{text}]{}\n", lines.concat());
        }
        expect![[r#"
            [med] member Média, member Médiathèque de Léré, person Medhi L’Hardy,
            [lere] member Archives de Léré, member Médiathèque de Léré,
            [de lé méd] member Médiathèque de Léré,
            [éré]
            [l'har] person Medhi L’Hardy,
            [member] member Member,
            [person]
            [" OR *]
            []
        "#]]
        .assert_eq(&told);
    }

    #[tokio::test]
    async fn a_person_is_found_even_where_a_thousand_members_are_called_alike() {
        let store = Store::in_memory().await.unwrap();
        let mut op = begin(&store).await;
        let alike = |n: u128| Organisation {
            id: OrganisationId(Uuid::from_u128(n)),
            name: format!("Commune de Sorel {n}"),
            legal_name: None,
            kind: Kind::LocalAuthority,
            register_number: None,
            parent: None,
        };
        for n in 1..=1000 {
            members::save(&mut op, &alike(n)).await.unwrap();
        }
        let sorel = Person {
            id: PersonId(Uuid::from_u128(2000)),
            given_name: "Agnès".to_owned(),
            family_name: "Sorel".to_owned(),
            email: None,
            phone: None,
        };
        people::save(&mut op, &sorel).await.unwrap();
        let found = names(op.db(), "sorel", 6).await.unwrap();
        let told: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(told.len(), 7);
        assert_eq!(told[6], "Agnès Sorel");
    }
}
