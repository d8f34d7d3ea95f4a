//! `photogate check`.

use std::io::{self, IsTerminal};
use std::path::Path;

use photogate::Message;
use photogate_batch::walk::{self, Found};

use crate::annotate::Annotations;
use crate::args;
use crate::exit::Exit;
use crate::judge::{Judge, Judged};
use crate::output::Output;
use crate::problem::{problem, say_error};
use crate::progress::Progress;
use crate::recording::{Recording, look};
use crate::{inputs, interrupt, render};

/// Judges the photos and writes the results. `wants_progress` asks for a bar where a person watches.
pub fn check(args: &args::Check, wants_progress: bool) -> anyhow::Result<Exit> {
    // First of all what may have been mistyped: nobody waits for a run whose results cannot be written.
    let output = Output::open(args.output.as_deref())?;
    let stop = interrupt::watch(output.temporary())?;
    let paths = if args.stdin0 { &inputs::from_stdin()? } else { &args.paths };
    let found = walk::find(paths);
    refuse_to_replace_a_photo(args.output.as_deref(), &found)?;
    let annotations = args.annotate.as_deref().map(|folder| Annotations::plan(folder, paths, &found));
    let annotations = annotations.transpose()?;
    let is_readable = found.items.iter().any(|item| item.failure.is_none());
    let checker = is_readable.then(|| args.judging.checker(annotations.is_some())).transpose()?;
    let pool = args.threads.pool()?;
    let judge = Judge {
        checker: checker.as_ref(),
        annotations: annotations.as_ref(),
        max_bytes: args.judging.max_bytes(),
    };

    let is_terminal = args.output.is_none() && io::stdout().is_terminal();
    let mut renderer = render::renderer(args.format, look(&output, &found, columns_for_names(is_terminal)));
    let progress = Progress::new(found.items.len(), wants_progress, is_terminal);
    let recording = Recording { found: &found, pool: &pool, stop: &stop, progress: &progress };
    let mut copies_are_complete = true;
    let record = |judged: Judged| {
        if let Some(error) = &judged.annotation_error {
            copies_are_complete = false;
            progress.suspended(|| say_error(error));
        }
        judged.record
    };
    let summary = recording.write(output, &mut *renderer, |item| judge.judge(item), record)?;
    let exit = recording.end(&summary, |done, all| {
        Message::new(
            format!("interrupted: {done} of {all} photos are judged"),
            format!("已中断：{all} 张照片中已审核 {done} 张"),
        )
    });
    Ok(if copies_are_complete { exit } else { exit.max(Exit::Error) })
}

/// On a terminal, half of the line is left for the verdict and the rules; elsewhere names stay whole.
fn columns_for_names(is_terminal: bool) -> Option<usize> {
    terminal_size::terminal_size().filter(|_| is_terminal).map(|(width, _)| usize::from(width.0) / 2)
}

fn refuse_to_replace_a_photo(output: Option<&Path>, found: &Found) -> anyhow::Result<()> {
    match output {
        Some(path) if found.identities.contains(path) => {
            let path = path.display();
            Err(problem(
                format!("cannot write the results to {path}: it is to be judged; name another --output"),
                format!("无法把结果写入 {path}：它是待审核的照片，请为 --output 另指定一个文件"),
            ))
        }
        _ => Ok(()),
    }
}
