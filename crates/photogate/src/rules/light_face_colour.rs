//! The face has the colour that is asked for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Band;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `light.face_colour` (permit photo): the colour of the face lies within a box of CIELAB.
///
/// Measured is the coordinate of the skin's median colour (D65) that is worst against its range: L* 59 to 65.5, a* 12.5 to
/// 18.5, b* 11.6 to 16.1. The ranges suit light skin under neutral light and fail most others, so only rulesets that name the
/// rule judge it, and none for the registry does. The review band of half a unit is about what camera noise and
/// JPEG compression move the median by.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LightFaceColour {
    /// Lightness L*.
    pub lightness: Band,
    /// Green to red, a*.
    pub a: Band,
    /// Blue to yellow, b*.
    pub b: Band,
}

impl Default for LightFaceColour {
    fn default() -> Self {
        Self {
            lightness: Band::new(59.0, 65.5, 0.5),
            a: Band::new(12.5, 18.5, 0.5),
            b: Band::new(11.6, 16.1, 0.5),
        }
    }
}

impl Rule for LightFaceColour {
    const ID: &'static str = "light.face_colour";
    const UNIT: &'static str = "CIELAB";
    const PAGE: RulePage = RulePage {
        title: Words::new("colour of the face", "面部颜色"),
        demand: Words::new(
            "the colour of the face lies within ranges of CIELAB that the ruleset names",
            "面部颜色在规则集指定的 CIELAB 范围内",
        ),
        reason: Words::new(
            "the permit's standard names such ranges; they hold for light skin in neutral light",
            "该类证件照标准给出此范围，对应中性光下的浅肤色",
        ),
        sources: &[Source::Sister],
        measurement: Words::new(
            "median CIELAB (D65) of cheeks and forehead without shadows and highlights; measured is the coordinate that is worst against its range",
            "面颊与额头去除阴影和高光后的 CIELAB（D65）中位数；取相对范围最差的一项",
        ),
        limits: &[
            LimitPage::new("lightness", "L*", [0.0, 100.0], Words::new("lightness", "明度")),
            LimitPage::new("a", "a*", [-128.0, 128.0], Words::new("from green to red", "由绿到红")),
            LimitPage::new("b", "b*", [-128.0, 128.0], Words::new("from blue to yellow", "由蓝到黄")),
        ],
        remedy: Words::new(
            "set exposure and white balance by a grey card; grant an exception for skin that the ranges do not know",
            "用灰卡设定曝光与白平衡；范围未涵盖的肤色须由人工认定",
        ),
        passes: "standards/biden-permit-not-frontal.jpg",
        fails: "photos/obama-charcoal-suit-passes.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let skin = measurements.skin.as_ref().map_err(|&reason| reason)?;
        let colour = skin.colour;
        let exposure = Words::new("correct the exposure", "调整曝光");
        let balance = Words::new("correct the white balance", "调整白平衡");
        let coordinates =
            [(colour.l, self.lightness, exposure), (colour.a, self.a, balance), (colour.b, self.b, balance)];
        let (violation, measured, limit, remedy) = coordinates
            .map(|(value, band, remedy)| {
                (band.violation_outside(value), value, band.nearer_end(value), remedy)
            })
            .into_iter()
            .max_by(|one, other| one.0.total_cmp(&other.0))
            .ok_or(Unmeasurable::Skin)?;
        let written = |Band { least, most, .. }: Band| format!("{least:.1}–{most:.1}");
        let asked = [self.lightness, self.a, self.b].map(written).join(", ");
        let found = format!("L* {:.1}, a* {:.1}, b* {:.1}", colour.l, colour.a, colour.b);
        let (en, zh) = if violation < 0.5 {
            (String::new(), String::new())
        } else {
            (format!("; {}", remedy.en), format!("，请{}", remedy.zh))
        };
        Ok(Judgement {
            violation,
            measured,
            limit,
            region: measurements.faces.first().copied(),
            message: Message::new(
                format!("the face has {found}, required are {asked}{en}"),
                format!("面部颜色 {found}，应为 {asked}{zh}"),
            ),
            parts: None,
            unit: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Finding, Status};
    use crate::measurement::{Lab, Skin};
    use crate::rules::Judge;
    use crate::rules::framing_samples::framed;

    fn faced(l: f32, a: f32, b: f32) -> Finding {
        let mut measurements = framed(354, 472, |_| ());
        measurements.skin = Ok(Skin { colour: Lab::new(l, a, b), spread: 3.0, samples: 500 });
        LightFaceColour::default().finding(&measurements)
    }

    #[test]
    fn the_worst_coordinate_decides_and_says_what_to_do() {
        assert_eq!(faced(62.0, 15.0, 14.0).status, Status::Pass);
        for (l, a, b, measured, advice) in [
            (50.0, 15.0, 14.0, 50.0, "exposure"),
            (62.0, 25.0, 14.0, 25.0, "white balance"),
            (62.0, 15.0, 2.0, 2.0, "white balance"),
        ] {
            let finding = faced(l, a, b);
            assert_eq!((finding.status, finding.measured), (Status::Fail, Some(measured)));
            assert!(finding.message.en.contains(advice), "{finding:?}");
        }
    }
}
