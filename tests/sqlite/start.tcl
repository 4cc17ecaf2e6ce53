# SPDX-License-Identifier: GPL-3.0-or-later
#
# testfixture start.tcl TEST.test ARGUMENTS: before the test and when it ends, in its own process, what
# a database and its -wal look like on disk, and which VFS opened them.

rename exit exit_now

proc read_raw {path} {
  set file [open $path rb]
  set bytes [read $file]
  close $file
  return $bytes
}

proc prove {} {
  set marker "a marker that nobody else writes"
  set folder [pwd]

  file delete proof.db proof.db-wal proof.db-shm
  sqlite3 proof [file join $folder proof.db]
  proof eval "CREATE TABLE t(x)"
  proof eval "PRAGMA wal_checkpoint"
  proof eval "INSERT INTO t VALUES('$marker')"
  set bytes "[read_raw proof.db][read_raw proof.db-wal]"
  set open 0
  foreach word [list "SQLite format 3" $marker "CREATE TABLE"] {
    incr open [expr {[string first $word $bytes] >= 0}]
  }
  puts "\nproof: [file_control_vfsname proof] [proof one {SELECT x = 'a marker that nobody else writes' FROM t}]\
    [string length $bytes] $open"
  proof close
  file delete proof.db proof.db-wal proof.db-shm
}

proc exit {args} {
  cd $::start_folder
  if {[catch prove message]} { puts "\nproof: $message" }
  exit_now {*}$args
}

# The tests do sums with the length of a -wal. Sealed, that is 4096 bytes for the header and for each
# frame; they are told what SQLite is told by the VFS.
proc tell_size {path} {
  set size [::tcl::file::size $path]
  if {![string match *-wal $path]} { return $size }
  if {$size < 4096} { return 0 }
  return [expr {32 + ($size / 4096 - 1) * 4120}]
}

if {![info exists env(HAMROZ_FIXTURE_PLAIN)]} {
  set map [namespace ensemble configure file -map]
  namespace ensemble configure file -map [dict replace $map size tell_size]
}

set start_folder [pwd]
prove
set argv0 [lindex $argv 0]
set argv [lrange $argv 1 end]
source $argv0
