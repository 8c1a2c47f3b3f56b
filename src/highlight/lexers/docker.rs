//! Dockerfiles.
//!
//! In: code. Out: tokens. Never: takes a word for an instruction that does not begin its line.

use super::super::{Class, Lines};
use super::{scan, scripts};

const INSTRUCTIONS: &[&str] = &[
    "ADD",
    "ARG",
    "CMD",
    "COPY",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "RUN",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
];

/// Runs over `code`.
pub(super) fn run(code: &str, out: &mut Lines) {
    let mut continued = false;
    for line in code.split_inclusive('\n') {
        let body = line.trim_end_matches('\n');
        let indent = body.len() - body.trim_start().len();
        let text = &body[indent..];
        out.push(Class::Plain, &body[..indent]);
        let word = scan::word(text, b"");
        let is_instruction = INSTRUCTIONS.binary_search(&text[..word].to_ascii_uppercase().as_str()).is_ok();
        if text.starts_with('#') {
            out.push(Class::Comment, text);
        } else if !continued && is_instruction {
            out.push(Class::Keyword, &text[..word]);
            arguments(&text[..word], &text[word..], out);
        } else {
            scripts::SHELL.run(text, out);
        }
        continued = body.trim_end().ends_with('\\') || (continued && text.starts_with('#'));
        out.push(Class::Plain, &line[body.len()..]);
    }
}

fn arguments(instruction: &str, text: &str, out: &mut Lines) {
    if matches!(instruction.to_ascii_uppercase().as_str(), "RUN" | "CMD" | "ENTRYPOINT")
        && !text.trim_start().starts_with('[')
    {
        scripts::SHELL.run(text, out);
        return;
    }
    let mut rest = text;
    let mut before = b' ';
    while let Some(&byte) = rest.as_bytes().first() {
        let (class, length) = match byte {
            b'"' => (Class::String, scan::quoted(rest, "\"", "\"", true, false)),
            b'$' => (
                Class::Variable,
                1 + scan::word(&rest[1..], b"{}:-")
                    .max(usize::from(rest.len() > 1 && rest.is_char_boundary(2))),
            ),
            b'-' if before == b' ' => {
                (Class::Attribute, scan::run_of(rest, |byte| byte == b'-' || byte.is_ascii_alphanumeric()))
            }
            _ if byte.is_ascii_alphabetic() => {
                let length = scan::word(rest, b"-./:@");
                let is_word = rest[..length].eq_ignore_ascii_case("as");
                (if is_word { Class::Keyword } else { Class::Plain }, length)
            }
            _ => (Class::Plain, scan::first(rest)),
        };
        out.push(class, &rest[..length]);
        before = rest.as_bytes()[length - 1];
        rest = &rest[length..];
    }
}
