//! Packages: what is unpacked and how, what is refused, what goes when nothing uses it.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use serde_json::json;
use zip::write::SimpleFileOptions;

use crate::{
    ENTRIES_MAX, FunctionName, find,
    testing::{Server, arn, creation, zip_of, zip_with},
};

fn plain() -> SimpleFileOptions {
    SimpleFileOptions::default().unix_permissions(0o644)
}

/// Every file below a folder, however deep.
fn files(below: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(below).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.is_symlink() {
            found.extend(files(&path));
        } else {
            found.push(path.to_string_lossy().into_owned());
        }
    }
    found.sort();
    found
}

#[test]
fn permissions_folders_and_links_inside_are_kept() {
    let server = Server::new();
    let zip = zip_with(|zip| {
        zip.start_file("bootstrap", plain().unix_permissions(0o755))
            .unwrap();
        zip.write_all(b"#!/bin/sh\n").unwrap();
        zip.start_file("own", plain().unix_permissions(0o4600)).unwrap();
        zip.add_directory("empty", plain()).unwrap();
        zip.start_file("a/b/./c", plain()).unwrap();
        zip.write_all(b"deep").unwrap();
        zip.add_symlink("bin/run", "../bootstrap", plain()).unwrap();
        zip.add_symlink("near", "a/b", plain()).unwrap();
    });
    server.ok("CreateFunction", creation("f", &zip));
    let name = FunctionName::from_arn(&arn("")).unwrap();
    let code = find(&*server.store, &server.env.packages, &name)
        .unwrap()
        .unwrap()
        .code;
    let mode = |path: &str| fs::metadata(code.join(path)).unwrap().permissions().mode() & 0o7777;
    assert_eq!(
        (mode("bootstrap"), mode("own"), mode("a/b/c")),
        (0o755, 0o600, 0o644)
    );
    assert!(code.join("empty").is_dir());
    assert_eq!(fs::read_to_string(code.join("near/c")).unwrap(), "deep");
    assert_eq!(fs::read_to_string(code.join("bin/run")).unwrap(), "#!/bin/sh\n");
}

/// Zips that would write or read outside, or fill the disk: refused, and nothing of them stays.
#[test]
fn attacks_are_refused_and_leave_nothing() {
    let zeros = |bytes: usize| {
        zip_with(|zip| {
            zip.start_file("zeros", plain()).unwrap();
            let piece = vec![0; 1024 * 1024];
            for _ in 0..bytes / piece.len() {
                zip.write_all(&piece).unwrap();
            }
        })
    };
    let file = |name: &str| zip_of(&[("a", "1"), (name, "2")]);
    let link = |name: &str, to: &str| zip_with(|zip| zip.add_symlink(name, to, plain()).unwrap());
    let several = |links: &[(&str, &str)], written: &[&str]| {
        zip_with(|zip| {
            for (name, to) in links {
                zip.add_symlink(*name, *to, plain()).unwrap();
            }
            for name in written {
                zip.start_file(*name, plain()).unwrap();
                zip.write_all(b"x").unwrap();
            }
        })
    };
    let kind = |mode: &[u8; 4]| {
        // The mode stands in the upper half of the external attributes of the central directory.
        let mut zip = zip_of(&[("device", "")]);
        let at = zip.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap() + 38;
        zip[at..at + 4].copy_from_slice(mode);
        zip
    };
    let mut cut = zip_of(&[("a", "some text that is long enough to be cut")]);
    cut.truncate(cut.len() / 2);
    let mut wrong = zip_of(&[("a", "text whose sum is not right")]);
    let at = wrong.windows(4).position(|bytes| bytes == b"text").unwrap_or(35);
    wrong[at] ^= 1;
    let many = zip_with(|zip| {
        for number in 0..=ENTRIES_MAX {
            zip.add_directory(number.to_string(), plain()).unwrap();
        }
    });
    let rows: Vec<(&str, Vec<u8>)> = vec![
        ("no zip", b"hello".to_vec()),
        ("cut", cut),
        ("a wrong checksum", wrong),
        ("up", file("../evil")),
        ("up, later", file("b/../../evil")),
        ("up, inside", file("b/../c")),
        ("absolute", file("/tmp/portcullis-evil")),
        ("backslashes", file("..\\evil")),
        ("a NUL", file("a\0b")),
        ("too deep", file(&"d/".repeat(100))),
        ("a name too long", file(&"n".repeat(300))),
        ("a file below a file", file("a/b")),
        ("a link up", link("l", "../..")),
        ("an absolute link", link("l", "/etc/passwd")),
        ("a link to nowhere", link("l", "nowhere")),
        ("a link to itself", link("l", "l")),
        (
            "links that lead out together",
            several(&[("d/e/in", "../.."), ("out", "d/e/in/..")], &[]),
        ),
        ("a file through a link", several(&[("l", "d")], &["d/x", "l/y"])),
        (
            "a link through a link",
            several(&[("l", "d"), ("l/m", "../x")], &["d/x", "x"]),
        ),
        ("a device", kind(&[0, 0, 0xff, 0x21])),
        ("a pipe", kind(&[0, 0, 0xff, 0x11])),
        ("a bomb by ratio", zeros(64 * 1024 * 1024)),
        ("too many files", many),
    ];
    let server = Server::new();
    let packages = server.folder.path().join("packages");
    for (name, zip) in rows {
        let error = server
            .call("CreateFunction", creation("f", &zip))
            .expect_err(name);
        assert_eq!(
            (&*error.code, error.message.as_str()),
            (
                "InvalidParameterValueException",
                "Could not unzip uploaded file. Please check your file, then try to upload again."
            ),
            "{name}: {:?}",
            error.detail
        );
        assert_eq!(files(&packages), Vec::<String>::new(), "{name}");
    }
    assert_eq!(
        fs::read_dir(server.folder.path()).unwrap().count(),
        1,
        "something was written beside the packages"
    );
    assert!(!Path::new("/tmp/portcullis-evil").exists());
}

#[test]
fn a_package_and_its_layers_have_a_limit_together() {
    use crate::{
        code::check_size,
        stored::{SavedCode, SavedLayerUse},
    };
    let of = |unpacked_bytes| SavedCode {
        unpacked_bytes,
        ..SavedCode::default()
    };
    let layer = |unpacked_bytes| SavedLayerUse {
        arn: String::new(),
        code: of(unpacked_bytes),
    };
    assert!(check_size(&of(262_143_999), &[layer(1)]).is_ok());
    assert_eq!(
        check_size(&of(262_143_999), &[layer(1), layer(1)])
            .unwrap_err()
            .message,
        "Function code combined with layers exceeds the maximum allowed size of 262144000 bytes. The actual size is 262144001 \
         bytes."
    );
}

#[test]
fn what_a_stop_left_half_done_goes_at_the_next_start() {
    let server = Server::new();
    server.function();
    let packages = server.folder.path().join("packages");
    fs::create_dir_all(packages.join("new-0123/tree")).unwrap();
    fs::write(packages.join("new-0123/tree/half"), "x").unwrap();
    let before = fs::read_dir(&packages).unwrap().count();
    crate::PackageFolder::open(packages.clone()).unwrap();
    assert_eq!(fs::read_dir(&packages).unwrap().count(), before - 1);
}

#[test]
fn packages_that_nothing_uses_go_after_a_while() {
    let mut server = Server::new();
    let minutes = |server: &mut Server, count: i64| server.now.epoch_ms += count * 60_000;
    let count = |server: &Server| {
        fs::read_dir(server.folder.path().join("packages"))
            .unwrap()
            .count()
    };
    server.function();
    server.ok("PublishVersion", json!({"FunctionName": "f"}));
    let update = |server: &Server, text: &str| {
        server.ok(
            "UpdateFunctionCode",
            json!({"FunctionName": "f", "ZipFile": aws_wire::base64::encode(&zip_of(&[("index.py", text)]))}),
        )
    };
    update(&server, "x = 2");
    update(&server, "x = 3");
    assert_eq!(count(&server), 3);
    // Version 1 still uses the first; the second is used by nothing, but only just.
    minutes(&mut server, 2);
    update(&server, "x = 3");
    minutes(&mut server, 2);
    update(&server, "x = 3");
    assert_eq!(count(&server), 3);
    minutes(&mut server, 40);
    update(&server, "x = 3");
    assert_eq!(count(&server), 2);
    let name = FunctionName::from_arn(&arn("1")).unwrap();
    let first = find(&*server.store, &server.env.packages, &name)
        .unwrap()
        .unwrap();
    assert_eq!(fs::read_to_string(first.code.join("index.py")).unwrap(), "x = 1");
    // One that is used again is not unused any more.
    server.ok("DeleteFunction", json!({"FunctionName": "f"}));
    minutes(&mut server, 2);
    server.function();
    minutes(&mut server, 40);
    server.ok(
        "DeleteLayerVersion",
        json!({"LayerName": "l", "VersionNumber": 9}),
    );
    assert_eq!(count(&server), 1);
}
