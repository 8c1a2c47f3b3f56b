//! mkdocs.yml, nav, doc sites and the links of their pages: codes `BL4xx`.

use super::Code;
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
    &DEAD_LINK,
    &LINK_CASE,
    &ABSOLUTE_LINK,
    &DEAD_ANCHOR,
    &LINK_MENDED,
    &SNIPPET,
    &SNIPPET_CYCLE,
    &UNSAFE_HTML,
    &OPEN_FENCE,
    &FRONT_MATTER,
    &PAGE_LIMIT,
    &MENDED,
    &DIAGRAM,
    &MATH,
    &PLACEHOLDER,
    &PORTAL_LINK,
    &HTTP_PICTURE,
    &ACTIVE_FILE,
];

/// An mkdocs.yml is not YAML, or not a mapping.
pub(crate) static CONFIG_YAML: Code = Code {
    id: "BL401",
    name: "docs-config-yaml",
    severity: Severity::Error,
    summary: "an mkdocs.yml cannot be read as YAML",
    explain: "\
The configuration of a doc site is not YAML, or not a mapping. MkDocs stops; Backlot builds the pages with
default settings and automatic navigation, so that readers still find them, and says so.

```yaml
nav:                 # bad: a tab, and a colon inside an unquoted title
\t- Guide: part one: guide.md

nav:                 # good
  - \"Guide: part one\": guide.md
```
",
};

/// A value in mkdocs.yml means nothing.
pub(crate) static CONFIG_VALUE: Code = Code {
    id: "BL402",
    name: "docs-config-value",
    severity: Severity::Warning,
    summary: "a value in mkdocs.yml has the wrong shape or means nothing",
    explain: "\
A key of mkdocs.yml holds something that cannot be used there: a pattern that is no pattern, a list where a
mapping belongs. MkDocs refuses the whole site for most of these; Backlot leaves the value out.

```yaml
exclude_docs: |
  drafts/[        # bad: an open bracket
  drafts/         # good: patterns as in a .gitignore file
```
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

```yaml
INHERIT: ../../other-repo/mkdocs.yml   # bad: outside the repository
INHERIT: ../mkdocs.base.yml            # good
```
",
};

/// A tag that names Python.
pub(crate) static PYTHON_TAG: Code = Code {
    id: "BL404",
    name: "docs-python-tag",
    severity: Severity::Note,
    summary: "an option names a Python function that Backlot does not know",
    explain: "\
`!!python/name:…` asks MkDocs to call a function. Backlot runs nothing that a repository holds. Functions whose
meaning is known (the fences of pymdownx.superfences, Material's emoji, the slugs of pymdownx and
Python-Markdown) are read as what they mean; any other is left out, and the extension works with its default.
TechDocs stops the build at such a tag.

```yaml
slugify: !!python/name:our_company.slugs.fancy                       # ignored
slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}   # understood
```
",
};

/// A plugin that means nothing here.
pub(crate) static UNKNOWN_PLUGIN: Code = Code {
    id: "BL405",
    name: "docs-unknown-plugin",
    severity: Severity::Note,
    summary: "an MkDocs plugin that Backlot does not know",
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
",
};

/// A Markdown extension that means nothing here.
pub(crate) static UNKNOWN_EXTENSION: Code = Code {
    id: "BL406",
    name: "docs-unknown-extension",
    severity: Severity::Note,
    summary: "a Markdown extension that Backlot does not know",
    explain: "\
MkDocs stops the build at an extension that is not installed. Backlot renders the pages without it: its markup
stays as written.

```yaml
markdown_extensions:
  - our_company_markup      # not known: its syntax stays literal
  - pymdownx.keys           # known
```
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

```yaml
metadata:
  annotations:
    backstage.io/techdocs-ref: ./docs        # bad: no type
    backstage.io/techdocs-ref: dir:.         # good: the folder that holds mkdocs.yml
    backstage.io/techdocs-ref: url:https://github.com/acme/shop/tree/main
```
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
",
};

/// A site without docs.
pub(crate) static NO_DOCS: Code = Code {
    id: "BL413",
    name: "docs-missing",
    severity: Severity::Error,
    summary: "a doc site has no docs folder",
    explain: "\
An mkdocs.yml or a `techdocs-ref` leads to a folder without docs: `docs_dir` (`docs` unless set) is not there, lies
outside the repository, or holds no Markdown. MkDocs stops. Where there is a README, Backlot shows that instead.

```yaml
docs_dir: ../shared-docs    # bad: outside this folder's repository
docs_dir: documentation     # good: a folder beside mkdocs.yml
```
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

```yaml
backstage.io/techdocs-entity: shop                     # bad: no kind
backstage.io/techdocs-entity: component:default/shop   # good
backstage.io/techdocs-entity-path: /guide/install/
```
",
};

/// Nav has a wrong shape.
pub(crate) static NAV_SHAPE: Code = Code {
    id: "BL421",
    name: "nav-shape",
    severity: Severity::Warning,
    summary: "an entry of nav has the wrong shape",
    explain: "\
MkDocs refuses a site for an entry with two titles, an entry without a value, or a nav that is no list. Backlot reads
what is clear and says what is not.

```yaml
nav:
  - Home: index.md
    Guide: guide.md      # bad: two titles in one entry
  - Later:               # bad: leads nowhere
  - Guide: guide.md      # good
```
",
};

/// Nav names nothing.
pub(crate) static NAV_NOT_FOUND: Code = Code {
    id: "BL422",
    name: "nav-not-found",
    severity: Severity::Warning,
    summary: "an entry of nav names no page",
    explain: "\
Paths in nav are relative to the docs folder. MkDocs warns and shows a dead link; Backlot warns and leaves the entry
out. `validation.nav.not_found` sets how grave it is.

```yaml
nav:
  - Install: instal.md    # bad: there is no such file
  - Install: install.md   # good
```
",
};

/// Nav is nearly right.
pub(crate) static NAV_MENDED: Code = Code {
    id: "BL423",
    name: "nav-mended",
    severity: Severity::Warning,
    summary: "an entry of nav is not quite a page's path; it was read as what it must mean",
    explain: "\
In MkDocs these entries are dead links: a path that starts with the docs folder's own name, a folder, a path that
differs in case from the file, an address (`guide/install`) instead of a file. What is meant is clear, so the
portal leads there; real TechDocs does not.

```yaml
nav:
  - Home: docs/index.md   # bad: nav starts in docs/ already
  - Home: index.md        # good
```
",
};

/// Nav names an excluded page.
pub(crate) static NAV_EXCLUDED: Code = Code {
    id: "BL424",
    name: "nav-excluded",
    severity: Severity::Note,
    summary: "an entry of nav names a page that is excluded",
    explain: "\
The page matches `exclude_docs` (or lies in a folder that starts with a dot, or in `templates/`), so it is not part of
the site, and the entry is left out.

```yaml
exclude_docs: drafts/
nav:
  - Plan: drafts/plan.md   # excluded above
```
",
};

/// An absolute path in nav.
pub(crate) static NAV_ABSOLUTE: Code = Code {
    id: "BL425",
    name: "nav-absolute",
    severity: Severity::Note,
    summary: "an entry of nav is an absolute path",
    explain: "\
MkDocs leaves `/path` in nav as it is: it leads to the root of the web server, wherever the docs are. With
`validation: {nav: {absolute_links: relative_to_docs}}` it is read from the docs folder.

```yaml
nav:
  - API: /api/          # leads to the server's root
  - API: api/index.md   # leads to the page
```
",
};

/// Pages that nav does not hold.
pub(crate) static NAV_OMITTED: Code = Code {
    id: "BL426",
    name: "nav-omitted",
    severity: Severity::Note,
    summary: "pages that are in no nav",
    explain: "\
The pages are built and found by search, but nothing leads to them from the navigation. MkDocs says the same at the
level `validation.nav.omitted_files`. Add them to nav, or say that it is meant:

```yaml
not_in_nav: |
  /tutorials/
```
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

```yaml
nav:
  - API: '!include ../../other/mkdocs.yml'   # bad: outside the repository
  - API: '!include ./api/mkdocs.yml'         # good
```
",
};

/// Two pages of one address.
pub(crate) static SAME_ADDRESS: Code = Code {
    id: "BL431",
    name: "docs-same-address",
    severity: Severity::Warning,
    summary: "two files of a site have the same address",
    explain: "\
`guide.md` and `guide/index.md` are both `guide/`, `README.md` and `index.md` are both their folder's page. MkDocs drops
the README with a warning, and writes one over the other in other cases. Backlot leaves out a README beside an index, and
gives any other second page an address of its own.

Rename one of the two, or make `guide.md` the `index.md` of the folder.
",
};

/// A redirect is wrong.
pub(crate) static REDIRECT: Code = Code {
    id: "BL432",
    name: "docs-redirect",
    severity: Severity::Warning,
    summary: "an entry of redirect_maps leads nowhere or hides a page",
    explain: "\
`redirect_maps` of the redirects plugin maps old pages to new ones or to URLs. The new page must be there; the old one
must not.

```yaml
plugins:
  - redirects:
      redirect_maps:
        old.md: new.md#section      # good
        guide.md: https://acme.org  # bad while guide.md is still there
```
",
};

/// A link to nowhere.
pub(crate) static DEAD_LINK: Code = Code {
    id: "BL441",
    name: "link-dead",
    severity: Severity::Warning,
    summary: "a link or image leads nowhere",
    explain: "\
Relative links are read from the file they stand in, as on GitHub. MkDocs leaves a link it cannot follow as it is, and the
reader gets a 404. `validation.links.not_found` sets how grave it is; with `strict: true` it is an error.

Links to files outside the docs folder lead to the repository's web view where its address is known
(`repo_url`, or the git remote).

```markdown
[Install](instal.md)          <!-- bad: there is no such file -->
[Install](install.md)         <!-- good -->
[Source](../src/main.rs)      <!-- good: leads to the repository -->
```
",
};

/// A link differs in case.
pub(crate) static LINK_CASE: Code = Code {
    id: "BL442",
    name: "link-case",
    severity: Severity::Warning,
    summary: "a link differs from the file in case",
    explain: "\
It works on macOS and Windows and breaks on every web server. Backlot leads to the file that is meant; real TechDocs
shows a dead link.

```markdown
![Diagram](Images/Flow.PNG)   <!-- bad: the file is images/flow.png -->
![Diagram](images/flow.png)   <!-- good -->
```
",
};

/// An absolute link.
pub(crate) static ABSOLUTE_LINK: Code = Code {
    id: "BL443",
    name: "link-absolute",
    severity: Severity::Note,
    summary: "a link is absolute",
    explain: "\
MkDocs leaves `/path` as it is: it leads to the root of the web server, and in Backstage or below a path it is broken.
Where the path is a page of the site, Backlot leads there; else it stays as it is. With `validation: {links:
{absolute_links: relative_to_docs}}` it is read from the docs folder.

```markdown
[Guide](/guide/)          <!-- depends on where the site is published -->
[Guide](../guide.md)      <!-- good everywhere -->
```
",
};

/// An anchor that is not there.
pub(crate) static DEAD_ANCHOR: Code = Code {
    id: "BL444",
    name: "link-anchor",
    severity: Severity::Warning,
    summary: "a link names an anchor that the page does not have",
    explain: "\
The page is there, the heading is not: renamed, or spelt another way. MkDocs checks this only at
`validation.links.anchors`, which also sets how grave it is here.

Anchors are made of headings as Python-Markdown does: lower case, no punctuation, blanks become `-`.

```markdown
[Usage](guide.md#Usage Notes)   <!-- bad -->
[Usage](guide.md#usage-notes)   <!-- good: ## Usage notes -->
```
",
};

/// A link that is nearly right.
pub(crate) static LINK_MENDED: Code = Code {
    id: "BL445",
    name: "link-mended",
    severity: Severity::Note,
    summary: "a link is not quite a file's path; it was read as what it must mean",
    explain: "\
Links are paths of files, so that they hold on GitHub, in editors and in the portal. A folder, a page's address
(`../guide/`) or a path without its ending is followed here as it is meant, but breaks elsewhere: MkDocs says
`unrecognized relative link`.

```markdown
[Guide](../guide)        <!-- works by luck -->
[Guide](../guide.md)     <!-- good -->
```
",
};

/// A snippet that cannot be read.
pub(crate) static SNIPPET: Code = Code {
    id: "BL446",
    name: "snippet-missing",
    severity: Severity::Warning,
    summary: "a snippet or included file cannot be read",
    explain: "\
`--8<-- \"file\"` is read from the folder of mkdocs.yml (or `base_path`), never from the page's folder; nothing outside the
repository is read, nothing is fetched. In TechDocs the line silently disappears; with `check_paths: true` the build stops.

```markdown
--8<-- \"../../secrets.env\"        <!-- bad: leaves the repository -->
--8<-- \"docs/parts/install.md\"    <!-- good -->
```
",
};

/// Snippets in a circle.
pub(crate) static SNIPPET_CYCLE: Code = Code {
    id: "BL447",
    name: "snippet-cycle",
    severity: Severity::Error,
    summary: "snippets or includes come round in a circle, or go too deep",
    explain: "\
A file includes itself, directly or by way of others, or includes are nested deeper than anyone means. The circle is
cut at the place that closes it; the rest of the page is shown.

Move what both files need into a third one that includes nothing.
",
};

/// HTML that is not let through.
pub(crate) static UNSAFE_HTML: Code = Code {
    id: "BL451",
    name: "unsafe-html",
    severity: Severity::Warning,
    summary: "HTML or a URL that could run code was taken out of a page",
    explain: "\
Pages come from every repository and are shown to everybody: scripts, event handlers, frames, styles and URLs such as
`javascript:` are removed, as Backstage's reader does with DOMPurify. The rest of the page is shown.

```html
<a href=\"javascript:alert(1)\" onclick=\"x()\">bad</a>
<a href=\"https://example.org\">good</a>
```
",
};

/// A fence is not closed.
pub(crate) static OPEN_FENCE: Code = Code {
    id: "BL452",
    name: "fence-open",
    severity: Severity::Warning,
    summary: "a code block is never closed",
    explain: "\
A fence is opened and the page ends before it is closed, so the rest of the page is code. The closing fence needs at
least as many characters as the opening one, and nothing behind it.

````markdown
```python
print(1)
```          <!-- closes it -->
````
",
};

/// Front matter is not YAML.
pub(crate) static FRONT_MATTER: Code = Code {
    id: "BL453",
    name: "front-matter",
    severity: Severity::Warning,
    summary: "the front matter of a page is not YAML",
    explain: "\
What stands between the first two `---` lines is not a YAML mapping, so it is not used (title, tags and the like). MkDocs
then shows it as text.

```yaml
---
title: Notes: part one      # bad: a colon in an unquoted value
title: \"Notes: part one\"    # good
---
```
",
};

/// A page is beyond what is rendered.
pub(crate) static PAGE_LIMIT: Code = Code {
    id: "BL454",
    name: "page-limit",
    severity: Severity::Warning,
    summary: "a page nests or grows beyond what is rendered",
    explain: "\
Nesting deeper than any reader can follow, tables of a hundred thousand rows, or includes that multiply: the page is
shown as far as it goes, so that one page cannot take the whole build's time and memory.

Split the page, or link to the data as a file.
",
};

/// Rendered better than the reference.
pub(crate) static MENDED: Code = Code {
    id: "BL455",
    name: "markdown-mended",
    severity: Severity::Note,
    summary: "real TechDocs renders this differently; the author's meaning was clear",
    explain: "\
Python-Markdown shows some constructs as literal text: a list without a blank line before it, words after a fence's
language, an admonition inside a list item. Backlot renders what is meant. The note helps where the same pages are
also read in Backstage, and is told only where it is asked for: `rules: {markdown-mended: note}` in backlot.yaml. See the docs
on departures from TechDocs.

```markdown
Steps:
- one          <!-- literal `- one` in TechDocs: put a blank line above -->
```
",
};

/// A diagram that was not drawn.
pub(crate) static DIAGRAM: Code = Code {
    id: "BL456",
    name: "diagram-not-drawn",
    severity: Severity::Note,
    summary: "a diagram, or a part of one, could not be drawn; its source is shown",
    explain: "\
Diagrams are drawn at build time where a renderer is available; otherwise, or where the source has a mistake, the source
is shown in a labelled block, so that nothing is lost. (In TechDocs a missing PlantUML fails the whole page.) A part that
only Mermaid draws, such as an icon of a font, is left out of the drawing, and the source is shown below it.

```text
bad                     good
flowchart LR            flowchart LR
  A --> B[never closed    A --> B[closed]
```

Check the line that is named, or configure a renderer in backlot.yaml.
",
};

/// A formula could not be set.
pub(crate) static MATH: Code = Code {
    id: "BL457",
    name: "math-not-set",
    severity: Severity::Note,
    summary: "a formula is not understood; its TeX is shown",
    explain: "\
Formulas are set at build time, as MathML, so that pages need no script for them. TeX with a mistake, a command that is
not known, or a formula too long or too deep is shown as it was written.

```markdown
$\\frac{a}{b$     <!-- bad: a brace is open -->
$\\frac{a}{b}$    <!-- good -->
```
",
};

/// A placeholder that a browser takes for an element.
pub(crate) static PLACEHOLDER: Code = Code {
    id: "BL458",
    name: "placeholder-hidden",
    severity: Severity::Note,
    summary: "a word in angle brackets is taken for an HTML element, and readers do not see it",
    explain: "\
`<name>` in running text is an HTML element that no browser knows: what stands there for the reader to fill in vanishes,
here as in TechDocs.

```markdown
Run deploy <name>.         <!-- bad: readers see `Run deploy .` -->
Run `deploy <name>`.       <!-- good -->
```
",
};

/// A link to another place of the portal leads nowhere.
pub(crate) static PORTAL_LINK: Code = Code {
    id: "BL459",
    name: "link-portal",
    severity: Severity::Warning,
    summary: "a link to another place of the portal leads nowhere",
    explain: "\
Links to entities, to the docs of other repositories and to files of crawled repositories on their forge become links of the
portal. Where the entity, the page or the file is not there, the link cannot work in Backstage or on the forge either.
Code that looks like an entity reference and names none is a note: it may be an example.

```markdown
[Shop](/docs/default/component/shop/instal/)     <!-- bad: the docs of the shop have no such page -->
[Shop](/docs/default/component/shop/install/)    <!-- good -->
[Shop](entity:component:default/shop)            <!-- good: leads to the entity -->
```
",
};

/// A picture, film or sound over http.
pub(crate) static HTTP_PICTURE: Code = Code {
    id: "BL461",
    name: "http-picture",
    severity: Severity::Warning,
    summary: "a picture, film or sound is loaded over http",
    explain: "\
The portal's pages load pictures of other hosts over https only: what comes over http can be read and replaced on its way, and browsers
do not show it on a page that came over https. Readers see the picture's text in its place.

```markdown
![build](http://jenkins.example.org/badge.svg)     <!-- bad -->
![build](https://jenkins.example.org/badge.svg)    <!-- good -->
![build](images/badge.svg)                         <!-- good: a file of the docs -->
```
",
};

/// A file of the docs that could run scripts.
pub(crate) static ACTIVE_FILE: Code = Code {
    id: "BL462",
    name: "active-file",
    severity: Severity::Warning,
    summary: "a file of the docs could run scripts in the reader's browser",
    explain: "\
Files below a docs folder are published beside its pages, in the portal's own origin. An HTML or XML file with scripts could read and
change everything that its reader may; it is not published, and links to it lead to a page that says so. From SVG pictures everything
that runs or loads something is taken out.

If you trust who writes a repository, name it in the portal's configuration, and its files are published as they are:

```yaml
docs:
  trust: [api-reports, \"docs-*\"]
```
",
};
