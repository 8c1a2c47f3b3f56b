//! Sections above the columns that belong to them, in journeys and timelines.
//!
//! In: names, and the section of each column. Out: a band over each section's columns. Never: a band without a column.

use super::super::canvas::{Anchor, Canvas, FONT, colour};
use super::super::text;

/// Columns side by side.
pub(super) struct Columns {
    /// Width of one.
    pub width: f64,
    /// Room between two.
    pub gap: f64,
}

impl Columns {
    /// Draws the bands at the top; `section_of` holds the section of each column.
    pub(super) fn bands(&self, canvas: &mut Canvas, sections: &[String], section_of: &[usize]) {
        let step = self.width + self.gap;
        for (at, name) in sections.iter().enumerate() {
            let own = |column: &usize| *column == at;
            let (Some(first), Some(last)) =
                (section_of.iter().position(own), section_of.iter().rposition(own))
            else {
                continue;
            };
            let (x, w) = (first as f64 * step, (last - first + 1) as f64 * step - self.gap);
            canvas.open(&colour(at));
            canvas.rect("g-solid", [x, 0.0, w, 28.0], 6.0);
            let name = text::shorten(name, FONT, w as i32 - 12);
            canvas.text("g-inverse", (x + w / 2.0, 18.0), Anchor::Middle, FONT, &name);
            canvas.close("g");
        }
    }
}
