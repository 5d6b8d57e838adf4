//! Themes as files to copy.

use super::Theme;
use super::tokens::{TOKENS, Token};

/// Most characters of a line of comments.
const WIDTH: usize = 100;

impl Theme {
    /// The theme as a file of `templates/themes/`, with what each token sets; read back it is the same theme.
    pub fn file(&self) -> String {
        let mut text = format!(
            "# The theme `{name}` with all that it says. To change it, keep this file as `templates/themes/mine.yaml`\n\
             # beside your cv.yaml and write `theme: mine` into a document. You may take away every line that you do\n\
             # not change: `extends` has the others.\n\
             extends: {name}\n",
            name = self.name
        );
        let mut map = None;
        for token in TOKENS {
            let (own_map, key) = match token.key.split_once('.') {
                Some((map, key)) => (Some(map), key),
                None => (None, token.key),
            };
            if own_map != map
                && let Some(own) = own_map
            {
                text.push_str(&format!("\n{}{own}:\n", about_map(own)));
            }
            map = own_map;
            let indent = if map.is_some() { "  " } else { "\n" };
            let comment = comment(token);
            match map {
                Some(_) => text.push_str(&comment.replace("# ", "  # ")),
                None => text.push_str(&format!("{indent}{comment}")),
            }
            let indent = if map.is_some() { "  " } else { "" };
            text.push_str(&format!("{indent}{key}: {}\n", token.written(self)));
        }
        text
    }
}

/// What the tokens of a map are for.
fn about_map(map: &str) -> &'static str {
    match map {
        "columns" => "# A second column.\n",
        "floor" => "# The tightest setting: how far Folio may go to keep to a limit of pages.\n",
        "roomy" => "# The roomiest setting: how far it may go to fill the last page.\n",
        _ => "",
    }
}

/// What a token sets and takes, in lines of comments.
fn comment(token: &Token) -> String {
    let words = format!("{}: {}", token.about, token.takes().replace('`', ""));
    let words = words.replace('`', "");
    let mut lines = String::from("#");
    let mut length = 1;
    for word in words.split(' ') {
        let own = word.chars().count() + 1;
        if length + own > WIDTH {
            lines.push_str("\n#");
            length = 1;
        }
        lines.push(' ');
        lines.push_str(word);
        length += own;
    }
    lines + "\n"
}
