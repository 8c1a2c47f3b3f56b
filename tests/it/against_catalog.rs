//! One repository against the organisation's catalog: `backlot check . --catalog SOURCE`.
//!
//! In: an organisation of three repositories and the portal built of it. Out: what each alone is told. Never: another network than this machine.

use std::process::Output;

use crate::support::{Folder, command, stderr, stdout};

const TEAM: &str = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: crew}\nspec: {type: team, children: []}\n---\n\
     apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: tides}\nspec: {owner: crew}\n";
const ORACLE: &str = "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: tide}\n\
                      spec: {type: openapi, lifecycle: production, owner: crew, system: tides, definition: 'openapi: 3.0.0'}\n---\n\
                      apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: oracle, annotations: \
                      {backstage.io/techdocs-ref: 'dir:.'}}\nspec: {type: service, lifecycle: production, owner: crew, system: tides, providesApis: [tide]}\n";
const BOARD: &str = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: board, annotations: \
                     {backstage.io/techdocs-ref: 'dir:.'}}\n\
                     spec: {type: website, lifecycle: production, owner: crew, consumesApis: [tide], dependsOn: ['component:nobody']}\n";

fn organisation(name: &str) -> Folder {
    let git = |repo: &str| format!("[remote \"origin\"]\n\turl = https://github.com/acme/{repo}.git\n");
    let folder = Folder::new(
        name,
        &[
            ("org/people/catalog-info.yaml", TEAM),
            ("org/people/.git/config", &git("people")),
            ("org/people/.git/HEAD", "ref: refs/heads/main\n"),
            ("org/oracle/catalog-info.yaml", ORACLE),
            ("org/oracle/.git/config", &git("oracle")),
            ("org/oracle/.git/HEAD", "ref: refs/heads/main\n"),
            ("org/oracle/mkdocs.yml", "site_name: Oracle\nplugins: [techdocs-core]\n"),
            ("org/oracle/docs/index.md", "# Oracle\n\nFor the [board](/docs/default/component/board/).\n"),
            ("org/board/catalog-info.yaml", BOARD),
            ("org/board/.git/config", &git("board")),
            ("org/board/.git/HEAD", "ref: refs/heads/main\n"),
            ("org/board/mkdocs.yml", "site_name: Board\nplugins: [techdocs-core]\n"),
            (
                "org/board/docs/index.md",
                "# Board\n\nSee [the API](/catalog/default/api/tide), `component:default/oracle`, [gone](/catalog/default/api/gone).\n",
            ),
        ],
    );
    let built = folder.run(&["build", "org", "-o", "site"]);
    assert_ne!(built.status.code(), Some(2), "{}", stderr(&built));
    folder
}

/// The lines `path:line:column CODE message` of what was found.
fn lines(output: &Output) -> Vec<String> {
    let json: serde_json::Value =
        serde_json::from_str(&stdout(output)).unwrap_or_else(|_| panic!("{}", stderr(output)));
    let line = |one: &serde_json::Value| {
        let place = &one["place"];
        let path = place["path"].as_str().unwrap_or_default();
        format!("{path} {} {}", one["code"].as_str().unwrap(), one["message"].as_str().unwrap())
    };
    json["diagnostics"].as_array().unwrap().iter().map(line).collect()
}

fn check(folder: &Folder, repo: &str, more: &[&str]) -> Output {
    let mut arguments = vec!["check", ".", "--format", "json"];
    arguments.extend(more);
    command().args(arguments).current_dir(folder.path().join("org").join(repo)).output().unwrap()
}

#[test]
fn what_others_describe_is_no_false_alarm() {
    let folder = organisation("catalog-known");
    let site = folder.join("site");
    assert_eq!(lines(&check(&folder, "oracle", &["--catalog", &site])), [""; 0]);
    let board = lines(&check(&folder, "board", &["--catalog", &site]));
    assert!(
        board.iter().any(|line| line.contains("BL209") && line.contains("component:default/nobody")),
        "{board:?}"
    );
    assert!(board.iter().any(|line| line.contains("/catalog/default/api/gone` leads nowhere")), "{board:?}");
    assert_eq!(board.len(), 2, "{board:?}");
}

#[test]
fn without_a_catalog_references_outside_are_one_note() {
    let folder = organisation("catalog-none");
    let output = check(&folder, "board", &["--strict"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let found = lines(&output);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains("BL216 3 references to 3 entities outside this repository not checked"),
        "{found:?}"
    );
    assert!(stdout(&output).contains("--catalog"));
    // The whole organisation is judged as ever, and so is a repository that says it is all there is.
    let whole = folder.run(&["check", "org", "--format", "json"]);
    assert!(lines(&whole).iter().any(|line| line.contains("BL209")), "{}", stdout(&whole));
    folder.write("org/board/backlot.yaml", "rules: {dangling-reference: error}\n");
    let found = lines(&check(&folder, "board", &[]));
    assert_eq!(found.iter().filter(|line| line.contains("BL209")).count(), 3, "{found:?}");
}

#[test]
fn what_is_removed_names_its_users() {
    let folder = organisation("catalog-removed");
    folder.write(
        "org/oracle/catalog-info.yaml",
        ORACLE.split("---\n").nth(1).unwrap().replace("providesApis: [tide]", "type: x"),
    );
    let output = check(&folder, "oracle", &["--catalog", &folder.join("site/api/catalog/entities.json")]);
    assert_eq!(output.status.code(), Some(1));
    let found = lines(&output);
    assert!(
        found.iter().any(|line| line
            == "catalog-info.yaml BL217 `api:default/tide` is gone, and 1 entity of other repositories refers to it"),
        "{found:?}"
    );
    assert!(stdout(&output).contains("referred to by `component:default/board` (`consumesApis`)"));
}

#[test]
fn a_name_that_another_repository_has_is_told() {
    let folder = organisation("catalog-twice");
    folder.write("org/board/more/catalog-info.yaml", ORACLE.split("---\n").next().unwrap());
    let output = check(&folder, "board", &["--catalog", &folder.join("site"), "--only", "more"]);
    let found = lines(&output);
    assert_eq!(found, ["more/catalog-info.yaml BL208 `api:default/tide` is described twice"]);
    assert!(stdout(&output).contains("https://github.com/acme/oracle/blob/main/catalog-info.yaml"));
}

#[test]
fn a_catalog_that_cannot_be_read_is_no_result() {
    let folder = organisation("catalog-unreadable");
    folder.write("bad.json", "{\"items\": [{}]}");
    for (source, expected) in [
        (folder.join("nowhere"), "cannot read the catalog"),
        (folder.join("org"), "there is no `api/catalog/entities.json` in it"),
        (folder.join("bad.json"), "its item 0 has no `kind` or no `metadata.name`"),
    ] {
        let output = check(&folder, "board", &["--catalog", &source]);
        assert_eq!(output.status.code(), Some(2), "{source}");
        assert!(stderr(&output).contains(expected), "{}", stderr(&output));
    }
}

#[test]
fn a_portal_or_a_backstage_on_the_network() {
    let folder = organisation("catalog-url");
    let entities = folder.read("site/api/catalog/entities.json");
    let server = tiny_http::Server::http("127.0.0.1:0").unwrap();
    let address = format!("http://{}", server.server_addr());
    let thread = std::thread::spawn(move || {
        let mut seen = Vec::new();
        while let Ok(Some(request)) = server.recv_timeout(std::time::Duration::from_secs(20)) {
            let url = request.url().to_owned();
            let token = request.headers().iter().find(|header| header.field.equiv("authorization"));
            let token = token.map(|header| header.value.to_string());
            let (status, body) = match url.as_str() {
                "/portal/api/catalog/entities.json" | "/backstage/api/catalog/entities" => {
                    (200, entities.clone())
                }
                "/locked/api/catalog/entities.json" if token.as_deref() == Some("Bearer s3cret") => {
                    (200, entities.clone())
                }
                "/locked/api/catalog/entities.json" => (401, "{}".to_owned()),
                "/page/api/catalog/entities.json" => (200, "<!doctype html><p>Sign in".to_owned()),
                "/end" => {
                    request.respond(tiny_http::Response::empty(204)).unwrap();
                    break;
                }
                _ => (404, "{}".to_owned()),
            };
            seen.push(url);
            request.respond(tiny_http::Response::from_string(body).with_status_code(status)).unwrap();
        }
        seen
    });
    for place in ["portal", "backstage/"] {
        let output = check(&folder, "oracle", &["--catalog", &format!("{address}/{place}")]);
        assert_eq!(lines(&output), [""; 0], "{place}");
    }
    for (place, expected) in [
        ("locked", "answered 401 Unauthorized"),
        ("page", "is not JSON"),
        ("nothing", "answered 404 Not Found"),
    ] {
        let output = check(&folder, "oracle", &["--catalog", &format!("{address}/{place}")]);
        assert_eq!(output.status.code(), Some(2), "{place}");
        assert!(stderr(&output).contains(expected), "{place}: {}", stderr(&output));
    }
    let output = command()
        .args(["check", ".", "--format", "json", "--catalog", &format!("{address}/locked")])
        .env("BACKLOT_CATALOG_TOKEN", "s3cret")
        .current_dir(folder.path().join("org/oracle"))
        .output()
        .unwrap();
    assert_eq!(lines(&output), [""; 0]);
    let end = std::net::TcpStream::connect(address.trim_start_matches("http://")).unwrap();
    std::io::Write::write_all(&mut &end, b"GET /end HTTP/1.0\r\n\r\n").unwrap();
    assert!(thread.join().unwrap().len() >= 7);
}
