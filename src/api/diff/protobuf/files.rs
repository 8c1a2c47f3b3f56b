//! Rules on a file as a whole: package, syntax, options.
//!
//! In: both files. Out: changes. Never: an option that generates no code.

use crate::api::diff::change::Changes;
use crate::api::diff::change::Compatibility::Breaking;
use crate::api::model::Api;

/// Options that decide what is generated.
const OPTIONS: &[&str] = &[
    "cc_enable_arenas",
    "cc_generic_services",
    "csharp_namespace",
    "go_package",
    "java_generic_services",
    "java_multiple_files",
    "java_outer_classname",
    "java_package",
    "java_string_check_utf8",
    "objc_class_prefix",
    "optimize_for",
    "php_class_prefix",
    "php_metadata_namespace",
    "php_namespace",
    "py_generic_services",
    "ruby_package",
    "swift_prefix",
];

pub(super) fn compare(base: &Api, head: &Api, changes: &mut Changes) {
    if base.title != head.title {
        let message = format!("the package changed from `{}` to `{}`", base.title, head.title);
        changes.add("FILE_SAME_PACKAGE", Breaking, base.title.as_str(), message);
    }
    if base.dialect != head.dialect {
        let message = format!("the syntax changed from {} to {}", base.dialect, head.dialect);
        changes.add("FILE_SAME_SYNTAX", Breaking, "syntax", message);
    }
    for &option in OPTIONS {
        let of = |api: &Api| {
            let fact = api.facts.iter().find(|(name, ..)| name == option);
            fact.map(|(_, value, _)| value.clone()).filter(|value| value != "false")
        };
        let (old, new) = (of(base), of(head));
        if old != new {
            let shown = |value: Option<String>| value.map_or("none".to_owned(), |value| format!("`{value}`"));
            let message = format!("the option `{option}` changed from {} to {}", shown(old), shown(new));
            changes.add(format!("FILE_SAME_{}", option.to_uppercase()), Breaking, option, message);
        }
    }
}
