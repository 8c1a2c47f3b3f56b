//! YAML as it is shown: lines with anchors and classed spans.
//!
//! In: an entity's document as written, and the entity as processed. Out: highlighted lines. Never: more lines, or
//! more highlighting, than a page may have elements.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value as Json;

use super::links::Here;
use crate::catalog::Entity;

/// A source.
#[derive(Serialize)]
pub(super) struct Source {
    pub lines: Vec<Line>,
    /// What is not shown, as its first line and the number of lines; empty where all is.
    pub more: usize,
    pub place: String,
    pub href: String,
}

/// A line.
#[derive(Serialize)]
pub(super) struct Line {
    pub number: usize,
    /// Empty where the source is too long for an anchor on every line.
    pub id: String,
    /// Escaped, with the highlighter's spans.
    pub html: tera::Value,
}

/// Lines that are shown.
const MOST: usize = 220;

/// The document as written.
pub(super) fn written(here: Here<'_>, entity: &Entity) -> Source {
    let span = entity.origin.span;
    let place = here.model.place(span);
    let Some(source) = here.model.source(span.file) else {
        return Source { lines: Vec::new(), more: 0, place, href: String::new() };
    };
    let start = (span.start as usize).min(source.text.len());
    let end = (span.end as usize).clamp(start, source.text.len());
    let text = source.text.get(start..end).unwrap_or_default().trim_end();
    let first = source.lines.line_column(&source.text, start).line;
    let href = here.model.web_place(span.file, first).unwrap_or_default();
    Source { place, href, ..lines(text, first, "L") }
}

/// The entity as processed, as YAML.
pub(super) fn processed(entity: &Entity) -> Source {
    // A definition has a page of its own.
    let text = as_yaml(&entity.json);
    lines(text.trim_end(), 1, "")
}

fn lines(text: &str, first: usize, anchor: &str) -> Source {
    let total = text.lines().count();
    let text = &shortened(text);
    let lines = coloured("yaml", text, MOST, 400).into_iter().enumerate().map(|(index, html)| {
        let number = first + index;
        let id = if anchor.is_empty() || total > MOST { String::new() } else { format!("{anchor}{number}") };
        Line { number, id, html }
    });
    Source {
        lines: lines.collect(),
        more: total.saturating_sub(MOST),
        place: String::new(),
        href: String::new(),
    }
}

/// Bytes of a line that are shown, of a source that has more than [`LARGE`].
const LINE: usize = 1000;

/// Bytes of a source that is shown with all its lines whole.
const LARGE: usize = 256 << 10;

/// A source without the ends of its longest lines and what comes after those that are shown, if it is a large one.
fn shortened(text: &str) -> Cow<'_, str> {
    if text.len() <= LARGE {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    for line in text.lines().take(MOST) {
        let end = (0..=line.len().min(LINE)).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
        out.push_str(&line[..end]);
        if end < line.len() {
            out.push_str(" …");
        }
        out.push('\n');
    }
    Cow::Owned(out)
}

/// The first lines of a source, highlighted as far as a page may have elements for it.
pub(super) fn coloured(language: &str, text: &str, most: usize, pieces: usize) -> Vec<tera::Value> {
    let highlighted = crate::highlight::highlight(language, text).unwrap_or_default();
    let mut room = pieces;
    let line = |(index, plain): (usize, &str)| match highlighted.get(index) {
        Some(html) if room > 0 => {
            room = room.saturating_sub(html.matches("<span").count());
            tera::Value::safe_string(html)
        }
        _ => tera::Value::normal_string(plain),
    };
    text.lines().take(most).enumerate().map(line).collect()
}

/// A value as YAML.
pub(super) fn as_yaml(value: &Json) -> String {
    let mut text = String::new();
    match value {
        Json::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                print(&mut text, key, value, 0);
            }
        }
        Json::Array(items) if !items.is_empty() => print_items(&mut text, items, 0),
        Json::Object(_) | Json::Array(_) | Json::Null => {}
        other => text.push_str(&leaf(other)),
    }
    text
}

/// Prints a value as YAML that reads back as the same.
fn print(out: &mut String, key: &str, value: &Json, depth: usize) {
    let pad = "  ".repeat(depth);
    let key = scalar(key);
    match value {
        Json::Object(map) if !map.is_empty() => {
            let _ = writeln!(out, "{pad}{key}:");
            for (key, value) in map {
                print(out, key, value, depth + 1);
            }
        }
        Json::Array(items) if !items.is_empty() => {
            let _ = writeln!(out, "{pad}{key}:");
            print_items(out, items, depth + 1);
        }
        Json::String(text) if text.contains('\n') => {
            let _ = writeln!(out, "{pad}{key}: |");
            for line in text.trim_end().lines() {
                let _ = writeln!(out, "{pad}  {line}");
            }
        }
        other => {
            let _ = writeln!(out, "{pad}{key}: {}", leaf(other));
        }
    }
}

fn print_items(out: &mut String, items: &[Json], depth: usize) {
    let pad = "  ".repeat(depth);
    for item in items {
        match item {
            Json::Object(map) if !map.is_empty() => {
                let mut inner = String::new();
                for (key, value) in map {
                    print(&mut inner, key, value, depth + 1);
                }
                // The first key stands behind the dash.
                let _ = write!(out, "{pad}- {}", inner.get(pad.len() + 2..).unwrap_or_default());
            }
            Json::Array(items) if !items.is_empty() => {
                let _ = writeln!(out, "{pad}-");
                print_items(out, items, depth + 1);
            }
            other => {
                let _ = writeln!(out, "{pad}- {}", leaf(other));
            }
        }
    }
}

fn leaf(value: &Json) -> String {
    match value {
        Json::String(text) => scalar(text),
        Json::Object(_) => "{}".to_owned(),
        Json::Array(_) => "[]".to_owned(),
        other => other.to_string(),
    }
}

/// A string as a scalar, quoted where a reader could take it for something else.
fn scalar(text: &str) -> String {
    let plain = !text.is_empty()
        && text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '_' | '.' | '$'))
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && !text.contains(|c: char| c.is_control())
        && text.parse::<f64>().is_err()
        && !matches!(text, "true" | "false" | "null" | "yes" | "no" | "on" | "off");
    if plain { text.to_owned() } else { Json::String(text.to_owned()).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processed_yaml_reads_back() {
        let json = serde_json::json!({"a": {"b": ["x: y", 1, {"c": "true", "d": [["e"]]}], "n": null}, "t": "l1\nl2"});
        let mut text = String::new();
        for (key, value) in json.as_object().unwrap() {
            print(&mut text, key, value, 0);
        }
        let expected = "a:\n  b:\n    - \"x: y\"\n    - 1\n    - c: \"true\"\n      d:\n        -\n          - e\n  n: null\nt: |\n  l1\n  l2\n";
        assert_eq!(text, expected);
    }
}
