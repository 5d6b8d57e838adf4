//! The tables of `docs/import.md`, made from those of the readers.

use super::fields::Field;
use super::format::Format;
use super::{
    csl, europass, hayagriva, json_resume, linkedin, macros, orcid, rendercv, tables, times,
};
use crate::model::Section;

fn row(keys: &[&str], to: &str) -> String {
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    format!("| {} | `{to}` |\n", keys.join(", "))
}

fn rows(fields: &[Field]) -> String {
    fields.iter().map(|(keys, to, _)| row(keys, to)).collect()
}

/// Keys of entries, section by section.
fn entries() -> String {
    let mut out = String::new();
    let sections = Section::ALL
        .iter()
        .copied()
        .filter(|one| *one != Section::Summary);
    for section in sections.map(Some).chain([None]) {
        // The same table serves both.
        if section == Some(Section::Volunteering) {
            continue;
        }
        let heading = match section {
            Some(Section::Experience) => "`experience`, `volunteering`".to_owned(),
            Some(section) => format!("`{}`", section.key()),
            None => "sections of your own".to_owned(),
        };
        out.push_str(&format!(
            "**{heading}**\n\n| Keys of the source | Field |\n|---|---|\n"
        ));
        out.push_str(&rows(tables::of(section)));
        out.push('\n');
    }
    out
}

fn dates() -> String {
    let mut out = String::from("| Keys of the source | Field |\n|---|---|\n");
    for (keys, field) in times::ALL {
        out.push_str(&row(keys, field));
    }
    out
}

fn formats() -> String {
    let mut out = String::from("| Format | `--from` |\n|---|---|\n");
    for format in Format::ALL {
        out.push_str(&format!("| {} | `{}` |\n", format.title(), format.key()));
    }
    out
}

fn json_resume() -> String {
    let mut out = String::from("| Key | Goes into |\n|---|---|\n");
    for (keys, to, _) in json_resume::BASICS {
        let keys: Vec<String> = keys.iter().map(|key| format!("basics.{key}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        out.push_str(&row(&keys, &format!("person.{to}")));
    }
    for (key, section) in json_resume::SECTIONS {
        out.push_str(&row(&[key], section.key()));
    }
    out
}

fn works(fields: &[Field]) -> String {
    format!(
        "| Keys of the source | Field of `publications` |\n|---|---|\n{}",
        rows(fields)
    )
}

fn linkedin() -> String {
    let mut out = String::from("| File | Column | Goes into |\n|---|---|---|\n");
    for (file, section, columns) in linkedin::TABLES {
        for (names, to, _) in *columns {
            out.push_str(&format!(
                "| `{file}` | {} | `{}[].{to}` |\n",
                names.join(", "),
                section.key()
            ));
        }
    }
    out
}

fn orcid() -> String {
    let mut out = String::from("| Summary | Goes into |\n|---|---|\n");
    for (name, section) in orcid::ACTIVITIES {
        out.push_str(&row(&[name], section.key()));
    }
    out
}

fn europass() -> String {
    let mut out = String::from("| Part of `CandidateProfile` | Goes into |\n|---|---|\n");
    for (name, section, heading) in europass::PARTS {
        let place = match section {
            Some(section) => format!("`{}`", section.key()),
            None => format!("a section of your own, \"{heading}\""),
        };
        out.push_str(&format!("| `{name}` | {place} |\n"));
    }
    out
}

fn latex() -> String {
    let mut out = String::from("| Macro | Arguments |\n|---|---|\n");
    for (name, _, fields) in macros::ENTRIES {
        let fields: Vec<String> = fields.iter().map(|field| format!("{{{field}}}")).collect();
        out.push_str(&format!("| `\\{name}` | `{}` |\n", fields.concat()));
    }
    out
}

fn rendercv() -> String {
    let mut out = String::from("| Key | Goes into |\n|---|---|\n");
    for (keys, to, _) in rendercv::PERSON {
        let keys: Vec<String> = keys.iter().map(|key| format!("cv.{key}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        out.push_str(&row(&keys, &format!("person.{to}")));
    }
    for (theme, own) in rendercv::THEMES {
        out.push_str(&format!(
            "| `design.theme: {theme}` | `settings.theme: {own}` |\n"
        ));
    }
    out
}

#[test]
fn the_documentation_has_the_tables() {
    for (name, table) in [
        ("formats", formats()),
        ("json-resume", json_resume()),
        ("rendercv", rendercv()),
        ("csl", works(csl::FIELDS)),
        ("hayagriva", works(hayagriva::FIELDS)),
        ("linkedin", linkedin()),
        ("orcid", orcid()),
        ("europass", europass()),
        ("latex", latex()),
        ("dates", dates()),
        ("entries", entries()),
    ] {
        crate::generated::assert_current_part("docs/import.md", name, &table);
    }
}
