//! The mistakes of one rule → a page for a browser, which needs nothing but the pictures beside it.

use std::collections::HashMap;

use askama::Template;
use photogate::{Message, unit_in};

use super::evaluation::{Case, Score};
use super::mistakes::Mistakes;
use super::results::Results;
use super::words::Words;
use crate::language::Language;
use crate::problem::Explain;

/// What stands on the page. The template escapes all of it: names and messages may come from anywhere.
#[derive(Template)]
#[template(path = "mistakes.html")]
struct Page<'a> {
    words: Words,
    rule: &'a str,
    /// Names of the statistics and their values.
    figures: Vec<(&'static str, String)>,
    sections: Vec<Section<'a>>,
}

struct Section<'a> {
    title: &'static str,
    entries: Vec<Entry<'a>>,
}

struct Entry<'a> {
    file: &'a str,
    side: Option<&'static str>,
    label: &'static str,
    violation: String,
    /// With its unit, like the limit.
    measured: Option<String>,
    limit: Option<String>,
    message: &'a str,
    /// Where the marked copy lies, seen from the page.
    picture: Option<&'a str>,
}

/// The page about `mistakes` of `rule`, which did as `score` says. `pictures` are the marked copies by file name.
///
/// # Errors
/// If the template refuses its data, which would be our mistake.
pub fn page(
    rule: &str,
    score: &Score,
    mistakes: &Mistakes,
    results: &Results,
    pictures: &HashMap<String, String>,
    language: Language,
) -> anyhow::Result<String> {
    let words = Words::of(language);
    let sections = [
        (words.false_passes, &mistakes.false_passes),
        (words.false_alarms, &mistakes.false_alarms),
        (words.missed, &mistakes.missed),
    ];
    let sections = sections.map(|(title, cases)| Section {
        title,
        entries: cases.iter().map(|case| Entry::of(case, results, pictures, language)).collect(),
    });
    let page = Page { words, rule, figures: figures(score, &words), sections: sections.into() };
    page.render().explain(|| {
        Message::new(
            "cannot make the page of mistakes; please report this",
            "无法生成判断错误的网页，请报告此问题",
        )
    })
}

fn figures(score: &Score, words: &Words) -> Vec<(&'static str, String)> {
    let rates = &score.rates;
    let share = |share: Option<f64>| share.map_or_else(|| "-".to_owned(), |share| format!("{share:.3}"));
    vec![
        ("n+", score.n_violation.to_string()),
        ("n-", score.n_clean.to_string()),
        ("AUC", share(rates.auc)),
        ("EER", share(rates.eer)),
        ("BA", share(rates.ba)),
        (words.hit, share(rates.hit)),
        (words.false_alarm, share(rates.false_alarms)),
        (words.none, score.none.to_string()),
    ]
}

impl<'a> Entry<'a> {
    fn of(
        case: &'a Case<'a>,
        results: &'a Results,
        pictures: &'a HashMap<String, String>,
        language: Language,
    ) -> Self {
        let words = Words::of(language);
        let file = case.label.file.as_str();
        let unit = case.outcome.map_or("", |outcome| unit_in(&outcome.unit, language));
        let with_unit = |value: f64| format!("{value} {unit}").trim_end().to_owned();
        let error = || results.photo(file).and_then(|photo| photo.error.as_ref());
        let message = case.outcome.and_then(|outcome| outcome.message.as_ref()).or_else(error);
        Self {
            file,
            side: case.label.truth.side.map(|side| words.side_of(side)),
            label: if case.label.truth.is_violation { words.label_violation } else { words.label_clean },
            violation: if case.is_missed() { "-".to_owned() } else { format!("{:.3}", case.violation) },
            measured: case.outcome.and_then(|outcome| outcome.measured).map(with_unit),
            limit: case.outcome.and_then(|outcome| outcome.limit).map(with_unit),
            message: message.map_or(words.no_result, |message| language.of(message)),
            picture: pictures.get(file).map(String::as_str),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::evaluation::Evaluation;
    use crate::evaluate::evaluation::tests::{finding, label, results};
    use crate::evaluate::labels::Labels;

    fn rendered(language: Language) -> String {
        let labels = Labels {
            labels: vec![
                label("<b>&\"'.jpg", "hair.ears", Some("image_right"), true),
                label("b.jpg", "hair.ears", Some("image_left"), false),
                label("gone.jpg", "hair.ears", Some("image_left"), false),
            ],
            ..Labels::default()
        };
        let results = results(vec![
            ("<b>&\"'.jpg", vec![finding("hair.ears", Some(0.125), &[])]),
            ("b.jpg", vec![finding("hair.ears", Some(0.75), &[])]),
        ]);
        let evaluation = Evaluation::new(&labels, &results);
        let mistakes = Mistakes::of(&evaluation, "hair.ears");
        let pictures = HashMap::from([("b.jpg".to_owned(), "pictures/001-王 \"b.jpg".to_owned())]);
        page("hair.ears", &evaluation.scores()["hair.ears"], &mistakes, &results, &pictures, language)
            .expect("well formed")
    }

    #[test]
    fn everything_is_on_the_page_and_escaped() {
        let page = rendered(Language::En);
        for part in [
            "&#60;b&#62;&#38;&#34;&#39;.jpg",
            "what &#60;hair.ears&#62; says",
            "0.125",
            "12.5 L*",
            "50 L*",
            "src=\"pictures/001-%E7%8E%8B%20%22b.jpg\"",
            "False passes",
            "The photo is not among the results.",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("<b>") && !page.contains("<hair.ears>"), "{page}");
        assert!(!page.contains("http"), "nothing is fetched: {page}");
        let place = |text| page.find(text).expect("is there");
        assert!(place("&#60;b&#62;") < place("b.jpg\"") && place(">b.jpg<") < place(">gone.jpg<"));
    }

    #[test]
    fn the_page_speaks_chinese() {
        let page = rendered(Language::Zh);
        for part in ["lang=\"zh-CN\"", "漏报", "&#60;hair.ears&#62; 的说明", "结果中没有这张照片。"]
        {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("says"), "{page}");
    }
}
