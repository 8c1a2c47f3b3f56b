//! Events to nodes.
//!
//! In: text and a [`Schema`]. Out: a [`Stream`]. Never: named by anything but this module is the event parser.

use std::ops::Range;

use granit_parser::{ErrorKind, Event, Marker, Parser, ScalarStyle, Span, StructureStyle, Tag};

use super::build::Builder;
use super::explain::{explain, quotes_for};
use super::{Map, Node, Style, Value, scalar};

/// Which plain scalars are more than text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Schema {
    /// YAML 1.2 core, as npm `yaml` reads a catalog file: `yes` is text, merge keys stay keys, a repeated
    /// key breaks the document.
    Core,
    /// What PyYAML gives MkDocs: YAML 1.1 booleans, numbers and merge keys; the last of repeated keys counts.
    Mkdocs,
    /// API definitions: the scalars of YAML 1.2 core, merge keys, and of repeated keys the last, which is named as a problem
    /// without taking the document away.
    Definition,
}

/// Bounds on what one file may cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Deepest nesting.
    pub depth: usize,
    /// Most nodes in a document, counted after aliases are expanded.
    pub nodes: usize,
    /// Most documents in a stream.
    pub documents: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 128, nodes: 2_000_000, documents: 100_000 }
    }
}

/// All documents of a file.
#[derive(Debug, Default)]
pub(crate) struct Stream {
    /// In order; broken ones too.
    pub documents: Vec<Document>,
}

/// One document.
#[derive(Debug)]
pub(crate) struct Document {
    /// The root, or `None` where the document is empty or could not be read at all.
    pub root: Option<Node>,
    /// Byte range of the document in the file.
    pub span: Range<u32>,
    /// What is wrong with it. A document with a problem has no root, but where the schema forgives the problem.
    pub problems: Vec<Problem>,
}

/// Something wrong with a document.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    /// What kind.
    pub kind: ProblemKind,
    /// One line for people.
    pub message: String,
    /// What to write instead; `None` where the message says it.
    pub help: Option<String>,
    /// Where.
    pub span: Range<u32>,
    /// Where the other place is: the first of two equal keys.
    pub other: Option<Range<u32>>,
}

/// Kinds of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProblemKind {
    /// The text is not YAML.
    Syntax,
    /// Two keys of one mapping are equal.
    DuplicateKey,
    /// An alias names no anchor.
    UnknownAlias,
    /// A limit was reached.
    Limit,
}

/// Reads every document of `text`.
pub(crate) fn parse(text: &str, schema: Schema, limits: Limits) -> Stream {
    let options = granit_parser::options! {
        flow_nesting_limit: limits.depth,
        block_nesting_limit: limits.depth,
        emit_unresolved_aliases: true,
    };
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut stream = Stream::default();
    let mut current: Option<(u32, Builder)> = None;
    loop {
        let event = match parser.next_event() {
            None => break,
            Some(Ok(event)) => event,
            Some(Err(error)) => {
                let at = offset(text, error.marker());
                let (start, mut builder) =
                    current.take().unwrap_or_else(|| (at, Builder::new(schema, limits)));
                let explained = explain(error.kind(), text, at as usize);
                let span = explained.span.start as u32..explained.span.end as u32;
                builder.fail_with(problem_kind(error.kind()), explained.message, Some(explained.help), span);
                finish(&mut stream, start, at, builder);
                if stream.documents.len() < limits.documents
                    && matches!(parser.proceed_next_document(), Ok(true))
                {
                    continue;
                }
                break;
            }
        };
        let (event, span) = event;
        let span = range(&span);
        match event {
            Event::DocumentStart(..) => {
                if stream.documents.len() >= limits.documents {
                    let mut builder = Builder::new(schema, limits);
                    let message = format!("more than {} documents in one file", limits.documents);
                    builder.fail(ProblemKind::Limit, message, span.clone());
                    finish(&mut stream, span.start, span.end, builder);
                    break;
                }
                current = Some((span.start, Builder::new(schema, limits)));
            }
            Event::DocumentEnd => {
                if let Some((start, builder)) = current.take() {
                    finish(&mut stream, start, span.end, builder);
                }
            }
            event => {
                let Some((start, builder)) = &mut current else { continue };
                let start = *start;
                let end = span.end;
                if !accept(builder, event, span, text)
                    && let Some((_, builder)) = current.take()
                {
                    finish(&mut stream, start, end, builder);
                    if !matches!(parser.proceed_next_document(), Ok(true)) {
                        break;
                    }
                }
            }
        }
    }
    stream
}

/// Feeds one event to the builder. `false` ends the document.
fn accept(builder: &mut Builder, event: Event<'_>, span: Range<u32>, text: &str) -> bool {
    let schema = builder.schema;
    match event {
        Event::Scalar(scalar, style, anchor, tag) => {
            let (value, style) = match style {
                ScalarStyle::Plain => {
                    let value = match tag.as_deref().and_then(Tag::core_suffix) {
                        Some("str") => Value::String(scalar.as_ref().into()),
                        None if tag.is_some() => Value::String(scalar.as_ref().into()),
                        _ => scalar::plain(&scalar, schema),
                    };
                    (value, Style::Plain)
                }
                ScalarStyle::Literal | ScalarStyle::Folded => {
                    (Value::String(scalar.as_ref().into()), Style::Block)
                }
                _ => (Value::String(scalar.as_ref().into()), Style::Quoted),
            };
            builder.put(Node { value, span, tag: tag_text(tag.as_deref()), style }, anchor, 1)
        }
        Event::SequenceStart(style, anchor, tag) => {
            let value = Value::Seq(Vec::new());
            builder.open(Node { value, span, tag: tag_text(tag.as_deref()), style: structure(style) }, anchor)
        }
        Event::MappingStart(style, anchor, tag) => {
            let value = Value::Map(Map::default());
            builder.open(Node { value, span, tag: tag_text(tag.as_deref()), style: structure(style) }, anchor)
        }
        Event::SequenceEnd | Event::MappingEnd => builder.close(span.end),
        Event::Alias(anchor) => builder.alias(anchor, span),
        Event::UnresolvedAlias(name) => {
            let message = format!("the alias `*{name}` names no anchor before it");
            let help = quotes_for(text, span.start as usize, &name);
            builder.fail_with(ProblemKind::UnknownAlias, message, Some(help), span);
            false
        }
        _ => true,
    }
}

fn finish(stream: &mut Stream, start: u32, end: u32, builder: Builder) {
    let Builder { root, problems, schema, .. } = builder;
    let harmless =
        |problem: &Problem| schema == Schema::Definition && problem.kind == ProblemKind::DuplicateKey;
    let root = root.filter(|_| problems.iter().all(harmless));
    let end = root.as_ref().map_or(end, |root| root.span.end).max(start);
    let start = root.as_ref().map_or(start, |root| root.span.start);
    stream.documents.push(Document { root, span: start..end, problems });
}

fn structure(style: StructureStyle) -> Style {
    match style {
        StructureStyle::Block => Style::Plain,
        StructureStyle::Flow => Style::Flow,
    }
}

fn tag_text(tag: Option<&Tag>) -> Option<Box<str>> {
    tag.map(|tag| tag.original().into())
}

fn range(span: &Span) -> Range<u32> {
    span.byte_range().map_or(0..0, |range| range.start as u32..range.end as u32)
}

fn offset(text: &str, marker: &Marker) -> u32 {
    let byte = marker
        .byte_offset()
        .unwrap_or_else(|| text.char_indices().nth(marker.index()).map_or(text.len(), |(at, _)| at));
    byte.min(text.len()) as u32
}

fn problem_kind(kind: &ErrorKind) -> ProblemKind {
    match kind {
        ErrorKind::UnknownAnchor => ProblemKind::UnknownAlias,
        ErrorKind::RecursionLimitExceeded => ProblemKind::Limit,
        _ => ProblemKind::Syntax,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(text: &str, schema: Schema) -> Vec<Document> {
        parse(text, schema, Limits::default()).documents
    }

    fn json(text: &str, schema: Schema) -> String {
        let shown: Vec<_> = documents(text, schema)
            .iter()
            .map(|document| match (&document.root, document.problems.first()) {
                (Some(root), _) => root.to_json().to_string(),
                (None, Some(problem)) => format!("{:?}", problem.kind),
                (None, None) => "-".to_owned(),
            })
            .collect();
        shown.join(" ")
    }

    #[test]
    fn streams() {
        for (text, expected) in [
            ("a: 1\nb: [x, 'y']", r#"{"a":1,"b":["x","y"]}"#),
            ("\u{feff}a: 1\r\nb: 2\r\n", r#"{"a":1,"b":2}"#),
            ("a: 1\n---\nb: [1, 2\n---\nc: 3\n", r#"{"a":1} Syntax {"c":3}"#),
            ("a: 1\na: 2\n---\nb: 1", r#"DuplicateKey {"b":1}"#),
            ("a:\n\t- b\n---\nc: 1", r#"Syntax {"c":1}"#),
            ("a: &x {k: 1}\nb: *x", r#"{"a":{"k":1},"b":{"k":1}}"#),
            ("a: *x\n---\nb: 1", r#"UnknownAlias {"b":1}"#),
            ("base: &b {k: 1}\nc:\n  <<: *b", r#"{"base":{"k":1},"c":{"<<":{"k":1}}}"#),
            ("---\n# nothing\n---\na: 1\n", r#"null {"a":1}"#),
            ("1: a\n\"1\": b\n---\n1: a\n1: b", r#"{"1":"b"} DuplicateKey"#),
            ("a: !!str 1\nb: !x 2", r#"{"a":"1","b":"2"}"#),
        ] {
            assert_eq!(json(text, Schema::Core), expected, "{text:?}");
        }
        let merged = "base: &b {k: 1, l: 2}\nc:\n  <<: *b\n  k: 3";
        assert_eq!(json(merged, Schema::Mkdocs), r#"{"base":{"k":1,"l":2},"c":{"l":2,"k":3}}"#);
    }

    #[test]
    fn spans_are_bytes() {
        let text = "ü: ä\nspec:\n  owner: team\n";
        let root = documents(text, Schema::Core).remove(0).root.unwrap();
        let owner = root.at(["spec", "owner"]).unwrap();
        assert_eq!(&text[owner.range()], "team");
        assert_eq!(&text[root.get("spec").unwrap().range()], "owner: team");
        assert_eq!(&text[root.get("ü").unwrap().range()], "ä");
        let tagged = documents("a: !ENV [X, y]", Schema::Mkdocs).remove(0).root.unwrap();
        assert_eq!(tagged.get("a").unwrap().tag.as_deref(), Some("!ENV"));
    }

    #[test]
    fn bombs_are_refused() {
        let mut bomb = "a: &a [x, x, x]\n".to_owned();
        for (name, below) in ('b'..='z').zip('a'..='y') {
            let items = vec![format!("*{below}"); 9].join(", ");
            bomb.extend([&format!("{name}: &{name} [{items}]"), "\n"]);
        }
        assert_eq!(json(&bomb, Schema::Core), "Limit");
        assert_eq!(json(&bomb, Schema::Mkdocs), "Limit");
        let uses = |times: usize| format!("a: &a x\nb: [{}]", vec!["*a"; times].join(", "));
        assert!(json(&uses(99), Schema::Core).starts_with('{'), "npm yaml allows 99");
        assert_eq!(json(&uses(100), Schema::Core), "Limit");
        assert_eq!(json(&"[".repeat(100_000), Schema::Core), "Limit");
        let blocks: Vec<_> = (0..2_000).map(|depth| " ".repeat(depth) + "a:").collect();
        assert_eq!(json(&blocks.join("\n"), Schema::Core), "Limit");
    }
}
