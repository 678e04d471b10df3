#pragma once
#include <curl/curl.h>

// libcurl, loaded at the first exchange: it brings thirty libraries with it, and most commands are
// given where there is no network. Only what Campo calls is here. libcurl's setopt and getinfo are
// variadic, which Swift cannot call: one wrapper an argument type.

/// Loads libcurl and finds its functions; NULL, or why not. Call it once, before all else here.
const char *ccurl_load(void);

CURLcode ccurl_global_init(void);

CURL *ccurl_easy_init(void);
void ccurl_easy_cleanup(CURL *handle);
const char *ccurl_easy_strerror(CURLcode code);

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *line);
void ccurl_slist_free_all(struct curl_slist *list);

CURLM *ccurl_multi_init(void);
void ccurl_multi_cleanup(CURLM *multi);
void ccurl_multi_wakeup(CURLM *multi);
CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle);
void ccurl_multi_remove_handle(CURLM *multi, CURL *handle);
CURLMcode ccurl_multi_perform(CURLM *multi, int *running);
CURLMcode ccurl_multi_poll(CURLM *multi, int milliseconds);
const CURLMsg *ccurl_multi_info_read(CURLM *multi, int *pending);
const char *ccurl_multi_strerror(CURLMcode code);

typedef size_t (*ccurl_write_callback)(char *bytes, size_t size, size_t count, void *context);

typedef int (*ccurl_debug_callback)(
    CURL *handle, curl_infotype type, char *bytes, size_t size, void *context);

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_write_function(CURL *handle, ccurl_write_callback callback);
CURLcode ccurl_set_read_function(CURL *handle, ccurl_write_callback callback);
CURLcode ccurl_set_header_function(CURL *handle, ccurl_write_callback callback);
CURLcode ccurl_set_debug_function(CURL *handle, ccurl_debug_callback callback);

CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value);
CURLcode ccurl_get_string(CURL *handle, CURLINFO info, const char **value);
CURLcode ccurl_get_pointer(CURL *handle, CURLINFO info, void **value);

/// Lets a transfer go on whose read function said that it has nothing yet.
CURLcode ccurl_go_on(CURL *handle);

/// The result of a finished transfer; it lies in a union that Swift reads awkwardly.
CURLcode ccurl_message_result(const CURLMsg *message);
