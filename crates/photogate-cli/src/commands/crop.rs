//! `photogate crop`.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::Ordering;

use photogate::crop::CropTargets;
use photogate::{Message, Record, Ruleset};
use photogate_batch::{Summary, run, walk};

use crate::args;
use crate::cropping::{Cropping, plan_places};
use crate::exit::Exit;
use crate::language;
use crate::messages::say;
use crate::output::Output;
use crate::problem::{of_message, say_error};
use crate::progress::Progress;
use crate::render::{self, Look, text};
use crate::{interrupt, rulesets};

/// The rule about crops, for rulesets that have none.
const ORIGINALS: &str = "name = \"crop\"\nversion = \"1\"\n[rules.\"geometry.crop\"]\n";

/// Crops the originals and writes the verdicts on the pictures. `wants_progress` asks for a bar where a person watches.
pub fn crop(args: &args::Crop, wants_progress: bool) -> anyhow::Result<Exit> {
    let stop = interrupt::watch(None)?;
    let found = walk::find(&args.paths);
    let places = plan_places(&args.out, &args.paths, &found)?;
    let asked = args.judging.ruleset.as_deref().map(rulesets::load).transpose()?;
    let targets = asked.as_ref().and_then(Ruleset::crop_targets);
    let originals = match asked {
        Some(ruleset) if targets.is_some() => ruleset,
        _ => Ruleset::from_toml(ORIGINALS)?,
    };
    let is_readable = found.items.iter().any(|item| item.failure.is_none());
    let checker = is_readable.then(|| args.judging.checker()).transpose()?;
    let pool = args.judging.pool()?;
    let cropping = Cropping {
        checker: checker.as_ref(),
        originals: &originals,
        targets: targets.unwrap_or_else(CropTargets::default),
        places,
        photos: &found.identities,
        max_bytes: args.judging.max_bytes(),
    };

    let mut output = Output::open(None)?;
    let is_terminal = io::stdout().is_terminal();
    let names = found.items.iter().map(|item| text::width(&text::harmless(&item.name())));
    let look = Look {
        language: language::spoken(),
        has_colour: output.has_colour(),
        name_width: names.max().unwrap_or(0),
    };
    let mut renderer = render::renderer(args.format, look);
    let mut summary = Summary::default();
    let progress = Progress::new(found.items.len(), wants_progress, is_terminal);
    let mut write_all = || -> io::Result<()> {
        renderer.begin(&mut output)?;
        run::in_order(
            &pool,
            &found.items,
            &stop,
            |item| cropping.crop(item),
            |record: Record| {
                summary.add(record.verdict);
                progress.aside(|| {
                    renderer.record(&mut output, &record)?;
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
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        Err(error) => return Err(output.explain(error)),
        Ok(()) => output.finish()?,
    }

    let mut exit = Exit::of(&summary);
    for folder in &found.empty {
        say_error(&of_message(walk::no_photo_in(folder)));
        exit = exit.max(Exit::Error);
    }
    if stop.load(Ordering::SeqCst) {
        let (done, all) = (summary.total(), found.items.len());
        say(&Message::new(
            format!("interrupted: {done} of {all} originals are cropped"),
            format!("已中断：{all} 张原片中已裁剪 {done} 张"),
        ));
        exit = exit.max(Exit::Interrupted);
    }
    Ok(exit)
}
