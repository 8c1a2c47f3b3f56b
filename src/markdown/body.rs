//! The body of a page: HTML with the places where addresses go.
//!
//! In: written by `serialise`. Out: HTML, once whoever shows the page says where its links lead from there. The same
//! body stands on a portal's page, in a site alone, in a description.
//! Never: knows where a link leads.

use std::borrow::Cow;
use std::ops::Range;

use super::host::LinkKind;
use crate::html::escape_attribute;
use crate::url::{SafeUrl, safe_url};

/// HTML in pieces.
#[derive(Debug, Default)]
pub(crate) struct Body {
    /// All that is written already, one after the other.
    html: String,
    /// What stands between, in order: the place in `html`, and what goes there.
    slots: Vec<(u32, Slot)>,
    /// Links in the order they stand in.
    pub links: Vec<Link>,
    /// Place within the first element, where that may hold text; else the beginning.
    front: u32,
    /// Whether a picture is shown.
    pub has_image: bool,
}

/// What goes between two runs of HTML. The number is the link's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// The attributes of an element with an address.
    Attributes(u32),
    /// The beginning of a link around an element that is no link where the address is not known.
    Open(u32),
    /// Its end.
    Close(u32),
}

/// A piece of a body.
#[derive(Debug, Clone, Copy)]
enum Piece<'b> {
    Html(&'b str),
    Slot(Slot),
}

/// A link or picture that an author wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// As written, entities decoded and what browsers take out taken out.
    pub url: String,
    /// How it was written.
    pub kind: LinkKind,
    /// Where it stands in the page's text.
    pub span: Range<usize>,
    /// The attribute that takes the address: `href`, `src`, `poster`, `srcset`; empty for [`LinkKind::Code`].
    pub(super) attribute: &'static str,
    /// What follows the address in the attribute (`2x` of a `srcset`).
    pub(super) suffix: Box<str>,
    /// The element's other attributes, names and values, where the whole element depends on where the link leads;
    /// the address goes before the one at `at`.
    pub(super) others: Vec<(Box<str>, Box<str>)>,
    pub(super) at: usize,
    /// Whether the element is a link or a picture, which is marked where it leads nowhere; of other elements the
    /// attribute goes.
    pub(super) whole: bool,
}

/// Where a link leads, seen from the page that shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Address {
    /// What to write; `None` where nothing may stand there.
    pub url: Option<String>,
    /// Width and height of an image, where they are known, against layout shift.
    pub size: Option<(u32, u32)>,
    /// Why it leads nowhere, for readers; such a link is marked.
    pub broken: Option<String>,
}

impl Address {
    /// The address as its author wrote it.
    pub(crate) fn as_written(link: &Link) -> Self {
        Self { url: (link.kind != LinkKind::Code).then(|| link.url.clone()), ..Self::default() }
    }
}

/// An anchor that others link to and the page lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AddedAnchor {
    /// Its id.
    pub id: String,
    /// Where it goes; see [`Body::place`].
    pub at: u32,
}

impl Body {
    /// The HTML with every address filled in, and with anchors added. Of two anchors at one place the later comes first.
    pub(crate) fn html(
        &self,
        address: &mut dyn FnMut(usize, &Link) -> Address,
        added: &[AddedAnchor],
    ) -> String {
        let mut added: Vec<&AddedAnchor> = added.iter().rev().collect();
        added.sort_by_key(|anchor| anchor.at);
        let mut added = added.into_iter().peekable();
        let mut out = String::with_capacity(self.html.len() + self.links.len() * 48);
        // A code span's link opens and closes by one answer.
        let mut open = false;
        for (at, piece) in self.pieces() {
            match piece {
                Piece::Html(html) => {
                    let mut done = 0;
                    while let Some(anchor) = added.next_if(|anchor| (anchor.at as usize) < at + html.len()) {
                        let here = (anchor.at as usize).saturating_sub(at);
                        out.push_str(&html[done..here]);
                        done = here;
                        out.push_str("<span id=\"");
                        escape_attribute(&anchor.id, &mut out);
                        out.push_str("\" data-docs-chrome></span>");
                    }
                    out.push_str(&html[done..]);
                }
                Piece::Slot(Slot::Attributes(number)) => {
                    if let Some(link) = self.links.get(number as usize) {
                        link.write(address(number as usize, link), &mut out);
                    }
                }
                Piece::Slot(Slot::Open(number)) => {
                    let address =
                        self.links.get(number as usize).and_then(|link| address(number as usize, link).url);
                    open = address.is_some();
                    if let Some(url) = address {
                        out.push_str("<a");
                        attribute("href", &encoded(&url), &mut out);
                        out.push('>');
                    }
                }
                Piece::Slot(Slot::Close(_)) => {
                    if std::mem::take(&mut open) {
                        out.push_str("</a>");
                    }
                }
            }
        }
        out
    }

    /// The HTML with addresses as they are written.
    pub(crate) fn as_written(&self) -> String {
        self.html(&mut |_, link| Address::as_written(link), &[])
    }

    /// Whether a run of HTML is in it.
    pub(crate) fn contains(&self, html: &str) -> bool {
        self.html.contains(html)
    }

    /// Where an anchor goes that stands in for one within the element that has the place `near`, or for one of the
    /// page as a whole.
    pub(crate) fn place(&self, near: Option<u32>) -> u32 {
        near.unwrap_or(self.front)
    }

    fn pieces(&self) -> impl Iterator<Item = (usize, Piece<'_>)> {
        let mut done = 0;
        let end = self.html.len() as u32;
        self.slots.iter().map(|&(at, slot)| (at, Some(slot))).chain([(end, None)]).flat_map(
            move |(at, slot)| {
                let from = std::mem::replace(&mut done, at as usize);
                let html = (from, Piece::Html(&self.html[from..at as usize]));
                [Some(html), slot.map(|slot| (at as usize, Piece::Slot(slot)))].into_iter().flatten()
            },
        )
    }
}

/// A body being written.
pub(super) struct Writer {
    pub(super) out: String,
    body: Body,
    front: Option<u32>,
}

impl Writer {
    /// For about so many bytes of HTML with these links.
    pub(super) fn new(bytes: usize, links: Vec<Link>) -> Self {
        Self { out: String::with_capacity(bytes), body: Body { links, ..Body::default() }, front: None }
    }

    pub(super) fn link(&mut self, number: u32) -> Option<&mut Link> {
        self.body.links.get_mut(number as usize)
    }

    pub(super) fn attributes(&mut self, number: u32) {
        self.body.slots.push((self.out.len() as u32, Slot::Attributes(number)));
    }

    pub(super) fn open(&mut self, number: u32) {
        self.body.slots.push((self.out.len() as u32, Slot::Open(number)));
    }

    pub(super) fn close(&mut self, number: u32) {
        self.body.slots.push((self.out.len() as u32, Slot::Close(number)));
    }

    pub(super) fn has_image(&mut self) {
        self.body.has_image = true;
    }

    /// The first tag was written: it decides where anchors of the whole page go.
    pub(super) fn first_tag(&mut self, holds_text: bool) {
        let at = if holds_text { self.out.len() as u32 } else { 0 };
        self.front.get_or_insert(at);
    }

    pub(super) fn finish(self) -> Body {
        Body { html: self.out, front: self.front.unwrap_or(0), ..self.body }
    }
}

/// Writes one attribute, a blank before it.
pub(super) fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    if !value.is_empty() || matches!(name, "alt" | "href" | "src" | "title" | "value") {
        out.push_str("=\"");
        escape_attribute(value, out);
        out.push('"');
    }
}

impl Link {
    fn write(&self, address: Address, out: &mut String) {
        if !self.whole && address.broken.is_some() {
            return;
        }
        let url =
            address.url.filter(|url| !matches!(safe_url(url), SafeUrl::Refused(_) | SafeUrl::Entity(_)));
        let mut title = address.broken.as_deref();
        let mut class = title.map(|_| "broken");
        for at in 0..=self.others.len() {
            if at == self.at
                && let Some(url) = &url
            {
                let url = encoded(url);
                let value =
                    if self.suffix.is_empty() { url } else { format!("{url} {}", self.suffix).into() };
                attribute(self.attribute, &value, out);
            }
            let Some((name, value)) = self.others.get(at) else { continue };
            match name.as_ref() {
                "class" if class.is_some() => {
                    let class = class.take().unwrap_or_default();
                    attribute(name, &format!("{value} {class}"), out);
                }
                "title" if title.is_some() => attribute(name, title.take().unwrap_or_default(), out),
                _ => attribute(name, value, out),
            }
        }
        for (name, value) in [("class", class), ("title", title)] {
            if let Some(value) = value {
                attribute(name, value, out);
            }
        }
        if !self.whole || !self.kind.is_image() || url.is_none() {
            return;
        }
        let has = |wanted: &str| self.others.iter().any(|(name, _)| name.as_ref() == wanted);
        if let Some((width, height)) = address.size.filter(|_| !has("width") && !has("height")) {
            attribute("width", &width.to_string(), out);
            attribute("height", &height.to_string(), out);
        }
        if !has("loading") {
            attribute("loading", "lazy", out);
        }
    }
}

/// An address as it may stand in HTML: blanks and quotes of its path encoded, nothing that is encoded encoded again. What
/// a query holds is its reader's matter, and to encode a host makes no other host of it.
pub(super) fn encoded(url: &str) -> Cow<'_, str> {
    if url.bytes().all(|byte| byte > b' ' && !matches!(byte, b'"' | b'<' | b'>' | b'`' | b'\\')) {
        return Cow::Borrowed(url);
    }
    let mut out = String::with_capacity(url.len() + 8);
    let path = authority_end(url);
    out.push_str(&url[..path]);
    let mut query = false;
    for c in url[path..].chars() {
        query |= c == '?';
        match c {
            '"' | '\\' if query => out.push(c),
            ' ' => out.push_str("%20"),
            '"' => out.push_str("%22"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '`' => out.push_str("%60"),
            '\\' => out.push_str("%5C"),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Where the path begins in `scheme://host/path`; 0 in an address without a host.
fn authority_end(url: &str) -> usize {
    let Some(slashes) = url.find("//") else { return 0 };
    let scheme = &url[..slashes];
    let named = scheme.strip_suffix(':').is_some_and(|name| name.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !(scheme.is_empty() || named) {
        return 0;
    }
    let host = slashes + 2;
    url[host..].find(['/', '?', '#', '\\']).map_or(url.len(), |end| host + end)
}
