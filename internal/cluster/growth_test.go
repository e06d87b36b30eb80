package cluster

import (
	"syscall"
	"testing"

	"synoptic/internal/cluster/generate"
)

// processor is the processor time that this process has used, in microseconds.
func processor() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Utime.Sec+u.Stime.Sec)*1e6 + float64(u.Utime.Usec+u.Stime.Usec)
}

// BenchmarkGrowth places a long stream and reports the processor time of an article in its
// second 20,000 and in its last: the cost of an article must not grow with the stream.
func BenchmarkGrowth(b *testing.B) {
	const n, part = 200_000, 20_000
	for b.Loop() {
		o, m := NewOnline(Learned()), NewImager()
		var spent [n / part]float64
		at := 0
		for item := range generate.Stream(n, 1) {
			im := m.Image(&item.Article)
			before := processor()
			o.Place(im)
			if at%settleEvery == 0 {
				o.Settle()
			}
			spent[at/part] += processor() - before
			at++
		}
		b.ReportMetric(spent[1]/part, "µs/article-second")
		b.ReportMetric(spent[len(spent)-1]/part, "µs/article-last")
		b.ReportMetric(spent[len(spent)-1]/spent[1], "growth")
	}
}
