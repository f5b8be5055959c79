import unittest

from intervals import merge, taken


class MergeTests(unittest.TestCase):
    def test_intervals_apart_stay_apart(self):
        self.assertEqual(merge([(13, 14), (9, 10)]), [(9, 10), (13, 14)])

    def test_overlapping_and_touching_ones_are_joined(self):
        self.assertEqual(merge([(9, 11), (10, 12), (12, 13)]), [(9, 13)])

    def test_one_inside_another_changes_nothing(self):
        self.assertEqual(merge([(9, 17), (10, 11)]), [(9, 17)])

    def test_after_one_inside_another_a_later_one_still_joins(self):
        self.assertEqual(merge([(9, 17), (10, 11), (16, 18)]), [(9, 18)])

    def test_hours_are_counted_once(self):
        self.assertEqual(taken([(9, 17), (10, 11), (12, 13)]), 8)

    def test_nothing_is_nothing(self):
        self.assertEqual(merge([]), [])


if __name__ == "__main__":
    unittest.main()
