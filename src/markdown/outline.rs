//! Levels of headings as they are read aloud.
//!
//! In: the tree. Out: a heading that skips levels says the level it really has, so that whoever hears the page meets no
//! gap (WCAG 1.3.1; axe's `heading-order`). Never: changes the element: what is seen, and what links to it, stays.

use super::tree::{MAX_DEPTH, Node};

/// Headings that are open: the level of each as written, and as it is.
type Open = Vec<(u8, u8)>;

/// Gives headings their `aria-level` where it is not the one their name has.
pub(super) fn levels(nodes: &mut [Node<'_>]) {
    walk(nodes, &mut Vec::new(), 0);
}

fn walk(nodes: &mut [Node<'_>], open: &mut Open, depth: usize) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if let Some(level) = element.heading() {
            while open.last().is_some_and(|&(last, _)| last >= level) {
                open.pop();
            }
            // The title stands above a page that begins lower.
            let above = open.last().map_or(1, |&(_, real)| real);
            let real = if level == 1 { 1 } else { above + 1 };
            if real != level && element.get("aria-level").is_none() && element.get("role").is_none() {
                element.set("aria-level", real.to_string());
            }
            open.push((level, real));
        } else if depth < MAX_DEPTH {
            walk(&mut element.children, open, depth + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::{NoHost, Options, render};

    fn check(text: &str, levels: &[&str]) {
        let html = render(text, &Options::default(), &NoHost).body.as_written();
        let found = html.split("<h").skip(1).map(|rest| {
            let tag = rest.split('>').next().unwrap_or("");
            let spoken = tag.split("aria-level=\"").nth(1).and_then(|rest| rest.split('"').next());
            format!("{}{}", &tag[..1], spoken.map_or(String::new(), |level| format!("={level}")))
        });
        assert_eq!(found.collect::<Vec<_>>(), levels, "{html}");
    }

    #[test]
    fn gaps_are_closed() {
        check("# a\n\n## b\n\n### c\n\n## d\n", &["1", "2", "3", "2"]);
        check("# a\n\n### b\n\n#### c\n\n### d\n\n## e\n", &["1", "3=2", "4=3", "3=2", "2"]);
        check("### a\n\n### b\n\n> ###### c\n", &["3=2", "3=2", "6=3"]);
        check("<h4>a</h4>\n\n# b\n", &["4=2", "1"]);
    }
}
