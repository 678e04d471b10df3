#!/bin/sh
# Makes sure that Swift and the system libraries Campo links are here. Installs the libraries with apt where that
# is allowed (root, or sudo without a password); otherwise says in one line what to install, and stops.
set -eu

# What the compiler asks pkg-config for, and the Debian packages that answer.
modules="sqlite3 libcurl libzip libxml-2.0 zlib"
packages="pkg-config libsqlite3-dev libcurl4-openssl-dev libzip-dev libxml2-dev zlib1g-dev"
swift_major=6
swift_minor=2

say() { printf '%s\n' "$1" "$2" >&2; }

require_swift() {
  if ! command -v swift >/dev/null 2>&1; then
    say "Falta Swift $swift_major.$swift_minor o posterior: instálelo desde https://swift.org/install y repita." \
      "Swift $swift_major.$swift_minor or later is missing: install it from https://swift.org/install and repeat."
    exit 1
  fi
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
  major=${version%%.*}
  minor=${version##*.}
  if [ -z "$version" ] || [ "$major" -lt "$swift_major" ] ||
    { [ "$major" -eq "$swift_major" ] && [ "$minor" -lt "$swift_minor" ]; }; then
    say "Este Swift es ${version:-desconocido}; Campo necesita $swift_major.$swift_minor o posterior: https://swift.org/install" \
      "This Swift is ${version:-unknown}; Campo needs $swift_major.$swift_minor or later: https://swift.org/install"
    exit 1
  fi
}

libraries_present() {
  # shellcheck disable=SC2086  # one word a module
  command -v pkg-config >/dev/null 2>&1 && pkg-config --exists $modules
}

install_libraries() {
  command -v apt-get >/dev/null 2>&1 || return 1
  as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null || return 1
    as_root="sudo -n"
  fi
  say "Instalando bibliotecas del sistema: $packages" "Installing system libraries: $packages"
  # shellcheck disable=SC2086  # several words on purpose
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update </dev/null >/dev/null &&
    $as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get -qq install -y --no-install-recommends $packages </dev/null >/dev/null
}

require_swift
libraries_present && exit 0
install_libraries || true
libraries_present && exit 0
say "Faltan bibliotecas del sistema. En Debian o Ubuntu: sudo apt-get install $packages" \
  "System libraries are missing. On Debian or Ubuntu: sudo apt-get install $packages"
say "En otro sistema, las que pkg-config llama: $modules" \
  "On another system, those that pkg-config calls: $modules"
exit 1
