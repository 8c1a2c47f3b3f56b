//! Changes of definitions for a comment on a pull request.
//!
//! In: changes by API. Out: GitHub-flavoured Markdown. Never: lets a text of a definition become markup.

use std::fmt::Write as _;

use super::definitions::DefinitionDiff;
use super::human::{counts, word};
use crate::api::{Change, Compatibility};
use crate::catalog::diff::code;

/// Most compatible changes that stand open; more are folded.
const OPEN: usize = 10;

/// The changes as Markdown, beginning with a heading; empty where there are none.
pub(super) fn markdown(definitions: &[DefinitionDiff]) -> String {
    if definitions.is_empty() {
        return String::new();
    }
    let mut out = "### APIs\n\n".to_owned();
    for definition in definitions {
        let mark = match definition.changes.first().map(|change| change.compatibility) {
            Some(Compatibility::Breaking) => "❌ ",
            Some(Compatibility::Warning) => "⚠️ ",
            _ => "",
        };
        let _ = writeln!(out, "**{mark}{}**: {}\n", code(&definition.api.reference), counts(definition));
        if !definition.consumers.is_empty() && !definition.changes.is_empty() {
            let names: Vec<String> = definition
                .consumers
                .iter()
                .map(|one| {
                    let owners: Vec<String> = one.owners.iter().map(|owner| code(owner)).collect();
                    let owners =
                        if owners.is_empty() { String::new() } else { format!(" ({})", owners.join(", ")) };
                    format!("{}{owners}", code(&one.reference))
                })
                .collect();
            let _ = writeln!(out, "Consumed by {}.\n", names.join(", "));
        }
        let (compatible, others): (Vec<&Change>, Vec<&Change>) =
            definition.changes.iter().partition(|change| change.compatibility == Compatibility::Compatible);
        rows(&mut out, &others);
        let folded = compatible.len() > OPEN;
        if folded {
            let _ = writeln!(out, "<details><summary>{} compatible changes</summary>\n", compatible.len());
        }
        rows(&mut out, &compatible);
        if folded {
            out.push_str("</details>\n\n");
        }
    }
    out
}

fn rows(out: &mut String, changes: &[&Change]) {
    for change in changes {
        let operations: Vec<&String> =
            change.operations.iter().filter(|key| **key != change.subject).collect();
        let reach = match operations.as_slice() {
            [] => String::new(),
            [one] => format!(" in {}", code(one)),
            [one, others @ ..] => format!(" in {} and {} more", code(one), others.len()),
        };
        let _ = writeln!(
            out,
            "- **{}** {}{reach} ({})",
            word(change.compatibility),
            prose(&change.message),
            code(&change.rule)
        );
    }
    if !changes.is_empty() {
        out.push('\n');
    }
}

/// A sentence whose names stand in backticks: what is outside of them is ours, what is inside is the definition's.
fn prose(message: &str) -> String {
    let mut out = String::new();
    for (index, part) in message.split('`').enumerate() {
        if index % 2 == 1 {
            out.push_str(&code(part));
        } else {
            out.extend(part.chars().map(|c| if c.is_control() { ' ' } else { c }).flat_map(|c| {
                let escaped = matches!(c, '<' | '>' | '*' | '_' | '[' | ']' | '\\' | '#' | '|' | '@' | '&');
                escaped.then_some('\\').into_iter().chain([c])
            }));
        }
    }
    out
}
