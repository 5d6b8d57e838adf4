//! The arguments of `import`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, CommandFactory, ValueEnum};

use super::{Arguments, ReportForm};

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// Files to read, which become one CV; of LinkedIn's export also its folder
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Write into this file, which must not exist; to the standard output when missing
    // Of the same name as the folder of documents, in whose place it stands here.
    #[arg(id = "output_dir", short, long = "output", value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Format of the files; recognised by their content when missing
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<SourceFormat>,
    /// Add what became of the values to the end of the file, as comments
    #[arg(long)]
    pub report: bool,
    /// Keep what has no place under `x-import`, which never prints and goes out again with
    /// `folio build --format json-resume` or `rendercv`
    #[arg(long)]
    pub keep_rest: bool,
    /// Leave the papers of .bib files there, and name the files under `bibliography`
    #[arg(long)]
    pub keep_bib: bool,
    /// Form of the report
    #[arg(long, value_name = "FORM", default_value = "human")]
    pub message_format: ReportForm,
}

/// The file that `-o` names for `import`, if it is given there or before.
pub fn import_output(arguments: &[OsString]) -> Option<PathBuf> {
    use clap::parser::ValueSource;

    let matches = Arguments::command().try_get_matches_from(arguments).ok()?;
    let (_, import) = matches.subcommand()?;
    let is_given = import.value_source("output_dir") == Some(ValueSource::CommandLine);
    let output = import.get_one::<PathBuf>("output_dir");
    output.filter(|_| is_given).cloned()
}

/// A format that is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SourceFormat {
    /// JSON Resume, in JSON or YAML
    JsonResume,
    /// RenderCV, all versions
    #[value(name = "rendercv")]
    RenderCv,
    /// YAMLResume
    #[value(name = "yamlresume")]
    YamlResume,
    /// The _data/cv.yml of al-folio
    AlFolio,
    /// CSL-JSON, or the same in YAML
    Csl,
    /// Hayagriva
    Hayagriva,
    /// BibTeX or BibLaTeX
    #[value(name = "bibtex")]
    BibTex,
    /// An ORCID record, in XML or JSON
    Orcid,
    /// Europass, as the PDF of the portal or as XML
    Europass,
    /// LinkedIn's export of your data, as a folder or an archive
    #[value(name = "linkedin")]
    LinkedIn,
    /// LaTeX in the macros of moderncv, Awesome-CV or AltaCV
    Latex,
}

impl From<SourceFormat> for crate::import::Format {
    fn from(format: SourceFormat) -> Self {
        match format {
            SourceFormat::JsonResume => Self::JsonResume,
            SourceFormat::RenderCv => Self::RenderCv,
            SourceFormat::YamlResume => Self::YamlResume,
            SourceFormat::AlFolio => Self::AlFolio,
            SourceFormat::Csl => Self::Csl,
            SourceFormat::Hayagriva => Self::Hayagriva,
            SourceFormat::BibTex => Self::BibTex,
            SourceFormat::Orcid => Self::Orcid,
            SourceFormat::Europass => Self::Europass,
            SourceFormat::LinkedIn => Self::LinkedIn,
            SourceFormat::Latex => Self::Latex,
        }
    }
}
