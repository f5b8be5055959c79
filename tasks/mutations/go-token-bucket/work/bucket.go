// Package bucket limits how often something may happen.
package bucket

import "time"

// Bucket holds tokens; each event takes one, and one comes back after every interval until the bucket is full.
// The time is given with every call, so that what happened can be replayed.
type Bucket struct {
	burst    int
	interval time.Duration
	tokens   int
	last     time.Time
}

// New makes a full bucket.
func New(burst int, interval time.Duration, now time.Time) *Bucket {
	return &Bucket{burst: burst, interval: interval, tokens: burst, last: now}
}

// Take takes a token, where there is one.
func (b *Bucket) Take(now time.Time) bool {
	b.refill(now)
	if b.tokens == 0 {
		return false
	}
	b.tokens--
	return true
}

// Wait tells how long it is until there is a token.
func (b *Bucket) Wait(now time.Time) time.Duration {
	b.refill(now)
	if b.tokens > 0 {
		return 0
	}
	return b.interval - now.Sub(b.last)
}

func (b *Bucket) refill(now time.Time) {
	elapsed := now.Sub(b.last)
	if elapsed < 0 {
		// The clock was put back: wait until it has caught up.
		return
	}
	b.tokens += int(elapsed / b.interval)
	if b.tokens > b.burst {
		b.tokens = b.burst
	}
	// A part of an interval that has passed counts for the next token.
	b.last = now.Add(elapsed % b.interval)
}
