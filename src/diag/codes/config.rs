//! Configuration: codes `BL7xx`.

use super::Code;
use crate::diag::Severity;

pub(super) static ALL: &[&Code] = &[
    &BAD_GLOB,
    &BAD_CONFIG,
    &UNKNOWN_KEY,
    &WRONG_TYPE,
    &UNSET_VARIABLE,
    &BAD_INCLUDE,
    &UNKNOWN_RULE,
    &FOUND_NOT_NAMED,
    &BAD_VALUE,
    &UNUSED_PATTERN,
    &UNSAFE_ADDRESS,
];

/// A glob of the configuration cannot be read.
pub(crate) static BAD_GLOB: Code = Code {
    id: "BL701",
    name: "bad-glob",
    severity: Severity::Error,
    summary: "invalid glob in the configuration",
    explain: "\
The patterns under `catalog.discover` and `exclude` are globs on paths below a repository's root: `*` stays within a
folder, `**` crosses folders, `{a,b}` is a choice, `[a-z]` a class. A pattern that cannot be read matches nothing.

Bad: `backlot.yaml`

    exclude: ['drafts/[']

Good: `backlot.yaml`

    exclude: ['drafts/**']

With: `drafts/catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

/// A configuration file is not YAML, or not a mapping.
pub(crate) static BAD_CONFIG: Code = Code {
    id: "BL702",
    name: "bad-config",
    severity: Severity::Error,
    summary: "a configuration file is not a YAML mapping",
    explain: "\
`backlot.yaml` and `app-config.yaml` are YAML with a mapping at the top. Nothing is built from a configuration that
cannot be read, because what its author meant is not known; the exit status is 2.

Bad: `backlot.yaml`

    - title: Acme

Good: `backlot.yaml`

    title: Acme
",
};

/// A key of backlot.yaml is unknown.
pub(crate) static UNKNOWN_KEY: Code = Code {
    id: "BL703",
    name: "unknown-key",
    severity: Severity::Warning,
    summary: "unknown key in backlot.yaml",
    explain: "\
The key has no meaning, so what stands under it has no effect. Often a letter is wrong: the message names the key
that is nearest. `backlot schema` prints a JSON Schema with every key and its meaning, for editors.

Keys of `app-config.yaml` are not checked: plugins of Backstage bring their own.

Bad: `backlot.yaml`

    catalog: {discovery: ['**/*.yaml']}

Good: `backlot.yaml`

    catalog: {discover: ['**/*.yaml']}
",
};

/// A value of backlot.yaml has the wrong type.
pub(crate) static WRONG_TYPE: Code = Code {
    id: "BL704",
    name: "wrong-type",
    severity: Severity::Error,
    summary: "a value in backlot.yaml has the wrong type",
    explain: "\
Something else is expected under this key than what stands there: a list, a mapping, a text, or one of a few words.

Bad: `backlot.yaml`

    docs: {git: maybe}

Good: `backlot.yaml`

    docs: {git: false}
",
};

/// A variable of the environment is not set.
pub(crate) static UNSET_VARIABLE: Code = Code {
    id: "BL705",
    name: "unset-variable",
    severity: Severity::Note,
    summary: "a configuration value uses an unset environment variable",
    explain: "\
`${VAR}` in a configuration file is replaced by the environment's `VAR`. Where it is not set, the whole value is left
out, its key too, exactly as Backstage does. Secrets of a Backstage configuration are usually unset here, and nothing
is lost by that.

    baseUrl: ${PORTAL_URL}                       # left out where it is unset
    baseUrl: ${PORTAL_URL:-http://localhost}     # with a fallback

Bad: `backlot.yaml`

    title: ${PORTAL_TITLE_OF_NOBODY}

Good: `backlot.yaml`

    title: ${PORTAL_TITLE_OF_NOBODY:-Acme}
",
};

/// `$file`, `$include` or `$env` cannot be carried out.
pub(crate) static BAD_INCLUDE: Code = Code {
    id: "BL706",
    name: "bad-include",
    severity: Severity::Error,
    summary: "an include in the configuration failed",
    explain: "\
`$env: NAME`, `$file: path` and `$include: file.yaml#path.to.value` put something else in their place, as in Backstage.
They stand alone in their mapping; paths are relative to the file that holds them.

Bad: `backlot.yaml`

    title: {$file: ./titel.txt}

Good: `backlot.yaml`

    title: {$file: ./title.txt}

With: `title.txt`

    Acme
",
};

/// A rule that is switched does not exist.
pub(crate) static UNKNOWN_RULE: Code = Code {
    id: "BL707",
    name: "unknown-rule",
    severity: Severity::Warning,
    summary: "`rules` names an unknown rule",
    explain: "\
Under `rules` a rule is named by its code or its name, and given `off`, `note`, `warning` or `error`.
`backlot explain` lists all rules.

Bad: `backlot.yaml`

    rules: {no-owners: off}

Good: `backlot.yaml`

    rules: {no-owner: off}
",
};

/// What only a configuration that the user named or keeps may do, in one that was found.
pub(crate) static FOUND_NOT_NAMED: Code = Code {
    id: "BL708",
    name: "found-not-named",
    severity: Severity::Warning,
    summary: "a discovered configuration file asks for what only `--config` allows",
    explain: "\
Backlot finds `backlot.yaml` in the folder it is pointed at, and that may be somebody else's repository. What is found
there sets titles and colours; it never makes a build run a program, and it does not put variables of the environment
or other files of the machine on pages. (TechDocs' `mkdocs.yml` could, which is where its vulnerabilities came from.)
The working folder is yours: variables and files named there are read, commands only from a file named by `--config`.

```bash
backlot build repos/                               # neither commands nor variables of repos/backlot.yaml
backlot build repos/ --config repos/backlot.yaml   # both
```

Bad: `repos/backlot.yaml`

    title: ${HOME}

Good: `repos/backlot.yaml`

    title: Acme

With: `repos/shop/catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

/// A value of the configuration means nothing.
pub(crate) static BAD_VALUE: Code = Code {
    id: "BL709",
    name: "bad-value",
    severity: Severity::Error,
    summary: "invalid value in backlot.yaml",
    explain: "\
The value has the right type, and what it says cannot be: an address without `https://`, a
placeholder that nothing fills, the name of an icon or of a design token that the theme does not have, a kind that begins with a small
letter. Icons, tokens and kinds are warnings; nothing is built from an address that cannot be used.

Bad: `backlot.yaml`

    url: acme.github.io/portal

Good: `backlot.yaml`

    url: https://acme.github.io/portal/
",
};

/// A pattern of `exclude` matches nothing.
pub(crate) static UNUSED_PATTERN: Code = Code {
    id: "BL710",
    name: "unused-pattern",
    severity: Severity::Note,
    summary: "a pattern of `exclude` matches no file and no folder",
    explain: "\
Patterns are globs on paths below each repository's root; the repository's own name is not a part of them. `*` does not cross folders:
`examples` is the folder at the top, `**/examples` is any.

Bad: `backlot.yaml`

    exclude: [drafts]

Good: `backlot.yaml`

    exclude: ['**/drafts']

With: `docs/drafts/plan.md`

    # Plan
",
};

/// An address, a scheme or a host of the configuration may not be used.
pub(crate) static UNSAFE_ADDRESS: Code = Code {
    id: "BL711",
    name: "unsafe-address",
    severity: Severity::Warning,
    summary: "an address, scheme or host in the configuration is not allowed",
    explain: "\
Links of the portal lead to the web (`http`, `https`), to `mailto:` and `tel:` addresses, to paths of the portal, and to the schemes that
`urlSchemes` adds. Schemes whose URLs run code in the reader's browser (`javascript`, `vbscript`, `data`, `blob`) are never
allowed. What may not be used is left out; everything else counts. `docs.iframeHosts` and `catalog.pictureHosts` hold names of hosts.

Bad: `backlot.yaml`

    home:
      links:
        - {title: Chat, url: 'javascript:open()'}

Good: `backlot.yaml`

    home:
      links:
        - {title: Chat, url: 'https://chat.example.org'}
",
};
