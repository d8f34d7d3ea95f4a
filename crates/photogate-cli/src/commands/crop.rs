//! `photogate crop`.

use std::io::{self, IsTerminal};

use photogate::crop::PictureTargets;
use photogate::{Message, Ruleset};
use photogate_batch::walk;

use crate::args;
use crate::cropping::{Cropping, plan_places};
use crate::exit::Exit;
use crate::output::Output;
use crate::progress::Progress;
use crate::recording::{Recording, look};
use crate::{interrupt, render, rulesets};

/// Crops the originals and writes the verdicts on the pictures. `wants_progress` asks for a bar where a person watches.
pub fn crop(args: &args::Crop, wants_progress: bool) -> anyhow::Result<Exit> {
    let stop = interrupt::watch(None)?;
    let found = walk::find(&args.paths);
    let places = plan_places(&args.out, &args.paths, &found)?;
    let asked = args.judging.ruleset.as_deref().map_or_else(|| Ok(Ruleset::capture()), rulesets::load)?;
    let named = asked.name().clone();
    let (originals, judging, targets) = for_pictures(asked);
    let is_readable = found.items.iter().any(|item| item.failure.is_none());
    let checker = is_readable
        .then(|| args.judging.builder()?.ruleset(judging).everything().build().map_err(anyhow::Error::from));
    let checker = checker.transpose()?;
    let pool = args.threads.pool()?;
    let cropping = Cropping {
        checker: checker.as_ref(),
        named: &named,
        originals: originals.as_ref(),
        targets,
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

/// The ruleset for originals, if `asked` is one, the one that the pictures are judged by, and what they are made to be like.
fn for_pictures(asked: Ruleset) -> (Option<Ruleset>, Ruleset, PictureTargets) {
    let Some(crop) = asked.crop_targets() else {
        let targets = asked.picture_targets();
        return (None, asked, targets);
    };
    // A ruleset for originals says where to crop, and nothing about the file that comes of it.
    let registry = Ruleset::registry();
    let file = registry.picture_targets().file;
    (Some(asked), registry, PictureTargets { crop, file })
}
