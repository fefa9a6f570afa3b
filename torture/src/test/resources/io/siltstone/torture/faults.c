/*
 * Faults at chosen system calls of a Java machine, by LD_PRELOAD.
 *
 * Counted are the calls that change something below the directory in TORTURE_ROOT: those with a path below it, and those
 * on a file descriptor that was opened there. What shall happen at which of them stands in a file that is shared with
 * the Java side, TORTURE_PLAN; what happened is told there.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { NONE, OPEN, CREATE, WRITE, FORCE, FORCE_DIR, CLOSE, RENAME, LINK, UNLINK, RMDIR, MKDIR, TRUNCATE, MODE,
            TIMES, ATTRIBUTE };

/* Actions: a positive number is an errno. */
enum { KILL_BEFORE = -1, KILL_AFTER = -2, SHORT = -3 };

enum { MAX_CALLS = 4000, MAX_FDS = 65536, MAX_FAILED = 64 };

/* As Plan.java has it. */
struct plan {
    volatile int32_t armed;    /* whether calls are counted */
    volatile int32_t position; /* the call to meet, from 1; 0 for none */
    volatile int32_t action;
    volatile int32_t stays;    /* whether all later calls of the kinds that can fail so fail as well */
    volatile int32_t seen;     /* calls counted */
    volatile int32_t fired;    /* calls that met the action */
    volatile int32_t reforced; /* forces of a file after one that failed */
    volatile int32_t reserved;
    volatile uint8_t kinds[MAX_CALLS];
};

/* Where Linux shows the open files of a process: a path may lead through an open directory. */
#define DESCRIPTORS "/proc/self/fd/"

static struct plan *plan;
static const char *root;
static size_t root_length;
static uint8_t ours[MAX_FDS];
static ino_t failed[MAX_FAILED];
static int failed_count;

static void *next(const char *name) {
    return dlsym(RTLD_NEXT, name);
}

#define NEXT(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) real = next(#name)

__attribute__((constructor)) static void begin(void) {
    const char *file = getenv("TORTURE_PLAN");
    root = getenv("TORTURE_ROOT");
    if (!file || !root) return;
    root_length = strlen(root);
    int (*real_open)(const char *, int, ...) = next("open");
    int (*real_close)(int) = next("close");
    int fd = real_open(file, O_RDWR | O_CLOEXEC);
    if (fd < 0) return;
    void *map = mmap(NULL, sizeof(struct plan), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    real_close(fd);
    if (map != MAP_FAILED) plan = map;
}

static int is_our_fd(int fd) {
    return fd >= 0 && fd < MAX_FDS && ours[fd];
}

static int is_ours(int dir, const char *path) {
    if (!plan || !path) return 0;
    if (path[0] != '/') return is_our_fd(dir);
    if (!strncmp(path, DESCRIPTORS, sizeof DESCRIPTORS - 1)) return is_our_fd(atoi(path + sizeof DESCRIPTORS - 1));
    return !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}

static void opened(int fd, int is) {
    if (plan && fd >= 0 && fd < MAX_FDS) ours[fd] = (uint8_t) is;
}

static int stays_for(enum kind kind) {
    switch (plan->action) {
        case EMFILE: return kind == OPEN || kind == CREATE;
        case ENOSPC:
        case EDQUOT:
            return kind == CREATE || kind == WRITE || kind == FORCE || kind == RENAME || kind == LINK || kind == MKDIR
                    || kind == ATTRIBUTE;
        default: return kind != CLOSE;
    }
}

/* Counts a call; whether it meets the action. */
static int meets(enum kind kind) {
    if (!plan->armed) return 0;
    int number = __sync_add_and_fetch(&plan->seen, 1);
    if (number == 1) failed_count = 0;
    if (number <= MAX_CALLS) plan->kinds[number - 1] = (uint8_t) kind;
    if (!plan->position || number < plan->position) return 0;
    if (number > plan->position && !(plan->stays && stays_for(kind))) return 0;
    __sync_add_and_fetch(&plan->fired, 1);
    return 1;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* Runs the call unless the plan has it otherwise; an error leaves it undone. */
#define FAULTY(is, kind, call) \
    do { \
        if (!(is)) return call; \
        int saved = errno; \
        if (meets(kind)) { \
            if (plan->action == KILL_BEFORE) die(); \
            if (plan->action == KILL_AFTER) { (void) !call; die(); } \
            if (plan->action > 0) { errno = plan->action; return -1; } \
        } \
        errno = saved; \
        return call; \
    } while (0)

/* Half of what was asked for, where that is the plan. */
#define FAULTY_WRITE(fd, length, call) \
    do { \
        if (is_our_fd(fd) && meets(WRITE)) { \
            if (plan->action == KILL_BEFORE) die(); \
            if (plan->action == KILL_AFTER) { (void) !call; die(); } \
            if (plan->action == SHORT && (length) > 1) (length) /= 2; \
            if (plan->action > 0) { errno = plan->action; return -1; } \
        } \
        return call; \
    } while (0)

static int open_faulty(int dir, const char *path, int flags, int (*real)(int, const char *, int, mode_t), mode_t mode) {
    int is = is_ours(dir, path);
    if (is && meets(flags & O_CREAT ? CREATE : OPEN)) {
        if (plan->action == KILL_BEFORE) die();
        if (plan->action == KILL_AFTER) { real(dir, path, flags, mode); die(); }
        if (plan->action > 0) { errno = plan->action; return -1; }
    }
    int fd = real(dir, path, flags, mode);
    opened(fd, is);
    return fd;
}

static int real_openat(int dir, const char *path, int flags, mode_t mode) {
    NEXT(int, openat64, int, const char *, int, ...);
    return real(dir, path, flags, mode);
}

#define MODE_ARGUMENT(after) \
    mode_t mode = 0; \
    if (flags & O_CREAT) { va_list list; va_start(list, after); mode = va_arg(list, mode_t); va_end(list); }

int open(const char *path, int flags, ...) { MODE_ARGUMENT(flags) return open_faulty(AT_FDCWD, path, flags, real_openat, mode); }
int open64(const char *path, int flags, ...) { MODE_ARGUMENT(flags) return open_faulty(AT_FDCWD, path, flags, real_openat, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE_ARGUMENT(flags) return open_faulty(dir, path, flags, real_openat, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE_ARGUMENT(flags) return open_faulty(dir, path, flags, real_openat, mode); }

int dup(int fd) {
    NEXT(int, dup, int);
    int other = real(fd);
    opened(other, is_our_fd(fd));
    return other;
}

int closedir(DIR *dir) {
    NEXT(int, closedir, DIR *);
    opened(dirfd(dir), 0);
    return real(dir);
}

/* Linux closes the descriptor whatever close answers. */
int close(int fd) {
    NEXT(int, close, int);
    if (!is_our_fd(fd)) return real(fd);
    int met = meets(CLOSE);
    if (met && plan->action == KILL_BEFORE) die();
    opened(fd, 0);
    int result = real(fd);
    if (met && plan->action == KILL_AFTER) die();
    if (met && plan->action > 0) { errno = plan->action; return -1; }
    return result;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    NEXT(ssize_t, write, int, const void *, size_t);
    FAULTY_WRITE(fd, length, real(fd, bytes, length));
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
    NEXT(ssize_t, pwrite, int, const void *, size_t, off_t);
    FAULTY_WRITE(fd, length, real(fd, bytes, length, at));
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
    NEXT(ssize_t, pwrite64, int, const void *, size_t, off64_t);
    FAULTY_WRITE(fd, length, real(fd, bytes, length, at));
}

ssize_t sendfile64(int to, int from, off64_t *at, size_t length) {
    NEXT(ssize_t, sendfile64, int, int, off64_t *, size_t);
    FAULTY_WRITE(to, length, real(to, from, at, length));
}

ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t length, unsigned flags) {
    NEXT(ssize_t, copy_file_range, int, off64_t *, int, off64_t *, size_t, unsigned);
    FAULTY_WRITE(to, length, real(from, from_at, to, to_at, length, flags));
}

/* After a force that failed, a second one on the same file proves nothing: it is told. */
static int force(int fd, int (*real)(int)) {
    struct stat facts;
    if (!is_our_fd(fd) || fstat(fd, &facts)) return real(fd);
    int file = S_ISREG(facts.st_mode);
    for (int i = 0; file && plan->armed && plan->seen && i < failed_count; i++) {
        if (failed[i] == facts.st_ino) __sync_add_and_fetch(&plan->reforced, 1);
    }
    if (meets(file ? FORCE : FORCE_DIR)) {
        if (plan->action == KILL_BEFORE) die();
        if (plan->action == KILL_AFTER) { (void) !real(fd); die(); }
        if (plan->action > 0) {
            if (file && plan->action != EINTR && failed_count < MAX_FAILED) failed[failed_count++] = facts.st_ino;
            errno = plan->action;
            return -1;
        }
    }
    return real(fd);
}

int fsync(int fd) {
    NEXT(int, fsync, int);
    return force(fd, real);
}

int fdatasync(int fd) {
    NEXT(int, fdatasync, int);
    return force(fd, real);
}

/* An inode number is used again once its file is gone. */
static void forget(int dir, const char *path) {
    struct stat facts;
    if (!failed_count || fstatat(dir, path, &facts, AT_SYMLINK_NOFOLLOW) || facts.st_nlink > 1) return;
    for (int i = 0; i < failed_count; i++) {
        if (failed[i] == facts.st_ino) failed[i] = 0;
    }
}

int rename(const char *from, const char *to) {
    NEXT(int, rename, const char *, const char *);
    FAULTY(is_ours(AT_FDCWD, to), RENAME, real(from, to));
}

int renameat(int from_dir, const char *from, int to_dir, const char *to) {
    NEXT(int, renameat, int, const char *, int, const char *);
    FAULTY(is_ours(to_dir, to), RENAME, real(from_dir, from, to_dir, to));
}

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags) {
    NEXT(int, renameat2, int, const char *, int, const char *, unsigned);
    FAULTY(is_ours(to_dir, to), RENAME, real(from_dir, from, to_dir, to, flags));
}

int link(const char *from, const char *to) {
    NEXT(int, link, const char *, const char *);
    FAULTY(is_ours(AT_FDCWD, to), LINK, real(from, to));
}

int linkat(int from_dir, const char *from, int to_dir, const char *to, int flags) {
    NEXT(int, linkat, int, const char *, int, const char *, int);
    FAULTY(is_ours(to_dir, to), LINK, real(from_dir, from, to_dir, to, flags));
}

int unlink(const char *path) {
    NEXT(int, unlink, const char *);
    int is = is_ours(AT_FDCWD, path);
    if (is) forget(AT_FDCWD, path);
    FAULTY(is, UNLINK, real(path));
}

int unlinkat(int dir, const char *path, int flags) {
    NEXT(int, unlinkat, int, const char *, int);
    int is = is_ours(dir, path);
    if (is) forget(dir, path);
    FAULTY(is, flags & AT_REMOVEDIR ? RMDIR : UNLINK, real(dir, path, flags));
}

int rmdir(const char *path) {
    NEXT(int, rmdir, const char *);
    FAULTY(is_ours(AT_FDCWD, path), RMDIR, real(path));
}

int mkdir(const char *path, mode_t mode) {
    NEXT(int, mkdir, const char *, mode_t);
    FAULTY(is_ours(AT_FDCWD, path), MKDIR, real(path, mode));
}

int mkdirat(int dir, const char *path, mode_t mode) {
    NEXT(int, mkdirat, int, const char *, mode_t);
    FAULTY(is_ours(dir, path), MKDIR, real(dir, path, mode));
}

int ftruncate(int fd, off_t length) {
    NEXT(int, ftruncate, int, off_t);
    FAULTY(is_our_fd(fd), TRUNCATE, real(fd, length));
}

int ftruncate64(int fd, off64_t length) {
    NEXT(int, ftruncate64, int, off64_t);
    FAULTY(is_our_fd(fd), TRUNCATE, real(fd, length));
}

int chmod(const char *path, mode_t mode) {
    NEXT(int, chmod, const char *, mode_t);
    FAULTY(is_ours(AT_FDCWD, path), MODE, real(path, mode));
}

int fchmod(int fd, mode_t mode) {
    NEXT(int, fchmod, int, mode_t);
    FAULTY(is_our_fd(fd), MODE, real(fd, mode));
}

int futimens(int fd, const struct timespec times[2]) {
    NEXT(int, futimens, int, const struct timespec *);
    FAULTY(is_our_fd(fd), TIMES, real(fd, times));
}

int utimensat(int dir, const char *path, const struct timespec times[2], int flags) {
    NEXT(int, utimensat, int, const char *, const struct timespec *, int);
    FAULTY(is_ours(dir, path), TIMES, real(dir, path, times, flags));
}

int utimes(const char *path, const struct timeval times[2]) {
    NEXT(int, utimes, const char *, const struct timeval *);
    FAULTY(is_ours(AT_FDCWD, path), TIMES, real(path, times));
}

int lutimes(const char *path, const struct timeval times[2]) {
    NEXT(int, lutimes, const char *, const struct timeval *);
    FAULTY(is_ours(AT_FDCWD, path), TIMES, real(path, times));
}

int futimes(int fd, const struct timeval times[2]) {
    NEXT(int, futimes, int, const struct timeval *);
    FAULTY(is_our_fd(fd), TIMES, real(fd, times));
}

int fsetxattr(int fd, const char *name, const void *value, size_t size, int flags) {
    NEXT(int, fsetxattr, int, const char *, const void *, size_t, int);
    FAULTY(is_our_fd(fd), ATTRIBUTE, real(fd, name, value, size, flags));
}
