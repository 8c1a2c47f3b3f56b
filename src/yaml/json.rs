//! JSON to nodes, without the event parser.
//!
//! In: a text that begins with `{` or `[`. Out: the tree that [`parse`](super::parse) would give, or `None` where the text is
//! not JSON or a limit is reached: YAML's parser then reads it and says what is wrong. Never: recurses without bound.
//!
//! Large definitions are JSON, and a parser that knows nothing of YAML reads them several times as fast; it also takes what
//! YAML refuses and JSON allows: tabs as indentation and escaped surrogate pairs.

use std::ops::Range;

use super::{Entry, Limits, Map, Node, Style, Value};

/// The root of a JSON text; of repeated keys the last counts, at the place of the first.
pub(crate) fn parse_json(text: &str, limits: Limits) -> Option<Node> {
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0, nodes: 0, limits };
    reader.blanks();
    let root = reader.value(0)?;
    reader.blanks();
    (reader.at == reader.bytes.len()).then_some(root)
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    nodes: usize,
    limits: Limits,
}

impl Reader<'_> {
    fn blanks(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.bytes.get(self.at) == Some(&byte)).then(|| self.at += 1)
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        self.bytes[self.at..].starts_with(word.as_bytes()).then(|| {
            self.at += word.len();
            value
        })
    }

    fn value(&mut self, depth: usize) -> Option<Node> {
        self.nodes += 1;
        if depth >= self.limits.depth || self.nodes > self.limits.nodes {
            return None;
        }
        let start = self.at;
        let (value, style) = match self.bytes.get(self.at)? {
            b'{' => (self.map(depth)?, Style::Flow),
            b'[' => (self.list(depth)?, Style::Flow),
            b'"' => (Value::String(self.string()?), Style::Quoted),
            b't' => (self.word("true", Value::Bool(true))?, Style::Plain),
            b'f' => (self.word("false", Value::Bool(false))?, Style::Plain),
            b'n' => (self.word("null", Value::Null)?, Style::Plain),
            _ => (self.number()?, Style::Plain),
        };
        Some(node(value, start..self.at, style))
    }

    fn map(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut entries: Vec<Entry> = Vec::new();
        let mut known: std::collections::HashMap<Box<str>, usize> = std::collections::HashMap::new();
        self.blanks();
        if self.take(b'}').is_some() {
            return Some(Value::Map(Map(entries)));
        }
        loop {
            self.blanks();
            let start = self.at;
            let key = self.string()?;
            let end = self.at;
            self.blanks();
            self.take(b':')?;
            self.blanks();
            let value = self.value(depth + 1)?;
            // A search per key would be quadratic in large mappings, and a table is slow for the many small ones.
            let first = if entries.len() < 16 {
                entries.iter().position(|entry| entry.key.as_str() == Some(&key))
            } else {
                if known.is_empty() {
                    let keys = entries.iter().enumerate();
                    known.extend(keys.filter_map(|(at, entry)| Some((entry.key.as_str()?.into(), at))));
                }
                known.get(&key).copied()
            };
            if let Some(first) = first {
                entries[first].value = value;
            } else {
                if entries.len() >= 16 {
                    known.insert(key.clone(), entries.len());
                }
                entries.push(Entry { key: node(Value::String(key), start..end, Style::Quoted), value });
            }
            self.blanks();
            if self.take(b'}').is_some() {
                return Some(Value::Map(Map(entries)));
            }
            self.take(b',')?;
        }
    }

    fn list(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut items = Vec::new();
        self.blanks();
        if self.take(b']').is_some() {
            return Some(Value::Seq(items));
        }
        loop {
            self.blanks();
            items.push(self.value(depth + 1)?);
            self.blanks();
            if self.take(b']').is_some() {
                return Some(Value::Seq(items));
            }
            self.take(b',')?;
        }
    }

    fn string(&mut self) -> Option<Box<str>> {
        self.take(b'"')?;
        let start = self.at;
        loop {
            let offset = memchr::memchr2(b'"', b'\\', &self.bytes[self.at..])?;
            self.at += offset;
            if self.bytes[self.at] == b'"' {
                break;
            }
            self.at += 2;
        }
        let raw = self.text.get(start..self.at)?;
        self.at += 1;
        if raw.bytes().any(|byte| byte < b' ') {
            return None;
        }
        if !raw.contains('\\') {
            return Some(raw.into());
        }
        serde_json::from_str::<String>(self.text.get(start - 1..self.at)?).ok().map(Into::into)
    }

    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        while matches!(self.bytes.get(self.at), Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')) {
            self.at += 1;
        }
        let text = &self.text[start..self.at];
        if text.contains(['.', 'e', 'E']) {
            return text.parse().ok().map(Value::Float);
        }
        text.parse().map(Value::Int).or_else(|_| text.parse().map(Value::Float)).ok()
    }
}

fn node(value: Value, span: Range<usize>, style: Style) -> Node {
    Node { value, span: span.start as u32..span.end as u32, tag: None, style }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::{Schema, parse};

    #[test]
    fn reads_what_the_other_parser_reads() {
        for text in [
            r#"{"a": 1, "b": [true, null, -2.5, "x\ny"], "c": {}}"#,
            "[]",
            " {\"ü\": \"\\u00e4\"} ",
            r#"{"a": 1e3, "b": []}"#,
        ] {
            let own = parse_json(text, Limits::default()).unwrap();
            let other = parse(text, Schema::Core, Limits::default()).documents.remove(0).root.unwrap();
            assert_eq!(own.to_json(), other.to_json(), "{text}");
            assert_eq!(own.span, other.span, "{text}");
        }
    }

    #[test]
    fn leaves_the_rest_to_it() {
        for text in ["{a: 1}", "{\"a\": 1,}", "{\"a\" 1}", "[1, 2", "{\"a\": \"x", "{} x", "{\"a\": tru}"] {
            assert_eq!(parse_json(text, Limits::default()), None, "{text}");
        }
        assert_eq!(parse_json(&"[".repeat(100_000), Limits::default()), None);
        let twice = parse_json(r#"{"a": 1, "b": 2, "a": 3}"#, Limits::default()).unwrap();
        assert_eq!(twice.to_json().to_string(), r#"{"a":3,"b":2}"#);
        let pair = parse_json(r#"["\ud83d\ude00"]"#, Limits::default()).unwrap();
        assert_eq!(pair.as_seq().unwrap()[0].as_str(), Some("😀"));
    }
}
