/* Loaded before the C library (LD_PRELOAD): counts a program's calls on one folder, and lets it die or fail at one.

   DISK_FOLDER  the folder, an absolute path; nothing is done without it
   DISK_CALLS   which calls count, as "write,sync"; all without it
   DISK_AT      at which of them, from 1, it happens; at none for 0, at each for -1
   DISK_FAULT   "kill" before the call, "tear" after half of what was to be written, or the number of an error
   DISK_LACKS   what the folder's file system knows nothing of, which it refuses each time, as "exchange,lock"
   DISK_LOG     a file outside of the folder, to which each call that counts is added as a line: its name and path */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { PASS, FAIL, TEAR };

static int counted;

static int is_among(const char *call, const char *calls)
{
    size_t length = strlen(call);
    for (const char *found = calls; (found = strstr(found, call)); found += length)
        if ((found == calls || found[-1] == ',') && (found[length] == ',' || !found[length]))
            return 1;
    return 0;
}

static int is_counted(const char *call)
{
    const char *calls = getenv("DISK_CALLS");
    return !calls || !*calls || is_among(call, calls);
}

static int lacks(const char *call, const char *path)
{
    const char *folder = getenv("DISK_FOLDER"), *lacking = getenv("DISK_LACKS");
    return folder && lacking && !strncmp(path, folder, strlen(folder)) && is_among(call, lacking);
}

static void note(const char *call, const char *path)
{
    const char *log = getenv("DISK_LOG");
    char line[9000];
    if (!log)
        return;
    int length = snprintf(line, sizeof line, "%s %s\n", call, path);
    int descriptor = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT, 0666);
    syscall(SYS_write, descriptor, line, (size_t)length);
    syscall(SYS_close, descriptor);
}

static int met(const char *call, const char *path)
{
    const char *folder = getenv("DISK_FOLDER"), *at = getenv("DISK_AT"), *fault = getenv("DISK_FAULT");
    if (!folder || strncmp(path, folder, strlen(folder)) || !is_counted(call))
        return PASS;
    note(call, path);
    if (!at || (++counted != atoi(at) && atoi(at) >= 0))
        return PASS;
    if (!strcmp(fault, "tear"))
        return TEAR;
    if (!strcmp(fault, "kill"))
        kill(getpid(), SIGKILL);
    errno = atoi(fault);
    return FAIL;
}

static void path_of(int descriptor, char *path, size_t size)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, size - 1);
    path[length < 0 ? 0 : length] = 0;
}

static int met_below(const char *call, int folder, const char *name)
{
    char path[9000];
    if (name[0] == '/')
        return met(call, name);
    if (folder == AT_FDCWD) {
        if (!getcwd(path, 4096))
            return PASS;
    } else {
        path_of(folder, path, 4096);
    }
    size_t length = strlen(path);
    snprintf(path + length, sizeof path - length, "/%s", name);
    return met(call, path);
}

static int met_open(const char *call, int descriptor)
{
    char path[4096];
    path_of(descriptor, path, sizeof path);
    return met(call, path);
}

static int refuse(int number)
{
    errno = number;
    return -1;
}

static int file_lacks(const char *call, int descriptor)
{
    char path[4096];
    path_of(descriptor, path, sizeof path);
    return lacks(call, path);
}

static void die(void)
{
    kill(getpid(), SIGKILL);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define ON_A_PATH(call, folder, path) \
    switch (met_below(call, folder, path)) { \
    case FAIL: return -1; \
    case TEAR: die(); \
    }

#define ON_A_FILE(call, descriptor) \
    switch (met_open(call, descriptor)) { \
    case FAIL: return -1; \
    case TEAR: die(); \
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
        ON_A_PATH("open", AT_FDCWD, path) \
        return REAL(name)(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPEN_AT(name) \
    int name(int folder, const char *path, int flags, ...) \
    { \
        MODE_OF(flags, mode) \
        ON_A_PATH("open", folder, path) \
        return REAL(name)(folder, path, flags, mode); \
    }
OPEN_AT(openat)
OPEN_AT(openat64)

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    switch (met_open("write", descriptor)) {
    case FAIL: return -1;
    case TEAR:
        REAL(write)(descriptor, bytes, size / 2);
        die();
    }
    return REAL(write)(descriptor, bytes, size);
}

#define PWRITE(name, offset_type) \
    ssize_t name(int descriptor, const void *bytes, size_t size, offset_type offset) \
    { \
        switch (met_open("write", descriptor)) { \
        case FAIL: return -1; \
        case TEAR: \
            REAL(name)(descriptor, bytes, size / 2, offset); \
            die(); \
        } \
        return REAL(name)(descriptor, bytes, size, offset); \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define SENDFILE(name, offset_type) \
    ssize_t name(int to, int from, offset_type *offset, size_t size) \
    { \
        switch (met_open("write", to)) { \
        case FAIL: return -1; \
        case TEAR: \
            REAL(name)(to, from, offset, size / 2); \
            die(); \
        } \
        return REAL(name)(to, from, offset, size); \
    }
ssize_t sendfile(int, int, off_t *, size_t);
ssize_t sendfile64(int, int, off64_t *, size_t);
SENDFILE(sendfile, off_t)
SENDFILE(sendfile64, off64_t)

ssize_t read(int descriptor, void *bytes, size_t size)
{
    ON_A_FILE("read", descriptor)
    return REAL(read)(descriptor, bytes, size);
}

#define PREAD(name, offset_type) \
    ssize_t name(int descriptor, void *bytes, size_t size, offset_type offset) \
    { \
        ON_A_FILE("read", descriptor) \
        return REAL(name)(descriptor, bytes, size, offset); \
    }
PREAD(pread, off_t)
PREAD(pread64, off64_t)

int fsync(int descriptor)
{
    struct stat file;
    if (file_lacks("list-sync", descriptor) && !fstat(descriptor, &file) && S_ISDIR(file.st_mode))
        return refuse(EINVAL);
    ON_A_FILE("sync", descriptor)
    return REAL(fsync)(descriptor);
}

int fdatasync(int descriptor)
{
    ON_A_FILE("sync", descriptor)
    return REAL(fdatasync)(descriptor);
}

#define TRUNCATE(name, offset_type) \
    int name(int descriptor, offset_type size) \
    { \
        ON_A_FILE("truncate", descriptor) \
        return REAL(name)(descriptor, size); \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int flock(int descriptor, int operation)
{
    if (file_lacks("lock", descriptor) || file_lacks("unsupported-lock", descriptor))
        return refuse(file_lacks("lock", descriptor) ? ENOLCK : EOPNOTSUPP);
    ON_A_FILE("lock", descriptor)
    return REAL(flock)(descriptor, operation);
}

#define FCNTL(name) \
    int name(int descriptor, int command, ...) \
    { \
        va_list more; \
        va_start(more, command); \
        void *given = va_arg(more, void *); \
        va_end(more); \
        if (command == F_SETLK || command == F_SETLKW || command == F_GETLK) { \
            if (file_lacks("lock", descriptor) || file_lacks("range-lock", descriptor)) \
                return refuse(ENOLCK); \
            if (file_lacks("unsupported-lock", descriptor)) \
                return refuse(EOPNOTSUPP); \
        } \
        return REAL(name)(descriptor, command, given); \
    }
FCNTL(fcntl)
FCNTL(fcntl64)

#define REFUSED_TO_FAT(name, call, arguments, given, path) \
    int name arguments \
    { \
        if (lacks(call, path)) \
            return refuse(EPERM); \
        return REAL(name)given; \
    }
REFUSED_TO_FAT(link, "link", (const char *path, const char *goal), (path, goal), goal)
REFUSED_TO_FAT(symlink, "link", (const char *path, const char *goal), (path, goal), goal)
REFUSED_TO_FAT(chmod, "attributes", (const char *path, mode_t mode), (path, mode), path)

int utimensat(int folder, const char *path, const struct timespec times[2], int flags)
{
    if (lacks("attributes", path))
        return refuse(EPERM);
    return REAL(utimensat)(folder, path, times, flags);
}

int rename(const char *path, const char *goal)
{
    ON_A_PATH("rename", AT_FDCWD, path)
    return REAL(rename)(path, goal);
}

int renameat2(int folder, const char *path, int there, const char *goal, unsigned int flags)
{
    if (flags & RENAME_EXCHANGE && lacks("exchange", path))
        return refuse(EINVAL);
    ON_A_PATH("rename", folder, path)
    return REAL(renameat2)(folder, path, there, goal, flags);
}

int mkdir(const char *path, mode_t mode)
{
    ON_A_PATH("mkdir", AT_FDCWD, path)
    return REAL(mkdir)(path, mode);
}

int unlink(const char *path)
{
    ON_A_PATH("unlink", AT_FDCWD, path)
    return REAL(unlink)(path);
}

int unlinkat(int folder, const char *path, int flags)
{
    ON_A_PATH("unlink", folder, path)
    return REAL(unlinkat)(folder, path, flags);
}

int rmdir(const char *path)
{
    ON_A_PATH("unlink", AT_FDCWD, path)
    return REAL(rmdir)(path);
}

DIR *opendir(const char *path)
{
    switch (met_below("list", AT_FDCWD, path)) {
    case FAIL: return NULL;
    case TEAR: die();
    }
    return REAL(opendir)(path);
}
