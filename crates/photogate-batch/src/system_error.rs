//! Errors of the operating system, in both languages.

use std::io;

use photogate::Message;

/// An error of the operating system. Its own sentence is English or the system's language; the usual ones are ours in
/// Chinese, with the system's number, if there is one, for whoever looks it up.
#[must_use]
pub fn of_system(error: &io::Error) -> Message {
    use io::ErrorKind;
    let known = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已存在同名文件",
        ErrorKind::StorageFull => "磁盘空间不足",
        ErrorKind::QuotaExceeded => "已超出磁盘配额",
        ErrorKind::ReadOnlyFilesystem => "磁盘为只读",
        ErrorKind::NotADirectory => "路径中有一部分不是文件夹",
        ErrorKind::IsADirectory => "这是一个文件夹",
        ErrorKind::InvalidFilename => "文件名无效或过长",
        ErrorKind::FileTooLarge => "文件过大",
        ErrorKind::ResourceBusy => "文件正被占用",
        ErrorKind::BrokenPipe => "接收方已关闭管道",
        ErrorKind::UnexpectedEof => "文件提前结束",
        ErrorKind::InvalidData => "数据无效",
        ErrorKind::OutOfMemory => "内存不足",
        _ => return Message::new(error.to_string(), error.to_string()),
    };
    let number = error.raw_os_error().map_or_else(String::new, |number| format!("（系统错误 {number}）"));
    Message::new(error.to_string(), format!("{known}{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_the_system_keeps_its_number() {
        let message = of_system(&io::Error::from_raw_os_error(2));
        assert_eq!(message.zh, "没有这个文件或文件夹（系统错误 2）");
        assert!(message.en.contains('2'), "{}", message.en);
    }
}
