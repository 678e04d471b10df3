#include "ccurl.h"

#include <dlfcn.h>

// The name of libcurl's fourth binary interface, which every libcurl since 2006 has.
#if defined(__APPLE__)
static const char library_name[] = "libcurl.4.dylib";
#else
static const char library_name[] = "libcurl.so.4";
#endif

// curl.h wraps these in macros that check the types of their arguments; here they are plain.
#undef curl_easy_setopt
#undef curl_easy_getinfo

#define FUNCTIONS(EACH)                                                                            \
  EACH(curl_global_init)                                                                           \
  EACH(curl_easy_init)                                                                             \
  EACH(curl_easy_cleanup)                                                                          \
  EACH(curl_easy_strerror)                                                                         \
  EACH(curl_easy_setopt)                                                                           \
  EACH(curl_easy_getinfo)                                                                          \
  EACH(curl_easy_pause)                                                                            \
  EACH(curl_slist_append)                                                                          \
  EACH(curl_slist_free_all)                                                                        \
  EACH(curl_multi_init)                                                                            \
  EACH(curl_multi_cleanup)                                                                         \
  EACH(curl_multi_wakeup)                                                                          \
  EACH(curl_multi_add_handle)                                                                      \
  EACH(curl_multi_remove_handle)                                                                   \
  EACH(curl_multi_perform)                                                                         \
  EACH(curl_multi_poll)                                                                            \
  EACH(curl_multi_info_read)                                                                       \
  EACH(curl_multi_strerror)

static struct {
#define DECLARE(name) __typeof__(name) *name;
  FUNCTIONS(DECLARE)
} library;

const char *ccurl_load(void) {
  // Lazily: a synchronization needs a small part of what libcurl and its libraries bring.
  void *handle = dlopen(library_name, RTLD_LAZY | RTLD_LOCAL);
  if (!handle) return dlerror();
#define FIND(name)                                                                                 \
  library.name = (__typeof__(name) *)dlsym(handle, #name);                                         \
  if (!library.name) return dlerror();
  FUNCTIONS(FIND)
  return NULL;
}

CURLcode ccurl_global_init(void) { return library.curl_global_init(CURL_GLOBAL_DEFAULT); }

CURL *ccurl_easy_init(void) { return library.curl_easy_init(); }

void ccurl_easy_cleanup(CURL *handle) { library.curl_easy_cleanup(handle); }

const char *ccurl_easy_strerror(CURLcode code) { return library.curl_easy_strerror(code); }

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *line) {
  return library.curl_slist_append(list, line);
}

void ccurl_slist_free_all(struct curl_slist *list) { library.curl_slist_free_all(list); }

CURLM *ccurl_multi_init(void) { return library.curl_multi_init(); }

void ccurl_multi_cleanup(CURLM *multi) { library.curl_multi_cleanup(multi); }

void ccurl_multi_wakeup(CURLM *multi) { library.curl_multi_wakeup(multi); }

CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle) {
  return library.curl_multi_add_handle(multi, handle);
}

void ccurl_multi_remove_handle(CURLM *multi, CURL *handle) {
  library.curl_multi_remove_handle(multi, handle);
}

CURLMcode ccurl_multi_perform(CURLM *multi, int *running) {
  return library.curl_multi_perform(multi, running);
}

CURLMcode ccurl_multi_poll(CURLM *multi, int milliseconds) {
  return library.curl_multi_poll(multi, NULL, 0, milliseconds, NULL);
}

const CURLMsg *ccurl_multi_info_read(CURLM *multi, int *pending) {
  return library.curl_multi_info_read(multi, pending);
}

const char *ccurl_multi_strerror(CURLMcode code) { return library.curl_multi_strerror(code); }

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
  return library.curl_easy_setopt(handle, option, value);
}

CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return library.curl_easy_setopt(handle, option, value);
}

CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value) {
  return library.curl_easy_setopt(handle, option, value);
}

CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return library.curl_easy_setopt(handle, option, value);
}

CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return library.curl_easy_setopt(handle, option, value);
}

CURLcode ccurl_set_write_function(CURL *handle, ccurl_write_callback callback) {
  return library.curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, callback);
}

CURLcode ccurl_set_read_function(CURL *handle, ccurl_write_callback callback) {
  return library.curl_easy_setopt(handle, CURLOPT_READFUNCTION, callback);
}

CURLcode ccurl_go_on(CURL *handle) { return library.curl_easy_pause(handle, CURLPAUSE_CONT); }

CURLcode ccurl_set_header_function(CURL *handle, ccurl_write_callback callback) {
  return library.curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, callback);
}

CURLcode ccurl_set_debug_function(CURL *handle, ccurl_debug_callback callback) {
  return library.curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, callback);
}

CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value) {
  return library.curl_easy_getinfo(handle, info, value);
}

CURLcode ccurl_get_string(CURL *handle, CURLINFO info, const char **value) {
  return library.curl_easy_getinfo(handle, info, value);
}

CURLcode ccurl_get_pointer(CURL *handle, CURLINFO info, void **value) {
  return library.curl_easy_getinfo(handle, info, value);
}

CURLcode ccurl_message_result(const CURLMsg *message) { return message->data.result; }
