//! Two of a kind, told apart by where they lie in the picture.

use serde::{Deserialize, Serialize};

/// Something on either side of the face. A person's right is the picture's left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sides<T> {
    /// On the picture's left: the person's right.
    pub image_left: T,
    /// On the picture's right: the person's left.
    pub image_right: T,
}

/// A side of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The picture's left: the person's right.
    ImageLeft,
    /// The picture's right: the person's left.
    ImageRight,
}

impl Side {
    /// The side across the face.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::ImageLeft => Self::ImageRight,
            Self::ImageRight => Self::ImageLeft,
        }
    }
}

impl<T> Sides<T> {
    /// What `of` gives for each side.
    pub fn from_fn(mut of: impl FnMut(Side) -> T) -> Self {
        Self { image_left: of(Side::ImageLeft), image_right: of(Side::ImageRight) }
    }

    /// That side's own.
    pub fn get(&self, side: Side) -> &T {
        match side {
            Side::ImageLeft => &self.image_left,
            Side::ImageRight => &self.image_right,
        }
    }

    /// Both, with `change` applied.
    pub fn map<U>(&self, mut change: impl FnMut(&T) -> U) -> Sides<U> {
        Sides { image_left: change(&self.image_left), image_right: change(&self.image_right) }
    }

    /// The side with the larger `value`; the picture's left if they are equal.
    pub fn larger(&self, value: impl Fn(&T) -> f32) -> Side {
        if value(&self.image_right) > value(&self.image_left) { Side::ImageRight } else { Side::ImageLeft }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_keeps_its_own() {
        let sides = Sides::from_fn(|side| if side == Side::ImageLeft { 1.0_f32 } else { 2.0 });
        assert_eq!(sides.map(|value| value * 2.0), Sides { image_left: 2.0, image_right: 4.0 });
        assert_eq!(sides.larger(|&value| value), Side::ImageRight);
        assert_eq!(sides.larger(|&value| -value), Side::ImageLeft);
        assert!(*sides.get(Side::ImageRight) > *sides.get(Side::ImageRight.other()));
    }
}
