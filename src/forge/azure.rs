//! Azure DevOps: dev.azure.com, the older visualstudio.com, and Azure DevOps Server.
//!
//! In: the table. Out: its URLs. Source: learn.microsoft.com ("Clone an existing Git repo", "Items - Get", "Use URL
//! parameters"), `AzureIntegration` and `AzureUrl` of Backstage, whose edit URL is the view's. Never: loses the organisation:
//! a name has three parts, of which the annotation writes two.

use super::{Address, Forge, Names, Pages, Place};

pub(super) const AZURE: Forge = Forge {
    name: "azure",
    integrations: &["azure"],
    public: &["dev.azure.com", "ssh.dev.azure.com", ".visualstudio.com"],
    names: Names::Own(read),
    web: "{base}/{owner}/_git/{repo}",
    clone: "{base}/{owner}/_git/{repo}",
    pages: Pages {
        view: Some("?path=/{path}[&version=GB{ref}]"),
        folder: None,
        raw: Some(
            "{base}/{owner}/_apis/git/repositories/{repo}/items?path=/{path}&versionDescriptor.versionType=branch\
             &versionDescriptor.version={ref}&api-version=7.1",
        ),
        edit: Some("?path=/{path}[&version=GB{ref}]"),
        blame: Some("?path=/{path}[&version=GB{ref}]&_a=annotate"),
        source_location: None,
    },
    line: "&line={line}&lineEnd={next}&lineStartColumn=1&lineEndColumn=1",
    slug_annotation: Some(("dev.azure.com/project-repo", 1)),
    root_files: &["azure-pipelines.yml"],
    ..Forge::PLAIN
};

/// The collection that visualstudio.com writes where another could stand, and the folder of Azure DevOps Server.
const COLLECTION: &str = "DefaultCollection";
const VIRTUAL_FOLDER: &str = "tfs";

/// `organisation/project/_git/repo`, the project left out where it has the repository's name; `v3/organisation/project/repo`
/// over ssh.
fn read(address: &Address) -> Option<Place> {
    let host = address.host.as_str();
    let path = address.path.as_slice();
    let subdomain = host.strip_suffix(".visualstudio.com").filter(|name| *name != "vs-ssh");
    let is_cloud =
        subdomain.is_some() || host.ends_with("dev.azure.com") || host == "vs-ssh.visualstudio.com";
    if let ([version, organisation, project, repo], true) = (path, is_cloud)
        && version == "v3"
    {
        return cloud(organisation, project, repo, &[]);
    }
    let at = path.iter().position(|part| matches!(part.as_str(), "_git" | "_ssh"))?;
    let (before, mut behind) = (&path[..at], &path[at + 1..]);
    if let [view, rest @ ..] = behind
        && matches!(view.as_str(), "_optimized" | "_full")
    {
        behind = rest;
    }
    let (repo, rest) = behind.split_first()?;
    let default = |part: &String| part.eq_ignore_ascii_case(COLLECTION);
    if is_cloud {
        let own = subdomain.or((host == "vs-ssh.visualstudio.com").then_some(address.user.as_str()));
        let (organisation, names) = match own {
            Some(own) => (own, before),
            None => before.split_first().map(|(first, names)| (first.as_str(), names))?,
        };
        let project = names.iter().find(|part| !default(part)).unwrap_or(repo);
        return cloud(organisation, project, repo, rest);
    }
    let (folder, names) = match before {
        [first, names @ ..] if first.eq_ignore_ascii_case(VIRTUAL_FOLDER) => (&before[..1], names),
        _ => before.split_at(before.len().saturating_sub(2)),
    };
    let (collection, project) = match names {
        [collection] => (collection, repo),
        [.., collection, project] => (collection, project),
        [] => return None,
    };
    address.place(folder, &[collection.clone(), project.clone(), repo.clone()], rest)
}

fn cloud(organisation: &str, project: &str, repo: &str, rest: &[String]) -> Option<Place> {
    let slug = [organisation, project, repo].map(str::to_owned);
    Address::parse("https://dev.azure.com")?.place(&[], &slug, rest)
}
