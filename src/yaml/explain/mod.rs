//! A syntax error in the words of whoever wrote the file.
//!
//! In: the parser's kind of error, the text, the place where the parser stopped. Out: what is wrong, where it begins, and what
//! to write. Never: the parser's own words, which speak of tokens; more of a text than the lines about the place.

mod brackets;
mod lines;
mod quotes;

use std::ops::Range;

use granit_parser::ErrorKind;

use lines::{Lines, with_quotes};

/// What is said of an error.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Explained {
    /// One line: what is wrong.
    pub(super) message: String,
    /// What to write instead.
    pub(super) help: String,
    /// The bytes that it is about.
    pub(super) span: Range<usize>,
}

fn explained(message: impl Into<String>, help: impl Into<String>, span: Range<usize>) -> Explained {
    Explained { message: message.into(), help: help.into(), span }
}

/// Says what is wrong where the parser stopped at byte `at`.
pub(super) fn explain(kind: &ErrorKind, text: &str, at: usize) -> Explained {
    let lines = Lines::new(text, at);
    conflict(&lines).or_else(|| tab(kind, &lines)).or_else(|| of_kind(kind, &lines)).unwrap_or_else(|| {
        explained(
            "this line is not YAML",
            "check the indentation, the quotes and the brackets of this line and of the one above",
            lines.character(),
        )
    })
}

/// What to do about an alias that names nothing: mostly it is emphasis, or a glob.
pub(super) fn quotes_for(text: &str, at: usize, name: &str) -> String {
    let lines = Lines::new(text, at);
    let rest = lines.text[at.min(lines.content().end)..lines.content().end].trim_start_matches('*');
    if rest.trim_end() == name && lines::is_word(name) {
        format!("write `&{name}` before the value that it stands for, or put quotes round it if it is a text")
    } else {
        with_quotes(&lines)
    }
}

/// Markers of a merge that nobody finished.
fn conflict(lines: &Lines<'_>) -> Option<Explained> {
    let is_marker = |line: &str| {
        line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") || line.trim_end() == "======="
    };
    let at = lines.around().find(|line| is_marker(&lines.text[line.clone()]))?;
    Some(explained(
        "a merge conflict was left in the file",
        "keep one of the two sides, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`",
        at,
    ))
}

/// A tab where blanks belong.
fn tab(kind: &ErrorKind, lines: &Lines<'_>) -> Option<Explained> {
    let is_tab = matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::InvalidBlockEntryWhitespace
            | ErrorKind::InvalidMappingValueWhitespace
    );
    // The parser stops at the value that the tab breaks, which may be on the line above.
    let indented = [lines.line(), lines.next_line()].into_iter().find_map(|line| {
        let indent = lines.indent_of(&line);
        let first = lines.text[indent.clone()].find('\t')?;
        let length = lines.text[indent.start + first..indent.end].bytes().take_while(|byte| *byte == b'\t');
        Some(indent.start + first..indent.start + first + length.count())
    });
    let anywhere = || {
        let line = lines.line();
        let at = lines.text[line.clone()].find('\t')?;
        Some(line.start + at..line.start + at + 1)
    };
    match indented {
        Some(span) => Some(explained(
            "a line is indented with a tab",
            "indent it with spaces, as the lines around it are: YAML takes no tabs there",
            span,
        )),
        None if is_tab => Some(explained(
            "a tab stands where YAML wants a space",
            "replace the tab by a space",
            anywhere().unwrap_or_else(|| lines.character()),
        )),
        None => None,
    }
}

fn of_kind(kind: &ErrorKind, lines: &Lines<'_>) -> Option<Explained> {
    use ErrorKind as Kind;
    match kind {
        Kind::UnexpectedCharacter { character } => Some(character_of(*character, lines)),
        Kind::MappingValueNotAllowed => colon(lines),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => Some(no_colon(lines)),
        Kind::ExpectedBlockMappingKey | Kind::ExpectedBlockSequenceEntry => {
            quotes::after_value(lines).or_else(|| indentation(lines))
        }
        Kind::BlockSequenceEntryNotAllowed => Some(explained(
            "a list begins on the line of its key",
            format!("write {} on a line of its own, indented below the key", item(lines)),
            lines.character(),
        )),
        Kind::MappingKeyNotAllowed
        | Kind::MissingAnchorOrAliasName
        | Kind::ExpectedTagBang
        | Kind::InvalidTagTerminator
        | Kind::MissingTagUri
        | Kind::UnclosedVerbatimTag
        | Kind::InvalidTagEscape
        | Kind::UndeclaredTagHandle
        | Kind::PlainScalarStartsWithDashFlowIndicator
        | Kind::InvalidTagUtf8
        | Kind::InvalidTagUtf8LeadingByte
        | Kind::InvalidTagUtf8TrailingByte => Some(begins_with(lines)),
        Kind::InvalidBlockScalarHeader => Some(explained(
            "text stands on the line of `|` or `>`",
            "begin the text on the next line, indented; or leave `|` out and put quotes round the value",
            lines.character(),
        )),
        Kind::InvalidBlockScalarIndent | Kind::ZeroBlockScalarIndent => Some(explained(
            "the lines of a text block are indented unevenly",
            "indent every line of the text at least as deep as its first",
            lines.character(),
        )),
        Kind::CommentNotSeparated => Some(explained(
            "`#` follows a value without a space",
            "put a space before `#` to begin a comment, or quotes round the value if `#` is a part of it",
            lines.character(),
        )),
        Kind::CommentInterceptedScalar => Some(explained(
            "a comment stands inside a value of several lines",
            "write the value as a block (`|` or `>`), or move the comment above it",
            lines.character(),
        )),
        Kind::BomInsideDocument => Some(explained(
            "a byte order mark stands inside the text",
            "delete the invisible character U+FEFF at the beginning of the line",
            lines.character(),
        )),
        Kind::InvalidDocumentEnd => Some(explained(
            "text follows `...`, which ends a document",
            "delete `...`, or begin the next document with `---`",
            lines.character(),
        )),
        Kind::ExpectedDocumentStart
        | Kind::DuplicateVersionDirective
        | Kind::UnsupportedYamlMajorVersion
        | Kind::DuplicateTagDirective
        | Kind::MissingDocumentEndBeforeDirective
        | Kind::InvalidDirectiveTerminator
        | Kind::DirectiveDisallowed
        | Kind::MissingDirectiveName
        | Kind::InvalidDirectiveName
        | Kind::MissingYamlVersionSeparator
        | Kind::MissingYamlVersion
        | Kind::YamlVersionTooLong
        | Kind::InvalidTagDirectiveTerminator
        | Kind::ExpectedTagDirectiveBang => Some(explained(
            "a line that begins with `%` is a directive for the parser, and this one is not known",
            "delete the line",
            lines.directive(),
        )),
        Kind::DocumentIndicatorInQuotedScalar
        | Kind::UnclosedQuotedScalar
        | Kind::InvalidQuotedScalarIndent
        | Kind::InvalidTrailingSingleQuotedScalar
        | Kind::InvalidTrailingDoubleQuotedScalar
        | Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => Some(quotes::explain(kind, lines)),
        Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::ExpectedFlowMappingSeparator
        | Kind::ExpectedFlowSequenceSeparator
        | Kind::MisplacedFlowCollectionEnd
        | Kind::MismatchedFlowCollectionEnd { .. }
        | Kind::UnclosedFlowCollection { .. }
        | Kind::BlockEntryInFlowCollection
        | Kind::InvalidFlowScalarIndent
        | Kind::FlowMappingValueAdjacentCollection
        | Kind::InvalidColonPlacement => Some(brackets::explain(kind, lines)),
        Kind::RecursionLimitExceeded => Some(explained(
            "the document is nested too deeply",
            "split it, or write fewer levels",
            lines.character(),
        )),
        Kind::UnexpectedEof | Kind::UnexpectedEofBlockSequence | Kind::UnexpectedEofBlockMapping => {
            Some(explained("the file ends too early", "write what is missing at its end", lines.character()))
        }
        _ => None,
    }
}

/// A character that nothing may begin with, or that no text holds.
fn character_of(character: char, lines: &Lines<'_>) -> Explained {
    if character.is_control() {
        return explained(
            format!("the file holds the control character U+{:04X}", character as u32),
            "delete it, or save the file as text",
            lines.find(character),
        );
    }
    if lines.trimmed().starts_with("```") {
        return explained(
            "a code fence of Markdown stands in a YAML file",
            "delete the lines with three backticks",
            lines.character(),
        );
    }
    begins_with(lines)
}

/// A value that begins with a character that means something else.
fn begins_with(lines: &Lines<'_>) -> Explained {
    let begin = &lines.text[lines.value_start()..];
    let character = begin.chars().next().unwrap_or(' ');
    explained(
        match character {
            '`' => "a value cannot begin with a backtick".to_owned(),
            _ => format!("a value cannot begin with `{character}`"),
        },
        with_quotes(lines),
        lines.value_start()..lines.value_start() + character.len_utf8(),
    )
}

/// A second colon in a line, or a key that the value above swallows.
fn colon(lines: &Lines<'_>) -> Option<Explained> {
    let before = &lines.text[lines.content_start()..lines.at];
    if before.contains(": ") || lines.is_continued_value() {
        return Some(explained(
            "a value holds a colon and a space, which would begin another key",
            with_quotes(lines),
            lines.character(),
        ));
    }
    let above = lines.line_above()?;
    let (here, there) = (lines.indent_of(&lines.line()).len(), lines.indent_of(&above).len());
    (here > there).then(|| {
        let key = before.trim_end_matches(':').trim();
        explained(
            format!("`{key}` is indented deeper than the line above, whose value it would continue"),
            format!("indent it by {}, as the line above", spaces(there)),
            lines.content_start()..lines.at,
        )
    })
}

/// A line that should be a key.
fn no_colon(lines: &Lines<'_>) -> Explained {
    let span = lines.content();
    let content = &lines.text[span.clone()];
    if content.starts_with("--") && content.trim_matches('-').is_empty() {
        return explained("this line separates nothing", "write `---` between two documents", span);
    }
    if let Some(block) = lines.block_above() {
        return explained(
            "the text below `|` or `>` is not indented",
            format!("indent it deeper than `{block}`"),
            span,
        );
    }
    match content.split_once(':') {
        Some((key, value)) if lines::is_word(key) && !value.is_empty() => {
            let value = value.trim_start();
            explained(
                "a space is missing after the colon",
                format!("write `{key}: {}`", lines::shortened(value)),
                span.start..span.start + key.len() + 1,
            )
        }
        _ if lines::is_word(content) => {
            explained(format!("`{content}` has no colon and no value"), format!("write `{content}: …`"), span)
        }
        _ => explained(
            "this line is neither `key: value` nor `- item`",
            "write a key and a colon before it, or indent it so that it belongs to the value above",
            span,
        ),
    }
}

/// A key or an item that stands beside nothing.
fn indentation(lines: &Lines<'_>) -> Option<Explained> {
    let span = lines.content();
    let content = &lines.text[span.clone()];
    let here = lines.indent_of(&lines.line()).len();
    if content == "-" || content.starts_with("- ") {
        let beside = lines.indent_of_item_above()?;
        return Some(explained(
            format!("this item is indented by {here}, and the items above by {beside}"),
            format!("indent it by {}, as they are", spaces(beside)),
            span.start..span.start + 1,
        ));
    }
    let key = content.split_once(':').map_or(content, |(key, _)| key);
    let near = lines.indents_above().into_iter().min_by_key(|indent| indent.abs_diff(here))?;
    if near == here {
        return Some(explained(
            format!("`{}` stands among the items of a list", lines::shortened(key)),
            "write `- ` before it to make it an item, or indent it as the key of the list",
            span.start..span.start + key.len(),
        ));
    }
    Some(explained(
        format!("`{}` is indented by {here}, and no key above it is", lines::shortened(key)),
        format!("indent it by {}", spaces(near)),
        span.start..span.start + key.len(),
    ))
}

fn spaces(count: usize) -> String {
    match count {
        0 => "no space".to_owned(),
        1 => "1 space".to_owned(),
        many => format!("{many} spaces"),
    }
}

/// The item that stands on its key's line.
fn item(lines: &Lines<'_>) -> String {
    let rest = lines.text[lines.at..lines.line().end].trim_end();
    format!("`{}`", lines::shortened(rest))
}

#[cfg(test)]
mod tests;
