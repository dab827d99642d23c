// FEEL values: 32 bytes, immutable, cheap to copy, safe to share between threads.
//
// Scalars and strings of at most 24 bytes live inside the value; lists, contexts, ranges, functions and longer
// strings lie on the heap behind an atomic reference count. `Value::borrowed` shows a string that somebody else
// keeps alive, so that binding a decoded string to a slot allocates nothing.
// Values never nest deeper than `nesting_max` nor have more than `parts_max` parts: a factory that would exceed it
// gives null instead, so that no destructor, comparison or printer can exhaust the stack or run for ever.
#pragma once

#include <atomic>
#include <cassert>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "feel/number.h"
#include "feel/temporal.h"

namespace konsequenz::feel {

enum class Kind : std::uint8_t {
    null,
    boolean,
    number,
    string,
    date,
    time,
    date_time,
    day_time_duration,
    year_month_duration,
    list,
    context,
    range,
    function,
};

/// The kind's name as FEEL's type names write it: "days and time duration".
[[nodiscard]] std::string_view to_string(Kind kind);

class Type;
class Value;
class Function;

inline constexpr std::uint32_t nesting_max = 400;
inline constexpr std::uint64_t parts_max = 20'000'000;

/// The keys of a context in their order; distinct. Shared by all contexts made in the same place.
using ContextKeys = std::vector<std::string>;
using SharedContextKeys = std::shared_ptr<const ContextKeys>;

struct ContextEntry;

namespace detail {
struct HeapObject {
    HeapObject() = default;
    HeapObject(const HeapObject&) = delete;
    HeapObject& operator=(const HeapObject&) = delete;
    virtual ~HeapObject() = default;

    mutable std::atomic<std::uint32_t> references{1};
    std::uint32_t depth = 1;  ///< 1 + the deepest value inside
    std::uint64_t size = 1;   ///< of all values inside, each as often as it occurs
};
}  // namespace detail

enum class Bound : std::uint8_t { open, closed };

/// How a range came about. An interval with a null end contains null (unknown); a comparison's null end is unbounded:
/// `(< 10)` is {null, 10, open, open, comparison}. `(= 10)` has both ends closed at 10. `(!= 10)` is not_equal with 10
/// as its low end. Ranges of different forms are never equal, as the TCK has it.
enum class RangeForm : std::uint8_t { interval, comparison, not_equal };

struct RangeEnds;

class Value {
  public:
    static constexpr std::size_t inline_size_max = 24;

    constexpr Value() noexcept : payload_{}, kind_(Kind::null), storage_(Storage::scalar), size_(0) {}
    Value(const Value& other) noexcept { copy_from(other); }
    Value(Value&& other) noexcept { steal_from(other); }
    Value& operator=(const Value& other) noexcept {
        if (this != &other) {
            release();
            copy_from(other);
        }
        return *this;
    }
    Value& operator=(Value&& other) noexcept {
        if (this != &other) {
            release();
            steal_from(other);
        }
        return *this;
    }
    ~Value() { release(); }

    // --- making ---
    [[nodiscard]] static Value null() noexcept { return {}; }
    [[nodiscard]] static Value boolean(bool truth) noexcept {
        Value value(Kind::boolean);
        value.payload_.boolean = truth;
        return value;
    }
    [[nodiscard]] static Value number(const Number& number) noexcept {
        // Word by word, as values are copied: a processor waits when it reads at once what was written in parts.
        Value value(Kind::number);
        value.payload_.words[0] = number.low;
        value.payload_.words[1] = number.high;
        return value;
    }
    [[nodiscard]] static Value number(std::int64_t number) noexcept { return Value::number(Number::from(number)); }
    /// nullopt becomes null, so that a failed operation of number.h can be passed on as it is.
    [[nodiscard]] static Value number(const std::optional<Number>& number) noexcept {
        return number ? Value::number(*number) : Value();
    }
    /// A copy of the text (UTF-8, which the caller vouches for).
    [[nodiscard]] static Value string(std::string_view text);
    [[nodiscard]] static Value string(std::string&& text);
    [[nodiscard]] static Value string(const char* text) { return string(std::string_view(text)); }
    /// A view: whoever calls keeps the text alive as long as this value or any copy of it lives.
    [[nodiscard]] static Value borrowed(std::string_view text) noexcept {
        Value value(Kind::string);
        value.storage_ = Storage::borrowed;
        value.payload_.view.data = text.data();
        value.payload_.view.size = text.size();
        return value;
    }
    [[nodiscard]] static Value date(const Date& date) noexcept { return scalar(Kind::date, date); }
    [[nodiscard]] static Value time(const Time& time) noexcept { return scalar(Kind::time, time); }
    [[nodiscard]] static Value date_time(const DateTime& value) noexcept { return scalar(Kind::date_time, value); }
    [[nodiscard]] static Value duration(const DayTimeDuration& duration) noexcept {
        return scalar(Kind::day_time_duration, duration);
    }
    [[nodiscard]] static Value duration(const YearMonthDuration& duration) noexcept {
        return scalar(Kind::year_month_duration, duration);
    }
    [[nodiscard]] static Value list(std::vector<Value> items);
    /// `values` are as many as `keys`.
    [[nodiscard]] static Value context(SharedContextKeys keys, std::vector<Value> values);
    /// Of two entries with the same key the later one wins, in the earlier one's place.
    [[nodiscard]] static Value context(std::vector<ContextEntry> entries);
    /// Both ends are scalars; whether they are comparable is the caller's business.
    [[nodiscard]] static Value range(RangeEnds ends);
    [[nodiscard]] static Value function(std::unique_ptr<Function> function);

    // --- asking ---
    [[nodiscard]] Kind kind() const noexcept { return kind_; }
    [[nodiscard]] bool is_null() const noexcept { return kind_ == Kind::null; }
    [[nodiscard]] bool is_boolean() const noexcept { return kind_ == Kind::boolean; }
    [[nodiscard]] bool is_number() const noexcept { return kind_ == Kind::number; }
    [[nodiscard]] bool is_string() const noexcept { return kind_ == Kind::string; }
    [[nodiscard]] bool is_list() const noexcept { return kind_ == Kind::list; }
    [[nodiscard]] bool is_context() const noexcept { return kind_ == Kind::context; }
    [[nodiscard]] bool is_range() const noexcept { return kind_ == Kind::range; }
    [[nodiscard]] bool is_function() const noexcept { return kind_ == Kind::function; }
    [[nodiscard]] bool is_true() const noexcept { return kind_ == Kind::boolean && payload_.boolean; }
    [[nodiscard]] bool is_false() const noexcept { return kind_ == Kind::boolean && !payload_.boolean; }

    // The accessors below assert their kind.
    [[nodiscard]] bool as_boolean() const noexcept { return expect(Kind::boolean).boolean; }
    [[nodiscard]] const Number& as_number() const noexcept { return expect(Kind::number).number; }
    /// A view into this value: it dies with it.
    [[nodiscard]] std::string_view as_string() const& noexcept {
        assert(kind_ == Kind::string);
        if (storage_ == Storage::inlined) return {payload_.inlined, size_};
        if (storage_ == Storage::borrowed) return {payload_.view.data, payload_.view.size};
        return heap_string();
    }
    [[nodiscard]] std::string_view as_string() const&& = delete;
    [[nodiscard]] const Date& as_date() const noexcept { return expect(Kind::date).date; }
    [[nodiscard]] const Time& as_time() const noexcept { return expect(Kind::time).time; }
    [[nodiscard]] const DateTime& as_date_time() const noexcept { return expect(Kind::date_time).date_time; }
    [[nodiscard]] const DayTimeDuration& as_day_time_duration() const noexcept {
        return expect(Kind::day_time_duration).day_time;
    }
    [[nodiscard]] const YearMonthDuration& as_year_month_duration() const noexcept {
        return expect(Kind::year_month_duration).year_month;
    }
    [[nodiscard]] std::span<const Value> as_list() const& noexcept;
    [[nodiscard]] std::span<const Value> as_list() const&& = delete;
    /// The keys and, in the same order, the values of a context.
    [[nodiscard]] const ContextKeys& context_keys() const noexcept;
    [[nodiscard]] std::span<const Value> context_values() const& noexcept;
    [[nodiscard]] std::span<const Value> context_values() const&& = delete;
    /// The entry of a context, or nullptr where it has none of this key.
    [[nodiscard]] const Value* find(std::string_view key) const& noexcept;
    [[nodiscard]] const Value* find(std::string_view key) const&& = delete;
    [[nodiscard]] const RangeEnds& as_range() const noexcept;
    [[nodiscard]] const Function& as_function() const noexcept;

    /// 0 for scalars and strings; lists, contexts, ranges and functions: 1 + the deepest value inside.
    [[nodiscard]] std::uint32_t depth() const noexcept {
        return storage_ == Storage::heap && kind_ != Kind::string ? payload_.object->depth : 0;
    }
    /// How many values it is made of, those inside counted as often as they occur; strings count one more for each 64
    /// bytes. A value that shares its parts may be far larger written out than it is in memory.
    [[nodiscard]] std::uint64_t size() const noexcept {
        if (storage_ == Storage::heap) return payload_.object->size;
        return storage_ == Storage::borrowed ? 1 + payload_.view.size / 64 : 1;
    }
    /// The same value with no borrowed string in it.
    [[nodiscard]] Value owned() const;

  private:
    enum class Storage : std::uint8_t { scalar, inlined, borrowed, heap };
    struct View {
        const char* data;
        std::size_t size;
    };
    union Payload {
        constexpr Payload() noexcept : words{} {}
        std::uint64_t words[3];
        bool boolean;
        Number number;
        Date date;
        Time time;
        DateTime date_time;
        DayTimeDuration day_time;
        YearMonthDuration year_month;
        View view;
        char inlined[inline_size_max];
        const detail::HeapObject* object;
    };

    explicit Value(Kind kind) noexcept : payload_{}, kind_(kind), storage_(Storage::scalar), size_(0) {}
    template <class T>
    static Value scalar(Kind kind, const T& content) noexcept {
        static_assert(sizeof(T) <= 16 && std::is_trivially_copyable_v<T>);
        Value value(kind);
        std::memcpy(static_cast<void*>(&value.payload_), &content, sizeof(T));
        return value;
    }
    [[nodiscard]] const Payload& expect([[maybe_unused]] Kind kind) const noexcept {
        assert(kind_ == kind);
        return payload_;
    }
    void copy_words(const Value& other) noexcept {
        payload_.words[0] = other.payload_.words[0];
        payload_.words[1] = other.payload_.words[1];
        payload_.words[2] = other.payload_.words[2];
        kind_ = other.kind_;
        storage_ = other.storage_;
        size_ = other.size_;
    }
    void copy_from(const Value& other) noexcept {
        copy_words(other);
        if (storage_ == Storage::heap) payload_.object->references.fetch_add(1, std::memory_order_relaxed);
    }
    void steal_from(Value& other) noexcept {
        copy_words(other);
        other.kind_ = Kind::null;
        other.storage_ = Storage::scalar;
    }
    void release() noexcept {
        if (storage_ == Storage::heap) [[unlikely]]
            release_heap();
    }
    void release_heap() noexcept;
    [[nodiscard]] std::string_view heap_string() const noexcept;
    static Value adopt(Kind kind, std::unique_ptr<detail::HeapObject> object) noexcept;

    Payload payload_;
    Kind kind_;
    Storage storage_;
    std::uint8_t size_;  ///< of an inlined string
};

static_assert(sizeof(Value) == 32);

struct ContextEntry {
    std::string key;
    Value value;
};

struct RangeEnds {
    Value low;
    Value high;
    Bound low_bound = Bound::closed;
    Bound high_bound = Bound::closed;
    RangeForm form = RangeForm::interval;
};

// --- equality and order, as FEEL sees them ---

/// DMN 1.5, 10.3.2.13: values of different kinds are not comparable (nullopt, FEEL's null); null equals null only.
[[nodiscard]] std::optional<bool> equals(const Value& left, const Value& right);
/// Order of numbers, strings (by code point), dates, times, dates and times, durations of one kind;
/// nullopt where there is none. A date compares with a date and time as its midnight in UTC.
[[nodiscard]] std::optional<std::strong_ordering> compare(const Value& left, const Value& right);
/// Whether the value lies in the range; nullopt where it is not comparable with an end or an interval's end is null.
[[nodiscard]] std::optional<bool> contains(const RangeEnds& range, const Value& value);
/// Two-valued and total: the same kind and equal content, nulls and non-comparable things included; for tests and keys.
/// Functions are identical to themselves only.
[[nodiscard]] bool identical(const Value& left, const Value& right);

// --- text and JSON ---

/// The FEEL literal of the value, as `[1, "a", {b: @"2024-01-01"}]`; functions as `function(a, b)`.
[[nodiscard]] std::string to_string(const Value& value);
/// A string literal with its quotes and escapes.
[[nodiscard]] std::string quoted(std::string_view text);
/// Numbers as JSON numbers with all their digits, temporal values, ranges and functions as strings of their FEEL text.
void write_json(JsonWriter& writer, const Value& value);
/// Without a type, strings stay strings. With one, strings become dates, times and durations where the type says so
/// and the value must conform to it; members of a context that are not given are null. Strings are copied.
/// Errors: feel.json-number (no decimal of 34 digits), feel.json-temporal, feel.json-type; `where.field` is the path.
[[nodiscard]] Result<Value> from_json(const JsonValue& json);
[[nodiscard]] Result<Value> from_json(const JsonValue& json, const Type& type);

}  // namespace konsequenz::feel
