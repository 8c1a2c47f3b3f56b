//! Words that people use for one another in every organisation.
//!
//! In: nothing. Out: [`BUILT_IN`]; the configuration's `search.synonyms` come on top. Never: words of one trade.

/// Each line is words that mean the same; a query with one finds the others, which count less.
pub(super) const BUILT_IN: [&str; 16] = [
    "k8s kubernetes",
    "db database",
    "auth authentication authorization",
    "config configuration settings",
    "repo repository",
    "env environment",
    "docs documentation",
    "dev development",
    "prod production",
    "infra infrastructure",
    "perf performance",
    "ci pipeline",
    "oncall pager",
    "runbook playbook",
    "delete remove",
    "person user",
];
