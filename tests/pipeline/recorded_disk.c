/* Loaded before the C library (LD_PRELOAD): writes down what a program changes in one folder, in its order.

   RECORD_FOLDER  the folder, an absolute path; nothing is done without it
   RECORD_LOG     a file outside of the folder; to it is added, after each call that succeeded, a line of its name, the
                  path or paths, an offset and a length, parted by tabs, and then as many bytes as the length says */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void full_path(int folder, const char *name, char *path, size_t size)
{
    char link[64];
    path[0] = 0;
    if (name[0] != '/') {
        snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, path, size / 2);
        path[length < 0 ? 0 : length] = 0;
        strcat(path, "/");
    }
    strncat(path, name, size - strlen(path) - 1);
}

static void path_of(int descriptor, char *path, size_t size)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, size - 1);
    path[length < 0 ? 0 : length] = 0;
}

static int is_recorded(const char *path)
{
    const char *folder = getenv("RECORD_FOLDER");
    return folder && getenv("RECORD_LOG") && !strncmp(path, folder, strlen(folder));
}

static void record(const char *call, const char *path, const char *goal, long offset, const void *bytes, size_t length)
{
    char line[20000];
    int saved = errno, log;
    if (!is_recorded(path) && !is_recorded(goal))
        return;
    log = syscall(SYS_openat, AT_FDCWD, getenv("RECORD_LOG"), O_WRONLY | O_APPEND | O_CREAT, 0666);
    int said = snprintf(line, sizeof line, "%s\t%s\t%s\t%ld\t%zu\n", call, path, goal, offset, length);
    syscall(SYS_write, log, line, (size_t)said);
    syscall(SYS_write, log, bytes, length);
    syscall(SYS_close, log);
    errno = saved;
}

static int record_below(int result, const char *call, int folder, const char *name, int there, const char *goal)
{
    char path[9000], end[9000] = "";
    if (result)
        return result;
    full_path(folder, name, path, sizeof path);
    if (goal)
        full_path(there, goal, end, sizeof end);
    record(call, path, end, 0, "", 0);
    return result;
}

static void record_written(int descriptor, const void *bytes, ssize_t length, long offset)
{
    char path[4096];
    path_of(descriptor, path, sizeof path);
    if (length > 0)
        record("write", path, "", offset, bytes, (size_t)length);
}

static int record_on_file(int result, const char *call, int descriptor, long offset)
{
    char path[4096];
    path_of(descriptor, path, sizeof path);
    if (!result)
        record(call, path, "", offset, "", 0);
    return result;
}

static int opened(int descriptor, int was_there, int flags)
{
    if (descriptor >= 0 && !was_there && flags & O_CREAT)
        record_on_file(0, "create", descriptor, 0);
    else if (descriptor >= 0 && flags & O_TRUNC)
        record_on_file(0, "truncate", descriptor, 0);
    return descriptor;
}

#define MODE_OF(flags, mode) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list more; \
        va_start(more, flags); \
        mode = va_arg(more, mode_t); \
        va_end(more); \
    }

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        MODE_OF(flags, mode) \
        int was_there = !access(path, F_OK); \
        return opened(REAL(name)(path, flags, mode), was_there, flags); \
    }
OPEN(open)
OPEN(open64)

#define OPEN_AT(name) \
    int name(int folder, const char *path, int flags, ...) \
    { \
        MODE_OF(flags, mode) \
        int was_there = !faccessat(folder, path, F_OK, 0); \
        return opened(REAL(name)(folder, path, flags, mode), was_there, flags); \
    }
OPEN_AT(openat)
OPEN_AT(openat64)

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    struct stat file;
    int appends = fcntl(descriptor, F_GETFL) & O_APPEND && !fstat(descriptor, &file);
    long offset = appends ? file.st_size : lseek(descriptor, 0, SEEK_CUR);
    ssize_t length = REAL(write)(descriptor, bytes, size);
    record_written(descriptor, bytes, length, offset);
    return length;
}

#define PWRITE(name, offset_type) \
    ssize_t name(int descriptor, const void *bytes, size_t size, offset_type offset) \
    { \
        ssize_t length = REAL(name)(descriptor, bytes, size, offset); \
        record_written(descriptor, bytes, length, offset); \
        return length; \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

/* What is copied within the system is copied by hand where it is recorded. */
#define SENDFILE(name, offset_type) \
    ssize_t name(int to, int from, offset_type *offset, size_t size) \
    { \
        char path[4096]; \
        path_of(to, path, sizeof path); \
        if (is_recorded(path)) { \
            errno = EINVAL; \
            return -1; \
        } \
        return REAL(name)(to, from, offset, size); \
    }
ssize_t sendfile(int, int, off_t *, size_t);
ssize_t sendfile64(int, int, off64_t *, size_t);
SENDFILE(sendfile, off_t)
SENDFILE(sendfile64, off64_t)

int fsync(int descriptor)
{
    return record_on_file(REAL(fsync)(descriptor), "sync", descriptor, 0);
}

int fdatasync(int descriptor)
{
    return record_on_file(REAL(fdatasync)(descriptor), "sync", descriptor, 0);
}

#define TRUNCATE(name, offset_type) \
    int name(int descriptor, offset_type size) \
    { \
        return record_on_file(REAL(name)(descriptor, size), "truncate", descriptor, size); \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int rename(const char *path, const char *goal)
{
    return record_below(REAL(rename)(path, goal), "rename", AT_FDCWD, path, AT_FDCWD, goal);
}

int renameat(int folder, const char *path, int there, const char *goal)
{
    return record_below(REAL(renameat)(folder, path, there, goal), "rename", folder, path, there, goal);
}

int renameat2(int folder, const char *path, int there, const char *goal, unsigned int flags)
{
    const char *call = flags & RENAME_EXCHANGE ? "exchange" : "rename";
    return record_below(REAL(renameat2)(folder, path, there, goal, flags), call, folder, path, there, goal);
}

int link(const char *path, const char *goal)
{
    return record_below(REAL(link)(path, goal), "link", AT_FDCWD, path, AT_FDCWD, goal);
}

int mkdir(const char *path, mode_t mode)
{
    return record_below(REAL(mkdir)(path, mode), "mkdir", AT_FDCWD, path, 0, NULL);
}

int unlink(const char *path)
{
    return record_below(REAL(unlink)(path), "unlink", AT_FDCWD, path, 0, NULL);
}

int unlinkat(int folder, const char *path, int flags)
{
    return record_below(REAL(unlinkat)(folder, path, flags), "unlink", folder, path, 0, NULL);
}

int rmdir(const char *path)
{
    return record_below(REAL(rmdir)(path), "unlink", AT_FDCWD, path, 0, NULL);
}
