//! Every key of `backlot.yaml`, once: from this table come the checks, the JSON Schema and the documentation.
//!
//! In: nothing. Out: keys with their shapes. Never: read past the table: a key that is not here is unknown.

use super::meaning::Meaning;

/// What may stand under a key.
#[derive(Debug)]
pub(super) enum Shape {
    /// A text.
    Text,
    /// A text that has to mean something.
    Meant(Meaning),
    /// A boolean.
    Truth,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list.
    List(&'static Shape),
    /// A mapping with keys of the user's own.
    Map(&'static Shape),
    /// A mapping with these keys.
    Object(&'static [Key]),
    /// One or the other.
    Either(&'static [Shape]),
}

/// A key.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) doc: &'static str,
}

const fn key(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, doc }
}

const WEB: Shape = Shape::Meant(Meaning::Web);

const TEXTS: Shape = Shape::List(&Shape::Text);

/// The whole file.
pub(super) static ROOT: Shape = Shape::Object(&[
    key("title", Shape::Text, "Name of the portal. Default: `Developer portal`."),
    key("organization", Shape::Text, "Name of the organisation."),
    key("url", WEB, "Absolute URL the portal is published at, for the sitemap and link previews."),
    key("backstage", WEB, "URL of the organisation's Backstage, for \"open in Backstage\"."),
    key(
        "remote",
        Shape::Meant(Meaning::RepositoryPattern(&["repo"])),
        "Web URL of repositories without git, `{repo}` being the folder's name: `https://github.com/acme/{repo}`.",
    ),
    key("branch", Shape::Text, "Branch that links point into where git does not tell. Default: `main`."),
    key("repos", Shape::Map(&REPO), "What git would say of a repository, by the name of its folder."),
    key(
        "hosts",
        Shape::Map(&FORGE),
        "Self-hosted forges by host, with the folder they live in if they have one: `git.acme.io: gitlab`, \
         `tools.acme.io/bitbucket: bitbucket-server`.",
    ),
    key("exclude", TEXTS, "Globs of files and folders, below each repository, that are passed over."),
    key(
        "excludeRepositories",
        TEXTS,
        "Globs of repositories, by name or by folder below what is crawled, that are passed over: `[sandbox-*, archive/**]`.",
    ),
    key(
        "urlSchemes",
        TEXTS,
        "Further schemes of URLs that entities and docs may link to: `[slack, vscode, msteams]`; by default none.",
    ),
    key("catalog", Shape::Object(CATALOG), "What the catalog is made of and may hold."),
    key("docs", Shape::Object(DOCS), "How docs are rendered."),
    key("theme", Shape::Object(THEME), "How the portal looks."),
    key("nav", Shape::List(&LINK), "Further entries of the navigation."),
    key("home", Shape::Object(HOME), "What stands on the home page."),
    key("search", Shape::Object(SEARCH), "What search knows besides the texts."),
    key(
        "annotations",
        Shape::Map(&ANNOTATION),
        "Links on entity pages made of annotations, by the annotation's key. An entry replaces the built-in one; `off` \
         takes it away.",
    ),
    key(
        "rules",
        Shape::Map(&SEVERITY),
        "Rules switched off or given another severity, by code or name: `no-owner: off`, `BL301: error`.",
    ),
]);

static SEVERITY: Shape = Shape::Word(&["off", "note", "warning", "error"]);

static FORGE: Shape = Shape::Word(&crate::forge::NAMES);

static REPO: Shape = Shape::Object(&[
    key("name", Shape::Text, "Name in the portal."),
    key("url", Shape::Meant(Meaning::Repository), "Web URL: `https://github.com/acme/shop`."),
    key("branch", Shape::Text, "Branch that links point into."),
    key("folder", Shape::Text, "Folder of the hosted repository, where the crawled folder is only a part."),
]);

static CATALOG: &[Key] = &[
    key(
        "pictureHosts",
        TEXTS,
        "Hosts that the pictures of users and groups may be loaded from, `*.acme.io` for all below one; by default none.",
    ),
    key(
        "discover",
        TEXTS,
        "Globs of catalog files below each repository. Default: `**/*.yaml` and `**/*.yml`: files called \
         `catalog-info.yaml` or `.yml` are taken at their word, any other file counts where it holds Backstage \
         entities and is passed over in silence where not. `[**/catalog-info.yaml]` keeps to exact names.",
    ),
    key("locations", Shape::List(&LOCATION), "Locations to read besides, as in app-config.yaml."),
    key(
        "rules",
        Shape::Either(&[Shape::Word(&["all", "backstage"]), Shape::List(&RULE)]),
        "Which kinds are allowed: `all` (default), `backstage` (Backstage's own default: Component, API, Location), or \
         rules as in app-config.yaml.",
    ),
    key("kinds", Shape::Map(&KIND), "Kinds beyond Backstage's own, by kind."),
    key(
        "codeowners",
        Shape::Truth,
        "Give entities without an owner the one CODEOWNERS names, marked as inferred.",
    ),
    key(
        "keepRemote",
        Shape::Truth,
        "Keep entities whose `$text` is on the network, with its URL in place of the text. Nothing is fetched.",
    ),
    key(
        "mcpServers",
        Shape::Truth,
        "Let APIs of type `mcp-server` do without a definition, as a Backstage with the AI model module does.",
    ),
];

static LOCATION: Shape = Shape::Object(&[
    key("type", Shape::Word(&["file", "url"]), "`file` or `url`."),
    key(
        "target",
        Shape::Text,
        "A path relative to this file, or a URL that points into a crawled repository.",
    ),
    key("rules", Shape::List(&LOCATION_RULE), "Kinds that this location may hold besides."),
]);

static LOCATION_RULE: Shape = Shape::Object(&[key("allow", TEXTS, "Kinds.")]);

static RULE: Shape = Shape::Object(&[
    key("allow", Shape::List(&Shape::Either(&[Shape::Text, ALLOWED])), "Kinds, or kinds of a `spec.type`."),
    key("locations", Shape::List(&RULE_LOCATION), "Where the rule holds; everywhere by default."),
]);

const ALLOWED: Shape = Shape::Object(&[
    key("kind", Shape::Text, "The kind."),
    key("spec.type", Shape::Text, "Only with this `spec.type`."),
]);

static RULE_LOCATION: Shape = Shape::Object(&[
    key("type", Shape::Text, "`file` or `url`."),
    key("exact", Shape::Text, "The target word for word."),
    key("pattern", Shape::Text, "The target as a glob."),
]);

static KIND: Shape = Shape::Object(&[
    key("plural", Shape::Text, "Its plural. Default: the kind and an s."),
    key("required", TEXTS, "Fields of `spec` that must be there."),
    key("relations", Shape::Map(&RELATION), "Fields of `spec` that refer to entities."),
]);

/// The types that Backstage knows; a portal has no words for others.
const RELATION_TYPE: Shape = Shape::Word(&[
    "apiConsumedBy",
    "apiProvidedBy",
    "childOf",
    "consumesApi",
    "dependencyOf",
    "dependsOn",
    "hasMember",
    "hasPart",
    "memberOf",
    "ownedBy",
    "ownerOf",
    "parentOf",
    "partOf",
    "providesApi",
]);

static RELATION: Shape = Shape::Object(&[
    key("relation", RELATION_TYPE, "Type of the relation: `partOf`."),
    key("inverse", RELATION_TYPE, "Type of the relation back: `hasPart`."),
    key("kind", Shape::Text, "Kind of a reference that names none."),
]);

static DOCS: &[Key] = &[
    key(
        "iframeHosts",
        TEXTS,
        "Hosts whose pages may be framed, `*.acme.io` for all below one; by default none.",
    ),
    key(
        "trust",
        TEXTS,
        "Globs of repositories, by name or folder, whose HTML, XML and SVG files are published as they are, scripts included; by \
         default none.",
    ),
    key("git", Shape::Truth, "Ask git for dates and authors of pages. Default: true."),
    key(
        "plantuml",
        Shape::Object(PLANTUML),
        "How PlantUML diagrams are drawn; by default their source is shown.",
    ),
];

static PLANTUML: &[Key] = &[key(
    "command",
    TEXTS,
    "Command that reads PlantUML and writes SVG: `[plantuml, -tsvg, -pipe]`. Only counts in a file that `--config` names.",
)];

static THEME: &[Key] = &[
    key("dir", Shape::Text, "Folder with theme files that replace built-in ones, file by file."),
    key("accent", Shape::Text, "Accent colour: `#0b5fff`."),
    key("accentDark", Shape::Text, "Accent colour on dark ground; by default derived."),
    key("tokens", Shape::Map(&Shape::Text), "Design tokens by name without `--`."),
    key(
        "language",
        Shape::Text,
        "Language of the catalog and the docs, `en` by default: `de`, `pt-BR`, `ar`. An mkdocs.yml may say otherwise for its pages.",
    ),
    key("logo", Shape::Text, "Picture in the header, relative to this file."),
    key("favicon", Shape::Text, "Icon of the browser's tab, relative to this file."),
    key("css", Shape::Text, "Stylesheet loaded after the theme's own, relative to this file."),
];

static LINK: Shape = Shape::Object(&[
    key("title", Shape::Text, "Its text."),
    key("url", Shape::Meant(Meaning::Link), "A path of the portal (`/docs/`) or an absolute URL."),
]);

static HOME: &[Key] = &[
    key("intro", Shape::Text, "A sentence below the title."),
    key("links", Shape::List(&LINK), "Links of the organisation: runbooks, chat, status page."),
];

static SEARCH: &[Key] = &[
    key(
        "synonyms",
        Shape::List(&TEXTS),
        "Words that mean the same in the organisation, a list each: `[pnr, reservation]`. A query with one finds the others.",
    ),
    key("answers", Shape::List(&ANSWER), "Answers that stand above all results of certain queries."),
];

static ANSWER: Shape = Shape::Object(&[
    key("queries", TEXTS, "The queries, compared without case, marks and separators."),
    key("title", Shape::Text, "What it is called."),
    key("url", Shape::Meant(Meaning::Link), "A path of the portal (`/docs/`) or an absolute URL."),
    key("description", Shape::Text, "A sentence about it."),
]);

/// What an annotation's address is filled with.
const ANNOTATION_PLACEHOLDERS: &[&str] = &["value", "org", "rest", "name", "namespace", "kind"];

static ANNOTATION: Shape = Shape::Either(&[
    Shape::Word(&["off"]),
    Shape::Object(&[
        key("title", Shape::Text, "What it is called: `Grafana`."),
        key(
            "url",
            Shape::Meant(Meaning::Pattern(ANNOTATION_PLACEHOLDERS)),
            "Where it leads: `https://grafana.acme.io/d/{value}`; also `{org}` and `{rest}` (the value before and behind its first slash), `{name}`, `{namespace}`, `{kind}`.",
        ),
        key("icon", Shape::Text, "Name of one of the theme's icons."),
    ]),
]);
