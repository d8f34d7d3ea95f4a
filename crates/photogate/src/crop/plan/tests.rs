use super::*;

/// A head with a face of `face_width` pixels whose eyes lie at `eyes`, tilted by `roll_degrees`; its proportions are
/// those of most people.
fn head(eyes: (f32, f32), face_width: f32, roll_degrees: f32) -> (Geometry, HeadTop) {
    let (sin, cos) = roll_degrees.to_radians().sin_cos();
    let rise = 0.8 * face_width;
    let eyes = Point::new(eyes.0, eyes.1);
    let crown = Point::new(eyes.x + rise * sin, eyes.y - rise * cos);
    let head_top = HeadTop { highest: crown, crown, is_cut_off: false };
    let geometry = Geometry {
        eyes,
        eye_distance: 0.43 * face_width,
        roll_degrees,
        face_width,
        face_centre: eyes,
        chin: Point::new(eyes.x - 0.7 * face_width * sin, eyes.y + 0.7 * face_width * cos),
        head_top: Ok(head_top),
        head_width: Ok(1.2 * face_width),
        shoulder_slope_degrees: None,
        ear_asymmetry: None,
    };
    (geometry, head_top)
}

fn planned(eyes: (f32, f32), face_width: f32, roll: f32, size: (u32, u32)) -> Result<Crop, Obstacle> {
    let (geometry, head_top) = head(eyes, face_width, roll);
    plan(&geometry, &head_top, size, &CropTargets::default())
}

/// Where a point of the photo lies in the cropped picture.
fn in_picture(crop: &Crop, point: Point) -> Point {
    let (sin, cos) = crop.rotation_degrees.to_radians().sin_cos();
    let (x, y) = (point.x - crop.centre.x, point.y - crop.centre.y);
    Point::new(
        ((x * cos + y * sin) / crop.width + 0.5) * 480.0,
        ((y * cos - x * sin) / crop.height + 0.5) * 640.0,
    )
}

#[test]
fn with_room_on_all_sides_everything_comes_near_its_middle() {
    let crop = planned((2000.0, 1800.0), 900.0, 0.0, (4000, 6000)).unwrap();
    let eyes = in_picture(&crop, Point::new(2000.0, 1800.0));
    assert!((eyes.x - 240.0).abs() < 0.6, "{eyes:?}");
    assert!((eyes.y - 250.0).abs() < 25.0, "{eyes:?}");
    let face_width = 900.0 * 480.0 / crop.width;
    assert!((face_width - 240.0).abs() < 30.0, "{face_width}");
    assert!((crop.width / crop.height - 0.75).abs() < 1e-4);
}

/// Numbers that look random and are the same in every run.
fn random(seed: &mut u64, from: f32, to: f32) -> f32 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    from + (to - from) * ((*seed >> 40) as f32 / (1_u64 << 24) as f32)
}

#[test]
fn every_crop_keeps_every_promise() {
    let (mut seed, mut found) = (7, 0);
    let targets = CropTargets::default();
    for _ in 0..300 {
        let size = (random(&mut seed, 400.0, 3000.0) as u32, random(&mut seed, 500.0, 3000.0) as u32);
        let face_width = random(&mut seed, 100.0, 900.0);
        let eyes = (random(&mut seed, 0.2, 0.8) * size.0 as f32, random(&mut seed, 0.1, 0.6) * size.1 as f32);
        let roll = random(&mut seed, -12.0, 12.0);
        let (geometry, head_top) = head(eyes, face_width, roll);
        let crop = match plan(&geometry, &head_top, size, &targets) {
            Ok(crop) => crop,
            Err(obstacle) => {
                assert!(obstacle.missing_pixels(&targets) > 0.0, "{obstacle:?}");
                continue;
            }
        };
        found += 1;
        for corner in crop.corners() {
            assert!(corner.x >= -0.05 && corner.x <= size.0 as f32 + 0.05, "{corner:?} outside {size:?}");
            assert!(corner.y >= -0.05 && corner.y <= size.1 as f32 + 0.05, "{corner:?} outside {size:?}");
        }
        assert!(crop.width >= 479.9, "enlarged: {crop:?}");
        let (eyes, top) = (in_picture(&crop, geometry.eyes), in_picture(&crop, head_top.crown));
        assert!(targets.eye_line.deviation(eyes.y).abs() < 1.01, "{eyes:?}");
        assert!(targets.head_top.deviation(top.y).abs() < 1.05, "{top:?}");
        assert!((eyes.x - 240.0).abs() < targets.offset + 0.1, "{eyes:?}");
        assert!(targets.face_width.unwrap().deviation(face_width * 480.0 / crop.width).abs() < 1.01);
        assert!((roll - crop.rotation_degrees).abs() <= targets.roll_degrees, "{roll} {crop:?}");
    }
    assert!(found > 30, "only {found} of 300 had a crop");
}

#[test]
fn what_is_missing_is_named() {
    let Err(Obstacle::Outside { missing, .. }) = planned((1000.0, 420.0), 500.0, 0.0, (2000, 3000)) else {
        panic!("the photo ends right above the hair");
    };
    assert!(missing.top > 20.0 && missing.bottom + missing.left + missing.right < 1.0, "{missing:?}");
    let Err(Obstacle::Outside { missing, .. }) = planned((300.0, 1500.0), 500.0, 0.0, (2000, 4000)) else {
        panic!("the person stands at the left edge");
    };
    assert!(missing.left > 20.0 && missing.top < 1.0, "{missing:?}");
}

#[test]
fn a_small_face_is_not_enlarged_and_a_cut_head_is_not_completed() {
    let small = planned((500.0, 500.0), 120.0, 0.0, (1000, 1400));
    let Err(Obstacle::TooFewPixels { face_width, needed }) = small else { panic!("{small:?}") };
    assert_eq!((face_width, needed.round()), (120.0, 186.0));
    let (geometry, mut head_top) = head((1000.0, 900.0), 500.0, 0.0);
    head_top.is_cut_off = true;
    let cut = plan(&geometry, &head_top, (2000, 3000), &CropTargets::default());
    assert_eq!(cut, Err(Obstacle::HeadCutOff));
}

#[test]
fn hair_beyond_all_proportion_has_no_crop() {
    let (geometry, mut head_top) = head((1500.0, 1900.0), 500.0, 0.0);
    head_top.crown.y -= 700.0;
    head_top.highest.y -= 700.0;
    let towering = plan(&geometry, &head_top, (3000, 4000), &CropTargets::default());
    let Err(Obstacle::Proportions { beside, at, of, found, wanted }) = towering else {
        panic!("{towering:?}")
    };
    assert_eq!((beside, of), (HeadLength::FaceWidth, HeadLength::TopAboveEyes));
    // 400 + 700 pixels above the eyes at a face of 500, in a picture where the face has 186.
    assert_eq!((at, found.round(), wanted), (186.0, 409.0, Span::new(102.0, 238.0)));
    let (geometry, mut head_top) = head((1500.0, 1900.0), 500.0, 0.0);
    head_top.crown.y = geometry.eyes.y - 100.0;
    head_top.highest = head_top.crown;
    let flat = plan(&geometry, &head_top, (3000, 4000), &CropTargets::default());
    let Err(Obstacle::Proportions { at, found, .. }) = flat else { panic!("{flat:?}") };
    assert_eq!((at, found.round()), (294.0, 59.0));
}

#[test]
fn the_size_of_the_head_may_be_asked_by_any_of_its_lengths() {
    let (geometry, head_top) = head((1500.0, 1900.0), 500.0, 5.0);
    // Head height, head width and distance of the eyes at a face of 500: 750, 600 and 215.
    for (which, length) in [(0, 750.0), (1, 600.0), (2, 215.0)] {
        let span = Some(Span::new(0.4 * length, 0.44 * length));
        let mut targets = CropTargets { face_width: None, ..CropTargets::default() };
        match which {
            0 => targets.head_height = span,
            1 => targets.head_width = span,
            _ => targets.eye_distance = span,
        }
        let crop = plan(&geometry, &head_top, (3000, 4000), &targets).unwrap();
        let scale = 480.0 / crop.width;
        assert!((0.4..=0.44).contains(&scale), "{which}: {scale}");
        // A face that is to be larger than that contradicts it.
        let both = CropTargets { face_width: Some(Span::new(240.0, 290.0)), ..targets };
        let refused = plan(&geometry, &head_top, (3000, 4000), &both);
        assert!(matches!(refused, Err(Obstacle::Proportions { .. })), "{which}: {refused:?}");
    }
}

#[test]
fn a_picture_without_room_to_turn_keeps_a_slight_slope_and_no_more() {
    // Exactly the registry's size: a turned crop would leave the photo.
    let slight = planned((240.0, 250.0), 220.0, 1.0, (480, 640)).unwrap();
    assert!(slight.rotation_degrees.abs() < 1e-6);
    assert!(planned((240.0, 250.0), 220.0, 6.0, (480, 640)).is_err());
    // A picture that is compliant as it is, is its own crop, wherever in the ranges it lies.
    let own = planned((247.4, 241.3), 220.0, 0.0, (480, 640)).unwrap();
    assert!((own.width - 480.0).abs() < 0.1 && own.bounds().x.abs() < 0.1, "{own:?}");
    let roomy = planned((1000.0, 1000.0), 500.0, 1.0, (2000, 3000)).unwrap();
    assert!((roomy.rotation_degrees - 1.0).abs() < 1e-6);
}

#[test]
fn wild_numbers_do_not_panic() {
    for number in [f32::NAN, f32::INFINITY, -1e30, 0.0] {
        let _ = planned((number, number), number, number, (480, 640));
        let _ = planned((240.0, 250.0), 220.0, 0.0, (0, 0));
    }
}
