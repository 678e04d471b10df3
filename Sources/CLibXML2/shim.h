#pragma once
#include <libxml/xmlversion.h>
// Without this libxml2 shows its ICU converters, whose headers clash with those of Foundation's own
// ICU in every module that meets both. Nothing of ours touches them.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>

static inline void campo_ignore_message(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

static inline void campo_ignore_error(void *context, xmlErrorPtr error) {
  (void)context;
  (void)error;
}

// xmlParseChunk without a word on the standard error stream: what a wrong encoding does is told there,
// whatever the parser's options say. The thread's own handlers stand again afterwards.
//
// Gives 0 where its decoder refused bytes, which is no error to the parser: it goes on without them.
static inline int campo_parse_chunk(xmlParserCtxtPtr parser, const char *bytes, int count, int isLast) {
  xmlGenericErrorFunc message = xmlGenericError;
  void *messageContext = xmlGenericErrorContext;
  xmlStructuredErrorFunc error = xmlStructuredError;
  void *errorContext = xmlStructuredErrorContext;
  xmlSetGenericErrorFunc(NULL, campo_ignore_message);
  xmlSetStructuredErrorFunc(NULL, (xmlStructuredErrorFunc)campo_ignore_error);
  int outcome = xmlParseChunk(parser, bytes, count, isLast);
  xmlSetGenericErrorFunc(messageContext, message);
  xmlSetStructuredErrorFunc(errorContext, error);
  int refused = parser->input && parser->input->buf && parser->input->buf->error;
  return outcome >= 0 && !refused;
}
