//! `photogate merge`.

use photogate::Message;
use photogate_batch::merge as join;

use crate::args;
use crate::exit::Exit;
use crate::messages::say;

/// So many contradictions are named; more would hide the rest of what is said.
const NAMES_TOLD: usize = 5;

/// Joins run folders and says what is amiss with the whole.
pub fn merge(args: &args::Merge) -> anyhow::Result<Exit> {
    let merged = join(&args.runs, &args.out)?;
    for run in &merged.unfinished {
        let run = run.display();
        warn(
            &format!("{run} is not complete; run its `photogate batch` again, then merge again"),
            &format!("{run} 未完成；请再次运行其 `photogate batch`，然后重新合并"),
        );
    }
    for shard in &merged.missing {
        warn(&format!("shard {shard} of the tree is missing"), &format!("缺少分片 {shard}"));
    }
    for path in merged.contradictions.iter().take(NAMES_TOLD) {
        warn(
            &format!("{path} changed between two of the runs; what was judged last is taken"),
            &format!("{path} 在两次运行之间有变化；取最后审核的结果"),
        );
    }
    let untold = merged.contradictions.len().saturating_sub(NAMES_TOLD);
    if untold > 0 {
        warn(
            &format!("{untold} more photos changed between two of the runs"),
            &format!("另有 {untold} 张照片在两次运行之间有变化"),
        );
    }
    let lost = merged.lost_thumbnails;
    if lost > 0 {
        warn(
            &format!("{lost} small pictures are damaged and left out"),
            &format!("{lost} 张缩略图已损坏，未合并"),
        );
    }
    let (out, photos) = (args.out.display(), merged.photos);
    say(&Message::new(format!("{out}: {photos} photos"), format!("{out}：{photos} 张照片")));
    let is_sound = merged.is_complete() && merged.contradictions.is_empty();
    Ok(if is_sound { Exit::Passed } else { Exit::NotPassed })
}

fn warn(en: &str, zh: &str) {
    say(&Message::new(format!("warning: {en}"), format!("警告：{zh}")));
}
