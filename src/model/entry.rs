//! The fields that every entry of every section has.

/// Declares an entry: its own fields plus the common ones, with the derives that all share.
///
/// A macro and not a flattened struct, because `#[serde(flatten)]` hides unknown keys and loses
/// the path of an error.
macro_rules! entry {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, serde::Deserialize, schemars::JsonSchema)]
        #[serde(default)]
        #[schemars(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
            /// Words that documents select by.
            pub tags: $crate::model::Many<String>,
            /// What is kept when a page is full; never the order.
            pub priority: Option<$crate::model::Priority>,
            /// A web address for the entry.
            pub url: Option<String>,
            /// A remark printed after the entry. Takes inline markup.
            pub note: Option<$crate::model::Text>,
        }

        impl $crate::model::Tagged for $name {
            fn tags(&self) -> &[String] {
                &self.tags
            }
            fn priority(&self) -> Option<$crate::model::Priority> {
                self.priority
            }
        }
    };
}
pub(super) use entry;
