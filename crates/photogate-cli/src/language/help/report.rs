//! `photogate report`.

use super::{ArgumentHelp, CommandHelp};

pub const HELP: CommandHelp = CommandHelp {
    path: "report",
    about: "为 `batch` 的结果生成报告：网页、CSV、Excel 或 JSON",
    long_about: "为 `batch` 的结果生成报告：网页、CSV、Excel 或 JSON。\n\n\
        随时可为 `photogate batch` 的结果生成报告，包括在其运行期间：总计、违反的规则、各文件夹的情况，\
        以及每张照片的原因。给出名单时，还会列出谁没有照片。",
    after: "\
退出状态：
  0    报告已写出，无论内容如何
  2    无法生成或写出报告，或命令有误

报告中有姓名：与照片一样，只应由办公室保管。程序不会把任何内容发送出去，日志中也不出现姓名。

示例：
  photogate report run/
  photogate report run/ --format xlsx --out results.xlsx --roster students.xlsx
  photogate report run/ --roster students.csv --roster-columns number=考生号 --name-pattern '{number}_{name}'
",
    arguments: &[
        ArgumentHelp {
            id: "run",
            help: "`photogate batch --out` 写出的、或正在写入的文件夹",
            long_help: "",
            values: &[],
        },
        ArgumentHelp {
            id: "format",
            help: "报告的格式",
            long_help: "",
            values: &[
                ("html", "供浏览器打开的网页，缩略图在其旁边"),
                ("csv", "文本表格，可用电子表格程序打开"),
                ("xlsx", "Excel 工作簿"),
                ("jsonl", "每张照片一个 JSON 对象，与 `check --format jsonl` 相同"),
            ],
        },
        ArgumentHelp {
            id: "out",
            help: "写入的文件或文件夹，`-` 表示标准输出 [默认：RUN]",
            long_help: "写入的位置：一个文件，或一个已有的文件夹（在其中写入名为 `report`、扩展名与格式相应的文件）；\
                不用此选项时写入 RUN。`-` 把 csv 和 jsonl 写到标准输出。网页的缩略图放在其旁边的文件夹中，\
                report.html 对应 report_files：移动时请一起移动。名单核对的结果写在 csv 和 jsonl 旁边，\
                report.csv 对应 report.roster.csv。",
            values: &[],
        },
        ArgumentHelp {
            id: "roster",
            help: "应有照片的人员名单：CSV 文件或工作簿",
            long_help: "应有照片的人员名单：CSV 文件（UTF-8 或 GB18030），或工作簿（.xlsx、.xls）的第一个工作表，须有一行列标题。\
                报告会因此列出：没有照片的人、不在名单中的照片、不同号码下的相同文件或几乎相同的画面、一人多张的照片，\
                以及放在其他班级文件夹中的照片。",
            values: &[],
        },
        ArgumentHelp {
            id: "roster_columns",
            help: "名单的列标题，用于与常用标题不同时",
            long_help: "名单的列标题，写作 number=列标题,name=列标题,class=列标题,code=列标题；未写的列按常用标题查找，\
                例如 学号、姓名、班级、采集码、number、name、class、code。名单须有号码或采集码。",
            values: &[],
        },
        ArgumentHelp {
            id: "name_pattern",
            help: "照片的命名方式，例如 {number}_{name}",
            long_help: "照片的命名方式，不含文件夹和扩展名，例如 {number}_{name}。可用 {number}、{name}、{class}、{code}，\
                以及代表任意文字的 {*}。不用此选项时，在文件名的任意位置查找名单中的完整号码，没有则查找采集码：\
                20240001王芳.jpg 中有 20240001，120240001.jpg 中没有。",
            values: &[],
        },
    ],
};
