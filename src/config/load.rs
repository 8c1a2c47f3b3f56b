//! Which files configure a run, and what they come to.
//!
//! In: files named by `--config`, else those that lie in the crawled paths or the working folder. Out: one
//! [`Config`] and what is wrong with it. Never: looks into a repository below a crawled folder for configuration.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::substitute::{Environment, Substitution};
use super::tree::{Tree, Value};
use super::{Config, backstage, check, keys, ours};
use crate::diag::codes::config::{BAD_CONFIG, FOUND_NOT_NAMED};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{Files, Span, decode};
use crate::yaml::{self, Limits, Schema};

/// What a run knows before its configuration.
pub(crate) struct Request<'r> {
    /// Files named by `--config`, later ones over earlier ones. With none, they are looked for.
    pub named: &'r [PathBuf],
    /// Folders to look in: the crawled paths, and the working folder.
    pub folders: &'r [Folder],
    /// The environment as data.
    pub environment: Environment<'r>,
    /// Every code, by which `rules` are named.
    pub rules: &'r [&'static Code],
}

/// A folder that may hold configuration.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// Whether it is the user's working folder. What lies in another one may be anybody's: it is told neither of the
    /// environment nor of other files.
    pub own: bool,
}

/// Why there is no configuration: a file that was named cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read the configuration `{path}`: {error}")]
pub(crate) struct LoadError {
    path: String,
    error: io::Error,
}

/// Reads the configuration. A finding of severity error means that the user's intent is not known.
pub(crate) fn load(files: &Files, request: &Request<'_>) -> Result<(Config, Diagnostics), LoadError> {
    let mut found = Diagnostics::new();
    let mut config = Config::default();
    let (paths, trusted) = if request.named.is_empty() {
        discover(files, request.folders)
    } else {
        (request.named.to_vec(), true)
    };
    let outside = trusted.then_some(request.environment);
    let (theirs, own): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| is_backstage(path));
    // Backstage's files first: what `backlot.yaml` says goes over them, whatever the order on the command line.
    if let Some(tree) = merged(files, &theirs, outside, &mut found)? {
        backstage::read(&tree, &mut config, &mut found);
    }
    if let Some(tree) = merged(files, &own, outside, &mut found)? {
        check::check(&tree, &keys::ROOT, "", &mut found);
        ours::read(&tree, request.rules, &mut config, &mut found);
        if request.named.is_empty() {
            forget_command(&tree, &mut config, &mut found);
        }
        if !trusted {
            forget_trust(&tree, &mut config, &mut found);
        }
    }
    Ok((config, found))
}

/// A file that was found may be a repository's own, and no repository runs a command in a build.
fn forget_command(tree: &Tree, config: &mut Config, found: &mut Diagnostics) {
    let Some(command) = tree.at("docs.plantuml.command") else { return };
    config.docs.plantuml_command.clear();
    found.push(
        Diagnostic::new(&FOUND_NOT_NAMED, "the command is not run: this file was found, not named")
            .at(command.span)
            .help("name the file with `--config` if you trust it"),
    );
}

/// A file that was found elsewhere than in the working folder may be a repository's own, and none says of itself that it is trusted.
fn forget_trust(tree: &Tree, config: &mut Config, found: &mut Diagnostics) {
    let Some(trust) = tree.at("docs.trust") else { return };
    config.docs.trusted.clear();
    found.push(
        Diagnostic::new(&FOUND_NOT_NAMED, "no repository is trusted: this file was found, not named")
            .at(trust.span)
            .help("name the file with `--config` if you trust it"),
    );
}

/// `app-config.yaml`, `app-config.local.yaml`, `app-config.production.yaml` …
fn is_backstage(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("app-config"))
}

/// The files of the first folder that has any, and whether that is the user's own; Backstage's own default set is
/// the first and the local file.
fn discover(files: &Files, folders: &[Folder]) -> (Vec<PathBuf>, bool) {
    for Folder { path, own } in folders {
        let Ok(root) = files.root(path, "") else { continue };
        let there = |names: &[&str]| -> Vec<PathBuf> {
            names.iter().filter(|name| files.is_file(&root, name)).map(|name| path.join(name)).collect()
        };
        let mut all = there(&["app-config.yaml", "app-config.local.yaml"]);
        all.extend(there(&["backlot.yaml", "backlot.yml"]).into_iter().take(1));
        if !all.is_empty() {
            return (all, *own);
        }
    }
    (Vec::new(), true)
}

/// All files as one tree, later ones over earlier ones, everything put in place.
fn merged(
    files: &Files,
    paths: &[PathBuf],
    outside: Option<Environment<'_>>,
    found: &mut Diagnostics,
) -> Result<Option<Tree>, LoadError> {
    let mut all: Option<Tree> = None;
    for path in paths {
        let shown = path.file_name().and_then(|name| name.to_str()).unwrap_or("configuration").to_owned();
        let tree = parse_file(files, path, &shown, found)
            .map_err(|error| LoadError { path: path.display().to_string(), error })?;
        let tree = tree.map(|tree| if is_backstage(path) { backstage::relevant(tree) } else { tree });
        let mut substitution = Substitution { files, outside, found, depth: 0 };
        if let Some(tree) = tree.and_then(|tree| substitution.apply(tree)) {
            if !matches!(tree.value, Value::Map(_)) {
                let message = format!("the configuration is {}, not a mapping", tree.describe());
                found.push(Diagnostic::new(&BAD_CONFIG, message).at(tree.span));
                continue;
            }
            all = Some(match all {
                Some(before) => before.merge(tree),
                None => tree,
            });
        }
    }
    Ok(all)
}

/// The first document of a file. A file that is not YAML is an error finding.
pub(super) fn parse_file(
    files: &Files,
    path: &Path,
    shown: &str,
    found: &mut Diagnostics,
) -> io::Result<Option<Tree>> {
    let id = files.id_of_named(path, shown);
    let bytes = files.read_id(id)?;
    let (text, _) = decode(&bytes);
    let stream = yaml::parse(&text, Schema::Core, Limits::default());
    let folder: Arc<Path> = path.parent().unwrap_or(Path::new("")).into();
    for problem in stream.documents.iter().flat_map(|document| &document.problems) {
        let place = Span::new(id, problem.span.start as usize..problem.span.end as usize);
        let mut finding =
            Diagnostic::new(&BAD_CONFIG, format!("the configuration is not YAML: {}", problem.message))
                .at(place);
        if let Some(help) = &problem.help {
            finding = finding.help(help);
        }
        if let Some(other) = &problem.other {
            finding = finding.also(Span::new(id, other.start as usize..other.end as usize), "the other one");
        }
        found.push(finding);
    }
    let root = stream.documents.first().and_then(|document| document.root.as_ref());
    Ok(root.filter(|root| !root.is_null()).map(|root| Tree::new(root, id, &folder)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

    fn rules() -> Vec<&'static Code> {
        crate::diag::codes::all().collect()
    }

    fn loaded(tree: Memory, named: &[&str]) -> (Config, Vec<String>) {
        let files = Files::memory(tree);
        let named: Vec<_> = named.iter().map(PathBuf::from).collect();
        let environment = |name: &str| (name == "ORG").then(|| "acme".to_owned());
        let folders = [Folder { path: PathBuf::from("/org"), own: true }];
        let request =
            Request { named: &named, folders: &folders, environment: &environment, rules: &rules() };
        let (config, found) = load(&files, &request).unwrap();
        let shown = crate::diag::resolve(&found.sorted(&files), &files);
        (config, shown.iter().map(|one| format!("{} {} {}", one.location(), one.code, one.message)).collect())
    }

    #[test]
    fn our_own_file() {
        let (config, found) = loaded(
            Memory::from([(
                "org/backlot.yaml",
                "title: Acme\nremote: https://git.io/${ORG}/{repo}\ncatalog:\n  discovery: ['**/*.yaml']\n  \
                 discover: '**/*.yaml'\nrules:\n  bad-glob: off\n  nope: off\n  BL702: loud\ndocs:\n  git: maybe\n",
            )]),
            &[],
        );
        assert_eq!(config.title, "Acme");
        assert_eq!(config.remote.as_deref(), Some("https://git.io/acme/{repo}"));
        assert_eq!(config.discover, ["**/*.yaml"]);
        assert_eq!(config.rules.get("bad-glob").map(String::as_str), Some("off"));
        assert_eq!(
            found,
            [
                "backlot.yaml:4:3 BL703 `discovery` is not a key below `catalog`",
                "backlot.yaml:8:3 BL707 there is no rule `nope`",
                "backlot.yaml:9:10 BL704 `rules.BL702` is `loud`, and has to be `off` or `note` or `warning` or `error`",
                "backlot.yaml:11:8 BL704 `docs.git` is a text, and has to be `true` or `false`",
            ]
        );
    }

    #[test]
    fn backstage_files_merge_as_backstage_merges() {
        let (config, found) = loaded(
            Memory::from([
                (
                    "org/app-config.yaml",
                    "app: {title: Base}\norganization: {name: '${ORG} inc'}\ncatalog:\n  rules:\n    - allow: [Component]\n  \
                     locations:\n    - {type: file, target: a.yaml}\nbackend:\n  auth: {key: '${SECRET}'}\n",
                ),
                (
                    "org/app-config.local.yaml",
                    "app: {title: null}\ncatalog:\n  locations:\n    - {type: file, target: b.yaml, rules: [{allow: [User]}]}\n",
                ),
            ]),
            &[],
        );
        assert_eq!(config.title, "Developer portal", "null takes the key away");
        assert_eq!(config.organization.as_deref(), Some("acme inc"));
        let targets: Vec<_> =
            config.catalog.locations.iter().map(|one| (&*one.target, one.allow.clone())).collect();
        assert_eq!(targets, [("b.yaml", vec!["User".to_owned()])], "lists are replaced whole");
        assert_eq!(config.catalog.rules.unwrap()[0].allow, [("Component".to_owned(), None)]);
        assert_eq!(found, [""; 0], "secrets of the backend are none of our business");
    }

    #[test]
    fn integrations_name_hosts_and_their_folders() {
        let (config, found) = loaded(
            Memory::from([(
                "org/app-config.yaml",
                "integrations:\n  github:\n    - {host: github.com, token: '${GITHUB_TOKEN}'}\n    - host: code.acme.example\n      \
                 apiBaseUrl: https://code.acme.example/api/v3\n  bitbucketServer:\n    - host: tools.acme.example\n      \
                 apiBaseUrl: https://tools.acme.example/bitbucket/rest/api/1.0\n  gitlab:\n    - host: git.acme.example\n      \
                 baseUrl: https://git.acme.example/gitlab\n      apiBaseUrl: '${GITLAB_API}'\n",
            )]),
            &[],
        );
        assert_eq!(found, [""; 0]);
        for (url, expected) in [
            ("git@code.acme.example:a/b.git", "https://code.acme.example/a/b"),
            (
                "ssh://git@tools.acme.example:7999/a/b.git",
                "https://tools.acme.example/bitbucket/projects/a/repos/b",
            ),
            ("git@git.acme.example:a/b.git", "https://git.acme.example/gitlab/a/b"),
        ] {
            assert_eq!(
                config.hosts.remote(url).map(|remote| remote.web()).as_deref(),
                Some(expected),
                "{url}"
            );
        }
        assert_eq!(config.hosts.homes(&["github"]).len(), 1, "public hosts are known without being told");
    }

    #[test]
    fn includes() {
        let (config, found) = loaded(
            Memory::from([
                (
                    "org/backlot.yaml",
                    "title:\n  $file: title.txt\nhome:\n  $include: parts/home.yaml#inner\nurl:\n  $env: NOPE\ntheme:\n  \
                     $include: backlot.yaml\nnav:\n  $wat: x\n",
                ),
                ("org/title.txt", "From a file\n"),
                ("org/parts/home.yaml", "inner:\n  intro: hello\n"),
            ]),
            &["/org/backlot.yaml"],
        );
        assert_eq!(config.title, "From a file");
        assert_eq!(config.home.intro.as_deref(), Some("hello"));
        assert_eq!(config.base_url, None);
        assert!(found.iter().any(|line| line.contains("BL706") && line.contains("too deeply")), "{found:?}");
        assert!(found.iter().any(|line| line.contains("`$wat`")), "{found:?}");
    }

    #[test]
    fn what_lies_elsewhere_is_told_nothing() {
        let files = Files::memory(Memory::from([
            (
                "org/backlot.yaml",
                "title: a ${ORG}\norganization: {$env: ORG}\nurl: {$file: secret}\nremote: ${ORG:-https://b.c}\nhome: {intro: c}\n",
            ),
            ("org/secret", "s"),
        ]));
        let folders = [Folder { path: PathBuf::from("/org"), own: false }];
        let request = Request {
            named: &[],
            folders: &folders,
            environment: &|_| Some("secret".to_owned()),
            rules: &rules(),
        };
        let (config, found) = load(&files, &request).unwrap();
        assert_eq!(
            (config.title.as_str(), config.organization, config.base_url),
            ("Developer portal", None, None)
        );
        assert_eq!(
            (config.remote.as_deref(), config.home.intro.as_deref()),
            (Some("https://b.c"), Some("c"))
        );
        let lines: Vec<_> = crate::diag::resolve(&found.sorted(&files), &files)
            .iter()
            .map(|one| format!("{} {}", one.location(), one.code))
            .collect();
        assert_eq!(lines, ["backlot.yaml:1:8 BL708", "backlot.yaml:2:16 BL708", "backlot.yaml:3:7 BL708"]);
    }

    #[test]
    fn not_yaml() {
        let (_, found) = loaded(Memory::from([("org/backlot.yaml", "title: [\n")]), &[]);
        assert!(found[0].contains("BL702"), "{found:?}");
        let (_, found) = loaded(Memory::from([("org/backlot.yaml", "- a\n")]), &[]);
        assert_eq!(found, ["backlot.yaml:1:1 BL702 the configuration is a list, not a mapping"]);
    }
}
