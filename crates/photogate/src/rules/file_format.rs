//! The file is an ordinary JPEG.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::counted::violation_beyond;
use super::line::ON_THE_LINE;
use super::{Judgement, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{FileFormat as Format, JpegProcess, Measurements, Unmeasurable};
use crate::words::Words;

/// `file.format` (source S): baseline or progressive JPEG, named `.jpg`, complete to its end.
///
/// Counted are the faults: another format, another JPEG process, another ending of the name. The ending is judged
/// where the name is known, in capitals or not. A file whose picture breaks off is an error before any rule is asked; one
/// that lacks no more than the end-of-image marker can be read, but not by every program, and is for review.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FileFormat {}

/// The ending that the registry takes.
const ENDING: &str = "jpg";

impl Rule for FileFormat {
    const ID: &'static str = "file.format";
    const UNIT: &'static str = "faults";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("JPEG file", "JPEG 文件"),
        demand: Words::new(
            "the file is a baseline or progressive JPEG, its name ends in .jpg, and it is complete to its end",
            "文件为基线或渐进式 JPEG，扩展名为 .jpg，且数据完整",
        ),
        reason: Words::new(
            "upload sites take nothing else, whatever other programs can open",
            "上传平台只接收这种格式，其他软件能打开的格式不一定能上传",
        ),
        sources: &[Source::Standard],
        measurement: Words::new(
            "the format is told from the bytes, not from the name; counted are the faults: another format, another JPEG process, another ending of the name (where the name is known). A file that breaks off cannot be judged at all and is an error; one that lacks only the marker of its end is for review",
            "根据文件内容而不是文件名判断格式；统计问题数：格式不符、JPEG 编码方式不符、扩展名不符（已知文件名时）。数据不完整的文件无法判断，直接报错；仅缺结束标记的需人工复核",
        ),
        limits: &[],
        remedy: Words::new(
            "export the photo as an ordinary JPEG named .jpg",
            "将照片导出为普通 JPEG，扩展名为 .jpg",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "files/png-renamed.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let file = measurements.file.as_ref().map_err(|&reason| reason)?;
        let process = file.jpeg.as_ref().map(|jpeg| jpeg.process);
        let ordinary = matches!(process, Some(JpegProcess::Baseline | JpegProcess::Progressive));
        let misnamed = file.extension.as_deref().filter(|ending| !ending.eq_ignore_ascii_case(ENDING));
        let faults = u8::from(!ordinary) + u8::from(misnamed.is_some());
        let unfinished = file.jpeg.as_ref().is_some_and(|jpeg| !jpeg.marked_end);

        let coding = if file.format != Format::Jpeg {
            let name = file.format.name();
            Message::new(
                format!("the file is a {name}, not a JPEG; export the photo as JPEG"),
                format!("文件为 {name} 格式，不是 JPEG，请导出为 JPEG"),
            )
        } else if ordinary && unfinished {
            Message::new(
                "the JPEG lacks its end-of-image marker: it may have been cut off in a copy; copy or export it again",
                "JPEG 缺少结束标记，可能在复制时被截断，请重新复制或导出",
            )
        } else if ordinary {
            let (en, zh) = match process {
                Some(JpegProcess::Progressive) => ("progressive", "渐进式"),
                _ => ("baseline", "基线"),
            };
            Message::new(format!("the file is a complete {en} JPEG"), format!("文件为完整的{zh} JPEG"))
        } else {
            Message::new(
                "the JPEG is extended sequential, must be baseline or progressive; save it again as an ordinary JPEG",
                "JPEG 编码方式为扩展顺序式，应为基线或渐进式，请另存为普通 JPEG",
            )
        };
        let naming = match (&file.extension, misnamed) {
            (None, _) => Message::new("its name is not known", "文件名未知"),
            (Some(_), None) => Message::new("its name ends in .jpg", "扩展名为 .jpg"),
            (Some(_), Some("")) => Message::new(
                "its name has no ending, must end in .jpg; rename it",
                "文件没有扩展名，应为 .jpg，请重命名",
            ),
            (Some(_), Some(ending)) => Message::new(
                format!("its name ends in .{ending}, must end in .jpg; rename it"),
                format!("扩展名为 .{ending}，应为 .jpg，请重命名"),
            ),
        };
        Ok(Judgement {
            violation: if faults == 0 && unfinished {
                ON_THE_LINE
            } else {
                violation_beyond(f64::from(faults))
            },
            measured: (faults + u8::from(unfinished)).into(),
            limit: 0.0,
            region: None,
            message: Message::new(
                format!("{}; {}", coding.en, naming.en),
                format!("{}；{}", coding.zh, naming.zh),
            ),
            parts: None,
            unit: None,
        })
    }
}
