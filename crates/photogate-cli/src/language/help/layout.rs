//! How Chinese help is laid out.
//!
//! clap's own layout has English headings and breaks lines at spaces only, which Chinese has none of.

use std::fmt::Write as _;

use clap::builder::PossibleValue;
use clap::{Arg, Command};

use crate::language::usage;
use crate::render::text::{columns, width, wrapped};

/// Columns before an argument, and before what it means where that has a line of its own.
const INDENT: &str = "  ";
const DEEP_INDENT: &str = "          ";

/// Short help keeps an argument and its meaning on one line; full help gives the meaning lines of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    Short,
    Full,
}

/// `command`, with texts that are Chinese already, showing its help in this layout. `meaning` gives the words for a
/// value of an argument.
pub fn laid_out(mut command: Command, meaning: impl Fn(&Arg, &str) -> Option<&'static str>) -> Command {
    let short = page(&mut command, Extent::Short, columns(), &meaning);
    let full = page(&mut command, Extent::Full, columns(), &meaning);
    // Of all that clap may show, these two alone exist in a short and a full form.
    command.help_template("{before-help}").before_help(short).before_long_help(full)
}

fn page(
    command: &mut Command,
    extent: Extent,
    columns: usize,
    meaning: &impl Fn(&Arg, &str) -> Option<&'static str>,
) -> String {
    let usage = usage::in_chinese(&command.render_usage().to_string());
    let about = match extent {
        Extent::Short => command.get_about(),
        Extent::Full => command.get_long_about().or(command.get_about()),
    };
    let mut page = String::new();
    if let Some(about) = about {
        let _ = writeln!(page, "{}\n", wrapped(&about.to_string(), "", columns));
    }
    let _ = writeln!(page, "{usage}");

    let commands: Vec<_> = command
        .get_subcommands()
        .filter(|below| !below.is_hide_set())
        .map(|below| {
            (below.get_name().to_owned(), below.get_about().map_or_else(String::new, ToString::to_string))
        })
        .collect();
    section(&mut page, command, "命令", &commands, Extent::Short, columns);

    let mut arguments: Vec<&Arg> =
        command.get_arguments().filter(|argument| !argument.is_hide_set()).collect();
    arguments.sort_by_key(|argument| argument.get_display_order());
    for (heading, positional) in [("参数", true), ("选项", false)] {
        let of_kind = arguments.iter().filter(|argument| argument.is_positional() == positional);
        let entries: Vec<_> =
            of_kind.map(|argument| (term(argument), help(argument, extent, meaning))).collect();
        section(&mut page, command, heading, &entries, extent, columns);
    }

    if extent == Extent::Full
        && let Some(after) = command.get_after_long_help()
    {
        let _ = write!(page, "\n{}", wrapped(&after.to_string(), "", columns));
    }
    page
}

/// Adds a heading and what stands below it; nothing if there is nothing.
fn section(
    page: &mut String,
    command: &Command,
    heading: &str,
    entries: &[(String, String)],
    extent: Extent,
    columns: usize,
) {
    if entries.is_empty() {
        return;
    }
    let (header, literal) = (command.get_styles().get_header(), command.get_styles().get_literal());
    let _ = writeln!(page, "\n{header}{heading}：{header:#}");
    let widest = entries.iter().map(|(term, _)| width(term)).max().unwrap_or(0);
    for (place, (term, help)) in entries.iter().enumerate() {
        let _ = match extent {
            Extent::Short => {
                let indent = " ".repeat(INDENT.len() + widest + 2);
                let help = wrapped(help, &indent, columns);
                let gap = " ".repeat(widest - width(term) + 2);
                writeln!(page, "{INDENT}{literal}{term}{literal:#}{gap}{}", help.trim_start())
            }
            Extent::Full => {
                let gap = if place == 0 { "" } else { "\n" };
                writeln!(
                    page,
                    "{gap}{INDENT}{literal}{term}{literal:#}\n{}",
                    wrapped(help, DEEP_INDENT, columns)
                )
            }
        };
    }
}

/// `-v, --verbose...` or `<PATH>...`.
fn term(argument: &Arg) -> String {
    if argument.is_positional() {
        return argument.to_string();
    }
    let short = argument.get_short().map_or_else(|| "    ".to_owned(), |short| format!("-{short}, "));
    format!("{short}{argument}")
}

/// What an argument does, its values and its default.
fn help(argument: &Arg, extent: Extent, meaning: &impl Fn(&Arg, &str) -> Option<&'static str>) -> String {
    let text = match extent {
        Extent::Short => argument.get_help(),
        Extent::Full => argument.get_long_help().or(argument.get_help()),
    };
    let mut help = text.map_or_else(String::new, ToString::to_string);
    let takes_values = argument.get_action().takes_values();
    let values = if takes_values { argument.get_possible_values() } else { Vec::new() };
    let defaults = if takes_values { argument.get_default_values() } else { &[] };
    let values: Vec<&str> =
        values.iter().filter(|value| !value.is_hide_set()).map(PossibleValue::get_name).collect();
    let defaults: Vec<_> = defaults.iter().map(|value| value.to_string_lossy()).collect();
    if extent == Extent::Full {
        let meanings: Vec<_> = values
            .iter()
            .filter_map(|value| Some(format!("- {value}：{}", meaning(argument, value)?)))
            .collect();
        if !meanings.is_empty() {
            let _ = write!(help, "\n\n可选值：\n{}", meanings.join("\n"));
        }
    }
    let mut notes = Vec::new();
    if !defaults.is_empty() {
        notes.push(format!("[默认：{}]", defaults.join("、")));
    }
    if extent == Extent::Short && !values.is_empty() {
        notes.push(format!("[可选值：{}]", values.join("、")));
    }
    if !notes.is_empty() {
        help.push_str(if extent == Extent::Full { "\n\n" } else { " " });
        help.push_str(&notes.join(" "));
    }
    help
}
