//! debug
use photogate::Checker;
fn main() {
    let checker = Checker::builder().build().unwrap();
    let mut a = std::env::args().skip(1);
    let out = a.next().unwrap();
    for path in a {
        let i = checker.inspect(&std::fs::read(&path).unwrap()).unwrap();
        let Some(s) = &i.portrait.subject else { continue };
        let mut img = s.frame.pixels.clone();
        let mut tint = |m: &photogate::perception::Mask, c: [u8; 3]| {
            for (x, y) in m.pixels() {
                let p = img.get_pixel_mut(x, y);
                for k in 0..3 { p.0[k] = ((p.0[k] as u32 + c[k] as u32) / 2) as u8; }
            }
        };
        if let Ok(t) = &i.measurements.torso { tint(&t.garment, [0,255,0]); tint(&t.bare, [255,0,0]); tint(&t.hair, [255,0,255]); }
        if let Ok(b) = &i.measurements.backdrop { tint(&b.mask, [255,255,0]); }
        if let Ok(t) = &i.measurements.torso {
            let m = &t.garment;
            let g = image::GrayImage::from_raw(m.width(), m.height(), m.as_raw().to_vec()).unwrap();
            let name = std::path::Path::new(&path).file_stem().unwrap().to_string_lossy().into_owned();
            g.save(format!("/tmp/w/gm/{name}.png")).unwrap();
        }
        let name = std::path::Path::new(&path).file_stem().unwrap().to_string_lossy().into_owned();
        img.save(format!("{out}/{name}.png")).unwrap();
    }
}
