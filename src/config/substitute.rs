//! Environment and includes: what Backstage's config-loader puts in place of `${VAR}`, `$env`, `$file`, `$include`.
//!
//! In: a tree, and the environment as data. Out: the tree without them. Never: reads the environment itself;
//! reads a file that is not named in the user's own configuration.

use std::path::Path;
use std::sync::Arc;

use super::load::parse_file;
use super::tree::{Pair, Tree, Value};
use crate::diag::codes::config::{BAD_INCLUDE, FOUND_NOT_NAMED, UNSET_VARIABLE};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::{Files, Span};

/// The environment as data.
pub(crate) type Environment<'e> = &'e dyn Fn(&str) -> Option<String>;

/// Deepest chain of includes: a file that includes itself ends here.
const DEEPEST: usize = 10;

pub(super) struct Substitution<'s> {
    pub(super) files: &'s Files,
    /// The environment, with which go other files; `None` for configuration that may be anybody's.
    pub(super) outside: Option<Environment<'s>>,
    pub(super) found: &'s mut Diagnostics,
    pub(super) depth: usize,
}

impl Substitution<'_> {
    /// The tree with everything put in place; `None` where a variable is unset: then the key or item is dropped.
    pub(super) fn apply(&mut self, tree: Tree) -> Option<Tree> {
        let Tree { value, span, folder } = tree;
        let value = match value {
            Value::Text(text) => match fill(&text, self.outside.unwrap_or(&|_| None)) {
                Ok(text) => Value::Text(text),
                Err(name) if self.outside.is_none() => {
                    self.untold(&format!("`${{{name}}}`"), span);
                    return None;
                }
                Err(name) => {
                    self.found.push(
                        Diagnostic::new(
                            &UNSET_VARIABLE,
                            format!("`{name}` is not set: this value is left out"),
                        )
                        .labelled(span, "as Backstage does")
                        .help(format!("set it, or write a fallback: `${{{name}:-…}}`")),
                    );
                    return None;
                }
            },
            Value::List(items) => {
                Value::List(items.into_iter().filter_map(|item| self.apply(item)).collect())
            }
            Value::Map(pairs) => match <[Pair; 1]>::try_from(pairs) {
                Ok([pair]) if pair.key.starts_with('$') => return self.directive(pair),
                Ok([pair]) => Value::Map(self.pair(pair).into_iter().collect()),
                Err(pairs) => Value::Map(pairs.into_iter().filter_map(|pair| self.pair(pair)).collect()),
            },
            other => other,
        };
        Some(Tree { value, span, folder })
    }

    fn pair(&mut self, pair: Pair) -> Option<Pair> {
        let Pair { key, key_span, value } = pair;
        self.apply(value).map(|value| Pair { key, key_span, value })
    }

    fn directive(&mut self, pair: Pair) -> Option<Tree> {
        let Pair { key, key_span, value } = pair;
        let (span, folder) = (value.span, Arc::clone(&value.folder));
        let argument = self.apply(value)?.text().unwrap_or_default();
        let text = |text: String| Tree { value: Value::Text(text), span, folder: Arc::clone(&folder) };
        let Some(environment) = self.outside else {
            self.untold(&format!("`{key}`"), key_span);
            return None;
        };
        let answer = match key.as_str() {
            "$env" => Ok(environment(&argument).map(text)),
            "$file" => self.read(&folder, &argument).map(|content| Some(text(content.trim_end().to_owned()))),
            "$include" => self.include(&folder, &argument),
            _ => Err(format!("`{key}` is not something that can be included")),
        };
        match answer {
            Ok(tree) => tree,
            Err(message) => {
                self.found.push(
                    Diagnostic::new(&BAD_INCLUDE, message)
                        .at(key_span)
                        .help("use `$env: NAME`, `$file: path` or `$include: file.yaml#path.to.value`"),
                );
                None
            }
        }
    }

    fn untold(&mut self, what: &str, span: Span) {
        let message = format!("{what} is left out: this file was found, not named");
        let help = "name the file with `--config` if you trust it";
        self.found.push(Diagnostic::new(&FOUND_NOT_NAMED, message).at(span).help(help));
    }

    fn read(&mut self, folder: &Path, path: &str) -> Result<String, String> {
        let id = self.files.id_of_named(&folder.join(path), path);
        match self.files.read_id(id) {
            Ok(bytes) => Ok(crate::source::decode(&bytes).0.into_owned()),
            Err(error) => Err(format!("`{path}` cannot be read: {error}")),
        }
    }

    fn include(&mut self, folder: &Path, argument: &str) -> Result<Option<Tree>, String> {
        let (path, inner) = argument.split_once('#').unwrap_or((argument, ""));
        if self.depth >= DEEPEST {
            return Err(format!("`{path}` is included too deeply, or by itself"));
        }
        let extension =
            Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if !matches!(extension, "json" | "yaml" | "yml") {
            return Err(format!("`{path}` is neither JSON nor YAML"));
        }
        let full = folder.join(path);
        let tree = parse_file(self.files, &full, path, self.found)
            .map_err(|error| format!("`{path}` cannot be read: {error}"))?;
        let mut deeper = Substitution {
            files: self.files,
            outside: self.outside,
            found: self.found,
            depth: self.depth + 1,
        };
        let Some(tree) = tree.and_then(|tree| deeper.apply(tree)) else { return Ok(None) };
        if inner.is_empty() {
            return Ok(Some(tree));
        }
        tree.at(inner).cloned().map(Some).ok_or_else(|| format!("there is no `{inner}` in `{path}`"))
    }
}

/// `${VAR}`, `${VAR:-fallback}`, `$${literal}`; the name of the first variable that is unset.
fn fill(text: &str, environment: Environment<'_>) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("${") {
        let Some(end) = rest[at..].find('}').map(|end| at + end) else { break };
        if rest[..at].ends_with('$') {
            out.push_str(&rest[..at - 1]);
            out.push_str(&rest[at..=end]);
        } else {
            out.push_str(&rest[..at]);
            let inner = &rest[at + 2..end];
            let (name, fallback) =
                inner.split_once(":-").map_or((inner, None), |(name, fallback)| (name, Some(fallback)));
            let value = environment(name.trim()).map(|value| value.trim().to_owned());
            match (value.filter(|value| !value.is_empty() || fallback.is_none()), fallback) {
                (Some(value), _) => out.push_str(&value),
                (None, Some(fallback)) => out.push_str(fallback.trim()),
                (None, None) => return Err(name.trim().to_owned()),
            }
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables() {
        let environment = |name: &str| match name {
            "A" => Some(" a ".to_owned()),
            "EMPTY" => Some(String::new()),
            _ => None,
        };
        for (text, expected) in [
            ("x ${A} y", Ok("x a y")),
            ("${A}${A}", Ok("aa")),
            ("${NO:-b}", Ok("b")),
            ("${EMPTY:-b}", Ok("b")),
            ("${EMPTY}", Ok("")),
            ("$${A}", Ok("${A}")),
            ("${NO}", Err("NO")),
            ("${A", Ok("${A")),
            ("costs $5", Ok("costs $5")),
        ] {
            let filled = fill(text, &environment);
            assert_eq!(filled.as_deref().map_err(String::as_str), expected, "{text}");
        }
    }
}
