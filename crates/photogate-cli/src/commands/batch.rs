//! `photogate batch`.

use std::io::{self, Write};

use photogate::Message;
use photogate_batch::journal::{Damage, End};
use photogate_batch::{Batch, Event, PhotoEntry, Shard, Summary, Trust, walk};

use crate::args::{self, BatchFormat};
use crate::exit::Exit;
use crate::interrupt;
use crate::language;
use crate::messages::say;
use crate::problem::{of_message, problem, say_error};
use crate::progress::Progress;
use crate::render::batch::{counts, write_end, write_event};

/// So many photos that cannot be judged are named; more would hide the rest of what is said.
const ERRORS_TOLD: usize = 20;

/// Judges what is new or changed in a tree. `wants_progress` asks for a bar where a person watches.
pub fn batch(args: &args::Batch, wants_progress: bool) -> anyhow::Result<Exit> {
    let stop = interrupt::watch(None)?;
    let trust = match (args.force, args.rehash) {
        (true, _) => Trust::Nothing,
        (_, true) => Trust::Content,
        _ => Trust::Date,
    };
    let batch = Batch::new(&args.folder, &args.out)
        .shard(args.shard)
        .trust(trust)
        .jobs(args.threads.jobs)
        .thumbnails(!args.no_thumbnails);
    let mut teller =
        Teller { args, wants_progress, progress: None, summary: Summary::default(), is_heard: true };
    let outcome = batch.run(args.judging.builder()?, &stop, |event| teller.tell(&event));
    teller.take_bar_away();
    let outcome = outcome?;

    match args.format {
        BatchFormat::Jsonl => teller.write(|out| write_end(out, &outcome)),
        BatchFormat::Human => {
            teller.write(|out| writeln!(out, "{}", counts(&outcome, language::spoken())));
        }
    }
    let untold = teller.summary.errors.saturating_sub(ERRORS_TOLD);
    if untold > 0 {
        say_error(&problem(
            format!("{untold} more photos cannot be judged; their reasons are in the journal"),
            format!("另有 {untold} 张照片无法审核，原因见日志"),
        ));
    }
    let mut exit = Exit::of(&outcome.summary);
    if outcome.photos == 0 && args.shard == Shard::WHOLE {
        say_error(&of_message(walk::no_photo_in(&args.folder)));
        exit = exit.max(Exit::Error);
    }
    if outcome.end == End::Interrupted {
        let (done, all) = (outcome.summary.total(), outcome.photos);
        say(&Message::new(
            format!("interrupted: {done} of {all} photos are judged; the same call goes on from there"),
            format!("已中断：{all} 张照片中已审核 {done} 张；再次执行同一命令即从该处继续"),
        ));
        exit = exit.max(Exit::Interrupted);
    }
    Ok(exit)
}

/// Tells what happens during the run: to programs on stdout, to people on stderr.
struct Teller<'a> {
    args: &'a args::Batch,
    wants_progress: bool,
    progress: Option<Progress>,
    /// What was judged now.
    summary: Summary,
    /// Whether somebody still reads stdout. The results are in the journal either way.
    is_heard: bool,
}

impl Teller<'_> {
    fn tell(&mut self, event: &Event<'_>) {
        match event {
            Event::Resumed(status) => self.tell_damage(status.damage),
            Event::Planned { due, .. } => {
                self.progress = Some(Progress::new(*due, self.wants_progress, false));
            }
            Event::Judged(photo) => self.tell_judged(photo),
            Event::Kept { was_read: true, .. } => self.advance(),
            _ => {}
        }
        if self.args.format == BatchFormat::Jsonl {
            self.write(|out| write_event(out, event));
        }
    }

    fn tell_judged(&mut self, photo: &PhotoEntry) {
        self.summary.add(photo.record.verdict);
        if let Some(failure) = &photo.record.error
            && self.summary.errors <= ERRORS_TOLD
        {
            let (path, Message { en, zh }) = (&photo.path, &failure.message);
            let error = problem(format!("cannot judge {path}: {en}"), format!("无法审核 {path}：{zh}"));
            self.aside(|| say_error(&error));
        }
        self.advance();
    }

    fn tell_damage(&self, damage: Damage) {
        let journal = self.args.out.display();
        if damage.torn_bytes > 0 {
            let bytes = damage.torn_bytes;
            say(&Message::new(
                format!(
                    "note: the run before was cut off while it wrote to {journal}: {bytes} bytes of an unfinished \
                     record are removed, its photo is judged again"
                ),
                format!(
                    "注意：上次运行在写入 {journal} 时中断：已去掉未写完的 {bytes} 字节，相应照片将重新审核"
                ),
            ));
        }
        if damage.lost_lines > 0 {
            let lines = damage.lost_lines;
            say(&Message::new(
                format!(
                    "warning: the journal in {journal} is damaged: {lines} of its records are lost; their photos are \
                     judged again, and when this run is complete so is the journal. Check the disk."
                ),
                format!(
                    "警告：{journal} 中的日志已损坏，丢失 {lines} 条记录；相应照片将重新审核，本次运行完成后日志即完整。请检查磁盘。"
                ),
            ));
        }
    }

    fn advance(&self) {
        if let Some(progress) = &self.progress {
            progress.advance(&self.summary);
        }
    }

    fn take_bar_away(&self) {
        if let Some(progress) = &self.progress {
            progress.finish();
        }
    }

    /// Runs `write`, which writes to the terminal, with the bar out of the way.
    fn aside(&self, write: impl FnOnce()) {
        match &self.progress {
            Some(progress) => progress.suspended(write),
            None => write(),
        }
    }

    fn write(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        if self.is_heard {
            let mut written = Ok(());
            self.aside(|| written = write(&mut io::stdout()));
            self.is_heard = written.is_ok();
        }
    }
}
