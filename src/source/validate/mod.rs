//! Rules that hold between the values of a file, checked on the typed CV.

pub(super) mod required;
