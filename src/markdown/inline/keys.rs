//! `++ctrl+alt+del++`.
//!
//! In: the names of keys. Out: what stands on them. Source: `pymdownx.keys`. Never: without the extension.

/// Name, what stands on the key.
const KEYS: &[(&str, &str)] = &[
    ("alt", "Alt"),
    ("left-alt", "Left Alt"),
    ("right-alt", "Right Alt"),
    ("alt-graph", "Alt Gr"),
    ("altgr", "Alt Gr"),
    ("command", "Cmd"),
    ("cmd", "Cmd"),
    ("left-command", "Left Command"),
    ("right-command", "Right Command"),
    ("control", "Ctrl"),
    ("ctrl", "Ctrl"),
    ("left-control", "Left Ctrl"),
    ("right-control", "Right Ctrl"),
    ("lctrl", "Left Ctrl"),
    ("rctrl", "Right Ctrl"),
    ("function", "Fn"),
    ("fn", "Fn"),
    ("meta", "Meta"),
    ("left-meta", "Left Meta"),
    ("right-meta", "Right Meta"),
    ("option", "Option"),
    ("opt", "Option"),
    ("left-option", "Left Option"),
    ("right-option", "Right Option"),
    ("shift", "Shift"),
    ("left-shift", "Left Shift"),
    ("right-shift", "Right Shift"),
    ("lshift", "Left Shift"),
    ("rshift", "Right Shift"),
    ("super", "Super"),
    ("left-super", "Left Super"),
    ("right-super", "Right Super"),
    ("windows", "Win"),
    ("win", "Win"),
    ("left-windows", "Left Win"),
    ("right-windows", "Right Win"),
    ("lwin", "Left Win"),
    ("rwin", "Right Win"),
    ("arrow-down", "Down"),
    ("down", "Down"),
    ("arrow-left", "Left"),
    ("left", "Left"),
    ("arrow-right", "Right"),
    ("right", "Right"),
    ("arrow-up", "Up"),
    ("up", "Up"),
    ("backspace", "Backspace"),
    ("bksp", "Backspace"),
    ("delete", "Del"),
    ("del", "Del"),
    ("insert", "Ins"),
    ("ins", "Ins"),
    ("end", "End"),
    ("home", "Home"),
    ("page-down", "Page Down"),
    ("pgdn", "Page Down"),
    ("page-up", "Page Up"),
    ("pgup", "Page Up"),
    ("escape", "Esc"),
    ("esc", "Esc"),
    ("enter", "Enter"),
    ("return", "Return"),
    ("tab", "Tab"),
    ("backtab", "Back Tab"),
    ("back-tab", "Back Tab"),
    ("space", "Space"),
    ("spc", "Space"),
    ("caps-lock", "Caps Lock"),
    ("caps", "Caps Lock"),
    ("cplk", "Caps Lock"),
    ("num-lock", "Num Lock"),
    ("scroll-lock", "Scroll Lock"),
    ("print-screen", "Print Screen"),
    ("prtsc", "Print Screen"),
    ("prtscn", "Print Screen"),
    ("break", "Break"),
    ("pause", "Pause"),
    ("context-menu", "Menu"),
    ("menu", "Menu"),
    ("apps", "Menu"),
    ("backslash", "\\"),
    ("bar", "|"),
    ("brace-left", "{"),
    ("brace-right", "}"),
    ("bracket-left", "["),
    ("bracket-right", "]"),
    ("colon", ":"),
    ("comma", ","),
    ("double-quote", "\""),
    ("equal", "="),
    ("exclam", "!"),
    ("grave", "`"),
    ("greater", ">"),
    ("less", "<"),
    ("minus", "-"),
    ("period", "."),
    ("plus", "+"),
    ("question", "?"),
    ("semicolon", ";"),
    ("single-quote", "'"),
    ("slash", "/"),
    ("tilde", "~"),
    ("underscore", "_"),
    ("asterisk", "*"),
    ("at", "@"),
    ("hash", "#"),
    ("dollar", "$"),
    ("percent", "%"),
    ("caret", "^"),
    ("ampersand", "&"),
    ("paren-left", "("),
    ("paren-right", ")"),
    ("left-button", "Left Button"),
    ("right-button", "Right Button"),
    ("middle-button", "Middle Button"),
    ("lmb", "Left Button"),
    ("rmb", "Right Button"),
];

/// What stands on a key.
pub(super) fn label(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    if let Some((_, label)) = KEYS.iter().find(|(known, _)| *known == lower) {
        return (*label).to_owned();
    }
    if let Some(digit) = lower.strip_prefix("num").filter(|rest| rest.len() == 1) {
        return format!("Num {digit}");
    }
    name.to_uppercase()
}

/// Length of `++a+b++` at the front of a text, and the names between.
pub(super) fn at(text: &str) -> Option<(usize, Vec<String>)> {
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
