#pragma once

#include <sstream>
#include <string>

// Breaks a text into lines of at most width characters, at blanks. A word that is longer has a line of its own.
// Lines are parted by line feeds; none begins or ends with a blank.
inline std::string wrap(const std::string& text, std::size_t width) {
    std::istringstream words(text);
    std::string word, line, out;
    while (words >> word) {
        if (!line.empty() && line.size() + 1 + word.size() > width) {
            out += line + '\n';
            line.clear();
        }
        line += line.empty() ? word : ' ' + word;
    }
    return out + line;
}
