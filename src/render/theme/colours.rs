//! Colours of the configuration as custom properties.
//!
//! In: `theme.accent`, `theme.accent_dark`, `theme.tokens`. Out: one CSS rule, or nothing.
//! Never: lets a value end its declaration.

use std::fmt::Write as _;

use crate::config::Config;

/// The rule that sets the configured tokens.
pub(super) fn css(config: &Config) -> String {
    let theme = &config.theme;
    let mut declarations = String::new();
    let mut set = |name: &str, value: &str| {
        let harmless = |c: char| c.is_ascii_alphanumeric() || "-_#.,%()/ '\"+*".contains(c);
        if name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && value.chars().all(harmless) {
            let _ = write!(declarations, "--{name}:{value};");
        }
    };
    if let Some(accent) = &theme.accent {
        let dark =
            theme.accent_dark.clone().unwrap_or_else(|| format!("color-mix(in oklab, {accent} 55%, white)"));
        set("accent", &format!("light-dark({accent}, {dark})"));
        set(
            "accent-soft",
            &format!(
                "light-dark(color-mix(in oklab, {accent} 9%, white), color-mix(in oklab, {accent} 34%, #1a1d1b))"
            ),
        );
    }
    for (name, value) in &theme.tokens {
        set(name, value);
    }
    if declarations.is_empty() { declarations } else { format!(":root{{{declarations}}}") }
}

#[cfg(test)]
mod tests {
    use super::css;
    use crate::config::Config;

    #[test]
    fn a_value_stays_in_its_declaration() {
        let mut config = Config::default();
        assert_eq!(css(&config), "");
        config.theme.tokens.insert("radius".to_owned(), "4px".to_owned());
        config.theme.tokens.insert("ink".to_owned(), "red}body{display:none".to_owned());
        assert_eq!(css(&config), ":root{--radius:4px;}");
    }
}
