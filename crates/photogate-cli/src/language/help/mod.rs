//! The help texts in Chinese.
//!
//! Each command has one table in a file of its own, named after it, with a line in [`COMMANDS`]; options that several
//! commands share have theirs in [`shared`]. The English texts are the documentation of [`crate::args`].

mod batch;
mod check;
mod crop;
mod evaluate;
mod explain;
mod layout;
mod merge;
mod program;
mod report;
mod ruleset;
mod shared;
mod watch;

use clap::{Arg, Command};

use super::Language;

/// Every command's words.
const COMMANDS: &[CommandHelp] = &[
    program::HELP,
    program::HELP_COMMAND,
    program::HELP_OF_RULESET,
    check::HELP,
    batch::HELP,
    watch::HELP,
    merge::HELP,
    report::HELP,
    crop::HELP,
    explain::HELP,
    evaluate::HELP,
    ruleset::HELP,
    ruleset::LIST,
    ruleset::SHOW,
    ruleset::CHECK,
];

/// The Chinese words of one command.
pub struct CommandHelp {
    /// The names that lead to it, with spaces between; empty for the program itself.
    pub path: &'static str,
    /// What it does, in one line.
    pub about: &'static str,
    /// What it does, in full; empty if one line is all there is.
    pub long_about: &'static str,
    /// What follows the options; empty if nothing does.
    pub after: &'static str,
    /// The words of its own arguments.
    pub arguments: &'static [ArgumentHelp],
}

/// The Chinese words of one argument.
pub struct ArgumentHelp {
    /// Its name in the program: that of its field.
    pub id: &'static str,
    /// What it does, in one line.
    pub help: &'static str,
    /// What it does, in full; empty if one line is all there is.
    pub long_help: &'static str,
    /// What each of its values means, by the value's name.
    pub values: &'static [(&'static str, &'static str)],
}

/// `command` with its help and that of all commands below it in `language`.
#[must_use]
pub fn translated(mut command: Command, language: Language) -> Command {
    match language {
        Language::En => command,
        Language::Zh => {
            // The options that clap adds itself exist only now.
            command.build();
            in_chinese(command, "")
        }
    }
}

fn in_chinese(command: Command, path: &str) -> Command {
    let mut command = command.mut_subcommands(|below| {
        let path = below_path(path, &below);
        in_chinese(below, &path)
    });
    if let Some(help) = command_help(path) {
        command = command.about(help.about);
        if !help.long_about.is_empty() {
            command = command.long_about(help.long_about);
        }
        if !help.after.is_empty() {
            command = command.after_long_help(help.after);
        }
    }
    command = command.mut_args(|argument| match argument_help(path, &argument) {
        Some(help) if help.long_help.is_empty() => argument.help(help.help),
        Some(help) => argument.help(help.help).long_help(help.long_help),
        None => argument,
    });
    layout::laid_out(command, |argument, value| value_help(argument_help(path, argument)?, value))
}

fn below_path(path: &str, below: &Command) -> String {
    format!("{path} {}", below.get_name()).trim_start().to_owned()
}

fn command_help(path: &str) -> Option<&'static CommandHelp> {
    COMMANDS.iter().find(|help| help.path == path)
}

/// The words of an argument: the command's own, else those that commands share.
fn argument_help(path: &str, argument: &Arg) -> Option<&'static ArgumentHelp> {
    let own = command_help(path).map_or(&[][..], |help| help.arguments);
    own.iter().chain(shared::ARGUMENTS).find(|help| argument.get_id() == help.id)
}

fn value_help(help: &'static ArgumentHelp, value: &str) -> Option<&'static str> {
    help.values.iter().find(|(name, _)| *name == value).map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use clap::CommandFactory;

    use super::*;
    use crate::args::Cli;

    fn is_chinese(text: &str) -> bool {
        text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    /// Checks the words of `command` and of all below it, and takes what it finds off `unused`.
    fn check(command: &Command, path: &str, unused: &mut HashSet<String>, missing: &mut Vec<String>) {
        let mut require = |what: String, english: bool, chinese: Option<&str>| {
            unused.remove(&what);
            if english && !chinese.is_some_and(is_chinese) {
                missing.push(what);
            }
        };
        let help = command_help(path);
        require(format!("`{path}`: about"), command.get_about().is_some(), help.map(|help| help.about));
        require(
            format!("`{path}`: long about"),
            command.get_long_about().is_some(),
            help.map(|help| help.long_about),
        );
        let has_after = command.get_after_help().is_some() || command.get_after_long_help().is_some();
        require(format!("`{path}`: after"), has_after, help.map(|help| help.after));
        for argument in command.get_arguments() {
            let id = argument.get_id();
            let help = argument_help(path, argument);
            let is_own = command_help(path)
                .is_some_and(|command| command.arguments.iter().any(|own| own.id == id.as_str()));
            let place = if is_own { format!("`{path}`") } else { "shared".to_owned() };
            require(format!("{place}: {id}"), true, help.map(|help| help.help));
            require(
                format!("{place}: {id}, long help"),
                argument.get_long_help().is_some(),
                help.map(|help| help.long_help),
            );
            for value in argument.get_possible_values().iter().filter(|value| value.get_help().is_some()) {
                let name = value.get_name();
                let meaning = help.and_then(|help| value_help(help, name));
                require(format!("{place}: {id}, value {name}"), true, meaning);
            }
        }
        // `help` repeats all others below itself, without their words.
        for below in command.get_subcommands().filter(|_| path != "help" && !path.ends_with(" help")) {
            check(below, &below_path(path, below), unused, missing);
        }
    }

    /// The names of all entries of the tables, as `check` calls them.
    fn entries() -> HashSet<String> {
        let mut entries = HashSet::new();
        let mut add = |place: &str, what: &str, text: &str| {
            if !text.is_empty() {
                assert!(entries.insert(format!("{place}: {what}")), "{place}: {what} is there twice");
            }
        };
        let add_arguments =
            |place: &str, arguments: &[ArgumentHelp], add: &mut dyn FnMut(&str, &str, &str)| {
                for argument in arguments {
                    add(place, argument.id, argument.help);
                    add(place, &format!("{}, long help", argument.id), argument.long_help);
                    for (name, meaning) in argument.values {
                        add(place, &format!("{}, value {name}", argument.id), meaning);
                    }
                }
            };
        add_arguments("shared", shared::ARGUMENTS, &mut add);
        for command in COMMANDS {
            let place = format!("`{}`", command.path);
            add(&place, "about", command.about);
            add(&place, "long about", command.long_about);
            add(&place, "after", command.after);
            add_arguments(&place, command.arguments, &mut add);
        }
        entries
    }

    #[test]
    fn every_help_text_has_chinese_words_and_every_word_is_used() {
        let mut command = Cli::command();
        command.build();
        let (mut unused, mut missing) = (entries(), Vec::new());
        check(&command, "", &mut unused, &mut missing);
        assert!(missing.is_empty(), "no Chinese for {missing:#?}");
        assert!(unused.is_empty(), "nothing in English for {unused:#?}");
    }

    #[test]
    fn the_chinese_command_line_is_consistent() {
        translated(Cli::command(), Language::Zh).debug_assert();
    }

    #[test]
    fn the_chinese_help_names_every_ending_and_column_that_is_understood() {
        for ending in photogate_batch::walk::ENDINGS {
            assert!(check::HELP.long_about.contains(&format!(".{ending}")), "{ending}");
        }
        let labels =
            evaluate::HELP.arguments.iter().find(|argument| argument.id == "labels").expect("is there");
        for column in crate::evaluate::columns::COLUMNS {
            assert!(labels.long_help.contains(&format!("`{}`", column.heading)), "{}", column.heading);
        }
    }
}
