"""Splits a bill, in whole cents."""


def split(total_cents, people):
    """Returns what each pays, first come first: shares differ by a cent at most and sum up to the total."""
    if people < 1:
        raise ValueError("at least one must pay")
    return [round(total_cents / people)] * people
