//! What every backend must do: one suite, run on each.
//!
//! [`store_suite!`] makes a test of every case for a function that opens an empty store.

mod backups;
mod feed;
mod reading;
mod writing;

pub(crate) use backups::*;
pub(crate) use feed::*;
pub(crate) use reading::*;
pub(crate) use writing::*;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Document, Expected, Key, Revision, Store, StoreError, Transaction, Write};

/// An empty store, and what must live as long as it.
pub(crate) struct Fixture {
    pub(crate) store: Arc<dyn Store>,
    /// For files of the test; removed with it.
    pub(crate) folder: Folder,
    /// Opens the same store a second time, where that is possible.
    pub(crate) again: Option<Box<dyn Fn() -> Arc<dyn Store> + Sync>>,
}

impl Fixture {
    pub(crate) fn open_again(&self) -> Option<Arc<dyn Store>> {
        self.again.as_ref().map(|open| open())
    }
}

/// A folder of its own for a test, removed when dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("store-test-{}-{number}", std::process::id()));
        std::fs::create_dir(&path).unwrap();
        Folder(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn api(id: &str) -> Key {
    Key::new("111122223333", "eu-central-1", "rest-api", id)
}

pub(crate) fn put(key: &Key, body: &str) -> Write {
    put_below(key, "", body)
}

pub(crate) fn put_below(key: &Key, parent: &str, body: &str) -> Write {
    Write::Put {
        key: key.clone(),
        parent: parent.to_owned(),
        body: body.to_owned(),
    }
}

pub(crate) fn delete(key: &Key) -> Write {
    Write::Delete { key: key.clone() }
}

pub(crate) fn write(store: &dyn Store, writes: Vec<Write>) -> Revision {
    store
        .commit(&Transaction {
            checks: Vec::new(),
            writes,
        })
        .unwrap()
}

pub(crate) fn commit(
    store: &dyn Store,
    checks: Vec<(Key, Expected)>,
    writes: Vec<Write>,
) -> Result<Revision, StoreError> {
    store.commit(&Transaction { checks, writes })
}

pub(crate) fn body(store: &dyn Store, key: &Key) -> Option<String> {
    store.get(key).unwrap().map(|document| document.body)
}

/// Every document of a kind, read in pages of a few.
pub(crate) fn everything(store: &dyn Store, kind: &str) -> Vec<Document> {
    let mut all: Vec<Document> = Vec::new();
    loop {
        let page = store
            .scan(kind, all.last().map(|document| &document.key), 7)
            .unwrap();
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

/// Makes tests of all cases. The argument opens an empty store: `fn() -> Fixture`.
macro_rules! store_suite {
    ($open:path) => {
        store_suite!($open:
            a_new_store_is_empty,
            a_document_is_read_as_it_was_written,
            lists_are_in_byte_order_and_in_pages,
            lists_are_of_one_account_region_kind_and_parent,
            scans_go_over_all_accounts_and_regions,
            what_cannot_be_stored_is_not_found_either,
            thirty_thousand_documents_are_scanned_within_a_second,
            single_documents_are_found_quickly_among_many,
            revisions_ascend_by_transaction,
            a_transaction_happens_whole_or_not_at_all,
            checks_hold_or_nothing_is_written,
            checks_alone_write_nothing,
            the_last_write_of_a_key_holds,
            what_cannot_be_stored_is_refused,
            writers_at_once_lose_no_update,
            the_feed_tells_each_key_once_with_its_newest_change,
            deleting_nothing_is_no_change,
            a_page_of_the_feed_ends_with_a_whole_transaction,
            who_follows_the_feed_has_what_the_store_has,
            waiting_ends_with_a_transaction_or_the_time,
            waiting_sees_what_another_opening_writes,
            a_backup_restores_everything,
            a_backup_is_of_one_moment_while_writers_go_on,
            a_restore_replaces_only_with_leave,
            a_restore_starts_the_feed_anew,
            a_backup_replaces_no_file,
            a_bad_backup_is_refused_and_changes_nothing,
        );
    };
    ($open:path: $($case:ident),* $(,)?) => {
        $(#[test]
        fn $case() {
            suite::$case(&$open());
        })*
    };
}
