//! What stands beside a definition in a `.proto` file: comments, options, lines.
//!
//! In: a parsed file. Out: descriptions, options in words, ranges. Never: interprets an option but `deprecated`.

use std::collections::HashMap;
use std::ops::Range;

use prost_types::{FileDescriptorProto, UninterpretedOption};

use crate::api::model::Facts;

/// An option: its name and its value in words.
pub(super) type Fact = (Box<str>, Box<str>);

/// Comments and places by the path of numbers that descriptors use.
pub(super) struct Notes {
    comments: HashMap<Vec<i32>, String>,
    places: HashMap<Vec<i32>, (usize, usize)>,
    /// Where each line begins.
    lines: Vec<u32>,
    file: String,
}

impl Notes {
    /// Of a file and its text.
    pub(super) fn of(file: &FileDescriptorProto, text: &str) -> Self {
        let mut notes = Self {
            comments: HashMap::new(),
            places: HashMap::new(),
            lines: std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at as u32 + 1)).collect(),
            file: String::new(),
        };
        let locations =
            file.source_code_info.as_ref().map(|info| info.location.as_slice()).unwrap_or_default();
        for location in locations {
            if let [line, _, ..] = location.span.as_slice() {
                let last = if location.span.len() == 4 { location.span[2] } else { *line };
                notes.places.insert(location.path.clone(), (*line as usize, last as usize));
            }
            let comment = location.leading_comments.as_deref().or(location.trailing_comments.as_deref());
            if let Some(comment) = comment {
                // Of a file's first comments the package's says most; the licence stands before the syntax.
                if location.path == [2] {
                    notes.file = clean(comment);
                }
                notes.comments.insert(location.path.clone(), clean(comment));
            }
        }
        notes
    }

    /// The comment at a path; empty where there is none.
    pub(super) fn at(&self, path: &[i32]) -> String {
        self.comments.get(path).cloned().unwrap_or_default()
    }

    /// The comment of the package.
    pub(super) fn file(&self) -> String {
        self.file.clone()
    }

    /// The lines of a definition, as a range of the text.
    pub(super) fn range(&self, path: &[i32]) -> Range<u32> {
        let Some(&(first, last)) = self.places.get(path) else { return 0..0 };
        let at = |line: usize| self.lines.get(line).copied();
        let start = at(first).unwrap_or_default();
        start..at(last + 1).map_or(start, |end| end - 1).max(start)
    }

    /// What is said of a definition, and its other options: a name and a text each.
    pub(super) fn facts(&self, options: &[UninterpretedOption], path: &[i32]) -> (Facts, Vec<Fact>) {
        let mut facts = Facts { description: self.at(path), ..Facts::default() };
        let mut others = Vec::new();
        for option in options {
            let name: Vec<&str> = option.name.iter().map(|part| part.name_part.as_str()).collect();
            let name = name.join(".");
            let value = value(option);
            if name == "deprecated" {
                facts.deprecated = value == "true";
            } else {
                others.push((name.into(), value.into()));
            }
        }
        (facts, others)
    }
}

fn value(option: &UninterpretedOption) -> String {
    let text = option.string_value.as_ref().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    option
        .identifier_value
        .clone()
        .or(text)
        .or_else(|| option.aggregate_value.as_deref().map(words))
        .or_else(|| option.positive_int_value.map(|number| number.to_string()))
        .or_else(|| option.negative_int_value.map(|number| number.to_string()))
        .or_else(|| option.double_value.map(|number| number.to_string()))
        .unwrap_or_default()
}

/// Numbers and names that are set aside, as the source writes them; `None` where there are none. Ends of ranges count.
pub(super) fn numbers(
    label: &str,
    ranges: impl Iterator<Item = (i32, i32)>,
    names: &[String],
) -> Option<Fact> {
    const LAST: i32 = 536_870_911;
    let ranges = ranges.map(|(start, end)| match (start == end, end) {
        (true, _) => start.to_string(),
        (false, LAST | i32::MAX) => format!("{start} to max"),
        (false, end) => format!("{start} to {end}"),
    });
    let all: Vec<String> = ranges.chain(names.iter().map(|name| format!("\"{name}\""))).collect();
    (!all.is_empty()).then(|| (label.into(), all.join(", ").into()))
}

/// A comment without its margin: one blank, or the star of a block comment.
fn clean(comment: &str) -> String {
    let lines = comment.lines().map(|line| {
        let bare = line.strip_prefix(' ').unwrap_or(line);
        let bare = bare.strip_prefix('*').unwrap_or(bare);
        bare.strip_prefix(' ').unwrap_or(bare).trim_end()
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}
