//! `++ctrl+alt+del++`.
//!
//! In: the names of keys. Out: what stands on them. Source: `pymdownx.keys`. Never: without the extension.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Extension, Found, InText, Spot};
use crate::markdown::tree::{Element, Node, Role};

pub(super) static EXTENSION: Extension =
    Extension { names: &["pymdownx.keys"], text: Some(InText { signs: b"+", find }), ..Extension::NONE };

fn find(spot: &Spot<'_>) -> Option<Found> {
    let pos = spot.pos;
    let (length, names) = at(spot.near())?;
    let separator = spot.settings.text("separator", "+");
    let mut element = Element::new("span", pos).with("class", "keys");
    for (index, name) in names.iter().enumerate() {
        if index > 0 && !separator.is_empty() {
            let between = vec![Node::Text(separator.to_owned().into(), pos)];
            element.children.push(Element::new("span", pos).holding(between).node());
        }
        let label = name.strip_prefix('"').map_or_else(|| label(name), str::to_owned);
        element.children.push(Element::new("kbd", pos).holding(vec![Node::Text(label.into(), pos)]).node());
    }
    Some(Found { length, node: element.in_role(Role::Finished).node() })
}

/// What stands on a key, and the names of that key. Digits, letters and function keys are their own.
const KEYS: &[(&str, &str)] = &[
    ("Space", "space spc"),
    ("\\", "backslash"),
    ("|", "bar pipe"),
    ("{", "brace-left open-brace"),
    ("}", "brace-right close-brace"),
    ("[", "bracket-left open-bracket"),
    ("]", "bracket-right close-bracket"),
    (":", "colon"),
    (",", "comma"),
    ("\"", "double-quote dblquote"),
    ("=", "equal"),
    ("!", "exclam exclamation"),
    ("`", "grave grave-accent"),
    (">", "greater greater-than gt"),
    ("<", "less less-than lt"),
    ("-", "minus hyphen"),
    (".", "period"),
    ("+", "plus"),
    ("?", "question question-mark"),
    (";", "semicolon"),
    ("'", "single-quote"),
    ("/", "slash"),
    ("~", "tilde"),
    ("_", "underscore"),
    ("Up", "arrow-up up"),
    ("Down", "arrow-down down"),
    ("Left", "arrow-left left"),
    ("Right", "arrow-right right"),
    ("Page Up", "page-up page-up pg-up prior pgup"),
    ("Page Down", "page-down next page-dn pg-dn pgdn"),
    ("Home", "home"),
    ("End", "end"),
    ("Backspace", "backspace back bksp"),
    ("Del", "delete del"),
    ("Ins", "insert ins"),
    ("Tab", "tab tabulator"),
    ("Break", "break cancel"),
    ("Caps Lock", "caps-lock capital cplk caps"),
    ("Clear", "clear clr"),
    ("Eject", "eject"),
    ("Enter", "enter return"),
    ("Esc", "escape esc"),
    ("Help", "help"),
    ("Print Screen", "print-screen prtsc prtscn"),
    ("Scroll Lock", "scroll-lock scroll"),
    ("Num *", "num-asterisk multiply"),
    ("Num Clear", "num-clear"),
    ("Num Del", "num-delete num-del"),
    ("Num =", "num-equal"),
    ("Num Lock", "num-lock numlk"),
    ("Num -", "num-minus subtract"),
    ("Num +", "num-plus add"),
    ("Num .", "num-separator decimal separator"),
    ("Num /", "num-slash divide"),
    ("Num Enter", "num-enter"),
    ("Alt", "alt"),
    ("AltGr", "alt-graph altgr"),
    ("Cmd", "command cmd"),
    ("Ctrl", "control ctrl"),
    ("Fn", "function fn"),
    ("Left Alt", "left-alt lalt"),
    ("Left Command", "left-command lcmd lcommand left-cmd"),
    ("Left Ctrl", "left-control lcontrol lctrl left-ctrl"),
    ("Left Meta", "left-meta lmeta"),
    ("Left Option", "left-option lopt loption left-opt"),
    ("Left Shift", "left-shift lshift"),
    ("Left Super", "left-super lsuper"),
    ("Left Win", "left-windows left-win lwin lwindows"),
    ("Meta", "meta"),
    ("Option", "option opt"),
    ("Right Alt", "right-alt ralt"),
    ("Right Command", "right-command rcmd rcommand right-cmd"),
    ("Right Ctrl", "right-control rcontrol rctrl right-ctrl"),
    ("Right Meta", "right-meta right-meta rmeta"),
    ("Right Option", "right-option right-opt ropt roption"),
    ("Right Shift", "right-shift rshift"),
    ("Right Super", "right-super rsuper"),
    ("Right Win", "right-windows right-win rwin rwindows"),
    ("Shift", "shift"),
    ("Super", "super"),
    ("Win", "windows win"),
    ("Back Tab", "backtab bktab back-tab"),
    ("Browser Back", "browser-back"),
    ("Browser Favorites", "browser-favorites favorites"),
    ("Browser Forward", "browser-forward forward"),
    ("Browser Home", "browser-home"),
    ("Browser Refresh", "browser-refresh refresh"),
    ("Browser Search", "browser-search search"),
    ("Browser Stop", "browser-stop"),
    ("Menu", "context-menu apps menu"),
    ("Copy", "copy"),
    ("Mail", "mail launch-mail"),
    ("Media", "media launch-media"),
    ("Next Track", "media-next-track next-track"),
    ("Pause", "media-pause pause"),
    ("Play", "media-play play"),
    ("Play/Pause", "media-play-pause play-pause"),
    ("Previous Track", "media-prev-track prev-track"),
    ("Stop", "media-stop stop"),
    ("Print", "print"),
    ("Reset", "reset"),
    ("Select", "select"),
    ("Sleep", "sleep"),
    ("Volume Down", "volume-down vol-down"),
    ("Mute", "volume-mute mute vol-mute"),
    ("Volume Up", "volume-up vol-up"),
    ("Zoom", "zoom"),
    ("Power", "power"),
    ("Fingerprint", "fingerprint"),
    ("Left Button", "left-button lbutton lmb"),
    ("Middle Button", "middle-button mbutton"),
    ("Right Button", "right-button rbutton rmb"),
    ("X Button 1", "x-button1 xbutton1"),
    ("X Button 2", "x-button2 xbutton2"),
    ("*", "asterisk"),
    ("@", "at"),
    ("#", "hash"),
    ("$", "dollar"),
    ("%", "percent"),
    ("^", "caret"),
    ("&", "ampersand"),
    ("(", "paren-left"),
    (")", "paren-right"),
];

/// What stands on a key, by its name.
static LABELS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    KEYS.iter().flat_map(|(label, names)| names.split(' ').map(|name| (name, *label))).collect()
});

/// What stands on a key.
fn label(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    if let Some(label) = LABELS.get(lower.as_str()) {
        return (*label).to_owned();
    }
    if let Some(digit) = lower.strip_prefix("num").filter(|rest| rest.len() == 1) {
        return format!("Num {digit}");
    }
    name.to_uppercase()
}

/// Length of `++a+b++` at the front of a text, and the names between.
fn at(text: &str) -> Option<(usize, Vec<String>)> {
    let inner = text.strip_prefix("++")?;
    let mut names = Vec::new();
    let mut rest = inner;
    loop {
        if let Some(quoted) = rest.strip_prefix('"') {
            let end = quoted.find('"')?;
            names.push(format!("\"{}", &quoted[..end]));
            rest = &quoted[end + 1..];
        } else {
            let end =
                rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(rest.len());
            if end == 0 {
                return None;
            }
            names.push(rest[..end].to_owned());
            rest = &rest[end..];
        }
        if let Some(after) = rest.strip_prefix("++") {
            return (!after.starts_with('+')).then(|| (text.len() - after.len(), names));
        }
        rest = rest.strip_prefix('+')?;
        if names.len() > 16 {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for (name, expected) in [
            ("ctrl", "Ctrl"),
            ("altgr", "AltGr"),
            ("return", "Enter"),
            ("question-mark", "?"),
            ("num-plus", "Num +"),
            ("num7", "Num 7"),
            ("media-play-pause", "Play/Pause"),
            ("f12", "F12"),
            ("a", "A"),
        ] {
            assert_eq!(label(name), expected, "{name}");
        }
    }
}
