//! `photogate crop`.

use super::{ArgumentHelp, CommandHelp, shared};

pub const HELP: CommandHelp = CommandHelp {
    path: "crop",
    about: "把相机原片裁剪成平台要求的照片",
    long_about: "把相机原片裁剪成平台要求的照片。\n\n\
        为每张原片求出使双眼水平、并让眼睛、头顶和脸部落在规定位置的裁剪，一次重采样裁出，写成 480×640 像素、300 dpi、\
        30 至 40 KB 的 JPEG，不带原文件的任何其他信息：没有相机、地点和姓名。不放大、不添加、不修饰、不镜像，\
        背景保持原样。写出的照片随即审核并显示结论。\n\n\
        指定 --ruleset 时，按该规则集裁剪并审核：像素尺寸、构图、文件大小、画质和 dpi 取其规则的要求，并与限值留有余地；\
        规则集未作要求的，按上述标准。裁剪无法解决的问题会在结论中列出。含有 `geometry.crop` 的规则集（如 `capture`）\
        用于原片：它决定如何裁剪，裁出的照片由 `registry` 审核。\n\n\
        裁不出合格照片的原片会被拒绝，并说明缺少什么，不写出任何文件。PATH 的含义与 `check` 相同。原片绝不会被替换。",
    after: "\
退出状态：
  0    每张原片都裁出了照片且通过审核
  1    有原片裁不出照片，或裁出的照片不合格、需要人工复核
  2    有照片无法审核或写出，或命令有误
  130  被中断；正在裁剪的原片会处理完

示例：
  photogate crop IMG_0042.jpg --out 1023456789.jpg
  photogate crop line-3/ --out upload/
  photogate crop line-3/ --out upload/ --format jsonl > results.jsonl
",
    arguments: &[
        ArgumentHelp {
            id: "paths", help: "原片，或含有原片的文件夹", long_help: "", values: &[]
        },
        ArgumentHelp {
            id: "out",
            help: "一张原片的输出文件，或多张原片的输出文件夹",
            long_help: "只有一张原片、且名称以 .jpg 结尾又不是文件夹时，是输出文件；否则是输出文件夹：不存在时自动创建，\
                保留所搜索文件夹的子文件夹，且不得位于所搜索的文件夹之内。先前运行留下的照片会被替换。",
            values: &[],
        },
        shared::RECORD_FORMAT,
    ],
};
