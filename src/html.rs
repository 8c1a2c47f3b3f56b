//! Text as HTML.
//!
//! In: text from anywhere. Out: the same text, safe inside an element or inside an attribute in double quotes.
//! Never: drops a character, or lets one begin markup.

/// Appends `text` as an element's text.
pub(crate) fn escape(text: &str, out: &mut String) {
    escape_with(text, false, out);
}

/// Appends `text` as the value of an attribute in double quotes.
pub(crate) fn escape_attribute(text: &str, out: &mut String) {
    escape_with(text, true, out);
}

fn escape_with(text: &str, quotes: bool, out: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let with = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if quotes => "&quot;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(with);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, element: &str, attribute: &str) {
        let (mut inside, mut value) = (String::new(), String::new());
        escape(text, &mut inside);
        escape_attribute(text, &mut value);
        assert_eq!((&*inside, &*value), (element, attribute), "{text}");
    }

    #[test]
    fn markup_becomes_text() {
        check("", "", "");
        check("plain, é, 😀", "plain, é, 😀", "plain, é, 😀");
        check("<a b=\"c\">&amp;", "&lt;a b=\"c\"&gt;&amp;amp;", "&lt;a b=&quot;c&quot;&gt;&amp;amp;");
        check("'", "'", "'");
    }
}
