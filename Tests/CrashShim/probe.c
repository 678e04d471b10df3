// Writes to a file, syncs it or not, writes again: what the shim's own test runs.

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **arguments) {
  if (count != 3) return 2;
  int file = open(arguments[1], O_WRONLY);
  if (file < 0 || write(file, "text", 4) != 4) return 1;
  if (!strcmp(arguments[2], "synced") && fsync(file)) return 1;
  return write(file, "more", 4) == 4 ? 0 : 1;
}
