//! `backlot diff`: what changed between two catalogs, and what that means to those who use their APIs.
//!
//! In: two folders, two git revisions of the working folder's repository, two `entities.json`, or two definitions. Out: the difference on
//! stdout; exit 0 whether there is one or not, for a difference is no fault, unless `--fail-on` says which is. Never: changes the
//! repository: a revision is unpacked beside it, in the system's temporary folder.

mod definitions;
mod human;
mod markdown;
mod revision;
mod side;

use std::time::{SystemTime, UNIX_EPOCH};

use self::definitions::DefinitionDiff;
use self::side::Side;
use super::arguments::{DiffArguments, DiffFormat, FailOn};
use super::outcome::{Failure, Outcome};
use super::terminal;
use crate::api::{Compatibility, Day};
use crate::calendar;
use crate::catalog::diff::{self, Diff};

pub(super) fn run(options: &DiffArguments) -> Result<Outcome, Failure> {
    let base = Side::read(&options.base, options)?;
    let head = Side::read(&options.head, options)?;
    if base.alone != head.alone {
        let (definition, other) =
            if base.alone { (&options.base, &options.head) } else { (&options.head, &options.base) };
        return Err(Failure::new(format!("`{definition}` is a definition, `{other}` is a catalog"))
            .hint("name two definitions, or two catalogs"));
    }
    let entities = Diff::between(&base.catalog, &head.catalog);
    let today = today();
    let definitions = definitions::compare(&base, &head, &entities, Day::of(&today));
    let text = match options.format {
        DiffFormat::Human => {
            format!("{}{}", shown(&entities, &definitions, diff::human), human::human(&definitions))
        }
        DiffFormat::Markdown if base.alone => markdown::markdown(&definitions),
        DiffFormat::Markdown => {
            format!("{}{}", shown(&entities, &definitions, diff::markdown), markdown::markdown(&definitions))
        }
        DiffFormat::Json => {
            let mut json = entities.json();
            json["definitions"] = serde_json::to_value(&definitions).unwrap_or_default();
            format!("{json}\n")
        }
    };
    terminal::data(text.as_bytes());
    let threshold = match options.fail_on {
        None => return Ok(Outcome::Clean),
        Some(FailOn::Breaking) => Compatibility::Breaking,
        Some(FailOn::Warning) => Compatibility::Warning,
    };
    let mut all = definitions.iter().flat_map(|definition| &definition.changes);
    let fails = all.any(|change| change.compatibility >= threshold);
    Ok(if fails { Outcome::Findings } else { Outcome::Clean })
}

/// The entities' part for people: the texts of definitions that were compared are left out.
fn shown(entities: &Diff, definitions: &[DefinitionDiff], render: impl Fn(&Diff) -> String) -> String {
    let compared = |reference: &str| definitions.iter().any(|one| one.api.reference == reference);
    render(&entities.without_definitions(&compared))
}

/// `2026-01-31`, in UTC.
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (year, month, day) = calendar::date((seconds / 86_400) as i64);
    format!("{year:04}-{month:02}-{day:02}")
}
