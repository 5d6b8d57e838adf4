//! Which type of CSL a kind of work is.

use crate::model::PublicationType;

/// The type of CSL 1.0.2 by its name.
pub fn csl_type(kind: PublicationType) -> &'static str {
    match kind {
        PublicationType::Journal => "article-journal",
        PublicationType::Magazine => "article-magazine",
        PublicationType::Conference | PublicationType::Workshop | PublicationType::Demo => {
            "paper-conference"
        }
        PublicationType::Tutorial => "speech",
        PublicationType::Preprint => "article",
        PublicationType::Chapter => "chapter",
        PublicationType::Book => "book",
        PublicationType::Thesis => "thesis",
        PublicationType::Patent => "patent",
        PublicationType::Report => "report",
        PublicationType::Dataset => "dataset",
        PublicationType::Software => "software",
        PublicationType::Other => "document",
    }
}
