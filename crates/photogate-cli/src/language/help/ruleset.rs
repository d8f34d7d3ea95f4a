//! `photogate ruleset`.

use super::{ArgumentHelp, CommandHelp};

pub const HELP: CommandHelp = CommandHelp {
    path: "ruleset",
    about: "查看、复制和检查规则集：有哪些规则、多严格、限值多少",
    long_about: "查看、复制和检查规则集：有哪些规则、多严格、限值多少。\n\n\
        规则集是一个 TOML 文件。先用 `show` 打印与本校要求最接近的规则集，只保留要修改的部分，在开头写上\
        `extends = \"registry\"`（或其他名称），再用 `check` 检查有无错误，然后用 `--ruleset` 指定该文件。",
    after: "",
    arguments: &[],
};

pub const LIST: CommandHelp = CommandHelp {
    path: "ruleset list",
    about: "列出程序自带的规则集",
    long_about: "",
    after: "",
    arguments: &[],
};

pub const SHOW: CommandHelp = CommandHelp {
    path: "ruleset show",
    about: "打印规则集的全部规则与限值，可作为自定义文件的起点",
    long_about: "",
    after: "",
    arguments: &[ArgumentHelp {
        id: "ruleset",
        help: "程序自带的规则集名称，或文件",
        long_help: "",
        values: &[],
    }],
};

pub const CHECK: CommandHelp = CommandHelp {
    path: "ruleset check",
    about: "检查规则集文件有无错误",
    long_about: "",
    after: "",
    arguments: &[ArgumentHelp { id: "files", help: "规则集文件", long_help: "", values: &[] }],
};
