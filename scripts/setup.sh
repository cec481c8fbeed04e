#!/usr/bin/env bash
# Makes a bare Debian or Ubuntu machine ready. Safe to run again: what is done is skipped.
#   scripts/setup.sh build   what `make serve` needs: compiler, wasm target, Node.js, npm packages
#   scripts/setup.sh test    that, and two browsers with a Chinese font, rustfmt and clippy
#   scripts/setup.sh office  compiler, LibreOffice without its windows, and poppler, for `make test-office`
set -euo pipefail
cd "$(dirname "$0")/.."
LEVEL=${1:-build}
case $LEVEL in build | test | office) ;; *) echo "usage: scripts/setup.sh [build|test|office]" >&2; exit 2 ;; esac

TARGET=wasm32-unknown-unknown
LINKED=debian-wasm # rustup's name for Debian's compiler
MIN_NODE=18      # what a build needs: Debian 12 and Ubuntu 24.04 have it
TEST_NODE=20     # what the browser driver needs
NEWER_NODE=22.21.1 # fetched for the tests where the machine's own is older

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$@" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command as root, or says which one a person with the right to must run.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif have sudo; then sudo "$@"
  else fail "this step needs root and there is no sudo. As root, run:" "  $*" "then run 'make setup' again."
  fi
}

APT_READ=
apt_lists() {
  have apt-get || fail "no apt-get on this machine; install by hand: $*" "then run 'make setup' again."
  [ "$(id -u)" = 0 ] || have sudo ||
    fail "this step needs root and there is no sudo. As root, run:" "  apt-get update && apt-get install -y $*" "then run 'make setup' again."
  [ -n "$APT_READ" ] || as_root apt-get update -qq ||
    say "apt-get update failed; going on with the lists that are there"
  APT_READ=1
}
apt_has() { apt-cache show --no-all-versions "$1" >/dev/null 2>&1; }
apt_install() {
  apt_lists "$@"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    fail "apt-get could not install: $*" "read its message above, then run 'make setup' again."
}

# --- compiler and wasm target -------------------------------------------------------------------

# Compiles and links a program that uses std: says no to a missing, stale or half-built target.
links() {
  local dir rc=0
  dir=$(mktemp -d)
  echo 'fn main(){println!("{:?}",std::env::args().count())}' >"$dir/t.rs"
  "$@" -o "$dir/t" "$dir/t.rs" >/dev/null 2>&1 || rc=1
  rm -rf "$dir"
  return $rc
}
works() { links "$@" --target "$TARGET"; }

linker() {
  have cc || { say "installing a C linker"; apt_install gcc libc6-dev; }
}

# An ordinary machine: rustup brings the target. Fails at once where its server is out of reach.
target_by_rustup() {
  have rustup || return 1
  say "adding the $TARGET target with rustup"
  timeout 120 rustup target add "$TARGET" >/dev/null 2>&1 && works rustc
}

# Debian's own compiler, made for browsers, with the source of its std.
debian_compiler() {
  say "installing Debian's compiler (rustc-web)"
  apt_install rustc-web cargo-web rust-web-src rust-web-llvm rustfmt-web rust-web-clippy
  # rust-web-llvm's rust-lld is a link to this package's lld, which it does not pull in.
  apt_install "lld-$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')"
}

# Builds std for the target once and lays it beside Debian's compiler, so that no build of ours
# needs an unstable flag. Without embed-bitcode its libraries could not take part in LTO.
debian_std() {
  say "building std for $TARGET once (about half a minute)"
  local dir lib
  dir=$(mktemp -d)
  mkdir "$dir/src"
  : >"$dir/src/lib.rs"
  printf '[package]\nname="empty"\nversion="0.0.0"\nedition="2021"\n[profile.release]\ncodegen-units=1\n' >"$dir/Cargo.toml"
  (
    cd "$dir"
    env -u CARGO_TARGET_DIR -u RUSTUP_TOOLCHAIN PATH="/usr/bin:$PATH" RUSTC=/usr/bin/rustc \
      RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Cembed-bitcode=yes" /usr/bin/cargo build -q --release \
      --target "$TARGET" --target-dir "$dir/t" -Zbuild-std=std,panic_abort,panic_unwind,test,proc_macro
  ) || { rm -rf "$dir"; fail "std for $TARGET did not build" "is the network within reach? then run 'make setup' again."; }
  lib="$(/usr/bin/rustc --print sysroot)/lib/rustlib/$TARGET/lib"
  as_root rm -rf "$lib"
  as_root mkdir -p "$lib"
  find "$dir/t/$TARGET/release" -path '*.rlib' ! -name 'libempty*' -print0 | as_root xargs -0 cp -t "$lib"
  rm -rf "$dir"
  works /usr/bin/rustc || fail "std for $TARGET was built but does not link" "please report this with the output of '/usr/bin/rustc -vV'."
}

target_by_debian() {
  apt_lists rustc-web cargo-web rust-web-src rust-web-llvm
  apt_has rustc-web || return 1
  if ! works /usr/bin/rustc; then debian_compiler; debian_std; fi
  # For this folder only; RUSTUP_TOOLCHAIN and +toolchain still win.
  if have rustup; then
    say "using Debian's compiler in this folder (rustup override)"
    rustup toolchain link "$LINKED" /usr
    rustup override set "$LINKED" >/dev/null 2>&1
  fi
}

# Ubuntu has no rustc-web, but a rustup package.
rustup_by_apt() {
  have rustup && return 1
  apt_has rustup || return 1
  say "installing rustup"
  apt_install rustup
  rustup default stable >/dev/null 2>&1
}

compiler() {
  linker
  if works rustc; then say "compiler ready: $(rustc -V)"; return; fi
  target_by_rustup || target_by_debian || { rustup_by_apt && target_by_rustup; } ||
    fail "no compiler with the $TARGET target." \
      "Install rustup (the Rust project's installer), run 'rustup target add $TARGET', then 'make setup' again."
  works rustc || fail "rustc cannot build for $TARGET${RUSTUP_TOOLCHAIN:+ (RUSTUP_TOOLCHAIN is set: unset it)}"
  say "compiler ready: $(rustc -V)"
}

lints() {
  if cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1; then return; fi
  say "installing rustfmt and clippy"
  rustup component add rustfmt clippy >/dev/null 2>&1 || apt_install rustfmt-web rust-web-clippy
}

# --- Node.js and its packages -------------------------------------------------------------------

node_version() { node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0; }

node_js() {
  if ! have node || ! have npm; then
    say "installing Node.js and npm"
    have node && apt_install npm || apt_install nodejs npm
  fi
  [ "$(node_version)" -ge $MIN_NODE ] ||
    fail "Node.js $(node -v) is too old: version $MIN_NODE or newer is needed." \
      "Install a newer Node.js, then run 'make setup' again."
}

# Beside the machine's own Node.js, and only for this project's tests: scripts/node finds it.
newer_node() {
  [ "$(node_version)" -lt $TEST_NODE ] || return 0
  if [ "$(scripts/node -v)" = "v$NEWER_NODE" ]; then say "Node.js for the tests ready: $NEWER_NODE"; return; fi
  say "installing Node.js $NEWER_NODE for the tests (the machine has $(node -v))"
  npm install --prefix .node --no-audit --no-fund --loglevel=error "node@$NEWER_NODE" >/dev/null &&
    [ "$(scripts/node -v)" = "v$NEWER_NODE" ] ||
    fail "npm could not install Node.js $NEWER_NODE." "Install Node.js $TEST_NODE or newer, then run 'make setup' again."
}

# wasm-opt and esbuild for a build; Playwright, Puppeteer (Firefox) and axe for the tests. Versions: package-lock.json.
npm_packages() {
  local stamp=node_modules/.gongkai want
  want="$(sha256sum package.json package-lock.json | sha256sum | cut -c1-16)"
  if grep -qsx -e "$want $LEVEL" -e "$want test" "$stamp"; then say "npm packages ready"; return; fi
  say "installing npm packages"
  local omit=()
  [ "$LEVEL" = test ] || omit=(--omit=dev)
  npm ci --no-audit --no-fund --loglevel=error "${omit[@]}" >/dev/null ||
    fail "npm could not install the packages of package-lock.json" "is the npm registry within reach? then run 'make setup' again."
  echo "$want $LEVEL" >"$stamp"
}

# --- browsers for the tests ---------------------------------------------------------------------

# Ubuntu has no firefox-esr: there the tests that want a second engine say that they did not run.
browsers() {
  local missing=()
  have chromium || missing+=(chromium)
  if ! have firefox-esr; then apt_lists firefox-esr; if apt_has firefox-esr; then missing+=(firefox-esr); fi; fi
  fc-list :lang=zh-cn 2>/dev/null | grep -q . || missing+=(fontconfig fonts-noto-cjk)
  [ ${#missing[@]} -gt 0 ] || { say "browsers ready: $(chromium --version 2>/dev/null | head -1), $(firefox-esr --version 2>/dev/null || echo 'no Firefox')"; return; }
  say "installing ${missing[*]}"
  apt_install "${missing[@]}"
}

# --- LibreOffice for the tests of exports -------------------------------------------------------

office() {
  local missing=()
  have soffice || missing+=(libreoffice-writer-nogui libreoffice-calc-nogui)
  have pdftotext || missing+=(poppler-utils)
  fc-list :lang=zh-cn 2>/dev/null | grep -q . || missing+=(fontconfig fonts-noto-cjk)
  [ ${#missing[@]} -gt 0 ] || { say "LibreOffice ready: $(soffice --version 2>/dev/null | head -1)"; return; }
  say "installing ${missing[*]}"
  apt_install "${missing[@]}"
}

if [ "$LEVEL" = office ]; then compiler; office; say "ready ($LEVEL)"; exit; fi
compiler
node_js
npm_packages
if [ "$LEVEL" = test ]; then newer_node; lints; browsers; fi
say "ready ($LEVEL)"
