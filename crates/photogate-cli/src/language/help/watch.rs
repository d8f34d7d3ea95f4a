//! `photogate watch`.

use super::{ArgumentHelp, CommandHelp};

pub const HELP: CommandHelp = CommandHelp {
    path: "watch",
    about: "照片一到文件夹就审核",
    long_about: "照片一到文件夹就审核。\n\n\
        用于联机拍摄：文件一完成，就以大字和颜色显示上一张照片的结论。文件被写入者关闭、改名到位或不再增长，\
        并且有结尾，才算完成；缺少结尾的文件会继续等待，而不判为损坏。启动时已有的照片不审核。\
        若文件夹消失（例如网络共享断开），恢复后会自动继续监视。",
    after: "\
退出状态：
  130  按 Ctrl-C 结束，这是通常的方式；正在审核的照片会先审完
  2    无法开始监视，或 RUN 不完整
  0    读取标准输出的一方已离开，且没有要保存的 RUN

示例：
  photogate watch captures/ --out run/ --lang zh --bell
  photogate watch /mnt/captures --poll 0.5
  photogate watch captures/ --format jsonl | jq -r 'select(.event == \"judged\") | .record.verdict'
",
    arguments: &[
        ArgumentHelp {
            id: "folder", help: "照片到达的文件夹，含其子文件夹", long_help: "", values: &[]
        },
        ArgumentHelp {
            id: "out",
            help: "像 `batch` 那样把结果保存在文件夹 RUN 中；须在 DIR 之外",
            long_help: "",
            values: &[],
        },
        ArgumentHelp {
            id: "existing",
            help: "也审核 DIR 中已有的照片，RUN 已有其结果的除外",
            long_help: "",
            values: &[],
        },
        ArgumentHelp {
            id: "poll",
            help: "每隔 SECONDS 秒搜索一次 DIR，不依赖系统通知",
            long_help: "每隔 SECONDS 秒搜索一次 DIR，不依赖系统通知；系统通知不到其他计算机对共享文件夹的改动。\
                网络共享可由其文件系统识别，不用此选项也会每秒搜索一次。",
            values: &[],
        },
        ArgumentHelp {
            id: "bell",
            help: "每有结论就响铃：通过响一次，否则响三次",
            long_help: "",
            values: &[],
        },
        ArgumentHelp {
            id: "format",
            help: "结论的写出方式",
            long_help: "",
            values: &[
                ("human", "在终端上为彩色大字，在其他地方为普通文本行，并附原因"),
                ("jsonl", "每件事一个 JSON 对象，各占一行，随时写出"),
            ],
        },
    ],
};
