//! A diff for a comment on a pull request.
//!
//! In: a [`Diff`]. Out: GitHub-flavoured Markdown. Never: lets a value of a repository become markup.

use std::fmt::Write as _;

use super::{Change, Diff, Edge, Field, Summary, shown};

/// Longest list that stands open; longer ones are folded.
const OPEN: usize = 20;

/// The diff as Markdown, beginning with a heading.
pub(crate) fn markdown(diff: &Diff) -> String {
    let mut out = "### Catalog\n\n".to_owned();
    if diff.is_empty() {
        out.push_str("No entity changes.\n");
        return out;
    }
    let moves = diff.changed.iter().filter(|change| change.owners_before.is_some()).count();
    let counts = [
        (diff.added.len(), "added"),
        (diff.removed.len(), "removed"),
        (diff.changed.len(), "changed"),
        (moves, "with another owner"),
        (diff.newly_dangling.len(), "newly dangling"),
    ];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("**{count}** {what}"))
        .collect();
    let _ = writeln!(out, "{}\n", counts.join(" · "));
    section(&mut out, "Newly dangling", &diff.newly_dangling, |out, Edge { source, kind, target }| {
        let _ = writeln!(out, "- {} {kind} {}, which is not there", code(source), code(target));
    });
    section(&mut out, "Added", &diff.added, entity);
    section(&mut out, "Removed", &diff.removed, entity);
    section(&mut out, "Changed", &diff.changed, changed);
    out
}

fn section<T>(out: &mut String, title: &str, items: &[T], each: impl Fn(&mut String, &T)) {
    if items.is_empty() {
        return;
    }
    let folded = items.len() > OPEN;
    let _ = if folded {
        writeln!(out, "<details><summary>{title} ({})</summary>\n", items.len())
    } else {
        writeln!(out, "**{title}**\n")
    };
    for item in items {
        each(out, item);
    }
    out.push_str(if folded { "\n</details>\n\n" } else { "\n" });
}

fn entity(out: &mut String, summary: &Summary) {
    let title = summary.title.as_deref().map_or_else(String::new, |title| format!(" {}", code(title)));
    let owners: Vec<String> = summary.owners.iter().map(|owner| code(owner)).collect();
    let owned = if owners.is_empty() { String::new() } else { format!(", owned by {}", owners.join(", ")) };
    let _ = writeln!(out, "- {}{title}{owned}", code(&summary.reference));
}

fn changed(out: &mut String, change: &Change) {
    let _ = writeln!(out, "- {}", code(&change.entity.reference));
    if let Some(before) = &change.owners_before {
        let list = |owners: &[String]| {
            let owners: Vec<String> = owners.iter().map(|owner| code(owner)).collect();
            if owners.is_empty() { "nobody".to_owned() } else { owners.join(", ") }
        };
        let _ = writeln!(out, "  - owner: {} → {}", list(before), list(&change.entity.owners));
    }
    for Field { path, before, after } in &change.fields {
        let value = |value: &Option<serde_json::Value>| {
            value.as_ref().map_or_else(|| "—".to_owned(), |value| code(&shown(value)))
        };
        let _ = writeln!(out, "  - {}: {} → {}", code(path), value(before), value(after));
    }
    for (word, edges) in [("gained", &change.gained), ("lost", &change.lost)] {
        for edge in edges {
            let _ = writeln!(out, "  - {word} {} {}", edge.kind, code(&edge.target));
        }
    }
}

/// Text as a code span, in which nothing is markup; fenced by more backticks than it holds.
pub(crate) fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::diff::Snapshot;

    #[test]
    fn a_comment() {
        let entity = |owner: &str| {
            format!(
                r#"[{{"kind":"API","metadata":{{"name":"a"}},"spec":{{"owner":"{owner}"}},
                    "relations":[{{"type":"ownedBy","targetRef":"group:default/{owner}"}}]}},
                    {{"kind":"Group","metadata":{{"name":"x"}}}},{{"kind":"Group","metadata":{{"name":"y"}}}}]"#
            )
        };
        let diff =
            Diff::between(&Snapshot::read(&entity("x")).unwrap(), &Snapshot::read(&entity("y")).unwrap());
        assert_eq!(
            markdown(&diff),
            "### Catalog\n\n**1** changed · **1** with another owner\n\n**Changed**\n\n- `api:default/a`\n  - owner: \
             `group:default/x` → `group:default/y`\n  - `spec.owner`: `x` → `y`\n\n"
        );
        assert_eq!(markdown(&Diff::default()), "### Catalog\n\nNo entity changes.\n");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("<b>\n"), "`<b> `");
    }
}
