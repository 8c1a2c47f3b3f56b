//! The long tail of languages, by TextMate grammars.
//!
//! In: a language without a lexer of ours. Out: the same lines. Never: lets a grammar's panic out, or a regular expression run
//! over a file of any size.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, ScopeStackOp, SyntaxReference, SyntaxSet};

use super::{Class, GRAMMAR_LIMIT, Lines};

/// Loaded at the first language of the long tail: it costs some 20 ms.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Which scopes are of which class; the first that is a prefix of a token's scope counts, from the innermost.
static SCOPES: LazyLock<Vec<(Scope, Class)>> = LazyLock::new(|| {
    [
        ("comment", Class::Comment),
        ("string", Class::String),
        ("constant.character.escape", Class::String),
        ("constant", Class::Number),
        ("entity.name.function", Class::Function),
        ("support.function", Class::Function),
        ("variable.function", Class::Function),
        ("entity.name.tag", Class::Type),
        ("entity.other.attribute-name", Class::Attribute),
        ("meta.mapping.key", Class::Attribute),
        ("entity.name", Class::Type),
        ("entity.other.inherited-class", Class::Type),
        ("support", Class::Type),
        ("storage.type", Class::Keyword),
        ("storage", Class::Keyword),
        ("keyword.operator", Class::Operator),
        ("keyword", Class::Keyword),
        ("variable.language", Class::Keyword),
        ("variable.parameter", Class::Variable),
        ("variable.other", Class::Variable),
        ("markup.inserted", Class::Inserted),
        ("markup.deleted", Class::Deleted),
        ("markup.heading", Class::Meta),
        ("meta.annotation", Class::Meta),
    ]
    .into_iter()
    .filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, class)))
    .collect()
});

/// Highlights by a grammar; `None` where there is none, or where the code is too long for one.
pub(super) fn highlight(language: &str, code: &str) -> Option<Vec<String>> {
    if code.len() > GRAMMAR_LIMIT || code.lines().any(|line| line.len() > GRAMMAR_LIMIT / 8) {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    // A grammar written for another regex engine can panic in syntect; the code is then shown plain.
    catch_unwind(AssertUnwindSafe(|| lines(syntax, code))).ok().flatten()
}

fn lines(syntax: &SyntaxReference, code: &str) -> Option<Vec<String>> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut out = Lines::new(code.len());
    for line in code.split_inclusive('\n') {
        let operations = state.parse_line(line, &SYNTAXES).ok()?;
        let mut from = 0;
        for (at, operation) in &operations {
            if *at > from {
                out.push(class(&stack), &line[from..*at]);
                from = *at;
            }
            if !matches!(operation, ScopeStackOp::Noop) {
                stack.apply(operation).ok()?;
            }
        }
        out.push(class(&stack), &line[from..]);
    }
    Some(out.finish())
}

fn class(stack: &ScopeStack) -> Class {
    let of = |scope: &Scope| {
        SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class)
    };
    stack.scopes.iter().rev().find_map(of).unwrap_or(Class::Plain)
}
