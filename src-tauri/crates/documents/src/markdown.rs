//! Minutes as CommonMark, for a wiki, a mail or a text editor.
//!
//! Texts stand as they were typed, since they are CommonMark already. Titles, names and cells are
//! plain text: whatever in them would be read as markup is escaped, so that it reads back as
//! itself. A text that never closes what it opens, a comment or a fence, would swallow the
//! decisions that follow: such a text is shown as code.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::glyphs::is_blank;
use crate::minutes::{Block, Minutes, Presence, Status};

/// Writes minutes as CommonMark with tables.
pub fn minutes_markdown(minutes: &Minutes) -> String {
    let language = minutes.language;
    let words = language.words();
    let mut page = Page::default();

    let head = std::iter::once(&minutes.programme).chain(&minutes.heading);
    page.paragraph(head.filter(|it| !is_blank(it)).map(|it| line(it)));
    page.heading(1, &title(&minutes.title, words.untitled));
    let mut facts = vec![line(&language.when(minutes))];
    facts.extend(
        minutes
            .place
            .as_deref()
            .filter(|it| !is_blank(it))
            .map(line),
    );
    let status = line(&language.status(minutes.status));
    facts.push(if minutes.status == Status::Draft {
        format!("**{status}**")
    } else {
        status
    });
    page.paragraph(facts);

    if let Some(turnout) = language.turnout(minutes) {
        page.heading(2, words.attendance);
        page.paragraph([line(&turnout)]);
        let rows = minutes.attendance.iter().map(|it| {
            let note = match &it.presence {
                Presence::Represented { by } => language.represented_by(by),
                Presence::Present | Presence::Excused | Presence::Absent => it.people.join(", "),
            };
            [
                cell(&it.organisation),
                cell(language.presence(&it.presence)),
                cell(&note),
            ]
        });
        page.table([words.organisation, words.presence, words.people], rows);
    }

    for item in &minutes.items {
        page.heading(
            2,
            &format!("{}. {}", item.number, title(&item.title, words.untitled)),
        );
        for block in &item.blocks {
            match block {
                Block::Text(text) => page.text(text),
                Block::Decision(it) => {
                    let label = format!("**{} {}**", words.decision, line(&it.number));
                    page.note(label, &it.text, "");
                }
                Block::Action(it) => {
                    let terms = language.terms(it).join(", ");
                    page.note(format!("**{}**", words.action), &it.text, &terms);
                }
            }
        }
    }

    page.heading(2, words.decisions);
    let decisions: Vec<_> = minutes
        .decisions()
        .map(|(item, it)| [cell(&it.number), cell(&it.text), item.number.to_string()])
        .collect();
    if decisions.is_empty() {
        page.paragraph([words.no_decision.to_owned()]);
    } else {
        page.table([words.number, words.decision, words.item], decisions);
    }

    page.heading(2, words.actions);
    let day = |day: Option<_>| day.map(|it| language.short_date(it)).unwrap_or_default();
    let actions: Vec<_> = minutes
        .actions()
        .map(|(item, it)| {
            let owner = cell(it.owner.as_deref().unwrap_or_default());
            [
                cell(&it.text),
                owner,
                day(it.due),
                day(it.done),
                item.number.to_string(),
            ]
        })
        .collect();
    if actions.is_empty() {
        page.paragraph([words.no_action.to_owned()]);
    } else {
        page.table(
            [words.action, words.owner, words.due, words.done, words.item],
            actions,
        );
    }

    page.paragraph([line(&language.made_at(minutes.made_at))]);
    page.text
}

/// A page that is being written, one block after the other with an empty line between.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn block(&mut self, block: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
        self.text.push('\n');
    }

    /// Lines that stay lines.
    fn paragraph(&mut self, lines: impl IntoIterator<Item = String>) {
        let lines: Vec<String> = lines.into_iter().collect();
        if !lines.is_empty() {
            self.block(&lines.join("\\\n"));
        }
    }

    fn heading(&mut self, level: usize, escaped: &str) {
        self.block(&format!("{} {escaped}", "#".repeat(level)));
    }

    /// A decision or an action, set apart as a quotation.
    fn note(&mut self, label: String, text: &str, terms: &str) {
        let text = text.trim();
        let lines = std::iter::once(label)
            .chain(text.lines().filter(|_| !text.is_empty()).map(line))
            .chain((!terms.is_empty()).then(|| line(terms)));
        let lines: Vec<String> = lines.collect();
        self.block(&format!("> {}", lines.join("\\\n> ")));
    }

    fn text(&mut self, text: &str) {
        let text = text.trim_matches('\n').trim_end();
        if is_blank(text) {
            return;
        }
        if closes_what_it_opens(text) {
            self.block(text);
        } else {
            let longest = text
                .split(|it| it != '`')
                .map(str::len)
                .max()
                .unwrap_or_default();
            let fence = "`".repeat(longest.max(2) + 1);
            self.block(&format!("{fence}\n{text}\n{fence}"));
        }
    }

    fn table<const N: usize>(
        &mut self,
        header: [&str; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) {
        let mut table = format!("| {} |\n|{}", header.join(" | "), " --- |".repeat(N));
        for row in rows {
            table.push_str(&format!("\n| {} |", row.join(" | ")));
        }
        self.block(&table);
    }
}

/// Whether what follows the text, after an empty line, stands outside of it.
fn closes_what_it_opens(text: &str) -> bool {
    const NEXT: &str = "next";
    let whole = format!("{text}\n\n{NEXT}");
    let mut last = Parser::new_ext(&whole, Options::ENABLE_TABLES)
        .fold([None, None, None], |[_, b, c], event| [b, c, Some(event)])
        .into_iter()
        .flatten();
    matches!(last.next(), Some(Event::Start(Tag::Paragraph)))
        && matches!(last.next(), Some(Event::Text(text)) if &*text == NEXT)
        && matches!(last.next(), Some(Event::End(TagEnd::Paragraph)))
}

fn title(text: &str, untitled: &str) -> String {
    if is_blank(text) {
        untitled.to_owned()
    } else {
        line(text)
    }
}

/// A plain text on one line, which reads back as itself wherever a line may begin.
fn line(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let last = text.char_indices().next_back().map(|(place, _)| place);
    for (place, it) in text.char_indices() {
        let at_an_end = place == 0 || Some(place) == last;
        match it {
            // CommonMark has no such character.
            '\0' => escaped.push('\u{fffd}'),
            '\r' | '\n' | ' ' | '\t' if at_an_end => escaped.push_str("&#32;"),
            '\r' | '\n' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' => {
                escaped.extend(['\\', it]);
            }
            // What would begin a list, a rule or the underlining of a heading.
            '+' | '-' | '=' | ':' if place == 0 => escaped.extend(['\\', it]),
            '.' | ')' if digits > 0 && place == digits => escaped.extend(['\\', it]),
            _ => escaped.push(it),
        }
    }
    escaped
}

/// A plain text in a cell of a table.
fn cell(text: &str) -> String {
    line(text)
}
