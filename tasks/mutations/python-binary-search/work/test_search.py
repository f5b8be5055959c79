import unittest

from search import count, find, first_not_below


class SearchTests(unittest.TestCase):
    def test_the_first_of_equal_values_is_found(self):
        self.assertEqual(find([1, 3, 3, 3, 7], 3), 1)

    def test_ends_are_found(self):
        self.assertEqual((find([1, 3, 7], 1), find([1, 3, 7], 7)), (0, 2))

    def test_what_is_not_there_is_told_by_its_place(self):
        self.assertEqual([first_not_below([1, 3, 7], wanted) for wanted in (0, 2, 5, 9)], [0, 1, 2, 3])
        self.assertEqual(find([1, 3, 7], 2), -1)

    def test_an_empty_list_holds_nothing(self):
        self.assertEqual((find([], 1), count([], 1)), (-1, 0))

    def test_values_are_counted(self):
        self.assertEqual([count([1, 3, 3, 3, 7], wanted) for wanted in (0, 1, 3, 7)], [0, 1, 3, 1])


if __name__ == "__main__":
    unittest.main()
