//! Events as sentences and as lines of JSON.

use photogate::{Failure, Message, Record};
use photogate_batch::journal::Damage;
use photogate_batch::{Summary, TreePath};
use photogate_watch::{Event, Noticing};
use serde::Serialize;

/// One thing that happened, as programs read it.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Line<'a> {
    /// The run folder has a journal already.
    Resumed { lost_lines: u64, torn_bytes: u64 },
    /// From now on what arrives is judged; seconds between two searches if the folder is polled.
    Watching { poll_seconds: Option<f64> },
    /// A photo was judged, or could not be.
    Judged { record: &'a Record },
    /// A file has lacked its end for long.
    Waiting { file: &'a str },
    /// A file or folder cannot be read.
    Unreadable { file: &'a str, error: &'a Failure },
    /// The folder is gone.
    FolderGone,
    /// The journal could not be written.
    Unwritten { message: Message },
    /// The end has come, and these files were never finished.
    Unfinished { files: Vec<&'a str> },
    /// So many photos got which verdict.
    Ended { pass: usize, review: usize, fail: usize, error: usize },
}

impl Line<'_> {
    fn text(&self) -> Option<String> {
        serde_json::to_string(self).ok().map(|line| line + "\n")
    }
}

/// The counts at the end as a line of JSON.
pub fn write_end(summary: &Summary) -> Option<String> {
    let Summary { passed, review, failed, errors } = *summary;
    Line::Ended { pass: passed, review, fail: failed, error: errors }.text()
}

/// `event` as a line of JSON.
pub fn write_event(event: &Event<'_>) -> Option<String> {
    let line = match event {
        Event::Resumed(status) => {
            let Damage { lost_lines, torn_bytes } = status.damage;
            Line::Resumed { lost_lines, torn_bytes }
        }
        Event::Watching(noticing) => Line::Watching {
            poll_seconds: match noticing {
                Noticing::Reported => None,
                Noticing::Polled { interval, .. } => Some(interval.as_secs_f64()),
            },
        },
        Event::Judged(photo) => Line::Judged { record: &photo.record },
        Event::Waiting(path) => Line::Waiting { file: path.as_str() },
        Event::Unreadable(path, error) => Line::Unreadable { file: path.as_str(), error },
        Event::FolderGone => Line::FolderGone,
        Event::Unwritten(error) => Line::Unwritten { message: error.message() },
        Event::Unfinished(paths) => Line::Unfinished { files: paths.iter().map(TreePath::as_str).collect() },
        _ => return None,
    };
    line.text()
}

/// What a person should know about `event`; nothing about a verdict, which is shown otherwise.
pub fn about(event: &Event<'_>) -> Option<Message> {
    Some(match event {
        Event::Resumed(status) => return about_damage(status.damage),
        Event::Watching(noticing) => about_noticing(noticing),
        Event::Waiting(path) => Message::new(
            format!(
                "waiting for the rest of {path}: it lacks its end and does not grow; if nobody is copying it any more, \
                 copy it again"
            ),
            format!("正在等待 {path} 的其余部分：文件尚无结尾，也不再增长；如已无人在拷贝，请重新拷贝"),
        ),
        Event::Unreadable(path, failure) => Message::new(
            format!("error: cannot read {path}: {}", failure.message.en),
            format!("错误：无法读取 {path}：{}", failure.message.zh),
        ),
        Event::FolderGone => Message::new(
            "the folder is gone; it is watched again as soon as it is back: check the cable or the network",
            "文件夹不见了；恢复后会自动继续监视：请检查数据线或网络",
        ),
        Event::Unwritten(error) => {
            let Message { en, zh } = error.message();
            Message::new(
                format!(
                    "error: {en}; the result is written with that of the next photo, if that is possible"
                ),
                format!("错误：{zh}该结果将在可能时与下一张照片的结果一并写入。"),
            )
        }
        Event::Unfinished(paths) => {
            let names = paths.iter().map(TreePath::as_str).collect::<Vec<_>>();
            Message::new(
                format!("never finished, and not judged: {}", names.join(", ")),
                format!("始终不完整、未审核的文件：{}", names.join("，")),
            )
        }
        _ => return None,
    })
}

fn about_noticing(noticing: &Noticing) -> Message {
    let Noticing::Polled { interval, because } = noticing else {
        return Message::new("watching; Ctrl-C ends", "正在监视；按 Ctrl-C 结束");
    };
    let seconds = interval.as_secs_f64();
    let (en, zh) =
        because.as_ref().map_or_else(Default::default, |why| (format!(" ({why})"), format!("（{why}）")));
    Message::new(
        format!("watching by a search every {seconds} s{en}; Ctrl-C ends"),
        format!("正在监视，每 {seconds} 秒搜索一次{zh}；按 Ctrl-C 结束"),
    )
}

fn about_damage(damage: Damage) -> Option<Message> {
    damage.is_any().then(|| {
        let Damage { lost_lines, torn_bytes } = damage;
        Message::new(
            format!(
                "warning: the journal is damaged: {lost_lines} records are lost, and {torn_bytes} bytes of an \
                 unfinished one are removed; `photogate batch` into it judges their photos again"
            ),
            format!(
                "警告：日志已损坏：丢失 {lost_lines} 条记录，并移除了 {torn_bytes} 字节的未完成记录；请用 \
                 `photogate batch` 重新审核相应照片"
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use super::*;

    #[test]
    fn every_event_is_one_line_that_names_it() {
        let path = TreePath::new(Path::new("五班/王芳.jpg"));
        let polled = Noticing::Polled { interval: Duration::from_millis(500), because: Some("NFS".into()) };
        let paths = [path.clone()];
        let lines = [
            (Event::Watching(&Noticing::Reported), "{\"event\":\"watching\",\"poll_seconds\":null}\n"),
            (Event::Watching(&polled), "{\"event\":\"watching\",\"poll_seconds\":0.5}\n"),
            (Event::Waiting(&path), "{\"event\":\"waiting\",\"file\":\"五班/王芳.jpg\"}\n"),
            (Event::FolderGone, "{\"event\":\"folder_gone\"}\n"),
            (Event::Unfinished(&paths), "{\"event\":\"unfinished\",\"files\":[\"五班/王芳.jpg\"]}\n"),
        ];
        for (event, expected) in lines {
            assert_eq!(write_event(&event).as_deref(), Some(expected));
        }
    }

    #[test]
    fn people_are_told_why_a_folder_is_searched_and_what_to_do() {
        let polled = Noticing::Polled { interval: Duration::from_secs(1), because: Some("NFS".into()) };
        let message = about(&Event::Watching(&polled)).expect("something to say");
        assert_eq!(message.en, "watching by a search every 1 s (NFS); Ctrl-C ends");
        assert!(message.zh.contains("每 1 秒") && message.zh.contains("NFS"), "{}", message.zh);
        let path = TreePath::new(Path::new("a.jpg"));
        let message = about(&Event::Waiting(&path)).expect("something to say");
        assert!(message.en.contains("a.jpg") && message.en.contains("copy it again"), "{}", message.en);
    }
}
