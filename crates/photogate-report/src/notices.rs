//! What a reader must know before believing a report.

use photogate::Message;
use photogate_batch::Journal;
use photogate_batch::journal::End;

/// Damage, an unfinished run, results of another ruleset.
pub fn notices(journal: &Journal) -> Vec<Message> {
    let status = journal.status();
    let mut notices = Vec::new();
    match status.ended.as_ref().map(|ended| ended.how) {
        Some(End::Complete) => {}
        Some(End::Interrupted) => notices.push(Message::new(
            "The run was interrupted before every photo was judged. Run `photogate batch` again to finish it.",
            "运行在审核完全部照片之前被中断。请再次运行 `photogate batch` 完成审核。",
        )),
        None => notices.push(Message::new(
            "The run still goes on, or broke off: this report holds what was judged up to now.",
            "运行仍在进行，或已意外中断：本报告只包含到目前为止审核过的照片。",
        )),
    }
    let outdated = journal.outdated();
    if outdated > 0 {
        notices.push(Message::new(
            format!("{outdated} photos were judged by another ruleset, other models or another version than the rest."),
            format!("有 {outdated} 张照片是用其他规则集、模型或版本审核的。"),
        ));
    }
    let lost = status.damage.lost_lines;
    if lost > 0 {
        notices.push(Message::new(
            format!(
                "The journal is damaged: {lost} of its records are lost, so photos may be missing here or be out of \
                 date. Run `photogate batch` again and check the disk."
            ),
            format!(
                "日志已损坏，丢失了 {lost} 条记录，因此报告中可能缺少照片或内容已过时。请再次运行 `photogate batch` 并检查磁盘。"
            ),
        ));
    }
    notices
}
