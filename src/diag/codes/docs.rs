//! mkdocs.yml, nav and doc sites: codes `BL40x` to `BL43x`. Those of pages stand in [`pages`](super::pages).

use super::Code;
pub(crate) use super::pages::{
    ABSOLUTE_LINK, ACTIVE_FILE, DEAD_ANCHOR, DEAD_LINK, DIAGRAM, FRONT_MATTER, HTTP_PICTURE, LINK_CASE,
    LINK_MENDED, MATH, MENDED, OPEN_FENCE, PAGE_LIMIT, PLACEHOLDER, PORTAL_LINK, SNIPPET, SNIPPET_CYCLE,
    UNSAFE_HTML,
};
use crate::diag::Severity;

pub(super) static ALL: &[&Code] = &[
    &CONFIG_YAML,
    &CONFIG_VALUE,
    &INHERIT,
    &PYTHON_TAG,
    &UNKNOWN_PLUGIN,
    &UNKNOWN_EXTENSION,
    &NOT_RUN,
    &REF,
    &REF_ELSEWHERE,
    &NO_DOCS,
    &DOCS_ENTITY,
    &NAV_SHAPE,
    &NAV_NOT_FOUND,
    &NAV_MENDED,
    &NAV_EXCLUDED,
    &NAV_ABSOLUTE,
    &NAV_OMITTED,
    &INCLUDE,
    &SAME_ADDRESS,
    &REDIRECT,
];

/// An mkdocs.yml is not YAML, or not a mapping.
pub(crate) static CONFIG_YAML: Code = Code {
    id: "BL401",
    name: "docs-config-yaml",
    severity: Severity::Error,
    summary: "an mkdocs.yml is not valid YAML",
    explain: "\
The configuration of a doc site is not YAML, or not a mapping. MkDocs stops; Backlot builds the pages with
default settings and automatic navigation, so that readers still find them, and says so.

Bad: `mkdocs.yml`

    site_name: Shop
    nav:
      - Guide: part one: index.md

Good: `mkdocs.yml`

    site_name: Shop
    nav:
      - \"Guide: part one\": index.md

With: `docs/index.md`

    # Shop
",
};

/// A value in mkdocs.yml means nothing.
pub(crate) static CONFIG_VALUE: Code = Code {
    id: "BL402",
    name: "docs-config-value",
    severity: Severity::Warning,
    summary: "invalid value in mkdocs.yml",
    explain: "\
A key of mkdocs.yml holds something that cannot be used there: a pattern that is no pattern, a list where a
mapping belongs. MkDocs refuses the whole site for most of these; Backlot leaves the value out.

Bad: `mkdocs.yml`

    site_name: Shop
    exclude_docs: |
      drafts/[

Good: `mkdocs.yml`

    site_name: Shop
    exclude_docs: |
      drafts/

With: `docs/index.md`

    # Shop
",
};

/// `INHERIT` cannot be followed.
pub(crate) static INHERIT: Code = Code {
    id: "BL403",
    name: "docs-inherit",
    severity: Severity::Error,
    summary: "the parent of an mkdocs.yml cannot be used",
    explain: "\
`INHERIT: ../base.yml` names a file that is not there, leaves the repository, or comes round in a circle. The
file's own keys still count. TechDocs ignores `INHERIT` altogether (it is not on its list of allowed keys);
Backlot follows it as MkDocs does: mappings are merged deeply, lists are replaced.

Bad: `mkdocs.yml`

    site_name: Shop
    INHERIT: ./bas.yml

Good: `mkdocs.yml`

    site_name: Shop
    INHERIT: ./base.yml

With: `docs/index.md`

    # Shop

With: `base.yml`

    repo_url: https://github.com/acme/shop
",
};

/// A tag that names Python.
pub(crate) static PYTHON_TAG: Code = Code {
    id: "BL404",
    name: "docs-python-tag",
    severity: Severity::Note,
    summary: "an option names an unknown Python function",
    explain: "\
`!!python/name:…` asks MkDocs to call a function. Backlot runs nothing that a repository holds. Functions whose
meaning is known (the fences of pymdownx.superfences, Material's emoji, the slugs of pymdownx and
Python-Markdown) are read as what they mean; any other is left out, and the extension works with its default.
TechDocs stops the build at such a tag.

Bad: `mkdocs.yml`

    site_name: Shop
    markdown_extensions:
      - toc:
          slugify: !!python/name:our_company.slugs.fancy

Good: `mkdocs.yml`

    site_name: Shop
    markdown_extensions:
      - toc:
          slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}

With: `docs/index.md`

    # Shop
",
};

/// A plugin that means nothing here.
pub(crate) static UNKNOWN_PLUGIN: Code = Code {
    id: "BL405",
    name: "docs-unknown-plugin",
    severity: Severity::Note,
    summary: "unknown MkDocs plugin",
    explain: "\
The plugin is not executed: plugins are Python. What the common ones mean is built in (monorepo, redirects,
awesome-pages, awesome-nav, section-index, literate-nav, exclude, include-markdown, plain variables of macros,
git dates and authors, tags, search); this one is not, so whatever it adds to pages is missing. Real TechDocs drops
every plugin but six.

Said once a site. Remove the plugin from mkdocs.yml, or switch the finding off in backlot.yaml:

```yaml
rules:
  docs-unknown-plugin: off
```

Bad: `mkdocs.yml`

    site_name: Shop
    plugins: [techdocs-core, our-company-plugin]

Good: `mkdocs.yml`

    site_name: Shop
    plugins: [techdocs-core]

With: `docs/index.md`

    # Shop
",
};

/// A Markdown extension that means nothing here.
pub(crate) static UNKNOWN_EXTENSION: Code = Code {
    id: "BL406",
    name: "docs-unknown-extension",
    severity: Severity::Note,
    summary: "unknown Markdown extension",
    explain: "\
MkDocs stops the build at an extension that is not installed. Backlot renders the pages without it: its markup
stays as written.

Bad: `mkdocs.yml`

    site_name: Shop
    markdown_extensions: [our_company_markup]

Good: `mkdocs.yml`

    site_name: Shop
    markdown_extensions: [pymdownx.keys]

With: `docs/index.md`

    # Shop
",
};

/// Keys that would run code or bring in styles.
pub(crate) static NOT_RUN: Code = Code {
    id: "BL407",
    name: "docs-not-run",
    severity: Severity::Note,
    summary: "mkdocs.yml asks for scripts, styles or hooks, which are not taken over",
    explain: "\
`hooks`, `extra_javascript`, `extra_templates` and `theme.custom_dir` run or replace code, and `extra_css` restyles
the page around the docs. None of it is taken into the portal: nothing that a repository holds is executed, and
one portal has one look. TechDocs drops all of them as well (`extra_css` is written into the page and then removed
by the reader's sanitiser).

Put styles that everybody needs into the portal's theme; use the classes that Markdown offers (admonitions, grids,
buttons) in pages.

Bad: `mkdocs.yml`

    site_name: Shop
    extra_javascript: [js/chat.js]

Good: `mkdocs.yml`

    site_name: Shop

With: `docs/index.md`

    # Shop
",
};

/// A `techdocs-ref` that cannot be followed.
pub(crate) static REF: Code = Code {
    id: "BL411",
    name: "docs-ref",
    severity: Severity::Error,
    summary: "a backstage.io/techdocs-ref cannot be followed",
    explain: "\
The annotation is `dir:` with a folder, or `url:` with the address of a repository. A `dir:` is read from the
folder of the catalog file, or from `backstage.io/source-location` where the entity sets it. Backstage shows
`Invalid reference annotation` or a failed build.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: shop
      annotations: {backstage.io/techdocs-ref: \"./docs\"}
    spec: {type: service, lifecycle: production, owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: shop
      annotations: {backstage.io/techdocs-ref: \"dir:.\"}
    spec: {type: service, lifecycle: production, owner: team-a}

With: `docs/index.md`

    # Shop
",
};

/// A `techdocs-ref` to a repository that is not here.
pub(crate) static REF_ELSEWHERE: Code = Code {
    id: "BL412",
    name: "docs-ref-elsewhere",
    severity: Severity::Note,
    summary: "the docs of an entity are in a repository that was not crawled",
    explain: "\
`backstage.io/techdocs-ref: url:…` names a repository. Backlot fetches nothing: the docs are built where a checkout
of that repository is among the crawled folders, recognised by its git remote or by `repos` in backlot.yaml.

```yaml
repos:
  shop:                                # the checkout's folder
    url: https://github.com/acme/shop  # what the annotation names
```

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: shop
      annotations: {backstage.io/techdocs-ref: \"url:https://github.com/acme/handbook/tree/main\"}
    spec: {type: service, lifecycle: production, owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: shop
      annotations: {backstage.io/techdocs-ref: \"dir:.\"}
    spec: {type: service, lifecycle: production, owner: team-a}

With: `docs/index.md`

    # Shop
",
};

/// A site without docs.
pub(crate) static NO_DOCS: Code = Code {
    id: "BL413",
    name: "docs-missing",
    severity: Severity::Error,
    summary: "a documentation site has no docs folder",
    explain: "\
An mkdocs.yml or a `techdocs-ref` leads to a folder without docs: `docs_dir` (`docs` unless set) is not there, lies
outside the repository, or holds no Markdown. MkDocs stops. Where there is a README, Backlot shows that instead.

Bad: `mkdocs.yml`

    site_name: Shop
    docs_dir: documentation

Good: `mkdocs.yml`

    site_name: Shop
    docs_dir: docs

With: `docs/index.md`

    # Shop
",
};

/// `techdocs-entity` names nobody.
pub(crate) static DOCS_ENTITY: Code = Code {
    id: "BL414",
    name: "docs-entity",
    severity: Severity::Warning,
    summary: "backstage.io/techdocs-entity names an entity without docs, or a page they do not have",
    explain: "\
`backstage.io/techdocs-entity` says: my docs are those of another entity. The reference must be a full one, and that
entity must have docs of its own. `backstage.io/techdocs-entity-path` names the page of those docs that is opened.
Backstage shows an empty tab for an entity without docs, and an error page for a page that is not there.

Bad: `stock.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: stock
      annotations: {backstage.io/techdocs-entity: \"shop\"}
    spec: {type: service, lifecycle: production, owner: team-a}

Good: `stock.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: stock
      annotations: {backstage.io/techdocs-entity: \"component:default/shop\"}
    spec: {type: service, lifecycle: production, owner: team-a}

With: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: shop
      annotations: {backstage.io/techdocs-ref: \"dir:.\"}
    spec: {type: service, lifecycle: production, owner: team-a}

With: `docs/index.md`

    # Shop
",
};

/// Nav has a wrong shape.
pub(crate) static NAV_SHAPE: Code = Code {
    id: "BL421",
    name: "nav-shape",
    severity: Severity::Warning,
    summary: "invalid nav entry",
    explain: "\
MkDocs refuses a site for an entry with two titles, an entry without a value, or a nav that is no list. Backlot reads
what is clear and says what is not.

Bad: `mkdocs.yml`

    site_name: Shop
    nav:
      - Home: index.md
        Guide: guide.md

Good: `mkdocs.yml`

    site_name: Shop
    nav:
      - Home: index.md
      - Guide: guide.md

With: `docs/index.md`

    # Shop

With: `docs/guide.md`

    # Guide
",
};

/// Nav names nothing.
pub(crate) static NAV_NOT_FOUND: Code = Code {
    id: "BL422",
    name: "nav-not-found",
    severity: Severity::Warning,
    summary: "a nav entry refers to no page",
    explain: "\
Paths in nav are relative to the docs folder. MkDocs warns and shows a dead link; Backlot warns and leaves the entry
out. `validation.nav.not_found` sets its severity.

Bad: `mkdocs.yml`

    site_name: Shop
    nav:
      - index.md
      - Install: install.md

Good: `mkdocs.yml`

    site_name: Shop
    nav:
      - index.md

With: `docs/index.md`

    # Shop
",
};

/// Nav is nearly right.
pub(crate) static NAV_MENDED: Code = Code {
    id: "BL423",
    name: "nav-mended",
    severity: Severity::Warning,
    summary: "a nav entry is not the path of a page, but its meaning is clear",
    explain: "\
In MkDocs these entries are dead links: a path that starts with the docs folder's own name, a folder, a path that
differs in case from the file, an address (`guide/install`) instead of a file. What is meant is clear, so the
portal leads there; real TechDocs does not.

Bad: `mkdocs.yml`

    site_name: Shop
    nav:
      - Home: docs/index.md

Good: `mkdocs.yml`

    site_name: Shop
    nav:
      - Home: index.md

With: `docs/index.md`

    # Shop
",
};

/// Nav names an excluded page.
pub(crate) static NAV_EXCLUDED: Code = Code {
    id: "BL424",
    name: "nav-excluded",
    severity: Severity::Note,
    summary: "a nav entry refers to an excluded page",
    explain: "\
The page matches `exclude_docs` (or lies in a folder that starts with a dot, or in `templates/`), so it is not part of
the site, and the entry is left out.

Bad: `mkdocs.yml`

    site_name: Shop
    exclude_docs: drafts/
    nav:
      - Home: index.md
      - Plan: drafts/plan.md

Good: `mkdocs.yml`

    site_name: Shop
    exclude_docs: drafts/
    nav:
      - Home: index.md

With: `docs/index.md`

    # Shop

With: `docs/drafts/plan.md`

    # Plan
",
};

/// An absolute path in nav.
pub(crate) static NAV_ABSOLUTE: Code = Code {
    id: "BL425",
    name: "nav-absolute",
    severity: Severity::Note,
    summary: "a nav entry is an absolute path",
    explain: "\
MkDocs leaves `/path` in nav as it is: it leads to the root of the web server, wherever the docs are. With
`validation: {nav: {absolute_links: relative_to_docs}}` it is read from the docs folder.

Bad: `mkdocs.yml`

    site_name: Shop
    nav:
      - Home: index.md
      - Status: /status/

Good: `mkdocs.yml`

    site_name: Shop
    nav:
      - Home: index.md
      - Status: https://status.acme.dev/

With: `docs/index.md`

    # Shop
",
};

/// Pages that nav does not hold.
pub(crate) static NAV_OMITTED: Code = Code {
    id: "BL426",
    name: "nav-omitted",
    severity: Severity::Note,
    summary: "pages that are not in the nav",
    explain: "\
The pages are built and found by search, but nothing leads to them from the navigation. MkDocs says the same at the
level `validation.nav.omitted_files`. Add them to nav, or say that it is meant:

```yaml
not_in_nav: |
  /tutorials/
```

Bad: `mkdocs.yml`

    site_name: Shop
    nav:
      - index.md

Good: `mkdocs.yml`

    site_name: Shop
    nav:
      - index.md
    not_in_nav: |
      /tutorials/

With: `docs/index.md`

    # Shop

With: `docs/tutorials/first.md`

    # First
",
};

/// A monorepo include cannot be followed.
pub(crate) static INCLUDE: Code = Code {
    id: "BL427",
    name: "docs-include",
    severity: Severity::Error,
    summary: "an !include in nav cannot be followed",
    explain: "\
`!include ./path/mkdocs.yml` puts another site's pages below an entry of nav; `*include ./packages/*/mkdocs.yml` does
so for every match. The file must be in the same repository, have a `site_name` (its pages stand below it) and a docs
folder. The monorepo plugin stops at each of these; Backlot leaves the entry out, or helps itself, and says so.

Bad: `mkdocs.yml`

    site_name: Shop
    nav:
      - Home: index.md
      - API: '!include ./apis/mkdocs.yml'
    plugins: [techdocs-core, monorepo]

Good: `mkdocs.yml`

    site_name: Shop
    nav:
      - Home: index.md
      - API: '!include ./api/mkdocs.yml'
    plugins: [techdocs-core, monorepo]

With: `docs/index.md`

    # Shop

With: `api/mkdocs.yml`

    site_name: api

With: `api/docs/index.md`

    # API
",
};

/// Two pages of one address.
pub(crate) static SAME_ADDRESS: Code = Code {
    id: "BL431",
    name: "docs-same-address",
    severity: Severity::Warning,
    summary: "two files of a site have the same URL",
    explain: "\
`guide.md` and `guide/index.md` are both `guide/`, `README.md` and `index.md` are both their folder's page. MkDocs drops
the README with a warning, and writes one over the other in other cases. Backlot leaves out a README beside an index, and
gives any other second page an address of its own.

Rename one of the two, or make `guide.md` the `index.md` of the folder.

Bad: `docs/README.md`

    # Start

Bad: `docs/index.md`

    # Start

Good: `docs/index.md`

    # Start
",
};

/// A redirect is wrong.
pub(crate) static REDIRECT: Code = Code {
    id: "BL432",
    name: "docs-redirect",
    severity: Severity::Warning,
    summary: "an entry of `redirect_maps` is broken or hides a page",
    explain: "\
`redirect_maps` of the redirects plugin maps old pages to new ones or to URLs. The new page must be there; the old one
must not.

Bad: `mkdocs.yml`

    site_name: Shop
    plugins:
      - redirects:
          redirect_maps:
            old.md: new.md

Good: `mkdocs.yml`

    site_name: Shop
    plugins:
      - redirects:
          redirect_maps:
            old.md: index.md

With: `docs/index.md`

    # Shop
",
};
