//! Bytes → photo.

use photogate::photo::{DecodeLimits, Photo, PhotoError};

/// Enough for the pictures of `testdata/odd`, and soon decoded.
const LIMITS: DecodeLimits = DecodeLimits { max_pixels: 256 * 256 };

/// Longer side of the small picture, in pixels.
const THUMBNAIL: u32 = 16;

/// Decodes `bytes`. A picture must be as large as its header says and within the limit, and one that is refused must
/// be refused with a reason.
///
/// # Panics
/// If something of it does not hold.
pub fn check(bytes: &[u8]) {
    let photo = match Photo::decode(bytes, &LIMITS) {
        Ok(photo) => photo,
        Err(error) => return assert_says_what_to_do(&error),
    };
    let facts = photo.facts().expect("it was decoded from a file");
    let size = (facts.stored_width, facts.stored_height);
    let pixels = u64::from(size.0) * u64::from(size.1);
    assert!(pixels > 0 && pixels <= LIMITS.max_pixels, "{size:?}");
    assert!([size, (size.1, size.0)].contains(&photo.pixels().dimensions()), "{size:?} became {photo:?}");
    let small = photo.thumbnail(THUMBNAIL);
    assert!(small.width().max(small.height()) <= THUMBNAIL && small.width().min(small.height()) > 0);

    // What the header announces is enough to refuse it, and is what comes out.
    let refused = Photo::decode(bytes, &DecodeLimits { max_pixels: pixels - 1 });
    let Err(PhotoError::TooLarge { width, height, .. }) = refused else {
        panic!("{size:?} is not refused by its header: {:?}", refused.err());
    };
    assert_eq!((width, height), size);
}

/// # Panics
/// If `error` leaves the crew without advice.
pub fn assert_says_what_to_do(error: &PhotoError) {
    let message = error.message();
    assert!(message.en.ends_with('.') && message.zh.ends_with('。'), "{message:?}");
    assert!(!message.en.contains(char::is_control) && !message.zh.contains(char::is_control), "{message:?}");
}
