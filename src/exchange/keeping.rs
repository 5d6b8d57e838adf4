//! Imports that keep what has no place, so that it goes out again.

use super::shown::{self, WHOLE};
use super::{json_resume, rendercv};
use crate::compose;
use crate::difference::{Change, Tree, difference};
use crate::import::{self, Accounted, File, Format, Imported, Options, Unreadable};
use crate::model::{Cv, KeptValue};
use crate::select::select;

/// Makes one CV of files of other formats. With [`Options::keep`], what has no place in it stands under `x-import`.
///
/// # Errors
/// When a file cannot be read, or is in no format that is known.
pub fn import(files: &[File], options: &Options) -> Result<Imported, Unreadable> {
    if !options.keep {
        return import::import(files, options);
    }
    let mut kept: Vec<(String, Vec<KeptValue>)> = Vec::new();
    for file in files {
        // Each file by itself: what it says is to come back, not what the others do.
        let imported = import::import(std::slice::from_ref(file), options)?;
        let Some(format) = imported.formats.first() else {
            continue;
        };
        let values = values(file, *format, &imported);
        match kept.iter_mut().find(|(key, _)| key == format.key()) {
            Some((_, known)) => known.extend(values),
            None => kept.push((format.key().to_owned(), values)),
        }
    }
    kept.retain(|(_, values)| !values.is_empty());
    let mut options = options.clone();
    options.kept = kept.into_iter().collect();
    import::import(files, &options)
}

fn values(file: &File, format: Format, imported: &Imported) -> Vec<KeptValue> {
    let source = match format {
        Format::JsonResume | Format::RenderCv => tree(file),
        _ => None,
    };
    let Some(mut source) = source else {
        return imported.account.iter().filter_map(left_out).collect();
    };
    let written = match format {
        Format::RenderCv => rendercv_of(&imported.cv),
        _ => {
            // What Folio itself has put there is made anew.
            if let Some(meta) = source.get_mut("meta")
                && meta
                    .get("folio")
                    .is_some_and(|folio| folio.get("changes").is_some())
            {
                meta.take("folio");
                if *meta == Tree::Map(Vec::new()) {
                    source.take("meta");
                }
            }
            Some(json_resume::resume(&shown::whole(&imported.cv)))
        }
    };
    let written = written.unwrap_or_else(|| Tree::Map(Vec::new()));
    difference(&written, &source).iter().map(value).collect()
}

/// What a file says, with numbers as numbers.
fn tree(file: &File) -> Option<Tree> {
    let bytes = file
        .bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(&file.bytes);
    let is_json = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    let tree: Option<Tree> = match is_json {
        true => serde_json::from_slice(bytes).ok(),
        false => serde_yaml::from_slice(bytes).ok(),
    };
    tree.filter(|tree| matches!(tree, Tree::Map(_)))
}

fn rendercv_of(cv: &Cv) -> Option<Tree> {
    let selection = select(cv, WHOLE)?;
    let document = compose::phrase(select(cv, WHOLE)?, &compose::Options::default()).document;
    Some(rendercv::file(&selection, &document))
}

fn value(change: &Change) -> KeptValue {
    KeptValue {
        at: Some(change.at.to_string()),
        of: change.of.clone(),
        is: change.is.as_ref().map(Tree::word),
        instead: change.instead.as_ref().map(Tree::word),
    }
}

/// A value without a place, of a format that Folio does not write.
fn left_out(leaf: &Accounted) -> Option<KeptValue> {
    let says_something = leaf.places.is_empty() && !leaf.text.trim().is_empty();
    says_something.then(|| KeptValue {
        at: Some(leaf.path.clone()),
        is: Some(Tree::from(leaf.text.as_str()).word()),
        ..KeptValue::default()
    })
}
