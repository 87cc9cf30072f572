// Package learn holds what all trained parts share: feature hashing, an averaged
// perceptron, a log-linear ranking, their sparse quantised models, and the file that
// models are kept in. It knows no language.
//
// In go features (64-bit hashes made with [Hash] and [Mix]) and classes (small
// integers); out come integer scores. Scoring and the perceptron use integers only,
// [Ranking] floats whose every product is rounded before it is added, so that the
// same input gives the same weights and decisions on every machine.
// Decoding a model fails on a damaged file and never panics on one.
package learn

// Hash is the 64-bit hash of a string (FNV-1a, finished with Mix).
func Hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return Mix(h, uint64(len(s)))
}

// Mix folds x into the hash h. A feature is made by folding a template number
// and its atoms one by one, in a fixed order.
func Mix(h, x uint64) uint64 {
	h = (h ^ x) * 0x9E3779B97F4A7C15
	return h ^ h>>29
}
