#ifndef CAMPO_SQLITE_H
#define CAMPO_SQLITE_H

/// Lets a connection leave the write-ahead log as it is when it closes: the last one to close would bring
/// it into the file and remove it, and with it what stands behind a damaged place. Only C can say so to
/// SQLite.
/// @param connection an open sqlite3 *.
/// @return SQLITE_OK, or SQLite's error.
int campo_sqlite_keep_log(void *connection);

#endif
