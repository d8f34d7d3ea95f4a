//! `photogate batch`.

use super::{ArgumentHelp, CommandHelp};

pub const HELP: CommandHelp = CommandHelp {
    path: "batch",
    about: "审核整个文件夹树的照片，保存结果，并可从中断处继续",
    long_about: "审核整个文件夹树的照片，保存结果，并可从中断处继续。\n\n\
        适用于成千上万张照片：每个结果一得出就保存在文件夹 RUN 中，再次启动时只审核新增或有变化的照片。\
        其他规则、模型或版本得出的结果不会再用。无法审核的照片连同原因记为错误，其余照常审核。\
        同一时间只有一次运行可写入 RUN，第二次会被拒绝。",
    after: "\
退出状态（针对 DIR 中的全部照片，无论是本次还是此前审核的）：
  0    所有照片均通过
  1    有照片未通过：不合格，或需要人工复核
  2    有照片无法审核、结果无法写出，或命令有误
  130  被中断；正在审核的照片会审完并保存，再次执行同一命令即从该处继续

运行可以任何方式结束，包括断电：最多只需重新审核当时正在审核的照片。

示例：
  photogate batch portraits/ --out run/
  photogate batch /mnt/portraits --out /mnt/runs/3 --shard 3/8
  photogate batch portraits/ --out run/ --format jsonl | jq -c 'select(.verdict == \"fail\")'
",
    arguments: &[
        ArgumentHelp {
            id: "folder",
            help: "含有照片的文件夹，搜索方式与 `check` 相同",
            long_help: "",
            values: &[],
        },
        ArgumentHelp {
            id: "out",
            help: "保存结果的文件夹，须在 DIR 之外；若是先前运行写出的，则从其继续",
            long_help: "",
            values: &[],
        },
        ArgumentHelp {
            id: "rehash",
            help: "逐张比较照片内容，即使大小和日期表明其未变",
            long_help: "逐张比较照片内容。不用此选项时，大小和日期与审核时相同的照片视为未变，\
                除非它在读取前不到两秒才写入。若有程序改动照片后保持大小并恢复旧日期，则会漏掉。",
            values: &[],
        },
        ArgumentHelp { id: "force", help: "重新审核每张照片", long_help: "", values: &[] },
        ArgumentHelp {
            id: "shard",
            help: "只审核 N 份中的第 I 份，每张照片属于哪一份由其在 DIR 之下的路径决定",
            long_help: "只审核 N 份中的第 I 份（2/8：八份中的第二份），每张照片属于哪一份由其在 DIR 之下的路径决定，\
                在每台计算机上都相同。每一份须有自己的 RUN；用 `photogate merge` 合并。",
            values: &[],
        },
        ArgumentHelp { id: "no_thumbnails", help: "不为报告保存缩略图", long_help: "", values: &[] },
        ArgumentHelp {
            id: "format",
            help: "写到标准输出的内容",
            long_help: "",
            values: &[("human", "结束时的统计"), ("jsonl", "每件事一个 JSON 对象，各占一行，随时写出")],
        },
    ],
};
