//! A club where everything is invented, to show, to try and to measure.
//!
//! It is made by the same commands as a real one, each on the day on which a coordinator would have
//! given it, so every rule holds in it. Nothing in it depends on chance: the same day gives the same
//! club, and a picture taken twice is the same picture.

mod names;
mod paper;
mod signed;

use std::sync::{Arc, Mutex, PoisonError};

use api::{
    AddAgendaItem, AddNote, AdvanceConvention, AgendaItemFields, Api, AuthorityFile,
    ChangeSettings, Command, CompleteAction, ConventionFields, ConventionTerm, CreateOrganisation,
    CreatePerson, DraftConvention, Failure, LockMinutes, MeetingFields, NewDocument, NewMembership,
    NewPost, OrganisationFields, Pdf, PersonFields, PlanMeeting, PostFields, RecordAttendance,
    Settings, ValidateMinutes, WriteBlock,
};
use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use domain::{
    AgendaItemId, BlockId, Cents, ConventionId, Day, DocumentId, MeetingId, MembershipId, NoteId,
    OrganisationId, PersonId, PostId,
    convention::{self, Step},
    document::Role,
    meeting::{Body, Content, Owner, Presence},
    organisation::{Kind, Topic},
};
use names::{AGENDAS, FAMILY_NAMES, FUNCTIONS, GIVEN_NAMES, ORGANISATIONS, PROJECTS};
use store::Store;
use uuid::Uuid;

/// How much of a demonstration there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// How many organisations.
    pub organisations: usize,
    /// How many people at each.
    pub people: usize,
    /// How many conventions each has signed, one after the other.
    pub conventions: usize,
    /// How many documents stand with each convention.
    pub documents: usize,
    /// How many meetings were held.
    pub meetings: usize,
}

impl Size {
    /// As many as a person looks at.
    pub const SMALL: Self =
        Self { organisations: 32, people: 2, conventions: 1, documents: 1, meetings: 10 };

    /// As many as a club may ever have: 1 000 organisations, 10 000 people, 5 000 documents and
    /// 2 000 meetings.
    pub const LARGE: Self =
        Self { organisations: 1000, people: 10, conventions: 2, documents: 3, meetings: 2000 };
}

/// Fills the empty club in `store`, as it would stand on `today`.
pub async fn fill(store: &Store, size: Size, today: NaiveDate) -> Result<(), Failure> {
    store.hurry().await?;
    let clock = Clock(Arc::new(Mutex::new(today)));
    let now = clock.clone();
    let api = Api {
        store: store.clone(),
        actor: "Camille Aubry".to_owned(),
        now: Box::new(move || now.now()),
    };
    let mut demo = Demo { api, clock, size, today, last_id: 0 };
    demo.settings().await?;
    let members = demo.members().await?;
    demo.conventions(&members).await?;
    demo.meetings(&members).await
}

/// A clock that is set by hand.
#[derive(Clone)]
struct Clock(Arc<Mutex<NaiveDate>>);

impl Clock {
    fn set(&self, day: NaiveDate) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = day;
    }

    fn now(&self) -> DateTime<FixedOffset> {
        let day = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let noon = day.and_time(NaiveTime::MIN) + chrono::TimeDelta::hours(10);
        FixedOffset::east_opt(3600)
            .and_then(|it| it.from_local_datetime(&noon).single())
            .unwrap_or_else(|| noon.and_utc().fixed_offset())
    }
}

struct Demo {
    api: Api,
    clock: Clock,
    size: Size,
    today: NaiveDate,
    last_id: u128,
}

/// An organisation that was made, with what the rest needs of it.
struct Member {
    id: OrganisationId,
    name: String,
    arrived: NaiveDate,
    left: Option<NaiveDate>,
    /// Somebody there, to own actions.
    person: PersonId,
}

impl Demo {
    fn id(&mut self) -> Uuid {
        self.last_id += 1;
        // The marks of a version 7, so that the ids sort like those of a real club.
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + self.last_id)
    }

    fn ago(&self, days: u64) -> NaiveDate {
        self.today.checked_sub_days(Days::new(days)).unwrap_or(self.today)
    }

    fn ahead(&self, days: u64) -> NaiveDate {
        self.today.checked_add_days(Days::new(days)).unwrap_or(self.today)
    }

    async fn run(&self, on: NaiveDate, command: Command) -> Result<(), Failure> {
        self.clock.set(on);
        self.api.execute(command).await.map(|_| ())
    }

    async fn settings(&self) -> Result<(), Failure> {
        let settings = Settings {
            programme: "Programme Lanterne (démonstration)".to_owned(),
            heading: "Ministère du Littoral\nMinistère des Mémoires".to_owned(),
        };
        self.run(self.ago(1500), Command::ChangeSettings(ChangeSettings { settings })).await?;
        let authority = AuthorityFile::new(signed::AUTHORITY_FILE.to_owned(), signed::AUTHORITY)?;
        self.api.trust(&authority).await.map(|_| ())
    }

    async fn members(&mut self) -> Result<Vec<Member>, Failure> {
        let mut members = Vec::new();
        for n in 0..self.size.organisations {
            let arrived = self.ago(1490 - (n as u64 * 37) % 1100);
            let member = self.member(n, arrived).await?;
            members.push(member);
        }
        Ok(members)
    }

    async fn member(&mut self, n: usize, arrived: NaiveDate) -> Result<Member, Failure> {
        let (name, legal_name, kind) = invented(n);
        let id = OrganisationId(self.id());
        // One in three arrivals is only known to lie between two lists.
        let earliest =
            if n % 3 == 1 { arrived.checked_sub_days(Days::new(60)) } else { Some(arrived) };
        let day = Day { earliest: earliest.unwrap_or(arrived), latest: arrived };
        let left = (n % 16 == 13).then(|| self.ago(200));
        let membership =
            NewMembership { id: MembershipId(self.id()), arrived: day, left: left.map(Day::on) };
        let organisation = OrganisationFields {
            name: name.clone(),
            legal_name,
            kind,
            register_number: (n % 4 != 3).then(|| siren(n)),
            parent: None,
        };
        let create = CreateOrganisation { id, organisation, membership: Some(membership) };
        self.run(arrived, Command::CreateOrganisation(create)).await?;
        if n.is_multiple_of(2) {
            let text = PROJECTS[n / 2 % PROJECTS.len()].to_owned();
            let note =
                AddNote { id: NoteId(self.id()), organisation: id, topic: Topic::Project, text };
            self.run(arrived, Command::AddNote(note)).await?;
        }
        let mut person = PersonId(self.id());
        for p in 0..self.size.people {
            if p > 0 {
                person = PersonId(self.id());
            }
            self.person(person, id, n * self.size.people + p, arrived).await?;
        }
        Ok(Member { id, name, arrived, left, person })
    }

    async fn person(
        &mut self,
        id: PersonId,
        organisation: OrganisationId,
        n: usize,
        arrived: NaiveDate,
    ) -> Result<(), Failure> {
        let given = GIVEN_NAMES[n * 7 % GIVEN_NAMES.len()];
        let family = FAMILY_NAMES[(n * 11 + n / GIVEN_NAMES.len()) % FAMILY_NAMES.len()];
        let post = PostFields {
            organisation,
            function: FUNCTIONS[n * 5 % FUNCTIONS.len()].to_owned(),
            from: Some(arrived),
            to: (n % 9 == 8).then(|| self.ago(90)),
            on_behalf_of: None,
        };
        let create = CreatePerson {
            id,
            person: PersonFields {
                given_name: given.to_owned(),
                family_name: family.to_owned(),
                email: Some(address(given, family, n)),
                phone: None,
            },
            post: Some(NewPost { id: PostId(self.id()), post }),
        };
        self.run(arrived, Command::CreatePerson(create)).await
    }

    async fn conventions(&mut self, members: &[Member]) -> Result<(), Failure> {
        for (n, member) in members.iter().enumerate() {
            // One in eight has not signed anything yet.
            if n % 8 == 7 {
                continue;
            }
            for round in 0..self.size.conventions {
                self.convention(n, round, member).await?;
            }
        }
        Ok(())
    }

    async fn convention(&mut self, n: usize, round: usize, to: &Member) -> Result<(), Failure> {
        let id = ConventionId(self.id());
        let drafted = to.arrived.checked_add_days(Days::new(20 + 30 * round as u64));
        // The first one is signed for good, on the days that its signatures tell.
        let is_signed = (n, round) == (0, 0);
        let drafted = if is_signed { Some(signed::DRAFTED_ON) } else { drafted };
        let drafted = drafted.unwrap_or(to.arrived).min(self.ago(30));
        // Most end in a year or more, some soon, a few have lapsed.
        let ends_on = match n % 7 {
            1 => self.ahead(12 + n as u64),
            2 => self.ahead(70),
            3 if n % 2 == 1 => self.ago(25),
            _ => self.ahead(300 + (n as u64 * 53) % 700),
        };
        let reference =
            format!("{}-{:03}", drafted.format("%Y"), n * self.size.conventions + round + 1);
        let kind = if n % 11 == 5 { convention::Kind::Mac } else { convention::Kind::Service };
        let convention = ConventionFields {
            kind,
            reference: reference.clone(),
            object: Some(PROJECTS[n % PROJECTS.len()].to_owned()),
            price: Some(Cents(900_000 + (n as i64 * 37 % 60) * 25_000)),
            member_signatory: is_signed.then(|| signed::MEMBER.to_owned()),
            programme_signatory: is_signed.then(|| signed::PROGRAMME.to_owned()),
            starts_on: None,
            ends_on: Some(ends_on),
        };
        let draft = DraftConvention { id, organisation: to.id, convention, drafted_on: drafted };
        self.run(drafted, Command::DraftConvention(draft)).await?;
        // How far each has come: most the whole way.
        let steps = match n % 10 {
            4 => 0,
            6 => 1,
            9 => 2,
            _ => 3,
        };
        let path = [Step::Sent, Step::SignedByMember, Step::Countersigned];
        let mut last = drafted;
        for (at, step) in path.into_iter().take(steps).enumerate() {
            last = drafted.checked_add_days(Days::new(9 * (at as u64 + 1))).unwrap_or(drafted);
            let term = None::<ConventionTerm>;
            let advance = AdvanceConvention { id, step, on: last, term };
            self.run(last, Command::AdvanceConvention(advance)).await?;
        }
        // Of those that came the whole way, one in six waits for its paper.
        if steps == 3 && n % 6 != 2 {
            for copy in 0..self.size.documents {
                let signed = is_signed && copy == 0;
                self.document(id, &reference, &to.name, copy, last, signed).await?;
            }
        }
        Ok(())
    }

    async fn document(
        &mut self,
        convention: ConventionId,
        reference: &str,
        organisation: &str,
        copy: usize,
        received_on: NaiveDate,
        signed: bool,
    ) -> Result<(), Failure> {
        let role = if copy == 0 { Role::Countersigned } else { Role::Annex };
        let title = match role {
            Role::Countersigned => format!("Convention de service n° {reference}"),
            Role::Draft | Role::SignedByMember | Role::Annex => {
                format!("Annexe {copy} à la convention n° {reference}")
            }
        };
        let bytes = if signed { signed::PAPER.to_vec() } else { paper::page(&title, organisation) };
        let name = match role {
            Role::Countersigned => format!("Convention {reference} signée.pdf"),
            Role::Draft | Role::SignedByMember | Role::Annex => {
                format!("Convention {reference}, annexe {copy}.pdf")
            }
        };
        self.clock.set(received_on);
        let new = NewDocument { id: DocumentId(self.id()), convention, role, received_on };
        self.api.attach(new, &Pdf::new(name, bytes)?).await.map(|_| ())
    }

    async fn meetings(&mut self, members: &[Member]) -> Result<(), Failure> {
        for n in 0..self.size.meetings {
            // The last one is to come, the one before it is written and not validated.
            let rank = self.size.meetings - 1 - n;
            let held_on = match rank {
                0 => self.ahead(9),
                1 => self.ago(6),
                _ => self.ago(6 + 31 * (rank as u64 - 1) % 1400),
            };
            self.meeting(n, rank, held_on, members).await?;
        }
        Ok(())
    }

    async fn meeting(
        &mut self,
        n: usize,
        rank: usize,
        held_on: NaiveDate,
        members: &[Member],
    ) -> Result<(), Failure> {
        let bodies = [Body::Plenary, Body::Functional, Body::Technical];
        let body = bodies[n % bodies.len()];
        let id = MeetingId(self.id());
        let planned = held_on.checked_sub_days(Days::new(30)).unwrap_or(held_on).min(self.today);
        let meeting = MeetingFields {
            body,
            title: None,
            held_on,
            starts_at: NaiveTime::from_hms_opt(if n.is_multiple_of(2) { 14 } else { 9 }, 30, 0),
            place: Some(
                if n.is_multiple_of(2) { "Visioconférence" } else { "Salle des Cartes" }.to_owned(),
            ),
        };
        self.run(planned, Command::PlanMeeting(PlanMeeting { id, meeting })).await?;
        let agenda = AGENDAS[n % AGENDAS.len()];
        let mut after = None;
        for (at, (title, minutes, blocks)) in agenda.iter().enumerate() {
            let item = AgendaItemId(self.id());
            let fields = AgendaItemFields { title: (*title).to_owned(), duration: Some(*minutes) };
            let add = AddAgendaItem { id: item, meeting: id, item: fields, after };
            self.run(planned, Command::AddAgendaItem(add)).await?;
            after = Some(item);
            if rank > 0 {
                self.notes(item, blocks, held_on, &members[(n + at) % members.len()]).await?;
            }
        }
        if rank == 0 {
            return Ok(());
        }
        self.attendance(id, n, held_on, members).await?;
        if rank > 1 {
            let on = held_on.checked_add_days(Days::new(8)).unwrap_or(held_on).min(self.today);
            let validate = ValidateMinutes { meeting: id, on };
            self.run(on, Command::ValidateMinutes(validate)).await?;
            if rank > 3 {
                self.run(on, Command::LockMinutes(LockMinutes { meeting: id })).await?;
            }
        }
        Ok(())
    }

    async fn notes(
        &mut self,
        item: AgendaItemId,
        blocks: &[&str],
        held_on: NaiveDate,
        owner: &Member,
    ) -> Result<(), Failure> {
        let mut after = None;
        for block in blocks {
            let id = BlockId(self.id());
            let due_on = held_on.checked_add_days(Days::new(45));
            let (text, content) = match block.split_at(2) {
                ("! ", text) => (text, Content::Decision),
                ("> ", text) => {
                    let owner = Some(Owner::Person { id: owner.person });
                    (text, Content::Action { owner, due_on, done_on: None })
                }
                _ => (*block, Content::Text),
            };
            let is_action = matches!(content, Content::Action { .. });
            let write = WriteBlock { id, item, after, text: text.to_owned(), content };
            self.run(held_on, Command::WriteBlock(write)).await?;
            after = Some(id);
            // What was due more than half a year ago was done, but for one thing.
            let done = due_on.filter(|it| is_action && *it < self.ago(60));
            if let Some(on) = done {
                self.run(on, Command::CompleteAction(CompleteAction { id, on })).await?;
            }
        }
        Ok(())
    }

    async fn attendance(
        &self,
        meeting: MeetingId,
        n: usize,
        held_on: NaiveDate,
        members: &[Member],
    ) -> Result<(), Failure> {
        // In a large club a meeting gathers those who care for its subject.
        let every = members.len().div_ceil(40);
        for (at, member) in members.iter().enumerate().filter(|(at, _)| at % every == n % every) {
            if held_on < member.arrived || member.left.is_some_and(|it| it < held_on) {
                continue;
            }
            let presence = match (at + n) % 9 {
                0 => Presence::Excused,
                4 => Presence::Absent,
                7 => Presence::Represented { by: Some(members[(at + 1) % members.len()].id) },
                _ => Presence::Present,
            };
            let record = RecordAttendance {
                meeting,
                organisation: member.id,
                presence: Some(presence),
                people: None,
            };
            self.run(held_on, Command::RecordAttendance(record)).await?;
        }
        Ok(())
    }
}

/// The name, the legal name and the kind of the organisation number `n`.
fn invented(n: usize) -> (String, Option<String>, Kind) {
    let (name, legal_name, kind) = ORGANISATIONS[n % ORGANISATIONS.len()];
    match n / ORGANISATIONS.len() {
        0 => (name.to_owned(), legal_name.map(str::to_owned), kind),
        more => (format!("{name} {}", more + 1), None, kind),
    }
}

/// A number that passes its check and starts with 9999, which the register does not give.
fn siren(n: usize) -> String {
    let body = format!("9999{:04}", n % 10_000);
    let sum: u32 = body
        .bytes()
        .rev()
        .map(|it| u32::from(it - b'0'))
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 if digit > 4 => 2 * digit - 9,
            0 => 2 * digit,
            _ => digit,
        })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

/// An address at example.org, which belongs to nobody.
fn address(given: &str, family: &str, n: usize) -> String {
    let plain = |it: &str| domain::fold(it).replace(' ', "-");
    format!("{}.{}.{n}@example.org", plain(given), plain(family))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use store::Store;

    use super::*;

    #[tokio::test]
    async fn the_demonstration_shows_every_state() {
        let store = Store::in_memory().await.unwrap();
        let today: NaiveDate = "2026-11-24".parse().unwrap();
        fill(&store, Size::SMALL, today).await.unwrap();
        let clock = Clock(Arc::new(Mutex::new(today)));
        let api = Api { store, actor: "x".into(), now: Box::new(move || clock.now()) };
        let page = api.today_page(today).await.unwrap();
        let figures = format!(
            "{} members, {} conventions in force, {} open actions, {} lines, {} meetings to come",
            page.members.now,
            page.conventions.now,
            page.actions.now,
            page.lines.len(),
            page.meetings.len(),
        );
        expect![
            "30 members, 17 conventions in force, 4 open actions, 11 lines, 1 meetings to come"
        ]
        .assert_eq(&figures);
    }
}
