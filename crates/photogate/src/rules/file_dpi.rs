//! The headers ask for the right size in print.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::counted::{excess_from, violation_beyond};
use super::line::{REVIEW_CEILING, REVIEW_FLOOR};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::crop::CropDemands;
use crate::finding::Message;
use crate::measurement::{Density, DensitySource, Measurements, Unmeasurable};
use crate::words::Words;

/// `file.dpi` (source S): 300 dots per inch, where the headers say anything.
///
/// JFIF and Exif may each state a density. It is rounded to whole dots per inch, since 300 of them are 118 a
/// centimetre. A file that states none passes; one whose two headers disagree about the limit asks for a look.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FileDpi {
    /// Dots per inch, across and down.
    pub dpi: u32,
}

impl Default for FileDpi {
    fn default() -> Self {
        Self { dpi: 300 }
    }
}

impl Rule for FileDpi {
    const ID: &'static str = "file.dpi";
    const UNIT: &'static str = "dpi";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("dots per inch", "分辨率 DPI"),
        demand: Words::new(
            "the headers state the dots per inch that are asked for, or none",
            "文件头中的分辨率为规定的 DPI，或未注明",
        ),
        reason: Words::new("it sets the size at which the picture is printed", "该数值决定照片的打印尺寸"),
        sources: &[Source::Standard],
        measurement: Words::new(
            "the density in the JFIF and in the Exif header, as whole dots per inch (118 a centimetre are 300); 0 where neither says anything, which passes. If one of the two is right and the other wrong, a look is asked for: programs differ in which they read",
            "JFIF 与 EXIF 头中的分辨率，取整为每英寸点数（每厘米 118 点即 300 dpi）；两者均未注明时记为 0，视为通过。一处正确而另一处不符时需人工复核，因为不同软件读取的位置不同",
        ),
        limits: &[LimitPage::new("dpi", "dpi", [1.0, 65_535.0], Words::new("dots per inch", "每英寸点数"))],
        remedy: Words::new(
            "set the density when exporting; no pixel changes by it",
            "导出时设为规定的分辨率，像素不会改变",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "files/72-dpi.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let file = measurements.file.as_ref().map_err(|&reason| reason)?;
        let jpeg = file.jpeg.as_ref().ok_or(Unmeasurable::JpegHeader)?;
        let limit = self.dpi;
        let stated: Vec<(DensitySource, u32)> =
            jpeg.densities.iter().map(|density| (density.source, farther(*density, limit))).collect();
        let wrong = stated.iter().filter(|(_, dpi)| *dpi != limit).count();
        let measured = stated.iter().map(|&(_, dpi)| dpi).max_by_key(|dpi| dpi.abs_diff(limit)).unwrap_or(0);
        let list = stated.iter().map(|&(source, dpi)| format!("{} {dpi} dpi", name(source)));
        let list = list.collect::<Vec<_>>().join(", ");
        let (violation, message) = if stated.is_empty() {
            let said = Message::new(
                format!("the file states no density; {limit} dpi would be right"),
                format!("文件未注明分辨率（规定为 {limit} dpi）"),
            );
            (0.0, said)
        } else if wrong == 0 {
            let said = Message::new(
                format!("the file states {limit} dpi ({list})"),
                format!("文件注明 {limit} dpi（{list}）"),
            );
            (0.0, said)
        } else if wrong == stated.len() {
            let said = Message::new(
                format!("the file states {list}, must be {limit} dpi; set {limit} dpi when exporting"),
                format!("文件注明的分辨率为 {list}，应为 {limit} dpi，请在导出时设为 {limit} dpi"),
            );
            (violation_beyond(excess_from(measured, limit)), said)
        } else {
            let said = Message::new(
                format!("the headers disagree: {list}, must be {limit} dpi; set {limit} dpi when exporting"),
                format!("文件头中的分辨率不一致：{list}，应为 {limit} dpi，请在导出时设为 {limit} dpi"),
            );
            (f64::midpoint(REVIEW_FLOOR, REVIEW_CEILING), said)
        };
        Ok(Judgement {
            violation,
            measured: measured as f32,
            limit: limit as f32,
            region: None,
            message,
            parts: None,
            unit: None,
        })
    }

    fn ask_of_crop(&self, demands: &mut CropDemands) {
        demands.file.dots_per_inch = u16::try_from(self.dpi).unwrap_or(u16::MAX);
    }
}

/// Whole dots per inch of the direction that is farther from `limit`.
fn farther(density: Density, limit: u32) -> u32 {
    let [across, down] = density.per_inch().map(|dots| dots.round() as u32);
    if across.abs_diff(limit) >= down.abs_diff(limit) { across } else { down }
}

fn name(source: DensitySource) -> &'static str {
    match source {
        DensitySource::Jfif => "JFIF",
        DensitySource::Exif => "Exif",
    }
}
