//! A person, and the posts that they hold from one day to another.

use chrono::NaiveDate;

use crate::{OrganisationId, PersonId, PostId, Refusal, Term};

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
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
}

impl Person {
    /// Refuses a person without a name, and an address to which no mail can go.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.family_name.trim().is_empty() {
            return Err(Refusal::NameMissing);
        }
        match &self.email {
            Some(address) if !is_address(address) => {
                Err(Refusal::AddressMalformed { address: address.clone() })
            }
            _ => Ok(()),
        }
    }
}

/// One `@`, something on each side, no space. More would refuse addresses that work.
fn is_address(text: &str) -> bool {
    let sides = text.split_once('@');
    sides.is_some_and(|(name, host)| {
        !name.is_empty()
            && !host.is_empty()
            && !host.contains('@')
            && !text.contains(char::is_whitespace)
    })
}

/// Where a person works, from one day to another.
///
/// The days are often unknown: a post without a first day has always been held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Which post it is.
    pub id: PostId,
    /// Whose it is.
    pub person: PersonId,
    /// Who employs them.
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

impl Post {
    /// Refuses a post that ends before it starts.
    pub fn check(&self) -> Result<(), Refusal> {
        self.from.map_or(Ok(()), |from| Term::new(from, self.to).map(|_| ()))
    }

    /// Whether it is held on `day`.
    pub fn is_held(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|it| it <= day) && self.to.is_none_or(|it| day <= it)
    }

    /// Records that the person leaves the post, after `last`.
    pub fn end(&mut self, last: NaiveDate) -> Result<(), Refusal> {
        if let Some(on) = self.to {
            return Err(Refusal::AlreadyLeft { on });
        }
        self.to = Some(last);
        self.check()
    }
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_address_has_one_at() {
        for (text, right) in [
            ("ines.caradec@example.org", true),
            ("a@b", true),
            ("ines.caradec", false),
            ("@example.org", false),
            ("ines@", false),
            ("ines@caradec@example.org", false),
            ("ines caradec@example.org", false),
        ] {
            assert_eq!(is_address(text), right, "{text}");
        }
    }
}
