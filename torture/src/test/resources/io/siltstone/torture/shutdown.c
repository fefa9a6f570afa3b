/* Cuts the power of the mounted file system that holds a directory: nothing more reaches its device. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>

/* FS_IOC_SHUTDOWN of Linux, which not every header has; 2 is "without writing the log". */
#define SHUTDOWN _IOR('X', 125, uint32_t)
#define NO_LOG_FLUSH 2

int main(int count, char **arguments) {
    uint32_t how = NO_LOG_FLUSH;
    int fd = count == 2 ? open(arguments[1], O_RDONLY | O_DIRECTORY) : -1;
    if (fd < 0 || ioctl(fd, SHUTDOWN, &how)) {
        perror("shutdown");
        return 1;
    }
    return 0;
}
