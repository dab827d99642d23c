#include "dmn/table_index.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace konsequenz::dmn {

using feel::Kind;
using feel::Value;

namespace {

constexpr std::size_t dense_max = 8192;

bool is_indexed(Kind kind) {
    return kind == Kind::boolean || kind == Kind::number || kind == Kind::string || kind == Kind::date ||
           kind == Kind::day_time_duration || kind == Kind::year_month_duration;
}

bool is_ordered(Kind kind) { return kind != Kind::boolean && kind != Kind::string; }

bool before(const Value& left, const Value& right) {
    if (left.is_string()) return left.as_string() < right.as_string();
    if (left.is_boolean()) return !left.as_boolean() && right.as_boolean();
    const auto order = feel::compare(left, right);
    return order && *order < 0;
}

constexpr std::uint64_t scaled_max = std::uint64_t{1} << 61;

/// number · 10^scale, cut down to an integer below 2^61.
struct Scaled {
    std::int64_t floor = 0;
    bool is_exact = true;
};
std::optional<Scaled> scaled(const feel::Number& number, int scale) {
    const int shift = number.exponent() + scale;
    if (!number.is_small() || shift < -18 || shift > 18) return std::nullopt;
    feel::Unsigned128 key = number.low;
    bool is_exact = true;
    if (shift >= 0) {
        key *= feel::number_detail::powers_of_ten[shift];
    } else {
        const std::uint64_t divisor = feel::number_detail::powers_of_ten[-shift];
        key = number.low / divisor;
        is_exact = number.low % divisor == 0;
    }
    if (key >= scaled_max) return std::nullopt;
    const auto magnitude = static_cast<std::int64_t>(key);
    if (!number.is_negative()) return Scaled{magnitude, is_exact};
    return Scaled{is_exact ? -magnitude : -magnitude - 1, is_exact};
}

/// How many of the ascending keys are below one; without a jump that the processor would have to guess.
std::size_t count_below(std::span<const std::int64_t> keys, std::int64_t key) {
    std::size_t first = 0;
    std::size_t count = keys.size();
    while (count > 1) {
        const std::size_t half = count / 2;
        first += keys[first + half - 1] < key ? half : 0;
        count -= half;
    }
    return first + (count == 1 && keys[first] < key ? 1 : 0);
}

}  // namespace

ColumnCells one_rule(feel::Expression tests) {
    ColumnCells cells;
    cells.tests.push_back(std::move(tests));
    cells.of_rule.push_back(0);
    cells.passes_null.push_back(1);
    return cells;
}

void ColumnIndex::choose_kind(const std::vector<std::optional<feel::TestShape>>& shapes) {
    const auto consider = [this](const Value& value) {
        if (kind_ == Kind::null && is_indexed(value.kind())) kind_ = value.kind();
    };
    for (const auto& shape : shapes) {
        if (!shape) continue;
        for (const Value& constant : shape->constants) consider(constant);
        for (const feel::RangeEnds& interval : shape->intervals) {
            consider(interval.low);
            consider(interval.high);
        }
    }
}

bool ColumnIndex::is_indexable(const feel::TestShape& shape) const {
    if (shape.form == feel::TestShape::Form::any) return true;
    const auto fits = [this](const Value& value) { return value.kind() == kind_ || value.is_null(); };
    if (!std::ranges::all_of(shape.constants, fits)) return false;
    if (!shape.intervals.empty() && !is_ordered(kind_)) return false;
    return std::ranges::all_of(
        shape.intervals, [&](const feel::RangeEnds& interval) { return fits(interval.low) && fits(interval.high); });
}

void ColumnIndex::collect_points(const std::vector<std::optional<feel::TestShape>>& shapes) {
    for (const auto& shape : shapes) {
        if (!shape || !is_indexable(*shape)) continue;
        for (const Value& constant : shape->constants) points_.push_back(constant);
        for (const feel::RangeEnds& interval : shape->intervals) {
            points_.push_back(interval.low);
            points_.push_back(interval.high);
        }
    }
    std::erase_if(points_, [](const Value& value) { return value.is_null(); });
    std::ranges::sort(points_, before);
    const auto same =
        std::ranges::unique(points_, [](const Value& left, const Value& right) { return !before(left, right); });
    points_.erase(same.begin(), same.end());
}

// Numbers are kept as integers of one scale where all of them fit.
void ColumnIndex::scale_points() {
    if (kind_ == Kind::number) {
        for (const Value& point : points_) scale_ = std::max(scale_, -point.as_number().normalized().exponent());
        if (scale_ > 18) return;
        for (const Value& point : points_) {
            const std::optional<Scaled> key = scaled(point.as_number().normalized(), scale_);
            if (!key) {
                keys_.clear();
                return;
            }
            keys_.push_back(key->floor);
        }
    } else if (kind_ == Kind::date) {
        for (const Value& point : points_) keys_.push_back(point.as_date().days);
    } else {
        return;
    }
    is_scaled_ = true;
    if (keys_.empty() ||
        static_cast<std::uint64_t>(keys_.back()) - static_cast<std::uint64_t>(keys_.front()) >= dense_max)
        return;
    fill_dense();
}

// From the first key, or from 0 where that is near, to one behind the last, which stands for all beyond.
void ColumnIndex::fill_dense() {
    const std::int64_t end = keys_.back() + 1;
    dense_begin_ =
        end <= static_cast<std::int64_t>(dense_max) ? std::min<std::int64_t>(keys_.front(), 0) : keys_.front();
    std::uint32_t position = 0;
    for (std::int64_t key = dense_begin_; key <= end; ++key) {
        const bool is_key = position < keys_.size() && keys_[position] == key;
        dense_.push_back(2 * position + (is_key ? 1 : 0));
        position += is_key ? 1 : 0;
    }
    if (kind_ != Kind::number || end <= 0) return;
    const std::int64_t first = std::max<std::int64_t>(dense_begin_, 0);
    dense_high_ = feel::Number::from_parts(false, 0, -scale_).high;
    dense_low_ = static_cast<std::uint64_t>(first);
    dense_count_ = static_cast<std::uint64_t>(end - first);
    dense_skip_ = static_cast<std::size_t>(first - dense_begin_);
}

void ColumnIndex::hash_strings() {
    std::size_t size = 8;
    while (size < points_.size() * 2 + 2) size *= 2;
    slots_.assign(size, {});
    slot_mask_ = size - 1;
    for (std::uint32_t point = 0; point < points_.size(); ++point) {
        const TextKey key = key_of(points_[point].as_string());
        std::size_t at = place_of(key) & slot_mask_;
        while (slots_[at].key.size != no_place) at = (at + 1) & slot_mask_;
        slots_[at] = {.key = key, .place = point};
    }
}

ColumnIndex::ColumnIndex(const ColumnCells& cells, const RowLayout& layout, Rows rows) : stride_(layout.stride()) {
    std::vector<std::optional<feel::TestShape>> shapes;
    shapes.reserve(cells.tests.size());
    for (const feel::Expression& test : cells.tests) shapes.push_back(test.shape());
    choose_kind(shapes);
    collect_points(shapes);
    number_places(rows, layout.words > 1);
    if (kind_ == Kind::string) hash_strings();
    if (kind_ == Kind::number || kind_ == Kind::date) scale_points();
    open_tests(shapes);
    build_rows(cells, layout);
}

// Strings: each point, what is none, null. Booleans: false, true, null. Ordered kinds: the points are odd, the gaps
// between them even; null. Null has a row of its own.
void ColumnIndex::number_places(Rows rows, bool has_many_words) {
    std::size_t places = 0;
    if (kind_ == Kind::string) places = points_.size() + 1;
    if (kind_ == Kind::boolean) places = 2;
    if (is_ordered(kind_)) places = 2 * points_.size() + 1;
    if (rows == Rows::a_block && has_many_words) {
        while (places >> block_shift_ >= rows_max) ++block_shift_;
    }
    const auto blocks = [&] { return (places + (std::size_t{1} << block_shift_) - 1) >> block_shift_; };
    if (kind_ == Kind::null || (blocks() + 1) * stride_ > words_max) {
        kind_ = Kind::null;
        points_.clear();
        places = 0;
        block_shift_ = 0;
    }
    row_count_ = blocks() + 1;
    other_place_ = static_cast<std::uint32_t>(places) - 1;
    null_place_ = static_cast<std::uint32_t>(blocks() << block_shift_);
}

void ColumnIndex::open_tests(const std::vector<std::optional<feel::TestShape>>& shapes) {
    for (const std::optional<feel::TestShape>& shape : shapes) {
        const bool is_dash = shape && shape->form == feel::TestShape::Form::any;
        const bool knows = is_dash || (kind_ != Kind::null && shape && is_indexable(*shape));
        open_.push_back(knows ? 0 : 1);
        has_open_ = has_open_ || !knows;
        // A dash passes everywhere; of an open test the table is told no more than that it may.
        negated_.push_back(!knows || is_dash || shape->negated ? 1 : 0);
        span_begin_.push_back(static_cast<std::uint32_t>(spans_.size()));
        if (knows && !is_dash) add_spans(*shape);
    }
    span_begin_.push_back(static_cast<std::uint32_t>(spans_.size()));
}

std::uint32_t ColumnIndex::place_of_point(const Value& value) const {
    if (kind_ == Kind::boolean) return value.as_boolean() ? 1 : 0;
    const auto at = static_cast<std::uint32_t>(std::ranges::lower_bound(points_, value, before) - points_.begin());
    return kind_ == Kind::string ? at : 2 * at + 1;
}

void ColumnIndex::add_spans(const feel::TestShape& shape) {
    for (const Value& constant : shape.constants) {
        if (constant.is_null()) continue;
        const std::uint32_t place = place_of_point(constant);
        spans_.push_back({place, place});
    }
    for (const feel::RangeEnds& interval : shape.intervals) {
        std::uint32_t first = 0;
        auto last = static_cast<std::uint32_t>(2 * points_.size());
        if (!interval.low.is_null())
            first = place_of_point(interval.low) + (interval.low_bound == feel::Bound::closed ? 0 : 1);
        if (!interval.high.is_null())
            last = place_of_point(interval.high) - (interval.high_bound == feel::Bound::closed ? 0 : 1);
        if (first <= last) spans_.push_back({first, last});
    }
}

// In the order of their places.
std::vector<ColumnIndex::Event> ColumnIndex::events() const {
    std::vector<Event> events;
    events.reserve(2 * spans_.size());
    for (std::uint32_t test = 0; test < open_.size(); ++test) {
        for (std::uint32_t at = span_begin_[test]; at < span_begin_[test + 1]; ++at) {
            events.push_back({spans_[at].first, test, 1});
            events.push_back({spans_[at].last + 1, test, -1});
        }
    }
    std::ranges::stable_sort(events, {}, &Event::place);
    return events;
}

/// The bits of the rules while one goes from place to place.
class ColumnIndex::Sweep {
  public:
    Sweep(const ColumnCells& cells, const RowLayout& layout)
        : layout_(layout), rules_of_(cells.tests.size()), now_(layout.words), row_(layout.words) {
        for (std::uint32_t rule = 0; rule < cells.of_rule.size(); ++rule)
            rules_of_[cells.of_rule[rule]].push_back(rule);
    }
    void set(std::uint32_t test, bool passes) {
        for (const std::uint32_t rule : rules_of_[test]) {
            const std::uint64_t mask = std::uint64_t{1} << rule % 64;
            now_[rule / 64] = passes ? now_[rule / 64] | mask : now_[rule / 64] & ~mask;
            if (passes) row_[rule / 64] |= mask;
        }
    }
    /// The next row begins with what passes now.
    void begin_row() { row_ = now_; }
    /// All that has passed since.
    void end_row(std::uint64_t* out) const {
        for (std::size_t word = 0; word < layout_.words; ++word) {
            if (layout_.summary_words > 0 && row_[word] != 0) out[word / 64] |= std::uint64_t{1} << word % 64;
            out[layout_.summary_words + word] = row_[word];
        }
    }

  private:
    const RowLayout& layout_;
    std::vector<std::vector<std::uint32_t>> rules_of_;  ///< distinct test → rules
    std::vector<std::uint64_t> now_;
    std::vector<std::uint64_t> row_;
};

// Sweeps over the places and keeps, a distinct test, by how many of its spans the place is covered.
void ColumnIndex::build_rows(const ColumnCells& cells, const RowLayout& layout) {
    words_.assign(row_count_ * stride_, 0);
    Sweep sweep(cells, layout);
    for (std::uint32_t test = 0; test < open_.size(); ++test) sweep.set(test, negated_[test] != 0);
    std::vector<std::int32_t> covered(open_.size());
    const std::vector<Event> all = events();
    auto event = all.begin();
    const auto apply = [&](std::uint32_t place) {
        for (; event != all.end() && event->place == place; ++event) {
            covered[event->test] += event->change;
            sweep.set(event->test, (covered[event->test] > 0) != (negated_[event->test] != 0));
        }
    };
    const std::uint32_t block = std::uint32_t{1} << block_shift_;
    for (std::uint32_t first = 0; first < null_place_; first += block) {
        apply(first);
        sweep.begin_row();
        for (std::uint32_t place = first + 1; place < first + block; ++place) apply(place);
        sweep.end_row(words_.data() + (first >> block_shift_) * stride_);
    }
    for (std::uint32_t test = 0; test < open_.size(); ++test)
        sweep.set(test, kind_ == Kind::null || open_[test] != 0 || cells.passes_null[test] != 0);
    sweep.begin_row();
    sweep.end_row(words_.data() + (row_count_ - 1) * stride_);
}

std::uint32_t ColumnIndex::find_scaled(std::int64_t key) const {
    if (!dense_.empty()) {
        const std::uint64_t offset = static_cast<std::uint64_t>(key) - static_cast<std::uint64_t>(dense_begin_);
        if (offset < dense_.size()) return dense_[offset];
        return key < dense_begin_ ? 0 : static_cast<std::uint32_t>(2 * keys_.size());
    }
    const std::size_t at = count_below(keys_, key);
    const auto position = static_cast<std::uint32_t>(at);
    return at < keys_.size() && keys_[at] == key ? 2 * position + 1 : 2 * position;
}

std::uint32_t ColumnIndex::find_ordered(const Value& value) const {
    const auto at = std::ranges::lower_bound(points_, value, before);
    const auto position = static_cast<std::uint32_t>(at - points_.begin());
    return at != points_.end() && !before(value, *at) ? 2 * position + 1 : 2 * position;
}

std::uint32_t ColumnIndex::find_any_number(const feel::Number& number) const {
    if (is_scaled_) {
        if (const std::optional<Scaled> key = scaled(number, scale_)) {
            const std::uint32_t place = find_scaled(key->floor);
            return key->is_exact ? place : place + place % 2;  // between two integers: right behind the lower one
        }
    }
    return find_ordered(Value::number(number));
}

std::uint32_t ColumnIndex::find_other(const Value& value) const {
    return kind_ == Kind::date ? find_scaled(value.as_date().days) : find_ordered(value);
}

}  // namespace konsequenz::dmn
