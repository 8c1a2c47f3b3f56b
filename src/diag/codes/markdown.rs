//! Markdown pages: codes `BL5xx`.

use super::Code;
use crate::diag::Severity;

pub(super) static ALL: &[&Code] = &[
    &UNSAFE_HTML,
    &DEAD_LINK,
    &LINK_CASE,
    &ABSOLUTE_LINK,
    &SNIPPET_MISSING,
    &SNIPPET_CYCLE,
    &OPEN_FENCE,
    &FRONT_MATTER,
    &PAGE_LIMIT,
    &MENDED,
    &DIAGRAM_AS_SOURCE,
];

/// HTML or an address that may not stand on a page was taken out.
pub static UNSAFE_HTML: Code = Code {
    id: "BL501",
    name: "unsafe-html",
    severity: Severity::Warning,
    summary: "HTML or an address that may not stand on a page was taken out",
    explain: "\
Pages come from many repositories, so nothing in them may run. Backstage's reader cleans pages in the same
manner (DOMPurify); Backlot does it when it builds. Gone are scripts, styles, frames, objects, forms, `on…`
handlers, and addresses of schemes such as `javascript:`.

Bad:  `<a href=\"javascript:go()\">Go</a>`, `<iframe src=\"https://example.org/demo\"></iframe>`
Good: `[Go](go.md)`, `[The demo](https://example.org/demo)`
",
};

/// A link or an image leads nowhere.
pub static DEAD_LINK: Code = Code {
    id: "BL502",
    name: "dead-link",
    severity: Severity::Warning,
    summary: "a link or an image leads nowhere",
    explain: "\
The target is neither a page nor a file of this site, nor a file of the repository. MkDocs warns likewise
(`validation.links.not_found`) and leaves the link as it is.

Bad:  `[Install](instal.md)` where the file is `install.md`
Good: `[Install](install.md)`
Paths are relative to the file that holds the link.
",
};

/// A link's case differs from the file's.
pub static LINK_CASE: Code = Code {
    id: "BL503",
    name: "link-case",
    severity: Severity::Warning,
    summary: "a link's capitals differ from the file's",
    explain: "\
The link works on a disk that does not tell capitals from small letters, and nowhere else. Backlot leads it to
the file that was meant; MkDocs reports it as not found.

Bad:  `[Guide](Guide.md)` where the file is `guide.md`
Good: `[Guide](guide.md)`
",
};

/// A link is absolute.
pub static ABSOLUTE_LINK: Code = Code {
    id: "BL504",
    name: "absolute-link",
    severity: Severity::Note,
    summary: "a link begins at the root of the host",
    explain: "\
MkDocs leaves links that begin with `/` as they are, so they lead to the root of whatever host serves the
portal, which is hardly ever what was meant. `validation.links.absolute_links: relative_to_docs` reads them
from the docs folder instead.

Bad:  `[Guide](/guide/)`
Good: `[Guide](../guide/index.md)`
",
};

/// A snippet cannot be read.
pub static SNIPPET_MISSING: Code = Code {
    id: "BL505",
    name: "snippet-missing",
    severity: Severity::Warning,
    summary: "a file that is to be included cannot be read",
    explain: "\
`--8<-- \"path\"` names a file, a section or lines that are not there. In TechDocs the line vanishes without a
word (unless `check_paths` is on). Paths are relative to the folder of mkdocs.yml or to `base_path`, and may
not leave the repository.

Bad:  `--8<-- \"../../secrets.txt\"`
Good: `--8<-- \"docs/includes/setup.md:install\"`
",
};

/// Snippets include each other in a circle.
pub static SNIPPET_CYCLE: Code = Code {
    id: "BL506",
    name: "snippet-cycle",
    severity: Severity::Error,
    summary: "snippets include each other in a circle, or too deeply",
    explain: "\
A snippet that includes itself, directly or through others, can never be complete. The place where the circle
closes is left empty and the rest of the page is shown.

Bad:  `a.md` holds `--8<-- \"b.md\"`, and `b.md` holds `--8<-- \"a.md\"`
Good: put what both need into a third file.
",
};

/// A fence is never closed.
pub static OPEN_FENCE: Code = Code {
    id: "BL507",
    name: "open-fence",
    severity: Severity::Warning,
    summary: "a fenced code block is never closed",
    explain: "\
Everything up to the end of the page, or of the list item or block around it, is shown as code, as GitHub
does. Python-Markdown shows the fence as text instead.

Bad:  three backticks, code, and three tildes or nothing
Good: close with the same marks, at least as many, alone on their line.
",
};

/// Front matter is not YAML.
pub static FRONT_MATTER: Code = Code {
    id: "BL508",
    name: "front-matter",
    severity: Severity::Warning,
    summary: "the lines between `---` at the top are not a YAML mapping",
    explain: "\
Metadata stands at the very top between two lines of three dashes, as YAML. What is there is not a mapping, so
it is shown as part of the page, as MkDocs does.

Bad:  `title: Setup: the short way`
Good: `title: \"Setup: the short way\"`
",
};

/// Nesting or length is beyond what is rendered.
pub static PAGE_LIMIT: Code = Code {
    id: "BL509",
    name: "page-limit",
    severity: Severity::Warning,
    summary: "the page is nested more deeply than can be shown",
    explain: "\
Lists, quotes and blocks nest to a depth of 40. What is deeper is shown as text at that depth, so that one page
can neither exhaust memory nor time.

Bad:  a quote of a quote of a quote, forty times over
Good: one level of quotation, and a link to the source.
",
};

/// Our rendering departs from TechDocs' on purpose.
pub static MENDED: Code = Code {
    id: "BL510",
    name: "mended",
    severity: Severity::Note,
    summary: "TechDocs would break this; what was meant is shown",
    explain: "\
Python-Markdown with techdocs-core shows this construct as literal text: a list without a blank line before it,
children of a list indented by four, words after a fence's language. Backlot shows what was meant. The note is
for authors whose pages are also built by MkDocs.

Bad:  a paragraph, and a `- list` on the line right below it
Good: a blank line between the two.
",
};

/// A diagram could not be drawn.
pub static DIAGRAM_AS_SOURCE: Code = Code {
    id: "BL511",
    name: "diagram-as-source",
    severity: Severity::Note,
    summary: "a diagram is shown as its source",
    explain: "\
No renderer for this kind of diagram is at hand, or it could not make sense of the source, which is therefore
shown readable and labelled. Backstage shows the source too unless an add-on is installed.

Graphviz and simple Mermaid flowcharts are drawn without further tools; PlantUML needs a command or a server
in the configuration.
",
};
