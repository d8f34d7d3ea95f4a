//! What a place of head or shoulders can be.

use serde::Serialize;

/// Parts that the network tells apart.
pub(super) const PARTS: usize = 14;

/// A part of head or shoulders, in the network's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Neither person nor clothes.
    Background,
    /// Skin of the face.
    Skin,
    /// Glasses, frame and lenses.
    Glasses,
    /// Eye openings.
    Eye,
    /// Eyebrows.
    Brow,
    /// Ears.
    Ear,
    /// Inside of an open mouth.
    Mouth,
    /// Lips.
    Lips,
    /// Hair of the head.
    Hair,
    /// Hat or other head covering.
    Hat,
    /// Earrings.
    Earring,
    /// Necklace.
    Necklace,
    /// Neck and bare skin below it.
    Neck,
    /// Clothing.
    Clothing,
}

impl Part {
    /// All parts, in the order of the network's output.
    pub const ALL: [Self; PARTS] = [
        Self::Background,
        Self::Skin,
        Self::Glasses,
        Self::Eye,
        Self::Brow,
        Self::Ear,
        Self::Mouth,
        Self::Lips,
        Self::Hair,
        Self::Hat,
        Self::Earring,
        Self::Necklace,
        Self::Neck,
        Self::Clothing,
    ];
}
