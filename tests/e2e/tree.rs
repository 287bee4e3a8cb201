//! What somebody is told of a page who does not see it: roles and names as WebKit computes them,
//! states as the page sets them, nested as they stand, as text.

use std::{fmt::Write as _, path::Path};

use expect_test::expect_file;
use serde_json::{Value, json};

use crate::window::{WAIT, Window};

/// So many lines of a list are told: the others read the same.
const LINES: u32 = 5;

/// A page as it is told.
pub(crate) struct Tree(Vec<Node>);

/// One line of it.
struct Node {
    depth: usize,
    /// Empty for words that stand alone.
    role: String,
    name: String,
    /// What it says besides its name.
    text: String,
    states: Vec<String>,
}

impl Tree {
    /// The page as text, a line each.
    pub(crate) fn told(&self) -> String {
        let mut told = String::new();
        for Node { depth, role, name, text, states } in &self.0 {
            let mut head: Vec<String> = [role.clone()].into();
            if !name.is_empty() {
                head.push(format!("« {name} »"));
            }
            head.extend(states.iter().map(|it| format!("[{it}]")));
            let head = head.join(" ");
            let head = head.trim();
            let between = if head.is_empty() || text.is_empty() { "" } else { ": " };
            writeln!(told, "{:1$}{head}{between}{text}", "", 2 * depth).unwrap();
        }
        told
    }

    /// What a person would stumble over on any page, a line each.
    pub(crate) fn faults(&self) -> String {
        const NAMED: [&str; 20] = [
            "button",
            "canvas",
            "checkbox",
            "combobox",
            "dialog",
            "grid",
            "heading",
            "image",
            "img",
            "link",
            "listbox",
            "menuitem",
            "meter",
            "navigation",
            "option",
            "progressbar",
            "radio",
            "tab",
            "table",
            "textbox",
        ];
        let mut faults = String::new();
        let nameless = |it: &&Node| NAMED.contains(&it.role.as_str()) && it.name.is_empty();
        for Node { role, text, states, .. } in self.0.iter().filter(nameless) {
            writeln!(faults, "a {role} has no name: {text} {states:?}").unwrap();
        }
        for (role, many) in [("main", 1), ("banner", 1)] {
            let count = self.0.iter().filter(|it| it.role == role).count();
            if count > many {
                writeln!(faults, "{count} times {role}").unwrap();
            }
        }
        let mut before = 0;
        for Node { name, states, .. } in self.0.iter().filter(|it| it.role == "heading") {
            let level = states.iter().find_map(|it| it.strip_prefix("level ")?.parse().ok());
            let level: u8 = level.unwrap_or_default();
            if level > before + 1 {
                writeln!(faults, "« {name} » is of level {level} and follows one of {before}")
                    .unwrap();
            }
            before = level;
        }
        faults
    }

    /// Compares the page with what is expected of it, in the file called `name`.
    pub(crate) fn check(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("e2e/trees");
        expect_file![folder.join(format!("{name}.txt"))].assert_eq(&self.told());
    }
}

impl Window {
    /// What is told of the element that `css` matches, as it is now.
    pub(crate) async fn tree(&self, css: &str) -> Tree {
        let start = std::time::Instant::now();
        loop {
            if let Some(tree) = self.read_tree(css).await {
                return tree;
            }
            assert!(start.elapsed() < WAIT, "{css} never comes to rest:\n{}", self.text().await);
        }
    }

    /// The same; nothing when something of it was drawn anew meanwhile.
    async fn read_tree(&self, css: &str) -> Option<Tree> {
        let found = self.run(COLLECT, vec![json!(LINES), json!(css)]).await;
        let mut nodes: Vec<Node> = Vec::new();
        // The depth in the page of what is told and stands around the next line.
        let mut around: Vec<u64> = Vec::new();
        for it in found.as_array().unwrap() {
            let deep = it["depth"].as_u64().unwrap();
            while around.last().is_some_and(|it| *it >= deep) {
                around.pop();
            }
            let (mut role, mut name) = (String::new(), String::new());
            if let Some(id) = it["element"].as_object().and_then(|it| it.values().next()) {
                let id = id.as_str().unwrap();
                role = self.computed(id, "role").await?;
                if it["named"] == json!(true) {
                    name = plain(&self.computed(id, "label").await?);
                }
                if matches!(role.as_str(), "" | "generic" | "none" | "presentation") {
                    role.clear();
                }
            }
            let text = plain(it["text"].as_str().unwrap_or_default());
            let states = strings(&it["states"]);
            if role.is_empty() && name.is_empty() && text.is_empty() {
                continue;
            }
            nodes.push(Node { depth: around.len(), role, name, text, states });
            around.push(deep);
        }
        Some(Tree(nodes))
    }
}

fn strings(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|it| plain(it.as_str().unwrap())).collect()
}

/// Spaces of every kind are one, so that what is expected can be read and typed.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Goes through the page once, and gives back what may have a role or a name, each with the words
/// that it holds and nothing else tells.
const COLLECT: &str = r"
const [most, root] = arguments;
const found = [];
const TELLING = '[role], a[href], button, input, select, textarea, h1, h2, h3, h4, h5, h6, nav, main, '
  + 'header, footer, aside, section, article, form, fieldset, ul, ol, li, dl, dt, dd, table, tr, th, '
  + 'td, img, svg, canvas, dialog, details, summary, p, figure, meter, progress, iframe';
/** Its words are its name. */
const NAMED_BY_WORDS = 'a, button, summary, h1, h2, h3, h4, h5, h6, legend, '
  + '[role=button], [role=link], [role=option], [role=tab], [role=menuitem], [role=menuitemcheckbox]';
const NAMED = `${NAMED_BY_WORDS}, input, select, textarea, img, svg, canvas, fieldset, dialog, [aria-label], `
  + '[aria-labelledby], [title], [role=combobox], [role=dialog]';
/** Lists, of which the first lines are enough. */
const LINE = 'tbody > tr, li, [role=option]';

/** A form that lays out nothing itself has no box, and is not hidden for that. */
const hidden = (it) => it.getAttribute('aria-hidden') === 'true' || it.inert
  || getComputedStyle(it).display !== 'contents' && !it.checkVisibility({ visibilityProperty: true });
const clean = (text) => text.replace(/\s+/g, ' ').trim();

/** The words inside an element, with the names of drawings; what can be used is told by itself. */
const words = (it) => [...it.childNodes].map((child) => {
  if (child.nodeType === Node.TEXT_NODE) return child.data;
  if (child.nodeType !== Node.ELEMENT_NODE || hidden(child)) return '';
  if (child.matches('button, input, select, textarea')) return '';
  const told = child.getAttribute('aria-label') ?? words(child);
  return getComputedStyle(child).display.startsWith('inline') ? told : ` ${told} `;
}).join('');

function states(it) {
  const all = [];
  const level = it.getAttribute('aria-level') ?? /^H([1-6])$/.exec(it.tagName)?.[1];
  if (level) all.push(`level ${level}`);
  for (const name of ['autocomplete', 'checked', 'colcount', 'current', 'expanded', 'haspopup',
    'invalid', 'keyshortcuts', 'live', 'modal', 'orientation', 'pressed', 'rowcount', 'selected',
    'sort', 'valuemax', 'valuenow', 'valuetext']) {
    const value = it.getAttribute(`aria-${name}`);
    if (value === null || value === 'false' && !['expanded', 'checked'].includes(name)) continue;
    all.push(value === 'true' ? name : value === 'false' ? `not ${name}` : `${name} ${value}`);
  }
  if (it.matches('[type=checkbox], [type=radio]')) all.push(it.checked ? 'checked' : 'not checked');
  else if (it.matches('input, textarea') && it.type !== 'password' && it.value !== '')
    all.push(`value ${it.value}`);
  if (it.matches('input, textarea') && it.placeholder && it.value === '')
    all.push(`placeholder ${it.placeholder}`);
  if (it.matches('button[role=combobox]')) all.push(`value ${clean(words(it))}`);
  if (it.type === 'password') all.push('password');
  if (it.disabled || it.getAttribute('aria-disabled') === 'true') all.push('disabled');
  if (it.required || it.getAttribute('aria-required') === 'true') all.push('required');
  if (it.readOnly) all.push('read-only');
  if (it === document.activeElement) all.push('focus');
  const active = document.activeElement?.getAttribute('aria-activedescendant');
  if (active && it.id === active) all.push('active');
  const about = (it.getAttribute('aria-describedby') ?? '').split(/\s+/).filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  if (clean(about)) all.push(`described as ${clean(about)}`);
  return all;
}

function tell(it, depth) {
  const lines = [...it.children].filter((one) => one.matches(LINE) && !hidden(one));
  const beyond = new Set(lines.slice(most));
  let text = '';
  const flush = () => {
    if (clean(text)) found.push({ depth, element: null, text: clean(text), states: [] });
    text = '';
  };
  for (const child of it.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data;
    if (child.nodeType !== Node.ELEMENT_NODE || hidden(child)) continue;
    if (beyond.has(child)) {
      if (child === lines.at(-1)) text += `(and ${beyond.size} more)`;
      continue;
    }
    if (child.matches('legend, label')) {
      // Its words are the name of what it labels.
      flush();
      inside(child, depth);
    } else if (child.matches(TELLING)) {
      flush();
      const rows = child.matches('tbody > tr');
      const leaf = child.querySelector(TELLING) === null;
      const byWords = child.matches(NAMED_BY_WORDS);
      const inline = rows ? [...child.cells].map((cell) => clean(words(cell))).join(' | ')
        : leaf && !byWords ? clean(words(child)) : '';
      found.push({ depth, element: child, named: child.matches(NAMED), text: inline,
        states: states(child) });
      if (rows || byWords) inside(child, depth + 1);
      else if (!leaf) tell(child, depth + 1);
    } else if (child.querySelector(TELLING) === null) {
      text += ` ${child.getAttribute('aria-label') ?? words(child)} `;
    } else {
      flush();
      tell(child, depth);
    }
  }
  flush();
}

/** What can be used inside something whose words are told already. */
function inside(it, depth) {
  for (const child of it.querySelectorAll('a[href], button, input, select, textarea'))
    if (!hidden(child) && child.closest('[aria-hidden=true]') === null)
      found.push({ depth, element: child, named: true, text: '', states: states(child) });
}

tell({ childNodes: [document.querySelector(root)] , children: [] }, 0);
return found;
";
