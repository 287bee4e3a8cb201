//! People and their posts.

use chrono::NaiveDate;
use domain::{
    OrganisationId, PersonId, PostId,
    person::{Person, Post},
};
use serde::{Deserialize, Serialize};
use specta::Type;
use store::{Operation, members, people};

use crate::{
    Api, Failure, Result,
    members::{filled, named},
};

/// The club comes to know a person.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct CreatePerson {
    /// Chosen by the caller, who can then go on with it at once.
    pub id: PersonId,
    /// Who it is.
    pub person: PersonFields,
    /// The post by which the club knows them.
    pub post: Option<NewPost>,
}

/// What is known of a person changes.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct EditPerson {
    /// Whom.
    pub id: PersonId,
    /// What is known from now on.
    pub person: PersonFields,
}

/// What is known of a person.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct PersonFields {
    /// Such as « Inès ».
    pub given_name: String,
    /// Such as « Caradec ».
    pub family_name: String,
    /// Where to write to them.
    pub email: Option<String>,
    /// Where to call them.
    pub phone: Option<String>,
}

/// A post, with the person left to say.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct NewPost {
    /// Chosen by the caller.
    pub id: PostId,
    /// What is known of it.
    pub post: PostFields,
}

/// What is known of a post.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct PostFields {
    /// Who employs the person.
    pub organisation: OrganisationId,
    /// What they do there.
    pub function: String,
    /// The first day, where it is known.
    pub from: Option<NaiveDate>,
    /// The last day, where it is known.
    pub to: Option<NaiveDate>,
    /// The member for whom a supplier's employee is on a mission.
    pub on_behalf_of: Option<OrganisationId>,
}

/// A person takes a post.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct AddPost {
    /// Chosen by the caller.
    pub id: PostId,
    /// Who takes it.
    pub person: PersonId,
    /// What is known of it.
    pub post: PostFields,
}

/// What is known of a post was wrong.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct EditPost {
    /// Which post.
    pub id: PostId,
    /// What is known from now on.
    pub post: PostFields,
}

/// A person leaves a post.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct EndPost {
    /// Which post.
    pub id: PostId,
    /// Their last day there.
    pub last: NaiveDate,
}

/// The person never held that post.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct RemovePost {
    /// Which post.
    pub id: PostId,
}

/// A person, as a member's page shows them.
#[derive(Debug, Clone, Serialize, Type)]
pub struct PersonLine {
    /// Who it is.
    pub id: PersonId,
    /// Such as « Inès ».
    pub given_name: String,
    /// Such as « Caradec ».
    pub family_name: String,
    /// Where to write to them.
    pub email: Option<String>,
    /// Where to call them.
    pub phone: Option<String>,
    /// Their posts at the organisation, the latest first.
    pub posts: Vec<PostLine>,
}

/// A post, as a member's page shows it.
#[derive(Debug, Clone, Serialize, Type)]
pub struct PostLine {
    /// Which post it is.
    pub id: PostId,
    /// Who employs the person.
    pub organisation: OrganisationId,
    /// What they do there.
    pub function: String,
    /// The first day, where it is known.
    pub from: Option<NaiveDate>,
    /// The last day, where it is known.
    pub to: Option<NaiveDate>,
    /// The member for whom a supplier's employee is on a mission.
    pub on_behalf_of: Option<OrganisationId>,
    /// Whether it is held on the day that is looked at.
    pub held: bool,
}

impl PersonFields {
    fn of(self, id: PersonId) -> std::result::Result<Person, domain::Refusal> {
        let person = Person {
            id,
            given_name: named(&self.given_name),
            family_name: named(&self.family_name),
            email: filled(self.email),
            phone: filled(self.phone),
        };
        person.check().map(|()| person)
    }
}

impl PostFields {
    fn of(self, id: PostId, person: PersonId) -> std::result::Result<Post, domain::Refusal> {
        let post = Post {
            id,
            person,
            organisation: self.organisation,
            function: named(&self.function),
            from: self.from,
            to: self.to,
            on_behalf_of: self.on_behalf_of,
        };
        post.check().map(|()| post)
    }
}

impl Api {
    pub(crate) async fn create_person(&self, op: &mut Operation, it: CreatePerson) -> Result<()> {
        Failure::check_new(people::get(op.db(), it.id).await?)?;
        people::save(op, &it.person.of(it.id)?).await?;
        match it.post {
            Some(new) => self.new_post(op, new.post.of(new.id, it.id)?).await,
            None => Ok(()),
        }
    }

    pub(crate) async fn edit_person(&self, op: &mut Operation, it: EditPerson) -> Result<()> {
        people::get(op.db(), it.id).await?.ok_or_else(Failure::not_found)?;
        Ok(people::save(op, &it.person.of(it.id)?).await?)
    }

    pub(crate) async fn add_post(&self, op: &mut Operation, it: AddPost) -> Result<()> {
        people::get(op.db(), it.person).await?.ok_or_else(Failure::not_found)?;
        self.new_post(op, it.post.of(it.id, it.person)?).await
    }

    async fn new_post(&self, op: &mut Operation, it: Post) -> Result<()> {
        Failure::check_new(people::post(op.db(), it.id).await?)?;
        self.save_post(op, it).await
    }

    async fn save_post(&self, op: &mut Operation, it: Post) -> Result<()> {
        for organisation in [Some(it.organisation), it.on_behalf_of].into_iter().flatten() {
            members::get(op.db(), organisation).await?.ok_or_else(Failure::not_found)?;
        }
        Ok(people::save_post(op, &it).await?)
    }

    pub(crate) async fn edit_post(&self, op: &mut Operation, it: EditPost) -> Result<()> {
        let post = people::post(op.db(), it.id).await?.ok_or_else(Failure::not_found)?;
        self.save_post(op, it.post.of(it.id, post.person)?).await
    }

    pub(crate) async fn end_post(&self, op: &mut Operation, it: EndPost) -> Result<()> {
        let mut post = people::post(op.db(), it.id).await?.ok_or_else(Failure::not_found)?;
        post.end(it.last)?;
        Ok(people::save_post(op, &post).await?)
    }

    pub(crate) async fn remove_post(&self, op: &mut Operation, it: RemovePost) -> Result<()> {
        people::post(op.db(), it.id).await?.ok_or_else(Failure::not_found)?;
        Ok(people::remove_post(op, it.id).await?)
    }
}

/// The people of one organisation, those who are there on `day` first.
pub(crate) async fn lines(
    db: &mut store::Db,
    organisation: OrganisationId,
    day: NaiveDate,
) -> Result<Vec<PersonLine>> {
    let posts = people::posts_at(db, organisation).await?;
    let mut lines: Vec<PersonLine> = people::at(db, organisation)
        .await?
        .into_iter()
        .map(|person| PersonLine {
            posts: posts
                .iter()
                .filter(|it| it.person == person.id)
                .map(|it| line(it, day))
                .collect(),
            id: person.id,
            given_name: person.given_name,
            family_name: person.family_name,
            email: person.email,
            phone: person.phone,
        })
        .collect();
    lines.sort_by_key(|it| !it.posts.iter().any(|post| post.held));
    Ok(lines)
}

fn line(post: &Post, day: NaiveDate) -> PostLine {
    PostLine {
        id: post.id,
        organisation: post.organisation,
        function: post.function.clone(),
        from: post.from,
        to: post.to,
        on_behalf_of: post.on_behalf_of,
        held: post.is_held(day),
    }
}
