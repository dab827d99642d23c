#include "conduct/embedded.h"

// The assembler copies the files' bytes as they are; #embed would do, but g++ 12 does not have it.
#define KONSEQUENZ_EMBED(name, file)            \
    asm(".pushsection .rodata.konsequenz_" name \
        ", \"a\"\n"                             \
        ".balign 64\n"                          \
        ".global konsequenz_" name              \
        "_begin\n"                              \
        "konsequenz_" name                      \
        "_begin:\n"                             \
        ".incbin \"" file                       \
        "\"\n"                                  \
        ".global konsequenz_" name              \
        "_end\n"                                \
        "konsequenz_" name                      \
        "_end:\n"                               \
        ".byte 0\n"                             \
        ".popsection\n")

KONSEQUENZ_EMBED("model", KONSEQUENZ_MODEL_FILE);
KONSEQUENZ_EMBED("vocabulary", KONSEQUENZ_VOCABULARY_FILE);

extern "C" {
extern const char konsequenz_model_begin[] __attribute__((visibility("hidden")));
extern const char konsequenz_model_end[] __attribute__((visibility("hidden")));
extern const char konsequenz_vocabulary_begin[] __attribute__((visibility("hidden")));
extern const char konsequenz_vocabulary_end[] __attribute__((visibility("hidden")));
}

namespace konsequenz::conduct {

std::string_view embedded_model() { return {konsequenz_model_begin, konsequenz_model_end}; }
std::string_view embedded_vocabulary() { return {konsequenz_vocabulary_begin, konsequenz_vocabulary_end}; }

}  // namespace konsequenz::conduct
