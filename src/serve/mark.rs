//! What tells a browser whether its page is another one now.
//!
//! In: a page's bytes. Out: a hash of what it says, and one of the styles that it names. Never: a page's text.

use memchr::memmem;
use xxhash_rust::xxh3::xxh3_64;

/// See the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Mark {
    /// Of everything but the versions of style sheets.
    pub(super) page: u64,
    /// Of those.
    pub(super) styles: u64,
}

/// What stands before a style sheet's version, and how long that is.
const VERSION: (&[u8], usize) = (b".css?v=", 8);

impl Mark {
    /// Of a page; the default for one that is not there.
    pub(super) fn of(page: &[u8]) -> Self {
        let (mut text, mut styles) = (Vec::with_capacity(page.len()), Vec::new());
        let mut done = 0;
        for at in memmem::find_iter(page, VERSION.0) {
            let from = at + VERSION.0.len();
            let to = (from + VERSION.1).min(page.len());
            if from < done {
                continue;
            }
            text.extend_from_slice(&page[done..from]);
            styles.extend_from_slice(&page[from..to]);
            done = to;
        }
        text.extend_from_slice(&page[done..]);
        Self { page: xxh3_64(&text), styles: xxh3_64(&styles) }
    }
}

#[cfg(test)]
mod tests {
    use super::Mark;

    #[test]
    fn styles_are_apart() {
        let one = Mark::of(b"<link href=\"site.css?v=00000001\"><p>a");
        let restyled = Mark::of(b"<link href=\"site.css?v=00000002\"><p>a");
        let rewritten = Mark::of(b"<link href=\"site.css?v=00000001\"><p>b");
        assert_eq!(one.page, restyled.page);
        assert_ne!(one.styles, restyled.styles);
        assert_ne!(one.page, rewritten.page);
        assert_eq!(one.styles, rewritten.styles);
        assert_eq!(Mark::of(b"x.css?v=12").page, Mark::of(b"x.css?v=34").page, "cut off");
    }
}
