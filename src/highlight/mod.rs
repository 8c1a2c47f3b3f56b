//! Code to spans with classes.
//!
//! In: a language's name and code. Out: HTML of `<span class>`es, a line at a time; colours are the theme's,
//! light and dark by CSS alone. Never: panics on a grammar's account; takes more than linear time.

/// Highlights `code`. `None` where the language is unknown. The answer is escaped HTML, a line each, without
/// line ends; its text, tags taken away, is the text of `code`.
pub fn highlight(language: &str, code: &str) -> Option<Vec<String>> {
    let _ = (language, code);
    todo!("highlight")
}
