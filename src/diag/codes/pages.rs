//! Pages of docs and their links: codes `BL44x` to `BL46x`.

use super::Code;
use crate::diag::Severity;

pub(super) static ALL: &[&Code] = &[
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

/// A link to nowhere.
pub(crate) static DEAD_LINK: Code = Code {
    id: "BL441",
    name: "link-dead",
    severity: Severity::Warning,
    summary: "broken link or image",
    explain: "\
Relative links are read from the file they stand in, as on GitHub. MkDocs leaves a link it cannot follow as it is, and the
reader gets a 404. `validation.links.not_found` sets its severity; with `strict: true` it is an error.

Links to files outside the docs folder lead to the repository's web view where its address is known
(`repo_url`, or the git remote).

Bad: `docs/index.md`

    [Install](instal.md)

Good: `docs/index.md`

    [Install](install.md)

With: `docs/install.md`

    # Install

    ## Usage notes
",
};

/// A link differs in case.
pub(crate) static LINK_CASE: Code = Code {
    id: "BL442",
    name: "link-case",
    severity: Severity::Warning,
    summary: "a link differs from the file name in case",
    explain: "\
It works on macOS and Windows and breaks on every web server. Backlot leads to the file that is meant; real TechDocs
shows a dead link.

Bad: `docs/index.md`

    [Install](Install.md)

Good: `docs/index.md`

    [Install](install.md)

With: `docs/install.md`

    # Install

    ## Usage notes
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

Bad: `docs/index.md`

    [Install](/install/)

Good: `docs/index.md`

    [Install](install.md)

With: `docs/install.md`

    # Install

    ## Usage notes
",
};

/// An anchor that is not there.
pub(crate) static DEAD_ANCHOR: Code = Code {
    id: "BL444",
    name: "link-anchor",
    severity: Severity::Warning,
    summary: "a link refers to a missing anchor",
    explain: "\
The page is there, the heading is not: renamed, or spelt another way. MkDocs checks this only at
`validation.links.anchors`, which also sets its severity here.

Anchors are made of headings as Python-Markdown does: lower case, no punctuation, blanks become `-`.

Bad: `docs/index.md`

    [Usage](install.md#usage)

Good: `docs/index.md`

    [Usage](install.md#usage-notes)

With: `docs/install.md`

    # Install

    ## Usage notes
",
};

/// A link that is nearly right.
pub(crate) static LINK_MENDED: Code = Code {
    id: "BL445",
    name: "link-mended",
    severity: Severity::Note,
    summary: "a link is not the path of a file, but its meaning is clear",
    explain: "\
Links are paths of files, so that they hold on GitHub, in editors and in the portal. A folder, a page's address
(`../guide/`) or a path without its ending is followed here as it is meant, but breaks elsewhere: MkDocs says
`unrecognized relative link`.

Bad: `docs/index.md`

    [Install](install)

Good: `docs/index.md`

    [Install](install.md)

With: `docs/install.md`

    # Install

    ## Usage notes
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

Bad: `docs/index.md`

    --8<-- \"docs/parts/instal.md\"

Good: `docs/index.md`

    --8<-- \"docs/parts/install.md\"

With: `docs/parts/install.md`

    Run it.
",
};

/// Snippets in a circle.
pub(crate) static SNIPPET_CYCLE: Code = Code {
    id: "BL447",
    name: "snippet-cycle",
    severity: Severity::Error,
    summary: "snippets or includes are circular or nested too deeply",
    explain: "\
A file includes itself, directly or by way of others, or includes are nested deeper than anyone means. The circle is
cut at the place that closes it; the rest of the page is shown.

Move what both files need into a third one that includes nothing.

Bad: `docs/index.md`

    --8<-- \"docs/index.md\"

Good: `docs/index.md`

    --8<-- \"docs/parts/install.md\"

With: `docs/parts/install.md`

    Run it.
",
};

/// HTML that is not let through.
pub(crate) static UNSAFE_HTML: Code = Code {
    id: "BL451",
    name: "unsafe-html",
    severity: Severity::Warning,
    summary: "HTML or a URL that could run code was removed from a page",
    explain: "\
Pages come from every repository and are shown to everybody: scripts, event handlers, frames, styles and URLs such as
`javascript:` are removed, as Backstage's reader does with DOMPurify. The rest of the page is shown.

Bad: `docs/index.md`

    <a href=\"https://example.org\" onclick=\"x()\">Go</a>

Good: `docs/index.md`

    <a href=\"https://example.org\">Go</a>
",
};

/// A fence is not closed.
pub(crate) static OPEN_FENCE: Code = Code {
    id: "BL452",
    name: "fence-open",
    severity: Severity::Warning,
    summary: "unclosed code block",
    explain: "\
A fence is opened and the page ends before it is closed, so the rest of the page is code. The closing fence needs at
least as many characters as the opening one, and nothing behind it.

Bad: `docs/index.md`

    ```python
    print(1)

Good: `docs/index.md`

    ```python
    print(1)
    ```
",
};

/// Front matter is not YAML.
pub(crate) static FRONT_MATTER: Code = Code {
    id: "BL453",
    name: "front-matter",
    severity: Severity::Warning,
    summary: "the front matter of a page is not valid YAML",
    explain: "\
What stands between the first two `---` lines is not a YAML mapping, so it is not used (title, tags and the like). MkDocs
then shows it as text.

Bad: `docs/index.md`

    ---
    title: Notes: part one
    ---

    Text

Good: `docs/index.md`

    ---
    title: \"Notes: part one\"
    ---

    Text
",
};

/// A page is beyond what is rendered.
pub(crate) static PAGE_LIMIT: Code = Code {
    id: "BL454",
    name: "page-limit",
    severity: Severity::Warning,
    summary: "a page exceeds the limits of nesting or size",
    explain: "\
Nesting deeper than any reader can follow, tables of a hundred thousand rows, or includes that multiply: the page is
shown as far as it goes, so that one page cannot take the whole build's time and memory.

Split the page, or link to the data as a file.

Bad: `docs/index.md`

    > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > deep

Good: `docs/index.md`

    > > > > > > > > > deep
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

Bad: `docs/index.md`

    Steps:
    - one
    - two

Bad: `backlot.yaml`

    rules: {markdown-mended: note}

Good: `docs/index.md`

    Steps:

    - one
    - two

Good: `backlot.yaml`

    rules: {markdown-mended: note}
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

Check the line that is named, or configure a renderer in backlot.yaml.

Bad: `docs/index.md`

    ```mermaid
    flowchart LR
      A --> B[never closed
    ```

Good: `docs/index.md`

    ```mermaid
    flowchart LR
      A --> B[closed]
    ```
",
};

/// A formula could not be set.
pub(crate) static MATH: Code = Code {
    id: "BL457",
    name: "math-not-set",
    severity: Severity::Note,
    summary: "a formula cannot be rendered; its TeX is shown",
    explain: "\
Formulas are set at build time, as MathML, so that pages need no script for them. TeX with a mistake, a command that is
not known, or a formula too long or too deep is shown as it was written.

Bad: `docs/index.md`

    $$
    \\frac{a}{b
    $$

Good: `docs/index.md`

    $$
    \\frac{a}{b}
    $$

With: `mkdocs.yml`

    site_name: Shop
    markdown_extensions:
      - pymdownx.arithmatex
",
};

/// A placeholder that a browser takes for an element.
pub(crate) static PLACEHOLDER: Code = Code {
    id: "BL458",
    name: "placeholder-hidden",
    severity: Severity::Note,
    summary: "a word in angle brackets is taken for an HTML element and is not visible",
    explain: "\
`<name>` in running text is an HTML element that no browser knows: what stands there for the reader to fill in vanishes,
here as in TechDocs.

Bad: `docs/index.md`

    Run deploy <name>.

Good: `docs/index.md`

    Run `deploy <name>`.
",
};

/// A link to another place of the portal leads nowhere.
pub(crate) static PORTAL_LINK: Code = Code {
    id: "BL459",
    name: "link-portal",
    severity: Severity::Warning,
    summary: "broken link to another page of the portal",
    explain: "\
Links to entities, to the docs of other repositories and to files of crawled repositories on their forge become links of the
portal. Where the entity, the page or the file is not there, the link cannot work in Backstage or on the forge either.
Code that looks like an entity reference and names none is a note: it may be an example.

Bad: `docs/index.md`

    [Shop](/catalog/default/component/shopp)

Good: `docs/index.md`

    [Shop](/catalog/default/component/shop)

With: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: shop
      annotations: {backstage.io/techdocs-ref: \"dir:.\"}
    spec: {type: service, lifecycle: production, owner: team-a}
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

Bad: `docs/index.md`

    ![build](http://ci.example.org/badge.svg)

Good: `docs/index.md`

    ![build](https://ci.example.org/badge.svg)
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

Bad: `docs/report.html`

    <script>alert(1)</script>

Good: `docs/report.html`

    <p>Nothing runs here.</p>

With: `docs/index.md`

    # Shop
",
};
