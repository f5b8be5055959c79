//! Frames of a serial line: a payload, and behind it two bytes of Fletcher-16, the high one first.

/// Fletcher-16: two sums modulo 255, the second of the first ones.
pub fn checksum(payload: &[u8]) -> u16 {
    let (mut low, mut high) = (0u16, 0u16);
    for byte in payload {
        low = (low + u16::from(*byte)) % 255;
        high = (high + low) % 255;
    }
    (high << 8) | low
}

/// The payload of a frame; `None` where it is damaged or too short to be one.
pub fn open(frame: &[u8]) -> Option<&[u8]> {
    let (payload, sum) = frame.split_at(frame.len().checked_sub(2)?);
    (checksum(payload).to_be_bytes() == sum).then_some(payload)
}
