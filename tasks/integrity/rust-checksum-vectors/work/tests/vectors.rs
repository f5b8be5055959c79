use frames::{checksum, open};

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect()
}

#[test]
fn every_published_frame_is_whole() {
    for line in include_str!("../vectors/frames.txt").lines().filter(|line| !line.starts_with('#')) {
        let frame = bytes(line);
        assert!(open(&frame).is_some(), "taken for damaged: {line}");
    }
}

#[test]
fn a_flipped_bit_is_damage() {
    let mut frame = bytes("0102030a06");
    assert_eq!(open(&frame), Some(&[1u8, 2, 3][..]));
    for byte in 0..frame.len() {
        for bit in 0..8 {
            frame[byte] ^= 1 << bit;
            assert_eq!(open(&frame), None, "byte {byte}, bit {bit}");
            frame[byte] ^= 1 << bit;
        }
    }
}

#[test]
fn what_is_too_short_is_no_frame() {
    assert_eq!((open(&[]), open(&[0])), (None, None));
    assert_eq!(open(&[0, 0]), Some(&[][..]));
}

#[test]
fn the_sums_are_those_of_the_standard() {
    assert_eq!((checksum(b"abcde"), checksum(b"abcdef"), checksum(b"abcdefgh")), (0xC8F0, 0x2057, 0x0627));
}
