// A layer between a program and the C library, for tests: it numbers the calls that change files
// under one folder, and at a chosen one ends the process, fails, or cuts the power.
//
//   CAMPO_CRASH_ROOT  the folder; calls on other files pass untouched
//   CAMPO_CRASH_LOG   a file that gets one letter a numbered call:
//                     W write, S sync, T truncate, C create, N rename, link, unlink, mkdir
//   CAMPO_CRASH_AT    the call to act at, from 1; 0 for none
//   CAMPO_CRASH_HOW   kill     the process ends before the call
//                     cut      the same, and everything that was not synced is gone
//                     torn     the same, and of what was not synced some 512-byte sectors stay
//                     eio      the call fails with EIO
//                     enospc   this call and the next CAMPO_CRASH_FOR (0: all) fail with ENOSPC
//                     unsynced the sync fails with EIO and what it was to sync is gone, as after a
//                              failed write-back
//   CAMPO_CRASH_SEED  for torn
//
// What is synced: the bytes of a file by fsync or fdatasync of it; names (created, renamed, linked,
// unlinked) by fsync of their folder, as POSIX promises and no more. The shared-memory index of
// SQLite's log (-shm) is memory and not followed.
//
// An undo list per file: before each write the bytes that it replaces are kept; a sync forgets them;
// a cut puts them back, last first. "torn" then does some of the writes again, sector by sector.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum how { NONE, KILL, CUT, TORN, EIO_ONCE, ENOSPC_FOR, UNSYNCED };

struct change {  // of a file's bytes
  struct change *before;
  off_t offset, old_size;
  size_t old_length, new_length;
  unsigned char *old_bytes, *new_bytes;  // new_bytes is NULL for a truncation
};

struct file {
  struct file *next;
  dev_t device;
  ino_t inode;
  int descriptor;  // ours, never closed: closing would drop the process's locks on the file
  struct change *last;
};

struct name {  // a change of names
  struct name *before;
  char folder[PATH_MAX], path[PATH_MAX], other[PATH_MAX];  // other: the old name, or a kept copy
  int kind;  // 'C' created (or linked, or a folder), 'R' renamed, 'U' unlinked
};

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char root[PATH_MAX];
static size_t root_length;
static int log_descriptor = -1;
static long act_at, calls, failing_for;
static enum how how;
static uint64_t seed;
static struct file *files;
static struct name *names;
static int kept_names;

static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_rename)(const char *, const char *);
static int (*real_link)(const char *, const char *);
static int (*real_unlink)(const char *);
static int (*real_mkdir)(const char *, mode_t);

static const char *setting(const char *name) {
  const char *value = getenv(name);
  return value ? value : "";
}

__attribute__((constructor)) static void begin(void) {
  real_open = dlsym(RTLD_NEXT, "open");
  real_openat = dlsym(RTLD_NEXT, "openat");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
  real_rename = dlsym(RTLD_NEXT, "rename");
  real_link = dlsym(RTLD_NEXT, "link");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_mkdir = dlsym(RTLD_NEXT, "mkdir");
  if (!realpath(setting("CAMPO_CRASH_ROOT"), root)) root[0] = 0;
  root_length = strlen(root);
  act_at = atol(setting("CAMPO_CRASH_AT"));
  failing_for = atol(setting("CAMPO_CRASH_FOR"));
  seed = strtoull(setting("CAMPO_CRASH_SEED"), NULL, 10) * 2 + 1;
  const char *words[] = {"", "kill", "cut", "torn", "eio", "enospc", "unsynced"};
  for (int i = 1; i <= UNSYNCED; i++)
    if (!strcmp(setting("CAMPO_CRASH_HOW"), words[i])) how = (enum how)i;
  const char *log = setting("CAMPO_CRASH_LOG");
  if (*log) log_descriptor = real_open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

static uint64_t chance(void) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return seed >> 33;
}

static int is_inside(const char *path) {
  if (!root_length || strncmp(path, root, root_length) || path[root_length] != '/') return 0;
  size_t length = strlen(path);
  return length < 4 || strcmp(path + length - 4, "-shm");
}

/// An absolute path without links in its folder; 0 where it is not ours.
static int find(const char *path, char *found) {
  char folder[PATH_MAX], whole[PATH_MAX];
  if (!root_length || strlen(path) >= PATH_MAX) return 0;
  strcpy(folder, path);
  char *slash = strrchr(folder, '/');
  const char *last = slash ? path + (slash - folder) + 1 : path;
  if (slash) *(slash == folder ? slash + 1 : slash) = 0;
  if (!realpath(slash ? folder : ".", whole)) return 0;
  if (strlen(whole) + strlen(last) + 2 > PATH_MAX) return 0;
  strcpy(found, whole);
  strcat(found, "/");
  strcat(found, last);
  return is_inside(found);
}

static int path_of(int descriptor, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return 1;
}

/// The file behind a descriptor; NULL where it is none of ours.
static struct file *file_of(int descriptor) {
  char path[PATH_MAX], link[64];
  struct stat info;
  if (!root_length || fstat(descriptor, &info) || !S_ISREG(info.st_mode)) return NULL;
  if (!path_of(descriptor, path) || !is_inside(path)) return NULL;
  for (struct file *file = files; file; file = file->next)
    if (file->device == info.st_dev && file->inode == info.st_ino) return file;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  struct file *file = calloc(1, sizeof *file);
  file->device = info.st_dev;
  file->inode = info.st_ino;
  file->descriptor = real_open(link, O_RDWR | O_CLOEXEC);
  file->next = files;
  files = file;
  return file;
}

static void forget(struct file *file) {
  while (file->last) {
    struct change *change = file->last;
    file->last = change->before;
    free(change->old_bytes);
    free(change->new_bytes);
    free(change);
  }
}

static void put(int descriptor, const unsigned char *bytes, size_t length, off_t offset) {
  while (length > 0) {
    ssize_t count = real_pwrite(descriptor, bytes, length, offset);
    if (count <= 0) return;
    bytes += count;
    length -= count;
    offset += count;
  }
}

static struct change *turned(struct change *last) {
  struct change *first = NULL;
  while (last) {
    struct change *before = last->before;
    last->before = first;
    first = last;
    last = before;
  }
  return first;
}

static void undo(struct file *file, int keeps_some) {
  for (struct change *change = file->last; change; change = change->before) {
    put(file->descriptor, change->old_bytes, change->old_length, change->offset);
    real_ftruncate(file->descriptor, change->old_size);
  }
  if (keeps_some) {
    for (struct change *change = turned(file->last); change; change = change->before)
      for (size_t at = 0; change->new_bytes && at < change->new_length; at += 512)
        if (chance() & 1) {
          size_t left = change->new_length - at;
          put(file->descriptor, change->new_bytes + at, left < 512 ? left : 512,
              change->offset + (off_t)at);
        }
    file->last = NULL;
    return;
  }
  forget(file);
}

static void undo_name(struct name *name) {
  struct stat info;
  switch (name->kind) {
    case 'C':
      if (!stat(name->path, &info) && S_ISDIR(info.st_mode)) rmdir(name->path);
      else real_unlink(name->path);
      break;
    case 'U': real_rename(name->other, name->path); break;
    case 'R': real_rename(name->path, name->other); break;
  }
}

static void cut(int keeps_some) {
  int keeps_names = keeps_some && (chance() & 1);
  for (struct file *file = files; file; file = file->next) undo(file, keeps_some);
  for (struct name *name = names; name && !keeps_names; name = name->before) undo_name(name);
}

/// Numbers a call and acts where it is the chosen one. Returns the error to fail with, or 0.
static int meet(char letter) {
  calls++;
  if (log_descriptor >= 0) syscall(SYS_write, log_descriptor, &letter, 1);
  if (!act_at || calls < act_at) return 0;
  if (how == ENOSPC_FOR)
    return letter != 'S' && (failing_for == 0 || calls < act_at + failing_for) ? ENOSPC : 0;
  if (calls != act_at) return 0;
  switch (how) {
    case CUT: cut(0); break;
    case TORN: cut(1); break;
    case KILL: break;
    case EIO_ONCE:
    case UNSYNCED: return EIO;
    default: return 0;
  }
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static void note_name(int kind, const char *path, const char *other) {
  struct name *name = calloc(1, sizeof *name);
  name->kind = kind;
  strcpy(name->path, path);
  strcpy(name->other, other);
  strcpy(name->folder, path);
  *strrchr(name->folder, '/') = 0;
  name->before = names;
  names = name;
}

static void sync_folder(const char *folder) {
  struct name **place = &names;
  while (*place) {
    struct name *name = *place;
    if (strcmp(name->folder, folder)) {
      place = &name->before;
      continue;
    }
    *place = name->before;
    free(name);
  }
}

static struct change *change_of(struct file *file, off_t offset, size_t old_length) {
  struct stat info;
  struct change *change = calloc(1, sizeof *change);
  change->offset = offset;
  change->old_size = fstat(file->descriptor, &info) ? 0 : info.st_size;
  change->old_bytes = malloc(old_length ? old_length : 1);
  ssize_t count = pread(file->descriptor, change->old_bytes, old_length, offset);
  change->old_length = count > 0 ? count : 0;
  return change;
}

static void push(struct file *file, struct change *change) {
  change->before = file->last;
  file->last = change;
}

#define GUARDED(type, body)          \
  pthread_mutex_lock(&lock);         \
  type result = body;                \
  int number = errno;                \
  pthread_mutex_unlock(&lock);       \
  errno = number;                    \
  return result;

static ssize_t follow_write(
    struct file *file, int descriptor, const void *bytes, size_t length, off_t offset, int here) {
  int error = meet('W');
  if (error) {
    errno = error;
    return -1;
  }
  if (here) {
    offset = fcntl(descriptor, F_GETFL) & O_APPEND ? lseek(descriptor, 0, SEEK_END)
                                                   : lseek(descriptor, 0, SEEK_CUR);
  }
  struct change *change = change_of(file, offset, length);
  ssize_t count = here ? real_write(descriptor, bytes, length)
                       : real_pwrite(descriptor, bytes, length, offset);
  if (count > 0) {
    change->new_length = count;
    change->new_bytes = malloc(count);
    memcpy(change->new_bytes, bytes, count);
    push(file, change);
  }
  return count;
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
  pthread_mutex_lock(&lock);
  struct file *file = file_of(descriptor);
  if (!file) {
    // Not ours: a socket or terminal may block, so without the lock.
    pthread_mutex_unlock(&lock);
    return real_write(descriptor, bytes, length);
  }
  ssize_t result = follow_write(file, descriptor, bytes, length, 0, 1);
  int number = errno;
  pthread_mutex_unlock(&lock);
  errno = number;
  return result;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
  struct file *file;
  GUARDED(ssize_t, (file = file_of(descriptor))
                       ? follow_write(file, descriptor, bytes, length, offset, 0)
                       : real_pwrite(descriptor, bytes, length, offset))
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off_t offset) {
  return pwrite(descriptor, bytes, length, offset);
}

static int follow_sync(int descriptor, int (*real)(int)) {
  char path[PATH_MAX];
  struct stat info;
  struct file *file = file_of(descriptor);
  int is_folder = !file && root_length && !fstat(descriptor, &info) && S_ISDIR(info.st_mode)
                  && path_of(descriptor, path)
                  && (is_inside(path) || !strcmp(path, root));
  if (!file && !is_folder) return real(descriptor);
  int error = meet('S');
  if (error) {
    if (how == UNSYNCED && file) undo(file, 0);
    errno = error;
    return -1;
  }
  if (file) forget(file);
  if (is_folder) sync_folder(path);
  return 0;  // The test's own files need no real sync, which would only cost time.
}

int fsync(int descriptor) { GUARDED(int, follow_sync(descriptor, real_fsync)) }
int fdatasync(int descriptor) { GUARDED(int, follow_sync(descriptor, real_fdatasync)) }

static int follow_truncate(int descriptor, off_t size) {
  struct stat info;
  struct file *file = file_of(descriptor);
  if (!file) return real_ftruncate(descriptor, size);
  int error = meet('T');
  if (error) {
    errno = error;
    return -1;
  }
  off_t old = fstat(descriptor, &info) ? 0 : info.st_size;
  struct change *change = change_of(file, size, old > size ? (size_t)(old - size) : 0);
  int result = real_ftruncate(descriptor, size);
  if (!result) push(file, change);
  return result;
}

int ftruncate(int descriptor, off_t size) { GUARDED(int, follow_truncate(descriptor, size)) }
int ftruncate64(int descriptor, off_t size) { return ftruncate(descriptor, size); }

/// Whether an open makes a new file, which is then a numbered call.
static int creates(const char *path, int flags, char *found, int *error) {
  struct stat info;
  *error = 0;
  if (!(flags & O_CREAT) || !find(path, found) || !lstat(found, &info)) return 0;
  *error = meet('C');
  return 1;
}

static int follow_open(int folder, const char *path, int flags, mode_t mode) {
  char found[PATH_MAX];
  int error, is_new = creates(path, flags, found, &error);
  if (error) {
    errno = error;
    return -1;
  }
  int result = folder == AT_FDCWD ? real_open(path, flags, mode)
                                  : real_openat(folder, path, flags, mode);
  if (is_new && result >= 0) note_name('C', found, "");
  return result;
}

#define MODE                                  \
  mode_t mode = 0;                            \
  if (flags & (O_CREAT | __O_TMPFILE)) {      \
    va_list rest;                             \
    va_start(rest, flags);                    \
    mode = va_arg(rest, mode_t);              \
    va_end(rest);                             \
  }

int open(const char *path, int flags, ...) {
  MODE
  GUARDED(int, follow_open(AT_FDCWD, path, flags, mode))
}
int open64(const char *path, int flags, ...) {
  MODE
  GUARDED(int, follow_open(AT_FDCWD, path, flags, mode))
}
int openat(int folder, const char *path, int flags, ...) {
  MODE
  GUARDED(int, follow_open(folder, path, flags, mode))
}
int openat64(int folder, const char *path, int flags, ...) {
  MODE
  GUARDED(int, follow_open(folder, path, flags, mode))
}

/// Keeps what a name stands for under a second name, in the same folder.
static int keep(const char *path, char *other) {
  snprintf(other, PATH_MAX, "%.*s/.crash-%d", PATH_MAX - 32, root, ++kept_names);
  return !real_link(path, other);
}

static int follow_rename(const char *from, const char *to) {
  char old[PATH_MAX], new[PATH_MAX], kept[PATH_MAX];
  if (!find(from, old) || !find(to, new)) return real_rename(from, to);
  int error = meet('N');
  if (error) {
    errno = error;
    return -1;
  }
  int replaces = keep(new, kept);
  int result = real_rename(from, to);
  if (!result && replaces) note_name('U', new, kept);
  if (!result) note_name('R', new, old);
  return result;
}

int rename(const char *from, const char *to) { GUARDED(int, follow_rename(from, to)) }

static int follow_link(const char *from, const char *to) {
  char new[PATH_MAX];
  if (!find(to, new)) return real_link(from, to);
  int error = meet('N');
  if (error) {
    errno = error;
    return -1;
  }
  int result = real_link(from, to);
  if (!result) note_name('C', new, "");
  return result;
}

int link(const char *from, const char *to) { GUARDED(int, follow_link(from, to)) }

static int follow_unlink(const char *path) {
  char found[PATH_MAX], kept[PATH_MAX];
  struct stat info;
  if (!find(path, found) || lstat(found, &info)) return real_unlink(path);
  int error = meet('N');
  if (error) {
    errno = error;
    return -1;
  }
  int is_kept = keep(found, kept);
  int result = real_unlink(path);
  if (!result && is_kept) note_name('U', found, kept);
  return result;
}

int unlink(const char *path) { GUARDED(int, follow_unlink(path)) }

static int follow_mkdir(const char *path, mode_t mode) {
  char found[PATH_MAX];
  struct stat info;
  if (!find(path, found) || !lstat(found, &info)) return real_mkdir(path, mode);
  int error = meet('N');
  if (error) {
    errno = error;
    return -1;
  }
  int result = real_mkdir(path, mode);
  if (!result) note_name('C', found, "");
  return result;
}

int mkdir(const char *path, mode_t mode) { GUARDED(int, follow_mkdir(path, mode)) }
