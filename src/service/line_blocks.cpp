#include "service/line_blocks.h"

#include <fmt/format.h>

#include <algorithm>

#include "voices/json_members.h"

namespace konsequenz::service {

/// Small enough that what was copied from the file is still in the cache when it is read.
constexpr std::size_t block_bytes = std::size_t{512} << 10;

Result<bool> LineBlocks::next(LineBlock& block) {
    const std::lock_guard lock(mutex_);
    if (is_over_) return false;
    block.offset = offset_;
    block.index = index_++;
    std::size_t size = rest_.size();
    std::size_t end = 0;
    if (block.text.size() < block_bytes + size + voices::json_padding)
        block.text.resize(block_bytes + size + voices::json_padding);
    std::ranges::copy(rest_, block.text.begin());
    while (end == 0) {
        if (block.text.size() < size + block_bytes + voices::json_padding)
            block.text.resize(size + block_bytes + voices::json_padding);
        const auto read = TRY(input_.read(std::span(block.text).subspan(size, block_bytes)));
        if (read == 0) {
            is_over_ = true;
            end = size;
            break;
        }
        const auto break_at = std::string_view(block.text).substr(0, size + read).rfind('\n');
        size += read;
        if (break_at != std::string_view::npos) end = break_at + 1;
        if (end == 0 && size > line_bytes_max) {
            Place where;
            where.file = input_.name();
            return fail("record.too-long", fmt::format("longer than {} bytes", line_bytes_max), where);
        }
    }
    rest_.assign(block.text, end, size - end);
    block.size = end;
    offset_ += end;
    return end > 0;
}

}  // namespace konsequenz::service
