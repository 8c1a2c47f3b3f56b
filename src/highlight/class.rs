//! What a token is.
//!
//! In: decided by a lexer. Out: a class of CSS. Never: a colour.

/// The role of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Nothing special: no span.
    Plain,
    /// A comment.
    Comment,
    /// A word of the language.
    Keyword,
    /// Text.
    String,
    /// A number or a named constant.
    Number,
    /// A type, or the name of a tag.
    Type,
    /// A function, or a command of a shell.
    Function,
    /// An attribute, or a key.
    Attribute,
    /// A variable with a mark of its own.
    Variable,
    /// An operator.
    Operator,
    /// A decorator, a directive, a heading.
    Meta,
    /// An inserted line.
    Inserted,
    /// A deleted line.
    Deleted,
    /// The prompt of a console.
    Prompt,
    /// What a console printed.
    Output,
}

impl Class {
    /// The CSS class; `None` for plain text.
    pub(crate) fn css(self) -> Option<&'static str> {
        Some(match self {
            Self::Plain => return None,
            Self::Comment => "hc",
            Self::Keyword => "hk",
            Self::String => "hs",
            Self::Number => "hn",
            Self::Type => "ht",
            Self::Function => "hf",
            Self::Attribute => "ha",
            Self::Variable => "hv",
            Self::Operator => "ho",
            Self::Meta => "hm",
            Self::Inserted => "hi",
            Self::Deleted => "hd",
            Self::Prompt => "hp",
            Self::Output => "hr",
        })
    }
}
