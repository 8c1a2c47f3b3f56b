//! Names that the configuration uses of the theme: design tokens and icons.
//!
//! In: the theme's stylesheets and the configuration. Out: a finding for each name that no stylesheet has. Never: reads CSS
//! further than names: a custom property is `--name`, an icon the class `.i-name`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::codes::config::BAD_VALUE;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::suggest::nearest;

/// Checks the names of a configuration against the stylesheets of the theme.
pub(super) fn check(
    sources: &BTreeMap<String, Cow<'static, [u8]>>,
    config: &Config,
    findings: &mut Diagnostics,
) {
    let (tokens, icons) = (names(sources, "--"), names(sources, ".i-"));
    for name in config.theme.tokens.keys() {
        let key = format!("theme.tokens.{name}");
        let place = config.place(&key).or_else(|| config.place(&format!("theme.tokens.--{name}")));
        findings.extend(unknown("design token", name, &tokens).map(|found| match place {
            Some(place) => found.at(place),
            None => found,
        }));
    }
    for (key, link) in &config.annotations {
        let Some(icon) = &link.icon else { continue };
        let place = config.place(&format!("annotations.{key}.icon"));
        findings.extend(unknown("icon", icon, &icons).map(|found| match place {
            Some(place) => found.at(place),
            None => found,
        }));
    }
}

/// Names that stand behind `mark` in the stylesheets.
pub(super) fn names<'s>(sources: &'s BTreeMap<String, Cow<'static, [u8]>>, mark: &str) -> BTreeSet<&'s str> {
    let mut found = BTreeSet::new();
    let styles = sources.iter().filter(|(path, _)| path.rsplit('.').next() == Some("css"));
    for (_, bytes) in styles {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        for (at, _) in text.match_indices(mark) {
            let rest = &text[at + mark.len()..];
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
            found.insert(&rest[..end.unwrap_or(rest.len())]);
        }
    }
    found.remove("");
    found
}

fn unknown(what: &str, name: &str, known: &BTreeSet<&str>) -> Option<Diagnostic> {
    if known.contains(name) {
        return None;
    }
    let known: Vec<&str> = known.iter().copied().collect();
    let found =
        Diagnostic::new(&BAD_VALUE, format!("the theme has no {what} `{name}`")).severity(Severity::Warning);
    Some(match nearest(name, &known) {
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None if known.len() < 60 => found.help(format!("{what}s are {}", known.join(", "))),
        None => found.help("`backlot theme show assets/css/00-tokens.css` shows them"),
    })
}
