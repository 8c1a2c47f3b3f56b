//! Draws a [`Sequence`].
//!
//! In: who and what. Out: SVG. Never: lets a text run over its neighbour: columns part as far as texts need.

use super::super::super::colour::Colour;
use super::super::super::markup::{About, Markup, open_svg};
use super::super::super::text;
use super::{Event, Head, Sequence};

const FONT: i32 = 12;
const LINE: i32 = 15;
const TOP: i32 = 44;
/// From a participant to the border of its box.
const BOX: i32 = 10;

/// SVG of the diagram.
pub(super) fn draw(sequence: &Sequence, about: &About) -> String {
    let names: Vec<Vec<String>> =
        sequence.actors.iter().map(|actor| text::wrap(&actor.label, FONT, 150)).collect();
    let widths: Vec<i32> = names.iter().map(|lines| (widest(lines) + 28).max(70)).collect();
    let head = names.iter().map(Vec::len).max().unwrap_or(1) as i32 * LINE + 20;
    let (centres, right) = columns(sequence, &widths);
    let boxed = match () {
        () if sequence.boxes.iter().any(|group| !group.label.is_empty()) => 24,
        () if !sequence.boxes.is_empty() => 8,
        () => 0,
    };
    let title = if about.title.is_empty() { 0 } else { 26 } + boxed;
    let mut canvas =
        Canvas { frames: Vec::new(), rows: Markup::default(), y: TOP + head - 24 + title, right };
    let mut open: Vec<(i32, usize)> = Vec::new();
    for (at, event) in sequence.events.iter().enumerate() {
        match event {
            Event::Message { from, to, text, dashed, tip, both } => {
                canvas.message(centres[*from], centres[*to], text, *dashed, *tip, *both);
            }
            Event::Note { first, last, side, text } => {
                canvas.note(centres[*first], centres[*last], *side, text);
            }
            Event::Open { word, text } => {
                let (left, right) = extent(sequence, at, &centres, canvas.right);
                let inset = open.len() as i32 * 6;
                canvas.y += 6;
                open.push((canvas.y, at));
                canvas.block_title(left - 34 + inset, right + 34 - inset, word, text);
            }
            Event::Shade { .. } => {
                canvas.y += 4;
                open.push((canvas.y, at));
            }
            Event::Divider { text } => {
                if let Some(&(_, start)) = open.last() {
                    let (left, right) = extent(sequence, start, &centres, canvas.right);
                    let inset = (open.len() as i32 - 1) * 6;
                    canvas.divider(left - 34 + inset, right + 34 - inset, text);
                }
            }
            Event::Close => {
                if let Some((top, start)) = open.pop() {
                    let (left, right) = extent(sequence, start, &centres, canvas.right);
                    let inset = open.len() as i32 * 6;
                    let (left, right) = (left - 34 + inset, right + 34 - inset);
                    canvas.y += 12;
                    let shade = match sequence.events[start] {
                        Event::Shade { fill } => shade(fill),
                        _ => String::new(),
                    };
                    canvas.frames.push((
                        start,
                        format!(
                            "x=\"{left}\" y=\"{top}\" width=\"{}\" height=\"{}\" rx=\"6\"{shade}",
                            right - left,
                            canvas.y - top
                        ),
                    ));
                }
            }
        }
    }
    let bottom = canvas.y + 24;
    let width = (canvas.right + 16).max(text::title_width(&about.title) + 16);
    let height = bottom + head + 8 + if boxed > 0 { 8 } else { 0 };
    let mut svg = Markup::default();
    open_svg(&mut svg, "g--diagram g-sequence", about, width, height);
    if !about.title.is_empty() {
        let size = text::TITLE;
        svg.open("text", format_args!("class=\"g-title\" x=\"8\" y=\"20\" font-size=\"{size}\""));
        svg.text(&about.title);
        svg.close("text");
    }
    svg.open("g", format_args!("class=\"g-cluster\""));
    for group in &sequence.boxes {
        let (Some(first), Some(last)) = (group.actors.iter().min(), group.actors.iter().max()) else {
            continue;
        };
        let (left, right) =
            (centres[*first] - widths[*first] / 2 - BOX, centres[*last] + widths[*last] / 2 + BOX);
        let (top, look) = (8 + title - boxed, shade(group.fill));
        svg.empty(
            "rect",
            format_args!(
                "x=\"{left}\" y=\"{top}\" width=\"{}\" height=\"{}\" rx=\"6\"{look}",
                right - left,
                height - top - 4
            ),
        );
        let label = text::shorten(&group.label, FONT, (right - left - 8).max(40));
        write_lines(&mut svg, "", i32::midpoint(left, right), top + 16, &[label]);
    }
    // What opened first lies below.
    canvas.frames.sort_by_key(|(start, _)| *start);
    for (_, frame) in &canvas.frames {
        svg.empty("rect", format_args!("{frame}"));
    }
    svg.close("g");
    for &x in &centres {
        svg.empty("path", format_args!("class=\"g-edge g-life\" d=\"M{x} {}V{bottom}\"", 8 + title + head));
    }
    svg.append(canvas.rows);
    for (at, lines) in names.iter().enumerate() {
        for top in [8 + title, bottom] {
            let rx = if sequence.actors[at].person { head / 2 } else { 6 };
            let (x, w) = (centres[at] - widths[at] / 2, widths[at]);
            let name = svg.open_link(sequence.actors[at].link.as_deref(), "g-node");
            svg.empty(
                "rect",
                format_args!("x=\"{x}\" y=\"{top}\" width=\"{w}\" height=\"{head}\" rx=\"{rx}\""),
            );
            let start = top + head / 2 - (lines.len() as i32 - 1) * LINE / 2 + 4;
            write_lines(&mut svg, "", centres[at], start, lines);
            svg.close(name);
        }
    }
    svg.close("svg");
    svg.finish()
}

fn widest(lines: &[String]) -> i32 {
    lines.iter().map(|line| text::width(line, FONT)).max().unwrap_or(0)
}

fn message_lines(text: &str) -> Vec<String> {
    text::wrap(text, FONT, 240)
}

fn note_lines(text: &str) -> Vec<String> {
    text::wrap(text, FONT, 190)
}

/// The middles of the columns, and the right border of everything.
fn columns(sequence: &Sequence, widths: &[i32]) -> (Vec<i32>, i32) {
    let count = widths.len();
    let mut left_margin = widths[0] / 2 + 8;
    // Room each pair of columns needs between their middles: (left column, right column, pixels).
    let mut needs: Vec<(usize, usize, i32)> = Vec::new();
    let mut behind_last = widths[count - 1] / 2 + 8;
    for event in &sequence.events {
        match event {
            Event::Message { from, to, text, .. } if from == to => {
                let need = widest(&message_lines(text)) + 56;
                if from + 1 < count {
                    needs.push((*from, from + 1, need));
                } else {
                    behind_last = behind_last.max(need);
                }
            }
            Event::Message { from, to, text, .. } => {
                needs.push((*from.min(to), *from.max(to), widest(&message_lines(text)) + 30));
            }
            Event::Note { first, side, text, .. } if *side != 0 => {
                let need = widest(&note_lines(text)) + 44;
                match (*side, *first) {
                    (-1, 0) => left_margin = left_margin.max(need),
                    (-1, at) => needs.push((at - 1, at, need)),
                    (_, at) if at + 1 < count => needs.push((at, at + 1, need)),
                    _ => behind_last = behind_last.max(need),
                }
            }
            Event::Note { first, last, text, .. } => {
                let half = widest(&note_lines(text)) / 2 + 20;
                if first == last {
                    if *first == 0 {
                        left_margin = left_margin.max(half);
                    } else {
                        needs.push((first - 1, *first, half + 12));
                    }
                    if first + 1 < count {
                        needs.push((*first, first + 1, half + 12));
                    } else {
                        behind_last = behind_last.max(half);
                    }
                } else {
                    needs.push((*first, *last, 2 * half - 40));
                }
            }
            _ => {}
        }
    }
    // A box keeps its border apart from the neighbours outside it.
    for group in &sequence.boxes {
        if let (Some(&first), Some(&last)) = (group.actors.iter().min(), group.actors.iter().max()) {
            if first > 0 {
                needs.push((
                    first - 1,
                    first,
                    i32::midpoint(widths[first - 1], widths[first]) + 24 + 2 * BOX,
                ));
            }
            if last + 1 < count {
                needs.push((last, last + 1, i32::midpoint(widths[last], widths[last + 1]) + 24 + 2 * BOX));
            }
            left_margin = left_margin.max(widths[0] / 2 + 8 + BOX);
            behind_last = behind_last.max(widths[count - 1] / 2 + 8 + BOX);
        }
    }
    if sequence.events.iter().any(|event| matches!(event, Event::Open { .. } | Event::Shade { .. })) {
        left_margin = left_margin.max(44);
        behind_last = behind_last.max(44);
    }
    let mut centres = vec![left_margin];
    for right in 1..count {
        let mut at = centres[right - 1] + i32::midpoint(widths[right - 1], widths[right]) + 24;
        for &(left, _, need) in needs.iter().filter(|need| need.1 == right) {
            at = at.max(centres[left] + need);
        }
        centres.push(at);
    }
    let right = centres[count - 1] + behind_last;
    (centres, right)
}

/// From the first to the last lifeline that a block touches.
fn extent(sequence: &Sequence, start: usize, centres: &[i32], right: i32) -> (i32, i32) {
    let mut depth = 0;
    let mut touched: Vec<i32> = Vec::new();
    for event in &sequence.events[start..] {
        match event {
            Event::Open { .. } | Event::Shade { .. } => depth += 1,
            Event::Close => depth -= 1,
            Event::Message { from, to, text, .. } => {
                touched.extend([centres[*from], centres[*to]]);
                if from == to {
                    touched.push((centres[*from] + widest(&message_lines(text)) + 20).min(right - 34));
                }
            }
            Event::Note { first, last, .. } => touched.extend([centres[*first], centres[*last]]),
            Event::Divider { .. } => {}
        }
        if depth == 0 {
            break;
        }
    }
    let first = touched.iter().copied().min().unwrap_or(centres[0]);
    let last = touched.iter().copied().max().unwrap_or(centres[centres.len() - 1]);
    (first, last)
}

fn write_lines(svg: &mut Markup, class: &str, x: i32, y: i32, lines: &[String]) {
    for (at, line) in lines.iter().enumerate() {
        let y = y + at as i32 * LINE;
        if class.is_empty() {
            svg.open("text", format_args!("x=\"{x}\" y=\"{y}\" text-anchor=\"middle\""));
        } else {
            svg.open("text", format_args!("class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\""));
        }
        svg.text(line);
        svg.close("text");
    }
}

/// Attributes of a background: the author's colour, so pale that texts stay readable in both themes.
fn shade(fill: Option<Colour>) -> String {
    match fill {
        Some(fill) if fill.css() != "none" => {
            format!(" class=\"g-own\" fill=\"color-mix(in srgb,{} 30%,var(--g-surface))\"", fill.css())
        }
        _ => String::new(),
    }
}

struct Canvas {
    /// What opened it, and its rectangle.
    frames: Vec<(usize, String)>,
    rows: Markup,
    y: i32,
    right: i32,
}

impl Canvas {
    fn message(&mut self, from: i32, to: i32, text: &str, dashed: bool, tip: Head, both: bool) {
        let lines = message_lines(text);
        let class = if dashed { "g-edge g-dashed" } else { "g-edge" };
        if from == to {
            let (y, x) = (self.y + 12, from + 12);
            let bottom = y + 20.max(lines.len() as i32 * LINE);
            self.rows.empty(
                "path",
                format_args!("class=\"{class}\" d=\"M{from} {y}H{}Q{2} {y} {2} {3}V{4}Q{2} {bottom} {0} {bottom}H{1}\"", x + 8, from + 1, x + 16, y + 6, bottom - 6),
            );
            self.head(from + 1, bottom, -1, tip);
            for (at, line) in lines.iter().enumerate() {
                let y = y + 14 + at as i32 * LINE;
                self.rows.open("text", format_args!("class=\"g-label\" x=\"{}\" y=\"{y}\"", from + 34));
                self.rows.text(line);
                self.rows.close("text");
            }
            self.y = bottom + 12;
            return;
        }
        let sign = if to > from { 1 } else { -1 };
        let first = self.y + 16;
        write_lines(&mut self.rows, "g-label", i32::midpoint(from, to), first, &lines);
        let y = first + (lines.len() as i32 - 1).max(0) * LINE + 8;
        self.rows.empty("path", format_args!("class=\"{class}\" d=\"M{from} {y}H{}\"", to - sign));
        self.head(to - sign, y, sign, tip);
        if both {
            self.head(from + sign, y, -sign, tip);
        }
        self.y = y + 10;
    }

    fn head(&mut self, x: i32, y: i32, sign: i32, tip: Head) {
        let back = x - sign * 8;
        match tip {
            Head::None => {}
            Head::Full => self.rows.empty(
                "path",
                format_args!("class=\"g-tip g-full\" d=\"M{x} {y}L{back} {}L{back} {}Z\"", y - 4, y + 4),
            ),
            Head::Open => self.rows.empty(
                "path",
                format_args!("class=\"g-edge\" d=\"M{back} {}L{x} {y}L{back} {}\"", y - 5, y + 5),
            ),
            Head::Cross => self.rows.empty(
                "path",
                format_args!("class=\"g-edge\" d=\"M{back} {0}L{x} {1}M{back} {1}L{x} {0}\"", y - 5, y + 5),
            ),
        }
    }

    fn note(&mut self, first: i32, last: i32, side: i32, text: &str) {
        let lines = note_lines(text);
        let w = (widest(&lines) + 24).max(if side == 0 && last > first { last - first + 60 } else { 0 });
        let h = lines.len().max(1) as i32 * LINE + 12;
        let centre = match side {
            0 => i32::midpoint(first, last),
            side => first + side * (w / 2 + 10),
        };
        let (x, y) = ((centre - w / 2).max(2), self.y + 8);
        self.right = self.right.max(x + w);
        self.rows.open("g", format_args!("class=\"g-node g-note\""));
        self.rows.empty("rect", format_args!("x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"2\""));
        write_lines(&mut self.rows, "", x + w / 2, y + 18, &lines);
        self.rows.close("g");
        self.y = y + h + 4;
    }

    fn block_title(&mut self, left: i32, right: i32, word: &str, text: &str) {
        let w = text::width(word, FONT) + 16;
        self.rows.open("g", format_args!("class=\"g-block\""));
        self.rows.empty(
            "path",
            format_args!(
                "d=\"M{left} {0}H{1}V{2}L{3} {4}H{left}Z\"",
                self.y,
                left + w,
                self.y + 12,
                left + w - 8,
                self.y + 20
            ),
        );
        write_lines(&mut self.rows, "g-head", left + w / 2 - 2, self.y + 14, &[word.to_owned()]);
        self.rows.close("g");
        let room = (right - left - w - 12).max(60);
        let lines = text::wrap(text, FONT, room);
        for (at, line) in lines.iter().enumerate() {
            let y = self.y + 14 + at as i32 * LINE;
            self.rows.open("text", format_args!("class=\"g-label\" x=\"{}\" y=\"{y}\"", left + w + 8));
            self.rows.text(line);
            self.rows.close("text");
            self.right = self.right.max(left + w + 8 + text::width(line, FONT));
        }
        self.y += 18 + (lines.len() as i32 - 1).max(0) * LINE;
    }

    fn divider(&mut self, left: i32, right: i32, text: &str) {
        self.y += 10;
        self.rows.empty("path", format_args!("class=\"g-edge g-dashed\" d=\"M{left} {}H{right}\"", self.y));
        let lines = text::wrap(text, FONT, (right - left - 16).max(60));
        write_lines(&mut self.rows, "g-label", i32::midpoint(left, right), self.y + 15, &lines);
        self.y += lines.len() as i32 * LINE + 2;
    }
}
