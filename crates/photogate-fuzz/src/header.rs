//! Reading what a picture's header announces.

use photogate::photo::{DecodeLimits, Photo};

use crate::decode::assert_says_what_to_do;

/// Within a limit of no pixels the header is read and nothing is decoded: every input must be refused.
///
/// # Panics
/// If it is not, or without a word to the crew.
pub fn check(bytes: &[u8]) {
    match Photo::decode(bytes, &DecodeLimits { max_pixels: 0 }) {
        Ok(photo) => panic!("a picture of {} × {} pixels, 0 allowed", photo.width(), photo.height()),
        Err(error) => assert_says_what_to_do(&error),
    }
}
