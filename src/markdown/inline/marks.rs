//! `^^inserted^^`, `^sup^`, `~~deleted~~`, `~sub~`, `==marked==`.
//!
//! In: siblings. Out: siblings, some of them wrapped. Source: `pymdownx.caret`, `.tilde`, `.mark`, all "smart":
//! double marks do not work within words; a single one holds no blank.
//! Never: pairs marks that are not siblings.

use super::sequence::{
    self, BLANK,
    Build::{Back, Front, One},
    Content::{Any, Dense, DenseRuns, Limited},
    Family, MARK,
    Part::{Ahead, Behind, Lazy, Marks},
    Pattern, WORD,
};
use crate::markdown::steps::Steps;
use crate::markdown::tree::{Node, Role};

const EDGE: u8 = WORD | MARK;
const TIGHT: u8 = BLANK | MARK;

/// The patterns of a mark whose pairs make `$double` and which alone makes `$single`.
macro_rules! patterns {
    ($double:expr, $single:expr) => {
        &[
            Pattern {
                parts: &[Marks(3), Ahead(TIGHT), Lazy(Dense), Behind(BLANK), Marks(3)],
                build: Front($double, $single),
                again: false,
            },
            Pattern {
                parts: &[
                    Marks(3),
                    Ahead(TIGHT),
                    Lazy(Dense),
                    Behind(BLANK),
                    Marks(2),
                    Ahead(EDGE),
                    Lazy(Dense),
                    Behind(BLANK),
                    Marks(1),
                ],
                build: Front($single, $double),
                again: false,
            },
            Pattern {
                parts: &[
                    Marks(3),
                    Ahead(TIGHT),
                    Lazy(Dense),
                    Behind(BLANK),
                    Marks(1),
                    Ahead(EDGE),
                    Lazy(Limited),
                    Behind(BLANK),
                    Marks(2),
                ],
                build: Front($double, $single),
                again: false,
            },
            Pattern {
                parts: &[
                    Behind(MARK),
                    Marks(2),
                    Ahead(TIGHT),
                    Lazy(Limited),
                    Behind(EDGE),
                    Marks(1),
                    Ahead(TIGHT),
                    Lazy(Dense),
                    Behind(BLANK),
                    Marks(3),
                ],
                build: Back($double, $single),
                again: false,
            },
            Pattern {
                parts: &[
                    Behind(EDGE),
                    Marks(2),
                    Ahead(TIGHT),
                    Lazy(Any),
                    Behind(BLANK),
                    Marks(2),
                    Ahead(EDGE),
                ],
                build: One($double),
                again: false,
            },
            Pattern {
                parts: &[
                    Behind(MARK),
                    Marks(1),
                    Ahead(TIGHT),
                    Lazy(Dense),
                    Behind(EDGE),
                    Marks(2),
                    Ahead(TIGHT),
                    Lazy(Dense),
                    Behind(BLANK),
                    Marks(3),
                ],
                build: Back($single, $double),
                again: false,
            },
            Pattern {
                parts: &[
                    Behind(MARK),
                    Marks(1),
                    Ahead(TIGHT),
                    Lazy(DenseRuns),
                    Behind(TIGHT),
                    Marks(1),
                    Ahead(MARK),
                ],
                build: One($single),
                again: true,
            },
            Pattern {
                parts: &[Marks(1), Ahead(BLANK), Lazy(Dense), Behind(BLANK), Marks(1)],
                build: One($single),
                again: false,
            },
        ]
    };
}

const CARET: Family =
    Family { mark: '^', hidden: None, lone_is_text: false, patterns: patterns!("ins", "sup") };

/// The rule that lone marks are text has one name in all three extensions: only the last one's is in force.
const TILDE: Family =
    Family { mark: '~', hidden: None, lone_is_text: true, patterns: patterns!("del", "sub") };

const EQUALS: Family = Family {
    mark: '=',
    hidden: None,
    lone_is_text: false,
    patterns: &[Pattern {
        parts: &[Behind(EDGE), Marks(2), Ahead(TIGHT), Lazy(Any), Behind(BLANK), Marks(2), Ahead(EDGE)],
        build: One("mark"),
        again: false,
    }],
};

/// Wraps what stands between marks.
pub(super) fn apply(nodes: &mut Vec<Node<'_>>, within: Role, steps: &Steps) {
    for family in [&CARET, &EQUALS, &TILDE] {
        sequence::apply(nodes, family, within, steps);
    }
}
