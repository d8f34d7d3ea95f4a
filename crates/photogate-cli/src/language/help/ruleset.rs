//! `photogate ruleset` and what it can do.

use super::{ArgumentHelp, CommandHelp};

pub const HELP: CommandHelp = CommandHelp {
    path: "ruleset",
    about: "查看、复制和检查规则集：用哪些规则、多严、界限多少",
    long_about: "查看、复制和检查规则集：用哪些规则、多严、界限多少。\n\n\
        规则集是 TOML 文件。先用 `show` 打印与本校要求最接近的一个，只保留要改动的部分，在其前面写上 \
        `extends = \"registry\"`（或其他名称），用 `check` 查错，然后用 `--ruleset` 指定该文件。",
    after: "",
    arguments: &[],
};

pub const LIST: CommandHelp = CommandHelp {
    path: "ruleset list",
    about: "列出随程序提供的规则集",
    long_about: "",
    after: "",
    arguments: &[],
};

pub const SHOW: CommandHelp = CommandHelp {
    path: "ruleset show",
    about: "打印一个规则集的全部规则和界限，可作为新文件的起点",
    long_about: "",
    after: "",
    arguments: &[ArgumentHelp {
        id: "ruleset",
        help: "随程序提供的规则集名称，或规则集文件",
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
