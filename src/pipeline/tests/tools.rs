//! Annotations as links to tools: the well-known ones, and any other by the configuration. Empty states.

use crate::config::{AnnotationLink, Config};

use super::{Site, between, holds, lacks};

const TREE: &[(&str, &str)] = &[(
    "org/a/catalog-info.yaml",
    "apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: a
  annotations:
    pagerduty.com/service-id: P1
    sentry.io/project-slug: acme/web
    sonarqube.org/project-key: main/a:b
    argocd/app-name: a
    acme.example/board: \"../../x?y=<z>\"
    datadoghq.com/dashboard-url: \"javascript:alert(1)\"
    backstage.io/source-template: template:default/new
spec: {type: service, lifecycle: production, owner: red, system: gone}
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: sys}
spec: {owner: red}
",
)];

#[test]
fn annotations_lead_to_their_tools() {
    let link = AnnotationLink {
        title: "Board".to_owned(),
        url: "https://board.acme.example/{kind}/{name}/{value}".to_owned(),
        icon: None,
    };
    let annotations = [("acme.example/board".to_owned(), link)].into_iter().collect();
    let site = Site::with(TREE, &Config { annotations, ..Config::default() });
    let page = site.text("catalog/default/component/a/");
    let tools = between(&page, "<h2>Tools</h2>", "</section>");
    for address in [
        "https://app.pagerduty.com/services/P1",
        "https://sentry.io/organizations/acme/projects/web/",
        "https://sonarcloud.io/project/overview?id=a%3Ab",
        "https://board.acme.example/component/a/x%3Fy%3D%3Cz%3E",
    ] {
        holds(tools, &format!("href=\"{address}\""));
    }
    // Where the tool is the organisation's own, the value stands there and says what is missing.
    holds(tools, "No URL is configured for argocd/app-name");
    lacks(tools, "href=\"javascript");
    holds(between(&page, "<dt>Made from</dt>", "</dd>"), "template:default/new");
}

#[test]
fn empty_tables_say_what_to_paste() {
    let site = Site::of(TREE);
    let system = site.text("catalog/default/system/sys/");
    holds(&system, "No component is part of this system.");
    holds(&system, "# in the component\nspec:\n  system: sys");
    let component = site.text("catalog/default/component/a/");
    holds(&component, "providesApis: [my-api]");
    holds(&component, "backstage.io/techdocs-ref: dir:.");
    holds(between(&component, "<dt>System</dt>", "</dd>"), "gone<small>not found</small>");
}

/// The links of an entity of `shop`, whose git remote is given, with every annotation that names a host of its own.
fn tools_of(remote: &str, hosts: &[(&str, &str)]) -> String {
    let entity = "apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: till
  annotations:
    github.com/project-slug: north/till
    gitlab.com/project-slug: north/till
    bitbucket.org/project-slug: north/till
    dev.azure.com/project-repo: north/till
    sonarqube.org/project-key: till
    sentry.io/project-slug: till
    circleci.com/project-slug: north/till
    buildkite.com/project-slug: north/till
spec: {type: service, lifecycle: production, owner: red}
";
    let git = format!("[remote \"origin\"]\nurl = {remote}\n");
    let mut config = Config::default();
    for (host, forge) in hosts {
        config.hosts.insert(host, crate::forge::Forge::of_name(forge).unwrap());
    }
    let tree = [("org/till/.git/config", git.as_str()), ("org/till/catalog-info.yaml", entity)];
    let page = Site::with(&tree, &config).text("catalog/default/component/till/");
    between(&page, "<h2>Tools</h2>", "</section>").to_owned()
}

#[test]
fn tools_live_where_the_repository_does() {
    let ghe = [("code.north.example", "github")];
    let tools = tools_of("git@code.north.example:north/till.git", &ghe);
    holds(&tools, "href=\"https://code.north.example/north/till/actions\"");
    holds(&tools, "href=\"https://code.north.example/north/till/pulls\"");
    // Services that an organisation may run itself are not the public ones where its code is not public.
    for public in ["github.com/north", "sonarcloud.io", "sentry.io/organizations", "app.circleci.com"] {
        lacks(&tools, &format!("href=\"https://{public}"));
    }
    holds(&tools, "No URL is configured for sonarqube.org/project-key");
    holds(&tools, "href=\"https://buildkite.com/north/till\"");

    // A forge of another kind than the repository's: the only one that is configured.
    let hosts = [("code.north.example", "github"), ("tools.north.example/gitlab", "gitlab")];
    let tools = tools_of("https://tools.north.example/gitlab/north/till.git", &hosts);
    holds(&tools, "href=\"https://code.north.example/north/till/actions\"");
    holds(&tools, "href=\"https://tools.north.example/gitlab/north/till/-/pipelines\"");
    // Two of a kind: nobody knows which.
    let hosts = [("one.north.example", "github"), ("two.north.example", "github")];
    let tools = tools_of("https://gitlab.com/north/till.git", &hosts);
    holds(&tools, "No URL is configured for github.com/project-slug");

    let hosts = [("tools.north.example/stash", "bitbucket-server")];
    let tools = tools_of("ssh://git@tools.north.example:7999/north/till.git", &hosts);
    holds(&tools, "href=\"https://tools.north.example/stash/projects/north/repos/till\"");
    let tools = tools_of("https://south.visualstudio.com/north/_git/till", &[]);
    holds(&tools, "href=\"https://dev.azure.com/south/north/_git/till\"");
    // A host of no known kind is what the annotation of its own repository says.
    let tools = tools_of("https://code.north.example/north/till.git", &[]);
    holds(&tools, "href=\"https://code.north.example/north/till/actions\"");
    lacks(&tools, "href=\"https://github.com");
}

#[test]
fn public_code_has_public_tools() {
    let tools = tools_of("https://github.com/north/till.git", &[]);
    for address in [
        "https://github.com/north/till/actions",
        "https://gitlab.com/north/till/-/pipelines",
        "https://bitbucket.org/north/till",
        "https://sonarcloud.io/project/overview?id=till",
        "https://sentry.io/organizations/sentry/projects/till/",
        "https://app.circleci.com/pipelines/north/till",
    ] {
        holds(&tools, &format!("href=\"{address}"));
    }
    holds(&tools, "No URL is configured for dev.azure.com/project-repo");
}
