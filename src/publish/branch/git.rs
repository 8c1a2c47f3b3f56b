//! Running git in a repository of our own.
//!
//! In: arguments, standard input. Out: what git wrote, or its words without credentials. Never: a hook, a prompt, a pager, a
//! checkout; the working folder's own objects and refs.
#![allow(clippy::disallowed_methods, reason = "publishing is an edge: git is a program of the machine")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use crate::output::Scratch;
use crate::publish::PublishError;
use crate::publish::target::without_credentials;

/// An empty bare repository that knows one remote.
pub(super) struct Repository {
    scratch: Scratch,
    /// Configuration of the working folder's repository: credentials that a CI job left there, proxies, rewritten URLs.
    config: Option<PathBuf>,
    /// The remote as it may be shown.
    shown: String,
}

/// The name of the remote in the repository.
pub(super) const REMOTE: &str = "backlot-target";

impl Repository {
    /// Makes the repository; `remote` is a URL, a path, or the name of a remote of the working folder's repository.
    pub(super) fn new(remote: &str) -> Result<Self, PublishError> {
        let scratch = Scratch::new().map_err(|error| PublishError::Refused {
            doing: "cannot make a temporary folder".to_owned(),
            reason: error.to_string(),
        })?;
        let here = |arguments: &[&str]| {
            let output = Command::new("git").args(arguments).stdin(Stdio::null()).output().ok()?;
            let text = String::from_utf8(output.stdout).ok()?;
            output.status.success().then(|| text.trim_end().to_owned())
        };
        let config = here(&["rev-parse", "--path-format=absolute", "--git-common-dir"])
            .map(|folder| Path::new(&folder).join("config"))
            .filter(|config| config.is_file());
        let url = here(&["remote", "get-url", "--push", "--", remote]);
        let is_path = url.is_none() && Path::new(remote).exists();
        let url = match url {
            Some(url) => url,
            None if is_path => std::path::absolute(remote)
                .map_or_else(|_| remote.to_owned(), |path| path.display().to_string()),
            None => remote.to_owned(),
        };
        let repository = Self { scratch, config, shown: without_credentials(&url) };
        repository.run(&["init", "--quiet", "--bare"], None)?;
        repository.run(&["config", &format!("remote.{REMOTE}.url"), &url], None)?;
        Ok(repository)
    }

    /// Who commits: as git would say in the working folder; `None` where nobody told it.
    pub(super) fn identity(&self) -> Option<String> {
        // The last two words are the time.
        let identity = self.run(&["var", "GIT_COMMITTER_IDENT"], None).ok()?;
        let identity = String::from_utf8(identity).ok()?;
        identity.rsplit_once('>').map(|(name, _)| format!("{name}>"))
    }

    /// The revision that the working folder stands at; `None` outside a repository.
    pub(super) fn working_revision() -> Option<String> {
        let output =
            Command::new("git").args(["rev-parse", "--short", "HEAD"]).stdin(Stdio::null()).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        output.status.success().then(|| text.trim().to_owned())
    }

    /// Runs git with `input` on standard input, and answers with standard output.
    pub(super) fn run(&self, arguments: &[&str], input: Option<Vec<u8>>) -> Result<Vec<u8>, PublishError> {
        let doing = format!("git {} ({})", arguments.first().copied().unwrap_or_default(), self.shown);
        let refused = |reason: String| PublishError::Refused { doing: doing.clone(), reason };
        let mut command = Command::new("git");
        if let Some(config) = &self.config {
            command.arg("-c").arg(format!("include.path={}", config.display()));
        }
        command
            .args(["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "gc.auto=0"])
            .args(["-c", "protocol.ext.allow=never", "-c", "core.bare=true"])
            .args(arguments)
            .env("GIT_DIR", self.scratch.path())
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_PAGER", "")
            .env("LC_ALL", "C")
            .env_remove("GIT_WORK_TREE")
            .env_remove("GIT_INDEX_FILE")
            .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| refused(format!("git cannot be run: {error}")))?;
        // Written beside the reading, so that neither side waits for the other.
        let writer = child.stdin.take().zip(input).map(|(mut pipe, input)| {
            thread::spawn(move || {
                // Where git stopped reading, its own words say why.
                let _ = pipe.write_all(&input);
            })
        });
        let output = child.wait_with_output().map_err(|error| refused(error.to_string()))?;
        if let Some(writer) = writer {
            let _ = writer.join();
        }
        if output.status.success() {
            return Ok(output.stdout);
        }
        let words = String::from_utf8_lossy(&output.stderr);
        let words: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        Err(refused(redacted(&words.join("; "))))
    }
}

/// Git's words without what stands between `://` and `@` in the URLs that it repeats.
fn redacted(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        out.push_str(before);
        let host = after.find(|c: char| c == '/' || c.is_whitespace() || c == '\'').unwrap_or(after.len());
        rest = match after[..host].rfind('@') {
            Some(end) => &after[end + 1..],
            None => after,
        };
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::redacted;

    #[test]
    fn credentials_are_not_repeated() {
        for (words, shown) in [
            (
                "fatal: unable to access 'https://me:token@x.example/y/': 403",
                "fatal: unable to access 'https://x.example/y/': 403",
            ),
            ("a https://t@h b http://x/y@z", "a https://h b http://x/y@z"),
            ("nothing here", "nothing here"),
        ] {
            assert_eq!(redacted(words), shown);
        }
    }
}
