// libsodium wants one call before all others.
#pragma once

namespace konsequenz::seal {

/// Safe to call again, and from any thread.
void start_sodium();

}  // namespace konsequenz::seal
