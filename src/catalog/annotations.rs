//! Annotations that something reads: Backstage's own, and those that lead to a tool.
//!
//! In: nothing. Out: tables, from which come links on entity pages, the check of misspelt keys, and docs/annotations.md. Never: a value.

/// What is known of a tool's host.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// It stands in the tool's address.
    Fixed,
    /// A forge of one of these kinds.
    Forge(&'static [&'static str]),
    /// A service that organisations also run themselves, and where everybody's is.
    Service(&'static str),
}

/// Keys below `backstage.io/` that Backstage or the portal reads.
pub(crate) const OWN: &[&str] = &[
    "adr-location",
    "code-coverage",
    "edit-url",
    "kubernetes-cluster",
    "kubernetes-id",
    "kubernetes-label-selector",
    "kubernetes-namespace",
    "ldap-dn",
    "ldap-rdn",
    "ldap-uuid",
    "managed-by-location",
    "managed-by-origin-location",
    "orphan",
    "source-location",
    "source-template",
    "techdocs-entity",
    "techdocs-entity-path",
    "techdocs-ref",
    "time-saved",
    "view-url",
];

/// Keys that something else took the place of.
pub(crate) const REPLACED: &[(&str, &str)] = &[
    ("backstage.io/github-actions-id", "use `github.com/project-slug`"),
    ("backstage.io/definition-at-location", "use `$text` in `spec.definition`"),
    ("jenkins.io/github-folder", "use `jenkins.io/job-full-name`"),
];

/// A tool that an annotation leads to.
#[derive(Debug)]
pub(crate) struct Known {
    /// The annotation's key.
    pub key: &'static str,
    /// What the link is called.
    pub title: &'static str,
    /// One of the theme's icons.
    pub icon: &'static str,
    /// `{value}` stands for the annotation's value, `{home}` and `{repository}` for what `home` says; empty where the host is the
    /// organisation's own.
    pub url: &'static str,
    /// Where the tool lives.
    pub home: Home,
}

/// A tool that has one address for everybody.
const fn known(key: &'static str, title: &'static str, icon: &'static str, url: &'static str) -> Known {
    Known { key, title, icon, url, home: Home::Fixed }
}

/// A tool that lives elsewhere in each organisation.
const fn at(
    home: Home,
    key: &'static str,
    title: &'static str,
    icon: &'static str,
    url: &'static str,
) -> Known {
    Known { key, title, icon, url, home }
}

const GITHUB: Home = Home::Forge(&["github"]);
const GITLAB: Home = Home::Forge(&["gitlab"]);
const BITBUCKET: Home = Home::Forge(&["bitbucket-cloud", "bitbucket-server"]);
const AZURE: Home = Home::Forge(&["azure"]);
const CIRCLECI: Home = Home::Service("https://app.circleci.com");
const TRAVIS: Home = Home::Service("https://app.travis-ci.com");
const SENTRY: Home = Home::Service("https://sentry.io");
const SONARQUBE: Home = Home::Service("https://sonarcloud.io");

/// What stock Backstage and its best known plugins read. Where there is no URL, `annotations` of the
/// configuration gives one.
pub(crate) static KNOWN: &[Known] = &[
    at(GITHUB, "github.com/project-slug", "GitHub Actions", "run", "{repository}/actions"),
    at(GITHUB, "github.com/project-slug", "Pull requests", "merge", "{repository}/pulls"),
    at(GITLAB, "gitlab.com/project-slug", "GitLab pipelines", "run", "{repository}/-/pipelines"),
    at(GITLAB, "gitlab.com/project-slug", "Merge requests", "merge", "{repository}/-/merge_requests"),
    at(GITHUB, "github.com/team-slug", "GitHub team", "group", "{home}/orgs/{org}/teams/{rest}"),
    at(GITHUB, "github.com/user-login", "GitHub", "user", "{home}/{value}"),
    at(GITLAB, "gitlab.com/project-id", "GitLab", "merge", "{home}/projects/{value}"),
    at(BITBUCKET, "bitbucket.org/project-slug", "Bitbucket", "merge", "{repository}"),
    at(BITBUCKET, "bitbucket.com/project-slug", "Bitbucket", "merge", "{repository}"),
    at(CIRCLECI, "circleci.com/project-slug", "CircleCI", "run", "{home}/pipelines/{value}"),
    at(TRAVIS, "travis-ci.com/repo-slug", "Travis CI", "run", "{home}/{value}"),
    known("buildkite.com/project-slug", "Buildkite", "run", "https://buildkite.com/{value}"),
    known("jenkins.io/job-full-name", "Jenkins", "run", ""),
    known("jenkins.io/github-folder", "Jenkins", "run", ""),
    known("gocd.org/pipelines", "GoCD", "run", ""),
    known("tekton.dev/cicd", "Tekton", "run", ""),
    known("harness.io/services", "Harness", "run", ""),
    at(AZURE, "dev.azure.com/project-repo", "Azure DevOps", "run", "{repository}"),
    known("dev.azure.com/build-definition", "Azure Pipelines", "run", ""),
    known("argocd/app-name", "Argo CD", "deploy", ""),
    known("argocd/app-selector", "Argo CD", "deploy", ""),
    known("backstage.io/kubernetes-id", "Kubernetes", "deploy", ""),
    known("backstage.io/kubernetes-label-selector", "Kubernetes", "deploy", ""),
    known("pagerduty.com/service-id", "PagerDuty", "bell", "https://app.pagerduty.com/services/{value}"),
    known("pagerduty.com/integration-key", "PagerDuty", "bell", ""),
    known("opsgenie.com/team", "Opsgenie", "bell", ""),
    known("opsgenie.com/component-selector", "Opsgenie", "bell", ""),
    known("splunk.com/on-call-team", "Splunk On-Call", "bell", ""),
    known("ilert.com/integration-key", "iLert", "bell", ""),
    known("firehydrant.com/service-name", "FireHydrant", "bell", ""),
    known("grafana/dashboard-selector", "Grafana", "chart", ""),
    known("grafana/tag-selector", "Grafana", "chart", ""),
    known("grafana/alert-label-selector", "Grafana alerts", "chart", ""),
    known("datadoghq.com/dashboard-url", "Datadog", "chart", "{url}"),
    known(
        "newrelic.com/dashboard-guid",
        "New Relic",
        "chart",
        "https://one.newrelic.com/redirect/entity/{value}",
    ),
    known("datadoghq.com/slo_tag", "Datadog SLO", "chart", ""),
    known("prometheus.io/rule", "Prometheus", "chart", ""),
    known("prometheus.io/alert", "Prometheus alerts", "chart", ""),
    known("periskop.io/service-name", "Periskop", "bug", ""),
    known("dynatrace.com/dynatrace-entity-id", "Dynatrace", "chart", ""),
    at(SENTRY, "sentry.io/project-slug", "Sentry", "bug", "{home}/organizations/{org}/projects/{rest}/"),
    known("rollbar.com/project-slug", "Rollbar", "bug", "https://rollbar.com/{value}"),
    known("airbrake.io/project-id", "Airbrake", "bug", "https://airbrake.io/projects/{value}"),
    at(SONARQUBE, "sonarqube.org/project-key", "SonarQube", "check", "{home}/project/overview?id={rest}"),
    known("codescene.io/project-id", "CodeScene", "check", ""),
    known("snyk.io/org-name", "Snyk", "shield", "https://app.snyk.io/org/{value}"),
    known("snyk.io/org-id", "Snyk", "shield", ""),
    known("vault.io/secrets-path", "Vault", "shield", ""),
    known("jira/project-key", "Jira", "task", ""),
    known("jira/component", "Jira component", "task", ""),
    known("kubernetes.io/api-server", "Cluster", "deploy", "{url}"),
    known("lighthouse.com/website-url", "Website", "globe", "{url}"),
    known("aws.com/lambda-function-name", "AWS Lambda", "deploy", ""),
];

/// Further keys that plugins of Backstage read and the portal shows nothing of.
const FURTHER: &[&str] = &[
    "github.com/user-id",
    "gitlab.com/instance",
    "dev.azure.com/host-org",
    "dev.azure.com/project",
    "backstage.io/kubernetes-cluster",
    "google.com/gke-cluster",
    "sentry.io/organization",
    "sonarqube.org/instance",
    "snyk.io/project-ids",
    "snyk.io/targets",
    "jira/label",
    "microsoft.com/email",
    "graph.microsoft.com/user-id",
    "graph.microsoft.com/group-id",
    "okta.com/sub",
    "metadata.weave.works/flux-source",
    "vault.io/secrets-engine",
    "pagerduty.com/account",
];

/// Every key that is known.
pub(crate) fn keys() -> impl Iterator<Item = String> {
    let own = OWN.iter().map(|name| format!("backstage.io/{name}"));
    let tools = KNOWN.iter().map(|known| known.key).chain(FURTHER.iter().copied());
    let replaced = REPLACED.iter().map(|(key, _)| *key);
    own.chain(tools.chain(replaced).map(str::to_owned))
}
