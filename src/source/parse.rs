//! From the events of the YAML parser to the tree, within limits.

mod lookalikes;
mod repeated;

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle, Tag, options};

use super::quoting::{quoted, with_quoting};
use super::syntax;
use super::text;
use super::tree::{Content, Node, Pair, Style};
use crate::diagnostics::{Code, Diagnostic, FileId, Place};
use crate::limits::text::{Excess, excess_of_lines};

/// Most levels of lists and maps within each other; a CV needs eight.
pub(super) const MAX_DEPTH: usize = 64;

/// Most values of a file, those that aliases repeat included.
pub(super) const MAX_NODES: usize = 100_000;

/// Most bytes of the texts of a file, those that aliases repeat included: as many as a file may
/// have without any.
pub(super) const MAX_TREE_BYTES: usize = text::MAX_BYTES;

/// Reads a text into a tree. None when nothing can be read; why is among the diagnostics.
pub(super) fn parse(text: &str, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    let options = options! {
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
        max_buffered_comment_events: MAX_NODES,
    };
    let mut builder = Builder {
        text,
        file,
        diagnostics,
        open: Vec::new(),
        anchors: HashMap::new(),
        nodes: 0,
        bytes: 0,
        documents: 0,
        root: None,
        last_value: None,
    };
    for next in Parser::new_from_str_with_options(text, options) {
        let fatal = match next {
            Ok((event, span)) => builder.event(event, span).err(),
            Err(error) => {
                let problem = syntax::explain(text, file, &error);
                builder.forget_line_of(&problem.place);
                Some(Box::new(problem))
            }
        };
        if let Some(fatal) = fatal {
            builder.diagnostics.push(*fatal);
            return None;
        }
    }
    if builder.documents == 0 {
        let end = text.len().min(1);
        let problem = if text.trim().is_empty() {
            Diagnostic::error(Code::EmptyFile, builder.place(0..0), "the file is empty")
        } else {
            Diagnostic::error(
                Code::EmptyFile,
                builder.place(0..end),
                "the file holds only comments",
            )
        };
        builder.diagnostics.push(
            problem.help("a CV begins with `person:` and, indented below it, `name: Your Name`"),
        );
    }
    builder.root
}

/// A list or map that is not finished.
struct Open {
    content: Content,
    start: usize,
    anchor: usize,
    /// Of a map: the key whose value comes next; without a text when the value is to be dropped.
    key: Option<(Option<String>, Range<usize>)>,
    /// Of a map: its keys so far.
    keys: HashMap<String, Range<usize>>,
    /// Levels below it, so far.
    height: usize,
    /// What stood before it.
    before: Size,
}

/// How much a part of the tree is.
#[derive(Debug, Clone, Copy)]
struct Size {
    nodes: usize,
    /// Bytes of its texts.
    bytes: usize,
}

const NOTHING: Size = Size { nodes: 0, bytes: 0 };

/// A node without a text.
const ONE: Size = Size { nodes: 1, bytes: 0 };

/// A finished node that aliases may repeat.
struct Anchored {
    node: Node,
    size: Size,
    height: usize,
}

/// Ends the reading.
type Fatal = Box<Diagnostic>;

struct Builder<'a> {
    text: &'a str,
    file: FileId,
    diagnostics: &'a mut Vec<Diagnostic>,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    nodes: usize,
    bytes: usize,
    documents: usize,
    root: Option<Node>,
    /// The plain scalar that was read last, if it is a value.
    last_value: Option<Range<usize>>,
}

impl Builder<'_> {
    fn place(&self, range: Range<usize>) -> Place {
        Place::Span {
            file: self.file,
            range,
        }
    }

    fn event(&mut self, event: Event, span: Span) -> Result<(), Fatal> {
        let range = span.byte_range().unwrap_or(0..0);
        if let Some(tag) = event.tag() {
            self.tag(tag, &span, &range);
        }
        match event {
            Event::DocumentStart(..) => self.document(range)?,
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(&text, style, anchor, tag.is_some(), range)?
            }
            Event::SequenceStart(style, anchor, _) => {
                let flow = style == StructureStyle::Flow;
                self.enter(
                    Content::List {
                        items: Vec::new(),
                        flow,
                    },
                    anchor,
                    range.start,
                )?;
            }
            Event::MappingStart(style, anchor, _) => {
                let flow = style == StructureStyle::Flow;
                self.enter(
                    Content::Map {
                        entries: Vec::new(),
                        flow,
                    },
                    anchor,
                    range.start,
                )?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(range.end)?,
            Event::Alias(anchor) => self.alias(anchor, range)?,
            Event::UnresolvedAlias(name) => self.unresolved(&name, range)?,
            Event::Comment(comment, _) => self.comment(&comment, range),
            _ => {}
        }
        Ok(())
    }

    fn document(&mut self, range: Range<usize>) -> Result<(), Fatal> {
        self.documents += 1;
        if self.documents > 1 {
            return Err(Box::new(
                Diagnostic::error(Code::SeveralDocuments, self.place(range), "a second YAML document begins here")
                    .label("everything from here on would be lost")
                    .help("a CV is one document: remove the `---`, or move what follows to a file of its own"),
            ));
        }
        Ok(())
    }

    fn tag(&mut self, tag: &Tag, span: &Span, value: &Range<usize>) {
        if tag.is_yaml_core_schema_tag("str") {
            return;
        }
        let range = span
            .tag_span()
            .and_then(|span| span.byte_range())
            .unwrap_or(value.clone());
        let written = self.text.get(range.clone()).unwrap_or_default();
        let line_end = self.text[range.start..]
            .find('\n')
            .map_or(self.text.len(), |at| range.start + at);
        let whole = self
            .text
            .get(range.start..line_end)
            .unwrap_or(written)
            .trim_end();
        let message = format!("`{written}` is a YAML tag, and a CV has none");
        self.diagnostics.push(
            Diagnostic::error(Code::YamlTag, self.place(range), message)
                .help("remove it; every value is read as it is written")
                .help(format!(
                    "if it belongs to a text, quote the text: `{}`",
                    quoted(whole)
                )),
        );
    }

    fn count(&mut self, size: Size, range: &Range<usize>) -> Result<(), Fatal> {
        self.nodes = self.nodes.saturating_add(size.nodes);
        self.bytes = self.bytes.saturating_add(size.bytes);
        let message = if self.nodes > MAX_NODES {
            format!("the file has more than {MAX_NODES} values")
        } else if self.bytes > MAX_TREE_BYTES {
            let megabytes = MAX_TREE_BYTES / 1024 / 1024;
            format!("the texts of the file have more than {megabytes} MB")
        } else {
            return Ok(());
        };
        Err(Box::new(
            Diagnostic::error(Code::TooLarge, self.place(range.clone()), message)
                .help("what aliases (`*name`) repeat is counted each time"),
        ))
    }

    /// What was read since there was so much.
    fn since(&self, before: Size) -> Size {
        Size {
            nodes: self.nodes.saturating_sub(before.nodes),
            bytes: self.bytes.saturating_sub(before.bytes),
        }
    }

    /// A text up to where more is written than anybody prints, which is reported; nothing that
    /// reads it further spends any time on the rest.
    fn within_length<'t>(&mut self, text: &'t str, span: &Range<usize>) -> &'t str {
        let Some(excess) = excess_of_lines(text) else {
            return text;
        };
        // The text is not written as it is read, but what is too long is usually found as it is.
        let raw = self.text.get(span.clone()).unwrap_or_default();
        let written = match &excess {
            Excess::Marks(range) => text.get(range.clone()).and_then(|marks| raw.find(marks)),
            Excess::Length(_) => None,
        };
        let place = match written {
            Some(at) => span.start + at..span.start + at + excess.range().len(),
            None => span.clone(),
        };
        let problem = excess.problem(self.place(place), "the text");
        self.diagnostics.push(problem);
        let letter = text[excess.range().start..].chars().next();
        let end = excess.range().start + letter.map_or(0, char::len_utf8);
        text.get(..end).unwrap_or_default()
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tagged: bool,
        range: Range<usize>,
    ) -> Result<(), Fatal> {
        let whole = range.clone();
        let span = match style {
            // The span of a block scalar reaches to the next token; it ends with its last line.
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let raw = self.text.get(range.clone()).unwrap_or_default();
                range.start..range.start + raw.trim_end().len()
            }
            _ => range,
        };
        if let Some(control) = text.chars().find(|&c| syntax::is_unprintable(c)) {
            self.control_character(control, &span);
        }
        let text = self.within_length(text, &span);
        // What is too long is told, and what repeats it repeats what is kept of it.
        let size = Size {
            nodes: 1,
            bytes: text.len(),
        };
        self.count(size, &whole)?;
        let is_key = matches!(
            self.open.last(),
            Some(Open {
                content: Content::Map { .. },
                key: None,
                ..
            })
        );
        self.last_value = (style == ScalarStyle::Plain && !is_key).then(|| span.clone());
        if style == ScalarStyle::Plain {
            self.dash(&span);
        }
        // The parser writes `~` for what is not there.
        let missing = span.is_empty() && style == ScalarStyle::Plain && !tagged;
        // Lines of these are joined: a break that is left stands for a blank line. What is further in keeps its breaks.
        let is_joined = matches!(style, ScalarStyle::Plain | ScalarStyle::Folded);
        let text = match is_joined && text.trim_end().contains('\n') && !text.contains("\n ") {
            _ if missing => String::new(),
            true => {
                let inner = text.trim_end_matches('\n');
                inner.replace('\n', "\n\n") + &text[inner.len()..]
            }
            false => text.to_owned(),
        };
        let style = match style {
            ScalarStyle::Plain if !tagged => Style::Plain,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
            _ => Style::Quoted,
        };
        let node = Node {
            content: Content::Scalar { text, style },
            span,
        };
        self.finish(node, anchor, size, 0)
    }

    fn control_character(&mut self, control: char, span: &Range<usize>) {
        let raw = self.text.get(span.clone()).unwrap_or_default();
        let range = raw.find(control).map_or(span.clone(), |at| {
            span.start + at..span.start + at + control.len_utf8()
        });
        self.diagnostics
            .push(syntax::unprintable(self.place(range), control));
    }

    fn enter(&mut self, content: Content, anchor: usize, start: usize) -> Result<(), Fatal> {
        let before = self.since(NOTHING);
        self.count(ONE, &(start..start))?;
        if self.open.len() >= MAX_DEPTH {
            return Err(Box::new(too_deep(self.place(start..start))));
        }
        self.last_value = None;
        self.open.push(Open {
            content,
            start,
            anchor,
            key: None,
            keys: HashMap::new(),
            height: 0,
            before,
        });
        Ok(())
    }

    fn leave(&mut self, end: usize) -> Result<(), Fatal> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let children_end = match &open.content {
            Content::List { items, .. } => items.last().map(|item| item.span.end),
            Content::Map { entries, .. } => entries
                .last()
                .map(|entry| entry.value.span.end.max(entry.key_span.end)),
            Content::Scalar { .. } => None,
        };
        let node = Node {
            content: open.content,
            span: 0..0,
        };
        let end = if node.is_flow() {
            end
        } else {
            children_end.unwrap_or(open.start)
        };
        let node = Node {
            span: open.start..end.max(open.start),
            ..node
        };
        self.finish(node, open.anchor, self.since(open.before), open.height + 1)
    }

    /// Gives a finished node to the list or map that it stands in.
    fn finish(
        &mut self,
        node: Node,
        anchor: usize,
        size: Size,
        height: usize,
    ) -> Result<(), Fatal> {
        if anchor > 0 {
            // What an anchor keeps for aliases takes memory like the node itself.
            self.count(size, &node.span)?;
            self.anchors.insert(
                anchor,
                Anchored {
                    node: node.clone(),
                    size,
                    height,
                },
            );
        }
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        parent.height = parent.height.max(height);
        match (&mut parent.content, parent.key.take()) {
            (Content::List { items, .. }, _) => items.push(node),
            (Content::Map { .. }, None) => self.key(node),
            (Content::Map { entries, .. }, Some((Some(key), key_span))) => {
                entries.push(Pair {
                    key,
                    key_span,
                    value: node,
                });
            }
            (Content::Map { entries, .. }, Some((None, key))) => {
                let written = self.text.get(key.clone()).unwrap_or_default();
                let name = written.trim_matches(['"', '\'']);
                let first = entries.iter().find(|entry| entry.key == name);
                if first.is_some_and(|first| repeated::says_no_more(&node, &first.value)) {
                    self.without_repetition(key, &node);
                }
            }
            (Content::Scalar { .. }, _) => {}
        }
        Ok(())
    }

    fn key(&mut self, node: Node) {
        let Some(Open { keys, .. }) = self.open.last() else {
            return;
        };
        let problem = match &node.content {
            Content::Scalar { text, style: Style::Plain } if text == "<<" => Some(
                Diagnostic::error(Code::MergeKey, self.place(node.span.clone()), "merge keys (`<<`) are not supported")
                    .help("repeat the values, or use an alias for a whole value: `key: *name`; documents take over settings with `extends`"),
            ),
            Content::Scalar { text, .. } if text.is_empty() => Some(
                Diagnostic::error(Code::BadKey, self.place(node.span.clone()), "a key is missing before the `:`")
                    .help("write `key: value`; quote the value if it begins with `:`"),
            ),
            Content::Scalar { text, .. } => keys.get(text).map(|first| {
                Diagnostic::error(Code::DuplicateKey, self.place(node.span.clone()), format!("the key `{text}` is given twice"))
                    .label("this one would be lost")
                    .related(self.place(first.clone()), "first given here")
                    .help("remove one of them, or join their values")
            }),
            _ => {
                let what = if matches!(node.content, Content::List { .. }) { "a list" } else { "a map" };
                let written = self.text.get(node.span.clone()).unwrap_or_default();
                Some(
                    Diagnostic::error(Code::BadKey, self.place(node.span.clone()), format!("{what} cannot be a key"))
                        .help(format!("if it is a text, quote it: `{}`", quoted(written))),
                )
            }
        };
        let key = match node.content {
            Content::Scalar { text, .. } if problem.is_none() => Some(text),
            _ => None,
        };
        self.diagnostics.extend(problem);
        if let Some(open) = self.open.last_mut() {
            if let Some(key) = &key {
                open.keys.insert(key.clone(), node.span.clone());
            }
            open.key = Some((key, node.span));
        }
    }

    fn alias(&mut self, anchor: usize, range: Range<usize>) -> Result<(), Fatal> {
        self.last_value = None;
        let Some(Anchored { size, height, .. }) = self.anchors.get(&anchor) else {
            let message = "the alias stands inside of what it repeats";
            return Err(Box::new(
                Diagnostic::error(Code::AliasCycle, self.place(range.clone()), message).help(
                    format!(
                        "if it is a text, quote it: `{}`",
                        quoted(syntax::rest_of_line(self.text, range.start))
                    ),
                ),
            ));
        };
        let (size, height) = (*size, *height);
        self.count(size, &range)?;
        if self.open.len() + height > MAX_DEPTH {
            return Err(Box::new(too_deep(self.place(range))));
        }
        match self
            .anchors
            .get(&anchor)
            .map(|anchored| anchored.node.clone())
        {
            Some(node) => self.finish(node, 0, size, height),
            None => Ok(()),
        }
    }

    fn unresolved(&mut self, name: &str, range: Range<usize>) -> Result<(), Fatal> {
        self.count(ONE, &range)?;
        let message =
            format!("`*{name}` is a YAML alias, and there is no anchor `&{name}` before it");
        let whole = syntax::rest_of_line(self.text, range.start);
        let problem = Diagnostic::error(Code::UnknownAlias, self.place(range.clone()), message)
            .label("a leading `*` makes this an alias")
            .help(format!("if it is a text, quote it: `{}`", quoted(whole)));
        // In a file without anchors nobody repeats anything.
        let is_text = self.anchors.is_empty() && self.is_whole_line(range.start);
        self.diagnostics.push(match is_text {
            true => with_quoting(problem, self.file, range.start, whole),
            false => problem,
        });
        // The place is taken by a text, so that nothing else is reported about it.
        let content = Content::Scalar {
            text: String::from("*"),
            style: Style::Quoted,
        };
        self.finish(
            Node {
                content,
                span: range,
            },
            0,
            ONE,
            0,
        )
    }

    /// `- **Bold** text` is first an unknown alias, then broken: only the second is reported.
    fn forget_line_of(&mut self, place: &Place) {
        let Place::Span { range: broken, .. } = place else {
            return;
        };
        let text = self.text;
        self.diagnostics.retain(|earlier| {
            let Place::Span { range, .. } = &earlier.place else {
                return true;
            };
            let between = range.start.min(broken.start)..range.start.max(broken.start);
            let same_line = text
                .get(between)
                .is_some_and(|between| !between.contains('\n'));
            !(same_line && matches!(earlier.code, Code::UnknownAlias | Code::CommentInText))
        });
    }
}

pub(super) fn too_deep(place: Place) -> Diagnostic {
    let message = format!("lists and maps stand in each other more than {MAX_DEPTH} levels deep");
    Diagnostic::error(Code::TooDeep, place, message).help("a CV needs no more than eight")
}
