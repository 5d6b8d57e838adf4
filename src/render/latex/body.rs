//! The text of the document, one block per entry.

use crate::arrange::Arranged;
use crate::document::{
    Dated, Entry, Group, Header, Inline, Item, Legend, Lines, Paragraph, PhotoView,
    PublicationItem, Section,
};
use crate::theme::Theme;

use super::characters::{Class, class};
use super::escape::{Needs, date as date_in, pdf_text, text};
use super::paragraph::runs;
use super::url::href_argument;
use super::wrap::wrapped;

/// Appends everything between `\begin{document}` and `\end{document}`.
pub(super) fn push_body(out: &mut String, document: &Arranged, theme: &Theme, needs: &mut Needs) {
    let mut body = Body {
        out,
        upper: theme.has_capitals(),
        banner: theme.banner,
        needs,
    };
    body.header(&document.header);
    if let Some(legend) = &document.legend {
        body.legend(legend, r"\cvheaderlegend");
    }
    body.out.push_str("\\cvcolumn\n");
    if let Some(widest) = widest_label(&document.sections) {
        let widest = text(widest, body.needs);
        body.block(&[&widest], "cvwidestlabel");
    }
    body.out.push('\n');
    for section in &document.sections {
        body.section(section);
    }
}

struct Body<'a> {
    out: &'a mut String,
    upper: bool,
    banner: bool,
    needs: &'a mut Needs,
}

impl Body<'_> {
    fn header(&mut self, header: &Header) {
        self.comment(&header.name);
        if self.banner {
            self.out.push_str("\\cvbandbegin\n");
        }
        if let Some(photo) = &header.photo {
            self.photo(photo);
        }
        let name = text(&header.name, self.needs);
        self.block(&[&name], "cvname");
        if let Some(native) = &header.native_name {
            let native = native_name(native, self.needs);
            self.block(&[&native], "cvnativename");
        }
        if let Some(pronouns) = &header.pronouns {
            let pronouns = text(pronouns, self.needs);
            self.block(&[&pronouns], "cvpronouns");
        }
        if !header.headline.is_empty() {
            let headline = runs(&header.headline, self.needs);
            self.block(&[&headline], "cvheadline");
        }
        if let Some(updated) = &header.updated {
            let updated = text(updated, self.needs);
            self.block(&[&updated], "cvupdated");
        }
        if !header.contacts.is_empty() || header.location.is_some() {
            self.out.push_str("\\cvcontacts{%\n");
            if let Some(location) = &header.location {
                let location = text(location, self.needs);
                self.out.push_str("  ");
                self.block(&["", &location], "cvcontact");
            }
            for contact in &header.contacts {
                let label = text(contact.label.as_deref().unwrap_or_default(), self.needs);
                let printed = text(&contact.text, self.needs);
                let printed = match &contact.url {
                    Some(url) => format!(r"\href{{{}}}{{{printed}}}", href_argument(url)),
                    None => printed,
                };
                self.out.push_str("  ");
                match contact.gap.is_empty() {
                    true => self.block(&["", &(label + &printed)], "cvcontact"),
                    false => self.block(&[&label, &printed], "cvcontact"),
                }
            }
            self.out.push_str("}\n");
        }
        if self.banner {
            self.out.push_str("\\cvbandend\n");
        }
        self.out.push('\n');
    }

    /// The portrait by its path: TeX has no way to carry the picture in the file.
    fn photo(&mut self, photo: &PhotoView) {
        let path = &photo.path;
        if !drawable(path) {
            self.out.push_str(
                "% The portrait is left out: LaTeX draws PNG and JPEG, by a path of plain characters.\n",
            );
            return;
        }
        self.out
            .push_str("% The portrait stays a file: beside this one, or in the folder above.\n");
        let (turned, mirrored) = upright(photo.orientation);
        if mirrored {
            self.out
                .push_str("\\renewcommand{\\cvmirror}{\\reflectbox}\n");
        }
        self.out.push_str(&match turned {
            0 => format!("\\cvphoto{{{path}}}\n"),
            _ => format!("\\cvphoto[angle={turned}]{{{path}}}\n"),
        });
    }

    fn section(&mut self, section: &Section<Lines>) {
        self.comment(&section.title);
        self.page_break(section.breaks);
        let title = match self.upper {
            true => &section.capitals,
            false => &section.title,
        };
        self.heading("cvsection", title, &section.title);
        if let Some(legend) = &section.legend {
            self.legend(legend, r"\cvlegend");
        }
        self.out.push('\n');
        for group in &section.groups {
            self.group(group);
        }
    }

    /// The end of a page, where the file has one.
    fn page_break(&mut self, breaks: bool) {
        if breaks {
            self.needs.page_breaks = true;
            self.out.push_str("\\cvnewpage\n");
        }
    }

    fn group(&mut self, group: &Group<Lines>) {
        self.page_break(group.breaks);
        if let Some(title) = &group.title {
            self.heading("cvgroup", title, title);
            self.out.push('\n');
        }
        if !group.columns.is_empty() {
            self.table_head(group);
        }
        for item in &group.items {
            match item {
                Item::Entry(row) if !group.columns.is_empty() => self.row(row, group),
                Item::Entry(entry) => self.entry(entry),
                Item::Publication(publication) => self.publication(publication),
                Item::Paragraph(paragraph) => self.runs("cvtext", &paragraph.content),
                Item::Line(line) => {
                    let label = text(&line.label, self.needs);
                    let content = runs(&line.content, self.needs);
                    self.block(
                        &[&label, &content],
                        if group.labels_beside {
                            "cvsideline"
                        } else {
                            "cvline"
                        },
                    );
                }
            }
            self.out.push('\n');
        }
    }

    fn table_head(&mut self, group: &Group<Lines>) {
        self.needs.tables = true;
        let titles = group.columns.iter();
        let titles: Vec<String> = titles.map(|one| text(&one.title, self.needs)).collect();
        self.cells("cvtablehead", group, &titles);
        self.out.push('\n');
    }

    /// A row of a table, and below it what stands below its heading.
    fn row(&mut self, row: &Entry<Lines>, group: &Group<Lines>) {
        let cells = row.heading.0.iter();
        let mut cells: Vec<String> = cells.map(|one| runs(&one.content, self.needs)).collect();
        if let Some(date) = &row.date {
            cells.push(date_in(&date.text, self.needs));
        }
        self.cells("cvtablerow", group, &cells);
        self.paragraphs("cvbody", &row.body);
        self.highlights(&row.highlights);
    }

    fn cells(&mut self, command: &str, group: &Group<Lines>, cells: &[String]) {
        self.out.push_str(&format!("\\{command}{{%\n"));
        let count = group.columns.len();
        for (at, (column, cell)) in group.columns.iter().zip(cells).enumerate() {
            // The last is as wide as there is room.
            let gap = if at + 1 < count { "1em" } else { "0pt" };
            let share = format!("{:.3}", column.share);
            let command = match column.is_at_end {
                true => "cvcellend",
                false => "cvcell",
            };
            self.out.push_str("  ");
            self.block(&[&share, gap, cell], command);
        }
        self.out.push_str("}\n");
    }

    fn entry(&mut self, entry: &Entry<Lines>) {
        self.page_break(entry.breaks);
        match entry.heading.0.is_empty() && entry.date.is_none() {
            true => {
                self.needs.bare_entries = true;
                self.out.push_str("\\cvbareentry\n");
            }
            false => self.dated("cventry", entry.date.as_ref(), &entry.heading),
        }
        self.paragraphs("cvbody", &entry.body);
        self.highlights(&entry.highlights);
        for position in &entry.positions {
            self.dated("cvposition", position.date.as_ref(), &position.heading);
            self.paragraphs("cvbody", &position.body);
            self.highlights(&position.highlights);
        }
    }

    fn publication(&mut self, publication: &PublicationItem<Lines>) {
        let label = text(publication.label.as_deref().unwrap_or_default(), self.needs);
        let year = text(publication.year.as_deref().unwrap_or_default(), self.needs);
        let content = runs(publication.content.first(), self.needs);
        self.block(&[&label, &year, &content], "cvpublication");
        for line in publication.content.further() {
            // A title does not part from its authors.
            self.out.push_str("\\nobreak\n");
            self.runs("cvbody", &line.content);
        }
        self.paragraphs("cvbody", &publication.body);
    }

    fn legend(&mut self, legend: &Legend, command: &str) {
        self.out.push_str(command);
        self.out.push_str("{%\n");
        for item in &legend.items {
            let mark = runs(&item.mark, self.needs);
            let label = text(&item.label, self.needs);
            self.out.push_str("  ");
            self.block(&[&mark, &label], "cvlegenditem");
        }
        self.out.push_str("}\n");
    }

    /// A heading; in square brackets its form for the bookmarks, where it differs.
    fn heading(&mut self, command: &str, title: &str, bookmark: &str) {
        let printed = text(title, self.needs);
        let bookmark = pdf_text(bookmark);
        let optional = if bookmark == printed {
            String::new()
        } else {
            format!("[{bookmark}]")
        };
        self.out
            .push_str(&wrapped(&format!(r"\{command}{optional}{{{printed}}}")));
        self.out.push('\n');
    }

    fn dated(&mut self, command: &str, date: Option<&Dated>, heading: &Lines) {
        let date = date_in(date.map_or("", |date| &date.text), self.needs);
        let first = runs(heading.first(), self.needs);
        self.block(&[&date, &first], command);
        for line in heading.further() {
            self.needs.second_lines = true;
            let [content, end] = [&line.content, &line.end].map(|it| runs(it, self.needs));
            self.block(&[&content, &end], "cvsecondline");
        }
    }

    fn paragraphs(&mut self, command: &str, paragraphs: &[Paragraph]) {
        for paragraph in paragraphs {
            self.runs(command, &paragraph.content);
        }
    }

    fn highlights(&mut self, highlights: &[Paragraph]) {
        for highlight in highlights {
            let command = match highlight.is_subordinate() {
                true => "cvsubhighlight",
                false => "cvhighlight",
            };
            self.runs(command, &highlight.content);
        }
    }

    fn runs(&mut self, command: &str, content: &[Inline]) {
        let content = runs(content, self.needs);
        self.block(&[&content], command);
    }

    fn block(&mut self, arguments: &[&str], command: &str) {
        let mut block = format!(r"\{command}");
        for argument in arguments {
            block.push('{');
            block.push_str(argument);
            block.push('}');
        }
        self.out.push_str(&wrapped(&block));
        self.out.push('\n');
    }

    fn comment(&mut self, title: &str) {
        // A comment must end where its line ends.
        let title: String = title
            .chars()
            .filter_map(|c| match class(c) {
                Class::Space => Some(' '),
                Class::Dropped => None,
                _ => Some(c),
            })
            .collect();
        let rule = "-".repeat(84usize.saturating_sub(title.chars().count()).max(4));
        self.out.push_str(&format!("% ---- {title} {rule}\n\n"));
    }
}

/// By how many degrees, counterclockwise, a picture has to be turned to stand upright, and whether it is
/// mirrored after that. TeX draws pictures as they are stored, whatever their EXIF tag says.
fn upright(orientation: u8) -> (i16, bool) {
    match orientation {
        2 => (0, true),
        3 => (180, false),
        4 => (180, true),
        5 => (-90, true),
        6 => (-90, false),
        7 => (90, true),
        8 => (90, false),
        _ => (0, false),
    }
}

/// Whether every engine can draw a picture, and its path means nothing else to TeX.
pub(super) fn drawable(path: &str) -> bool {
    let name = path.to_ascii_lowercase();
    [".png", ".jpg", ".jpeg"]
        .iter()
        .any(|ending| name.ends_with(ending))
        && path
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-'))
        && !path.starts_with('/')
        && !path.contains("..")
}

/// The name in another script. pdfLaTeX has no such font and leaves it out: the name stands beside it.
fn native_name(name: &str, needs: &mut Needs) -> String {
    let escaped = text(name, needs);
    if escaped.contains(r"\cvscript{") {
        format!(r"\ifcvunicode {escaped}\fi")
    } else {
        escaped
    }
}

/// The label with the most characters, so that a list without any stands on the same axis as the
/// others; nothing if no publication has one.
fn widest_label(sections: &[Section<Lines>]) -> Option<&str> {
    sections
        .iter()
        .flat_map(|section| &section.groups)
        .flat_map(|group| &group.items)
        .filter_map(|item| match item {
            Item::Publication(publication) => publication.label.as_deref(),
            _ => None,
        })
        .max_by_key(|label| label.chars().count())
}
