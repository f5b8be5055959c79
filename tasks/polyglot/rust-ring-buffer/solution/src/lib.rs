//! A buffer of fixed size that keeps the latest values.

/// Keeps the latest `capacity` values.
pub struct Ring<T> {
    values: Vec<T>,
    capacity: usize,
    next: usize,
}

impl<T: Clone> Ring<T> {
    /// An empty buffer. Panics where it could hold nothing.
    pub fn new(capacity: usize) -> Self {
        assert!(capacity > 0, "a ring holds one value at least");
        Ring { values: Vec::with_capacity(capacity), capacity, next: 0 }
    }

    /// Puts a value in; where the buffer is full, the oldest leaves and is returned.
    pub fn push(&mut self, value: T) -> Option<T> {
        if self.values.len() < self.capacity {
            self.values.push(value);
            return None;
        }
        let oldest = std::mem::replace(&mut self.values[self.next], value);
        self.next = (self.next + 1) % self.capacity;
        Some(oldest)
    }

    /// All values, the oldest first.
    pub fn to_vec(&self) -> Vec<T> {
        let (newer, older) = self.values.split_at(self.next);
        [older, newer].concat()
    }
}
