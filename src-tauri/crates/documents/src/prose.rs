//! CommonMark, as minutes are stored, into the closed set of things that a page can show.
//!
//! What a person types never reaches a template as markup: it is read here into data. Raw HTML is
//! text like any other, an image is told by its words and its address, and nesting deeper than a
//! page can show is flattened, since a thousand `>` in a row would otherwise exhaust the stack of
//! whoever lays them out. Each event costs the same, however many things are open around it.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use serde::Serialize;

use crate::glyphs;

/// How deep lists and quotes go inside each other, and how deep emphasis and images do.
const MAX_DEPTH: usize = 6;

/// The most columns and cells of a table. One that is larger is told line by line: a sheet of paper
/// shows no more columns, and a few letters can ask for a hundred thousand empty cells.
const MAX_COLUMNS: usize = 24;
const MAX_CELLS: usize = 4_000;

/// The deepest heading that readers of PDF know.
const MAX_LEVEL: u8 = 6;

/// The length in bytes over which a heading is printed as a paragraph.
const LONGEST_HEADING: usize = 2000;

/// The length over which an address is printed but cannot be followed.
const LONGEST_ADDRESS: usize = 2000;

/// Something that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Node {
    Paragraph {
        content: Vec<Inline>,
    },
    /// The level is that in the whole document, never more than one below the heading before.
    Heading {
        level: u8,
        content: Vec<Inline>,
    },
    List {
        start: Option<u64>,
        items: Vec<Vec<Node>>,
    },
    Quote {
        content: Vec<Node>,
    },
    Code {
        #[serde(serialize_with = "glyphs::code_block")]
        text: String,
    },
    Table {
        header: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Rule,
}

/// Something that stands in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Inline {
    Text {
        #[serde(serialize_with = "glyphs::line")]
        text: String,
    },
    Strong {
        content: Vec<Inline>,
    },
    Emph {
        content: Vec<Inline>,
    },
    Code {
        #[serde(serialize_with = "glyphs::code")]
        text: String,
    },
    /// What can be followed. Its address is printed too, in `told`, where the words do not say it.
    Link {
        url: String,
        content: Vec<Inline>,
        #[serde(serialize_with = "glyphs::line")]
        told: String,
    },
    Break,
}

/// Reads a text whose headings stand under one of level `under`.
pub(crate) fn parse(text: &str, under: u8) -> Vec<Node> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        reader.take(event);
    }
    let mut nodes = reader.finish();
    lower_headings(&mut nodes, under);
    nodes
}

/// Puts headings under `under` without leaving out a level: texts begin with `#` or with `###` as
/// their authors like, and a missing level makes a document unreadable by ear.
fn lower_headings(nodes: &mut [Node], under: u8) {
    // The levels, as typed, of the headings that are open, outermost first.
    let mut open: Vec<u8> = Vec::new();
    for node in nodes {
        if let Node::Heading { level, .. } = node {
            while open.last().is_some_and(|it| it >= level) {
                open.pop();
            }
            open.push(*level);
            let depth = u8::try_from(open.len()).unwrap_or(MAX_LEVEL);
            *level = under.saturating_add(depth).min(MAX_LEVEL);
        }
    }
}

/// Builds nodes from the events of the parser, on a stack of its own: recursion would be as deep
/// as the text is nested.
struct Reader {
    /// What is built, outermost first: at the bottom the whole text.
    frames: Vec<Frame>,
    /// All that the parser has opened, outermost first.
    open: Vec<Opened>,
    /// How many frames hold blocks, and how many hold words, inside each other.
    blocks: usize,
    words: usize,
}

/// Something that the parser has opened. What is flattened has no frame: handing what it holds from
/// one frame to the next would take the square of its depth.
enum Opened {
    Frame,
    /// Its blocks go to whatever is outside.
    Group,
    /// Its words go to whatever is outside.
    Span,
    /// The same, and its address after them.
    Image(String),
}

/// A thing whose end has not been met.
struct Frame {
    kind: Kind,
    nodes: Vec<Node>,
    /// What stands in the present line; a tight list has no paragraphs to hold it.
    line: Vec<Inline>,
}

enum Kind {
    Whole,
    Paragraph,
    Heading(u8),
    List(Option<u64>, Vec<Vec<Node>>),
    Item,
    Quote,
    Code,
    Table(Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>),
    Row { head: bool, cells: Vec<Vec<Inline>> },
    Cell,
    Strong,
    Emph,
    Link(String),
    Image(String),
}

impl Frame {
    fn new(kind: Kind) -> Self {
        Self { kind, nodes: Vec::new(), line: Vec::new() }
    }

    fn push_inline(&mut self, inline: Inline) {
        match (self.line.last_mut(), inline) {
            (Some(Inline::Text { text: before }), Inline::Text { text }) => before.push_str(&text),
            (_, inline) => self.line.push(inline),
        }
    }

    /// Ends the present line, which becomes a paragraph.
    fn end_line(&mut self) {
        if !self.line.is_empty() {
            let content = std::mem::take(&mut self.line);
            self.nodes.push(Node::Paragraph { content });
        }
    }

    fn push_node(&mut self, node: Node) {
        self.end_line();
        self.nodes.push(node);
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self { frames: vec![Frame::new(Kind::Whole)], open: Vec::new(), blocks: 0, words: 0 }
    }
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) => self.end(),
            Event::Text(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Html(html) => self.html(&html),
            Event::Code(text) => self.push_inline(Inline::Code { text: text.into_string() }),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.push_inline(Inline::Break),
            Event::Rule => {
                if let Some(top) = self.frames.last_mut() {
                    top.push_node(Node::Rule);
                }
            }
            // These extensions are not asked for.
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let kind = match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(level as u8),
            Tag::BlockQuote(_) | Tag::List(_) if self.blocks == MAX_DEPTH => {
                return self.flatten(Opened::Group);
            }
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::List(start) => Kind::List(start, Vec::new()),
            Tag::Item => match self.frames.last() {
                Some(Frame { kind: Kind::List(..), .. }) => Kind::Item,
                _ => return self.flatten(Opened::Group),
            },
            Tag::CodeBlock(_) => Kind::Code,
            Tag::Table(_) => Kind::Table(Vec::new(), Vec::new()),
            Tag::TableHead => Kind::Row { head: true, cells: Vec::new() },
            Tag::TableRow => Kind::Row { head: false, cells: Vec::new() },
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis | Tag::Strong if self.words == MAX_DEPTH => {
                return self.flatten(Opened::Span);
            }
            Tag::Emphasis => Kind::Emph,
            Tag::Strong => Kind::Strong,
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                Kind::Link(format!("mailto:{dest_url}"))
            }
            Tag::Link { dest_url, .. } => Kind::Link(dest_url.into_string()),
            Tag::Image { dest_url, .. } if self.words == MAX_DEPTH => {
                return self.flatten(Opened::Image(dest_url.into_string()));
            }
            Tag::Image { dest_url, .. } => Kind::Image(dest_url.into_string()),
            Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => return self.flatten(Opened::Group),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {
                return self.flatten(Opened::Span);
            }
        };
        self.blocks += usize::from(kind.holds_blocks());
        self.words += usize::from(kind.holds_words());
        self.frames.push(Frame::new(kind));
        self.open.push(Opened::Frame);
    }

    fn flatten(&mut self, opened: Opened) {
        if let Opened::Group = opened {
            self.end_line();
        }
        self.open.push(opened);
    }

    fn end(&mut self) {
        match self.open.pop() {
            None | Some(Opened::Span) => {}
            Some(Opened::Frame) => self.end_frame(),
            Some(Opened::Group) => self.end_line(),
            Some(Opened::Image(url)) => self.text(&format!(" ({url})")),
        }
    }

    fn end_line(&mut self) {
        if let Some(top) = self.frames.last_mut() {
            top.end_line();
        }
    }

    fn end_frame(&mut self) {
        let Some(mut frame) = self.frames.pop() else {
            return;
        };
        let outermost = self.frames.len() == 1;
        let Some(outer) = self.frames.last_mut() else {
            return;
        };
        self.blocks -= usize::from(frame.kind.holds_blocks());
        self.words -= usize::from(frame.kind.holds_words());
        if frame.kind.ends_its_line() {
            frame.end_line();
        }
        let Frame { kind, nodes, line } = frame;
        match kind {
            // It is closed by nothing that is typed.
            Kind::Whole => outer.nodes.extend(nodes),
            Kind::Paragraph => outer.push_node(Node::Paragraph { content: line }),
            // Inside a list or a quote a heading would break the order of the levels, and one of
            // many pages cannot be named in the list of bookmarks.
            Kind::Heading(level) if outermost && plain(&line).len() <= LONGEST_HEADING => {
                outer.push_node(Node::Heading { level, content: line });
            }
            Kind::Heading(_) => {
                outer
                    .push_node(Node::Paragraph { content: vec![Inline::Strong { content: line }] });
            }
            Kind::List(start, items) => outer.push_node(Node::List { start, items }),
            Kind::Item => {
                if let Kind::List(_, items) = &mut outer.kind {
                    items.push(nodes);
                }
            }
            Kind::Quote => outer.push_node(Node::Quote { content: nodes }),
            Kind::Code => {
                let text = line.into_iter().filter_map(Inline::into_text).collect();
                outer.push_node(Node::Code { text });
            }
            Kind::Table(header, rows) => table(header, rows, outer),
            Kind::Row { head, mut cells } => {
                // What the parser fills in where a line is short.
                while !head && cells.last().is_some_and(Vec::is_empty) {
                    cells.pop();
                }
                if let Kind::Table(header, rows) = &mut outer.kind {
                    if head {
                        *header = cells;
                    } else {
                        rows.push(cells);
                    }
                }
            }
            Kind::Cell => {
                if let Kind::Row { cells, .. } = &mut outer.kind {
                    cells.push(line);
                }
            }
            Kind::Strong => outer.push_inline(Inline::Strong { content: line }),
            Kind::Emph => outer.push_inline(Inline::Emph { content: line }),
            Kind::Link(url) => link(url, line).into_iter().for_each(|it| outer.push_inline(it)),
            Kind::Image(url) => {
                spelled_out(&url, line).into_iter().for_each(|it| outer.push_inline(it));
            }
        }
    }

    fn finish(mut self) -> Vec<Node> {
        // The parser closes whatever it opens, so only the outermost frame is left.
        let Some(mut whole) = self.frames.pop() else {
            return Vec::new();
        };
        whole.end_line();
        whole.nodes
    }

    fn push_inline(&mut self, inline: Inline) {
        if let Some(top) = self.frames.last_mut() {
            top.push_inline(inline);
        }
    }

    fn text(&mut self, text: &str) {
        self.push_inline(Inline::Text { text: text.to_owned() });
    }

    /// Raw HTML comes line by line, each with its end.
    fn html(&mut self, line: &str) {
        if let Some(top) = self.frames.last_mut() {
            if !top.line.is_empty() {
                top.push_inline(Inline::Break);
            }
            let text = line.trim_end_matches('\n').to_owned();
            top.push_inline(Inline::Text { text });
        }
    }
}

impl Kind {
    fn holds_blocks(&self) -> bool {
        matches!(self, Self::List(..) | Self::Quote)
    }

    fn holds_words(&self) -> bool {
        matches!(self, Self::Strong | Self::Emph | Self::Image(_))
    }

    fn ends_its_line(&self) -> bool {
        matches!(self, Self::Item | Self::Quote | Self::List(..))
    }
}

/// A table, or its lines where it is too large for one.
fn table(header: Vec<Vec<Inline>>, mut rows: Vec<Vec<Vec<Inline>>>, outer: &mut Frame) {
    let columns = header.len();
    if columns <= MAX_COLUMNS && columns.saturating_mul(rows.len()) <= MAX_CELLS {
        for row in &mut rows {
            row.resize_with(columns, Vec::new);
        }
        return outer.push_node(Node::Table { header, rows });
    }
    for row in std::iter::once(header).chain(rows) {
        let mut line = Frame::new(Kind::Paragraph);
        for cell in row {
            if !line.line.is_empty() {
                line.push_inline(Inline::Text { text: " | ".to_owned() });
            }
            cell.into_iter().for_each(|it| line.push_inline(it));
        }
        if !line.line.is_empty() {
            outer.push_node(Node::Paragraph { content: line.line });
        }
    }
}

/// The words of a link, to be followed where the address leads to the web or to a mailbox.
fn link(url: String, content: Vec<Inline>) -> Vec<Inline> {
    let Some(target) = followable(&url) else {
        return spelled_out(&url, content);
    };
    let words = plain(&content);
    let address = url.strip_prefix("mailto:").unwrap_or(&url);
    if words == url || words == address {
        return vec![Inline::Link { url: target, content, told: String::new() }];
    }
    if glyphs::is_blank(&words) {
        let content = vec![Inline::Text { text: address.to_owned() }];
        return vec![Inline::Link { url: target, content, told: String::new() }];
    }
    let told = address.to_owned();
    vec![Inline::Link { url: target, content, told }]
}

/// The words and, after them, the address.
fn spelled_out(url: &str, mut content: Vec<Inline>) -> Vec<Inline> {
    if glyphs::is_blank(&plain(&content)) {
        return vec![Inline::Text { text: url.to_owned() }];
    }
    content.push(Inline::Text { text: format!(" ({url})") });
    content
}

/// The address as a PDF holds it, in ASCII, unless it is one that should not be followed: a
/// script, a file of the computer, or nonsense.
fn followable(url: &str) -> Option<String> {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase())?;
    if !matches!(scheme.as_str(), "http" | "https" | "mailto") || url.len() > LONGEST_ADDRESS {
        return None;
    }
    let mut ascii = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() {
            ascii.push(char::from(byte));
        } else {
            ascii.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(ascii)
}

/// The words alone.
fn plain(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text { text } | Inline::Code { text } => text.clone(),
            Inline::Strong { content }
            | Inline::Emph { content }
            | Inline::Link { content, .. } => plain(content),
            Inline::Break => " ".to_owned(),
        })
        .collect()
}

impl Inline {
    fn into_text(self) -> Option<String> {
        match self {
            Self::Text { text } => Some(text),
            Self::Strong { .. }
            | Self::Emph { .. }
            | Self::Code { .. }
            | Self::Link { .. }
            | Self::Break => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    /// The nodes in a shorthand, one block a line.
    fn check(text: &str, expected: Expect) {
        let mut told = String::new();
        blocks(&parse(text, 1), "", &mut told);
        expected.assert_eq(&told);
    }

    fn blocks(nodes: &[Node], margin: &str, told: &mut String) {
        for node in nodes {
            let inner = format!("{margin}  ");
            match node {
                Node::Paragraph { content } => {
                    told.push_str(&format!("{margin}p {}\n", words(content)))
                }
                Node::Heading { level, content } => {
                    told.push_str(&format!("{margin}h{level} {}\n", words(content)));
                }
                Node::List { start, items } => {
                    told.push_str(&format!("{margin}list {start:?}\n"));
                    for item in items {
                        told.push_str(&format!("{margin} *\n"));
                        blocks(item, &inner, told);
                    }
                }
                Node::Quote { content } => {
                    told.push_str(&format!("{margin}quote\n"));
                    blocks(content, &inner, told);
                }
                Node::Code { text } => told.push_str(&format!("{margin}code {text:?}\n")),
                Node::Table { header, rows } => {
                    for row in std::iter::once(header).chain(rows) {
                        let cells: Vec<String> = row.iter().map(|cell| words(cell)).collect();
                        told.push_str(&format!("{margin}| {}\n", cells.join(" | ")));
                    }
                }
                Node::Rule => told.push_str(&format!("{margin}rule\n")),
            }
        }
    }

    fn words(content: &[Inline]) -> String {
        content
            .iter()
            .map(|inline| match inline {
                Inline::Text { text } => text.clone(),
                Inline::Strong { content } => format!("*{}*", words(content)),
                Inline::Emph { content } => format!("_{}_", words(content)),
                Inline::Code { text } => format!("`{text}`"),
                Inline::Link { url, content, told } => {
                    format!("[{}]({url})<{told}>", words(content))
                }
                Inline::Break => "/".to_owned(),
            })
            .collect()
    }

    #[test]
    fn a_page_has_paragraphs_lists_quotes_code_and_tables() {
        check(
            "One **two** *three* `four`\nfive\\\nsix\n\n1. a\n2. b\n   - c\n\n> d\n>\n> e\n\n```rust\nf\n\ng\n```\n\n|h|i|\n|-|-|\n|j|**k**|\n\n---\n",
            expect![[r#"
                p One *two* _three_ `four` five/six
                list Some(1)
                 *
                  p a
                 *
                  p b
                  list None
                   *
                    p c
                quote
                  p d
                  p e
                code "f\n\ng\n"
                | h | i
                | j | *k*
                rule
            "#]],
        );
    }

    #[test]
    fn headings_go_under_the_item_without_leaving_out_a_level() {
        check(
            "### A\n\n# B\n\n###### C\n\n## D\n\n### E\n\n# F\n\n- # G",
            expect![[r#"
                h2 A
                h2 B
                h3 C
                h3 D
                h4 E
                h2 F
                list None
                 *
                  p *G*
            "#]],
        );
    }

    #[test]
    fn raw_html_is_text() {
        check(
            "<div>\n<b>x</b>\n</div>\n\na <i>b</i> <!-- c -->",
            expect![[r#"
                p <div>/<b>x</b>/</div>
                p a <i>b</i> <!-- c -->
            "#]],
        );
    }

    #[test]
    fn an_address_is_always_told() {
        check(
            "[a](https://example.org/é) <https://example.org> <a@example.org> [https://example.org](https://example.org)\n\n\
             [b](javascript:alert) ![c](http://example.org/c.png) [](https://example.org) [![d](e)](https://example.org)",
            expect![[r#"
                p [a](https://example.org/%C3%A9)<https://example.org/é> [https://example.org](https://example.org)<> [a@example.org](mailto:a@example.org)<> [https://example.org](https://example.org)<>
                p b (javascript:alert) c (http://example.org/c.png) [https://example.org](https://example.org)<> [d (e)](https://example.org)<https://example.org>
            "#]],
        );
    }

    /// How many nodes a text makes, and how many words are in them.
    fn weight(nodes: &[Node]) -> (usize, usize) {
        let of_words =
            |content: &[Inline]| (inlines(content), plain(content).matches("word").count());
        let mut sum = (0, 0);
        let mut add = |it: (usize, usize)| sum = (sum.0 + it.0, sum.1 + it.1);
        for node in nodes {
            add((1, 0));
            match node {
                Node::Paragraph { content } | Node::Heading { content, .. } => {
                    add(of_words(content))
                }
                Node::List { items, .. } => items.iter().for_each(|it| add(weight(it))),
                Node::Quote { content } => add(weight(content)),
                Node::Code { text } => add((0, text.matches("word").count())),
                Node::Table { header, rows } => {
                    for cell in std::iter::once(header).chain(rows).flatten() {
                        add((1, 0));
                        add(of_words(cell));
                    }
                }
                Node::Rule => {}
            }
        }
        sum
    }

    fn inlines(content: &[Inline]) -> usize {
        content
            .iter()
            .map(|it| match it {
                Inline::Strong { content }
                | Inline::Emph { content }
                | Inline::Link { content, .. } => 1 + inlines(content),
                Inline::Text { .. } | Inline::Code { .. } | Inline::Break => 1,
            })
            .sum()
    }

    /// Texts that ask for more than they seem to, in some `length` letters.
    fn hostile(length: usize) -> Vec<(&'static str, String)> {
        let times = |text: &str, share: usize| text.repeat(length / share / text.len());
        vec![
            ("quotes", format!("{}word", times("> ", 1))),
            ("quotes without a space", format!("{}word", times(">", 1))),
            ("lists", format!("{}word", times("- ", 1))),
            ("numbered lists", format!("{}word", times("1. ", 1))),
            ("lists and quotes", format!("{}word", times("- > ", 1))),
            ("a list and empty lines", format!("{}word{}\n\nword", times("- ", 2), times("\n", 2))),
            ("emphasis", format!("{}word{}", times("*a **b ", 2), times("** c*", 2))),
            (
                "emphasis around code",
                format!("{}word{}{}", times("*a ", 3), times("`b` ", 3), times(" c*", 3)),
            ),
            ("stars", format!("word {}", times("*", 1))),
            ("stars that close nothing", times("word* ", 1)),
            ("stars that open nothing", times("*word_ ", 1)),
            ("brackets", format!("{}word", times("[", 1))),
            ("links", times("[word](u)", 1)),
            ("links in each other", format!("{}word{}", times("[", 5), times("](u)", 2))),
            ("images in each other", format!("{}word{}", times("![", 4), times("](u)", 2))),
            ("definitions", format!("{}\n\n[a0]", times("[a0]: u\n", 1))),
            (
                "backticks",
                (1..)
                    .scan(0, |sum, it| {
                        *sum += it + 5;
                        (*sum < length).then(|| format!("{}word ", "`".repeat(it)))
                    })
                    .collect(),
            ),
            ("columns", format!("{}\n{}\n{}", times("|word", 3), times("|-", 3), times("x\n", 3))),
            ("lines of a table", format!("|word|b|c|d|\n|-|-|-|-|\n{}", times("x\n", 1))),
            ("headings", times("# word\n", 1)),
            ("html", times("<b>word", 1)),
            ("comments", times("<!-- word ", 1)),
            ("entities", times("&amp;&word", 1)),
            ("rules", format!("word\n\n{}", times("***\n", 1))),
        ]
    }

    #[test]
    fn a_text_costs_in_proportion_to_its_letters_and_loses_no_word() {
        for (what, text) in hostile(20_000) {
            let nodes = parse(&text, 1);
            let (cost, words) = weight(&nodes);
            assert!(cost <= 2 * text.len(), "{what}: {cost} nodes of {} letters", text.len());
            assert_eq!(words, text.matches("word").count(), "{what}");
        }
    }

    #[test]
    fn a_table_wider_than_paper_is_told_line_by_line() {
        check(
            &format!("{}|\n{}|\n| x | y |\n||\n", "|h".repeat(25), "|-".repeat(25)),
            expect![[r#"
                p h | h | h | h | h | h | h | h | h | h | h | h | h | h | h | h | h | h | h | h | h | h | h | h | h
                p x | y
            "#]],
        );
        check(
            "|h|i|\n|-|-|\n|j\n||k",
            expect![[r#"
                | h | i
                | j | 
                |  | k
            "#]],
        );
    }

    #[test]
    fn what_is_nested_too_deep_is_flattened() {
        check(
            &format!("{}deep\n\nafter", "> ".repeat(5000)),
            expect![[r#"
                quote
                  quote
                    quote
                      quote
                        quote
                          quote
                            p deep
                p after
            "#]],
        );
        check(
            &format!("{}deep", "- ".repeat(9)),
            expect![[r#"
            list None
             *
              list None
               *
                list None
                 *
                  list None
                   *
                    list None
                     *
                      list None
                       *
                        p deep
        "#]],
        );
        check(
            &format!("{}deep{}", "![".repeat(8), "](u)".repeat(8)),
            expect![[r#"
                p deep (u) (u) (u) (u) (u) (u) (u) (u)
            "#]],
        );
        check(
            &format!("{}deep{}", "*a **b ".repeat(6), "** c*".repeat(6)),
            expect![[r#"
                p _a *b _a *b _a *b a b a b a b deep c c c* c_* c_* c_
            "#]],
        );
    }
}
