#include "wrap.hpp"

#include <iostream>

static int failures = 0;

static void expect(const std::string& text, std::size_t width, const std::string& wanted) {
    const std::string got = wrap(text, width);
    if (got != wanted) {
        std::cerr << "wrap(\"" << text << "\", " << width << "): got \"" << got << "\" want \"" << wanted << "\"\n";
        ++failures;
    }
}

int main() {
    expect("", 10, "");
    expect("one", 10, "one");
    expect("one two three", 7, "one two\nthree");
    expect("one two three", 6, "one\ntwo\nthree");
    expect("a bb ccc", 4, "a bb\nccc");
    expect("  spaced   out  ", 20, "spaced out");
    expect("unbreakable is long", 5, "unbreakable\nis\nlong");
    expect("is unbreakable", 3, "is\nunbreakable");
    return failures == 0 ? 0 : 1;
}
