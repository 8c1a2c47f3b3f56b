//! Tokens to lines of HTML.
//!
//! In: tokens in order. Out: a line each, every span closed at its end; neighbours of one class share a span.
//! Never: drops or adds text (save `\r` and the line end at the very end).

use super::Class;
use crate::html::escape;

/// Lines under construction.
#[derive(Debug)]
pub(crate) struct Lines {
    done: Vec<String>,
    line: String,
    open: Class,
}

impl Lines {
    /// For code of about this many bytes.
    pub(crate) fn new(bytes: usize) -> Self {
        Self { done: Vec::with_capacity(bytes / 32 + 1), line: String::new(), open: Class::Plain }
    }

    /// The next token; it may span lines.
    pub(crate) fn push(&mut self, class: Class, text: &str) {
        let mut rest = text;
        while let Some(end) = memchr::memchr(b'\n', rest.as_bytes()) {
            self.piece(class, &rest[..end]);
            self.end_line();
            rest = &rest[end + 1..];
        }
        self.piece(class, rest);
    }

    fn piece(&mut self, class: Class, text: &str) {
        if text.is_empty() {
            return;
        }
        if class != self.open {
            self.switch(class);
        }
        for text in text.split('\r') {
            escape(text, &mut self.line);
        }
    }

    fn switch(&mut self, class: Class) {
        if self.open.css().is_some() {
            self.line.push_str("</span>");
        }
        if let Some(css) = class.css() {
            self.line.push_str("<span class=\"");
            self.line.push_str(css);
            self.line.push_str("\">");
        }
        self.open = class;
    }

    fn end_line(&mut self) {
        self.switch(Class::Plain);
        self.done.push(std::mem::take(&mut self.line));
    }

    /// All lines. A line end at the very end does not begin another line.
    pub(crate) fn finish(mut self) -> Vec<String> {
        self.switch(Class::Plain);
        if !self.line.is_empty() || self.done.is_empty() {
            self.done.push(self.line);
        }
        self.done
    }
}
