"""Search in sorted lists."""


def first_not_below(values, wanted):
    """Returns the index of the first value that is wanted or more; the length of the list where all are less."""
    low, high = 0, len(values)
    while low < high:
        middle = (low + high) // 2
        if values[middle] <= wanted:
            low = middle + 1
        else:
            high = middle
    return low


def find(values, wanted):
    """Returns the index of the first value that is wanted, or -1."""
    index = first_not_below(values, wanted)
    return index if index < len(values) and values[index] == wanted else -1


def count(values, wanted):
    """Returns how often a whole number stands in a list of whole numbers."""
    return first_not_below(values, wanted + 1) - first_not_below(values, wanted)
