//! The face is correctly exposed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{Line, second_decides};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `light.exposure` (source S): the face is neither too dark nor too bright.
///
/// A face is judged by its lights, the 90th percentile of L*, so that dark skin is not taken for under-exposure: its
/// forehead and nose are as bright as those of a light face in less light are dark. Where the backdrop, which the
/// standard wants light, is light too, the lights may be darker still. Too bright is a face whose lights reach white, or
/// of which a share is blown out. Calibrated on series of exposures of every second picture of `portraits`; see
/// `docs/accuracy.md`.
///
/// The review bands are narrow enough that a picture which grows worse step by step leaves them for good.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LightExposure {
    /// Least L* of the face's lights.
    pub lights: Line,
    /// Least L* of the face's lights before a backdrop that is too dark as well.
    pub lights_in_the_dark: Line,
    /// Least L* of a backdrop that got enough light.
    pub backdrop: Line,
    /// Largest L* of the face's lights.
    pub brightest: Line,
    /// Largest share of the face's skin that is blown out, 0 to 1.
    pub blown_share: Line,
}

impl Default for LightExposure {
    fn default() -> Self {
        Self {
            lights: Line::new(35.0, 1.0),
            lights_in_the_dark: Line::new(46.0, 1.2),
            backdrop: Line::new(55.0, 1.8),
            brightest: Line::new(95.0, 0.6),
            blown_share: Line::new(0.08, 0.007),
        }
    }
}

impl Rule for LightExposure {
    const ID: &'static str = "light.exposure";
    const UNIT: &'static str = "L*";
    const PAGE: RulePage = RulePage {
        title: Words::new("correct exposure", "曝光正确"),
        demand: Words::new("the face is neither too dark nor too bright", "面部曝光正确，不过暗、不过亮"),
        reason: Words::new(
            "features that drown in shadow or burn out cannot be compared with the person",
            "过暗或过曝会丢失面部细节，无法核对本人",
        ),
        sources: &[Source::Standard],
        measurement: Words::new(
            "the lights of the face (90th percentile of L* of its skin), so that dark skin is not taken for too little light; before a dark backdrop more is asked for; too bright by the lights or by the share of blown-out skin",
            "面部高光（皮肤 L* 的第 90 百分位），深肤色不会被判为过暗；背景也暗时要求更高；过亮看高光及过曝皮肤占比",
        ),
        limits: &[
            LimitPage::new(
                "lights",
                "L*",
                [0.0, 100.0],
                Words::new("least lightness of the face's lights", "面部高光的最低明度"),
            ),
            LimitPage::new(
                "lights_in_the_dark",
                "L*",
                [0.0, 100.0],
                Words::new(
                    "least lightness of the face's lights before a backdrop that is too dark as well",
                    "背景也过暗时面部高光的最低明度",
                ),
            ),
            LimitPage::new(
                "backdrop",
                "L*",
                [0.0, 100.0],
                Words::new("least lightness of a backdrop that got enough light", "受光充足的背景的最低明度"),
            ),
            LimitPage::new(
                "brightest",
                "L*",
                [0.0, 100.0],
                Words::new("largest lightness of the face's lights", "面部高光的最高明度"),
            ),
            LimitPage::new(
                "blown_share",
                "share",
                [0.0, 1.0],
                Words::new("largest share of blown-out skin", "过曝皮肤的最大占比"),
            ),
        ],
        remedy: Words::new(
            "set the exposure on the face: more or less light, a longer or shorter exposure",
            "以面部为准测光：增减灯光或曝光量",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-underexposed-fails-exposure.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let light = measurements.light.as_ref().map_err(|&reason| reason)?;
        let (lights, blown) = (light.exposure.lights, light.exposure.blown_share);
        let dark_backdrop = measurements
            .backdrop
            .as_ref()
            .map_or(0.0, |backdrop| self.backdrop.violation_below(backdrop.colour.l));
        let by_lights = self.lights.violation_below(lights);
        let by_lights_in_the_dark = self.lights_in_the_dark.violation_below(lights).min(dark_backdrop);
        let dark = by_lights.max(by_lights_in_the_dark);
        let by_share = self.blown_share.violation_above(blown);
        let bright = self.brightest.violation_above(lights).max(by_share);
        let violation = dark.max(bright);
        let (percent, most) = (blown * 100.0, self.blown_share.limit * 100.0);
        let is_in_the_dark = second_decides(by_lights, by_lights_in_the_dark);
        let least = if is_in_the_dark { self.lights_in_the_dark.limit } else { self.lights.limit };
        let brightest = self.brightest.limit;
        let is_blown = second_decides(dark.max(self.brightest.violation_above(lights)), by_share);
        let (measured, limit, unit) = match (is_blown, dark >= bright) {
            (true, _) => (blown, self.blown_share.limit, Some("share")),
            (false, true) => (lights, least, None),
            (false, false) => (lights, brightest, None),
        };
        let message = if violation < 0.5 && is_blown {
            Message::new(
                format!(
                    "the face is well exposed: {percent:.1} % of its skin blown out, at most {most:.1} %"
                ),
                format!("面部曝光正常：过曝皮肤占 {percent:.1}%，上限 {most:.1}%"),
            )
        } else if violation < 0.5 {
            Message::new(
                format!(
                    "the face is well exposed: its lights at L* {lights:.0}, {least:.0} to {brightest:.0}"
                ),
                format!("面部曝光正常：高光明度 {lights:.0}，应在 {least:.0}–{brightest:.0} 之间"),
            )
        } else if dark >= bright {
            Message::new(
                format!(
                    "the face is too dark: its lights at L* {lights:.0}, at least {least:.0}; give it more light or a longer exposure"
                ),
                format!("面部过暗：高光明度 {lights:.0}，至少 {least:.0}，请增加灯光或曝光量"),
            )
        } else {
            Message::new(
                format!(
                    "the face is too bright: its lights at L* {lights:.0}, at most {brightest:.0}, and {percent:.1} % of its skin blown out, at most {most:.1} %; reduce light or exposure"
                ),
                format!(
                    "面部过亮：高光明度 {lights:.0}，上限 {brightest:.0}；过曝皮肤占 {percent:.1}%，上限 {most:.1}%，请减少灯光或曝光量"
                ),
            )
        };
        Ok(Judgement { violation, measured, limit, region: Some(light.face), message, parts: None, unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violation(measurements: &Measurements) -> f64 {
        LightExposure::default().judge(measurements).unwrap().violation
    }

    #[test]
    fn a_good_exposure_passes_and_both_ends_fail() {
        assert!(violation(&Measurements::of_light(|_| ())) < 0.1);
        assert!(violation(&Measurements::of_light(|light| light.exposure.lights = 26.0)) > 0.8);
        assert!(violation(&Measurements::of_light(|light| light.exposure.blown_share = 0.2)) > 0.8);
    }

    #[test]
    fn dark_skin_whose_forehead_shines_passes() {
        let dark = Measurements::of_light(|light| {
            (light.exposure.lights, light.exposure.middle) = (46.0, 29.0);
        });
        assert!(violation(&dark) < 0.2);
    }
}
