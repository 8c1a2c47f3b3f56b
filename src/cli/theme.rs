//! `backlot theme`: pieces of the built-in theme, to look at and to take over.
//!
//! In: names of pieces. Out: a list or a piece on stdout; files in the folder `theme.dir`. Never: writes over a
//! file that is there.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::arguments::ThemeAction;
use super::outcome::{Failure, Outcome};
use super::{session, terminal};
use crate::output;
use crate::render::Piece;
use crate::source::Files;

pub(super) fn run(action: &ThemeAction) -> Result<Outcome, Failure> {
    match action {
        ThemeAction::List => {
            let paths: Vec<_> = Piece::all().map(|piece| piece.path).collect();
            terminal::data((paths.join("\n") + "\n").as_bytes());
        }
        ThemeAction::Show { piece } => terminal::data(find(piece)?.text),
        ThemeAction::Eject { pieces, config } => eject(pieces, config)?,
    }
    Ok(Outcome::Clean)
}

fn find(name: &str) -> Result<Piece, Failure> {
    Piece::find(name).ok_or_else(|| {
        Failure::new(format!("the theme has no piece `{name}`")).hint("`backlot theme list` shows all")
    })
}

/// Writes the pieces; none of them where one cannot be.
fn eject(names: &[String], config: &[PathBuf]) -> Result<(), Failure> {
    let pieces = names.iter().map(|name| find(name)).collect::<Result<Vec<_>, _>>()?;
    let (config, _) = session::load(&Files::disk(), &[], config)?;
    let folder = config.theme_dir.as_deref().unwrap_or(Path::new("theme"));
    let folder = folder.strip_prefix(".").unwrap_or(folder);
    let mut told = String::new();
    for piece in pieces {
        let path = folder.join(piece.path);
        let written = output::write_new(&path, &piece.taken())
            .map_err(|error| Failure::new(format!("cannot write `{}`: {error}", path.display())))?;
        let _ = if written {
            writeln!(told, "Wrote {}", path.display())
        } else {
            writeln!(told, "Left {} as it is", path.display())
        };
    }
    if config.theme_dir.is_none() {
        let _ = writeln!(
            told,
            "To use it, write into backlot.yaml:\n\n    theme:\n      dir: {}",
            folder.display()
        );
    }
    terminal::talk(&told);
    Ok(())
}
