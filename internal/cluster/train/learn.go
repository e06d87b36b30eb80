package main

import "math"

// example is one labelled observation.
type example struct {
	x []float64
	y float64 // 0 or 1
}

// logistic fits a logistic regression by Newton's method with an L2 penalty. Weights
// that fixed marks stay 0.
func logistic(examples []example, n int, penalty float64) []float64 {
	w := make([]float64, n)
	for range 25 {
		step := newton(examples, w, penalty)
		largest := 0.0
		for i := range w {
			w[i] += step[i]
			largest = max(largest, math.Abs(step[i]))
		}
		if largest < 1e-7 {
			break
		}
	}
	return w
}

// newton is the step from w towards the least penalised loss.
func newton(examples []example, w []float64, penalty float64) []float64 {
	n := len(w)
	m := make([][]float64, n) // the Hessian with the gradient as last column
	for i := range m {
		m[i] = make([]float64, n+1)
		m[i][i] = penalty
		m[i][n] = -penalty * w[i]
	}
	for _, e := range examples {
		z := 0.0
		for i, x := range e.x {
			z += w[i] * x
		}
		p := 1 / (1 + math.Exp(-z))
		for i, x := range e.x {
			if x == 0 {
				continue
			}
			m[i][n] += (e.y - p) * x
			for j, v := range e.x {
				m[i][j] += p * (1 - p) * x * v
			}
		}
	}
	return solve(m)
}

// solve eliminates a positive definite system, given with its right side as last column.
func solve(m [][]float64) []float64 {
	n := len(m)
	for i := range m {
		for k := range m {
			if k == i || m[k][i] == 0 {
				continue
			}
			f := m[k][i] / m[i][i]
			for j := i; j <= n; j++ {
				m[k][j] -= f * m[i][j]
			}
		}
	}
	x := make([]float64, n)
	for i := range x {
		x[i] = m[i][n] / m[i][i]
	}
	return x
}
