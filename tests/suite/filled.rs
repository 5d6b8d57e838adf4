//! CVs in which every text field that the schema knows is set, each to a word of its own.

use folio::diagnostics::{Place, Severity};
use folio::model::Cv;
use folio::source::{Environment, load_str};
use serde_json::{Map, Value, json};

use super::project::fixtures;

/// Keys that hold no text of the page: what selects, orders and names other things.
const NO_TEXT: [&str; 13] = [
    "tags",
    "priority",
    "bib",
    "merge",
    "self",
    "marks",
    "after",
    "settings",
    "documents",
    "bibliography",
    "aliases",
    "photo",
    "x-import",
];

/// A CV as data, and where each of its texts stands.
pub struct Filled {
    pub cv: Value,
    /// The path of each text, such as `talks[0].title`, and the text, in the order of the file.
    pub texts: Vec<(String, String)>,
}

/// Fills every field, the texts with what `text` makes of their number and path.
///
/// Where a value may be written in a short form or a long one, or where one key excludes another, the
/// first entry of a section takes one and the second the other.
pub fn filled(text: impl FnMut(usize, &str) -> String) -> Filled {
    let root = folio::schema::schema();
    let mut filler = Filler {
        definitions: root["definitions"].clone(),
        text,
        texts: Vec::new(),
    };
    let mut cv = Map::new();
    for (key, schema) in root["properties"].as_object().unwrap() {
        if !NO_TEXT.contains(&key.as_str()) {
            let value = filler.value(schema, key, 0);
            cv.insert(key.clone(), value);
        }
    }
    Filled {
        cv: Value::Object(cv),
        texts: filler.texts,
    }
}

struct Filler<F> {
    definitions: Value,
    text: F,
    texts: Vec<(String, String)>,
}

impl<F: FnMut(usize, &str) -> String> Filler<F> {
    /// A value at a path; `turn` says which of two forms it takes.
    fn value(&mut self, schema: &Value, path: &str, turn: usize) -> Value {
        let key = path.rsplit('.').next().unwrap_or_default();
        match key {
            "sections" => {
                let own = schema["additionalProperties"].clone();
                return json!({
                    "own": self.value(&own, "sections.own", 0),
                    "other": self.value(&own, "sections.other", 1),
                });
            }
            "profiles" => {
                return json!({"github": self.word(path), "other": format!("https://example.org/{}", self.word(path))});
            }
            "links" => {
                return json!({"code": format!("https://example.org/{}", self.word(path)), self.word(path): "https://example.org/x"});
            }
            "url" | "website" => {
                return format!("https://example.org/{}", self.word(path)).into();
            }
            "email" => return format!("{}@example.org", self.word(path)).into(),
            "doi" => return format!("10.1000/{}", self.word(path)).into(),
            "acl" => return "2025.emnlp-main.1".into(),
            "selected" => return true.into(),
            _ => {}
        }
        let schema = &self.resolved(schema, turn);
        if let Some(only) = schema.get("const") {
            return only.clone();
        }
        if let Some(all) = schema["enum"].as_array() {
            return all[turn.min(all.len() - 1)].clone();
        }
        if let Some(properties) = schema["properties"].as_object() {
            return self.object(properties, path, turn);
        }
        let is = |kind: &str| match &schema["type"] {
            Value::String(one) => one == kind,
            Value::Array(any) => any.iter().any(|one| one == kind),
            _ => false,
        };
        if is("array") {
            let item = schema["items"].clone();
            return (0..2)
                .map(|index| self.value(&item, &format!("{path}[{index}]"), index))
                .collect();
        }
        let is_free = matches!(schema["pattern"].as_str(), None | Some("\\S"));
        match schema["examples"].get(0) {
            Some(example) if !is_free => example.clone(),
            _ if is("string") && is_free => self.word(path).into(),
            Some(example) => example.clone(),
            // A year.
            None => 2020.into(),
        }
    }

    fn object(&mut self, properties: &Map<String, Value>, path: &str, turn: usize) -> Value {
        let mut object = Map::new();
        for (key, schema) in properties {
            // `own_sections` tries entries of a kind.
            if key.contains('\0') || key == "kind" && properties.contains_key("entries") {
                continue;
            }
            // It names a mark of the file: `records` tries it.
            if key == "marks" && properties.contains_key("priority") {
                continue;
            }
            // The one or the other.
            let excluded = match key.as_str() {
                "positions" | "text"
                    if properties.contains_key("organization")
                        || properties.contains_key("entries") =>
                {
                    turn == 0
                }
                "title" if properties.contains_key("positions") => turn == 1,
                "entries" => turn == 1,
                "date" if properties.contains_key("end") => turn == 0,
                "end" | "expected" | "years" if properties.contains_key("date") => turn == 1,
                "given" | "family" | "particle" | "suffix" => turn == 0,
                "name" if properties.contains_key("given") => turn == 1,
                "organization" if properties.contains_key("given") => true,
                _ => false,
            };
            if !excluded && !NO_TEXT.contains(&key.as_str()) {
                let value = self.value(schema, &format!("{path}.{key}"), turn);
                object.insert(key.clone(), value);
            }
        }
        Value::Object(object)
    }

    /// What a schema refers to, and of alternatives the one whose turn it is.
    fn resolved(&self, schema: &Value, turn: usize) -> Value {
        let name = |schema: &Value| {
            let reference = schema["$ref"].as_str()?;
            reference.rsplit('/').next().map(str::to_owned)
        };
        if let Some(name) = name(schema) {
            return self.resolved(&self.definitions[&name], turn);
        }
        for word in ["anyOf", "oneOf"] {
            if let Some(all) = schema[word].as_array() {
                let some: Vec<&Value> = all.iter().filter(|one| one["type"] != "null").collect();
                let own = schema.get("properties").is_some();
                if !own && let Some(one) = some.get(turn.min(some.len() - 1)) {
                    let mut one = self.resolved(one, turn);
                    if let (Value::Object(one), Some(examples)) = (&mut one, schema.get("examples"))
                    {
                        one.insert("examples".to_owned(), examples.clone());
                    }
                    return one;
                }
            }
        }
        match schema["allOf"].as_array() {
            Some(all) if schema.get("type").is_none() && schema.get("properties").is_none() => {
                self.resolved(&all[0], turn)
            }
            _ => schema.clone(),
        }
    }

    fn word(&mut self, path: &str) -> String {
        let word = (self.text)(self.texts.len(), path);
        self.texts.push((path.to_owned(), word.clone()));
        word
    }
}

/// A word of small letters that no other number has and no language.
pub fn unique(number: usize) -> String {
    const LETTERS: &[u8; 8] = b"bcdghkmp";
    let mut word = "zq".to_owned();
    for place in (0..4).rev() {
        word.push(char::from(LETTERS[(number >> (3 * place)) & 7]));
    }
    word + "qz"
}

/// Reads a CV, without the few values that rules between fields do not allow.
pub fn read(cv: &Value) -> Cv {
    read_if_right(&allowed(cv)).unwrap()
}

/// Reads a CV, if it has no error.
pub fn read_if_right(cv: &Value) -> Option<Cv> {
    let text = cv.to_string();
    let loaded = load_str("cv.yaml", &text, &fixtures(), &Environment::default());
    if loaded.has_errors() { None } else { loaded.cv }
}

/// The CV without the few values that rules between fields do not allow.
pub fn allowed(cv: &Value) -> Value {
    let mut cv = cv.clone();
    let mut taken_out = Vec::new();
    loop {
        let text = cv.to_string();
        let loaded = load_str("cv.yaml", &text, &fixtures(), &Environment::default());
        if !loaded.has_errors() {
            return cv;
        }
        let errors = loaded.diagnostics.iter();
        let errors = errors.filter(|one| one.severity == Severity::Error);
        for error in errors {
            let (Place::Value(path) | Place::Key(path) | Place::Character(path, _)) = &error.place
            else {
                panic!("{error:#?}");
            };
            take_out(&mut cv, path);
            taken_out.push(format!("{path}: {}", error.code));
        }
        assert!(taken_out.len() < 60, "{taken_out:#?}");
    }
}

/// Takes the value at a path out.
fn take_out(cv: &mut Value, path: &str) {
    let steps: Vec<&str> = path
        .split(['.', '['])
        .map(|step| step.trim_end_matches(']'))
        .collect();
    let (last, before) = steps.split_last().unwrap();
    let mut value = cv;
    for step in before {
        let next = match step.parse::<usize>() {
            Ok(index) => value.get_mut(index),
            Err(_) => value.get_mut(*step),
        };
        match next {
            Some(next) => value = next,
            None => return,
        }
    }
    match value {
        Value::Object(fields) => {
            fields.remove(*last);
        }
        // Others keep their places.
        Value::Array(all) => {
            if let Some(one) = last
                .parse()
                .ok()
                .and_then(|index: usize| all.get_mut(index))
            {
                *one = "out".into();
            }
        }
        _ => {}
    }
}
