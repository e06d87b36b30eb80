//go:build !race

package syntax

// raceDetector reports whether the tests run with the race detector.
const raceDetector = false
