//! Extensions that an `mkdocs.yml` switches on, one a file.
//!
//! In: their names and options from `markdown_extensions`. Out: which of them are on, and what each finds in a line of
//! text or makes of a block. Never: anything of techdocs-core's own dialect, which is always on.
//!
//! An extension is a file beside this one and its two lines here.

mod keys;
mod progress;
mod smarty;
mod wikilinks;

use super::block::{Blocks, Run, SLASHES};
use super::tree::Node;
use crate::yaml;

pub(super) use wikilinks::NAME as WIKILINKS;

/// All of them. Where two begin with the same sign, the first that finds something has it.
static ALL: &[&Extension] =
    &[&keys::EXTENSION, &progress::EXTENSION, &smarty::EXTENSION, &wikilinks::EXTENSION, &SLASHES];

/// The names of all, as `markdown_extensions` writes them.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    ALL.iter().flat_map(|extension| extension.names).copied()
}

/// An extension.
#[derive(Debug)]
pub(super) struct Extension {
    /// Its names in `markdown_extensions`, without `markdown.extensions.`
    pub names: &'static [&'static str],
    /// What it finds in running text.
    pub text: Option<InText>,
    /// What it makes of lines.
    pub block: Option<Block>,
}

impl Extension {
    /// One that does nothing yet.
    pub(super) const NONE: Self = Self { names: &[], text: None, block: None };
}

/// What an extension finds in running text: not in code, nor in what another extension made.
#[derive(Debug)]
pub(super) struct InText {
    /// Signs with which it begins.
    pub signs: &'static [u8],
    /// Looks at the text from a sign on; `None` where it is none of its own.
    pub find: fn(&Spot<'_>) -> Option<Found>,
}

/// A place in running text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'t> {
    /// The whole text.
    pub text: &'t str,
    /// Where the sign stands in it.
    pub at: usize,
    /// Where it stands in the page.
    pub pos: u32,
    /// The extension's options.
    pub settings: Settings<'t>,
}

impl<'t> Spot<'t> {
    /// The text from the sign on.
    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// The same, no further than the end of anything inline is looked for.
    pub(super) fn near(&self) -> &'t str {
        let rest = self.rest();
        let end = (0..=1024.min(rest.len())).rev().find(|at| rest.is_char_boundary(*at));
        &rest[..end.unwrap_or(0)]
    }
}

/// What an extension found.
#[derive(Debug)]
pub(super) struct Found {
    /// Its length in the text, from the sign on.
    pub length: usize,
    /// What stands there instead.
    pub node: Node<'static>,
}

/// What an extension makes of lines.
#[derive(Debug)]
pub(super) struct Block {
    /// Sign with which its first line begins.
    pub sign: u8,
    /// Reads a block from the line the run is at, and moves behind it; `false` where there is none of its own.
    pub read: for<'a> fn(&mut Blocks<'a, '_>, &mut Run<'a>) -> bool,
}

/// The options of an extension as mkdocs.yml gives them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings<'s>(Option<&'s yaml::Node>);

impl<'s> Settings<'s> {
    /// A switch.
    pub(super) fn flag(self, key: &str, default: bool) -> bool {
        self.get(key).map_or(default, |node| super::options::truth(node, default))
    }

    /// A text.
    pub(super) fn text(self, key: &str, default: &'s str) -> &'s str {
        self.get(key).and_then(yaml::Node::as_str).unwrap_or(default)
    }

    fn get(self, key: &str) -> Option<&'s yaml::Node> {
        self.0?.get(key)
    }
}

/// The extensions of a site.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extensions {
    on: Vec<(&'static Extension, Option<yaml::Node>)>,
}

impl Extensions {
    /// Switches one on by its name in mkdocs.yml; `false` where there is none of that name.
    pub(super) fn switch_on(&mut self, name: &str, settings: Option<&yaml::Node>) -> bool {
        let Some(known) = ALL.iter().find(|one| one.names.contains(&name)) else { return false };
        match self.on.iter_mut().find(|(one, _)| std::ptr::eq(*one, *known)) {
            Some((_, old)) => *old = settings.cloned(),
            None => self.on.push((known, settings.cloned())),
        }
        true
    }

    /// Whether one is on.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.on.iter().any(|(one, _)| one.names.contains(&name))
    }

    /// The signs with which something may begin in running text.
    pub(super) fn signs(&self) -> impl Iterator<Item = u8> {
        self.on.iter().filter_map(|(one, _)| one.text.as_ref()).flat_map(|text| text.signs.iter().copied())
    }

    /// What begins at a place in running text.
    pub(super) fn find(&self, text: &str, at: usize, pos: u32) -> Option<Found> {
        let sign = *text.as_bytes().get(at)?;
        self.on.iter().find_map(|(one, settings)| {
            let hook = one.text.as_ref().filter(|hook| hook.signs.contains(&sign))?;
            (hook.find)(&Spot { text, at, pos, settings: Settings(settings.as_ref()) })
        })
    }

    /// What makes a block of a line that begins with a sign.
    pub(super) fn blocks(&self, sign: u8) -> impl Iterator<Item = &'static Block> {
        self.on.iter().filter_map(|(one, _)| one.block.as_ref()).filter(move |block| block.sign == sign)
    }
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn every_name_is_one_extension_s() {
        let mut names: Vec<_> = ALL.iter().flat_map(|one| one.names).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(ALL.iter().all(|one| !one.names.is_empty() && (one.text.is_some() || one.block.is_some())));
    }
}
