//! `validation` and `strict`: how grave MkDocs' findings are.
//!
//! In: the settings. Out: a severity for each kind of problem. Never: silences what MkDocs does not know.

use super::Settings;
use crate::diag::Severity;
use crate::yaml::Node;

/// What an author said of one kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::docs) enum Level {
    /// Nothing, where MkDocs would only inform: the code's own severity counts, and `strict` leaves it.
    #[default]
    Unset,
    /// `ignore`.
    Ignore,
    /// `info`.
    Info,
    /// `warn`, or nothing where that is MkDocs' default.
    Warn,
}

impl Level {
    fn or_warn(self) -> Self {
        if self == Self::Unset { Self::Warn } else { self }
    }
}

/// `validation`, flattened.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::docs) struct Validation {
    pub(in crate::docs) omitted_files: Level,
    pub(in crate::docs) nav_not_found: Level,
    pub(in crate::docs) nav_absolute: Level,
    pub(in crate::docs) not_found: Level,
    pub(in crate::docs) absolute: Level,
    pub(in crate::docs) unrecognized: Level,
    pub(in crate::docs) anchors: Level,
    /// `absolute_links: relative_to_docs` for links in pages.
    pub(in crate::docs) absolute_is_docs: bool,
    /// The same for nav.
    pub(in crate::docs) nav_absolute_is_docs: bool,
    /// `strict: true`: a warning is an error.
    pub(in crate::docs) strict: bool,
}

impl Validation {
    pub(in crate::docs) fn new(settings: &Settings) -> Self {
        let root = settings.get("validation").map(|sited| sited.node);
        let find = |group: &str, key: &str| -> Option<&Node> {
            let root = root?;
            root.get(group).and_then(|group| group.get(key)).or_else(|| root.get(key))
        };
        let level =
            |group: &str, key: &str| match find(group, key).map(|node| (node.as_str(), node.as_bool())) {
                Some((Some("ignore"), _) | (_, Some(false))) => Level::Ignore,
                Some((Some("info"), _)) => Level::Info,
                Some((Some("warn"), _)) => Level::Warn,
                _ => Level::Unset,
            };
        let to_docs =
            |group: &str| find(group, "absolute_links").and_then(Node::as_str) == Some("relative_to_docs");
        Self {
            omitted_files: level("nav", "omitted_files"),
            nav_not_found: level("nav", "not_found").or_warn(),
            nav_absolute: level("nav", "absolute_links"),
            not_found: level("links", "not_found").or_warn(),
            absolute: level("links", "absolute_links"),
            unrecognized: level("links", "unrecognized_links"),
            anchors: level("links", "anchors"),
            absolute_is_docs: to_docs("links"),
            nav_absolute_is_docs: to_docs("nav"),
            strict: settings.flag("strict").unwrap_or(false),
        }
    }

    /// The severity of a problem, `None` where it is not to be told. `strict` fails what MkDocs' strict mode would:
    /// warnings of MkDocs, not what it says at level `info`.
    pub(in crate::docs) fn severity(&self, level: Level, own: Severity) -> Option<Severity> {
        let severity = match level {
            Level::Unset => own,
            Level::Ignore => return None,
            Level::Info => Severity::Note,
            Level::Warn => Severity::Warning,
        };
        Some(if self.strict && level == Level::Warn { Severity::Error } else { severity })
    }
}
