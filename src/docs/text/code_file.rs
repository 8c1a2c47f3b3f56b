//! `{* path ln[1:5,8] hl[3] title["x"] *}`: a file as a code block (markdown-include-variants).
//!
//! In: a directive. Out: a fence with the chosen lines. Never: executes or formats the file.

use super::directive::Directive;
use crate::docs::mkdocs::Base;
use crate::docs::sources::Sources;

pub(super) fn directive(sources: &Sources<'_>, rest: &str) -> Option<Directive> {
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let length = line.find("*}")? + 2;
    let mut words = line[2..length - 2].split_whitespace();
    let path = words.next()?;
    let mut chosen = None;
    let mut marked = Vec::new();
    let mut title = None;
    for word in words {
        if let Some(ranges) = word.strip_prefix("ln[").and_then(|word| word.strip_suffix(']')) {
            chosen = Some(numbers(ranges));
        } else if let Some(ranges) = word.strip_prefix("hl[").and_then(|word| word.strip_suffix(']')) {
            marked = numbers(ranges);
        } else if let Some(text) = word.strip_prefix("title[").and_then(|word| word.strip_suffix(']')) {
            title = Some(text.trim_matches('"').to_owned());
        }
    }
    // Paths are relative to the configuration's or the docs folder; the plugin reads from the working folder.
    let bases = [Base::Page, Base::Folder(sources.docs.to_owned())];
    let text = sources.find(&bases, path).and_then(|file| sources.read(&file));
    let text = match text {
        Ok(text) => text,
        Err(why) => {
            return Some(Directive { length, instead: None, trims: false, problem: Some((why, false)) });
        }
    };
    let mut out: Vec<&str> = Vec::new();
    let mut shown_marks = Vec::new();
    for (number, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line)) {
        if chosen.as_ref().is_none_or(|lines| lines.contains(&number)) {
            out.push(line);
            if marked.contains(&number) {
                shown_marks.push(out.len().to_string());
            }
        }
    }
    let language = match path.rsplit('.').next() {
        Some("py") => "python",
        Some(ending) if ending.len() < path.len() && ending.len() < 6 => ending,
        _ => "text",
    };
    let mut header = format!("```{language}");
    if let Some(title) = title {
        header.push_str(" title=\"");
        header.push_str(&title);
        header.push('"');
    }
    if !shown_marks.is_empty() {
        header.push_str(" hl_lines=\"");
        header.push_str(&shown_marks.join(" "));
        header.push('"');
    }
    let text = format!("{header}\n{}\n```", out.join("\n"));
    Some(Directive { length, instead: Some(text), trims: false, problem: None })
}

/// `1:3,5` as the numbers it means; long ranges end at a sane length.
fn numbers(ranges: &str) -> Vec<usize> {
    let mut out = Vec::new();
    for part in ranges.split(',') {
        let (first, last) = part.split_once(':').unwrap_or((part, part));
        if let (Ok(first), Ok(last)) = (first.trim().parse::<usize>(), last.trim().parse::<usize>()) {
            out.extend((first..=last).take(100_000));
        }
    }
    out
}
