//! `backlot publish`: folders and branches; object stores where a server for them is at hand.
//!
//! In: a small site, real git repositories and servers on this machine. Out: what readers of the target would see. Never: the network.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::support::{Folder, command, root, stderr, stdout, tree};

const ENTITY: &str = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: shop\n  description: Sells\nspec:\n  \
                      type: service\n  lifecycle: production\n  owner: group:default/web\n";

/// A folder with a repository and the site built from it.
struct Work(Folder);

impl Work {
    fn new(name: &str) -> Self {
        let work = Self(Folder::new(name, &[("org/shop/catalog-info.yaml", ENTITY)]));
        Work::git(&work.0.path().join("remote.git"), &["init", "-q", "--bare"]);
        work.build();
        work
    }

    fn build(&self) {
        // A missing owner is an error, and the site stands.
        assert_eq!(self.0.run(&["build", "org", "-o", "site"]).status.code(), Some(0));
    }

    /// Runs git in `folder`, which is made.
    fn git(folder: &Path, arguments: &[&str]) -> String {
        std::fs::create_dir_all(folder).unwrap();
        let output = git(folder).args(arguments).output().unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", stderr(&output));
        stdout(&output)
    }

    fn remote(&self) -> PathBuf {
        self.0.path().join("remote.git")
    }

    /// Files of a branch.
    fn branch(&self, name: &str) -> Vec<String> {
        let listed = Self::git(&self.remote(), &["ls-tree", "-r", "--name-only", name]);
        listed.lines().map(str::to_owned).collect()
    }

    fn commits(&self, name: &str) -> usize {
        Self::git(&self.remote(), &["rev-list", "--count", name]).trim().parse().unwrap()
    }

    fn publish(&self, arguments: &[&str]) -> Output {
        let mut command = command();
        quiet_git(&mut command);
        command.arg("publish").args(arguments).current_dir(self.0.path()).output().unwrap()
    }

    #[track_caller]
    fn published(&self, arguments: &[&str]) -> String {
        let output = self.publish(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stderr(&output)
    }

    #[track_caller]
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.publish(arguments);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        stderr(&output)
    }

    /// Commits a file to a branch as somebody else would.
    fn commit_elsewhere(&self, branch: &str, path: &str, text: &str) {
        let clone = format!("clone-{}", path.replace('/', "-"));
        Self::git(self.0.path(), &["clone", "-q", "remote.git", &clone]);
        let clone = self.0.path().join(clone);
        let known = git(&clone).args(["switch", "-q", branch]).status().unwrap().success();
        if !known {
            Self::git(&clone, &["switch", "-q", "--orphan", branch]);
        }
        let file = clone.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
        Self::git(&clone, &["add", "-A"]);
        Self::git(&clone, &["commit", "-q", "-m", "by hand"]);
        Self::git(&clone, &["push", "-q", "origin", branch]);
    }
}

/// Git without the configuration of whoever runs the tests.
fn quiet_git(command: &mut Command) {
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", "A Tester")
        .env("GIT_AUTHOR_EMAIL", "tester@example.org")
        .env("GIT_COMMITTER_NAME", "A Tester")
        .env("GIT_COMMITTER_EMAIL", "tester@example.org");
}

fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    quiet_git(&mut command);
    command.current_dir(folder);
    command
}

#[test]
fn a_folder_is_swapped_in_whole() {
    let work = Work::new("publish-folder");
    work.published(&["www"]);
    let (site, www) = (work.0.path().join("site"), work.0.path().join("www"));
    assert_eq!(tree(&site), tree(&www));
    work.0.write("org/shop/catalog-info.yaml", ENTITY.replace("Sells", "Sells more"));
    work.build();
    let dry = work.publish(&["www", "--dry-run"]);
    assert!(stdout(&dry).contains("~ catalog/default/component/shop/index.html\n"), "{}", stdout(&dry));
    assert_ne!(tree(&site), tree(&www));
    work.published(&["www"]);
    assert_eq!(tree(&site), tree(&www));
    work.published(&["www", "--remove"]);
    assert!(!www.exists());

    work.0.write("theirs/thesis.tex", "years of work");
    let words = work.refused(&["theirs"]);
    assert!(words.contains("`theirs` holds files that backlot did not write"), "{words}");
    let words = work.refused(&["www", "--site", "theirs"]);
    assert!(words.contains("`theirs` is not a site that backlot built"), "{words}");
}

#[test]
fn a_branch_gets_one_commit_for_each_change() {
    let work = Work::new("publish-branch");
    let target = "git:remote.git#gh-pages";
    work.published(&[target, "-m", "first"]);
    assert_eq!(work.commits("gh-pages"), 1);
    let files = work.branch("gh-pages");
    assert!(
        files.iter().any(|file| file == ".nojekyll") && files.iter().any(|file| file == "index.html"),
        "{files:?}"
    );

    let words = work.published(&[target]);
    assert!(words.contains("Sent 0 files"), "{words}");
    assert_eq!(work.commits("gh-pages"), 1, "nothing changed, so nothing is committed");

    // A custom domain that somebody set on the branch, and a preview beside the portal.
    work.commit_elsewhere("gh-pages", "CNAME", "portal.example.org");
    work.published(&[target, "--preview", "pr-7"]);
    work.0.write("org/shop/catalog-info.yaml", ENTITY.replace("name: shop", "name: store"));
    work.build();
    work.published(&[target]);
    let files = work.branch("gh-pages");
    for (path, there) in [
        ("CNAME", true),
        ("previews/pr-7/index.html", true),
        ("previews/pr-7/catalog/default/component/shop/index.html", true),
        ("catalog/default/component/store/index.html", true),
        ("catalog/default/component/shop/index.html", false),
    ] {
        assert_eq!(files.iter().any(|file| file == path), there, "{path}");
    }
    let blob = Work::git(&work.remote(), &["show", "gh-pages:catalog/default/component/store/index.html"]);
    assert_eq!(blob, work.0.read("site/catalog/default/component/store/index.html"));
    assert_eq!(work.commits("gh-pages"), 4);

    work.published(&[target, "--preview", "pr-7", "--remove"]);
    let files = work.branch("gh-pages");
    assert!(!files.iter().any(|file| file.starts_with("previews/")), "{files:?}");
    assert!(files.iter().any(|file| file == "index.html"));

    work.0.write("org/shop/catalog-info.yaml", ENTITY);
    work.build();
    work.published(&[target, "--no-history"]);
    assert_eq!(work.commits("gh-pages"), 1);
    assert!(work.branch("gh-pages").iter().any(|file| file == "CNAME"), "what others put there stays");
}

#[test]
fn what_others_published_on_a_branch_is_not_replaced_unasked() {
    let work = Work::new("publish-foreign");
    work.commit_elsewhere("gh-pages", "index.html", "made by another tool");
    work.commit_elsewhere("gh-pages", "keep/me.txt", "theirs");
    let words = work.refused(&["git:remote.git#gh-pages"]);
    assert!(words.contains("holds files that backlot did not publish, such as `index.html`"), "{words}");
    assert_eq!(work.commits("gh-pages"), 2);
    work.published(&["git:remote.git#gh-pages", "--adopt"]);
    assert!(work.branch("gh-pages").iter().any(|file| file == "keep/me.txt"));
}

#[test]
fn a_branch_that_moves_during_the_push_is_published_onto() {
    let work = Work::new("publish-race");
    work.published(&["git:remote.git#pages"]);
    work.0.write("org/shop/catalog-info.yaml", ENTITY.replace("Sells", "Sells more"));
    work.build();
    // The first push that comes meets a branch that somebody else has just moved.
    let hook = work.remote().join("hooks/pre-receive");
    std::fs::write(
        &hook,
        "#!/bin/sh\n[ -e raced ] && exit 0\ntouch raced\nunset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\n\
         tip=$(git rev-parse pages)\ntree=$(git rev-parse pages^{tree})\n\
         new=$(git commit-tree -p $tip -m theirs $tree)\ngit update-ref refs/heads/pages $new\n",
    )
    .unwrap();
    make_executable(&hook);
    work.published(&["git:remote.git#pages"]);
    assert_eq!(work.commits("pages"), 3, "theirs is kept, ours stands on it");
    let blob = Work::git(&work.remote(), &["show", "pages:catalog/default/component/shop/index.html"]);
    assert!(blob.contains("Sells more"));
}

#[test]
fn a_refused_push_says_why_without_credentials() {
    let work = Work::new("publish-refused");
    let hook = work.remote().join("hooks/pre-receive");
    std::fs::write(&hook, "#!/bin/sh\necho 'this branch is protected' >&2\nexit 1\n").unwrap();
    make_executable(&hook);
    let words = work.refused(&["git:remote.git#pages"]);
    assert!(words.contains("this branch is protected"), "{words}");

    let words = work.refused(&["git:https://me:hunter2@127.0.0.1:1/x.git#pages"]);
    assert!(!words.contains("hunter2") && words.contains("127.0.0.1"), "{words}");
    let words = work.refused(&["ftp://example.org"]);
    assert!(words.contains("is not a target"), "{words}");
}

fn make_executable(path: &Path) {
    #[cfg(unix)]
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
}

/// A server that speaks S3, for as long as the test runs. `None` where moto is not installed; `.ci/run` installs it, and says that
/// it must be there.
struct S3 {
    server: Child,
    endpoint: String,
}

impl S3 {
    fn start() -> Option<Self> {
        let program = root().join("target/servers/bin/moto_server");
        let program = if program.exists() { program } else { PathBuf::from("moto_server") };
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let started = Command::new(program)
            .args(["-H", "127.0.0.1", "-p", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(server) = started else {
            assert!(std::env::var_os("BACKLOT_SERVERS").is_none(), "moto_server is not installed");
            return None;
        };
        let server = Self { server, endpoint: format!("http://127.0.0.1:{port}") };
        for _ in 0..600 {
            if server.ask("PUT", "/portal").is_some() {
                return Some(server);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("moto_server does not answer");
    }

    /// Makes a request without a signature, which moto does not ask for; `None` while it does not listen.
    fn ask(&self, method: &str, path: &str) -> Option<String> {
        let host = self.endpoint.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(host).ok()?;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        Some(String::from_utf8_lossy(&answer).into_owned())
    }

    /// Keys of the bucket.
    fn keys(&self) -> BTreeSet<String> {
        let listed = self.ask("GET", "/portal?list-type=2&max-keys=10000").unwrap();
        listed.split("<Key>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
    }

    fn publish(&self, work: &Work, arguments: &[&str]) -> Command {
        let mut command = command();
        quiet_git(&mut command);
        command
            .arg("publish")
            .args(arguments)
            .current_dir(work.0.path())
            .env("AWS_ENDPOINT_URL", &self.endpoint)
            .env("AWS_ACCESS_KEY_ID", "testing")
            .env("AWS_SECRET_ACCESS_KEY", "testing")
            .env("AWS_REGION", "us-east-1");
        command
    }

    #[track_caller]
    fn published(&self, work: &Work, arguments: &[&str]) -> String {
        let output = self.publish(work, arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stderr(&output)
    }
}

impl Drop for S3 {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[test]
fn a_bucket_is_sent_what_changed() {
    let Some(s3) = S3::start() else { return };
    let work = Work::new("publish-s3");
    let keys_of_site = || -> BTreeSet<String> {
        let files = tree(&work.0.path().join("site")).into_keys();
        files.chain(["backlot-manifest.json".to_owned()]).map(|path| format!("www/{path}")).collect()
    };
    s3.ask("PUT", "/portal/www/theirs.txt");
    s3.published(&work, &["s3://portal/www"]);
    let mut expected = keys_of_site();
    expected.insert("www/theirs.txt".to_owned());
    assert_eq!(s3.keys(), expected);

    let words = s3.published(&work, &["s3://portal/www"]);
    assert!(words.contains("Sent 0 files"), "{words}");

    work.0.write("org/shop/catalog-info.yaml", ENTITY.replace("name: shop", "name: store"));
    work.build();
    s3.published(&work, &["s3://portal/www"]);
    let mut expected = keys_of_site();
    expected.insert("www/theirs.txt".to_owned());
    assert_eq!(s3.keys(), expected, "what the site no longer has is deleted, and nothing else");

    // Killed at any moment, the next run finishes.
    for moment in [5, 20, 60, 120] {
        work.0.write("org/shop/catalog-info.yaml", ENTITY.replace("Sells", &format!("Sells {moment}")));
        work.build();
        let mut killed =
            s3.publish(&work, &["s3://portal/www", "--parallel", "2"]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(moment));
        let _ = killed.kill();
        let _ = killed.wait();
        s3.published(&work, &["s3://portal/www"]);
        let page = s3.publish(&work, &["s3://portal/www", "--dry-run"]).output().unwrap();
        assert_eq!(stdout(&page), "", "nothing is left to do");
        assert!(!s3.keys().iter().any(|key| key.contains("backlot-journal")), "no journal is left");
    }

    s3.published(&work, &["s3://portal/www", "--remove"]);
    assert_eq!(s3.keys(), BTreeSet::from(["www/theirs.txt".to_owned()]));
}

#[test]
fn a_bucket_of_others_is_left_alone() {
    let Some(s3) = S3::start() else { return };
    let work = Work::new("publish-s3-foreign");
    s3.ask("PUT", "/portal/index.html");
    let output = s3.publish(&work, &["s3://portal"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("such as `index.html`"), "{}", stderr(&output));
    assert_eq!(s3.keys(), BTreeSet::from(["index.html".to_owned()]));

    let output = s3.publish(&work, &["s3://no-such-bucket"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("NoSuchBucket"), "{}", stderr(&output));
}
