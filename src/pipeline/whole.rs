//! Everything that any page may be made of.
//!
//! In: a structure. Out: a value that a build writes whole and a preview takes single files from. Never: changed once it is made:
//! the next state of a preview is another one.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::connect::{Connected, connect, findings};
use super::kept::Kept;
use super::publish;
use super::structure::Structure;
use super::texts::{Text, texts};
use super::{Stage, Tools};
use crate::artifact::{Artifact, Content};
use crate::config::Config;
use crate::diag::{self, Diagnostic, Diagnostics, Resolved};
use crate::render::{self, Model, Theme};
use crate::site::{self, SitePlan};
use crate::source::{FileId, Files, Noted};
use crate::url::SitePath;

/// See the module.
#[derive(Debug)]
pub(crate) struct Whole {
    pub(super) files: Files,
    pub(super) config: Arc<Config>,
    pub(super) structure: Arc<Structure>,
    /// What the structure and the theme were read from.
    pub(super) noted: Arc<Noted>,
    pub(super) texts: Vec<Arc<Text>>,
    pub(super) connected: Connected,
    pub(super) theme: Arc<Theme>,
    /// What is wrong with the theme.
    pub(super) of_theme: Diagnostics,
    pub(super) planned: Arc<Planned>,
    pub(super) lazy: Lazy,
}

/// Which page lives where, and what is wrong.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) plan: SitePlan,
    /// Sorted.
    pub(super) found: Diagnostics,
    /// The same with lines, in the same order.
    pub(super) shown: Vec<Resolved>,
    /// File → the page it belongs to, by its number.
    at: OnceLock<HashMap<SitePath, usize>>,
}

/// What is made when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Lazy {
    rest: OnceLock<HashMap<SitePath, Content>>,
    search: OnceLock<HashMap<SitePath, Content>>,
    /// What pages said that were rendered.
    late: Mutex<Vec<Diagnostic>>,
}

impl Whole {
    /// Renders texts, resolves links, plans pages.
    pub(super) fn of(
        files: &Files,
        config: &Config,
        structure: Structure,
        tools: Tools<'_>,
        kept: &Kept,
    ) -> Self {
        let texts = texts(files, &structure, tools, kept);
        tools.begin(Stage::Links);
        let connected = connect(files, config, &structure, &texts);
        let found = findings(&structure, &texts, &connected);
        tools.begin(Stage::Plan);
        let (theme, of_theme) = Theme::load(files, config);
        let planned = Planned::of(files, config, &structure, found, &of_theme);
        Self {
            files: files.clone(),
            config: Arc::new(config.clone()),
            structure: Arc::new(structure),
            noted: Arc::default(),
            texts,
            connected,
            theme: theme.into(),
            of_theme,
            planned: planned.into(),
            lazy: Lazy::default(),
        }
    }

    /// With what its structure was read from.
    pub(super) fn noting(self, noted: Noted) -> Self {
        Self { noted: noted.into(), ..self }
    }

    /// What the next round need not make again, where these files or folders changed.
    pub(super) fn kept(&self, changed: &BTreeSet<PathBuf>) -> Kept {
        let texts = self.texts.iter().filter(|text| !text.is_below(changed));
        Kept {
            texts: texts.map(|text| (text.key, Arc::clone(text))).collect(),
            histories: self.structure.histories.clone(),
        }
    }

    /// How many pages there are.
    pub(crate) fn pages(&self) -> usize {
        self.planned.plan.pages.len()
    }

    /// What is wrong.
    pub(crate) fn shown(&self) -> &[Resolved] {
        &self.planned.shown
    }

    /// What pages said that were rendered since.
    pub(crate) fn late_findings(&self) -> Vec<Resolved> {
        let late: Diagnostics = self.late().iter().cloned().collect();
        diag::resolve(&late.with_rules(&self.config.rules).sorted(&self.files), &self.files)
    }

    pub(super) fn late(&self) -> std::sync::MutexGuard<'_, Vec<Diagnostic>> {
        self.lazy.late.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn model(&self) -> Model<'_> {
        let Planned { plan, found, shown, .. } = &*self.planned;
        Model::new(&self.config, &self.connected.portal, plan, found, shown, &self.files, &self.theme)
    }

    /// A file of the site, rendered now if it is a page; `None` where there is none. The bytes are those that
    /// [`Whole::publish`] would write.
    pub(crate) fn file(&self, path: &SitePath) -> Option<Arc<[u8]>> {
        let is_index = path.below(&SitePath::SEARCH_INDEX).is_some();
        let content = self.page_file(path).or_else(|| self.cheap(path)).or_else(|| {
            if is_index { self.search().get(path).cloned() } else { self.rest().get(path).cloned() }
        })?;
        match content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Copy(file) => self.files.read_id(file).ok().map(Into::into),
        }
    }

    fn page_file(&self, path: &SitePath) -> Option<Content> {
        let at = self.planned.page_of(path)?;
        let rendered = render::page(&self.model(), &self.planned.plan.pages[at], &self.theme);
        if let Some(finding) = rendered.finding {
            let mut late = self.late();
            if !late.iter().any(|other| other.message == finding.message) {
                late.push(finding);
            }
        }
        rendered.files.into_iter().find(|file| file.path == *path).map(|file| file.content)
    }

    /// Files that belong to no page and need not be made: what the theme brings, what is copied.
    fn cheap(&self, path: &SitePath) -> Option<Content> {
        // A site alone goes without a part of the theme.
        let of_theme = self.theme.assets.iter().filter(|_| !self.structure.alone);
        let mut files = of_theme.chain(&self.planned.plan.copies);
        files.find(|file| file.path == *path).map(|file| file.content.clone())
    }

    /// Files that belong to no page.
    fn rest(&self) -> &HashMap<SitePath, Content> {
        self.lazy.rest.get_or_init(|| by_path(publish::rest(self, &self.model())))
    }

    fn search(&self) -> &HashMap<SitePath, Content> {
        self.lazy.search.get_or_init(|| by_path(publish::index(self)))
    }

    /// Whether the search index was asked for.
    pub(crate) fn was_searched(&self) -> bool {
        self.lazy.search.get().is_some()
    }

    /// Makes the search index now, so that who asks for it does not wait.
    pub(crate) fn prepare_search(&self) {
        self.search();
    }

    /// Where the bytes of one of these files are shown as they are: pictures, downloads.
    pub(crate) fn copies(&self, changed: &BTreeSet<PathBuf>) -> Vec<SitePath> {
        let changed: Vec<FileId> = changed.iter().filter_map(|path| self.files.known(path)).collect();
        let shown = site::shown(&self.connected.portal.sites, &self.connected.portal.pages);
        let of_changed = |file: &&Artifact| match file.content {
            Content::Copy(id) => changed.contains(&id),
            Content::Bytes(_) => false,
        };
        self.planned
            .plan
            .copies
            .iter()
            .chain(&shown)
            .filter(of_changed)
            .map(|file| file.path.clone())
            .collect()
    }
}

fn by_path(files: Vec<Artifact>) -> HashMap<SitePath, Content> {
    files.into_iter().map(|file| (file.path, file.content)).collect()
}

impl Planned {
    pub(super) fn of(
        files: &Files,
        config: &Config,
        structure: &Structure,
        mut found: Diagnostics,
        of_theme: &Diagnostics,
    ) -> Self {
        let Structure { inventory, catalog, apis, sites, entity_docs, .. } = structure;
        found.append(of_theme.clone());
        let mut plan = if structure.alone {
            site::plan_docs(&sites[0])
        } else {
            site::plan(catalog, apis, sites, entity_docs, &found.entities())
        };
        found.append(plan.findings.clone());
        let found = found.with_rules(&config.rules).sorted(files);
        if !structure.alone {
            site::add_health(&mut plan, &found, files, inventory, catalog);
        }
        let shown = diag::resolve(&found, files);
        Self { plan, found, shown, at: OnceLock::new() }
    }

    /// The page that a file belongs to: it, or what stands beside it. What is copied, or belongs to no page, has none.
    fn page_of(&self, path: &SitePath) -> Option<usize> {
        let at = self.at.get_or_init(|| {
            let mut at = HashMap::new();
            let pages = || self.plan.pages.iter().enumerate();
            for (number, page) in pages() {
                at.insert(page.path.file(), number);
            }
            for (number, page) in pages() {
                at.entry(page.path.alternate()).or_insert(number);
            }
            for copy in &self.plan.copies {
                at.remove(&copy.path);
            }
            at
        });
        // An API's definition lies in the folder of its page.
        let beside = || {
            let (folder, _) = path.as_str().rsplit_once('/')?;
            at.get(&SitePath::new(format!("{folder}/")).file())
        };
        at.get(path).or_else(beside).copied()
    }
}
