"""Bookings of a room as half-open intervals of hours."""


def merge(intervals):
    """Returns the hours that are taken: intervals in order, without overlaps; those that touch are one."""
    merged = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def taken(intervals):
    """Returns how many hours are taken."""
    return sum(end - start for start, end in merge(intervals))
