//! Unified diffs.
//!
//! In: code. Out: a class a line. Never: looks into a line.

use super::super::{Class, Lines};

/// Runs over `code`.
pub(super) fn run(code: &str, out: &mut Lines) {
    for line in code.split_inclusive('\n') {
        let body = line.trim_end_matches('\n');
        let class = match body.as_bytes().first() {
            _ if ["+++", "---", "diff ", "index ", "@@"].iter().any(|start| body.starts_with(start)) => {
                Class::Meta
            }
            Some(b'+' | b'>') => Class::Inserted,
            Some(b'-' | b'<') => Class::Deleted,
            Some(b'#') => Class::Comment,
            _ => Class::Plain,
        };
        out.push(class, body);
        out.push(Class::Plain, &line[body.len()..]);
    }
}
