//! Packet diagrams.
//!
//! In: a [`Source`]: fields of bits. Out: SVG, rows of 32 bits. Never: leaves a gap between fields unsaid.

use super::super::canvas::{Anchor, Canvas, FONT};
use super::super::problem::{Drawing, Problem};
use super::super::text;
use super::label;
use super::source::{Source, excerpt, title};

struct Field {
    from: u32,
    to: u32,
    name: String,
}

const FIELDS: usize = 300;
const ROWS: u32 = 256;

/// SVG of a packet.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let mut heading = title(source.head()).unwrap_or_default();
    let mut fields: Vec<Field> = Vec::new();
    let per_row = source.config.number("packet.bitsPerRow", 32.0, 1.0, 128.0) as u32;
    let bits = source.config.flag("packet.showBits", true);
    for row in source.body() {
        let line = row.text();
        if let Some(text) = title(line) {
            heading = text;
            continue;
        }
        let wrong = || row.problem(format!("`{}` is not `first-last: \"name\"`", excerpt(line)));
        let (range, name) = line.split_once(':').ok_or_else(wrong)?;
        let next = fields.last().map_or(0, |field| field.to + 1);
        let number = |text: &str| text.trim().parse::<u32>().ok();
        let (from, to) = match (range.trim().strip_prefix('+'), range.split_once('-')) {
            (Some(count), _) => {
                let count = number(count).filter(|count| *count > 0).ok_or_else(wrong)?;
                (next, next.saturating_add(count - 1))
            }
            (None, Some((from, to))) => (number(from).ok_or_else(wrong)?, number(to).ok_or_else(wrong)?),
            (None, None) => {
                let at = number(range).ok_or_else(wrong)?;
                (at, at)
            }
        };
        if from != next || to < from {
            return Err(row
                .problem(format!("the field begins at bit {from} and ends at {to}; bit {next} comes next")));
        }
        if fields.len() >= FIELDS || to / per_row >= ROWS {
            return Err(Problem::new(format!(
                "a packet of more than {FIELDS} fields or {ROWS} rows is not drawn"
            )));
        }
        fields.push(Field { from, to, name: label::clean(name) });
    }
    if fields.is_empty() {
        return Err(Problem::new("the packet has no fields"));
    }
    let about = source.about(&heading, "Packet");
    Ok(Drawing { svg: draw(&fields, per_row, bits).svg("g--diagram g-packet", &about), left_out: Vec::new() })
}

fn draw(fields: &[Field], per_row: u32, bits: bool) -> Canvas {
    let mut canvas = Canvas::default();
    let bit = (704.0 / f64::from(per_row)).clamp(14.0, 32.0);
    let (height, gap) = (36.0, if bits { 20.0 } else { 6.0 });
    for field in fields {
        let mut from = field.from;
        while from <= field.to {
            let row = from / per_row;
            let to = field.to.min(row * per_row + per_row - 1);
            let (x, y) = (f64::from(from % per_row) * bit, f64::from(row) * (height + gap));
            let w = f64::from(to - from + 1) * bit;
            canvas.open("g-k--0");
            canvas.tooltip(&format!("{}: {} to {}", field.name, field.from, field.to));
            canvas.rect("g-tint", [x, y, w, height], 0.0);
            if f64::from(text::width(&field.name, FONT)) > w && w < height {
                // A single bit's name stands upright.
                let name = text::shorten(&field.name, 10, height as i32 - 4);
                canvas.turned("", (x + w / 2.0 + 4.0, y + height / 2.0), 10, &name);
            } else {
                let name = text::shorten(&field.name, FONT, w as i32 - 4);
                canvas.text("", (x + w / 2.0, y + 22.0), Anchor::Middle, FONT, &name);
            }
            canvas.close("g");
            if bits {
                if from == to {
                    canvas.text("g-small", (x + w / 2.0, y - 4.0), Anchor::Middle, 10, &from.to_string());
                } else {
                    canvas.text("g-small", (x + 1.0, y - 4.0), Anchor::Start, 10, &from.to_string());
                    canvas.text("g-small", (x + w - 1.0, y - 4.0), Anchor::End, 10, &to.to_string());
                }
            }
            from = to + 1;
        }
    }
    canvas
}
