import unittest

from bill import split


class SplitTests(unittest.TestCase):
    def test_an_even_bill_is_split_evenly(self):
        self.assertEqual(split(900, 3), [300, 300, 300])

    def test_no_cent_is_lost_and_none_is_made(self):
        for total in range(0, 200):
            for people in range(1, 9):
                self.assertEqual(sum(split(total, people)), total, (total, people))

    def test_odd_cents_go_to_the_first(self):
        self.assertEqual(split(1000, 3), [334, 333, 333])

    def test_nobody_cannot_pay(self):
        with self.assertRaises(ValueError):
            split(100, 0)


if __name__ == "__main__":
    unittest.main()
