#pragma once
#include <libxml/xmlversion.h>
// Without this libxml2 shows its ICU converters, whose headers clash with those of Foundation's own
// ICU in every module that meets both. Nothing of ours touches them.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
