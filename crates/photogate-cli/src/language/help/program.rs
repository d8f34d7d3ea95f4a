//! `photogate` itself and `photogate help`.

use super::{ArgumentHelp, CommandHelp};

pub const HELP: CommandHelp = CommandHelp {
    path: "",
    about: "离线审核毕业证件照",
    long_about: "离线审核毕业证件照。\n\n\
        Photogate 读取人像照片，测量人脸、衣着和背景，逐张指出违反了哪一条拍摄要求、问题在画面何处。\
        所有数据都留在本机，不会上传。",
    after: "",
    arguments: &[ArgumentHelp { id: "version", help: "显示版本号", long_help: "", values: &[] }],
};

/// The command that clap adds.
pub const HELP_COMMAND: CommandHelp = CommandHelp {
    path: "help",
    about: "显示本说明，或某个命令的说明",
    long_about: "",
    after: "",
    arguments: &[],
};

/// The same below `photogate ruleset`.
pub const HELP_OF_RULESET: CommandHelp = CommandHelp { path: "ruleset help", ..HELP_COMMAND };
