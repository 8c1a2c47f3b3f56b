//! Ranking: the script that a browser runs, under Node, over the example and its labelled queries.
//!
//! Left out where Node is not installed, unless `BACKLOT_BROWSER=required` says that it must run, as `.ci/run` does.

use std::path::Path;
use std::process::Command;

use crate::support::{Folder, built_example, root};

/// Precision at 1 that the ranking keeps; `tests/search/README.md` has the table.
const LEAST: &str = "0.94";

#[test]
fn labelled_queries_find_what_they_mean() {
    evaluate(built_example(), &root().join("tests/search/example-org.tsv"), LEAST);
}

/// What words are, and what the configuration and front matter say: each query has one answer.
#[test]
fn words_settings_and_operators() {
    let component = |name: &str, more: &str| {
        format!(
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\n{more}spec: {{type: service, lifecycle: production, owner: lab}}\n---\n"
        )
    };
    let docs = "  annotations: {backstage.io/techdocs-ref: 'dir:.'}\n";
    let catalog = [
        component("lab", docs),
        component("bookkeeping", ""),
        component("pg15-backup", ""),
        component("notification-api", "  title: Notification API\n  description: Sends letters, mails and texts to passengers\n"),
        component("notification-api-old", "").replace("production", "deprecated"),
        "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: lab}\nspec: {type: team, children: []}\n".to_owned(),
    ];
    let site =
        |language: &str| format!("site_name: {language}\ntheme: {{name: material, language: {language}}}\n");
    let own = |name: &str| component(name, docs);
    let folder = Folder::new(
        "search",
        &[
            ("backlot.yaml", "search:\n  synonyms: [[pnr, reservation]]\n  answers: [{queries: [remote access, vpn], title: Connecting, url: /docs/}]\n".to_owned()),
            ("org/lab/catalog-info.yaml", catalog.concat()),
            ("org/lab/mkdocs.yml", site("en")),
            ("org/lab/docs/index.md", "# Laboratory\n\nWelcome. A hiddenword is mentioned.\n".to_owned()),
            ("org/lab/docs/a.md", "# Compilers\n\nWe write C++ here, with templates.\n".to_owned()),
            ("org/lab/docs/b.md", "# Editors\n\nWe write C# there, and run it.\n".to_owned()),
            ("org/lab/docs/c.md", "# Runtimes\n\nBuilt on .NET and others; the net is cast.\n".to_owned()),
            ("org/lab/docs/d.md", "# Web hook receivers\n\nThey take calls.\n".to_owned()),
            ("org/lab/docs/e.md", "# Places\n\nA reservation is kept for eight minutes.\n".to_owned()),
            ("org/lab/docs/f.md", "---\nsearch: {exclude: true}\n---\n# hiddenword\n\nhiddenword hiddenword.\n".to_owned()),
            ("org/lab/docs/g.md", "# One\n\nThe gangway opens late, alphaword betaword.\n".to_owned()),
            ("org/lab/docs/h.md", "---\nsearch: {boost: 4}\n---\n# Two\n\nOpens the gangway. Alphaword.\n".to_owned()),
            ("org/lab/docs/i.md", "# 全文検索エンジン\n\n検索の仕組み。\n".to_owned()),
            ("org/lab/docs/j.md", "# Settings\n\nSet `maxRetryCount` or `retry_backoff_seconds`.\n".to_owned()),
            ("org/de/catalog-info.yaml", own("recht")),
            ("org/de/mkdocs.yml", site("de")),
            ("org/de/docs/index.md", "# Straßenverkehr\n\nDie Leitungen im Übermaß; Genehmigung der Behörde.\n".to_owned()),
            ("org/fr/catalog-info.yaml", own("reseau")),
            ("org/fr/mkdocs.yml", site("fr")),
            ("org/fr/docs/index.md", "# Les réseaux\n\nDéployer une Œuvre.\n".to_owned()),
            ("org/es/catalog-info.yaml", own("red")),
            ("org/es/mkdocs.yml", site("es")),
            ("org/es/docs/index.md", "# Instalación\n\nCómo instalar las aplicaciones.\n".to_owned()),
        ],
    );
    folder.run(&["build", "org", "--config", "backlot.yaml", "-o", "site"]);
    let lab = |page: &str| format!("docs/default/component/lab/{page}/");
    let entity = |name: &str| format!("catalog/default/component/{name}/");
    let docs_of = |name: &str| format!("docs/default/component/{name}/");
    let labels: Vec<String> = [
        ("C++", lab("a")),
        ("c#", lab("b")),
        (".NET", lab("c")),
        ("webhook", lab("d")),
        ("pnr", lab("e")),
        ("hiddenword", docs_of("lab")),
        ("\"gangway opens\"", lab("g")),
        ("gangway opens", lab("h")),
        ("alphaword -betaword", lab("h")),
        ("検索エンジン", lab("i")),
        ("max retry count", lab("j")),
        ("maxRetryCount", lab("j")),
        ("retry_backoff_seconds", lab("j")),
        ("vpn", "docs/".to_owned()),
        ("Remote-Access", "docs/".to_owned()),
        ("book keeping", entity("bookkeeping")),
        ("bookeeping", entity("bookkeeping")),
        ("pg15backup", entity("pg15-backup")),
        ("pg15-bakcup", entity("pg15-backup")),
        ("ntoification", entity("notification-api")),
        ("notification", entity("notification-api")),
        ("letters to passengers", entity("notification-api")),
        ("component:default/notification-api", entity("notification-api")),
        ("lifecycle:deprecated", entity("notification-api-old")),
        ("strassenverkehr", docs_of("recht")),
        ("ubermass", docs_of("recht")),
        ("Leitung", docs_of("recht")),
        ("reseau in:docs", docs_of("reseau")),
        ("oeuvre", docs_of("reseau")),
        ("aplicación", docs_of("red")),
    ]
    .iter()
    .map(|(query, answer)| format!("words\t{query}\t{answer}\n"))
    .collect();
    folder.write("labels.tsv", labels.concat());
    evaluate(&folder.path().join("site"), &folder.path().join("labels.tsv"), "1");
}

/// Runs the evaluation over a site; fails below the least precision at 1.
fn evaluate(site: &Path, labels: &Path, least: &str) {
    let required = std::env::var("BACKLOT_BROWSER").is_ok_and(|value| value == "required");
    let has_node = Command::new("node").arg("--version").output().is_ok_and(|output| output.status.success());
    if !has_node && !required {
        return;
    }
    let output = Command::new("node")
        .arg(root().join("tests/search/evaluate.mjs"))
        .args([site, labels])
        .args(["--misses", "--least", least])
        .output()
        .expect("node is installed");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}
