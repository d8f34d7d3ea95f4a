//! Eye line, head top and the sizes of face and head are views of one head in one picture.

use std::ops::Range;

use super::{Limits, RulesetError, ends, part, picture};
use crate::crop::Span;
use crate::finding::Message;

/// How far the head's top lies above the eyes, in widths of the face: from flat hair on a wide face to a high bun.
///
/// The 272 heads of `portraits` and `campaign` that are not cut off lie from 0.70 to 1.17; the rest is for buns and hats.
const HEAD_ABOVE_EYES: Range<f64> = 0.5..1.8;

/// How far apart the eyes are at most, in widths of the face or of the head.
///
/// The 331 pictures of `portraits` and `campaign` have at most 0.49 of the face's width and 0.44 of the head's, as
/// `geometry.eye_distance`, `geometry.face_width` and `geometry.head_width` measure them; the rest is for other faces.
const EYES_IN_WIDTH: f64 = 0.6;

/// Refuses a framing that no head can have.
///
/// # Errors
/// At the line of one of the limits that exclude each other.
pub(super) fn check(limits: &Limits<'_>) -> Result<(), RulesetError> {
    Framing::of_the_picture(limits).check(limits)?;
    Framing::of_the_crop(limits).check(limits)
}

/// What a ruleset asks of one head in one picture.
#[derive(Default)]
struct Framing {
    eye_line: Option<Asked>,
    head_top: Option<Asked>,
    face_width: Option<Asked>,
    head_width: Option<Asked>,
    head_height: Option<Asked>,
    eye_distance: Option<Asked>,
    /// Width of the picture as a share of its height.
    widest: Option<f64>,
}

/// A range of lengths, as shares of the picture's height, and the limit that asks for it.
#[derive(Clone)]
struct Asked {
    share: Range<f64>,
    place: (&'static str, &'static str),
}

impl Framing {
    /// What the rules of geometry ask of the picture that is judged.
    fn of_the_picture(limits: &Limits<'_>) -> Self {
        // Shares of the height: the limits may be given for different heights.
        let asked = |id: &'static str, key: &'static str| {
            let table = limits.of(id)?;
            let height = part(table, "height")?;
            let (least, most) = ends(table.get(key)?.as_table()?)?;
            Some(Asked { share: least / height..most / height, place: (id, key) })
        };
        Self {
            eye_line: asked("geometry.eye_line", "eye_line"),
            head_top: asked("geometry.head_top", "head_top"),
            face_width: asked("geometry.face_width", "face_width"),
            head_width: asked("geometry.head_width", "head_width"),
            head_height: asked("geometry.head_height", "head_height"),
            eye_distance: asked("geometry.eye_distance", "eye_distance"),
            widest: picture::widest(limits),
        }
    }

    /// What `geometry.crop` asks of the picture to be cut out, which keeps the margins' distance from the ends.
    fn of_the_crop(limits: &Limits<'_>) -> Self {
        const ID: &str = "geometry.crop";
        let Some(table) = limits.of(ID) else { return Self::default() };
        let (Some(width), Some(height)) = (part(table, "width"), part(table, "height")) else {
            return Self::default();
        };
        let asked = |key: &'static str| {
            let range = table.get(key)?.as_table()?;
            let ((least, most), margin) = (ends(range)?, part(range, "margin")?);
            let inside = Span::inside(least as f32, most as f32, margin as f32);
            let share = f64::from(inside.least) / height..f64::from(inside.most) / height;
            Some(Asked { share, place: (ID, key) })
        };
        Self {
            eye_line: asked("eye_line"),
            head_top: asked("head_top"),
            face_width: asked("face_width"),
            widest: Some(width / height),
            ..Self::default()
        }
    }

    fn check(&self, limits: &Limits<'_>) -> Result<(), RulesetError> {
        self.check_head_above_eyes(limits)?;
        self.check_chin(limits)?;
        self.check_width(limits)?;
        self.check_eye_distance(limits)
    }

    fn check_head_above_eyes(&self, limits: &Limits<'_>) -> Result<(), RulesetError> {
        let (Some(eye_line), Some(head_top)) = (&self.eye_line, &self.head_top) else { return Ok(()) };
        let (eyes, top) = (&eye_line.share, &head_top.share);
        let distance = (eyes.start - top.end)..(eyes.end - top.start);
        if distance.end <= 0.0 {
            let (eyes, top) = (percent(eyes.end), percent(top.start));
            let message = Message::new(
                format!(
                    "the eyes may lie at most {eyes} % of the height below the top edge, the head's top at least {top} %: no head has its eyes above its top"
                ),
                format!("眼睛最低位于高度的 {eyes}%，而头顶至少位于 {top}%：眼睛不可能高于头顶"),
            );
            return Err(limits.contradict(&[eye_line.place, head_top.place], message));
        }
        let Some(face_width) = &self.face_width else { return Ok(()) };
        let face = &face_width.share;
        let asked = face.start * HEAD_ABOVE_EYES.start..face.end * HEAD_ABOVE_EYES.end;
        if distance.end < asked.start || distance.start > asked.end {
            let [from, to, least, most] = [distance.start, distance.end, face.start, face.end].map(percent);
            let message = Message::new(
                format!(
                    "eye line and head top leave {from} to {to} % of the height between the eyes and the top of the head, which no head with a face {least} to {most} % wide has; widen one of the three limits"
                ),
                format!(
                    "眼睛高度与头顶位置之间只有高度的 {from}%–{to}%，脸宽 {least}%–{most}% 的头部不可能满足，请放宽三者之一"
                ),
            );
            let places = [face_width.place, eye_line.place, head_top.place];
            return Err(limits.contradict(&places, message));
        }
        Ok(())
    }

    /// The chin lies in the picture, as all that is measured does.
    fn check_chin(&self, limits: &Limits<'_>) -> Result<(), RulesetError> {
        let Some(head) = &self.head_height else { return Ok(()) };
        let top = self.head_top.as_ref().map_or(0.0, |top| top.share.start);
        let chin = top + head.share.start;
        if chin <= 1.0 {
            return Ok(());
        }
        let [chin, top, height] = [chin, top, head.share.start].map(percent);
        let message = Message::new(
            format!(
                "a head of at least {height} % of the height whose top lies at least {top} % below the top edge has its chin at {chin} %, outside the picture; ask for a smaller head, or for one that begins higher"
            ),
            format!(
                "头部高度至少为照片高度的 {height}%，头顶至少位于 {top}%，下巴将位于 {chin}%，超出照片，请减小头部高度或头顶位置"
            ),
        );
        let mut places = vec![head.place];
        places.extend(self.head_top.as_ref().map(|top| top.place));
        Err(limits.contradict(&places, message))
    }

    /// A face or head that is as wide as the picture cannot be seen as a whole.
    fn check_width(&self, limits: &Limits<'_>) -> Result<(), RulesetError> {
        let Some(widest) = self.widest else { return Ok(()) };
        let asked = [&self.face_width, &self.head_width].into_iter().flatten();
        let Some(asked) = asked.into_iter().find(|asked| asked.share.start >= widest) else { return Ok(()) };
        let (id, key) = asked.place;
        let [least, widest] = [asked.share.start, widest].map(percent);
        let message = Message::new(
            format!(
                "`{id}: {key}` asks for at least {least} % of the picture's height, but the picture is only {widest} % as wide as it is high; ask for less"
            ),
            format!("`{id}: {key}` 至少为照片高度的 {least}%，而照片宽度只有高度的 {widest}%，请减小该值"),
        );
        Err(limits.contradict(&[asked.place], message))
    }

    /// Both eyes lie in the face.
    fn check_eye_distance(&self, limits: &Limits<'_>) -> Result<(), RulesetError> {
        let Some(eyes) = &self.eye_distance else { return Ok(()) };
        let around = [&self.face_width, &self.head_width].into_iter().flatten();
        let too_narrow = |around: &&Asked| eyes.share.start >= around.share.end * EYES_IN_WIDTH;
        let Some(around) = around.into_iter().find(too_narrow) else { return Ok(()) };
        let (id, key) = around.place;
        let [distance, width] = [eyes.share.start, around.share.end].map(percent);
        let message = Message::new(
            format!(
                "the eyes must be at least {distance} % of the picture's height apart, but `{id}: {key}` allows at most {width} %: no head has its eyes so far apart; change one of the two"
            ),
            format!(
                "两眼间距至少为照片高度的 {distance}%，而 `{id}: {key}` 最多为 {width}%，没有人的两眼相距如此之远，请修改其中之一"
            ),
        );
        Err(limits.contradict(&[eyes.place, around.place], message))
    }
}

fn percent(share: f64) -> f64 {
    (share * 100.0).round()
}
