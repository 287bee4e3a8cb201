//! When something was, told from the words of a list.
//!
//! Lists say "2024 1er semestre" or "fin 2020-début 2021" far more often than they name a day, so
//! what is read is an interval. Words that are bounds by themselves are taken at their word; words
//! that leave room are only proposed. A number or a sign that is not understood makes the whole
//! unreadable, because it may well change what the rest means.

use std::fmt;

use chrono::{Months, NaiveDate};
use serde::Serialize;
use specta::Type;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{Day, text::is_unseen};

/// What words say about when something was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reading {
    /// The words are these bounds: a day, a month, "between two lists".
    Said {
        /// The bounds, equal where the words name a day.
        day: Day,
    },
    /// The words leave room ("summer", "end of 2020", "sponsor 2015-03-05"): these are usual
    /// bounds, for a person to confirm.
    Proposed {
        /// The usual bounds.
        day: Day,
    },
    /// The words do not tell.
    Unknown,
}

impl Reading {
    /// What covers both, when lines with the same words read differently.
    pub(super) fn or(self, other: Self) -> Self {
        let hull = |one: Day, other: Day| Day {
            earliest: one.earliest.min(other.earliest),
            latest: one.latest.max(other.latest),
        };
        match (self, other) {
            (Self::Said { day: one }, Self::Said { day: other }) => {
                Self::Said { day: hull(one, other) }
            }
            (
                Self::Said { day: one } | Self::Proposed { day: one },
                Self::Said { day: other } | Self::Proposed { day: other },
            ) => Self::Proposed { day: hull(one, other) },
            _ => Self::Unknown,
        }
    }
}

/// When an organisation arrived.
pub fn arrival(words: &str) -> Reading {
    match read(words) {
        Some(it) if !it.until => it.reading(),
        _ => Reading::Unknown,
    }
}

/// Which was the last day of an organisation, the last list on which it stood being of
/// `last_list`.
///
/// "Absent depuis la liste du 20 juin" does not say when it left, only that it had left by then:
/// the last day lies between the two lists.
pub fn departure(words: &str, last_list: Option<NaiveDate>) -> Reading {
    let Some(mut it) = read(words) else { return Reading::Unknown };
    if it.since {
        let (Some(earliest), Some(latest)) = (last_list, it.day.latest.pred_opt()) else {
            return Reading::Unknown;
        };
        if latest < earliest {
            return Reading::Unknown;
        }
        it.day = Day { earliest, latest };
    }
    it.reading()
}

/// The column is one in which the month comes first, since a cell of it can be read no other way.
pub(super) fn is_month_first(words: &str) -> bool {
    matches!(in_figures(&tokens(words)), Some((_, month, day)) if month <= 12 && day > 12)
}

/// When it was, in a column in which the month comes first. A person has to confirm it, unless
/// both orders give the same day, or only the other one gives any.
pub(super) fn month_first(words: &str, read: impl Fn(&str) -> Reading) -> Reading {
    let tokens = tokens(words);
    match in_figures(&tokens) {
        Some((at, month, day)) if month != day && month <= 12 => {
            let mut swapped = tokens;
            swapped.swap(at, at + 2);
            let said: Vec<String> = swapped.iter().map(Token::to_string).collect();
            match read(&said.join(" ")) {
                Reading::Said { day } | Reading::Proposed { day } => Reading::Proposed { day },
                Reading::Unknown => Reading::Unknown,
            }
        }
        _ => read(words),
    }
}

/// Where `12/31/2023` begins, and its first two numbers.
fn in_figures(tokens: &[Token]) -> Option<(usize, i32, i32)> {
    let found = |five: &[Token]| {
        let [one, Token::Sign(sign), two, Token::Sign(then), last] = five else { return None };
        let alike = sign == then && matches!(sign, '-' | '/' | '.');
        let ends = year(last).is_some() || small(last).is_some();
        Some((small(one)?, small(two)?)).filter(|_| alike && ends)
    };
    tokens.windows(5).enumerate().find_map(|(at, five)| {
        let (one, two) = found(five)?;
        Some((at, one, two))
    })
}

/// What makes two cells say the same: not [`crate::fold`], for which `2022-01/03` (three months)
/// and `2022-01-03` (a day) would be one.
pub(super) fn key(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What was read of some words.
#[derive(Debug, Clone, Copy)]
struct Told {
    day: Day,
    /// Whether a person has to confirm.
    proposed: bool,
    /// Whether it is the start of an absence ("depuis").
    since: bool,
    /// Whether it is the end of a presence ("jusqu’à").
    until: bool,
}

impl Told {
    fn reading(self) -> Reading {
        let day = self.day;
        if self.proposed { Reading::Proposed { day } } else { Reading::Said { day } }
    }
}

/// Reads the words, what stands in brackets being a remark: it only counts where the rest says
/// nothing ("partenaire phase projet (2016-2019)"), and where it names a time as well, the two have
/// to be weighed by a person ("2021-03 (réunion du 29/03/2021)").
fn read(words: &str) -> Option<Told> {
    let (outside, inside) = brackets(tokens(words));
    let remarks: Vec<Sentence> = inside.iter().map(|it| sentence(it)).collect();
    let mut dated = remarks.iter().filter(|it| it.moments > 0);
    let said = sentence(&outside);
    if said.moments > 0 {
        let unanimous = dated.next().is_none();
        said.told.map(|it| Told { proposed: it.proposed || !unanimous, ..it })
    } else {
        let only = dated.next().filter(|_| dated.next().is_none())?;
        only.told.map(|it| Told { proposed: true, ..it })
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number { value: i32, digits: usize },
    Word(String),
    Sign(char),
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number { value, digits } => write!(f, "{value:0digits$}"),
            Self::Word(word) => f.write_str(word),
            Self::Sign(sign) => write!(f, "{sign}"),
        }
    }
}

fn tokens(words: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let letters = words
        .nfkd()
        .filter(|it| !is_combining_mark(*it) && !is_unseen(*it))
        .flat_map(char::to_lowercase);
    let mut letters = letters.peekable();
    while let Some(letter) = letters.next() {
        if let Some(digit) = letter.to_digit(10) {
            let (mut value, mut digits) = (i64::from(digit), 1);
            while let Some(digit) = letters.peek().and_then(|it| it.to_digit(10)) {
                letters.next();
                value = (value * 10 + i64::from(digit)).min(i64::from(i32::MAX));
                digits += 1;
            }
            tokens.push(Token::Number { value: i32::try_from(value).unwrap_or(i32::MAX), digits });
        } else if letter.is_alphabetic() {
            let mut word = String::from(letter);
            while let Some(letter) = letters.next_if(|it| it.is_alphabetic()) {
                word.push(letter);
            }
            tokens.push(Token::Word(word));
        } else {
            match letter {
                '‐' | '‑' | '‒' | '–' | '—' | '−' => tokens.push(Token::Sign('-')),
                '[' => tokens.push(Token::Sign('(')),
                ']' => tokens.push(Token::Sign(')')),
                '\'' | '’' | '"' | '«' | '»' | '“' | '”' | ';' => {}
                it if it.is_whitespace() || it.is_control() => {}
                it => tokens.push(Token::Sign(it)),
            }
        }
    }
    tokens
}

/// What stands outside of brackets, and what stands in each of them.
fn brackets(tokens: Vec<Token>) -> (Vec<Token>, Vec<Vec<Token>>) {
    let (mut outside, mut inside) = (Vec::new(), Vec::new());
    let mut depth = 0_u32;
    for token in tokens {
        match token {
            Token::Sign('(') => {
                if depth == 0 {
                    inside.push(Vec::new());
                }
                depth += 1;
            }
            Token::Sign(')') => depth = depth.saturating_sub(1),
            it @ (Token::Number { .. } | Token::Word(_) | Token::Sign(_)) => {
                match inside.last_mut() {
                    Some(remark) if depth > 0 => remark.push(it),
                    _ => outside.push(it),
                }
            }
        }
    }
    (outside, inside)
}

/// What a run of words without brackets says.
struct Sentence {
    /// How many times it names, those that no calendar has included.
    moments: usize,
    told: Option<Told>,
}

/// A stretch of days, with or without its year.
#[derive(Debug, Clone, Copy)]
struct Moment {
    part: Part,
    year: Option<i32>,
    proposed: bool,
}

/// A part of a year.
#[derive(Debug, Clone, Copy)]
enum Part {
    Whole,
    Half(i32),
    Quarter(i32),
    Month(i32),
    /// From one month to another.
    Months(i32, i32),
    Date {
        month: i32,
        day: i32,
    },
    Edge(Edge),
    EdgeOfMonth(Edge, i32),
    Spring,
    Summer,
    Autumn,
    /// The winter that begins in that year.
    Winter,
}

#[derive(Debug, Clone, Copy)]
enum Edge {
    Beginning,
    Middle,
    End,
}

/// What stands between two moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Nothing,
    /// From the first to the second.
    Range,
    /// "et", which is a range after "entre".
    And,
    /// One or the other: the range covers both.
    Or,
    /// Something else.
    Broken,
}

fn sentence(tokens: &[Token]) -> Sentence {
    let mut moments: Vec<Moment> = Vec::new();
    let mut link = Link::Nothing;
    let mut dated = 0;
    let (mut readable, mut between, mut proposed) = (true, false, false);
    let (mut since, mut until) = (false, false);
    let mut universal = None;
    let mut rest = tokens;
    while let [token, after @ ..] = rest {
        if let Some(hour) = hour(rest).filter(|_| dated > 0) {
            universal = universal.max(hour.universal);
            rest = rest.get(hour.used..).unwrap_or_default();
            continue;
        }
        if let Some((moment, used)) = moment(rest) {
            dated += 1;
            match moment {
                Some(it) => moments.push(it),
                None => readable = false,
            }
            rest = rest.get(used..).unwrap_or_default();
            continue;
        }
        rest = after;
        let met = match token {
            Token::Word(word) => match word.as_str() {
                "a" | "au" | "to" => Link::Range,
                "et" | "and" => Link::And,
                "ou" | "or" => Link::Or,
                "entre" | "between" => {
                    between = true;
                    Link::Nothing
                }
                "depuis" | "since" => {
                    since = true;
                    Link::Nothing
                }
                "jusqu" | "jusque" | "until" | "till" => {
                    until = true;
                    Link::Nothing
                }
                "avant" | "before" | "apres" | "after" => {
                    readable = false;
                    Link::Nothing
                }
                it if HARMLESS.contains(&it) => Link::Nothing,
                _ => {
                    proposed = true;
                    Link::Broken
                }
            },
            Token::Sign('-' | '/') => Link::Range,
            Token::Sign('.' | ',') => Link::Nothing,
            Token::Sign('?' | '~') => {
                proposed = true;
                Link::Nothing
            }
            Token::Number { .. } | Token::Sign(_) => {
                readable = false;
                Link::Broken
            }
        };
        // Only what stands between the two moments links them.
        if moments.len() == 1 && met != Link::Nothing {
            link = if link == Link::Nothing { met } else { Link::Broken };
        }
    }

    let days = match moments.as_slice() {
        [only] => {
            proposed |= link != Link::Nothing;
            only.year.and_then(|it| only.part.days(it))
        }
        [first, second] => {
            proposed |= link == Link::Or || link == Link::And && !between;
            if matches!(link, Link::Nothing | Link::Broken) { None } else { span(*first, *second) }
        }
        _ => None,
    };
    proposed |= moments.iter().any(|it| it.proposed || it.part.is_loose());
    proposed |= universal.is_some();
    // By noon in Greenwich the next day has begun somewhere, and in the evening it has in France.
    let days = days.map(|day| match day.latest.succ_opt() {
        Some(latest) if universal.is_some_and(|hour| hour >= 12) => Day { latest, ..day },
        Some(_) | None => day,
    });
    let told = days.filter(|_| readable).map(|day| Told { day, proposed, since, until });
    Sentence { moments: dated, told }
}

/// Words that say nothing by themselves, so that what stands beside them is taken at its word.
const HARMLESS: [&str; 62] = [
    "absent",
    "absente",
    "adherent",
    "adherente",
    "adhesion",
    "an",
    "annee",
    "arrive",
    "arrivee",
    "arrived",
    "as",
    "at",
    "aux",
    "courant",
    "d",
    "dans",
    "date",
    "de",
    "depart",
    "des",
    "dimanche",
    "du",
    "en",
    "from",
    "in",
    "jeudi",
    "joined",
    "jour",
    "l",
    "la",
    "le",
    "left",
    "les",
    "list",
    "liste",
    "lundi",
    "mardi",
    "member",
    "membre",
    "mercredi",
    "mois",
    "monday",
    "of",
    "on",
    "parti",
    "partie",
    "retrait",
    "samedi",
    "saturday",
    "sorti",
    "sortie",
    "sunday",
    "t",
    "the",
    "thursday",
    "tuesday",
    "un",
    "une",
    "vendredi",
    "wednesday",
    "friday",
    "z",
];

/// Those of them that may stand inside of a date.
const INSIDE: [&str; 11] = ["an", "annee", "d", "de", "du", "en", "l", "la", "le", "of", "the"];

const MONTHS: [&[&str]; 12] = [
    &["janvier", "janv", "january", "jan"],
    &["fevrier", "fevr", "fev", "february", "feb"],
    &["mars", "march", "mar"],
    &["avril", "avr", "april", "apr"],
    &["mai", "may"],
    &["juin", "june", "jun"],
    &["juillet", "juil", "july", "jul"],
    &["aout", "august", "aug"],
    &["septembre", "september", "sept", "sep"],
    &["octobre", "october", "oct"],
    &["novembre", "november", "nov"],
    &["decembre", "december", "dec"],
];

const ORDINALS: [&[&str]; 4] = [
    &["premier", "premiere", "first"],
    &["deuxieme", "second", "seconde"],
    &["troisieme", "third"],
    &["quatrieme", "fourth"],
];

/// What follows the figure of an ordinal.
const SUFFIXES: [&str; 11] = ["er", "ere", "re", "e", "eme", "ieme", "nd", "nde", "st", "rd", "th"];

/// The hour that a program writes after a day.
struct Hour {
    /// How many tokens it takes.
    used: usize,
    /// The hour of Greenwich, where it is that one and not midnight: the day may be another here.
    universal: Option<i32>,
}

/// The hour at the head of the tokens.
fn hour(tokens: &[Token]) -> Option<Hour> {
    use Token::{Number, Sign, Word};
    let [Number { value: hour, .. }, Sign(':'), Number { value: minute, .. }, rest @ ..] = tokens
    else {
        return None;
    };
    let (mut used, mut midnight, mut rest) = (3, (*hour, *minute) == (0, 0), rest);
    if let [Sign(':'), Number { value, .. }, after @ ..] = rest {
        (used, midnight, rest) = (used + 2, midnight && *value == 0, after);
        if let [Sign('.' | ','), Number { .. }, after @ ..] = rest {
            (used, rest) = (used + 2, after);
        }
    }
    let universal = match rest {
        [Word(zone), ..] if matches!(zone.as_str(), "z" | "utc" | "gmt") => {
            used += 1;
            true
        }
        [Sign('+' | '-'), Number { value, .. }, Sign(':'), Number { value: then, .. }, ..] => {
            used += 4;
            (*value, *then) == (0, 0)
        }
        [Sign('+'), Number { value, digits: 2 | 4 }, ..] => {
            used += 2;
            *value == 0
        }
        _ => false,
    };
    Some(Hour { used, universal: (universal && !midnight).then_some(*hour) })
}

/// The moment at the head of the tokens, and how many of them it takes; without a moment where
/// they name a day that no calendar has.
fn moment(tokens: &[Token]) -> Option<(Option<Moment>, usize)> {
    figures(tokens)
        .or_else(|| part_then_year(tokens))
        .or_else(|| year_then_part(tokens))
        .or_else(|| month_in_figures(tokens))
        .or_else(|| {
            let (part, used) = part(tokens)?;
            Some((Some(Moment { part, year: None, proposed: false }), used))
        })
        .or_else(|| {
            let year = year(tokens.first()?)?;
            Some((dated(year, Part::Whole), 1))
        })
}

/// The moment, if the calendar has it.
fn dated(year: i32, part: Part) -> Option<Moment> {
    part.days(year)?;
    Some(Moment { part, year: Some(year), proposed: false })
}

/// `2026-06-30`, `30/06/2026`, `30.6.26`, and `2022-01/03` for three months.
fn figures(tokens: &[Token]) -> Option<(Option<Moment>, usize)> {
    let [one, Token::Sign(sign), two, Token::Sign(then), three, ..] = tokens else { return None };
    let alike = sign == then && matches!(sign, '-' | '/' | '.');
    let found = match (year(one), small(one), small(two)?, small(three), year(three)) {
        (Some(year), _, month, Some(day), _) if alike => dated(year, Part::Date { month, day }),
        (_, Some(day), month, _, Some(year)) if alike => dated(year, Part::Date { month, day }),
        (_, Some(day), month, Some(year), _) if alike => {
            dated(2000 + year, Part::Date { month, day }).map(|it| Moment { proposed: true, ..it })
        }
        (Some(year), _, from, Some(to), _) if (*sign, *then) == ('-', '/') => {
            dated(year, Part::Months(from, to))
        }
        _ => return None,
    };
    Some((found, 5))
}

/// `2021-04`, `04/2021`.
fn month_in_figures(tokens: &[Token]) -> Option<(Option<Moment>, usize)> {
    let [one, Token::Sign('-' | '/' | '.'), two, ..] = tokens else { return None };
    let found = match (year(one), small(one), small(two), year(two)) {
        (Some(year), _, Some(month), _) | (_, Some(month), _, Some(year)) => {
            dated(year, Part::Month(month))
        }
        _ => return None,
    };
    Some((found, 3))
}

/// `30 juin 2026`, `T2 2023`, `fin 2020`, `hiver 2021-2022`.
fn part_then_year(tokens: &[Token]) -> Option<(Option<Moment>, usize)> {
    let (part, used) = part(tokens).or_else(|| Some((Part::Edge(edge(tokens.first()?)?), 1)))?;
    let after = used + gap(tokens.get(used..)?);
    let year = year(tokens.get(after)?)?;
    if !matches!(part, Part::Winter) {
        return Some((dated(year, part), after + 1));
    }
    // Alone, "hiver 2021" is said of the winter that begins in that year and of the one that ends.
    match tokens.get(after + 1..)? {
        [Token::Sign('-' | '/'), Token::Number { value, .. }, ..]
            if [year + 1, (year + 1) % 100].contains(value) =>
        {
            Some((dated(year, part), after + 3))
        }
        _ => Some((None, after + 1)),
    }
}

/// `2024 1er semestre`, `2023-T2`, `2021 été`.
fn year_then_part(tokens: &[Token]) -> Option<(Option<Moment>, usize)> {
    let year = year(tokens.first()?)?;
    let start = 1 + gap(tokens.get(1..)?);
    let rest = tokens.get(start..)?;
    // In "fin 2020-début 2021" the part belongs to the year that follows it.
    if part_then_year(rest).is_some() {
        return None;
    }
    let (part, used) = part(rest).or_else(|| Some((Part::Edge(edge(rest.first()?)?), 1)))?;
    let found = if matches!(part, Part::Winter) { None } else { dated(year, part) };
    Some((found, start + used))
}

/// How many tokens may stand between a year and a part of it.
fn gap(tokens: &[Token]) -> usize {
    let inside = |it: &&Token| match it {
        Token::Word(word) => INSIDE.contains(&word.as_str()),
        Token::Sign(sign) => matches!(sign, '-' | '/' | '.' | ','),
        Token::Number { .. } => false,
    };
    tokens.iter().take_while(inside).count()
}

/// A part of a year at the head of the tokens, and how many of them it takes.
fn part(tokens: &[Token]) -> Option<(Part, usize)> {
    let [first, rest @ ..] = tokens else { return None };
    match first {
        Token::Word(word) => {
            let figure = rest.first().and_then(|it| match it {
                Token::Number { value, digits: 1 } => Some(*value),
                Token::Number { .. } | Token::Word(_) | Token::Sign(_) => None,
            });
            match (word.as_str(), figure) {
                ("t" | "q", Some(it @ 1..=4)) => return Some((Part::Quarter(it), 2)),
                ("s" | "h", Some(it @ 1..=2)) => return Some((Part::Half(it), 2)),
                ("printemps" | "spring", _) => return Some((Part::Spring, 1)),
                ("ete" | "summer", _) => return Some((Part::Summer, 1)),
                ("automne" | "autumn" | "fall", _) => return Some((Part::Autumn, 1)),
                ("hiver" | "winter", _) => return Some((Part::Winter, 1)),
                _ => {}
            }
            if let Some(ordinal) = place(&ORDINALS, word) {
                return Some((fraction(ordinal, rest.first()?)?, 2));
            }
            if let Some(edge) = edge(first) {
                let skipped = gap(rest);
                let month = month(rest.get(skipped)?)?;
                return Some((
                    Part::EdgeOfMonth(edge, month),
                    2 + skipped + stop(rest, skipped + 1),
                ));
            }
            let month = month(first)?;
            let used = 1 + stop(rest, 0);
            english_day(month, tokens, used).or(Some((Part::Month(month), used)))
        }
        Token::Number { value, digits: 1 | 2 } => {
            let suffixed = rest.first().is_some_and(is_suffix);
            let start = usize::from(suffixed);
            if let Some(part) = rest.get(start).and_then(|it| fraction(*value, it)) {
                return Some((part, 2 + start));
            }
            let start = start + gap(rest.get(start..)?);
            let month = month(rest.get(start)?)?;
            Some((Part::Date { month, day: *value }, 2 + start + stop(rest, start + 1)))
        }
        Token::Number { .. } | Token::Sign(_) => None,
    }
}

/// `June 30, 2026`: the day is only one where a year follows.
fn english_day(month: i32, tokens: &[Token], used: usize) -> Option<(Part, usize)> {
    let day = small(tokens.get(used)?)?;
    let used = used + 1 + usize::from(tokens.get(used + 1).is_some_and(is_suffix));
    year(tokens.get(used + gap(tokens.get(used..)?))?)?;
    Some((Part::Date { month, day }, used))
}

/// A half or a quarter.
fn fraction(ordinal: i32, token: &Token) -> Option<Part> {
    let Token::Word(word) = token else { return None };
    match (word.as_str(), ordinal) {
        ("trimestre" | "trim" | "quarter", 1..=4) => Some(Part::Quarter(ordinal)),
        ("semestre" | "sem" | "half", 1..=2) => Some(Part::Half(ordinal)),
        _ => None,
    }
}

/// The full stop of an abbreviation counts with it.
fn stop(tokens: &[Token], at: usize) -> usize {
    usize::from(tokens.get(at) == Some(&Token::Sign('.')))
}

fn is_suffix(token: &Token) -> bool {
    matches!(token, Token::Word(word) if SUFFIXES.contains(&word.as_str()))
}

fn year(token: &Token) -> Option<i32> {
    match token {
        Token::Number { value: it @ 1900..=2100, digits: 4 } => Some(*it),
        Token::Number { .. } | Token::Word(_) | Token::Sign(_) => None,
    }
}

fn small(token: &Token) -> Option<i32> {
    match token {
        Token::Number { value, digits: 1 | 2 } => Some(*value),
        Token::Number { .. } | Token::Word(_) | Token::Sign(_) => None,
    }
}

fn month(token: &Token) -> Option<i32> {
    match token {
        Token::Word(word) => place(&MONTHS, word),
        Token::Number { .. } | Token::Sign(_) => None,
    }
}

fn edge(token: &Token) -> Option<Edge> {
    let Token::Word(word) = token else { return None };
    match word.as_str() {
        "debut" | "early" | "beginning" | "start" => Some(Edge::Beginning),
        "mi" | "milieu" | "mid" | "middle" => Some(Edge::Middle),
        "fin" | "late" | "end" => Some(Edge::End),
        _ => None,
    }
}

/// Where the word stands in a table, counted from 1.
fn place(table: &[&[&str]], word: &str) -> Option<i32> {
    (1..).zip(table).find(|(_, words)| words.contains(&word)).map(|(place, _)| place)
}

impl Part {
    /// Whether its bounds are a habit rather than a fact.
    fn is_loose(self) -> bool {
        match self {
            Self::Whole | Self::Half(_) | Self::Quarter(_) | Self::Month(_) | Self::Date { .. } => {
                false
            }
            // "2022-01/03" might also have meant 3 January.
            Self::Months(..)
            | Self::Edge(_)
            | Self::EdgeOfMonth(..)
            | Self::Spring
            | Self::Summer
            | Self::Autumn
            | Self::Winter => true,
        }
    }

    /// Its days in `year`, if the calendar has them.
    fn days(self, year: i32) -> Option<Day> {
        let on = |month: i32, day: i32| date(year, month, day);
        let (earliest, latest) = match self {
            Self::Whole => months(year, 1, 12)?,
            Self::Half(it) => months(year, 6 * it - 5, 6 * it)?,
            Self::Quarter(it) => months(year, 3 * it - 2, 3 * it)?,
            Self::Month(it) => months(year, it, it)?,
            Self::Months(from, to) => months(year, from, to)?,
            Self::Date { month, day } => (on(month, day)?, on(month, day)?),
            Self::Edge(Edge::Beginning) => months(year, 1, 3)?,
            Self::Edge(Edge::Middle) => months(year, 5, 8)?,
            Self::Edge(Edge::End) => months(year, 10, 12)?,
            Self::EdgeOfMonth(Edge::Beginning, it) => (on(it, 1)?, on(it, 10)?),
            Self::EdgeOfMonth(Edge::Middle, it) => (on(it, 11)?, on(it, 20)?),
            Self::EdgeOfMonth(Edge::End, it) => (on(it, 21)?, months(year, it, it)?.1),
            Self::Spring => (on(3, 20)?, on(6, 20)?),
            Self::Summer => (on(6, 21)?, on(9, 22)?),
            Self::Autumn => (on(9, 23)?, on(12, 20)?),
            Self::Winter => (on(12, 21)?, date(year + 1, 3, 19)?),
        };
        (earliest <= latest).then_some(Day { earliest, latest })
    }
}

/// The days from one moment to another. A year that only one of them names is that of both: "mars à
/// mai 2021", and "décembre à janvier 2022" began the year before.
fn span(first: Moment, second: Moment) -> Option<Day> {
    let until = second.part.days(second.year.or(first.year)?)?;
    let year = first.year.or(second.year)?;
    let mut from = first.part.days(year)?;
    if first.year.is_none() && until.latest < from.earliest {
        from = first.part.days(year - 1)?;
    }
    (from.earliest <= until.latest).then_some(Day { earliest: from.earliest, latest: until.latest })
}

fn date(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month.try_into().ok()?, day.try_into().ok()?)
}

/// The first and the last day of whole months.
fn months(year: i32, from: i32, to: i32) -> Option<(NaiveDate, NaiveDate)> {
    let last = date(year, to, 1)?.checked_add_months(Months::new(1))?.pred_opt()?;
    Some((date(year, from, 1)?, last))
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    fn line(words: &str, reading: Reading) -> String {
        let said = |day: Day| {
            if day.earliest == day.latest {
                format!("{}", day.earliest)
            } else {
                format!("{}..{}", day.earliest, day.latest)
            }
        };
        match reading {
            Reading::Said { day } => format!("{words} = {}\n", said(day)),
            Reading::Proposed { day } => format!("{words} ~ {}\n", said(day)),
            Reading::Unknown => format!("{words} ?\n"),
        }
    }

    /// One line a cell: `=` what the words say, `~` what is proposed, `?` what is asked.
    fn check(cells: &[&str], expected: Expect) {
        let lines: String = cells.iter().map(|it| line(it, arrival(it))).collect();
        expected.assert_eq(&lines);
    }

    fn check_departures(cells: &[(&str, Option<&str>)], expected: Expect) {
        let lines: String = cells
            .iter()
            .map(|(words, last_list)| {
                let listed = last_list.map(|it| it.parse().unwrap());
                line(
                    &format!("{words} [{}]", last_list.unwrap_or_default()),
                    departure(words, listed),
                )
            })
            .collect();
        expected.assert_eq(&lines);
    }

    #[test]
    fn the_words_of_the_public_list_are_read() {
        check(
            &[
                "2021-03 (réunion du 29/03/2021)",
                "2021-04",
                "2021-09 à 2021-12",
                "2022-01/03",
                "2024 1er semestre",
                "entre 2022-03-07 (44 membres) et 2022-07-11",
                "entre 2025-01-15 et 2026-05-29",
                "fin 2020-début 2021",
                "partenaire phase projet (2016-2019)",
                "porteur 2015-03-05",
                "été 2021",
            ],
            expect![[r#"
                2021-03 (réunion du 29/03/2021) ~ 2021-03-01..2021-03-31
                2021-04 = 2021-04-01..2021-04-30
                2021-09 à 2021-12 = 2021-09-01..2021-12-31
                2022-01/03 ~ 2022-01-01..2022-03-31
                2024 1er semestre = 2024-01-01..2024-06-30
                entre 2022-03-07 (44 membres) et 2022-07-11 = 2022-03-07..2022-07-11
                entre 2025-01-15 et 2026-05-29 = 2025-01-15..2026-05-29
                fin 2020-début 2021 ~ 2020-10-01..2021-03-31
                partenaire phase projet (2016-2019) ~ 2016-01-01..2019-12-31
                porteur 2015-03-05 ~ 2015-03-05
                été 2021 ~ 2021-06-21..2021-09-22
            "#]],
        );
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        check(
            &[
                "2026-06-30",
                "30/06/2026",
                "30.6.2026",
                "30-06-2026",
                "30/06/26",
                "30 juin 2026",
                "le 1er mars 2021",
                "lundi 29 mars 2021",
                "1ᵉʳ févr. 2021",
                "June 30, 2026",
                "30th of June 2026",
                "2022-07-11T00:00:00",
                "2022-07-11 00:00",
                "adhésion le 12/03/2021",
                "membre depuis le 12/03/2021",
            ],
            expect![[r#"
                2026-06-30 = 2026-06-30
                30/06/2026 = 2026-06-30
                30.6.2026 = 2026-06-30
                30-06-2026 = 2026-06-30
                30/06/26 ~ 2026-06-30
                30 juin 2026 = 2026-06-30
                le 1er mars 2021 = 2021-03-01
                lundi 29 mars 2021 = 2021-03-29
                1ᵉʳ févr. 2021 = 2021-02-01
                June 30, 2026 = 2026-06-30
                30th of June 2026 = 2026-06-30
                2022-07-11T00:00:00 = 2022-07-11
                2022-07-11 00:00 = 2022-07-11
                adhésion le 12/03/2021 = 2021-03-12
                membre depuis le 12/03/2021 = 2021-03-12
            "#]],
        );
    }

    #[test]
    fn months_quarters_halves_and_years_are_bounds() {
        check(
            &[
                "2021",
                "en 2021",
                "courant 2021",
                "02/2024",
                "février 2024",
                "sept. 2021",
                "T2 2023",
                "2023-T2",
                "Q4 2023",
                "2e trimestre 2023",
                "2ème trimestre de 2023",
                "deuxième trimestre de l’année 2023",
                "premier semestre 2024",
                "S2 2024",
                "first half of 2024",
                "2016-2019",
                "2016 – 2019",
                "de mars à mai 2021",
                "septembre-décembre 2021",
                "décembre à janvier 2022",
                "du 1er mars au 30 juin 2021",
                "2021-09 à décembre",
                "between March and May 2021",
            ],
            expect![[r#"
                2021 = 2021-01-01..2021-12-31
                en 2021 = 2021-01-01..2021-12-31
                courant 2021 = 2021-01-01..2021-12-31
                02/2024 = 2024-02-01..2024-02-29
                février 2024 = 2024-02-01..2024-02-29
                sept. 2021 = 2021-09-01..2021-09-30
                T2 2023 = 2023-04-01..2023-06-30
                2023-T2 = 2023-04-01..2023-06-30
                Q4 2023 = 2023-10-01..2023-12-31
                2e trimestre 2023 = 2023-04-01..2023-06-30
                2ème trimestre de 2023 = 2023-04-01..2023-06-30
                deuxième trimestre de l’année 2023 = 2023-04-01..2023-06-30
                premier semestre 2024 = 2024-01-01..2024-06-30
                S2 2024 = 2024-07-01..2024-12-31
                first half of 2024 = 2024-01-01..2024-06-30
                2016-2019 = 2016-01-01..2019-12-31
                2016 – 2019 = 2016-01-01..2019-12-31
                de mars à mai 2021 = 2021-03-01..2021-05-31
                septembre-décembre 2021 = 2021-09-01..2021-12-31
                décembre à janvier 2022 = 2021-12-01..2022-01-31
                du 1er mars au 30 juin 2021 = 2021-03-01..2021-06-30
                2021-09 à décembre = 2021-09-01..2021-12-31
                between March and May 2021 = 2021-03-01..2021-05-31
            "#]],
        );
    }

    #[test]
    fn seasons_edges_and_doubts_are_proposed() {
        check(
            &[
                "printemps 2021",
                "summer 2021",
                "automne 2021",
                "hiver 2021-2022",
                "hiver 2021/22",
                "2021 été",
                "début 2021",
                "mi-2021",
                "fin 2021",
                "début mars 2021",
                "mi-mars 2021",
                "fin février 2024",
                "late 2021",
                "vers 2021",
                "2021 ?",
                "~2021",
                "2021 ou 2022",
                "2021 et 2022",
                "2021 -",
                "partenaire 2019",
                "à partir de 2021",
            ],
            expect![[r#"
                printemps 2021 ~ 2021-03-20..2021-06-20
                summer 2021 ~ 2021-06-21..2021-09-22
                automne 2021 ~ 2021-09-23..2021-12-20
                hiver 2021-2022 ~ 2021-12-21..2022-03-19
                hiver 2021/22 ~ 2021-12-21..2022-03-19
                2021 été ~ 2021-06-21..2021-09-22
                début 2021 ~ 2021-01-01..2021-03-31
                mi-2021 ~ 2021-05-01..2021-08-31
                fin 2021 ~ 2021-10-01..2021-12-31
                début mars 2021 ~ 2021-03-01..2021-03-10
                mi-mars 2021 ~ 2021-03-11..2021-03-20
                fin février 2024 ~ 2024-02-21..2024-02-29
                late 2021 ~ 2021-10-01..2021-12-31
                vers 2021 ~ 2021-01-01..2021-12-31
                2021 ? ~ 2021-01-01..2021-12-31
                ~2021 ~ 2021-01-01..2021-12-31
                2021 ou 2022 ~ 2021-01-01..2022-12-31
                2021 et 2022 ~ 2021-01-01..2022-12-31
                2021 - ~ 2021-01-01..2021-12-31
                partenaire 2019 ~ 2019-01-01..2019-12-31
                à partir de 2021 ~ 2021-01-01..2021-12-31
            "#]],
        );
    }

    #[test]
    fn what_is_not_understood_is_asked() {
        check(
            &[
                "",
                "?",
                "n.c.",
                "mars",
                "hiver 2021",
                "31/02/2021",
                "06/30/2026",
                "2021-13",
                "2020-21",
                "44 membres",
                "semaine 12 de 2021",
                "avant 2021",
                "après mars 2021",
                "< 2021",
                "jusqu’en 2021",
                "2022 à 2021",
                "2019, 2021 et 2022",
                "2021-03, confirmé en 2021-05",
                "5-7/2021",
                "44753",
                "99999999999999999999",
            ],
            expect![[r#"
                 ?
                ? ?
                n.c. ?
                mars ?
                hiver 2021 ?
                31/02/2021 ?
                06/30/2026 ?
                2021-13 ?
                2020-21 ?
                44 membres ?
                semaine 12 de 2021 ?
                avant 2021 ?
                après mars 2021 ?
                < 2021 ?
                jusqu’en 2021 ?
                2022 à 2021 ?
                2019, 2021 et 2022 ?
                2021-03, confirmé en 2021-05 ?
                5-7/2021 ?
                44753 ?
                99999999999999999999 ?
            "#]],
        );
    }

    #[test]
    fn an_absence_ends_a_membership_between_two_lists() {
        check_departures(
            &[
                ("absent depuis la liste du 2023-06-20", Some("2022-09-16")),
                ("absent depuis la liste du 2023-06-20", None),
                ("absent depuis la liste du 2023-06-20", Some("2023-06-20")),
                ("n’est plus membre depuis juin 2023", Some("2022-09-16")),
                ("30/06/2022", None),
                ("parti en 2022", Some("2022-09-16")),
                ("membre jusqu’au 30/06/2022", None),
                ("entre 2022-09-16 et 2023-06-19", None),
                ("oui", None),
            ],
            expect![[r#"
                absent depuis la liste du 2023-06-20 [2022-09-16] = 2022-09-16..2023-06-19
                absent depuis la liste du 2023-06-20 [] ?
                absent depuis la liste du 2023-06-20 [2023-06-20] ?
                n’est plus membre depuis juin 2023 [2022-09-16] ~ 2022-09-16..2023-06-29
                30/06/2022 [] = 2022-06-30
                parti en 2022 [2022-09-16] = 2022-01-01..2022-12-31
                membre jusqu’au 30/06/2022 [] = 2022-06-30
                entre 2022-09-16 et 2023-06-19 [] = 2022-09-16..2023-06-19
                oui [] ?
            "#]],
        );
    }

    #[test]
    fn an_hour_of_greenwich_is_proposed() {
        check(
            &[
                "2024-06-30T22:00:00Z",
                "2024-01-14T23:00:00.000Z",
                "2024-06-30T22:00Z",
                "2024-06-30 23:30:00+00:00",
                "2024-06-30 22:00 UTC",
                "2024-07-01T04:00:00Z",
                "2024-07-01T00:00:00Z",
                "2024-07-01T00:00:00+02:00",
                "2024-07-01T09:30:00.250",
            ],
            expect![[r#"
                2024-06-30T22:00:00Z ~ 2024-06-30..2024-07-01
                2024-01-14T23:00:00.000Z ~ 2024-01-14..2024-01-15
                2024-06-30T22:00Z ~ 2024-06-30..2024-07-01
                2024-06-30 23:30:00+00:00 ~ 2024-06-30..2024-07-01
                2024-06-30 22:00 UTC ~ 2024-06-30..2024-07-01
                2024-07-01T04:00:00Z ~ 2024-07-01
                2024-07-01T00:00:00Z = 2024-07-01
                2024-07-01T00:00:00+02:00 = 2024-07-01
                2024-07-01T09:30:00.250 = 2024-07-01
            "#]],
        );
    }

    #[test]
    fn the_month_comes_first_where_a_cell_of_the_column_says_so() {
        let mut lines = String::new();
        for words in [
            "12/31/2023",
            "03/04/2024",
            "3/4/24",
            "05/05/2024",
            "31/12/2023",
            "2024-03-04",
            "mai 2021",
        ] {
            lines += &format!("{} ", is_month_first(words));
            lines += &line(words, month_first(words, arrival));
        }
        expect![[r#"
            true 12/31/2023 ~ 2023-12-31
            false 03/04/2024 ~ 2024-03-04
            false 3/4/24 ~ 2024-03-04
            false 05/05/2024 = 2024-05-05
            false 31/12/2023 = 2023-12-31
            false 2024-03-04 = 2024-03-04
            false mai 2021 = 2021-05-01..2021-05-31
        "#]]
        .assert_eq(&lines);
    }

    #[test]
    fn what_nobody_sees_changes_no_day() {
        for ghost in ['\u{ad}', '\u{200b}', '\u{200e}', '\u{202a}', '\u{2060}', '\u{feff}'] {
            let words = format!("{ghost}14/{ghost}03/20{ghost}22");
            assert_eq!(arrival(&words), arrival("14/03/2022"), "{words:?}");
            let words = format!("m{ghost}ars 2021{ghost}");
            assert_eq!(arrival(&words), arrival("mars 2021"), "{words:?}");
        }
    }

    #[test]
    fn three_months_and_a_day_are_not_the_same_words() {
        assert_ne!(key("2022-01/03"), key("2022-01-03"));
        assert_eq!(key(" Été\u{a0}2021"), key("été 2021"));
    }

    proptest! {
        #[test]
        fn bounds_are_always_in_order(
            words in "((fin|début|mi|été|hiver|mars|T2|1er|semestre|entre|et|à|depuis|ou|[0-9]{1,2}|20[12][0-9]|[-/.(),?:]) ?){0,9}"
        ) {
            let listed = NaiveDate::from_ymd_opt(2022, 9, 16);
            for reading in [arrival(&words), departure(&words, listed), departure(&words, None)] {
                if let Reading::Said { day } | Reading::Proposed { day } = reading {
                    prop_assert!(day.checked().is_ok());
                }
            }
        }

        #[test]
        fn a_day_reads_the_same_in_every_form(n in 0..20_000u64) {
            let day = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(n);
            let said = Reading::Said { day: Day::on(day) };
            prop_assert_eq!(arrival(&day.to_string()), said);
            prop_assert_eq!(arrival(&day.format("%d/%m/%Y").to_string()), said);
            let month = MONTHS[day.month0() as usize][0];
            prop_assert_eq!(arrival(&format!("{} {month} {}", day.day(), day.year())), said);
        }

        #[test]
        fn no_cell_is_too_strange_to_be_read(words in any::<String>()) {
            let _ = (arrival(&words), departure(&words, None), key(&words));
        }
    }
}
