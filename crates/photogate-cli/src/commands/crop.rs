//! `photogate crop`.

use std::io::{self, IsTerminal};

use photogate::crop::CropTargets;
use photogate::{Message, Ruleset};
use photogate_batch::walk;

use crate::args;
use crate::cropping::{Cropping, plan_places};
use crate::exit::Exit;
use crate::output::Output;
use crate::progress::Progress;
use crate::recording::{Recording, look};
use crate::{interrupt, render, rulesets};

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
    let pool = args.threads.pool()?;
    let cropping = Cropping {
        checker: checker.as_ref(),
        originals: &originals,
        targets: targets.unwrap_or_else(CropTargets::default),
        places,
        photos: &found.identities,
        max_bytes: args.judging.max_bytes(),
    };

    let output = Output::open(None)?;
    let mut renderer = render::renderer(args.format, look(&output, &found, None));
    let progress = Progress::new(found.items.len(), wants_progress, io::stdout().is_terminal());
    let recording = Recording { found: &found, pool: &pool, stop: &stop, progress: &progress };
    let summary = recording.write(output, &mut *renderer, |item| cropping.crop(item), |record| record)?;
    Ok(recording.end(&summary, |done, all| {
        Message::new(
            format!("interrupted: {done} of {all} originals are cropped"),
            format!("已中断：{all} 张原片中已裁剪 {done} 张"),
        )
    }))
}
