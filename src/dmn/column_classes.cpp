#include "dmn/column_classes.h"

#include <fmt/format.h>

#include <cassert>
#include <cmath>

#include "dmn/columns_kernels.h"

namespace konsequenz::dmn {

using feel::Kind;
using feel::Value;

DoublePoints::DoublePoints(const ColumnIndex& index) {
    std::uint32_t before = 0;
    for (const Value& point : index.points()) {
        const double nearest = point.as_number().to_double();
        // Of two points nearest to one double the later only moves what lies behind it.
        if (!doubles_.empty() && doubles_.back() == nearest) {
            before += 2;
            continue;
        }
        doubles_.push_back(nearest);
        places_before_.push_back(before);
        const std::optional<feel::Number> shortest = feel::Number::from_double(nearest);
        places_at_.push_back(shortest ? index.find_number(*shortest) : index.null_place());
        before += 2;
    }
    places_before_.push_back(before);
}

namespace {

constexpr std::size_t codes_padded = 256;  // so that a code of eight bits needs no look at its size

void add_checks(ColumnCells& cells, const CheckedType& type) {
    if (!type.constraint) return;
    for (const feel::Expression& test : type.constraint->tests) {
        cells.of_rule.push_back(static_cast<std::uint32_t>(cells.tests.size()));
        cells.tests.push_back(test);
        cells.passes_null.push_back(1);
    }
}

/// Whether values of the kind are of the type as they are.
bool is_plain(const CheckedType& type, Kind kind) {
    return type.type.is_any() || static_cast<unsigned>(type.type.kind()) == static_cast<unsigned>(kind) + 1;
}

}  // namespace

std::string ColumnClasses::name() const { return std::string(place_.column().program.text()); }

// Where values are checked, the checks become rules behind the table's own, and one index answers them all. It has a
// row for each place, so that the rows tell the classes apart.
void ColumnClasses::build_index() {
    const TableColumn& column = place_.column();
    auto cells = std::make_shared<ColumnCells>(column.cells);
    add_checks(*cells, column.type);
    if (place_.input != nullptr && place_.input->constraint != column.type.constraint)
        add_checks(*cells, *place_.input);
    if (column.allowed) {
        cells->of_rule.push_back(static_cast<std::uint32_t>(cells->tests.size()));
        cells->tests.push_back(column.allowed->cells.tests.front());
        cells->passes_null.push_back(1);
    }
    layout_ = RowLayout(cells->of_rule.size());
    const bool has_checks = cells->of_rule.size() > column.cells.of_rule.size();
    index_ = has_checks || column.index.has_blocks()
                 ? std::make_shared<const ColumnIndex>(*cells, layout_, ColumnIndex::Rows::a_place)
                 : std::shared_ptr<const ColumnIndex>(std::shared_ptr<const void>(), &column.index);
    rules_of_.resize(cells->tests.size());
    for (std::uint32_t rule = 0; rule < cells->of_rule.size(); ++rule) rules_of_[cells->of_rule[rule]].push_back(rule);
    cells_ = std::move(cells);
}

Result<void> ColumnClasses::check_open_tests() const {
    for (std::uint32_t test = 0; test < cells_->tests.size(); ++test) {
        if (!index_->is_open(test)) continue;
        for (const std::string& path : cells_->tests[test].reads()) {
            if (path == "?" || path.starts_with("?.")) continue;
            return fail(
                "dmn.columns",
                fmt::format("the cell `{}` of rule {} reads `{}` beside its own input `{}`: decide the rows one by one",
                            cells_->tests[test].text(), rules_of_[test].front() + 1, path, name()));
        }
    }
    return {};
}

// The bits of the rules (and checks) in their own order.
void ColumnClasses::mark(const Value& value, std::vector<std::uint64_t>& bits, feel::Run& run) const {
    const std::uint32_t place = index_->find(value);
    const bool is_known = place != ColumnIndex::no_place;
    bits.assign(layout_.words, 0);
    if (is_known) std::copy_n(index_->row(place) + layout_.summary_words, layout_.words, bits.begin());
    if (is_known && !index_->has_open_tests()) return;
    SmallValues<16> slots(place_.program->scope_size + 1);
    slots.values().back() = value;
    for (std::uint32_t test = 0; test < cells_->tests.size(); ++test) {
        if (is_known && !index_->is_open(test)) continue;
        const bool passes = cells_->tests[test].evaluate(slots.values(), run).is_true();
        for (const std::uint32_t rule : rules_of_[test]) {
            const std::uint64_t mask = std::uint64_t{1} << rule % 64;
            bits[rule / 64] = passes ? bits[rule / 64] | mask : bits[rule / 64] & ~mask;
        }
    }
}

// From the rules' own order to the plan's. What a check refuses gets no bit; null passes them all.
std::uint32_t ColumnClasses::class_of(const std::vector<std::uint64_t>& bits, bool is_null) {
    const std::size_t rules = place_.program->rules.size();
    const auto has = [&](std::size_t bit) { return (bits[bit / 64] >> bit % 64 & 1U) != 0; };
    std::vector<std::uint64_t> ordered(place_.words, 0);
    bool is_allowed = true;
    for (std::size_t check = rules; check < layout_.rules; ++check) is_allowed = is_allowed && (is_null || has(check));
    if (!is_allowed) return sets_.number_of(ordered.data());
    const auto set = [&](std::size_t bit) { ordered[bit / 64] |= std::uint64_t{1} << bit % 64; };
    for (std::size_t word = 0; word < bits.size(); ++word) {
        const auto place = [&](std::uint32_t rule) {
            if (rule < rules) set(place_.bit_of_rule[rule]);
            return true;
        };
        each_bit(bits[word], word, place);
    }
    set(rules);
    return sets_.number_of(ordered.data());
}

void ColumnClasses::add_value(const Value& value, feel::Run& run) {
    Value converted = place_.input == nullptr ? value : coerce(value, *place_.input, "a value", run);
    converted = coerce(std::move(converted), place_.column().type, "a value", run);
    std::vector<std::uint64_t> bits;
    mark(converted, bits, run);
    of_code_.push_back(class_of(bits, converted.is_null()));
}

// Without a dictionary each place of the index is a class of its own kind of value.
Result<void> ColumnClasses::add_rows() {
    if (!is_read_plainly()) {
        return fail(
            "dmn.columns",
            fmt::format("the column of `{}` needs a dictionary: its cells or its type ask more than an index can say",
                        name()));
    }
    for (std::uint32_t place = 0; place < index_->place_count(); ++place) {
        const std::uint64_t* bits = index_->row(place) + layout_.summary_words;
        of_place_.push_back(class_of({bits, bits + layout_.words}, place == index_->null_place()));
    }
    if (index_->kind() == Kind::number) doubles_.emplace(*index_);
    return {};
}

bool ColumnClasses::is_read_plainly() const {
    if (index_->has_open_tests()) return false;
    const Kind kind = index_->kind();
    if (kind == Kind::null) return true;
    return is_plain(place_.column().type, kind) && (place_.input == nullptr || is_plain(*place_.input, kind));
}

Result<ColumnClasses> ColumnClasses::create(const ColumnPlace& place, TableColumns::Dictionary dictionary,
                                            const feel::Environment& environment) {
    ColumnClasses made(place);
    made.build_index();
    TRY_VOID(made.check_open_tests());
    made.has_dictionary_ = !dictionary.empty();
    if (!made.has_dictionary_) {
        TRY_VOID(made.add_rows());
        return made;
    }
    for (const Value& value : dictionary) {
        feel::Run run(environment);
        made.add_value(value, run);
    }
    made.codes_ = dictionary.size();
    made.of_code_.resize(std::max(std::bit_ceil(made.codes_ + 1), codes_padded), unknown_code);
    return made;
}

void ColumnClasses::set_stride(std::uint32_t stride) {
    for (std::uint32_t& number : std::span(of_code_).first(codes_)) number *= stride;
    for (std::uint32_t& number : of_place_) number *= stride;
}

Result<void> ColumnClasses::check(const Column& column, std::size_t count) const {
    const bool is_coded = column.index() < 3;
    if (is_coded != has_dictionary_) {
        return fail("dmn.columns",
                    fmt::format("the column of `{}` comes {} a dictionary, but was announced {} one", name(),
                                is_coded ? "with" : "without", has_dictionary_ ? "with" : "without"));
    }
    const auto size_of = [](const auto& rows) {
        if constexpr (requires { rows.rows; })
            return rows.rows.size();
        else
            return rows.size();
    };
    const std::size_t size = std::visit(size_of, column);
    if (size != count)
        return fail("dmn.columns", fmt::format("the column of `{}` has {} rows: expected {}", name(), size, count));
    if (is_coded || index_->kind() == Kind::null) return {};
    const bool fits = std::holds_alternative<Truths>(column) ? index_->kind() == Kind::boolean
                      : std::holds_alternative<Days>(column) ? index_->kind() == Kind::date
                                                             : index_->kind() == Kind::number;
    if (fits) return {};
    return fail("dmn.columns", fmt::format("the cells of `{}` test a {}: the column is of another kind", name(),
                                           to_string(index_->kind())));
}

namespace {

template <class Code>
void add_codes(std::span<const Code> codes, std::span<const std::uint32_t> of_code, std::uint32_t* sums) {
    for (std::size_t row = 0; row < codes.size(); ++row) {
        sums[row] += of_code[std::min<std::size_t>(codes[row], of_code.size() - 1)];
    }
}

}  // namespace

std::optional<std::size_t> ColumnClasses::find_unknown(const Column& column) const {
    const auto find = [&](const auto& data) -> std::optional<std::size_t> {
        if constexpr (!requires { data.rows; }) {
            for (std::size_t row = 0; row < data.size(); ++row) {
                if (data[row] >= codes_) return row;
            }
        }
        return std::nullopt;
    };
    return std::visit(find, column);
}

const std::uint32_t* ColumnClasses::plain_table(const Column& column, std::size_t first, std::size_t count) const {
    if (!has_dictionary_) return nullptr;
    const auto fits = [&](const auto& data) {
        if constexpr (requires { data.rows; }) {
            return false;
        } else {
            return are_below(data.subspan(first, count), of_code_.size());
        }
    };
    const bool is_plain = std::holds_alternative<Codes8>(column) || std::visit(fits, column);
    return is_plain ? of_code_.data() : nullptr;
}

void ColumnClasses::add(const Column& column, std::size_t first, std::span<std::uint32_t> sums) const {
    const auto each = [&](const auto& rows, auto place_of) {
        for (std::size_t at = 0; at < sums.size(); ++at) sums[at] += of_place_[place_of(rows[first + at])];
    };
    const auto add_rows_of = [&](const auto& data) {
        using Data = std::remove_cvref_t<decltype(data)>;
        const std::uint32_t null = index_->null_place();
        if constexpr (std::is_same_v<Data, Truths>) {
            each(data.rows, [&](std::uint8_t truth) { return truth <= 1 ? index_->find_boolean(truth == 1) : null; });
        } else if constexpr (std::is_same_v<Data, Integers>) {
            each(data.rows, [&](std::int64_t number) {
                return number == Integers::null ? null : index_->find_number(feel::Number::from(number));
            });
        } else if constexpr (std::is_same_v<Data, Doubles>) {
            each(data.rows, [&](double number) { return std::isfinite(number) ? doubles_->find(number) : null; });
        } else if constexpr (std::is_same_v<Data, Days>) {
            each(data.rows, [&](std::int32_t day) { return day == Days::null ? null : index_->find_scaled(day); });
        } else {
            add_codes(data.subspan(first, sums.size()), std::span<const std::uint32_t>(of_code_), sums.data());
        }
    };
    if (!has_dictionary_ && index_->kind() == Kind::null) {
        for (std::uint32_t& sum : sums) sum += of_place_.front();
        return;
    }
    std::visit(add_rows_of, column);
}

}  // namespace konsequenz::dmn
