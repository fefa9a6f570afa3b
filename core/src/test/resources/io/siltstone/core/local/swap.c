#define _GNU_SOURCE
#include <poll.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

/* swap A B: exchanges two names as fast as it can until standard input ends, leaves them as they were, prints how often. */
int main(int count, char **names) {
    struct pollfd input = {0, POLLIN, 0};
    long swaps = 0;
    if (count != 3) return 2;
    while (poll(&input, 1, 0) == 0) {
        for (int i = 0; i < 64; i++) {
            if (syscall(SYS_renameat2, -100, names[1], -100, names[2], 2) != 0) {
                perror(names[1]);
                return 1;
            }
            swaps++;
        }
    }
    printf("%ld\n", swaps);
    return 0;
}
