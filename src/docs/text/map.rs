//! From a place in the expanded text back to the author's.
//!
//! In: the stretches that were kept. Out: ranges of the original. Never: outside it.

use std::ops::Range;

/// Kept stretches in order, each with where it starts in the expanded text.
#[derive(Debug, Default)]
pub(in crate::docs) struct TextMap {
    kept: Vec<(usize, Range<usize>)>,
    /// Length of the expanded text so far.
    length: usize,
}

impl TextMap {
    /// A stretch of the original was kept, then a directive was replaced by `inserted` bytes.
    pub(super) fn push(&mut self, kept: Range<usize>, inserted: usize) {
        let length = kept.len();
        self.kept.push((self.length, kept));
        self.length += length + inserted;
    }

    /// The range of the original; what an include brought in is the directive's own range.
    pub(in crate::docs) fn back(&self, range: Range<usize>) -> Range<usize> {
        if self.kept.is_empty() {
            return range;
        }
        let at = self.kept.partition_point(|(start, _)| *start <= range.start).saturating_sub(1);
        let (start, kept) = &self.kept[at];
        let offset = range.start - start;
        if offset < kept.len() || (at + 1 == self.kept.len()) {
            let from = kept.start + offset.min(kept.len());
            from..(from + range.len()).min(kept.end).max(from)
        } else {
            let end = self.kept.get(at + 1).map_or(kept.end, |(_, next)| next.start);
            kept.end..end
        }
    }
}
