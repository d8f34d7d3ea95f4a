//! `photogate check`.

use super::{ArgumentHelp, CommandHelp, shared};

pub const HELP: CommandHelp = CommandHelp {
    path: "check",
    about: "审核照片，指出问题所在",
    long_about: "审核照片，指出问题所在。\n\n\
        每个 PATH 是一张照片或一个文件夹。文件夹连同所有子文件夹按名称顺序搜索，查找扩展名为 .jpg、.jpeg、.jpe、.jfif、\
        .png、.webp、.tif、.tiff、.bmp、.gif、.heic、.heif 或 .avif 的文件，不区分大小写；最后四种无法读取，\
        会作为错误列出，以免漏掉任何人。相机 RAW 文件、其他文件以及名称以点开头的文件会跳过。链接会跟随。\
        直接给出的照片无论叫什么名字都会审核。通过重叠的路径或指向同一文件夹的两个链接重复到达的照片只审核一次，\
        列在最先遇到的位置。\n\n\
        无法审核的照片列为 `error` 并说明原因，其余照片照常审核。无论同时审核多少张，结果都按路径的顺序排列。",
    after: "\
退出状态：
  0    所有照片均通过
  1    有照片未通过：不合格，或需要人工复核
  2    有照片无法审核、结果无法写出，或命令有误
  130  被中断；正在审核的照片会审完，此前的全部结果都会写出，包括写入 --output。
       再按一次 Ctrl-C 则立即退出，--output 保持原样。

示例：
  photogate check portraits/
  photogate check portraits/ --annotate marked/ --format json --output results.json
  photogate check portraits/ --format jsonl | jq -r 'select(.verdict == \"fail\") | .file'
  find portraits/ -newer yesterday -name '*.jpg' -print0 | photogate check --stdin0
  camera-tool --download | photogate check - --format json
",
    arguments: &[
        ArgumentHelp {
            id: "paths",
            help: "照片，或含有照片的文件夹；`-` 表示从标准输入读取一张照片",
            long_help: "",
            values: &[],
        },
        ArgumentHelp {
            id: "stdin0",
            help: "从标准输入读取路径，每个以 NUL 字节结尾，与 `find -print0` 的输出相同",
            long_help: "",
            values: &[],
        },
        shared::RECORD_FORMAT,
        ArgumentHelp {
            id: "output",
            help: "把结果写入 FILE，而不是标准输出",
            long_help: "把结果写入 FILE，而不是标准输出。FILE 在结束时一次性出现或被替换；在此之前，\
                或运行因错误中止时，原有的 FILE 保持不变。设备和管道则直接写入。",
            values: &[],
        },
        ArgumentHelp {
            id: "annotate",
            help: "把每张照片的标注副本写入 DIR",
            long_help: "把每张已审核照片的副本以 JPEG 格式写入 DIR，并在其上画出区域、标记和结论。DIR 不存在时自动创建，\
                其中保留所搜索文件夹的子文件夹；给出多个文件夹时，各自在 DIR 中占一个。先前运行留下的副本会被替换，\
                正在审核的照片绝不会被替换：DIR 不得位于所搜索的文件夹之内。",
            values: &[],
        },
    ],
};
