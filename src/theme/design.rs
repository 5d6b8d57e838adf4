//! Looks of a document's own over its theme: `design` in `cv.yaml`.

use super::tokens::Token;
use super::{LEAST_CONTRAST, Theme, colour};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::recipe::DesignValue;
use crate::source::{Content, Node, Style};

/// The tokens of a theme that a key of `design` sets.
fn tokens_of(key: &str) -> &'static [&'static str] {
    match key {
        "accent" => &["accent"],
        "muted" => &["muted"],
        "font" => &["body_fonts", "head_fonts"],
        "heading_font" => &["head_fonts"],
        "size" => &["size_pt"],
        "leading" => &["leading_pt"],
        "gap" => &["gap_pt"],
        "name_size" => &["name_pt"],
        "margins" => &[
            "margin_left_mm",
            "margin_right_mm",
            "margin_top_mm",
            "margin_bottom_mm",
        ],
        "measure" => &["measure_em"],
        "date" => &["date"],
        "dates" => &["dates"],
        "date_face" => &["date_face"],
        "entry" => &["entry"],
        "lead" => &["lead"],
        "paper" => &["paper"],
        "paper_title" => &["paper_title"],
        "name_align" => &["name_align"],
        "contact_separator" => &["contact_separator"],
        "banner" => &["banner"],
        "updated" => &["updated"],
        "photo" => &["photo"],
        "photo_shape" => &["photo_shape"],
        "photo_size" => &["photo_mm"],
        "links" => &["links"],
        "bullet" => &["bullet"],
        "heading" => &["heading_style"],
        "heading_align" => &["heading_align"],
        "capitals" => &["heading_upper"],
        "small_caps" => &["heading_small_caps"],
        "rule" => &["heading_rule_pt"],
        "header" => &["header"],
        "header_on_first_page" => &["header_on_first_page"],
        "footer" => &["footer"],
        "footer_on_one_page" => &["footer_on_one_page"],
        "columns" => &["columns.side"],
        _ => &[],
    }
}

impl Theme {
    /// The theme with what a document says of its design; warnings are added to `doubts`.
    ///
    /// A size without a leading has the lines grow with it; the bounds of the fit give way to what is said.
    ///
    /// # Errors
    /// The values that their tokens do not take, at their places.
    pub fn with_design(
        &self,
        design: &[DesignValue],
        doubts: &mut Vec<Diagnostic>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut theme = self.clone();
        let mut problems = Vec::new();
        let said = |key: &str| design.iter().find(|one| one.key == key);
        for one in design {
            let own_head = one.key == "font" && said("heading_font").is_some();
            let tokens = tokens_of(one.key).iter();
            let tokens = tokens.filter(|token| !(own_head && **token == "head_fonts"));
            let node = Node {
                content: Content::Scalar {
                    text: one.value.clone(),
                    style: Style::Quoted,
                },
                span: 0..0,
            };
            let faults = tokens.filter_map(|key| {
                let token = Token::of(key)?;
                let fault = token.set(&mut theme, &node).err()?;
                Some((token, fault))
            });
            // Four margins have one fault.
            let Some((token, fault)) = faults.collect::<Vec<_>>().into_iter().next() else {
                continue;
            };
            let named =
                |text: &str| text.replace(&format!("`{}`", token.key), &format!("`{}`", one.key));
            let place = Place::Value(one.origin.clone());
            let problem = Diagnostic::error(Code::BadTheme, place, named(&fault.message))
                .label(fault.label)
                .help(match fault.help {
                    Some(help) => help.to_owned(),
                    None => format!("`{}`: {}", one.key, token.about),
                });
            problems.push(problem);
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        // The fonts of the theme draw what the document's own lack.
        for (own, base) in [
            (&mut theme.body_fonts, &self.body_fonts),
            (&mut theme.head_fonts, &self.head_fonts),
        ] {
            if own != base {
                let further = base.iter().filter(|font| !own.contains(font));
                let further: Vec<String> = further.cloned().collect();
                own.extend(further);
            }
        }
        if said("size").is_some() && said("leading").is_none() {
            theme.leading_pt = self.leading_pt * theme.size_pt / self.size_pt;
        }
        if let Some(one) = said("leading").or_else(|| said("size"))
            && !(theme.size_pt..=theme.size_pt * 3.0).contains(&theme.leading_pt)
        {
            let message = format!(
                "lines of {} pt in a distance of {} pt: it must be between the size and three times it",
                theme.size_pt, theme.leading_pt
            );
            let place = Place::Value(one.origin.clone());
            return Err(vec![Diagnostic::error(Code::BadTheme, place, message)]);
        }
        // Who asks for capitals has them.
        if theme.heading_upper && said("capitals").is_some() && said("small_caps").is_none() {
            theme.heading_small_caps = false;
        }
        theme.within_bounds();
        for (key, value) in [("accent", &theme.accent), ("muted", &theme.muted)] {
            if let Some(one) = said(key)
                && let Some(contrast) = colour::contrast_on_white(value)
                && contrast < LEAST_CONTRAST
            {
                doubts.push(super::colour::low_contrast(
                    Place::Value(one.origin.clone()),
                    key,
                    value,
                    contrast,
                ));
            }
        }
        Ok(theme)
    }

    /// Moves the bounds of the fit where the theme as designed is beyond them.
    fn within_bounds(&mut self) {
        let (floor, roomy) = (&mut self.floor, &mut self.roomy);
        floor.size_pt = floor.size_pt.min(self.size_pt);
        floor.leading_pt = floor.leading_pt.min(self.leading_pt);
        floor.gap_pt = floor.gap_pt.min(self.gap_pt);
        floor.name_pt = floor.name_pt.min(self.name_pt);
        let margins = [
            self.margin_left_mm,
            self.margin_right_mm,
            self.margin_top_mm,
            self.margin_bottom_mm,
        ];
        let narrowest = margins.into_iter().fold(f64::INFINITY, f64::min);
        floor.margin_mm = floor.margin_mm.min(narrowest);
        roomy.leading_pt = roomy.leading_pt.max(self.leading_pt);
        roomy.gap_pt = roomy.gap_pt.max(self.gap_pt);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::PhotoPlacement;

    fn design(said: &[(&'static str, &str)]) -> Vec<DesignValue> {
        let value = |(key, value): &(&'static str, &str)| DesignValue {
            key,
            value: (*value).to_owned(),
            origin: format!("settings.design.{key}"),
        };
        said.iter().map(value).collect()
    }

    #[test]
    fn every_key_sets_what_it_says() {
        let clear = Theme::built_in("clear").unwrap();
        let said = design(&[
            ("accent", "#8b0000"),
            ("muted", "#333333"),
            ("font", "Libertinus Serif"),
            ("size", "11"),
            ("gap", "6pt"),
            ("name_size", "30"),
            ("margins", "0.5in"),
            ("measure", "50em"),
            ("date", "under"),
            ("dates", "numeric"),
            ("date_face", "italic"),
            ("entry", "inline"),
            ("lead", "organization"),
            ("paper", "authors-first"),
            ("paper_title", "roman"),
            ("updated", "name"),
            ("capitals", "false"),
            ("name_align", "centered"),
            ("contact_separator", "dot"),
            ("banner", "true"),
            ("photo", "left"),
            ("photo_shape", "circle"),
            ("photo_size", "2.5cm"),
            ("links", "plain"),
            ("bullet", "dash"),
            ("heading", "boxed"),
            ("heading_align", "centered"),
            ("small_caps", "true"),
            ("header", "none"),
            ("header_on_first_page", "true"),
            ("footer", "{page} of {pages}"),
            ("footer_on_one_page", "true"),
            ("columns", "skills, languages"),
            ("rule", "0"),
        ]);
        let mut doubts = Vec::new();
        let theme = clear.with_design(&said, &mut doubts).unwrap();
        assert_eq!(doubts, []);
        assert_eq!(theme.body_fonts, ["Libertinus Serif", "Source Sans 3"]);
        assert_eq!(theme.head_fonts, theme.body_fonts);
        assert_eq!(
            (theme.size_pt, theme.gap_pt, theme.name_pt),
            (11.0, 6.0, 30.0)
        );
        assert!((theme.leading_pt - 13.2 * 1.1).abs() < 1e-9);
        assert!((theme.margin_left_mm - 12.7).abs() < 1e-9);
        assert_eq!(theme.margin_left_mm, theme.margin_bottom_mm);
        assert!(theme.floor.margin_mm <= theme.margin_left_mm);
        assert!(theme.roomy.leading_pt >= theme.leading_pt);
        assert_eq!(theme.accent, "#8b0000");
        assert!(!theme.heading_upper);
        assert_eq!((theme.photo, theme.photo_mm), (PhotoPlacement::Left, 25.0));
        assert_eq!(theme.columns.side, ["skills", "languages"]);
        assert_eq!(theme.footer.written(), "{page} of {pages}");
        // Each key of the model is known here, stands in the documentation, and changes the theme.
        let page = include_str!("../../docs/themes.md");
        for key in keys_of_the_model() {
            assert!(!tokens_of(&key).is_empty(), "{key}");
            assert!(page.contains(&format!("`{key}`")), "{key}");
        }
        for one in &said {
            let alone = clear.with_design(std::slice::from_ref(one), &mut Vec::new());
            assert_ne!(alone.unwrap(), clear, "{}", one.key);
        }
        assert_eq!(clear.with_design(&[], &mut Vec::new()).unwrap(), clear);
    }

    #[test]
    fn the_schema_knows_the_words_of_each_key() {
        for key in keys_of_the_model() {
            let tokens = tokens_of(&key).iter();
            let words = tokens.filter_map(|token| Token::of(token)?.words()).next();
            let listed = crate::schema::DESIGN_WORDS.iter();
            let listed = listed.filter(|(known, _)| *known == key);
            let listed = listed.map(|(_, words)| words.to_vec()).next();
            assert_eq!(listed, words, "{key}");
        }
    }

    #[test]
    fn capitals_stand_before_the_small_ones_of_the_theme() {
        let small = Theme {
            heading_small_caps: true,
            ..Theme::built_in("clear").unwrap()
        };
        assert!(!small.has_capitals());
        let theme = small.with_design(&design(&[("capitals", "true")]), &mut Vec::new());
        assert!(theme.unwrap().has_capitals());
    }

    /// The keys that `design` takes, from the schema.
    fn keys_of_the_model() -> Vec<String> {
        let schema = crate::model::schema();
        let keys = schema["definitions"]["Design"]["properties"].as_object();
        let keys: Vec<String> = keys.unwrap().keys().cloned().collect();
        assert!(keys.len() > 15, "{keys:?}");
        keys
    }

    #[test]
    fn a_font_of_headings_is_their_own() {
        let scholar = Theme::built_in("scholar").unwrap();
        let said = design(&[
            ("font", "Libertinus Serif"),
            ("heading_font", "Source Sans 3"),
        ]);
        let theme = scholar.with_design(&said, &mut Vec::new()).unwrap();
        assert_eq!(theme.body_fonts[0], "Libertinus Serif");
        assert_eq!(theme.head_fonts[0], "Source Sans 3");
    }

    #[test]
    fn mistakes_are_told_once_at_their_places() {
        let clear = Theme::built_in("clear").unwrap();
        let said = design(&[("margins", "wide"), ("entry", "staked"), ("size", "90")]);
        let problems = clear.with_design(&said, &mut Vec::new()).unwrap_err();
        let told: Vec<String> = problems
            .iter()
            .map(|one| {
                format!(
                    "{:?} {} – {}",
                    one.place,
                    one.message,
                    one.label.clone().unwrap_or_default()
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "Value(\"settings.design.margins\") `margins` cannot be `wide` – expected a length, such as 10 or `\"10mm\"`",
                "Value(\"settings.design.entry\") `entry` cannot be `staked` – did you mean `stacked`?",
                "Value(\"settings.design.size\") `size` is out of bounds – must be between 7 and 20 pt",
            ]
        );
        let mut doubts = Vec::new();
        clear
            .with_design(&design(&[("accent", "#ffff00")]), &mut doubts)
            .unwrap();
        assert_eq!(doubts[0].code, Code::LowContrast);
        let close = design(&[("size", "10"), ("leading", "8")]);
        assert_eq!(clear.with_design(&close, &mut doubts).unwrap_err().len(), 1);
    }
}
