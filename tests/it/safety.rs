//! What a repository may bring into the reader's browser, end to end: frames, schemes, files that could run, loads from elsewhere.
//!
//! In: small repositories. Out: pages and files of the built portal, diagnostics. Never: looks inside the crate.

use crate::support::{Folder, stderr, stdout};

const CATALOG: &str = "\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: quay
  annotations: {backstage.io/techdocs-ref: 'dir:.'}
  links:
    - {url: 'msteams:/l/channel/7', title: Channel}
    - {url: 'zoommtg://zoom.example/join', title: Standup}
    - {url: 'JavaScript:alert(1)', title: Bad}
    - {url: 'mailto:quay@harbour.example', title: Mail}
spec: {type: service, lifecycle: production, owner: pilots}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: pilots}
spec: {type: team, children: [], profile: {picture: 'https://faces.harbour.example/pilots.png'}}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: ada}
spec: {memberOf: [pilots], profile: {picture: 'http://faces.harbour.example/ada.png'}}
";

const PAGE: &str = "docs/default/component/quay/index.html";

/// A repository `quay` with a page, more files and a configuration, built; its diagnostics as `file:line name message`.
fn built(name: &str, page: &str, more: &[(&str, &str)], config: &str) -> (Folder, Vec<String>) {
    let mut files = vec![
        ("org/quay/catalog-info.yaml", CATALOG),
        ("org/quay/mkdocs.yml", "site_name: Quay\n"),
        ("org/quay/docs/index.md", page),
        ("portal.yaml", config),
    ];
    files.extend(more);
    let folder = Folder::new(&format!("safety-{name}"), &files);
    let output = folder.run(&["build", "org", "--config", "portal.yaml", "-o", "site", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output))
        .unwrap_or_else(|error| panic!("{error}: {}{}", stdout(&output), stderr(&output)));
    let shown = report["diagnostics"].as_array().unwrap().iter().map(|one| {
        let place = &one["place"];
        let file = place["path"].as_str().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        let (name, message) = (one["name"].as_str().unwrap(), one["message"].as_str().unwrap());
        format!("{file}:{} {name} {message}", place["line"])
    });
    let shown = shown.collect();
    (folder, shown)
}

fn count(found: &[String], part: &str) -> usize {
    found.iter().filter(|one| one.contains(part)).count()
}

#[test]
fn a_frame_of_a_listed_host_stays_and_any_other_is_a_link() {
    let page = "# Films\n\n\
        <iframe src=\"https://player.harbour.example/7?a=1&b=2\" title=\"Entering port\" width=\"640\" height=\"360\" \
        onload=\"x()\" sandbox=\"allow-top-navigation\" allowfullscreen></iframe>\n\n\
        In a line <iframe src='//maps.harbour.example/m'></iframe> of text.\n\n\
        <iframe src=\"http://player.harbour.example/plain\" title=\"Over http\"></iframe>\n\n\
        <iframe src=\"https://player.harbour.example.evil.example/\" title=\"Evil\"></iframe>\n\n\
        <div class=\"video\"><iframe src=\"https://tube.example/embed/x\"></iframe></div>\n\n\
        <iframe srcdoc=\"<script>alert(1)</script>\"></iframe>\n\n\
        <iframe src=\"javascript:alert(1)\" title=\"Runs\"></iframe>\n";
    let config = "docs: {iframeHosts: [player.harbour.example, '*.harbour.example']}\n";
    let (folder, found) = built("frames", page, &[], config);
    let html = folder.read(&format!("site/{PAGE}"));
    let frames: Vec<&str> =
        html.split("<iframe").skip(1).map(|rest| &rest[..rest.find('>').unwrap()]).collect();
    assert_eq!(frames.len(), 2, "{frames:?}");
    assert!(frames[0].contains("src=\"https://player.harbour.example/7?a=1&amp;b=2\""), "{frames:?}");
    assert!(frames[0].contains("width=\"640\"") && frames[0].contains("allowfullscreen"), "{frames:?}");
    assert!(frames[1].contains("src=\"//maps.harbour.example/m\""), "{frames:?}");
    for frame in frames {
        assert!(frame.contains(" sandbox=\"allow-scripts") && !frame.contains("top-navigation"), "{frame}");
        assert!(frame.contains(" title=\"") && !frame.contains("onload"), "{frame}");
    }
    assert!(html.contains("frame-src https://player.harbour.example https://*.harbour.example;"));
    for link in [
        ("href=\"http://player.harbour.example/plain\"", ">Over http</a>"),
        ("href=\"https://player.harbour.example.evil.example/\"", ">Evil</a>"),
        ("href=\"https://tube.example/embed/x\"", ">https://tube.example/embed/x</a>"),
    ] {
        assert!(html.contains(link.0) && html.contains(link.1), "{link:?}");
    }
    assert!(html.contains("Runs") && !html.contains("javascript:") && !html.contains("srcdoc"));
    assert_eq!(count(&found, "is shown as a link"), 3, "{found:#?}");
    assert_eq!(count(&found, "unsafe-html"), 6, "{found:#?}");
}

#[test]
fn frames_of_backstages_configuration_count() {
    let app = "techdocs:\n  sanitizer:\n    allowedIframeHosts: [draw.harbour.example]\n    \
               additionalAllowedURIProtocols: [vscode]\n";
    let page = "# P\n\n<iframe src=\"https://draw.harbour.example/d\"></iframe>\n\n[open](vscode://file/x)\n";
    let files = [("org/quay/catalog-info.yaml", CATALOG), ("org/quay/mkdocs.yml", "site_name: Quay\n")];
    let folder = Folder::new("safety-backstage", &files);
    folder.write("org/quay/docs/index.md", page);
    folder.write("app-config.yaml", app);
    folder.run(&["build", "org", "-o", "site"]);
    let html = folder.read(&format!("site/{PAGE}"));
    assert!(html.contains("<iframe src=\"https://draw.harbour.example/d\""));
    assert!(html.contains("frame-src https://draw.harbour.example;"));
    assert!(html.contains("href=\"vscode://file/x\""));
}

#[test]
fn schemes_that_the_configuration_lists_are_links_and_others_are_reported() {
    let page = "# P\n\n[editor](vscode://settings/chat) [team](msteams:/l/7) <slack://channel?id=C> [no](zoommtg://x)\n";
    let entity = "site/catalog/default/component/quay/index.html";
    let (folder, found) = built("schemes-none", page, &[], "title: Portal\n");
    let html = folder.read(entity);
    assert!(html.contains("href=\"mailto:quay@harbour.example\""));
    assert!(!html.contains("href=\"msteams:") && !html.contains("href=\"javascript:"));
    let reported: Vec<&String> = found.iter().filter(|one| one.contains(" link-url ")).collect();
    assert_eq!(reported.len(), 3, "each that is left out, at its line: {found:#?}");
    for line in ["catalog-info.yaml:7 ", "catalog-info.yaml:8 ", "catalog-info.yaml:9 "] {
        assert_eq!(count(&found, line), 1, "{line}: {found:#?}");
    }
    assert!(!folder.read(&format!("site/{PAGE}")).contains("href=\"vscode:"));

    let (folder, found) = built("schemes", page, &[], "urlSchemes: ['slack', 'VSCode:', 'msteams://']\n");
    let html = folder.read(entity);
    assert!(html.contains("href=\"msteams:/l/channel/7\""), "{html}");
    assert!(!html.contains("href=\"zoommtg:") && !html.to_lowercase().contains("href=\"javascript:"));
    assert_eq!(count(&found, " link-url "), 2, "{found:#?}");
    let html = folder.read(&format!("site/{PAGE}"));
    for kept in ["href=\"vscode://settings/chat\"", "href=\"msteams:/l/7\"", "href=\"slack://channel?id=C\""]
    {
        assert!(html.contains(kept), "{kept}: {html}");
    }
    assert_eq!(count(&found, "scheme `zoommtg:`"), 2, "{found:#?}");
}

#[test]
fn no_address_of_the_configuration_runs_code() {
    let config = "\
url: 'javascript:alert(1)'
backstage: 'JavaScript:alert(2)'
remote: 'data:text/html,{repo}'
nav:
  - {title: Bad nav, url: \"java\\tscript:alert(3)\"}
  - {title: Wiki, url: 'https://wiki.harbour.example'}
home:
  links:
    - {title: Bad home, url: 'javascript://x/%0aalert(4)'}
    - {title: Docs, url: /docs/}
    - {title: Mail, url: 'mailto:desk@harbour.example'}
annotations:
  backstage.io/techdocs-ref: {title: Bad annotation, url: 'vbscript:{value}'}
urlSchemes: [javascript, 'data:', slack]
docs: {iframeHosts: ['https://x.example/page', '*']}
";
    let (folder, found) = built("addresses", "# P\n", &[], config);
    assert_eq!(count(&found, " unsafe-address "), 10, "{found:#?}");
    assert!(
        found
            .iter()
            .filter(|one| one.contains(" unsafe-address "))
            .all(|one| one.starts_with("portal.yaml:"))
    );
    let pages = crate::support::tree(&folder.path().join("site"));
    for (path, bytes) in pages.iter().filter(|(path, _)| crate::support::is_page(path)) {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        for bad in [
            "=\"javascript:",
            "=\"java\tscript:",
            "=\"vbscript:",
            "=\"data:text/html",
            "javascript:alert(2)/",
        ] {
            assert!(!text.contains(bad), "{path}: {bad}");
        }
    }
    let home = folder.read("site/index.html");
    assert!(!home.contains("Bad home") && !home.contains("Bad nav"));
    assert!(
        home.contains("href=\"mailto:desk@harbour.example\"") && home.contains("href=\"docs/index.html\"")
    );
}

const SCRIPT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\" \
    fill=\"teal\"/><script>alert(1)</script></svg>";
const HANDLER: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><circle r=\"4\"/>\
    <a xlink:href=\"java&#115;cript:alert(1)\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><text>go</text></a></svg>";
const HARMLESS: &str = "<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
    viewBox=\"0 0 9 9\"><style>.a{fill:teal}</style><switch><foreignObject width=\"9\" height=\"9\"><div \
    xmlns=\"http://www.w3.org/1999/xhtml\">Quay</div></foreignObject><text class=\"a\">Quay</text></switch></svg>\n";

fn files_that_run() -> Vec<(&'static str, &'static str)> {
    vec![
        ("org/quay/docs/script.svg", SCRIPT),
        ("org/quay/docs/img/handler.SVG", HANDLER),
        ("org/quay/docs/harmless.svg", HARMLESS),
        ("org/quay/docs/broken.svg", "<svg onload='x()'><rect></svg>"),
        ("org/quay/docs/report.html", "<!doctype html><p>Report</p><ScRiPt src=x.js></ScRiPt>"),
        ("org/quay/docs/plain.html", "<!doctype html><title>Plain</title><p>Nothing runs = fine</p>"),
        (
            "org/quay/docs/page.xhtml",
            "<x:html xmlns:x=\"http://www.w3.org/1999/xhtml\"><x:script>x</x:script></x:html>",
        ),
        (
            "org/quay/docs/data.xml",
            "<?xml version=\"1.0\"?><a><h:img xmlns:h=\"http://www.w3.org/1999/xhtml\" src=\"x\" onerror=\"y()\"/></a>",
        ),
        ("org/quay/docs/pom.xml", "<project><version>1</version></project>"),
        ("org/quay/assets/outside.svg", SCRIPT),
    ]
}

const FILES_PAGE: &str = "# Files\n\n[![](script.svg)](script.svg) ![](img/handler.SVG) ![](harmless.svg) ![](broken.svg) \
    ![](../assets/outside.svg)\n\n[report](report.html) [plain](plain.html) [page](page.xhtml) [data](data.xml) [pom](pom.xml)\n";

#[test]
fn files_of_docs_cannot_run_in_the_portals_origin() {
    let (folder, found) = built("files", FILES_PAGE, &files_that_run(), "title: Portal\n");
    let site = folder.path().join("site/docs/default/component/quay");
    let read = |path: &str| {
        std::fs::read_to_string(site.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    assert_eq!(read("harmless.svg"), HARMLESS, "a harmless picture survives byte for byte");
    assert!(read("script.svg").contains("fill=\"teal\"") && !read("script.svg").contains("script"));
    assert!(read("img/handler.SVG").contains("<circle") && !read("img/handler.SVG").contains("onload"));
    assert!(read("img/handler.SVG").contains("go</text>") && !read("img/handler.SVG").contains("java"));
    assert!(!read("_repository/assets/outside.svg").contains("script"));
    assert!(read("plain.html").contains("Nothing runs") && read("pom.xml").contains("<version>"));
    for gone in ["report.html", "page.xhtml", "data.xml", "broken.svg"] {
        assert!(!site.join(gone).exists(), "{gone} is published");
        assert_eq!(count(&found, &format!("active-file `{gone}` is not published")), 1, "{found:#?}");
    }
    assert_eq!(count(&found, " active-file "), 7, "{found:#?}");
    let html = folder.read(&format!("site/{PAGE}"));
    assert!(html.contains("class=\"broken\"") && html.contains("could run scripts"), "{html}");
}

#[test]
fn files_of_a_trusted_repository_are_published_as_they_are() {
    let files = files_that_run();
    let (folder, found) = built("trusted", FILES_PAGE, &files, "docs: {trust: ['qu*']}\n");
    let site = folder.path().join("site/docs/default/component/quay");
    for (path, text) in
        files.iter().filter_map(|(path, text)| Some((path.strip_prefix("org/quay/docs/")?, text)))
    {
        assert_eq!(std::fs::read_to_string(site.join(path)).unwrap(), **text, "{path}");
    }
    assert_eq!(count(&found, " active-file "), 0, "{found:#?}");
    // A configuration that was found in the crawled folder says nothing of the trust that it deserves itself.
    folder.write("org/backlot.yaml", "docs: {trust: ['*']}\n");
    let output = folder.run(&["build", "org", "-o", "again", "-v"]);
    assert!(stderr(&output).contains("no repository is trusted"), "{}", stderr(&output));
    assert!(!folder.path().join("again/docs/default/component/quay/report.html").exists());
}

#[test]
fn a_file_that_is_not_published_is_shown_on_the_forge() {
    let config = "remote: 'https://github.com/harbour/{repo}'\n";
    let (folder, _) = built("forge", FILES_PAGE, &files_that_run(), config);
    let html = folder.read(&format!("site/{PAGE}"));
    assert!(html.contains("href=\"https://github.com/harbour/quay/blob/main/docs/report.html\""), "{html}");
}

#[test]
fn pictures_over_http_are_reported() {
    let page = "# P\n\n![build](http://ci.harbour.example/badge.svg)\n\n<video src=\"film.mp4\" \
        poster=\"HTTP://ci.harbour.example/still.png\"></video>\n\n![fine](https://ci.harbour.example/badge.svg)\n";
    let (_, found) = built("http", page, &[("org/quay/docs/film.mp4", "x")], "title: Portal\n");
    assert_eq!(count(&found, " http-picture "), 2, "{found:#?}");
    assert_eq!(count(&found, "index.md:3 http-picture"), 1, "{found:#?}");
}

#[test]
fn pictures_of_people_come_from_listed_hosts_alone() {
    let pilots = "site/catalog/default/group/pilots/index.html";
    let (folder, found) = built("faces-none", "# P\n", &[], "title: Portal\n");
    assert!(!folder.read(pilots).contains("faces.harbour.example/pilots.png\""), "no host is listed");
    assert_eq!(count(&found, " picture-url "), 1, "one a host: {found:#?}");

    let (folder, found) = built("faces", "# P\n", &[], "catalog: {pictureHosts: [faces.harbour.example]}\n");
    assert!(
        folder.read(pilots).contains("<img class=\"face\" src=\"https://faces.harbour.example/pilots.png\"")
    );
    assert!(!folder.read("site/catalog/default/user/ada/index.html").contains("<img class=\"face\""), "http");
    assert_eq!(count(&found, " picture-url "), 1, "{found:#?}");
}

#[test]
fn texts_of_entities_load_nothing_from_elsewhere() {
    let text = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: crane\n  description: |\n    Lifts.\n    \
        ![photo](https://x.example/1.png) <video poster=\"https://x.example/2.png\" src=\"https://x.example/3.mp4\" \
        title=\"Film\"></video> <audio><source src=\"https://x.example/4.mp3\"></audio> \
        <picture><source srcset=\"https://x.example/5.png\"><img src=\"https://x.example/6.png\" alt=\"Alt\"></picture> \
        <iframe src=\"https://x.example/7\"></iframe> <a href=\"javascript:alert(1)\">bad</a>\n\
        spec: {type: service, lifecycle: production, owner: pilots}\n";
    let config = "docs: {iframeHosts: [x.example]}\n";
    let (folder, found) = built("texts", "# P\n", &[("org/crane/catalog-info.yaml", text)], config);
    let html = folder.read("site/catalog/default/component/crane/index.html");
    for bad in ["src=\"https://x.example", "poster=", "srcset=", "<video", "<audio", "<iframe"] {
        assert!(!html.contains(bad), "{bad}");
    }
    for kept in
        ["href=\"https://x.example/3.mp4\"", ">Film</a>", "href=\"https://x.example/4.mp3\"", "Alt", "photo"]
    {
        assert!(html.contains(kept), "{kept}: {html}");
    }
    assert_eq!(count(&found, "catalog-info.yaml:6 unsafe-html"), 1, "{found:#?}");
}
