use ring_buffer::Ring;

fn filled(capacity: usize, values: std::ops::Range<u32>) -> Ring<u32> {
    let mut ring = Ring::new(capacity);
    for value in values {
        ring.push(value);
    }
    ring
}

#[test]
fn keeps_values_in_order() {
    assert_eq!(filled(3, 0..2).to_vec(), [0, 1]);
}

#[test]
fn drops_the_oldest_and_returns_it() {
    let mut ring = filled(3, 0..3);
    assert_eq!(ring.push(3), Some(0));
    assert_eq!(ring.push(4), Some(1));
    assert_eq!(ring.to_vec(), [2, 3, 4]);
}

#[test]
fn goes_round_more_than_once() {
    assert_eq!(filled(4, 0..10).to_vec(), [6, 7, 8, 9]);
}

#[test]
fn of_one_value_keeps_the_last() {
    assert_eq!(filled(1, 0..5).to_vec(), [4]);
}
