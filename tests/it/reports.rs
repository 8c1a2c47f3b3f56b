//! What the commands say of problems: how many are drawn, in what order, of which files, with which colours.
//!
//! In: small organisations. Out: the words on both streams, exit codes. Never: what a single rule says.

use crate::support::{Folder, command, stderr, stdout};

/// A component with `mistakes` dead links in its docs, and an error in a catalog file of another repository.
fn organisation(name: &str, mistakes: usize) -> Folder {
    let component = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: shop\n  annotations: \
                     {backstage.io/techdocs-ref: 'dir:.'}\nspec: {type: service, lifecycle: production, owner: team}\n---\n\
                     apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: team}\nspec: {type: team, children: []}\n";
    let links: Vec<String> = (0..mistakes).map(|number| format!("[link](gone-{number}.md)\n\n")).collect();
    let links = links.concat();
    Folder::new(
        name,
        &[
            ("shop/catalog-info.yaml", component.to_owned()),
            ("shop/docs/index.md", format!("# Shop\n\n{links}")),
            (
                "stock/catalog-info.yaml",
                "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: [\n".to_owned(),
            ),
        ],
    )
}

#[test]
fn a_few_problems_are_drawn_and_the_worst_comes_first() {
    let folder = organisation("few", 3);
    let said = stdout(&folder.run(&["check", "."]));
    assert!(said.starts_with("error[BL111]"), "{said}");
    assert_eq!(said.matches("warning[BL441]").count(), 3, "{said}");
    assert!(!said.contains(" × "), "{said}");
}

#[test]
fn of_many_the_errors_are_drawn_and_the_others_counted() {
    let folder = organisation("many", 40);
    let said = stdout(&folder.run(&["check", "."]));
    assert_eq!(said.matches("warning[BL441]: ").count(), 0, "{said}");
    assert_eq!(said.matches("error[BL111]: ").count(), 1, "{said}");
    let line = said.lines().find(|line| line.contains("link-dead")).unwrap();
    assert!(line.contains("40 × link-dead") && line.contains("shop/docs/index.md 40"), "{line}");
    assert!(said.lines().count() < 30, "{said}");
    for arguments in [&["check", ".", "-v"][..], &["check", ".", "--max", "0"]] {
        assert_eq!(stdout(&folder.run(arguments)).matches("warning[BL441]: ").count(), 40, "{arguments:?}");
    }
    let two = stdout(&folder.run(&["check", ".", "--max", "2"]));
    assert!(two.contains("error[BL111]: ") && two.contains("39 × link-dead"), "{two}");
}

#[test]
fn quiet_shows_what_fails_the_run() {
    let folder = organisation("quiet", 2);
    let output = folder.run(&["check", ".", "--quiet"]);
    assert!(stdout(&output).contains("BL111") && !stdout(&output).contains("BL441"), "{}", stdout(&output));
    assert_eq!((stderr(&output).as_str(), output.status.code()), ("", Some(1)));
    let output = folder.run(&["build", "shop", "-o", "site", "-q"]);
    assert_eq!((stderr(&output).as_str(), output.status.code()), ("", Some(0)));
    let output = folder.run(&["check", "shop", "-q", "--strict"]);
    assert!(stdout(&output).contains("BL441"), "{}", stdout(&output));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn one_file_is_checked_in_its_repository() {
    let folder = organisation("file", 1);
    folder.write("shop/.git/HEAD", "ref: refs/heads/main\n");
    folder.write("shop/notes.txt", "nothing\n");
    for (file, problems, code) in
        [("shop/docs/index.md", 1, 0), ("shop/catalog-info.yaml", 0, 0), ("stock/catalog-info.yaml", 1, 1)]
    {
        let output = folder.run(&["check", file]);
        let said = stdout(&output);
        assert_eq!(said.matches(" --> ").count(), problems, "{file}: {said}");
        assert!(said.is_empty() || said.contains(file), "{file}: {said}");
        assert_eq!(output.status.code(), Some(code), "{file}: {said}");
        assert!(stderr(&output).contains("Checked 1 file in"), "{file}: {}", stderr(&output));
    }
    let output = folder.run(&["check", "shop/notes.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("was not checked"), "{}", stderr(&output));
}

#[test]
fn nothing_to_check_is_said() {
    let folder = Folder::new("nothing", &[("empty/readme.txt", "")]);
    let output = folder.run(&["check", "empty"]);
    assert!(stderr(&output).starts_with("Nothing to check"), "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(folder.run(&["check", "empty", "--strict"]).status.code(), Some(1));
}

#[test]
fn colours_are_asked_for() {
    let folder = organisation("colours", 1);
    let colours = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = command();
        command.env_remove("NO_COLOR").args(["check", "stock"]).args(arguments).current_dir(folder.path());
        let output = command.envs(variables.iter().copied()).output().unwrap();
        stdout(&output).contains('\u{1b}')
    };
    for (arguments, variables, expected) in [
        (&[][..], &[][..], false),
        (&["--color", "always"], &[], true),
        (&["--color=always"], &[("NO_COLOR", "1")], true),
        (&["--color", "never"], &[("CLICOLOR_FORCE", "1")], false),
        (&[], &[("CLICOLOR_FORCE", "1")], true),
        (&[], &[("CLICOLOR_FORCE", "0")], false),
        (&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
    ] {
        assert_eq!(colours(arguments, variables), expected, "{arguments:?} {variables:?}");
    }
}
