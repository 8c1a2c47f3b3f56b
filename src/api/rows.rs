//! A schema as the rows that a page shows, in order and nested.
//!
//! In: the schemas of one value. Out: [`Item`]s, openings and closings in pairs. Never: more rows than there is room for; a circle
//! twice round.
//!
//! A named type has a section of its own, so a row that leads to one is not unfolded. The first level of a body is, even through names:
//! what a caller needs first stands where the operation is.

use super::model::{Api, TypeId};
use super::schema::{SchemaId, Schemas, Value};
use super::shape::{Enter, Shape, shape, value_types};

/// Something that stands on a page.
#[derive(Debug)]
pub(crate) enum Item<'s> {
    /// The value as a whole is, or holds, these named types.
    Links(Vec<TypeId>),
    /// Values that the value as a whole may have.
    Values(Vec<&'s Value>),
    /// A row begins.
    Row(Box<Row<'s>>),
    /// What is inside of a row begins: so many members.
    Inside(usize),
    /// What is inside of a row ends.
    InsideEnd,
    /// A row ends.
    RowEnd,
    /// A choice begins: `One of`, and the property that tells.
    Choice(&'s str, Option<&'s str>),
    /// Something that can be chosen begins.
    Variant(Box<Variant<'s>>),
    /// Something that can be chosen ends; whether anything stood inside.
    VariantEnd(bool),
    /// A choice ends.
    ChoiceEnd,
    /// There was no room for so many rows.
    Cut(usize),
}

/// A member of a value.
#[derive(Debug)]
pub(crate) struct Row<'s> {
    /// From the value, names joined by `.`, `.` and `\` in a name escaped; `*` for any key.
    pub path: String,
    /// What stands before the name in `path`.
    pub before: String,
    /// Its name; `*` for any key.
    pub name: &'s str,
    /// Pattern of any key; may be empty.
    pub pattern: &'s str,
    /// Schemas that apply.
    pub schemas: Vec<SchemaId>,
    /// It cannot be left out.
    pub required: bool,
    /// Named types that its value is or holds.
    pub links: Vec<TypeId>,
    /// The named type that it belongs to, where its inside is shown there.
    pub more_in: Option<TypeId>,
    /// Values it may have.
    pub values: Vec<&'s Value>,
    /// Arguments of a GraphQL field.
    pub arguments: &'s [super::model::Parameter],
}

/// Something that can be chosen.
#[derive(Debug)]
pub(crate) struct Variant<'s> {
    /// The schema.
    pub schema: SchemaId,
    /// The named type that it is.
    pub named: Option<TypeId>,
    /// Values of the discriminator that mean it.
    pub meant_by: Vec<&'s str>,
    /// Values it may have.
    pub values: Vec<&'s Value>,
    /// Whether anything stands inside.
    pub inside: bool,
}

/// Deepest nesting of rows.
const DEPTH: usize = 24;

/// How a value is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Show {
    /// The body of an operation: its first level through names.
    Body,
    /// The section of a named type: what it inherits is shown, what it refers to is not.
    Section,
}

/// The rows of a value, at most `room`.
pub(crate) fn rows(api: &Api, root: SchemaId, show: Show, room: usize) -> Vec<Item<'_>> {
    let mut maker = Maker {
        schemas: &api.schemas,
        items: Vec::new(),
        room,
        cut: 0,
        show,
        entered: Vec::new(),
        stack: Vec::new(),
    };
    maker.value(&[root], "", &[], 0);
    if maker.cut > 0 {
        maker.items.push(Item::Cut(maker.cut));
    }
    maker.items
}

struct Maker<'s> {
    schemas: &'s Schemas,
    items: Vec<Item<'s>>,
    room: usize,
    cut: usize,
    show: Show,
    /// Named types whose first level stands around here.
    entered: Vec<TypeId>,
    /// Schemas whose inside stands around here.
    stack: Vec<SchemaId>,
}

impl<'s> Maker<'s> {
    /// A value as a whole, or a variant of it.
    fn value(&mut self, roots: &[SchemaId], path: &str, inherited: &[&'s str], depth: usize) {
        let enter = match self.show {
            Show::Body => Enter::All(&self.entered),
            Show::Section => Enter::Inherited(&self.entered),
        };
        let shape = shape(self.schemas, roots, enter);
        let known = self.entered.len();
        let mut links = shape.links.clone();
        let new = shape.entered.iter().filter(|one| !self.entered.contains(one)).copied().collect::<Vec<_>>();
        let own = roots.first().and_then(|&root| self.schemas.get(root).name);
        // A section is that of its own type, and a variant has its link beside its name.
        let known_link = if depth == 0 {
            own.filter(|_| self.show == Show::Section)
        } else {
            own.or_else(|| roots.first().and_then(|&root| self.schemas.named(root)))
        };
        links.splice(0..0, new.iter().copied().filter(|one| Some(*one) != known_link));
        self.entered.extend(new);
        if !links.is_empty() {
            self.items.push(Item::Links(links));
        }
        if !shape.values.is_empty() && depth == 0 {
            self.items.push(Item::Values(shape.values.clone()));
        }
        self.members(shape, path, inherited, depth, true);
        self.entered.truncate(known);
    }

    fn members(&mut self, shape: Shape<'s>, path: &str, inherited: &[&'s str], depth: usize, first: bool) {
        let mut required = shape.required;
        required.extend(inherited);
        for member in shape.members {
            if self.room == 0 {
                self.cut += 1;
                continue;
            }
            self.room -= 1;
            let name = member.name.unwrap_or("*");
            let escaped = match member.name {
                Some(name) => name.replace('\\', "\\\\").replace('.', "\\."),
                None => "*".to_owned(),
            };
            let inner = self::shape(self.schemas, &member.schemas, Enter::Never);
            let unfolds = !(inner.members.is_empty() && inner.choices.is_empty());
            let circle = member.schemas.iter().any(|id| self.stack.contains(&self.end(*id)));
            let elsewhere =
                (first && self.show == Show::Body || self.show == Show::Section).then_some(member.within);
            let elsewhere = elsewhere.flatten().filter(|_| unfolds && !circle);
            // What a section inherits is shown in its own.
            let elsewhere = elsewhere
                .filter(|one| self.show == Show::Body || Some(*one) != self.entered.first().copied());
            self.items.push(Item::Row(Box::new(Row {
                path: if path.is_empty() { escaped.clone() } else { format!("{path}.{escaped}") },
                before: path.to_owned(),
                name,
                pattern: member.pattern,
                required: member.property.is_some_and(|property| property.required)
                    || (member.name.is_some() && required.contains(&name)),
                links: inner.links.clone(),
                more_in: elsewhere,
                values: inner.values.clone(),
                arguments: member.property.map(|property| property.arguments.as_slice()).unwrap_or_default(),
                schemas: member.schemas.clone(),
            })));
            if unfolds && !circle && elsewhere.is_none() && depth < DEPTH {
                let below = if path.is_empty() { escaped } else { format!("{path}.{escaped}") };
                let pushed = self.stack.len();
                let ends: Vec<SchemaId> = member.schemas.iter().map(|id| self.end(*id)).collect();
                self.stack.extend(ends);
                self.items.push(Item::Inside(inner.members.len()));
                self.members(inner, &below, &[], depth + 1, false);
                self.items.push(Item::InsideEnd);
                self.stack.truncate(pushed);
            }
            self.items.push(Item::RowEnd);
        }
        for choice in shape.choices {
            self.items.push(Item::Choice(choice.label, choice.discriminator));
            for variant in choice.variants {
                if self.room == 0 {
                    self.cut += 1;
                    continue;
                }
                self.room -= 1;
                self.variant(variant, path, &required, depth, first && choice.opens);
            }
            self.items.push(Item::ChoiceEnd);
        }
    }

    fn variant(
        &mut self,
        variant: super::shape::Variant<'s>,
        path: &str,
        required: &[&'s str],
        depth: usize,
        first: bool,
    ) {
        let own = self.schemas.get(variant.schema).name;
        let named = own.or_else(|| self.schemas.named(variant.schema));
        let end = self.end(variant.schema);
        let open = first && self.show == Show::Body && !named.is_some_and(|one| self.entered.contains(&one));
        let open = (open || named.is_none()) && !self.stack.contains(&end) && depth < DEPTH;
        let at = self.items.len();
        let inner = shape(self.schemas, &[variant.schema], Enter::Never);
        self.items.push(Item::Variant(Box::new(Variant {
            schema: variant.schema,
            named,
            meant_by: variant.values,
            values: inner.values.clone(),
            inside: false,
        })));
        if open {
            self.stack.push(end);
            if first {
                self.value(&[variant.schema], path, required, depth + 1);
            } else {
                if !inner.links.is_empty() && named.is_none() {
                    self.items.push(Item::Links(inner.links.clone()));
                }
                self.members(inner, path, required, depth + 1, false);
            }
            self.stack.pop();
        }
        let inside = self.items.len() > at + 1;
        if let Some(Item::Variant(variant)) = self.items.get_mut(at) {
            variant.inside = inside;
        }
        self.items.push(Item::VariantEnd(inside));
    }

    /// The schema at the end of a chain of references and lists: what a circle comes back to.
    fn end(&self, id: SchemaId) -> SchemaId {
        let mut id = id;
        for _ in 0..16 {
            id = self.schemas.chain(id).last().unwrap_or(id);
            match self.schemas.get(id).items.first() {
                Some(&(_, item)) => id = item,
                None => break,
            }
        }
        id
    }
}

/// The type of a value in words: `array of string`, `map of integer`, `object or null`.
pub(crate) fn type_words(schemas: &Schemas, roots: &[SchemaId], depth: usize) -> String {
    let types = value_types(schemas, roots);
    let mut words: Vec<String> = Vec::new();
    let layers: Vec<SchemaId> = roots.iter().flat_map(|&root| schemas.chain(root)).collect();
    let format = layers.iter().map(|&id| &schemas.get(id).format).find(|format| !format.is_empty());
    for kind in &types {
        let item = layers.iter().find_map(|&id| schemas.get(id).items.first().map(|(_, item)| *item));
        let value = layers.iter().find_map(|&id| {
            let schema = schemas.get(id);
            schema.maps.first().filter(|_| schema.properties.is_empty()).map(|(_, value)| *value)
        });
        words.push(match (kind.as_str(), item, value) {
            ("array", Some(item), _) if depth < 4 => {
                let inner = type_words(schemas, &[item], depth + 1);
                if inner.is_empty() { kind.clone() } else { format!("array of {inner}") }
            }
            ("object", _, Some(value)) if depth < 4 => {
                let inner = type_words(schemas, &[value], depth + 1);
                if inner.is_empty() { "map".to_owned() } else { format!("map of {inner}") }
            }
            ("string" | "integer" | "number", _, _) if format.is_some() => {
                format!("{kind} ({})", format.map(|format| &**format).unwrap_or_default())
            }
            _ => kind.clone(),
        });
    }
    // `null` stands last.
    words.sort_by_key(|word| word == "null");
    words.join(" or ")
}
