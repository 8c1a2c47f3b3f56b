//! Markdown pages: codes `BL5xx`.

use super::Code;

pub(super) static ALL: &[&Code] = &[];
