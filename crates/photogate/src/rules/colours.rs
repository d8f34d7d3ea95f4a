//! Documentation of the limits that several rules on colours have.

use super::LimitPage;
use crate::words::Words;

/// Of `least_share`: which colours of a garment count; see `Garment::colours_from`.
pub(super) const LEAST_SHARE_PAGE: LimitPage = LimitPage::new(
    "least_share",
    "share",
    [0.0, 1.0],
    Words::new(
        "colours that cover less of the garment do not count, save the largest",
        "占比低于此值的颜色不计（最大者除外）",
    ),
);
