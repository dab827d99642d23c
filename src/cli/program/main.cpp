#include "cli/commands.h"

int main(int argument_count, char** arguments) { return konsequenz::cli::run(argument_count, arguments); }
