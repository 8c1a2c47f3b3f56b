//! Well-known annotations as links to the tools they name.
//!
//! In: an entity's annotations and the configuration's mapping, which comes first. Out: links by tool. Never:
//! a URL that the value could turn elsewhere: it is percent-encoded into its place.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::tool_home::{self, Home};
use crate::catalog::Entity;
use crate::config::Config;
use crate::forge::Remote;
use crate::url::UrlPolicy;

/// A tool, with what it knows of an entity.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Tool {
    pub title: String,
    pub icon: String,
    /// The annotation's value.
    pub value: String,
    /// The annotation's key.
    pub key: String,
    /// Empty where the tool's address is the organisation's own and not configured.
    pub href: String,
}

struct Known {
    key: &'static str,
    title: &'static str,
    icon: &'static str,
    /// `{value}` stands for the annotation's value, `{home}` and `{repository}` for what `home` says; empty where the host is the
    /// organisation's own.
    url: &'static str,
    home: Home,
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
static KNOWN: &[Known] = &[
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

/// What may stand in a path: slashes of `owner/name` stay.
const SEGMENTS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

/// The tools of an entity that is written in the repository at `remote`: configured ones first, then the well-known ones.
pub(in crate::render) fn tools(entity: &Entity, remote: Option<&Remote>, config: &Config) -> Vec<Tool> {
    let mut tools = Vec::new();
    for (key, value) in &entity.metadata.annotations {
        if let Some(link) = config.annotations.get(key) {
            if !link.url.is_empty() {
                tools.push(Tool {
                    title: link.title.clone(),
                    icon: link.icon.clone().unwrap_or_else(|| "link".to_owned()),
                    value: value.clone(),
                    key: key.clone(),
                    href: fill(&link.url, value, entity, &config.urls),
                });
            }
            continue;
        }
        for known in KNOWN.iter().filter(|known| known.key == key) {
            let place = tool_home::Place { entity, remote, hosts: &config.hosts };
            let url = place.url(&known.home, known.url, value);
            tools.push(Tool {
                title: known.title.to_owned(),
                icon: known.icon.to_owned(),
                value: value.clone(),
                key: key.clone(),
                href: url.map(|url| fill(&url, value, entity, &config.urls)).unwrap_or_default(),
            });
        }
    }
    tools
}

/// `template` with the value in its place; empty where the outcome may not be followed.
fn fill(template: &str, value: &str, entity: &Entity, policy: &UrlPolicy) -> String {
    if template == "{url}" {
        return policy.outside(value).unwrap_or_default();
    }
    let encode = |text: &str| {
        let text = utf8_percent_encode(text, SEGMENTS).to_string();
        // A `..` would climb out of the path it is put into.
        text.split('/').filter(|part| *part != "..").collect::<Vec<_>>().join("/")
    };
    // Sentry: `[org/]project`; SonarQube: `[instance/]key`; GitHub: `org/team`.
    let (org, rest) = value.split_once('/').unwrap_or(("sentry", value));
    let filled = template
        .replace("{value}", &encode(value))
        .replace("{org}", &encode(org))
        .replace("{rest}", &encode(rest))
        .replace("{name}", &encode(&entity.metadata.name))
        .replace("{namespace}", &encode(entity.reference.namespace()))
        .replace("{kind}", &encode(entity.reference.kind()));
    policy.outside(&filled).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Home, KNOWN};

    #[test]
    fn every_address_can_be_filled() {
        for known in KNOWN.iter().filter(|known| !known.url.is_empty() && known.url != "{url}") {
            let is_fixed = known.url.starts_with("https://");
            let has_home = ["{home}", "{repository}"].iter().any(|home| known.url.starts_with(home));
            assert!(if known.home == Home::Fixed { is_fixed } else { has_home }, "{}", known.key);
            assert!(known.url.contains('{'), "{} leads everybody to the same place", known.key);
        }
    }
}
