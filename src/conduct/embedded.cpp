#include "conduct/embedded.h"

// The assembler copies the file's bytes as they are; #embed would do, but g++ 12 does not have it.
asm(".pushsection .rodata.konsequenz_model, \"a\"\n"
    ".balign 64\n"
    ".global konsequenz_model_begin\n"
    "konsequenz_model_begin:\n"
    ".incbin \"" KONSEQUENZ_MODEL_FILE
    "\"\n"
    ".global konsequenz_model_end\n"
    "konsequenz_model_end:\n"
    ".byte 0\n"
    ".popsection\n");

extern "C" {
extern const char konsequenz_model_begin[] __attribute__((visibility("hidden")));
extern const char konsequenz_model_end[] __attribute__((visibility("hidden")));
}

namespace konsequenz::conduct {

std::string_view embedded_model() { return {konsequenz_model_begin, konsequenz_model_end}; }

}  // namespace konsequenz::conduct
