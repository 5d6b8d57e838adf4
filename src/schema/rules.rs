//! Rules that the types do not say, as far as a schema can say them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::citation::KNOWN;
use crate::diagnostics::Code;
use crate::model::{
    ALL_DOCUMENTS, ENTRIES_OF, OWN_STYLE, OwnEntries, PAPER_PARTS, PublicationType, Section, Url,
    known_networks,
};
use crate::source::RESERVED_DOCUMENT_NAMES;
use crate::words::{Locale, label_keys};

/// Addresses that a reader can follow; nothing at all does no harm.
const WEB: &str = r"^\s*$|^\s*([Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]+\S*|[Mm][Aa][Ii][Ll][Tt][Oo]:\S+@\S+|[Tt][Ee][Ll]:\S*[0-9]\S*)\s*$";
const MAIL: &str = r"^\s*$|^\s*[^@\s<]+@[^@\s<]+\.[^@\s<]+\s*$";
const DOI: &str = r"^\s*$|10\.[0-9]{4,}[0-9.]*(/|%2[Ff])\S";
const ARXIV: &str = r"^\s*$|[0-9]{4}\.[0-9]{4,5}|/[0-9]{7}";
const ISBN: &str = r"^\s*$|^([^0-9]*[0-9]){9,}";
const PMID: &str = r"^\s*$|[0-9]";
const ORCID: &str = r"^\s*$|[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]";
const AMOUNT: &str = r"^[0-9]+(\.[0-9]+)?$";
const CURRENCY: &str = "^[A-Z]{3}$";
const FILE: &str = r#"^$|^[^./\\:*?"<>|\- ]([^/\\:*?"<>|]*[^/\\:*?"<>|. ])?$"#;

/// The keys of `design` that take one of a few words, with these; a test of the themes holds them against the
/// tokens.
pub(crate) const DESIGN_WORDS: &[(&str, &[&str])] = &[
    ("date", &["left", "right", "under", "inline"]),
    ("dates", &["short", "long", "numeric", "iso"]),
    ("date_face", &["muted", "plain", "italic"]),
    ("entry", &["inline", "stacked"]),
    ("lead", &["title", "organization"]),
    ("paper", &["authors-first", "title-first"]),
    ("paper_title", &["roman", "bold"]),
    ("name_align", &["left", "centered"]),
    ("contact_separator", &["stroke", "bar", "dot", "space"]),
    ("updated", &["foot", "name"]),
    ("photo", &["none", "left", "right"]),
    ("photo_shape", &["rectangle", "rounded", "circle"]),
    ("links", &["colour", "underline", "plain"]),
    ("bullet", &["disc", "ring", "dash", "angle"]),
    ("heading", &["rule-under", "rule-beside", "bar", "boxed"]),
    ("heading_align", &["left", "centered"]),
];

/// Adds the rules of a key of a definition.
pub(super) fn property(definition: &str, key: &str, schema: &mut Value) {
    addresses(schema);
    if let Some(values) = schema.get_mut("additionalProperties") {
        addresses(values);
    }
    match (definition, key) {
        (_, "email") => texts(schema, &json!({"type": "string", "pattern": MAIL})),
        (_, "doi") => texts(schema, &json!({"type": "string", "pattern": DOI})),
        (_, "arxiv") => texts(
            schema,
            &json!({"type": ["string", "number"], "pattern": ARXIV, "minimum": 700, "exclusiveMaximum": 10000}),
        ),
        (_, "isbn") => texts(
            schema,
            &json!({"type": ["string", "integer"], "pattern": ISBN, "minimum": 1_000_000}),
        ),
        (_, "pmid") => texts(
            schema,
            &json!({"type": ["string", "integer"], "pattern": PMID, "minimum": 1}),
        ),
        ("AmountFields", "value") => texts(
            schema,
            &json!({"type": ["string", "number"], "pattern": AMOUNT, "minimum": 0}),
        ),
        ("AmountFields", "currency") => {
            texts(schema, &json!({"type": "string", "pattern": CURRENCY}));
        }
        ("Person", "profiles") => profiles(schema),
        (_, "pages") if definition == "DocumentSettings" => at_least_one(schema),
        (_, "max_authors") => at_least_one(schema),
        (_, "file") => texts(
            schema,
            &json!({"type": ["string", "number", "boolean"], "pattern": FILE}),
        ),
        ("Settings" | "DocumentSettings", "language") => {
            let tags: BTreeSet<&str> = Locale::codes().collect();
            let tags: Vec<&str> = tags.into_iter().collect();
            let pattern = format!("^({})(-.*)?$|^$", tags.join("|"));
            texts(schema, &json!({"type": "string", "pattern": pattern}));
        }
        ("Settings", "allow") => {
            let codes: Vec<&str> = Code::names().collect();
            texts(schema, &suggested(&codes));
        }
        ("Settings", "labels") => schema["propertyNames"] = json!({"enum": label_keys()}),
        ("CustomSection", "after") | ("DocumentSettings", "sections") => {
            texts(schema, &suggested(Section::KEYS));
        }
        ("DesignColumns", "side") => texts(schema, &suggested(Section::KEYS)),
        ("Design", key) => {
            if let Some((_, words)) = DESIGN_WORDS.iter().find(|(known, _)| *known == key) {
                texts(schema, &json!({"enum": words}));
            }
        }
        ("DocumentSettings", "hide") => {
            let fields = [
                "native_name",
                "pronouns",
                "headline",
                "email",
                "phone",
                "location",
                "address",
                "website",
                "profiles",
                "metrics",
                "photo",
            ];
            let names: Vec<&str> = fields
                .into_iter()
                .chain(Section::KEYS.iter().copied())
                .collect();
            texts(schema, &suggested(&names));
        }
        ("PublicationOptions", "prefixes") => {
            schema["propertyNames"] = json!({"$ref": "#/definitions/PublicationType"});
        }
        ("PublicationOptions" | "PublicationList", "groups") => {
            texts(
                schema,
                &suggested(&PublicationType::ALL.map(PublicationType::key)),
            );
        }
        ("PublicationOptions" | "PublicationList", "style") => {
            let names: Vec<&str> = KNOWN.iter().map(|style| style.name).collect();
            let names: Vec<&str> = [OWN_STYLE].into_iter().chain(names).collect();
            texts(schema, &suggested(&names));
        }
        ("PublicationOptions", "show") => {
            let parts: Vec<&str> = PAPER_PARTS.iter().map(|(part, _)| *part).collect();
            // Nothing names no part.
            texts(schema, &json!({"anyOf": [{"enum": parts}, {"const": ""}]}));
        }
        ("Settings" | "DocumentSettings", "paper") => {
            // The alias that the decoder knows.
            schema["anyOf"] = json!([schema.clone(), {"const": "us-letter"}]);
            for keyword in ["$ref", "allOf", "oneOf"] {
                if let Value::Object(map) = schema {
                    map.remove(keyword);
                }
            }
        }
        ("Cv", "documents") => {
            let nothing = json!({"extends": {"type": "null"}, "file": {"type": "null"}});
            let document = schema["additionalProperties"].clone();
            let all = json!({"allOf": [document, {"properties": nothing}]});
            schema["properties"] = json!({ALL_DOCUMENTS: all});
            schema["propertyNames"] = json!({"not": {"enum": RESERVED_DOCUMENT_NAMES}});
        }
        // A name alone is read as an entry of which only the name is given.
        ("Cv", "skills" | "languages" | "memberships")
        | (
            "CustomSection",
            "entries" | "entries\0skills" | "entries\0languages" | "entries\0memberships",
        ) => {
            for form in alternatives(schema) {
                if let Some(items) = form.get_mut("items") {
                    let name = json!({"type": ["string", "number", "boolean"], "pattern": r"\S"});
                    *items = json!({"anyOf": [items.clone(), name]});
                }
            }
        }
        ("Cv", "sections") => schema["propertyNames"] = json!({"not": {"enum": Section::KEYS}}),
        _ => {}
    }
}

/// Adds the rules between the keys of a definition.
pub(super) fn definition(name: &str, schema: &mut Value) {
    let parts = ["given", "family", "particle", "suffix"];
    let rules = match name {
        "AuthorFields" => json!([
            {"anyOf": [present("name"), present("given"), present("family"), present("organization"), nothing(schema)]},
            clash("name", json!({"anyOf": parts.map(present)})),
            clash("organization", json!({"anyOf": [present("name"), {"anyOf": parts.map(present)}]})),
        ]),
        // Or it adds to an entry of a bibliography, which has a title.
        "Publication" => {
            schema["anyOf"] = json!([named("title"), present("bib")]);
            return;
        }
        "Talk" => {
            schema["anyOf"] = json!([named("title"), named("event")]);
            json!([clash("date", present("end"))])
        }
        "Experience" => json!([{"not": {"allOf": [present("title"), filled("positions")]}}]),
        "Education" => json!([clash("date", present("expected"))]),
        "CustomEntry" => {
            schema["anyOf"] = json!([named("title"), named("summary"), filled("highlights")]);
            json!([clash("date", present("end"))])
        }
        "Project" | "Teaching" | "Advising" | "Membership" | "Award" | "Media" | "News" => {
            json!([clash("date", present("end"))])
        }
        "Service" => json!([
            clash("date", present("end")),
            clash("start", given("years")),
            clash("end", given("years")),
            clash("date", given("years")),
        ]),
        "CustomSection" => {
            let mut rules = entries_by_kind(schema);
            rules.push(json!({"not": {"allOf": [present("text"), filled("entries")]}}));
            rules.into()
        }
        _ => return,
    };
    schema["allOf"] = rules;
}

/// What `entries` may hold with each `kind` beside it, or without one. The decoder has keys of their own for those.
fn entries_by_kind(schema: &mut Value) -> Vec<Value> {
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return Vec::new();
    };
    let forms = OwnEntries::KINDS.iter().filter_map(|kind| {
        let form = properties.remove(&format!("{ENTRIES_OF}{kind}"))?;
        let is_kind = json!({"required": ["kind"], "properties": {"kind": {"const": kind}}});
        Some(json!({"if": is_kind, "then": {"properties": {"entries": form}}}))
    });
    let mut forms: Vec<Value> = forms.collect();
    if let Some(own) = properties.get_mut("entries") {
        let described = json!({"description": own["description"], "examples": own["examples"]});
        let plain = std::mem::replace(own, described);
        let form = json!({"properties": {"entries": plain}});
        forms.push(json!({"if": present("kind"), "else": form}));
    }
    forms
}

/// The key is there and has a text in which something stands.
fn named(key: &str) -> Value {
    json!({"required": [key], "properties": {key: {"pattern": r"\S", "not": {"type": "null"}}}})
}

/// The key is there and has a value.
fn present(key: &str) -> Value {
    json!({"required": [key], "properties": {key: {"not": {"type": "null"}}}})
}

/// Of a key and another only one may be there.
fn clash(key: &str, other: Value) -> Value {
    json!({"not": {"allOf": [present(key), other]}})
}

/// The key is there and has a value, or a list with items.
fn given(key: &str) -> Value {
    let nothing = json!([{"type": "null"}, {"type": "array", "maxItems": 0}]);
    json!({"required": [key], "properties": {key: {"not": {"anyOf": nothing}}}})
}

/// The key is there and has a list with items.
fn filled(key: &str) -> Value {
    json!({"required": [key], "properties": {key: {"type": "array", "minItems": 1}}})
}

/// No key has a value.
fn nothing(schema: &Value) -> Value {
    let keys = schema.get("properties").and_then(Value::as_object);
    let nulls = keys
        .into_iter()
        .flat_map(|keys| keys.keys())
        .map(|key| (key.clone(), json!({"type": "null"})));
    json!({"properties": nulls.collect::<serde_json::Map<_, _>>()})
}

/// Adds the rule of web addresses where one stands.
fn addresses(schema: &mut Value) {
    for form in alternatives(schema) {
        if form["title"] == Url::TITLE {
            texts(form, &json!({"type": "string", "pattern": WEB}));
        }
    }
}

/// Puts a rule in the place of every text of a schema, alone, in a list or by a name.
fn texts(schema: &mut Value, rule: &Value) {
    let Value::Object(map) = schema else { return };
    let types: Vec<&str> = match map.get("type") {
        Some(Value::String(only)) => vec![only],
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if types.contains(&"string") {
        let is_nullable = types.contains(&"null");
        map.remove("type");
        if let Value::Object(rule) = rule {
            map.extend(rule.clone());
        }
        if is_nullable {
            super::forms::or_null(schema);
        }
        return;
    }
    for keyword in ["anyOf", "oneOf", "allOf"] {
        if let Some(Value::Array(forms)) = map.get_mut(keyword) {
            forms.iter_mut().for_each(|form| texts(form, rule));
        }
    }
    for below in ["items", "additionalProperties"] {
        if let Some(values) = map.get_mut(below) {
            texts(values, rule);
        }
    }
}

/// Any text, with those that editors offer.
fn suggested(words: &[&str]) -> Value {
    json!({"anyOf": [{"enum": words}, {"type": ["string", "number", "boolean"]}]})
}

fn at_least_one(schema: &mut Value) {
    for form in alternatives(schema) {
        if form.get("minimum").is_some() {
            form["minimum"] = 1.into();
        }
    }
}

/// A schema, or those it chooses from.
fn alternatives(schema: &mut Value) -> Vec<&mut Value> {
    if schema.get("anyOf").is_none() {
        return vec![schema];
    }
    match schema.get_mut("anyOf") {
        Some(Value::Array(forms)) => forms.iter_mut().collect(),
        _ => Vec::new(),
    }
}

/// Known networks take user names, all others addresses.
fn profiles(schema: &mut Value) {
    let mut known = serde_json::Map::new();
    for network in known_networks() {
        let account = match network {
            "orcid" => json!({"type": "string", "pattern": ORCID}),
            _ => json!({"type": ["string", "number", "boolean"]}),
        };
        let mut account = account;
        account["description"] = format!("User name or address on {network}.").into();
        known.insert(network.to_owned(), account);
    }
    schema["properties"] = known.into();
    schema["additionalProperties"] = json!({"type": "string", "pattern": WEB});
}
