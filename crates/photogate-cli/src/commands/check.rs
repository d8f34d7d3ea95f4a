//! `photogate check`.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::Ordering;

use photogate::Message;
use photogate_batch::walk::{self, Found};
use photogate_batch::{Summary, run};

use crate::annotate::Annotations;
use crate::args;
use crate::exit::Exit;
use crate::judge::{Judge, Judged};
use crate::language;
use crate::messages::say;
use crate::output::Output;
use crate::problem::{of_message, problem, say_error};
use crate::progress::Progress;
use crate::render::{self, Look, text};
use crate::{inputs, interrupt};

/// Judges the photos and writes the results. `wants_progress` asks for a bar where a person watches.
pub fn check(args: &args::Check, wants_progress: bool) -> anyhow::Result<Exit> {
    // First of all what may have been mistyped: nobody waits for a run whose results cannot be written.
    let mut output = Output::open(args.output.as_deref())?;
    let stop = interrupt::watch(output.temporary())?;
    let paths = if args.stdin0 { &inputs::from_stdin()? } else { &args.paths };
    let found = walk::find(paths);
    refuse_to_replace_a_photo(args.output.as_deref(), &found)?;
    let annotations = args.annotate.as_deref().map(|folder| Annotations::plan(folder, paths, &found));
    let annotations = annotations.transpose()?;
    let checker =
        found.items.iter().any(|item| item.failure.is_none()).then(|| args.judging.checker()).transpose()?;
    let pool = args.judging.pool()?;
    let judge = Judge {
        checker: checker.as_ref(),
        annotations: annotations.as_ref(),
        max_bytes: args.judging.max_bytes(),
    };

    let is_terminal = args.output.is_none() && io::stdout().is_terminal();
    let mut renderer = render::renderer(args.format, look(&output, &found, is_terminal));
    let mut summary = Summary::default();
    let mut copies_are_complete = true;
    let progress = Progress::new(found.items.len(), wants_progress, is_terminal);
    let mut write_all = || -> io::Result<()> {
        renderer.begin(&mut output)?;
        run::in_order(
            &pool,
            &found.items,
            &stop,
            |item| judge.judge(item),
            |judged: Judged| {
                summary.add(judged.record.verdict);
                if let Some(error) = &judged.annotation_error {
                    copies_are_complete = false;
                    progress.suspended(|| say_error(error));
                }
                progress.aside(|| {
                    renderer.record(&mut output, &judged.record)?;
                    output.flush()
                })?;
                progress.advance(&summary);
                Ok::<_, io::Error>(())
            },
        )?;
        progress.finish();
        renderer.end(&mut output, &summary)?;
        output.flush()
    };
    let written = write_all();
    progress.finish();
    match written {
        // The reader, `head` for instance, has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe && output.is_stream() => {}
        Err(error) => return Err(output.explain(error)),
        Ok(()) => output.finish()?,
    }

    let mut exit = Exit::of(&summary);
    for folder in &found.empty {
        say_error(&of_message(walk::no_photo_in(folder)));
        exit = exit.max(Exit::Error);
    }
    if !copies_are_complete {
        exit = exit.max(Exit::Error);
    }
    if stop.load(Ordering::SeqCst) {
        let (done, all) = (summary.total(), found.items.len());
        say(&Message::new(
            format!("interrupted: {done} of {all} photos are judged"),
            format!("已中断：{all} 张照片中已审核 {done} 张"),
        ));
        exit = exit.max(Exit::Interrupted);
    }
    Ok(exit)
}

fn look(output: &Output, found: &Found, is_terminal: bool) -> Look {
    let widest = found.items.iter().map(|item| text::width(&text::harmless(&item.name()))).max().unwrap_or(0);
    // On a terminal, half of the line is left for the verdict and the rules; elsewhere names stay whole.
    let columns =
        terminal_size::terminal_size().filter(|_| is_terminal).map(|(width, _)| usize::from(width.0));
    Look {
        language: language::spoken(),
        has_colour: output.has_colour(),
        name_width: columns.map_or(widest, |columns| widest.min(columns / 2)),
    }
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
