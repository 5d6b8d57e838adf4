//! A document through Typst: PDF, PNG and SVG.
