/* Writes down what a process asks of the disk, for tests/faults/replay.py.
 *
 * Preloaded into an unmodified program. Every change to a file directly below $RECORD_FOLDER is appended to
 * $RECORD_LOG as: kind (1 byte), length of name (1), length of second name (1), offset (8), length of data (4), then
 * name, second name, data. Kinds: C create, W write, T truncate, S sync a file, D sync the folder, U unlink, R rename.
 * SQLite's shared memory (-shm) is left out: it does not outlive a power cut.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_FILES 1024
#define LONGEST_NAME 200
#define NEXT(function) ((__typeof__(&function))dlsym(RTLD_NEXT, #function))

static char names[MOST_FILES][LONGEST_NAME + 1]; /* by descriptor; empty when not watched */
static char is_folder[MOST_FILES];
static const char *folder;
static size_t folder_length;
static int log_fd = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("RECORD_LOG");
    folder = getenv("RECORD_FOLDER");
    if (!folder || !path) return;
    folder_length = strlen(folder);
    log_fd = NEXT(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* The name below the folder; "" for the folder itself; NULL for anything else. */
static const char *below(const char *path) {
    if (log_fd < 0 || strncmp(path, folder, folder_length)) return NULL;
    path += folder_length;
    if (!*path) return path;
    if (*path != '/') return NULL;
    path++;
    if (strchr(path, '/') || strlen(path) > LONGEST_NAME) return NULL;
    size_t length = strlen(path);
    if (length >= 4 && !strcmp(path + length - 4, "-shm")) return NULL;
    return path;
}

static void note(char kind, const char *name, const char *second, uint64_t offset, const void *data, uint32_t length) {
    char head[15 + 2 * LONGEST_NAME];
    uint8_t first_length = strlen(name), second_length = strlen(second);
    head[0] = kind, head[1] = first_length, head[2] = second_length;
    memcpy(head + 3, &offset, 8);
    memcpy(head + 11, &length, 4);
    memcpy(head + 15, name, first_length);
    memcpy(head + 15 + first_length, second, second_length);
    pthread_mutex_lock(&lock);
    ssize_t done = NEXT(write)(log_fd, head, 15 + first_length + second_length);
    if (done > 0 && length) done = NEXT(write)(log_fd, data, length);
    pthread_mutex_unlock(&lock);
    if (done < 0) abort();
}

static int watched(int fd) { return fd >= 0 && fd < MOST_FILES && names[fd][0]; }

static int opened(int fd, const char *path, int flags, int existed) {
    if (fd < 0 || fd >= MOST_FILES) return fd;
    names[fd][0] = is_folder[fd] = 0;
    const char *name = below(path);
    if (!name) return fd;
    if (!*name) {
        is_folder[fd] = 1;
        return fd;
    }
    strcpy(names[fd], name);
    if (!existed) note('C', name, "", 0, NULL, 0);
    else if (flags & O_TRUNC) note('T', name, "", 0, NULL, 0);
    return fd;
}

static int exists(const char *path) {
    struct stat ignored;
    return !stat(path, &ignored);
}

#define MODE(flags) \
    int mode = 0; \
    if ((flags) & O_CREAT) { \
        va_list rest; \
        va_start(rest, flags); \
        mode = va_arg(rest, int); \
        va_end(rest); \
    }

int open(const char *path, int flags, ...) {
    MODE(flags)
    int existed = exists(path);
    return opened(NEXT(open)(path, flags, mode), path, flags, existed);
}

int open64(const char *path, int flags, ...) {
    MODE(flags)
    int existed = exists(path);
    return opened(NEXT(open64)(path, flags, mode), path, flags, existed);
}

int close(int fd) {
    if (fd >= 0 && fd < MOST_FILES) names[fd][0] = is_folder[fd] = 0;
    return NEXT(close)(fd);
}

ssize_t write(int fd, const void *data, size_t length) {
    off64_t offset = watched(fd) ? lseek64(fd, 0, SEEK_CUR) : 0;
    ssize_t done = NEXT(write)(fd, data, length);
    if (done > 0 && watched(fd)) note('W', names[fd], "", offset, data, done);
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    ssize_t done = NEXT(pwrite64)(fd, data, length, offset);
    if (done > 0 && watched(fd)) note('W', names[fd], "", offset, data, done);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

int ftruncate64(int fd, off64_t length) {
    int result = NEXT(ftruncate64)(fd, length);
    if (!result && watched(fd)) note('T', names[fd], "", length, NULL, 0);
    return result;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int synced(int fd, int result) {
    if (result || fd < 0 || fd >= MOST_FILES) return result;
    if (is_folder[fd]) note('D', "", "", 0, NULL, 0);
    else if (names[fd][0]) note('S', names[fd], "", 0, NULL, 0);
    return result;
}

int fsync(int fd) { return synced(fd, NEXT(fsync)(fd)); }
int fdatasync(int fd) { return synced(fd, NEXT(fdatasync)(fd)); }

int unlink(const char *path) {
    int result = NEXT(unlink)(path);
    const char *name = below(path);
    if (!result && name && *name) note('U', name, "", 0, NULL, 0);
    return result;
}

int rename(const char *from, const char *to) {
    int result = NEXT(rename)(from, to);
    const char *before = below(from), *after = below(to);
    if (!result && before && after) note('R', before, after, 0, NULL, 0);
    return result;
}
