/*
 * Lets Debian's xenstored start where there is no Xen: it is loaded before the libraries of Xen (LD_PRELOAD) and answers in
 * their place. The daemon then serves its UNIX socket as on a real host, and sees no guest.
 *
 * What it answers is the least that xenstored 4.17 needs: handles that are not null, a descriptor that is never readable for
 * event channels, anonymous memory for the ring of domain 0, and two files of /proc/xen, which are taken from the directory
 * that XENSTORED_TEST_PROC names.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#define PAGE 4096

/* Every handle is this one: nobody looks into it. */
static int handle;
static int next_port = 1;
static int event_fd = -1;

/* The daemon ends with the test that started it, even where that is killed. */
__attribute__((constructor)) static void end_with_parent(void)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

static void *memory(void)
{
    return mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

/* libxenctrl: domains. A domain that is asked for is there, with its id first in the answer, and no flag set. */
void *xc_interface_open(void *logger, void *dombuild_logger, unsigned flags) { return &handle; }
int xc_interface_close(void *xch) { return 0; }
int xc_domain_getinfo(void *xch, uint32_t first, unsigned most, uint32_t *info)
{
    if (most == 0)
        return 0;
    info[0] = first;
    info[1] = 0;
    info[2] = 0;
    return 1;
}

/* libxengnttab and libxenctrl: memory of guests. */
void *xc_map_foreign_range(void *xch, uint32_t domid, int size, int prot, unsigned long frame) { return memory(); }
void *xengnttab_open(void *logger, unsigned flags) { return &handle; }
int xengnttab_close(void *xgt) { return 0; }
int xengnttab_set_max_grants(void *xgt, uint32_t count) { return 0; }
void *xengnttab_map_grant_ref(void *xgt, uint32_t domid, uint32_t ref, int prot) { return memory(); }
int xengnttab_unmap(void *xgt, void *start, uint32_t count) { return munmap(start, PAGE); }

/* libxenevtchn: event channels on which nothing ever happens. */
void *xenevtchn_open(void *logger, unsigned flags)
{
    event_fd = eventfd(0, EFD_CLOEXEC);
    return &handle;
}
int xenevtchn_close(void *xce) { return 0; }
int xenevtchn_fd(void *xce) { return event_fd; }
int xenevtchn_bind_virq(void *xce, unsigned virq) { return next_port++; }
int xenevtchn_bind_interdomain(void *xce, uint32_t domid, uint32_t port) { return next_port++; }
int xenevtchn_notify(void *xce, uint32_t port) { return 0; }
int xenevtchn_pending(void *xce) { return -1; }
int xenevtchn_unmask(void *xce, uint32_t port) { return 0; }
int xenevtchn_unbind(void *xce, uint32_t port) { return 0; }

/* xenstored asks for more open files than a container or a user may have, and gives up without them. */
int setrlimit(__rlimit_resource_t resource, const struct rlimit *limit) { return 0; }

/* Where a file of /proc/xen is instead; `path` itself for any other. `place` takes the answer. */
static const char *redirected(const char *path, char place[512])
{
    static const char prefix[] = "/proc/xen/";
    const char *directory = getenv("XENSTORED_TEST_PROC");

    if (directory == NULL || path == NULL || strncmp(path, prefix, sizeof prefix - 1) != 0)
        return path;
    snprintf(place, 512, "%s/%s", directory, path + sizeof prefix - 1);
    return place;
}

#define REDIRECT_OPEN(name)                                                    \
    int name(const char *path, int flags, ...)                                 \
    {                                                                          \
        static int (*real)(const char *, int, ...);                            \
        char place[512];                                                       \
        mode_t mode = 0;                                                       \
                                                                               \
        if (real == NULL)                                                      \
            real = dlsym(RTLD_NEXT, #name);                                    \
        if (flags & (O_CREAT | O_TMPFILE)) {                                   \
            va_list rest;                                                      \
            va_start(rest, flags);                                             \
            mode = va_arg(rest, mode_t);                                       \
            va_end(rest);                                                      \
        }                                                                      \
        return real(redirected(path, place), flags, mode);                     \
    }
REDIRECT_OPEN(open)
REDIRECT_OPEN(open64)
