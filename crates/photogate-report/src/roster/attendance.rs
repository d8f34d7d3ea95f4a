//! The roster held against the photos.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use photogate::Message;

use super::columns::Field;
use super::finding::{Kind, RosterFinding};
use super::look::{LIKENESS_LIMIT, Look};
use super::matching::{Matching, Named};
use super::normal;
use super::pattern::{Pattern, PatternError};
use super::person::{Person, Roster};
use crate::photo::Photo;

/// Who is there and who is missing.
#[derive(Debug, Clone)]
pub struct Attendance {
    /// The roster's file.
    pub path: PathBuf,
    /// Everyone on the roster, in its order.
    pub people: Vec<Person>,
    /// What is wrong, by kind, each in the order of the roster or of the photos.
    pub findings: Vec<RosterFinding>,
    /// What could not be compared.
    pub notes: Vec<Message>,
    /// Who is in which photo.
    in_photo: Vec<Option<usize>>,
}

impl Attendance {
    /// Holds `roster` against `photos`, whose names are made by `pattern` and which look like `looks`.
    ///
    /// # Errors
    /// [`PatternError::NotOnRoster`].
    pub fn new(
        roster: Roster,
        pattern: &Pattern,
        photos: &[Photo],
        looks: &[Option<Look>],
    ) -> Result<Self, PatternError> {
        let matching = Matching::new(&roster.people, pattern)?;
        let named: Vec<_> = photos.iter().map(|photo| matching.find(photo.stem())).collect();
        let in_photo: Vec<_> = named.iter().map(Named::person).collect();
        let mut attendance = Self {
            path: roster.path,
            people: roster.people,
            findings: Vec::new(),
            notes: Vec::new(),
            in_photo,
        };
        attendance.compare_people();
        attendance.compare_names(named);
        attendance.compare_contents(photos);
        attendance.compare_looks(photos, looks);
        attendance.compare_folders(photos);
        attendance.findings.sort_by_key(|finding| finding.kind);
        Ok(attendance)
    }

    /// Who is in the photo at `photo`, as a place in [`Attendance::people`].
    #[must_use]
    pub fn place_in(&self, photo: usize) -> Option<usize> {
        self.in_photo.get(photo).copied().flatten()
    }

    /// Who is in the photo at `photo`.
    #[must_use]
    pub fn person_in(&self, photo: usize) -> Option<&Person> {
        self.place_in(photo).map(|person| &self.people[person])
    }

    /// How many people have a photo.
    #[must_use]
    pub fn present(&self) -> usize {
        self.in_photo.iter().flatten().collect::<HashSet<_>>().len()
    }

    fn add(&mut self, kind: Kind, people: Vec<usize>, photos: Vec<usize>) {
        self.findings.push(RosterFinding { kind, people, photos, said: None });
    }

    /// People with no photo, or with more than one.
    fn compare_people(&mut self) {
        let mut photos = vec![Vec::new(); self.people.len()];
        for (photo, person) in self.in_photo.iter().enumerate() {
            if let Some(person) = person {
                photos[*person].push(photo);
            }
        }
        for (person, photos) in photos.into_iter().enumerate() {
            match photos.len() {
                0 => self.add(Kind::Missing, vec![person], photos),
                1 => {}
                _ => self.add(Kind::Several, vec![person], photos),
            }
        }
    }

    fn compare_names(&mut self, named: Vec<Named>) {
        for (photo, named) in named.into_iter().enumerate() {
            match named {
                Named::Person(_) => {}
                Named::Nobody => self.add(Kind::Unknown, Vec::new(), vec![photo]),
                Named::Several(people) => self.add(Kind::Ambiguous, people, vec![photo]),
                Named::Contradiction { person, field, said } => self.findings.push(RosterFinding {
                    kind: Kind::Contradiction,
                    people: vec![person],
                    photos: vec![photo],
                    said: Some((field, said)),
                }),
            }
        }
    }

    fn compare_contents(&mut self, photos: &[Photo]) {
        let mut places = HashMap::new();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (place, photo) in photos.iter().enumerate() {
            let Some(content) = photo.content else { continue };
            let group = *places.entry(content).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[group].push(place);
        }
        for photos in groups.into_iter().filter(|photos| photos.len() > 1) {
            self.add(Kind::SameContent, self.in_any(&photos), photos);
        }
    }

    /// Photos under different numbers that look nearly the same. Those of one person, and those of one content, are
    /// told already.
    fn compare_looks(&mut self, photos: &[Photo], looks: &[Option<Look>]) {
        let seen: Vec<_> =
            looks.iter().enumerate().filter_map(|(photo, look)| Some((photo, (*look)?))).collect();
        let mut groups = Groups::new(photos.len());
        for (place, &(photo, look)) in seen.iter().enumerate() {
            for &(other, other_look) in &seen[..place] {
                if look.distance(other_look) > LIKENESS_LIMIT {
                    continue;
                }
                let person = self.in_photo[photo];
                let is_one_person = person.is_some() && person == self.in_photo[other];
                let is_one_file = photos[photo].content == photos[other].content;
                if !is_one_person && !is_one_file {
                    groups.join(photo, other);
                }
            }
        }
        for photos in groups.larger_than_one() {
            self.add(Kind::Alike, self.in_any(&photos), photos);
        }
        let unseen = photos.len().saturating_sub(seen.len());
        if unseen > 0 {
            self.notes.push(Message::new(
                format!("{unseen} photos have no small picture in the journal, so they were not compared by their looks."),
                format!("有 {unseen} 张照片在日志中没有缩略图，未作画面比对。"),
            ));
        }
    }

    /// A photo lies in the folder of its person's class, at whatever depth, if any folder has a class's name at all.
    fn compare_folders(&mut self, photos: &[Photo]) {
        let classes: HashSet<_> = self
            .people
            .iter()
            .map(|person| normal::name(&person.class))
            .filter(|class| !class.is_empty())
            .collect();
        let mut unsaid = 0;
        for (place, photo) in photos.iter().enumerate() {
            let Some(person) = self.in_photo[place] else { continue };
            let class = normal::name(self.people[person].field(Field::Class));
            if class.is_empty() {
                continue;
            }
            let named: Vec<_> =
                photo.folders().map(normal::name).filter(|folder| classes.contains(folder)).collect();
            if named.is_empty() {
                unsaid += 1;
            } else if !named.contains(&class) {
                self.add(Kind::WrongFolder, vec![person], vec![place]);
            }
        }
        if unsaid > 0 {
            self.notes.push(Message::new(
                format!("{unsaid} photos lie in folders that are named after no class of the roster, so their folders were not compared."),
                format!("有 {unsaid} 张照片所在的文件夹不是名单中的班级名称，未核对班级文件夹。"),
            ));
        }
    }

    fn in_any(&self, photos: &[usize]) -> Vec<usize> {
        let mut people: Vec<_> = photos.iter().filter_map(|&photo| self.in_photo[photo]).collect();
        people.sort_unstable();
        people.dedup();
        people
    }
}

impl Named {
    fn person(&self) -> Option<usize> {
        match self {
            Self::Person(person) | Self::Contradiction { person, .. } => Some(*person),
            Self::Nobody | Self::Several(_) => None,
        }
    }
}

/// Items that are joined two by two.
struct Groups {
    /// Each item's, or that of an item it is joined with; followed to the end it names the group.
    parents: Vec<usize>,
}

impl Groups {
    fn new(items: usize) -> Self {
        Self { parents: (0..items).collect() }
    }

    fn of(&self, mut item: usize) -> usize {
        while self.parents[item] != item {
            item = self.parents[item];
        }
        item
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.parents[a.max(b)] = a.min(b);
    }

    fn larger_than_one(&self) -> Vec<Vec<usize>> {
        let mut groups = vec![Vec::new(); self.parents.len()];
        (0..self.parents.len()).for_each(|item| groups[self.of(item)].push(item));
        groups.into_iter().filter(|group| group.len() > 1).collect()
    }
}
