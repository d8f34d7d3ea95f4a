//! The rules of geometry and pose on real pictures: each passes and fails those that its page names.

use std::path::Path;

use photogate::rules::RULES;
use photogate::{Checker, Ruleset, Status};

#[test]
fn pages_name_pictures_that_pass_and_fail() {
    let framing: Vec<_> = RULES
        .iter()
        .filter(|rule| rule.id.starts_with("geometry.") || rule.id.starts_with("pose."))
        .collect();
    assert_eq!(framing.len(), 11);
    let tables: Vec<String> = framing.iter().map(|rule| format!("[rules.\"{}\"]\n", rule.id)).collect();
    let tables = tables.concat();
    let ruleset = Ruleset::from_toml(&format!("name = \"framing\"\nversion = \"1\"\n{tables}")).unwrap();
    let checker = Checker::builder().ruleset(ruleset).build().expect("`cargo xtask setup` was run");
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata");
    let status = |picture: &str, id: &str| {
        let report = checker.check(&std::fs::read(testdata.join(picture)).unwrap()).unwrap();
        let finding = report.findings.into_iter().find(|finding| finding.rule == id).unwrap();
        if id == "geometry.crop" {
            assert_eq!(report.crop.is_some(), finding.status == Status::Pass, "{picture}");
        }
        finding.status
    };
    for rule in framing {
        assert_eq!(status(rule.page.passes, rule.id), Status::Pass, "{}: {}", rule.id, rule.page.passes);
        assert_eq!(status(rule.page.fails, rule.id), Status::Fail, "{}: {}", rule.id, rule.page.fails);
    }
}
