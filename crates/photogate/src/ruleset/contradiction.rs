//! Limits that no picture can meet at once.

use std::ops::Range;

use toml::Value;

use super::error::{RulesetError, RulesetProblem};
use super::text::Text;
use super::{RuleInForce, Severity};
use crate::finding::Message;

/// How far the head's top lies above the eyes, in widths of the face: from flat hair on a wide face to a high bun.
///
/// The 272 heads of `portraits` and `campaign` that are not cut off lie from 0.70 to 1.17; the rest is for buns and hats.
const HEAD_ABOVE_EYES: Range<f64> = 0.5..1.8;

/// Refuses ranges that hold nothing, and framings that no head can have.
///
/// # Errors
/// [`RulesetProblem::Contradiction`] at the line of `text` that sets one of the limits.
pub(super) fn check(rules: &[RuleInForce], text: &Text) -> Result<(), RulesetError> {
    let judged = || rules.iter().filter(|rule| rule.severity != Severity::Off);
    for rule in judged() {
        let id = rule.entry.id;
        // A rule may be a range itself, or have ranges among its limits.
        let ranges = std::iter::once((None, &rule.limits))
            .chain(rule.limits.iter().filter_map(|(key, value)| Some((Some(key), value.as_table()?))));
        for (key, range) in ranges {
            if let Some((least, most)) = ends(range).filter(|(least, most)| least >= most) {
                let name = key.map_or(id.to_owned(), |key| format!("{id}: {key}"));
                let message = Message::new(
                    format!("`{name}` allows from {least} to {most}, which is nothing; exchange the two"),
                    format!("`{name}` 的范围从 {least} 到 {most}，为空，请交换两者"),
                );
                let line = match key {
                    Some(key) => line_of(text, id, key),
                    None => line_of(text, id, "least").max(line_of(text, id, "most")),
                };
                return Err(contradiction(line, message));
            }
        }
    }
    check_framing(&judged(), text)
}

/// Eye line, head top and face width are three views of one head.
fn check_framing<'a>(
    judged: &(impl Iterator<Item = &'a RuleInForce> + Clone),
    text: &Text,
) -> Result<(), RulesetError> {
    // Shares of the height: the three may be given for different heights.
    let share = |id: &str, key: &str| -> Option<Range<f64>> {
        let limits = &judged.clone().find(|rule| rule.entry.id == id)?.limits;
        let height = number(limits.get("height")?)?;
        let (least, most) = ends(limits.get(key)?.as_table()?)?;
        Some(least / height..most / height)
    };
    let (Some(eyes), Some(top)) =
        (share("geometry.eye_line", "eye_line"), share("geometry.head_top", "head_top"))
    else {
        return Ok(());
    };
    let distance = (eyes.start - top.end)..(eyes.end - top.start);
    let percent = |share: f64| (share * 100.0).round();
    let line = line_of(text, "geometry.eye_line", "eye_line")
        .or_else(|| line_of(text, "geometry.head_top", "head_top"));
    if distance.end <= 0.0 {
        let (eyes, top) = (percent(eyes.end), percent(top.start));
        let message = Message::new(
            format!(
                "the eyes may lie at most {eyes} % of the height below the top edge, the head's top at least {top} %: no head has its eyes above its top"
            ),
            format!("眼睛最低位于高度的 {eyes}%，而头顶至少位于 {top}%：眼睛不可能高于头顶"),
        );
        return Err(contradiction(line, message));
    }
    let Some(face) = share("geometry.face_width", "face_width") else { return Ok(()) };
    let asked = face.start * HEAD_ABOVE_EYES.start..face.end * HEAD_ABOVE_EYES.end;
    if distance.end < asked.start || distance.start > asked.end {
        let line = line_of(text, "geometry.face_width", "face_width").or(line);
        let [from, to, least, most] = [distance.start, distance.end, face.start, face.end].map(percent);
        let message = Message::new(
            format!(
                "eye line and head top leave {from} to {to} % of the height between the eyes and the top of the head, which no head with a face {least} to {most} % wide has; widen one of the three limits"
            ),
            format!(
                "眼睛高度与头顶位置之间只有高度的 {from}%–{to}%，脸宽 {least}%–{most}% 的头部不可能满足，请放宽三者之一"
            ),
        );
        return Err(contradiction(line, message));
    }
    Ok(())
}

fn contradiction(line: Option<usize>, message: Message) -> RulesetError {
    RulesetError { line, problem: RulesetProblem::Contradiction(message) }
}

/// The two ends of a range.
fn ends(range: &toml::Table) -> Option<(f64, f64)> {
    Some((number(range.get("least")?)?, number(range.get("most")?)?))
}

fn number(value: &Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|number| number as f64))
}

/// Where `text` sets the limit `key` of rule `id`.
fn line_of(text: &Text, id: &str, key: &str) -> Option<usize> {
    let rule = text.rules.get(id)?;
    Some(rule.lines.get(key).copied().unwrap_or(rule.line))
}
