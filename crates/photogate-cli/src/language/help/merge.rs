//! `photogate merge`.

use super::{ArgumentHelp, CommandHelp};

pub const HELP: CommandHelp = CommandHelp {
    path: "merge",
    about: "合并多次 `batch` 运行的结果，即同一文件夹树的各份",
    long_about: "合并多次 `batch` 运行的结果，即同一文件夹树的各份。\n\n\
        把多次 `batch` 运行的结果合并为一个新的结果文件夹。同一张照片出现在多次运行中时，取最后审核的结果。\
        规则、模型或版本不同的运行会被拒绝。",
    after: "\
退出状态：
  0    合并后的结果覆盖整个文件夹树
  1    已写出，但缺少某一份或某一份未完成，或两次运行互相矛盾
  2    无法读取或写出，或各次运行不属于同一整体
",
    arguments: &[
        ArgumentHelp {
            id: "runs",
            help: "`photogate batch --out` 写出的文件夹；其内容保持不变",
            long_help: "",
            values: &[],
        },
        ArgumentHelp { id: "out", help: "保存合并结果的新文件夹", long_help: "", values: &[] },
    ],
};
