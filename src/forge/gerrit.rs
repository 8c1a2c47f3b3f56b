//! Gerrit, whose files are shown by its Gitiles plugin.
//!
//! In: the table. Out: its URLs. Source: gerrit-review.googlesource.com/Documentation ("Git access", "Inline edit"),
//! Gitiles' own documentation, `GerritIntegration` of Backstage. Never: a raw URL: Gitiles gives base64.

use super::{Address, Forge, Names, Pages, Place};

pub(super) const GERRIT: Forge = Forge {
    name: "gerrit",
    integrations: &["gerrit"],
    words: &["gerrit"],
    names: Names::Own(read),
    case_sensitive: true,
    web: "{base}/plugins/gitiles/{slug}",
    clone: "{base}/{slug}",
    pages: Pages {
        view: Some("+/refs/heads/{ref}/{path}"),
        folder: None,
        raw: None,
        edit: Some("{base}/admin/repos/edit/repo/{slug%}/branch/refs/heads/{ref}/file/{path}"),
        blame: Some("+blame/refs/heads/{ref}/{path}"),
        source_location: None,
    },
    also: &["+/{ref}/{path}", "+blame/{ref}/{path}"],
    line: "#{line}",
    ..Forge::PLAIN
};

/// `plugins/gitiles/project/+/…` on the web, `project` or `a/project` for git, `admin/repos/edit/repo/project/…` for edits,
/// each perhaps below a folder of the host.
fn read(address: &Address) -> Option<Place> {
    let path = &address.path;
    let admin = ["admin", "repos", "edit", "repo"];
    if let Some(at) = path.windows(admin.len()).position(|words| words == admin) {
        let (project, rest) = path[at + admin.len()..].split_first()?;
        let slug: Vec<String> = project.split('/').map(str::to_owned).collect();
        let [branch, refs, heads, rest @ ..] = rest else { return address.place(&path[..at], &slug, rest) };
        let end = rest.iter().position(|part| part == "file").unwrap_or(rest.len());
        let mut page = vec!["+".to_owned(), refs.clone(), heads.clone()];
        // One part, so that branch and path stay apart.
        page.push(rest[..end].join("/"));
        page.extend(rest.iter().skip(end + 1).cloned());
        return (branch == "branch").then(|| address.place(&path[..at], &slug, &page))?;
    }
    let gitiles = path.windows(2).position(|words| words == ["plugins", "gitiles"]);
    let (folder, path) = match (gitiles, path.first()) {
        (Some(at), _) => (&path[..at], &path[at + 2..]),
        (None, Some(first)) if first == "a" => (&path[..0], &path[1..]),
        _ => (&path[..0], &path[..]),
    };
    super::gitiles::split(address, folder, path)
}
