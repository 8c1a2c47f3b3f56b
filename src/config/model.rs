//! Everything that can be set.
//!
//! In: read by [`config`](super). Out: used by every stage. Never: holds what a command line flag alone says
//! (output folder, threads).

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::forge::Hosts;
use crate::language::Language;
use crate::source::Span;
use crate::url::{SafeUrl, SiteLink, UrlPolicy};

/// The portal's configuration with its defaults.
#[derive(Debug, Clone)]
pub(crate) struct Config {
    /// Name of the portal (`app.title`).
    pub title: String,
    /// Name of the organisation (`organization.name`).
    pub organization: Option<String>,
    /// Absolute URL the portal will be published at, for the sitemap and OpenGraph.
    pub base_url: Option<String>,
    /// Globs of catalog files. By default every YAML file is looked into: templates, organisations and examples are
    /// rarely called `catalog-info.yaml`, and without a Backstage there is no list of registered locations.
    pub discover: Vec<String>,
    /// Globs of folders and files that are passed over.
    pub exclude: Vec<String>,
    /// Globs of repositories, by name or folder, that are passed over.
    pub exclude_repositories: Vec<String>,
    /// By repository folder: name, remote, branch.
    pub repos: BTreeMap<String, RepoConfig>,
    /// Web URL of repositories without git and without an entry in `repos`, `{repo}` being the folder's name:
    /// `https://github.com/acme/{repo}`.
    pub remote: Option<String>,
    /// Kinds of self-hosted forges by host.
    pub hosts: Hosts,
    /// Variables that `!ENV` in the mkdocs.yml of crawled repositories may read; empty unless the user says so: a
    /// repository must not learn the secrets of a build.
    pub mkdocs_env: BTreeMap<String, String>,
    /// Folder with theme files that replace the built-in ones, file by file.
    pub theme_dir: Option<PathBuf>,
    /// Branch of repositories without git and without an entry in `repos`.
    pub branch: Option<String>,
    /// What the catalog is made of and may hold.
    pub catalog: CatalogConfig,
    /// How docs are rendered.
    pub docs: DocsConfig,
    /// Colours and pictures of the built-in theme.
    pub theme: ThemeConfig,
    /// Further entries of the navigation, after the built-in ones.
    pub nav: Vec<NavLink>,
    /// What stands on the home page.
    pub home: HomeConfig,
    /// What search knows besides the texts.
    pub search: SearchConfig,
    /// Links and cards made of annotations, by the annotation's key; an empty `url` switches a built-in one off.
    pub annotations: BTreeMap<String, AnnotationLink>,
    /// Where the organisation's Backstage is, for "open in Backstage".
    pub backstage_url: Option<String>,
    /// What URLs may be beyond the built-in policy: schemes (`techdocs.sanitizer.additionalAllowedURIProtocols`), hosts of frames
    /// (`techdocs.sanitizer.allowedIframeHosts`), hosts of people's pictures.
    pub urls: UrlPolicy,
    /// Rules switched off or given another severity: code id or name → `off`, `note`, `warning`, `error`.
    pub rules: BTreeMap<String, String>,
    /// Where the values of `backlot.yaml` are written, by their keys joined with dots, items by their number: `theme.css`,
    /// `exclude.0`.
    pub places: BTreeMap<String, Span>,
}

/// What git would say of a repository, for checkouts without it.
#[derive(Debug, Clone, Default)]
pub(crate) struct RepoConfig {
    /// Name in the portal.
    pub name: Option<String>,
    /// Web URL: `https://github.com/acme/shop`.
    pub url: Option<String>,
    /// Branch that links point into.
    pub branch: Option<String>,
    /// Folder of the hosted repository that the crawled folder is, where it is only a part.
    pub folder: Option<String>,
}

/// What the catalog is made of and may hold (`catalog`).
#[derive(Debug, Clone, Default)]
pub(crate) struct CatalogConfig {
    /// Locations to read besides what is discovered (`catalog.locations` of app-config.yaml).
    pub locations: Vec<LocationConfig>,
    /// Which kinds may come from where; `None` allows all (Backstage's own default is Component, API, Location).
    pub rules: Option<Vec<AllowRule>>,
    /// Kinds beyond Backstage's own, by kind.
    pub kinds: BTreeMap<String, KindConfig>,
    /// Whether an API of type `mcp-server` may do without a definition, as in a Backstage with the AI model module.
    pub mcp_servers: bool,
    /// Whether an entity stays whose `$text` is on the network, with the URL in place of the text.
    pub keep_remote: bool,
    /// Whether an entity without an owner gets the one that CODEOWNERS names, marked as inferred.
    pub codeowners: bool,
}

/// A location of the configuration.
#[derive(Debug, Clone)]
pub(crate) struct LocationConfig {
    /// `file` or `url`.
    pub kind: String,
    /// Path relative to `folder`, or URL.
    pub target: String,
    /// Kinds this location may hold besides those of the rules (`rules: [{allow: […]}]`).
    pub allow: Vec<String>,
    /// Folder of the configuration file that names it.
    pub folder: PathBuf,
    /// Where the target is written.
    pub span: Span,
}

/// A rule of `catalog.rules`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AllowRule {
    /// Kinds, and of a kind perhaps only a `spec.type`; compared without case.
    pub allow: Vec<(String, Option<String>)>,
    /// Where the rule holds; empty means everywhere.
    pub locations: Vec<RuleLocation>,
}

/// Where a rule holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuleLocation {
    /// `file` or `url`.
    pub kind: String,
    /// The target word for word.
    pub exact: Option<String>,
    /// The target as a glob (minimatch: no case, dot files match).
    pub pattern: Option<String>,
}

/// A kind beyond Backstage's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct KindConfig {
    /// Its plural for people; without it the kind and an s.
    pub plural: Option<String>,
    /// Fields of `spec` that must be there.
    pub required: Vec<String>,
    /// Fields of `spec` that hold references.
    pub relations: BTreeMap<String, RelationConfig>,
}

/// A field of a custom kind that refers to entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RelationConfig {
    /// Type of the relation from the entity (`partOf`).
    pub relation: String,
    /// Type of the relation back (`hasPart`).
    pub inverse: String,
    /// Kind of a reference that names none.
    pub default_kind: Option<String>,
}

/// How docs are rendered (`docs`).
#[derive(Debug, Clone)]
pub(crate) struct DocsConfig {
    /// Globs of repositories, by name or folder, whose files are published as they are, scripts included.
    pub trusted: Vec<String>,
    /// Command that reads PlantUML and writes SVG, with its arguments.
    pub plantuml_command: Vec<String>,
    /// Whether git is asked for dates and authors of pages.
    pub git: bool,
}

impl Default for DocsConfig {
    fn default() -> Self {
        Self { trusted: Vec::new(), plantuml_command: Vec::new(), git: true }
    }
}

/// Colours and pictures of the built-in theme (`theme`).
#[derive(Debug, Clone, Default)]
pub(crate) struct ThemeConfig {
    /// Accent colour, `#rrggbb`.
    pub accent: Option<String>,
    /// Accent colour on dark ground; without it one is derived.
    pub accent_dark: Option<String>,
    /// Design tokens by name without `--`, for light and dark; each overrides one of the theme's.
    pub tokens: BTreeMap<String, String>,
    /// Picture in the header (SVG or PNG).
    pub logo: Option<PathBuf>,
    /// Icon of the browser's tab.
    pub favicon: Option<PathBuf>,
    /// What the catalog's and the pages' texts are in.
    pub language: Language,
    /// A stylesheet loaded after the theme's own.
    pub css: Option<PathBuf>,
}

/// A link with a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NavLink {
    /// Its text.
    pub title: String,
    /// Where it leads.
    pub address: Address,
}

/// Where a link of the configuration leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Address {
    /// A place of the portal (`/docs/`).
    Portal(SiteLink),
    /// A URL that may be followed.
    Outside(String),
}

impl Address {
    /// Reads an address; `None` for a URL that may not be followed.
    pub(super) fn parse(written: &str, policy: &UrlPolicy) -> Option<Self> {
        match policy.safe_url(written) {
            SafeUrl::Web(url) | SafeUrl::Other(url) => Some(Self::Outside(url)),
            SafeUrl::Relative(path) => Some(Self::Portal(SiteLink::parse(&path))),
            SafeUrl::Entity(_) | SafeUrl::Image(_) | SafeUrl::Refused(_) => None,
        }
    }
}

/// What stands on the home page (`home`).
#[derive(Debug, Clone, Default)]
pub(crate) struct HomeConfig {
    /// A sentence below the title.
    pub intro: Option<String>,
    /// Links of the organisation: runbooks, chat, status page.
    pub links: Vec<NavLink>,
}

/// What search knows besides the texts (`search`).
#[derive(Debug, Clone, Default)]
pub(crate) struct SearchConfig {
    /// Words that mean the same in the organisation, a list each.
    pub synonyms: Vec<Vec<String>>,
    /// Answers that somebody chose.
    pub answers: Vec<SearchAnswer>,
}

/// What stands above all results of certain queries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SearchAnswer {
    /// The queries, compared without case, marks and separators.
    pub queries: Vec<String>,
    /// What it is called, and where it leads.
    pub link: NavLink,
    /// A sentence about it; may be empty.
    pub description: String,
}

/// A link or card made of an annotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AnnotationLink {
    /// What it is called: `Grafana`.
    pub title: String,
    /// Where it leads; `{value}` is the annotation's value, `{name}`, `{namespace}` and `{kind}` the entity's.
    pub url: String,
    /// Name of one of the theme's icons.
    pub icon: Option<String>,
}

impl Config {
    /// Where the value under a key of `backlot.yaml` is written. `None` where it is not written there.
    pub(crate) fn place(&self, key: &str) -> Option<Span> {
        self.places.get(key).copied()
    }

    /// Where an item of a list is written; a text in the place of a list is its only item.
    pub(crate) fn at(&self, key: &str, index: usize) -> Option<Span> {
        self.place(&format!("{key}.{index}")).or_else(|| self.place(key))
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "Developer portal".to_owned(),
            organization: None,
            base_url: None,
            discover: vec!["**/*.yaml".to_owned(), "**/*.yml".to_owned()],
            exclude: Vec::new(),
            exclude_repositories: Vec::new(),
            repos: BTreeMap::new(),
            remote: None,
            hosts: Hosts::default(),
            mkdocs_env: BTreeMap::new(),
            theme_dir: None,
            branch: None,
            catalog: CatalogConfig::default(),
            docs: DocsConfig::default(),
            theme: ThemeConfig::default(),
            nav: Vec::new(),
            home: HomeConfig::default(),
            search: SearchConfig::default(),
            annotations: BTreeMap::new(),
            backstage_url: None,
            urls: UrlPolicy::default(),
            rules: BTreeMap::new(),
            places: BTreeMap::new(),
        }
    }
}
