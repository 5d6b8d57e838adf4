//! Numbers of publications.

use std::collections::HashMap;

use super::kinds;
use super::work::Work;
use crate::model::{Numbering, PublicationType};
use crate::recipe::PaperOptions;

/// The label of every work, computed over all of them, so that each document shows the same ones.
///
/// `works` are in the order of lists. The oldest settled work is 1: adding the newest changes
/// no other label. Works without a place in time carry none.
pub fn labels(works: &[Work], options: &PaperOptions) -> Vec<Option<String>> {
    let mut counts: HashMap<Option<PublicationType>, usize> = HashMap::new();
    let mut labels = vec![None; works.len()];
    for (work, label) in works.iter().zip(&mut labels).rev() {
        let (bucket, prefix) = match options.number {
            Numbering::None => continue,
            Numbering::Continuous => (None, ""),
            Numbering::Type => {
                let declared = options.prefixes.get(&work.kind).map(String::as_str);
                (
                    Some(work.kind),
                    declared.unwrap_or_else(|| kinds::default_prefix(work.kind)),
                )
            }
        };
        if work.is_settled {
            let count = counts.entry(bucket).or_default();
            *count += 1;
            *label = Some(format!("{prefix}{count}"));
        }
    }
    labels
}
