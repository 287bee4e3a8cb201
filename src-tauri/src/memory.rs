//! The memory of the process, which holds the key of the club and what is on screen.

/// What is freed is wiped. The key is text for a moment at each opening, in strings of libraries that
/// would else lie in memory until something else is written there.
#[global_allocator]
static WIPED: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// Keeps the memory from other programs of the same person, and from the disk: a crash would else
/// write all of it into a file.
pub(crate) fn keep_to_ourselves() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, Resource, Rlimit};

        let none = Rlimit { current: Some(0), maximum: Some(0) };
        let kept = rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable)
            .and_then(|()| rustix::process::setrlimit(Resource::Core, none));
        if let Err(error) = kept {
            eprintln!("cercle: a crash may write memory to the disk: {error}");
        }
    }
}
