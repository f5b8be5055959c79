package bucket

import (
	"testing"
	"time"
)

var start = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func at(milliseconds int) time.Time {
	return start.Add(time.Duration(milliseconds) * time.Millisecond)
}

func TestABurstIsAllowedAndNoMore(t *testing.T) {
	b := New(3, time.Second, at(0))
	for i, want := range []bool{true, true, true, false} {
		if got := b.Take(at(0)); got != want {
			t.Fatalf("take %d: got %v, want %v", i, got, want)
		}
	}
}

func TestTokensComeBackOneAnInterval(t *testing.T) {
	b := New(2, time.Second, at(0))
	b.Take(at(0))
	b.Take(at(0))
	if !b.Take(at(1000)) || b.Take(at(1000)) {
		t.Fatal("after one interval there is one token")
	}
}

func TestAskingOftenCostsNothing(t *testing.T) {
	b := New(1, time.Second, at(0))
	b.Take(at(0))
	taken := 0
	for now := 100; now <= 10000; now += 100 {
		if b.Take(at(now)) {
			taken++
		}
	}
	if taken != 10 {
		t.Fatalf("in ten intervals %d tokens came back, want 10", taken)
	}
}

func TestAFullBucketStaysFull(t *testing.T) {
	b := New(2, time.Second, at(0))
	if !b.Take(at(3600000)) || !b.Take(at(3600000)) || b.Take(at(3600000)) {
		t.Fatal("an hour fills two tokens, not more")
	}
}

func TestTheWaitIsTheRestOfTheInterval(t *testing.T) {
	b := New(1, time.Second, at(0))
	b.Take(at(0))
	for _, c := range []struct{ now, want int }{{300, 700}, {450, 550}, {999, 1}, {1000, 0}} {
		if got := b.Wait(at(c.now)); got != time.Duration(c.want)*time.Millisecond {
			t.Fatalf("at %d ms: wait %v, want %d ms", c.now, got, c.want)
		}
	}
}

func TestAClockThatIsPutBackGivesNothing(t *testing.T) {
	b := New(1, time.Second, at(5000))
	b.Take(at(5000))
	if b.Take(at(0)) || !b.Take(at(6000)) {
		t.Fatal("the next token comes an interval after the last one was taken")
	}
}
