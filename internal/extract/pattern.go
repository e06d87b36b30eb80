package extract

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first asked for: programs
// that read no page need none, and all of them together take a millisecond.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
