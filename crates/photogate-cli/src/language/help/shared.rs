//! Options that mean the same in every command.

use super::ArgumentHelp;

pub const ARGUMENTS: &[ArgumentHelp] = &[
    ArgumentHelp {
        id: "lang",
        help: "界面语言：结果、提示信息和本说明 [默认：跟随系统]",
        long_help: "",
        values: &[("en", "English（英文）"), ("zh", "简体中文")],
    },
    ArgumentHelp {
        id: "verbose",
        help: "在标准错误输出更多信息（写两次则更详细）",
        long_help: "在标准错误输出更多运行信息；写两次则更详细。默认的日志不含人名和文件名，使用本选项后会写出文件名。\
            此时不显示进度条。",
        values: &[],
    },
    ArgumentHelp {
        id: "help",
        help: "显示说明（完整说明请用 --help）",
        long_help: "显示说明（摘要请用 -h）",
        values: &[],
    },
    ArgumentHelp {
        id: "jobs",
        help: "同时审核的照片数；0 表示每个处理器核心一张",
        long_help: "",
        values: &[],
    },
    ArgumentHelp {
        id: "ruleset",
        help: "所用的规则：随程序提供的规则集，或规则集文件 [默认：按照片尺寸]",
        long_help: "所用的规则：随程序提供的规则集的名称（见 `photogate ruleset list`），或规则集文件。不写时，\
            不超过 480×640 像素的照片视为上传照片，按 `registry` 审核；更大的视为尚待裁切的相机原片，按 `capture` 审核。",
        values: &[],
    },
    ArgumentHelp {
        id: "onnxruntime",
        help: "ONNX Runtime 动态库，或其所在文件夹",
        long_help: "ONNX Runtime 动态库，或其所在文件夹；用来代替环境变量 `ORT_DYLIB_PATH` 所指的、\
            或由 `cargo xtask setup` 下载的动态库。",
        values: &[],
    },
    ArgumentHelp {
        id: "models", help: "用该文件夹中的模型代替内置模型", long_help: "", values: &[]
    },
    ArgumentHelp {
        id: "max_pixels",
        help: "拒绝像素数超过 N 的照片",
        long_help: "拒绝像素数超过 N 的照片，且不为其分配内存。若文件长度超出 N 个像素的图片应有的长度\
            （每像素 8 字节），同样拒绝。",
        values: &[],
    },
];

/// `--format` of the commands that write the record of each photo.
pub const RECORD_FORMAT: ArgumentHelp = ArgumentHelp {
    id: "format",
    help: "结果的格式",
    long_help: "",
    values: &[
        ("human", "给人看的表格，其后是原因和统计"),
        ("json", "一个 JSON 数组，每张照片一项"),
        ("jsonl", "每张照片一个 JSON 对象，各占一行，审完即写出"),
    ],
};
