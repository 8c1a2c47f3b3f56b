//! Looks that authors give to nodes, edges and frames.
//!
//! In: declarations as Mermaid's `style`, `classDef` and `linkStyle` write them (`fill:#f00,stroke-width:2px`), values of
//! Graphviz' attributes. Out: a [`Style`] of colours and numbers; attributes of SVG that the theme's rules leave alone.
//! Never: writes what an author wrote: every value is parsed, and made readable in the light and in the dark theme.

use std::fmt::Write as _;

use super::colour::Colour;

/// What the author decided; the theme decides the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// Inside.
    pub fill: Option<Colour>,
    /// Outline, or the line of an edge.
    pub stroke: Option<Colour>,
    /// Text.
    pub text: Option<Colour>,
    /// Width of the outline in tenths of a pixel.
    pub width: Option<u16>,
    /// Lengths of strokes and gaps in pixels; empty for a solid line.
    pub dashes: Option<Vec<u8>>,
    /// Bold text.
    pub bold: bool,
    /// Italic text.
    pub italic: bool,
}

/// Properties that decide nothing a reader would miss: the theme's fonts and the layout stay.
const PASSED_OVER: &[&str] = &[
    "font-family",
    "font-size",
    "padding",
    "margin",
    "width",
    "height",
    "rx",
    "ry",
    "text-align",
    "text-anchor",
    "line-height",
    "white-space",
    "cursor",
    "animation",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-dashoffset",
    "stroke-opacity",
    "fill-opacity",
    "opacity",
    "filter",
    "border-radius",
    "text-decoration",
    "interpolate",
];

impl Style {
    /// Whether the theme decides everything.
    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Reads declarations, separated by commas or semicolons, over what stands here already; answers with those that
    /// are not understood.
    pub(crate) fn read(&mut self, text: &str) -> Vec<String> {
        declarations(text).filter(|written| !self.declare(written)).map(str::to_owned).collect()
    }

    fn declare(&mut self, written: &str) -> bool {
        let Some((name, value)) = written.split_once(':') else { return false };
        let name = name.trim().to_ascii_lowercase();
        let value = value.trim().trim_end_matches("!important").trim_end();
        let colour = Colour::parse(value);
        match name.as_str() {
            "fill" | "background" | "background-color" => self.fill = colour.or(self.fill),
            "stroke" | "border-color" => self.stroke = colour.or(self.stroke),
            "color" => self.text = colour.or(self.text),
            "stroke-width" | "border-width" => {
                let Some(width) = pixels(value) else { return false };
                self.width = Some((width.min(12.0) * 10.0) as u16);
                return true;
            }
            "stroke-dasharray" => {
                let parts = value.split([' ', ',']).filter(|part| !part.is_empty());
                let Some(dashes) = parts
                    .take(8)
                    .map(|part| pixels(part).map(|length| length.min(100.0) as u8))
                    .collect::<Option<Vec<u8>>>()
                else {
                    return value == "none";
                };
                self.dashes =
                    Some(if dashes.iter().all(|&length| length == 0) { Vec::new() } else { dashes });
                return true;
            }
            "font-weight" => {
                self.bold =
                    value.starts_with("bold") || value.parse::<u32>().is_ok_and(|weight| weight >= 600);
                return true;
            }
            "font-style" => {
                self.italic = matches!(value, "italic" | "oblique");
                return true;
            }
            other => return PASSED_OVER.contains(&other),
        }
        colour.is_some()
    }

    /// This style with the other's decisions over it.
    pub(crate) fn over(&mut self, other: &Self) {
        self.fill = other.fill.or(self.fill);
        self.stroke = other.stroke.or(self.stroke);
        self.text = other.text.or(self.text);
        self.width = other.width.or(self.width);
        if other.dashes.is_some() {
            self.dashes.clone_from(&other.dashes);
        }
        self.bold |= other.bold;
        self.italic |= other.italic;
    }

    /// Attributes of an outline, from a blank on; empty where the theme decides. `g-own` keeps the theme's rules off.
    pub(crate) fn outline(&self) -> String {
        let mut out = String::new();
        if self.fill.is_none() && self.stroke.is_none() && self.width.is_none() && self.dashes.is_none() {
            return out;
        }
        let fill = match self.fill {
            Some(fill) => fill.css(),
            None => "color-mix(in srgb,var(--k) 9%,var(--g-surface))".to_owned(),
        };
        let stroke = match (self.stroke, self.fill) {
            (Some(stroke), Some(fill)) if !fill.is_faint() => stroke.css(),
            (Some(stroke), _) => stroke.line(),
            (None, Some(fill)) if !fill.is_faint() => fill.border().css(),
            (None, _) => "var(--k)".to_owned(),
        };
        let _ = write!(out, " class=\"g-own\" fill=\"{fill}\" stroke=\"{stroke}\"");
        self.pen(&mut out);
        out
    }

    /// Attributes of an edge's line, from a blank on, without its class; empty where the theme decides.
    pub(crate) fn line(&self) -> String {
        let mut out = String::new();
        if let Some(stroke) = self.stroke {
            let _ = write!(out, " stroke=\"{}\"", stroke.line());
        } else if self.width.is_some() || self.dashes.is_some() {
            out.push_str(" stroke=\"var(--g-line)\"");
        }
        self.pen(&mut out);
        out
    }

    fn pen(&self, out: &mut String) {
        if let Some(width) = self.width {
            let _ = write!(out, " stroke-width=\"{}\"", f32::from(width) / 10.0);
        }
        if let Some(dashes) = self.dashes.as_ref().filter(|dashes| !dashes.is_empty()) {
            let lengths: Vec<String> = dashes.iter().map(ToString::to_string).collect();
            let _ = write!(out, " stroke-dasharray=\"{}\"", lengths.join(" "));
        }
    }

    /// Attributes of a text inside the outline, from a blank on; empty where the theme decides.
    pub(crate) fn words(&self) -> String {
        let mut out = String::new();
        let fill = match (self.fill.filter(|fill| !fill.is_faint()), self.text) {
            (Some(fill), text) => Some(fill.text_on(text).css()),
            (None, Some(text)) => Some(text.text()),
            (None, None) => None,
        };
        if let Some(fill) = fill {
            let _ = write!(out, " fill=\"{fill}\"");
        }
        if self.bold {
            out.push_str(" font-weight=\"700\"");
        }
        if self.italic {
            out.push_str(" font-style=\"italic\"");
        }
        out
    }
}

/// Declarations, apart at `;` and at those commas that do not stand in parentheses, nor before a bare number (of
/// `stroke-dasharray: 5,5`); `\,` is a comma inside.
fn declarations(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            let mut depth = 0_i32;
            let end = rest
                .char_indices()
                .find(|&(at, c)| {
                    match c {
                        '(' => depth += 1,
                        ')' => depth -= 1,
                        _ => {}
                    }
                    let escaped = at > 0 && rest.as_bytes()[at - 1] == b'\\';
                    c == ';' || c == ',' && depth <= 0 && !escaped && !starts_number(&rest[at + 1..])
                })
                .map_or(rest.len(), |(at, _)| at);
            let written = rest[..end].trim();
            rest = rest.get(end + 1..).unwrap_or("");
            if !written.is_empty() {
                return Some(written);
            }
        }
    })
}

fn starts_number(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

fn pixels(text: &str) -> Option<f32> {
    let number: f32 = text.trim().trim_end_matches('\\').trim_end_matches("px").trim().parse().ok()?;
    (number.is_finite() && number >= 0.0).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(text: &str) -> Style {
        let mut style = Style::default();
        assert_eq!(style.read(text), Vec::<String>::new(), "{text}");
        style
    }

    #[test]
    fn declarations_become_attributes() {
        let own = style(
            "fill:#f9f, stroke:#333;stroke-width:4px,color:#fff,stroke-dasharray: 5 5,font-weight:bold",
        );
        assert_eq!(
            own.outline(),
            " class=\"g-own\" fill=\"#ff99ff\" stroke=\"#333333\" stroke-width=\"4\" stroke-dasharray=\"5 5\""
        );
        // White on pale pink is not readable.
        assert_eq!(own.words(), " fill=\"#1d2430\" font-weight=\"700\"");
        assert_eq!(style("stroke-dasharray:5\\,5").dashes, Some(vec![5, 5]));
        assert_eq!(style("stroke-dasharray:5,5,fill:red").dashes, Some(vec![5, 5]));
        assert_eq!(style("fill:rgb(1,2,3),stroke:none").fill, Colour::parse("#010203"));
        assert_eq!(style("font-size:12px").outline(), "");
        assert!(style("stroke:#000").line().starts_with(" stroke=\"light-dark(#000000,#"));
    }

    #[test]
    fn what_is_no_look_is_told_and_never_written() {
        let mut style = Style::default();
        assert_eq!(
            style.read("fill:url(javascript:alert(1)),stroke:red\" onload=\"x,background-image:url(x),x"),
            ["fill:url(javascript:alert(1))", "stroke:red\" onload=\"x", "background-image:url(x)", "x"]
        );
        assert!(style.is_empty());
    }
}
