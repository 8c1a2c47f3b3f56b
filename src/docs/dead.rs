//! Links that lead nowhere, for those who would follow them.
//!
//! In: a link for which neither a page nor a file was found. Out: where a portal's reader is led instead: to the site's published
//! self, to a search for what the link names, or to a picture that says so. Never: hides that the link is dead.

use super::links::{Leads, Written};
use crate::markdown::LinkKind;
use crate::url::SitePath;

/// Gives a link without target another one. `from` is where its page stands in the portal; a site that stands alone
/// has no portal to lead into, and keeps what its author wrote, as MkDocs does. `origin` is where the site is published.
pub(super) fn lead_on(
    leads: &mut Leads,
    written: &Written<'_>,
    from: Option<&SitePath>,
    origin: Option<&str>,
) {
    let (None, Some(problem)) = (&leads.url, &leads.problem) else { return };
    let Some(from) = from else {
        leads.dead = Some(reason(&problem.message));
        return;
    };
    let is_shown = matches!(written.kind, LinkKind::Image | LinkKind::HtmlImage);
    if let Some(origin) = origin.filter(|_| written.path.starts_with('/') && !written.path.starts_with("//"))
    {
        leads.url = Some(format!("{origin}{}", written.whole));
        return;
    }
    leads.dead = Some(reason(&problem.message));
    leads.url = Some(if is_shown {
        from.link_to(&SitePath::MISSING_PICTURE)
    } else {
        let words = words(&written.path);
        let query = if words.is_empty() { String::new() } else { format!("?query={words}") };
        format!("{}{query}", from.link_to(&SitePath::SEARCH))
    });
}

fn reason(message: &str) -> String {
    format!("Dead link: {}", message.replace('`', "\""))
}

/// What a path names, as words to search for: its last part that says something, without its ending.
fn words(path: &str) -> String {
    let says_something = |part: &&str| {
        !matches!(*part, "" | "." | "..")
            && !matches!(stem(part).to_ascii_lowercase().as_str(), "index" | "readme")
    };
    let name = path.rsplit('/').find(says_something).map_or("", stem);
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("+")
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn what_a_path_names() {
        for (path, expected) in [
            ("../reference/cli_settings.md", "cli+settings"),
            ("guide/index.md", "guide"),
            ("../", ""),
            ("{{ x.url }}", "x"),
            ("a/core-plugin-api.useapi.md", "core+plugin+api+useapi"),
        ] {
            assert_eq!(words(path), expected, "{path}");
        }
    }
}
