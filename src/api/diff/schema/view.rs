//! A value as its references, `allOf` and choices of one describe it together.
//!
//! In: the schemas that apply to one value. Out: a [`View`]: what they say as one schema. Never: enters a choice of several.
//!
//! Two ways to write the same compare as equal: a `$ref` and what it leads to, `allOf` and its parts in one, `nullable` and a choice
//! with `null`.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::api::model::TypeId;
use crate::api::schema::{Discriminator, Schema, SchemaId, Schemas};

/// What the schemas of a value say together.
#[derive(Debug, Default)]
pub(super) struct View<'s> {
    /// The named types that were entered, the outermost first.
    pub names: Vec<TypeId>,
    /// Types without `null`; `None` where none is stated.
    pub types: Option<BTreeSet<&'s str>>,
    /// The types are not stated, but follow from what else is.
    pub inferred: bool,
    /// It may be `null`.
    pub nullable: bool,
    /// `format`; empty where there is none.
    pub format: &'s str,
    /// Values it may have.
    pub values: Option<Vec<&'s str>>,
    /// There is one value, by `const`.
    pub constant: bool,
    /// Operands of the keywords that narrow.
    pub limits: BTreeMap<&'static str, Vec<&'s str>>,
    /// Properties and the schemas that apply to each, in order.
    pub properties: Vec<(&'s str, Vec<SchemaId>)>,
    /// Properties that cannot be left out.
    pub required: BTreeSet<&'s str>,
    /// What other keys may hold, by the pattern of the key.
    pub maps: BTreeMap<&'s str, Vec<SchemaId>>,
    /// No other keys are allowed.
    pub closed: bool,
    /// What an array may hold, by keyword.
    pub items: BTreeMap<&'static str, Vec<SchemaId>>,
    /// `oneOf` of several.
    pub one_of: Vec<SchemaId>,
    /// `anyOf` of several.
    pub any_of: Vec<SchemaId>,
    /// `if`, `then`, `with x` … and their schemas.
    pub conditions: BTreeMap<&'s str, SchemaId>,
    /// What tells the choices apart.
    pub discriminator: Option<&'s Discriminator>,
    /// `default`, as JSON.
    pub default: Option<&'s str>,
    /// `not`, `propertyNames`, `dependentRequired`, as JSON.
    pub rules: BTreeMap<&'s str, &'s str>,
    /// `title`, of the outermost that has one.
    pub title: &'s str,
    /// Not to be used any more.
    pub deprecated: bool,
    /// Only in answers.
    pub read_only: bool,
    /// Only in requests.
    pub write_only: bool,
}

/// Most schemas that are looked at for one value.
const STEPS: usize = 2000;

/// Keywords of [`Schema::notes`] that narrow a value.
const RULES: [&str; 3] = ["not", "propertyNames", "dependentRequired"];

/// What `roots` say together.
pub(super) fn view<'s>(schemas: &'s Schemas, roots: &[SchemaId]) -> View<'s> {
    let mut view = View::default();
    let mut seen = HashSet::new();
    let mut open: Vec<SchemaId> = roots.iter().rev().copied().collect();
    while let Some(id) = open.pop() {
        if !seen.insert(id) || seen.len() > STEPS {
            continue;
        }
        let schema = schemas.get(id);
        view.layer(schema);
        let mut parts: Vec<SchemaId> = schema.target.into_iter().collect();
        parts.extend(&schema.all_of);
        for (list, choices) in [(&schema.one_of, true), (&schema.any_of, false)] {
            let real: Vec<SchemaId> = list.iter().copied().filter(|one| !is_null(schemas, *one)).collect();
            view.nullable |= real.len() < list.len();
            match real.as_slice() {
                [] => {}
                [one] => parts.push(*one),
                _ if choices => view.one_of.extend(real),
                _ => view.any_of.extend(real),
            }
        }
        open.extend(parts.into_iter().rev());
    }
    view.exclusive();
    view.infer();
    view
}

/// Whether a schema allows nothing but `null`.
fn is_null(schemas: &Schemas, id: SchemaId) -> bool {
    let Some(last) = schemas.chain(id).last() else { return false };
    matches!(schemas.get(last).types.as_slice(), [one] if &**one == "null") && only_types(schemas.get(last))
}

/// Whether a schema says nothing of its value but the type.
fn only_types(schema: &Schema) -> bool {
    schema.target.is_none()
        && schema.all_of.is_empty()
        && schema.one_of.is_empty()
        && schema.any_of.is_empty()
        && schema.properties.is_empty()
        && schema.values.is_empty()
}

impl<'s> View<'s> {
    /// What one schema says itself.
    fn layer(&mut self, schema: &'s Schema) {
        if let Some(name) = schema.name
            && !self.names.contains(&name)
        {
            self.names.push(name);
        }
        self.typed(schema);
        if !schema.values.is_empty() {
            let values = schema.values.iter().map(|value| &*value.text);
            self.values = Some(match self.values.take() {
                None => values.collect(),
                Some(known) => values.filter(|value| known.contains(value)).collect(),
            });
            self.constant |= schema.constant;
        }
        for limit in &schema.limits {
            self.limits.entry(limit.keyword).or_default().push(&limit.operand);
        }
        for property in &schema.properties {
            match self.properties.iter_mut().find(|(name, _)| *name == &*property.name) {
                Some((_, schemas)) => schemas.push(property.schema),
                None => self.properties.push((&property.name, vec![property.schema])),
            }
        }
        self.required.extend(schema.required.iter().map(|name| &**name));
        for (pattern, value) in &schema.maps {
            self.maps.entry(pattern).or_default().push(*value);
        }
        self.closed |= schema.closed;
        for (keyword, item) in &schema.items {
            self.items.entry(keyword).or_default().push(*item);
        }
        for (label, part) in &schema.conditions {
            self.conditions.entry(label).or_insert(*part);
        }
        if self.discriminator.is_none() {
            self.discriminator = schema.discriminator.as_deref();
        }
        self.default = self.default.or(schema.default.as_deref());
        for (label, text) in &schema.notes {
            if RULES.contains(&&**label) {
                self.rules.insert(label, text);
            }
        }
        if self.title.is_empty() {
            self.title = &schema.title;
        }
        self.deprecated |= schema.facts.deprecated;
        self.read_only |= schema.read_only;
        self.write_only |= schema.write_only;
    }

    fn typed(&mut self, schema: &'s Schema) {
        let null = schema.types.iter().any(|kind| &**kind == "null");
        let mut types: BTreeSet<&str> =
            schema.types.iter().map(|kind| &**kind).filter(|kind| *kind != "null").collect();
        self.nullable |= null;
        if types.is_empty() && null && only_types(schema) {
            types.insert("null");
        }
        if !types.is_empty() {
            self.types = Some(match self.types.take() {
                None => types,
                Some(known) if known.is_disjoint(&types) => &known | &types,
                Some(known) => &known & &types,
            });
        }
        if self.format.is_empty() {
            self.format = &schema.format;
        }
    }

    /// Who describes properties means objects.
    fn infer(&mut self) {
        let kind = if !self.properties.is_empty() || !self.maps.is_empty() {
            "object"
        } else if self.items.contains_key("items") {
            "array"
        } else {
            return;
        };
        if self.types.is_none() {
            self.types = Some(BTreeSet::from([kind]));
            self.inferred = true;
        }
    }

    /// 3.0 says `exclusiveMinimum: true` beside `minimum`, 3.1 gives the number itself.
    fn exclusive(&mut self) {
        for (exclusive, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
            if self.limits.get(exclusive).is_some_and(|operands| operands.contains(&"true")) {
                match self.limits.remove(bound) {
                    Some(operands) => self.limits.insert(exclusive, operands),
                    None => self.limits.remove(exclusive),
                };
            }
        }
    }
}
