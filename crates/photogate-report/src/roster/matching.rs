//! The name of a photo → who is in it.

use std::collections::HashMap;

use super::columns::Field;
use super::normal;
use super::pattern::{Form, Pattern, PatternError};
use super::person::Person;

/// A number may be written in so many pieces (`2024-01-007` in five); names with more are not searched further.
const MOST_PIECES: usize = 8;

/// Finds people by the names of photos.
#[derive(Debug)]
pub struct Matching<'a> {
    people: &'a [Person],
    pattern: &'a Pattern,
    numbers: HashMap<String, usize>,
    codes: HashMap<String, usize>,
    names: HashMap<String, Vec<usize>>,
}

/// Who is in a photo by its name. People are places in the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Nobody on the roster.
    Nobody,
    /// This person.
    Person(usize),
    /// One of these; the name does not say which.
    Several(Vec<usize>),
    /// This person by number or code, but the name of the file says something else about a field than the roster.
    Contradiction {
        /// The person.
        person: usize,
        /// What is not the same.
        field: Field,
        /// What the name of the file says.
        said: String,
    },
}

impl<'a> Matching<'a> {
    /// Finds `people` by `pattern`.
    ///
    /// # Errors
    /// [`PatternError::NotOnRoster`] if nobody could ever be found.
    pub fn new(people: &'a [Person], pattern: &'a Pattern) -> Result<Self, PatternError> {
        let key = pattern.form().map(Form::key);
        if let Some(field) = key
            && people.iter().all(|person| person.field(field).is_empty())
        {
            return Err(PatternError::NotOnRoster(field));
        }
        let by = |field| {
            let filled = people.iter().enumerate().filter(move |(_, person)| !person.field(field).is_empty());
            filled.map(move |(place, person)| (normal::plain(person.field(field)), place)).collect()
        };
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, person) in people.iter().enumerate().filter(|(_, person)| !person.name.is_empty()) {
            names.entry(normal::name(&person.name)).or_default().push(place);
        }
        Ok(Self { people, pattern, numbers: by(Field::Number), codes: by(Field::Code), names })
    }

    /// Who is in the photo called `stem`, without folders and ending.
    #[must_use]
    pub fn find(&self, stem: &str) -> Named {
        match self.pattern.form() {
            Some(form) => self.find_by_form(form, stem),
            None => self.find_anywhere(&normal::plain(stem)),
        }
    }

    fn find_by_form(&self, form: &Form, stem: &str) -> Named {
        let Some(said) = form.read(stem) else { return Named::Nobody };
        let Some((key, value)) = said.iter().find(|(field, _)| *field == form.key()) else {
            return Named::Nobody;
        };
        let found = match key {
            Field::Number => self.numbers.get(&normal::plain(value)).copied().into_iter().collect(),
            Field::Code => self.codes.get(&normal::plain(value)).copied().into_iter().collect(),
            Field::Name | Field::Class => self.names.get(&normal::name(value)).cloned().unwrap_or_default(),
        };
        let contradicts = |person: usize| {
            said.iter().find(|(field, value)| {
                let known = self.people[person].field(*field);
                !known.is_empty() && normal::name(known) != normal::name(value)
            })
        };
        // Of people of one name, those count about whom the rest is right.
        let fitting: Vec<_> = found.iter().copied().filter(|&person| contradicts(person).is_none()).collect();
        match (found.as_slice(), fitting.as_slice()) {
            ([], _) => Named::Nobody,
            (_, [person]) => Named::Person(*person),
            ([person], _) => contradicts(*person).map_or(Named::Person(*person), |(field, value)| {
                Named::Contradiction { person: *person, field: *field, said: (*value).to_owned() }
            }),
            (all, []) => Named::Several(all.to_vec()),
            (_, fitting) => Named::Several(fitting.to_vec()),
        }
    }

    fn find_anywhere(&self, stem: &str) -> Named {
        for known in [&self.numbers, &self.codes] {
            match known_in(stem, known).as_slice() {
                [] => {}
                [person] => return Named::Person(*person),
                several => return Named::Several(several.to_vec()),
            }
        }
        Named::Nobody
    }
}

impl Form {
    /// The field by which people are found.
    fn key(&self) -> Field {
        let order = [Field::Number, Field::Code];
        order.into_iter().find(|field| self.fields.contains(field)).unwrap_or(Field::Name)
    }
}

/// The people whose number stands in `stem` as a whole; a number inside of a longer one of the roster does not count.
fn known_in(stem: &str, known: &HashMap<String, usize>) -> Vec<usize> {
    let borders = borders(stem);
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (place, &start) in borders.iter().enumerate() {
        // The longest first, so that what lies inside it is seen to do so.
        for &end in borders.iter().skip(place + 1).take(MOST_PIECES).rev() {
            if let Some(&person) = known.get(&stem[start..end])
                && !found.iter().any(|&(from, to, _)| from <= start && end <= to)
            {
                found.push((start, end, person));
            }
        }
    }
    let mut people: Vec<_> = found.into_iter().map(|(.., person)| person).collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// The byte positions between which whole words stand: Latin letters and digits, other letters, everything else.
fn borders(stem: &str) -> Vec<usize> {
    #[derive(PartialEq)]
    enum Kind {
        Latin,
        OtherLetter,
        Separator,
    }
    let kind = |c: char| match c {
        _ if c.is_ascii_alphanumeric() => Kind::Latin,
        _ if c.is_alphanumeric() => Kind::OtherLetter,
        _ => Kind::Separator,
    };
    let mut borders = Vec::new();
    let mut last = None;
    for (at, c) in stem.char_indices() {
        let this = Some(kind(c));
        if this != last {
            borders.push(at);
        }
        last = this;
    }
    borders.push(stem.len());
    borders
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(number: &str, name: &str, class: &str, code: &str) -> Person {
        let text = str::to_owned;
        Person { number: text(number), name: text(name), class: text(class), code: text(code) }
    }

    fn people() -> Vec<Person> {
        vec![
            person("20240001", "王芳", "计科1班", "A-7"),
            person("20240002", "李雷", "计科1班", "A-8"),
            person("20240003", "王芳", "计科2班", ""),
            person("1", "买买提·艾力", "", ""),
        ]
    }

    fn find(pattern: &str, stem: &str) -> Named {
        let (people, pattern) = (people(), pattern.parse().unwrap_or_default());
        Matching::new(&people, &pattern).expect("on the roster").find(stem)
    }

    #[test]
    fn a_number_is_found_anywhere_as_a_whole() {
        for stem in [
            "20240001",
            "IMG_20240001",
            "20240001王芳",
            "王芳20240001",
            "王芳-20240001 (2)",
            "２０２４０００１",
        ] {
            assert_eq!(find("", stem), Named::Person(0), "{stem}");
        }
        for stem in ["120240001", "20240001x", "DSC_0042", "", "王芳"] {
            assert_eq!(find("", stem), Named::Nobody, "{stem}");
        }
        assert_eq!(find("", "a-8"), Named::Person(1), "a capture code, in lower case");
        assert_eq!(find("", "20240001_A-8"), Named::Person(0), "the number goes first");
        assert_eq!(find("", "20240001_20240002"), Named::Several(vec![0, 1]));
        assert_eq!(find("", "1"), Named::Person(3));
    }

    #[test]
    fn a_number_inside_of_a_longer_one_does_not_count() {
        let people = [person("2024", "", "", ""), person("2024-001", "", "", "")];
        let pattern = Pattern::default();
        let matching = Matching::new(&people, &pattern).expect("on the roster");
        assert_eq!(matching.find("x_2024-001"), Named::Person(1));
        assert_eq!(matching.find("2024-002"), Named::Person(0));
    }

    #[test]
    fn a_pattern_finds_people_and_contradictions() {
        assert_eq!(find("{number}_{name}", "20240001_王 芳"), Named::Person(0));
        let said = "李雷".to_owned();
        let contradiction = Named::Contradiction { person: 0, field: Field::Name, said };
        assert_eq!(find("{number}_{name}", "20240001_李雷"), contradiction);
        assert_eq!(find("{number}_{name}", "20240009_王芳"), Named::Nobody);
        assert_eq!(find("{name}", "李雷"), Named::Person(1));
        assert_eq!(find("{name}", "王芳"), Named::Several(vec![0, 2]), "two people of one name");
        assert_eq!(find("{class}_{name}", "计科2班_王芳"), Named::Person(2));
        assert_eq!(find("{name}", "买买提艾力"), Named::Person(3));
    }

    #[test]
    fn a_pattern_that_can_find_nobody_is_refused() {
        let people = [person("1", "", "", "")];
        let pattern = "{code}".parse().expect("a pattern");
        assert_eq!(Matching::new(&people, &pattern).unwrap_err(), PatternError::NotOnRoster(Field::Code));
    }
}
