//! The file is neither too small nor too large.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::counted::violation_beyond;
use super::line::{ON_THE_LINE, REVIEW_CEILING};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::crop::CropDemands;
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// Bytes in a KB. The standard does not say; the crews read sizes in Windows, which counts 1024.
const KB: f64 = 1024.0;

/// `file.bytes` (sources S, A): 20 to 40 KB of 1024 bytes by the standard; below 30 KB the upload site refuses it.
///
/// Outside `least` to `most` the rule is broken. From `least` up to `safe` it asks for a look: the standard is met,
/// the upload may fail.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FileBytes {
    /// Smallest size in KB.
    pub least: f32,
    /// Smallest size in KB that every reader of the standard takes; `least` where there is but one.
    pub safe: f32,
    /// Largest size in KB.
    pub most: f32,
}

impl Default for FileBytes {
    fn default() -> Self {
        Self { least: 20.0, safe: 30.0, most: 40.0 }
    }
}

impl Rule for FileBytes {
    const ID: &'static str = "file.bytes";
    const UNIT: &'static str = "KB";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("size of the file", "文件大小"),
        demand: Words::new(
            "the file is neither too small nor too large, and best no smaller than the safe size",
            "文件大小在规定范围内，最好不小于稳妥值",
        ),
        reason: Words::new(
            "files outside the range are refused; some sites refuse small ones too that the standard allows",
            "超出范围的文件会被拒收；有的平台还会拒收标准所允许的较小文件",
        ),
        sources: &[Source::Standard, Source::Audit],
        measurement: Words::new(
            "bytes of the whole file, in KB of 1024 bytes as Windows counts them; between the standard's least and the safe size a look is asked for",
            "整个文件的字节数，以 KB 计（1 KB = 1024 字节，与 Windows 一致）；介于标准下限与稳妥下限之间需人工复核",
        ),
        limits: &[
            LimitPage::new("least", "KB", [0.0, 1_000_000.0], Words::new("smallest size", "最小值")),
            LimitPage::new(
                "safe",
                "KB",
                [0.0, 1_000_000.0],
                Words::new("smallest safe size", "稳妥的最小值"),
            ),
            LimitPage::new("most", "KB", [0.0, 1_000_000.0], Words::new("largest size", "最大值")),
        ],
        remedy: Words::new(
            "export again from the original with another JPEG quality until the size fits",
            "用原图调整 JPEG 质量重新导出，直到大小合适",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "files/above-40-kb.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let bytes = measurements.file.as_ref().map_err(|&reason| reason)?.bytes;
        let size = bytes as f64 / KB;
        let [least, safe, most] = [self.least, self.safe, self.most].map(f64::from);
        let excess = if size < least { (least - size) / least } else { (size - most) / most.max(1.0) };
        let (violation, limit) = if excess > 0.0 {
            (violation_beyond(excess), if size < least { least } else { most })
        } else if size < safe {
            // Worse towards the standard's own limit.
            let share = (safe - size) / (safe - least);
            (ON_THE_LINE + (REVIEW_CEILING - ON_THE_LINE) * share, safe)
        } else {
            (0.0, if size < f64::midpoint(safe, most) { safe } else { most })
        };
        let (en, zh) = if size < least {
            ("; export it again with a higher quality", "，请提高质量重新导出")
        } else if excess > 0.0 {
            ("; export it again with a lower quality", "，请降低质量重新导出")
        } else if size < safe {
            (
                "; the upload site may refuse it: export it with a higher quality",
                "，上传平台可能拒收，请提高质量重新导出",
            )
        } else {
            ("", "")
        };
        let message = Message::new(
            format!(
                "the file has {bytes} bytes = {size:.1} KB; {least:.0} to {most:.0} KB are asked for, {safe:.0} to {most:.0} KB are safe{en}"
            ),
            format!(
                "文件为 {bytes} 字节（{size:.1} KB），应在 {least:.0}–{most:.0} KB 之间，{safe:.0}–{most:.0} KB 最稳妥{zh}"
            ),
        );
        Ok(Judgement {
            violation,
            measured: size as f32,
            limit: limit as f32,
            region: None,
            message,
            parts: None,
            unit: None,
        })
    }

    fn ask_of_crop(&self, demands: &mut CropDemands) {
        let least = f64::from(self.least.max(self.safe)) * KB;
        // Both ends hold for readers who count 1000 bytes in a KB too, where that leaves anything.
        let most = f64::from(self.most) * 1000.0;
        let most = if most > least { most } else { f64::from(self.most) * KB };
        demands.file.least_bytes = least.ceil() as usize;
        demands.file.most_bytes = most as usize;
    }
}
