//! Lint rules beyond Backstage: codes `BL3xx`.

use super::Code;

pub(super) static ALL: &[&Code] = &[];
