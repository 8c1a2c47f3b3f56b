//! A drawing of shapes at free places, which grows with what is drawn.
//!
//! In: shapes and texts in any coordinates. Out: SVG that holds them all, with its title above.
//! Never: asks for a size beforehand: charts and boards know theirs only when all is placed.

use std::fmt::Write as _;

use super::graph::Node;
use super::layout::Rect;
use super::markup::{About, Markup, open_svg};
use super::style::Style;
use super::{shape, text};

/// Font size of texts, and of those that stand back: axes, dates, labels of lines.
pub(super) const FONT: i32 = 12;
pub(super) const SMALL: i32 = 11;
/// From one line of text to the next.
pub(super) const LINE: f64 = 16.0;

/// How many colours the theme has for things side by side: `g-k--0` to `g-k--7`.
const COLOURS: usize = 8;

/// The class of the n-th colour.
pub(super) fn colour(index: usize) -> String {
    format!("g-k--{}", index % COLOURS)
}

/// Where a text stands from its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a shape looks: by a class of the theme, or as its author said.
#[derive(Debug, Clone)]
pub(super) enum Look<'a> {
    Class(&'a str),
    /// Attributes made by [`Style`].
    Own(String),
}

impl<'a> From<&'a str> for Look<'a> {
    fn from(class: &'a str) -> Self {
        Self::Class(class)
    }
}

impl<'a> Look<'a> {
    /// The author's look, if there is one, else the theme's.
    pub(super) fn of(style: &Style, class: &'a str) -> Self {
        let own = style.outline();
        if own.is_empty() { Self::Class(class) } else { Self::Own(own) }
    }

    /// As [`Look::of`], for the texts inside.
    pub(super) fn words(style: &Style, class: &'a str) -> Self {
        let own = style.words();
        if own.is_empty() { Self::Class(class) } else { Self::Own(format!(" class=\"g-own\"{own}")) }
    }

    fn attributes(&self) -> String {
        match self {
            Self::Class("") => String::new(),
            Self::Class(class) => format!(" class=\"{class}\""),
            Self::Own(own) => own.clone(),
        }
    }
}

/// A number of SVG: a digit behind the point at most.
#[derive(Clone, Copy)]
pub(super) struct Num(pub(super) f64);

impl std::fmt::Display for Num {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = if self.0.is_finite() { (self.0 * 10.0).round() as i64 } else { 0 };
        let sign = if tenths < 0 { "-" } else { "" };
        let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        if tenth == 0 { write!(to, "{sign}{whole}") } else { write!(to, "{sign}{whole}.{tenth}") }
    }
}

/// A drawing so far.
#[derive(Default)]
pub(super) struct Canvas {
    out: Markup,
    bounds: Option<[f64; 4]>,
}

impl Canvas {
    /// Makes sure that a place is inside the drawing.
    pub(super) fn reach(&mut self, x: f64, y: f64) {
        let [left, top, right, bottom] = self.bounds.unwrap_or([x, y, x, y]);
        self.bounds = Some([left.min(x), top.min(y), right.max(x), bottom.max(y)]);
    }

    /// Opens `<g>`; closed by [`Canvas::close`] with `"g"`.
    pub(super) fn open(&mut self, class: &str) {
        self.out.open("g", format_args!("class=\"{class}\""));
    }

    /// Opens `<a>` around what is drawn next, or `<g>` without a URL; returns the name to close.
    pub(super) fn open_link(&mut self, url: Option<&str>, class: &str) -> &'static str {
        self.out.open_link(url, class)
    }

    /// Closes what was opened.
    pub(super) fn close(&mut self, name: &str) {
        self.out.close(name);
    }

    /// A tooltip for what was opened last.
    pub(super) fn tooltip(&mut self, text: &str) {
        self.out.title(text);
    }

    /// A rectangle.
    pub(super) fn rect<'a>(&mut self, look: impl Into<Look<'a>>, [x, y, w, h]: [f64; 4], rx: f64) {
        self.reach(x, y);
        self.reach(x + w, y + h);
        let look = look.into().attributes();
        let (x, y, w, h) = (Num(x), Num(y), Num(w.max(0.0)), Num(h.max(0.0)));
        if rx > 0.0 {
            let rx = Num(rx);
            self.out.empty(
                "rect",
                format_args!("x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{rx}\"{look}"),
            );
        } else {
            self.out.empty("rect", format_args!("x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"{look}"));
        }
    }

    /// A circle.
    pub(super) fn circle<'a>(&mut self, look: impl Into<Look<'a>>, x: f64, y: f64, r: f64) {
        self.reach(x - r, y - r);
        self.reach(x + r, y + r);
        let look = look.into().attributes();
        let (x, y, r) = (Num(x), Num(y), Num(r));
        self.out.empty("circle", format_args!("cx=\"{x}\" cy=\"{y}\" r=\"{r}\"{look}"));
    }

    /// Path data of ours; the caller has reached its borders.
    pub(super) fn path<'a>(&mut self, look: impl Into<Look<'a>>, d: &str) {
        let look = look.into().attributes();
        self.out.empty("path", format_args!("d=\"{d}\"{look}"));
    }

    /// A line through places.
    pub(super) fn line<'a>(&mut self, look: impl Into<Look<'a>>, points: &[(f64, f64)]) {
        let d = self.through(points);
        self.path(look, &d);
    }

    /// A closed outline through places.
    pub(super) fn polygon<'a>(&mut self, look: impl Into<Look<'a>>, points: &[(f64, f64)]) {
        let d = self.through(points);
        self.path(look, &(d + "Z"));
    }

    fn through(&mut self, points: &[(f64, f64)]) -> String {
        let mut d = String::new();
        for (at, &(x, y)) in points.iter().enumerate() {
            self.reach(x, y);
            d.push(if at == 0 { 'M' } else { 'L' });
            let _ = write!(d, "{} {}", Num(x), Num(y));
        }
        d
    }

    /// The filled head of an arrow that comes from a place and ends at another.
    pub(super) fn arrow_head(&mut self, class: &str, from: (f64, f64), at: (f64, f64)) {
        let (dx, dy) = (at.0 - from.0, at.1 - from.1);
        let length = dx.hypot(dy);
        if length < 0.01 {
            return;
        }
        let (dx, dy) = (dx / length, dy / length);
        let back = (at.0 - dx * 9.0, at.1 - dy * 9.0);
        self.polygon(
            class,
            &[at, (back.0 - dy * 4.0, back.1 + dx * 4.0), (back.0 + dy * 4.0, back.1 - dx * 4.0)],
        );
    }

    /// One line of text on its baseline.
    pub(super) fn text<'a>(
        &mut self,
        look: impl Into<Look<'a>>,
        (x, y): (f64, f64),
        anchor: Anchor,
        size: i32,
        words: &str,
    ) {
        if words.is_empty() {
            return;
        }
        let w = f64::from(text::width(words, size));
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - w / 2.0,
            Anchor::End => x - w,
        };
        self.reach(left, y - f64::from(size));
        self.reach(left + w, y + 4.0);
        let look = look.into().attributes();
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let (x, y) = (Num(x), Num(y));
        if size == FONT {
            self.out.open("text", format_args!("x=\"{x}\" y=\"{y}\"{anchor}{look}"));
        } else {
            self.out.open("text", format_args!("x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor}{look}"));
        }
        self.out.text(words);
        self.out.close("text");
    }

    /// Lines of text around the middle of a rectangle.
    pub(super) fn centred(&mut self, look: &Look<'_>, [x, y, w, h]: [f64; 4], size: i32, lines: &[String]) {
        let first = y + h / 2.0 - (lines.len() as f64 - 1.0) * LINE / 2.0 + 4.0;
        for (at, line) in lines.iter().enumerate() {
            self.text(look.clone(), (x + w / 2.0, first + at as f64 * LINE), Anchor::Middle, size, line);
        }
    }

    /// A text turned a quarter to the left, around its middle.
    pub(super) fn turned(&mut self, class: &str, (x, y): (f64, f64), size: i32, words: &str) {
        if words.is_empty() {
            return;
        }
        let half = f64::from(text::width(words, size)) / 2.0;
        self.reach(x - f64::from(size), y - half);
        self.reach(x + 4.0, y + half);
        let (x, y) = (Num(x), Num(y));
        self.out.open(
            "text",
            format_args!(
                "class=\"{class}\" font-size=\"{size}\" text-anchor=\"middle\" transform=\"translate({x} {y})rotate(-90)\""
            ),
        );
        self.out.text(words);
        self.out.close("text");
    }

    /// A node of a graph at a place of its own.
    pub(super) fn node(&mut self, node: &Node, lines: &[String], rect: Rect) {
        self.reach(f64::from(rect.x), f64::from(rect.y));
        self.reach(f64::from(rect.x + rect.w), f64::from(rect.y + rect.h));
        shape::draw(&mut self.out, node, lines, rect);
    }

    /// The drawing, its title above it.
    pub(super) fn svg(mut self, class: &str, about: &About) -> String {
        const MARGIN: f64 = 8.0;
        if !about.title.is_empty() {
            // At the left, where it is seen before a wide drawing is scrolled.
            let [left, top, ..] = self.bounds.unwrap_or([0.0; 4]);
            self.reach(left + f64::from(text::title_width(&about.title)), top - 16.0);
            self.text("g-title", (left, top - 16.0), Anchor::Start, text::TITLE, &about.title);
        }
        let [left, top, right, bottom] = self.bounds.unwrap_or([0.0; 4]);
        let (width, height) = (right - left + 2.0 * MARGIN, bottom - top + 2.0 * MARGIN);
        let mut out = Markup::default();
        open_svg(&mut out, class, about, width.ceil() as i32, height.ceil() as i32);
        let (dx, dy) = (Num(MARGIN - left), Num(MARGIN - top));
        out.open("g", format_args!("transform=\"translate({dx} {dy})\""));
        out.append(self.out);
        out.close("g");
        out.close("svg");
        out.finish()
    }
}

/// The widest of some lines, in pixels.
pub(super) fn widest(lines: &[String], size: i32) -> f64 {
    f64::from(lines.iter().map(|line| text::width(line, size)).max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawing_holds_all_of_it() {
        let mut canvas = Canvas::default();
        canvas.rect("g-x", [-20.0, -10.25, 40.0, 20.0], 0.0);
        canvas.text("", (20.0, 0.0), Anchor::Start, FONT, "a<b");
        let svg = canvas.svg("g-test", &About::named("Test"));
        assert!(svg.contains("translate(28 20)"), "{svg}");
        assert!(
            svg.contains("<rect x=\"-20\" y=\"-10.3\" width=\"40\" height=\"20\" class=\"g-x\"/>"),
            "{svg}"
        );
        assert!(svg.contains(">a&lt;b</text>"));
        assert_eq!(Num(f64::NAN).to_string(), "0");
    }
}
