#!/usr/bin/env bash
# A private Asterisk 22 for the tests: Debian packages unpacked into a folder of their own, run in a chroot, bound to
# 127.0.0.1, gone without a trace. Nothing is installed on the machine.
#
#   asterisk.sh check          exits 0 when this machine can run it, else says why and exits 3
#   asterisk.sh unpack         downloads and unpacks it (about 80 MB, once)
#   asterisk.sh start NAME     starts an instance; ports from SIP_PORT, RTP_START, RTP_END, AS_PORT and AMI_PORT; the
#                              folder whose files stand for those of config/asterisk from SHIPPED
#   asterisk.sh cli NAME CMD   runs a command on its console
#   asterisk.sh stop NAME      stops it
#
# RAMAL_ASTERISK_HOME   where it lives; default ~/.cache/ramal-asterisk
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=${RAMAL_ASTERISK_HOME:-${HOME:-/root}/.cache/ramal-asterisk}
root=$home/root
suite=forky
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
# hard dependencies of Debian's packaging that the programs themselves do without
unwanted='^(perl.*|libperl.*|libgdbm.*|python3.*|libpython3.*|gpg.*|gnupg.*|dirmngr|pinentry.*|adduser|passwd|systemd|systemd-.*|dbus.*|libsystemd-shared|libpam.*|mount|login.*|init-system-helpers|libfdisk1|libcryptsetup.*|kmod|apparmor|tzdata|media-types|mailcap|debconf|dpkg|tar|bsdutils|util-linux|asterisk-config)$'

die() { echo "asterisk.sh: $*" >&2; exit 1; }
cannot() { echo "$*"; exit 3; }

check() {
  [ "$(id -u)" = 0 ] || cannot "a private Asterisk needs root (chroot and device nodes)"
  [ "$(uname -m)" = x86_64 ] || cannot "a private Asterisk is only known to work on x86_64"
  local tool
  for tool in apt-get dpkg-deb chroot tar; do
    command -v "$tool" >/dev/null || cannot "a private Asterisk is made of Debian packages, and $tool is not here"
  done
  [ -r "$keyring" ] || cannot "a private Asterisk needs $keyring (apt-get install debian-archive-keyring)"
  [ -x "$root/usr/sbin/asterisk" ] || [ -n "$(mirror)" ] || cannot "no Debian mirror is configured on this machine"
}

mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep '/debian/$' | head -n 1 || true
}

# apt with a state of its own: it believes that nothing is installed, so it fetches every library
apt_config() {
  local apt=$1
  mkdir -p "$apt"/{lists/partial,archives/partial,etc,log}
  : > "$apt/status"
  : > "$apt/extended_states"
  echo "deb [arch=amd64 signed-by=$keyring] $(mirror) $suite main" > "$apt/etc/sources.list"
  cat > "$apt/apt.conf" <<CONF
Dir::State "$apt";
Dir::State::lists "$apt/lists";
Dir::State::status "$apt/status";
Dir::State::extended_states "$apt/extended_states";
Dir::Cache "$apt";
Dir::Cache::archives "$apt/archives";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
Dir::Etc "$apt/etc";
Dir::Etc::sourcelist "$apt/etc/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::Etc::parts "/dev/null";
Dir::Log "$apt/log";
APT::Architecture "amd64";
APT::Architectures { "amd64"; };
APT::Install-Recommends "false";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "3";
Acquire::Check-Valid-Until "false";
Acquire::Check-Date "false";
Debug::NoLocking "true";
CONF
}

unpack() {
  [ -e "$home/complete" ] && { echo "asterisk is unpacked in $root"; return; }
  local apt=$home/apt-$suite deb name
  mkdir -p "$home"
  apt_config "$apt"
  export APT_CONFIG="$apt/apt.conf"
  echo "downloading asterisk (about 80 MB) ..."
  apt-get -q -o APT::Update::Error-Mode=any update >"$apt/log/update" 2>&1 || die "apt-get update failed, see $apt/log/update"
  apt-get -q -y --download-only --no-install-recommends install libc-bin dash coreutils asterisk \
    >"$apt/log/download" 2>&1 || die "the download failed, see $apt/log/download"
  mkdir -p "$root"/usr/{bin,sbin,lib,lib64} "$root"/{etc,dev,proc,tmp,var,run,root}
  for name in bin sbin lib lib64; do [ -e "$root/$name" ] || ln -s "usr/$name" "$root/$name"; done
  for deb in "$apt"/archives/*.deb; do
    name=$(basename "$deb")
    [[ ${name%%_*} =~ $unwanted ]] && continue
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$root" --keep-directory-symlink \
      --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*'
  done
  [ -e "$root/bin/sh" ] || ln -s dash "$root/usr/bin/sh"
  printf 'root:x:0:0:root:/root:/bin/sh\n' > "$root/etc/passwd"
  printf 'root:x:0:\n' > "$root/etc/group"
  # names Asterisk looks up at every call
  printf '127.0.0.1 localhost %s A.ROOT-SERVERS.NET\n' "$(hostname)" > "$root/etc/hosts"
  printf 'passwd: files\ngroup: files\nhosts: files\n' > "$root/etc/nsswitch.conf"
  : > "$root/etc/resolv.conf"
  mkdir -p "$root/var/lib/asterisk"
  local node
  for node in "null 1 3" "zero 1 5" "random 1 8" "urandom 1 9"; do
    # shellcheck disable=SC2086
    set -- $node
    [ -e "$root/dev/$1" ] || mknod -m 666 "$root/dev/$1" c "$2" "$3"
  done
  chmod 1777 "$root/tmp"
  chroot "$root" /usr/sbin/ldconfig
  chroot "$root" /usr/sbin/asterisk -V || die "the unpacked Asterisk does not run"
  touch "$home/complete"
}

console() { chroot "$root" /usr/sbin/asterisk -C "/inst/$1/etc/asterisk.conf" -rx "$2" 2>/dev/null; }

# now and then the console's client is cut off before it has asked (SIGPIPE): it asks anew
patient_console() {
  local i code=0
  for ((i = 0; i < 5; i++)); do
    console "$@" && return || code=$?
    [ "$code" -eq 141 ] || break
  done
  return "$code"
}

start() {
  local name=$1 inst=$root/inst/$1 f i answer pid
  : "${SIP_PORT:?}" "${RTP_START:?}" "${RTP_END:?}" "${AS_PORT:?}" "${AMI_PORT:?}"
  rm -rf "$inst"
  mkdir -p "$inst"/{etc,run,log,spool,lib/keys,sounds}
  for f in "$here"/etc/*.conf; do
    sed -e "s#@NAME@#$name#g" -e "s#@SIP_PORT@#$SIP_PORT#g" -e "s#@RTP_START@#$RTP_START#g" \
      -e "s#@RTP_END@#$RTP_END#g" -e "s#@AS_PORT@#$AS_PORT#g" -e "s#@AMI_PORT@#$AMI_PORT#g" \
      "$f" > "$inst/etc/$(basename "$f")"
  done
  for f in extensions pjsip manager; do
    cp "${SHIPPED:-$here/../../config/asterisk}/${f}_ramal.conf" "$inst/etc/"
  done
  chroot "$root" /usr/bin/env -i PATH=/usr/bin:/usr/sbin HOME=/root LANG=C.UTF-8 TERM=dumb \
    /usr/sbin/asterisk -f -C "/inst/$name/etc/asterisk.conf" </dev/null >"$inst/log/stdout" 2>&1 &
  pid=$!
  echo "$pid" > "$inst/run/launched.pid"
  for ((i = 0; i < 300; i++)); do
    kill -0 "$pid" 2>/dev/null || { tail -n 20 "$inst/log/stdout" >&2; die "Asterisk died while starting"; }
    answer=$(console "$name" 'core waitfullybooted' || true)
    if [[ $answer == *'fully booted'* ]]; then
      for f in app_audiosocket chan_pjsip func_uuid func_curl; do
        answer=$(console "$name" "module show like $f.so" || true)
        [[ $answer == *Running* ]] || die "module $f does not run, see $inst/log"
      done
      echo "asterisk $name is up, SIP on 127.0.0.1:$SIP_PORT"
      return
    fi
    sleep 0.1
  done
  die "Asterisk is not up after 30 s, see $inst/log"
}

stop() {
  local inst=$root/inst/$1 pid i
  pid=$(cat "$inst/run/launched.pid" 2>/dev/null) || return 0
  [ "$(readlink -f "/proc/$pid/root" 2>/dev/null)" = "$(readlink -f "$root")" ] || return 0
  kill -TERM "$pid"
  for ((i = 0; i < 50; i++)); do kill -0 "$pid" 2>/dev/null || return 0; sleep 0.1; done
  kill -KILL "$pid"
}

case ${1:-} in
  check) check ;;
  unpack) check; unpack ;;
  start) start "${2:?instance name}" ;;
  cli) patient_console "${2:?instance name}" "${3:?command}" ;;
  stop) stop "${2:?instance name}" ;;
  *) sed -n '2,13s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; [ "${1:-}" = --help ] || exit 2 ;;
esac
