//! The catalog as Backstage reads it: codes `BL2xx`.

use super::Code;

pub(super) static ALL: &[&Code] = &[];
