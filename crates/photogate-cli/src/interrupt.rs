//! Ctrl-C: first finish what is begun, then leave at once.

use std::fs;
use std::path::PathBuf;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use photogate::Message;

use crate::exit::Exit;
use crate::messages::say;
use crate::problem::Explain;

/// Watches for Ctrl-C. The first sets the flag that is returned; the second removes `temporary`, the unfinished
/// output, and ends the program on the spot.
pub fn watch(temporary: Option<PathBuf>) -> anyhow::Result<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&flag);
    ctrlc::set_handler(move || {
        if set.swap(true, Ordering::SeqCst) {
            if let Some(path) = &temporary {
                // There is nobody left to tell if it stays.
                let _ = fs::remove_file(path);
            }
            process::exit(Exit::Interrupted.code().into());
        }
        // A line of its own, behind what the terminal shows of the key.
        say(&Message::new(
            "\ninterrupted: finishing the photos that are being judged; Ctrl-C again leaves at once",
            "\n已中断：正在审完手头的照片；再按一次 Ctrl-C 立即退出",
        ));
    })
    .explain(|| Message::new("cannot watch for Ctrl-C", "无法监听 Ctrl-C"))?;
    Ok(flag)
}
