//! Every command that README and docs/ show, run as it is written.
//!
//! In: the blocks of shell of the documents. Out: each ends with 0, or with 1 where it is one that reports problems. Never: the network, a
//! command that does not end.

use std::fs;
use std::path::PathBuf;

use crate::support::{Folder, command, root};

/// Commands that are not run, by how they begin, and why.
const NOT_RUN: &[(&str, &str)] = &[
    ("cargo run --release", "builds the program anew; that the example builds is another test"),
    ("cargo install", "builds the program anew"),
    ("tests/run", "runs this very test"),
    ("backlot serve", "does not end"),
    ("backlot man | man -l", "shows a pager; that `backlot man` answers is another test"),
    ("(cd repos && gh repo list", "asks GitHub"),
    ("curl -s https://backstage.acme.dev", "asks a Backstage"),
    ("backlot publish s3://", "asks S3; what a bucket gets is another test"),
];

const CATALOG: &str = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: shop\n  annotations: \
                       {backstage.io/techdocs-ref: 'dir:.'}\nspec: {type: service, lifecycle: production, owner: team}\n---\n\
                       apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: team}\nspec: {type: team, children: []}\n";

/// A working folder as the documents imagine it: a checkout with a remote branch, repositories beside it, a site built before.
fn stage(name: &str) -> Folder {
    let folder = Folder::new::<&str>(&format!("commands-{name}"), &[]);
    for repository in
        ["src/shop", "work", "work/repos/shop", "work/old", "work/new", "work/path/to/repositories/shop"]
    {
        folder.write(&format!("{repository}/catalog-info.yaml"), CATALOG);
        folder.write(&format!("{repository}/docs/index.md"), "# Shop\n");
    }
    folder.write("work/README.md", "# Shop\n");
    folder.write("work/path/to/app-config.yaml", "app: {title: Acme}\n");
    folder.write("work/.vscode/settings.json", "{}\n");
    folder.write("work/theirs.json", "[]\n");
    let setup = "git init -q -b main . && git -c user.name=a -c user.email=a@b.c commit -q --allow-empty -m one && git add \
                 catalog-info.yaml docs && git -c user.name=a -c user.email=a@b.c commit -q -m two && git update-ref \
                 refs/remotes/origin/main HEAD~1 && git init -q --bare ../origin.git && git remote add origin ../origin.git && \
                 backlot build path/to/repositories -o site";
    assert_eq!(run(&folder, setup), Ok(0), "{name}");
    folder
}

/// Runs a line of shell in the working folder; its exit status, or what it said where it has none.
fn run(folder: &Folder, line: &str) -> Result<i32, String> {
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_backlot"));
    let path =
        format!("{}:{}", binary.parent().unwrap().display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = std::process::Command::new("bash");
    // The same variables as every test's binary.
    for (name, value) in command().get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell
        .args(["-c", line])
        .env("PATH", path)
        .env("HOME", folder.path())
        .current_dir(folder.path().join("work"));
    let output = shell.output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    match output.status.code() {
        Some(code @ (0 | 1)) => Ok(code),
        code => Err(format!("exit status {code:?}: {said}")),
    }
}

/// The commands of a document's blocks of shell, lines that go on joined.
fn commands(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let (mut is_shell, mut goes_on) = (false, false);
    for line in text.lines() {
        let line = line.trim();
        if let Some(language) = line.strip_prefix("```") {
            is_shell = matches!(language, "bash" | "sh");
            continue;
        }
        if !is_shell || line.is_empty() || line.starts_with('#') {
            continue;
        }
        let part = line.trim_end_matches('\\').trim_end();
        match found.last_mut().filter(|_| goes_on) {
            Some(last) => last.extend([" ", part]),
            None => found.push(part.to_owned()),
        }
        goes_on = line.ends_with('\\');
    }
    found
}

#[test]
fn every_command_of_the_documents_runs() {
    let mut documents = vec![root().join("README.md")];
    for entry in fs::read_dir(root().join("docs")).unwrap() {
        documents.push(entry.unwrap().path());
    }
    documents.retain(|path| path.extension().is_some_and(|end| end == "md"));
    documents.sort();
    let mut wrong = Vec::new();
    let mut passed_over = Vec::new();
    let mut count = 0;
    for document in documents {
        let name = document.file_stem().unwrap().to_str().unwrap().to_owned();
        let commands = commands(&fs::read_to_string(&document).unwrap());
        if commands.is_empty() {
            continue;
        }
        let folder = stage(&name);
        for line in commands {
            if let Some((begins, _)) = NOT_RUN.iter().find(|(begins, _)| line.starts_with(begins)) {
                passed_over.push(*begins);
                continue;
            }
            count += 1;
            match run(&folder, &line) {
                Ok(0) => {}
                Ok(_)
                    if ["backlot check", "backlot build", "backlot diff"]
                        .iter()
                        .any(|begins| line.starts_with(begins)) => {}
                Ok(code) => wrong.push(format!("{name}: `{line}` ends with {code}")),
                Err(said) => wrong.push(format!("{name}: `{line}`: {said}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count > 10, "{count} commands were found");
    let stale: Vec<_> = NOT_RUN.iter().filter(|(begins, _)| !passed_over.contains(begins)).collect();
    assert!(stale.is_empty(), "no document shows {stale:?}");
}
