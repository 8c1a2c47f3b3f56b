//! Configuration: codes `BL7xx`.

use super::Code;

pub(super) static ALL: &[&Code] = &[];
