//! Embeds the theme: writes a table of every file below `themes/default` into the crate.
//!
//! In: the files of the theme. Out: `theme.rs` with `PIECES`, sorted by path, styles and scripts also minified. Never: reads
//! anything else; changes what a style means.
#![allow(
    clippy::disallowed_methods,
    reason = "a build script is outside `source`; it reads the crate's own sources"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root =
        PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("themes/default");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let mut code = String::from("pub(super) static PIECES: &[super::Piece] = &[\n");
    for file in &files {
        let name = file.strip_prefix(&root).map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
        let minified = match minified(file)? {
            Some(text) => {
                let path = out.join(name.replace('/', "-"));
                fs::write(&path, text)?;
                format!("Some(include_bytes!({:?}))", path.to_string_lossy())
            }
            None => "None".to_owned(),
        };
        let path = file.to_string_lossy();
        let _ = writeln!(
            code,
            "    super::Piece {{ path: {name:?}, text: include_bytes!({path:?}), minified: {minified} }},"
        );
    }
    code.push_str("];\n");
    println!("cargo::rerun-if-changed=themes/default");
    fs::write(out.join("theme.rs"), code)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            collect(&path, files)?;
        } else if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            files.push(path);
        }
    }
    Ok(())
}

/// A style or script without what only its readers need; `None` for other files.
fn minified(file: &Path) -> io::Result<Option<String>> {
    let wrong = |what: &str| io::Error::other(format!("{}: {what}", file.display()));
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("js") => {
            let text = fs::read_to_string(file)?;
            let small = minifier::js::minify(&text).map_err(wrong)?;
            Ok(Some(small.to_string()))
        }
        Some("css") => {
            let text = fs::read_to_string(file)?;
            let small = minifier::css::minify(&text).map_err(wrong)?.to_string();
            if sums(&text) != sums(&small) {
                return Err(wrong(
                    "write a sum inside `max()`, `min()` and `clamp()` as `calc(…)`: the minifier takes its `+` for a combinator",
                ));
            }
            Ok(Some(small))
        }
        _ => Ok(None),
    }
}

/// How many `+` with a blank on each side stand in parentheses: sums, which mean nothing without the blanks.
fn sums(css: &str) -> usize {
    let bytes = css.as_bytes();
    let (mut depth, mut count) = (0_usize, 0);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b'+' if depth > 0 && bytes[..at].ends_with(b" ") && bytes[at + 1..].starts_with(b" ") => {
                count += 1;
            }
            _ => {}
        }
    }
    count
}
