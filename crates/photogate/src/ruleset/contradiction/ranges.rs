//! A rule's own limits: ranges that hold nothing, and limits that leave nothing between them.

use toml::{Table, Value};

use super::{Limits, RulesetError, ends, number, part};
use crate::finding::Message;

/// Half of the review bands may add up to this much more than the range before it counts as covered: sums of decimal
/// fractions are off by their last digit.
const ROUNDING: f64 = 1e-6;

/// Refuses a rule's limits that contradict each other.
///
/// # Errors
/// The first of them.
pub(super) fn check(limits: &Limits<'_>) -> Result<(), RulesetError> {
    for (id, table) in limits.judged() {
        // A rule may be a range itself, or have ranges among its limits.
        check_order(limits, id, None, ends(table))?;
        for (key, value) in table {
            match value {
                Value::Table(range) => {
                    check_order(limits, id, Some(key), ends(range))?;
                    check_margin(limits, id, key, range)?;
                }
                Value::Array(values) => check_pair(limits, id, key, values)?,
                _ => {}
            }
        }
    }
    check_safe_size(limits)?;
    check_lights(limits)
}

fn check_order(
    limits: &Limits<'_>,
    id: &str,
    key: Option<&str>,
    ends: Option<(f64, f64)>,
) -> Result<(), RulesetError> {
    let Some((least, most)) = ends.filter(|(least, most)| least >= most) else { return Ok(()) };
    let name = key.map_or(id.to_owned(), |key| format!("{id}: {key}"));
    let (advice, advice_zh) = if least > most {
        ("exchange the two", "请交换两者")
    } else {
        ("set `most` above `least`", "请将 `most` 设得大于 `least`")
    };
    let message = Message::new(
        format!("`{name}` allows from {least} to {most}, which is nothing; {advice}"),
        format!("`{name}` 的范围从 {least} 到 {most}，为空，{advice_zh}"),
    );
    let places = key.map_or(vec![(id, "least"), (id, "most")], |key| vec![(id, key)]);
    Err(limits.contradict(&places, message))
}

/// What lies in a review band is looked at, so bands that meet leave nothing that passes.
fn check_margin(limits: &Limits<'_>, id: &str, key: &str, range: &Table) -> Result<(), RulesetError> {
    let (Some((least, most)), Some(margin)) = (ends(range), part(range, "margin")) else { return Ok(()) };
    if 2.0 * margin <= (most - least) * (1.0 + ROUNDING) {
        return Ok(());
    }
    let message = Message::new(
        format!(
            "`{id}: {key}` allows from {least} to {most}, but the review bands of ±{margin} around both ends cover all of it, so nothing can pass; widen the range or set a smaller margin"
        ),
        format!(
            "`{id}: {key}` 的范围从 {least} 到 {most}，但两头 ±{margin} 的复核区间已将其全部覆盖，没有照片能直接通过，请放宽范围或减小 margin"
        ),
    );
    Err(limits.contradict(&[(id, key)], message))
}

/// Of the limits that are lists of numbers, two are a range; a colour has three.
fn check_pair(limits: &Limits<'_>, id: &str, key: &str, values: &[Value]) -> Result<(), RulesetError> {
    let [low, high] = values else { return Ok(()) };
    let (Some(low), Some(high)) = (number(low), number(high)) else { return Ok(()) };
    if low <= high {
        return Ok(());
    }
    let message = Message::new(
        format!("`{id}: {key}` goes from {low} down to {high}; write the lower number first"),
        format!("`{id}: {key}` 从 {low} 到 {high}，顺序不对，请先写较小的数"),
    );
    Err(limits.contradict(&[(id, key)], message))
}

/// Below the safe size a file is looked at, above the largest it fails.
fn check_safe_size(limits: &Limits<'_>) -> Result<(), RulesetError> {
    const ID: &str = "file.bytes";
    let Some(table) = limits.of(ID) else { return Ok(()) };
    let (Some(safe), Some((least, most))) = (part(table, "safe"), ends(table)) else { return Ok(()) };
    let message = if safe >= most {
        Message::new(
            format!(
                "`{ID}`: files below `safe = {safe}` are looked at and those above `most = {most}` fail, so none can pass; set `safe` below `most`, or to `least` where no size is safer"
            ),
            format!(
                "`{ID}`：小于 `safe = {safe}` 的文件需复核，大于 `most = {most}` 的不通过，没有文件能直接通过，请将 `safe` 设得小于 `most`；不区分稳妥大小时设为与 `least` 相同"
            ),
        )
    } else if safe < least {
        Message::new(
            format!(
                "`{ID}`: `safe = {safe}` lies below `least = {least}`, where every file fails; set it from `least` up, or to `least` where no size is safer"
            ),
            format!(
                "`{ID}`：`safe = {safe}` 小于 `least = {least}`，而小于后者的文件都不通过，请将 `safe` 设为不小于 `least`；不区分稳妥大小时设为与 `least` 相同"
            ),
        )
    } else {
        return Ok(());
    };
    Err(limits.contradict(&[(ID, "least"), (ID, "safe"), (ID, "most")], message))
}

/// The lights of a face have a lowest and a highest lightness, each a limit of its own.
fn check_lights(limits: &Limits<'_>) -> Result<(), RulesetError> {
    const ID: &str = "light.exposure";
    let line = |key| {
        let line = limits.of(ID)?.get(key)?.as_table()?;
        Some((part(line, "limit")?, part(line, "margin")?))
    };
    let (Some((least, below)), Some((most, above))) = (line("lights"), line("brightest")) else {
        return Ok(());
    };
    if least + below < most - above {
        return Ok(());
    }
    let message = Message::new(
        format!(
            "`{ID}`: the lights of the face pass from {least} ± {below} up (`lights`) and to {most} ± {above} (`brightest`), so none can; set `lights` lower or `brightest` higher"
        ),
        format!(
            "`{ID}`：面部高光须高于 {least} ± {below}（`lights`）且低于 {most} ± {above}（`brightest`），没有照片能通过，请调低 `lights` 或调高 `brightest`"
        ),
    );
    Err(limits.contradict(&[(ID, "lights"), (ID, "brightest")], message))
}
