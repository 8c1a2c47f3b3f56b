//! Writes SVG text.
//!
//! In: names that this crate chose, values and text from anywhere. Out: SVG whose values and text are escaped.
//! Never: writes a `style` attribute, a script, an id, or a link that [`crate::url::safe_url`] refuses.

use std::fmt::Write as _;

use crate::html::escape_attribute;
use crate::url::{SafeUrl, safe_url};

/// SVG under construction.
#[derive(Debug, Default)]
pub(super) struct Markup {
    out: String,
}

impl Markup {
    /// The text so far.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Opens an element; `attributes` is what stands behind its name, made of names and numbers of ours.
    pub(super) fn open(&mut self, name: &str, attributes: std::fmt::Arguments<'_>) {
        let _ = write!(self.out, "<{name} {attributes}>");
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: std::fmt::Arguments<'_>) {
        let _ = write!(self.out, "<{name} {attributes}/>");
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) {
        let _ = write!(self.out, "</{name}>");
    }

    /// What another writer wrote.
    pub(super) fn append(&mut self, other: Self) {
        self.out.push_str(&other.out);
    }

    /// Text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        escape_into(&mut self.out, text);
    }

    /// `<title>`; nothing for an empty one.
    pub(super) fn title(&mut self, text: &str) {
        if !text.is_empty() {
            self.out.push_str("<title>");
            self.text(text);
            self.out.push_str("</title>");
        }
    }

    /// Opens `<a href>` where the URL is safe, else `<g>`; returns the name to close.
    pub(super) fn open_link(&mut self, url: Option<&str>, class: &str) -> &'static str {
        let safe = url.and_then(|url| match safe_url(url) {
            SafeUrl::Relative(url) | SafeUrl::Web(url) | SafeUrl::Other(url) => Some(url),
            SafeUrl::Entity(_) | SafeUrl::Image(_) | SafeUrl::Refused(_) => None,
        });
        let name = if safe.is_some() { "a" } else { "g" };
        let _ = write!(self.out, "<{name} class=\"");
        self.text(class);
        if let Some(url) = safe {
            self.out.push_str("\" href=\"");
            self.text(&url);
        }
        self.out.push_str("\">");
        name
    }
}

/// What a drawing is, for those who see it and for those who do not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// Stands above the drawing; empty for none.
    pub title: String,
    /// Its accessible name.
    pub name: String,
    /// Whether its author wrote the name for those who do not see it (`accTitle`).
    pub has_own_name: bool,
    /// Its accessible description; empty for none.
    pub description: String,
}

impl About {
    /// A drawing that has a name only.
    pub(super) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }
}

/// Opens the `<svg>` element itself. Its size stands in attributes, so that nothing shifts; the font size
/// does too, so that it holds without a style sheet.
pub(super) fn open_svg(svg: &mut Markup, class: &str, about: &About, width: i32, height: i32) {
    svg.out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"g ");
    svg.out.push_str(class);
    let _ = write!(
        svg.out,
        "\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-size=\"12\" \
         font-family=\"system-ui,sans-serif\" role=\"group\" aria-label=\""
    );
    svg.text(&about.name);
    svg.out.push_str("\">");
    if about.has_own_name {
        svg.title(&about.name);
    }
    if !about.description.is_empty() {
        svg.out.push_str("<desc>");
        svg.text(&about.description);
        svg.out.push_str("</desc>");
    }
}

/// XML knows no control characters, and a line end in a label would only be a space.
fn escape_into(out: &mut String, text: &str) {
    let plain = |c: char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    for (number, line) in text.split(['\n', '\t']).enumerate() {
        if number > 0 {
            out.push(' ');
        }
        for piece in line.split(|c| !plain(c)) {
            escape_attribute(piece, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_and_links() {
        let mut svg = Markup::default();
        let name = svg.open_link(Some("javascript:alert(1)"), "x\" onload=\"alert(1)");
        svg.title("</title><script>alert(1)</script>");
        svg.close(name);
        let name = svg.open_link(Some("a\"><script>"), "x");
        svg.close(name);
        assert_eq!(
            svg.finish(),
            "<g class=\"x&quot; onload=&quot;alert(1)\"><title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;\
             </title></g><a class=\"x\" href=\"a&quot;&gt;&lt;script&gt;\"></a>"
        );
    }
}
