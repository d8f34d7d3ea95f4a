//! The frame of the glasses leaves the eyes free.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::sided::{CoverWording, Eyes};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `glasses.frame` (source S): the frame does not cover the eyes.
///
/// Measured is the share of an eye's opening in which the frame, or a lens that hides the eye, is seen; the worse side
/// decides. Without glasses it is 0; behind clear lenses the network takes up to two thirds of an eye for glasses, behind
/// dark ones nearly all (51 pictures of `portraits` and `parsing`, looked at).
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GlassesFrame {
    /// Largest share of an eye's opening, 0 to 1.
    pub share: Line,
}

impl Default for GlassesFrame {
    fn default() -> Self {
        Self { share: Line::new(0.8, 0.15) }
    }
}

const WORDING: CoverWording = CoverWording {
    clean: Words::new("the eyes are free of frames and dark lenses", "双眼未被镜框或深色镜片遮住"),
    cover: Words::new("glasses cover", "眼镜遮挡"),
    remedy: Words::new("push them up or take them off", "请上推或摘下眼镜"),
};

impl Rule for GlassesFrame {
    const ID: &'static str = "glasses.frame";
    const UNIT: &'static str = "share";
    const PAGE: RulePage = RulePage {
        title: Words::new("frame off the eyes", "镜框不压眼"),
        demand: Words::new("the frame does not cover the eyes", "镜框不得遮挡眼睛"),
        reason: Words::new("a frame across the eye spoils the comparison of faces", "镜框压眼影响比对"),
        sources: &[Source::Standard],
        measurement: Words::new(
            "share of an eye's opening in which the frame, or a lens that hides the eye, is seen; the worse side decides",
            "眼裂范围内被镜框或不透明镜片遮住的占比，以较差一侧为准",
        ),
        limits: &[LimitPage::new(
            "share",
            "share",
            [0.0, 1.0],
            Words::new("largest share of an eye's opening", "眼裂被遮的最大占比"),
        )],
        remedy: Words::new("push the glasses up, tilt them, or take them off", "上推或调整眼镜，或取下"),
        passes: "photos/obama-clear-glasses-passes.jpg",
        fails: "photos/biden-heavy-frame-fails-frame.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let parts = measurements.face_parts.as_ref().map_err(|&reason| reason)?;
        let eyes = Eyes { measured: &parts.glasses_over_eye, regions: &parts.eyes };
        Ok(eyes.judge_cover(self.share, &WORDING))
    }
}
