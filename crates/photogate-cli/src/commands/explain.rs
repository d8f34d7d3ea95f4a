//! `photogate explain`.

use std::io::{self, Write};

use photogate::Ruleset;
use photogate::rules::{RULES, RuleEntry};

use crate::args::{self, ExplainFormat};
use crate::exit::Exit;
use crate::explain;
use crate::language;
use crate::nearest::nearest;
use crate::output::Output;
use crate::problem::problem;
use crate::render::text;
use crate::rulesets;

/// A rule and the limits that it is judged by.
type Limited = (&'static RuleEntry, toml::Table);

/// Prints the documentation of a rule, or the list of all rules.
pub fn explain(args: &args::Explain) -> anyhow::Result<Exit> {
    let rules = match &args.ruleset {
        None => RULES.iter().map(|entry| (entry, (entry.defaults)())).collect(),
        Some(name) => in_force(&rulesets::load(name)?),
    };
    let named = args.rule.as_deref().map(|name| find(&rules, name)).transpose()?;
    let language = language::spoken();
    let text = match (args.format, named) {
        (ExplainFormat::Human, Some((entry, limits))) => {
            explain::human(entry, limits, language, text::columns())
        }
        (ExplainFormat::Human, None) => explain::list(rules.iter().map(|(entry, _)| *entry), language),
        (ExplainFormat::Json, Some((entry, limits))) => explain::json(entry, limits).to_string(),
        (ExplainFormat::Json, None) => {
            let all = rules.iter().map(|(entry, limits)| explain::json(entry, limits));
            all.collect::<serde_json::Value>().to_string()
        }
    };
    let mut output = Output::open(None)?;
    match writeln!(output, "{}", text.trim_end()).and_then(|()| output.flush()) {
        // The reader, `head` for instance, has seen enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(output.explain(error)),
        _ => Ok(Exit::Passed),
    }
}

fn in_force(ruleset: &Ruleset) -> Vec<Limited> {
    ruleset.rules().iter().map(|rule| (rule.entry(), rule.limits().clone())).collect()
}

fn find<'a>(rules: &'a [Limited], name: &str) -> anyhow::Result<&'a Limited> {
    rules.iter().find(|(entry, _)| entry.id == name).ok_or_else(|| {
        let known: Vec<_> = rules.iter().map(|(entry, _)| entry.id).collect();
        let meant = nearest(name, &known);
        problem(
            format!("there is no rule `{name}`; is `{meant}` meant? `photogate explain` lists all rules"),
            format!("没有规则 `{name}`；是否想写 `{meant}`？`photogate explain` 可列出全部规则"),
        )
    })
}
