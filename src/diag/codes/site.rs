//! Site plan, theme and templates: codes `BL6xx`.

use super::Code;

pub(super) static ALL: &[&Code] = &[];
