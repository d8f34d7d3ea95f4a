//! What the system reports → what it means for a folder of photos.

use std::path::PathBuf;

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind, RenameMode};

/// Something that happened below the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A writer closed this file, or it was renamed into place.
    Closed(PathBuf),
    /// Something about this file has changed.
    Changed(PathBuf),
    /// This file or folder was removed, or got another name.
    Removed(PathBuf),
    /// Files may have changed that no notice names: the folder has to be searched.
    Search,
}

/// What `reported` means; reads are of no interest.
pub fn notices(reported: notify::Result<notify::Event>) -> Vec<Notice> {
    let event = match reported {
        Ok(event) => event,
        Err(error) => {
            tracing::debug!(%error, "the system's notifications are disturbed");
            return vec![Notice::Search];
        }
    };
    if event.need_rescan() {
        return vec![Notice::Search];
    }
    let paths = event.paths.into_iter();
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => paths.map(Notice::Closed).collect(),
        // The first is the old name.
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => paths.skip(1).map(Notice::Closed).collect(),
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => {
            paths.map(Notice::Removed).collect()
        }
        EventKind::Access(_) => Vec::new(),
        // Files may have been put into a new folder before it was watched.
        EventKind::Create(CreateKind::Folder) => vec![Notice::Search],
        _ => paths.map(Notice::Changed).collect(),
    }
}

#[cfg(test)]
mod tests {
    use notify::Event;
    use notify::event::{Flag, RemoveKind};

    use super::*;

    fn of(kind: EventKind, paths: &[&str]) -> Vec<Notice> {
        let event = paths.iter().fold(Event::new(kind), |event, path| event.add_path(path.into()));
        notices(Ok(event))
    }

    #[test]
    fn closing_and_renaming_into_place_finish_a_file_and_reading_is_nothing() {
        let closed = Notice::Closed("a.jpg".into());
        let rename = |mode| EventKind::Modify(ModifyKind::Name(mode));
        assert_eq!(
            of(EventKind::Access(AccessKind::Close(AccessMode::Write)), &["a.jpg"]),
            std::slice::from_ref(&closed)
        );
        assert_eq!(of(rename(RenameMode::To), &["a.jpg"]), std::slice::from_ref(&closed));
        assert_eq!(of(rename(RenameMode::Both), &["a.tmp", "a.jpg"]), [closed]);
        assert!(of(EventKind::Access(AccessKind::Close(AccessMode::Read)), &["a.jpg"]).is_empty());
    }

    #[test]
    fn other_changes_name_their_file_and_lost_ones_ask_for_a_search() {
        let changed = [Notice::Changed("a.jpg".into())];
        assert_eq!(of(EventKind::Modify(ModifyKind::Any), &["a.jpg"]), changed);
        let removed = [Notice::Removed("a.jpg".into())];
        assert_eq!(of(EventKind::Remove(RemoveKind::File), &["a.jpg"]), removed);
        assert_eq!(of(EventKind::Modify(ModifyKind::Name(RenameMode::From)), &["a.jpg"]), removed);
        assert_eq!(of(EventKind::Create(CreateKind::Folder), &["new"]), [Notice::Search]);
        assert_eq!(notices(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan))), [Notice::Search]);
        assert_eq!(notices(Err(notify::Error::generic("overflow"))), [Notice::Search]);
    }
}
