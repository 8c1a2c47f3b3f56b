//! Configuration: codes `BL7xx`.

use super::Code;
use crate::diag::Severity;

pub(super) static ALL: &[&Code] = &[&BAD_GLOB];

/// A glob of the configuration cannot be read.
pub static BAD_GLOB: Code = Code {
    id: "BL701",
    name: "bad-glob",
    severity: Severity::Error,
    summary: "a glob of the configuration cannot be read",
    explain: "\
The patterns under `catalog.discover` and `exclude` are globs on paths below a repository's root: `*` stays within a
folder, `**` crosses folders, `{a,b}` is a choice, `[a-z]` a class. A pattern that cannot be read matches nothing.

    catalog:
      discover: [\"**/catalog-info.yaml\", \"catalog/**/*.yaml\"]
",
};
