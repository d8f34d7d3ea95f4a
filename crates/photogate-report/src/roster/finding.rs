//! What a roster brings to light.

use photogate::{Language, Message, Words};

use super::attendance::Attendance;
use super::columns::Field;
use crate::photo::Photo;
use crate::words::{PERSON_COLUMNS, in_language};

/// What is wrong between roster and photos.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person has no photo.
    Missing,
    /// A photo is of nobody on the roster.
    Unknown,
    /// The name of a photo fits several people.
    Ambiguous,
    /// The name of a photo says something else about the person than the roster.
    Contradiction,
    /// A person has several photos.
    Several,
    /// Photos are the same file.
    SameContent,
    /// Photos under different numbers are nearly identical.
    Alike,
    /// A photo lies in the folder of another class.
    WrongFolder,
}

/// One thing that is wrong between roster and photos.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterFinding {
    /// What is wrong.
    pub kind: Kind,
    /// Whom it is about, as places in [`Attendance::people`].
    pub people: Vec<usize>,
    /// Which photos it is about, as places in [`Report::photos`](crate::Report::photos).
    pub photos: Vec<usize>,
    /// What the name of the file says, for [`Kind::Contradiction`].
    pub said: Option<(Field, String)>,
}

impl Kind {
    /// All kinds, in the order of reports.
    pub const ALL: [Self; 8] = [
        Self::Missing,
        Self::Unknown,
        Self::Ambiguous,
        Self::Contradiction,
        Self::Several,
        Self::SameContent,
        Self::Alike,
        Self::WrongFolder,
    ];

    /// A stable word for programs.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unknown => "unknown",
            Self::Ambiguous => "ambiguous",
            Self::Contradiction => "contradiction",
            Self::Several => "several",
            Self::SameContent => "same_content",
            Self::Alike => "alike",
            Self::WrongFolder => "wrong_folder",
        }
    }

    /// A heading of a few words.
    #[must_use]
    pub const fn title(self) -> Words {
        match self {
            Self::Missing => Words::new("no photo", "缺照片"),
            Self::Unknown => Words::new("unknown photo", "不在名单中"),
            Self::Ambiguous => Words::new("fits several people", "对应多人"),
            Self::Contradiction => Words::new("name contradicts roster", "与名单不符"),
            Self::Several => Words::new("several photos of one person", "一人多张"),
            Self::SameContent => Words::new("same file twice", "文件内容相同"),
            Self::Alike => Words::new("nearly identical photos", "画面几乎相同"),
            Self::WrongFolder => Words::new("wrong folder", "班级文件夹不符"),
        }
    }
}

impl RosterFinding {
    /// What was found and what to do.
    #[must_use]
    pub fn message(&self, attendance: &Attendance, photos: &[Photo]) -> Message {
        let people: Vec<_> = self.people.iter().map(|&person| attendance.people[person].label()).collect();
        let (who, who_zh) = (people.join(", "), people.join("、"));
        let paths: Vec<_> = self.photos.iter().map(|&photo| photos[photo].path.as_str()).collect();
        let (which, which_zh) = (paths.join(", "), paths.join("、"));
        match self.kind {
            Kind::Missing => Message::new(
                format!("{who} has no photo: call them to the make-up session."),
                format!("{who} 没有照片，请通知补拍。"),
            ),
            Kind::Unknown => Message::new(
                "Nobody on the roster has a number or code that is in the photo's name: correct the name, or add the person.",
                "文件名中没有名单上的号码或采集码。请更正文件名，或将此人加入名单。",
            ),
            Kind::Ambiguous => Message::new(
                format!(
                    "The photo's name fits several people: {who}. Put the number of the right one into the name."
                ),
                format!("文件名对应多人：{who_zh}。请在文件名中写明正确的号码。"),
            ),
            Kind::Contradiction => self.contradiction(attendance, &who),
            Kind::Several => Message::new(
                format!("{who} has {} photos: {which}. Keep one of them.", paths.len()),
                format!("{who} 有 {} 张照片：{which_zh}。请只保留一张。", paths.len()),
            ),
            Kind::SameContent => Message::new(
                format!("These are the same file: {which}. Find out whose it is, and remove the others."),
                format!("以下文件内容相同：{which_zh}。请确认属于谁，并删除其余文件。"),
            ),
            Kind::Alike => Message::new(
                format!("These look nearly identical: {which}. Find out whether they show the same person."),
                format!("以下照片画面几乎相同：{which_zh}。请确认是否为同一人。"),
            ),
            Kind::WrongFolder => {
                let class = self.people.first().map_or("", |&person| &attendance.people[person].class);
                Message::new(
                    format!(
                        "{who} is in class {class}, but the photo lies in the folder of another class: move it."
                    ),
                    format!("{who} 属于{class}，但照片在其他班级的文件夹中，请移动。"),
                )
            }
        }
    }

    fn contradiction(&self, attendance: &Attendance, who: &str) -> Message {
        let Some((field, said)) = &self.said else { return Message::new(who, who) };
        let known = self.people.first().map_or("", |&person| attendance.people[person].field(*field));
        let place = Field::ALL.iter().position(|known| known == field).unwrap_or_default();
        let column = PERSON_COLUMNS[place];
        Message::new(
            format!(
                "The photo's name says {} {said}, the roster says {known} ({who}): correct the name of the file.",
                column.en
            ),
            format!("文件名中的{}是{said}，名单上是{known}（{who}）。请更正文件名。", column.zh),
        )
    }

    /// As rows of a table: kind, the four cells of a person, photo, message. One row a photo, or a person if there is
    /// none.
    #[must_use]
    pub fn rows(&self, attendance: &Attendance, photos: &[Photo], language: Language) -> Vec<[String; 7]> {
        let message = self.message(attendance, photos);
        let row = |person: Option<usize>, photo: Option<usize>| {
            let [number, name, class, code] =
                person.map_or_else(Default::default, |person| attendance.people[person].cells());
            let path = photo.map_or_else(String::new, |photo| photos[photo].path.as_str().to_owned());
            let kind = in_language(language, self.kind.title()).to_owned();
            [kind, number, name, class, code, path, language.of(&message).to_owned()]
        };
        if self.photos.is_empty() {
            return self.people.iter().map(|&person| row(Some(person), None)).collect();
        }
        self.photos.iter().map(|&photo| row(attendance.place_in(photo), Some(photo))).collect()
    }
}
