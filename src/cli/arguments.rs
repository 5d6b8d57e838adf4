//! The arguments, from which help, completions and the man page are made as well.

mod examples;
mod import;
mod theme;

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anstream::ColorChoice;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use examples::{BATCH, EXAMPLES, IMPORT, SCHEMA, WATCH};
pub use import::{Import, import_output};
pub use theme::{Gallery, Show, Theme, ThemeCommand};

use super::console;
use crate::batch::Shard;
use crate::diagnostics::{Code, printable_lines};
use crate::limits::Limit;
use crate::model::Format;
use crate::watch::TimedOut;
use crate::words::Locale;

/// Seconds that a document, or a CV of a batch, may take: thousands of papers take some.
pub(super) const TIME_LIMIT: u32 = 300;

/// What is read when no file is named.
pub(super) const DEFAULT_FILE: &str = "cv.yaml";

/// Seconds that a document may take while somebody waits for it.
const WATCH_TIME_LIMIT: u32 = 60;

pub(crate) const TIME_LIMITS: &[Limit] = &[
    Limit::new(
        "how long a document, or a CV of `folio batch`, may take, where `--time-limit` does not say",
        TIME_LIMIT as u64,
        "s",
        Code::TimeLimit,
    ),
    Limit::new(
        "how long a document of `folio watch` may take, where `--time-limit` does not say",
        WATCH_TIME_LIMIT as u64,
        "s",
        Code::TimeLimit,
    ),
];

/// Turn one YAML file into an academic CV, a one-page résumé and a publication list
///
/// Folio reads cv.yaml and writes each document as an accessible, archival PDF (PDF/UA-1 and
/// PDF/A-2a), as LaTeX, as pictures or as plain text. The documents cv, resume and publications exist in
/// every file; further ones are declared under `documents`.
#[derive(Debug, Parser)]
#[command(name = "folio", version, after_help = EXAMPLES, arg_required_else_help = true)]
#[command(override_usage = "folio [OPTIONS] <DOCUMENT>...\n       folio [OPTIONS] <COMMAND>")]
pub struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Read this file
    #[arg(
        short,
        long,
        value_name = "FILE",
        default_value = DEFAULT_FILE,
        global = true
    )]
    pub file: PathBuf,
    /// Write into this folder
    #[arg(
        short,
        long,
        value_name = "FOLDER",
        default_value = "output",
        global = true
    )]
    pub output_dir: PathBuf,
    /// When to use colour (also: NO_COLOR, CLICOLOR_FORCE)
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: When,
    /// Print errors and warnings only
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Common {
    /// Whether what is printed to the standard error has colour.
    pub fn has_color(&self) -> bool {
        let choice = match self.color {
            When::Always => ColorChoice::Always,
            When::Never => ColorChoice::Never,
            When::Auto => anstream::AutoStream::choice(&std::io::stderr()),
        };
        choice != ColorChoice::Never
    }

    /// Prints a message as an error.
    pub fn complain(&self, message: &str) {
        let message = printable_lines(message);
        match self.has_color() {
            true => console::say(&format!("\u{1b}[1;31merror\u{1b}[0m: {message}\n")),
            false => console::say(&format!("error: {message}\n")),
        }
    }

    /// Prints a line on what was done, unless the run is quiet.
    pub fn tell(&self, line: &str) {
        if !self.quiet {
            console::say(&format!("{}\n", printable_lines(line)));
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write documents: all of them, or those named
    Build(Build),
    /// Write the documents of many CVs, each into a folder of its own
    #[command(after_help = BATCH)]
    Batch(Batch),
    /// Build again on every save, and show the pages in a browser
    #[command(after_help = WATCH)]
    Watch(Watch),
    /// Find everything that a build would, and give advice; write no documents
    Check(Check),
    /// Show how a document was fitted on its pages, and what was left out
    Fit(Fit),
    /// Print a document as the JSON that templates read
    Dump(Dump),
    /// Say what a code of problems means, with an example
    Explain(Explain),
    /// Print the JSON Schema of cv.yaml, for editors
    #[command(after_help = SCHEMA)]
    Schema,
    /// Print what the program carries of others, and its licences
    #[command(alias = "licenses")]
    Licences,
    /// Write a commented cv.yaml to start from, or a template
    New(New),
    /// List the themes, print one to copy, or see your CV in each
    #[command(after_help = theme::HELP)]
    Theme(Theme),
    /// List the citation styles that publications may have
    Styles,
    /// Make a cv.yaml of a CV in another format, and say what became of each value
    #[command(after_help = IMPORT)]
    Import(Import),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page in roff
    Man,
    /// Write the documents of these names.
    #[command(external_subcommand)]
    Document(Vec<OsString>),
}

/// Arguments of `build`, and of a document's name in its place.
#[derive(Debug, Clone, Default, Args)]
pub struct Build {
    /// Documents to write; all of cv.yaml when none is named, a list of publications where it has some
    #[arg(value_name = "DOCUMENT")]
    pub documents: Vec<String>,
    /// Formats to write, in place of those in the file
    #[arg(long, value_name = "FORMAT,…", value_delimiter = ',')]
    pub format: Vec<OutputFormat>,
    /// Theme to use, in place of those in the file
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Most pages a document may take, in place of what the file says
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub pages: Option<u16>,
    /// Seconds after which a document is given up; the others are written
    #[arg(long, value_name = "SECONDS", default_value_t = TIME_LIMIT, value_parser = clap::value_parser!(u32).range(1..))]
    pub time_limit: u32,
    /// Write nothing; exit with 1 and name the files that are not what would be written
    #[arg(long, conflicts_with = "stdout")]
    pub verify: bool,
    /// Write one document in one format to the standard output
    #[arg(long)]
    pub stdout: bool,
    /// Of HTML, write the publication list alone, to embed in a page
    #[arg(long)]
    pub fragment: bool,
    #[command(flatten)]
    pub reporting: Reporting,
}

/// Arguments of `batch`.
#[derive(Debug, Args)]
pub struct Batch {
    /// Files, each a CV, and folders to search for them
    #[arg(value_name = "PATH", required_unless_present = "worker")]
    pub paths: Vec<PathBuf>,
    /// How many CVs to make at once [default: one for each core]
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Documents to write, in place of all that each CV has
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    pub document: Vec<String>,
    /// Formats to write, in place of those in the files
    #[arg(long, value_name = "FORMAT,…", value_delimiter = ',')]
    pub format: Vec<OutputFormat>,
    /// Theme to use, in place of those in the files
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Most pages a document may take, in place of what the files say
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub pages: Option<u16>,
    /// Seconds after which a CV is given up
    #[arg(long, value_name = "SECONDS", default_value_t = TIME_LIMIT, value_parser = clap::value_parser!(u32).range(1..))]
    pub time_limit: u32,
    /// Make this part only, such as 1/4 to 4/4 on four machines
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
    /// Write what became of each CV into a file, as JSON
    #[arg(long, value_name = "FILE")]
    pub summary: Option<PathBuf>,
    #[command(flatten)]
    pub reporting: Reporting,
    /// Make what the standard input asks for; how a run starts its workers
    #[arg(long, hide = true)]
    pub worker: bool,
}

/// Arguments of `watch`.
#[derive(Debug, Args)]
pub struct Watch {
    /// Documents to keep current; all of cv.yaml when none is named
    #[arg(value_name = "DOCUMENT")]
    pub documents: Vec<String>,
    /// Formats to write, in place of those in the file
    #[arg(long, value_name = "FORMAT,…", value_delimiter = ',')]
    pub format: Vec<OutputFormat>,
    /// Theme to use, in place of those in the file
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Most pages a document may take, in place of what the file says
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub pages: Option<u16>,
    /// Seconds after which a document is given up; the others are written
    #[arg(long, value_name = "SECONDS", default_value_t = WATCH_TIME_LIMIT, value_parser = clap::value_parser!(u32).range(1..))]
    pub time_limit: u32,
    /// Show the pages in a browser, at an address of this machine alone
    #[arg(long)]
    pub serve: bool,
    /// Port of the preview [default: 3737, or the first free one after it]
    #[arg(long, value_name = "PORT", value_parser = clap::value_parser!(u16).range(1..))]
    pub port: Option<u16>,
    /// Open the preview in the browser
    #[arg(long)]
    pub open: bool,
    #[command(flatten)]
    pub reporting: Reporting,
    /// What the process that this one replaces gave up
    #[arg(long, hide = true)]
    pub timed_out: Option<TimedOut>,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Documents to check; all of cv.yaml when none is named
    #[arg(value_name = "DOCUMENT")]
    pub documents: Vec<String>,
    /// Seconds after which a document is given up; the others are checked
    #[arg(long, value_name = "SECONDS", default_value_t = TIME_LIMIT, value_parser = clap::value_parser!(u32).range(1..))]
    pub time_limit: u32,
    /// List each text that is translated and not into this language, by its BCP 47 tag
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub language: Vec<String>,
    /// First correct in the file what is surely a slip, and say what; everything else stays as it is
    #[arg(long)]
    pub fix: bool,
    /// Show each note, also where many are of one kind
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub reporting: Reporting,
}

/// The tag of a language that Folio has words of.
fn language(tag: &str) -> Result<String, String> {
    match Locale::for_tag(tag) {
        Some(_) => Ok(tag.to_owned()),
        None => {
            let known = crate::diagnostics::enumerated(Locale::tags());
            Err(format!(
                "there are no words of it; those with words: {known}"
            ))
        }
    }
}

/// How problems are reported.
#[derive(Debug, Clone, Default, Args)]
pub struct Reporting {
    /// Form in which problems are reported
    #[arg(long, value_name = "FORM", default_value = "human")]
    pub message_format: MessageFormat,
    /// Treat these as errors
    #[arg(long, value_name = "WHAT")]
    pub deny: Vec<Deny>,
    /// Whether each note is shown, which `check --all` asks for.
    #[arg(skip)]
    pub all: bool,
}

/// A form of problems.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// The line with a caret under the place, to the standard error
    #[default]
    Human,
    /// One line for each, to the standard error
    Short,
    /// One JSON object a line, to the standard output
    Json,
    /// A SARIF 2.1.0 log, to the standard output
    Sarif,
    /// Workflow commands of GitHub Actions, to the standard output
    Github,
}

/// What is treated as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings
    Warnings,
}

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// A tagged, archival PDF
    Pdf,
    /// A picture of each page
    Png,
    /// A drawing of each page
    Svg,
    /// Plain text
    Txt,
    /// One self-contained LaTeX file
    Tex,
    /// One self-contained page of the Web
    Html,
    /// Markdown
    Md,
    /// A document for Word, LibreOffice and Google Docs
    Docx,
    /// The papers shown, as BibLaTeX
    Bib,
    /// The papers shown, as CSL-JSON
    CslJson,
    /// The papers shown, as RIS
    Ris,
    /// What is shown, as JSON Resume
    JsonResume,
    /// What is shown, for RenderCV
    #[value(name = "rendercv")]
    RenderCv,
}

impl From<OutputFormat> for Format {
    fn from(format: OutputFormat) -> Self {
        match format {
            OutputFormat::Pdf => Self::Pdf,
            OutputFormat::Png => Self::Png,
            OutputFormat::Svg => Self::Svg,
            OutputFormat::Txt => Self::Txt,
            OutputFormat::Tex => Self::Tex,
            OutputFormat::Html => Self::Html,
            OutputFormat::Md => Self::Md,
            OutputFormat::Docx => Self::Docx,
            OutputFormat::Bib => Self::Bib,
            OutputFormat::CslJson => Self::CslJson,
            OutputFormat::Ris => Self::Ris,
            OutputFormat::JsonResume => Self::JsonResume,
            OutputFormat::RenderCv => Self::RenderCv,
        }
    }
}

/// Arguments of `fit`.
#[derive(Debug, Args)]
pub struct Fit {
    /// Document to show
    #[arg(default_value = "resume")]
    pub document: String,
    /// Theme to use, in place of the one in the file
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Seconds after which the document is given up
    #[arg(long, value_name = "SECONDS", default_value_t = TIME_LIMIT, value_parser = clap::value_parser!(u32).range(1..))]
    pub time_limit: u32,
    /// Most pages the document may take, in place of what the file says
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub pages: Option<u16>,
    /// Form of the report
    #[arg(long, value_name = "FORM", default_value = "human")]
    pub message_format: ReportForm,
}

/// Form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportForm {
    /// A table
    Human,
    /// One JSON object
    Json,
}

/// Arguments of `dump`.
#[derive(Debug, Args)]
pub struct Dump {
    /// Document to print
    pub document: String,
    /// Theme to use, in place of the one in the file
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Seconds after which the document is given up
    #[arg(long, value_name = "SECONDS", default_value_t = TIME_LIMIT, value_parser = clap::value_parser!(u32).range(1..))]
    pub time_limit: u32,
    /// Write the JSON with its theme and templates into a folder, where stock Typst compiles it
    #[arg(long, value_name = "FOLDER")]
    pub into: Option<PathBuf>,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// Code to explain, such as bad-date; all are listed when none is given
    pub code: Option<String>,
}

/// Arguments of `new`.
#[derive(Debug, Args)]
pub struct New {
    /// File to write; it must not exist [default: cv.yaml]
    pub path: Option<PathBuf>,
    /// Write into this folder what a repository of a CV needs: cv.yaml, a workflow that builds it on every
    /// push, .gitignore, README.md and the schema; what is there stays as it is
    #[arg(long, value_name = "FOLDER", conflicts_with = "path")]
    pub repository: Option<PathBuf>,
    /// Fill it with a CV in another format, as `import` does; of several files, name each
    #[arg(long, value_name = "FILE", conflicts_with = "repository")]
    pub from: Vec<PathBuf>,
    /// Write a page design of your own in place of a CV: templates/NAME.typ beside cv.yaml
    #[arg(long, value_name = "NAME", conflicts_with_all = ["path", "repository"])]
    pub template: Option<String>,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// Shell to print the script for
    pub shell: clap_complete::Shell,
}

/// The command line as a whole, for completions and the man page.
pub fn command() -> clap::Command {
    Arguments::command()
}

/// A document's name in the place of a command, with its arguments.
#[derive(Debug, Parser)]
#[command(name = "folio", about = "Write documents", after_help = EXAMPLES)]
#[command(override_usage = "folio <DOCUMENT>... [OPTIONS]")]
struct DocumentArguments {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    build: Build,
}

/// Reads what follows when the command is a document's name.
///
/// Options before the name hold unless they are given again after it.
///
/// # Errors
/// When the arguments are not those of `build`.
pub fn document(before: &Common, words: Vec<OsString>) -> Result<(Common, Build), clap::Error> {
    use clap::FromArgMatches;
    use clap::parser::ValueSource;

    let program = OsString::from("folio");
    let matches =
        DocumentArguments::command().try_get_matches_from([program].into_iter().chain(words))?;
    let DocumentArguments { common, build } = DocumentArguments::from_arg_matches(&matches)?;
    let given = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
    let common = Common {
        file: if given("file") {
            common.file
        } else {
            before.file.clone()
        },
        output_dir: if given("output_dir") {
            common.output_dir
        } else {
            before.output_dir.clone()
        },
        color: if given("color") {
            common.color
        } else {
            before.color
        },
        quiet: common.quiet || before.quiet,
    };
    Ok((common, build))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
        DocumentArguments::command().debug_assert();
    }

    /// The help of a command and of those in it, as a page of the book has it.
    fn help(command: &mut clap::Command, path: &str, page: &mut String) {
        let text = command.render_long_help().to_string();
        let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
        page.push_str(&format!(
            "\n## {path}\n\n```text\n{}\n```\n",
            lines.join("\n")
        ));
        for inner in command
            .get_subcommands_mut()
            .filter(|inner| inner.get_name() != "help")
        {
            let path = format!("{path} {}", inner.get_name());
            help(inner, &path, page);
        }
    }

    #[test]
    fn the_book_has_the_help_of_every_command() {
        let mut page =
            "# The command line\n\nWhat `--help` says, of the program and of each command. \
            In a checkout of the source, `cargo run --` stands for `folio`.\n"
                .to_owned();
        let mut command = command().term_width(100).version("VERSION");
        command.build();
        help(&mut command, "folio", &mut page);
        crate::generated::assert_current("docs/cli.md", &page);
    }

    #[test]
    fn no_document_can_have_the_name_of_a_command() {
        for known in command().get_subcommands() {
            for name in std::iter::once(known.get_name()).chain(known.get_all_aliases()) {
                assert!(
                    crate::source::RESERVED_DOCUMENT_NAMES.contains(&name),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn options_may_stand_before_and_after_a_documents_name() {
        let words = [
            "folio", "-q", "--file", "a.yaml", "cv", "resume", "-o", "out", "--format", "pdf,txt",
        ];
        let Arguments { common, command } = Arguments::try_parse_from(words).unwrap();
        let Command::Document(words) = command else {
            panic!("{command:?}")
        };
        let (common, build) = document(&common, words).unwrap();
        assert_eq!(common.file.to_str(), Some("a.yaml"));
        assert_eq!(common.output_dir.to_str(), Some("out"));
        assert!(common.quiet);
        assert_eq!(build.documents, ["cv", "resume"]);
        assert_eq!(build.format, [OutputFormat::Pdf, OutputFormat::Txt]);
    }
}
