//! Configuration that a diagram carries: `config:` in its front matter, `%%{init: …}%%`.
//!
//! In: YAML-like or JSON-like text. Out: values by their path, `gitGraph.showBranches`.
//! Never: fails: what is not understood is left out, as it decides looks at most.

use std::collections::BTreeMap;

/// Values by their path.
#[derive(Debug, Default)]
pub(super) struct Config {
    values: BTreeMap<String, String>,
}

/// More values than any diagram needs.
const LIMIT: usize = 500;

impl Config {
    /// A value as it was written.
    pub(super) fn get(&self, path: &str) -> Option<&str> {
        self.values.get(path).map(String::as_str)
    }

    /// A switch; `default` where it is not set.
    pub(super) fn flag(&self, path: &str, default: bool) -> bool {
        self.get(path).map_or(default, |value| value == "true")
    }

    /// A number in bounds; `default` where it is not set or none.
    pub(super) fn number(&self, path: &str, default: f64, least: f64, most: f64) -> f64 {
        let number = self.get(path).and_then(|value| value.trim_end_matches("px").parse::<f64>().ok());
        number.filter(|number| number.is_finite()).unwrap_or(default).clamp(least, most)
    }

    fn set(&mut self, path: &[String], value: &str) {
        if self.values.len() < LIMIT {
            self.values.insert(path.join("."), value.to_owned());
        }
    }

    /// Reads the lines of a front matter, and answers with its title.
    pub(super) fn read_front_matter(&mut self, lines: &[&str]) -> String {
        let mut title = String::new();
        // Indentation and key of the mappings around a line.
        let mut open: Vec<(usize, String)> = Vec::new();
        for line in lines {
            let text = line.trim();
            let Some((key, value)) = text.split_once(':').filter(|_| !text.starts_with('#')) else {
                continue;
            };
            let indent = line.len() - line.trim_start().len();
            while open.last().is_some_and(|(outer, _)| *outer >= indent) {
                open.pop();
            }
            if open.len() > 8 {
                continue;
            }
            let (key, value) = (unquoted(key), unquoted(value.split(" #").next().unwrap_or(value)));
            if open.is_empty() && key == "title" {
                value.clone_into(&mut title);
            }
            open.push((indent, key.to_owned()));
            if !value.is_empty() {
                let path: Vec<String> = open.iter().map(|(_, key)| key.clone()).collect();
                let inside = path.strip_prefix(&["config".to_owned()][..]).unwrap_or(&path);
                if value.starts_with('{') {
                    self.read_object(value, inside);
                } else {
                    self.set(inside, value);
                }
            }
        }
        title
    }

    /// Reads what stands between `%%{` and `}%%`: `init: {…}`.
    pub(super) fn read_directive(&mut self, text: &str) {
        if let Some((name, object)) = text.split_once(':')
            && matches!(unquoted(name), "init" | "initialize" | "config")
        {
            self.read_object(object, &[]);
        }
    }

    /// Reads `{'a': {"b": true, c: 'd'}}`.
    fn read_object(&mut self, text: &str, outer: &[String]) {
        let mut path: Vec<String> = outer.to_vec();
        // Length of the path outside each open brace.
        let mut open: Vec<usize> = Vec::new();
        let mut rest = text.trim_start();
        while let Some(c) = rest.chars().next() {
            match c {
                '{' | '[' if open.len() < 8 => {
                    open.push(path.len());
                    rest = &rest[1..];
                }
                '}' | ']' => {
                    path.truncate(open.pop().unwrap_or(outer.len()).saturating_sub(1).max(outer.len()));
                    rest = &rest[1..];
                }
                _ => {
                    let (word, after) = word(rest);
                    let after = after.trim_start();
                    if let Some(value) = after.strip_prefix(':') {
                        path.truncate(open.last().copied().unwrap_or(outer.len()));
                        path.push(word.to_owned());
                        rest = value;
                    } else {
                        if !word.is_empty() && !path.is_empty() {
                            self.set(&path, word);
                        }
                        rest = after;
                        if word.is_empty() {
                            rest = rest.get(c.len_utf8()..).unwrap_or("");
                        }
                    }
                }
            }
            rest = rest.trim_start_matches([' ', '\t', '\n', '\r', ',']);
        }
    }
}

/// A quoted or bare word at the start, and what follows.
fn word(text: &str) -> (&str, &str) {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quote
        && let Some(end) = text[1..].find(quote)
    {
        return (&text[1..=end], &text[end + 2..]);
    }
    let end = text.find([':', ',', '{', '}', '[', ']', '\n']).unwrap_or(text.len());
    (text[..end].trim(), &text[end..])
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote).and_then(|inner| inner.strip_suffix(quote)) {
            return inner;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_to_write_it() {
        let mut config = Config::default();
        let lines = [
            "title: \"A title\"",
            "config:",
            "  theme: dark # so",
            "  gitGraph:",
            "    showBranches: false",
            "  sankey: {showValues: false, \"width\": 300}",
            "displayMode: compact",
        ];
        assert_eq!(config.read_front_matter(&lines), "A title");
        assert_eq!(config.get("theme"), Some("dark"));
        assert!(!config.flag("gitGraph.showBranches", true));
        assert!(!config.flag("sankey.showValues", true));
        assert!((config.number("sankey.width", 1.0, 0.0, 900.0) - 300.0).abs() < 0.1);
        assert_eq!(config.get("displayMode"), Some("compact"));

        let mut config = Config::default();
        config.read_directive("init: { 'theme': 'base', \"gitGraph\": {'mainBranchName': 'trunk', showBranches: true}, 'themeVariables': { 'pie1': '#f00' } }");
        assert_eq!(config.get("gitGraph.mainBranchName"), Some("trunk"));
        assert!(config.flag("gitGraph.showBranches", false));
        assert_eq!(config.get("themeVariables.pie1"), Some("#f00"));
        for odd in ["init: {{{{{{{{{{{{", "init: }}}}", "init: {a:'é", "init", "init: {é:[:,]}", ":"] {
            Config::default().read_directive(odd);
        }
    }
}
