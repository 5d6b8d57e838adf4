//! When dependencies change.
//!
//! The system's notices come first, and at once. They are not the whole truth: folders are moved
//! away and put back, and some file systems give no notice. So twice a second the dependencies are also
//! asked for their times and sizes, which costs less than can be measured.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Dependencies;
use super::dependencies::{Identity, Register, Stamps};

/// How long nothing may change before a change counts as complete.
const QUIET: Duration = Duration::from_millis(20);

/// How long changes are collected at most.
const LONGEST: Duration = Duration::from_millis(50);

/// How often the dependencies are asked for their times.
const LOOK: Duration = Duration::from_millis(500);

/// Waits for changes of dependencies.
pub struct Watcher {
    /// None where the system has no watches left.
    watcher: Option<RecommendedWatcher>,
    messages: Receiver<Message>,
    sender: Sender<Message>,
    dependencies: Dependencies,
    register: Register,
    folders: BTreeMap<PathBuf, (Identity, bool)>,
    stamps: Stamps,
    /// The folder that relative paths begin at.
    home: Option<PathBuf>,
}

/// What a watcher saw.
#[derive(Debug, PartialEq, Eq)]
pub enum Wake {
    /// These dependencies may have changed; none means that any may have.
    Changed(Vec<PathBuf>),
    /// It is over.
    Stopped,
}

enum Message {
    Notice(notify::Result<Event>),
    Stop,
}

/// Ends a watcher from elsewhere, such as from a signal.
#[derive(Clone)]
pub struct Stopper(Sender<Message>);

impl Stopper {
    /// Has [`Watcher::wait`] return.
    pub fn stop(&self) {
        // A watcher that is gone has stopped.
        let _ = self.0.send(Message::Stop);
    }
}

impl Default for Watcher {
    fn default() -> Self {
        Self::new()
    }
}

impl Watcher {
    /// A watcher for nothing yet.
    pub fn new() -> Self {
        let (sender, messages) = mpsc::channel();
        let notices = sender.clone();
        let watcher = notify::recommended_watcher(move |notice| {
            let _ = notices.send(Message::Notice(notice));
        });
        Self {
            watcher: watcher.ok(),
            messages,
            sender,
            dependencies: Dependencies::default(),
            register: Register::default(),
            folders: BTreeMap::new(),
            stamps: Stamps::new(),
            home: std::env::current_dir().ok(),
        }
    }

    /// What ends the watcher.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// Looks out for these dependencies from now on.
    ///
    /// True when they are others than before: what changed while nobody looked has to be looked for
    /// by the caller.
    pub fn watch(&mut self, dependencies: Dependencies) -> bool {
        let moved = self.rearm(&dependencies);
        if dependencies == self.dependencies && !moved {
            return false;
        }
        // Of the dependencies that are not new, the last look still counts.
        let mut stamps = dependencies.stamps();
        stamps.retain(|path, _| !self.dependencies.cover(path));
        let before = std::mem::take(&mut self.stamps).into_iter();
        stamps.extend(before.filter(|(path, _)| dependencies.cover(path)));
        self.stamps = stamps;
        self.register = dependencies.register();
        self.dependencies = dependencies;
        true
    }

    /// The dependencies that are known to have changed since they were last looked at, which counts as a
    /// look.
    pub fn catch_up(&mut self) -> Vec<PathBuf> {
        let changed = self.look().map_or_else(Vec::new, Changed::into_paths);
        self.stamps = self.dependencies.stamps();
        changed
    }

    /// Watches the folders of the dependencies as they are now; whether any of them is new.
    fn rearm(&mut self, dependencies: &Dependencies) -> bool {
        let wanted: BTreeMap<PathBuf, (Identity, bool)> = dependencies
            .folders()
            .into_iter()
            .filter_map(|(folder, whole)| {
                let identity = Identity::of(&folder)?;
                Some((folder, (identity, whole)))
            })
            .collect();
        if wanted == self.folders {
            return false;
        }
        if let Some(watcher) = &mut self.watcher {
            for (folder, armed) in &self.folders {
                if wanted.get(folder) != Some(armed) {
                    // The folder may be gone, and its watch with it.
                    let _ = watcher.unwatch(folder);
                }
            }
            for (folder, (identity, whole)) in &wanted {
                if self.folders.get(folder) != Some(&(identity.clone(), *whole)) {
                    let mode = match whole {
                        true => RecursiveMode::Recursive,
                        false => RecursiveMode::NonRecursive,
                    };
                    // Where the system has no watch to give, the look at the times remains.
                    let _ = watcher.watch(folder, mode);
                }
            }
        }
        self.folders = wanted;
        true
    }

    /// Waits until dependencies changed and then came to rest, or until stopped.
    pub fn wait(&mut self) -> Wake {
        loop {
            let seen = match self.messages.recv_timeout(LOOK) {
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return Wake::Stopped,
                Ok(Message::Notice(notice)) => self.seen(notice),
                Err(RecvTimeoutError::Timeout) => self.look(),
            };
            let Some(mut changed) = seen else { continue };
            if !self.settle(&mut changed) {
                return Wake::Stopped;
            }
            self.stamps = self.dependencies.stamps();
            return Wake::Changed(changed.into_paths());
        }
    }

    /// Collects what else changes until nothing does; false when stopped meanwhile.
    fn settle(&self, changed: &mut Changed) -> bool {
        let end = Instant::now() + LONGEST;
        let mut rest = Instant::now() + QUIET;
        loop {
            let left = rest.min(end).saturating_duration_since(Instant::now());
            match self.messages.recv_timeout(left) {
                Ok(Message::Notice(notice)) => {
                    if let Some(more) = self.seen(notice) {
                        changed.add(more);
                        rest = Instant::now() + QUIET;
                    }
                }
                Err(RecvTimeoutError::Timeout) => return true,
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
            }
            // A stream of notices must not hold the rebuild.
            if Instant::now() >= end {
                return true;
            }
        }
    }

    /// The dependencies that a notice is about, if any.
    fn seen(&self, notice: notify::Result<Event>) -> Option<Changed> {
        let event = match notice {
            Ok(event) if event.need_rescan() => return Some(Changed::Any),
            Ok(event) => event,
            // Some notices were lost.
            Err(_) => return Some(Changed::Any),
        };
        let only_read = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
            EventKind::Access(_) => true,
            _ => false,
        };
        if only_read {
            return None;
        }
        let paths: BTreeSet<PathBuf> = event
            .paths
            .iter()
            .filter_map(|path| self.register.find(path))
            .collect();
        (!paths.is_empty()).then_some(Changed::Paths(paths))
    }

    /// Goes back to the folder that relative paths begin at, when that was deleted and made again: a
    /// process stays in the one that is gone, in which nothing will ever change.
    fn return_home(&self) -> Option<Changed> {
        let home = self.home.as_ref()?;
        let new = Identity::of(home)?;
        if Identity::of(Path::new(".")) == Some(new) {
            return None;
        }
        std::env::set_current_dir(home).ok()?;
        Some(Changed::Any)
    }

    /// The dependencies that changed since they were last looked at, if any.
    fn look(&self) -> Option<Changed> {
        if let Some(any) = self.return_home() {
            return Some(any);
        }
        let now = self.dependencies.stamps();
        let differ = |path: &&PathBuf| now.get(*path) != self.stamps.get(*path);
        let paths: BTreeSet<PathBuf> = now
            .keys()
            .chain(self.stamps.keys())
            .filter(differ)
            .cloned()
            .collect();
        let moved = self
            .folders
            .iter()
            .any(|(folder, (identity, _))| Identity::of(folder).as_ref() != Some(identity));
        match (paths.is_empty(), moved) {
            (false, _) => Some(Changed::Paths(paths)),
            (true, true) => Some(Changed::Any),
            (true, false) => None,
        }
    }
}

/// Dependencies that changed.
enum Changed {
    Any,
    Paths(BTreeSet<PathBuf>),
}

impl Changed {
    fn add(&mut self, more: Self) {
        match (&mut *self, more) {
            (Self::Paths(paths), Self::Paths(more)) => paths.extend(more),
            (_, Self::Any) => *self = Self::Any,
            (Self::Any, _) => {}
        }
    }

    fn into_paths(self) -> Vec<PathBuf> {
        match self {
            Self::Any => Vec::new(),
            Self::Paths(paths) => paths.into_iter().collect(),
        }
    }
}
