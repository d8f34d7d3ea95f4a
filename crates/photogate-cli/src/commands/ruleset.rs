//! `photogate ruleset`.

use std::io::{self, Write};

use photogate::{Message, Ruleset, Severity};

use crate::args;
use crate::exit::Exit;
use crate::language::{self, Language};
use crate::render::text::{fit, width};
use crate::rulesets;

/// Lists, shows or checks rulesets.
pub fn ruleset(args: &args::RulesetCommand) -> anyhow::Result<Exit> {
    let language = language::spoken();
    let lines = match args {
        args::RulesetCommand::List => list(language),
        args::RulesetCommand::Show { ruleset } => vec![rulesets::load(ruleset)?.to_toml(language)],
        args::RulesetCommand::Check { files } => {
            let answers = files.iter().map(|file| {
                let answer = in_order(&rulesets::read(file)?);
                Ok(format!("{}: {}\n", file.display(), language.of(&answer)))
            });
            answers.collect::<anyhow::Result<_>>()?
        }
    };
    match io::stdout().write_all(lines.concat().as_bytes()) {
        // The reader, `head` for instance, has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Passed),
        written => Ok(written.map(|()| Exit::Passed)?),
    }
}

fn list(language: Language) -> Vec<String> {
    let rulesets: Vec<Ruleset> =
        Ruleset::shipped_names().iter().filter_map(|name| Ruleset::shipped(name)).collect();
    let names = rulesets.iter().map(|ruleset| width(&ruleset.name().name)).max().unwrap_or(0);
    let line = |ruleset: &Ruleset| {
        let (name, about) = (ruleset.name(), language.of(ruleset.about()));
        format!("{}  {}  {about}\n", fit(&name.name, names), name.version)
    };
    rulesets.iter().map(line).collect()
}

/// That a ruleset is in order, and what it judges.
fn in_order(ruleset: &Ruleset) -> Message {
    let count = |severity| ruleset.rules().iter().filter(|rule| rule.severity() == severity).count();
    let [reject, advise, off] = Severity::ALL.map(count);
    let (name, version) = (&ruleset.name().name, &ruleset.name().version);
    Message::new(
        format!("`{name}` {version} is in order: {reject} rules reject, {advise} advise, {off} are off"),
        format!(
            "规则集 `{name}` {version} 无误：{reject} 条规则不合格即不通过，{advise} 条仅提示，{off} 条关闭"
        ),
    )
}
