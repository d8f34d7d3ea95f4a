//! `photogate evaluate`.

use super::{ArgumentHelp, CommandHelp};

pub const HELP: CommandHelp = CommandHelp {
    path: "evaluate",
    about: "用已标注的照片检验各规则是否可信",
    long_about: "用已标注的照片检验各规则是否可信。\n\n\
        适合想在正式拍摄之前了解各规则在本校相机、灯光、背景和人员条件下表现如何的学校：人工标注几百张自己的照片，\
        然后逐条规则查看检出了多少违规、多少合格照片会被退回；加上 --worst 还能看到是哪些照片。\n\n\
        第一张表看排序能力：n+ 和 n- 是标注为违规和合格的数量；AUC 是违规照片得分高于合格照片的概率；EER 是两类错误率\
        相等时的错误率；BA 是以违规程度 0.5 为界的平衡准确率；“检出”是违规中达到 0.5 的比例；“误报”是合格中达到 0.5 \
        的比例；“缺”是没有结论或为 `not_assessed` 的标注数，按 0.5 计分。第二张表统计按规则集自身界限得出的结论。",
    after: "\
退出状态：
  0    所有照片均已审核，评分已写出
  2    有内容无法审核、读取或写出，或命令有误
  130  被中断；不写出评分，因为只含部分照片的评分会误导

示例：
  photogate evaluate --labels labels.csv portraits/
  photogate evaluate --labels labels.csv portraits/ --worst clothing.dark --out mistakes/
  photogate check portraits/ --format jsonl --output results.jsonl
  photogate evaluate --labels labels.csv --findings results.jsonl --format json
",
    arguments: &[
        ArgumentHelp {
            id: "paths",
            help: "已标注的照片，或含有这些照片的文件夹；审核方式与 `check` 相同",
            long_help: "",
            values: &[],
        },
        ArgumentHelp {
            id: "labels",
            help: "标注文件，CSV 格式",
            long_help: "标注文件，CSV 格式，UTF-8 编码，首行为列名。`file` 列写照片的文件名；文件夹不计，只比较文件名。\
                其他列写 1（是）、0（否），不清楚的留空：`ear_left` 和 `ear_right`（画面该侧露出耳朵）、`brows`（眉毛露出）、\
                `earring`（耳饰）、`necklace`（项链）、`hat`（帽子）、`mouth_open`（张嘴）、`dark`（衣着为深色）、\
                `pattern`（有图案）、`straps`（吊带）、`skin_tone`（衣着接近肤色）、`near_background`（衣着颜色接近背景）、\
                `glasses`（戴眼镜，不论种类；由 `glasses.worn` 审核）、`backdrop_colour`（背景颜色正确）、\
                `backdrop_uniform`（背景均匀）。`faces` 写人脸数量，`geometry` 写 ok、low、high、small、large、tilt、left 之一。\
                列名也可以是规则的名称，如 `light.even`，此时 1 表示照片违反该规则。其余列不读，\
                除仅描述照片的列外会给出警告。结果中没有结论的规则计入“缺”；列名为 `glasses`、`backdrop_colour`、\
                `backdrop_uniform` 或规则名称的则不评分，并给出警告。",
            values: &[],
        },
        ArgumentHelp {
            id: "findings",
            help: "不再审核，直接评估 FILE 中由 `check --format jsonl` 写出的结果",
            long_help: "",
            values: &[],
        },
        ArgumentHelp {
            id: "format",
            help: "评分的格式",
            long_help: "",
            values: &[("human", "给人看的两张表"), ("json", "一个 JSON 对象，每条规则一项")],
        },
        ArgumentHelp {
            id: "worst",
            help: "在 --out 文件夹中生成网页，列出 RULE 判断错误的照片，最严重的在前",
            long_help: "在 --out 文件夹中生成网页，列出 RULE 判断错误的照片，每张附标注副本、标注内容和测量值：先是被放行的违规照片，\
                再是被拒绝的合格照片，均以最严重的在前，最后是未评估的照片。使用 --findings 时，按 FILE 中的路径寻找照片。",
            values: &[],
        },
        ArgumentHelp {
            id: "out",
            help: "--worst 网页所在的文件夹：index.html 及其图片",
            long_help: "--worst 网页所在的文件夹：index.html，图片在其旁边的文件夹中。文件夹不存在时自动创建；\
                不得位于所搜索的照片文件夹之内。",
            values: &[],
        },
    ],
};
