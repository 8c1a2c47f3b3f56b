//! Site and theme: codes `BL6xx`.

use super::Code;
use crate::diag::Severity;

pub(super) static ALL: &[&Code] =
    &[&SAME_URL, &TEMPLATE_FAILED, &THEME_FILE, &THEME_BASE, &THEME_STRAY, &UNWRITABLE, &INTERNAL];

/// Two things want the same URL.
pub(crate) static SAME_URL: Code = Code {
    id: "BL601",
    name: "same-url",
    severity: Severity::Warning,
    summary: "two pages or files have the same URL",
    explain: "\
Two pages or files would be written to the same place, so only the first is part of the portal: a page
`guide.md` beside a page `guide/index.md`, or two sites whose entities share a reference.

MkDocs lets the last one win without a word. Rename one of the two.
",
};

/// A template could not be rendered.
pub(crate) static TEMPLATE_FAILED: Code = Code {
    id: "BL602",
    name: "template-failed",
    severity: Severity::Error,
    summary: "a theme template failed on a page",
    explain: "\
A template of your theme (`theme.dir`) used a field that is not there, or could not be rendered for another
reason. The page was rendered with the built-in template instead, so the portal is whole.

The message names the template and the place in it. Every page kind's fields are listed in the theme guide:
a field that may be missing is guarded with `{% if page.field %}`.

Bad: `theme/templates/home.html`

    {% extends \"base.html\" %}
    {% block main %}<h1>{{ page.heading }}</h1>{% endblock %}

Good: `theme/templates/home.html`

    {% extends \"base.html\" %}
    {% block main %}<h1>{{ page.title }}</h1>{% endblock %}

With: `backlot.yaml`

    theme: {dir: theme}
",
};

/// A file of the theme cannot be used.
pub(crate) static THEME_FILE: Code = Code {
    id: "BL603",
    name: "theme-file",
    severity: Severity::Error,
    summary: "a theme file cannot be used",
    explain: "\
A template in your theme folder is not valid, so all built-in templates are used in place of yours, or a
picture or stylesheet that the configuration names could not be read.

Templates are Tera 2: blocks, components, `{{ value }}` is always escaped. The message says where it stopped.

Bad: `theme/templates/home.html`

    {% extends \"base.html\" %}
    {% block main %}<h1>{{ page.title }}</h1>

Good: `theme/templates/home.html`

    {% extends \"base.html\" %}
    {% block main %}<h1>{{ page.title }}</h1>{% endblock %}

With: `backlot.yaml`

    theme: {dir: theme}
",
};

/// A piece of the theme that was taken over has changed.
pub(crate) static THEME_BASE: Code = Code {
    id: "BL604",
    name: "theme-base",
    severity: Severity::Warning,
    summary: "the built-in file that a theme file was copied from has changed",
    explain: "\
`backlot theme eject` writes into the first line of a file which state of the built-in piece it was taken from. This
version of Backlot has another, so yours may lack what the portal needs now: a new field, a mended fault, a class that
the stylesheet expects.

```bash
backlot theme show templates/docs.html | diff - theme/templates/docs.html
```

Take over what you want, then write the new base into the first line. To follow the built-in piece again, delete yours.
",
};

/// A file of the theme folder lies where nothing looks.
pub(crate) static THEME_STRAY: Code = Code {
    id: "BL605",
    name: "theme-stray",
    severity: Severity::Warning,
    summary: "unused file in the theme folder",
    explain: "\
A theme folder is laid out like the built-in theme: templates in `templates/`, stylesheets in `assets/css/`, scripts and
pictures in `assets/`. This file lies beside them, so nothing reads it.

`backlot theme list` shows every piece and its place.

Bad: `theme/home.html`

    {% extends \"base.html\" %}
    {% block main %}<h1>{{ page.title }}</h1>{% endblock %}

Good: `theme/templates/home.html`

    {% extends \"base.html\" %}
    {% block main %}<h1>{{ page.title }}</h1>{% endblock %}

With: `backlot.yaml`

    theme: {dir: theme}
",
};

/// A file of the portal cannot be written.
pub(crate) static UNWRITABLE: Code = Code {
    id: "BL690",
    name: "unwritable",
    severity: Severity::Error,
    summary: "a file of the portal cannot be written",
    explain: "\
The file is missing from the portal; everything else is there. Either two things claim the same path (on some file
systems names that differ in case only are the same), or a name is too long or holds a control character, or the
operating system refused: the message gives its reason.

Rename one of two files that claim the same path; free space on the disk; write to another folder with `-o`.
",
};

/// A fault of ours.
pub(crate) static INTERNAL: Code = Code {
    id: "BL691",
    name: "internal",
    severity: Severity::Error,
    summary: "internal error on a page",
    explain: "\
Rendering this one page stopped at a fault in Backlot itself. The page is missing from the portal; everything else is there.

Please report it, with the page if you can. To get the page built meanwhile, take away its most unusual construct.
",
};
