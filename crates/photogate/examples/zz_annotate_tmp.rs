//! temporary
fn main() {
    let checker = photogate::Checker::builder().build().unwrap();
    let out = std::env::args().nth(1).unwrap();
    for path in std::env::args().skip(2) {
        let i = checker.inspect(&std::fs::read(&path).unwrap()).unwrap();
        let t = std::time::Instant::now();
        let a = photogate::annotate(&i);
        eprintln!("{path} {:?} {}x{}", t.elapsed(), a.width(), a.height());
        let name = std::path::Path::new(&path).file_stem().unwrap().to_str().unwrap().to_owned();
        a.save(format!("{out}/{name}.png")).unwrap();
    }
}
