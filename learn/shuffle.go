package learn

// Shuffler is a small pseudo-random generator (splitmix64, Steele et al. 2014)
// that puts training examples into an order. The same start gives the same
// orders on every machine.
type Shuffler uint64

// Next is the next pseudo-random number.
func (s *Shuffler) Next() uint64 {
	*s += 0x9E3779B97F4A7C15
	z := uint64(*s)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// Shuffle puts x into a pseudo-random order (Fisher and Yates).
func (s *Shuffler) Shuffle(x []int) {
	for i := len(x) - 1; i > 0; i-- {
		j := int(s.Next() % uint64(i+1))
		x[i], x[j] = x[j], x[i]
	}
}
