//! mkdocs.yml, nav and doc sites: codes `BL4xx`.

use super::Code;

pub(super) static ALL: &[&Code] = &[];
