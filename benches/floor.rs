//! The floor under every measurement: what the machine takes for the work that no site generator can leave out.
//!
//! In: a folder of repositories, and a built site whose shape is copied. Out: a tree with the same number of files of the
//! same sizes. Never: does anything useful. It reads every file, parses every Markdown page with bare pulldown-cmark,
//! collects its text, and writes.
#![expect(
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a measuring program outside the crate: it reads files itself and speaks on stderr"
)]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

fn main() -> io::Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [input, site, output] = arguments.as_slice() else {
        eprintln!("usage: floor INPUT SITE OUTPUT");
        std::process::exit(2);
    };
    let mut inputs = Vec::new();
    files(input, &mut inputs)?;
    let rendered: Vec<String> = inputs.par_iter().map(|path| render(path)).collect::<io::Result<Vec<_>>>()?;
    let html: usize = rendered.iter().map(String::len).sum();

    let mut shape = Vec::new();
    files(site, &mut shape)?;
    let filler = vec![b'x'; 1 << 20];
    let written: usize = shape
        .par_iter()
        .map(|path| {
            let size = fs::metadata(path)?.len() as usize;
            let target = output.join(path.strip_prefix(site).unwrap_or(path));
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            if size <= filler.len() {
                fs::write(&target, &filler[..size])?;
            } else {
                fs::write(&target, vec![b'x'; size])?;
            }
            Ok(size)
        })
        .collect::<io::Result<Vec<usize>>>()?
        .iter()
        .sum();
    eprintln!(
        "read {} files, rendered {html} bytes of HTML, wrote {} files of {written} bytes",
        inputs.len(),
        shape.len()
    );
    Ok(())
}

fn render(path: &Path) -> io::Result<String> {
    let bytes = fs::read(path)?;
    let mut html = String::new();
    if path.extension().is_some_and(|extension| extension == "md") {
        let text = String::from_utf8_lossy(&bytes);
        let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_FOOTNOTES;
        // The crate is built without its HTML writer; walking every event and keeping its text costs about the same.
        for event in pulldown_cmark::Parser::new_ext(&text, options) {
            match event {
                pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) => html.push_str(&text),
                _ => html.push_str("<p></p>"),
            }
        }
    }
    Ok(html)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files(&entry.path(), found)?;
        } else {
            found.push(entry.path());
        }
    }
    Ok(())
}
