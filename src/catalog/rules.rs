//! `catalog.rules`: which kinds may come from where.
//!
//! In: an entity's kind and type, and the location that was registered and led to it. Out: whether it may.
//! Never: looks at the file between: Backstage tests the origin. Source: `DefaultCatalogRulesEnforcer`.

use globset::{GlobBuilder, GlobMatcher};

use crate::config::{AllowRule, Config};

/// The rules, compiled.
pub(super) struct Rules {
    /// `None` allows everything.
    rules: Option<Vec<Rule>>,
}

struct Rule {
    allow: Vec<(String, Option<String>)>,
    /// Empty means everywhere.
    places: Vec<(String, Place)>,
}

enum Place {
    Any,
    Exact(String),
    Glob(GlobMatcher),
    /// A pattern that is no glob: nowhere.
    Nowhere,
}

impl Rules {
    /// The rules of the configuration; those of a location are added to the global ones, as Backstage's code (not its
    /// schema's text) has it. `locations` are the configured locations as `<type>:<target>`, in their order.
    pub(super) fn new(config: &Config, locations: &[String]) -> Self {
        let Some(global) = &config.catalog.rules else { return Self { rules: None } };
        let mut rules: Vec<Rule> = global.iter().map(compile).collect();
        for (location, origin) in config.catalog.locations.iter().zip(locations) {
            if !location.allow.is_empty() {
                let (kind, target) = origin.split_once(':').unwrap_or_default();
                rules.push(Rule {
                    allow: location.allow.iter().map(|kind| (kind.to_lowercase(), None)).collect(),
                    places: vec![(kind.to_owned(), Place::Exact(target.to_owned()))],
                });
            }
        }
        Self { rules: Some(rules) }
    }

    /// Whether an entity of this kind and `spec.type` may come from `origin` (`<type>:<target>`).
    pub(super) fn allow(&self, kind: &str, spec_type: Option<&str>, origin: &str) -> bool {
        let Some(rules) = &self.rules else { return true };
        let (kind, spec_type) = (kind.to_lowercase(), spec_type.map(str::to_lowercase));
        let (origin_kind, target) = origin.split_once(':').unwrap_or_default();
        rules.iter().any(|rule| {
            let of_kind = rule
                .allow
                .iter()
                .any(|(allowed, wanted)| *allowed == kind && (wanted.is_none() || *wanted == spec_type));
            let here = rule.places.is_empty()
                || rule.places.iter().any(|(kind, place)| {
                    *kind == origin_kind
                        && match place {
                            Place::Any => true,
                            Place::Exact(exact) => exact == target,
                            Place::Glob(glob) => glob.is_match(target),
                            Place::Nowhere => false,
                        }
                });
            of_kind && here
        })
    }
}

fn compile(rule: &AllowRule) -> Rule {
    let lower = |text: &String| text.to_lowercase();
    let places = rule.locations.iter().map(|location| {
        let place = match (&location.exact, &location.pattern) {
            (Some(exact), _) => Place::Exact(exact.clone()),
            (None, Some(pattern)) => GlobBuilder::new(pattern)
                .literal_separator(true)
                .case_insensitive(true)
                .build()
                .map_or(Place::Nowhere, |glob| Place::Glob(glob.compile_matcher())),
            (None, None) => Place::Any,
        };
        (location.kind.clone(), place)
    });
    Rule {
        allow: rule.allow.iter().map(|(kind, spec)| (lower(kind), spec.as_ref().map(lower))).collect(),
        places: places.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::RuleLocation;

    fn rules(rules: Option<Vec<AllowRule>>) -> Rules {
        let mut config = Config::default();
        config.catalog.rules = rules;
        Rules::new(&config, &[])
    }

    #[test]
    fn kinds_types_and_places() {
        assert!(rules(None).allow("Anything", None, "file:a"));
        assert!(!rules(Some(Vec::new())).allow("Component", None, "file:a"));
        let place = |exact: Option<&str>, pattern: Option<&str>| RuleLocation {
            kind: "url".to_owned(),
            exact: exact.map(str::to_owned),
            pattern: pattern.map(str::to_owned),
        };
        let rules = rules(Some(vec![
            AllowRule { allow: vec![("component".to_owned(), None)], locations: Vec::new() },
            AllowRule {
                allow: vec![("Resource".to_owned(), Some("Database".to_owned()))],
                locations: Vec::new(),
            },
            AllowRule {
                allow: vec![("Group".to_owned(), None)],
                locations: vec![place(Some("https://x.io/org.yaml"), None)],
            },
            AllowRule {
                allow: vec![("User".to_owned(), None)],
                locations: vec![place(None, Some("https://X.io/**/users.yaml"))],
            },
        ]));
        for (kind, spec_type, origin, expected) in [
            ("Component", None, "file:a", true),
            ("Resource", Some("database"), "file:a", true),
            ("Resource", Some("queue"), "file:a", false),
            ("Resource", None, "file:a", false),
            ("Group", None, "url:https://x.io/org.yaml", true),
            ("Group", None, "file:https://x.io/org.yaml", false),
            ("User", None, "url:https://x.io/a/b/users.yaml", true),
            ("User", None, "url:https://x.io/a/b/user.yaml", false),
            ("System", None, "file:a", false),
        ] {
            assert_eq!(rules.allow(kind, spec_type, origin), expected, "{kind} {spec_type:?} {origin}");
        }
    }
}
