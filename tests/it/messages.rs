//! Mistakes that people make in catalog files and configuration: what they are told to write, and what they are not told.
//!
//! In: a repository with one mistake. Out: code, place, message and help of every problem but notes. Never: how it is drawn.

use crate::support::{Folder, backlot, command, stderr, stdout};

/// `path:line:column code message = help` of every problem in the folder.
fn said(folder: &Folder) -> Vec<String> {
    let output = folder.run(&["check", ".", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output))
        .unwrap_or_else(|error| panic!("{error}: {}{}", stdout(&output), stderr(&output)));
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let list = report["diagnostics"].as_array().unwrap().iter().filter(|one| one["severity"] != "note");
    list.map(|one| {
        let place = &one["place"];
        let (path, line, column) = (text(&place["path"]), &place["line"], &place["column"]);
        format!(
            "{path}:{line}:{column} {} {} = {}",
            text(&one["name"]),
            text(&one["message"]),
            text(&one["help"])
        )
    })
    .collect()
}

/// A component with `metadata` and `spec` besides its name and what must be there.
fn component(metadata: &str, spec: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: shop\n{metadata}spec:\n  type: service\n  \
         lifecycle: production\n{spec}"
    )
}

const OWNER: &str = "  owner: user:ann\n";

/// Entities of which each mistake is nearly one.
const OTHERS: &str = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: team-bridge, title: Team Bridge}\nspec: \
     {type: team, children: []}\n---\napiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {name: ann}\nspec: {memberOf: \
     [team-bridge], profile: {displayName: Ann Lee, email: ann@acme.dev}}\n---\napiVersion: backstage.io/v1alpha1\nkind: \
     Domain\nmetadata: {name: marketing}\nspec: {owner: team-bridge}\n";

/// Checks the one problem of a catalog file beside [`OTHERS`].
#[track_caller]
fn check(name: &str, text: &str, expected: &[&str]) {
    let folder = Folder::new(
        &format!("said-{name}"),
        &[("shop/catalog-info.yaml", text), ("others/catalog-info.yaml", OTHERS)],
    );
    let said = said(&folder);
    assert_eq!(said.len(), 1, "{name}: {said:#?}");
    for part in expected {
        assert!(said[0].contains(part), "{name}: {part} is not in {}", said[0]);
    }
}

#[test]
fn references_that_lead_nowhere() {
    let owned = |owner: &str| component("", &format!("  owner: {owner}\n"));
    check(
        "title",
        &owned("\"Team Bridge\""),
        &["dangling-reference", "did you mean `group:default/team-bridge`?"],
    );
    check("name", &owned("ann lee"), &["did you mean `user:default/ann`?"]);
    check("mail", &owned("ann@acme.dev"), &["did you mean `user:default/ann`?"]);
    check("nobody", &owned("bob@acme.dev"), &["an e-mail address is no reference"]);
    check("words", &owned("Team Harbour"), &["not its title: `team-harbour`?"]);
    // A domain owns nothing, and is no system.
    check(
        "domain",
        &owned("marketing"),
        &["there is no entity `group:default/marketing`", "= correct the reference"],
    );
    check(
        "system",
        &component("", "  owner: user:ann\n  system: marketing\n"),
        &["system:default/marketing", "= correct"],
    );
    check(
        "any",
        &component("", "  owner: user:ann\n  dependsOn: ['resource:marketing']\n"),
        &["did you mean `domain:default/marketing`?"],
    );
}

#[test]
fn fields_in_the_wrong_place() {
    let inside = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: shop\n  spec:\n    type: service\n    \
                  lifecycle: production\n    owner: user:ann\n";
    check(
        "inside",
        inside,
        &["shop/catalog-info.yaml:5:3 envelope `spec` is inside `metadata`", "without indentation"],
    );
    let kind = "apiVersion: backstage.io/v1alpha1\nmetadata:\n  name: shop\n  kind: Component\nspec: {}\n";
    check("kind", kind, &["envelope `kind` is inside `metadata`"]);
    check("title", &format!("title: Shop\n{}", component("", OWNER)), &["`title` belongs into `metadata`"]);
    check("owner", &format!("owner: user:ann\n{}", component("", OWNER)), &["`owner` belongs into `spec`"]);
    let two = format!("{}{}", component("", OWNER), component("", OWNER));
    check("dashes", &two, &[":9:1 yaml-duplicate-key", "write `---` on a line above it"]);
}

#[test]
fn lists_that_are_none() {
    check(
        "commas",
        &component("  tags: Java, Spring\n", OWNER),
        &["must be a list", "write `[java, spring]`"],
    );
    check(
        "indent",
        &component("  tags:\n   - java\n     - go\n", OWNER),
        &["indent all items alike", "`- java`, `- go`"],
    );
    check(
        "dash",
        &component("  tags:\n    -java\n    -go\n", OWNER),
        &["a space behind the dash", "`- java`, `- go`"],
    );
    check(
        "api",
        &component("", &format!("{OWNER}  providesApis: a, b\n")),
        &["must be a list of strings", "write `[a, b]`"],
    );
    check(
        "link",
        &component("  links:\n    - url: acme.dev/x\n", OWNER),
        &["is not a URL", "write `https://acme.dev/x`"],
    );
}

#[test]
fn annotations_that_are_nearly_known() {
    let annotated = |key: &str| component(&format!("  annotations:\n    {key}: x\n"), OWNER);
    for (index, (key, known)) in [
        ("pagerduty.com/integration_key", "pagerduty.com/integration-key"),
        ("github.com/project_slug", "github.com/project-slug"),
        ("githb.com/project-slug", "github.com/project-slug"),
        ("backstage.io/techdoc-ref", "backstage.io/techdocs-ref"),
        ("sonarqube.org/projectkey", "sonarqube.org/project-key"),
    ]
    .into_iter()
    .enumerate()
    {
        let help = format!("did you mean `{known}`?");
        check(
            &format!("key-{index}"),
            &annotated(key),
            &["shop/catalog-info.yaml:6:5 annotation-unread", &help],
        );
    }
    let folder = Folder::new(
        "said-key-own",
        &[
            ("shop/catalog-info.yaml", annotated("github.com/project_slugs").as_str()),
            ("others/catalog-info.yaml", OTHERS),
            (
                "backlot.yaml",
                "annotations: {github.com/project_slugs: {title: Ours, url: 'https://acme.dev/{value}'}}\n",
            ),
        ],
    );
    assert_eq!(said(&folder), [""; 0], "what the configuration reads is no mistake");
}

/// The content of a placeholder that cannot be read is told once, at the placeholder.
#[test]
fn placeholders_are_told_once() {
    let api = |definition: &str| {
        format!(
            "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {{name: shop}}\nspec:\n  type: openapi\n  lifecycle: \
             production\n  owner: user:ann\n  definition: {definition}\n"
        )
    };
    check("net", &api("\n    $text: https://e.example/x.yaml"), &[":9:12 placeholder", "is on the network"]);
    check("missing", &api("\n    $text: ./gone.yaml"), &[":9:12 placeholder", "there is no such file"]);
    check(
        "bare",
        &api("./openapi.yaml"),
        &["definition-type", "write `definition: {$text: ./openapi.yaml}`"],
    );
}

/// What has the name of a catalog file and is a workflow is a note at most.
#[test]
fn workflows_are_no_entities() {
    let workflow = "name: Catalog\non: [push]\njobs:\n  check:\n    runs-on: ubuntu-latest\n";
    for (name, text) in
        [("whole", workflow.to_owned()), ("broken", workflow.replace("Catalog", "Catalog: x"))]
    {
        let folder = Folder::new(
            &format!("said-workflow-{name}"),
            &[
                ("shop/.github/workflows/catalog-info.yml", text.as_str()),
                ("others/catalog-info.yaml", OTHERS),
            ],
        );
        assert_eq!(said(&folder), [""; 0], "{name}");
        assert_eq!(folder.run(&["check", "."]).status.code(), Some(0), "{name}");
    }
}

/// A URL may be that of the very checkout, which does not know where it is hosted.
#[test]
fn locations_by_url() {
    let location = |target: &str| {
        format!(
            "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {{name: all}}\nspec:\n  targets:\n    - {target}\n"
        )
    };
    let hint = "say where this checkout is hosted: `repos: {shop: {url: https://github.com/acme/shop}}`";
    check(
        "own",
        &location("https://github.com/acme/shop/blob/main/a/catalog-info.yaml"),
        &["location-target", hint],
    );
    check(
        "other",
        &location("https://github.com/acme/stock/blob/main/catalog-info.yaml"),
        &["add the repository"],
    );
}

#[test]
fn configuration_by_meaning() {
    for (name, config, expected) in [
        ("url", "url: acme.github.io/x\n", "write `https://acme.github.io/x`"),
        (
            "home",
            "home: {links: [{title: x, url: 'javascript:alert(1)'}]}\n",
            "is not an address that a link may have",
        ),
        ("nav", "nav: [{title: x, url: 'data:text/html,x'}]\n", "is not an address that a link may have"),
        ("bare", "nav: [{title: x, url: wiki.acme.dev/x}]\n", "write `https://wiki.acme.dev/x`"),
        ("fill", "annotations: {a/b: {title: x, url: 'https://x.io/{vlaue}'}}\n", "did you mean `{value}`?"),
        (
            "icon",
            "annotations: {a/b: {title: x, url: 'https://x.io/{value}', icon: chrat}}\n",
            "did you mean `chart`?",
        ),
        ("token", "theme: {tokens: {acent: red}}\n", "did you mean `accent`?"),
        ("kind", "catalog: {kinds: {vessel: {required: [owner]}}}\n", "write `Vessel`"),
        ("key", "catalog: {discovery: ['**/*.yaml']}\n", "did you mean `discover`?"),
        ("css", "theme: {css: gone.css}\n", "correct `theme.css`"),
        ("logo", "theme: {logo: gone.svg}\n", "correct `theme.logo`"),
        ("exclude", "exclude: ['gone/**']\n", "`gone/**` under `exclude` matches no file"),
        ("yaml", "title: Acme: portal\n", "put quotes round the value: `title: \"Acme: portal\"`"),
    ] {
        let folder = Folder::new(
            &format!("said-config-{name}"),
            &[("backlot.yaml", config), ("shop/catalog-info.yaml", OTHERS)],
        );
        let output = folder.run(&["check", "."]);
        let all = stdout(&output) + &stderr(&output);
        assert!(all.contains(expected) && all.contains("--> backlot.yaml:1:"), "{name}: {all}");
    }
}

#[test]
fn templates_name_their_line() {
    for (name, template, expected) in [
        (
            "syntax",
            "{% extends \"base.html\" %}\n{% block main %}{{ page.title \n{% endblock %}\n",
            "does not compile",
        ),
        (
            "field",
            "{% extends \"base.html\" %}\n{% block main %}\n{{ page.title.x.y }}{% endblock %}\n",
            "failed on the page `/`",
        ),
    ] {
        let folder = Folder::new(
            &format!("said-template-{name}"),
            &[
                ("backlot.yaml", "theme: {dir: theme}\n"),
                ("theme/templates/home.html", template),
                ("shop/catalog-info.yaml", OTHERS),
            ],
        );
        let said = stderr(&folder.run(&["build", ".", "-o", "site"]));
        assert!(said.contains("`templates/home.html`") && said.contains(expected), "{name}: {said}");
        assert!(said.contains("--> theme/templates/home.html:3:"), "{name}: {said}");
    }
}

#[test]
fn arguments_by_meaning() {
    let folder =
        Folder::new("said-arguments", &[("shop/catalog-info.yaml", OTHERS), ("backlot.yaml", "title: x\n")]);
    let output = folder.run(&["build", "shop", "-o", "site", "--base-url", "acme.dev"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("write `https://acme.dev`"), "{}", stderr(&output));
    let output = folder.run(&["check", "shop", "--config", "nope.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("did you mean `./backlot.yaml`?"), "{}", stderr(&output));
}

/// A pipeline's checkout has one commit.
#[test]
fn a_revision_that_was_not_fetched() {
    let folder = Folder::new("said-shallow", &[("origin/catalog-info.yaml", OTHERS)]);
    let git = |arguments: &[&str], below: &str| {
        let mut command = std::process::Command::new("git");
        command
            .args(["-c", "user.name=a", "-c", "user.email=a@b.c"])
            .args(arguments)
            .current_dir(folder.path().join(below));
        assert!(command.output().unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "-q"], "origin");
    git(&["add", "."], "origin");
    git(&["commit", "-qm", "one"], "origin");
    git(&["commit", "-q", "--allow-empty", "-m", "two"], "origin");
    let url = format!("file://{}", folder.join("origin"));
    git(&["clone", "-q", "--depth", "1", &url, "shallow"], "");
    let output = command()
        .args(["diff", "HEAD~1", "HEAD"])
        .current_dir(folder.path().join("shallow"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("fetch-depth: 0"), "{}", stderr(&output));
    let output = backlot(&["diff", "no-such-revision", "HEAD"]);
    assert!(stderr(&output).contains("name two folders"), "{}", stderr(&output));
}
