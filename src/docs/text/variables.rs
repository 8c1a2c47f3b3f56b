//! The macros plugin, as far as it is variables.
//!
//! In: the settings, a page's front matter and place, `{{ name.part[0] }}` in a text. Out: the value. Never: calls, filters
//! or evaluates: what is more than a variable is left as it stands, and reported; so is an unknown name, as the plugin does.

use crate::docs::mkdocs::Settings;
use crate::yaml::{Node, Value};

/// What a site's pages may name.
#[derive(Debug, Clone, Default)]
pub(in crate::docs) struct Variables {
    /// Top-level keys of mkdocs.yml, `extra` among them.
    config: Vec<(String, Node)>,
}

impl Variables {
    pub(in crate::docs) fn new(settings: &Settings) -> Self {
        Self { config: settings.names().map(|(name, sited)| (name.to_owned(), sited.node.clone())).collect() }
    }

    fn config(&self, key: &str) -> Option<&Node> {
        self.config.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }
}

/// What a page may name of itself.
#[derive(Debug, Default)]
pub(in crate::docs) struct PageVariables<'a> {
    pub(in crate::docs) title: String,
    /// Its path below the docs folder.
    pub(in crate::docs) src: &'a str,
    /// Its address below the site.
    pub(in crate::docs) url: &'a str,
    pub(in crate::docs) is_home: bool,
    pub(in crate::docs) meta: Option<Node>,
}

/// Names of the plugin that are neither set by a site nor by a page.
const OWN_NAMES: &[&str] =
    &["environment", "plugin", "git", "now", "macros", "filters", "files", "navigation"];

/// What an expression comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Text(String),
    /// A name that nobody set.
    Unknown,
    /// More than a variable.
    NotEvaluated,
}

/// What stands between `{{` and `}}`.
pub(super) fn evaluate(expression: &str, site: &Variables, page: &PageVariables<'_>) -> Outcome {
    let expression = expression.trim();
    if let Some(text) = literal(expression) {
        return Outcome::Text(text.to_owned());
    }
    let Some((root, steps)) = parse(expression) else { return Outcome::NotEvaluated };
    if OWN_NAMES.contains(&root) {
        return Outcome::NotEvaluated;
    }
    if root == "page" {
        return match page_part(&steps, page) {
            Some(part) => part,
            None => Outcome::Unknown,
        };
    }
    let extra = site.config("extra");
    let set = page.meta.as_ref().and_then(|meta| meta.get(root)).or_else(|| extra?.get(root));
    let (node, steps) = match (set, root, steps.split_first()) {
        (Some(node), ..) => (node, &steps[..]),
        (None, "config", Some((Step::Key(key), rest))) => match site.config(key) {
            Some(node) => (node, rest),
            None => return Outcome::Unknown,
        },
        (None, "extra", _) => match extra {
            Some(node) => (node, &steps[..]),
            None => return Outcome::Unknown,
        },
        _ => return Outcome::Unknown,
    };
    follow(node, steps)
}

#[derive(Debug, PartialEq, Eq)]
enum Step<'e> {
    Key(&'e str),
    Index(i64),
}

/// `'text'` or `"text"`.
fn literal(expression: &str) -> Option<&str> {
    ['"', '\''].into_iter().find_map(|quote| {
        expression.strip_prefix(quote)?.strip_suffix(quote).filter(|text| !text.contains([quote, '\\']))
    })
}

/// `name.part[0]["key"].1` as its parts; `None` for anything else.
fn parse(expression: &str) -> Option<(&str, Vec<Step<'_>>)> {
    let name_end = |text: &str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let (root, mut rest) = expression.split_at(name_end(expression));
    if root.is_empty() || root.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut steps = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('.') {
            let (name, after) = after.split_at(name_end(after));
            if name.is_empty() {
                return None;
            }
            steps.push(name.parse().map_or(Step::Key(name), Step::Index));
            rest = after;
        } else {
            let (inner, after) = rest.strip_prefix('[')?.split_once(']')?;
            let inner = inner.trim();
            steps.push(match literal(inner) {
                Some(key) => Step::Key(key),
                None => Step::Index(inner.parse().ok()?),
            });
            rest = after;
        }
    }
    Some((root, steps))
}

fn follow(mut node: &Node, steps: &[Step<'_>]) -> Outcome {
    for step in steps {
        let next = match (step, &node.value) {
            (Step::Key(key), Value::Map(map)) => map.get(key),
            (Step::Index(index), Value::Map(map)) => map.get(&index.to_string()),
            (Step::Index(index), Value::Seq(items)) => {
                let at = if *index < 0 { items.len() as i64 + index } else { *index };
                usize::try_from(at).ok().and_then(|at| items.get(at))
            }
            // A method, such as `name.upper`.
            _ => return Outcome::NotEvaluated,
        };
        match next {
            Some(next) => node = next,
            None => return Outcome::Unknown,
        }
    }
    match &node.value {
        Value::Bool(truth) => Outcome::Text(python(*truth)),
        Value::Null => Outcome::Text("None".to_owned()),
        Value::String(text) => Outcome::Text(text.to_string()),
        Value::Int(_) | Value::Float(_) => Outcome::Text(node.key_text()),
        Value::Seq(_) | Value::Map(_) => Outcome::NotEvaluated,
    }
}

/// A truth as Python prints it.
fn python(truth: bool) -> String {
    if truth { "True" } else { "False" }.to_owned()
}

fn page_part(steps: &[Step<'_>], page: &PageVariables<'_>) -> Option<Outcome> {
    let keys: Vec<&str> = steps
        .iter()
        .map_while(|step| match step {
            Step::Key(key) => Some(*key),
            Step::Index(_) => None,
        })
        .collect();
    let text = |text: &str| Some(Outcome::Text(text.to_owned()));
    match keys.as_slice() {
        ["meta", ..] => page.meta.as_ref().map(|meta| follow(meta, &steps[1..])),
        _ if keys.len() < steps.len() => None,
        ["title"] => text(&page.title),
        ["url"] | ["file", "url"] => text(page.url),
        ["is_homepage"] => text(&python(page.is_home)),
        ["file", "src_path" | "src_uri"] => text(page.src),
        ["file", "name"] => text(crate::path::stem(page.src)),
        _ => Some(Outcome::NotEvaluated),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for (expression, expected) in [
            ("a", Some(("a", vec![]))),
            ("a.b[0]", Some(("a", vec![Step::Key("b"), Step::Index(0)]))),
            ("a['b c'].1", Some(("a", vec![Step::Key("b c"), Step::Index(1)]))),
            ("a[-1]", Some(("a", vec![Step::Index(-1)]))),
            ("a()", None),
            ("a | upper", None),
            ("a + 1", None),
            ("1", None),
            ("", None),
        ] {
            assert_eq!(parse(expression), expected, "{expression}");
        }
    }
}
