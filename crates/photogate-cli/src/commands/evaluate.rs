//! `photogate evaluate`.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use photogate::{Checker, Failure, Message, Record, RuleInForce, Ruleset};
use photogate_batch::identity::Identities;
use photogate_batch::walk::{self, Item};
use photogate_batch::{Summary, run};

use crate::annotate::{Annotations, refuse_searched};
use crate::args::{self, ScoreFormat};
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::labels::Labels;
use crate::evaluate::mistakes::Mistakes;
use crate::evaluate::overlays::{self, Overlay};
use crate::evaluate::results::Results;
use crate::evaluate::{json, page, rule_name, table};
use crate::exit::Exit;
use crate::interrupt;
use crate::judge::{Judge, Judged};
use crate::language;
use crate::messages::say;
use crate::output::{Output, temporary_beside};
use crate::problem::{Explain, of_message, problem, say_error};
use crate::progress::Progress;

/// The file of the page of mistakes.
const PAGE: &str = "index.html";

/// So many names are told; more would hide the rest of what is said.
const NAMES_TOLD: usize = 5;

/// Scores the rules on labelled photos. `wants_progress` asks for a bar where a person watches.
pub fn evaluate(args: &args::Evaluate, wants_progress: bool) -> anyhow::Result<Exit> {
    // First of all what may have been mistyped: nobody waits for a run that cannot be scored.
    let labels = Labels::read(&args.labels)?;
    tell_unread(&labels, &args.labels);
    let worst = args.worst.as_deref().zip(args.out.as_deref());
    let worst = match worst {
        Some((name, out)) => Some((rule_name::labelled(name, &labels, &args.labels)?, out)),
        None => None,
    };
    let mut output = Output::open(None)?;
    let mut run = Run::new(args, wants_progress)?;

    let results = if let Some(path) = &args.findings {
        Results::read(path)?
    } else {
        if let Some((rule, _)) = worst {
            run.refuse_unjudged(rule)?;
        }
        run.judge_all(&args.paths, worst.map(|(_, out)| out))?
    };
    if run.is_stopped() {
        say(&Message::new("interrupted: no scores are written", "已中断：不写出评分"));
        return Ok(Exit::Interrupted);
    }
    compare_names(&labels, &results, &args.labels)?;
    let evaluation = Evaluation::new(&labels, &results);
    tell_unjudged(&evaluation, worst.map(|(rule, _)| rule))?;
    write_scores(&mut output, &evaluation, args)?;
    output.finish()?;
    if let Some((rule, out)) = worst {
        run.write_mistakes(rule, &evaluation, &results, out)?;
    }
    if run.is_stopped() {
        say(&Message::new("interrupted: the page is not written", "已中断：不写出网页"));
        return Ok(Exit::Interrupted);
    }
    Ok(if run.is_complete { Exit::Passed } else { Exit::Error })
}

fn write_scores(output: &mut Output, evaluation: &Evaluation, args: &args::Evaluate) -> anyhow::Result<()> {
    let scores = evaluation.scores();
    let written = match args.format {
        ScoreFormat::Json => json::write(output, &scores),
        ScoreFormat::Human => output.write_all(table::table(&scores, language::spoken()).as_bytes()),
    };
    match written.and_then(|()| output.flush()) {
        // The reader, `head` for instance, has seen enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(output.explain(error)),
        _ => Ok(()),
    }
}

/// Says which columns of the labels in `path` mean nothing here.
fn tell_unread(labels: &Labels, path: &Path) {
    if labels.unread.is_empty() {
        return;
    }
    let names: Vec<_> = labels.unread.iter().map(|heading| format!("`{heading}`")).collect();
    let (path, en, zh) = (path.display(), names.join(", "), names.join("、"));
    say(&Message::new(
        format!(
            "warning: columns of {path} that are not understood and not read: {en}; a heading is one of those that \
             `photogate evaluate --help` names, or the name of a rule"
        ),
        format!(
            "警告：{path} 中有无法识别、未读取的列：{zh}；列名应为 `photogate evaluate --help` 列出的名称，或规则的名称"
        ),
    ));
}

/// Says which rules have labels and no result. Refuses if the mistakes of one of them are asked for.
fn tell_unjudged(evaluation: &Evaluation, worst: Option<&str>) -> anyhow::Result<()> {
    let unjudged = &evaluation.unjudged;
    if let Some(rule) = worst.filter(|rule| unjudged.contains(rule)) {
        return Err(nothing_about(rule));
    }
    if !unjudged.is_empty() {
        let (en, zh) = (unjudged.join(", "), unjudged.join("、"));
        say(&Message::new(
            format!(
                "warning: labelled, but not scored, since no result says anything about it: {en}; judge by a ruleset in \
                 which it is not off (--ruleset)"
            ),
            format!(
                "警告：有标注但未评分（结果中没有其结论）：{zh}；请用启用该规则的规则集审核（--ruleset）"
            ),
        ));
    }
    Ok(())
}

fn nothing_about(rule: &str) -> anyhow::Error {
    problem(
        format!(
            "no result says anything about {rule}: judge by a ruleset in which it is not off (--ruleset)"
        ),
        format!("结果中没有 {rule} 的结论：请用启用该规则的规则集审核（--ruleset）"),
    )
}

/// Says where labels and results do not match by name; refuses if none do, since the scores would mean nothing.
fn compare_names(labels: &Labels, results: &Results, path: &Path) -> anyhow::Result<()> {
    let mut names: Vec<_> = labels.labels.iter().map(|label| label.file.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let without: Vec<_> = names.iter().copied().filter(|name| results.photo(name).is_none()).collect();
    if without.len() == names.len() {
        let (count, path) = (names.len(), path.display());
        return Err(problem(
            format!(
                "none of the {count} photos in {path} is among the results; their names, without folders, must be \
                 the same"
            ),
            format!("{path} 中的 {count} 张照片都不在结果之中；两边的文件名（不含文件夹）必须相同"),
        ));
    }
    if !without.is_empty() {
        let (count, all) = (without.len(), names.len());
        let listed = listed(&without);
        say(&Message::new(
            format!("warning: no result for {count} of {all} labelled photos: {}", listed.en),
            format!("警告：{all} 张已标注的照片中有 {count} 张没有结果：{}", listed.zh),
        ));
    }
    if !results.met_again.is_empty() {
        let names: Vec<_> = results.met_again.iter().map(String::as_str).collect();
        let listed = listed(&names);
        say(&Message::new(
            format!("warning: several photos have one name; the last of them is scored: {}", listed.en),
            format!("警告：有多张照片同名，只计最后一张：{}", listed.zh),
        ));
    }
    Ok(())
}

/// The first of `names`, and how many more there are.
fn listed(names: &[&str]) -> Message {
    let (told, all) = (&names[..names.len().min(NAMES_TOLD)], names.len());
    let (en, zh) = (told.join(", "), told.join("、"));
    if all > NAMES_TOLD {
        return Message::new(format!("{en} and {} more", all - NAMES_TOLD), format!("{zh} 等 {all} 张"));
    }
    Message::new(en, zh)
}

/// What the parts of a run share.
struct Run<'a> {
    args: &'a args::Evaluate,
    wants_progress: bool,
    stop: Arc<AtomicBool>,
    pool: rayon::ThreadPool,
    /// Loaded when the first photo is judged.
    checker: Option<Checker>,
    /// The photos whose place no picture may take.
    photos: Identities,
    /// Whether all was judged, read and written so far.
    is_complete: bool,
}

impl<'a> Run<'a> {
    fn new(args: &'a args::Evaluate, wants_progress: bool) -> anyhow::Result<Self> {
        Ok(Self {
            args,
            wants_progress,
            stop: interrupt::watch(None)?,
            pool: args.threads.pool()?,
            checker: None,
            photos: Identities::default(),
            is_complete: true,
        })
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    fn load(&mut self) -> anyhow::Result<&Checker> {
        let loaded =
            self.checker.take().map_or_else(|| self.args.judging.checker(self.args.worst.is_some()), Ok)?;
        Ok(self.checker.insert(loaded))
    }

    /// Refuses a page about a rule that no ruleset will judge.
    fn refuse_unjudged(&mut self, rule: &str) -> anyhow::Result<()> {
        let is_judged = |ruleset: &Ruleset| ruleset.rule(rule).is_some_and(RuleInForce::is_judged);
        if self.load()?.rulesets().rulesets().any(is_judged) { Ok(()) } else { Err(nothing_about(rule)) }
    }

    /// Judges what `paths` lead to. Pictures are going to be written to `out`.
    fn judge_all(&mut self, paths: &[PathBuf], out: Option<&Path>) -> anyhow::Result<Results> {
        let mut found = walk::find(paths);
        if let Some(out) = out {
            refuse_searched(out, &found, "--out")?;
        }
        for folder in &found.empty {
            say_error(&of_message(walk::no_photo_in(folder)));
            self.is_complete = false;
        }
        self.photos = std::mem::take(&mut found.identities);
        if found.items.iter().any(|item| item.failure.is_none()) {
            self.load()?;
        }
        let judge = Judge {
            checker: self.checker.as_ref(),
            annotations: None,
            max_bytes: self.args.judging.max_bytes(),
        };
        let mut results = Results::default();
        let mut is_complete = true;
        let judged = |(path, judged): (&Path, Judged), progress: &Progress| {
            if let Some(failure) = &judged.record.error {
                is_complete = false;
                progress.suspended(|| say_failure(path, failure));
            }
            results.add_record(path, judged.record);
        };
        self.run(&found.items, |item: &Item| (item.path.as_path(), judge.judge(item)), judged);
        self.is_complete &= is_complete;
        Ok(results)
    }

    /// Writes the page of the mistakes of `rule`, with its pictures, to the folder `out`.
    fn write_mistakes(
        &mut self,
        rule: &str,
        evaluation: &Evaluation,
        results: &Results,
        out: &Path,
    ) -> anyhow::Result<()> {
        let mistakes = Mistakes::of(evaluation, rule);
        let scores = evaluation.scores();
        let Some(score) = scores.get(rule) else {
            unreachable!("`{rule}` has labels, so it has a score");
        };
        fs::create_dir_all(out).explain(|| {
            let out = out.display();
            Message::new(
                format!("cannot make the folder {out} for the mistakes; name another for --out"),
                format!("无法新建存放判断错误的文件夹 {out}，请为 --out 另指定一个"),
            )
        })?;
        let pictures = self.draw(&overlays::plan(mistakes.all(), results), results, rule, out)?;
        if self.is_stopped() {
            return Ok(());
        }
        let text = page::page(rule, score, &mistakes, results, &pictures, language::spoken())?;
        let target = out.join(PAGE);
        let shown = target.display();
        write_page(&target, &text).explain(|| {
            Message::new(
                format!("cannot write the page to {shown}; name another folder for --out"),
                format!("无法把网页写入 {shown}，请为 --out 另指定一个文件夹"),
            )
        })?;
        let (passes, alarms) = (mistakes.false_passes.len(), mistakes.false_alarms.len());
        let missed = mistakes.missed.len();
        say(&Message::new(
            format!("{shown}: {passes} false passes, {alarms} false alarms, {missed} not assessed"),
            format!("{shown}：漏报 {passes}，误报 {alarms}，未评估 {missed}"),
        ));
        Ok(())
    }

    /// Judges the photos of `overlays` again and writes their marked copies below `out`; gives the names of those
    /// that are there now by file name.
    fn draw(
        &mut self,
        overlays: &[Overlay],
        results: &Results,
        rule: &str,
        out: &Path,
    ) -> anyhow::Result<HashMap<String, String>> {
        if overlays.is_empty() {
            return Ok(HashMap::new());
        }
        self.load()?;
        for overlay in overlays {
            self.photos.insert(&overlay.item.path);
        }
        let place = |overlay: &Overlay| (overlay.item.path.clone(), out.join(&overlay.target));
        let annotations = Annotations::at(overlays.iter().map(place).collect(), &self.photos);
        let judge = Judge {
            checker: self.checker.as_ref(),
            annotations: Some(&annotations),
            max_bytes: self.args.judging.max_bytes(),
        };
        let mut pictures = HashMap::new();
        let (mut is_complete, mut changed) = (true, 0);
        let judged = |(overlay, judged): (&Overlay, Judged), progress: &Progress| {
            if let Some(failure) = &judged.record.error {
                progress.suspended(|| say_failure(&overlay.item.path, failure));
            } else if let Some(error) = &judged.annotation_error {
                progress.suspended(|| say_error(error));
            } else {
                changed += usize::from(has_changed(&judged.record, results, &overlay.file, rule));
                pictures.insert(overlay.file.clone(), overlay.target.clone());
                return;
            }
            is_complete = false;
        };
        self.run(overlays, |overlay: &Overlay| (overlay, judge.judge(&overlay.item)), judged);
        self.is_complete &= is_complete;
        if changed > 0 {
            say(&Message::new(
                format!(
                    "warning: {changed} of the marked photos are judged otherwise now than in the findings: the \
                     pictures show what is found now"
                ),
                format!("警告：有 {changed} 张标注照片现在的结论与结果文件不同；图片显示的是现在的结论"),
            ));
        }
        Ok(pictures)
    }

    /// Calls `judge` on `items` from all threads and `take` on what it gives, in order, until Ctrl-C.
    fn run<'i, I: Sync, N: Send>(
        &self,
        items: &'i [I],
        judge: impl Fn(&'i I) -> (N, Judged) + Sync,
        mut take: impl FnMut((N, Judged), &Progress),
    ) {
        let progress = Progress::new(items.len(), self.wants_progress, false);
        let mut summary = Summary::default();
        // What `judge` gives may borrow from the items, not from this list of them.
        let items: Vec<&'i I> = items.iter().collect();
        let emit = |judged: (N, Judged)| {
            summary.add(judged.1.record.verdict);
            take(judged, &progress);
            progress.advance(&summary);
            Ok::<_, std::convert::Infallible>(())
        };
        let Ok(()) = run::in_order(&self.pool, &items, &self.stop, |item| judge(item), emit);
        progress.finish();
    }
}

fn say_failure(path: &Path, failure: &Failure) {
    let path = path.display();
    say(&Message::new(
        format!("error: cannot judge {path}: {}", failure.message.en),
        format!("错误：无法审核 {path}：{}", failure.message.zh),
    ));
}

/// Whether `rule` says something else about the photo now than in `results`.
fn has_changed(record: &Record, results: &Results, file: &str, rule: &str) -> bool {
    let now = record.findings.iter().find(|finding| finding.rule == rule);
    let before = results.photo(file).and_then(|photo| photo.outcome(rule));
    now.map(|finding| (finding.status, finding.violation))
        != before.map(|outcome| (outcome.status, outcome.violation))
}

/// Writes `text` to `target` in one step.
fn write_page(target: &Path, text: &str) -> anyhow::Result<()> {
    let mut file = temporary_beside(target, None)?;
    file.write_all(text.as_bytes())?;
    file.persist(target)?;
    Ok(())
}
