//! What a page loads after the form is usable: the second WebAssembly file.
//!
//! A build cuts the program in two: all code and data that only the functions of [`later!`] reach goes into the second
//! file, which lies over the memory of the first and is loaded as soon as the form stands.
//! Calling a later function before [`arrive`] would end the instance, so each does nothing until then; the element waits
//! for it before it hands over a file. Without the feature `cut`, and natively, both are one.

use std::sync::atomic::{AtomicBool, Ordering};

static HERE: AtomicBool = AtomicBool::new(cfg!(not(all(target_family = "wasm", feature = "cut"))));

/// The second file is there.
pub fn arrive() {
    HERE.store(true, Ordering::Relaxed);
}

/// Whether the second file is there.
pub fn is_here() -> bool {
    HERE.load(Ordering::Relaxed)
}

/// A function that runs in the second file, of every tag or of those named before it: `[feature = "form"]`. Before
/// that has come it does nothing. The number makes the call and its target a pair: the two names are what the cut
/// looks for.
macro_rules! later {
    ($number:literal, $($function:tt)*) => {
        $crate::later::later! { [] $number, $($function)* }
    };
    ([$($tag:tt)*] $number:literal, fn $name:ident($($arg:ident: $type:ty),*) $body:block) => {
        fn $name($($arg: $type),*) {
            #[cfg(all(target_family = "wasm", feature = "cut", $($tag)*))]
            use far::call;
            #[cfg(not(all(target_family = "wasm", feature = "cut", $($tag)*)))]
            use near as call;

            #[cfg(all(target_family = "wasm", feature = "cut", $($tag)*))]
            mod far {
                #[allow(unused_imports)]
                use super::*;
                #[link(wasm_import_module = "__wasm_split_placeholder__")]
                #[allow(improper_ctypes, reason = "both ends are Rust of one build")]
                unsafe extern "C" {
                    #[link_name = concat!("__wasm_split_00later00_import_000000000000000000000000000000", $number)]
                    pub(super) safe fn call($($arg: $type),*);
                }
            }

            #[cfg_attr(
                all(target_family = "wasm", feature = "cut", $($tag)*),
                unsafe(export_name = concat!("__wasm_split_00later00_export_000000000000000000000000000000", $number))
            )]
            #[allow(improper_ctypes_definitions, reason = "both ends are Rust of one build")]
            extern "C" fn near($($arg: $type),*) $body

            #[cfg(all(target_family = "wasm", feature = "cut", $($tag)*))]
            if !$crate::later::is_here() {
                return;
            }
            call($($arg),*);
        }
    };
}

pub(crate) use later;
