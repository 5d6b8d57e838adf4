//! Tests of the whole path from a source file to finished outputs.
//!
//! One binary, as linking Typst takes longer than most of the tests. Tests that run outside
//! programs (poppler, qpdf) or take long are ignored by default; CONTRIBUTING.md says how to run them.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect, and says what it counted"
)]

mod addresses;
mod batch;
mod book;
mod built_book;
mod check;
mod choices;
mod cli;
mod contract;
mod dates;
mod determinism;
mod documentation;
mod every_field;
mod extraction;
mod extractors;
mod fields;
mod filled;
mod fixes;
mod follow_ups;
mod formats;
mod frames;
mod heads;
mod hidden;
mod homepage;
mod hostile_names;
mod import;
mod installing;
mod killed;
mod languages;
mod licences;
mod limits;
mod looks;
mod members;
mod mutants;
mod one_page;
mod orphans;
mod overflow;
mod own_sections;
mod package;
mod page_breaks;
mod paths;
mod pdf;
mod peers;
mod pictures;
mod pipes;
mod processor_time;
mod professor;
mod project;
mod quantities;
mod records;
mod releasing;
mod runs;
mod schema;
mod short_pages;
mod soup;
mod tables;
mod themes;
mod translations;
mod traps;
mod verbatim;
mod verdicts;
mod web;
mod windows;
mod word;
