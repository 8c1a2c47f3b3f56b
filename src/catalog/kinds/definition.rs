//! What there is to know of a kind, in one type.
//!
//! In: nothing. Out: [`KindDefinition`], which each file of this folder fills in once. Never: behaviour: a rule that needs
//! more than data is a function that the definition names.

use super::field::{Field, FieldRelation};
use crate::catalog::RelationType;
use crate::catalog::fault::Fault;
use crate::config::CatalogConfig;
use crate::yaml::Node;

/// Who may own something.
const OWNERS: &[&str] = &[super::GROUP.key, super::USER.key];

/// Changes which fields `spec` must and may hold, by what it holds.
pub(in crate::catalog) type Select =
    fn(spec: &Node, config: &CatalogConfig, fields: &mut Vec<&'static Field>);

/// Checks of `spec` what a table of fields cannot say.
pub(in crate::catalog) type Check = fn(spec: &Node, config: &CatalogConfig, faults: &mut Vec<Fault>);

/// A kind: how Backstage reads it, and how the portal shows it.
#[derive(Debug)]
pub(crate) struct KindDefinition {
    /// As written in a catalog file: `Component`. Backstage compares it letter by letter.
    pub name: &'static str,
    /// As in references, addresses and classes: the name in lower case.
    pub key: &'static str,
    /// What several are called in headings: `Components`.
    pub plural: &'static str,

    /// The `apiVersion`s that have this kind; the first is the one to write.
    pub versions: &'static [&'static str],
    /// The fields of `spec`, in the order in which they are checked.
    pub fields: &'static [Field],
    /// Further fields by `spec.type`.
    pub fields_of_type: &'static [(&'static str, &'static [Field])],
    /// Whether `spec` holds more than `fields` on purpose: then no field of it is taken for a misspelt one.
    pub is_open: bool,
    /// Whether the string lists of `spec` are sorted before anything else (`BuiltinKindsEntityProcessor`).
    pub sorts_lists: bool,
    /// See [`Select`].
    pub(in crate::catalog) select: Option<Select>,
    /// See [`Check`].
    pub(in crate::catalog) check: Option<Check>,
    /// Whether it names further catalog files to read.
    pub registers_files: bool,
    /// Whether somebody should own it.
    pub is_owned: bool,
    /// Whether CODEOWNERS says who owns it where `spec.owner` does not (`CodeOwnersProcessor`).
    pub has_code_owners: bool,
    /// Whether it is annotated with its repository's slug (`AnnotateScmSlugEntityProcessor`).
    pub has_project_slug: bool,
    /// Whether the README beside its catalog file is its documentation where it names none.
    pub has_readme: bool,

    /// Its icon: path data, strokes on a canvas of 16 × 16.
    pub icon: &'static str,
    /// Its colour as CSS has it, for light and dark; `None` for the colour of muted text.
    pub colour: Option<&'static str>,
    /// The part of the portal that it belongs to.
    pub area: Area,
    /// The folder below Backstage's address where its own page stands, where that is not the catalog.
    pub backstage_folder: Option<&'static str>,
    /// The group of search results that shows it; `None` for the last one.
    pub search_group: Option<SearchGroup>,
    /// How early search shows it among equals, from 1.
    pub search_weight: usize,
    /// Whether `llms.txt` names each of them.
    pub is_summarised: bool,
    /// Whether the home page counts it.
    pub is_counted: bool,
    /// Whether a page of it without docs says how to write some.
    pub suggests_docs: bool,
    /// Whether `spec.definition` has a tab.
    pub has_definition: bool,
    /// What its overview shows before anything else.
    pub overview: Overview,
    /// Fields that its about card shows even where they are empty.
    pub about: &'static [About],
    /// The tables of related entities on its overview, in their order.
    pub related: &'static [Related],
}

impl KindDefinition {
    /// What holds for a kind unless it says otherwise.
    pub(super) const GENERAL: Self = Self {
        name: "",
        key: "",
        plural: "",
        versions: &["backstage.io/v1alpha1", "backstage.io/v1beta1"],
        fields: &[],
        fields_of_type: &[],
        is_open: false,
        sorts_lists: true,
        select: None,
        check: None,
        registers_files: false,
        is_owned: true,
        has_code_owners: false,
        has_project_slug: false,
        has_readme: false,
        icon: super::custom::ICON,
        colour: None,
        area: Area::Catalog,
        backstage_folder: None,
        search_group: None,
        search_weight: 2,
        is_summarised: false,
        is_counted: true,
        suggests_docs: false,
        has_definition: false,
        overview: Overview::General,
        about: &[],
        related: super::custom::RELATED,
    };

    /// The names of all fields, those of every `spec.type` too.
    pub(in crate::catalog) fn field_names(&self) -> impl Iterator<Item = &'static str> {
        let of_types = self.fields_of_type.iter().flat_map(|(_, fields)| fields.iter());
        self.fields.iter().chain(of_types).map(|field| field.name)
    }

    /// The kinds of the entities that a field of `spec` is meant to name, as references have them. Empty where the field may name
    /// any, or is not known.
    pub(in crate::catalog) fn meant_by(&self, field: &str) -> Vec<&'static str> {
        let of_types = self.fields_of_type.iter().flat_map(|(_, fields)| fields.iter());
        let known = self.fields.iter().chain(of_types).find(|known| known.name == field);
        match known.and_then(|field| field.relation) {
            Some(relation) if relation.kind == RelationType::OwnedBy => OWNERS.to_vec(),
            Some(FieldRelation { is_strict: true, default_kind: Some(kind), .. }) => {
                super::by_name(kind).map(|kind| kind.key).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The fields of an entity whose `spec.type` is `of_type`.
    pub(in crate::catalog) fn fields_of(
        &self,
        of_type: Option<&str>,
    ) -> impl Iterator<Item = &'static Field> {
        let further = self.fields_of_type.iter().find(|(name, _)| Some(*name) == of_type);
        self.fields.iter().chain(further.map_or(&[][..], |(_, fields)| fields))
    }
}

/// A part of the portal, with an entry in its main navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Area {
    /// `/catalog/`.
    Catalog,
    /// `/api-docs/`.
    Apis,
    /// `/teams/`.
    Teams,
    /// `/create/`.
    Create,
}

/// What an overview shows before the cards that all kinds have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overview {
    /// Nothing of its own.
    General,
    /// Members, groups above and below, what is owned.
    Group,
    /// Teams, what is owned.
    User,
    /// What a template asks, and what it does.
    Template,
}

/// A field of the about card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// The domains it is part of.
    Domain,
    /// The systems it is part of.
    System,
    /// `spec.type`.
    Type,
    /// `spec.lifecycle`.
    Lifecycle,
    /// `spec.target` and `spec.targets`.
    Targets,
}

/// A group of search results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SearchGroup {
    /// As addresses of the search page have it.
    pub id: &'static str,
    /// For people.
    pub title: &'static str,
}

/// A table of related entities.
#[derive(Debug)]
pub(crate) struct Related {
    /// The relation that leads to them.
    pub relation: RelationType,
    /// Which of its targets.
    pub targets: Targets,
    /// Heading.
    pub title: &'static str,
    /// Said where there are none; `None` leaves the table out.
    pub empty: Option<Empty>,
}

/// What stands in the place of an empty table.
#[derive(Debug)]
pub(crate) struct Empty {
    /// That there are none.
    pub text: &'static str,
    /// What to write to have some; `{this}` stands for the entity's name.
    pub paste: &'static str,
}

/// Which targets of a relation a table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Targets {
    /// All.
    All,
    /// Those of a kind, by its [`KindDefinition::key`].
    Kind(&'static str),
    /// Those that no other table of this relation shows.
    Others,
}

/// A table; see [`Related`].
pub(super) const fn related(relation: RelationType, targets: Targets, title: &'static str) -> Related {
    Related { relation, targets, title, empty: None }
}

impl Related {
    /// The same, said also where there are none.
    pub(super) const fn or(self, text: &'static str, paste: &'static str) -> Self {
        let empty = Some(Empty { text, paste });
        Self { relation: self.relation, targets: self.targets, title: self.title, empty }
    }
}
