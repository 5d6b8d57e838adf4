//! What inline markup is made of: known to those who read it and to those who write it.

pub mod math;
