//! CommonMark, as minutes are stored, into the closed set of things that a page can show.
//!
//! What a person types never reaches a template as markup: it is read here into data. Raw HTML is
//! text like any other, an image is told by its words and its address, and nesting deeper than a
//! page can show is flattened, since a thousand `>` in a row would otherwise exhaust the stack of
//! whoever lays them out.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use serde::Serialize;

use crate::glyphs;

/// How deep lists and quotes go inside each other, and how deep emphasis does.
const MAX_DEPTH: usize = 6;

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
    let mut reader = Reader { open: vec![Frame::new(Kind::Group)] };
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
    open: Vec<Frame>,
}

/// A thing whose end has not been met.
struct Frame {
    kind: Kind,
    nodes: Vec<Node>,
    /// What stands in the present line; a tight list has no paragraphs to hold it.
    line: Vec<Inline>,
}

enum Kind {
    /// Blocks that go to whatever is outside: the whole text, or what is nested too deep.
    Group,
    /// Words that go to whatever is outside: emphasis that is nested too deep.
    Span,
    Paragraph,
    Heading(u8),
    List(Option<u64>, Vec<Vec<Node>>),
    Item,
    Quote,
    Code,
    Table(Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>),
    Row {
        head: bool,
        cells: Vec<Vec<Inline>>,
    },
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
                if let Some(top) = self.open.last_mut() {
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
            Tag::BlockQuote(_) if self.is_deep(Kind::holds_blocks) => Kind::Group,
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::List(_) if self.is_deep(Kind::holds_blocks) => Kind::Group,
            Tag::List(start) => Kind::List(start, Vec::new()),
            Tag::Item => match self.open.last() {
                Some(Frame { kind: Kind::List(..), .. }) => Kind::Item,
                _ => Kind::Group,
            },
            Tag::CodeBlock(_) => Kind::Code,
            Tag::Table(_) => Kind::Table(Vec::new(), Vec::new()),
            Tag::TableHead => Kind::Row { head: true, cells: Vec::new() },
            Tag::TableRow => Kind::Row { head: false, cells: Vec::new() },
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis | Tag::Strong if self.is_deep(Kind::holds_words) => Kind::Span,
            Tag::Emphasis => Kind::Emph,
            Tag::Strong => Kind::Strong,
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                Kind::Link(format!("mailto:{dest_url}"))
            }
            Tag::Link { dest_url, .. } => Kind::Link(dest_url.into_string()),
            Tag::Image { dest_url, .. } => Kind::Image(dest_url.into_string()),
            Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => Kind::Group,
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => Kind::Span,
        };
        self.open.push(Frame::new(kind));
    }

    fn end(&mut self) {
        let Some(mut frame) = self.open.pop() else {
            return;
        };
        let outermost = self.open.len() == 1;
        let Some(outer) = self.open.last_mut() else {
            return;
        };
        if frame.kind.ends_its_line() {
            frame.end_line();
        }
        let Frame { kind, nodes, line } = frame;
        match kind {
            Kind::Group => {
                outer.end_line();
                outer.nodes.extend(nodes);
            }
            Kind::Span => line.into_iter().for_each(|it| outer.push_inline(it)),
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
            Kind::Table(header, rows) => outer.push_node(Node::Table { header, rows }),
            Kind::Row { head, cells } => {
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
        let Some(mut whole) = self.open.pop() else {
            return Vec::new();
        };
        whole.end_line();
        whole.nodes
    }

    fn push_inline(&mut self, inline: Inline) {
        if let Some(top) = self.open.last_mut() {
            top.push_inline(inline);
        }
    }

    fn text(&mut self, text: &str) {
        self.push_inline(Inline::Text { text: text.to_owned() });
    }

    /// Raw HTML comes line by line, each with its end.
    fn html(&mut self, line: &str) {
        if let Some(top) = self.open.last_mut() {
            if !top.line.is_empty() {
                top.push_inline(Inline::Break);
            }
            let text = line.trim_end_matches('\n').to_owned();
            top.push_inline(Inline::Text { text });
        }
    }

    fn is_deep(&self, counts: fn(&Kind) -> bool) -> bool {
        self.open.iter().filter(|frame| counts(&frame.kind)).count() >= MAX_DEPTH
    }
}

impl Kind {
    fn holds_blocks(&self) -> bool {
        matches!(self, Self::List(..) | Self::Quote)
    }

    fn holds_words(&self) -> bool {
        matches!(self, Self::Strong | Self::Emph)
    }

    fn ends_its_line(&self) -> bool {
        matches!(self, Self::Group | Self::Item | Self::Quote | Self::List(..))
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
            &format!("{}deep{}", "*a **b ".repeat(6), "** c*".repeat(6)),
            expect![[r#"
                p _a *b _a *b _a *b a b a b a b deep c c c* c_* c_* c_
            "#]],
        );
    }
}
