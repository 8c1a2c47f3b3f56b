//! AWS CodeCommit, whose files are shown by the console of its region.
//!
//! In: the table. Out: its URLs. Source: docs.aws.amazon.com ("Regions and Git connection endpoints", "Browse files in a
//! repository", git-remote-codecommit), `AwsCodeCommitIntegration` of Backstage. Never: a raw or a blame URL: the console has
//! none.

use super::{Address, Forge, Names, Pages, Place};

pub(super) const CODECOMMIT: Forge = Forge {
    name: "codecommit",
    integrations: &["awsCodeCommit"],
    public: &[".console.aws.amazon.com", "console.aws.amazon.com"],
    helper: Some("codecommit"),
    words: &["git-codecommit"],
    names: Names::Own(read),
    case_sensitive: true,
    web: "{base}/codesuite/codecommit/repositories/{repo}/browse?region={region}",
    clone: "https://git-codecommit.{region}.amazonaws.com/v1/repos/{repo}",
    pages: Pages {
        view: Some(
            "{base}/codesuite/codecommit/repositories/{repo}/browse/refs/heads/{ref}[/--/{path}]?region={region}",
        ),
        folder: None,
        raw: None,
        edit: Some(
            "{base}/codesuite/codecommit/repositories/{repo}/files/edit/refs/heads/{ref}/--/{path}?region={region}",
        ),
        blame: None,
        source_location: None,
    },
    also: &["browse/refs/heads/{ref}/--/{path}", "browse/--/{path}", "browse/{ref}/--/{path}", "browse"],
    line: "&lines={line}-{line}",
    ..Forge::PLAIN
};

/// `codesuite/codecommit/repositories/name/…` of a region's console; `v1/repos/name` of a region's git host; the region as the
/// scheme of `codecommit::`.
fn read(address: &Address) -> Option<Place> {
    let console = |region: &str| Address::parse(&format!("https://{region}.console.aws.amazon.com"));
    if address.helper.is_some() {
        // `codecommit::region://profile@name`: the name stands where a host would.
        return console(&address.scheme)?.place(&[], std::slice::from_ref(&address.host), &[]);
    }
    if let Some(rest) =
        address.host.strip_prefix("git-codecommit.").or(address.host.strip_prefix("git-codecommit-fips."))
    {
        let region = rest.split('.').next()?;
        let [version, repos, name] = address.path.as_slice() else { return None };
        return (version == "v1" && repos == "repos")
            .then(|| console(region)?.place(&[], std::slice::from_ref(name), &[]))?;
    }
    let [suite, product, repositories, name, rest @ ..] = address.path.as_slice() else { return None };
    if suite != "codesuite" || product != "codecommit" || repositories != "repositories" {
        return None;
    }
    // Edits are `files/edit/…` of what is browsed.
    let rest: Vec<String> = match rest {
        [files, edit, rest @ ..] if files == "files" && edit == "edit" => {
            std::iter::once("browse".to_owned()).chain(rest.iter().cloned()).collect()
        }
        rest => rest.to_vec(),
    };
    let query = address.query.iter().find(|(key, _)| key == "region").map(|(_, region)| region.as_str());
    let host = address.host.strip_suffix(".console.aws.amazon.com");
    console(host.or(query)?)?.place(&[], std::slice::from_ref(name), &rest)
}
