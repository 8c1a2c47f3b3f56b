//! What a value holds, seen through references, `allOf` and arrays.
//!
//! In: schemas that apply to one value. Out: its members, its choices, the named types it leads to. Never: follows a circle.

use std::collections::HashSet;

use super::model::TypeId;
use super::schema::{Property, Schema, SchemaId, Schemas, Value};

/// What a value holds.
#[derive(Debug, Default)]
pub(crate) struct Shape<'s> {
    /// Members that do not depend on a choice, in order.
    pub members: Vec<Member<'s>>,
    /// Choices between shapes.
    pub choices: Vec<Choice<'s>>,
    /// Named types that were met and not entered.
    pub links: Vec<TypeId>,
    /// Named types that were entered.
    pub entered: Vec<TypeId>,
    /// Values it may have.
    pub values: Vec<&'s Value>,
    /// Names that cannot be left out.
    pub required: Vec<&'s str>,
}

/// A member: a property, or what keys without a name may hold.
#[derive(Debug)]
pub(crate) struct Member<'s> {
    /// Its name; `None` for a key without a name, with the pattern of such keys.
    pub name: Option<&'s str>,
    /// Pattern of the keys; may be empty.
    pub pattern: &'s str,
    /// Schemas that apply to it.
    pub schemas: Vec<SchemaId>,
    /// As the format writes it, where it says more than a schema.
    pub property: Option<&'s Property>,
    /// The innermost named type that was entered on the way to it.
    pub within: Option<TypeId>,
}

/// Which named types are entered on the way; the roots themselves always are.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Enter<'e> {
    /// None.
    Never,
    /// Those that a value inherits from (`allOf`, and what an alias stands for), but not these.
    Inherited(&'e [TypeId]),
    /// All but these.
    All(&'e [TypeId]),
}

/// A choice between shapes.
#[derive(Debug)]
pub(crate) struct Choice<'s> {
    /// `One of`, `Any of`, `then` …
    pub label: &'s str,
    /// The property that tells, where there is one.
    pub discriminator: Option<&'s str>,
    /// Whether the choice is part of the schema: a mapping alone only names what there is.
    pub opens: bool,
    /// What can be chosen.
    pub variants: Vec<Variant<'s>>,
}

/// Something that can be chosen.
#[derive(Debug)]
pub(crate) struct Variant<'s> {
    /// The schema.
    pub schema: SchemaId,
    /// Values of the discriminator that mean it.
    pub values: Vec<&'s str>,
}

/// Deepest nesting of one value's schemas in each other, and most schemas that are looked at for one value.
const DEPTH: usize = 64;
const STEPS: usize = 4000;

/// What a value holds to which all of `roots` apply. Named types met on the way are entered where `enter` says so, and are links
/// otherwise.
pub(crate) fn shape<'s>(schemas: &'s Schemas, roots: &[SchemaId], enter: Enter<'_>) -> Shape<'s> {
    let shape = Shape::default();
    let mut walk = Walk { schemas, enter, seen: HashSet::new(), shape, steps: STEPS, within: None };
    for &root in roots {
        walk.visit(root, By::Root, 0);
    }
    walk.shape
}

/// How a schema was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Root,
    Inheritance,
    Item,
}

struct Walk<'s, 'e> {
    schemas: &'s Schemas,
    enter: Enter<'e>,
    seen: HashSet<SchemaId>,
    shape: Shape<'s>,
    steps: usize,
    within: Option<TypeId>,
}

impl<'s> Walk<'s, '_> {
    fn visit(&mut self, id: SchemaId, by: By, depth: usize) {
        if depth > DEPTH || self.steps == 0 || self.seen.contains(&id) {
            return;
        }
        self.steps -= 1;
        let schema = self.schemas.get(id);
        let outer = self.within;
        if let Some(name) = schema.name {
            let enters = match self.enter {
                _ if by == By::Root => true,
                Enter::Never => false,
                Enter::Inherited(but) => by == By::Inheritance && !but.contains(&name),
                Enter::All(but) => !but.contains(&name),
            };
            if !enters {
                push(&mut self.shape.links, name);
                return;
            }
            push(&mut self.shape.entered, name);
            self.within = Some(name);
        }
        self.seen.insert(id);
        self.layer(schema, by, depth);
        self.choices(id);
        self.within = outer;
    }

    /// What a schema says itself, and what it is made of.
    fn layer(&mut self, schema: &'s Schema, by: By, depth: usize) {
        let through = if by == By::Root { By::Inheritance } else { by };
        self.shape.required.extend(schema.required.iter().map(|name| &**name));
        for value in &schema.values {
            if !self.shape.values.iter().any(|known| known.text == value.text) {
                self.shape.values.push(value);
            }
        }
        for property in &schema.properties {
            let known = self.shape.members.iter_mut().find(|member| member.name == Some(&property.name));
            match known {
                Some(member) => {
                    member.schemas.push(property.schema);
                    // Not all of it is in one section.
                    member.within = member.within.filter(|within| Some(*within) == self.within);
                }
                None => self.shape.members.push(Member {
                    name: Some(&property.name),
                    pattern: "",
                    schemas: vec![property.schema],
                    property: Some(property),
                    within: self.within,
                }),
            }
        }
        if let Some(target) = schema.target {
            self.visit(target, through, depth + 1);
        }
        for &part in &schema.all_of {
            self.visit(part, through, depth + 1);
        }
        for &(_, item) in &schema.items {
            self.visit(item, By::Item, depth + 1);
        }
        for (pattern, value) in &schema.maps {
            let known = |member: &&mut Member<'_>| member.name.is_none() && member.pattern == &**pattern;
            match self.shape.members.iter_mut().find(known) {
                Some(member) => member.schemas.push(*value),
                None => self.shape.members.push(Member {
                    name: None,
                    pattern,
                    schemas: vec![*value],
                    property: None,
                    within: self.within,
                }),
            }
        }
    }

    fn choices(&mut self, id: SchemaId) {
        let schema = self.schemas.get(id);
        let discriminator = schema.discriminator.as_deref();
        for (label, variants) in [("One of", &schema.one_of), ("Any of", &schema.any_of)] {
            if variants.is_empty() {
                continue;
            }
            let variant = |&variant: &SchemaId| {
                let meant = |target: &SchemaId| self.schemas.chain(variant).any(|hop| hop == *target);
                let mapping = discriminator.map(|one| one.mapping.as_slice()).unwrap_or_default();
                let values = mapping.iter().filter(|(_, target)| meant(target));
                Variant { schema: variant, values: values.map(|(value, _)| value.as_str()).collect() }
            };
            self.shape.choices.push(Choice {
                label,
                discriminator: discriminator.map(|one| one.property.as_str()),
                opens: true,
                variants: variants.iter().map(variant).collect(),
            });
        }
        // A discriminator without a list of choices names them by its mapping.
        if schema.one_of.is_empty()
            && schema.any_of.is_empty()
            && let Some(super::schema::Discriminator { property, mapping }) = discriminator
            && !mapping.is_empty()
        {
            let mut variants: Vec<Variant<'s>> = Vec::new();
            for (value, target) in mapping {
                match variants.iter_mut().find(|known| known.schema == *target) {
                    Some(known) => known.values.push(value),
                    None => variants.push(Variant { schema: *target, values: vec![value] }),
                }
            }
            self.shape.choices.push(Choice {
                label: "Kinds",
                discriminator: Some(property),
                opens: false,
                variants,
            });
        }
        for (label, part) in &schema.conditions {
            let variants = vec![Variant { schema: *part, values: Vec::new() }];
            self.shape.choices.push(Choice { label, discriminator: None, opens: true, variants });
        }
    }
}

fn push(list: &mut Vec<TypeId>, id: TypeId) {
    if !list.contains(&id) {
        list.push(id);
    }
}

/// The types that a value to which all of these schemas apply may have, sorted; empty where the definition does not say, or says
/// it in choices.
pub(crate) fn value_types(schemas: &Schemas, roots: &[SchemaId]) -> Vec<String> {
    let mut types: Vec<String> = Vec::new();
    for &root in roots {
        for id in schemas.chain(root) {
            let schema = schemas.get(id);
            if let Some(notation) = &schema.notation {
                return vec![notation.to_string()];
            }
            let composed =
                !(schema.all_of.is_empty() && schema.one_of.is_empty() && schema.any_of.is_empty());
            let stated = schema.types.iter().any(|kind| &**kind != "null");
            if composed && !stated {
                return Vec::new();
            }
            types.extend(schema.types.iter().map(ToString::to_string));
        }
    }
    types.sort();
    types.dedup();
    types
}
