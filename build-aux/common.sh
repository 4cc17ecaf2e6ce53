# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# What run, test and check share. Sourced from the top of the tree.

# Debian's own tools first: a Python or a Meson from elsewhere lacks Debian's modules.
PATH=/usr/sbin:/usr/bin:/sbin:/bin:$PATH
# A minimal Debian has no locale but C, in which nothing is ever translated.
LC_ALL=C.UTF-8
LANG=C.UTF-8
export PATH LC_ALL LANG
unset LANGUAGE

top=$(pwd)

say ()
{
  printf '%s\n' "$*"
}

fail ()
{
  printf '%s\n' "$*" >&2
  exit 1
}

# packages_of SECTION...: the packages of these sections of build-aux/packages
packages_of ()
{
  for section in "$@"; do
    awk -v section="[$section]" '
      /^\[/ { inside = ($0 == section); next }
      inside && NF && !/^#/ { print $1 }' build-aux/packages
  done
}

# missing_packages SECTION...: those of them that this Debian does not have
missing_packages ()
{
  for package in $(packages_of "$@"); do
    status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2> /dev/null) || status=
    [ "$status" = installed ] || printf ' %s' "$package"
  done
}

# install_packages SECTION...: apt is called only for what is missing; the second time neither
# the network nor a password is needed
install_packages ()
{
  if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null; then
    say "This is not Debian. Hamroz needs what these Debian packages hold:"
    packages_of "$@" | sed 's/^/  /'
    say "Going on with what is there."
    return 0
  fi

  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0

  say "Installing with apt:$missing"
  root=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo > /dev/null ||
      fail "Neither root nor sudo: ask somebody to install the packages named above."
    root=sudo
  fi

  # shellcheck disable=SC2086 # lists of words
  if ! install_with_apt "$root" $missing; then
    fail "apt could not install what is missing; its words stand above."
  fi
}

# install_with_apt ROOT PACKAGE...
install_with_apt ()
{
  root=$1
  shift

  # The lists may be absent (a bare system) or years old.
  $root env DEBIAN_FRONTEND=noninteractive apt-get -qq update < /dev/null &&
  $root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
    -o Dpkg::Use-Pty=0 install "$@" < /dev/null > /dev/null
}

# build_into FOLDER [MESON-OPTION...]: configures once, builds what has changed
build_into ()
{
  folder=$1
  shift

  if [ ! -f "$folder/meson-private/coredata.dat" ] || [ ! -f "$folder/build.ninja" ]; then
    say "Configuring $folder"
    mkdir -p "$folder"
    meson setup "$@" "$folder" . > "$folder/configure.log" 2>&1 || {
      cat "$folder/configure.log"
      fail "Could not configure $folder."
    }
  fi

  say "Building $folder"
  ninja -C "$folder" > "$folder/build.log" 2>&1 || {
    tail -n 60 "$folder/build.log"
    fail "Does not build; the whole log is in $folder/build.log."
  }
  if grep -E 'warning: ' "$folder/build.log"; then
    say "The build warns, see above."
  fi
}
