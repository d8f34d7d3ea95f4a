//! Why a quantity is unknown.

use serde::Serialize;

use crate::finding::Message;

/// Why a photo cannot show what a rule asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unmeasurable {
    /// There is no face, so nobody to judge.
    #[error("no face was found")]
    Face,
    /// The face-parsing model is not among the models, or no rule asked for it, and then nobody is told.
    #[error("the face-parsing model is missing")]
    Parsing,
    /// Cheeks and forehead are too small, or outside the photo.
    #[error("too little skin is visible on cheeks and forehead")]
    Skin,
    /// The face is so small that its detail cannot be told.
    #[error("the face is too small")]
    SmallFace,
    /// The lips are covered, or too small to have a colour.
    #[error("too little of the lips is visible")]
    Lips,
    /// The skin around the eyes is covered, or too small to have a colour.
    #[error("too little of the skin around the eyes is visible")]
    Orbits,
    /// No eye, or not each of them where both are needed, is open, large and clear enough to show its pupil, or the head is
    /// turned too far.
    #[error("no pupil is visible")]
    Eyes,
    /// The head is bald or covered, or its hair lies outside the photo.
    #[error("too little hair is visible")]
    Hair,
    /// The person fills the photo.
    #[error("too little of the backdrop is visible")]
    Backdrop,
    /// No shoulders in the frame.
    #[error("too little clothing is visible")]
    Garment,
    /// The frame ends above the shoulders.
    #[error("the shoulders are not in the picture")]
    Shoulders,
    /// The photo was made from pixels.
    #[error("the photo did not come from a file")]
    File,
    /// The file is no JPEG, or lacks the header that would tell.
    #[error("no JPEG header tells it")]
    JpegHeader,
    /// No head is seen above the eyes.
    #[error("the top of the head was not found")]
    HeadTop,
}

impl Unmeasurable {
    /// The reason for the crew, with what to do about it.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::Face => Message::new(
                "no face was found; take the picture again with the face in view",
                "未检测到人脸，请重新拍摄并露出正脸",
            ),
            Self::Parsing => Message::new(
                "the face-parsing model is missing, so hair, ornaments and clothing cannot be told apart; add face_parsing to the models",
                "缺少人脸解析模型，无法区分头发、饰物与衣着，请在模型目录中加入 face_parsing",
            ),
            Self::Skin => Message::new(
                "too little skin is visible on cheeks and forehead to measure its colour",
                "面部可见皮肤过少，无法测量肤色",
            ),
            Self::SmallFace => Message::new(
                "the face is too small in the picture to judge its sharpness; come closer or use the original file",
                "人脸在画面中过小，无法判断清晰度，请靠近拍摄或使用原图",
            ),
            Self::Lips => Message::new(
                "too little of the lips is visible to measure their colour; uncover the mouth and come closer",
                "可见嘴唇过少，无法测量唇色，请露出嘴部并靠近拍摄",
            ),
            Self::Orbits => Message::new(
                "too little skin is visible around the eyes to measure its colour; uncover them and come closer",
                "眼部周围可见皮肤过少，无法测量颜色，请露出眼部并靠近拍摄",
            ),
            Self::Eyes => Message::new(
                "no pupil is visible; open the eyes and come closer",
                "看不到瞳孔，请睁眼并靠近拍摄",
            ),
            Self::Hair => Message::new(
                "too little hair is visible to look for a band or a clip in it",
                "可见头发过少，无法查看发箍或发夹",
            ),
            Self::Backdrop => {
                Message::new("too little of the backdrop is visible to judge it", "可见背景过少，无法判断")
            }
            Self::Garment => Message::new(
                "too little clothing is visible to judge it; show the shoulders",
                "可见衣着过少，无法判断，请露出双肩",
            ),
            Self::Shoulders => Message::new(
                "the shoulders are not in the picture; step back from the face",
                "画面中没有双肩，请拉远取景",
            ),
            Self::File => Message::new(
                "the photo was given as pixels, not as a file; check the file that is to be uploaded",
                "照片以像素数据而非文件形式提供，请检查待上传的文件",
            ),
            Self::JpegHeader => Message::new(
                "the file has no JPEG header that tells it; export the photo as JPEG and check that",
                "文件中没有可供判断的 JPEG 文件头，请导出为 JPEG 后再检查",
            ),
            Self::HeadTop => Message::new(
                "the top of the head cannot be told from the backdrop; check the backdrop and its light",
                "无法区分头顶与背景，请检查背景及其布光",
            ),
        }
    }
}
