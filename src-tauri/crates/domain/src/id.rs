//! One type for each kind of identifier, so that an organisation is never taken for a person.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

// Keep this list in alphabetical order: it is read to learn what the club is made of.
ids! {
    /// An item on the agenda of a meeting.
    AgendaItemId,
    /// A paragraph, a decision or an action of the minutes.
    BlockId,
    /// A convention between the programme and one organisation.
    ConventionId,
    /// A document as it was received.
    DocumentId,
    /// A meeting.
    MeetingId,
    /// A period during which an organisation is a member.
    MembershipId,
    /// Something noted about an organisation.
    NoteId,
    /// A legal body, public or private.
    OrganisationId,
    /// A person.
    PersonId,
    /// Where a person works, from one day to another.
    PostId,
}
