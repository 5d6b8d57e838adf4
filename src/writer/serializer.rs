//! From the types of the model, by their `Serialize`, to the tree.
//!
//! What says nothing (none, an empty list or map) is left out of a struct here, once for all
//! fields; what is in a `Some` was given, and stays also when it is empty.

use std::fmt;

use serde::ser::{self, Serialize};

use super::tree::{Content, Node};
use crate::model::AS_WRITTEN;

/// Why something cannot be written: what its own `Serialize` says.
#[derive(Debug)]
pub(super) struct Unwritable(String);

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// Makes the tree.
pub(super) struct TreeSerializer;

fn text(text: &str) -> Content {
    Content::Scalar {
        text: text.to_owned(),
        as_written: false,
    }
}

fn as_written(value: impl ToString) -> Content {
    Content::Scalar {
        text: value.to_string(),
        as_written: true,
    }
}

/// A map of one entry, as enums with values are written.
fn variant(name: &str, content: Content) -> Content {
    Content::Map {
        name: None,
        entries: vec![(name.to_owned(), content.into())],
    }
}

macro_rules! scalars {
    ($($method:ident: $type:ty),*) => { $(
        fn $method(self, value: $type) -> Result<Content, Unwritable> {
            Ok(as_written(value))
        }
    )* };
}

impl ser::Serializer for TreeSerializer {
    type Ok = Content;
    type Error = Unwritable;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Entries;
    type SerializeStruct = Entries;
    type SerializeStructVariant = Entries;

    scalars! {
        serialize_bool: bool,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_f32: f32, serialize_f64: f64
    }

    fn serialize_char(self, value: char) -> Result<Content, Unwritable> {
        Ok(text(value.encode_utf8(&mut [0; 4])))
    }

    fn serialize_str(self, value: &str) -> Result<Content, Unwritable> {
        Ok(text(value))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Content, Unwritable> {
        value.serialize(self)
    }

    fn serialize_none(self) -> Result<Content, Unwritable> {
        Ok(Content::Nothing)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Content, Unwritable> {
        Ok(Content::Given(Box::new(value.serialize(self)?)))
    }

    fn serialize_unit(self) -> Result<Content, Unwritable> {
        Ok(Content::Nothing)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Content, Unwritable> {
        Ok(Content::Nothing)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Content, Unwritable> {
        Ok(text(variant))
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Content, Unwritable> {
        Ok(match value.serialize(self)? {
            Content::Scalar { text, .. } if name == AS_WRITTEN => as_written(text),
            Content::List { items, .. } => Content::List {
                name: Some(name),
                items,
            },
            other => other,
        })
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<Content, Unwritable> {
        Ok(variant(name, value.serialize(self)?))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Items, Unwritable> {
        Ok(Items {
            variant: None,
            items: Vec::with_capacity(length.unwrap_or_default()),
        })
    }

    fn serialize_tuple(self, length: usize) -> Result<Items, Unwritable> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Items, Unwritable> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Items, Unwritable> {
        Ok(Items {
            variant: Some(variant),
            ..self.serialize_seq(Some(length))?
        })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries, Unwritable> {
        Ok(Entries::default())
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Entries, Unwritable> {
        Ok(Entries {
            name: Some(name),
            ..Entries::default()
        })
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Entries, Unwritable> {
        Ok(Entries {
            name: Some(name),
            variant: Some(variant),
            ..Entries::default()
        })
    }
}

/// A list that is being made.
pub(super) struct Items {
    variant: Option<&'static str>,
    items: Vec<Node>,
}

impl Items {
    fn push<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.items.push(value.serialize(TreeSerializer)?.into());
        Ok(())
    }

    fn finish(self) -> Content {
        let list = Content::List {
            name: None,
            items: self.items,
        };
        match self.variant {
            Some(name) => variant(name, list),
            None => list,
        }
    }
}

macro_rules! lists {
    ($($trait:ident::$method:ident),*) => { $(
        impl ser::$trait for Items {
            type Ok = Content;
            type Error = Unwritable;
            fn $method<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unwritable> {
                self.push(value)
            }
            fn end(self) -> Result<Content, Unwritable> {
                Ok(self.finish())
            }
        }
    )* };
}

lists!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

/// A map that is being made.
#[derive(Default)]
pub(super) struct Entries {
    name: Option<&'static str>,
    variant: Option<&'static str>,
    key: Option<String>,
    entries: Vec<(String, Node)>,
}

impl Entries {
    /// A field: left out when it says nothing.
    fn field<T: ?Sized + Serialize>(&mut self, key: &str, value: &T) -> Result<(), Unwritable> {
        let content = value.serialize(TreeSerializer)?;
        if !content.says_nothing() {
            self.entries.push((key.to_owned(), content.into()));
        }
        Ok(())
    }

    fn finish(self) -> Content {
        let map = Content::Map {
            name: self.name,
            entries: self.entries,
        };
        match self.variant {
            Some(name) => variant(name, map),
            None => map,
        }
    }
}

impl ser::SerializeMap for Entries {
    type Ok = Content;
    type Error = Unwritable;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Unwritable> {
        match key.serialize(TreeSerializer)?.bare() {
            Content::Scalar { text, .. } => {
                self.key = Some(text);
                Ok(())
            }
            _ => Err(ser::Error::custom("a list or a map cannot be a key")),
        }
    }

    /// Every entry stays: the key was chosen by the user.
    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unwritable> {
        let key = self.key.take().unwrap_or_default();
        let value = value.serialize(TreeSerializer)?.into();
        self.entries.push((key, value));
        Ok(())
    }

    fn end(self) -> Result<Content, Unwritable> {
        Ok(self.finish())
    }
}

macro_rules! structs {
    ($($trait:ident),*) => { $(
        impl ser::$trait for Entries {
            type Ok = Content;
            type Error = Unwritable;
            fn serialize_field<T: ?Sized + Serialize>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), Unwritable> {
                self.field(key, value)
            }
            fn end(self) -> Result<Content, Unwritable> {
                Ok(self.finish())
            }
        }
    )* };
}

structs!(SerializeStruct, SerializeStructVariant);
