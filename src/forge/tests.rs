//! Every forge against URLs written by hand from its documentation, and back.

use std::fmt::Write as _;

use super::{FilePage, Forge, Hosts, Remote, Repositories};

/// The hosts that the tests' configuration names.
fn hosts() -> Hosts {
    let mut hosts = Hosts::default();
    for (host, forge) in [
        ("tools.acme.example/bitbucket", "bitbucket-server"),
        ("tools.acme.example/gitlab", "gitlab"),
        ("git.acme.example:8443", "gitea"),
        ("tfs.acme.example", "azure"),
        ("review.acme.example", "gerrit"),
        ("code.acme.example", "github"),
    ] {
        hosts.insert(host, Forge::of_name(forge).unwrap());
    }
    hosts
}

fn remote(url: &str, branch: &str) -> Remote {
    let mut remote = hosts().remote(url).unwrap_or_else(|| panic!("{url} is no remote"));
    branch.clone_into(&mut remote.branch);
    remote
}

/// All that a remote says, a line each.
fn all(remote: &Remote, path: &str, line: usize) -> String {
    let mut out =
        format!("{:?} {}\n{}\n{}\n", remote.forge(), remote.slug(), remote.web(), remote.clone_url());
    for page in FilePage::ALL {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = if page == FilePage::Folder { folder } else { path };
        let _ = writeln!(out, "{}", remote.url(page, path).as_deref().unwrap_or("-"));
    }
    let _ = write!(out, "{}", remote.line_url(FilePage::View, path, line).as_deref().unwrap_or("-"));
    out
}

/// Forge and name, web, clone, view, folder, raw, edit, blame, line 7 of `docs/a b.md` on the branch `main`.
const PINNED: &[(&str, [&str; 9])] = &[
    (
        "git@github.com:acme/shop.git",
        [
            "github acme/shop",
            "https://github.com/acme/shop",
            "https://github.com/acme/shop.git",
            "https://github.com/acme/shop/blob/main/docs/a%20b.md",
            "https://github.com/acme/shop/tree/main/docs",
            "https://github.com/acme/shop/raw/main/docs/a%20b.md",
            "https://github.com/acme/shop/edit/main/docs/a%20b.md",
            "https://github.com/acme/shop/blame/main/docs/a%20b.md",
            "https://github.com/acme/shop/blob/main/docs/a%20b.md?plain=1#L7",
        ],
    ),
    (
        "https://gitlab.com/acme/team/shop.git",
        [
            "gitlab acme/team/shop",
            "https://gitlab.com/acme/team/shop",
            "https://gitlab.com/acme/team/shop.git",
            "https://gitlab.com/acme/team/shop/-/blob/main/docs/a%20b.md",
            "https://gitlab.com/acme/team/shop/-/tree/main/docs",
            "https://gitlab.com/acme/team/shop/-/raw/main/docs/a%20b.md",
            "https://gitlab.com/acme/team/shop/-/edit/main/docs/a%20b.md",
            "https://gitlab.com/acme/team/shop/-/blame/main/docs/a%20b.md",
            "https://gitlab.com/acme/team/shop/-/blob/main/docs/a%20b.md?plain=1#L7",
        ],
    ),
    (
        "git@bitbucket.org:acme/shop.git",
        [
            "bitbucket-cloud acme/shop",
            "https://bitbucket.org/acme/shop",
            "https://bitbucket.org/acme/shop.git",
            "https://bitbucket.org/acme/shop/src/main/docs/a%20b.md",
            "https://bitbucket.org/acme/shop/src/main/docs",
            "https://bitbucket.org/acme/shop/raw/main/docs/a%20b.md",
            "https://bitbucket.org/acme/shop/src/main/docs/a%20b.md?mode=edit&at=main",
            "https://bitbucket.org/acme/shop/annotate/main/docs/a%20b.md",
            "https://bitbucket.org/acme/shop/src/main/docs/a%20b.md#lines-7",
        ],
    ),
    (
        "ssh://git@tools.acme.example:7999/shop/cart.git",
        [
            "bitbucket-server shop/cart",
            "https://tools.acme.example/bitbucket/projects/shop/repos/cart",
            "https://tools.acme.example/bitbucket/scm/shop/cart.git",
            "https://tools.acme.example/bitbucket/projects/shop/repos/cart/browse/docs/a%20b.md?at=main",
            "https://tools.acme.example/bitbucket/projects/shop/repos/cart/browse/docs?at=main",
            "https://tools.acme.example/bitbucket/projects/shop/repos/cart/raw/docs/a%20b.md?at=main",
            "https://tools.acme.example/bitbucket/projects/shop/repos/cart/browse/docs/a%20b.md",
            "-",
            "https://tools.acme.example/bitbucket/projects/shop/repos/cart/browse/docs/a%20b.md?at=main#7",
        ],
    ),
    (
        "https://acme@dev.azure.com/acme/My%20Project/_git/shop",
        [
            "azure My Project/shop",
            "https://dev.azure.com/acme/My%20Project/_git/shop",
            "https://dev.azure.com/acme/My%20Project/_git/shop",
            "https://dev.azure.com/acme/My%20Project/_git/shop?path=/docs/a%20b.md&version=GBmain",
            "https://dev.azure.com/acme/My%20Project/_git/shop?path=/docs&version=GBmain",
            "https://dev.azure.com/acme/My%20Project/_apis/git/repositories/shop/items?path=/docs/a%20b.md\
             &versionDescriptor.versionType=branch&versionDescriptor.version=main&api-version=7.1",
            "https://dev.azure.com/acme/My%20Project/_git/shop?path=/docs/a%20b.md&version=GBmain",
            "https://dev.azure.com/acme/My%20Project/_git/shop?path=/docs/a%20b.md&version=GBmain&_a=annotate",
            "https://dev.azure.com/acme/My%20Project/_git/shop?path=/docs/a%20b.md&version=GBmain&line=7&lineEnd=8\
             &lineStartColumn=1&lineEndColumn=1",
        ],
    ),
    (
        "https://codeberg.org/acme/shop.git",
        [
            "gitea acme/shop",
            "https://codeberg.org/acme/shop",
            "https://codeberg.org/acme/shop.git",
            "https://codeberg.org/acme/shop/src/branch/main/docs/a%20b.md",
            "https://codeberg.org/acme/shop/src/branch/main/docs",
            "https://codeberg.org/acme/shop/raw/branch/main/docs/a%20b.md",
            "https://codeberg.org/acme/shop/_edit/main/docs/a%20b.md",
            "https://codeberg.org/acme/shop/blame/branch/main/docs/a%20b.md",
            "https://codeberg.org/acme/shop/src/branch/main/docs/a%20b.md?display=source#L7",
        ],
    ),
    (
        "ssh://ann@review.acme.example:29418/platform/shop",
        [
            "gerrit platform/shop",
            "https://review.acme.example/plugins/gitiles/platform/shop",
            "https://review.acme.example/platform/shop",
            "https://review.acme.example/plugins/gitiles/platform/shop/+/refs/heads/main/docs/a%20b.md",
            "https://review.acme.example/plugins/gitiles/platform/shop/+/refs/heads/main/docs",
            "-",
            "https://review.acme.example/admin/repos/edit/repo/platform%2Fshop/branch/refs/heads/main/file/docs/a%20b.md",
            "https://review.acme.example/plugins/gitiles/platform/shop/+blame/refs/heads/main/docs/a%20b.md",
            "https://review.acme.example/plugins/gitiles/platform/shop/+/refs/heads/main/docs/a%20b.md#7",
        ],
    ),
    (
        "https://acme.googlesource.com/a/platform/shop",
        [
            "gitiles platform/shop",
            "https://acme.googlesource.com/platform/shop",
            "https://acme.googlesource.com/platform/shop",
            "https://acme.googlesource.com/platform/shop/+/refs/heads/main/docs/a%20b.md",
            "https://acme.googlesource.com/platform/shop/+/refs/heads/main/docs",
            "-",
            "-",
            "https://acme.googlesource.com/platform/shop/+blame/refs/heads/main/docs/a%20b.md",
            "https://acme.googlesource.com/platform/shop/+/refs/heads/main/docs/a%20b.md#7",
        ],
    ),
    (
        "git@gitee.com:acme/shop.git",
        [
            "gitee acme/shop",
            "https://gitee.com/acme/shop",
            "https://gitee.com/acme/shop.git",
            "https://gitee.com/acme/shop/blob/main/docs/a%20b.md",
            "https://gitee.com/acme/shop/tree/main/docs",
            "https://gitee.com/acme/shop/raw/main/docs/a%20b.md",
            "https://gitee.com/acme/shop/edit/main/docs/a%20b.md",
            "https://gitee.com/acme/shop/blame/main/docs/a%20b.md",
            "https://gitee.com/acme/shop/blob/main/docs/a%20b.md#L7",
        ],
    ),
    (
        "git@git.sr.ht:~acme/shop",
        [
            "sourcehut ~acme/shop",
            "https://git.sr.ht/~acme/shop",
            "https://git.sr.ht/~acme/shop",
            "https://git.sr.ht/~acme/shop/tree/main/item/docs/a%20b.md",
            "https://git.sr.ht/~acme/shop/tree/main/item/docs",
            "https://git.sr.ht/~acme/shop/blob/main/docs/a%20b.md",
            "-",
            "https://git.sr.ht/~acme/shop/blame/main/docs/a%20b.md",
            "https://git.sr.ht/~acme/shop/tree/main/item/docs/a%20b.md#L7",
        ],
    ),
    (
        "codecommit::eu-west-1://build@shop",
        [
            "codecommit shop",
            "https://eu-west-1.console.aws.amazon.com/codesuite/codecommit/repositories/shop/browse?region=eu-west-1",
            "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/shop",
            "https://eu-west-1.console.aws.amazon.com/codesuite/codecommit/repositories/shop/browse/refs/heads/main/--/docs/a%20b.md?region=eu-west-1",
            "https://eu-west-1.console.aws.amazon.com/codesuite/codecommit/repositories/shop/browse/refs/heads/main/--/docs?region=eu-west-1",
            "-",
            "https://eu-west-1.console.aws.amazon.com/codesuite/codecommit/repositories/shop/files/edit/refs/heads/main/--/docs/a%20b.md?region=eu-west-1",
            "-",
            "https://eu-west-1.console.aws.amazon.com/codesuite/codecommit/repositories/shop/browse/refs/heads/main/--/docs/a%20b.md?region=eu-west-1&lines=7-7",
        ],
    ),
    (
        "https://git.example.com/team/shop.git",
        [
            "other team/shop",
            "https://git.example.com/team/shop",
            "https://git.example.com/team/shop.git",
            "-",
            "-",
            "-",
            "-",
            "-",
            "-",
        ],
    ),
];

#[test]
fn urls_are_as_documented() {
    for (url, expected) in PINNED {
        assert_eq!(all(&remote(url, "main"), "docs/a b.md", 7), expected.join("\n"), "{url}");
    }
    let pinned: Vec<&str> = PINNED.iter().map(|(_, lines)| lines[0].split(' ').next().unwrap()).collect();
    for name in super::NAMES {
        assert!(pinned.contains(&name), "{name} has no pinned URLs");
    }
}

#[test]
fn remotes_are_read_however_they_are_written() {
    for (url, expected) in [
        ("https://user:secret@github.com/acme/shop", "github https://github.com/acme/shop"),
        ("http://www.github.com/acme/shop/", "github https://github.com/acme/shop"),
        ("https://github.com/acme/shop/tree/main/docs", "github https://github.com/acme/shop"),
        ("https://code.acme.example/acme/shop.git", "github https://code.acme.example/acme/shop"),
        ("git@acme.ghe.com:acme/shop.git", "github https://acme.ghe.com/acme/shop"),
        ("ssh://git@gitlab.acme.io:2222/a/b/c.git", "gitlab https://gitlab.acme.io/a/b/c"),
        ("https://gitlab.com/a/b/c/-/tree/main", "gitlab https://gitlab.com/a/b/c"),
        ("https://tools.acme.example/gitlab/a/b.git", "gitlab https://tools.acme.example/gitlab/a/b"),
        ("http://gitlab.local:8080/a/b.git", "gitlab http://gitlab.local:8080/a/b"),
        ("git@git.acme.example:a/b.git", "gitea https://git.acme.example:8443/a/b"),
        (
            "https://bitbucket.acme.io/scm/KEY/r.git",
            "bitbucket-server https://bitbucket.acme.io/projects/KEY/repos/r",
        ),
        (
            "https://bitbucket.acme.io/users/ann/repos/r/browse",
            "bitbucket-server https://bitbucket.acme.io/projects/~ann/repos/r",
        ),
        (
            "https://tools.acme.example/bitbucket/scm/key/r.git",
            "bitbucket-server https://tools.acme.example/bitbucket/projects/key/repos/r",
        ),
        ("git@ssh.dev.azure.com:v3/o/p/r", "azure https://dev.azure.com/o/p/_git/r"),
        ("https://dev.azure.com/o/_git/r", "azure https://dev.azure.com/o/r/_git/r"),
        ("https://dev.azure.com/o/p/_git/_optimized/r", "azure https://dev.azure.com/o/p/_git/r"),
        ("https://o.visualstudio.com/DefaultCollection/p/_git/r", "azure https://dev.azure.com/o/p/_git/r"),
        ("https://o.visualstudio.com/p/_git/r", "azure https://dev.azure.com/o/p/_git/r"),
        ("https://o.visualstudio.com/_git/r", "azure https://dev.azure.com/o/r/_git/r"),
        ("https://o.visualstudio.com/DefaultCollection/_git/r", "azure https://dev.azure.com/o/r/_git/r"),
        ("o@vs-ssh.visualstudio.com:v3/o/p/r", "azure https://dev.azure.com/o/p/_git/r"),
        (
            "ssh://o@vs-ssh.visualstudio.com:22/DefaultCollection/p/_ssh/r",
            "azure https://dev.azure.com/o/p/_git/r",
        ),
        ("https://tfs.acme.example/tfs/Coll/p/_git/r", "azure https://tfs.acme.example/tfs/Coll/p/_git/r"),
        ("https://tfs.acme.example/tfs/Coll/_git/r", "azure https://tfs.acme.example/tfs/Coll/r/_git/r"),
        ("https://tfs.acme.example/Coll/p/_git/r", "azure https://tfs.acme.example/Coll/p/_git/r"),
        (
            "https://review.acme.example/a/platform/shop",
            "gerrit https://review.acme.example/plugins/gitiles/platform/shop",
        ),
        (
            "ssh://git-codecommit.us-east-1.amazonaws.com/v1/repos/Shop",
            "codecommit https://us-east-1.console.aws.amazon.com/codesuite/codecommit/repositories/Shop/browse?region=us-east-1",
        ),
        ("https://git.example.com/x", "other https://git.example.com/x"),
    ] {
        let remote = remote(url, "main");
        assert_eq!(format!("{:?} {}", remote.forge(), remote.web()), expected, "{url}");
    }
    for url in
        ["/srv/git/shop.git", "C:\\repos\\shop", "file:///srv/shop", "https://github.com", "../shop", ""]
    {
        assert_eq!(hosts().remote(url), None, "{url}");
    }
}

#[test]
fn branches_and_names_are_encoded_for_where_they_stand() {
    let path = "über/50% & #1+2?.md";
    for (url, expected) in [
        ("https://github.com/a/b", "https://github.com/a/b/blob/fix/%231/%C3%BCber/50%25%20&%20%231+2%3F.md"),
        (
            "https://gitlab.com/a/b",
            "https://gitlab.com/a/b/-/blob/fix/%231/%C3%BCber/50%25%20&%20%231+2%3F.md",
        ),
        (
            "https://bitbucket.org/a/b",
            "https://bitbucket.org/a/b/src/fix%2F%231/%C3%BCber/50%25%20&%20%231+2%3F.md",
        ),
        (
            "https://bitbucket.acme.io/scm/a/b",
            "https://bitbucket.acme.io/projects/a/repos/b/browse/%C3%BCber/50%25%20&%20%231+2%3F.md?at=fix/%231",
        ),
        (
            "https://dev.azure.com/o/a/_git/b",
            "https://dev.azure.com/o/a/_git/b?path=/%C3%BCber/50%25%20%26%20%231%2B2%3F.md&version=GBfix/%231",
        ),
    ] {
        assert_eq!(remote(url, "fix/#1").url(FilePage::View, path).as_deref(), Some(expected));
    }
}

#[test]
fn what_a_remote_writes_is_recognised() {
    let path = "über/50% & #1+2?.md";
    for (url, _) in PINNED {
        for branch in ["main", "fix/#1 a", "HEAD"] {
            let remote = remote(url, branch);
            let index = Repositories::new(std::iter::once((3, &remote)));
            let read = |url: &str| {
                index
                    .candidates(url, |_| Some(&remote))
                    .first()
                    .map(|found| (found.repository, found.path.clone()))
            };
            for page in FilePage::ALL {
                let Some(url) = remote.url(page, path) else { continue };
                // Azure's raw contents come from its API.
                if url.contains("/_apis/") {
                    continue;
                }
                assert_eq!(read(&url), Some((3, path.to_owned())), "{url}");
            }
            if let Some(url) = remote.line_url(FilePage::View, path, 2) {
                assert_eq!(read(&url), Some((3, path.to_owned())), "{url}");
            }
            assert_eq!(read(&remote.web()), Some((3, String::new())));
            assert_eq!(read(&remote.clone_url()), Some((3, String::new())));
            if let Some(url) = remote.source_location("") {
                assert_eq!(read(&url), Some((3, String::new())), "{url}");
            }
            if let Some(url) = remote.source_location("a") {
                assert_eq!(read(&url), Some((3, "a".to_owned())), "{url}");
            }
        }
    }
}

/// Paths that a URL may mean in a repository whose branch is `main`, the likeliest first.
fn paths(repository: &str, url: &str) -> Vec<String> {
    let remote = remote(repository, "main");
    let index = Repositories::new(std::iter::once((0, &remote)));
    index.candidates(url, |_| Some(&remote)).into_iter().map(|found| found.path).collect()
}

#[test]
fn urls_that_people_paste_are_recognised() {
    let github = "https://github.com/Acme/Shop";
    let server = "https://bitbucket.acme.io/scm/proj/shop.git";
    let azure = "https://dev.azure.com/acme/Proj/_git/shop";
    let gitlab = "https://gitlab.com/a/b/c";
    let gitea = "https://codeberg.org/a/b";
    let gerrit = "https://review.acme.example/a/p/q";
    for (repository, url, expected) in [
        (github, "https://github.com/acme/shop/blob/main/x/y.md", "x/y.md"),
        (github, "https://GitHub.com/ACME/shop/tree/main/x/", "x"),
        (github, "https://www.github.com/acme/shop/edit/main/x.md", "x.md"),
        (github, "https://github.com/acme/shop/blob/refs/heads/main/x.md", "x.md"),
        (github, "https://github.com/acme/shop/blob/main/x.md?plain=1#L3", "x.md"),
        (github, "https://raw.githubusercontent.com/acme/shop/main/x.md", "x.md"),
        (github, "https://raw.githubusercontent.com/acme/shop/refs/heads/main/x.md", "x.md"),
        (github, "https://github.com/acme/shop.git", ""),
        (github, "git@github.com:acme/shop.git", ""),
        (gitlab, "https://gitlab.com/a/b/c/-/blob/main/x.md", "x.md"),
        (gitlab, "https://gitlab.com/a/b/c/blob/main/x.md", "x.md"),
        (server, "https://bitbucket.acme.io/projects/PROJ/repos/shop/browse/x.md", "x.md"),
        (
            server,
            "https://bitbucket.acme.io/projects/PROJ/repos/Shop/raw/x.md?at=refs%2Fheads%2Fmain",
            "x.md",
        ),
        (azure, "https://acme.visualstudio.com/Proj/_git/shop?path=%2Fx.md&version=GBmain", "x.md"),
        (azure, "https://acme.visualstudio.com/DefaultCollection/proj/_git/shop?path=/x.md", "x.md"),
        (azure, "https://dev.azure.com/acme/Proj/_git/shop?path=/x.md&version=GTv1&_a=contents", "x.md"),
        (gitea, "https://codeberg.org/a/b/src/commit/0123abc/x.md", "x.md"),
        (gitea, "https://codeberg.org/a/b/src/tag/v1/x.md", "x.md"),
        (gitea, "https://codeberg.org/a/b/media/branch/main/x.png", "x.png"),
        (gerrit, "https://review.acme.example/plugins/gitiles/p/q/+/main/x.md", "x.md"),
        (gerrit, "https://review.acme.example/plugins/gitiles/p/q/+/refs/tags/v1/x.md", "x.md"),
        ("https://git.example.com/r", "https://git.example.com/r/tree/main/x", "x"),
    ] {
        assert_eq!(paths(repository, url).first().map(String::as_str), Some(expected), "{url}");
    }
    // A branch that the checkout is not on: its name may hold slashes.
    assert_eq!(paths(github, "https://github.com/acme/shop/blob/a/b/c.md"), ["b/c.md", "c.md"]);
    for (repository, url) in [
        (github, "https://github.com/acme/shop2/blob/main/x.md"),
        (github, "https://github.com/acme/shop/issues/3"),
        (github, "https://gitlab.com/acme/shop/-/blob/main/x.md"),
        (github, "https://github.com/acme"),
        (gerrit, "https://review.acme.example/plugins/gitiles/P/q/+/main/x.md"),
        (gitlab, "https://gitlab.com/a/b/-/blob/main/x.md"),
    ] {
        assert!(paths(repository, url).is_empty(), "{url}");
    }
}

#[test]
fn parts_of_one_repository() {
    let parts = ["cart", "till"].map(|folder| {
        let mut remote = remote("https://github.com/acme/shop", "main");
        folder.clone_into(&mut remote.folder);
        remote
    });
    let index = Repositories::new(parts.iter().enumerate());
    let found = index.candidates("https://github.com/acme/shop/blob/main/till/x.md", |at| parts.get(at));
    assert_eq!(found.first().map(|found| (found.repository, found.path.as_str())), Some((1, "x.md")));
    assert_eq!(
        parts[1].url(FilePage::View, "x.md").unwrap(),
        "https://github.com/acme/shop/blob/main/till/x.md"
    );
}

#[test]
fn an_edit_page_leads_to_what_it_edits() {
    for (edit, expected) in [
        ("https://github.com/o/r/edit/main/docs/a.md", Some("https://github.com/o/r/blob/main/docs/a.md")),
        ("https://gitlab.com/o/r/edit/master/a.md", Some("https://gitlab.com/o/r/-/blob/master/a.md")),
        ("https://codeberg.org/o/r/_edit/main/a.md", Some("https://codeberg.org/o/r/src/branch/main/a.md")),
        ("https://example.org/a?f=x/y.md", None),
    ] {
        let page = hosts().page(edit).and_then(|(remote, path)| remote.url(FilePage::View, &path));
        assert_eq!(page.as_deref(), expected, "{edit}");
    }
}

#[test]
fn only_pages_about_files_are_pages_of_a_repository() {
    for (url, expected) in [
        ("https://github.com/acme/other/blob/main/x.yaml", true),
        ("https://github.com/acme/other/raw/main/x.yaml", true),
        ("https://dev.azure.com/o/p/_git/r?path=/x.yaml", true),
        ("https://raw.githubusercontent.com/acme/other/main/x.yaml", false),
        ("https://github.com/acme/other", false),
        ("https://example.org/api/openapi.yaml", false),
    ] {
        assert_eq!(super::is_page_of_repository(url), expected, "{url}");
    }
}

#[test]
fn every_forge_is_documented() {
    let page = include_str!("../../docs/configuration.md");
    let row = page.lines().find(|line| line.starts_with("| `hosts.<host>`")).unwrap();
    for name in super::NAMES {
        assert!(row.contains(&format!("`{name}`")), "docs/configuration.md does not name {name}");
    }
}

#[test]
fn relative_links_are_appended_to_a_folder() {
    for (url, folder, expected) in [
        ("https://github.com/a/b", "sub", "https://github.com/a/b/blob/fix/1/sub/"),
        ("https://gitlab.com/a/b", "", "https://gitlab.com/a/b/-/blob/fix/1/"),
        (
            "https://bitbucket.acme.io/scm/a/b",
            "sub",
            "https://bitbucket.acme.io/projects/a/repos/b/browse/sub/",
        ),
        ("https://dev.azure.com/o/a/_git/b", "", "https://dev.azure.com/o/a/_git/b?path=/"),
        ("https://git.sr.ht/~a/b", "", "https://git.sr.ht/~a/b/tree/fix/1/item/"),
    ] {
        assert_eq!(remote(url, "fix/1").link_base(folder).as_deref(), Some(expected), "{url}");
    }
    let mut part = remote("https://github.com/a/b", "main");
    part.folder = "part".to_owned();
    assert_eq!(part.link_base("").as_deref(), Some("https://github.com/a/b/blob/main/part/"));
}
