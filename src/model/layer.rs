//! Settings in layers: those of a document over those of the one that it extends.

use std::collections::BTreeMap;

use super::forms::{Many, Override};

/// Settings that stand over others: those of a document over those of the one it extends.
pub trait Layer {
    /// These, and where they say nothing, those of `base`.
    #[must_use]
    fn over(self, base: Self) -> Self;
}

impl<T> Layer for Option<T> {
    fn over(self, base: Self) -> Self {
        self.or(base)
    }
}

impl<T> Layer for Override<T> {
    /// Lists replace.
    fn over(self, base: Self) -> Self {
        Self(self.0.or(base.0))
    }
}

impl<T: PartialEq> Layer for Many<T> {
    /// Lists of what is left out gather.
    fn over(self, mut base: Self) -> Self {
        for one in self.0 {
            if !base.0.contains(&one) {
                base.0.push(one);
            }
        }
        base
    }
}

impl Layer for String {
    fn over(self, _: Self) -> Self {
        self
    }
}

impl<K: Ord, V: Layer> Layer for BTreeMap<K, V> {
    /// Maps merge deeply.
    fn over(self, mut base: Self) -> Self {
        for (key, over) in self {
            let merged = match base.remove(&key) {
                Some(below) => over.over(below),
                None => over,
            };
            base.insert(key, merged);
        }
        base
    }
}

/// Declares settings that form layers, field by field.
macro_rules! layered {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
        #[serde(default)]
        #[schemars(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
        }

        impl Layer for $name {
            fn over(self, base: Self) -> Self {
                let Self { $($field),* } = self;
                Self { $($field: Layer::over($field, base.$field)),* }
            }
        }
    };
}
pub(super) use layered;
