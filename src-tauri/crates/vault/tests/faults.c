/* A disk that refuses, for tests: loaded before the C library, it has writes to some files fail.
   The file named by CERCLE_FAULTS says which, as "errno part-of-the-path"; without it all goes well. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static int refused(int fd) {
  char link[64], path[4096], wanted[4096];
  const char *told = getenv("CERCLE_FAULTS");
  FILE *file = told ? fopen(told, "re") : NULL;
  int error = 0;
  if (file == NULL) return 0;
  int read = fscanf(file, "%d %4095s", &error, wanted);
  fclose(file);
  if (read != 2) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  if (strstr(path, wanted) == NULL) return 0;
  errno = error;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t count) {
  return refused(fd) ? -1 : REAL(write)(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  return refused(fd) ? -1 : REAL(pwrite)(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  return refused(fd) ? -1 : REAL(pwrite64)(fd, bytes, count, at);
}

int fsync(int fd) { return refused(fd) ? -1 : REAL(fsync)(fd); }

int fdatasync(int fd) { return refused(fd) ? -1 : REAL(fdatasync)(fd); }
