//! Reads `markdown_extensions`.
//!
//! In: extensions by name with their options. Out: [`Options`]. Names of functions (`!!python/name:…`) are
//! understood by their names. Never: calls one.

use super::{Critic, Fence, MagicLinks, Math, Options, Symbols};
use crate::markdown::extensions;
use crate::markdown::slug::Slug;
use crate::suggest::nearest;
use crate::yaml::{Node, Value};

/// Extensions that are always on, or that change nothing here.
const SILENT: &[&str] = &[
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "extra",
    "fenced_code",
    "footnotes",
    "markdown_inline_graphviz",
    "markdown_inline_mermaid",
    "md_in_html",
    "mdx_truly_sane_lists",
    "meta",
    "plantuml_markdown",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.escapeall",
    "pymdownx.extra",
    "pymdownx.inlinehilite",
    "pymdownx.mark",
    "pymdownx.tilde",
    "sane_lists",
    "tables",
    "pymdownx.pathconverter",
    "pymdownx.b64",
    "pymdownx.striphtml",
    "pymdownx.fancylists",
    "pymdownx.quotes",
    "legacy_em",
    "legacy_attrs",
    "markdown_include.include",
    "mdx_include",
];

/// Names that switch something of the dialect itself; the extensions of `extensions/` know their own.
const SWITCHES: &[&str] = &[
    "toc",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.snippets",
    "pymdownx.emoji",
    "pymdownx.arithmatex",
    "pymdownx.magiclink",
    "pymdownx.smartsymbols",
    "pymdownx.tasklist",
    "pymdownx.critic",
    "pymdownx.saneheaders",
    "codehilite",
    "nl2br",
];

/// Every name that is understood.
fn known_names() -> impl Iterator<Item = &'static str> {
    SILENT.iter().chain(SWITCHES).copied().chain(extensions::names())
}

/// The known extension whose name is nearest to one that is not known; `None` where none is near.
pub(crate) fn nearest_extension(name: &str) -> Option<&'static str> {
    let known: Vec<&'static str> = known_names().collect();
    nearest(name.strip_prefix("markdown.extensions.").unwrap_or(name), &known)
}

impl Options {
    /// techdocs-core's defaults with an author's extensions on top.
    pub(crate) fn techdocs(extensions: &[(String, Option<Node>)]) -> Self {
        let mut options = Self::default();
        for (name, settings) in extensions {
            options.apply(name, settings.as_ref());
        }
        options
    }

    fn apply(&mut self, written: &str, settings: Option<&Node>) {
        let name = written.strip_prefix("markdown.extensions.").unwrap_or(written);
        let name = name.split(':').next().unwrap_or(name);
        let get = |key: &str| settings.and_then(|node| node.get(key));
        let flag = |key: &str, default: bool| get(key).map_or(default, |node| truth(node, default));
        let known = self.extensions.switch_on(name, settings);
        match name {
            "toc" => self.toc(settings),
            "pymdownx.highlight" => {
                self.code.line_numbers = flag("linenums", false);
                self.code.auto_title = flag("auto_title", false);
                self.code.default_language = get("default_lang")
                    .and_then(Node::as_str)
                    .filter(|name| !name.is_empty())
                    .map(str::to_owned);
            }
            "pymdownx.superfences" => self.custom_fences(get("custom_fences")),
            "pymdownx.tabbed" | "pymdownx.blocks.tab" => {
                self.tab_slug = get("slugify").and_then(Slug::read);
                self.tab_with_heading = flag("combine_header_slug", false);
            }
            "pymdownx.snippets" => {
                self.dedent_sections = flag("dedent_subsections", false);
                self.append = get("auto_append").map(strings).unwrap_or_default();
            }
            "pymdownx.emoji" => {
                let indexed = |key| {
                    get(key)
                        .and_then(tag_text)
                        .is_some_and(|text| text.contains("material") || text.contains("zensical"))
                };
                self.icons = indexed("emoji_index") || indexed("emoji_generator");
            }
            "pymdownx.arithmatex" => self.math = Some(Math { smart_dollar: flag("smart_dollar", true) }),
            "pymdownx.magiclink" => {
                let text = |key: &str| get(key).and_then(Node::as_str).unwrap_or("").to_owned();
                self.links = Some(MagicLinks {
                    shorthand: flag("repo_url_shorthand", false),
                    social: flag("social_url_shorthand", false),
                    shorten: flag("repo_url_shortener", false),
                    normalize: flag("normalize_issue_symbols", false),
                    hide_protocol: flag("hide_protocol", false),
                    provider: Some(text("provider"))
                        .filter(|p| !p.is_empty())
                        .unwrap_or_else(|| "github".to_owned()),
                    user: text("user"),
                    repo: text("repo"),
                });
            }
            "pymdownx.smartsymbols" => {
                self.symbols = Symbols {
                    trademark: flag("trademark", true),
                    copyright: flag("copyright", true),
                    registered: flag("registered", true),
                    plusminus: flag("plusminus", true),
                    arrows: flag("arrows", true),
                    notequal: flag("notequal", true),
                    fractions: flag("fractions", true),
                    ordinals: flag("ordinal_numbers", true),
                    care_of: flag("care_of", true),
                }
            }
            "pymdownx.tasklist" => self.clickable = flag("clickable_checkbox", false),
            "codehilite" => self.headed_code = true,
            "pymdownx.critic" => {
                self.critic = match get("mode").and_then(Node::as_str) {
                    Some("accept") => Critic::Accept,
                    Some("reject") => Critic::Reject,
                    _ => Critic::View,
                }
            }
            "pymdownx.saneheaders" => self.sane_headers = true,
            "nl2br" => self.line_breaks = true,
            _ if known => {}
            name if SILENT.contains(&name) => {
                if name == "abbr"
                    && let Some(glossary) = get("glossary").and_then(Node::as_map)
                {
                    let pair = |entry: &crate::yaml::Entry| {
                        Some((entry.key.key_text(), entry.value.as_str()?.to_owned()))
                    };
                    self.glossary = glossary.iter().filter_map(pair).collect();
                }
            }
            _ => self.unknown.push(written.to_owned()),
        }
    }

    fn toc(&mut self, settings: Option<&Node>) {
        let get = |key: &str| settings.and_then(|node| node.get(key));
        let toc = &mut self.toc;
        if let Some(node) = get("permalink") {
            toc.permalink = truth(node, true);
        }
        if let Some(node) = get("anchorlink") {
            toc.anchorlink = truth(node, false);
        }
        if let Some(slug) = get("slugify").and_then(Slug::read) {
            toc.slug = slug;
        }
        if let Some(separator) = get("separator").and_then(Node::as_str).and_then(|text| text.chars().next())
        {
            toc.separator = separator;
        }
        match get("toc_depth").map(|node| &node.value) {
            Some(Value::Int(depth)) => toc.levels = (1, (*depth).clamp(0, 6) as u8),
            Some(Value::String(text)) => {
                let mut ends = text.splitn(2, '-').map(|end| end.trim().parse::<u8>().unwrap_or(6));
                if let (Some(first), second) = (ends.next(), ends.next()) {
                    toc.levels = second.map_or((1, first), |last| (first, last));
                }
            }
            _ => {}
        }
        if let Some(Value::Int(level)) = get("baselevel").map(|node| &node.value) {
            toc.shift = (*level - 1).clamp(0, 5) as u8;
        }
        if let Some(marker) = get("marker").and_then(Node::as_str) {
            marker.clone_into(&mut toc.marker);
        }
        toc.title = get("title").and_then(Node::as_str).filter(|title| !title.is_empty()).map(str::to_owned);
    }

    fn custom_fences(&mut self, fences: Option<&Node>) {
        for fence in fences.and_then(Node::as_seq).unwrap_or_default() {
            let Some(name) = fence.get("name").and_then(Node::as_str) else { continue };
            let class = fence.get("class").and_then(Node::as_str).unwrap_or(name).to_owned();
            let format = fence.get("format").and_then(tag_text).unwrap_or_default();
            let div = format.contains("div") || format.contains("mermaid2");
            self.fences.insert(name.to_owned(), Fence { class, div });
        }
    }
}

/// A callable is named by its tag (`!!python/name:a.b`); the harness of other tools writes it as a string.
fn tag_text(node: &Node) -> Option<String> {
    node.tag.as_deref().map(str::to_owned).or_else(|| node.as_str().map(str::to_owned))
}

pub(in crate::markdown) fn truth(node: &Node, default: bool) -> bool {
    match &node.value {
        Value::Bool(truth) => *truth,
        Value::Int(number) => *number != 0,
        Value::String(text) => {
            !matches!(text.to_ascii_lowercase().as_str(), "" | "false" | "no" | "off" | "0")
        }
        Value::Null => false,
        _ => default,
    }
}

fn strings(node: &Node) -> Vec<String> {
    match &node.value {
        Value::String(text) => vec![text.to_string()],
        Value::Seq(items) => items.iter().filter_map(Node::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_suggested_is_known() {
        for name in known_names() {
            assert!(Options::techdocs(&[(name.to_owned(), None)]).unknown.is_empty(), "{name}");
        }
        assert_eq!(nearest_extension("admonitions"), Some("admonition"));
        assert_eq!(nearest_extension("pymdownx.superfence"), Some("pymdownx.superfences"));
        assert_eq!(nearest_extension("our_company.boxes"), None);
    }
}
