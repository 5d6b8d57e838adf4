//! Arguments of `theme`.

use clap::{Args, Subcommand};

use super::TIME_LIMIT;

/// What stands below the help of `theme`.
pub const HELP: &str = "\
Examples:
  folio theme                       list the themes, those of templates/themes/ too
  folio theme gallery               write output/gallery/index.html: your CV in every theme
  folio theme gallery resume        the same of another document
  folio theme show clear            print a theme with what each token sets
  folio theme show clear > templates/themes/mine.yaml
                                    a theme of your own: then `theme: mine` in cv.yaml

For a colour, a font or margins no file is needed: write `design: {accent: \"#8b0000\"}` under `settings` or
under a document.";

/// Arguments of `theme`.
#[derive(Debug, Args)]
pub struct Theme {
    #[command(subcommand)]
    pub command: Option<ThemeCommand>,
}

/// What to do with themes.
#[derive(Debug, Subcommand)]
pub enum ThemeCommand {
    /// List the themes: for whom each is, and where it has dates
    List,
    /// Print a theme as a file to copy, with what each token sets
    Show(Show),
    /// Write a page with pictures of your own CV in every theme
    Gallery(Gallery),
}

/// Arguments of `theme show`.
#[derive(Debug, Args)]
pub struct Show {
    /// Theme to print
    pub name: String,
}

/// Arguments of `theme gallery`.
#[derive(Debug, Args)]
pub struct Gallery {
    /// Document to show
    #[arg(default_value = "resume")]
    pub document: String,
    /// Seconds after which a theme is given up; the others are shown
    #[arg(long, value_name = "SECONDS", default_value_t = TIME_LIMIT, value_parser = clap::value_parser!(u32).range(1..))]
    pub time_limit: u32,
}
