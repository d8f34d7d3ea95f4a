//! `photogate explain`.

use super::{ArgumentHelp, CommandHelp};

pub const HELP: CommandHelp = CommandHelp {
    path: "explain",
    about: "说明某条规则的要求、原因和处理办法",
    long_about: "说明某条规则的要求、原因和依据、测量方法、各项界限及其单位和允许范围，以及现场如何处理；\
        并给出一张通过和一张不通过的示例照片。不写 RULE 则列出全部规则。",
    after: "\
示例：
  photogate explain
  photogate explain hair.ears --lang zh
",
    arguments: &[
        ArgumentHelp { id: "rule", help: "规则名，例如 hair.ears", long_help: "", values: &[] },
        ArgumentHelp {
            id: "format",
            help: "说明的格式",
            long_help: "",
            values: &[
                ("human", "给人看的文字"),
                ("json", "一个 JSON 对象，含两种语言的文字；列出全部规则时为其数组"),
            ],
        },
        ArgumentHelp {
            id: "ruleset",
            help: "显示某个规则集（随程序提供的，或文件）的规则和界限 [默认：全部规则及其默认界限]",
            long_help: "",
            values: &[],
        },
    ],
};
