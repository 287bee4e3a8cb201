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
    let mut facts =
        vec![line(&format!("{}, {}", language.kind(minutes.status), language.when(minutes)))];
    facts.extend(minutes.place.as_deref().filter(|it| !is_blank(it)).map(line));
    let status = line(&language.status(minutes.status));
    facts.push(if minutes.status == Status::Draft { format!("**{status}**") } else { status });
    page.paragraph(facts);

    if let Some(turnout) = language.turnout(minutes) {
        page.heading(2, words.attendance);
        page.paragraph([line(&turnout)]);
        let rows = minutes.attendance.iter().map(|it| {
            let note = match &it.presence {
                Presence::Represented { by } => by.clone(),
                Presence::Present | Presence::Excused | Presence::Absent => it.people.join(", "),
            };
            [cell(&it.organisation), cell(language.presence(&it.presence)), cell(&note)]
        });
        page.table([words.organisation, words.presence, words.people], rows);
    }

    for item in &minutes.items {
        page.heading(2, &format!("{}. {}", item.number, title(&item.title, words.untitled)));
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
            [cell(&it.text), owner, day(it.due), day(it.done), item.number.to_string()]
        })
        .collect();
    if actions.is_empty() {
        page.paragraph([words.no_action.to_owned()]);
    } else {
        page.table([words.action, words.owner, words.due, words.done, words.item], actions);
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
            let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or_default();
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
    if is_blank(text) { untitled.to_owned() } else { line(text) }
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
            // At an end, a space as such would be cut.
            '\t' if at_an_end => escaped.push_str("&#9;"),
            '\r' | '\n' | ' ' if at_an_end => escaped.push_str("&#32;"),
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

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;
    use crate::minutes::{Action, Attendance, Decision, Item};
    use crate::samples;

    #[test]
    fn a_draft_reads_as_a_draft() {
        expect![[r#"
            Programme d’archivage numérique

            # Bilatérale avec la Métropole de Rocheclaire

            Projet de compte rendu, 26 novembre 2026, à 9 h 30\
            À distance\
            **Projet, à valider**

            ## Émargement

            2 présents, 1 représenté, 1 excusé, sur 4 organisations

            | Organisation | Présence | Représentants |
            | --- | --- | --- |
            | Métropole de Rocheclaire | Présent | Léa Morin, Hugo Sainte-Croix |
            | Programme d’archivage numérique | Présent | Inès Valmont |
            | Nivalis Conseil | Excusé |  |
            | CD de la Vaudaine | Représenté | Métropole de Rocheclaire |

            ## 1. Reprise des fonds de l’ancien service d’archives

            La métropole reprend 40 000 dossiers. Le profil d’archivage reste à écrire.

            > **Décision 2026-B-11**\
            > La reprise commence par les dossiers de marchés.

            > **Action**\
            > Envoyer un exemple de bordereau\
            > Léa Morin, pour le 04/12/2026

            ## Relevé de décisions

            | N° | Décision | Point |
            | --- | --- | --- |
            | 2026-B-11 | La reprise commence par les dossiers de marchés. | 1 |

            ## Actions

            | Action | Responsable | Échéance | Faite le | Point |
            | --- | --- | --- | --- | --- |
            | Envoyer un exemple de bordereau | Léa Morin | 04/12/2026 |  | 1 |

            Document établi le 10 décembre 2026 à 15 h 07.
        "#]]
        .assert_eq(&minutes_markdown(&samples::short()));
    }

    #[test]
    fn english_minutes_are_english_throughout() {
        expect![[r#"
            Digital Archiving Programme\
            Users’ club

            # Welcome session for new members

            Minutes, 26 November 2026, 14:00 to 16:35\
            Online\
            Approved and closed on 1 December 2026

            ## Attendance

            2 present, 1 absent, of 3 organisations

            | Organisation | Presence | Representatives |
            | --- | --- | --- |
            | Rocheclaire Metropolitan Area | Present | Léa Morin |
            | Computing Centre of the High Lands | Present | John Arkwright, Mary Stone |
            | Boatmen’s Fund | Absent |  |

            ## 1. What the club is for

            Members draw up **requests in common** and rank them once a year.

            ## 2. First steps

            Each member names:

            - one person for the technical meetings,
            - one for the functional ones.

            > **Action**\
            > Send the list of contacts\
            > Mary Stone, due 8 Jan 2027

            ## Decisions

            No decision.

            ## Actions

            | Action | Owner | Due | Done | Item |
            | --- | --- | --- | --- | --- |
            | Send the list of contacts | Mary Stone | 8 Jan 2027 |  | 2 |

            Document made on 10 December 2026 at 15:07.
        "#]]
        .assert_eq(&minutes_markdown(&samples::english()));
    }

    #[test]
    fn texts_stand_as_they_were_typed() {
        let minutes = samples::long();
        let written = minutes_markdown(&minutes);
        let texts = minutes.items.iter().flat_map(|item| &item.blocks).filter_map(|it| match it {
            Block::Text(text) => Some(text),
            Block::Decision(_) | Block::Action(_) => None,
        });
        for text in texts {
            assert!(written.contains(&format!("\n\n{text}\n")), "{text}");
        }
    }

    #[test]
    fn a_text_cannot_swallow_what_follows() {
        for text in [
            "<!-- hidden",
            "```\ncode",
            "~~~",
            "<script>",
            "<?php",
            "<![CDATA[",
            "<!X",
            "- a\n\n  ```",
        ] {
            let minutes = Minutes {
                items: vec![Item {
                    number: 1,
                    title: "t".into(),
                    blocks: vec![
                        Block::Text(text.into()),
                        Block::Decision(Decision { number: "2026-1".into(), text: "kept".into() }),
                    ],
                }],
                ..samples::short()
            };
            let read = read_back(&minutes_markdown(&minutes));
            assert!(read.quotes.iter().any(|it| it.contains("kept")), "{text}: {read:?}");
        }
    }

    /// What a reader of CommonMark finds.
    #[derive(Debug, Default)]
    struct ReadBack {
        headings: Vec<String>,
        cells: Vec<String>,
        quotes: Vec<String>,
    }

    fn read_back(text: &str) -> ReadBack {
        let mut read = ReadBack::default();
        let mut piece = String::new();
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Heading { .. } | Tag::TableCell | Tag::BlockQuote(_)) => {
                    piece.clear()
                }
                Event::End(TagEnd::Heading(_)) => read.headings.push(piece.clone()),
                Event::End(TagEnd::TableCell) => read.cells.push(piece.clone()),
                Event::End(TagEnd::BlockQuote(_)) => read.quotes.push(piece.clone()),
                Event::Text(text) | Event::Code(text) => piece.push_str(&text),
                Event::SoftBreak | Event::HardBreak => piece.push('\n'),
                Event::InlineHtml(text) | Event::Html(text) => panic!("HTML in {text:?}"),
                Event::Start(_)
                | Event::End(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::FootnoteReference(_)
                | Event::Rule
                | Event::TaskListMarker(_) => {}
            }
        }
        read
    }

    /// One line of hostile text, as it is meant to read.
    fn typed() -> impl Strategy<Value = String> {
        "([#*_`\\[\\]<>&|~\\\\!(){}:.+=\" \\-19a\n\t]|\\PC){1,12}"
            .prop_filter("has something to see", |it| !is_blank(it))
    }

    proptest! {
        #[test]
        fn no_text_swallows_what_follows(text in "([#*_`~<>!?&|\\\\:=\"\\-/a1 \n\t]|<!--|```|<script>|\\[a\\]){0,16}") {
            let minutes = Minutes {
                items: vec![Item {
                    number: 1,
                    title: "t".into(),
                    blocks: vec![
                        Block::Text(text),
                        Block::Decision(Decision { number: "2026-1".into(), text: "kept".into() }),
                    ],
                }],
                ..samples::short()
            };
            let written = minutes_markdown(&minutes);
            let mut depth = 0;
            let kept = Parser::new_ext(&written, Options::ENABLE_TABLES).any(|event| {
                match event {
                    Event::Start(Tag::BlockQuote(_)) => depth += 1,
                    Event::End(TagEnd::BlockQuote(_)) => depth -= 1,
                    Event::Text(ref text) if &**text == "kept" => return depth == 1,
                    Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Code(_)
                    | Event::InlineMath(_) | Event::DisplayMath(_) | Event::Html(_)
                    | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::SoftBreak
                    | Event::HardBreak | Event::Rule | Event::TaskListMarker(_) => {}
                }
                false
            });
            prop_assert!(kept, "{}", written);
        }

        #[test]
        fn plain_texts_read_back_as_themselves(
            title in typed(), organisation in typed(), decided in typed(), to_do in typed(), owner in typed(),
        ) {
            let minutes = Minutes {
                title: title.clone(),
                attendance: vec![Attendance {
                    organisation: organisation.clone(),
                    people: vec![owner.clone()],
                    presence: Presence::Present,
                }],
                items: vec![Item {
                    number: 1,
                    title: title.clone(),
                    blocks: vec![
                        Block::Decision(Decision { number: "1".into(), text: decided.clone() }),
                        Block::Action(Action { text: to_do.clone(), owner: Some(owner.clone()), due: None, done: None }),
                    ],
                }],
                ..samples::short()
            };
            let written = minutes_markdown(&minutes);
            let read = read_back(&written);
            let on_a_line = |text: &str| text.replace('\n', " ");
            prop_assert_eq!(on_a_line(&read.headings[0]), on_a_line(&title), "{}", written);
            prop_assert_eq!(on_a_line(&read.headings[2]), format!("1. {}", on_a_line(&title)), "{}", written);
            prop_assert_eq!(on_a_line(&read.cells[3]), on_a_line(&organisation), "{}", written);
            prop_assert_eq!(on_a_line(&read.cells[5]), on_a_line(&owner), "{}", written);
            prop_assert_eq!(on_a_line(&read.cells[10]), on_a_line(&decided), "{}", written);
            prop_assert_eq!(&read.quotes[0], &format!("Décision 1\n{}", decided.trim()), "{}", written);
            prop_assert_eq!(
                &read.quotes[1],
                &format!("Action\n{}\n{}", to_do.trim(), owner.replace('\n', " ")),
                "{}", written
            );
        }
    }
}
