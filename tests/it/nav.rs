//! Navigation plugins: what the binary makes of each row of `tests/nav`, beside what the real plugin makes of it.
//!
//! In: the tables. Out: one line for each row that differs. Never: a row without an expectation, a departure without a
//! reason or without a difference.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::{Folder, is_page, root, stderr, tree};

/// A site of a few files and what is expected of it.
struct Row {
    table: String,
    title: String,
    files: Vec<(String, String)>,
    plugin: Option<Vec<String>>,
    departure: Option<(String, Vec<String>)>,
}

fn rows(table: &str, text: &str) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::new();
    for row in text.split("\n== ").skip(1) {
        let (title, body) = row.split_once('\n').unwrap();
        let mut row = Row {
            table: table.to_owned(),
            title: title.to_owned(),
            files: Vec::new(),
            plugin: None,
            departure: None,
        };
        for part in format!("\n{body}").split("\n-- ").skip(1) {
            let (name, text) = part.split_once('\n').unwrap_or((part, ""));
            let text = text.trim_matches('\n');
            let lines = || text.lines().map(str::to_owned).collect::<Vec<_>>();
            if name == "plugin" {
                row.plugin = Some(lines());
            } else if let Some(reason) = name.strip_prefix("departs:") {
                row.departure = Some((reason.trim().to_owned(), lines()));
            } else if text.is_empty() {
                row.files.extend(name.split(' ').map(|path| (path.to_owned(), "Text.\n".to_owned())));
            } else {
                row.files.push((name.to_owned(), format!("{text}\n")));
            }
        }
        out.push(row);
    }
    out
}

fn tables() -> Vec<Row> {
    let mut out = Vec::new();
    let mut paths: Vec<_> =
        fs::read_dir(root().join("tests/nav")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "txt")) {
        let name = path.file_stem().unwrap().to_str().unwrap();
        out.extend(rows(name, &fs::read_to_string(path).unwrap()));
    }
    out
}

/// An address that a page at `from` names, below the site.
fn resolve(from: &str, href: &str) -> String {
    if href.contains(':') {
        return href.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    match path.strip_suffix("index.html") {
        Some("") if !path.contains('/') && from.ends_with("index.html") => "./".to_owned(),
        Some(folder) => folder.to_owned(),
        None => path,
    }
}

fn unescaped(text: &str) -> String {
    let text = text.replace("%20", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#39;", "'").replace("&amp;", "&")
}

/// What stands between `before` and `after`.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let start = text.find(before)? + before.len();
    text[start..].find(after).map(|end| &text[start..start + end])
}

/// The navigation of a page, a line an entry.
fn nav(page: &str, html: &str) -> Vec<String> {
    let Some(nav) = between(html, "aria-label=\"Documentation\">", "</nav>") else { return Vec::new() };
    let mut out: Vec<String> = Vec::new();
    let mut depth = 0usize;
    for tag in nav.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap();
        let before = "  ".repeat(depth.saturating_sub(1));
        match tag.split(' ').next().unwrap() {
            "ul" => depth += 1,
            "/ul" => depth -= 1,
            "summary" => out.push(format!("{before}{} |", unescaped(text))),
            "a" => {
                let address = unescaped(&resolve(page, between(tag, "href=\"", "\"").unwrap()));
                // The page of a section is its first entry.
                match out.last_mut().filter(|last| text == "Overview" && last.ends_with(" |")) {
                    Some(section) => section.push_str(&[" ", &address].concat()),
                    None => out.push(format!("{before}{} | {address}", unescaped(text))),
                }
            }
            _ => {}
        }
    }
    out
}

fn without_tags(html: &str) -> String {
    let mut out = String::new();
    for (number, part) in html.split('<').enumerate() {
        out.push_str(if number == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    }
    unescaped(&out)
}

/// What stands in a site that was built, in the form of a row's expectation.
fn shown(site: &Path, has_macros: bool) -> Vec<String> {
    let files = tree(site);
    let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    let redirect =
        |path: &str| between(&text(path), "http-equiv=\"refresh\" content=\"0; url=", "\"").map(unescaped);
    let (moved, pages): (Vec<String>, Vec<String>) = files
        .keys()
        .filter(|path| is_page(path) && !path.starts_with("search/") && *path != "404.html")
        .cloned()
        .partition(|path| redirect(path).is_some());
    let mut out = pages.first().map(|page| nav(page, &text(page))).unwrap_or_default();
    let listed: BTreeSet<String> =
        out.iter().filter_map(|line| Some(line.split_once(" | ")?.1.to_owned())).collect();
    let address = |path: &str| match path.strip_suffix("index.html") {
        Some("") => "./".to_owned(),
        Some(folder) => folder.to_owned(),
        None => path.to_owned(),
    };
    let others: Vec<String> = pages
        .iter()
        .map(|page| address(page))
        .filter(|address| !listed.contains(address) && !listed.contains(&format!("{address}index.html")))
        .collect();
    if !others.is_empty() {
        out.push(format!("elsewhere: {}", others.join(" ")));
    }
    // A site without a home page leads to its first one.
    for path in moved.iter().filter(|path| *path != "index.html") {
        let to = redirect(path).unwrap();
        out.push(format!("redirect: {} > {}", address(path), to.replace("index.html", "")));
    }
    if has_macros {
        for paragraph in text("index.html").split("<p>text:").skip(1) {
            out.push(format!("text:{}", without_tags(paragraph.split("</p>").next().unwrap())));
        }
    }
    out
}

/// The order of what follows the navigation is that of file names, which differ.
fn comparable(lines: &[String]) -> Vec<String> {
    // Without directory URLs MkDocs names the file.
    let plain = |line: &String| match line.strip_suffix("index.html") {
        Some(line) if line.ends_with("| ") => format!("{line}./"),
        Some(line) => line.to_owned(),
        None => line.clone(),
    };
    let (mut nav, mut rest): (Vec<String>, Vec<String>) = lines
        .iter()
        .map(plain)
        .partition(|line| !line.starts_with("elsewhere: ") && !line.starts_with("redirect: "));
    for line in &mut rest {
        let mut words: Vec<&str> = line.split(' ').collect();
        if words[0] == "elsewhere:" {
            words.sort_unstable();
        }
        *line = words.join(" ");
    }
    rest.sort();
    nav.extend(rest);
    nav
}

#[test]
fn plugins() {
    let mut faults = Vec::new();
    let (mut equal, mut departing) = (0, 0);
    for (number, row) in tables().into_iter().enumerate() {
        let mut fault = |why: String| faults.push(format!("{}: {}: {why}", row.table, row.title));
        let Some(plugin) = &row.plugin else {
            fault("no `-- plugin` part: run tests/nav/expect.py".to_owned());
            continue;
        };
        let expected = match &row.departure {
            Some((reason, _)) if reason.is_empty() => {
                fault("departs without a reason".to_owned());
                continue;
            }
            Some((_, ours)) if comparable(ours) == comparable(plugin) => {
                fault("departs from nothing".to_owned());
                continue;
            }
            Some((_, ours)) => ours,
            None => plugin,
        };
        let files: Vec<(&str, &str)> =
            row.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let folder = Folder::new(&format!("nav-{number}"), &files);
        let output = folder.run(&["docs", ".", "--all-plugins", "-o", "out", "--format", "human"]);
        let config = row.files.iter().find(|(path, _)| path == "mkdocs.yml").unwrap();
        let actual = shown(&folder.path().join("out"), config.1.contains("macros"));
        if comparable(&actual) == comparable(expected) {
            *(if row.departure.is_some() { &mut departing } else { &mut equal }) += 1;
        } else {
            fault(format!("\n{}\nexpected\n{}\n{}", actual.join("\n"), expected.join("\n"), stderr(&output)));
        }
    }
    assert!(
        faults.is_empty(),
        "\n{}\n{equal} equal, {departing} depart, {} fail",
        faults.join("\n\n"),
        faults.len()
    );
    assert!(equal + departing >= 100, "the tables are gone");
}
