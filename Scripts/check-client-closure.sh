#!/bin/sh
# Fails where building the product `campo` would compile a server target: by the package's own description always,
# and by what the compiler left behind when the caller names the build folder of a build of `campo` alone.
# Usage: check-client-closure.sh [BUILD_FOLDER]
set -eu

# Each module whose code belongs to the server only.
server_modules="App SyncService Hummingbird HummingbirdCore NIOCore NIOPosix NIOHTTP1 NIOSSL NIOHTTP2"
failed=0

# A target's block ends with its "type"; `product_memberships` already follows dependencies to the end.
members=$(swift package describe --type json | awk '
  /"name" :/ { split($0, part, "\""); name = part[4] }
  /"product_dependencies" : \[/ { list = "uses" }
  /"product_memberships" : \[/ { list = "in" }
  /\]/ { list = "" }
  list == "uses" && /^ *"[^"]*",?$/ { split($0, part, "\""); uses = uses " " part[2] }
  list == "in" && /^ *"campo",?$/ { member = 1 }
  /^      "type" :/ { if (member) print name uses; member = 0; uses = "" }
')
if [ -z "$members" ]; then
  echo "check-client-closure: the package describes no product campo" >&2
  exit 1
fi
for module in $server_modules; do
  if printf '%s\n' "$members" | tr ' ' '\n' | grep -qx "$module"; then
    echo "check-client-closure: campo depends on $module" >&2
    failed=1
  fi
  # Planning a build makes every target's folder; only compiling puts an object there.
  if [ $# -gt 0 ] && find "$1/$module.build" -name '*.o' 2>/dev/null | grep -q .; then
    echo "check-client-closure: building campo compiled $module ($1/$module.build)" >&2
    failed=1
  fi
done
[ "$failed" -eq 0 ] || exit 1
echo "check-client-closure: campo compiles no server target$([ $# -eq 0 ] || echo " ($1)")"
