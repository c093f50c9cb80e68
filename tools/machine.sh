#!/usr/bin/env bash
# Install what the tests drive and Python cannot bring: Chromium, LibreOffice Calc, a Chinese font.
set -euo pipefail
wanted=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || wanted+=(chromium)
command -v soffice >/dev/null || wanted+=(libreoffice-calc-nogui)
command -v fc-list >/dev/null && fc-list :lang=zh | grep -q . || wanted+=(fontconfig fonts-noto-cjk)
[ ${#wanted[@]} -eq 0 ] && exit 0

if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
  run=(); [ "$(id -u)" = 0 ] || run=(sudo -n)
  echo "Installing for the tests: ${wanted[*]}"
  "${run[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${run[@]}" apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
elif [ -n "${CI:-}" ]; then
  echo "Missing and not installable here: ${wanted[*]}" >&2
  exit 1
else
  echo "Not found: ${wanted[*]}. The tests that need them are skipped; install them to run all." >&2
fi
