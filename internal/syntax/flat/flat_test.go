package flat

import "testing"

func TestMap(t *testing.T) {
	values := map[uint64]uint32{}
	for i := range uint64(10_000) {
		values[i*0x9E3779B97F4A7C15] = uint32(i + 1)
	}
	m, err := Open(Pack(values))
	if err != nil {
		t.Fatal(err)
	}
	for hash, want := range values {
		if got := m.Get(hash); got != want {
			t.Fatalf("Get(%x) = %d, want %d", hash, got, want)
		}
	}
	missing := 0
	for i := range uint64(10_000) {
		if m.Get((i+20_000)*0x9E3779B97F4A7C15) == 0 {
			missing++
		}
	}
	if missing < 9_990 {
		t.Errorf("%d of 10000 strange hashes have a value", 10_000-missing)
	}
}

func TestEmptyAndCorrupt(t *testing.T) {
	m, err := Open(Pack(nil))
	if err != nil || m.Get(7) != 0 {
		t.Errorf("an empty map: %v, %d", err, m.Get(7))
	}
	if (Map{}).Get(7) != 0 {
		t.Error("the zero map has a value")
	}
	for _, n := range []int{0, 7, 9} {
		if _, err := Open(make([]byte, n)); err == nil {
			t.Errorf("Open takes %d bytes", n)
		}
	}
}
