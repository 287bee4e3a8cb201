//! What the words of a list leave open, asked once for all the lines that carry them.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde::Serialize;
use specta::Type;

use super::{Choices, Field, Reading, kinds, line::Line, words};
use crate::{Day, Refusal, organisation::Kind};

/// What a list leaves to a person, whether it is answered already or not.
///
/// Words that the club heard before, and lines that are refused as repetitions, ask nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct Questions {
    /// When members arrived. Empty words stand for the cells that are empty; they need no answer,
    /// and without one those organisations are known to the club and are no members of it.
    pub arrivals: Vec<AskedDay>,
    /// When members left.
    pub departures: Vec<AskedDay>,
    /// What organisations are.
    pub kinds: Vec<AskedKind>,
}

/// Words that tell when something was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AskedDay {
    /// The words, by which they are answered.
    pub words: String,
    /// How many lines carry them.
    pub lines: u32,
    /// What they seem to mean. Without an answer, what is [`Reading::Said`] holds; the others have
    /// their lines refused.
    pub reading: Reading,
}

/// Words that tell what organisations are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AskedKind {
    /// The words, by which they are answered.
    pub words: String,
    /// How many lines carry them.
    pub lines: u32,
    /// What they seem to mean. Without that and an answer, it is [`Kind::Other`].
    pub reading: Option<Kind>,
}

/// What was answered, and what was asked on the way.
pub(super) struct Desk {
    arrivals: Pile<Option<Day>, AskedDay>,
    departures: Pile<Option<Day>, AskedDay>,
    kinds: Pile<Kind, AskedKind>,
    /// Whether one of the arrivals can only be read with the month first: then none of them is
    /// taken at its word.
    arrival_month_first: bool,
    /// The same of the departures.
    departure_month_first: bool,
}

/// The answers of one sort and the questions of that sort, both found by their words.
struct Pile<Answer, Asked> {
    answers: HashMap<String, Answer>,
    asked: Vec<Asked>,
    places: HashMap<String, usize>,
}

impl<Answer: Copy, Asked> Pile<Answer, Asked> {
    fn new(answers: &BTreeMap<String, Answer>) -> Self {
        Self {
            answers: answers.iter().map(|(said, it)| (words::key(said), *it)).collect(),
            asked: Vec::new(),
            places: HashMap::new(),
        }
    }

    fn answer(&self, said: &str) -> Option<Answer> {
        self.answers.get(&words::key(said)).copied()
    }

    /// The question about these words, which is `new` where they are met for the first time.
    fn ask(&mut self, said: &str, new: Asked) -> &mut Asked {
        let place = *self.places.entry(words::key(said)).or_insert(self.asked.len());
        if place == self.asked.len() {
            self.asked.push(new);
        }
        &mut self.asked[place]
    }
}

impl Pile<Option<Day>, AskedDay> {
    fn day(
        &mut self,
        said: &str,
        reading: Reading,
        unknown: impl FnOnce(String) -> Refusal,
    ) -> Result<Option<Day>, Refusal> {
        let asked = self.ask(said, AskedDay { words: said.to_owned(), lines: 0, reading });
        asked.lines += 1;
        asked.reading = asked.reading.or(reading);
        match (self.answer(said), reading) {
            (Some(answer), _) => answer.map(Day::checked).transpose(),
            (None, Reading::Said { day }) => Ok(Some(day)),
            // Nothing was told, so nothing is lost while nobody answers.
            (None, _) if said.is_empty() => Ok(None),
            (None, Reading::Proposed { .. } | Reading::Unknown) => Err(unknown(said.to_owned())),
        }
    }
}

impl Desk {
    pub(super) fn new(choices: &Choices, lines: &[Line]) -> Self {
        let month_first = |field| {
            let cells = lines.iter().filter_map(|it: &Line| it.text(field));
            cells.into_iter().any(words::is_month_first)
        };
        Self {
            arrival_month_first: month_first(Field::Arrived),
            departure_month_first: month_first(Field::Left),
            arrivals: Pile::new(&choices.arrivals),
            departures: Pile::new(&choices.departures),
            kinds: Pile::new(&choices.kinds),
        }
    }

    /// When the arrival told in these words was, unless nobody knows.
    pub(super) fn arrival(&mut self, said: &str) -> Result<Option<Day>, Refusal> {
        let unknown = |words| Refusal::ArrivalUnknown { words };
        let reading = if self.arrival_month_first {
            words::month_first(said, words::arrival)
        } else {
            words::arrival(said)
        };
        self.arrivals.day(said, reading, unknown)
    }

    /// When the departure told in these words was, unless nobody knows.
    pub(super) fn departure(
        &mut self,
        said: &str,
        last_list: Option<NaiveDate>,
    ) -> Result<Option<Day>, Refusal> {
        let unknown = |words| Refusal::DepartureUnknown { words };
        let read = |said: &str| words::departure(said, last_list);
        let reading =
            if self.departure_month_first { words::month_first(said, read) } else { read(said) };
        self.departures.day(said, reading, unknown)
    }

    /// The kind that the words mean, if they mean one.
    pub(super) fn kind(&self, said: &str) -> Option<Kind> {
        self.kinds.answer(said).or_else(|| kinds::kind(said))
    }

    /// The same, when it matters.
    pub(super) fn ask_kind(&mut self, said: &str) -> Option<Kind> {
        let new = AskedKind { words: said.to_owned(), lines: 0, reading: kinds::kind(said) };
        self.kinds.ask(said, new).lines += 1;
        self.kind(said)
    }

    pub(super) fn asked(self) -> Questions {
        Questions {
            arrivals: self.arrivals.asked,
            departures: self.departures.asked,
            kinds: self.kinds.asked,
        }
    }
}
