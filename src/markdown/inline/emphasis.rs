//! `*emphasis*`, `**strong**`, `_emphasis_`, `__strong__`.
//!
//! In: siblings. Out: siblings, some of them wrapped. Source: `pymdownx.betterem` with techdocs-core's
//! `smart_enable: all`: marks within words are text. CommonMark pairs them otherwise, so its parser never sees them.
//! Never: pairs marks that are not siblings.

use super::sequence::{
    self, BLANK,
    Build::{Back, Front, One},
    Content::{Any, Limited, Runs},
    Family, MARK,
    Part::{Ahead, Behind, Lazy, Marks},
    Pattern, UNDERSCORE, WORD,
};
use super::{HIDDEN_STAR, HIDDEN_UNDERSCORE};
use crate::markdown::steps::Steps;
use crate::markdown::tree::{Node, Role};

const TIGHT: u8 = BLANK | MARK;

/// The patterns of a mark that is none beside the signs of `$edge`.
macro_rules! patterns {
    ($edge:expr) => {
        &[
            Pattern {
                parts: &[
                    Behind($edge),
                    Marks(3),
                    Ahead(TIGHT),
                    Lazy(Any),
                    Behind(BLANK),
                    Marks(3),
                    Ahead($edge),
                ],
                build: Front("strong", "em"),
                again: false,
            },
            Pattern {
                parts: &[
                    Behind($edge),
                    Marks(3),
                    Ahead(TIGHT),
                    Lazy(Limited),
                    Behind(TIGHT),
                    Marks(2),
                    Ahead($edge),
                    Lazy(Limited),
                    Behind(TIGHT),
                    Marks(1),
                    Ahead($edge),
                ],
                build: Front("em", "strong"),
                again: false,
            },
            Pattern {
                parts: &[
                    Behind($edge),
                    Marks(3),
                    Ahead(TIGHT),
                    Lazy(Limited),
                    Behind(TIGHT),
                    Marks(1),
                    Ahead($edge),
                    Lazy(Limited),
                    Behind(TIGHT),
                    Marks(2),
                    Ahead($edge),
                ],
                build: Front("strong", "em"),
                again: false,
            },
            Pattern {
                parts: &[
                    Behind($edge),
                    Marks(2),
                    Ahead(TIGHT),
                    Lazy(Limited),
                    Behind($edge),
                    Marks(1),
                    Ahead(TIGHT),
                    Lazy(Limited),
                    Behind(TIGHT),
                    Marks(3),
                    Ahead($edge),
                ],
                build: Back("strong", "em"),
                again: false,
            },
            Pattern {
                parts: &[
                    Behind($edge),
                    Marks(2),
                    Ahead(TIGHT),
                    Lazy(Any),
                    Behind(BLANK),
                    Marks(2),
                    Ahead($edge),
                ],
                build: One("strong"),
                again: false,
            },
            Pattern {
                parts: &[
                    Behind($edge),
                    Marks(1),
                    Ahead(TIGHT),
                    Lazy(Limited),
                    Behind($edge),
                    Marks(2),
                    Ahead(TIGHT),
                    Lazy(Limited),
                    Behind(BLANK),
                    Marks(3),
                    Ahead($edge),
                ],
                build: Back("em", "strong"),
                again: false,
            },
            Pattern {
                parts: &[
                    Behind($edge),
                    Marks(1),
                    Ahead(TIGHT),
                    Lazy(Runs),
                    Behind(TIGHT),
                    Marks(1),
                    Ahead($edge),
                ],
                build: One("em"),
                again: true,
            },
            Pattern {
                parts: &[
                    Behind($edge),
                    Marks(1),
                    Ahead(TIGHT),
                    Lazy(Any),
                    Behind(BLANK),
                    Marks(1),
                    Ahead($edge),
                ],
                build: One("em"),
                again: false,
            },
        ]
    };
}

/// An underscore beside a star is no letter.
const STAR: Family =
    Family { mark: '*', hidden: Some(HIDDEN_STAR), lone_is_text: true, patterns: patterns!(WORD | MARK) };

const UNDER: Family = Family {
    mark: '_',
    hidden: Some(HIDDEN_UNDERSCORE),
    lone_is_text: true,
    patterns: patterns!(WORD | UNDERSCORE | MARK),
};

/// Wraps what stands between stars and between underscores.
pub(super) fn apply(nodes: &mut Vec<Node<'_>>, within: Role, steps: &Steps) {
    sequence::apply(nodes, &STAR, within, steps);
    sequence::apply(nodes, &UNDER, within, steps);
}
