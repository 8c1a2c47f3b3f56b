//! Running the command that draws PlantUML, as the user configured it.
//!
//! In: the text of a diagram. Out: its SVG, from the cache where this command has drawn the same before.
//! Never: runs anything that a repository says; waits for ever; lets PlantUML read files or the network.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use xxhash_rust::xxh3::xxh3_128;

use crate::config::Config;
use crate::output;
use crate::source::Files;

/// Longest time for one diagram: a cold Java on a busy machine takes seconds.
const PATIENCE: Duration = Duration::from_secs(60);
/// A drawing larger than this is none.
const MOST: u64 = 4 << 20;

/// A configured command.
pub(super) struct PlantUml {
    command: Vec<String>,
    /// Folder of drawings by hash; without a home there is none.
    cache: Option<PathBuf>,
}

impl PlantUml {
    /// The command of the configuration, if it names one.
    pub(super) fn of(config: &Config) -> Option<Self> {
        let command = config.docs.plantuml_command.clone();
        (!command.is_empty()).then(|| Self { command, cache: cache() })
    }

    /// The SVG of a diagram, or why there is none.
    pub(super) fn draw(&self, source: &str) -> Result<String, String> {
        // Fences hold what stands between the two lines; files hold them as well.
        let source = if source.trim_start().starts_with("@start") {
            source.to_owned()
        } else {
            format!("@startuml\n{source}\n@enduml\n")
        };
        let key = xxh3_128(format!("{}\0{source}", self.command.join("\0")).as_bytes());
        let kept = self.cache.as_ref().map(|folder| folder.join(format!("{key:032x}.svg")));
        if let Some(svg) = kept.as_deref().and_then(drawn_before) {
            return Ok(svg);
        }
        let svg = self.run(source)?;
        if let Some(path) = kept {
            // Without a cache the next build draws again; that is all.
            let _ = output::write_named(&path, svg.as_bytes());
        }
        Ok(svg)
    }

    fn run(&self, source: String) -> Result<String, String> {
        let (program, arguments) = self.command.split_first().ok_or("no command is configured")?;
        let mut child = Command::new(program)
            .args(arguments)
            .env("PLANTUML_SECURITY_PROFILE", "SANDBOX")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("`{program}` cannot be run: {error}"))?;
        let answer = converse(&mut child, source);
        // Whoever has not ended by now has had its time.
        let _ = child.kill();
        let _ = child.wait();
        let (out, told) = answer.ok_or_else(|| format!("`{program}` did not answer in a minute"))?;
        let start = out.find("<svg").ok_or_else(|| {
            let why = told.lines().map(str::trim).find(|line| !line.is_empty());
            why.map_or_else(|| format!("`{program}` wrote no SVG"), |why| format!("`{program}` says: {why}"))
        })?;
        Ok(out[start..].to_owned())
    }
}

/// What the command writes to its two streams once it has the source; `None` where that takes too long. The threads
/// are left to themselves: a grandchild may hold a pipe open after the command was stopped.
fn converse(child: &mut Child, source: String) -> Option<(String, String)> {
    let mut stdin = child.stdin.take()?;
    thread::spawn(move || {
        // A command that does not read to the end says itself what it misses.
        let _ = stdin.write_all(source.as_bytes());
    });
    let read = |stream: Box<dyn Read + Send>| {
        let (send, receive) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = stream.take(MOST).read_to_end(&mut bytes);
            let _ = send.send(String::from_utf8_lossy(&bytes).into_owned());
        });
        receive
    };
    let out = read(Box::new(child.stdout.take()?));
    let told = read(Box::new(child.stderr.take()?));
    Some((out.recv_timeout(PATIENCE).ok()?, told.recv_timeout(Duration::from_secs(1)).unwrap_or_default()))
}

/// A drawing of the cache, if it is whole.
fn drawn_before(path: &Path) -> Option<String> {
    let files = Files::disk();
    let bytes = files.read_id(files.id_of_named(path, "")).ok()?;
    String::from_utf8(bytes).ok().filter(|svg| svg.trim_end().ends_with("</svg>"))
}

/// The user's cache folder (XDG Base Directory Specification).
fn cache() -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")))?;
    Some(base.join("backlot").join("plantuml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(script: &str) -> Result<String, String> {
        let command = ["sh", "-c", script].map(str::to_owned).to_vec();
        PlantUml { command, cache: None }.draw("A -> B")
    }

    #[cfg(unix)]
    #[test]
    fn what_commands_answer() {
        let plain = drawn("printf '<?xml?><svg>'; cat; printf '</svg>'").unwrap();
        assert_eq!(plain, "<svg>@startuml\nA -> B\n@enduml\n</svg>");
        assert_eq!(drawn("echo '<svg>'$PLANTUML_SECURITY_PROFILE").unwrap().trim(), "<svg>SANDBOX");
        assert_eq!(drawn("echo; echo no java >&2").unwrap_err(), "`sh` says: no java");
        assert_eq!(drawn("true").unwrap_err(), "`sh` wrote no SVG");
        let missing = PlantUml { command: vec!["/no/such/command".to_owned()], cache: None };
        assert!(missing.draw("A").unwrap_err().starts_with("`/no/such/command` cannot be run"));
    }

    #[cfg(unix)]
    #[test]
    fn what_was_drawn_is_kept() {
        let folder = std::env::temp_dir().join(format!("backlot-plantuml-{}", std::process::id()));
        let draw = |source| {
            let command = ["sh", "-c", "printf '<svg>%s</svg>' $$"].map(str::to_owned).to_vec();
            PlantUml { command, cache: Some(folder.clone()) }.draw(source)
        };
        let first = draw("A");
        assert_eq!(draw("A"), first, "the number of the process tells two runs apart");
        assert_ne!(draw("B"), first);
        let _ = std::fs::remove_dir_all(folder);
    }
}
