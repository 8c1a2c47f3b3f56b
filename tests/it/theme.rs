//! A theme folder of the user's, from taking a piece over to the built page.

use crate::support::{Folder, stderr, stdout};

/// A portal of one entity with a theme folder.
fn portal(name: &str, config: &str) -> Folder {
    let entity =
        "apiVersion: backstage.io/v1alpha1\nkind: Domain\nmetadata: {name: sea}\nspec: {owner: crew}\n";
    Folder::new(&format!("theme-{name}"), &[("backlot.yaml", config), ("catalog-info.yaml", entity)])
}

/// Builds it into `site`; what was said.
fn build(portal: &Folder) -> String {
    stderr(&portal.run(&["build", "-o", "site"]))
}

#[test]
fn a_piece_is_taken_over_and_takes_effect() {
    let portal = portal("eject", "theme: {dir: own}\n");
    assert!(stdout(&portal.run(&["theme", "list"])).contains("templates/404.html\n"));
    let ejected = portal.run(&["theme", "eject", "404.html"]);
    assert_eq!(ejected.status.code(), Some(0), "{}", stderr(&ejected));
    let taken = portal.read("own/templates/404.html");
    assert!(taken.ends_with(&stdout(&portal.run(&["theme", "show", "404.html"]))));

    assert!(!build(&portal).contains("theme"), "what is as it was is no finding");
    let before = portal.read("site/404.html");
    assert!(!before.contains("taken from"), "the first line is not shipped");
    portal.write("own/templates/404.html", taken.replace("<h1>", "<h1>Ahoy: "));
    build(&portal);
    assert_eq!(portal.read("site/404.html"), before.replace("<h1>", "<h1>Ahoy: "));

    let again = portal.run(&["theme", "eject", "404.html"]);
    assert!(stderr(&again).contains("Left own/templates/404.html as it is"));
    assert!(portal.read("own/templates/404.html").contains("Ahoy"));
}

#[test]
fn a_base_that_has_changed_is_told() {
    let portal = portal("base", "theme: {dir: own}\n");
    portal.run(&["theme", "eject", "404.html", "css/00-tokens.css"]);
    let taken = portal.read("own/templates/404.html");
    let base = taken.split_once("base ").unwrap().1[..16].to_owned();
    portal.write("own/templates/404.html", taken.replace(&base, "0123456789abcdef"));
    let told = build(&portal);
    assert!(told.contains("warning[BL604]") && told.contains("own/templates/404.html:1:1"), "{told}");
    assert!(told.contains(&format!("write base {base} into this line")), "{told}");
    assert!(!told.contains("00-tokens.css"), "{told}");
}

#[test]
fn what_cannot_be_used_is_told_and_the_portal_is_built() {
    let portal = portal("bad", "theme: {dir: own}\n");
    portal.write("own/docs.html", "x");
    portal.write("own/templates/home.html", "{% if %}");
    let told = build(&portal);
    assert!(told.contains("`docs.html` in the theme folder is not used"), "{told}");
    assert!(told.contains("move it to `templates/docs.html`"), "{told}");
    assert!(told.contains("error[BL603]"), "{told}");
    assert!(portal.read("site/index.html").contains("<main"));
}

#[test]
fn there_is_no_such_piece() {
    let portal = portal("none", "");
    let output = portal.run(&["theme", "eject", "404.html", "nothing.html"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("the theme has no piece `nothing.html`"));
    assert!(!portal.path().join("theme").exists(), "none is written where one cannot be");
    let output = portal.run(&["theme", "eject", "404.html"]);
    assert!(stderr(&output).contains("dir: theme"), "says how to use it");
}

#[test]
fn looks_by_configuration() {
    let portal = portal(
        "looks",
        "theme:\n  accent: '#0b6b8a'\n  logo: logo.svg\n  favicon: icon.png\n  css: extra.css\n  tokens: {radius: 1px}\n",
    );
    portal.write("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    portal.write("icon.png", "not really");
    portal.write("extra.css", "h1{color:teal}");
    build(&portal);
    let page = portal.read("site/index.html");
    for part in ["assets/logo.svg", "assets/favicon.png"] {
        assert!(page.contains(part), "{part}");
    }
    let css = portal.read("site/assets/site.css");
    for part in ["#0b6b8a", "--radius:1px", "h1{color:teal}"] {
        assert!(css.replace(": ", ":").contains(part), "{part}");
    }
}

/// Ours are minified when the binary is made; what a user wrote is nobody's to change.
#[test]
fn scripts_and_styles_of_the_user_are_shipped_as_written() {
    let portal = portal("as-written", "theme: {dir: own, css: extra.css}\n");
    let script = "window.help = `\n  // see\n  https://acme.example/help\n`\n";
    let style = "/* licence */\n.a  {  width: max(1px, 2px + 3px);  }\n";
    portal.write("own/assets/js/50-own.js", script);
    portal.write("own/assets/own.js", script);
    portal.write("own/assets/css/95-own.css", style);
    portal.write("extra.css", "/* extra */\n");
    build(&portal);
    assert!(portal.read("site/assets/site.js").contains(script));
    assert_eq!(portal.read("site/assets/own.js"), script);
    let css = portal.read("site/assets/site.css");
    assert!(css.contains(style) && css.contains("/* extra */"), "{css}");
    let ours = stdout(&portal.run(&["theme", "show", "assets/css/20-frame.css"]));
    assert!(ours.contains("{ position: sticky; ") && css.contains("{position:sticky;"), "{css}");
}
