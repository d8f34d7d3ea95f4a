//! What a rule says about one photo.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::coords::Rect;
use crate::words::{Bilingual, Words};

/// How a finding, judged by its violation, stands to the ruleset's line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Below the review band.
    Pass,
    /// The photo cannot show it, or it could not be measured. The message says why. Never a silent pass.
    NotAssessed,
    /// Inside the review band: a person should look.
    Review,
    /// Above the review band.
    Fail,
}

/// A sentence for the crew, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Message {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
}

impl Message {
    /// The same statement in English and in Chinese.
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { en: en.into(), zh: zh.into() }
    }

    /// The statement with `words` after it.
    #[must_use]
    pub fn and(self, words: Words) -> Self {
        Self { en: self.en + words.en, zh: self.zh + words.zh }
    }
}

impl Bilingual for Message {
    fn en(&self) -> &str {
        &self.en
    }

    fn zh(&self) -> &str {
        &self.zh
    }
}

/// Whole pixels of the upright photo; serialised as `{"x", "y", "width", "height"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Region {
    /// Pixels from the left edge.
    pub x: u32,
    /// Pixels from the top edge.
    pub y: u32,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl Region {
    /// The whole pixels that `rect` touches inside a photo of `width` × `height`; `None` if none are left.
    #[must_use]
    pub fn clipped(rect: Rect, width: u32, height: u32) -> Option<Self> {
        let inside = rect.intersection(Rect::new(0.0, 0.0, width as f32, height as f32));
        if inside.area() <= 0.0 {
            return None;
        }
        let (x, y) = (inside.x.floor() as u32, inside.y.floor() as u32);
        Some(Self {
            x,
            y,
            width: (inside.right().ceil() as u32).min(width) - x,
            height: (inside.bottom().ceil() as u32).min(height) - y,
        })
    }
}

/// The outcome of one rule for one photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The rule's identifier, `clothing.dark` for instance.
    pub rule: String,
    /// Pass, review, fail or not assessed.
    pub status: Status,
    /// 0 (no offence) to 1 (gross offence), 0.5 on the ruleset's line; `None` if not assessed.
    pub violation: Option<f64>,
    /// The measured quantity, in `unit`; `None` if not assessed.
    pub measured: Option<f64>,
    /// The ruleset's limit for it, in `unit`.
    pub limit: Option<f64>,
    /// Unit of `measured` and `limit`: `L*`, `ΔE00`, `share`, `faces` and so on.
    pub unit: String,
    /// Violations by side, for rules that judge `image_left` and `image_right` apart.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, f64>,
    /// Where to look, in pixels of the upright photo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// What was found, against which limit, and what to do about it.
    pub message: Message,
}
